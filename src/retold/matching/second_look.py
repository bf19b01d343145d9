"""A second look at the links between a child and its known parents.

It is taken only once a descent stands, so that nothing that decides about descents depends on
it: a small forest weighs the scores of the first look anew, with what they say of one another
(see ``second_features``). A sentence that explains no word that the better ones leave over loses
its link; one that alone explains a figure or a half-sentence gains one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from retold.forest import Forest
from retold.matching.linking import possible
from retold.matching.profiles import Floats, Profile
from retold.matching.second_features import Edge, Marks, second_features
from retold.types import Prepared

NEAREST = 5
"""So many parent sentences of every child sentence are weighed again …"""
WORTH = 0.05
"""… and all that have this score in either direction."""


def second_look(
    forest: Forest, child: Prepared, profile: Profile, edges: Sequence[Edge]
) -> list[Floats]:
    """Return for every parent how surely each child sentence retells each of its sentences.

    Args:
        forest: The model of second looks.
        child: The retelling.
        profile: Its profile.
        edges: All its parents, with the scores of the first look.

    Returns:
        Scores of the shape (child, parent), 0–1, in the order of the parents; what isn't weighed
        has 0.
    """
    found = []
    for edge, columns in zip(edges, second_features(child, profile, edges), strict=True):
        kept = worth_weighing(edge)
        scores = np.zeros(kept.shape, dtype=np.float32)
        scores[kept] = 1 / (1 + np.exp(-forest.log_odds(columns[kept])))
        found.append(scores)
    return found


def worth_weighing(edge: Edge) -> Marks:
    """Return which pairs of sentences are weighed again."""
    order = np.argsort(-edge.there, axis=1, kind="stable")
    rank = np.argsort(order, axis=1, kind="stable")
    near = possible(edge.alike) & (rank < NEAREST)
    return np.asarray(near | (edge.there >= WORTH) | (edge.back.T >= WORTH))
