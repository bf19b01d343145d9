"""Models fitted without the events that they are scored on, kept between benchmarks.

    python benchmarks/folds.py --data ../shared/data [--processes 2] [--then releases trees ...]

``--data`` is the folder that holds ``traditions`` and ``releases``. ``--then`` runs benchmarks that
ask these models, once they are there, with the same ``--data``. Every set of models is fitted
once, in :data:`CACHE`, under a digest of all that decides about it: the articles it is fitted on
and every line of code that the fit can reach. So ``releases.py``, ``trees.py`` and
``calibration.py`` ask the same models, and a change in a report fits nothing anew.

Two ways of fitting, by name:

- ``together``: events in folds, traditions and releases alike; no event is scored by models that
  have seen it;
- ``traditions``: on the traditions alone, for scores on the releases.

Events of ``training/events``, if there are any, take part in every fit and are not scored; with
``--widen`` they join the folds and are scored beside the others, for figures of less chance.
"""

from __future__ import annotations

import argparse
import ast
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")  # several processes, one thread each
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from _common import digest  # noqa: E402  (after the path is set)
from _second_looks import second_looks  # noqa: E402
from _traditions import Event, load  # noqa: E402  (after the path is set)
from _vectors import remembering  # noqa: E402

from retold import linked, tracing  # noqa: E402
from retold.forest import Forest  # noqa: E402
from retold.language.encoder import Encoder  # noqa: E402
from retold.language.rarity import VERSION as RARITY  # noqa: E402
from retold.settings import Settings  # noqa: E402
from retold.stories import Models  # noqa: E402
from retold.types import Analysis, Article  # noqa: E402

CACHE = ROOT / ".cache" / "folds"
TRAINING = ROOT / "training" / "events"
SOURCES = (ROOT / "src", ROOT / "scripts", ROOT / "benchmarks")
FITTING = ROOT / "scripts" / "fitting.py"
KINDS = ("traditions", "releases")
FOLDS = 6
RELEASE = "release"
"""The operation of an official text in the annotated events."""

KEPT = 60
"""Sets of models that stay in the cache, the newest."""

Fitted = tuple[Forest, Models]


@dataclass(frozen=True)
class Corpus:
    """All annotated events."""

    traditions: tuple[Event, ...]
    releases: tuple[Event, ...]
    extra: tuple[Event, ...]

    @property
    def scored(self) -> tuple[Event, ...]:
        """The events that may be scored."""
        return self.traditions + self.releases

    def widened(self) -> Corpus:
        """Return all events as such that are scored, told apart by whether a release is in them."""
        printed = tuple(e for e in self.extra if any(v.operation == RELEASE for v in e.versions))
        others = tuple(e for e in self.extra if e not in printed)
        return Corpus(self.traditions + others, self.releases + printed, ())


def folders(data: Path) -> dict[str, Path]:
    """Return the folders of annotated events that there are, by their names."""
    home = data.parent if data.name in KINDS else data
    return {kind: home / kind for kind in KINDS if (home / kind).is_dir()}


def digests(data: Path) -> dict[str, str]:
    """Return the digest of each of these folders, for the floors."""
    return {kind: digest(folder) for kind, folder in folders(data).items()}


def corpus(data: Path, training: Path = TRAINING, *, widen: bool = False) -> Corpus:
    """Read all annotated events; those of ``training`` may not be among the others.

    Args:
        data: The folder that holds ``traditions`` and ``releases``, or one of these two.
        training: Events to learn from.
        widen: Score these too, each with models that have not seen it.
    """
    extra = load(training) if training.is_dir() else []
    at = folders(data)
    traditions, releases = (tuple(load(at[kind]) if kind in at else ()) for kind in KINDS)
    if not traditions:
        sys.exit(f"{data}: no folder traditions there, or none with events")
    read = Corpus(traditions, releases, tuple(extra))
    if both := {e.name for e in read.scored} & {e.name for e in extra}:
        sys.exit(f"{training}: {min(both)} is scored and may not be fitted on")
    return read.widened() if widen else read


@dataclass(frozen=True)
class Plan:
    """One fit: the events it is fitted on, and those that it may be scored on."""

    fitted_on: tuple[Event, ...]
    scored: tuple[Event, ...]

    @cached_property
    def key(self) -> str:
        """The digest of all that decides about the models."""
        return self.key_of(FITTING)

    def key_of(self, fitting: Path) -> str:
        """Return the digest of all that decides about what a module fits on these events."""
        parts = [code_digest(fitting), Encoder().digest, RARITY]
        parts += sorted(map(_event_digest, self.fitted_on))
        return sha256("\n".join(parts).encode()).hexdigest()[:24]


