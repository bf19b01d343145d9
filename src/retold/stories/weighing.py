"""The answers weighed for every article of a story: an origin, or from which parent.

Three small models, fitted on invented traditions and always scored on events that they have
not seen: a forest gives each pair's log-odds of descent, a second holds rival parents
against each other, and a logistic model decides, from both and from the evidence for the best
candidate, whether the article descends from any of them at all.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from retold.forest import Doubles, Forest, load_forest
from retold.stories.clock import order
from retold.stories.direction import FEATURES as DIRECTION
from retold.stories.direction import direction_features
from retold.stories.evidence import (
    FEATURES,
    Basic,
    Pairs,
    basic_evidence,
    evidence_for,
)
from retold.stories.logistic import Logistic, load_logistic
from retold.stories.polarity import backing
from retold.stories.portrait import Portrait
from retold.stories.rivals import MOST, head_to_head, preferences

PAIR_WEIGHT = 0.5
"""Weight of a pair's own log-odds beside its record against the rivals."""

CLOCK_WEIGHT = 3.0
"""Log-odds that a clear order of the clocks adds to a direction: one clock in twenty is wrong."""

REGISTER_WEIGHT = 3.0
"""Log-odds that a text in the register of rewriters adds to being derived from one that is not."""

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
    "details_added",
    "rare_words_added",
    "clean_lines",
    "longest_run",
    "marks_removed",
    "empty_surplus",
    "merged",
)
CREDIT_WEIGHT = 3.0
"""Log-odds of descent that the name of the other article's outlet, given as a source, adds to a
pair, and to its direction. In the invented events a fifth of the retellings name their parent, and
none of some 3,700 unrelated articles name each other; real reporters do now and then."""

RESERVE, RESERVE_ALONE = 0.3, 0.8
"""Log-odds that descent has to show beyond even: one false parent makes two sources into one.
More where there is no third article to compare with."""

_NO_RIVAL = -8.0

OVER_BACKGROUND = ("linked_narration", "details_found")
ORIGIN_FEATURES = (
    "all_candidates",
    "best_candidate",
    "best_over_second",
    "rivals",
    *ORIGIN_EVIDENCE,
    *(f"{name}_over_background" for name in OVER_BACKGROUND),
)
_BACKGROUND, _UNKNOWN_BACKGROUND, _MOST_BACKGROUND = 0.2, 0.5, 0.65
"""The background is this quantile over all pairs of a story; below three pairs it is unknown,
and above the third number a story has hardly two independent reports to tell it from."""


@dataclass(frozen=True, slots=True)
class Models:
    """The fitted models of descent.

    ``pair``: how likely one pair is; ``rivals``: which of two candidates; ``descends`` and
    ``descends_forest``: whether an article descends at all, two models of one question, of which
    ``descends_alone`` stands for the first where there is no third article to compare with;
    ``direction``, ``direction_forest`` and ``register``: which of two texts is the derived one;
    ``kinds``: how it was made; ``kin``: parent or sibling under a text that nobody has; ``common``:
    whether two heads of families share a source, ``lost``: whether one of a group is not that
    source itself; ``second``: whether a child has a second parent.
    """

    pair: Forest
    rivals: Forest
    descends: Logistic
    descends_forest: Forest
    descends_alone: Logistic
    direction: Logistic
    direction_forest: Forest
    register: Logistic
    kinds: Logistic
    kin: Forest
    common: Logistic
    lost: Logistic
    second: Logistic
    digests: Mapping[str, str]


def load_models() -> Models:
    """Read the models that ship with the package."""
    forests = {
        name: load_forest(name)
        for name in ("descent", "rivals", "origins", "direction_forest", "kin")
    }
    logistics = {
        name: load_logistic(name)
        for name in (
            "descends",
            "descends_alone",
            "direction",
            "register",
            "kinds",
            "common",
            "lost",
            "second",
        )
    }
    digests = {name: forest.digest for name, forest in forests.items()}
    digests |= {name: digest for name, (_, digest) in logistics.items()}
    return Models(
        pair=forests["descent"],
        rivals=forests["rivals"],
        descends=logistics["descends"][0],
        descends_forest=forests["origins"],
        descends_alone=logistics["descends_alone"][0],
        direction=logistics["direction"][0],
        direction_forest=forests["direction_forest"],
        register=logistics["register"][0],
        kinds=logistics["kinds"][0],
        kin=forests["kin"],
        common=logistics["common"][0],
        lost=logistics["lost"][0],
        second=logistics["second"][0],
        digests=digests,
    )


