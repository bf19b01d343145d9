"""Gradient-boosted trees, fitted elsewhere, evaluated here with numpy alone.

A forest is read from one ``.npz`` file of the package. Its answer for a row is the sum of
one leaf value per tree (log-odds). :meth:`Forest.explain` divides that sum among the
features along the paths taken, so that every decision can name its evidence (Saabas, 2014).

No tree is walked to find the leaves of many rows. Every question answered with "right" rules
out the leaves on its left; of those that no answer rules out, the first is the one that the
walk would reach (QuickScorer; Lucchese et al., 2015).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from retold.errors import ModelError

Doubles = NDArray[np.float64]
Bits = NDArray[np.unsignedinteger]
BLOCK = 192
"""Rows that are answered at a time, so that the answers stay in the processor's cache."""

MANY = 300
"""From so many rows on they are compared with the thresholds of one feature after the other."""

_LARGEST = 256  # rows of a table
_FEW = 3  # thresholds that are quicker compared one by one than searched

MOST_LEAVES = 64

_TWO_BYTES = np.arange(1 << 16).clip(1)
_FIRST = np.log2(_TWO_BYTES & -_TWO_BYTES).astype(np.intp)
"""The place of the first bit that is set in two bytes."""


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees as arrays of shape (trees, nodes); node 0 is each tree's root.

    ``left`` and ``right`` are node numbers; a leaf points to itself. ``value`` is a node's
    log-odds, for inner nodes too.
    """

    names: tuple[str, ...]
    base: float
    feature: NDArray[np.int32]
    threshold: Doubles
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: Doubles
    depth: int
    digest: str = ""
    _questions: _Questions = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sort out which leaves each question rules out; refuse what is no forest."""
        object.__setattr__(self, "_questions", _asked(self))

    def log_odds(self, rows: Doubles) -> Doubles:
        """Return the log-odds of every row; rows have one column per name."""
        total = np.full(rows.shape[0], self.base)
        total += self._questions.sums(rows)
        return total

    @property
    def constant(self) -> float:
        """The log-odds of a row of which nothing is known yet."""
        return self.base + float(self.value[:, 0].sum())

    def explain(self, row: Doubles) -> dict[str, float]:
        """Return each feature's part in the log-odds of one row, the constant left out."""
        return self.explain_all(row[None, :])[0]

    def explain_all(self, rows: Doubles) -> list[dict[str, float]]:
        """Return the same of several rows."""
        (trees, nodes), width = self.feature.shape, len(self.names)
        flat, starts = np.ravel(rows), np.arange(len(rows))[:, None] * width
        at = roots = np.tile(np.arange(0, trees * nodes, nodes), (len(rows), 1))
        reached = self.value.take(roots)
        chosen, changed = [np.empty(0, dtype=np.intp)], [np.empty(0)]
        for _ in range(self.depth):
            place = starts + self.feature.take(at)
            goes_left = flat.take(place) <= self.threshold.take(at)
            at = roots + np.where(goes_left, self.left.take(at), self.right.take(at))
            before, reached = reached, self.value.take(at)
            chosen.append(place.ravel())
            changed.append((reached - before).ravel())
        parts = np.bincount(np.concatenate(chosen), np.concatenate(changed), len(rows) * width)
        told = parts.reshape(len(rows), width).tolist()
        return [dict(zip(self.names, row, strict=True)) for row in told]


