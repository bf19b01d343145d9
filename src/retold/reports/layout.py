"""Where the nodes and lines of a stemma stand: layers by longest path, few crossings.

The classic recipe in plain Python: each node's layer is the longest path that leads to it,
lines that pass a layer get a dummy node there, and sweeps that sort every layer by the mean
place of its neighbours keep the lines from crossing.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

SWEEPS = 8

Edge = tuple[str, str]
Slot = str | tuple[str, str, int]
"""A node, or the dummy node of an edge in a layer that it only passes."""


@dataclass(frozen=True)
class Layout:
    """Layer and place of every node, and the places by which every edge passes.

    ``layer`` counts from the sources, ``place`` downwards in units of one node.
    """

    layer: Mapping[str, int]
    place: Mapping[str, float]
    routes: Mapping[Edge, Sequence[tuple[int, float]]]

    @property
    def layers(self) -> int:
        """The number of layers."""
        return max(self.layer.values(), default=-1) + 1

    @property
    def height(self) -> float:
        """How far down the lowest node stands, itself included."""
        return max(self.place.values(), default=-1.0) + 1


def arrange(nodes: Sequence[str], edges: Iterable[Edge]) -> Layout:
    """Lay out a stemma; edges lead from parent to child, a ring is opened where it closes."""
    kept = _without_rings(nodes, dict.fromkeys(e for e in edges if e[0] != e[1]))
    layer = _layers(nodes, kept)
    columns, chains = _columns(nodes, kept, layer)
    short = [pair for chain in chains.values() for pair in pairwise(chain)]
    columns = _untangle(columns, short)
    place = _places(columns, short)
    routes = {
        edge: [(layer[edge[0]] + step, place[slot]) for step, slot in enumerate(chain)]
        for edge, chain in chains.items()
    }
    return Layout(layer, {node: place[node] for node in nodes}, routes)


def _without_rings(nodes: Sequence[str], edges: Iterable[Edge]) -> list[Edge]:
    """Leave out edges that would close a ring or lead to an unknown node."""
    known, kept = set(nodes), list[Edge]()
    above: dict[str, set[str]] = {node: set() for node in nodes}
    for parent, child in edges:
        if parent not in known or child not in known or child in above[parent]:
            continue
        kept.append((parent, child))
        gained = above[parent] | {parent}
        for node in nodes:
            if node == child or child in above[node]:
                above[node] |= gained
    return kept


def _layers(nodes: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    """Return the longest path that leads to each node."""
    layer = dict.fromkeys(nodes, 0)
    for _ in nodes:
        moved = False
        for parent, child in edges:
            if layer[child] <= layer[parent]:
                layer[child] = layer[parent] + 1
                moved = True
        if not moved:
            break
    return layer


def _columns(
    nodes: Sequence[str], edges: Sequence[Edge], layer: Mapping[str, int]
) -> tuple[list[list[Slot]], dict[Edge, list[Slot]]]:
    """Return what stands in each layer, and each edge as a chain from layer to layer."""
    columns: list[list[Slot]] = [[] for _ in range(max(layer.values(), default=-1) + 1)]
    for node in nodes:
        columns[layer[node]].append(node)
    chains: dict[Edge, list[Slot]] = {}
    for parent, child in edges:
        between: list[Slot] = [(parent, child, at) for at in range(layer[parent] + 1, layer[child])]
        for at, slot in enumerate(between, layer[parent] + 1):
            columns[at].append(slot)
        chains[parent, child] = [parent, *between, child]
    return columns, chains


def _untangle(columns: list[list[Slot]], edges: Sequence[tuple[Slot, Slot]]) -> list[list[Slot]]:
    """Sort layers by the mean place of their neighbours, keep the best order met."""
    before, after = _neighbours(edges)
    best, fewest = columns, _crossings(columns, after)
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        order = range(1, len(columns)) if down else range(len(columns) - 2, -1, -1)
        columns = [list(column) for column in columns]
        for at in order:
            beside = columns[at - 1] if down else columns[at + 1]
            columns[at] = _sorted_by_mean(columns[at], beside, before if down else after)
        crossings = _crossings(columns, after)
        if crossings < fewest:
            best, fewest = columns, crossings
    return best


def _neighbours(
    edges: Sequence[tuple[Slot, Slot]],
) -> tuple[dict[Slot, list[Slot]], dict[Slot, list[Slot]]]:
    before: dict[Slot, list[Slot]] = defaultdict(list)
    after: dict[Slot, list[Slot]] = defaultdict(list)
    for parent, child in edges:
        before[child].append(parent)
        after[parent].append(child)
    return before, after


def _sorted_by_mean(
    column: list[Slot], beside: list[Slot], neighbours: Mapping[Slot, list[Slot]]
) -> list[Slot]:
    place = {slot: number for number, slot in enumerate(beside)}

    def mean(item: tuple[int, Slot]) -> float:
        number, slot = item
        near = [place[n] for n in neighbours.get(slot, ()) if n in place]
        return sum(near) / len(near) if near else float(number)

    return [slot for _, slot in sorted(enumerate(column), key=mean)]


def _crossings(columns: list[list[Slot]], after: Mapping[Slot, list[Slot]]) -> int:
    """Count the pairs of lines that cross between neighbouring layers."""
    total = 0
    for left, right in pairwise(columns):
        place = {slot: number for number, slot in enumerate(right)}
        seen: list[int] = []
        for slot in left:
            ends = sorted(place[n] for n in after.get(slot, ()))
            total += sum(len(seen) - bisect_right(seen, end) for end in ends)
            for end in ends:
                insort(seen, end)
    return total


def _places(columns: list[list[Slot]], edges: Sequence[tuple[Slot, Slot]]) -> dict[Slot, float]:
    """Give every slot a height: near its neighbours, in order, a unit apart."""
    before, after = _neighbours(edges)
    place = {s: float(n) for column in columns for n, s in enumerate(column)}
    for sweep in range(SWEEPS):
        near = before if sweep % 2 == 0 else after
        for column in columns if sweep % 2 == 0 else reversed(columns):
            wished = [_wish(slot, place, near) for slot in column]
            place.update(zip(column, _spread(wished), strict=True))
    top = min(place.values(), default=0.0)
    return {slot: at - top for slot, at in place.items()}


def _wish(slot: Slot, place: Mapping[Slot, float], near: Mapping[Slot, list[Slot]]) -> float:
    beside = [place[n] for n in near.get(slot, ())]
    return sum(beside) / len(beside) if beside else place[slot]


def _spread(wished: Sequence[float]) -> list[float]:
    """Return heights a unit apart that depart least from those wished for.

    Neighbours that want the same room form a block around the mean of their wishes.
    """
    blocks: list[tuple[float, int]] = []
    for number, wish in enumerate(wished):
        total, size = wish - number, 1
        while blocks and blocks[-1][0] / blocks[-1][1] >= total / size:
            above = blocks.pop()
            total, size = total + above[0], size + above[1]
        blocks.append((total, size))
    flat = [total / size for total, size in blocks for _ in range(size)]
    return [number + at for number, at in enumerate(flat)]
