"""Findings about what was changed on the way: one for every error, whoever carries it on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import log2

from retold.findings.errors import Error, is_hedge, is_likely
from retold.findings.forms import Forms
from retold.findings.phrases import Names, counted
from retold.findings.tale import Tale
from retold.findings.wordings import sentence
from retold.statements.lexicon import reporting_verbs
from retold.types import Change, FigureRow, Finding, Lineage, Place

_WEIGHTS = {
    "negation": 80.0,
    "number": 76.0,
    "unit": 76.0,
    "quote": 70.0,
    "certainty": 68.0,
    "name": 62.0,
    "date": 62.0,
    "attribution": 52.0,
    "unquoted": 50.0,
    "voice": 50.0,
}
_SEVERITY = {"high": 0.0, "medium": -26.0, "minor": -60.0}
_HEIR = 6.0  # weight that doubling the number of carriers adds
_LATE = 14.0  # weight of an older form that is printed after its correction
_UNLIKELY = -34.0  # two values that hardly took each other's place
_JUDGED = 8.0  # a word that turns what was said into a confession or a denial
_MARKS = -32.0  # marks that were removed are minor, but no typing error
_HEDGE = -16.0  # the value stayed, how exact it is did not
_NEAR = 40  # characters around a figure that may show it to be a time stamp
_STAMP = re.compile(r"\b(?:updated|posted|published|modified)\b", re.IGNORECASE)
_CLOCK = re.compile(r"\d\s?[:/]\s?\d\d|\b[AP]\.?M\b")
_UPDATED = -24.0  # an update may change figures


def alteration_findings(
    tale: Tale, names: Names, lineages: Sequence[Lineage], rows: Sequence[FigureRow]
) -> Iterator[Finding]:
    """Tell of every change that matters, with who carries it."""
    row_of = {use.place: number for number, row in enumerate(rows) for use in row.uses}
    for error in _errors(tale, lineages, row_of):
        if in_stamp(tale, error.change):
            continue
        grave = error.change.severity != "minor"
        if grave or any(one.late and one.corrects for one in error.lineages):
            yield _finding(tale, names, error)
    yield from _manners(tale, names)


def in_stamp(tale: Tale, change: Change) -> bool:
    """Tell whether a figure is part of when a page was posted: ``Updated 12/19/2005 2:36 PM``."""
    if change.kind not in {"number", "unit", "date"}:
        return False
    for place in (change.child, change.parent):
        if place is not None:
            near = tale.sides[place.article].text[max(0, place.start - _NEAR) : place.end + _NEAR]
            if _STAMP.search(near) and _CLOCK.search(near):
                return True
    return False


def _manners(tale: Tale, names: Names) -> Iterator[Finding]:
    """Tell of marks that were removed and of other reporting verbs, of one retelling together."""
    rows: dict[tuple[str, str, str], list[Change]] = defaultdict(list)
    for change in tale.changes:
        counts = change.kind == "unquoted" or (
            change.kind == "voice" and (change.severity != "minor" or _judges(change))
        )
        if counts and change.after:
            rows[change.child_article, change.parent_article, change.kind].append(change)
    for row in rows.values():
        row.sort(key=lambda c: (c.severity != "high", not _judges(c)))
        first = row[0]
        error = Error((Lineage(tale.story.id, first, (), ()),))
        told = sentence(tale, names, error, ())
        if len(row) > 1:
            what = {"unquoted": "quotation", "voice": "reporting verb"}[first.kind]
            told = f"{told[:-1]}; so with {counted(len(row) - 1, 'more ' + what)}."
        places = tuple(dict.fromkeys(p for c in row for p in (c.child, c.parent) if p))
        weight = _WEIGHTS[first.kind] + max(_SEVERITY[first.severity], _MARKS) + min(len(row), 5)
        weight += _JUDGED * _judges(first)
        articles = (first.child_article, first.parent_article)
        yield Finding(tale.story.id, "change", told, weight, articles, places, tuple(row))


def _judges(change: Change) -> bool:
    """Tell whether a reporting verb makes words a confession or a denial."""
    verbs = reporting_verbs(change.after or "") if change.kind == "voice" else ()
    return any(force in {"admission", "denial"} for _, _, force in verbs)


def weight_of(change: Change) -> float:
    """Return how much a change matters by itself."""
    weight = _WEIGHTS[change.kind] + _SEVERITY[change.severity]
    if not is_likely(change):
        return weight + _UNLIKELY
    return weight + _HEDGE if is_hedge(change) else weight


def _errors(tale: Tale, lineages: Sequence[Lineage], row_of: Mapping[Place, int]) -> list[Error]:
    """Join the lineages of those who made the same of the same passage, each on his own.

    Passages are the same that retell one sentence, and figures that stand in one row.
    """
    groups: dict[tuple[str, object], list[list[Lineage]]] = {}
    for one in lineages:
        parent = one.change.parent
        assert parent is not None
        row = _row(one.change.child, row_of)
        key = (one.change.kind, _origin(tale, parent) if row is None else row)
        rows = groups.setdefault(key, [])
        forms = Forms(one.change)
        same = next((row for row in rows if Forms(row[0].change).like(forms)), None)
        if same is None:
            rows.append([one])
        else:
            same.append(one)
    return [Error(tuple(row)) for rows in groups.values() for row in rows]


def _row(place: Place | None, row_of: Mapping[Place, int]) -> int | None:
    """Return the row of the first figure in a passage."""
    if place is None:
        return None
    inside = (
        number
        for other, number in row_of.items()
        if other.article == place.article and other.start < place.end and place.start < other.end
    )
    return next(inside, None)


def _origin(tale: Tale, place: Place) -> tuple[str, int]:
    """Follow a sentence up to the earliest one that it retells."""
    spot = (place.article, place.sentence)
    seen = {spot}
    while above := [s for s in tale.retold_from.get(spot, ()) if s not in seen]:
        spot = min(above, key=lambda s: (tale.place.get(s[0], 1 << 30), s))
        seen.add(spot)
    return spot


def _finding(tale: Tale, names: Names, error: Error) -> Finding:
    change = error.change
    carriers = error.carriers
    late = names.sorted(
        place.article
        for one in error.lineages
        if one.corrects
        for place in one.late
        if place.article not in carriers
    )
    weight = weight_of(change) + _HEIR * log2(len(carriers))
    if error.corrects:
        weight += _LATE if late else _UPDATED
    older = (p for one in error.lineages for p in one.older if p.article in late)
    made = (p for one in error.lineages for p in (one.change.child, *one.inherited))
    places = (*made, change.parent, *older)
    return Finding(
        tale.story.id,
        "lineage" if len(carriers) > 1 or late else "quote" if change.kind == "quote" else "change",
        sentence(tale, names, error, late),
        weight,
        tuple(dict.fromkeys([*carriers, change.parent_article, *late])),
        tuple(dict.fromkeys(p for p in places if p is not None)),
        tuple(one.change for one in error.lineages),
    )
