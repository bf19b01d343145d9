"""The small forests that tell lines apart, evaluated with numpy alone, with their reasons.

The files are made by ``scripts/fit_lines.py``. A forest's answer for a row is the sum of one leaf
a tree, in log-odds. Every question answered with "right" rules out the leaves on its left; the
first leaf that no answer rules out is the one a walk would reach.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from retold.errors import ModelError

Doubles = NDArray[np.float64]
_BLOCK = 256
_LEAVES = 16


@dataclass(frozen=True, slots=True)
class Trees:
    """A forest: its trees by node for explaining, and by question for answering quickly."""

    names: tuple[str, ...]
    base: float
    feature: NDArray[np.int32]
    threshold: Doubles
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: Doubles
    asked: tuple[tuple[NDArray[np.intp], Doubles, NDArray[np.uint16]], ...]
    leaves: Doubles

    def log_odds(self, rows: Doubles) -> Doubles:
        """Return the log-odds of every row; rows have one column per name."""
        total = np.full(rows.shape[0], self.base)
        offsets = np.arange(self.leaves.shape[0]) * self.leaves.shape[1]
        flat, bits = self.leaves.ravel(), _first_bits()
        for start in range(0, rows.shape[0], _BLOCK):
            block = rows[start : start + _BLOCK]
            open_ = np.full((block.shape[0], len(offsets)), 0xFFFF, dtype=np.uint16)
            for feature, threshold, keeps in self.asked:
                open_ &= np.where(block[:, feature] <= threshold, np.uint16(0xFFFF), keeps)
            first = bits[open_]
            total[start : start + _BLOCK] += flat[first + offsets].sum(axis=1)
        return total

    def parts(self, row: Doubles) -> dict[str, float]:
        """Return each measure's part in the log-odds of one row, the constant left out."""
        trees = np.arange(self.feature.shape[0])
        at = np.zeros(trees.size, dtype=np.int32)
        parts = np.zeros(len(self.names))
        for _ in range(_LEAVES):
            chosen = self.feature[trees, at]
            low = row[chosen] <= self.threshold[trees, at]
            following = np.where(low, self.left[trees, at], self.right[trees, at])
            np.add.at(parts, chosen, self.value[trees, following] - self.value[trees, at])
            at = following
        return dict(zip(self.names, parts.tolist(), strict=True))


@lru_cache(maxsize=1)
def _first_bits() -> NDArray[np.intp]:
    """Return the place of the lowest bit of every number of sixteen bits."""
    numbers = np.arange(1, 1 << _LEAVES)
    return np.append(0, np.log2(numbers & -numbers)).astype(np.intp)


_replaced: ContextVar[Mapping[str, Trees] | None] = ContextVar("_replaced", default=None)


def load(name: str) -> Trees:
    """Return a forest of the package, ``models/{name}.npz``, or what stands in for it.

    Raises:
        ModelError: the file is missing or no forest.
    """
    return (_replaced.get() or {}).get(name) or _packaged(name)


@contextmanager
def replaced(forests: Mapping[str, Trees]) -> Iterator[None]:
    """Let other forests answer for the package's own, as cross-validation needs it."""
    token = _replaced.set(forests)
    try:
        yield
    finally:
        _replaced.reset(token)


@lru_cache(maxsize=8)
def _packaged(name: str) -> Trees:
    try:
        packed = resources.files("retold.models").joinpath(f"{name}.npz").read_bytes()
    except FileNotFoundError as error:
        raise ModelError(f"models/{name}.npz is missing: reinstall retold") from error
    return unpack(packed)


def unpack(packed: bytes) -> Trees:
    """Read a forest from the bytes of its file."""
    try:
        with np.load(io.BytesIO(packed), allow_pickle=False) as file:
            nodes = {
                name: file[name] for name in ("feature", "threshold", "left", "right", "value")
            }
            asked, leaves = _questions(nodes)
            names = tuple(str(name) for name in file["names"])
            return Trees(names, float(file["base"]), **nodes, asked=asked, leaves=leaves)
    except (LookupError, ValueError, TypeError, EOFError, OSError) as error:
        raise ModelError(f"not a forest: {error}") from error


def _questions(
    nodes: dict[str, NDArray[np.float64]],
) -> tuple[tuple[tuple[NDArray[np.intp], Doubles, NDArray[np.uint16]], ...], Doubles]:
    """Lay trees out as questions, each with the leaves that remain if its answer is "right"."""
    count = len(nodes["feature"])
    leaves = np.zeros((count, _LEAVES))
    asked: list[list[tuple[int, float, int]]] = []
    for tree in range(count):
        found, questions = _walk(nodes, tree, 0)
        if len(found) > _LEAVES:
            raise ValueError(f"a tree has more than {_LEAVES} leaves")
        leaves[tree, : len(found)] = nodes["value"][tree, found]
        asked.append(
            [
                (
                    int(nodes["feature"][tree, node]),
                    float(nodes["threshold"][tree, node]),
                    0xFFFF ^ ((1 << out) - 1) << first,
                )
                for node, first, out in questions
            ]
        )
    none = (0, np.inf, 0xFFFF)
    most = max(map(len, asked), default=0)
    rows = [
        [questions[i] if i < len(questions) else none for questions in asked] for i in range(most)
    ]
    return (
        tuple(
            (
                np.array([feature for feature, _, _ in row], dtype=np.intp),
                np.array([threshold for _, threshold, _ in row]),
                np.array([keeps for _, _, keeps in row], dtype=np.uint16),
            )
            for row in rows
        ),
        leaves,
    )


def _walk(
    nodes: dict[str, NDArray[np.float64]], tree: int, node: int
) -> tuple[list[int], list[tuple[int, int, int]]]:
    """Return the leaves below a node from left to right, and the questions above them."""
    left, right = int(nodes["left"][tree, node]), int(nodes["right"][tree, node])
    if left == node and right == node:
        return [node], []
    leaves, questions = _walk(nodes, tree, left)
    others, more = _walk(nodes, tree, right)
    moved = [(n, first + len(leaves), out) for n, first, out in more]
    return leaves + others, [(node, 0, len(leaves)), *questions, *moved]
