"""Findings about figures: reports that disagree, whose figure was taken, wrong conversions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from retold.findings.phrases import Names, passage
from retold.findings.tale import Tale
from retold.findings.wordings import converted
from retold.language.figures import same_quantity
from retold.language.units import convert
from retold.types import Figure, FigureRow, FigureUse, Finding, Lineage, Place

_TOLL, _FIGURES, _CHOICE, _CONVERSION = 78.0, 56.0, 60.0, 66.0
_MOST_VALUES = 4
_BOTH = re.compile(
    r"\s?[(\[,/]?\s?(?:or|about|around|roughly|some|approximately|that is|i\.e\.|ca\.|~)?\s?"
    r"(?:about |around |roughly |some )?\Z"
)
_ROLES = ("killed", "injured", "missing", "arrested", "evacuated", "rescued")


def figure_findings(
    tale: Tale, names: Names, rows: Sequence[FigureRow], lineages: Sequence[Lineage]
) -> Iterator[Finding]:
    """Tell of figures that disagree."""
    explained = _explained(lineages)
    for row in rows:
        if row.first_other is not None:
            yield from _disagreement(tale, names, row, explained)
            yield from _choices(tale, names, row)
    for article in tale.in_order:
        yield from _conversions(tale, names, article)


def _explained(lineages: Sequence[Lineage]) -> dict[str, list[Place]]:
    """Return the passages that a lineage accounts for, by article."""
    found: dict[str, list[Place]] = defaultdict(list)
    for one in lineages:
        for place in (one.change.child, one.change.parent, *one.inherited, *one.older):
            if place is not None:
                found[place.article].append(place)
    return found


def _disagreement(
    tale: Tale, names: Names, row: FigureRow, explained: dict[str, list[Place]]
) -> Iterator[Finding]:
    """Tell of reports that give different values, each of its own knowledge."""
    firsts: dict[int, FigureUse] = {}
    for use in row.uses:
        firsts.setdefault(use.variant, use)
    own = {n: use for n, use in firsts.items() if not _is_explained(use, explained) or n == 0}
    if len(own) < 2 or len({use.place.article for use in own.values()}) < 2:
        return
    values = []
    for variant, use in list(own.items())[:_MOST_VALUES]:
        who = [u.place.article for u in row.uses if u.variant == variant]
        speaker = f", citing {use.speaker}" if use.speaker else ""
        values.append(f"{passage(use.text)} ({names.all(who, 3)}{speaker})")
    weight = _TOLL if row.subject.endswith(_ROLES) else _FIGURES
    yield Finding(
        tale.story.id,
        "figures",
        f"Reports disagree about a figure ({row.subject}): {'; '.join(values)}.",
        weight,
        tuple(dict.fromkeys(use.place.article for use in own.values())),
        tuple(use.place for use in own.values()),
    )


def _is_explained(use: FigureUse, explained: dict[str, list[Place]]) -> bool:
    place = use.place
    return use.source is not None or any(
        p.start < place.end and place.start < p.end for p in explained.get(place.article, ())
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
            f"{passage(use.text)} from {names.of(use.source)}, not {passage(other.text)} from "
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
