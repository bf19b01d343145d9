"""Which parent sentences a child sentence retells.

Two channels find a link: lexical evidence (rare words, characters) and the encoder's likeness,
of sentences and of their words. Neither decides alone: a small forest weighs them together with
what else is on offer (the best rival in the row and in the column, what this sentence explains
that no other does), with the order of the sentences around, and with how closely the text as a
whole keeps to the other's words.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retold.matching.coverage import Coverage
from retold.matching.forest import Doubles, Forest
from retold.matching.profiles import Floats, Profile, dense_pair, masses
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
    columns = _columns(child, parent, alike or similarity(child, parent))
    return np.stack(columns, axis=-1).astype(np.float64)


def _columns(child: Profile, parent: Profile, alike: Similarity) -> list[Numbers]:
    """Return every feature in turn, each of shape (child, parent)."""
    n, m = alike.words.shape
    if not n or not m:
        return [np.zeros((n, m))] * len(FEATURES)
    mean = np.asarray((alike.words + alike.characters + alike.meaning) / 3, dtype=np.float32)
    a, b = dense_pair(child.words, parent.words)
    has_a, has_b = (a > 0).astype(np.float32), (b > 0).astype(np.float32)
    mass_a, mass_b = masses(child.words), masses(parent.words)
    context_a, context_b = _with_neighbours(child.vectors), _with_neighbours(parent.vectors)
    contexts = _unit(context_a) @ _unit(context_b).T
    covered_context = a @ np.minimum(1, _reach(has_b)).T / mass_a[:, None]
    length_a = np.bincount(child.words.rows, minlength=n)[:, None]
    length_b = np.bincount(parent.words.rows, minlength=m)[None, :]
    columns = [
        alike.words,
        alike.characters,
        alike.meaning,
        alike.covered,
        alike.covering,
        _below(mean, 1),
        _below(mean, 0),
        _order(mean),
        _below(alike.meaning, 1),
        _below(alike.covered, 1),
        _below(alike.covering, 0),
        (a / np.maximum(1, has_b.sum(axis=0))) @ has_b.T / mass_a[:, None],
        has_a @ (b / np.maximum(1, has_a.sum(axis=0))).T / mass_b[None, :],
        _adds(mean, a, has_b, mass_a),
        _adds(mean.T, b, has_a, mass_b).T,
        np.log1p(_rank(mean, 1)),
        np.log1p(_rank(mean, 0)),
        np.broadcast_to(np.log((length_a + 1) / (length_b + 1)), (n, m)),
        np.broadcast_to(np.log1p(length_a), (n, m)),
        np.broadcast_to(np.log1p(length_b), (n, m)),
        np.log1p(a @ has_b.T),
        _rarest(a, has_b),
        child.vectors @ _unit(context_b).T,
        _unit(context_a) @ parent.vectors.T,
        contexts,
        covered_context,
        _below(covered_context, 1),
        _below(contexts, 1),
        *_soft_columns(alike.soft),
        alike.characters.max(axis=1).mean(),
        np.median(alike.covered.max(axis=1)),
        alike.soft.covered.max(axis=1).mean(),
        np.log(n / m),
    ]
    return [np.broadcast_to(column, (n, m)) for column in columns]


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
        np.broadcast_to(best, soft.covered.shape),
    ]


def link_scores(
    forest: Forest, child: Profile, parent: Profile, alike: Similarity | None = None
) -> Floats:
    """Return how surely each child sentence retells each parent sentence, (child, parent), 0–1."""
    alike = alike or similarity(child, parent)
    scores = np.zeros(alike.words.shape, dtype=np.float32)
    if scores.size == 0:
        return scores
    kept = possible(alike)
    if kept.any():
        rows = np.stack([column[kept] for column in _columns(child, parent, alike)], axis=-1)
        scores[kept] = 1 / (1 + np.exp(-forest.log_odds(rows.astype(np.float64))))
    return scores


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
    columns = np.arange(m)
    total = np.zeros((n, m), dtype=np.float32)
    weight = np.zeros((n, 1), dtype=np.float32)
    for step in (-2, -1, 1, 2):
        rows = np.arange(max(0, -step), min(n, n - step))
        near = rows + step
        apart = np.abs(columns - (best[near] - step)[:, None])
        total[rows] += sure[near, None] * np.exp(-apart / 1.5)
        weight[rows] += sure[near, None]
    return np.asarray(total / np.maximum(weight, 1e-6), dtype=np.float32)


def _adds(scores: Floats, mine: Floats, theirs: Floats, mass: Floats) -> Floats:
    """Return the part of a row's rare words that a column covers and its best rival does not."""
    n, m = scores.shape
    order = np.argsort(-scores, axis=1, kind="stable")
    best = order[:, 0]
    second = order[:, min(1, m - 1)]
    added = np.zeros((n, m), dtype=np.float32)
    for row in range(n):
        added[row] = theirs @ np.where(theirs[best[row]] > 0, 0, mine[row])
        left = np.where(theirs[second[row]] > 0, 0, mine[row])
        added[row, best[row]] = theirs[best[row]] @ left
    return np.asarray(added / mass[:, None], dtype=np.float32)


def _rarest(mine: Floats, theirs: Floats) -> Floats:
    """Return the rarity of the rarest word that two sentences share."""
    if mine.shape[1] == 0:
        return np.zeros((mine.shape[0], theirs.shape[0]), dtype=np.float32)
    return np.stack([(theirs * row).max(axis=1) for row in mine]).astype(np.float32)


def _reach(rows: Floats) -> Floats:
    """Add to each row the rows before and after it."""
    padded = np.pad(rows, ((1, 1), (0, 0)))
    return np.asarray(rows + padded[:-2] + padded[2:], dtype=np.float32)


def _with_neighbours(vectors: Floats) -> Floats:
    padded = np.pad(vectors, ((1, 1), (0, 0)))
    return np.asarray(vectors + 0.5 * (padded[:-2] + padded[2:]), dtype=np.float32)


def _unit(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-6), dtype=np.float32)
