"""The stemma of a story: one answer for every article, consistent as a whole.

Each article has a choice between "origin" and its possible parents. The best choice of all
articles together, without a cycle, is a maximum spanning arborescence over the
log-probabilities (Chu and Liu, 1965; Edmonds, 1967).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from retold.matching.profiles import Floats
from retold.settings import Settings
from retold.stories.evidence import Pairs
from retold.stories.portrait import Portrait
from retold.stories.weighing import Weighed

_LEAST = 1e-12


@dataclass(frozen=True, slots=True)
class Choice:
    """The answer for one article: ``None`` for an origin, else a parent, perhaps a second.

    ``decided`` is false where no answer is likely enough.
    """

    parent: int | None
    second: int | None = None
    decided: bool = True


def choose(
    weighed: Sequence[Weighed],
    portraits: Sequence[Portrait],
    pairs: Pairs,
    settings: Settings,
) -> list[Choice]:
    """Choose the answers for all articles of a story."""
    best = arborescence([_scores(one) for one in weighed])
    choices = []
    for child, parent in enumerate(best):
        one = weighed[child]
        sure = one.origin if parent is None else 1 - one.origin
        decided = sure >= settings.decided
        second = None
        if decided and parent is not None:
            second = _second_parent(child, parent, best, one, portraits, pairs, settings)
        choices.append(Choice(parent, second, decided))
    return choices


def _scores(one: Weighed) -> dict[int | None, float]:
    """Return the score of each answer, so that "descends" is decided before "from whom".

    The parents' probabilities share what is left of the origin's; measured against it one by
    one, an article with three near-identical possible parents would look like an origin.
    """
    scores: dict[int | None, float] = {None: math.log(max(one.origin, _LEAST))}
    top = max(one.parents.values(), default=0.0)
    for parent, probability in one.parents.items():
        share = probability / top if top > 0 else 0.0
        scores[parent] = math.log(max(share * (1 - one.origin), _LEAST))
    return scores


def arborescence(scores: Sequence[Mapping[int | None, float]]) -> list[int | None]:
    """Return for every node its parent in the best arborescence; ``None`` is the root.

    Args:
        scores: For every node the score of each possible parent, the root among them.
    """
    greedy = [max(options, key=lambda p: (options[p], p is None)) for options in scores]
    if not _has_cycle(greedy):
        return greedy
    import networkx as nx  # noqa: PLC0415  (slow to import and seldom needed)

    graph = nx.DiGraph()
    for child, options in enumerate(scores):
        for parent, score in options.items():
            graph.add_edge(-1 if parent is None else parent, child, weight=score)
    tree = nx.maximum_spanning_arborescence(graph)
    parents = {child: None if parent == -1 else parent for parent, child in tree.edges()}
    return [parents[child] for child in range(len(scores))]


def _has_cycle(parents: Sequence[int | None]) -> bool:
    done: set[int] = set()
    for start in range(len(parents)):
        path: set[int] = set()
        at: int | None = start
        while at is not None and at not in done:
            if at in path:
                return True
            path.add(at)
            at = parents[at]
        done |= path
    return False


def _second_parent(
    child: int,
    parent: int,
    best: Sequence[int | None],
    one: Weighed,
    portraits: Sequence[Portrait],
    pairs: Pairs,
    settings: Settings,
) -> int | None:
    """Return the article that best explains what the parent leaves, if that is enough.

    Relatives of the parent (its ancestors and descendants) explain no more than it does
    unless something of them came in as well; the least share guards against chance.
    """
    me = portraits[child]
    mine = pairs[child, parent].scores.max(axis=1, initial=0.0)
    gains = {}
    for other in one.parents:
        if other == parent or one.features[other]["clock"] < 0:
            continue
        if child in _line(other, best):
            continue
        theirs = pairs[child, other].scores.max(axis=1, initial=0.0)
        gains[other] = share_of(me, np.where(mine < 0.3, np.where(theirs >= 0.7, theirs, 0), 0))
    if not gains:
        return None
    top = min(gains, key=lambda p: (-gains[p], portraits[p].digest, portraits[p].id))
    return top if gains[top] >= settings.second_parent else None


def _line(node: int, best: Sequence[int | None]) -> list[int]:
    """Return a node and its ancestors."""
    line = [node]
    while (parent := best[line[-1]]) is not None and parent not in line:
        line.append(parent)
    return line


def share_of(me: Portrait, scores: Floats) -> float:
    """Return the part of an article's narration that scores (one a sentence) carry."""
    total = float(me.narration.sum())
    return float((scores * me.narration).sum() / total) if total > 0 else 0.0
