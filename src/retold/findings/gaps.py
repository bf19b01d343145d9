"""Findings about what retellings leave out: replies, figures, quotations that carry weight."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from retold.findings.phrases import Names, capital, counted, passage
from retold.findings.tale import Tale
from retold.types import Change, Finding, Place

_SHARED, _OWN, _BRIEF = 36.0, 30.0, -12.0
_LEAST = 2  # retellings that leave a passage out before that is a finding of its own


def gap_findings(tale: Tale, names: Names) -> Iterator[Finding]:
    """Tell which weighty passages are left out, by whom."""
    heavy = [c for c in tale.changes if c.kind == "dropped" and c.severity == "high" and c.parent]
    by_passage: dict[tuple[str, int], list[Change]] = defaultdict(list)
    for change in heavy:
        assert change.parent is not None
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


def _children(row: Sequence[Change]) -> int:
    return len({c.child_article for c in row})


def _left_out(tale: Tale, names: Names, row: Sequence[Change]) -> Finding:
    """Tell of one passage that several retellings lack."""
    parent = row[0].parent_article
    children = names.sorted(c.child_article for c in row)
    every = {d.child for d in tale.story.descents if d.parent == parent}
    who = f"{counted(len(children), 'retelling')} of {len(every):,}"
    if len(children) == len(every):
        who = "both retellings" if len(every) == 2 else f"all {counted(len(every), 'retelling')}"
    sentence = f"{capital(who)} of {names.of(parent)} leave out {passage(row[0].before)}."
    return Finding(
        tale.story.id,
        "dropped",
        sentence,
        _SHARED + 4 * len(children),
        (*children, parent),
        _places(row),
        tuple(row),
    )


def _omits(tale: Tale, names: Names, child: str, parent: str, row: Sequence[Change]) -> Finding:
    """Tell of the passages that one retelling lacks, by the heaviest of them."""
    brief = any(d.kind == "brief" for d in tale.parents.get(child, ()) if d.parent == parent)
    more = len(row) - 1
    also = f" and {counted(more, 'more passage')} with figures or quotations" if more else ""
    who = f"{names.of(child)}, a brief," if brief else names.of(child)
    sentence = f"{who} leaves out {passage(row[0].before)}{also}, which {names.of(parent)} has."
    weight = _OWN + min(more, 6) + _BRIEF * brief
    return Finding(
        tale.story.id, "dropped", sentence, weight, (child, parent), _places(row), tuple(row)
    )


def _places(row: Sequence[Change]) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(c.parent for c in row if c.parent))
