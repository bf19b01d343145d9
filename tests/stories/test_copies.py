"""A text that many print: which copy hangs on which, and what is no copy."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.language import prepare
from retold.matching import nearest
from retold.stories import alone, copies, with_copies
from retold.types import Article, Descent, Layer, Prepared

WORDS = [a + b for a in ("bar", "cor", "dun", "fel", "gan") for b in ("ak", "em", "il", "on", "ut")]


def sentences(seed: int, count: int) -> list[str]:
    """Sentences of chance words: no two share a run of five."""
    chance = random.Random(seed)
    return [" ".join(chance.choices(WORDS, k=12)).capitalize() + "." for _ in range(count)]


WIRE = sentences(1, 20)


def article(name: str, lines: Sequence[str], **more: Any) -> Prepared:
    layer = Layer(" ".join(lines))
    kept = {"published": "2031-03-05T10:00Z", "outlet": name} | more
    return prepare(
        Article(id=name, digest=name, input=name, raw=layer, page=layer, body=layer, **kept)
    )


def printed(number: int, lines: Sequence[str] = WIRE, **more: Any) -> Prepared:
    """A copy that leaves one line out, printed so many minutes after ten."""
    kept = [line for n, line in enumerate(lines) if n != number % len(lines)]
    return article(f"copy-{number}", kept, published=f"2031-03-05T11:{number:02}Z", **more)


def hung(articles: Sequence[Prepared]) -> dict[str, str]:
    return {articles[c].id: articles[p].id for c, p in copies(articles).items()}


CROWD = [article("wire", WIRE), *(printed(n) for n in range(6))]


def test_copies_hang_on_the_first_that_printed_the_text():
    assert hung(CROWD) == {f"copy-{n}": "wire" for n in range(6)}


def test_what_hangs_on_what_does_not_depend_on_the_order():
    mixed = list(CROWD)
    random.Random(3).shuffle(mixed)
    assert hung(mixed) == hung(CROWD)


def test_a_few_copies_are_compared_like_everything_else():
    assert hung(CROWD[:3]) == {}


def test_of_undated_copies_the_fullest_stands_for_all():
    undated = [article("wire", WIRE, published=None)]
    undated += [article(f"copy-{n}", WIRE[:n] + WIRE[n + 1 :], published=None) for n in range(5)]
    assert set(hung(undated).values()) == {"wire"}


def test_a_copy_of_a_copy_hangs_on_the_one_that_has_the_same_new_line():
    changed = [*WIRE[:4], sentences(9, 1)[0], *WIRE[5:]]
    first = article("changed", changed, published="2031-03-05T12:00Z")
    again = article("again", changed[:-1], published="2031-03-05T13:00Z")
    assert hung([*CROWD, first, again])["again"] == "changed"


def test_a_later_version_hangs_on_the_earlier_one_of_its_outlet():
    early = article("early", WIRE[1:], outlet="The Alder Post", published="2031-03-05T12:00Z")
    late = article("late", WIRE[1:-1], outlet="alder post", published="2031-03-05T13:00Z")
    found = hung([*CROWD, early, late])
    assert found["early"] == "wire"
    assert found["late"] == "early"


def test_half_a_text_is_no_copy():
    half = article("half", WIRE[:10], published="2031-03-05T12:00Z")
    more = article("more", [*WIRE, *sentences(5, 20)], published="2031-03-05T12:00Z")
    assert not {"half", "more"} & set(hung([*CROWD, half, more]))


def test_two_texts_that_many_print_stay_apart():
    other = sentences(2, 20)
    both = [article("second", other), *CROWD]
    both += [article(f"other-{n}", other[n + 1 :], published="2031-03-06") for n in range(3)]
    found = hung(both)
    assert {found[f"other-{n}"] for n in range(3)} == {"second"}
    assert {found[f"copy-{n}"] for n in range(6)} == {"wire"}


@pytest.mark.parametrize("lines", [[], ["Rain fell."]])
def test_texts_too_short_to_tell_are_no_copies(lines):
    assert hung([article(f"short-{n}", lines) for n in range(6)]) == {}


@given(st.lists(st.lists(st.integers(0, 5), max_size=8), max_size=8))
def test_every_line_of_copies_ends_at_an_article_that_stands_for_them(choices):
    some = [article(f"a{n}", [WIRE[i] for i in lines]) for n, lines in enumerate(choices)]
    found = copies(some)
    for start in found:
        at, steps = start, 0
        while at in found:
            at, steps = found[at], steps + 1
            assert steps <= len(some)


def descent(child: str, parent: str) -> Descent:
    return Descent(child, parent, "copy", 0.99, 0.9, 1.0, credited=False)


def test_the_story_has_every_copy_and_counts_one_report():
    built = alone(CROWD[0], ())
    down = [descent(child, parent) for child, parent in hung(CROWD).items()]
    whole = with_copies(built, down, CROWD, {}).story
    assert whole.articles == tuple(sorted(one.id for one in CROWD))
    assert whole.origins == ("wire",)
    assert whole.independent_reports == 1
    assert [d.child for d in whole.descents] == sorted(hung(CROWD))


def test_a_later_version_is_named_as_one():
    pair = [article("early", WIRE, outlet="Post"), article("late", WIRE, outlet="Post")]
    found = with_copies(alone(pair[0], ()), [descent("late", "early")], pair, {})
    assert found.version_of == {"late": "early"}


def test_copies_that_credit_one_absent_agency_are_siblings_under_its_text():
    crowd = [article(f"a{n}", WIRE, credits=("AP",)) for n in range(4)]
    down = [descent(f"a{n}", "a0") for n in range(1, 4)]
    story = with_copies(alone(crowd[0], ()), down, crowd, {}).story
    (source,) = story.unseen_sources
    assert (source.kind, source.cited_by) == ("text", ("a0", "a1", "a2", "a3"))
    assert story.origins == ()
    assert {d.parent for d in story.descents} == {source.id}
    assert story.independent_reports == 1


# ---- a large story ---------------------------------------------------------------------


def test_partners_share_the_rarest_features():
    held = {"a": {1, 2, 3}, "b": {1, 2}, "c": {3, 9}, "d": {9}}
    assert nearest(held, [], 1) == (("a", "b"), ("a", "c"), ("c", "d"))


def test_a_common_feature_makes_no_partners_but_a_candidate_pair_stays():
    held = {f"{n:02}": {1} for n in range(20)}
    assert nearest(held, [("00", "07")], 3, cap=10) == (("00", "07"),)
