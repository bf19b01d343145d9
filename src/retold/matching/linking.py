"""Which parent sentences a child sentence retells.

Two channels find a link: lexical evidence (rare words, characters) and the encoder's likeness,
of sentences and of their words. Neither decides alone: a small forest weighs them together with
what else is on offer (the best rival in the row and in the column, what this sentence explains
that no other does), with the order of the sentences around, and with how closely the text as a
whole keeps to the other's words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retold.forest import Doubles, Forest
from retold.matching.coverage import Coverage
from retold.matching.grid import Grid, grid
from retold.matching.profiles import Floats, Profile, dense_pair
from retold.matching.similarity import Similarity, similarity

Numbers = NDArray[np.floating]

FEATURES = (
    "words",
    "characters",
    "meaning",
    "covered",
    "covering",
    "mean_below_row",
    "mean_below_column",
    "order",
    "meaning_below_row",
    "covered_below_row",
    "covering_below_column",
    "exclusive",
    "exclusive_back",
    "adds",
    "adds_back",
    "row_rank",
    "column_rank",
    "length_ratio",
    "child_length",
    "parent_length",
    "shared_mass",
    "rarest_shared",
    "parent_context",
    "child_context",
    "both_contexts",
    "covered_context",
    "covered_context_below_row",
    "both_contexts_below_row",
    "soft_covered",
    "soft_covering",
    "soft_covered_below_row",
    "soft_covering_below_column",
    "soft_covered_below_column",
    "soft_covering_below_row",
    "soft_alone",
    "soft_alone_back",
    "soft_added",
    "soft_added_back",
    "soft_added_share",
    "soft_added_back_share",
    "soft_best",
    "text_characters",
    "text_covered",
    "text_soft_covered",
    "text_length_ratio",
)
FLOOR_MEANING, FLOOR_COVERED = 0.2, 0.12
"""Below both, a pair of sentences is no candidate; what is lost costs no F1 on the traditions."""


def link_features(child: Profile, parent: Profile, alike: Similarity | None = None) -> Doubles:
    """Return the features of every pair of sentences, shape (child, parent, features)."""
    alike = alike or similarity(child, parent)
    if alike.words.size == 0:
        return np.zeros((*alike.words.shape, len(FEATURES)))
    found = _features([_meet(child, parent, alike)])
    return np.moveaxis(found.reshape(-1, *alike.words.shape), 0, -1)


@dataclass(frozen=True, slots=True)
class _Meeting:
    """Two articles, and what is computed once for both directions; each of shape (a, b).

    The names are those of the features; ``…_back`` is the same from b.
    """

    alike: Similarity
    mean: Floats
    exclusive: Floats
    exclusive_back: Floats
    adds: Floats
    adds_back: Floats
    row_rank: Floats
    column_rank: Floats
    length: Numbers
    length_back: Numbers
    shared_mass: Floats
    rarest: Floats
    parent_context: Floats
    child_context: Floats
    both_contexts: Floats
    covered_context: Floats
    covering_context: Floats

    def turned(self) -> _Meeting:
        """Return the same seen from b."""
        return _Meeting(
            self.alike.transposed(),
            self.mean.T,
            self.exclusive_back.T,
            self.exclusive.T,
            self.adds_back.T,
            self.adds.T,
            self.column_rank.T,
            self.row_rank.T,
            self.length_back,
            self.length,
            self.shared_mass.T,
            self.rarest.T,
            self.child_context.T,
            self.parent_context.T,
            self.both_contexts.T,
            self.covering_context.T,
            self.covered_context.T,
        )


def _meet(child: Profile, parent: Profile, alike: Similarity) -> _Meeting:
    """Compare two articles that both have sentences."""
    n, m = alike.words.shape
    mean = np.asarray((alike.words + alike.characters + alike.meaning) / 3, dtype=np.float32)
    a, b = dense_pair(child.words, parent.words)
    has_a, has_b = (a > 0).astype(np.float32), (b > 0).astype(np.float32)
    mass_a, mass_b = child.words.masses[:, None], parent.words.masses[None, :]
    order, order_back = _best_first(mean), _best_first(mean.T)
    return _Meeting(
        alike=alike,
        mean=mean,
        exclusive=(a / np.maximum(1, has_b.sum(axis=0))) @ has_b.T / mass_a,
        exclusive_back=has_a @ (b / np.maximum(1, has_a.sum(axis=0))).T / mass_b,
        adds=_adds(order, a, has_b) / mass_a,
        adds_back=_adds(order_back, b, has_a).T / mass_b,
        row_rank=np.log1p(_rank(order)),
        column_rank=np.log1p(_rank(order_back)).T,
        length=np.bincount(child.words.rows, minlength=n).astype(np.float64),
        length_back=np.bincount(parent.words.rows, minlength=m).astype(np.float64),
        shared_mass=np.log1p(a @ has_b.T),
        rarest=_rarest(a, has_b),
        parent_context=child.vectors @ parent.contexts.T,
        child_context=child.contexts @ parent.vectors.T,
        both_contexts=child.contexts @ parent.contexts.T,
        covered_context=a @ np.minimum(1, _reach(has_b)).T / mass_a,
        covering_context=(b @ np.minimum(1, _reach(has_a)).T / mass_b.T).T,
    )


def _features(met: Sequence[_Meeting]) -> Doubles:
    """Return every feature of a as the child for several meetings, shape (features, cells)."""
    cells = grid([one.mean.shape for one in met])

    def of(part: Callable[[_Meeting], Numbers]) -> Numbers:
        return np.concatenate([part(one).ravel() for one in met])

    mean, covered_context = of(lambda one: one.mean), of(lambda one: one.covered_context)
    words, characters = of(lambda one: one.alike.words), of(lambda one: one.alike.characters)
    meaning, both_contexts = of(lambda one: one.alike.meaning), of(lambda one: one.both_contexts)
    covered, covering = of(lambda one: one.alike.covered), of(lambda one: one.alike.covering)
    length = of(lambda one: one.length)[cells.rows.own]
    length_back = of(lambda one: one.length_back)[cells.rows.other]
    soft = [one.alike.soft for one in met]
    columns: list[Numbers] = [
        words,
        characters,
        meaning,
        covered,
        covering,
        _below_row(mean, cells),
        _below_column(mean, cells),
        _order(mean, cells),
        _below_row(meaning, cells),
        _below_row(covered, cells),
        _below_column(covering, cells),
        of(lambda one: one.exclusive),
        of(lambda one: one.exclusive_back),
        of(lambda one: one.adds),
        of(lambda one: one.adds_back),
        of(lambda one: one.row_rank),
        of(lambda one: one.column_rank),
        np.log((length + 1) / (length_back + 1)),
        np.log1p(length),
        np.log1p(length_back),
        of(lambda one: one.shared_mass),
        of(lambda one: one.rarest),
        of(lambda one: one.parent_context),
        of(lambda one: one.child_context),
        both_contexts,
        covered_context,
        _below_row(covered_context, cells),
        _below_row(both_contexts, cells),
        *_soft_columns(soft, cells),
        _by_text(cells, characters, np.mean),
        _by_text(cells, covered, _median),
        _by_text(cells, np.concatenate([one.covered.ravel() for one in soft]), np.mean),
        np.repeat([np.log(n / m) for n, m in cells.sizes], [n * m for n, m in cells.sizes]),
    ]
    found = np.empty((len(FEATURES), mean.size))
    for row, column in enumerate(columns):
        found[row] = column
    return found


def _by_text(cells: Grid, values: Numbers, middle: Callable[[Numbers], Any]) -> Numbers:
    """Return for every two texts the middle of what each sentence has at best."""
    best = cells.rows.best(values)
    found = [middle(best[top:bottom]) for top, bottom in cells.rows.bounds]
    return np.repeat(found, [n * m for n, m in cells.sizes])


def _median(values: Numbers) -> Any:
    """Return the middle value, as ``numpy.median`` does, but at once."""
    ordered = np.sort(values)
    half = ordered.size // 2
    return ordered[half] if ordered.size % 2 else (ordered[half - 1] + ordered[half]) / 2


def _soft_columns(soft: Sequence[Coverage], cells: Grid) -> list[Numbers]:
    """Return what the words say in their places; additions also as shares of what there is."""
    names = ("covered", "covering", "alone", "alone_back", "added", "added_back")
    covered, covering, alone, alone_back, added, added_back = (
        np.concatenate([getattr(one, name).ravel() for one in soft]) for name in names
    )
    mass = np.concatenate([one.mass for one in soft])[cells.rows.own]
    mass_back = np.concatenate([one.mass_back for one in soft])[cells.rows.other]
    return [
        covered,
        covering,
        _below_row(covered, cells),
        _below_column(covering, cells),
        _below_column(covered, cells),
        _below_row(covering, cells),
        alone,
        alone_back,
        np.log1p(added),
        np.log1p(added_back),
        added / np.maximum(1e-3, mass),
        added_back / np.maximum(1e-3, mass_back),
        cells.rows.best(covered)[cells.rows.own],
    ]


def link_scores(
    forest: Forest, child: Profile, parent: Profile, alike: Similarity | None = None
) -> Floats:
    """Return how surely each child sentence retells each parent sentence, (child, parent), 0–1."""
    alike = alike or similarity(child, parent)
    (scores, _), *_ = link_scores_both(forest, [(child, parent, alike)])
    return scores


Compared = tuple[Profile, Profile, Similarity]


def link_scores_both(forest: Forest, compared: Iterable[Compared]) -> list[tuple[Floats, Floats]]:
    """Return for every two articles a and b the scores of a's sentences as children, and of b's.

    Each is of the shape (child, parent). The forest is asked about many pairs at a time.
    """
    scored: list[Floats] = []
    for some in _batches(compared):
        met = [(one, kept) for one, kept in some if one is not None]
        chances = np.zeros(0)
        if met:
            weighed = np.flatnonzero(np.concatenate([kept.ravel() for _, kept in met]))
            columns = _features([one for one, _ in met]).take(weighed, axis=1)
            chances = 1 / (1 + np.exp(-forest.log_odds(columns.T)))
        at = 0
        for one, kept in some:
            scores = np.zeros(kept.shape, dtype=np.float32)
            if one is not None:
                count = int(np.count_nonzero(kept))
                scores[kept] = chances[at : at + count]
                at += count
            scored.append(scores)
    return list(zip(scored[::2], scored[1::2], strict=True))


def _batches(
    compared: Iterable[Compared],
) -> Iterator[list[tuple[_Meeting | None, NDArray[np.bool_]]]]:
    """Yield two articles and which of their sentences are weighed, there and back in turn."""
    some: list[tuple[_Meeting | None, NDArray[np.bool_]]] = []
    asked = cells = 0
    for child, parent, alike in compared:
        ways = [alike, alike.transposed()]
        kept = [possible(way) for way in ways]
        any_ = [bool(chosen.any()) for chosen in kept]
        met = _meet(child, parent, alike) if any(any_) else None
        some.append((met if any_[0] else None, kept[0]))
        some.append((met.turned() if met is not None and any_[1] else None, kept[1]))
        asked += sum(int(np.count_nonzero(chosen)) for chosen in kept)
        cells += sum(way.words.size for way, worth in zip(ways, any_, strict=True) if worth)
        if asked >= BATCH or cells >= CELLS:
            yield some
            some, asked, cells = [], 0, 0
    if some:
        yield some


BATCH = 4096
"""Pairs of sentences about which the forest is asked at a time."""

CELLS = 60_000
"""Pairs of sentences whose features are worked out at a time, also of those not weighed."""


def possible(alike: Similarity) -> NDArray[np.bool_]:
    """Return which pairs of sentences are worth weighing."""
    return np.asarray((alike.meaning > FLOOR_MEANING) | (alike.covered > FLOOR_COVERED))


def _below_row(scores: Numbers, cells: Grid) -> Numbers:
    """Return how far each score lies below the best of its row."""
    return scores - cells.rows.best(scores)[cells.rows.own]


def _below_column(scores: Numbers, cells: Grid) -> Numbers:
    """Return how far each score lies below the best of its column."""
    return scores - cells.columns.best(scores[cells.turned])[cells.rows.other]


def _best_first(scores: Floats) -> NDArray[np.intp]:
    """Return the places of the scores of each row, the best first."""
    return np.argsort(-scores, axis=1, kind="stable")


def _rank(order: NDArray[np.intp]) -> Floats:
    """Return the rank of each score in its row, 0 for the best."""
    found = np.empty(order.shape, dtype=np.float32)
    found[np.arange(len(order))[:, None], order] = np.arange(order.shape[1])
    return found


def _order(scores: Numbers, cells: Grid) -> Floats:
    """Return how well each cell continues the best matches of the two sentences on each side."""
    runs = cells.rows
    sure = runs.best(scores)
    places = np.where(scores == sure[runs.own], runs.at, scores.size)
    best = np.minimum.reduceat(places, runs.starts)
    number, (first, last) = np.arange(sure.size), runs.pages
    fading = np.exp(-np.arange(int(runs.widths.max()) + 3) / 1.5)
    total = np.zeros(scores.size, dtype=np.float32)
    weight = np.zeros(sure.size, dtype=np.float32)
    for step in (-2, -1, 1, 2):
        there = (number + step >= first) & (number + step <= last)
        near = np.where(there, number + step, number)
        surely = np.where(there, sure[near], np.float32(0))
        apart = np.abs(runs.at - (best[near] - step)[runs.own])
        total += surely[runs.own] * fading.take(apart, mode="clip")
        weight += surely
    return np.asarray(total / np.maximum(weight, 1e-6)[runs.own], dtype=np.float32)


def _adds(order: NDArray[np.intp], mine: Floats, theirs: Floats) -> Floats:
    """Return what of a row's rare words a column covers and its best rival does not.

    ``order``: for every row the columns, the best first.
    """
    best, second = order[:, 0], order[:, min(1, order.shape[1] - 1)]
    added = np.asarray((mine * (1 - theirs[best])) @ theirs.T, dtype=np.float32)
    left = mine * (1 - theirs[second])
    added[np.arange(len(best)), best] = (theirs[best] * left).sum(axis=1)
    return added


def _rarest(mine: Floats, theirs: Floats) -> Floats:
    """Return the rarity of the rarest word that two sentences share."""
    return np.asarray((mine[:, None, :] * theirs[None, :, :]).max(axis=2, initial=0))


def _reach(rows: Floats) -> Floats:
    """Add to each row the rows before and after it."""
    total = rows.copy()
    total[1:] += rows[:-1]
    total[:-1] += rows[1:]
    return total
