"""Rows of ``retold/1`` that tell an editor: figures, lineages, utterances and findings.

They speak of changes by the ids of their rows, so that a reader of the JSON finds them again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from retold.reports.rows import as_place, change_id, known, method, number, row_id
from retold.types import (
    Analysis,
    Change,
    FigureRow,
    FigureUse,
    Finding,
    Lineage,
    Place,
    Rendering,
    Utterance,
)

Json = dict[str, Any]
Order = Callable[[str], int]
Key = tuple[Any, ...]


def as_told(analysis: Analysis, changes: Mapping[Change, str], rank: Mapping[str, int]) -> Json:
    """Return the figures, lineages, utterances and findings of all stories.

    Args:
        analysis: What was found.
        changes: The id of every change's row.
        rank: The place of every article in the order of the document.
    """

    def order(article: str) -> int:
        return rank.get(article, len(rank))

    def ids(rows: Iterable[Change]) -> list[str]:
        return list(dict.fromkeys(changes.get(row) or change_id(row) for row in rows))

    return {
        "figures": _sorted((_figure(row), _figure_key(row, order)) for row in analysis.figures),
        "lineages": _sorted(
            (_lineage(row, ids([row.change])[0]), _change_key(row.change, order))
            for row in analysis.lineages
        ),
        "utterances": _sorted(
            (_utterance(row), _place_key(row.longest, order)) for row in analysis.utterances
        ),
        "findings": _sorted(
            (_finding(row, ids(row.changes)), (-row.weight, row.sentence))
            for row in analysis.findings
        ),
    }


def _sorted(rows: Iterable[tuple[Json, Key]]) -> list[Json]:
    """Sort rows by story and what they are about, and part the ids of those about the same."""
    ordered = sorted(rows, key=lambda row: (row[0]["story"].zfill(12), row[1], repr(row[0])))
    seen: dict[str, int] = {}
    for row, _ in ordered:
        count = seen[row["id"]] = seen.get(row["id"], 0) + 1
        if count > 1:
            row["id"] = f"{row['id']}-{count}"
    return [row for row, _ in ordered]


def _place_key(place: Place, order: Order) -> Key:
    return (order(place.article), place.start, place.end, place.article)


def _change_key(change: Change, order: Order) -> Key:
    place = change.child or change.parent
    start = place.start if place else -1
    return (order(change.child_article), start, change.kind, change.parent_article)


def _figure_key(row: FigureRow, order: Order) -> Key:
    first = _place_key(row.uses[0].place, order) if row.uses else ()
    return (row.first_other is None, -len(row.uses), first, row.subject)


def _figure(row: FigureRow) -> Json:
    first = (row.uses[0].place.article, row.uses[0].place.start) if row.uses else ()
    return {
        "id": row_id("f", row.kind, row.subject, *first),
        "story": row.story,
        "subject": row.subject,
        "kind": row.kind,
        "uses": [_use(use) for use in row.uses],
        "first_other": row.first_other,
        "method": method("findings"),
    }


def _use(use: FigureUse) -> Json:
    return {
        **as_place(use.place),
        "text": use.text,
        "value": known(use.value),
        "unit": use.unit,
        "speaker": use.speaker,
        "variant": use.variant,
        "source": use.source,
    }


def _lineage(row: Lineage, change: str) -> Json:
    return {
        "id": row_id("n", change),
        "story": row.story,
        "change": change,
        "inherited": [as_place(place) for place in row.inherited],
        "older": [as_place(place) for place in row.older],
        "late": [as_place(place) for place in row.late],
        "corrects": row.corrects,
        "method": method("findings"),
    }


def _utterance(row: Utterance) -> Json:
    longest = row.longest
    return {
        "id": row_id("u", longest.article, longest.start, longest.end),
        "story": row.story,
        "speaker": row.speaker,
        "role": row.role,
        "longest": as_place(longest),
        "renderings": [_rendering(one) for one in row.renderings],
        "primary": as_place(row.primary) if row.primary else None,
        "method": method("quotes"),
    }


def _rendering(one: Rendering) -> Json:
    return {
        **as_place(one.place),
        "form": one.form,
        "altered": [[before, after] for before, after in one.altered],
        "speaker": one.speaker,
        "cue": one.cue,
    }


def _finding(row: Finding, changes: list[str]) -> Json:
    places = [as_place(place) for place in row.places]
    where = [part for p in places[:1] for part in (p["article"], p["start"], p["end"])]
    return {
        "id": row_id("k", row.kind, *row.articles, *where, *changes),
        "story": row.story,
        "kind": row.kind,
        "sentence": row.sentence,
        "weight": number(row.weight),
        "articles": list(row.articles),
        "places": places,
        "changes": changes,
        "method": method("findings"),
    }
