"""Findings about what retellings leave out: replies, figures, quotations that carry weight."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import log2

from retold.findings.phrases import Names, capital, counted, listed, number, passage
from retold.findings.subjects import TOLLS
from retold.findings.tale import Tale
from retold.types import Change, FigureRow, FigureUse, Finding, Place

_TOLLS = {"killed": 60.0, "missing": 52.0, "injured": 46.0}
_FATES = {"killed": "killed", "missing": "missing", "injured": "hurt"}
_SHARED, _OWN, _BRIEF = 36.0, 30.0, -12.0
_LEAST = 2  # retellings that leave a passage out before that is a finding of its own


def gap_findings(tale: Tale, names: Names, rows: Sequence[FigureRow]) -> Iterator[Finding]:
    """Tell which tolls and which weighty passages are left out, by whom."""
    tolls = list(_tolls(tale, names, rows))
    yield from tolls
    told = {(child, place) for f in tolls for child in f.articles[:-1] for place in f.places}
    by_passage: dict[tuple[str, int], list[Change]] = defaultdict(list)
    for change in tale.changes:
        heavy = change.kind == "dropped" and change.severity == "high"
        if heavy and change.parent and not _is_told(change, change.parent, told):
            by_passage[change.parent.article, change.parent.sentence].append(change)
    shared = {spot: row for spot, row in by_passage.items() if _children(row) >= _LEAST}
    for row in shared.values():
        yield _left_out(tale, names, row)
    own: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for spot, row in by_passage.items():
        for change in row if spot not in shared else ():
            own[change.child_article, change.parent_article].append(change)
    for (child, parent), row in own.items():
        yield _omits(tale, names, child, parent, row)


def _is_told(change: Change, passage: Place, told: set[tuple[str, Place]]) -> bool:
    """Tell whether the toll in a passage is told of as one that the child leaves out."""
    return any(
        child == change.child_article
        and place.article == passage.article
        and passage.start <= place.start < passage.end
        for child, place in told
    )


def _what(change: Change) -> str:
    """Return what went with a passage, as the change has it."""
    _, _, lost = change.reason.partition(": ")
    lost = lost.removesuffix(".")
    return f" ({lost})" if lost and lost != change.reason else ""


def _tolls(tale: Tale, names: Names, rows: Sequence[FigureRow]) -> Iterator[Finding]:
    """Tell of retellings that lack what their source counts of the dead, the hurt, the missing."""
    has: dict[str, dict[str, list[FigureUse]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        toll = next((t for t in TOLLS[:3] if row.subject.endswith(t)), None)
        for use in {u.place.article: u for u in reversed(row.uses)}.values() if toll else ():
            has[use.place.article][toll or ""].append(use)
    silent: dict[tuple[str, str], list[str]] = defaultdict(list)
    for child in tale.in_order:
        for descent in tale.parents.get(child, ())[:1]:
            for toll in has.get(descent.parent, {}):
                if toll not in has.get(child, {}):
                    silent[descent.parent, toll].append(child)
    for (parent, toll), children in silent.items():
        uses = has[parent][toll]
        values = listed([passage(use.text) for use in uses], 3)
        verb = "leaves" if len(children) == 1 else "leave"
        brief = all(d.kind == "brief" for c in children for d in tale.parents[c][:1])
        who, source = names.all(children), names.of(parent)
        yield Finding(
            tale.story.id,
            "dropped",
            f"{who} {verb} out how many were {_FATES[toll]}: {source} has {values}.",
            _TOLLS[toll] + _BRIEF * brief + 4 * log2(len(children)),
            (*children, parent),
            tuple(use.place for use in uses),
        )


def _children(row: Sequence[Change]) -> int:
    return len({c.child_article for c in row})


def _left_out(tale: Tale, names: Names, row: Sequence[Change]) -> Finding:
    """Tell of one passage that several retellings lack."""
    parent = row[0].parent_article
    children = names.sorted(c.child_article for c in row)
    every = {d.child for d in tale.story.descents if d.parent == parent}
    who = f"{number(len(children))} of the {counted(len(every), 'retelling')}"
    if len(children) == len(every):
        who = "both retellings" if len(every) == 2 else f"all {counted(len(every), 'retelling')}"
    sentence = f"{capital(who)} of {names.of(parent)} leave out {passage(row[0].before)}"
    sentence += f"{_what(row[0])}."
    return Finding(
        tale.story.id,
        "dropped",
        sentence,
        _SHARED + 4 * log2(len(children)) + 8 * len(children) / len(every),
        (*children, parent),
        _places(row),
        tuple(row),
    )


def _omits(tale: Tale, names: Names, child: str, parent: str, row: Sequence[Change]) -> Finding:
    """Tell of the passages that one retelling lacks, by the heaviest of them."""
    brief = any(d.kind == "brief" for d in tale.parents.get(child, ()) if d.parent == parent)
    more = len(row) - 1
    also = f"{_what(row[0])}"
    also += f" and {counted(more, 'more passage')} of weight" if more else ""
    who = f"{names.of(child)}, a brief," if brief else names.of(child)
    sentence = f"{who} leaves out {passage(row[0].before)}{also}, which {names.of(parent)} has."
    weight = _OWN + min(more, 6) + _BRIEF * brief
    return Finding(
        tale.story.id, "dropped", sentence, weight, (child, parent), _places(row), tuple(row)
    )


def _places(row: Sequence[Change]) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(c.parent for c in row if c.parent))
