"""The answers weighed for every article of a story: an origin, or from which parent.

Three small models, fitted on invented traditions and always scored on events that they have
not seen: a forest gives each pair's log-odds of descent, a second holds rival parents
against each other, and a logistic model decides, from both and from the evidence for the best
candidate, whether the article descends from any of them at all.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from retold.matching.forest import Doubles, Forest, load_forest
from retold.stories.clock import order
from retold.stories.evidence import (
    FEATURES,
    Basic,
    Pairs,
    basic_evidence,
    direction_features,
    evidence,
)
from retold.stories.logistic import Logistic, load_logistic
from retold.stories.portrait import Portrait
from retold.stories.rivals import MOST, head_to_head, preferences
from retold.types import Evidence

PAIR_WEIGHT = 0.5
"""Weight of a pair's own log-odds beside its record against the rivals."""

CLOCK_WEIGHT = 3.0
"""Log-odds that a clear order of the clocks adds to a direction: one clock in twenty is wrong."""

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
    direction: Logistic
    kinds: Logistic
    digests: Mapping[str, str]


def load_models() -> Models:
    """Read the models that ship with the package."""
    pair, rivals = load_forest("descent"), load_forest("rivals")
    descends, descends_digest = load_logistic("descends")
    direction, direction_digest = load_logistic("direction")
    kinds, kinds_digest = load_logistic("kinds")
    digests = {
        "descent": pair.digest,
        "rivals": rivals.digest,
        "descends": descends_digest,
        "direction": direction_digest,
        "kinds": kinds_digest,
    }
    return Models(pair, rivals, descends, direction, kinds, digests)


@dataclass(frozen=True, slots=True)
class Weighed:
    """All answers for one article.

    ``origin``: the probability that it descends from none of the candidates; ``parents``:
    the probability of each candidate; together they sum to 1, and both hold given that no
    candidate descends from the article. ``direction``: for each candidate how surely the
    article is the derived one, given that text came over.
    ``log_odds`` and ``features``: each candidate's own odds and the evidence for it.
    """

    origin: float
    parents: Mapping[int, float]
    direction: Mapping[int, float]
    log_odds: Mapping[int, float]
    features: Mapping[int, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Scene:
    """The articles of a story compared, before anything is decided.

    ``direction``: for every ordered pair (child, parent) how surely the child is the derived
    one, given that text came over.
    """

    portraits: Sequence[Portrait]
    pairs: Pairs
    models: Models
    basic: Basic
    direction: Mapping[tuple[int, int], float]


def scene(portraits: Sequence[Portrait], pairs: Pairs, models: Models) -> Scene:
    """Compare the articles of a story; ``pairs`` are by position, both ways round."""
    basic = basic_evidence(portraits, pairs)
    direction = {
        (c, p): _direction(order(portraits[c].clock, portraits[p].clock), basic, (c, p), models)
        for c, p in pairs
    }
    return Scene(portraits, pairs, models, basic, direction)


def in_time(portraits: Sequence[Portrait], pairs: Pairs) -> set[tuple[int, int]]:
    """Return the pairs (child, parent) whose parent is not surely the later one."""
    return {(c, p) for c, p in pairs if order(portraits[c].clock, portraits[p].clock) > -1}


def weigh(compared: Scene, allowed: Collection[tuple[int, int]]) -> list[Weighed]:
    """Weigh the answers for every article of a story.

    Every answer is weighed given that none of the allowed parents is the article's own
    offspring; where that is not known beforehand, the tree decides it (see ``stemma``).
    """
    rows = evidence(compared.portraits, compared.pairs, compared.basic, allowed)
    keys = sorted(rows)
    log_odds: dict[tuple[int, int], float] = {}
    if keys:
        values = compared.models.pair.log_odds(np.stack([rows[key] for key in keys]))
        log_odds = dict(zip(keys, values.tolist(), strict=True))
    look = _Look(compared, rows, log_odds)
    return [_weigh_child(child, look) for child in range(len(compared.portraits))]


@dataclass(frozen=True, slots=True)
class _Look:
    scene: Scene
    rows: Mapping[tuple[int, int], Doubles]
    log_odds: Mapping[tuple[int, int], float]


def _direction(clocks: float, basic: Basic, pair: tuple[int, int], models: Models) -> float:
    """Return how surely the first is the derived one: what the texts say, and the clocks."""
    text = models.direction.log_odds(direction_features(basic, *pair))
    return float(1 / (1 + np.exp(-text - CLOCK_WEIGHT * clocks)))


def origin_features(log_odds: Mapping[int, float], best: Mapping[str, float]) -> dict[str, float]:
    """Return the features of "descends at all": all candidates' odds, the best one's evidence."""
    ranked = sorted(log_odds.values(), reverse=True)
    return {
        "all_candidates": float(np.logaddexp.reduce(ranked)),
        "best_candidate": ranked[0],
        "best_over_second": ranked[0] - (ranked[1] if len(ranked) > 1 else -8.0),
    } | {name: best[name] for name in ORIGIN_EVIDENCE}


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


def _weigh_child(child: int, look: _Look) -> Weighed:
    mine = {p: value for (c, p), value in look.log_odds.items() if c == child}
    if not mine:
        return Weighed(1.0, {}, {}, {}, {})
    features = {p: dict(zip(FEATURES, look.rows[child, p].tolist(), strict=True)) for p in mine}
    best = _ranked(mine, look)[0]
    asked = origin_features(mine, features[best])
    descends = look.scene.models.descends.probability(asked)
    shares = _shares(child, mine, look)
    return Weighed(
        origin=1 - descends,
        parents={p: share * descends for p, share in shares.items()},
        direction={p: look.scene.direction[child, p] for p in mine},
        log_odds=mine,
        features=features,
    )


def _ranked(log_odds: Mapping[int, float], look: _Look) -> list[int]:
    """Return candidates, the likeliest first; ties go by digest, never by position."""
    drawn = look.scene.portraits
    return sorted(log_odds, key=lambda p: (-log_odds[p], drawn[p].digest, drawn[p].id))


def _shares(child: int, mine: Mapping[int, float], look: _Look) -> dict[int, float]:
    """Divide one among the candidates: by their record against each other and their own odds."""
    drawn = look.scene.portraits
    racing = _ranked(mine, look)[:MOST]
    racing.sort(key=lambda p: (drawn[p].digest, drawn[p].id))
    compared = head_to_head(child, racing, drawn, look.scene.pairs, look.rows)
    record = preferences(look.scene.models.rivals, compared)
    scores = {p: record.get(p, 0.0) + PAIR_WEIGHT * mine[p] for p in racing}
    top = max(scores.values())
    odds = {p: float(np.exp(score - top)) for p, score in scores.items()}
    total = sum(odds.values())
    return {p: odds.get(p, 0.0) / total for p in mine}
