"""Findings about figures: reports that disagree, whose figure was taken, wrong conversions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from retold.findings.forms import Forms, meet
from retold.findings.phrases import Names, passage
from retold.findings.subjects import TOLLS
from retold.findings.tale import Tale
from retold.findings.wordings import converted, shown
from retold.language.figures import same_quantity
from retold.language.units import convert
from retold.types import Figure, FigureRow, FigureUse, Finding, Lineage, Place

_TOLL, _FIGURES, _CHOICE, _CONVERSION = 78.0, 56.0, 60.0, 66.0
_MOST_VALUES = 4
_BOTH = re.compile(
    r"\s?[(\[,/]?\s?(?:or|about|around|roughly|some|approximately|that is|i\.e\.|ca\.|~)?\s?"
    r"(?:about |around |roughly |some )?\Z"
)


def figure_findings(
    tale: Tale, names: Names, rows: Sequence[FigureRow], lineages: Sequence[Lineage]
) -> Iterator[Finding]:
    """Tell of figures that disagree."""
    changed = _changed(lineages)
    for pair in tale.open_pairs:  # told of as differences
        for one in pair.differences:
            for place in (one.child, one.parent):
                if place is not None:
                    changed[place.article].append((place, Forms(one)))
    for row in rows:
        if row.first_other is not None and row.kind not in {"date", "time"}:
            yield from _disagreement(tale, names, row, changed)
        if row.first_other is not None:
            yield from _choices(tale, names, row)
    for article in tale.in_order:
        yield from _conversions(tale, names, article)


def _changed(lineages: Sequence[Lineage]) -> dict[str, list[tuple[Place, Forms]]]:
    """Return the passages that a lineage is about, by article, each with its forms."""
    found: dict[str, list[tuple[Place, Forms]]] = defaultdict(list)
    for one in lineages:
        forms = Forms(one.change)
        for place in (one.change.child, one.change.parent, *one.inherited, *one.older):
            if place is not None:
                found[place.article].append((place, forms))
    return found


def _disagreement(
    tale: Tale,
    names: Names,
    row: FigureRow,
    changed: Mapping[str, Sequence[tuple[Place, Forms]]],
) -> Iterator[Finding]:
    """Tell of reports that give different values, each of its own knowledge.

    A value that was made of another on the way is the business of its lineage.
    """
    firsts: dict[int, FigureUse] = {}
    for use in row.uses:
        firsts.setdefault(use.variant, use)
    forms = [f for use in row.uses for f in _touching(use.place, changed)]
    own = [
        use
        for n, use in firsts.items()
        if n == 0 or (use.source is None and not _was_made(row.kind, use, firsts[0], forms))
    ]
    if len({use.place.article for use in own}) < 2 or _has_aged(tale, row, own):
        return
    values = []
    for use in own[:_MOST_VALUES]:
        who = [u.place.article for u in row.uses if u.variant == use.variant]
        speaker = f", citing {use.speaker}" if use.speaker else ""
        values.append(f"{shown(tale, use.place)} ({names.all(who, 3)}{speaker})")
    yield Finding(
        tale.story.id,
        "figures",
        f"Reports disagree on {row.subject}: {'; '.join(values)}.",
        _TOLL if row.subject.endswith(TOLLS) else _FIGURES,
        tuple(dict.fromkeys(use.place.article for use in own)),
        tuple(use.place for use in own),
    )


def _has_aged(tale: Tale, row: FigureRow, own: Sequence[FigureUse]) -> bool:
    """Tell whether somebody merely had a birthday between two articles."""
    values = [use.value or 0.0 for use in own]
    days = {(tale.sides[u.place.article].prepared.article.published or "")[:7] for u in own}
    return row.subject.startswith("age") and max(values) - min(values) <= 1 and len(days) > 1


def _touching(
    place: Place, changed: Mapping[str, Sequence[tuple[Place, Forms]]]
) -> Iterator[Forms]:
    for other, forms in changed.get(place.article, ()):
        if other.start < place.end and place.start < other.end:
            yield forms


def _was_made(kind: str, use: FigureUse, first: FigureUse, changes: Sequence[Forms]) -> bool:
    """Tell whether a change made a value of another, or another of it."""
    mine, theirs = ([Figure(0, 0, kind, u.value, u.unit)] for u in (use, first))
    return any(
        meet(mine, forms.new_figures)
        or (meet(mine, forms.old_figures) and meet(theirs, forms.new_figures))
        for forms in changes
    )


def _choices(tale: Tale, names: Names, row: FigureRow) -> Iterator[Finding]:
    """Tell whose figure an article took whose two sources disagree."""
    given: dict[str, FigureUse] = {}
    for use in row.uses:
        given.setdefault(use.place.article, use)
    for article, use in given.items():
        parents = [d.parent for d in tale.parents.get(article, ()) if d.parent in given]
        others = [p for p in parents if given[p].variant != use.variant]
        if use.source is None or len(parents) < 2 or not others:
            continue
        other = given[others[0]]
        yield Finding(
            tale.story.id,
            "figures",
            f"{names.of(article)} has two sources that disagree ({row.subject}) and takes "
            f"{shown(tale, use.place)} from {names.of(use.source)}, not {passage(other.text)} from "
            f"{names.of(others[0])}.",
            _CHOICE,
            (article, use.source, others[0]),
            (use.place, given[use.source].place, other.place)
            if use.source in given
            else (use.place, other.place),
        )


# Conversions


def _conversions(tale: Tale, names: Names, article: str) -> Iterator[Finding]:
    """Tell of one measure that stands in two units which do not agree: ``63 miles (63 km)``."""
    side = tale.sides[article]
    for index, row in enumerate(side.figures):
        for a, b in pairwise(row):
            if not _says_twice(side.text, a, b):
                continue
            start, end = a.start, b.end
            sentence = (
                f"{names.of(article)} writes {passage(side.text[start:end])}; "
                f"{' '.join(side.text[a.start : a.end].split())} is {converted(a, b.unit)}."
            )
            place = Place(article, index, start, end)
            yield Finding(tale.story.id, "conversion", sentence, _CONVERSION, (article,), (place,))


def _says_twice(text: str, a: Figure, b: Figure) -> bool:
    """Tell whether two figures beside each other are one measure in two units, wrongly."""
    between = text[a.end : b.start]
    marked = any(mark in between for mark in "([/") or "or" in between.split()
    if a.kind != "measure" or b.kind != "measure" or a.unit == b.unit or not marked:
        return False
    if len(between) > 24 or not _BOTH.fullmatch(between) or a.value is None or not a.unit:
        return False
    return convert(a.value, a.unit, b.unit or "") is not None and same_quantity(a, b) == "different"
