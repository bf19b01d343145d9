"""A text that many outlets print, collapsed: its copies are not compared each with each.

Of the copies of one text the earliest stands for all, and only it is compared with the rest of the
story. Every other copy hangs on the earlier copy that has most of its words in a row: on the
first, unless a later one shares what the first lacks, as a copy of a copy does. An outlet's later
version hangs on its earlier one.

A few copies are no crowd: they are compared like everything else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from retold.stories.build import Built
from retold.stories.clock import clock
from retold.stories.kinds import plain, same_outlet
from retold.stories.unseen import cited_sources, shared_texts
from retold.types import Citation, Descent, Prepared, UnseenSource

RUN = 5
"""Words in a row that are held against one another."""
SHORTEST = 16
"""A text of fewer runs is no copy: too little of it could be told from chance."""
OWN, WHOLE = 0.85, 0.65
"""A copy has so much of its runs from the first, and so much of the first's in it."""
FEW = 3
"""So many near-identical articles are not yet a crowd."""
VERSION = 0.9
"""An outlet's later version has at least this part of what any other copy shares with it."""
_REMEMBERED = 8
"""Articles remembered under one run of words, so that a crowd costs no more than it is large."""

Runs = frozenset[tuple[str, ...]]
_Index = dict[tuple[str, ...], list[int]]


@dataclass(frozen=True, slots=True)
class _Text:
    """An article as it is held against others."""

    runs: Runs
    outlet: str | None
    key: tuple[int | float, int, str, str]


def copies(prepared: Sequence[Prepared]) -> dict[int, int]:
    """Return for each near-copy of a crowd, by position, the earlier article that it hangs on.

    Articles that stand for a crowd, and those that belong to none, are not among the keys. Which
    copy hangs on which depends on the texts, their outlets and times, not on their positions.
    """
    if len(prepared) <= FEW:
        return {}
    texts = [_text(one) for one in prepared]
    order = sorted(range(len(texts)), key=lambda n: texts[n].key)
    crowds = _crowds(texts, order)
    return {
        member: parent
        for first, members in crowds.items()
        if len(members) >= FEW
        for member, parent in _hung(first, members, texts).items()
    }


def with_copies(
    built: Built,
    hung: Sequence[Descent],
    prepared: Sequence[Prepared],
    citations: Mapping[str, Sequence[Citation]],
) -> Built:
    """Return a story with the copies in it that were set aside when it was built.

    Args:
        built: The story of the articles that stand for the crowds, and of all others.
        hung: The descent of every copy.
        prepared: All articles, copies among them.
        citations: What they cite, by article.
    """
    story = built.story
    descents, texts = shared_texts([*story.descents, *hung], prepared, citations)
    old = [u for u in story.unseen_sources if u.kind != "cited"]
    unseen = _together([*old, *texts])
    cited, matched = cited_sources(prepared, citations, unseen)
    outlets = {p.id: p.article.outlet for p in prepared}
    versions = {
        d.child: d.parent for d in descents if same_outlet(outlets[d.child], outlets.get(d.parent))
    }
    derived = {d.child for d in descents}
    whole = replace(
        story,
        articles=tuple(sorted(p.id for p in prepared)),
        origins=tuple(i for i in story.origins if i not in derived),
        descents=tuple(sorted(descents, key=lambda d: (d.child, -d.probability, d.parent))),
        unseen_sources=tuple(sorted((*unseen, *cited), key=lambda u: u.id)),
    )
    return Built(whole, matched, versions)


def _text(one: Prepared) -> _Text:
    words = [word.norm for sentence in one.words for word in sentence]
    runs = frozenset(zip(*(words[n:] for n in range(RUN)), strict=False))
    article = one.article
    time = clock(article.published)
    # Of two that the clocks don't tell apart the fuller goes first: copies leave out.
    latest = time.latest if time else float("inf")
    return _Text(runs, article.outlet, (latest, -len(runs), article.digest, one.id))


def _crowds(texts: Sequence[_Text], order: Sequence[int]) -> dict[int, list[int]]:
    """Return the articles that are near-copies of no earlier one, each with its near-copies."""
    crowds: dict[int, list[int]] = {}
    index: _Index = defaultdict(list)
    for number in order:
        mine = texts[number].runs
        shared = Counter(first for run in mine for first in index.get(run, ()))
        near = [first for first, count in shared.items() if _is_copy(count, texts, number, first)]
        if near:
            first = min(near, key=lambda n: (-shared[n], texts[n].key))
            crowds[first].append(number)
            continue
        crowds[number] = []
        if len(mine) >= SHORTEST:
            _remember(number, mine, index)
    return crowds


def _is_copy(shared: int, texts: Sequence[_Text], number: int, first: int) -> bool:
    mine, theirs = len(texts[number].runs), len(texts[first].runs)
    return mine >= SHORTEST and shared >= OWN * mine and shared >= WHOLE * theirs


def _hung(first: int, members: Sequence[int], texts: Sequence[_Text]) -> dict[int, int]:
    """Return what each member of a crowd hangs on; members come in the order of time.

    Nobody shares more with a member than the first does, except by what the first lacks.
    """
    parents: dict[int, int] = {}
    index: _Index = defaultdict(list)
    version: dict[str, int] = {}
    begun = texts[first]
    if begun.outlet:
        version[plain(begun.outlet)] = first
    for member in members:
        mine = texts[member]
        new = mine.runs - begun.runs
        near = {first} | {other for run in new for other in index.get(run, ())}
        shared = {n: len(mine.runs & texts[n].runs) for n in near}
        best = min(near, key=lambda n: (-shared[n], texts[n].key))
        outlet = plain(mine.outlet or "")
        own = version.get(outlet)
        if own is not None and len(mine.runs & texts[own].runs) >= VERSION * shared[best]:
            best = own
        parents[member] = best
        _remember(member, new, index)
        if outlet:
            version[outlet] = member
    return parents


def _remember(number: int, runs: Runs, index: _Index) -> None:
    for run in runs:
        if len(index[run]) < _REMEMBERED:
            index[run].append(number)


def _together(sources: Sequence[UnseenSource]) -> tuple[UnseenSource, ...]:
    """Return unseen sources, those that are one joined."""
    found: dict[str, UnseenSource] = {}
    for source in sources:
        known = found.get(source.id, source)
        by = tuple(sorted({*known.cited_by, *source.cited_by}))
        found[source.id] = replace(known, cited_by=by)
    return tuple(found.values())
