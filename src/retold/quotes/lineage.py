"""Who has whose words: the descents of a story, as far as quotations need them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from retold.types import DescentKind, Link, Story

_OWN: frozenset[DescentKind] = frozenset({"expansion", "update"})
"""Retellings of these kinds report more than their parent: a quotation may be their own."""


@dataclass(frozen=True)
class Family:
    """The descents of a story between articles that are there."""

    story: Story

    @cached_property
    def parents(self) -> Mapping[str, tuple[str, ...]]:
        """The parents of every article that descends from one in the collection."""
        here = set(self.story.articles)
        found: dict[str, list[str]] = defaultdict(list)
        for descent in self.story.descents:
            if descent.parent in here and descent.child != descent.parent:
                found[descent.child].append(descent.parent)
        return {child: tuple(sorted(set(parents))) for child, parents in found.items()}

    @cached_property
    def rank(self) -> Mapping[str, int]:
        """How many steps every article is away from one that descends from none here."""
        found: dict[str, int] = {}
        for article in self.story.articles:
            if article not in self.parents:
                found[article] = 0
        waiting = [a for a in self.story.articles if a not in found]
        while waiting:
            ready = [a for a in waiting if all(p in found for p in self.parents[a])]
            for article in ready or waiting:  # a ring should not be; if there is one, end
                steps = (found.get(parent, 0) for parent in self.parents[article])
                found[article] = 1 + max(steps)
            waiting = [a for a in waiting if a not in found]
        return found

    def ancestors(self, article: str) -> tuple[str, ...]:
        """Return those that an article descends from, the nearest first."""
        found: dict[str, None] = {}
        queue = list(self.parents.get(article, ()))
        while queue:
            at = queue.pop(0)
            if at not in found and at != article:
                found[at] = None
                queue += self.parents.get(at, ())
        return tuple(found)

    @cached_property
    def above(self) -> Mapping[str, frozenset[str]]:
        """The ancestors of every article."""
        return {article: frozenset(self.ancestors(article)) for article in self.story.articles}

    @cached_property
    def closed(self) -> frozenset[str]:
        """Articles that have nothing but what their parents have, and all parents are here."""
        kinds: dict[str, list[bool]] = defaultdict(list)
        here = set(self.story.articles)
        for descent in self.story.descents:
            known = descent.parent in here and descent.kind not in _OWN
            kinds[descent.child].append(known)
        return frozenset(article for article, known in kinds.items() if all(known))


def sources_of(links: Sequence[Link]) -> dict[tuple[str, int], list[tuple[str, int]]]:
    """Return the parent sentences of every sentence that has any."""
    found: dict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
    for link in links:
        here = found[link.child.article, link.child.sentence]
        for place in link.parents:
            if (place.article, place.sentence) not in here:
                here.append((place.article, place.sentence))
    return dict(found)
