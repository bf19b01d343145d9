"""The numbers by which the sentences of an article are compared.

A profile holds, for every sentence, its rare words, its character 4-grams and its encoder
vector, and for every word what it means in its place. It depends on its article alone, so it
can be computed once and compared with many.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
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
Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sparse:
    """A sparse matrix of sentences by features, as parallel arrays.

    ``columns`` are the distinct ids in order, ``places`` says which of them each entry has.
    ``norms`` and ``masses`` are the Euclidean length and the sum of every row, 1 for an empty
    one.
    """

    rows: Ids
    ids: Ids
    weights: Floats
    height: int
    columns: Ids = field(init=False, repr=False, compare=False)
    places: Ids = field(init=False, repr=False, compare=False)
    norms: Floats = field(init=False, repr=False, compare=False)
    masses: Floats = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Work out once what every comparison needs: a matrix is compared with many."""
        columns, places = np.unique(self.ids, return_inverse=True)
        object.__setattr__(self, "columns", columns)
        object.__setattr__(self, "places", places.reshape(-1))
        lengths = np.sqrt(self._sums(self.weights**2))
        object.__setattr__(self, "norms", _ones_for_none(lengths))
        object.__setattr__(self, "masses", _ones_for_none(self._sums(self.weights)))

    def _sums(self, values: Floats) -> Doubles:
        totals = np.bincount(self.rows, weights=values, minlength=self.height)
        return np.asarray(totals, dtype=np.float64)


def _ones_for_none(values: Doubles) -> Floats:
    found = np.asarray(values, dtype=np.float32)
    found[found == 0] = 1
    return found


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


TELLING = 1.0
"""Words that are less rare say too little alone to be covered."""


@dataclass(frozen=True, slots=True)
class Telling:
    """The telling words of an article, as in :class:`Running`.

    ``at`` are the sentences that have some, ``starts`` the first word of each.
    """

    sentences: Ids
    stems: Ids
    weights: Floats
    vectors: Bytes
    at: Ids
    starts: Ids


def _telling(words: Running) -> Telling:
    kept = words.weights >= TELLING
    sentences = words.sentences[kept]
    starts = np.flatnonzero(np.diff(sentences, prepend=-1))
    vectors = words.vectors[kept]
    return Telling(
        sentences, words.stems[kept], words.weights[kept], vectors, sentences[starts], starts
    )


@dataclass(frozen=True, slots=True)
class Profile:
    """What is compared of one article: words, characters and vectors of its sentences.

    ``contexts`` are unit vectors of each sentence together with the two beside it, ``telling``
    are the words that are rare enough to tell something.
    """

    article: str
    words: Sparse
    characters: Sparse
    vectors: Floats
    running: Running
    contexts: Floats = field(init=False, repr=False, compare=False)
    telling: Telling = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Work out what each sentence means together with the two beside it."""
        beside = np.zeros_like(self.vectors)
        beside[1:] = self.vectors[:-1]
        beside[:-1] += self.vectors[1:]
        together = self.vectors + np.float32(0.5) * beside
        lengths = np.linalg.norm(together, axis=1, keepdims=True)
        contexts = np.asarray(together / np.maximum(lengths, 1e-6), dtype=np.float32)
        object.__setattr__(self, "contexts", contexts)
        object.__setattr__(self, "telling", _telling(self.running))


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


_FAR = 1 << 32  # characters between two sentences that are read as one
_MOST = 100_000  # pieces whose sums single precision holds without rounding


def word_vectors(readings: Sequence[Reading], spans: Sequence[Sequence[tuple[int, int]]]) -> Bytes:
    """Return what each word means: the mean of the pieces it is made of, as long as they are.

    Args:
        readings: What the encoder read in each of some sentences.
        spans: For each the characters of its words, from the start of the sentence, in order.
    """
    words = [len(some) for some in spans]
    pieces = [len(one.tokens) for one in readings]
    if not sum(words) or not sum(pieces):
        return np.zeros((sum(words), NARROW), dtype=np.int8)
    if sum(pieces) > _MOST and len(readings) > 1:
        half = len(readings) // 2
        parts = (slice(half), slice(half, None))
        return np.concatenate([word_vectors(readings[part], spans[part]) for part in parts])
    apart = _FAR * np.arange(len(readings))
    starts, ends = np.array([span for some in spans for span in some], dtype=np.int64).T
    starts, ends = (side + np.repeat(apart, words) for side in (starts, ends))
    offsets = np.concatenate([one.offsets for one in readings]) + np.repeat(apart, pieces)[:, None]
    first = offsets[:, 1].searchsorted(starts, side="right")
    last = offsets[:, 0].searchsorted(ends, side="left")
    sums = np.zeros((len(offsets) + 1, NARROW), dtype=np.float32)
    tokens = np.concatenate([one.tokens for one in readings])
    np.cumsum(tokens, axis=0, dtype=np.float32, out=sums[1:])
    total = sums[np.maximum(first, last)] - sums[first]
    lengths = np.linalg.norm(total, axis=1, keepdims=True)
    return np.asarray(np.rint(127 * total / np.maximum(lengths, 1)), dtype=np.int8)


def _running(prepared: Prepared, readings: Sequence[Reading] | None) -> Running:
    every = [word for words in prepared.words for word in words]
    spans = [
        [(w.start - s.start, w.end - s.start) for w in words]
        for s, words in zip(prepared.sentences, prepared.words, strict=True)
    ]
    return Running(
        np.repeat(np.arange(len(prepared.words)), [len(words) for words in prepared.words]),
        np.array([stem_id(word.stem) for word in every], dtype=np.int64),
        np.array([rarity(word.stem) for word in every], dtype=np.float32),
        word_vectors(readings, spans) if readings else np.zeros((len(every), NARROW), np.int8),
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
    at = np.searchsorted(b.columns, a.columns)
    at[at == b.columns.size] = 0
    hit = np.flatnonzero(b.columns[at] == a.columns) if b.columns.size else at[:0]
    return _dense(a, hit), _dense(b, at[hit])


def _dense(matrix: Sparse, columns: Ids) -> Floats:
    """Return some columns of a matrix, by their place among its own."""
    dense = np.zeros((matrix.height, columns.size), dtype=np.float32)
    where = np.full(matrix.columns.size, -1, dtype=np.int64)
    where[columns] = np.arange(columns.size)
    found = where[matrix.places]
    hit = np.flatnonzero(found >= 0)
    dense[matrix.rows[hit], found[hit]] = matrix.weights[hit]
    return dense
