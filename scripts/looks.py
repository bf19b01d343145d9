"""The ways of looking at an event from which the models of descent learn.

An event is seen whole and in part: with and without clocks, with its reports cut short, as the
few articles that a small collection has, as one source with its retellings, and without a source
that its retellings had.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from _traditions import Event, Version
from link_fitting import Workbench

from retold.forest import Doubles, Forest
from retold.language.encoder import Encoder
from retold.matching import link_scores_both
from retold.matching.profiles import Floats
from retold.stories.evidence import Basic, Pair, Pairs, basic_evidence, evidence
from retold.stories.portrait import Portrait, portrait
from retold.stories.rivals import head_to_head
from retold.stories.weighing import in_time

CUTS = (3, 4, 5, 6)
_PLAIN_LESSER = {
    "direction": 0.3,
    "pairs": 0.05,
    "rivals": 0.1,
    "origins": 0.2,
    "kin": 0.5,
    "common": 0.5,
    "lost": 1.0,
}
_STAR_LESSER = {"direction": 0.15, "pairs": 0.15, "rivals": 0.15, "origins": 0.09}
LESSER = {
    "": _PLAIN_LESSER,
    "star": _STAR_LESSER,
    "alike": _PLAIN_LESSER | {"pairs": 0.2, "rivals": 0.3, "origins": 0.1},
    "printed": _PLAIN_LESSER | {"origins": 0.4},
}
"""How much an event written for training counts beside the traditions and the releases, by its
kind.

Its reports are less alike and its retellings freer than theirs, so what tells them apart lies
elsewhere; at full weight it moves the bar where it does not belong. Of those that have a kind the
models of lost sources and second parents learn nothing.
"""


@dataclass(frozen=True)
class Regime:
    """One way to look at an event.

    With or without clocks, with roots cut to some sentences, with all of its articles or only
    some ``members``.
    """

    clocks: bool = True
    cut: int | None = None
    members: tuple[str, ...] = ()
    hidden: str = ""

    @property
    def name(self) -> str:
        """The name under which WEIGHTS has it."""
        if self.hidden:
            return "hidden"
        if self.members:
            return "small"
        return "cut" if self.cut else "clock" if self.clocks else "none"


PLAIN, CLOCKLESS = Regime(), Regime(clocks=False)
REGIMES = (PLAIN, CLOCKLESS, *(Regime(cut=k) for k in CUTS))


def small_regimes(event: Event) -> list[Regime]:
    """Return looks at few articles of an event, as small collections have them.

    Every retelling with its parent, alone and beside a report that it does not come from;
    every two reports, whole and cut short.
    """
    roots = [v.id for v in event.versions if not v.parents]
    found = []
    for number, version in enumerate(event.versions):
        if version.parents:
            pair = (version.id, version.parents[0])
            strangers = [r for r in roots if r not in event.ancestors(version.id)]
            for clocks in (True, False):
                found.append(Regime(clocks=clocks, members=pair))
                if strangers:
                    beside = strangers[number % len(strangers)]
                    found.append(Regime(clocks=clocks, members=(*pair, beside)))
    for place, first in enumerate(roots):
        for second in roots[place + 1 :]:
            both = (first, second)
            found += [Regime(members=both), Regime(clocks=False, members=both)]
            found.append(Regime(clocks=False, cut=CUTS[place % 4], members=both))
    return found


def family_regimes(event: Event) -> list[Regime]:
    """Return looks at one source and its retellings alone, with and without clocks.

    Most stories that people collect have one source, so nothing unrelated is at hand to compare.
    """
    found = []
    for root in event.versions:
        if root.parents:
            continue
        below = [
            v.id
            for v in event.versions
            if root.id in event.ancestors(v.id) and not _mixed(event, v, root.id)
        ]
        if len(below) > 1:
            members = (root.id, *below)
            found += [Regime(clocks=c, members=members) for c in (True, False)]
    return found


def _mixed(event: Event, version: Version, root: str) -> bool:
    """Tell whether a version also descends from another source."""
    roots = {v.id for v in event.versions if not v.parents}
    return bool(roots & event.ancestors(version.id) - {root})


def hidden_regimes(event: Event) -> list[Regime]:
    """Return looks at an event without one of its sources that two or more retellings have."""
    found = []
    for version in event.versions:
        children = [v for v in event.versions if version.id in v.parents]
        if not version.parents and len(children) > 1:
            rest = tuple(v.id for v in event.versions if v.id != version.id)
            found += [Regime(clocks=c, members=rest, hidden=version.id) for c in (True, False)]
        for first, second in pairwise(children):
            if second.id not in event.ancestors(first.id) | {first.id} and first.id not in (
                event.ancestors(second.id)
            ):
                both = (first.id, second.id)
                found.append(Regime(clocks=False, members=both, hidden=version.id))
    return found


def visible_parents(event: Event, version: Version, members: Sequence[str]) -> set[str]:
    """Return the nearest ancestors of a version that are among the members."""
    versions = {v.id: v for v in event.versions}
    found: set[str] = set()
    queue = list(version.parents)
    while queue:
        at = queue.pop()
        if at in members:
            found.add(at)
        else:
            queue.extend(versions[at].parents)
    return found


class Workshop(Workbench):
    """A workbench with the portraits of all versions, drawn once."""

    def __init__(self, events: Iterable[Event], encoder: Encoder | None = None) -> None:
        super().__init__(events, encoder)
        self._portraits: dict[tuple[str, int | None], Portrait] = {}
        self._scores: dict[tuple[str, str, int | None, str, int | None], Floats] = {}

    def cut(self, version: Version, regime: Regime) -> int | None:
        """Return to how many sentences a version is cut: roots only."""
        return None if version.parents else regime.cut

    def portrait(self, version: str, cut: int | None, *, clocks: bool) -> Portrait:
        """Return a version's portrait, with or without its clock."""
        key = (version, cut)
        if key not in self._portraits:
            self._portraits[key] = portrait(self.text(*key), self.profile(*key))
        drawn = self._portraits[key]
        return drawn if clocks else replace(drawn, clock=None)

    def scores(self, links: Forest, a: tuple[str, int | None], b: tuple[str, int | None]) -> Floats:
        """Return the link scores of two versions (with their cuts), weighed once a forest."""
        key = (links.digest, *a, *b)
        if key not in self._scores:
            two = (self.profile(*a), self.profile(*b), self.alike(*a, *b))
            ((there, back),) = link_scores_both(links, [two])
            self._scores[key], self._scores[links.digest, *b, *a] = there, back
        return self._scores[key]

    def forget(self) -> None:
        """Drop the scores of a forest that is not used again."""
        self._scores.clear()


