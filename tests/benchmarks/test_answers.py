"""How benchmarks of descent read a trace and count it."""

from pathlib import Path

import pytest
from _answers import Said, Tally, nearest, said
from _traditions import load, make_article

from retold.types import Analysis, Descent, Prepared, Story, Undecided, UnseenSource

[EVENT] = load(Path(__file__).parents[1] / "data" / "e28-telecom.json", with_sample=True)


def prepared(name):
    return Prepared(make_article(name, "Rain fell."), (), (), (), (), ())


def descent(child, parent, probability=0.9):
    return Descent(child, parent, "rewrite", probability, 0.9, None, credited=False)


TOLD = said(
    Analysis(
        tuple(map(prepared, "abcde")),
        (
            Story(
                "1",
                None,
                tuple("abcde"),
                ("a",),
                (Undecided("e", ()),),
                (descent("b", "a", 0.4), descent("b", "c", 0.6), descent("d", "unseen:1")),
                (UnseenSource("unseen:1", "police", "statement", ("d",)),),
            ),
        ),
        (),
        (),
        (),
        (),
    )
)


@pytest.mark.parametrize(
    ("article", "first", "fate"),
    [
        ("a", None, "origin"),
        ("b", "c", "article"),
        ("d", "unseen:1", "unseen statement"),
        ("e", None, "undecided"),
    ],
)
def test_an_article_has_one_fate_by_its_likeliest_parent(article, first, fate):
    assert (TOLD.first(article), TOLD.fate(article)) == (first, fate)


def test_only_unseen_sources_are_shared():
    both = Said({"a": ("u",), "b": ("u", "a"), "c": ("a",)}, {"u": "text"})
    assert both.shared("ab") == {"u"}
    assert both.shared("abc") == set()
    assert both.shared("") == set()


def test_where_a_parent_is_hidden_its_own_parents_are_the_nearest():
    versions = {v.id: v for v in EVENT.versions}
    last = versions["e28-telecom/d8"]
    assert nearest(EVENT, last, versions) == {"e28-telecom/d1"}
    assert nearest(EVENT, last, versions.keys() - {"e28-telecom/d1"}) == {"e28-telecom/r2"}
    assert nearest(EVENT, last, {"e28-telecom/r1"}) == set()


def test_tallies_add_up():
    one, other = Tally(), Tally()
    one.add("m", hit=True, miss="not this")
    other.add("m", hit=False, miss="this")
    other.add("n", hit=False)
    other.fate("f", "origin")
    one.merge(other)
    assert one.shares == {"m": 0.5, "n": 0.0}
    assert one.misses == ["m: this"]
    assert one.fate_rows() == (["origin"], [["f", 1]])
