"""Where little speaks for two passages telling of one thing, a difference weighs less or nothing."""

from __future__ import annotations

import pytest


@pytest.fixture
def told(compare):
    """Give kind and severity of the changes between two texts."""

    def run(parent: str, child: str, pairs=None) -> set[tuple[str, str]]:
        return {(c.kind, c.severity) for c in compare(parent, child, pairs)}

    return run


def of_kind(found: set[tuple[str, str]], kind: str) -> set[str]:
    return {severity for name, severity in found if name == kind}


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        (
            "Image 2 of 5 Marek Holub, 21, was arrested in Ostra on Friday after a month.",
            "Image 6 of 11 Marek Holub, 21, was arrested in Ostra on Friday after a month.",
        ),
        (
            "Hide Caption 2 of 9 Photos: A march of the families through the old town of Ostra.",
            "Hide Caption 2 of 6 Photos: A march of the families through the old town of Ostra.",
        ),
        ("Published: 1 May - Updated: 3 months ago", "Published: 1 May - Updated: 2 months ago"),
        ("Incidents in this district – 3", "Incidents in this district – 9"),
    ],
)
def test_captions_stamps_and_forms_of_a_page_are_no_figures(told, parent: str, child: str) -> None:
    assert not of_kind(told(parent, child), "number") | of_kind(told(parent, child), "unit")


def test_whose_picture_is_shown_is_no_name_of_the_story(told) -> None:
    line = "The boy was driven to a hospital with a wound. Photo: {}, Ostra Post."
    child = line.format("Guido Barranca")
    assert not of_kind(told(line.format("Guido Barranco"), child), "name")


def test_figures_weigh_much_only_where_they_count_one_thing(told) -> None:
    parent = "Four men were shot in the west of Ostra on Monday, leaving one critically wounded."
    child = "A shooting in the west of Ostra on Monday left three others wounded."
    assert "high" not in of_kind(told(parent, child), "number")
    same = parent.replace("Four men", "Six men")
    assert of_kind(told(parent, same), "number") == {"high"}


def test_one_of_several_ages_may_be_anybodys(told) -> None:
    parent = (
        "Police held two boys, 16 years old and 15 years old, and a man 18 years old, on Monday."
    )
    child = "Police held a boy, 14 years old, and a boy, 16 years old, on Monday."
    assert "high" not in of_kind(told(parent, child), "number")


def test_what_is_said_of_another_person_contradicts_nothing(told) -> None:
    parent = "Jan Watson, 22, of Ostra was charged. He is held in the county jail with no bail set."
    child = "Karl Rand, 19, of Ostra was charged. He is held in the county jail with bail set."
    assert not of_kind(told(parent, child, [(0, 0), (1, 1)]), "negation")
    same = child.replace("Karl Rand, 19,", "Jan Watson, 22,")
    assert "high" in of_kind(told(parent, same, [(0, 0), (1, 1)]), "negation")


def test_two_people_whose_names_are_alike_are_no_slip(told) -> None:
    parent = "Trent Gowde chairs the panel. The leaks must stop, Gowde told the channel on Sunday."
    child = "Jack Dowde is a lawyer. In a short call with the paper Dowde denied that he was it."
    assert "high" not in of_kind(told(parent, child, [(1, 1)]), "name")


def test_a_noun_and_its_adjective_are_one_name(told) -> None:
    parent = "The rules let the majority prevent Democrats from blocking the law in the senate."
    child = "The rules let the majority prevent a Democratic block of the law in the senate."
    assert not of_kind(told(parent, child), "name")


def test_two_movements_are_not_one_turned_round(told) -> None:
    parent = "At noon the Ostra share index was down about 14 points."
    child = "The Ostra share index was up about 90 points."
    found = told(parent, child)
    assert not of_kind(found, "negation")
    assert "high" not in of_kind(found, "number")


def test_three_and_a_half_is_the_half_that_is_told_behind(told) -> None:
    parent = "Unemployment stayed above eight per cent for the last three and a half years."
    child = "Unemployment stayed above eight per cent for 3½ years."
    assert not told(parent, child)


@pytest.mark.parametrize(
    ("later", "severity"), [("2031-05-02", "high"), ("2031-05-03", "medium"), (None, "medium")]
)
def test_a_plan_may_have_been_carried_out_by_another_day(
    graded, later: str | None, severity: str
) -> None:
    parent = "The mayor will open the bridge in the harbour of Ostra."
    child = "The mayor opened the bridge in the harbour of Ostra."
    found = graded(parent, child, dates=("2031-05-02", later))
    assert of_kind(found, "certainty") == {severity}


def test_a_sentence_in_the_place_of_another_is_no_altered_quotation(told) -> None:
    parent = (
        '"I want to begin with two plain words. The whole town stood by us in the flood. '
        'We are not asking the council to solve the water problem this winter," Ana Brandt said.'
    )
    child = (
        '"I want to begin with two plain words. The whole town stood by us in the flood. '
        'Nobody should put carts before horses when families lost everything," Ana Brandt said.'
    )
    assert "high" not in of_kind(told(parent, child), "quote")


def test_few_words_that_many_say_have_no_other_speaker(told) -> None:
    parent = (
        "“As I have said from the beginning, under the law that we seek, if you like your doctor, "
        "you can keep your doctor,” Mr. Oben said."
    )
    child = "White House: “you can keep your doctor”, said Ms. Brandt."
    assert not of_kind(told(parent, child), "attribution") & {"high"}


def test_a_side_is_not_silenced_where_its_people_speak(compare) -> None:
    parent = (
        "The senator toured six towns on Monday. Thousands came to the square of Ostra. "
        "The Osterman campaign rejected the claim as false."
    )
    silent = "The senator toured six towns on Monday. Thousands came to the square of Ostra."
    heard = f"{silent} “We are ahead in the north,” said Paul Osterman on Sunday in the harbour."
    links = [(0, 0), (1, 1)]
    grades = [
        {c.severity for c in compare(parent, child, links) if c.kind == "dropped"}
        for child in (silent, heard)
    ]
    assert grades[0] == {"high"}
    assert "high" not in grades[1]


def test_who_takes_a_passage_did_not_leave_out_the_rest(compare) -> None:
    rest = " ".join(f"The town of Ostra told visitors of its {n}." for n in ("mill", "fair", "bay"))
    parent = f"The club met in the hall on Monday. {rest} The fire of 2031 killed 145 people there."
    child = "The club met in the hall on Monday."
    grades = {
        c.severity
        for c in compare(parent, child, [(0, 0)])
        if c.kind == "dropped" and "145" in (c.before or "")
    }
    assert grades == {"medium"}


def test_a_wrong_conversion_is_told_in_the_unit_that_is_written(compare) -> None:
    parent = "The wreck lies 63 kilometres north of the port of Ostra."
    found = compare(parent, "The wreck lies 63 miles north of the port of Ostra.")
    reasons = [c.reason for c in found if c.kind == "unit"]
    assert reasons == ["The same figure stands with another unit: 63 kilometres is 39.15 miles."]
