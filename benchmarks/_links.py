"""Retold's link scores for loose sentences: each side is made an article of its own.

Nothing says here that one side descends from the other, which the second look takes for granted;
it is asked all the same, for comparison.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from _traditions import make_article

from retold.forest import load_forest
from retold.language import prepare
from retold.language.encoder import Encoder
from retold.matching.linking import link_scores_both
from retold.matching.profiles import Profile, profile
from retold.matching.second_features import Edge
from retold.matching.second_look import second_look
from retold.matching.similarity import similarity
from retold.types import Prepared

FOREST, SECOND = "links", "second_look"
Matrix = npt.NDArray[np.float64]
Rows = list[list[int]]


@dataclass(frozen=True)
class _Side:
    text: Prepared
    profile: Profile


class Retold:
    """Scores how surely a child's sentence retells a parent's, by the matching room."""

    def __init__(self, encoder: Encoder, *, second: bool = False) -> None:
        """Take the encoder, and whether to look a second time."""
        self._encoder, self._second = encoder, second

    def scores(self, children: Sequence[str], parents: Sequence[str]) -> Matrix:
        """Return one row per child, one column per parent."""
        (child, rows), (parent, columns) = self._profile(children), self._profile(parents)
        alike = similarity(child.profile, parent.profile)
        compared = (child.profile, parent.profile, alike)
        ((found, back),) = link_scores_both(load_forest(FOREST), [compared])
        if self._second:
            edge = Edge(parent.text, parent.profile, found, back, alike)
            (found,) = second_look(load_forest(SECOND), child.text, child.profile, [edge])
        table = np.zeros((len(children), len(parents)))
        for i, mine in enumerate(rows):
            for j, theirs in enumerate(columns):
                if mine and theirs:
                    table[i, j] = float(found[np.ix_(mine, theirs)].max())
        return table

    def _profile(self, lines: Sequence[str]) -> tuple[_Side, Rows]:
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
        return _Side(prepared, profile(prepared, readings)), rows
