"""Retold's link scores for loose sentences: each side is made an article of its own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from _traditions import make_article

from retold.forest import load_forest
from retold.language import prepare
from retold.language.encoder import Encoder
from retold.matching.linking import link_scores
from retold.matching.profiles import Profile, profile

FOREST = "links"
Matrix = npt.NDArray[np.float64]
Rows = list[list[int]]


class Retold:
    """Scores how surely a child's sentence retells a parent's, by the matching room."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def scores(self, children: Sequence[str], parents: Sequence[str]) -> Matrix:
        """Return one row per child, one column per parent."""
        (child, rows), (parent, columns) = self._profile(children), self._profile(parents)
        found = link_scores(load_forest(FOREST), child, parent).astype(np.float64)
        table = np.zeros((len(children), len(parents)))
        for i, mine in enumerate(rows):
            for j, theirs in enumerate(columns):
                if mine and theirs:
                    table[i, j] = found[np.ix_(mine, theirs)].max()
        return table

    def _profile(self, lines: Sequence[str]) -> tuple[Profile, Rows]:
        """Profile an article of these lines; say which of its sentences each line became."""
        text, starts = "", []
        for line in lines:
            text += "\n\n" if text else ""
            starts.append(len(text))
            text += line
        prepared = prepare(make_article("lines", text))
        readings = self._encoder.read([s.span.of(text) for s in prepared.sentences])
        ends = [*starts[1:], len(text) + 2]
        rows = [
            [s.index for s in prepared.sentences if start <= s.start < end]
            for start, end in zip(starts, ends, strict=True)
        ]
        return profile(prepared, readings), rows