def together(found: Corpus, number: int = FOLDS) -> list[Plan]:
    """Plan a fit for every fold of events; folds hold traditions and releases alike."""
    parts: list[set[str]] = [set() for _ in range(number)]
    for kind in (found.traditions, found.releases):
        for place, event in enumerate(sorted(kind, key=lambda e: e.name)):
            parts[place % number].add(event.name)
    return [
        Plan(
            tuple(e for e in found.scored if e.name not in part) + found.extra,
            tuple(e for e in found.scored if e.name in part),
        )
        for part in parts
        if part
    ]


def traditions_alone(found: Corpus) -> list[Plan]:
    """Plan the one fit that has seen no release."""
    return [Plan(found.traditions + found.extra, found.releases)]


# Fitting


def workshop(events: Sequence[Event], encoder: Encoder) -> Any:
    """Return what several fits have in common: texts compared, which needs no model."""
    from fitting import Workshop  # noqa: PLC0415  (slow to import)

    return Workshop(events, encoder)


def fit(events: Sequence[Event], shop: Any) -> Fitted:
    """Fit all models on events: with ``workshop`` all that knows here how fitting goes."""
    from fitting import fit_descent, fit_links, link_rows, strange_rows  # noqa: PLC0415

    from retold.forest import unpack  # noqa: PLC0415

    rows = [*link_rows(shop, events), *strange_rows(shop, events)]
    models, _ = fit_descent(shop, events, rows)
    return unpack(fit_links(rows)), models


def fitted(plans: Sequence[Plan], processes: int = 1) -> list[Fitted]:
    """Return the models of every plan, from the cache where they are there."""
    missing = [plan for plan in plans if not _path(plan).exists()]
    if missing:
        every = tuple({e.name: e for plan in missing for e in plan.fitted_on}.values())
        with remembering() as encoder:  # so that no two processes read the same sentences
            workshop(every, encoder)
        print(f"fitting {len(missing)} sets of models", file=sys.stderr, flush=True)
        with ProcessPoolExecutor(processes, initializer=_set_up, initargs=(every,)) as pool:
            list(pool.map(_fit_and_keep, missing))
        _prune()
    return [pickle.loads(_path(plan).read_bytes()) for plan in plans]


_SHOPS: list[Any] = []
"""A process's own workshop, which its fits share."""


def _set_up(events: Sequence[Event]) -> None:
    with remembering() as encoder:
        _SHOPS[:] = [workshop(events, encoder)]


def _fit_and_keep(plan: Plan) -> None:
    started = time.perf_counter()
    found = fit(plan.fitted_on, _SHOPS[0])
    path = _path(plan)
    path.parent.mkdir(parents=True, exist_ok=True)
    written = path.with_suffix(f".{os.getpid()}")
    written.write_bytes(pickle.dumps(found))
    written.replace(path)
    seconds = time.perf_counter() - started
    print(f"  {len(plan.fitted_on)} events, {seconds:.0f} s", file=sys.stderr, flush=True)


def _path(plan: Plan) -> Path:
    return CACHE / f"{plan.key}.pickle"


def _prune() -> None:
    every = sorted(CACHE.glob("*.pickle"), key=lambda p: p.stat().st_mtime, reverse=True)
    for path in every[KEPT:]:
        path.unlink(missing_ok=True)


# What decides about a fit


def _event_digest(event: Event) -> str:
    return sha256(repr(event).encode()).hexdigest()


@lru_cache(maxsize=4)
def code_digest(start: Path) -> str:
    """Return a digest of a module and of all of ours that it can reach by imports.

    Comments and layout do not count. A package's ``__init__`` counts only where names are
    imported from the package itself.
    """
    whole = sha256()
    for path in sorted(reached(start)):
        tree = ast.dump(ast.parse(path.read_text("utf-8")))
        whole.update(f"{path.name}\n{tree}\n".encode())
    return whole.hexdigest()


def reached(start: Path, roots: Sequence[Path] = SOURCES) -> set[Path]:
    """Return the files of our modules that a module imports, and they in turn."""
    found: set[Path] = set()
    queue = [start]
    while queue:
        at = queue.pop()
        if at not in found:
            found.add(at)
            queue += [p for name in _imports(at, roots) for p in _files(name, roots)]
    return found


