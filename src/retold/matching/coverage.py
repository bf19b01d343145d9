"""How much of what each sentence says another one carries, word by word in context.

Two words agree as far as they mean the same in their places: by the likeness of their vectors,
or by their stem. A word of the child that the best word of a parent sentence agrees with is
covered by it; words count by their rarity. So a sentence in other words is covered too, and what
*no other* sentence covers tells two rivals apart.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retold.matching.profiles import Floats, Running, Telling

Marks = NDArray[np.bool_]

UNLIKE, LIKE = 0.3, 0.8
"""Words whose vectors have a lower cosine don't agree at all, those with a higher one fully."""
SAME_STEM = 0.9
"""How far two words with one stem agree at least: they may stand for two things."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What sentences of article a (rows) and article b (columns) cover of one another, 0–1.

    ``covered``: the part of a's sentence that b's covers; ``alone``: that no other sentence of
    b covers; ``added``: that b's best rival does not (for the best: that the second best does
    not), in nats of rarity; ``mass``: all of a's sentences' rarity. The others are the same
    the other way round.
    """

    covered: Floats
    covering: Floats
    alone: Floats
    alone_back: Floats
    added: Floats
    added_back: Floats
    mass: Floats
    mass_back: Floats

    def transposed(self) -> Coverage:
        """Return the same seen from b."""
        return Coverage(
            self.covering.T,
            self.covered.T,
            self.alone_back.T,
            self.alone.T,
            self.added_back.T,
            self.added.T,
            self.mass_back,
            self.mass,
        )


def agreement(a: Running | Telling, b: Running | Telling) -> Floats:
    """Return how far every word of a and every word of b mean the same, 0–1."""
    # bytes times bytes are whole numbers, and sums of 96 of them are exact in single precision
    mine, theirs = (np.asarray(one.vectors, dtype=np.float32) for one in (a, b))
    cosine = mine @ theirs.T
    cosine *= 1 / (127 * 127 * (LIKE - UNLIKE))
    cosine -= UNLIKE / (LIKE - UNLIKE)
    np.clip(cosine, 0, 1, out=cosine)
    same = a.stems[:, None] == b.stems[None, :]
    np.maximum(cosine, SAME_STEM, out=cosine, where=same)
    return np.asarray(cosine, dtype=np.float32)


def coverage(a: Telling, b: Telling, meaning: Floats) -> Coverage:
    """Compare every sentence of a with every sentence of b by their telling words.

    Args:
        a: The telling words of one article.
        b: The telling words of the other.
        meaning: Cosine of the sentences' vectors; with the words it says who the rivals are.
    """
    n, m = meaning.shape
    words = agreement(a, b)
    there, back = _best_in(words.T, b, m), _best_in(words, a, n)
    mass, mass_back = _mass(a, n), _mass(b, m)
    covered = _sum(there * a.weights[:, None], a, n) / mass[:, None]
    covering = _sum(back * b.weights[:, None], b, m) / mass_back[:, None]
    likeness = covered + covering.T + meaning
    return Coverage(
        covered,
        covering.T,
        _alone(there, a, n) / mass[:, None],
        (_alone(back, b, m) / mass_back[:, None]).T,
        _added(there, a, likeness),
        _added(back, b, likeness.T).T,
        mass,
        mass_back,
    )


def _best_in(words: Floats, side: Telling, height: int) -> Floats:
    """Return how far each column's word agrees with the best word of each sentence of the rows."""
    best = np.zeros((height, words.shape[1]), dtype=np.float32)
    if words.size:
        rows = np.ascontiguousarray(words)
        ends = [*side.starts[1:].tolist(), len(rows)]
        for sentence, start, end in zip(side.at.tolist(), side.starts.tolist(), ends, strict=True):
            np.maximum.reduce(rows[start:end], axis=0, out=best[sentence])
    return np.ascontiguousarray(best.T)


def _sum(rows: Floats, words: Telling, height: int) -> Floats:
    """Return the sum of the rows of each sentence."""
    total = np.zeros((height, rows.shape[1]), dtype=np.float32)
    if rows.size:
        total[words.at] = np.add.reduceat(rows, words.starts, axis=0)
    return total


def _mass(words: Telling, height: int) -> Floats:
    """Return how much the words of each sentence weigh, at least something."""
    total = np.bincount(words.sentences, weights=words.weights, minlength=height)
    return np.maximum(np.asarray(total, dtype=np.float32), 1e-3)


def _alone(best: Floats, words: Telling, height: int) -> Floats:
    """Return what each column covers beyond the best of all others."""
    if best.shape[1] == 0:
        return np.zeros((height, 0), dtype=np.float32)
    first = best.argmax(axis=1)
    rows = np.arange(len(first))
    others = best.copy()
    others[rows, first] = 0
    gain = np.zeros_like(best)
    gain[rows, first] = (best[rows, first] - others.max(axis=1)) * words.weights
    return _sum(gain, words, height)


def _added(best: Floats, words: Telling, likeness: Floats) -> Floats:
    """Return what each column covers of a row beyond the row's likest, itself left out."""
    n, m = likeness.shape
    if n == 0 or m == 0:
        return np.zeros((n, m), dtype=np.float32)
    order = np.argsort(-likeness, axis=1, kind="stable")
    first = order[words.sentences, 0]
    second = order[words.sentences, min(1, m - 1)]
    rows = np.arange(len(first))
    gain = np.maximum(0, best - best[rows, first][:, None])
    gain[rows, first] = np.maximum(0, best[rows, first] - best[rows, second])
    return _sum(gain * words.weights[:, None], words, n)
