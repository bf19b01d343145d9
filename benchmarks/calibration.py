"""Ask whether probabilities of descent mean what they say, and what abstaining buys.

    python benchmarks/calibration.py --data ../shared/data [--widen] [--misses] [--json FILE]

``--data`` is the folder that holds ``traditions`` and ``releases``. All their events are traced
with models that have not seen them (``folds.py``). Each article has one chosen answer, "origin" or
its likeliest parent, and the probability that Retold gives it; the answer is right if the article
is a root, or if that is one of its parents. Articles without a chosen answer are counted apart.

- A *reliability table* in five bins of equally many answers: what was said and how many are right.
- The *expected calibration error* is the mean distance of the two over the bins, with the middle
  95 % of a thousand resamplings of events; whole events, for answers in one story hang together.
  Resampled bins are never quite even, so the interval lies rather above the value than around it.
- The *Brier score* beside that of the best constant, the base rate.
- *Precision at fixed recall* of parents: from the surest on, until so many of the derived articles
  have their right parent, how many of the parents named are right.
- The same by the kind of answer, and with ``--strict`` of the command line.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import folds
import numpy as np
import numpy.typing as npt
from _common import finish, parser, print_table
from _vectors import remembering

from retold.settings import Settings
from retold.types import Analysis

BINS, RESAMPLINGS, INTERVAL = 5, 1000, (2.5, 97.5)
RECALLS = (0.8, 0.85, 0.9, 0.95)
ERROR_BAR = 0.08
SUREST = 0.9999
REGIMES = {"as it is": Settings(), "strict": Settings(decided=0.8)}
"""The settings of a plain run, and those of ``--strict``."""

Values = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Answer:
    """The answer for one article; without one, ``probability`` is ``None``."""

    event: str
    article: str
    derived: bool
    named: bool
    probability: float | None
    right: bool


# Retold's answers


@contextmanager
def origins_heard() -> Iterator[dict[str, float]]:
    """Listen to how likely an origin each article is: of origins the report does not say it."""
    heard: dict[str, float] = {}
    module: Any = importlib.import_module("retold.stories.build")  # not the function
    choose = module.choose

    def listening(compared: Any, *rest: Any) -> Any:
        weighed, choices = choose(compared, *rest)
        for drawn, one in zip(compared.portraits, weighed, strict=True):
            heard[drawn.id] = one.origin
        return weighed, choices

    module.choose = listening
    try:
        yield heard
    finally:
        module.choose = choose


def answers(held: folds.Held, analysis: Analysis, heard: Mapping[str, float]) -> list[Answer]:
    """Return the answer to every article of an event."""
    likeliest: dict[str, tuple[float, str]] = {}
    undecided: set[str] = set()
    for story in analysis.stories:
        undecided |= {one.article for one in story.undecided}
        for d in story.descents:
            likeliest[d.child] = max(likeliest.get(d.child, (0, "")), (d.probability, d.parent))
    found = []
    for v in held.event.versions:
        probability, parent = likeliest.get(v.id, (heard.get(v.id, SUREST), None))
        right = parent in v.parents if parent else not v.parents
        known = v.id not in undecided
        found.append(
            Answer(
                held.event.name,
                v.id,
                derived=bool(v.parents),
                named=known and parent is not None,
                probability=min(probability, SUREST) if known else None,
                right=known and right,
            )
        )
    return found


def ask(every: Sequence[folds.Held], settings: Settings) -> list[Answer]:
    """Trace all events and return every answer."""
    found: list[Answer] = []
    for held in every:
        with folds.lean(), origins_heard() as heard:
            analysis = folds.trace([v.article for v in held.event.versions], held, settings)
        found += answers(held, analysis, heard)
    return found


# Measures


def arrays(some: Sequence[Answer]) -> tuple[Values, Values]:
    """Return what was said and what was right, of the answers that were given."""
    given = [a for a in some if a.probability is not None]
    said = np.array([a.probability for a in given], dtype=np.float64)
    return said, np.array([a.right for a in given], dtype=np.float64)


def bins(said: Values, right: Values, number: int = BINS) -> list[tuple[int, float, float]]:
    """Return count, mean probability and share right of bins with equally many answers.

    Answers that say the same share in what is right, wherever a bin ends between them.
    """
    place = np.argsort(said, kind="stable")
    said, right = said[place], right[place].copy()
    for value in np.unique(said):
        right[said == value] = right[said == value].mean()
    cut = np.array_split(np.arange(said.size), number)
    return [(len(c), float(said[c].mean()), float(right[c].mean())) for c in cut if len(c)]


def calibration_error(said: Values, right: Values) -> float:
    """Return the expected calibration error."""
    return sum(n * abs(p - share) for n, p, share in bins(said, right)) / max(1, said.size)


def brier(said: Values, right: Values) -> tuple[float, float]:
    """Return the Brier score and that of the base rate."""
    base = float(right.mean())
    return float(((said - right) ** 2).mean()), base * (1 - base)


def interval(some: Sequence[Answer]) -> tuple[float, float]:
    """Return the middle 95 % of the calibration error over resampled events."""
    by_event: dict[str, list[Answer]] = {}
    for a in some:
        by_event.setdefault(a.event, []).append(a)
    parts = [arrays(v) for v in by_event.values()]
    chance = np.random.default_rng(0)
    errors = []
    for _ in range(RESAMPLINGS):
        drawn = [parts[n] for n in chance.integers(0, len(parts), len(parts))]
        said, right = (np.concatenate([d[side] for d in drawn]) for side in (0, 1))
        errors.append(calibration_error(said, right))
    low, high = np.percentile(errors, INTERVAL)
    return float(low), float(high)


def precision_at(some: Sequence[Answer], recall: float) -> float | None:
    """Return the precision of the surest parents named, once so many derived articles have theirs.

    Parents named with the same probability stand or fall together.
    """
    derived = sum(a.derived for a in some)
    named = [(a.probability or 0.0, a.right) for a in some if a.named]
    best = None
    for bar in sorted({p for p, _ in named}):
        kept = [right for p, right in named if p >= bar]
        if sum(kept) >= recall * derived:
            precision = sum(kept) / len(kept)
            best = precision if best is None else max(best, precision)
    return best


def main() -> int:
    """Run the benchmark."""
    made = parser(__doc__, "the folder that holds releases and traditions")
    folds.add_options(made)
    options = made.parse_args()
    found = folds.corpus(options.data, widen=options.widen)
    with remembering() as encoder:
        held = folds.held_out(folds.together(found), encoder, options.processes)
        asked = {name: ask(held, settings) for name, settings in REGIMES.items()}
    print(f"{len(held)} events, {len(asked['as it is'])} articles")
    measures: dict[str, float] = {}
    for name, some in asked.items():
        measures |= _report(name, some)
    if options.misses:
        _show_misses(asked["as it is"])
    if options.widen:
        print("\ncalibration: other events than the floors'; none applies")
        return 0
    return finish("calibration", measures, folds.digests(options.data), options)


def _show_misses(some: Sequence[Answer]) -> None:
    wrong = [a for a in some if a.probability is not None and not a.right]
    print("\nwrong answers, the surest first")
    for a in sorted(wrong, key=lambda a: -(a.probability or 0)):
        print(f"  {a.probability:.3f} {a.article}: {'a parent' if a.named else 'origin'}")


def _report(name: str, some: Sequence[Answer]) -> dict[str, float]:
    said, right = arrays(some)
    low, high = interval(some)
    error, (score, base) = calibration_error(said, right), brier(said, right)
    print_table(
        f"{name}: reliability of the chosen answers",
        ["bin", "answers", "said", "right"],
        [[str(k), *row] for k, row in enumerate(bins(said, right), 1)],
    )
    print(
        f"expected calibration error {error:.3f} ({low:.3f} to {high:.3f}; bar {ERROR_BAR}), "
        f"Brier {score:.3f} (base rate {base:.3f})"
    )
    groups = {
        "all answers": [a for a in some if a.probability is not None],
        "parents named": [a for a in some if a.named],
        "origins": [a for a in some if a.probability is not None and not a.named],
        "unknown": [a for a in some if a.probability is None],
    }
    rows: list[list[Any]] = []
    for label, group in groups.items():
        share = len(group) / len(some)
        if label == "unknown" or not group:
            rows.append([label, len(group), share, None, None, None])
            continue
        p, hit = arrays(group)
        rows.append(
            [
                label,
                len(group),
                share,
                float(p.mean()),
                float(hit.mean()),
                calibration_error(p, hit),
            ]
        )
    print_table(
        f"{name}: by answer", ["", "count", "share", "said", "right", "calibration error"], rows
    )
    precisions = [(recall, precision_at(some, recall)) for recall in RECALLS]
    print_table(
        f"{name}: precision of parents at fixed recall", ["recall", "precision"], precisions
    )
    prefix = "" if name == "as it is" else f"{name}: "
    measures = {f"{prefix}calibration": 1 - error, f"{prefix}Brier under base rate": base - score}
    found = dict(precisions)[0.8]
    return measures | ({f"{prefix}precision at recall .8": found} if found is not None else {})


if __name__ == "__main__":
    sys.exit(main())
