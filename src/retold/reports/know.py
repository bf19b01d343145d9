"""What you should know: the weightiest findings of a story, each with links to its evidence."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from retold.reports.markup import Markup, el
from retold.reports.places import Places, row_of
from retold.reports.words import count

Json = dict[str, Any]

WEIGHTIEST = 5
PLACES = 4
"""So many passages of a finding are linked to; the others are counted."""

KINDS = {
    "statement": "Statement",
    "change": "Change",
    "difference": "Difference",
    "lineage": "Carried on",
    "quote": "Quotation",
    "figures": "Figures",
    "dropped": "Left out",
    "credit": "Credit",
    "clock": "Dates",
    "conversion": "Conversion",
}


def findings(story: Json, places: Places) -> Markup | None:
    """Return the findings of a story; all but the weightiest in a fold."""
    rows = places.seen.findings(story)
    if not rows:
        return None
    shown = {change["id"] for change in places.seen.changes_in(story)}
    shown |= {one["id"] for pair in places.seen.open_in(story) for one in pair["changes"]}
    items = [_finding(row, places, shown) for row in rows]
    rest = items[WEIGHTIEST:]
    more = count(len(rest), "more finding")
    return el(
        "section",
        el("h3", "What you should know"),
        el("ol", items[:WEIGHTIEST]),
        el("details", el("summary", more), el("ol", rest, start=str(WEIGHTIEST + 1)))
        if rest
        else None,
        class_="know",
    )


def _finding(row: Json, places: Places, shown: Collection[str]) -> Markup:
    return el(
        "li",
        el("p", el("strong", f"{KINDS.get(row['kind'], row['kind'])}. "), row["sentence"]),
        _evidence(row, places, shown),
        id=row["id"],
    )


def _evidence(row: Json, places: Places, shown: Collection[str]) -> Markup | None:
    """Return links to the changes and passages of a finding."""
    changes = [key for key in row["changes"] if key in shown]
    numbered = len(changes) > 1
    noun = "difference" if row["kind"] == "difference" else "change"
    links = [
        el("a", f"the {noun} {n}" if numbered else f"the {noun}", href=f"#{key}")
        for n, key in enumerate(changes[:PLACES], 1)
    ]
    at = [place for place in row["places"] if places.href(place)]
    links += [places.link(p, _spot(p, places)) for p in at[:PLACES]]
    left = max(0, len(changes) - PLACES) + max(0, len(at) - PLACES)
    if not links:
        known = [key for key in row["articles"] if key in places.homes]
        links = [places.article(key) for key in known[:PLACES]]
        left = max(0, len(known) - PLACES)
    if not links:
        return None
    more = f" · and {left} more" if left else None
    return el("p", "See ", row_of(links, " · "), more, class_="from")


def _spot(place: Json, places: Places) -> str:
    return f"{places.seen.label(place['article'])}, sentence {place['sentence'] + 1}"
