"""The figures of a story: who gives which value, on whose word, and where it first differs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from retold.reports.markup import Markup, el, join
from retold.reports.places import Places
from retold.reports.wording import listed
from retold.reports.words import count, shorten

Json = dict[str, Any]

UNFOLDED = 15
"""Rows that differ and are shown unasked."""
AGREEING = 80
"""Rows on which all agree and that are listed; the others are in the JSON."""
WORDINGS = 3
SPEAKERS = 3
OWN = "nobody named"
"""Whose word it is where an article gives a figure as a fact."""


def figures(story: Json, places: Places) -> Markup | None:
    """Return the figures of a story: those that differ as a table, the others in a fold."""
    rows = [row for row in places.seen.told("figures", story) if row["uses"]]
    if not rows:
        return None
    differ = [row for row in rows if row["first_other"] is not None]
    agree = [row for row in rows if row["first_other"] is None]
    return el(
        "section",
        el("h3", "The figures"),
        _table(differ[:UNFOLDED], places) if differ else el("p", _NONE),
        _fold(differ[UNFOLDED:], places),
        _agreeing(agree, places),
        class_="figures",
    )


_NONE = "No figure was found to which two articles give different values."


def _fold(rows: Sequence[Json], places: Places) -> Markup | None:
    if not rows:
        return None
    title = f"{count(len(rows), 'more figure')} that differ"
    return el("details", el("summary", title), _table(rows, places))


def _table(rows: Sequence[Json], places: Places) -> Markup:
    head = ("What", "Figure", "Given by", "On whose word")
    table = el(
        "table",
        el("caption", "Figures that are not the same everywhere, in order of first use"),
        el(
            "thead",
            el("tr", (el("th", n, scope="col", role="columnheader") for n in head), role="row"),
            role="rowgroup",
        ),
        (_row(row, places) for row in rows),
        role="table",  # a phone lays its rows out as blocks, which would take the roles away
    )
    return el(
        "div",
        table,
        class_="scroll",
        tabindex="0",
        role="region",
        aria_label="Figures that differ, can be scrolled",
    )


def _row(row: Json, places: Places) -> Markup:
    """Return a figure as rows of a table, one for each of its values."""
    variants: dict[int, list[Json]] = {}
    for use in row["uses"]:
        variants.setdefault(use["variant"], []).append(use)
    lines = []
    for number, uses in enumerate(variants.values()):
        subject = el(
            "th", row["subject"], scope="rowgroup", rowspan=str(len(variants)), role="rowheader"
        )
        lines.append(
            el(
                "tr",
                subject if number == 0 else None,
                el("td", _value(uses, row, places), dir="auto", role="cell"),
                el("td", _articles(uses, places), role="cell"),
                el("td", _speakers(uses), role="cell", class_="word"),
                class_="other" if number else None,
                role="row",
            )
        )
    return el("tbody", lines, id=row["id"], role="rowgroup")


def _value(uses: Sequence[Json], row: Json, places: Places) -> Markup:
    """Return a value as first written, other wordings of it, and whether it is the odd one."""
    wordings = list(dict.fromkeys(shorten(use["text"], 60) for use in uses))
    also = f" also {listed(wordings[1:], WORDINGS)}" if wordings[1:] else ""
    first = uses[0]["article"] == row["first_other"]
    words = " first differs here" if _is_later(uses[0]["article"], row, places) else " differs here"
    mark = el("span", words, class_="flag") if first else None
    value = el("strong", places.link(uses[0], wordings[0]))
    return join(value, el("span", also, class_="also") if also else None, mark)


def _is_later(key: str, row: Json, places: Places) -> bool:
    """Tell whether it is known that an article is later than those that have the first value."""
    seen = places.seen
    others = {use["article"] for use in row["uses"] if use["variant"] == 0}
    ends = {(key, other) for other in others}
    if (ends & seen.links.keys()) - set(seen.unsure):
        return True
    return all(seen.articles.get(one, {}).get("published") for one in {key, *others})


def _articles(uses: Sequence[Json], places: Places) -> Markup:
    """Name the articles that give a value; those with two sources say whose they took."""
    took = {use["article"]: use["source"] for use in reversed(uses) if use["source"]}
    notes = {
        article: f" (from {places.seen.label(source)})"
        for article, source in took.items()
        if article in places.merged
    }
    return places.names(uses, notes)


def _speakers(uses: Sequence[Json]) -> str:
    names = list(dict.fromkeys(use["speaker"] for use in uses if use["speaker"]))
    return listed([shorten(name, 50) for name in names], SPEAKERS) or OWN


def _agreeing(rows: Sequence[Json], places: Places) -> Markup | None:
    """Return the figures on which all agree, one line each."""
    if not rows:
        return None
    left = len(rows) - AGREEING
    more = f" and {count(left, 'more figure')}: the JSON has them all"
    return el(
        "details",
        el("summary", f"{count(len(rows), 'figure')} for which no other value was found"),
        el("ul", (_agreed(row, places) for row in rows[:AGREEING])),
        el("p", more, class_="hint") if left > 0 else None,
    )


def _agreed(row: Json, places: Places) -> Markup:
    first, size = row["uses"][0], len({use["article"] for use in row["uses"]})
    value = places.link(first, shorten(first["text"], 60))
    where = f"in {count(size, 'article')}"
    return el("li", f"{row['subject']}: ", value, f" {where}", id=row["id"])
