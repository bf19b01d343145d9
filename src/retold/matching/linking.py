"""Which parent sentences a child sentence retells.

Two channels find a link: lexical evidence (rare words, characters) and the encoder's likeness,
of sentences and of their words. Neither decides alone: a small forest weighs them together with
what else is on offer (the best rival in the row and in the column, what this sentence explains
that no other does), with the order of the sentences around, and with how closely the text as a
whole keeps to the other's words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from retold.forest import Doubles, Forest
from retold.matching.coverage import Coverage
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
    return np.moveaxis(_features(_meet(child, parent, alike)), 0, -1)


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
    return _Meeting(
        alike=alike,
        mean=mean,
        exclusive=(a / np.maximum(1, has_b.sum(axis=0))) @ has_b.T / mass_a,
        exclusive_back=has_a @ (b / np.maximum(1, has_a.sum(axis=0))).T / mass_b,
        adds=_adds(mean, a, has_b) / mass_a,
        adds_back=_adds(mean.T, b, has_a).T / mass_b,
        row_rank=np.log1p(_rank(mean, 1)),
        column_rank=np.log1p(_rank(mean, 0)),
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


def _features(met: _Meeting) -> Doubles:
    """Return every feature of a as the child, shape (features, a, b)."""
    alike, n, m = met.alike, *met.mean.shape
    length, length_back = met.length[:, None], met.length_back[None, :]
    columns: list[Numbers] = [
        alike.words,
        alike.characters,
        alike.meaning,
        alike.covered,
        alike.covering,
        _below(met.mean, 1),
        _below(met.mean, 0),
        _order(met.mean),
        _below(alike.meaning, 1),
        _below(alike.covered, 1),
        _below(alike.covering, 0),
        met.exclusive,
        met.exclusive_back,
        met.adds,
        met.adds_back,
        met.row_rank,
        met.column_rank,
        np.log((length + 1) / (length_back + 1)),
        np.log1p(length),
        np.log1p(length_back),
        met.shared_mass,
        met.rarest,
        met.parent_context,
        met.child_context,
        met.both_contexts,
        met.covered_context,
        _below(met.covered_context, 1),
        _below(met.both_contexts, 1),
        *_soft_columns(alike.soft),
        alike.characters.max(axis=1).mean(),
        np.median(alike.covered.max(axis=1)),
        alike.soft.covered.max(axis=1).mean(),
        np.log(n / m),
    ]
    found = np.empty((len(FEATURES), n, m))
    for row, column in enumerate(columns):
        found[row] = column
    return found


def _soft_columns(soft: Coverage) -> list[Numbers]:
    """Return what the words say in their places; additions also as shares of what there is."""
    best = soft.covered.max(axis=1, keepdims=True)
    return [
        soft.covered,
        soft.covering,
        _below(soft.covered, 1),
        _below(soft.covering, 0),
        _below(soft.covered, 0),
        _below(soft.covering, 1),
        soft.alone,
        soft.alone_back,
        np.log1p(soft.added),
        np.log1p(soft.added_back),
        soft.added / np.maximum(1e-3, soft.mass[:, None]),
        soft.added_back / np.maximum(1e-3, soft.mass_back[None, :]),
        best,
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
        empty = np.zeros((len(FEATURES), 0))
        rows = [columns for *_, columns in some]
        odds = forest.log_odds(np.concatenate([empty, *rows], axis=1).T)
        chances = 1 / (1 + np.exp(-odds))
        at = 0
        for kept, columns in some:
            scores = np.zeros(kept.shape, dtype=np.float32)
            scores[kept] = chances[at : at + columns.shape[1]]
            at += columns.shape[1]
            scored.append(scores)
    return list(zip(scored[::2], scored[1::2], strict=True))


def _batches(compared: Iterable[Compared]) -> Iterator[list[tuple[NDArray[np.bool_], Doubles]]]:
    """Yield which sentences are weighed and their features, there and back in turn."""
    some: list[tuple[NDArray[np.bool_], Doubles]] = []
    for child, parent, alike in compared:
        ways = [alike, alike.transposed()]
        kept = [possible(way) for way in ways]
        met = _meet(child, parent, alike) if kept[0].any() or kept[1].any() else None
        for turned, chosen in enumerate(kept):
            if met is None or not chosen.any():
                some.append((chosen, np.zeros((len(FEATURES), 0))))
                continue
            found = _features(met.turned() if turned else met)
            some.append((chosen, found[:, chosen]))
        if sum(columns.shape[1] for _, columns in some) >= BATCH:
            yield some
            some = []
    if some:
        yield some


BATCH = 4096
"""Pairs of sentences about which the forest is asked at a time."""


def possible(alike: Similarity) -> NDArray[np.bool_]:
    """Return which pairs of sentences are worth weighing."""
    return np.asarray((alike.meaning > FLOOR_MEANING) | (alike.covered > FLOOR_COVERED))


def _below(scores: Floats, axis: int) -> Floats:
    """Return how far each score lies below the best of its row (axis 1) or column (axis 0)."""
    return np.asarray(scores - scores.max(axis=axis, keepdims=True), dtype=np.float32)


def _rank(scores: Floats, axis: int) -> Floats:
    """Return the rank of each score in its row or column, 0 for the best."""
    order = np.argsort(-scores, axis=axis, kind="stable")
    return np.argsort(order, axis=axis, kind="stable").astype(np.float32)


def _order(scores: Floats) -> Floats:
    """Return how well each cell continues the best matches of the two sentences on each side."""
    n, m = scores.shape
    best, sure = scores.argmax(axis=1), scores.max(axis=1)
    fading = _fading(m)
    total = np.zeros((n, m), dtype=np.float32)
    weight = np.zeros((n, 1), dtype=np.float32)
    for step in (-2, -1, 1, 2):
        rows = slice(max(0, -step), max(0, min(n, n - step)))
        near = slice(rows.start + step, rows.stop + step)
        if rows.start < rows.stop:
            total[rows] += sure[near, None] * fading[best[near] - step + 2]
            weight[rows] += sure[near, None]
    return np.asarray(total / np.maximum(weight, 1e-6), dtype=np.float32)


@lru_cache(maxsize=256)
def _fading(m: int) -> Doubles:
    """Return how far each of m places counts by its distance from places -2 to m + 1."""
    apart = np.abs(np.arange(m)[None, :] - np.arange(-2, m + 2)[:, None])
    return np.asarray(np.exp(-apart / 1.5), dtype=np.float64)


def _adds(scores: Floats, mine: Floats, theirs: Floats) -> Floats:
    """Return what of a row's rare words a column covers and its best rival does not."""
    order = np.argsort(-scores, axis=1, kind="stable")
    best, second = order[:, 0], order[:, min(1, scores.shape[1] - 1)]
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
