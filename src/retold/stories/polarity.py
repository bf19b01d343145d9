"""Which of two relatives keeps the older words, by what the other texts of the story have.

Textual critics root a family by its outgroup: where two relatives differ, the reading that texts
outside the family have too is the older one (as biologists do with traits; Maddison, Donoghue
and Maddison, 1984). What a retelling drops, others often still have; what it adds, hardly any.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from retold.forest import Doubles
from retold.stories.evidence import Basic
from retold.stories.holdings import Matrix, holdings
from retold.stories.portrait import FORMS, Portrait

Rows = np.ndarray[tuple[int], np.dtype[np.intp]]
Backing = Mapping[tuple[int, int], Mapping[str, float]]

_SCALES = ("_backed", "_backed_more", "_backed_outside", "_backed_outside_more")
FEATURES = tuple(form + scale for form in FORMS for scale in _SCALES)
_LITTLE, _PART = 1.0, 4.0
"""Added to what is backed and to all there is: few words say little."""

_FEW = 2.0
"""Added to both counts before one is set against the other."""


def backing(portraits: Sequence[Portrait], basic: Basic) -> Backing:
    """Return for every pair (child, parent) how much more of the parent's own others have.

    The child's own is what the parent lacks, and the reverse, form by form. ``…_backed``: the
    part of the parent's own that some other article has, against that of the child's, as a
    logarithm; ``…_more`` the same of the amounts; ``…_outside`` counts an article the less the
    nearer it is to the two. Others are those that were compared with either. All are 0 where
    there is no other article, and exchanging the two articles changes every sign.
    """
    found: dict[tuple[int, int], dict[str, float]] = {pair: {} for pair in basic}
    near = np.full((len(portraits), len(portraits)), -1.0)
    for (child, parent), features in basic.items():
        alike = max(features["linked"], basic[parent, child]["linked"])
        near[child, parent] = near[parent, child] = alike
    others = {pair: _others(near, *pair) for pair in sorted(basic) if pair[0] < pair[1]}
    against: list[list[int]] = [[] for _ in portraits]
    for child, parent in others:
        against[child].append(parent)
        against[parent].append(child)
    for number, form in enumerate(FORMS):
        _, holds = holdings([one.forms[number][0] for one in portraits])
        backed: dict[tuple[int, int], tuple[float, ...]] = {}
        for owner, row in enumerate(holds):
            own = np.ascontiguousarray(holds[:, row].T) if against[owner] else row
            for other in against[owner]:
                pair = min(owner, other), max(owner, other)
                backed[owner, other] = _backed(own, other, *others[pair])
        for child, parent in others:
            there, back = backed[parent, child], backed[child, parent]
            for scale, value, less in zip(_SCALES, there, back, strict=True):
                found[child, parent][form + scale] = value - less
                found[parent, child][form + scale] = less - value
    return found


def _others(near: Doubles, child: int, parent: int) -> tuple[Rows, Doubles]:
    """Return the other articles, the most distant first, and how far each is (0–1)."""
    nearest = np.maximum(near[child], near[parent])
    nearest[[child, parent]] = -1.0
    rows = np.flatnonzero(nearest >= 0)
    rows = rows[np.argsort(nearest[rows], kind="stable")]
    return rows, 1.0 - nearest[rows]


def _backed(
    held: Matrix, other: int, rows: Rows, far: Doubles
) -> tuple[float, float, float, float]:
    """Return, in the order of the scales, what others have of what one has and another lacks.

    ``held`` says of all that one has which article (column) has it. The most distant holder of
    each counts.
    """
    if not rows.size:
        return (0.0, 0.0, 0.0, 0.0)
    own = held[~held[:, other]].take(rows, axis=1)
    size = own.shape[0]
    first = own.argmax(axis=1) if size else np.zeros(0, dtype=np.intp)
    any_ = own[np.arange(size), first]
    backed = float(np.count_nonzero(any_))
    outside = float(far[first[any_]].sum())
    return (
        _ratio(backed, size),
        float(np.log(backed + _FEW)),
        _ratio(outside, size),
        float(np.log(outside + _FEW)),
    )


def _ratio(backed: float, size: int) -> float:
    return float(np.log((backed + _LITTLE) / (size + _PART)))
