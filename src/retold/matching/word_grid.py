"""Words of many sentences, each held against the words of its sources, all in one go.

A page of the grid is a sentence beside its sources. No number depends on what else is in the grid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retold.forest import Doubles
from retold.matching.grid import Grid, Ids, Runs
from retold.types import Word

Marks = NDArray[np.bool_]
_LONGEST = 40
"""Letters of a word that are compared with another's beginning."""
_REACH = 2  # words before and after that are looked at


@dataclass(frozen=True, slots=True)
class Side:
    """The words of one side as parallel arrays."""

    words: tuple[Word, ...]
    vectors: NDArray[np.float32]
    stems: Ids
    weights: Doubles
    places: Doubles
    names: Marks
    capitals: Marks
    values: Doubles
    """The value of the figure that a word stands in; NaN where it stands in none."""


def pair_columns(mine: Side, theirs: Side, cells: Grid) -> Doubles:
    """Return the features of every pair of words, shape (features, cells)."""
    row, column = cells.rows.own, cells.rows.other
    likeness = _likeness(mine, theirs, cells)
    stems = mine.stems[row] == theirs.stems[column]
    agreed = np.maximum(likeness, 0.9 * stems)
    turned = agreed[cells.turned]
    beside, around = _neighbours(agreed, cells)
    own, other = (~np.isnan(side.values) for side in (mine, theirs))
    figures = own[row] & other[column]
    equal = _equal(mine.values, theirs.values, (row, column), figures)
    spelled = [[w.norm for w in side.words] for side in (mine, theirs)]
    rank_back = np.empty(agreed.size)
    rank_back[cells.turned] = _rank(turned, cells.columns)
    weights = mine.weights[row], theirs.weights[column]
    columns = (
        likeness,
        stems,
        _same(spelled, row, column),
        _beginnings(spelled, row, column),
        agreed - cells.rows.best(agreed)[row],
        agreed - cells.columns.best(turned)[column],
        _rank(agreed, cells.rows),
        rank_back,
        beside,
        around,
        np.abs(mine.places[row] - theirs.places[column]),
        np.maximum(*weights),
        np.minimum(*weights),
        mine.names[row].astype(float) + theirs.names[column],
        own[row].astype(float) + other[column],
        equal,
        figures & ~equal,
        mine.capitals[row].astype(float) + theirs.capitals[column],
    )
    return np.array(columns, dtype=np.float64)


def _likeness(mine: Side, theirs: Side, cells: Grid) -> Doubles:
    found = [
        (mine.vectors[top:bottom] @ theirs.vectors[left:right].T).ravel()
        for (top, bottom), (left, right) in zip(
            cells.rows.bounds, cells.columns.bounds, strict=True
        )
    ]
    return np.concatenate(found).astype(np.float64)


def _equal(mine: Doubles, theirs: Doubles, pairs: tuple[Ids, Ids], figures: Marks) -> Marks:
    """Tell of which cells both words stand in figures of one value."""
    found = np.zeros(figures.size, dtype=np.bool_)
    at = np.flatnonzero(figures)
    one, other = np.nan_to_num(mine)[pairs[0][at]], np.nan_to_num(theirs)[pairs[1][at]]
    found[at] = np.isclose(one, other, rtol=1e-6)
    return found


def _same(spelled: Sequence[Sequence[str]], row: Ids, column: Ids) -> Marks:
    """Tell for every two words whether they are spelled alike."""
    number: dict[str, int] = {}
    ids = [np.array([number.setdefault(w, len(number)) for w in side]) for side in spelled]
    return np.asarray(ids[0][row] == ids[1][column])


def _beginnings(spelled: Sequence[Sequence[str]], row: Ids, column: Ids) -> Doubles:
    """Return for every pair of words the part of the longer one that both begin with."""
    width = min(_LONGEST, max(map(len, (*spelled[0], *spelled[1])), default=1) or 1)
    one, other = (_letters(words, width) for words in spelled)
    found = np.zeros(row.size)
    first = one[:, 0][row]
    at = np.flatnonzero((first == other[:, 0][column]) & (first != 0))
    row, column = row[at], column[at]
    letters = one[row]
    differ = (letters != other[column]) | (letters == 0)
    common = np.where(differ.any(axis=1), differ.argmax(axis=1), width)
    lengths = [np.array([max(len(word), 1) for word in words]) for words in spelled]
    found[at] = common / np.maximum(lengths[0][row], lengths[1][column])
    return found


