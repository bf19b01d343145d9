"""How the benchmark of relations counts."""

import numpy as np
import pytest
import relations
from _traditions import make_article
from relations import Case, answer, interval, precision, unquoted

from retold.types import Analysis, Descent, Story, Undecided, UnseenSource

GOLD = np.array([True, True, True, True, True, False, False])


def traced(*descents, undecided=(), unseen=(), origins=("a",)):
    story = Story("1", None, ("a", "b"), tuple(origins), tuple(undecided), descents, tuple(unseen))
    return Analysis((), (story,), (), (), (), ())


def descent(kind="rewrite", parent="a", child="b", direction=0.9):
    return Descent(child, parent, kind, 0.9, direction, None, credited=False)


def test_precision_is_the_best_at_four_fifths_of_recall_or_more():
    assert precision(GOLD, np.array([0.9, 0.8, 0.7, 0.6, 0.1, 0.65, 0.2])) == 4 / 5
    assert precision(GOLD, np.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.65, 0.2])) == 5 / 6


def test_equal_answers_stand_or_fall_together():
    assert precision(GOLD, np.ones(7)) == pytest.approx(5 / 7)


def test_an_interval_holds_what_was_measured_and_is_the_same_each_time(monkeypatch):
    monkeypatch.setattr(relations, "RESAMPLINGS", 50)
    values = np.array([0.9, 0.8, 0.7, 0.6, 0.1, 0.65, 0.2])
    low, high = interval(precision, GOLD, values)
    assert low <= precision(GOLD, values) <= high
    assert (low, high) == interval(precision, GOLD, values)


def test_words_inside_quotation_marks_are_no_shingles():
    a = make_article("a", "He said “the night was long and cold and wet” in the end.")
    b = make_article("b", "She wrote “the night was long and cold and wet” and left it there.")
    assert unquoted(Case("1", a, b, "shared", None), 3) == 0
    assert unquoted(Case("1", a, a, "copy", None), 3) == 1


@pytest.mark.parametrize(
    ("analysis", "said"),
    [
        (traced(descent("copy")), ("copy", "b", True)),
        (traced(descent("brief", direction=0.6)), ("derived", "b", False)),
        (traced(origins=("a", "b")), ("independent", None, False)),
        (traced(undecided=[Undecided("b", ())]), ("undecided", None, False)),
        (
            traced(
                descent("copy", parent="unseen:1", child="a"),
                descent("copy", parent="unseen:1"),
                unseen=[
                    UnseenSource("unseen:1", "AP", "text", ("a", "b")),
                    UnseenSource("unseen:2", "CNN", "cited", ("a",)),
                ],
            ),
            ("common", None, False),
        ),
        (
            traced(
                descent("copy", parent="unseen:1"),
                unseen=[UnseenSource("unseen:1", "the police", "statement", ("a", "b"))],
            ),
            ("shared", None, False),
        ),
    ],
)
def test_a_trace_of_two_articles_says_one_relation(analysis, said):
    assert answer(analysis) == said
