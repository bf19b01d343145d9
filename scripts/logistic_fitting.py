"""Fit the logistic models that Retold ships as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from retold.forest import Doubles


def fit_logistic(
    names: Sequence[str],
    rows: Sequence[Mapping[str, float]],
    labels: Sequence[str],
    weights: Sequence[float],
    *,
    strength: float,
    bounds: Mapping[str, tuple[float | None, float | None]] | None = None,
) -> dict[str, Any]:
    """Fit a logistic model and return its JSON object; two classes give one row, for the second.

    ``bounds`` hold weights of a model of two classes, so that evidence which two features share
    does not turn the sign of one of them.
    """
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  (development only)

    table = np.array([[row[name] for name in names] for row in rows])
    centre, scale = table.mean(axis=0), table.std(axis=0) + 1e-9
    model = LogisticRegression(C=strength, max_iter=5000)
    model.fit((table - centre) / scale, labels, sample_weight=weights)
    if bounds is not None:
        limits = [bounds.get(name, (None, None)) for name in names]
        positive = np.array(labels) == model.classes_[1]
        held = _bounded((table - centre) / scale, positive, np.array(weights), strength, limits)
        model.coef_, model.intercept_ = held[None, :-1], held[-1:]
    classes = [str(c) for c in model.classes_]
    return {
        "names": list(names),
        "centre": np.round(centre, 9).tolist(),
        "scale": np.round(scale, 9).tolist(),
        "classes": classes if len(classes) > 2 else classes[1:],
        "intercepts": np.round(model.intercept_, 9).tolist(),
        "weights": np.round(model.coef_, 9).tolist(),
    }


def _bounded(
    rows: Doubles,
    labels: np.ndarray[tuple[int], np.dtype[np.bool_]],
    weights: Doubles,
    strength: float,
    bounds: Sequence[tuple[float | None, float | None]],
) -> Doubles:
    """Return the weights and the intercept of a logistic model whose weights are held in bounds."""
    from scipy.optimize import minimize  # noqa: PLC0415  (development only)

    signs = np.where(labels, 1.0, -1.0)

    def loss(at: Doubles) -> tuple[float, Doubles]:
        margins = signs * (rows @ at[:-1] + at[-1])
        value = strength * float((weights * np.logaddexp(0, -margins)).sum())
        pull = -strength * weights * signs / (1 + np.exp(np.clip(margins, -500, 500)))
        gradient = np.append(rows.T @ pull + at[:-1], pull.sum())
        return value + float(at[:-1] @ at[:-1]) / 2, gradient

    start = np.zeros(rows.shape[1] + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)])
    return np.asarray(found.x, dtype=np.float64)
