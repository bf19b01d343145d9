"""Score the shapes that family trees take, on collections made from the traditions.

    python benchmarks/trees.py --data ../shared/data [--every 3] [--only NAME ...] [--misses]

``--data`` is the folder that holds ``traditions`` and ``releases``. Every collection is a tradition
with articles hidden, cut, re-dated, duplicated or put together anew, so that the right answer
is known; it is traced with models that have not seen the event (``folds.py``). ``--every 3`` takes
every third event, ``--only`` some of the scenarios, ``--misses`` prints every wrong answer;
``--widen`` adds the events that are there to learn from, each again with models that have not
seen it.

What each scenario makes and asks is said at its function in ``_shapes.py``.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import folds
from _answers import Tally, said
from _common import finish, parser, print_table
from _shapes import SCENARIOS
from _vectors import remembering

BARS = {
    "plain: both parents of a merge": 0.8,
    "plain: kind right": 0.9,
    "no clocks: parent exact": 0.8,
    "no clocks: direction right where asserted": 0.92,
    "no clocks: direction asserted": 0.85,
    "roots cut: not derived": 0.96,
}


def measure(events: Sequence[str], data: Path, names: Sequence[str], *, widen: bool) -> Tally:
    """Run scenarios on some events."""
    tally = Tally()
    plans = folds.together(folds.corpus(data, widen=widen))
    with remembering() as encoder:
        for held in folds.held_out(plans, encoder):
            if held.event.name in events:
                tally.merge(measure_one(held, names))
    return tally


def measure_one(held: folds.Held, names: Sequence[str]) -> Tally:
    """Run scenarios on one event."""
    tally = Tally()
    with folds.lean():
        for name in names:
            for case in SCENARIOS[name](held.event):
                case.check(said(folds.trace(case.articles, held)), tally)
    return tally


def main() -> int:
    """Run the benchmark."""
    made = parser(__doc__, "the folder that holds traditions and releases")
    folds.add_options(made)
    made.add_argument("--every", type=int, default=1, help="take every n-th event")
    made.add_argument("--only", nargs="+", choices=SCENARIOS, default=list(SCENARIOS))
    options = made.parse_args()
    found = folds.corpus(options.data, widen=options.widen)
    folds.fitted(folds.together(found), options.processes)
    events = [e.name for e in found.traditions[:: options.every]]
    parts = [events[k :: options.processes] for k in range(options.processes)]
    work = partial(measure, data=options.data, names=options.only, widen=options.widen)
    tally = Tally()
    with ProcessPoolExecutor(options.processes) as pool:
        for one in pool.map(work, parts):
            tally.merge(one)
    return _report(tally, found, len(events), options)


def _report(tally: Tally, found: folds.Corpus, events: int, options: Any) -> int:
    print(f"trees: {events} events, {len(found.extra)} more to learn from")
    rows = [
        [name, hits, trials, hits / trials, BARS.get(name)]
        for name, (hits, trials) in tally.counts.items()
    ]
    print_table("Right answers", ["", "right", "of", "share", "bar"], rows)
    columns, fates = tally.fate_rows()
    if fates:
        print_table("What articles hang on", ["", *columns], fates)
    if options.misses:
        print("\nmisses\n" + "\n".join(f"  {line}" for line in sorted(tally.misses)))
    if options.widen or options.every > 1 or len(options.only) < len(SCENARIOS):
        print("\ntrees: other events or scenarios than the floors'; none applies")
        return 0
    return finish("trees", tally.shares, folds.digests(options.data), options)


if __name__ == "__main__":
    sys.exit(main())
