"""Passages in quotation marks are found as newspapers set them."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.language.quotations import quotations


def inner(text):
    return [q.inner.of(text) for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“No plans,” he said. “But we talk.”", ["No plans,", "But we talk."]),
        ('"No plans," he said. "But we talk."', ["No plans,", "But we talk."]),
        ("‘No plans,’ he said. ‘But we talk.’", ["No plans,", "But we talk."]),
        ("'No plans,' he said. 'But we talk.'", ["No plans,", "But we talk."]),
        ("``No plans,'' he said.", ["No plans,"]),
        ("« Pas de plan », dit-il.", [" Pas de plan "]),
        ("»Kein Plan«, sagte er. „Nein“, sagte sie.", ["Kein Plan", "Nein"]),
        ('He said:"yes" and left."I go"', ["yes", "I go"]),
        ('the "so-called"/"fake" thing—"yes"—and', ["so-called", "fake", "yes"]),
        ('called it ("the deal")', ["the deal"]),
    ],
)
def test_every_style_of_mark_is_known(text, expected):
    assert inner(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It’s Kirby’s plan, and the workers’ too; don't ask the dogs' owners.",
        "the '90s and workers' rights, rock 'n' roll, ’tis the ‘80s",
        'a 27" screen, 6\' 2" tall',
        '‘’ and “” and "" hold nothing',
        "",
    ],
)
def test_apostrophes_and_inches_are_no_quotation_marks(text):
    assert inner(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‘I don’t like the bosses’ plan,’ he said.", ["I don’t like the bosses’ plan,"]),
        ("'I don't like the bosses' plan,' he said.", ["I don't like the bosses' plan,"]),
        ("'The boys' said 'no'", ["The boys", "no"]),
        ('"The 27" screen is good," he said', ['The 27" screen is good,']),
    ],
)
def test_apostrophes_inside_single_quotation_marks_do_not_close_them(text, expected):
    assert inner(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“He told me ‘go away’ and I went,” she said.", ["He told me ‘go away’ and I went,"]),
        ("‘He said “no” to me,’ she said.", ["He said “no” to me,"]),
        ('"I said "hello" to him," he said', ['I said "hello" to him,']),
        ("“‘No’ is no answer,” she said.", ["‘No’ is no answer,"]),
    ],
)
def test_of_nested_quotations_the_outermost_is_returned(text, expected):
    assert inner(text) == expected


def test_a_speech_over_paragraphs_gives_one_quotation_a_paragraph():
    text = "“First.\n\n“Second.\n\n“Third,” he said."
    assert [(q.inner.of(text), q.closed) for q in quotations(text)] == [
        ("First.", False),
        ("Second.", False),
        ("Third,", True),
    ]


def test_a_mark_that_never_closes_reaches_no_further_than_its_paragraph():
    text = "He said: “It is over.\n\nNobody else spoke."
    (only,) = quotations(text)
    assert only.inner.of(text) == "It is over."
    assert not only.closed


def test_a_mark_that_never_closes_stops_at_the_next_quotation():
    text = "“Hello, he said. “But we go,” he said."
    assert [(q.inner.of(text), q.closed) for q in quotations(text)] == [
        ("Hello, he said.", False),
        ("But we go,", True),
    ]


def test_a_stray_single_mark_hides_no_quotation():
    assert inner("It was ‘tired, “he said” and went") == ["he said"]


ODD = st.text(alphabet="ab sS9.,'\"“”‘’«»„`(—\n…́\U0001f600", max_size=120) | st.text(max_size=60)


@given(ODD)
def test_quotations_lie_in_the_text_sorted_disjoint_and_around_their_inner_words(text):
    found = quotations(text)
    for q in found:
        assert 0 <= q.start < q.inner.start <= q.inner.end <= q.end <= len(text)
        assert q.inner.of(text).strip()
        assert q.closed or q.inner.end == q.end
    for one, two in itertools.pairwise(found):
        assert one.end <= two.start


@given(ODD)
def test_quotations_never_cross_a_blank_line(text):
    assert all("\n\n" not in text[q.start : q.end] for q in quotations(text))


@pytest.mark.parametrize("unit", ["“", "‘a ", "'a' ", '" ', "“a ‘b ", "''", "a” "])
def test_hostile_runs_of_marks_take_linear_time(unit):
    start = time.process_time()
    quotations(unit * 20_000)
    assert time.process_time() - start < 3
