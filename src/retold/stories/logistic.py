"""Logistic models fitted elsewhere and shipped as JSON: named weights that anyone can read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib import resources
from typing import Any

import numpy as np

from retold.errors import ModelError


@dataclass(frozen=True, slots=True)
class Logistic:
    """Classes with an intercept and one weight per standardised feature.

    A yes-or-no model has one class; its log-odds are for yes.
    """

    names: tuple[str, ...]
    centre: tuple[float, ...]
    scale: tuple[float, ...]
    classes: tuple[str, ...]
    intercepts: tuple[float, ...]
    weights: tuple[tuple[float, ...], ...]

    def parts(self, features: Mapping[str, float], kind: int = 0) -> dict[str, float]:
        """Return each feature's part in the log-odds of a class."""
        return {
            name: weight * (features[name] - centre) / scale
            for name, centre, scale, weight in zip(
                self.names, self.centre, self.scale, self.weights[kind], strict=True
            )
        }

    def log_odds(self, features: Mapping[str, float], kind: int = 0) -> float:
        """Return the log-odds (for several classes: the unnormalised log-probability)."""
        return self.intercepts[kind] + sum(self.parts(features, kind).values())

    def probability(self, features: Mapping[str, float]) -> float:
        """Return the probability of yes."""
        return float(1 / (1 + np.exp(-self.log_odds(features))))

    def best(self, features: Mapping[str, float]) -> str:
        """Return the most probable class."""
        scores = [self.log_odds(features, kind) for kind in range(len(self.classes))]
        return self.classes[int(np.argmax(scores))]


def from_dict(data: Mapping[str, Any]) -> Logistic:
    """Read a model from its JSON object."""
    return Logistic(
        names=tuple(data["names"]),
        centre=tuple(data["centre"]),
        scale=tuple(data["scale"]),
        classes=tuple(data["classes"]),
        intercepts=tuple(data["intercepts"]),
        weights=tuple(tuple(row) for row in data["weights"]),
    )


@lru_cache(maxsize=8)
def load_logistic(name: str) -> tuple[Logistic, str]:
    """Read ``models/{name}.json`` of the package and return it with its digest.

    Raises:
        ModelError: the file is missing or not such a model.
    """
    try:
        packed = resources.files("retold.models").joinpath(f"{name}.json").read_bytes()
        return from_dict(json.loads(packed)), sha256(packed).hexdigest()
    except (FileNotFoundError, KeyError, TypeError, ValueError) as error:
        raise ModelError(f"models/{name}.json can't be used: reinstall retold") from error
