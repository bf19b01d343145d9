"""Where two articles differ of which nobody knows who took from whom: both sides, no arrow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from retold.reports.alterations import GLANCE, in_place, version
from retold.reports.markup import Markup, el, join
from retold.reports.places import Places
from retold.reports.view import View, gravity
from retold.reports.words import count, shorten

Json = dict[str, Any]

DIFFERENCE_WORDS = {
    "number": "figures",
    "unit": "units",
    "date": "dates or times",
    "name": "names",
    "quote": "quotation",
    "attribution": "attribution",
    "certainty": "certainty",
    "negation": "negation",
    "unquoted": "quotation marks",
    "voice": "reporting verb",
    "dropped": "only in one",
    "added": "only in one",
}
SHOWN = 12
"""Differences of a pair that are shown unasked."""
HINT = (
    "Where these articles come from is too unsure to say. This is what differs between each and "
    "the text that it is nearest to, told of both sides: nobody knows who changed it."
)


def differences(story: Json, places: Places) -> Markup | None:
    """Return the differences of the open pairs of a story."""
    pairs = [pair for pair in places.seen.open_in(story) if pair["changes"]]
    if not pairs:
        return None
    return el(
        "section",
        el("h3", "Where undecided articles differ"),
        el("p", HINT, class_="hint"),
        (_pair(pair, places) for pair in pairs),
        class_="changes pairs",
    )


def _pair(pair: Json, places: Places) -> Markup:
    seen = places.seen
    rows = sorted(pair["changes"], key=gravity)
    shown = [row for row in rows if row["severity"] != "minor"][:SHOWN] or rows[:SHOWN]
    rest = [row for row in rows if row not in shown]
    items, more = ([_difference(row, pair, places) for row in part] for part in (shown, rest))
    names = f"{seen.label(pair['parent'])} and {seen.label(pair['child'])}"
    return el(
        "div",
        el("h4", f"{names} ({count(len(rows), 'difference')})"),
        el("ol", items),
        el("details", el("summary", f"{len(rest):,} more"), el("ol", more)) if rest else None,
    )


def _difference(row: Json, pair: Json, places: Places) -> Markup:
    seen = places.seen
    collated = (
        {(pair["child"], pair["parent"]): pair["id"]} if pair["id"] in places.collated else {}
    )
    one_sided = not (row["before"] and row["after"])
    reason = row["reason"]
    if row["kind"] not in {"dropped", "added"}:
        reason = f"{DIFFERENCE_WORDS[row['kind']]}: {reason}"
    return el(
        "li",
        el("p", *_glance(row, seen), class_="what", dir="auto"),
        el("p", reason, " ", in_place(row, collated), " ", el("code", row["id"]), class_="reason"),
        None if one_sided else _both(row, seen),
        id=row["id"],
        class_=f"change {row['severity']}",
        tabindex="-1",
    )


def _glance(row: Json, seen: View) -> Sequence[str]:
    if row["before"] and row["after"]:
        sign = el("span", " ≠ ", class_="arrow")
        return (shorten(row["before"], GLANCE), sign, shorten(row["after"], GLANCE))
    side = "parent" if row["before"] else "child"
    label = el("strong", f"Only in {seen.label(row[side]['article'])}: ")
    words = shorten(row["before"] or row["after"] or "", 4 * GLANCE)
    return (label, el("span", words, class_="whole"))


def _both(row: Json, seen: View) -> Markup:
    sides = (("parent", "before"), ("child", "after"))
    return el(
        "div",
        join(*(version(row[side], row[words], seen) for side, words in sides)),
        class_="versions",
    )
