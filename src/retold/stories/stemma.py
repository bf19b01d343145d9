"""The stemma of a story: one answer for every article, consistent as a whole.

Each article has a choice between "origin" and its possible parents. The best choice of all
articles together, without a cycle, is a maximum spanning arborescence over the
log-probabilities (Chu and Liu, 1965; Edmonds, 1967).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from retold.matching.profiles import Floats
from retold.settings import Settings
from retold.stories.portrait import Portrait
from retold.stories.weighing import Scene, Weighed, in_time, weigh

_LEAST = 1e-12
_LATER = 0.35
"""Direction below which an article is probably the later one of a pair."""

_UNEXPLAINED, _FOUND = 0.3, 0.7
"""Link scores below which a sentence is not explained, and from which on it surely is."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The answer for one article: ``None`` for an origin, else a parent, perhaps a second.

    ``decided`` is false where no answer is likely enough.
    """

    parent: int | None
    second: int | None = None
    decided: bool = True


def settle(compared: Scene) -> tuple[list[Weighed], list[int | None]]:
    """Weigh all answers and find the tree that fits them best.

    Every answer is weighed as if no candidate were the article's own offspring, so offspring
    must go first: what is probably the later of two is left out at once, and where even that
    is open the tree decides. Then everything is weighed again without the tree's offspring.

    Returns:
        For every article what was weighed in the end, and its parent or ``None``.
    """
    allowed = in_time(compared.portraits, compared.pairs)
    likely = {pair for pair in allowed if compared.direction[pair] >= _LATER}
    weighed = weigh(compared, likely)
    tree = arborescence([_scores(one) for one in weighed])
    kept = {(c, p) for c, p in likely if c not in _line(p, tree)}
    if kept == likely:
        return weighed, tree
    weighed = weigh(compared, kept)
    return weighed, arborescence([_scores(one) for one in weighed])


def choose(
    compared: Scene, settings: Settings, credited: Collection[tuple[int, int]] = ()
) -> tuple[list[Weighed], list[Choice]]:
    """Choose the answers for all articles of a story.

    Args:
        compared: The story.
        settings: The thresholds.
        credited: Pairs (child, source) whose child names the source's outlet: a second parent
            that is named needs to explain less.
    """
    weighed, best = settle(compared)
    choices = []
    for child, parent in enumerate(best):
        one = weighed[child]
        sure = one.origin if parent is None else 1 - one.origin
        decided = sure >= settings.decided
        second = None
        if decided and parent is not None:
            gains = _gains(child, best, one, compared)
            second = _second(child, gains, compared, settings, credited)
        choices.append(Choice(parent, second, decided))
    return weighed, choices


def _scores(one: Weighed) -> dict[int | None, float]:
    """Return the score of each answer, so that "descends" is decided before "from whom".

    The parents' probabilities share what is left of the origin's; measured against it one by
    one, an article with three near-identical possible parents would look like an origin.
    """
    scores: dict[int | None, float] = {None: math.log(max(one.origin, _LEAST))}
    top = max(one.parents.values(), default=0.0)
    for parent, probability in one.parents.items():
        share = probability / top if top > 0 else 0.0
        likely = share * (1 - one.origin) * one.direction[parent]
        scores[parent] = math.log(max(likely, _LEAST))
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

    graph: nx.DiGraph[int] = nx.DiGraph()
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


def _second(
    child: int,
    gains: Mapping[int, float],
    compared: Scene,
    settings: Settings,
    credited: Collection[tuple[int, int]],
) -> int | None:
    """Return the second parent: what explains most of the rest, if that is enough."""
    enough = {
        p: gain
        for p, gain in gains.items()
        if gain >= (settings.credited_parent if (child, p) in credited else settings.second_parent)
    }
    drawn = compared.portraits
    return min(enough, key=lambda p: (-enough[p], drawn[p].digest, drawn[p].id), default=None)


def _gains(
    child: int, best: Sequence[int | None], one: Weighed, compared: Scene
) -> dict[int, float]:
    """Return what each other possible parent explains of a child where its parent does not.

    A share of the child's narration. What descends from the child explains nothing.
    """
    parent = best[child]
    assert parent is not None
    mine = compared.pairs[child, parent].scores.max(axis=1, initial=0.0)
    gains = {}
    for other in one.parents:
        if other == parent or child in _line(other, best):
            continue
        theirs = compared.pairs[child, other].scores.max(axis=1, initial=0.0)
        added = np.where((mine < _UNEXPLAINED) & (theirs >= _FOUND), theirs, 0)
        gains[other] = share_of(compared.portraits[child], added)
    return gains


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
