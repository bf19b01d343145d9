"""The answers weighed for every article of a story: an origin, or from which parent.

Three small models, fitted on invented traditions and always scored on events that they have
not seen: a forest gives each pair's log-odds of descent, a second holds rival parents
against each other, and a logistic model decides, from both and from the evidence for the best
candidate, whether the article descends from any of them at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from retold.matching.forest import Doubles, Forest, load_forest
from retold.stories.evidence import FEATURES, Pairs, evidence
from retold.stories.logistic import Logistic, load_logistic
from retold.stories.portrait import Portrait
from retold.stories.rivals import MOST, head_to_head, preferences
from retold.types import Evidence

PAIR_WEIGHT = 0.5
"""Weight of a pair's own log-odds beside its record against the rivals."""

ORIGIN_EVIDENCE = (
    "linked",
    "linked_narration",
    "meaning",
    "told_share",
    "narration_trigrams",
    "odd_trigrams",
    "details_found",
    "in_order",
    "surplus",
    "explained_over_strangers",
    "exclusive_words_over_strangers",
    "exclusive_details_over_strangers",
    "details_elsewhere",
    "quotations_found",
    "quotations_whole",
    "carried_back",
    "lead",
)
ORIGIN_FEATURES = ("all_candidates", "best_candidate", "best_over_second", *ORIGIN_EVIDENCE)


@dataclass(frozen=True, slots=True)
class Models:
    """The fitted models of descent."""

    pair: Forest
    rivals: Forest
    descends: Logistic
    kinds: Logistic
    digests: Mapping[str, str]


def load_models() -> Models:
    """Read the models that ship with the package."""
    pair, rivals = load_forest("descent"), load_forest("rivals")
    descends, descends_digest = load_logistic("descends")
    kinds, kinds_digest = load_logistic("kinds")
    digests = {
        "descent": pair.digest,
        "rivals": rivals.digest,
        "descends": descends_digest,
        "kinds": kinds_digest,
    }
    return Models(pair, rivals, descends, kinds, digests)


@dataclass(frozen=True, slots=True)
class Weighed:
    """All answers for one article.

    ``origin``: the probability that it descends from none of the candidates; ``parents``:
    the probability of each candidate; together they sum to 1. ``direction``: for each
    candidate how surely the article is the derived one, given that text came over.
    ``log_odds`` and ``features``: each candidate's own odds and the evidence for it.
    """

    origin: float
    parents: Mapping[int, float]
    direction: Mapping[int, float]
    log_odds: Mapping[int, float]
    features: Mapping[int, Mapping[str, float]]


def weigh(portraits: Sequence[Portrait], pairs: Pairs, models: Models) -> list[Weighed]:
    """Weigh the answers for every article of a story.

    Args:
        portraits: The story's articles.
        pairs: The candidate pairs by position, both ways round.
        models: The fitted models.
    """
    rows = evidence(portraits, pairs)
    keys = sorted(rows)
    log_odds: dict[tuple[int, int], float] = {}
    if keys:
        values = models.pair.log_odds(np.stack([rows[key] for key in keys]))
        log_odds = dict(zip(keys, values.tolist(), strict=True))
    return [
        _weigh_child(child, portraits, pairs, rows, log_odds, models)
        for child in range(len(portraits))
    ]


def origin_features(log_odds: Mapping[int, float], best: Mapping[str, float]) -> dict[str, float]:
    """Return the features of "descends at all": the candidates' log-odds and the best's evidence."""
    ranked = sorted(log_odds.values(), reverse=True)
    return {
        "all_candidates": float(np.logaddexp.reduce(ranked)),
        "best_candidate": ranked[0],
        "best_over_second": ranked[0] - (ranked[1] if len(ranked) > 1 else -8.0),
    } | {name: best[name] for name in ORIGIN_EVIDENCE}


def _weigh_child(
    child: int,
    portraits: Sequence[Portrait],
    pairs: Pairs,
    rows: Mapping[tuple[int, int], Doubles],
    log_odds: Mapping[tuple[int, int], float],
    models: Models,
) -> Weighed:
    mine = {p: value for (c, p), value in log_odds.items() if c == child}
    if not mine:
        return Weighed(1.0, {}, {}, {}, {})
    features = {p: dict(zip(FEATURES, rows[child, p].tolist(), strict=True)) for p in mine}
    best = min(mine, key=lambda p: (-mine[p], portraits[p].digest, portraits[p].id))
    asked = origin_features(mine, features[best])
    descends = models.descends.probability(asked)
    shares = _shares(child, mine, portraits, pairs, rows, models.rivals)
    return Weighed(
        origin=1 - descends,
        parents={p: share * descends for p, share in shares.items()},
        direction={p: _direction(mine[p], log_odds.get((p, child))) for p in mine},
        log_odds=mine,
        features=features,
    )


def explain(one: Weighed, parent: int, models: Models) -> dict[str, Evidence]:
    """Return the evidence for one candidate: each feature's value and weight.

    The weight is the feature's part in the log-odds that the article descends at all; for
    features that only compare candidates, its part in the candidate's own log-odds.
    """
    features = one.features[parent]
    asked = origin_features(one.log_odds, features)
    row = np.array([features[name] for name in FEATURES])
    weights = models.pair.explain(row) | models.descends.parts(asked)
    values = dict(features) | asked
    return {
        name: Evidence(round(values[name], 4), round(weights[name], 4)) for name in sorted(values)
    }


def _shares(
    child: int,
    mine: Mapping[int, float],
    portraits: Sequence[Portrait],
    pairs: Pairs,
    rows: Mapping[tuple[int, int], Doubles],
    forest: Forest,
) -> dict[int, float]:
    """Divide one among the possible parents: their record against each other, and their own odds."""
    clock = FEATURES.index("clock")
    possible = [p for p in mine if rows[child, p][clock] >= 0] or list(mine)
    ranked = sorted(possible, key=lambda p: (-mine[p], portraits[p].digest, portraits[p].id))
    racing = sorted(ranked[:MOST], key=lambda p: (portraits[p].digest, portraits[p].id))
    record = preferences(forest, head_to_head(child, racing, portraits, pairs, rows))
    scores = {p: record.get(p, 0.0) + PAIR_WEIGHT * mine[p] for p in racing}
    top = max(scores.values())
    odds = {p: float(np.exp(score - top)) for p, score in scores.items()}
    total = sum(odds.values())
    return {p: odds.get(p, 0.0) / total for p in mine}


def _direction(there: float, back: float | None) -> float:
    """Return how surely the child is the derived one, from the pair's log-odds both ways round."""
    if back is None:
        return 1.0
    return float(1 / (1 + np.exp(back - there)))
