"""Undecided articles beside their likeliest candidates: how two texts differ, whoever came first.

An article whose source is too unsure to name would otherwise be told nothing of, though it may be
the same text with another figure in it. It is held against one candidate, the likeliest, and what
is found is told as differences between two texts: which of them changed the other's words is just
what nobody knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from retold.stories.clock import clock, order
from retold.types import Change, ChangeKind, Link, OpenPair, Place, Prepared, Story, Undecided

Hold = Callable[[str, str], tuple[Sequence[Link], Sequence[Change]]]
"""Returns the links and changes between two articles, the first taken for the child."""

HALF = 0.5
"""Two articles are held against each other if it is likelier than not that the undecided one was
made from another here, or if half of the shorter text stands in the other word for word. Below
both, they are rather two reports, and all that differs is that two people wrote them."""
RUN = 5
"""Words in a row that count as word for word."""

_SIDED: frozenset[ChangeKind] = frozenset({"attribution", "certainty", "negation", "unquoted"})
"""Kinds that are looked for in what a child made of its parent, so that both ways must be tried."""
_GRAVITY = ("minor", "medium", "high")
_REASONS: Mapping[ChangeKind, str] = {
    "number": "The figures are not the same.",
    "unit": "The units do not go with the figures.",
    "date": "The dates or times are not the same.",
    "name": "The names are not the same.",
    "quote": "The words inside the quotation marks are not the same.",
    "attribution": "The two do not give these words to the same source.",
    "certainty": "The two are not equally sure of this.",
    "negation": "The one states what the other denies.",
    "unquoted": "Only one of the two has these words in quotation marks.",
    "voice": "The verbs of saying are of different sorts.",
    "dropped": "Only one of the two has this",
    "added": "Only one of the two has this",
}


class _Ends(NamedTuple):
    """Two articles in the order in which they are told of."""

    first: str
    second: str


def open_pairs(story: Story, texts: Mapping[str, Prepared], hold: Hold) -> Iterator[OpenPair]:
    """Hold every undecided article of a story against its likeliest candidate, each pair once."""
    told = {frozenset((d.child, d.parent)) for d in story.descents}
    for one in story.undecided:
        other = _likeliest(one)
        pair = frozenset((one.article, other or ""))
        if other is None or pair in told or not pair <= texts.keys():
            continue
        told.add(pair)
        if _made_here(one) or _is_one_text(texts[one.article], texts[other]):
            found = _held(_in_order(texts[one.article], texts[other]), texts, hold)
            if found.links:
                yield found


def _likeliest(one: Undecided) -> str | None:
    answers = [a for a in one.alternatives if a.parent is not None]
    best = max(answers, key=lambda a: a.probability, default=None)
    return best.parent if best else None


def _made_here(one: Undecided) -> bool:
    return sum(a.probability for a in one.alternatives if a.parent is not None) >= HALF


def _is_one_text(one: Prepared, other: Prepared) -> bool:
    """Tell whether half of the shorter text stands in the other in runs of words."""
    short, long = sorted((_norms(one), _norms(other)), key=len)
    there = {tuple(long[n : n + RUN]) for n in range(len(long) - RUN + 1)}
    held: set[int] = set()
    for n in range(len(short) - RUN + 1):
        if tuple(short[n : n + RUN]) in there:
            held |= set(range(n, n + RUN))
    return bool(short) and len(held) >= HALF * len(short)


def _norms(one: Prepared) -> list[str]:
    return [word.norm for row in one.words for word in row]


def _in_order(one: Prepared, other: Prepared) -> _Ends:
    """Put the one with the earlier clock first; where clocks don't tell, by id."""
    a, b = sorted((one, other), key=lambda p: p.id)
    when = order(clock(a.article.published), clock(b.article.published))
    return _Ends(b.id, a.id) if when > 0 else _Ends(a.id, b.id)


def _held(ends: _Ends, texts: Mapping[str, Prepared], hold: Hold) -> OpenPair:
    links, there = hold(ends.second, ends.first)
    _, back = hold(ends.first, ends.second)
    sides = [place for link in links for place in link.parents], [link.child for link in links]
    return OpenPair(
        ends.first,
        ends.second,
        _share(texts[ends.first], sides[0]),
        _share(texts[ends.second], sides[1]),
        tuple(links),
        tuple(map(_neutral, _both_ways(there, back))),
    )


def _share(one: Prepared, linked: Sequence[Place]) -> float:
    """Return the part of a text's words that stand in linked sentences."""
    sentences = {place.sentence for place in linked}
    counts = [len(row) for row in one.words]
    kept = sum(n for index, n in enumerate(counts) if index in sentences)
    return round(kept / sum(counts), 4) if kept else 0.0


# What differs


def _both_ways(there: Sequence[Change], back: Sequence[Change]) -> list[Change]:
    """Join what either text lacks of the other; of one passage told twice the graver is kept."""
    found = [change for change in there if change.kind != "added"]
    for change in map(_turned, back):
        if change.kind != "added" and change.kind not in _SIDED:
            continue
        same = next((n for n, one in enumerate(found) if _touch(one, change)), None)
        if same is None:
            found.append(change)
        elif found[same].kind == change.kind and _graver(change, found[same]):
            found[same] = change
    return sorted(found, key=_by_place)


def _turned(change: Change) -> Change:
    """Return a change told the other way round: what was dropped is what the other one has."""
    kinds: Mapping[ChangeKind, ChangeKind] = {"dropped": "added", "added": "dropped"}
    return replace(
        change,
        kind=kinds.get(change.kind, change.kind),
        child_article=change.parent_article,
        parent_article=change.child_article,
        child=change.parent,
        parent=change.child,
        before=change.after,
        after=change.before,
    )


def _touch(one: Change, other: Change) -> bool:
    """Tell whether two differences are about one passage."""
    both = ((one.child, other.child), (one.parent, other.parent))
    return any(a and b and a.start < b.end and b.start < a.end for a, b in both)


def _graver(one: Change, other: Change) -> bool:
    return _GRAVITY.index(one.severity) > _GRAVITY.index(other.severity)


def _by_place(change: Change) -> tuple[int, int, str, str, str]:
    return (
        change.child.start if change.child else 1 << 60,
        change.parent.start if change.parent else 1 << 60,
        change.kind,
        change.before or "",
        change.after or "",
    )


def _neutral(change: Change) -> Change:
    """Give a difference a reason that takes no side; what went with a passage is named."""
    reason = _REASONS[change.kind]
    if change.kind in {"dropped", "added"}:
        _, _, told = change.reason.partition(": ")
        what = told.removesuffix(".")
        reason += f": {what}." if what != told else "."
    return replace(change, reason=reason)
