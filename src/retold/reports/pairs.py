"""Open pairs in the JSON and for the writers: an undecided article beside its likeliest candidate.

Their rows speak of a first and a second text and never of a source, so that nobody who reads the
JSON takes a difference for a change that somebody made.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from retold.reports.rows import as_place, as_side, change_ends, known, method, number, row_id
from retold.types import Change, Link, OpenPair

Json = dict[str, Any]
_MISSING = {"dropped", "added"}


def open_pair(pair: OpenPair, story: str) -> Json:
    """Return the row of an open pair."""
    return {
        "id": row_id("o", *sorted((pair.first, pair.second))),
        "story": story,
        "first": pair.first,
        "second": pair.second,
        "first_share": number(pair.first_share),
        "second_share": number(pair.second_share),
        "links": [_link(one) for one in sorted(pair.links, key=_by_place)],
        "differences": _parted([_difference(one) for one in pair.differences]),
        "method": method("changes"),
    }


def difference_id(change: Change) -> str:
    """Return the id of a difference, if no other is about the same thing."""
    return row_id("v", change.kind, *change_ends(change))


def _by_place(link: Link) -> tuple[int, int]:
    return link.child.start, link.child.end


def _link(link: Link) -> Json:
    parents = sorted(link.parents, key=lambda p: (p.start, p.end))
    places = [part for p in (link.child, *parents) for part in (p.article, p.start, p.end)]
    return {
        "id": row_id("l", *places),
        "first": [as_place(place) for place in parents],
        "second": as_place(link.child),
        "kind": link.kind,
        "score": number(link.score),
    }


def _difference(change: Change) -> Json:
    return {
        "id": difference_id(change),
        "kind": "missing" if change.kind in _MISSING else change.kind,
        "severity": change.severity,
        "first": as_side(change.parent_article, change.parent),
        "second": as_side(change.child_article, change.child),
        "in_first": change.before,
        "in_second": change.after,
        "reason": change.reason,
        "probability": known(change.probability),
    }


def _parted(rows: list[Json]) -> list[Json]:
    """Part the ids of differences about the same thing."""
    seen: dict[str, int] = {}
    for row in rows:
        count = seen[row["id"]] = seen.get(row["id"], 0) + 1
        if count > 1:
            row["id"] = f"{row['id']}-{count}"
    return rows


# For the writers: as links and changes are shaped, the first text in the parent's place


def as_pair(row: Mapping[str, Any]) -> Json:
    """Return an open pair in the shape of a descent, with its links and differences."""
    return {
        "id": row["id"],
        "story": row["story"],
        "child": row["second"],
        "parent": row["first"],
        "shares": (row["first_share"], row["second_share"]),
        "links": [_as_link(one, row) for one in row["links"]],
        "changes": [_as_change(one, row) for one in row["differences"]],
    }


def _as_link(row: Mapping[str, Any], pair: Mapping[str, Any]) -> Json:
    return {**row, "child": row["second"], "parents": row["first"], "method": pair["method"]}


def _as_change(row: Mapping[str, Any], pair: Mapping[str, Any]) -> Json:
    kind = row["kind"]
    if kind == "missing":
        kind = "dropped" if row["in_second"] is None else "added"
    return {
        **row,
        "kind": kind,
        "child": row["second"],
        "parent": row["first"],
        "before": row["in_first"],
        "after": row["in_second"],
        "method": pair["method"],
    }
