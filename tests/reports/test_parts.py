"""The parts below the page: layout, markup and word comparison."""

from __future__ import annotations

import doctest
import html
import importlib
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.reports.diff import compare, words
from retold.reports.layout import arrange
from retold.reports.markup import el, join, marked, safe_url
from retold.reports.words import plain

NODES = [f"n{i}" for i in range(9)]
EDGES = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=20)


@given(EDGES)
def test_children_stand_right_of_their_parents_and_nothing_overlaps(
    edges: list[tuple[str, str]],
) -> None:
    plan = arrange(NODES, edges)
    for parent, child in plan.routes:
        assert plan.layer[parent] < plan.layer[child]
    for layer in set(plan.layer.values()):
        places = sorted(plan.place[n] for n in NODES if plan.layer[n] == layer)
        assert all(b - a > 1 - 1e-6 for a, b in pairwise(places))
    for (parent, child), route in plan.routes.items():
        assert [at for at, _ in route] == list(range(plan.layer[parent], plan.layer[child] + 1))


@given(EDGES)
def test_an_edge_is_left_out_only_where_it_closes_a_ring(edges: list[tuple[str, str]]) -> None:
    forward = [(a, b) for a, b in edges if a < b]
    assert set(arrange(NODES, forward).routes) == set(forward)


def test_a_tangle_that_can_be_undone_is() -> None:
    plan = arrange(["a", "b", "x", "y"], [("a", "y"), ("b", "x")])
    assert (plan.place["a"] < plan.place["b"]) == (plan.place["y"] < plan.place["x"])


def test_no_nodes_no_layers() -> None:
    plan = arrange([], [])
    assert (plan.layers, plan.height) == (0, 0)


MARKS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(["a", "b"]), st.none()),
    max_size=6,
)


@given(st.text(max_size=40), st.integers(0, 20), MARKS)
def test_marking_loses_no_character(
    text: str, offset: int, marks: list[tuple[int, int, str, None]]
) -> None:
    shown = re.sub(r"<[^>]*>", "", marked(text, offset, [m for m in marks if m[0] < m[1]]))
    assert html.unescape(shown) == plain(text)


@given(st.text(max_size=30))
def test_text_and_attributes_are_always_escaped(text: str) -> None:
    made = el("p", text, title=text)
    assert made.count("<") == 2
    assert made.count(">") == 2
    assert join(text).count("<") == 0


@given(st.text(max_size=30))
def test_plain_text_never_steers(text: str) -> None:
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", plain(text))


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", " java\x00script:alert(1)", "data:text/html,x", "//host/x", "", None],
)
def test_only_web_addresses_become_links(address: str | None) -> None:
    assert safe_url(address) is None


WORDS = st.lists(st.sampled_from(["the", "navy", "stopped", "it", "at", "dawn"]), max_size=12)


@given(WORDS, WORDS)
def test_what_is_not_new_stands_in_both_texts(before: list[str], after: list[str]) -> None:
    left, right = " ".join(before), " ".join(after)
    gone, new, kept = compare(words(left), words(right))
    shared = " ".join(right[s:e] for s, e in kept).split()
    removed = " ".join(left[s:e] for s, e in gone).split()
    added = " ".join(right[s:e] for s, e in new).split()
    assert sorted(shared + removed) == sorted(before)
    assert sorted(shared + added) == sorted(after)


@pytest.mark.parametrize(
    "name", ["rows", "words", "markup", "diff", "stemma", "terminal", "wording", "progress"]
)
def test_examples_in_the_docstrings_run(name: str) -> None:
    module = importlib.import_module(f"retold.reports.{name}")
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed
