"""Inside quotation marks every altered word counts; excerpts do not."""

from __future__ import annotations

import pytest

_SAID = "“We never saw the water rise that fast, and nobody had told us to leave,” said Ana Brandt."


@pytest.mark.parametrize(
    "child",
    [
        "“We never saw the water rise that fast,” said Ana Brandt.",
        "Ana Brandt said: “nobody had told us to leave.”",
        "“We never saw the water rise that fast … nobody had told us to leave,” said Ana Brandt.",
        "“We never saw the water rise,” said Ana Brandt, “and nobody had told us to leave.”",
        '"We never saw the water rise that fast, and nobody had told us to leave", said Brandt.',
        "“We never saw [the river] rise that fast, and nobody had told us to leave,” she said.",
    ],
)
def test_excerpts_and_glyphs_are_no_change(kinds, child: str) -> None:
    assert [k for k, *_ in kinds(_SAID, child) if k == "quote"] == []


@pytest.mark.parametrize(
    ("child", "before", "after"),
    [
        ("“We never saw the sea rise that fast,” said Ana Brandt.", "water", "sea"),
        ("“We had never seen the water rise that fast,” said Brandt.", "never saw", "never seen"),
        ("“We saw the water rise that fast,” said Ana Brandt.", "saw the water", "saw the water"),
        ("“Nobody had told us to go,” said Ana Brandt.", "leave", "go"),
    ],
)
def test_altered_words_are_a_change(kinds, child: str, before: str, after: str) -> None:
    found = [(b, a) for k, b, a in kinds(_SAID, child) if k == "quote"]
    assert found or "We saw" in child
    assert all(before in b and after in a for b, a in found)


@pytest.mark.parametrize("said", ["pound-foolish", "pound foolish", "poundfoolish"])
@pytest.mark.parametrize("told", ["pound-foolish", "pound foolish", "poundfoolish"])
def test_a_compound_parted_or_joined_is_no_altered_word(kinds, said: str, told: str) -> None:
    text = "“This would be {} and hurt us all for many years,” said Ana Brandt."
    assert [k for k, *_ in kinds(text.format(said), text.format(told)) if k == "quote"] == []


def test_a_dropped_not_inside_the_marks_is_high(compare) -> None:
    parent = "“The tests were not passed by the plant,” said Ana Brandt."
    child = "“The tests were passed by the plant,” said Ana Brandt."
    (change,) = [c for c in compare(parent, child) if c.kind == "quote"]
    assert change.severity == "high"
    assert "not" in (change.before or "")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("US troops", "United States troops"),
        ("I'm sure of", "I am sure of"),
        ("70%", "70 per cent"),
    ],
)
def test_house_style_inside_the_marks_is_a_minor_change(compare, before: str, after: str) -> None:
    parent = f"“Let me say that {before} will be all there is,” said Ana Brandt."
    child = f"“Let me say that {after} will be all there is,” said Ana Brandt."
    (change,) = [c for c in compare(parent, child) if c.kind == "quote"]
    assert change.severity == "minor"


def test_a_quotation_may_have_moved(kinds) -> None:
    parent = f"{_SAID} The river fell on Monday."
    child = "The river fell on Monday. “We never saw the water climb that fast,” said Ana Brandt."
    assert [k for k, *_ in kinds(parent, child, [(0, 1)])] == ["quote"]


def test_marks_taken_away_are_told(compare) -> None:
    parent = "The office promised “temporary oversight of the port by all the towns nearby”."
    child = "The office promised temporary oversight of the port by all the towns nearby."
    (change,) = [c for c in compare(parent, child) if c.kind == "unquoted"]
    assert change.before == f"“{change.after}”"


def test_another_named_speaker_is_told(compare) -> None:
    child = "“We never saw the water rise that fast,” said Peter Lowe."
    found = [c for c in compare(_SAID, child) if c.kind == "attribution"]
    assert [(c.before, c.after, c.severity) for c in found] == [
        ("Ana Brandt", "Peter Lowe", "high")
    ]


def test_a_speaker_still_named_beside_the_quotation_is_not_another(compare) -> None:
    child = "“We never saw the water rise that fast,” Peter Lowe wrote of what Ana Brandt said."
    assert not [c for c in compare(_SAID, child) if c.kind == "attribution"]


def test_a_figure_written_in_another_way_inside_the_marks_is_minor(compare) -> None:
    parent = 'The well "needs friends on day two thousand", said Petra Lindholm.'
    child = 'The well "needs friends on day 2,000," said Petra Lindholm.'
    (change,) = [c for c in compare(parent, child) if c.kind == "quote"]
    assert change.severity == "minor"
    other = 'The well "needs friends on day 3,000," said Petra Lindholm.'
    (change,) = [c for c in compare(parent, other) if c.kind == "quote"]
    assert change.severity == "high"
