"""What stands between an article and those that it is taken to retell: links and changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retold.changes import Source, changes_from
from retold.forest import Forest
from retold.matching import links
from retold.matching.profiles import Profile
from retold.matching.second_features import Edge
from retold.matching.second_look import second_look
from retold.stories.evidence import Pair
from retold.types import Change, Link, Prepared, Statement


@dataclass(frozen=True, slots=True)
class Held:
    """The texts of a story, and how every two of them compare, by the ids of child and parent.

    ``forest`` is the model of second looks, ``least`` the least score of a link.
    """

    texts: Mapping[str, Prepared]
    of: Mapping[tuple[str, str], Pair]
    profiles: Mapping[str, Profile]
    said: Mapping[str, tuple[Statement, ...]]
    forest: Forest
    least: float

    def against(self, child: str, above: Sequence[str]) -> tuple[list[Link], tuple[Change, ...]]:
        """Return the links from an article into others, and what it changed of them."""
        mine, profile = self.texts[child], self.profiles[child]
        edges = [self._edge(child, parent) for parent in above]
        found: list[Link] = []
        sources = []
        for edge, surer in zip(edges, second_look(self.forest, mine, profile, edges), strict=True):
            own = links(mine, edge.parent, surer, self.least)
            found += own
            sources.append(Source(edge.parent, own, (profile, edge.profile)))
        return found, changes_from(mine, sources, self.said)

    def _edge(self, child: str, parent: str) -> Edge:
        """Return a parent as the second look takes it."""
        pair = self.of[child, parent]
        theirs = self.profiles[parent]
        return Edge(self.texts[parent], theirs, pair.scores, pair.back, pair.alike)
