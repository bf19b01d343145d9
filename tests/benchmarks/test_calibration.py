"""How the benchmark of calibration counts."""

import numpy as np
import pytest
from calibration import Answer, bins, brier, calibration_error, interval, precision_at


def answer(probability, right, *, named=True, derived=True, event="e"):
    return Answer(event, "a", derived, named and probability is not None, probability, right)


def test_bins_have_equally_many_answers_in_order_of_what_was_said():
    said, right = np.array([0.9, 0.1, 0.5, 0.7]), np.array([1.0, 0.0, 0.0, 1.0])
    assert bins(said, right, 2) == [(2, pytest.approx(0.3), 0.0), (2, pytest.approx(0.8), 1.0)]


def test_answers_that_say_the_same_share_in_what_is_right():
    said, right = np.full(4, 0.5), np.array([0.0, 0.0, 1.0, 1.0])
    assert [share for _, _, share in bins(said, right, 2)] == [0.5, 0.5]
    assert calibration_error(said, right) == 0


def test_the_error_is_the_distance_of_said_and_right():
    assert calibration_error(np.full(10, 0.9), np.ones(10)) == pytest.approx(0.1)
    assert calibration_error(np.full(10, 0.9), np.zeros(10)) == pytest.approx(0.9)


def test_the_base_rate_knows_how_many_are_right_and_not_which():
    score, base = brier(np.array([1.0, 1.0, 0.0, 1.0]), np.array([1.0, 1.0, 0.0, 1.0]))
    assert (score, base) == (0, pytest.approx(0.75 * 0.25))


def test_an_interval_is_the_same_each_time_and_holds_the_error_of_steady_answers():
    some = [answer(0.8, n % 5 > 0, event=str(n // 10)) for n in range(100)]
    low, high = interval(some)
    assert (low, high) == interval(some)
    assert low <= 0.001 <= high + 0.001


def test_precision_stands_at_the_bar_that_reaches_the_recall():
    some = [answer(0.9, True), answer(0.8, False), answer(0.7, True), answer(None, False)]
    assert precision_at(some, 0.25) == 1
    assert precision_at(some, 0.5) == pytest.approx(2 / 3)
    assert precision_at(some, 0.75) is None


def test_parents_said_with_one_probability_stand_or_fall_together():
    assert precision_at([answer(0.9, True), answer(0.9, False)], 0.5) == 0.5


def test_origins_are_no_parents_but_derived_articles_count_whatever_was_said():
    some = [answer(0.9, True), answer(0.9, False, named=False)]
    assert precision_at(some, 0.5) == 1
    assert precision_at(some, 0.6) is None
    assert precision_at([*some, answer(0.9, True, named=False, derived=False)], 0.5) == 1
