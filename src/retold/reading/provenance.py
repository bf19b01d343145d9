"""Where each field of an article was found, and where the places of a page disagree."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from retold.reading.meta import Meta
from retold.types import Found

Place = tuple[str, Meta]
_FIELDS = ("headline", "standfirst", "outlet", "byline", "published", "updated", "language", "url")
_ALWAYS = frozenset({"updated"})
_APART = timedelta(hours=36)
"""Dates further apart than zones and days can explain are said to disagree."""
_EXACT = timedelta(hours=3)
"""So are moments whose zones are known, if they are further apart than an editing shift."""


def found_in(places: Iterable[Place], used: Meta) -> tuple[Found, ...]:
    """Return every value that a place gives for a field, and whether the article has it.

    >>> told = ("JSON-LD", Meta(published="2024-05-02"))
    >>> [(f.where, f.used) for f in found_in([told], Meta(published="2024-05-02"))]
    [('JSON-LD', True)]
    """
    rows: dict[tuple[str, str, str], Found] = {}
    for where, meta in places:
        for name in _FIELDS:
            value = _value(meta, name)
            if value:
                same = name in _ALWAYS or value == _value(used, name)
                rows.setdefault((name, value, where), Found(name, value, where, used=same))
    return tuple(sorted(rows.values(), key=lambda f: (_FIELDS.index(f.field), not f.used)))


def disagreements(found: Iterable[Found]) -> tuple[str, ...]:
    """Return in words where places give dates of publication that can't be the same."""
    dated = [row for row in found if row.field == "published"]
    used = next((row for row in dated if row.used), None)
    if used is None:
        return ()
    said = f"published: {used.where} {_says(used)} {used.value}"
    others = [row for row in dated if not row.used and _far(row.value, used.value)]
    return tuple(f"{said}, {other.where} {_says(other)} {other.value}" for other in others)


def _says(row: Found) -> str:
    return "say" if row.where.endswith("tags") else "says"


def _value(meta: Meta, name: str) -> str | None:
    value = getattr(meta, name)
    return ", ".join(value) if isinstance(value, tuple) else value


def _far(left: str, right: str) -> bool:
    try:
        first, second = (datetime.fromisoformat(text) for text in (left, right))
    except ValueError:
        return False
    exact = first.tzinfo is not None and second.tzinfo is not None
    return abs(_moment(first) - _moment(second)) > (_EXACT if exact else _APART)


def _moment(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
