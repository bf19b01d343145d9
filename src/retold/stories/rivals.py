"""Two possible parents of one child, head to head.

Whether an article descends at all is one question, from which of two near relatives it
descends another. Textual critics answer the second by agreement in variants: where the two
candidates differ, with which of them does the child go?
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from retold.forest import Doubles, Forest
from retold.matching.profiles import Ids
from retold.stories.evidence import Pairs
from retold.stories.portrait import FORMS, Portrait

Bools = np.ndarray[tuple[int], np.dtype[np.bool_]]

_PRIOR = (6.0, 6.0, 2.0, 1.0, 1.0, 6.0, 3.0)
"""Weight added on both sides of each form's balance: as much says nothing yet."""

_CHANCE = (0.16, 0.05, 0.02, 0.15, 0.02, 0.06, 0.09)
"""How likely a text has a form of a relative that its own source lacks."""

_KEPT = 0.6
"""What a relative left out is less telling and is kept less often than what both have."""

_HELD = 8.0
"""Added to what was seen of a child's keeping its source's forms, of which half are kept."""

FEATURES = (
    *(f"{form}_{scale}" for form in FORMS for scale in ("balance", "margin", "likelihood")),
    "sentences_won",
    "linked",
    "wording",
    "meaning",
    "characters",
)
SURE = 2.0
"""How much, in log-odds, one comparison can count."""

MOST = 8
"""Candidates that are held against each other; the others are out of the race."""


def head_to_head(
    child: int,
    parents: Sequence[int],
    portraits: Sequence[Portrait],
    pairs: Pairs,
) -> dict[tuple[int, int], Doubles]:
    """Return the features of each pair (first, second) of a child's possible parents, in order.

    Exchanging the two changes every sign.
    """
    me = portraits[child]
    held = {p: _forms_in(me, portraits[p]) for p in parents}
    kept = {p: _forms_in(portraits[p], me) for p in parents}
    best = {
        p: (
            pairs[child, p].alike.words.max(axis=1, initial=0.0),
            pairs[child, p].scores.max(axis=1, initial=0.0),
            pairs[child, p].alike.words.max(axis=1, initial=0.0),
            pairs[child, p].alike.meaning.max(axis=1, initial=0.0),
            pairs[child, p].alike.characters.max(axis=1, initial=0.0),
        )
        for p in parents
    }
    mass = me.mass / max(float(me.mass.sum()), 1e-9)
    found = {}
    for place, first in enumerate(parents):
        for second in parents[place + 1 :]:
            row: list[float] = []
            for number, (_, weights) in enumerate(me.forms):
                a, b = held[first][number], held[second][number]
                row += _balance(weights, a, b, _PRIOR[number])
                one, other = portraits[first].forms[number][0], portraits[second].forms[number][0]
                both = (kept[first][number], kept[second][number])
                row.append(_likelihood(one, other, both, _CHANCE[number]))
            won = np.sign(np.round(best[first][0] - best[second][0], 3))
            row.append(float((mass * won).sum()))
            row += [float((mass * (best[first][i] - best[second][i])).sum()) for i in range(1, 5)]
            found[first, second] = np.array(row)
    return found


def preferences(forest: Forest, comparisons: Mapping[tuple[int, int], Doubles]) -> dict[int, float]:
    """Return each candidate's log-probability of winning against every other (unnormalised)."""
    if not comparisons:
        return {}
    keys = list(comparisons)
    rows = np.stack([comparisons[key] for key in keys])
    log_odds = np.clip((forest.log_odds(rows) - forest.log_odds(-rows)) / 2, -SURE, SURE)
    wins: dict[int, float] = {}
    for (first, second), value in zip(keys, log_odds.tolist(), strict=True):
        wins[first] = wins.get(first, 0.0) - float(np.logaddexp(0, -value))
        wins[second] = wins.get(second, 0.0) - float(np.logaddexp(0, value))
    return wins


def _forms_in(me: Portrait, other: Portrait) -> list[np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    return [
        np.isin(mine[0], theirs[0], assume_unique=True)
        for mine, theirs in zip(me.forms, other.forms, strict=True)
    ]


def _likelihood(first: Ids, second: Ids, kept: tuple[Bools, Bools], chance: float) -> float:
    """Return how much likelier the child's choice is if it had the first before it.

    Of what only one candidate has, its child keeps as much as of what both have, and another's
    child no more than chance gives. The logarithm of the ratio, itself on a logarithmic scale.
    """
    shared = np.isin(first, second, assume_unique=True)
    alone = ~np.isin(second, first, assume_unique=True)
    held = kept[0][shared]
    rate = _KEPT * (float(held.sum()) + _HELD / 2) / (held.size + _HELD)
    rate = max(rate, 1.5 * chance)
    found = 0.0
    for sign, own in ((1, kept[0][~shared]), (-1, kept[1][alone])):
        hits = float(own.sum())
        found += sign * (
            hits * np.log(rate / chance) + (own.size - hits) * np.log((1 - rate) / (1 - chance))
        )
    return float(np.sign(found) * np.log1p(abs(found)))


def _balance(
    weights: np.ndarray[tuple[int], np.dtype[np.float32]],
    first: np.ndarray[tuple[int], np.dtype[np.bool_]],
    second: np.ndarray[tuple[int], np.dtype[np.bool_]],
    prior: float,
) -> list[float]:
    a = float(weights[first & ~second].sum())
    b = float(weights[second & ~first].sum())
    return [float(np.log((a + prior) / (b + prior))), (a - b) / (a + b + prior)]
