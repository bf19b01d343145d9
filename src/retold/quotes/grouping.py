"""Put together what renders the same words, over all articles of a story.

Every passage joins the group that it fits best, the longest first, or opens one. Groups are
found by their telling words and compared by a few passages that stand for them, so the work
grows with the number of passages, not of pairs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from retold.quotes.alike import (
    keeps_wording,
    may_be_same,
    overlap,
    quotations_alike,
    reports_alike,
    says,
)
from retold.quotes.sayings import Saying, Speech

_TRIED = 8
"""Groups that a passage is compared with, those that share most of what it says …"""
_STAND = 6
"""… by so many different passages of each."""
_HOLDERS = 120
"""A word that more groups hold is not looked up."""
_LINKED = 0.2
"""Passages of linked sentences say the same if they share so much of what they say …"""
_ALONE = 0.6
"""… or, with little in common, if each is so much of its sentence that nothing else is left."""

Sources = Mapping[tuple[str, int], Sequence[tuple[str, int]]]
"""For a sentence (article, number) those that it is linked with, parents first."""


@dataclass(eq=False)
class Group:
    """Renderings of the same words, and those that stand for them in comparisons."""

    number: int
    members: list[Saying] = field(default_factory=list)
    stand: list[Saying] = field(default_factory=list)


@dataclass
class _Groups:
    """The groups so far, and where to look for them."""

    all: list[Group] = field(default_factory=list)
    same: dict[tuple[str, bool], Group] = field(default_factory=dict)
    by_stem: dict[str, dict[int, None]] = field(default_factory=lambda: defaultdict(dict))
    by_sentence: dict[tuple[str, int], dict[int, None]] = field(
        default_factory=lambda: defaultdict(dict)
    )

    def add(self, said: Saying, group: Group | None) -> None:
        """Put a passage into a group, or open one for it."""
        if group is None:
            group = Group(len(self.all))
            self.all.append(group)
        group.members.append(said)
        for number in said.sentences:
            self.by_sentence[said.article, number][group.number] = None
        if self.same.setdefault((said.row, said.quoted), group) is not group:
            return
        fresh = all(said.row != one.row for one in group.stand)
        if fresh and len(group.stand) < _STAND:
            group.stand.append(said)
            for stem in says(said):
                self.by_stem[stem][group.number] = None

    def near(self, said: Saying) -> list[Group]:
        """Return the groups that share most of what a passage says."""
        score: Counter[int] = Counter()
        for stem, value in says(said).items():
            holders = self.by_stem.get(stem, {})
            if len(holders) <= _HOLDERS:
                for number in holders:
                    score[number] += round(100 * value)
        best = sorted(score, key=lambda number: (-score[number], number))[:_TRIED]
        return [self.all[number] for number in best]

    def at(self, sentences: Iterable[tuple[str, int]]) -> list[Group]:
        """Return the groups with passages in these sentences."""
        numbers = dict.fromkeys(n for place in sentences for n in self.by_sentence.get(place, ()))
        return [self.all[number] for number in numbers]


def grouped(speeches: Sequence[Speech], rank: Mapping[str, int], sources: Sources) -> list[Group]:
    """Return the groups of all that is said.

    Args:
        speeches: What each article says.
        rank: How many steps of descent an article is away from an origin.
        sources: The links between sentences.
    """
    groups = _Groups()
    order = {one.prepared.id: number for number, one in enumerate(speeches)}
    quoted = [said for one in speeches for said in one.quoted]
    for said in sorted(
        quoted, key=lambda s: (rank[s.article], -len(s.words), order[s.article], s.span)
    ):
        groups.add(said, _of_quotation(said, groups, sources))
    reported = [said for one in speeches for said in one.reported]
    for said in sorted(reported, key=lambda s: (rank[s.article], order[s.article], s.span)):
        groups.add(said, _of_report(said, groups, sources))
    return groups.all


def _of_quotation(said: Saying, groups: _Groups, sources: Sources) -> Group | None:
    """Return the group that a quotation belongs to."""
    known = groups.same.get((said.row, True))
    if known is not None and (said.telling > 0 or len(said.words) > 2):
        return known
    best: tuple[float, int] | None = None
    for group in groups.near(said):
        alike = max((quotations_alike(said, one) for one in group.stand if one.quoted), default=0.0)
        if alike and (best is None or (alike, -group.number) > best):
            best = (alike, -group.number)
    if best is not None:
        return groups.all[-best[1]]
    return _linked(said, groups, sources)


def _of_report(said: Saying, groups: _Groups, sources: Sources) -> Group | None:
    """Return the group that a passage of reported speech belongs to."""
    linked = _linked(said, groups, sources)
    if linked is not None:
        return linked
    for group in groups.near(said):
        for one in group.stand:
            if one.quoted and keeps_wording(said, one) and may_be_same(said.speaker, one.speaker):
                return group
            if reports_alike(said, one):
                return group
    return None


def _linked(said: Saying, groups: _Groups, sources: Sources) -> Group | None:
    """Return the group of what is said in the sentences that a passage is linked with."""
    places = list(
        dict.fromkeys(place for n in said.sentences for place in sources.get((said.article, n), ()))
    )
    best: tuple[float, int] | None = None
    for group in groups.at(places):
        there = [
            one for one in group.members if any((one.article, n) in places for n in one.sentences)
        ]
        for one in there:
            value = _fit(said, one)
            if value >= _LINKED and (best is None or (value, -group.number) > best):
                best = (value, -group.number)
    return None if best is None else groups.all[-best[1]]


def _fit(said: Saying, source: Saying) -> float:
    """Return how well a passage fits one of a linked sentence."""
    if not may_be_same(said.speaker, source.speaker):
        return overlap(said, source) - _LINKED
    bonus = 0.15 if said.speaker and source.speaker else 0.05
    return overlap(said, source) + bonus * (said.quoted == source.quoted) + bonus
