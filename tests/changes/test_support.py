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


def test_whom_somebody_told_it_weighs_little_where_nobody_is_blamed(compare) -> None:
    parent = "Susan Gemmer told The Associated Press that her niece hid in a closet for an hour."
    found = compare(parent, "Her niece hid in a closet for an hour.")
    assert {c.severity for c in found if c.kind == "attribution"} == {"medium"}


@pytest.mark.parametrize("deed", ["hid the files from the auditors", "covered up the leak"])
def test_a_charge_that_became_a_fact_weighs_more_than_the_outlet_that_heard_it(
    compare, deed: str
) -> None:
    parent = f"Susan Gemmer told The Associated Press that the mayor of the town {deed}."
    found = [c for c in compare(parent, f"The mayor of the town {deed}.") if c.kind != "dropped"]
    assert [(c.kind, c.severity) for c in found] == [("attribution", "high")]
    assert "told The Associated Press" in (found[0].before or "")


def test_a_broken_numeral_with_a_unit_is_not_another_unit(told) -> None:
    parent = "It leased a 170, 000 square foot shop in the old mill."
    child = "It leased a 200 square metre shop in the old mill."
    assert not told(parent, child)
    whole = parent.replace(", 000", ",000"), child.replace("200", "170,000")
    assert ("unit", "high") in told(*whole)


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        (
            "In 2016, 170 people came to the fair in the old mill.",
            "In 2016, 710 people came to the fair in the old mill.",
        ),
        (
            "The toll rose to 5. 9 people were hurt in the town hall.",
            "The toll rose to 5. 8 people were hurt in the town hall.",
        ),
    ],
)
def test_a_number_behind_another_is_not_always_a_piece_of_it(told, parent: str, child: str) -> None:
    assert ("number", "high") in told(parent, child)


@pytest.mark.parametrize(
    "listed",
    [
        "murder and two counts of assault",
        "two counts of arson and one count of assault",
    ],
)
def test_a_figure_may_sum_up_what_the_source_lists(told, listed: str) -> None:
    parent = f"He was charged with {listed} on Monday."
    child = "He was charged on {} counts on Monday."
    assert not told(parent, child.format("three"))
    assert ("number", "high") in told(parent, child.format("four"))


def test_what_an_and_joins_is_not_always_a_list(told) -> None:
    parent = "The farmer came home and sold two cars to his brother on Monday."
    child = "The farmer came home, where he sold three cars to his brother on Monday."
    assert ("number", "high") in told(parent, child)


def test_two_lists_are_not_sums_of_one_another(told) -> None:
    parent = "Anna Weil and two colleagues were hurt in the fire."
    child = "Anna Weil and three colleagues were hurt in the fire."
    assert ("number", "high") in told(parent, child)


def test_a_boy_and_his_three_cousins_are_four_children(told) -> None:
    parent = "A mixture of four children and teens were in the house at the time of the shooting."
    child = "Police said the boy and his three cousins were in the house during the shooting."
    assert "number" not in {kind for kind, _ in told(parent, child)}
