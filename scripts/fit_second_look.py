"""Fit the second look at links that ships with the package, or say what it can do.

    python scripts/fit_second_look.py ../shared/data [--check]

reads ``traditions`` and ``releases`` of a folder and the events of ``training/events``, and writes
src/retold/models/second_look.npz. It rests on the model of links: fit it anew after that one.
Nothing that decides about descents rests on it. With ``--check`` nothing is written: the first
look and the second are scored side by side on events that neither model has seen.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from _traditions import load  # noqa: E402  (after the path is set)
from _vectors import remembering  # noqa: E402
from link_fitting import Workbench, lines_of, link_rows, strange_rows  # noqa: E402
from second_look_fitting import (  # noqa: E402
    PARTS,
    SecondRows,
    fit_second,
    unseen_rows,
)

from retold.forest import Doubles, unpack  # noqa: E402
from retold.settings import Settings  # noqa: E402

TRAINING = ROOT / "training" / "events"
Score = Callable[[SecondRows], Doubles]


def looked_again(rows: Sequence[SecondRows]) -> dict[tuple[str, str], Doubles]:
    """Return the second scores of all pairs, by models that have not seen the event."""
    names = sorted({row.first.event for row in rows})
    found = {}
    for part in (names[k::PARTS] for k in range(PARTS)):
        forest = unpack(fit_second([row for row in rows if row.first.event not in part]))
        for row in rows:
            if row.first.event in part:
                scores = np.zeros(row.weighed.shape)
                scores[row.weighed] = 1 / (1 + np.exp(-forest.log_odds(row.features[row.weighed])))
                found[row.first.child, row.first.parent] = scores
    return found


def show(shop: Workbench, rows: Sequence[SecondRows], score: Score, title: str) -> None:
    """Print F1 of sentence sources by operation, of all events and of every other one."""
    least = Settings().link
    names = sorted({row.first.event for row in rows})
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        child = shop.versions[row.first.child]
        a = lines_of(child, shop.text(child.id, None))
        b = lines_of(shop.versions[row.first.parent], shop.text(row.first.parent, None))
        said = {(a[i], b[j]) for i, j in zip(*np.nonzero(score(row) >= least), strict=True)}
        gold = row.first.gold
        half = ("odd", "even")[names.index(row.first.event) % 2]
        for name in ("all", half, child.operation):
            counts[name].update(hit=len(said & gold), said=len(said), noted=len(gold))
    f1 = {k: 2 * c["hit"] / max(1, c["said"] + c["noted"]) for k, c in counts.items()}
    print(f"{title:28}" + "  ".join(f"{k} {v:.3f}" for k, v in sorted(f1.items())), flush=True)


def main() -> None:
    options_of = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options_of.add_argument("data", type=Path, help="the folder with traditions and releases")
    options_of.add_argument("--check", action="store_true", help="score instead of writing")
    options = options_of.parse_args()
    groups = {name: load(options.data / name) for name in ("traditions", "releases")}
    groups["training"] = load(TRAINING) if TRAINING.is_dir() else []
    every = [event for events in groups.values() for event in events]
    with remembering() as encoder:
        shop = Workbench(every, encoder)
    first = link_rows(shop, every) + strange_rows(shop, every)
    rows = unseen_rows(shop, every, first)
    print(f"{len(every)} events, {len(rows)} children and parents", flush=True)
    if not options.check:
        content = fit_second(rows)
        (ROOT / "src/retold/models/second_look.npz").write_bytes(content)
        print(f"second_look.npz: {len(content)} bytes")
        return
    again = looked_again(rows)
    for name, events in groups.items():
        some = [row for row in rows if row.first.event in {event.name for event in events}]
        show(shop, some, lambda row: row.scores, f"{name}, first look")
        show(shop, some, lambda row: again[row.first.child, row.first.parent], f"{name}, second")


if __name__ == "__main__":
    main()
