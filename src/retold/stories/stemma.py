"""The stemma of a story: one answer for every article, consistent as a whole.

Each article has a choice between "origin" and its possible parents. The best choice of all
articles together, without a cycle, is a maximum spanning arborescence over the
log-probabilities (Chu and Liu, 1965; Edmonds, 1967).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from retold.settings import Settings
from retold.stories.kin import line_of, offspring
from retold.stories.lost import doubted, strangers
from retold.stories.second import second_features, wins
from retold.stories.weighing import Scene, Weighed, in_time, weigh_child

_LEAST = 1e-12
_LATER = 0.35
"""Direction below which an article is probably the later one of a pair."""

_MOST_TURNS = 6
_MOST_TURNED = 30
_GAIN = 0.01
"""Families are turned round at most so often, in stories of at most so many articles, and only
for a gain in log-likelihood."""

RENOWN = 0.7
"""How much likelier it is that an article that was retold is retold again, where no clock tells:
the weight of the logarithm of the number of orders in which its retellings can have come."""

_COULD = 0.1
"""A parent is possible that is at least so likely as the chosen one."""

_EVEN = 0.5
"""Direction from which on the first of two is rather the derived one."""

_TWO = 2
"""So many articles have no third one to compare with."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The answer for one article: ``None`` for an origin, else a parent, perhaps a second.

    ``decided`` is false where no answer is likely enough.
    """

    parent: int | None
    second: int | None = None
    decided: bool = True
    second_probability: float = 0.0


def settle(compared: Scene) -> tuple[list[Weighed], list[int | None]]:
    """Weigh all answers and find the tree that fits them best.

    Every answer is weighed as if no candidate were the article's own offspring, so the tree
    and the answers depend on each other. The search starts without what is probably the later
    of two, and then turns families round: every member of a family may be its root, what
    stands below an article is no candidate for it, and the likeliest whole is kept.

    Returns:
        For every article what was weighed in the end, and its parent or ``None``.
    """
    return _Search(compared).best()


class _Search:
    """The search for the best tree; what was weighed for a child and its candidates is kept."""

    def __init__(self, compared: Scene) -> None:
        self._scene = compared
        self._size = len(compared.portraits)
        self._in_time = in_time(compared.portraits, compared.pairs)
        self._dated = {(c, p) for c, p in self._in_time if (p, c) not in self._in_time}
        self._weighed: dict[tuple[int, frozenset[int]], Weighed] = {}

    def best(self) -> tuple[list[Weighed], list[int | None]]:
        likely = {pair for pair in self._in_time if self._scene.direction[pair] >= _LATER}
        likely |= self._dated
        start = [
            self._weigh(child, frozenset(p for c, p in likely if c == child))
            for child in range(self._size)
        ]
        tree = self._settled(arborescence([_scores(one) for one in start]))
        value = self._value(tree)
        for _ in range(_MOST_TURNS if self._size <= _MOST_TURNED else 0):
            turned = [(self._value(other), other) for other in self._turns(tree)]
            top, other = max(turned, key=lambda pair: pair[0], default=(value, tree))
            if top <= value + _GAIN:
                break
            value, tree = top, other
        return self._answers(tree), tree

    def _weigh(self, child: int, candidates: frozenset[int]) -> Weighed:
        key = child, candidates
        if key not in self._weighed:
            self._weighed[key] = weigh_child(self._scene, child, candidates)
        return self._weighed[key]

    def _answers(self, tree: Sequence[int | None]) -> list[Weighed]:
        """Weigh every child against all that does not descend from it in a tree.

        Where the tree does not tell, as of a merge and its second parent, clear clocks or else
        the likelier direction do.
        """
        below = offspring(tree)
        options: list[set[int]] = [set() for _ in range(self._size)]
        for child, parent in self._in_time:
            likelier = self._scene.direction[child, parent] >= _EVEN or child in below[parent]
            if parent not in below[child] and (likelier or (child, parent) in self._dated):
                options[child].add(parent)
        return [self._weigh(child, frozenset(found)) for child, found in enumerate(options)]

    def _settled(self, tree: list[int | None]) -> list[int | None]:
        """Choose every answer anew among what does not descend from the child."""
        return arborescence([_scores(one) for one in self._answers(tree)])

    def _value(self, tree: Sequence[int | None]) -> float:
        """Return the log-likelihood of a tree."""
        total = 0.0
        for one, parent in zip(self._answers(tree), tree, strict=True):
            if parent is None:
                total += math.log(max(one.origin, _LEAST))
            else:
                known = one.parents.get(parent, 0.0) * one.direction.get(parent, 0.0)
                total += math.log(max(known, _LEAST))
        retold = Counter(
            parent for pair in enumerate(tree) for parent in [pair[1]] if pair not in self._dated
        )
        del retold[None]
        return total + RENOWN * sum(math.lgamma(1 + count) for count in retold.values())

    def _turns(self, tree: Sequence[int | None]) -> list[list[int | None]]:
        """Return the trees in which another member of a family is its root."""
        found = []
        for node in range(self._size):
            steps = list(pairwise(line_of(node, tree)))
            if not steps or not all((p, c) in self._in_time for c, p in steps):
                continue
            turned = list(tree)
            turned[node] = None
            for child, parent in steps:
                turned[parent] = child
            found.append(turned)
            settled = self._settled(turned)
            if settled != turned:
                found.append(settled)
        for tree_ in [list(tree), *found]:
            found += self._gathered(tree_)
        return found

    def _gathered(self, tree: Sequence[int | None]) -> list[list[int | None]]:
        """Return the trees in which an article takes over all children that could be its own."""
        answers = self._answers(tree)
        found = []
        for hub in range(self._size):
            above = line_of(hub, tree)
            moved = list(tree)
            for child, one in enumerate(answers):
                parent = tree[child]
                if parent is None or parent == hub or child in above:
                    continue
                if one.parents.get(hub, 0.0) >= _COULD * one.parents.get(parent, 0.0):
                    moved[child] = hub
            if moved != list(tree):
                found.append(moved)
        return found


def choose(
    compared: Scene,
    settings: Settings,
    credited: Collection[tuple[int, int]] = (),
    statement: float = 0.0,
) -> tuple[list[Weighed], list[Choice]]:
    """Choose the answers for all articles of a story.

    Args:
        compared: The story.
        settings: The thresholds.
        credited: Pairs (child, source) whose child names the source's outlet: a second parent
            that is named needs to be less likely.
        statement: Of two articles alone, how surely what they share is one statement that both
            print. From even odds on, it counts against descent with its own log-odds.
    """
    weighed, best = settle(compared)
    again = dict(strangers(compared, weighed, best))
    if len(best) == _TWO and statement > _EVEN:
        odds = math.log(max(1 - statement, _LEAST) / statement)
        again |= {n: doubted(weighed[n], odds) for n, p in enumerate(best) if p is not None}
    for child, one in again.items():
        weighed[child] = one
        if one.origin > _EVEN:
            best[child] = None
    bars = (settings.second_parent, settings.credited_parent)
    choices = []
    for child, parent in enumerate(best):
        one = weighed[child]
        sure = one.origin if parent is None else 1 - one.origin
        named = parent is None or one.parents.get(parent, 0.0) >= settings.named
        decided = sure >= settings.decided and named
        second, second_sure = None, 0.0
        if decided and parent is not None:
            asked = _Asked(child, parent, tuple(one.parents))
            second, second_sure = _second(asked, best, compared, bars, credited)
        choices.append(Choice(parent, second, decided, second_sure))
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


@dataclass(frozen=True, slots=True)
class _Asked:
    """A child, its first parent, and all candidates that were weighed for it."""

    child: int
    first: int
    weighed: tuple[int, ...]


def _second(
    asked: _Asked,
    best: Sequence[int | None],
    compared: Scene,
    bars: tuple[float, float],
    credited: Collection[tuple[int, int]],
) -> tuple[int | None, float]:
    """Return the likeliest second parent of a child, if it is likely enough, and how likely.

    What descends from the child is none. ``bars`` are the least probability and that of a
    source which the child names.
    """
    child, first = asked.child, asked.first
    below = offspring(best)
    drawn = compared.portraits
    strange = {n for n in range(len(drawn)) if (child, n) not in compared.pairs}
    found = {}
    for second in asked.weighed:
        trio = (child, first, second)
        if second == first or second in below[child] or not wins(compared.pairs, trio):
            continue
        relatives = {*line_of(second, best), *below[second]}
        features = second_features(drawn, compared.pairs, trio, relatives | strange)
        found[second] = compared.models.second.probability(features)
    enough = {p: value for p, value in found.items() if value >= bars[(child, p) in credited]}
    top = min(enough, key=lambda p: (-enough[p], drawn[p].digest, drawn[p].id), default=None)
    return top, enough.get(top, 0.0) if top is not None else 0.0
