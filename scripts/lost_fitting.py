"""Fit the two models that find texts which nobody has: ``common`` and ``lost`` (see stories/lost).

Both learn from events without a source that its retellings had, and from whole ones.
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
