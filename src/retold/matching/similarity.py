"""How alike the sentences of two articles are, by several measures at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retold.matching.coverage import Coverage, coverage
from retold.matching.profiles import Floats, Profile, dense_pair


@dataclass(frozen=True, slots=True)
class Similarity:
    """Sentence by sentence likeness of article a (rows) and article b (columns), each 0–1.

    ``words``: cosine of rarity-weighted stems. ``characters``: cosine of 4-grams.
    ``meaning``: cosine of encoder vectors. ``covered``: the part of a's rare words that stand
    in b's sentence; ``covering`` the part of b's that stand in a's. ``soft``: the same where
    words in other words count too.
    """

    words: Floats
    characters: Floats
    meaning: Floats
    covered: Floats
    covering: Floats
    soft: Coverage

    def transposed(self) -> Similarity:
        """Return the same seen from b."""
        return Similarity(
            self.words.T,
            self.characters.T,
            self.meaning.T,
            self.covering.T,
            self.covered.T,
            self.soft.transposed(),
        )


def similarity(a: Profile, b: Profile) -> Similarity:
    """Compare every sentence of a with every sentence of b."""
    left, right = dense_pair(a.words, b.words)
    product = left @ right.T
    shared = left @ (right > 0).astype(np.float32).T
    meaning = np.clip(a.vectors @ b.vectors.T, 0, 1)
    first, second = dense_pair(a.characters, b.characters)
    return Similarity(
        words=product / a.words.norms[:, None] / b.words.norms[None, :],
        characters=(first @ second.T) / a.characters.norms[:, None] / b.characters.norms[None, :],
        meaning=meaning,
        covered=shared / a.words.masses[:, None],
        covering=((left > 0).astype(np.float32) @ right.T) / b.words.masses[None, :],
        soft=coverage(a.telling, b.telling, meaning),
    )
