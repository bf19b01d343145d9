"""Fit the second look at links, on first looks by models that have not seen the event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import forests
import numpy as np
from _traditions import Event
from link_fitting import LinkRows, Workbench, fit_links, without

from retold.forest import Doubles, Forest, unpack
from retold.matching.linking import link_scores_both
from retold.matching.second_features import FEATURES, Edge, Marks, second_features
from retold.matching.second_look import worth_weighing

OPTIONS: dict[str, Any] = {"max_iter": 150, "learning_rate": 0.06}
PARTS = 6


@dataclass(frozen=True)
class SecondRows:
    """The sentence pairs of a child and a true parent, as the second look sees them."""

    first: LinkRows
    scores: Doubles
    features: Doubles
    weighed: Marks


def second_rows(shop: Workbench, links: Forest, rows: Sequence[LinkRows]) -> Iterator[SecondRows]:
    """Look at children and true parents, all parents of a child together.

    Args:
        shop: The texts.
        links: The model of the first look.
        rows: The pairs of texts to look at.
    """
    families: dict[str, list[LinkRows]] = {}
    for row in rows:
        if row.parent in shop.versions[row.child].parents:
            families.setdefault(row.child, []).append(row)
    for child, family in families.items():
        profile = shop.profile(child)
        edges = [_edge(shop, links, row) for row in family]
        looked = second_features(shop.text(child, None), profile, edges)
        for row, edge, features in zip(family, edges, looked, strict=True):
            weighed = worth_weighing(edge)
            yield SecondRows(row, np.asarray(edge.there, np.float64), features, weighed)


def _edge(shop: Workbench, links: Forest, row: LinkRows) -> Edge:
    two = shop.profile(row.child), shop.profile(row.parent)
    alike = shop.alike(row.child, None, row.parent, None)
    ((there, back),) = link_scores_both(links, [(*two, alike)])
    return Edge(shop.text(row.parent, None), two[1], there, back, alike)


def unseen_rows(
    shop: Workbench, events: Sequence[Event], rows: Sequence[LinkRows], parts: int = PARTS
) -> list[SecondRows]:
    """Look at all pairs of some events, each by a first look that has not seen its event."""
    names = sorted(event.name for event in events)
    found: list[SecondRows] = []
    for part in (names[k::parts] for k in range(min(parts, len(names)))):
        links = unpack(fit_links(without(rows, part)))
        found += second_rows(shop, links, [row for row in rows if row.event in part])
    return found


def fit_second(rows: Sequence[SecondRows]) -> bytes:
    """Fit the forest of second looks."""
    features = np.concatenate([row.features[row.weighed] for row in rows])
    truth = np.concatenate([row.first.truth[row.weighed] for row in rows])
    return forests.fit(FEATURES, features, truth, **OPTIONS)
