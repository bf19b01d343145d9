"""What changed on the way, by severity: at a glance, in both sentences, and why it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from retold.reports.markup import Markup, el, join
from retold.reports.passages import where
from retold.reports.places import Places
from retold.reports.view import SEVERITIES, View, alike
from retold.reports.words import count, shorten

Json = dict[str, Any]

SEVERITY_WORDS = {
    "high": "High: the story now says something else",
    "medium": "Medium: worth a look",
    "minor": "Minor",
}

GLANCE = 90
"""Characters of either side of a change in its first line."""
MOST = 0.8
"""A passage with more than this part of its sentence needs no sentence around it."""
MOST_GRAVE = 15
"""Up to this many changes of the gravest kind are shown unasked."""
UNFOLDED = 12
"""Up to this many changes of medium severity are shown unasked."""

CHANGE_WORDS = {
    "number": "number changed",
    "unit": "unit changed",
    "date": "date or time changed",
    "name": "name changed",
    "quote": "quotation altered",
    "attribution": "attribution changed or lost",
    "certainty": "certainty changed",
    "negation": "negation changed",
    "unquoted": "quotation marks removed",
    "voice": "reporting verb changed",
    "dropped": "dropped",
    "added": "added",
}


def changes(story: Json, places: Places) -> Markup | None:
    """Return the changes of a story by severity, each with both texts and its reason."""
    rows = places.seen.changes_in(story)
    if not rows:
        return None
    shown = [d for d in story["descents"] if d["id"] in places.collated]
    pairs = {(d["child"], d["parent"]): d["id"] for d in shown}
    tally = Counter(row["severity"] for row in rows)
    groups = [
        (s, [g for g in alike(rows) if g[0]["severity"] == s]) for s in SEVERITIES if tally[s]
    ]
    listed = [
        _severity(
            f"{SEVERITY_WORDS[name]} ({tally[name]:,})",
            [_change(same, pairs, places) for same in group],
            gravest=n == 0,
            unfolded=name == "medium",
        )
        for n, (name, group) in enumerate(groups)
    ]
    return el("section", el("h3", "What changed on the way"), listed, class_="changes")


def _severity(words: str, items: Sequence[Markup], *, gravest: bool, unfolded: bool) -> Markup:
    title = el("h4", words)
    if gravest and len(items) <= MOST_GRAVE:
        return el("div", title, el("ol", items))
    if gravest:
        more = el("summary", f"{len(items) - MOST_GRAVE} more")
        rest = el("details", more, el("ol", items[MOST_GRAVE:]))
        return el("div", title, el("ol", items[:MOST_GRAVE]), rest)
    shown = unfolded and len(items) <= UNFOLDED
    return el("details", el("summary", title), el("ol", items), open=shown)


def _change(same: Sequence[Json], pairs: Mapping[tuple[str, str], str], places: Places) -> Markup:
    """Return a change, with the other retellings in which it is the same."""
    row = same[0]
    reason = f"{CHANGE_WORDS[row['kind']]}: {row['reason']}"
    return el(
        "li",
        el("p", *_difference(row["before"], row["after"]), class_="what", dir="auto"),
        el("p", reason, " ", in_place(row, pairs), " ", el("code", row["id"]), class_="reason"),
        _versions(row, places.seen),
        _carried_on(row, places),
        _repeated(same[1:], pairs, places.seen),
        id=row["id"],
        class_=f"change {row['severity']}",
        tabindex="-1",
    )


def _repeated(
    rows: Sequence[Json], pairs: Mapping[tuple[str, str], str], seen: View
) -> Markup | None:
    """Name the other retellings in which the same passage is gone, or new."""
    if not rows:
        return None
    named = (
        el("span", in_place(r, pairs, seen.label(r["child"]["article"])), id=r["id"]) for r in rows
    )
    parts = [part for name in named for part in (", ", name)][1:]
    return el(
        "p", "The same in ", count(len(rows), "other retelling"), ": ", parts, class_="lineage"
    )


def _carried_on(row: Json, places: Places) -> Markup | None:
    """Say who took the change over, and who printed the older form after it was made."""
    lineage = places.seen.lineages.get(row["id"])
    if lineage is None:
        return None
    late = {(p["article"], p["sentence"]) for p in lineage["late"]}
    known = {row["parent"]["article"]}
    older = [
        p
        for p in lineage["older"]
        if (p["article"], p["sentence"]) not in late and p["article"] not in known
    ]
    parts = [
        _named("Taken over by: ", lineage["inherited"], places),
        _named("The older form is also in: ", older, places),
        _named("Printed later with the older form: ", lineage["late"], places),
    ]
    told = [part for part in parts if part is not None]
    if not told:
        return None
    if lineage["corrects"]:
        told.append(el("div", "An update made the change: the older form may be the error."))
    return el("div", told, class_="lineage")


def _named(words: str, rows: Sequence[Json], places: Places) -> Markup | None:
    # No paragraph: the fold of many names may not stand in one.
    return el("div", words, places.names(rows)) if rows else None


def _stands(side: Json, seen: View) -> Markup | None:
    """Say where a passage stands in the input."""
    article = seen.articles.get(side["article"])
    if article is None or side["start"] is None:
        return None
    return el("span", f" {where(article, side['start'], side['end'])}", class_="where")


def in_place(
    row: Json, pairs: Mapping[tuple[str, str], str], words: str | None = None
) -> Markup | str | None:
    """Return a link to the sentence in the collation of the two texts, else the words alone."""
    descent = pairs.get((row["child"]["article"], row["parent"]["article"]))
    for side, letter in (("child", "c"), ("parent", "p")):
        sentence = row[side]["sentence"]
        if descent is not None and sentence is not None:
            return el("a", words or "in place", href=f"#{descent}{letter}{sentence}")
    return words


def _versions(row: Json, seen: View) -> Markup:
    """Return both sides; of a whole sentence that only one side has, whose it is will do."""
    child, parent = row["child"], row["parent"]
    place, words = (child, row["after"]) if row["after"] else (parent, row["before"])
    alone = not (row["before"] and row["after"])
    role = " (source)"
    if (child["article"], parent["article"]) in seen.unsure:
        role = " (source, or the later one: that is unsure)"
    if alone and len(words or "") > MOST * len(seen.sentence(place)):
        pair = f"{seen.label(parent['article'])}{role} → {seen.label(child['article'])}"
        return el("p", pair, _stands(place, seen), class_="whose")
    return el(
        "div",
        version(parent, row["before"], seen, role, "source"),
        version(child, row["after"], seen, "", "derived"),
        class_="versions",
    )


def _difference(before: str | None, after: str | None) -> tuple[str, ...]:
    """Say the change itself, short enough to be read at a glance."""
    arrow = el("span", " → ", class_="arrow")
    if before and after:
        return (shorten(before, GLANCE), arrow, shorten(after, GLANCE))
    label = el("strong", "Gone: " if before else "New: ")
    return (label, el("span", shorten(before or after or "", 4 * GLANCE), class_="whole"))


def version(
    place: Json, words: str | None, seen: View, role: str = "", side: str | None = None
) -> Markup:
    """Return one side of a change: whose text it is, and the sentence with the words marked."""
    label = el("p", f"{seen.label(place['article'])}{role}", _stands(place, seen), class_="whose")
    if not words:
        return el("div", label, el("p", "nothing of the kind", class_="missing"), class_=side)
    sentence = seen.sentence(place)
    # The words may be all there is of a passage that is no sentence, or none of it in a row.
    around = sentence if words in sentence else words
    return el("div", label, el("p", _with_mark(around, words), dir="auto"), class_=side)


def _with_mark(sentence: str, words: str) -> Markup:
    before, found, after = sentence.partition(words)
    return join(before, el("mark", found), after)