def _letters(words: Sequence[str], width: int) -> NDArray[np.uint32]:
    """Return the code points of words, one row each, cut or filled up with 0."""
    return np.array(words, dtype=f"U{width}").view(np.uint32).reshape(len(words), width)


def _rank(values: Doubles, runs: Runs) -> Doubles:
    """Return the logarithm of the rank of every value in its run."""
    widest = int(runs.widths.max())
    spread = np.full((runs.widths.size, widest), np.inf)
    spread[runs.own, runs.at] = -values
    order = np.argsort(spread, axis=1, kind="stable")
    order += np.arange(runs.widths.size)[:, None] * widest
    found = np.empty(spread.size)
    found[order] = np.log1p(np.arange(widest))
    return found.reshape(spread.shape)[runs.own, runs.at]


def _neighbours(scores: Doubles, cells: Grid) -> tuple[Doubles, Doubles]:
    """Return how well the words beside two words agree, and the two words before and after.

    The first looks at the words in the same place alone. Beyond the edge all is 0.
    """
    tall = len(cells.rows.widths) + _REACH * (len(cells.sizes) + 1)
    wide = int(cells.rows.widths.max()) + 2 * _REACH
    pages = np.repeat(np.arange(1, len(cells.sizes) + 1), [n * m for n, m in cells.sizes])
    at = (cells.rows.own + _REACH * pages) * wide + cells.rows.at + _REACH
    padded = np.zeros(tall * wide)
    padded[at] = scores

    def moved(down: int, right: int) -> Doubles:
        return padded.take(at + (down * wide + right))

    around = np.zeros_like(scores)
    for down, near, far in ((-2, -2, -1), (-1, -2, -1), (1, 1, 2), (2, 1, 2)):
        around += np.maximum(moved(down, near), moved(down, far))
    return (moved(-1, -1) + moved(1, 1)) / 2, around / 4


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of the cells, in the order of one side, and of the words of the other side.

    ``sums`` are the chances of every word together, ``best_other`` the best of each of the other
    side's; ``columns`` are the features of the cells by name.
    """

    runs: Runs
    chances: Doubles
    sums: Doubles
    best_other: Doubles
    columns: dict[str, Doubles]
    side: float


def word_rows(own: Side, seen: Seen) -> Doubles:
    """Return the features of every word of one side, shape (words, features)."""
    runs, chances = seen.runs, seen.chances
    best = runs.best(chances)
    places = np.where(chances == best[runs.own], np.arange(chances.size), chances.size)
    chosen = np.minimum.reduceat(places, runs.starts)
    rest = chances.copy()
    rest[chosen] = 0.0
    padded = np.zeros(best.size + _REACH * (len(runs.bounds) + 1))
    page = np.repeat(
        np.arange(1, len(runs.bounds) + 1), [end - start for start, end in runs.bounds]
    )
    at = np.arange(best.size) + _REACH * page
    padded[at] = best
    likest = runs.best(seen.columns["likeness"])
    number, (first, last) = np.arange(best.size), runs.pages
    near = likest[np.maximum(number - 1, first)] + likest[np.minimum(number + 1, last)]
    size = np.array([end - start for start, end in runs.bounds])
    columns = [
        best,
        runs.best(rest),
        seen.sums,
        padded[at - 1],
        padded[at + 1],
        (padded[at - 2] + padded[at - 1] + padded[at + 1] + padded[at + 2]) / 4,
        likest,
        near / 2,
        own.weights,
        np.array([len(w.norm) for w in own.words]),
        own.names,
        ~np.isnan(own.values),
        np.repeat([best[start:end].mean() for start, end in runs.bounds], size),
        seen.best_other[runs.other[chosen]] - best,
        np.full(best.size, seen.side),
        np.repeat(np.log1p(size), size),
        *(runs.best(seen.columns[name]) for name in ("same_stem", "same_word", "same_value")),
        seen.columns["other_value"][chosen],
        own.capitals,
    ]
    return np.array(columns, dtype=np.float64).T
