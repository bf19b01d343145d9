"""Fit gradient-boosted trees and pack them for ``retold.forest``."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retold.forest import Doubles, Forest, unpack


def fit(
    names: Sequence[str],
    rows: Doubles,
    labels: NDArray[np.bool_],
    weights: Doubles | None = None,
    bags: int = 1,
    **options: Any,
) -> bytes:
    """Fit a forest on labelled rows and return the bytes of its file.

    ``bags`` forests that differ by the features their trees may ask about, by the seeds 0, 1, ...,
    are one whose answer is the mean of theirs: a single one owes much to chance.
    """
    from sklearn.ensemble import HistGradientBoostingClassifier  # noqa: PLC0415  (development only)

    settings = {
        "max_iter": 200,
        "learning_rate": 0.05,
        "max_leaf_nodes": 8,
        "min_samples_leaf": 40,
        "l2_regularization": 5.0,
        "max_features": 0.4,
        "early_stopping": False,
    }
    rows = np.column_stack([_coarse(column) for column in rows.T])
    models = [
        HistGradientBoostingClassifier(**(settings | options), random_state=seed).fit(
            rows, labels, sample_weight=weights
        )
        for seed in range(bags)
    ]
    return pack(names, models)


def _coarse(column: Doubles, most: int = 255) -> Doubles:
    """Move values to the nearest of so many quantiles.

    The bins come out the same, but with weights scikit-learn takes minutes to find them among
    values that all differ.
    """
    if np.unique(column).size <= most:
        return column
    kept = np.unique(np.quantile(column, np.linspace(0, 1, most), method="nearest"))
    return np.asarray(kept[np.searchsorted((kept[:-1] + kept[1:]) / 2, column)])


def forest(*args: Any, **options: Any) -> Forest:
    """Fit and load at once, for cross-validation."""
    return unpack(fit(*args, **options))


def _means(nodes: Any) -> Doubles:
    """Return every node's value: a leaf's own, an inner node's the mean of what is below it.

    scikit-learn shrinks leaves only, so its inner values tell nothing about what a question adds.
    """
    means = np.asarray(nodes["value"], dtype=np.float64).copy()
    for at in range(len(nodes) - 1, -1, -1):  # children come after their parents
        if not nodes[at]["is_leaf"]:
            below = [int(nodes[at]["left"]), int(nodes[at]["right"])]
            counts = np.array([nodes[child]["count"] for child in below], dtype=np.float64)
            means[at] = float((means[below] * counts).sum() / counts.sum())
    return means


def pack(names: Sequence[str], models: Sequence[Any]) -> bytes:
    """Turn scikit-learn's trees into plain arrays; of several models the mean."""
    trees = [
        predictors[0].nodes
        for model in models
        for predictors in model._predictors  # noqa: SLF001  (no public way)
    ]
    bases = [float(model._baseline_prediction.ravel()[0]) for model in models]  # noqa: SLF001  (no public way)
    width = max(len(nodes) for nodes in trees)
    shape = (len(trees), width)
    feature = np.zeros(shape, np.int32)
    threshold = np.full(shape, np.inf)
    left = np.tile(np.arange(width, dtype=np.int32), (len(trees), 1))
    right = left.copy()
    value = np.zeros(shape)
    for number, nodes in enumerate(trees):
        size = len(nodes)
        inner = nodes["is_leaf"] == 0
        value[number, :size] = _means(nodes) / len(models)
        feature[number, :size][inner] = nodes["feature_idx"][inner]
        threshold[number, :size][inner] = nodes["num_threshold"][inner]
        left[number, :size][inner] = nodes["left"][inner]
        right[number, :size][inner] = nodes["right"][inner]
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        names=np.array(list(names)),
        base=np.float64(np.mean(bases)),
        feature=feature,
        threshold=threshold,
        left=left,
        right=right,
        value=value,
        depth=np.int64(max(int(nodes["depth"].max()) for nodes in trees)),
    )
    return buffer.getvalue()
