"""One story as the findings see it: its articles in order of time, who retells whom, and where."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from retold.changes.comparison import Side
from retold.findings.times import order_of
from retold.types import (
    Analysis,
    Change,
    Citation,
    Descent,
    Figure,
    Link,
    OpenPair,
    Place,
    Prepared,
    Span,
    Statement,
    Story,
    UnseenSource,
    Utterance,
    Word,
)

Spot = tuple[str, int]
"""An article and one of its sentences."""


class Row(NamedTuple):
    """The words of a sentence; ``line`` is their normal forms between spaces."""

    words: tuple[Word, ...]
    line: str
    stems: frozenset[str]
    figures: tuple[Figure, ...]
    span: Span


@dataclass(frozen=True)
class Tale:
    """A story with what was found in it."""

    story: Story
    sides: Mapping[str, Side]
    links: tuple[Link, ...] = ()
    changes: tuple[Change, ...] = ()
    citations: tuple[Citation, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    open_pairs: tuple[OpenPair, ...] = ()
    _rows: dict[Spot, Row | None] = field(default_factory=dict)

    @cached_property
    def parents(self) -> Mapping[str, tuple[Descent, ...]]:
        """The descents of each child, the likeliest first."""
        rows: dict[str, list[Descent]] = defaultdict(list)
        for descent in self.story.descents:
            rows[descent.child].append(descent)
        return {
            child: tuple(sorted(row, key=lambda d: (-d.probability, d.parent)))
            for child, row in rows.items()
        }

    @cached_property
    def unseen(self) -> Mapping[str, UnseenSource]:
        """The unseen sources by id."""
        return {source.id: source for source in self.story.unseen_sources}

    @cached_property
    def place(self) -> Mapping[str, int]:
        """The place of each article in time, parents before their children."""
        return {article: n for n, article in enumerate(self.in_order)}

    @cached_property
    def in_order(self) -> tuple[str, ...]:
        """The articles in order of time, but none before one that it retells."""
        waiting = {
            a: {
                d.parent
                for d in self.parents.get(a, ())
                if d.parent in self.sides and d.parent != a
            }
            for a in self.sides
        }
        children = defaultdict(list)
        for child, above in waiting.items():
            for parent in above:
                children[parent].append(child)
        return tuple(_sorted(waiting, children, {a: self._key(a) for a in waiting}))

    def _key(self, article: str) -> tuple[int, str, str]:
        one = self.sides[article].prepared.article
        return (order_of(one.published), one.digest, one.id)

    @cached_property
    def retold_from(self) -> Mapping[Spot, tuple[Spot, ...]]:
        """The parent sentences that each sentence retells, over all parents."""
        return retold_from(self.links)

    @cached_property
    def retold_in(self) -> Mapping[Spot, tuple[Spot, ...]]:
        """The child sentences in which each sentence is retold."""
        found: dict[Spot, list[Spot]] = defaultdict(list)
        for child, parents in self.retold_from.items():
            for parent in parents:
                found[parent].append(child)
        return {p: tuple(sorted(c, key=lambda s: (self.place[s[0]], s))) for p, c in found.items()}

    def ancestors(self, article: str) -> frozenset[str]:
        """Return all from which an article descends, unseen sources included."""
        found: set[str] = set()
        queue = [article]
        while queue:
            for descent in self.parents.get(queue.pop(), ()):
                if descent.parent not in found:
                    found.add(descent.parent)
                    queue.append(descent.parent)
        return frozenset(found)

    @cached_property
    def outlets(self) -> tuple[str, ...]:
        """The outlets of the story's articles."""
        named = (side.prepared.article.outlet for side in self.sides.values())
        return tuple(sorted({name for name in named if name}))

    def row(self, spot: Spot) -> Row | None:
        """Return the words of a sentence, read once; ``None`` where there is none."""
        if spot not in self._rows:
            side = self.sides.get(spot[0])
            there = side is not None and 0 <= spot[1] < len(side.prepared.sentences)
            self._rows[spot] = _row(side, spot[1]) if side is not None and there else None
        return self._rows[spot]

    def joint(self, spots: Iterable[Spot]) -> Row | None:
        """Return the words of several sentences of one article as those of one."""
        rows = [row for spot in sorted(spots) if (row := self.row(spot)) is not None]
        if not rows:
            return None
        return Row(
            tuple(word for row in rows for word in row.words),
            " " + "".join(row.line[1:] for row in rows),
            frozenset().union(*(row.stems for row in rows)),
            tuple(figure for row in rows for figure in row.figures),
            Span(rows[0].span.start, rows[-1].span.end),
        )

    def sentence(self, spot: Spot) -> Place:
        """Return the place of a whole sentence."""
        span = self.sides[spot[0]].prepared.sentences[spot[1]].span
        return Place(spot[0], spot[1], span.start, span.end)

    def words(self, place: Place) -> str:
        """Return the characters of a place."""
        return Span(place.start, place.end).of(self.sides[place.article].text)

    def first_places(self, places: Iterable[Place]) -> tuple[Place, ...]:
        """Return places in order of time, of each article the first."""
        ranked = sorted(set(places), key=lambda p: (self.place[p.article], p.start, p.end))
        return tuple({p.article: p for p in reversed(ranked)}.values())[::-1]


