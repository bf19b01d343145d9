"""Score the changes that are found between true parents and their children.

    python benchmarks/changes.py --data data/traditions [--links gold retold words] [--list ...]
        [--trust]

What is found and what is right stands in ``_changes.py``, the gold of ``unquoted`` in
``_unquoted.py``. Links are the noted sentence sources (``gold``), Retold's own by models that have
not seen the event (``retold``; fitted once, then kept), or those with most rare words in common
(``words``). The rules were developed on every other event by order of name, the first one
included; the rest is printed apart. How likely a change is right (``retold.changes.trust``) is held
against what was noted, counted anew without each event in turn; ``--trust`` prints the counts that
the package ships.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from _changes import (
    FACTS,
    LIGHT,
    SCORED,
    Linker,
    Predict,
    Tally,
    baseline,
    by_operation,
    gold_links,
    score,
    word_links,
)
from _common import digest, finish, parser, print_table
from _traditions import Event, load
from _trust import counted, show_trust
from _vectors import remembering

from retold.changes import changes
from retold.matching import profile
from retold.matching.profiles import Profile
from retold.statements import statements
from retold.types import Change, Link, Prepared, Statement

__all__ = ["Tally", "score", "show", "word_links"]

LINKERS = ("gold", "retold", "words")
_STATEMENTS: dict[str, tuple[Statement, ...]] = {}
_PROFILES: dict[str, Profile] = {}


def predict(child: Prepared, parent: Prepared, links: tuple[Link, ...]) -> tuple[Change, ...]:
    profiles = _profile(child), _profile(parent)
    return changes(child, parent, links, _said(child), _said(parent), profiles=profiles)


def _profile(prepared: Prepared) -> Profile:
    """Return an article's profile; its sentences are read once for all benchmarks."""
    if prepared.id not in _PROFILES:
        with remembering() as encoder:
            sentences = [prepared.sentence_text(i) for i in range(len(prepared.sentences))]
            _PROFILES[prepared.id] = profile(prepared, encoder.read(sentences))
    return _PROFILES[prepared.id]


def _said(prepared: Prepared) -> tuple[Statement, ...]:
    if prepared.id not in _STATEMENTS:
        _STATEMENTS[prepared.id] = statements(prepared)
    return _STATEMENTS[prepared.id]


def show(name: str, tally: Tally) -> dict[str, float]:
    """Print one tally as a table and return its measures."""
    rows: list[tuple[Any, ...]] = []
    for kind in SCORED:
        noted, found = tally.noted[kind], tally.found[kind]
        said = tally.right[kind] + tally.false[kind]
        part = found / noted if noted else None
        alike = tally.same_kind[kind] / found if found else None
        rows.append((kind, noted, found, part, alike, said, _share(tally.right[kind], said)))
    said = tally.right.total() + tally.false.total()
    whole = (tally.noted.total(), tally.found.total(), tally.recall, tally.kind_right)
    rows.append(("all", *whole, said, tally.precision))
    columns = ("kind", "noted", "found", "recall", "kind right", "said", "precision")
    print_table(name, columns, rows)
    if tally.shown:
        print("shown, not scored:", dict(sorted(tally.shown.items())))
    return {"recall": tally.recall, "precision": tally.precision}


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _measured(
    events: Sequence[Event], predict: Predict, linker: Linker
) -> tuple[Tally, Tally, dict[str, Tally], dict[str, Tally]]:
    """Return the tallies of both halves of the events, of each operation and of each event."""
    halves = (Tally(), Tally())
    operations: dict[str, Tally] = {}
    single: dict[str, Tally] = {}
    for k, event in enumerate(events):
        for operation, tally in by_operation(event, predict, linker).items():
            halves[k % 2].add(tally)
            operations.setdefault(operation, Tally()).add(tally)
            single.setdefault(event.name, Tally()).add(tally)
    return (*halves, operations, single)


def _report(links: str, events: Sequence[Event], linker: Linker, options: Any) -> dict[str, float]:
    """Print all that was measured with some links and return what has floors."""
    first, second, operations, single = _measured(events, predict, linker)
    both = Tally()
    for half in (first, second):
        both.add(half)
    measures = {}
    parts = {"developed on": first, "held out": second, "all": both}
    for part, tally in parts.items():
        found = show(f"retold, {part}, {links} links", tally)
        measures.update({f"{links} {part} {what}": value for what, value in found.items()})
    measures[f"{links} kind right"] = both.kind_right
    measures |= _operations(links, operations)
    measures |= _unquoted(links, parts)
    _severities(links, both)
    told = {name: tally.told for name, tally in single.items()}
    found = show_trust(told, f"how likely a change is right, {links} links, events left out")
    measures |= {f"{links} {what}": value for what, value in found.items()}
    if options.trust:
        for key, pair in counted(both.told).items():
            print(f"    {key}: {pair},")
    _lists(parts, options.list)
    return measures


