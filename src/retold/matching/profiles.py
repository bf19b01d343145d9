"""The numbers by which the sentences of an article are compared.

A profile holds, for every sentence, its rare words, its character 4-grams and its encoder
vector, and for every word what it means in its place. It depends on its article alone, so it
can be computed once and compared with many.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from retold.language.encoder import NARROW, WIDTH, Reading
from retold.language.rarity import rarity
from retold.types import Prepared

Floats = NDArray[np.float32]
Ids = NDArray[np.int64]
Bytes = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Sparse:
    """A sparse matrix of sentences by features, as parallel arrays."""

    rows: Ids
    ids: Ids
    weights: Floats
    height: int


@dataclass(frozen=True, slots=True)
class Running:
    """The words of an article in their order, as parallel arrays.

    Attributes:
        sentences: The sentence that each word stands in, ascending.
        stems: Ids of the stems.
        weights: How rare each is.
        vectors: What each means in its place, 127 times a unit vector; 0 where that is unknown.
    """

    sentences: Ids
    stems: Ids
    weights: Floats
    vectors: Bytes


@dataclass(frozen=True, slots=True)
class Profile:
    """What is compared of one article: words, characters and vectors of its sentences."""

    article: str
    words: Sparse
    characters: Sparse
    vectors: Floats
    running: Running


def profile(prepared: Prepared, readings: Sequence[Reading] | Floats) -> Profile:
    """Return the profile of an article.

    Args:
        prepared: The article.
        readings: What the encoder read in its sentences. Their unit vectors alone (n, 384) do
            too: then two words are the same by their stems or not at all.
    """
    if isinstance(readings, np.ndarray):
        vectors, seen = readings, None
    else:
        vectors, seen = np.array([one.vector for one in readings]).reshape(-1, WIDTH), readings
    return Profile(
        article=prepared.id,
        words=_word_rows([[w.stem for w in words] for words in prepared.words]),
        characters=_character_rows([" ".join(w.norm for w in words) for words in prepared.words]),
        vectors=np.asarray(vectors, dtype=np.float32),
        running=_running(prepared, seen),
    )


def word_vectors(reading: Reading, spans: Sequence[tuple[int, int]]) -> Bytes:
    """Return what each word means: the mean of the pieces it is made of, as long as they are.

    Args:
        reading: What the encoder read in a sentence.
        spans: The characters of its words, from the start of the sentence, in order.
    """
    found = np.zeros((len(spans), NARROW), dtype=np.int8)
    if not spans or not len(reading.offsets):
        return found
    starts, ends = np.array(spans, dtype=np.int32).T
    first = np.searchsorted(reading.offsets[:, 1], starts, side="right")
    last = np.searchsorted(reading.offsets[:, 0], ends, side="left")
    sums = np.zeros((len(reading.tokens) + 1, NARROW), dtype=np.float32)
    np.cumsum(reading.tokens, axis=0, dtype=np.float32, out=sums[1:])
    total = sums[np.maximum(first, last)] - sums[first]
    lengths = np.linalg.norm(total, axis=1, keepdims=True)
    return np.asarray(np.rint(127 * total / np.maximum(lengths, 1)), dtype=np.int8)


def _running(prepared: Prepared, readings: Sequence[Reading] | None) -> Running:
    every = [word for words in prepared.words for word in words]
    vectors = [
        word_vectors(reading, [(w.start - s.start, w.end - s.start) for w in words])
        for reading, s, words in zip(
            readings or (), prepared.sentences, prepared.words, strict=bool(readings)
        )
    ]
    return Running(
        np.repeat(np.arange(len(prepared.words)), [len(words) for words in prepared.words]),
        np.array([stem_id(word.stem) for word in every], dtype=np.int64),
        np.array([rarity(word.stem) for word in every], dtype=np.float32),
        np.concatenate(vectors) if vectors else np.zeros((len(every), NARROW), dtype=np.int8),
    )


@lru_cache(maxsize=200_000)
def stem_id(stem: str) -> int:
    """Return a stable signed 64-bit number for a stem."""
    return text_id(stem)


def text_id(text: str) -> int:
    """Return the same for words in a row, which come again too seldom to be remembered."""
    packed = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(packed, digest_size=8).digest(), "big", signed=True)


def _word_rows(stems: Sequence[Sequence[str]]) -> Sparse:
    rows: list[int] = []
    ids: list[int] = []
    weights: list[float] = []
    for row, sentence in enumerate(stems):
        for stem in dict.fromkeys(sentence):
            rows.append(row)
            ids.append(stem_id(stem))
            weights.append(rarity(stem))
    return Sparse(
        np.array(rows, dtype=np.int64),
        np.array(ids, dtype=np.int64),
        np.array(weights, dtype=np.float32),
        len(stems),
    )


def _character_rows(texts: Sequence[str]) -> Sparse:
    rows, ids, weights = [], [], []
    for row, text in enumerate(texts):
        packed = f" {text} ".encode("utf-16-le", "surrogatepass")
        codes = np.frombuffer(packed, dtype=np.uint16).astype(np.int64)
        if codes.size < 4:
            continue
        grams = (codes[:-3] << 48) ^ (codes[1:-2] << 32) ^ (codes[2:-1] << 16) ^ codes[3:]
        unique, counts = np.unique(grams, return_counts=True)
        rows.append(np.full(unique.size, row, dtype=np.int64))
        ids.append(unique)
        weights.append(np.sqrt(counts).astype(np.float32))
    if not rows:
        empty = np.zeros(0, dtype=np.int64)
        return Sparse(empty, empty, np.zeros(0, dtype=np.float32), len(texts))
    return Sparse(np.concatenate(rows), np.concatenate(ids), np.concatenate(weights), len(texts))


def dense_pair(a: Sparse, b: Sparse) -> tuple[Floats, Floats]:
    """Return both matrices as dense arrays over the features that stand in both."""
    shared = np.intersect1d(a.ids, b.ids)
    return _dense(a, shared), _dense(b, shared)


def _dense(matrix: Sparse, columns: Ids) -> Floats:
    dense = np.zeros((matrix.height, columns.size), dtype=np.float32)
    if columns.size == 0:
        return dense
    at = np.searchsorted(columns, matrix.ids)
    at[at == columns.size] = 0
    hit = columns[at] == matrix.ids
    dense[matrix.rows[hit], at[hit]] = matrix.weights[hit]
    return dense


def norms(matrix: Sparse) -> Floats:
    """Return the Euclidean length of every row, 1 for an empty one."""
    squares = np.bincount(matrix.rows, weights=matrix.weights**2, minlength=matrix.height)
    lengths = np.asarray(np.sqrt(squares), dtype=np.float32)
    lengths[lengths == 0] = 1
    return lengths


def masses(matrix: Sparse) -> Floats:
    """Return the sum of every row, 1 for an empty one."""
    totals = np.bincount(matrix.rows, weights=matrix.weights, minlength=matrix.height)
    sums = np.asarray(totals, dtype=np.float32)
    sums[sums == 0] = 1
    return sums
