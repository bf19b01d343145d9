"""What is left out, and what comes from nowhere; every place points at its words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.changes import Source, changes, changes_from

from .conftest import links_between, prepared

_PARENT = "The dam at Ostra leaks. Nine villages were cleared on Monday by the army."


def test_a_sentence_that_nothing_retells_is_dropped(compare) -> None:
    (change,) = compare(_PARENT, "The dam at Ostra leaks.", [(0, 0)])
    assert (change.kind, change.severity, change.child) == ("dropped", "medium", None)
    assert change.before == "Nine villages were cleared on Monday by the army."


def test_a_sentence_without_a_source_is_added(compare) -> None:
    child = "The dam at Ostra leaks. Engineers abroad warn of similar walls everywhere."
    (change,) = compare("The dam at Ostra leaks.", child, [(0, 0)])
    assert (change.kind, change.parent) == ("added", None)


def test_a_clause_with_a_figure_may_fall_out_of_a_sentence(compare) -> None:
    parent = "The dam at Ostra leaks, after tests by 19 divers from Lund found nothing amiss."
    (change,) = compare(parent, "The dam at Ostra leaks.")
    assert (change.kind, change.before) == (
        "dropped",
        "after tests by 19 divers from Lund found nothing amiss",
    )


def test_a_figure_may_fall_off_the_thing_it_counts(compare) -> None:
    parent = "The office weighs at least two other options for the port."
    (change,) = compare(parent, "The office weighs other options for the port.")
    assert (change.kind, change.before) == ("dropped", "at least two other options")


@pytest.mark.parametrize(
    "toll",
    [
        "The strikes went on all week, killing more than 8,800 people in the north.",
        "The attack in October claimed the lives of some 1,400 villagers.",
        "Some 310 were wounded when the market was hit.",
    ],
)
def test_casualties_of_whom_the_child_counts_none_weigh_most_wherever_the_word_stands(
    compare, toll: str
) -> None:
    (change,) = compare(
        f"The talks were broken off. {toll}", "The talks were broken off.", [(0, 0)]
    )
    assert (change.kind, change.severity) == ("dropped", "high")


def test_lives_that_nobody_lost_are_no_casualties(compare) -> None:
    parent = "The talks were broken off. The grant improved the lives of some 1,400 villagers."
    (change,) = compare(parent, "The talks were broken off.", [(0, 0)])
    assert (change.kind, change.severity) == ("dropped", "medium")


_PIECES = (
    '“ ” " said Kirby not 63 kilometres miles may will . , the dam leaks about told seen by '
    "The Post Friday 28 March director … [ ] told us we\n\n"
)


@settings(deadline=None)
@given(
    linked=st.booleans(),
    a=st.lists(st.sampled_from(_PIECES.split(" ")), max_size=40).map(" ".join),
    b=st.lists(st.sampled_from(_PIECES.split(" ")), max_size=40).map(" ".join),
)
def test_places_hold_the_words_and_nothing_fails(a: str, b: str, *, linked: bool) -> None:
    parent, child = prepared("parent", a), prepared("child", b)
    found = changes(child, parent, links_between(child, parent, None if linked else []))
    for change in found:
        for place, words, text in (
            (change.parent, change.before, a),
            (change.child, change.after, b),
        ):
            assert (place is None) == (words is None)
            assert place is None or text[place.start : place.end] == words
        assert change.reason.endswith(".")
    again = changes(child, parent, links_between(child, parent, None if linked else []))
    assert again == found


def test_what_the_other_parent_has_is_no_change() -> None:
    first = prepared("first", "The dam at Ostra holds 340 million litres of water.")
    second = prepared(
        "second", "The dam at Ostra holds 430 million litres. Nine villages downstream stood empty."
    )
    child = prepared(
        "child", "The dam at Ostra holds 430 million litres. Nine villages downstream stood empty."
    )
    sources = [
        Source(first, tuple(links_between(child, first, [(0, 0)]))),
        Source(second, tuple(links_between(child, second, [(0, 0), (1, 1)]))),
    ]
    assert [c.kind for c in changes_from(child, sources[:1])] == ["number", "added"]
    assert changes_from(child, sources) == ()