def _operations(links: str, operations: Mapping[str, Tally]) -> dict[str, float]:
    rows = []
    for operation, tally in sorted(operations.items()):
        said = tally.right.total() + tally.false.total()
        rows.append(
            (
                operation,
                tally.articles,
                tally.noted.total(),
                tally.found.total(),
                _share(tally.found.total(), tally.noted.total()),
                said,
                _share(tally.right.total(), said),
                tally.false.total() / tally.articles,
                *(tally.shown[kind] for kind in ("unquoted", "voice", "dropped", "added")),
            )
        )
    columns = ("operation", "articles", "noted", "found", "recall", "said", "precision")
    more = ("false an article", "unquoted", "voice", "dropped", "added")
    print_table(f"by operation, {links} links", (*columns, *more), rows)
    light = Tally()
    for operation in LIGHT:
        light.add(operations.get(operation, Tally()))
    wrong = light.unquoted.said - light.unquoted.right + light.shown["voice"]
    false = (light.false.total() + wrong) / max(1, light.articles)
    print(
        f"false changes an article on copies and light edits: {false:.3f}"
        f" (the eight kinds {light.false.total()}, unquoted and voice {wrong},"
        f" in {light.articles} articles)"
    )
    return {f"{links} none false on copies": 1 - false}


def _unquoted(links: str, parts: Mapping[str, Tally]) -> dict[str, float]:
    rows = []
    for part, tally in parts.items():
        marks = tally.unquoted
        rows.append((part, marks.gold, marks.found, marks.recall, marks.said, marks.precision))
    columns = ("unquoted", "gold", "found", "recall", "said", "precision")
    print_table(f"marks removed, four words kept, {links} links", columns, rows)
    every = parts["all"].unquoted
    return {
        f"{links} unquoted recall": every.recall,
        f"{links} unquoted precision": every.precision,
    }


def _severities(links: str, tally: Tally) -> None:
    said = tally.severities
    kinds = [kind for kind in (*FACTS, "dropped", "added") if any(k == kind for k, _ in said)]
    rows = [(kind, *(said[kind, grade] for grade in ("high", "medium", "minor"))) for kind in kinds]
    print_table(f"severities, {links} links", ("kind", "high", "medium", "minor"), rows)


def _lists(parts: Mapping[str, Tally], lists: str) -> None:
    if lists == "nothing":
        return
    _lines("neither hit nor false alarm", parts["all"].neutral)
    if lists == "neutral":
        return
    tally = parts[lists]
    _lines("missed", tally.missed)
    _lines("alarms", tally.alarms)
    _lines("found as another kind", tally.other_kind)
    _lines("unquoted, missed", tally.unquoted.missed)
    _lines("unquoted, alarms", tally.unquoted.alarms)


def _lines(title: str, lines: Sequence[str]) -> None:
    print(f"\n  {title}:")
    for line in lines:
        print("   ", line)


def _linker(name: str, options: Any) -> Linker:
    if name == "retold":
        from _held_links import held_links  # noqa: PLC0415  (slow to import)

        return held_links(options.data)
    table: dict[str, Callable[..., tuple[Link, ...]]] = {"gold": gold_links, "words": word_links}
    return table[name]


def main() -> int:
    """Run the benchmark."""
    options_of = parser(__doc__, "a folder of traditions, or one of them")
    options_of.add_argument("--links", choices=LINKERS, nargs="+", default=["gold", "retold"])
    options_of.add_argument(
        "--list",
        choices=("nothing", "neutral", "developed on", "held out", "all"),
        default="neutral",
        help="list what is neither hit nor false alarm, or all misses and false alarms of a part",
    )
    options_of.add_argument("--trust", action="store_true", help="print the counts of each rule")
    options = options_of.parse_args()
    events = load(options.data)
    if not events:
        sys.exit(f"{options.data}: no traditions there; give the folder that holds them")
    measures: dict[str, float] = {}
    for name in options.links:
        measures |= _report(name, events, _linker(name, options), options)
    every = Tally()
    for event in events:
        every.add(score(event, baseline, gold_links))
    show("every new word, gold links", every)
    return finish("changes", measures, {"traditions": digest(options.data)}, options)


if __name__ == "__main__":
    sys.exit(main())
