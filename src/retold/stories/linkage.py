"""Average linkage over the pairs there are, and connected components.

Average linkage never merges what no pair connects, so a pair that is missing needs no cell in a
matrix: time and memory grow with the pairs, not with the square of the articles. Written here
because scipy wants the whole matrix and takes longer to import than a small trace may last.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping

Places = tuple[int, int]


def ordered(a: int, b: int) -> Places:
    """Return a pair with the smaller place first."""
    return (a, b) if a < b else (b, a)


def components(size: int, pairs: Iterable[Places]) -> list[int]:
    """Return for every place the smallest place that it is connected to.

    >>> components(5, [(0, 3), (4, 3), (1, 2)])
    [0, 1, 1, 0, 0]
    """
    parent = list(range(size))
    for pair in pairs:
        a, b = sorted(_root(parent, n) for n in pair)
        parent[b] = a
    return [_root(parent, n) for n in range(size)]


def _root(parent: list[int], n: int) -> int:
    while parent[n] != n:
        parent[n] = n = parent[parent[n]]
    return n


def average_linkage(
    weights: Mapping[int, int], totals: Mapping[Places, float], least: float
) -> list[Places]:
    """Merge the two likest groups while their average likeness is at least ``least``.

    The merges are those of dense average linkage (UPGMA; Sokal and Michener, 1958) with
    missing pairs at 0. Equal averages are merged in the order of their places.

    >>> average_linkage({0: 1, 1: 1, 2: 1}, {(0, 1): 0.9, (1, 2): 0.5}, least=0.3)
    [(0, 1)]

    Args:
        weights: How many texts each group holds at the start.
        totals: The likenesses of the texts of two groups, summed; the smaller place first.
        least: Where to stop.

    Returns:
        The pairs of starting groups that were merged.
    """
    groups = _Groups(weights, totals, least)
    merges: list[Places] = []
    while (pair := groups.likest()) is not None:
        merges.append(pair)
        groups.merge(*pair)
    return merges


class _Groups:
    """Groups on their way up, with the averages that are high enough in a heap.

    What stands in the heap is never too low: an average rises only when its total does, and
    then it is pushed anew; one that has fallen meanwhile goes back in when its turn comes.
    """

    def __init__(
        self, weights: Mapping[int, int], totals: Mapping[Places, float], least: float
    ) -> None:
        self.least = least
        self.weight = dict(weights)
        self.near: dict[int, dict[int, float]] = {one: {} for one in weights}
        self.heap: list[tuple[float, int, int]] = []
        for (a, b), total in sorted(totals.items()):
            self.near[a][b] = self.near[b][a] = total
            self._push(a, b)

    def likest(self) -> Places | None:
        """Take the two groups with the highest average off the heap."""
        while self.heap:
            negative, a, b = heapq.heappop(self.heap)
            if b not in self.near.get(a, ()):
                continue
            if self._average(a, b) >= -negative:
                return a, b
            self._push(a, b)
        return None

    def merge(self, a: int, b: int) -> None:
        """Let the group with fewer neighbours join the other."""
        if len(self.near[a]) < len(self.near[b]):
            a, b = b, a
        self.weight[a] += self.weight.pop(b)
        del self.near[a][b]
        for c, total in self.near.pop(b).items():
            if c != a:
                del self.near[c][b]
                self.near[a][c] = self.near[c][a] = self.near[a].get(c, 0.0) + total
                self._push(*ordered(a, c))

    def _average(self, a: int, b: int) -> float:
        return self.near[a][b] / (self.weight[a] * self.weight[b])

    def _push(self, a: int, b: int) -> None:
        if self._average(a, b) >= self.least:
            heapq.heappush(self.heap, (-self._average(a, b), a, b))
