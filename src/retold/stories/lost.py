"""Texts that nobody has: of which articles the common source is not in the collection.

Three outlets print a release that is not in the collection. Each looks like the parent of the
others, or all like independent reports. Three questions find them, each a small model of its
own: do two articles of different families hold more in common than the story's others do
(``common``); is what hangs on an article rather its sibling (see ``kin``); and do the others of the
group share what the one that would have to be their source lacks (``violations``)? The last is
the test by which textual critics tell a lost archetype from a surviving one, and it decides.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from retold.stories.evidence import Basic
from retold.stories.kin import kinship, line_of, offspring
from retold.stories.portrait import FORMS, Portrait
from retold.stories.weighing import Scene, Weighed
from retold.types import Evidence

_HELD = (
    "linked_narration",
    "told_share",
    "narration_trigrams",
    "odd_trigrams",
    "details_found",
    "wording",
    "quotations_found",
    "meaning",
)
_ENDS = tuple(f"{name}_{end}" for name in _HELD for end in ("most", "least"))
COMMON_FEATURES = tuple(f"{name}{scale}" for scale in ("", "_over", "_ratio") for name in _ENDS)
_LITTLE = 0.02

_FORMS = ("rare", "details", "stems", "quoted")
LOST_FEATURES = tuple(f"{form}_lacking" for form in _FORMS)
_FEW = 8.0

BAR = 0.25
"""Log-odds that a group must show to hang on a text that nobody has."""

FEWEST = 3
"""Two texts alone can't show that both come from a third."""

_LONG_ENOUGH = 0.5
"""Part of the longest member's narration that every member of a group must have."""

_PERHAPS = -0.6
"""Log-odds of being a sibling from which on a child is taken for one in the search."""

_STRANGE = -2.5
"""Log-odds of having a source in common below which a parent's claim is doubted."""

_SUREST = 3.0
_MOST = 24
"""Up to so many articles of a story may head a family in the search."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A text that nobody has: the articles made from it, how sure that is, and why."""

    members: tuple[int, ...]
    probability: float
    evidence: Mapping[str, Evidence]


def common_features(
    basic: Basic, heads: Collection[int]
) -> dict[tuple[int, int], dict[str, float]]:
    """Return what tells two relatives from two reports, for every pair of heads (smaller first).

    Each feature of the evidence is taken both ways round, as it is, over what the least related
    pair of heads has, and as the logarithm of its ratio to that.

    Args:
        basic: The evidence of the story, pair by pair.
        heads: Articles, by position, of which none is known to descend from another.
    """
    pairs = {pair: _ends(basic, *pair) for pair in combinations(sorted(heads), 2) if pair in basic}
    if not pairs:
        return {}
    least = {name: min(found[name] for found in pairs.values()) for name in _ENDS}
    return {
        pair: {
            **found,
            **{f"{name}_over": found[name] - least[name] for name in _ENDS},
            **{
                f"{name}_ratio": float(np.log((found[name] + _LITTLE) / (least[name] + _LITTLE)))
                for name in _ENDS
            },
        }
        for pair, found in pairs.items()
    }


def _ends(basic: Basic, first: int, second: int) -> dict[str, float]:
    there, back = basic[first, second], basic[second, first]
    return {
        f"{name}_{end}": choose(there[name], back[name])
        for name in _HELD
        for end, choose in (("most", max), ("least", min))
    }


def violations(
    portraits: Sequence[Portrait], group: Collection[int], source: int
) -> dict[str, float]:
    """Return what speaks against one of a group being the source of the others.

    ``…_lacking``: of what two of the others share, the part that it lacks (rare stems, names and
    figures, stems, quoted word pairs), over all pairs, as a logarithm.
    """
    found = {}
    others = sorted(set(group) - {source})
    for form in _FORMS:
        at = FORMS.index(form)
        lacking = total = 0
        for first, second in combinations(others, 2):
            shared = np.intersect1d(
                portraits[first].forms[at][0], portraits[second].forms[at][0], assume_unique=True
            )
            total += shared.size
            lacking += int((~np.isin(shared, portraits[source].forms[at][0])).sum())
        found[f"{form}_lacking"] = float(np.log((lacking + 1) / (total + _FEW) + _LITTLE))
    return found


def likeliest_source(portraits: Sequence[Portrait], group: Collection[int]) -> int:
    """Return the member of a group that could best be the source of the others."""

    def against(one: int) -> tuple[float, str, str]:
        found = sum(violations(portraits, group, one).values())
        return (found, portraits[one].digest, portraits[one].id)

    return min(group, key=against)


