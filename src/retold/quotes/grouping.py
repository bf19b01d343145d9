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
    share_words,
    shared,
)
from retold.quotes.lineage import Family
from retold.quotes.sayings import Saying, Speech

_TRIED = 8
"""Groups that a passage is compared with, those that share most of what it says …"""
_STAND = 6
"""… by so many different passages of each."""
_HOLDERS = 120
"""A word that more groups hold is not looked up."""
_CLOSED = 0.0
"""A quotation in a sentence that retells one renders a quotation of the same speaker there, even
if it has not a word of it …"""
_OPEN = 0.5
"""… but in an article that reports more than its parent it has to share so much of it …"""
_REPORTED = 0.25
"""… and reported speech so much …"""
_OTHER = 0.4
"""Quotations that are given to two speakers are the same if they share so much: one is wrong."""
_SHORT = 4
"""Fewer words in marks render a passage only if they stand in it."""
_UNNAMED = 0.15
"""… and so much more where one of the two names nobody."""
_LIKE = 4.0
"""What it is worth, in nats, that both are quotations or both are reported."""

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


def grouped(speeches: Sequence[Speech], family: Family, sources: Sources) -> list[Group]:
    """Return the groups of all that is said.

    Args:
        speeches: What each article says.
        family: Who descends from whom.
        sources: The links between sentences.
    """
    groups = _Groups()
    rank = family.rank
    order = {one.prepared.id: number for number, one in enumerate(speeches)}
    quoted = [said for one in speeches for said in one.quoted]
    quoted.sort(key=lambda s: (rank[s.article], -len(s.words), order[s.article], s.span))
    for said in quoted:
        groups.add(said, _of_quotation(said, groups, sources, family))
    reported = [said for one in speeches for said in one.reported]
    for said in sorted(reported, key=lambda s: (rank[s.article], order[s.article], s.span)):
        group = _of_report(said, groups, sources)
        if group is not None or not said.partial:
            groups.add(said, group)
    return groups.all


def _of_quotation(said: Saying, groups: _Groups, sources: Sources, family: Family) -> Group | None:
    """Return the group that a quotation belongs to."""
    known = groups.same.get((said.row, True))
    if known is not None and (said.telling > 0 or len(said.words) > 2):
        return known
    best: tuple[float, int] | None = None
    closed = said.article in family.closed
    above = family.above[said.article] if closed else frozenset()
    for group in groups.near(said):
        stand = [one for one in group.stand if one.quoted]
        values = (quotations_alike(said, o, descends=o.article in above) for o in stand)
        alike = max(values, default=0.0)
        if alike and (best is None or (alike, -group.number) > best):
            best = (alike, -group.number)
    if best is not None:
        return groups.all[-best[1]]
    return _linked(said, groups, sources, _CLOSED if closed else _OPEN)


def _of_report(said: Saying, groups: _Groups, sources: Sources) -> Group | None:
    """Return the group that a passage of reported speech belongs to."""
    linked = _linked(said, groups, sources, _REPORTED)
    if linked is not None:
        return linked
    for group in groups.near(said):
        for one in group.stand:
            if one.quoted and keeps_wording(said, one) and may_be_same(said.speaker, one.speaker):
                return group
            if reports_alike(said, one):
                return group
    return None


def _linked(said: Saying, groups: _Groups, sources: Sources, least: float) -> Group | None:
    """Return the group of what is said in the sentences that a passage is linked with."""
    places = {place for n in said.sentences for place in sources.get((said.article, n), ())}
    best: tuple[float, int] | None = None
    for group in groups.at(sorted(places)):
        for one in group.members:
            if not any((one.article, n) in places for n in one.sentences):
                continue
            if not _fits(said, one, least):
                continue
            rank = (shared(said, one) + _LIKE * (said.quoted == one.quoted), -group.number)
            best = max(best or rank, rank)
    return None if best is None else groups.all[-best[1]]


def _fits(said: Saying, source: Saying, least: float) -> bool:
    """Tell whether a passage may render one of a linked sentence."""
    if said.quoted and len(said.words) < _SHORT:
        return said.row in source.row
    if not may_be_same(said.speaker, source.speaker):
        both = said.quoted and source.quoted and share_words(said, source)
        return keeps_wording(said, source) or (both and overlap(said, source) >= _OTHER)
    if said.partial and not share_words(said, source):
        return False
    both = said.speaker is not None and source.speaker is not None
    return overlap(said, source) >= (least if both else least + _UNNAMED)
