"""What a change must have for itself before it weighs much: two claims that are one."""

from __future__ import annotations

import pytest

from retold.changes.contraries import contrary


@pytest.fixture
def told(compare):
    """Give kind and severity of the changes between two texts."""

    def run(parent: str, child: str) -> set[tuple[str, str]]:
        return {(c.kind, c.severity) for c in compare(parent, child)}

    return run


def test_two_claims_that_share_a_word_do_not_deny_one_another(told) -> None:
    parent = "The mother was in the home at the time of the incident, but was not injured."
    child = (
        "Dominique Miller, 30, is charged with involuntary manslaughter in connection with the "
        "Sept. 1 shooting that seriously injured one of his daughters and killed the other."
    )
    assert "negation" not in {kind for kind, _ in told(parent, child)}


def test_the_same_claim_without_its_denial_weighs_much(told) -> None:
    parent = "The mother was at home at the time and was not injured."
    child = "The mother was at home at the time and was injured."
    assert ("negation", "high") in told(parent, child)


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        (
            "2. Players should stand during the American anthem.",
            "5. Players should stand during the American anthem.",
        ),
        ("Posted on Monday 3:36 PM", "Updated on Monday 2:40 PM"),
        (
            "The club bid between $140 million and $150 million over seven years.",
            "The club made an offer between $140 and $150 million over seven years.",
        ),
        (
            "The march drew 170, 000 people to a number of squares.",
            "The march drew 15, 800 people to a number of squares.",
        ),
    ],
)
def test_figures_that_count_nothing_or_leave_their_scale_to_another(
    told, parent: str, child: str
) -> None:
    assert not {kind for kind, _ in told(parent, child)} & {"number", "unit"}


def test_a_figure_is_replaced_by_one_alone(compare) -> None:
    parent = "The firm added an average of 151,000 jobs a month in the first months of 2012."
    child = (
        "The firm added an average of 163,000 jobs a month in the first months of 2012, and "
        "172,000 jobs a month later."
    )
    found = [c for c in compare(parent, child) if c.kind == "number"]
    assert [c.after for c in found] == ["163,000 jobs"]


def test_a_short_form_of_a_first_name_is_no_other_name(told) -> None:
    parent = "The senator regrets that he did not choose Joseph Lieberman as running mate."
    child = "The senator regrets that he did not choose Joe Lieberman as running mate."
    assert "name" not in {kind for kind, _ in told(parent, child)}


def test_a_misspelt_name_is_one_even_where_little_else_agrees(told) -> None:
    parent = "Carter also told the newspaper that he and Rosalynn Carter did not vote in spring."
    child = "He and his wife, Roselynn Carter, disagreed on another question."
    assert ("name", "high") in told(parent, child)


def test_who_says_nothing_does_not_answer(compare) -> None:
    parent = "The dam leaks. The ministry has not responded to questions about the dam's age."
    found = compare(parent, "The dam leaks.", [(0, 0)])
    assert {c.severity for c in found if c.kind == "dropped"} <= {"medium", "minor"}


def test_officers_who_respond_to_a_call_do_not_answer(compare) -> None:
    parent = "The house burned. Sgt. Brittany Scott said deputies responded to the 200 block."
    found = compare(parent, "The house burned.", [(0, 0)])
    assert {c.severity for c in found if c.kind == "dropped"} <= {"medium", "minor"}


def test_who_denies_what_is_said_of_him_does(compare) -> None:
    parent = "The dam leaks. Marta Weil, who built it, denied that the dam leaks."
    found = compare(parent, "The dam leaks.", [(0, 0)])
    assert {c.severity for c in found if c.kind == "dropped"} == {"high"}


def test_the_dead_of_another_event_are_no_side_of_this_one(compare) -> None:
    parent = (
        "The president spoke on Sunday. The speech came after the attacks in Harbin that killed "
        "14 people."
    )
    found = compare(parent, "The president spoke on Sunday.", [(0, 0)])
    assert {c.severity for c in found if c.kind == "dropped"} <= {"medium", "minor"}


def test_an_accusation_told_by_its_word_is_not_surer(told) -> None:
    parent = "The actress was accused of darkening her skin for the party."
    child = "The actress was called racist for darkening her skin for the party."
    assert ("certainty", "high") not in told(parent, child)


def test_hearsay_that_the_police_tell_is_not_surer(told) -> None:
    parent = "A couple of cars reportedly drove by the party."
    child = "Police said a couple of cars drove by the party."
    assert ("certainty", "high") not in told(parent, child)


def test_not_every_prefix_denies() -> None:
    assert not contrary("famously", "infamously")
    assert contrary("successful", "unsuccessful")