def lost_sources(
    compared: Scene, weighed: Sequence[Weighed], tree: Sequence[int | None]
) -> list[Lost]:
    """Find the groups of articles whose common source is not in the collection.

    Args:
        compared: The story.
        weighed: What was weighed for every article.
        tree: The parent of each; an article whose parent is in a group keeps it unless it belongs
            to the group itself.

    Returns:
        Groups that have no article in common, the surest first.
    """
    drawn, model = compared.portraits, compared.models.lost
    found = []
    for group in _Groups(compared, weighed, tree).found():
        asked = violations(drawn, group, likeliest_source(drawn, group))
        odds = model.log_odds(asked)
        if odds > BAR:
            parts = model.parts(asked)
            evidence = {
                name: Evidence(round(value, 4), round(parts[name], 4))
                for name, value in asked.items()
            }
            found.append((odds, Lost(group, float(1 / (1 + np.exp(-odds))), evidence)))
    found.sort(key=lambda pair: (-pair[0], sorted(drawn[n].digest for n in pair[1].members)))
    taken: set[int] = set()
    kept = []
    for _, one in found:
        if not taken & set(one.members):
            taken |= set(one.members)
            kept.append(one)
    return kept


def strangers(
    compared: Scene, weighed: Sequence[Weighed], tree: Sequence[int | None]
) -> dict[int, Weighed]:
    """Weigh anew the children that have hardly more in common with their parent than reports have.

    A child and its parent are held against the origins of the story. Where the two look like
    two of these, half of what that says in log-odds counts against the descent.

    Returns:
        What is weighed now, for the children that this concerns.
    """
    origins = {n for n, parent in enumerate(tree) if parent is None}
    found = {}
    for child, parent in enumerate(tree):
        heads = origins | {child}
        if parent not in origins or not FEWEST <= len(heads) <= _MOST:
            continue
        asked = common_features(compared.basic, heads).get((min(child, parent), max(child, parent)))
        alike = compared.models.common.log_odds(asked) if asked else 0.0
        if alike < _STRANGE:
            found[child] = doubted(weighed[child], alike / 2)
    return found


def doubted(one: Weighed, odds: float) -> Weighed:
    """Return what was weighed of a child with so much added to the log-odds that it descends."""
    sure = min(max(1 - one.origin, 1e-9), 1 - 1e-9)
    now = float(1 / (1 + np.exp(-(np.log(sure / (1 - sure)) + odds))))
    parents = {p: value * now / sure for p, value in one.parents.items()}
    return replace(one, origin=1 - now, parents=parents)


class _Groups:
    """The search for groups that may share a source; what is known of pairs is worked out once."""

    def __init__(
        self, compared: Scene, weighed: Sequence[Weighed], tree: Sequence[int | None]
    ) -> None:
        self._drawn, self._tree = compared.portraits, tree
        self._root = [line_of(node, tree)[-1] for node in range(len(tree))]
        below = offspring(tree)
        self._sibling = {
            child: -kinship(compared, weighed[child], (child, parent), below)
            for child, parent in enumerate(tree)
            if parent is not None
        }
        self._heads = [
            n for n, parent in enumerate(tree) if parent is None or self._sibling[n] > _PERHAPS
        ]
        features = {}
        if FEWEST <= len(self._heads) <= _MOST:
            features = common_features(compared.basic, self._heads)
        model = compared.models.common
        self._related = {pair: model.log_odds(asked) for pair, asked in features.items()}

    def found(self) -> list[tuple[int, ...]]:
        """Return for every origin the largest group around it that holds together."""
        if not self._related:
            return []
        origins = [n for n in self._heads if self._tree[n] is None]
        grown = {self._telling(self._grown(origin)) for origin in origins}
        return sorted(group for group in grown if len(group) >= FEWEST)

    def _telling(self, group: Sequence[int]) -> tuple[int, ...]:
        """Return a group without those too short to be held against the others.

        What a flash lacks, its retellings may have from elsewhere. What hangs on one goes too.
        """
        mass = {n: float(self._drawn[n].narration.sum()) for n in group}
        kept = {n for n in group if mass[n] >= _LONG_ENOUGH * max(mass.values())}
        while hanging := {n for n in kept if self._tree[n] is not None} - {
            n for n in kept if self._tree[n] in kept
        }:
            kept -= hanging
        return tuple(sorted(kept))

    def _grown(self, origin: int) -> list[int]:
        group = [origin]
        while True:
            gains = {n: self._gain(n, group) for n in self._heads if n not in group}
            best = max(
                gains,
                key=lambda n: (gains[n], self._drawn[n].digest, self._drawn[n].id),
                default=-1,
            )
            if best < 0 or gains[best] <= 0:
                return group
            group.append(best)

    def _gain(self, one: int, group: Sequence[int]) -> float:
        """Return how surely an article shares the source of a group, as far as pairs tell."""
        parent = self._tree[one]
        if parent is not None and parent not in group:
            return 0.0
        gain = 0.0
        if parent is not None:
            gain += _bounded(min(self._sibling[one], self._pair(one, parent)))
        strange = [n for n in group if self._root[n] != self._root[one]]
        if strange:
            gain += sum(_bounded(self._pair(one, n)) for n in strange) / len(strange)
        return gain

    def _pair(self, first: int, second: int) -> float:
        return self._related.get((min(first, second), max(first, second)), 0.0)


def _bounded(odds: float) -> float:
    return max(-_SUREST, min(_SUREST, odds))
