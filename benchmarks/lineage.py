"""Score the lineage of changes: where a change first appears, and who inherited it.

    python benchmarks/lineage.py --data ../shared/data [--shipped] [--every 3] [--misses]

``--data`` is the folder that holds ``traditions`` and ``releases``. A noted change is inherited by
a later version where that retells the changed line, whole and with no change noted there of its
own, or in part with the very words or figures of the newer form; and so on down. Lines that are
retold in part without these words tell nothing either way and are not counted, nor are changes
that are right conversions or stand in the other parent of a merge. Changes that nobody inherited
have no lineage to find and are left out.

Two trees are scored: the true one, with Retold's links along it, and the one that ``retold.trace``
finds, by models that have not seen the event (``folds.py``), or by those of the package with
``--shipped``. *Found* is a noted change that some lineage tells of; its first carrier is right
where the lineage begins with the version that the change was noted for. Inheritors are counted
for the changes found, and over all; who has the older form (all that retell the source's line
whole, without a change noted there, and what that line retells in turn) for those found.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, get_args

import folds
from _changes import SCORED, finds, is_conversion, overlaps
from _common import finish, parser, print_table
from _traditions import Event, Version
from _vectors import remembering
from fitting import KINDS

from retold import tracing
from retold.changes import Source, changes_from
from retold.changes.several import stands_in
from retold.findings import drawn
from retold.language import figures, prepare, words
from retold.language.encoder import Encoder
from retold.language.figures import same_quantity
from retold.statements import citations, statements
from retold.types import Analysis, Change, Descent, DescentKind, Lineage, Link, Story

Note = dict[str, Any]
Line = tuple[str, int]
TREES = ("true", "own")


@dataclass(frozen=True)
class Inherited:
    """A noted change, the version that made it, those that inherited it, those that did not.

    ``kept`` retell the source's line with no change noted there, ``unclear`` are versions of
    which nobody can tell.
    """

    note: Note
    first: str
    heirs: frozenset[str]
    kept: frozenset[str]
    unclear: frozenset[str]


@dataclass
class Tally:
    """What was noted and found on one kind of tree."""

    counts: Counter[str] = field(default_factory=Counter)
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)
    seconds: float = 0.0


# The truth


def inherited(event: Event) -> Iterator[Inherited]:
    """Follow every noted change through the sentence sources; give those that went on."""
    versions = {v.id: v for v in event.versions}
    below: dict[Line, list[tuple[Version, int, bool]]] = {}
    for version in event.versions:
        for number, line in enumerate(version.lines):
            for parent, source, part in line.sources:
                below.setdefault((parent, source), []).append((version, number, part))
    for version in event.versions:
        for note in version.changes:
            if note["kind"] in SCORED and _is_error(note, version, versions):
                found = _follow(event, version, note, below)
                if found.heirs:
                    yield found


def _is_error(note: Note, version: Version, versions: dict[str, Version]) -> bool:
    """Leave out right conversions, and what another parent of a merge says."""
    if is_conversion(note):
        return False
    others = [p for p in version.parents if not p.endswith("/" + note["source"].split(".")[0])]
    texts = [prepare(versions[p].article) for p in others]
    after = _form(note, "after")
    return not (after and any(stands_in(after, other) for other in texts))


def _form(note: Note, end: str) -> str | None:
    return None if note[end] == "-" else str(note[end])


def _follow(
    event: Event, version: Version, note: Note, below: dict[Line, list[tuple[Version, int, bool]]]
) -> Inherited:
    name, number = note["source"].rstrip("~").split(".")
    source = (f"{event.name}/{name}", int(number) - 1)
    starts = [n for v, n, _ in below.get(source, ()) if v is version]
    holding = [n for n in starts if _holds(_line(version, n), note)]
    queue = [(version.id, n) for n in holding or starts]
    heirs: set[str] = set()
    unclear: set[str] = set()
    seen = set(queue)
    while queue:
        at = queue.pop()
        for child, line, part in below.get(at, ()):
            if (child.id, line) in seen or child is version:
                continue
            seen.add((child.id, line))
            told = _carries(child, line, at, note, part=part)
            if told:
                heirs.add(child.id)
                queue.append((child.id, line))
            elif told is None:
                unclear.add(child.id)
    carriers = heirs | {version.id}
    kept, doubtful = _kept(event, source, note, below, carriers)
    unclear |= doubtful
    return Inherited(
        note,
        version.id,
        frozenset(heirs),
        frozenset(kept - carriers - unclear),
        frozenset(unclear - heirs),
    )


def _kept(
    event: Event,
    source: Line,
    note: Note,
    below: dict[Line, list[tuple[Version, int, bool]]],
    carriers: set[str],
) -> tuple[set[str], set[str]]:
    """Return who has a line with no change noted in it, and of whom nobody can tell.

    One goes down from the line and up to those that it retells, and on from there.
    """
    versions = {v.id: v for v in event.versions}
    kept, unclear = {source[0]}, set[str]()
    queue, seen = [source], {source}
    while queue:
        at = queue.pop()
        above = [
            ((p, k), part, _changed(versions[at[0]], (p, k)))
            for p, k, part in versions[at[0]].lines[at[1]].sources
        ]
        near = [((c.id, k), part, _changed(c, at)) for c, k, part in below.get(at, ())]
        for other, part, changed in [*above, *near]:
            if other in seen or other[0] in carriers:
                continue
            seen.add(other)
            if part or changed or _holds(_line(versions[other[0]], other[1]), note):
                unclear.add(other[0])
            else:
                kept.add(other[0])
                queue.append(other)
    return kept, unclear


def _changed(child: Version, above: Line) -> bool:
    """Tell whether a version notes a change of a line."""
    name = f"{above[0].split('/')[-1]}.{above[1] + 1}"
    return any(c["source"].rstrip("~") == name for c in child.changes)


def _carries(child: Version, line: int, above: Line, note: Note, *, part: bool) -> bool | None:
    """Tell whether a line that retells a changed one has the change too, where one can tell."""
    name = f"{above[0].split('/')[-1]}.{above[1] + 1}"
    if _holds(_line(child, line), note):
        return True
    if any(c["source"].rstrip("~") == name and _touches(c, note) for c in child.changes):
        return False
    return None if part else _form(note, "after") is None or not figures(note["after"])


def _touches(other: Note, note: Note) -> bool:
    """Tell whether a later change altered what a change had made."""
    return overlaps(_form(other, "before"), _form(note, "after")) or (
        other["kind"] == note["kind"] and overlaps(_form(other, "after"), _form(note, "before"))
    )


def _line(version: Version, number: int) -> str:
    return version.lines[number].span.of(version.article.text)


def _holds(line: str, note: Note) -> bool:
    """Tell whether a line has the figures, or word for word the words, of the newer form."""
    after = _form(note, "after")
    if after is None:
        return False
    before = figures(note["before"])
    own = [f for f in figures(after) if all(same_quantity(f, b) != "same" for b in before)]
    if own:
        here = figures(line)
        return all(any(same_quantity(f, g) == "same" for g in here) for f in own)
    wanted, there = ([w.norm for w in words(text)] for text in (after, line))
    size = len(wanted)
    return size > 0 and any(there[k : k + size] == wanted for k in range(len(there) - size + 1))


# What Retold says


def on_true_tree(event: Event, kit: tracing.Tools) -> Analysis:
    """Analyse an event along its true tree, with the links that Retold finds along it."""
    versions = {v.id: v for v in event.versions}
    prepared = {v.id: prepare(v.article) for v in event.versions}
    said = {name: statements(one) for name, one in prepared.items()}
    links: list[Link] = []
    found: list[Change] = []
    for version in event.versions:
        sources = []
        for parent in version.parents:
            own = tracing.compare(versions[parent].article, version.article, kit=kit).links
            links += own
            sources.append(Source(prepared[parent], own))
        found += changes_from(prepared[version.id], sources, said) if sources else ()
    return Analysis(
        tuple(prepared.values()),
        (_true_story(event),),
        tuple(links),
        tuple(found),
        tuple(c for name, one in prepared.items() for c in citations(one, said[name])),
        tuple(s for row in said.values() for s in row),
    )


def _true_story(event: Event) -> Story:
    descents = tuple(
        Descent(v.id, p, _kind(v), 1.0, 1.0, None, credited=False)
        for v in event.versions
        for p in v.parents
    )
    roots = tuple(v.id for v in event.versions if not v.parents)
    return Story("1", None, tuple(v.id for v in event.versions), roots, (), descents, ())


def on_own_tree(event: Event, kit: tracing.Tools) -> Analysis:
    """Trace an event as users do."""
    return tracing.trace([v.article for v in event.versions], kit=kit)


def _kind(version: Version) -> DescentKind:
    kind = KINDS.get(version.operation, version.operation)
    return next((known for known in get_args(DescentKind) if known == kind), "rewrite")


MAKERS: dict[str, Callable[[Event, tracing.Tools], Analysis]] = {
    "true": on_true_tree,
    "own": on_own_tree,
}


def score(event: Event, analysis: Analysis, tally: Tally) -> None:
    """Count what the lineages of one event say of the noted changes."""
    started = time.perf_counter()
    told = drawn(analysis).lineages
    tally.seconds += time.perf_counter() - started
    for gold in inherited(event):
        about = [one for one in told if _is_about(one, gold)]
        right = [one for one in about if one.change.child_article == gold.first]
        kind = gold.note["kind"]
        tally.counts.update(noted=1, found=int(bool(about)), first=int(bool(right)))
        tally.kinds.update({(kind, "noted"): 1, (kind, "found"): int(bool(about))})
        tally.kinds.update({(kind, "first"): int(bool(right))})
        best = max(right or about, key=lambda one: len(_heirs(one) & gold.heirs), default=None)
        said = _heirs(best) - {gold.first} - gold.unclear if best else frozenset()
        tally.counts.update(heirs=len(gold.heirs), said=len(said), both=len(said & gold.heirs))
        older = frozenset(place.article for place in best.older) if best else frozenset()
        older -= gold.unclear
        if best:
            tally.counts["heirs of found"] += len(gold.heirs)
            tally.counts.update({"older": len(gold.kept), "older said": len(older)})
            tally.counts["older both"] += len(older & gold.kept)
        tally.misses += _misses(gold, best, said)


def _is_about(lineage: Lineage, gold: Inherited) -> bool:
    """Tell whether a lineage tells of a noted change, wherever it has it begin."""
    here = gold.first in _heirs(lineage) | {lineage.change.child_article}
    return here and finds(lineage.change, gold.note)


def _heirs(lineage: Lineage) -> frozenset[str]:
    return frozenset(place.article for place in lineage.inherited)


def _misses(gold: Inherited, best: Lineage | None, said: frozenset[str]) -> Iterator[str]:
    line = f"{gold.first} {gold.note['kind']}: {gold.note['before']} => {gold.note['after']}"
    if best is None:
        yield f"not found: {line}"
    elif best.change.child_article != gold.first:
        yield f"begins with {best.change.child_article}: {line}"
    elif said != gold.heirs:
        lost, more = sorted(gold.heirs - said), sorted(said - gold.heirs)
        yield f"heirs lost {lost}, more {more}: {line}"


def measures(tally: Tally) -> dict[str, float]:
    """Return the shares that were right."""
    n = tally.counts
    return {
        "found": n["found"] / max(1, n["noted"]),
        "first carrier": n["first"] / max(1, n["noted"]),
        "first carrier, of those found": n["first"] / max(1, n["found"]),
        "inheritors recall": n["both"] / max(1, n["heirs"]),
        "inheritors recall, of those found": n["both"] / max(1, n["heirs of found"]),
        "inheritors precision": n["both"] / max(1, n["said"]),
        "older form recall, of those found": n["older both"] / max(1, n["older"]),
        "older form precision": n["older both"] / max(1, n["older said"]),
    }


def main() -> int:
    """Run the benchmark."""
    made = parser(__doc__, "the folder that holds traditions and releases")
    made.add_argument("--processes", type=int, default=1, help="for models that are not yet fitted")
    made.add_argument("--shipped", action="store_true", help="ask the models of the package")
    made.add_argument("--every", type=int, default=1, help="take every n-th event")
    made.add_argument("--misses", action="store_true", help="print every wrong answer")
    options = made.parse_args()
    found = folds.corpus(options.data)
    names = {e.name for e in found.traditions}
    tallies = {f"{kind}, {tree} tree": Tally() for kind in folds.KINDS for tree in TREES}
    number = 0
    with remembering() as encoder:
        for held in _held(found, options, encoder):
            number += 1
            kind = folds.KINDS[held.event.name not in names]
            for tree, make in MAKERS.items():
                score(held.event, make(held.event, held.kit), tallies[f"{kind}, {tree} tree"])
    return _report(tallies, number, options)


def _held(found: folds.Corpus, options: Any, encoder: Encoder) -> list[folds.Held]:
    if options.shipped:
        kit = tracing.tools(encoder)
        held = [folds.Held(event, kit) for event in found.scored]
    else:
        held = folds.held_out(folds.together(found), encoder, options.processes)
    return held[:: options.every]


def _report(tallies: dict[str, Tally], events: int, options: Any) -> int:
    seen = "models of the package, which have seen them" if options.shipped else "models unseen"
    print(f"lineage: {events} events, {seen}")
    floors: dict[str, float] = {}
    for tree, tally in tallies.items():
        n = tally.counts
        print(f"\n{tree}: {n['noted']} inherited changes with {n['heirs']} inheritors")
        print(f"  {tally.seconds:.2f} s for figures, lineages and findings")
        found = measures(tally)
        print_table(tree, ["measure", "share"], list(found.items()))
        rows = [
            [kind, *(tally.kinds[kind, what] for what in ("noted", "found", "first"))]
            for kind in SCORED
        ]
        print_table("by kind", ["kind", "noted", "found", "first carrier right"], rows)
        floors |= {f"{tree}: {name}": value for name, value in found.items()}
        if options.misses:
            print("\nmisses\n" + "\n".join(f"  {line}" for line in tally.misses))
    if options.shipped or options.every > 1:
        print("\nlineage: other models or events than the floors'; none applies")
        return 0
    return finish("lineage", floors, folds.digests(options.data), options)


if __name__ == "__main__":
    sys.exit(main())
