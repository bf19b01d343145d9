"""Two possible parents of one child, head to head.

Whether an article descends at all is one question, from which of two near relatives it
descends another. Textual critics answer the second by agreement in variants: where the two
candidates differ, with which of them does the child go?
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from retold.forest import Doubles, Forest
from retold.stories.evidence import PAIR, Pairs
from retold.stories.portrait import FORMS, Portrait

_PRIOR = (6.0, 6.0, 2.0, 1.0, 1.0, 6.0, 3.0)
"""Weight added on both sides of each form's balance: as much says nothing yet."""

FEATURES = (
    *(f"{form}_{scale}" for form in FORMS for scale in ("balance", "margin")),
    "sentences_won",
    "linked",
    "wording",
    "meaning",
    "characters",
    *(f"{name}_difference" for name in PAIR),
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
    evidence: Mapping[tuple[int, int], Doubles],
) -> dict[tuple[int, int], Doubles]:
    """Return the features of each pair (first, second) of a child's possible parents, in order.

    Exchanging the two changes every sign.
    """
    me = portraits[child]
    held = {p: _forms_in(me, portraits[p]) for p in parents}
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
            won = np.sign(np.round(best[first][0] - best[second][0], 3))
            row.append(float((mass * won).sum()))
            row += [float((mass * (best[first][i] - best[second][i])).sum()) for i in range(1, 5)]
            difference = evidence[child, first] - evidence[child, second]
            found[first, second] = np.concatenate([row, difference[: len(PAIR)]])
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


def _balance(
    weights: np.ndarray[tuple[int], np.dtype[np.float32]],
    first: np.ndarray[tuple[int], np.dtype[np.bool_]],
    second: np.ndarray[tuple[int], np.dtype[np.bool_]],
    prior: float,
) -> list[float]:
    a = float(weights[first & ~second].sum())
    b = float(weights[second & ~first].sum())
    return [float(np.log((a + prior) / (b + prior))), (a - b) / (a + b + prior)]
