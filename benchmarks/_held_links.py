"""Retold's links between true parents and children, by models that have not seen the event.

Kept in a file under a digest of the articles and of all code that decides about them, since the
fit takes a minute.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import folds
from _second_looks import FITTING as SECOND
from _second_looks import second_looks
from _traditions import Event, Version
from _vectors import remembering

from retold.forest import Forest, unpack
from retold.language.rarity import VERSION as RARITY
from retold.matching import link_scores_both, links, similarity
from retold.matching.second_features import Edge
from retold.matching.second_look import second_look
from retold.settings import Settings
from retold.types import Link, Prepared

FITTING = folds.ROOT / "scripts" / "link_fitting.py"
CACHE = folds.ROOT / ".cache" / "links"
KEPT = 6

Links = dict[tuple[str, str], tuple[Link, ...]]


class HeldLinks:
    """A linker that answers for every child and true parent of some events."""

    def __init__(self, found: Links) -> None:
        self._found = found

    def __call__(
        self, child: Version, a: Prepared, parent: Version, b: Prepared
    ) -> tuple[Link, ...]:
        """Return the links of one pair."""
        del a, b
        return self._found[child.id, parent.id]


def held_links(data: Path) -> HeldLinks:
    """Return the links of all traditions in ``data`` (or of the events beside them)."""
    found = folds.corpus(data.parent if data.is_file() else data)
    plans = folds.together(found)
    with remembering() as encoder:
        codes = [folds.code_digest(path) for path in (FITTING, SECOND)]
        parts = [*codes, encoder.digest, RARITY, repr(Settings().link)]
        parts += [repr(p.fitted_on) for p in plans]
    path = CACHE / f"{sha256(chr(10).join(parts).encode()).hexdigest()[:24]}.pickle"
    if not path.exists():
        print("fitting models of links", file=sys.stderr, flush=True)
        _keep(path, _linked(plans))
    return HeldLinks(pickle.loads(path.read_bytes()))


def _keep(path: Path, found: Links) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    written = path.with_suffix(".new")
    written.write_bytes(pickle.dumps(found))
    written.replace(path)
    every = sorted(CACHE.glob("*.pickle"), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in every[KEPT:]:
        old.unlink(missing_ok=True)


def _linked(plans: Sequence[folds.Plan]) -> Links:
    from link_fitting import (  # noqa: PLC0415  (slow to import)
        Workbench,
        fit_links,
        link_rows,
        strange_rows,
    )

    every: dict[str, Event] = {e.name: e for p in plans for e in (*p.fitted_on, *p.scored)}
    found: Links = {}
    with remembering() as encoder:
        shop = Workbench(every.values(), encoder)
        for plan, second in zip(plans, second_looks(plans), strict=True):
            rows = [*link_rows(shop, plan.fitted_on), *strange_rows(shop, plan.fitted_on)]
            forest = unpack(fit_links(rows))
            for event in plan.scored:
                for child in event.versions:
                    found |= _of_child(shop, child, forest, second)
    return found


def _of_child(shop: Any, child: Version, forest: Forest, second: Forest) -> Links:
    """Link a child with all its true parents, the second look taken at all at once."""
    profile, edges = shop.profile(child.id), []
    for parent in child.parents:
        theirs = shop.profile(parent)
        alike = similarity(profile, theirs)
        ((there, back),) = link_scores_both(forest, [(profile, theirs, alike)])
        edges.append(Edge(shop.text(parent, None), theirs, there, back, alike))
    text = shop.text(child.id, None)
    scores = second_look(second, text, profile, edges)
    return {
        (child.id, edge.parent.id): links(text, edge.parent, found, Settings().link)
        for edge, found in zip(edges, scores, strict=True)
    }