@dataclass(frozen=True, slots=True)
class Weighed:
    """All answers for one article.

    ``origin``: the probability that it descends from none of the candidates; ``parents``:
    the probability of each candidate; together they sum to 1, and both hold given that no
    candidate descends from the article. ``direction``: for each candidate how surely the
    article is the derived one, given that text came over.
    ``log_odds`` and ``features``: each candidate's own odds and the evidence for it;
    ``asked``: what decides, were it the best, whether the article descends at all.
    """

    origin: float
    parents: Mapping[int, float]
    direction: Mapping[int, float]
    log_odds: Mapping[int, float]
    features: Mapping[int, Mapping[str, float]]
    asked: Mapping[int, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Scene:
    """The articles of a story compared, before anything is decided.

    ``direction``: for every ordered pair (child, parent) how surely the child is the derived
    one, given that text came over; ``text_direction`` the same without the clocks.
    ``background``: how much even the least related articles of the story have in common.
    """

    portraits: Sequence[Portrait]
    pairs: Pairs
    models: Models
    basic: Basic
    direction: Mapping[tuple[int, int], float]
    text_direction: Mapping[tuple[int, int], float]
    background: Mapping[str, float]
    credited: frozenset[tuple[int, int]] = frozenset()


def scene(
    portraits: Sequence[Portrait],
    pairs: Pairs,
    models: Models,
    credited: Collection[tuple[int, int]] = (),
) -> Scene:
    """Compare the articles of a story.

    Args:
        portraits: The articles.
        pairs: They held against each other, by position, both ways round.
        models: The fitted models.
        credited: Pairs (child, parent) whose child names the parent's outlet as a source.
    """
    basic = basic_evidence(portraits, pairs)
    rewritten = [models.register.probability(asdict(one.style)) for one in portraits]
    texts = {
        (c, p): odds
        + REGISTER_WEIGHT * (rewritten[c] - rewritten[p])
        + CREDIT_WEIGHT * (((c, p) in credited) - ((p, c) in credited))
        for (c, p), odds in _directions(portraits, basic, models).items()
    }
    timed = {
        (c, p): odds + CLOCK_WEIGHT * order(portraits[c].clock, portraits[p].clock)
        for (c, p), odds in texts.items()
    }
    return Scene(
        portraits,
        pairs,
        models,
        basic,
        _probabilities(timed),
        _probabilities(texts),
        background(basic),
        frozenset(credited),
    )


def _directions(
    portraits: Sequence[Portrait], basic: Basic, models: Models
) -> dict[tuple[int, int], float]:
    """Return the log-odds of every direction by the texts: the mean of two models."""
    backed = backing(portraits, basic)
    features = {pair: direction_features(portraits, basic, backed, pair) for pair in sorted(basic)}
    if not features:
        return {}
    rows = np.array([[found[name] for name in DIRECTION] for found in features.values()])
    trees = (models.direction_forest.log_odds(rows) - models.direction_forest.log_odds(-rows)) / 2
    return {
        pair: (models.direction.log_odds(found) + value) / 2
        for (pair, found), value in zip(features.items(), trees.tolist(), strict=True)
    }


def background(basic: Basic) -> dict[str, float]:
    """Return what even the least related articles of a story have in common.

    Reports of one briefing resemble each other in one story more than in another, so what is
    shared counts by how far it exceeds that.
    """
    found = {}
    for name in OVER_BACKGROUND:
        both = [max(basic[c, p][name], basic[p, c][name]) for c, p in basic if c < p]
        if len(both) < 3:
            found[name] = _UNKNOWN_BACKGROUND
        else:
            found[name] = min(float(np.quantile(both, _BACKGROUND)), _MOST_BACKGROUND)
    return found


def _probabilities(
    log_odds: Mapping[tuple[int, int], float],
) -> dict[tuple[int, int], float]:
    return {pair: float(1 / (1 + np.exp(-odds))) for pair, odds in log_odds.items()}


def in_time(portraits: Sequence[Portrait], pairs: Pairs) -> set[tuple[int, int]]:
    """Return the pairs (child, parent) whose parent is not surely the later one."""
    return {(c, p) for c, p in pairs if order(portraits[c].clock, portraits[p].clock) > -1}


def weigh(compared: Scene, allowed: Collection[tuple[int, int]]) -> list[Weighed]:
    """Weigh the answers for every article of a story; ``allowed`` are pairs (child, parent)."""
    options: dict[int, list[int]] = {}
    for child, parent in sorted(allowed):
        options.setdefault(child, []).append(parent)
    return [
        weigh_child(compared, child, options.get(child, ()))
        for child in range(len(compared.portraits))
    ]


def weigh_child(compared: Scene, child: int, candidates: Collection[int]) -> Weighed:
    """Weigh the answers for one article.

    Every answer is weighed given that none of the candidates is the article's own
    offspring; where that is not known beforehand, the tree decides it (see ``stemma``).
    """
    if not candidates:
        return Weighed(1.0, {}, {}, {}, {}, {})
    rows = evidence_for(
        child, sorted(candidates), compared.portraits, compared.pairs, compared.basic
    )
    keys = sorted(rows)
    values = compared.models.pair.log_odds(np.stack([rows[key] for key in keys]))
    mine = {
        p: value + CREDIT_WEIGHT * ((child, p) in compared.credited)
        for (_, p), value in zip(keys, values.tolist(), strict=True)
    }
    look = _Look(compared, rows, mine)
    features = {p: dict(zip(FEATURES, rows[child, p].tolist(), strict=True)) for p in mine}
    asked = {
        p: origin_features(mine, features[p], compared.basic[p, child], compared.background)
        for p in mine
    }
    sure = descends(compared.models, asked[_ranked(look)[0]])
    shares = _shares(child, look)
    return Weighed(
        origin=1 - sure,
        parents={p: share * sure for p, share in shares.items()},
        direction={p: compared.direction[child, p] for p in mine},
        log_odds=mine,
        features=features,
        asked=asked,
    )


@dataclass(frozen=True, slots=True)
class _Look:
    """One child's candidates: their evidence and their own odds."""

    scene: Scene
    rows: Mapping[tuple[int, int], Doubles]
    log_odds: Mapping[int, float]


def origin_features(
    log_odds: Mapping[int, float],
    best: Mapping[str, float],
    back: Mapping[str, float],
    common: Mapping[str, float],
) -> dict[str, float]:
    """Return the features of "descends at all".

    Args:
        log_odds: The candidates' own odds.
        best: The evidence for the best of them.
        back: The same pair's plain evidence the other way round.
        common: The background of the story.
    """
    ranked = sorted(log_odds.values(), reverse=True)
    found = {
        "all_candidates": float(np.logaddexp.reduce(ranked)),
        "best_candidate": ranked[0],
        "best_over_second": ranked[0] - (ranked[1] if len(ranked) > 1 else _NO_RIVAL),
        "rivals": float(len(ranked) > 1),
    }
    over = {
        f"{name}_over_background": max(best[name], back[name]) - common[name]
        for name in OVER_BACKGROUND
    }
    return found | over | {name: best[name] for name in ORIGIN_EVIDENCE}


def plain_model(models: Models, asked: Mapping[str, float]) -> Logistic:
    """Return the logistic model that asks whether an article descends at all."""
    return models.descends if asked["rivals"] else models.descends_alone


def descends(models: Models, asked: Mapping[str, float]) -> float:
    """Return how surely an article descends at all: the mean of two models' log-odds."""
    row = np.array([[asked[name] for name in ORIGIN_FEATURES]])
    trees = float(models.descends_forest.log_odds(row)[0])
    reserve = RESERVE if asked["rivals"] else RESERVE_ALONE
    odds = (plain_model(models, asked).log_odds(asked) + trees) / 2 - reserve
    return float(1 / (1 + np.exp(-odds)))


def _ranked(look: _Look) -> list[int]:
    """Return candidates, the likeliest first; ties go by digest, never by position."""
    drawn = look.scene.portraits
    return sorted(look.log_odds, key=lambda p: (-look.log_odds[p], drawn[p].digest, drawn[p].id))


def _shares(child: int, look: _Look) -> dict[int, float]:
    """Divide one among the candidates: by their record against each other and their own odds."""
    drawn = look.scene.portraits
    racing = _ranked(look)[:MOST]
    racing.sort(key=lambda p: (drawn[p].digest, drawn[p].id))
    compared = head_to_head(child, racing, drawn, look.scene.pairs)
    record = preferences(look.scene.models.rivals, compared)
    scores = {p: record.get(p, 0.0) + PAIR_WEIGHT * look.log_odds[p] for p in racing}
    top = max(scores.values())
    odds = {p: float(np.exp(score - top)) for p, score in scores.items()}
    total = sum(odds.values())
    return {p: odds.get(p, 0.0) / total for p in look.log_odds}
