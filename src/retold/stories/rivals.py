"""Two possible parents of one child, head to head.

Whether an article descends at all is one question, from which of two near relatives it
descends another. Textual critics answer the second by agreement in variants: where the two
candidates differ, with which of them does the child go?
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from retold.forest import Doubles, Forest
from retold.matching.profiles import Floats
from retold.matching.similarity import Similarity
from retold.stories.evidence import Pairs
from retold.stories.holdings import Matrix, holdings
from retold.stories.portrait import FORMS, Portrait

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
    forms = [_form([me, *(portraits[p] for p in parents)], n) for n in range(len(FORMS))]
    best = {p: _best(pairs[child, p].alike, pairs[child, p].scores) for p in parents}
    mass = me.mass / max(float(me.mass.sum()), 1e-9)
    found = {}
    for (one, first), (other, second) in combinations(enumerate(parents, 1), 2):
        row: list[float] = []
        for form in forms:
            row += form.compared(one, other)
        won = np.sign(np.round(best[first][0] - best[second][0], 3))
        row.append(float((mass * won).sum()))
        row += [float((mass * (best[first][i] - best[second][i])).sum()) for i in range(1, 5)]
        found[first, second] = np.array(row)
    return found


def _best(alike: Similarity, scores: Floats) -> tuple[Floats, ...]:
    """Return every sentence's best likeness, by each measure."""
    words = alike.words.max(axis=1, initial=0.0)
    found = (words, scores, words, alike.meaning, alike.characters)
    return tuple(x if x.ndim == 1 else x.max(axis=1, initial=0.0) for x in found)


@dataclass(frozen=True, slots=True)
class _Form:
    """What the child has of one form of text, and who of its possible parents, from row 1, too."""

    own: Matrix
    weights: Floats
    prior: float
    chance: float
    shared: Doubles
    kept: Doubles
    """How much every two have in common, and how much of it the child has too."""

    def compared(self, first: int, second: int) -> list[float]:
        """Return balance, margin and likelihood of two candidates, by row."""
        one, other = self.own[first], self.own[second]
        alone = (one & ~other, other & ~one)
        a, b = (float(self.weights[own].sum()) for own in alone)
        balance = float(np.log((a + self.prior) / (b + self.prior)))
        return [balance, (a - b) / (a + b + self.prior), self._likelihood(first, second)]

    def _likelihood(self, first: int, second: int) -> float:
        """Return how much likelier the child's choice is if it had the first before it.

        Of what only one candidate has, its child keeps nearly as much as of what both have, and
        another's child no more than chance gives. The logarithm of the ratio, itself on a
        logarithmic scale.
        """
        shared, kept = float(self.shared[first, second]), float(self.kept[first, second])
        rate = (kept + _HELD / 2) / (shared + _HELD)
        rate = max(_KEPT * rate, 1.5 * self.chance)
        gain, loss = np.log(rate / self.chance), np.log((1 - rate) / (1 - self.chance))
        found = 0.0
        for sign, row in ((1, first), (-1, second)):
            hits = float(self.kept[row, row]) - kept
            found += sign * (hits * gain + (float(self.shared[row, row]) - shared - hits) * loss)
        return float(np.sign(found) * np.log1p(abs(found)))


def _form(portraits: Sequence[Portrait], number: int) -> _Form:
    _, holds = holdings([one.forms[number][0] for one in portraits])
    own, weights = holds[:, holds[0]], portraits[0].forms[number][1]
    every_one, both = holds.astype(np.float64), own.astype(np.float64)
    shared, kept = every_one @ every_one.T, both @ both.T
    return _Form(own, weights, _PRIOR[number], _CHANCE[number], shared, kept)


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
