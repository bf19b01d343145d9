"""The parts of the page below the changes: evidence, statements, sources and readings."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import pairwise
from typing import Any

from retold.reports import collation, evidence
from retold.reports.lost import own_words
from retold.reports.markup import Markup, el, join, lang, safe_url
from retold.reports.places import Places
from retold.reports.view import View, anchor
from retold.reports.wording import VERBS, came_about, taken_by, takers, unseen_words
from retold.reports.words import count, first_line, percent, shorten, when

Json = dict[str, Any]

MANY = 12
"""With more descents than these, plain copies go into a fold of their own."""
LEFT_OUT = (
    "So many pairs would make this page too large; trace this story alone to read the two texts "
    "side by side."
)


def side_by_side(story: Json, places: Places) -> Markup | None:
    """Return the evidence of every descent of a story, and the collation of those named.

    Undecided articles stand below, each beside its likeliest candidate.
    """
    pairs = places.seen.open_in(story)
    if not story["descents"] and not pairs:
        return None
    alone = len(story["descents"]) + len(pairs) == 1
    copies = [d for d in story["descents"] if d["kind"] == "copy"]
    folded = copies if len(story["descents"]) > MANY and len(copies) > 1 else []
    shown = [d for d in story["descents"] if d not in folded]
    plainly = sum(_says_the_same(d, places.seen) for d in folded)
    title = f"{count(len(folded), 'copy', 'copies')}, {plainly:,} without a change of substance"
    return el(
        "section",
        el("h3", "Who took what from whom") if story["descents"] else None,
        el("p", _LEFT, class_="hint") if story["descents"] else None,
        (_descent(d, places, alone=alone) for d in shown),
        el(
            "details",
            el("summary", title),
            (_descent(d, places, alone=False) for d in folded),
            class_="copies",
        )
        if folded
        else None,
        _origins(story, places.seen),
        el("h3", "Undecided, beside the text they are nearest to") if pairs else None,
        (_open(pair, places, alone=alone) for pair in pairs),
        class_="descents",
    )


_LEFT = "The source is on the left, always. Open a pair to read it."


def _open(pair: Json, places: Places, *, alone: bool) -> Markup:
    """Return an undecided article beside its likeliest candidate."""
    shown = pair["id"] in places.collated
    return el(
        "details",
        el("summary", el("h4", collation.open_summary(pair, places.seen))),
        collation.collation(pair, places.seen) if shown else el("p", LEFT_OUT, class_="hint"),
        id=pair["id"],
        class_="descent",
        open=alone,
    )


def _origins(story: Json, seen: View) -> Markup | None:
    """Say why each origin is taken for a report of its own, in a fold."""
    keys = [key for key in story["origins"] if key in seen.articles]
    if not keys:
        return None
    rows = (
        el("li", el("strong", seen.label(key)), f": {own_words(key, story, seen)}.") for key in keys
    )
    title = f"Why {count(len(keys), 'article')} {'is an' if len(keys) == 1 else 'are'} origin"
    title += "" if len(keys) == 1 else "s"
    return el("details", el("summary", title), el("ul", rows), class_="why")


def _says_the_same(descent: Json, seen: View) -> bool:
    """Tell whether an article says what its source says, as far as was found."""
    changes = seen.changes.get((descent["child"], descent["parent"]), ())
    return all(change["severity"] == "minor" for change in changes)


def _descent(descent: Json, places: Places, *, alone: bool) -> Markup:
    seen, collated = places.seen, places.collated
    both_here = descent["parent"] in seen.articles and descent["child"] in seen.articles
    body = None
    if descent["id"] in collated:
        body = collation.collation(descent, seen)
    elif both_here:
        body = el("p", LEFT_OUT, class_="hint")
    title = collation.summary(descent, seen) if both_here else _lost(descent, seen)
    return el(
        "details",
        el("summary", el("h4", title)),
        evidence.why(descent, seen),
        body,
        id=descent["id"],
        class_="descent",
        open=alone,
    )


def _lost(descent: Json, seen: View) -> Markup:
    share = "" if descent["share"] is None else f": {percent(descent['share'])} of its words"
    words = came_about(descent, seen)
    comma = " " if words.split(" ", 1)[0] in _PRESENT else ", "
    return join(el("strong", seen.label(descent["child"])), f"{comma}{words}{share}")


_PRESENT = {verbs[0] for verbs in VERBS.values()}
"""Words that need no comma before them: an outlet *prints* a statement."""


def unseen(story: Json, seen: View) -> Markup | None:
    """Return the sources that articles rest on or cite and that are not here."""
    if not story["unseen_sources"]:
        return None
    taken = [s for s in story["unseen_sources"] if takers({s["id"]}, story)]
    rest = [s for s in story["unseen_sources"] if s not in taken]
    return el(
        "section",
        el("h3", "Sources that are not in this collection"),
        el("ul", (_unseen(source, story, seen) for source in (*taken, *rest))),
        class_="unseen-sources",
    )


def _unseen(source: Json, story: Json, seen: View) -> Markup:
    cited = [
        c
        for article in source["cited_by"]
        for c in seen.citations.get(article, ())
        if c["source"] == source["id"]
    ]
    by = _cited_by(source, seen)
    words, taken = unseen_words(source, story, seen), taken_by(source, story, seen)
    return el(
        "li",
        el("p", el("strong", seen.label(source["id"])), f": {words}"),
        el("p", f"{taken}; in brackets how much of each rests on it") if taken else None,
        el("p", by, class_="from") if by and (source["name"] or not taken) else None,
        el("ul", (_citation(c, seen) for c in cited)) if cited else None,
        id=anchor("unseen", source["id"]),
    )


def _cited_by(source: Json, seen: View) -> str:
    """Say who names a source; one without a name can only be quoted."""
    by = ", ".join(seen.label(a) for a in source["cited_by"])
    return f"{'Named' if source['name'] else 'Quoted'} by {by}" if by else ""


def _citation(row: Json, seen: View) -> Markup:
    words = seen.words(row["article"], row.get("start"), row.get("end"))
    return el(
        "li",
        f"{seen.label(row['article'])} {row['kind']} it: ",
        el("q", words) if words else None,
        id=row["id"],
    )


def articles(keys: Iterable[str], places: Places, with_text: Collection[str] = ()) -> Markup:
    """Return what was read: every article with its fields and what was set aside.

    The articles in ``with_text`` are shown in full.
    """
    seen = places.seen
    rows = [
        _article(seen.articles[key], places, full=key in with_text)
        for key in keys
        if key in seen.articles
    ]
    return el("ul", rows, class_="articles")


def _article(article: Json, places: Places, *, full: bool) -> Markup:
    url = safe_url(article["url"])
    older = article["version_of"]
    fine = " · ".join(
        part
        for part in (
            article["outlet"],
            ", ".join(article["byline"]),
            when(article["published"]),
            count(len(article["sentences"]), "sentence"),
            _language(article["language"]),
        )
        if part
    )
    version = f"A later version of {places.seen.label(older)}" if older else ""
    return el(
        "li",
        el("p", el("strong", first_line(article["headline"])), dir="auto"),
        el("p", article["standfirst"], dir="auto") if article["standfirst"] else None,
        el("p", fine, class_="from"),
        el("p", version, class_="from") if version else None,
        el("p", el("a", shorten(url, 90), href=url, rel="noreferrer nofollow")) if url else None,
        _furniture(article),
        _text(article, places) if full else None,
        id=anchor("article", article["id"]),
    )


def _text(article: Json, places: Places) -> Markup:
    """Return a text that no collation shows, in a fold; its sentences have addresses."""
    text, home = article["text"], places.homes[article["id"]]
    starts = {row["start"]: n for n, row in reversed([*enumerate(article["sentences"])])}
    cuts = sorted({0, *(at for at in starts if at < len(text))})
    at, paragraphs = 0, []
    for line in text.split("\n"):
        end = at + len(line)
        inner = [c for c in cuts if at < c < end]
        bounds = [at, *inner, end]
        pieces = [_sentence(text[a:b], home, starts.get(a)) for a, b in pairwise(bounds)]
        if line.strip():
            paragraphs.append(el("p", pieces))
        at = end + 1
    body = el("div", paragraphs, class_="text", dir="auto", lang=lang(article["language"]))
    return el("details", el("summary", "Its text"), body)


def _sentence(words: str, home: str, number: int | None) -> Markup:
    return join(words) if number is None else el("span", words, id=f"{home}{number}")


def _language(code: str | None) -> str:
    if code in (None, "en"):
        return ""
    return f"in another language ({code}): only copying is looked for"


def _furniture(article: Json) -> Markup:
    rows = article["furniture"]
    notes = [el("p", note) for note in article.get("notes", [])]
    read = f"Read from {article['input']}, id {article['id']}"
    if not rows:
        return join(el("p", read, class_="from"), notes)
    listed = (
        el(
            "li",
            f"{row['kind']}: {row['reason']}",
            el("q", _excerpt(row)) if row.get("text") else None,
        )
        for row in rows
    )
    return join(
        el("p", read, class_="from"),
        notes,
        el(
            "details",
            el("summary", f"Set aside as furniture: {count(len(rows), 'piece')}"),
            el("ul", listed),
        ),
    )


def _excerpt(row: Json) -> str:
    return shorten(row["text"], 160)


def skipped(document: Json) -> Markup | None:
    """Return the inputs that gave no article, and why."""
    if not document["skipped"]:
        return None
    rows = (el("li", el("code", r["input"]), f": {r['reason']}") for r in document["skipped"])
    title = f"Skipped: {count(len(document['skipped']), 'input')}"
    return el("section", el("h2", title), el("ul", rows), id="skipped")
