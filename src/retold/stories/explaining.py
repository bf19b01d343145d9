"""Why an article is said to descend from another, and why a rival lost.

Every model of descent is a sum of what its features say; here the sums are taken apart.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from retold.stories.evidence import FEATURES
from retold.stories.weighing import (
    CREDIT_WEIGHT,
    ORIGIN_FEATURES,
    Models,
    Weighed,
    plain_model,
)
from retold.types import Evidence

_MOST_AGAINST, _LEAST_AGAINST = 3, 0.05
"""So many features, each worth at least so many nats, are named against a candidate that lost."""


def explain(
    one: Weighed, parent: int, models: Models, *, credited: bool = False
) -> dict[str, Evidence]:
    """Return the evidence for one candidate: each feature's value and weight.

    The weight is the feature's part in the log-odds that the article descends at all; for
    features that only compare candidates, its part in the candidate's own log-odds.
    """
    features = one.features[parent]
    asked = one.asked[parent]
    row = np.array([features[name] for name in FEATURES])
    weights = models.pair.explain(row) | _parts(models, asked)
    values = dict(features) | dict(asked)
    if credited:
        weights["credited"], values["credited"] = CREDIT_WEIGHT, 1.0
    return {
        name: Evidence(round(values[name], 4), round(weights[name], 4)) for name in sorted(values)
    }


def against(one: Weighed, other: int, chosen: int, models: Models) -> dict[str, Evidence]:
    """Return what tells most against a candidate beside the one that was chosen.

    Its value of each of these features, and by how much less, in log-odds of the pair, it speaks
    for this candidate than for the chosen one.
    """
    rows = [np.array([one.features[p][name] for name in FEATURES]) for p in (other, chosen)]
    mine, theirs = (models.pair.explain(row) for row in rows)
    less = {name: mine.get(name, 0.0) - theirs.get(name, 0.0) for name in FEATURES}
    telling = sorted((value, name) for name, value in less.items() if value < -_LEAST_AGAINST)
    return {
        name: Evidence(round(one.features[other][name], 4), round(value, 4))
        for value, name in telling[:_MOST_AGAINST]
    }


def _parts(models: Models, asked: Mapping[str, float]) -> dict[str, float]:
    """Return each feature's part in the log-odds that an article descends at all."""
    plain = plain_model(models, asked).parts(asked)
    trees = models.descends_forest.explain(np.array([asked[name] for name in ORIGIN_FEATURES]))
    return {name: (plain[name] + trees.get(name, 0.0)) / 2 for name in plain}
