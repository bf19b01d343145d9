"""Fit what finds texts that nobody has (``common`` and ``lost``), and second parents (``second``).

The first two learn from events without a source that its retellings had and from whole ones, the
last from whole ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from logistic_fitting import fit_logistic
from looks import PLAIN, Look

from retold.stories.lost import (
    COMMON_FEATURES,
    FEWEST,
    LOST_FEATURES,
    common_features,
    likeliest_source,
    violations,
)
from retold.stories.second import FEATURES as SECOND_FEATURES
from retold.stories.second import second_features


def fit_common(looks: Iterable[Look]) -> dict[str, Any]:
    """Fit whether two heads of families have a source in common, from the true heads."""
    rows, labels, weights = [], [], []
    for seen in _whole(looks):
        heads = [n for n, v in enumerate(seen.versions) if not v.parents or seen.orphan(n)]
        if len(heads) < FEWEST:
            continue
        for (first, second), asked in common_features(seen.basic, heads).items():
            rows.append(asked)
            labels.append("yes" if seen.siblings(first, second) else "no")
            weights.append(seen.counts("common"))
    return fit_logistic(COMMON_FEATURES, rows, labels, weights, strength=0.3)


def fit_lost(looks: Iterable[Look]) -> dict[str, Any]:
    """Fit whether a group's source is not the likeliest of its own members.

    Both answers count the same in all: how common lost sources are is not known here.
    """
    rows, labels, weights = [], [], []
    for seen in _whole(looks):
        for group, source in _families(seen):
            rows.append(violations(seen.portraits, group, source))
            labels.append("yes" if seen.regime.hidden else "no")
            weights.append(seen.counts("lost"))
    many = labels.count("no") / labels.count("yes")
    weights = [w * many if label == "yes" else w for w, label in zip(weights, labels, strict=True)]
    return fit_logistic(LOST_FEATURES, rows, labels, weights, strength=0.1)


def _whole(looks: Iterable[Look]) -> Iterator[Look]:
    """Yield the looks at whole events, or at all but one source."""
    for seen in looks:
        if seen.regime == PLAIN or (
            seen.regime.hidden and seen.regime.clocks and len(seen.regime.members) >= FEWEST
        ):
            yield seen


def _families(seen: Look) -> Iterator[tuple[list[int], int]]:
    """Yield a source with what was made from it alone, or the latter where it is hidden."""
    hidden = seen.regime.hidden
    sources = [(hidden, -1)] if hidden else [(v.id, n) for n, v in enumerate(seen.versions)]
    for name, place in sources:
        below = [n for n, v in enumerate(seen.versions) if v.parents == (name,)]
        if hidden and len(below) >= FEWEST:
            yield below, likeliest_source(seen.portraits, below)
        elif not hidden and len(below) >= FEWEST - 1:
            yield [place, *below], place


def fit_second(looks: Iterable[Look]) -> dict[str, Any]:
    """Fit whether another article is the second parent of a child, given its first and the tree.

    Left out are relatives of a merge's own parents, which have much of what these have.
    """
    rows, labels = [], []
    for seen in looks:
        for trio, right in _trios(seen):
            place = {n: v.id for n, v in enumerate(seen.versions)}
            above = seen.event.ancestors(place[trio[2]])
            relatives = [
                n
                for n, name in place.items()
                if name in above or place[trio[2]] in seen.event.ancestors(name)
            ]
            rows.append(second_features(seen.portraits, seen.pairs, trio, relatives))
            labels.append("yes" if right else "no")
    return fit_logistic(SECOND_FEATURES, rows, labels, [1.0] * len(labels), strength=0.3)


def _trios(seen: Look) -> Iterator[tuple[tuple[int, int, int], bool]]:
    """Yield child, first parent and possible second, and whether that is right."""
    place = {v.id: n for n, v in enumerate(seen.versions)}
    ancestors = {v.id: seen.event.ancestors(v.id) for v in seen.versions}
    for child, version in enumerate(seen.versions):
        near = {v.id for v in seen.versions if set(version.parents) & ancestors[v.id]}
        near |= ancestors[version.id]
        for first in version.parents:
            for other in seen.versions:
                right = other.id in version.parents
                trio = (child, place[first], place[other.id])
                if other.id in (version.id, first) or version.id in ancestors[other.id]:
                    continue
                if (child, trio[2]) not in seen.rows or other.id in ancestors[first]:
                    continue
                if right or len(version.parents) == 1 or other.id not in near:
                    yield trio, right
