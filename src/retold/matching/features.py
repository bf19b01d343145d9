"""What two articles must share to be worth comparing: hashed shingles, terms, names, numbers.

A hash is a signed 64-bit number that depends on the feature, its kind and the version of the
normal form alone, so that every engine and every later run gives the same. Other languages
than English have shingles only: the rarity table, the stems and the names are English.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from itertools import chain
from typing import Literal, NamedTuple

from retold.language.rarity import rarity
from retold.language.words import NORMALISER, words
from retold.types import Figure, Prepared

FeatureKind = Literal["shingle", "term", "name", "number"]

SHINGLE = 5
"""Words in a shingle."""
SAMPLE = 8
"""One shingle in so many is kept, chosen by its hash (FracMinHash; Hera et al., 2023)."""
SHORT = 64
"""A text of so many shingles or fewer keeps all of them."""
TERMS = 20
"""Stems kept of an article, those with the highest tf-idf."""
NAMES = 20
"""Names kept of an article, the most frequent first, then the rarest."""

_FIRST_UNSPACED = "\u2e80"  # Han, kana and their kin: scripts that put no space between words
_PLAIN_NUMBERS = frozenset({"number", "percent", "money", "measure"})


class Feature(NamedTuple):
    """Something that an article has and that another may have too."""

    hash: int
    kind: FeatureKind


def features(prepared: Prepared) -> tuple[Feature, ...]:
    """Return the features under which an article meets its candidates, sorted and unique."""
    found = {Feature(hash_, "shingle") for hash_ in shingles(prepared)}
    if reads_english(prepared):
        found.update(_terms(prepared), _names(prepared), _numbers(prepared))
    return tuple(sorted(found))


def reads_english(prepared: Prepared) -> bool:
    """Tell whether the English models apply; an unnamed language counts as English."""
    language = prepared.article.language
    return language is None or language.lower().split("-")[0].split("_")[0] == "en"


def hashed(kind: FeatureKind, value: str) -> Feature:
    """Return the feature of a kind and value."""
    return Feature(_hash(_begun(kind), value.encode("utf-8", "surrogatepass")), kind)


def shingles(prepared: Prepared) -> frozenset[int]:
    """Return the hashes of the word shingles kept of an article."""
    tokens = [
        token.encode("utf-8", "surrogatepass")
        for sentence in prepared.words
        for word in sentence
        for token in _tokens(word.norm)
    ]
    begun = _begun("shingle")
    windows = (b" ".join(tokens[n : n + SHINGLE]) for n in range(len(tokens) - SHINGLE + 1))
    every = [_hash(begun, window) for window in windows]
    return frozenset(every if len(every) <= SHORT else (h for h in every if h % SAMPLE == 0))


def _begun(kind: FeatureKind) -> blake2b:
    """Return a hash that has read what stands before the value."""
    return blake2b(f"{NORMALISER}\n{kind}\n".encode(), digest_size=8)


def _hash(begun: blake2b, value: bytes) -> int:
    whole = begun.copy()
    whole.update(value)
    return int.from_bytes(whole.digest(), "big", signed=True)


def _tokens(norm: str) -> Iterator[str]:
    """Yield a word, or the overlapping triples of characters of an unspaced script."""
    if not norm.isascii() and len(norm) > 3 and max(norm) >= _FIRST_UNSPACED:
        yield from (norm[i : i + 3] for i in range(len(norm) - 2))
    else:
        yield norm


def _terms(prepared: Prepared) -> Iterator[Feature]:
    article = prepared.article
    head = words(f"{article.headline or ''}\n{article.standfirst or ''}")
    counts = Counter(w.stem for w in chain(head, *prepared.words) if w.norm.isalpha())
    weights = {stem: (1 + math.log(n)) * rarity(stem) for stem, n in counts.items()}
    best = sorted(weights, key=lambda stem: (-weights[stem], stem))
    return (hashed("term", stem) for stem in best[:TERMS])


def _names(prepared: Prepared) -> Iterator[Feature]:
    counts = Counter(name.key for name in prepared.names)
    best = sorted(counts, key=lambda key: (-counts[key], -_rarest(key), key))
    return (hashed("name", key) for key in best[:NAMES])


def _rarest(key: str) -> float:
    return max((rarity(part) for part in key.split()), default=0.0)


def _numbers(prepared: Prepared) -> Iterator[Feature]:
    return (
        hashed("number", f"{figure.kind} {figure.value!r} {figure.unit}")
        for figure in prepared.figures
        if figure.kind in _PLAIN_NUMBERS and _telling(figure)
    )


def _telling(figure: Figure) -> bool:
    """Leave out small counts: half of all articles have a "two"."""
    return figure.value is not None and (figure.kind != "number" or abs(figure.value) > 12)