def _row(side: Side, index: int) -> Row:
    words = side.words(index)
    line = f" {' '.join(word.norm for word in words)} "
    stems = frozenset(word.stem for word in words)
    return Row(words, line, stems, side.figures[index], side.prepared.sentences[index].span)


def _sorted(
    waiting: dict[str, set[str]],
    children: Mapping[str, list[str]],
    keys: Mapping[str, tuple[int, str, str]],
) -> Iterator[str]:
    """Take the earliest article whose parents have all been taken; a ring is cut."""
    ready = [(keys[a], a) for a, above in waiting.items() if not above]
    heapq.heapify(ready)
    left = {a: set(above) for a, above in waiting.items() if above}
    while ready or left:
        if not ready:
            broken = min(left, key=lambda a: keys[a])
            del left[broken]
            ready = [(keys[broken], broken)]
        _, article = heapq.heappop(ready)
        yield article
        for child in children.get(article, ()):
            above = left.get(child)
            if above is not None:
                above.discard(article)
                if not above:
                    del left[child]
                    heapq.heappush(ready, (keys[child], child))


def retold_from(links: Iterable[Link]) -> Mapping[Spot, tuple[Spot, ...]]:
    """Return the parent sentences of each child sentence of some links."""
    found: dict[Spot, list[Spot]] = defaultdict(list)
    for link in links:
        child = (link.child.article, link.child.sentence)
        found[child] += [(p.article, p.sentence) for p in link.parents]
    return {child: tuple(dict.fromkeys(spots)) for child, spots in found.items()}


def tales(analysis: Analysis) -> Iterator[Tale]:
    """Cut an analysis into its stories; what belongs to none is left out."""
    said: dict[str, list[Statement]] = defaultdict(list)
    for statement in analysis.statements:
        said[statement.article].append(statement)
    prepared: dict[str, Prepared] = {one.id: one for one in analysis.articles}
    home = {article: story.id for story in analysis.stories for article in story.articles}
    links: dict[str, list[Link]] = defaultdict(list)
    for link in analysis.links:
        links[home.get(link.child.article, "")].append(link)
    changes: dict[str, list[Change]] = defaultdict(list)
    for change in analysis.changes:
        changes[home.get(change.child_article, "")].append(change)
    citations: dict[str, list[Citation]] = defaultdict(list)
    for citation in analysis.citations:
        citations[home.get(citation.article, "")].append(citation)
    uttered: dict[str, list[Utterance]] = defaultdict(list)
    for utterance in analysis.utterances:
        uttered[utterance.story].append(utterance)
    pairs: dict[str, list[OpenPair]] = defaultdict(list)
    for pair in analysis.open_pairs:
        pairs[home.get(pair.second, "")].append(pair)
    for story in analysis.stories:
        members = [a for a in story.articles if a in prepared]
        yield Tale(
            replace(story, descents=tuple(sorted(story.descents, key=_by_child))),
            {a: Side(prepared[a], tuple(said[a])) for a in members},
            tuple(sorted(links[story.id], key=_by_place)),
            tuple(sorted(changes[story.id], key=_by_words)),
            tuple(citations[story.id]),
            tuple(uttered[story.id]),
            tuple(sorted(pairs[story.id], key=lambda p: (p.first, p.second))),
        )


def _by_child(descent: Descent) -> tuple[str, float, str]:
    return (descent.child, -descent.probability, descent.parent)


def _by_place(link: Link) -> tuple[str, int, list[tuple[str, int]]]:
    parents = [(place.article, place.start) for place in link.parents]
    return (link.child.article, link.child.start, parents)


def _by_words(change: Change) -> tuple[str, str, int, int, str, str, str]:
    return (
        change.child_article,
        change.parent_article,
        change.child.start if change.child else -1,
        change.parent.start if change.parent else -1,
        change.kind,
        change.before or "",
        change.after or "",
    )
