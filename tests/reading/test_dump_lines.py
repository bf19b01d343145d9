"""What the lines of a page's text say of each other: repeats, lists, readers' comments."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.reading.dump_lines import before_comments, lines_of
from retold.reading.line_again import said
from retold.reading.line_context import CONTEXT, in_context

FIRST = (
    "The harbour bridge at Norrvik will be closed to all traffic for three weeks, the council "
    "said on Monday, after engineers found cracks in two of its supports."
)
SECOND = (
    "Ferries are to carry commuters free of charge from six in the morning until midnight, and "
    "the railway has promised four more trains a day between the two banks."
)
THIRD = (
    "The mayor told the council that nobody was in danger, but that she would not wait for that "
    "to change before the summer, when most of the visitors come to the island."
)
MENU = "Home\nNews\nSport\nCulture\nWeather\n"


def kinds(page: str) -> list[str]:
    return [line.kind.name if line.kind else "" for line in lines_of(page)]


def test_a_second_copy_of_the_article_is_known_though_its_lines_are_broken_elsewhere():
    page = f"{MENU}{FIRST}\n{SECOND}\n{THIRD}\n{MENU}{FIRST} {SECOND} {THIRD}\n"
    assert kinds(page).count("repeated") == 1
    assert kinds(page)[-1] == "repeated"


def test_a_list_that_says_the_same_again_and_again_is_no_second_copy():
    meals = "Oat porridge, berries, nuts, 2 eggs (boiled), 1 cup spinach, half cup cooked rice.\n"
    page = f"{FIRST}\n" + "".join(f"Day {day}\n{meals}{meals}" for day in range(1, 6)) + THIRD
    assert "repeated" not in kinds(f"{FIRST}\n{SECOND}\n{THIRD}\n")
    assert all(
        kind != "repeated"
        for kind, line in zip(kinds(page), lines_of(page), strict=True)
        if line.text.startswith("Day")
    )


@pytest.mark.parametrize(
    "head",
    [
        "jackwagon says: November 19, 2019 at 6:34 am",
        "jackwagon says:\nNovember 19, 2019 at 6:34 am",
        "An old reader said: on 30 December 2015, 4:36",
    ],
)
def test_readers_comments_begin_where_one_is_named_with_the_moment(head):
    article = f"{FIRST}\n{SECOND}\n{THIRD}"
    lines = lines_of(f"{article}\n{head}\nI crossed that bridge every day.\n")
    assert [line.text for line in before_comments(lines)] == [FIRST, SECOND, THIRD]


def test_what_somebody_says_in_the_article_is_no_comment():
    page = f"{FIRST}\n{SECOND}\n{THIRD}\nThe mayor says: “We waited too long.”\n"
    assert len(before_comments(lines_of(page))) == 4


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from("abc"), max_size=9).map(tuple), max_size=9))
def test_a_line_of_four_words_that_stands_twice_is_said_after_and_before(lines):
    twice = ("one", "two", "three", "four")
    before, after = said((*lines, twice, ("x",), twice))
    assert len(before) == len(after) == len(lines) + 3
    assert (after[-3], before[-1], after[-1]) == (1.0, 1.0, 0.0)
    assert all(0 <= share <= 1 for share in (*before, *after))


def test_rows_of_lines_that_are_built_alike_are_seen_as_one():
    dates = "\n".join(f"June {day} – Norrvik @ The Old Quay Hall" for day in range(1, 9))
    lines = lines_of(f"{FIRST}\n{dates}\n{SECOND}\n")
    found = in_context(lines, np.zeros(len(lines)))
    row = CONTEXT.index("lines of this shape in a row")
    assert found[1:9, row].tolist() == [8.0] * 8
    assert found[0, row] == 1.0


@settings(deadline=None)
@given(st.lists(st.text(max_size=20), max_size=20), st.integers(-9, 9))
def test_every_line_is_measured_in_its_context_with_finite_numbers(parts, odds):
    lines = lines_of("\n".join(parts))
    found = in_context(lines, np.full(len(lines), float(odds)))
    assert found.shape == (len(lines), len(CONTEXT))
    assert np.isfinite(found).all()