@dataclass(frozen=True, slots=True)
class _Questions:
    """The questions of all trees.

    ``groups`` are those about several features each. ``values`` are the leaves' from left to
    right, shape (trees, leaves). ``told`` has for small trees the value of every set of possible
    leaves, shape (trees, 256). ``thresholds`` are
    those of all groups side by side.
    """

    values: Doubles
    told: Doubles | None
    groups: tuple[_Group, ...]
    thresholds: _Thresholds

    def sums(self, rows: Doubles) -> Doubles:
        """Return the sum of the leaves that each row reaches."""
        count, trees = rows.shape[0], self.values.shape[0]
        columns = np.ascontiguousarray(rows.T)
        places: Sequence[NDArray[np.intp]]
        if count < MANY and self.groups:
            places = list(self.thresholds.places(columns))
        else:
            places = [group.places(columns) for group in self.groups]
        bits = self.groups[0].keeps.dtype if self.groups else np.dtype("u1")
        left = np.full((min(BLOCK, count), trees), np.iinfo(bits).max, dtype=bits)
        some, total = np.empty_like(left), np.empty(count)
        for start in range(0, count, BLOCK):
            size = min(BLOCK, count - start)
            mine, more = left[:size], some[:size]
            for number, (group, place) in enumerate(zip(self.groups, places, strict=True)):
                into = more if number else mine
                group.keeps.take(place[start : start + size], axis=0, out=into, mode="clip")
                if number:
                    mine &= more
            total[start : start + size] = self._summed(mine)
        return total

    def _summed(self, left: Bits) -> Doubles:
        """Return the sum of the first leaf that is left of each tree."""
        trees, leaves = self.values.shape
        if self.told is not None:
            reached = self.told.take(np.add(left, np.arange(trees) << 8), mode="clip")
        else:
            first = _first(left)
            first += np.arange(trees) * leaves
            reached = np.take(self.values, first)
        return np.asarray(reached.sum(axis=1), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class _Group:
    """The table of several features: a row for every combination of their places.

    ``asked`` are the columns that are asked about and the thresholds of each in order. ``keeps``
    has for every combination of places between thresholds per tree a bit for every leaf that
    all answers to these questions leave possible.
    """

    asked: tuple[tuple[int, Doubles], ...]
    keeps: Bits

    def places(self, columns: Doubles) -> NDArray[np.intp]:
        """Return the row of the table for every row of features, given by columns."""
        found = np.zeros(columns.shape[1], dtype=np.intp)
        for feature, bounds in self.asked:
            found *= bounds.size + 1
            found += _place(columns[feature], bounds)
        return found


@dataclass(frozen=True, slots=True)
class _Thresholds:
    """The thresholds of all groups, side by side.

    Each has the column it is held against and what a value that is not beyond it takes from the
    row of its group's table. ``starts`` says where each group begins, ``last`` is its last row.
    """

    column: NDArray[np.intp]
    bound: Doubles
    step: NDArray[np.int32]
    starts: NDArray[np.intp]
    last: NDArray[np.int32]

    def places(self, columns: Doubles) -> NDArray[np.intp]:
        """Return for each group the row of its table for every row of features."""
        below = np.less_equal(columns.take(self.column, axis=0), self.bound)
        steps = np.multiply(below, self.step, dtype=np.int32)
        left = np.add.reduceat(steps, self.starts, axis=0)
        return np.asarray(self.last - left, dtype=np.intp)


def _thresholds(groups: Sequence[_Group]) -> _Thresholds:
    """Put the thresholds of groups side by side."""
    column: list[int] = []
    bound: list[float] = []
    step: list[int] = []
    starts: list[int] = []
    for group in groups:
        starts.append(len(column))
        rows = group.keeps.shape[0]
        for feature, bounds in group.asked:
            rows //= bounds.size + 1
            column += [feature] * bounds.size
            bound += bounds.tolist()
            step += [rows] * bounds.size
    return _Thresholds(
        np.array(column, dtype=np.intp),
        np.array(bound)[:, None],
        np.array(step, dtype=np.int32)[:, None],
        np.array(starts, dtype=np.intp),
        np.array([group.keeps.shape[0] - 1 for group in groups], dtype=np.int32)[:, None],
    )


def _place(values: Doubles, bounds: Doubles) -> NDArray[np.integer]:
    """Return between which bounds values lie; what is no number lies beyond all."""
    if bounds.size > _FEW:
        return np.asarray(bounds.searchsorted(values))
    below = np.less_equal(values, bounds[0]).view(np.int8)
    for bound in bounds[1:]:
        below = below + np.less_equal(values, bound)
    return np.asarray(bounds.size - below)


def _grouped(
    features: Sequence[int], bounds: Sequence[Doubles], keeps: Sequence[Bits]
) -> tuple[_Group, ...]:
    """Make the tables of features into fewer, none of them large: a large one first, then small."""
    rest = sorted(range(len(features)), key=lambda n: -bounds[n].size)
    groups = []
    while rest:
        chosen: list[int] = []
        size = 1
        for number in rest:
            if not chosen or size * (bounds[number].size + 1) <= _LARGEST:
                chosen.append(number)
                size *= bounds[number].size + 1
        rest = [number for number in rest if number not in chosen]
        table = keeps[chosen[0]]
        for number in chosen[1:]:
            both = table[:, None, :] & keeps[number][None, :, :]
            table = both.reshape(-1, table.shape[1])
        groups.append(_Group(tuple((features[n], bounds[n]) for n in chosen), table))
    return tuple(groups)


def _first(bits: Bits) -> NDArray[np.intp]:
    """Return the place of the first bit that is set."""
    if bits.itemsize > 2:
        return np.log2(bits & (~bits + bits.dtype.type(1))).astype(np.intp)
    return np.take(_FIRST, bits)


def _asked(forest: Forest) -> _Questions:
    """Lay the trees out as questions.

    Raises:
        ValueError: a tree has too many leaves.
        IndexError: a tree points outside itself.
    """
    trees = [_walk(forest, tree, 0, forest.depth) for tree in range(forest.feature.shape[0])]
    most = max((len(leaves) for leaves, _ in trees), default=1)
    bits = np.dtype(f"u{max(1, 1 << (most - 1).bit_length() >> 3)}")
    values = np.zeros((len(trees), most))
    asked: dict[int, list[tuple[float, int, int]]] = {}
    for tree, (leaves, questions) in enumerate(trees):
        values[tree, : len(leaves)] = forest.value[tree, leaves]
        for node, first, count in questions:
            ruled_out = ((1 << count) - 1) << first
            own = asked.setdefault(int(forest.feature[tree, node]), [])
            own.append((float(forest.threshold[tree, node]), tree, ruled_out))
    features = tuple(sorted(asked))
    bounds = tuple(np.unique([bound for bound, *_ in asked[f]]) for f in features)
    keeps = []
    for feature, above in zip(features, bounds, strict=True):
        kept = np.full((above.size + 1, len(trees)), np.iinfo(bits).max, dtype=bits)
        for bound, tree, ruled_out in asked[feature]:
            # a value beyond a bound answers "right", one that is no number does too
            kept[int(np.searchsorted(above, bound)) + 1 :, tree] &= ~bits.type(ruled_out)
        keeps.append(kept)
    told = np.take(values, _FIRST[:256].clip(max=most - 1), axis=1) if bits.itemsize == 1 else None
    groups = _grouped(features, bounds, keeps)
    return _Questions(values, told, groups, _thresholds(groups))


_Walk = tuple[list[int], list[tuple[int, int, int]]]


def _walk(forest: Forest, tree: int, node: int, depth: int) -> _Walk:
    """Return the leaves below a node from left to right, and the questions.

    A question is its node, the first leaf on its left and how many there are. Where the
    tree is cut off by its depth, the node is a leaf.
    """
    left, right = int(forest.left[tree, node]), int(forest.right[tree, node])
    if depth == 0 or (left == node and right == node):
        return [node], []
    leaves, questions = _walk(forest, tree, left, depth - 1)
    others, more = _walk(forest, tree, right, depth - 1)
    count = len(leaves)
    if count + len(others) > MOST_LEAVES:
        raise ValueError(f"a tree has more than {MOST_LEAVES} leaves")
    moved = [(n, first + count, size) for n, first, size in more]
    return leaves + others, [(node, 0, count), *questions, *moved]


@lru_cache(maxsize=8)
def load_forest(name: str) -> Forest:
    """Read a forest of the package, ``models/{name}.npz``.

    Raises:
        ModelError: the file is missing or not a forest.
    """
    try:
        packed = resources.files("retold.models").joinpath(f"{name}.npz").read_bytes()
    except FileNotFoundError as error:
        raise ModelError(f"models/{name}.npz is missing: reinstall retold") from error
    return unpack(packed)


def unpack(packed: bytes) -> Forest:
    """Read a forest from the bytes of its file."""
    try:
        with np.load(io.BytesIO(packed), allow_pickle=False) as file:
            return Forest(
                names=tuple(str(n) for n in file["names"]),
                base=float(file["base"]),
                feature=file["feature"],
                threshold=file["threshold"],
                left=file["left"],
                right=file["right"],
                value=file["value"],
                depth=int(file["depth"]),
                digest=sha256(packed).hexdigest(),
            )
    except (LookupError, ValueError, TypeError, EOFError, OSError, zipfile.BadZipFile) as error:
        raise ModelError(f"not a forest: {error}") from error
