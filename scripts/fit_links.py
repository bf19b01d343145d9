"""Fit the model of sentence links that ships with the package, or say what it can do.

    python scripts/fit_links.py ../shared/data [--check]

reads ``traditions`` and ``releases`` of a folder and the events of ``training/events``, and writes
src/retold/models/links.npz. The models of descent rest on the scores of links: fit them anew
afterwards. With ``--check`` nothing is written: six models are fitted, each without a sixth of the
traditions and releases, and scored on the events that they have not seen.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from _traditions import Event, load  # noqa: E402  (after the path is set)
from _vectors import remembering  # noqa: E402
from link_fitting import (  # noqa: E402
    LinkRows,
    Workbench,
    fit_links,
    lines_of,
    link_rows,
    strange_rows,
    without,
)

from retold.forest import Doubles, unpack  # noqa: E402
from retold.settings import Settings  # noqa: E402

TRAINING = ROOT / "training" / "events"
FOLDS = 6
SHOWN = (0.5, 0.55, 0.6, 0.65)


def scored(rows: Sequence[LinkRows], events: Sequence[Event]) -> Iterator[tuple[LinkRows, Doubles]]:
    """Yield the pairs of true parent and child with the scores of a model that hasn't seen them."""
    for number in range(FOLDS):
        part = {event.name for event in events[number::FOLDS]}
        forest = unpack(fit_links(without(rows, part)))
        for row in rows:
            if row.event in part:
                scores = np.zeros(row.truth.shape)
                odds = forest.log_odds(row.features[row.possible])
                scores[row.possible] = 1 / (1 + np.exp(-odds))
                yield row, scores


def show(shop: Workbench, found: Sequence[tuple[LinkRows, Doubles]], title: str) -> None:
    """Print F1 of sentence sources by operation, at several bars."""
    print(f"\n{title}: sentence sources given the true parent, F1 (bar: {Settings().link})")
    for least in SHOWN:
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for row, scores in found:
            child = shop.versions[row.child]
            a = lines_of(child, shop.text(row.child, None))
            b = lines_of(shop.versions[row.parent], shop.text(row.parent, None))
            said = {(a[i], b[j]) for i, j in zip(*np.nonzero(scores >= least), strict=True)}
            for name in ("all", child.operation):
                counts[name].update(hit=len(said & row.gold), said=len(said), noted=len(row.gold))
        f1 = {k: 2 * c["hit"] / max(1, c["said"] + c["noted"]) for k, c in counts.items()}
        print(f"{least:.2f}  " + "  ".join(f"{k} {v:.3f}" for k, v in sorted(f1.items())))


def main() -> None:
    options_of = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options_of.add_argument("data", type=Path, help="the folder with traditions and releases")
    options_of.add_argument("--check", action="store_true", help="score instead of writing")
    options = options_of.parse_args()
    traditions, releases = (load(options.data / name) for name in ("traditions", "releases"))
    training = load(TRAINING) if TRAINING.is_dir() else []
    every = traditions + releases + training
    with remembering() as encoder:
        shop = Workbench(every, encoder)
    rows = link_rows(shop, every) + strange_rows(shop, every)
    print(f"{len(every)} events, {len(rows)} pairs of texts")
    if options.check:
        show(shop, list(scored(rows, traditions)), "traditions")
        show(shop, list(scored(rows, releases)), "releases")
        return
    content = fit_links(rows)
    (ROOT / "src/retold/models/links.npz").write_bytes(content)
    print(f"links.npz: {len(content)} bytes")


if __name__ == "__main__":
    main()
