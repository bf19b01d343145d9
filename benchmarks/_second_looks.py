"""Models of the second look at links, each fitted without the events it is scored on.

Kept as ``folds.py`` keeps the models of descent, but for themselves: nothing that decides about
descents rests on them, and a change in them fits no descent anew.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from _traditions import Event
from _vectors import remembering

from retold.forest import Forest, unpack

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache" / "second"
FITTING = ROOT / "scripts" / "second_look_fitting.py"
KEPT = 60
INNER = 4
"""In so many parts each fit is cross-validated for its own first looks."""


class Plan(Protocol):
    """What is fitted on, and the digest of all that decides about a fit."""

    @property
    def fitted_on(self) -> tuple[Event, ...]: ...

    def key_of(self, fitting: Path) -> str: ...


def second_looks(plans: Sequence[Plan]) -> list[Forest]:
    """Return the forest of every plan, from the cache where it is there."""
    paths = [CACHE / f"{plan.key_of(FITTING)}.npz" for plan in plans]
    missing = {path: plan for path, plan in zip(paths, plans, strict=True) if not path.exists()}
    if missing:
        print(f"fitting {len(missing)} second looks", file=sys.stderr, flush=True)
        _fit(missing.items())
    return [unpack(path.read_bytes()) for path in paths]


def _fit(missing: Iterable[tuple[Path, Plan]]) -> None:
    from link_fitting import Workbench, link_rows, strange_rows  # noqa: PLC0415  (slow to import)
    from second_look_fitting import fit_second, unseen_rows  # noqa: PLC0415

    CACHE.mkdir(parents=True, exist_ok=True)
    every = {event.name: event for _, plan in missing for event in plan.fitted_on}
    with remembering() as encoder:
        shop = Workbench(every.values(), encoder)
    for path, plan in missing:
        events = plan.fitted_on
        rows = [*link_rows(shop, events), *strange_rows(shop, events)]
        written = path.with_suffix(f".{os.getpid()}")
        written.write_bytes(fit_second(unseen_rows(shop, events, rows, INNER)))
        written.replace(path)
    for old in sorted(CACHE.glob("*.npz"), key=lambda p: p.stat().st_mtime, reverse=True)[KEPT:]:
        old.unlink(missing_ok=True)
