"""Which of two relatives keeps the older words, by what the other texts of the story have.

Textual critics root a family by its outgroup: where two relatives differ, the reading that texts
outside the family have too is the older one (as biologists do with traits; Maddison, Donoghue
and Maddison, 1984). What a retelling drops, others often still have; what it adds, hardly any.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from retold.stories.evidence import Basic
from retold.stories.portrait import FORMS, Portrait

Matrix = np.ndarray[tuple[int, int], np.dtype[np.bool_]]
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
    nearer it is to the two. All are 0 where there is no other article, and exchanging the two
    articles changes every sign.
    """
    found: dict[tuple[int, int], dict[str, float]] = {pair: {} for pair in basic}
    pairs = sorted(pair for pair in basic if pair[0] < pair[1])
    far = {pair: _distance(basic, *pair, len(portraits)) for pair in pairs}
    for number, form in enumerate(FORMS):
        holds = _holders([one.forms[number][0] for one in portraits])
        for child, parent in pairs:
            values = _compared(holds, child, parent, far[child, parent])
            for name, value in values.items():
                found[child, parent][form + name] = value
                found[parent, child][form + name] = -value
    return found


def _holders(ids: Sequence[np.ndarray[tuple[int], np.dtype[np.int64]]]) -> Matrix:
    """Return which article (row) has which id (column)."""
    every = np.unique(np.concatenate(ids))
    holds = np.zeros((len(ids), every.size), dtype=np.bool_)
    for row, own in enumerate(ids):
        holds[row, np.searchsorted(every, own)] = True
    return holds


def _distance(
    basic: Basic, child: int, parent: int, size: int
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return how far every article is from being a relative of the two (0–1), themselves 0."""
    far = np.ones(size)
    for other in range(size):
        near = [
            basic[pair]["linked"]
            for one in (child, parent)
            for pair in ((other, one), (one, other))
            if pair in basic
        ]
        far[other] = 1 - max(near, default=0.0)
    far[[child, parent]] = 0
    return far


def _compared(
    holds: Matrix, child: int, parent: int, far: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> dict[str, float]:
    if far.size < 3:
        return dict.fromkeys(
            ("_backed", "_backed_more", "_backed_outside", "_backed_outside_more"), 0.0
        )
    sums = []
    others = np.ones(far.size)
    others[[child, parent]] = 0
    for one, other in ((parent, child), (child, parent)):
        own = holds[:, holds[one] & ~holds[other]]
        sums.append((_held(own, others), _held(own, far), own.shape[1]))
    (all_p, out_p, size_p), (all_c, out_c, size_c) = sums
    return {
        "_backed": _ratio(all_p, size_p) - _ratio(all_c, size_c),
        "_backed_more": float(np.log((all_p + _FEW) / (all_c + _FEW))),
        "_backed_outside": _ratio(out_p, size_p) - _ratio(out_c, size_c),
        "_backed_outside_more": float(np.log((out_p + _FEW) / (out_c + _FEW))),
    }


def _held(own: Matrix, weights: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    """Return how many columns some article holds, each counted by the weightiest holder."""
    return float((own * weights[:, None]).max(axis=0, initial=0.0).sum())


def _ratio(backed: float, size: int) -> float:
    return float(np.log((backed + _LITTLE) / (size + _PART)))
