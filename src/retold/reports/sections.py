"""The parts of the page below the changes: evidence, statements, sources and readings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from retold.reports import collation
from retold.reports.markup import Markup, el, join, lang, safe_url
from retold.reports.stemma import alternatives
from retold.reports.view import (
    View,
    anchor,
    count,
    first_line,
    percent,
    shorten,
    when,
)
from retold.reports.wording import VERBS, came_about, clock_words, taken_by, takers, unseen_words

Json = dict[str, Any]

LEFT_OUT = (
    "So many pairs would make this page too large; trace this story alone to read the two texts "
    "side by side."
)


def side_by_side(story: Json, seen: View, collated: Collection[str]) -> Markup | None:
    """Return the evidence of every descent of a story, and the collation of those named."""
    if not story["descents"]:
        return None
    alone = len(story["descents"]) == 1
    return el(
        "section",
        el("h3", "Who took what from whom"),
        el("p", "The source is on the left, always. Open a pair to read it.", class_="hint"),
        (_descent(d, seen, collated, alone=alone) for d in story["descents"]),
        class_="descents",
    )


def _descent(descent: Json, seen: View, collated: Collection[str], *, alone: bool) -> Markup:
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
        _why(descent, seen),
        body,
        id=descent["id"],
        class_="descent",
        open=alone,
    )


def _lost(descent: Json, seen: View) -> str:
    share = "" if descent["share"] is None else f": {percent(descent['share'])} of its words"
    words = came_about(descent, seen)
    comma = " " if words.split(" ", 1)[0] in _PRESENT else ", "
    return f"{seen.label(descent['child'])}{comma}{words}{share}"


_PRESENT = {verbs[0] for verbs in VERBS.values()}
"""Words that need no comma before them: an outlet *prints* a statement."""


def _why(descent: Json, seen: View) -> Markup:
    """Return the evidence of a descent: probability, direction, features, alternatives."""
    direction = percent(descent["direction"])
    sure = "" if descent["direction"] >= seen.sure_direction else ": a best guess"
    text = descent.get("text_direction")
    clock = clock_words(descent, seen) or {"agrees": "goes with the texts"}.get(
        descent.get("clock") or "", "tells nothing"
    )
    credit = "names it as its source" if descent["credited"] else "does not name it"
    facts = el(
        "dl",
        _fact("Probability", percent(descent["probability"])),
        _fact("Direction", f"{direction}{sure}"),
        _fact("Direction by the texts alone", percent(text)) if text is not None else None,
        _fact("Clock", clock),
        _fact("Share of its words", percent(descent["share"])),
        _fact("Credit", credit),
        _fact("Other answers weighed", alternatives(descent["alternatives"], seen)),
        _fact("Method", descent.get("method", "not said")),
        class_="facts",
    )
    return el(
        "details",
        el("summary", "Why: the evidence for this descent"),
        facts,
        _evidence(descent["evidence"]),
        class_="why",
    )


def _fact(name: str, value: str) -> Markup:
    return el("div", el("dt", name), el("dd", value))


def _evidence(evidence: Json) -> Markup | None:
    if not evidence:
        return None
    rows = sorted(evidence.items(), key=lambda item: (-abs(item[1]["weight"]), item[0]))
    largest = max(abs(e["weight"]) for _, e in rows) or 1.0
    return el(
        "table",
        el("caption", "Features, by their weight in the log-odds of this descent"),
        el(
            "thead",
            el("tr", (el("th", n, scope="col") for n in ("Feature", "Value", "Weight", ""))),
        ),
        el("tbody", (_feature(name, e, largest) for name, e in rows)),
    )


def _feature(name: str, evidence: Json, largest: float) -> Markup:
    weight = evidence["weight"]
    width = 50 * abs(weight) / largest
    bar = el(
        "svg",
        el("rect", x=50 if weight >= 0 else 50 - width, y="1", width=width, height="8"),
        el("path", d="M50 0v10"),
        viewBox="0 0 100 10",
        class_="for" if weight >= 0 else "against",
        aria_hidden="true",
    )
    return el(
        "tr",
        el("th", name.replace("_", " "), scope="row"),
        el("td", f"{evidence['value']:g}", class_="figure"),
        el("td", f"{weight:+.2f}", class_="figure"),
        el("td", bar),
    )


def statements(story: Json, seen: View) -> Markup | None:
    """Return who is quoted as saying what, by speaker, in every version."""
    speakers: dict[str, list[Json]] = {}
    for article in story["articles"]:
        for row in seen.statements.get(article, ()):
            speakers.setdefault(_speaker(row), []).append(row)
    if not speakers:
        return None
    ordered = sorted(speakers.items(), key=lambda item: (item[0] == "", -len(item[1]), item[0]))
    return el(
        "section",
        el("h3", "Who is quoted as saying what"),
        (_said(name, rows, seen) for name, rows in ordered),
        class_="statements",
    )


def _speaker(row: Json) -> str:
    source = row["source"] or {"text": ""}
    return str(row["speaker"] or source["text"])


def _said(name: str, rows: Sequence[Json], seen: View) -> Markup:
    role = next((r["role"] for r in rows if r["role"]), None)
    articles = len({r["article"] for r in rows})
    title = f"{name or 'Nobody named'}{f', {role}' if role else ''}"
    tally = f" {count(len(rows), 'statement')} in {count(articles, 'article')}"
    return el(
        "details",
        el("summary", el("strong", title), el("span", tally, class_="tally")),
        el("ul", (_statement(row, seen) for row in rows)),
    )


def _statement(row: Json, seen: View) -> Markup:
    words = " … ".join(seen.words(row["article"], start, end) for start, end in row["content"])
    cue = f", “{row['cue']['text']}”" if row["cue"] else ""
    article = seen.articles.get(row["article"], {"language": None})
    return el(
        "li",
        el("p", words, dir="auto", lang=lang(article["language"])),
        el("p", f"{seen.label(row['article'])} · {row['kind']} speech{cue}", class_="from"),
        id=row["id"],
    )


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
    by = ", ".join(seen.label(a) for a in source["cited_by"])
    words, taken = unseen_words(source, story, seen), taken_by(source, story, seen)
    return el(
        "li",
        el("p", el("strong", seen.label(source["id"])), f": {words}"),
        el("p", f"{taken}: in brackets the part that rests on it") if taken else None,
        el("p", f"Named by {by}", class_="from") if by else None,
        el("ul", (_citation(c, seen) for c in cited)) if cited else None,
        id=anchor("unseen", source["id"]),
    )


def _citation(row: Json, seen: View) -> Markup:
    words = seen.words(row["article"], row.get("start"), row.get("end"))
    return el(
        "li",
        f"{seen.label(row['article'])} {row['kind']} it",
        el("q", words) if words else None,
        id=row["id"],
    )


def articles(keys: Iterable[str], seen: View, with_text: Collection[str] = ()) -> Markup:
    """Return what was read: every article with its fields and what was set aside.

    The articles in ``with_text`` are shown in full.
    """
    rows = [
        _article(seen.articles[key], seen, full=key in with_text)
        for key in keys
        if key in seen.articles
    ]
    return el("ul", rows, class_="articles")


def _article(article: Json, seen: View, *, full: bool) -> Markup:
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
    return el(
        "li",
        el("p", el("strong", first_line(article["headline"])), dir="auto"),
        el("p", article["standfirst"], dir="auto") if article["standfirst"] else None,
        el("p", fine, class_="from"),
        el("p", f"A later version of {seen.label(older)}", class_="from") if older else None,
        el("p", el("a", shorten(url, 90), href=url, rel="noreferrer nofollow")) if url else None,
        _furniture(article),
        _text(article) if full else None,
        id=anchor("article", article["id"]),
    )


def _text(article: Json) -> Markup:
    """Return a text that no collation shows, in a fold."""
    paragraphs = (el("p", words) for words in article["text"].split("\n") if words.strip())
    body = el("div", paragraphs, class_="text", dir="auto", lang=lang(article["language"]))
    return el("details", el("summary", "Its text"), body)


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