def _imports(path: Path, roots: Sequence[Path]) -> Iterator[str]:
    """Name every module that a file imports, and every name it imports from one."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            inside = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from inside
            if not all(_files(name, roots) for name in inside):
                yield node.module


def _files(name: str, roots: Sequence[Path]) -> list[Path]:
    parts = name.split(".")
    tried = (
        path
        for root in roots
        for path in (root.joinpath(*parts).with_suffix(".py"), root.joinpath(*parts, "__init__.py"))
    )
    return [path for path in tried if path.is_file()]


# Scoring


@dataclass(frozen=True)
class Held:
    """An event and the models that have not seen it."""

    event: Event
    kit: tracing.Tools


def held_out(plans: Sequence[Plan], encoder: Encoder, processes: int = 1) -> list[Held]:
    """Return all events that may be scored, each with models that have not seen it."""
    found = [
        Held(event, tracing.Tools(encoder, links, models, second))
        for plan, (links, models), second in zip(
            plans, fitted(plans, processes), second_looks(plans), strict=True
        )
        for event in plan.scored
    ]
    return sorted(found, key=lambda h: h.event.name)


MEMORY = {
    "prepare": 1,
    "statements": 1,
    "profile": 1,
    "portrait": 1,
    "similarity": 2,
    "link_scores": 3,
}
"""Steps of a trace whose results are remembered, and how many arguments decide about them."""


@contextmanager
def lean() -> Iterator[None]:
    """Trace the same articles often: without changes, and every step on them done once.

    Nothing that is left out has a part in stories and descents. A step that a trace does not have
    any more is passed over.
    """
    kept = {name: getattr(tracing, name) for name in MEMORY if hasattr(tracing, name)}
    told = vars(linked)["changes_from"]
    for name, function in kept.items():
        setattr(tracing, name, _remembered(function, MEMORY[name]))
    vars(linked)["changes_from"] = _no_changes
    try:
        yield
    finally:
        for name, function in kept.items():
            setattr(tracing, name, function)
        vars(linked)["changes_from"] = told


def _remembered(function: Callable[..., Any], count: int) -> Callable[..., Any]:
    """Remember results by the identity of the first arguments, which are kept alive."""
    known: dict[tuple[int, ...], tuple[Any, Any]] = {}

    def call(*args: Any, **options: Any) -> Any:
        key = tuple(map(id, args[:count]))
        if key not in known:
            known[key] = (function(*args, **options), args)
        return known[key][0]

    return call


def _no_changes(*_: object) -> list[object]:
    return []


def trace(articles: Sequence[Article], held: Held, settings: Settings | None = None) -> Analysis:
    """Trace articles with the models that have not seen the event.

    Rules find the statements: what is shown of them decides nothing here, and they are quick.
    """
    settings = replace(settings or Settings(), statements="rules")
    return tracing.trace(articles, kit=held.kit, settings=settings)


ASKING = ("releases", "trees", "calibration")
"""The benchmarks that ask these models."""

PLANS: dict[str, Callable[[Corpus], list[Plan]]] = {
    "together": together,
    "traditions": traditions_alone,
}


def add_options(made: argparse.ArgumentParser) -> None:
    """Add the options that all benchmarks have that ask these models."""
    made.add_argument("--processes", type=int, default=1)
    made.add_argument("--widen", action="store_true", help="score the events to learn from too")
    made.add_argument("--misses", action="store_true", help="print every wrong answer")


def main() -> int:
    """Fit what is missing."""
    made = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    made.add_argument("--data", type=Path, required=True, help="holds traditions and releases")
    add_options(made)
    made.add_argument("--then", nargs="+", choices=ASKING, default=[])
    options = made.parse_args()
    found = corpus(options.data, widen=options.widen)
    plans = [plan for make in PLANS.values() for plan in make(found)]
    fitted(plans, options.processes)
    for plan in plans:
        print(plan.key, "not on", ", ".join(e.name for e in plan.scored))
    given = [f"--data={options.data}", f"--processes={options.processes}"]
    given += [f"--{name}" for name in ("widen", "misses") if getattr(options, name)]
    return max((_run(name, given) for name in options.then), default=0)


def _run(name: str, options: Sequence[str]) -> int:
    print(f"\n== {name}", flush=True)
    program = Path(__file__).with_name(f"{name}.py")
    return subprocess.run([sys.executable, str(program), *options], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
