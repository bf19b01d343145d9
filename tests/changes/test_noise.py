"""What a careful reader would call the same: held for whole ranges of values, not for examples."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

FACTS = {"number", "unit", "date", "name", "quote", "attribution", "certainty", "negation"}


@pytest.fixture(scope="session")
def told(graded):
    """Give kind and severity of the facts that differ between two texts, what is minor apart."""

    def run(parent: str, child: str, **dates) -> set[tuple[str, str]]:
        found = graded(parent, child, **dates)
        return {(kind, grade) for kind, grade in found if kind in FACTS and grade != "minor"}

    return run


@settings(max_examples=60, deadline=None)
@given(st.integers(20, 900))
def test_kilometres_told_in_whole_miles_are_no_change(told, kilometres: int) -> None:
    parent = f"The ship sank {kilometres} kilometres north of the port of Ostra on Monday."
    miles = round(kilometres * 0.621371)
    assert not told(parent, f"The ship sank {miles} miles north of the port of Ostra on Monday.")


@settings(max_examples=60, deadline=None)
@given(st.integers(20, 900))
def test_kilometres_with_the_name_of_miles_are_a_change(told, kilometres: int) -> None:
    parent = f"The ship sank {kilometres} kilometres north of the port of Ostra on Monday."
    child = f"The ship sank {kilometres} miles north of the port of Ostra on Monday."
    assert told(parent, child) == {("unit", "high")}


@settings(max_examples=60, deadline=None)
@given(st.integers(1_010, 9_990))
def test_a_figure_rounded_to_hundreds_with_about_is_no_change(told, count: int) -> None:
    parent = f"The march drew {count:,} people to the square of Ostra on Monday."
    child = f"The march drew about {round(count, -2):,} people to the square of Ostra on Monday."
    assert not told(parent, child)


@settings(max_examples=60, deadline=None)
@given(st.integers(1_100, 9_000), st.integers(15, 80))
def test_another_round_figure_is_a_change(told, count: int, percent: int) -> None:
    other = round(count * (1 + percent / 100), -2)
    parent = f"The march drew {round(count, -2):,} people to the square of Ostra on Monday."
    child = f"The march drew {other:,} people to the square of Ostra on Monday."
    assert ("number", "high") in told(parent, child)


@pytest.mark.parametrize("back", range(1, 7))
def test_a_weekday_may_be_told_as_the_date_it_was(told, back: int) -> None:
    out = date(2031, 5, 14)
    day = out - timedelta(days=back)
    parent = f"The bridge of Ostra was closed on {day:%A} by the harbour police."
    child = f"The bridge of Ostra was closed on {day.day} {day:%B} by the harbour police."
    assert not told(parent, child, dates=(out.isoformat(), out.isoformat()))


@pytest.mark.parametrize("back", range(1, 6))
def test_another_date_than_that_of_the_weekday_is_a_change(told, back: int) -> None:
    out = date(2031, 5, 14)
    day, other = out - timedelta(days=back), out - timedelta(days=back + 1)
    parent = f"The bridge of Ostra was closed on {day:%A} by the harbour police."
    child = f"The bridge of Ostra was closed on {other.day} {other:%B} by the harbour police."
    assert ("date", "medium") in told(parent, child, dates=(out.isoformat(), out.isoformat()))


@pytest.mark.parametrize("hour", range(13, 23))
def test_two_zones_of_one_moment_are_no_change(told, hour: int) -> None:
    parent = f"The ship left the port of Ostra at {hour}:20 UTC on Monday with the crew."
    child = f"The ship left the port of Ostra at {(hour + 1) % 24}:20 CET on Monday with the crew."
    assert not told(parent, child)
    wrong = child.replace(f"{(hour + 1) % 24}:20", f"{(hour + 3) % 24:02}:20")
    assert {kind for kind, _ in told(parent, wrong)} == {"date"}


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("organised", "organized"),
        ("travelled", "traveled"),
        ("neighbour", "neighbor"),
        ("centre", "center"),
        ("defence", "defense"),
        ("programme", "program"),
        ("grey", "gray"),
    ],
)
def test_two_spellings_are_no_change_even_inside_quotation_marks(
    told, british: str, american: str
) -> None:
    parent = f"“The {british} people of the old mill came home,” said Ana Brandt of Ostra."
    assert not told(parent, parent.replace(british, american))


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        (
            "Her injuries were described as non-life-threatening by the clinic in Ostra.",
            "Her injuries are not life-threatening, the clinic in Ostra said.",
        ),
        (
            '"We did n ’ t see the lorry until it was on top of us," said Ana Brandt.',
            '"We didn’t see the lorry until it was on top of us," said Ana Brandt.',
        ),
        (
            '"We start at 6 p.m. and work until the road is clear," said Ana Brandt.',
            '"We start at 6:00 p.m. and work until the road is clear," said Ana Brandt.',
        ),
        (
            '"We analysed the fire in the theatre for nine days," said Ana Brandt.',
            '"We analyzed the fire in the theater for nine days," said Ana Brandt.',
        ),
    ],
)
def test_one_thing_in_two_notations_is_no_change(told, parent: str, child: str) -> None:
    assert not told(parent, child)


def test_a_quoted_denial_that_is_lost_is_a_change(told) -> None:
    parent = '"We didn’t see the lorry until it was on top of us," said Ana Brandt.'
    child = '"We did see the lorry until it was on top of us," said Ana Brandt.'
    assert ("quote", "high") in told(parent, child)


@pytest.mark.parametrize(
    ("parent", "child", "change"),
    [
        (  # quoted from behind the word that denies it
            'The agency said the dye was "not considered harmful to fish at this dilution".',
            'The agency said the dye was "considered harmful to fish" by now.',
            ("quote", "high"),
        ),
        (  # the same without its marks
            'The agency said the dye was "not considered harmful to fish at this dilution".',
            "The agency said the dye was considered harmful to fish at this dilution.",
            ("negation", "high"),
        ),
        (  # the doubt stood beside those who said it
            "The tank had allegedly not been inspected since May, according to Ana Brandt.",
            "The tank had not been inspected since May, according to Ana Brandt.",
            ("certainty", "high"),
        ),
        (  # no stamp of a page
            "Updated figures put the death toll in Ostra at 45 people on Monday.",
            "Updated figures put the death toll in Ostra at 54 people on Monday.",
            ("number", "high"),
        ),
        (  # no number of a picture
            "In the video 12 men leave the burning mill of Ostra on Monday.",
            "In the video 17 men leave the burning mill of Ostra on Monday.",
            ("number", "high"),
        ),
    ],
)
def test_what_looks_like_noise_and_is_none(told, parent: str, child: str, change) -> None:
    assert change in told(parent, child)


def test_words_inside_a_quotation_that_were_replaced_are_told_at_least_as_minor(compare) -> None:
    line = '"The company {} for many years in Halden," Ana Brandt said in court.'
    parent = line.format("ignored warnings and hid cracks from inspectors")
    child = line.format("followed rules and helped engineers thoroughly")
    assert "quote" in {one.kind for one in compare(parent, child)}


def test_who_is_accused_is_not_heard_by_being_accused(compare) -> None:
    parent = (
        "Prosecutors in Halden accused the builder Norvik of hiding cracks in the dam. "
        "Norvik denied that there were any cracks in the dam when the water rose."
    )
    child = "Prosecutors in Halden accused the builder Norvik of hiding cracks in the dam."
    lost = [c for c in compare(parent, child, [(0, 0)]) if c.kind == "dropped"]
    assert [c.severity for c in lost] == ["high"]
    assert "Gone with it: a reply" in lost[0].reason


def test_a_wrong_conversion_names_the_unit_of_figures_with_separators(compare) -> None:
    parent = "The plant lost 4,200 litres of dye into the river of Ostra on Monday."
    child = "The plant lost 4,200 gallons of dye into the river of Ostra on Monday."
    found = [c for c in compare(parent, child) if c.kind == "unit"]
    assert len(found) == 1
    assert ",200" not in found[0].reason.replace("4,200", "")