@dataclass(frozen=True)
class Look:
    """An event seen under one regime: its pairs' evidence and its rivals' comparisons."""

    event: Event
    regime: Regime
    versions: tuple[Version, ...]
    parents: tuple[frozenset[str], ...]
    rows: Mapping[tuple[int, int], Doubles]
    rivals: Mapping[tuple[int, int, int], Doubles]
    portraits: tuple[Portrait, ...]
    pairs: Pairs
    basic: Basic

    def orphan(self, child: int) -> bool:
        """Tell whether none of a retelling's ancestors is in sight."""
        return bool(self.versions[child].parents) and not self.parents[child]

    def siblings(self, child: int, other: int) -> bool:
        """Tell whether two versions both descend from the hidden one."""
        pair = (self.versions[child].id, self.versions[other].id)
        hidden = self.regime.hidden
        return hidden != "" and all(hidden in self.event.ancestors(one) for one in pair)

    def counts(self, model: str) -> float:
        """Return how much the event counts for a model."""
        return LESSER[self.event.kind][model] if self.event.lesser else 1.0


def look(
    shop: Workshop, event: Event, links: Forest, regime: Regime, *, rivals: bool = False
) -> Look:
    """Compute the evidence of an event."""
    versions = tuple(v for v in event.versions if not regime.members or v.id in regime.members)
    members = [v.id for v in versions]
    parents = tuple(frozenset(visible_parents(event, v, members)) for v in versions)
    cuts = [shop.cut(v, regime) for v in versions]
    drawn = tuple(
        shop.portrait(v.id, cut, clocks=regime.clocks)
        for v, cut in zip(versions, cuts, strict=True)
    )
    keys = [(v.id, cut) for v, cut in zip(versions, cuts, strict=True)]
    pairs = {
        (i, j): Pair(shop.scores(links, a, b), shop.scores(links, b, a), shop.alike(*a, *b))
        for i, a in enumerate(keys)
        for j, b in enumerate(keys)
        if i != j
    }
    basic = basic_evidence(drawn, pairs)
    allowed = {
        (c, p) for c, p in in_time(drawn, pairs) if members[c] not in event.ancestors(members[p])
    }
    rows = evidence(drawn, pairs, basic, allowed)
    compared: dict[tuple[int, int, int], Doubles] = {}
    if rivals:
        for child in range(len(versions)):
            racing = [p for (c, p) in sorted(rows) if c == child]
            for (p, q), row in head_to_head(child, racing, drawn, pairs).items():
                compared[child, p, q] = row
    return Look(event, regime, versions, parents, rows, compared, drawn, pairs, basic)
