"""Gradient-boosted trees, fitted elsewhere, evaluated here with numpy alone.

A forest is read from one ``.npz`` file of the package. Its answer for a row is the sum of
one leaf value per tree (log-odds). :meth:`Forest.explain` divides that sum among the
features along the paths taken, so that every decision can name its evidence (Saabas, 2014).
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from retold.errors import ModelError

Doubles = NDArray[np.float64]


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

    def log_odds(self, rows: Doubles) -> Doubles:
        """Return the log-odds of every row; rows have one column per name."""
        trees = np.arange(self.feature.shape[0])
        total = np.full(rows.shape[0], self.base)
        for start in range(0, rows.shape[0], 2048):
            block = rows[start : start + 2048]
            at = np.zeros((block.shape[0], trees.size), dtype=np.int32)
            line = np.arange(block.shape[0])[:, None]
            for _ in range(self.depth):
                goes_left = block[line, self.feature[trees, at]] <= self.threshold[trees, at]
                at = np.where(goes_left, self.left[trees, at], self.right[trees, at])
            total[start : start + 2048] += self.value[trees, at].sum(axis=1)
        return total

    def explain(self, row: Doubles) -> dict[str, float]:
        """Return each feature's part in the log-odds of one row, the constant left out."""
        trees = np.arange(self.feature.shape[0])
        parts = np.zeros(len(self.names))
        at = np.zeros(trees.size, dtype=np.int32)
        for _ in range(self.depth):
            chosen = self.feature[trees, at]
            goes_left = row[chosen] <= self.threshold[trees, at]
            following = np.where(goes_left, self.left[trees, at], self.right[trees, at])
            np.add.at(parts, chosen, self.value[trees, following] - self.value[trees, at])
            at = following
        return dict(zip(self.names, parts.tolist(), strict=True))


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
    except (KeyError, ValueError, TypeError, EOFError, OSError, zipfile.BadZipFile) as error:
        raise ModelError(f"not a forest: {error}") from error
