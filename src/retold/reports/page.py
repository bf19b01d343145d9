"""The report as one self-contained HTML page.

It asks nothing of the network, works without scripts, and forbids both in its own policy:
the only style and the only script that run are those whose digests it names.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

from retold.reports import alterations, differences, know, quoted, sections, stemma, tallies
from retold.reports.markup import Markup, el, join
from retold.reports.outline import outline
from retold.reports.places import Places, places
from retold.reports.view import View, anchor, total, view
from retold.reports.wording import (
    CAME_OVER,
    VERBS,
    answer,
    counted,
    listed,
    source_words,
    takers,
)
from retold.reports.words import count, first_line, percent

Json = dict[str, Any]

MOST_COLLATIONS = 300
"""Pairs of texts on one page, some 30 kB each."""
SHORT = 4
"""Articles of a story whose table is shown unasked."""
GENERATOR = "Retold report"
"""By this name in its head a page is known as a report, which may be written over."""

LIMITS = """
Retold reads the texts alone. It compares what is in the collection; an article that is not here
can't be found as a source, only guessed at when several articles share what none of them explains.

Reports of one briefing share quotations, figures and facts. Those alone never make one the child
of the other. Outlets that print one official text are one source for what it says; where that text
is not in the collection it is inferred from what they share, and whose it is from what they say.

A probability is that of one answer against all others that were weighed. It was calibrated on
invented stories whose descent is known; it is a judgement of likeness, not proof.

A change is a difference between two texts. Retold does not know which of them is right. What you
should know is drawn from these changes, the weightiest first, and is wrong where they are.

Figures stand in one row if they seem to count the same thing; look at the sentences before you
print that two outlets disagree. A quotation is held against its fullest version here, which need
not be what was said.

Sentences are compared in English. In other languages only copying is looked for.
""".strip().split("\n\n")


def page(document: Json) -> str:
    """Return the whole page, made from a ``retold/1`` document and nothing else."""
    seen = view(document)
    stories = [s for s in document["stories"] if len(s["articles"]) > 1]
    alone = [s["articles"][0] for s in document["stories"] if len(s["articles"]) == 1]
    found = places(stories, _collated(stories, seen), seen)
    main = el(
        "main",
        _top(document, stories, seen),
        (_story(story, found, several=len(stories) > 1) for story in stories),
        _alone(alone, found),
        _records(document, found),
        sections.skipped(document),
        _method(document),
        id="main",
    )
    return "".join(
        (
            "<!doctype html>\n",
            el("html", _head(document, stories), _body(main), lang="en"),
            "\n",
        )
    )


def _head(document: Json, stories: list[Json]) -> Markup:
    title = first_line(stories[0]["headline"]) if len(stories) == 1 else total(document)
    style, script = _asset("page.css"), _asset("page.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy),
        el("meta", name="generator", content=GENERATOR),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("meta", name="referrer", content="no-referrer"),
        el("title", f"{title} · Retold"),
        el("style", Markup(style)),
    )


def _body(main: Markup) -> Markup:
    toggle = el(
        "label",
        el("input", type="checkbox", id="flip"),
        " Swap light and dark",
        class_="flip",
    )
    return el(
        "body",
        el("a", "Skip to the answer", href="#main", class_="skip"),
        el("header", el("p", "Retold", class_="brand"), toggle, class_="bar"),
        main,
        el("script", Markup(_asset("page.js"))),
    )


def _top(document: Json, stories: list[Json], seen: View) -> Markup:
    carried = document.get("carried")
    compared = None
    if carried is not None:
        words = f"{CAME_OVER}: probability {percent(carried)}"
        compared = el("p", words, class_="compared")
    if len(stories) == 1:
        story = stories[0]
        return el(
            "div",
            el("h1", first_line(story["headline"]), dir="auto"),
            el("p", answer(story, seen), class_="answer"),
            compared,
            el("p", total(document), class_="hint") if len(document["stories"]) > 1 else None,
            class_="top",
        )
    listed = (
        el("li", el("a", first_line(s["headline"]), href=f"#{_id(s)}"), f" {answer(s, seen)}")
        for s in stories
    )
    contents = el("nav", el("ol", listed), aria_label="Stories") if stories else None
    return el("div", el("h1", total(document)), compared, contents, class_="top")


def _id(story: Json) -> str:
    return anchor("story", story["id"])


def _story(story: Json, found: Places, *, several: bool) -> Markup:
    seen = found.seen
    heading = el("h2", "The story", class_="heard")
    if several:
        heading = join(
            el("h2", first_line(story["headline"]), dir="auto"),
            el("p", answer(story, seen), class_="answer"),
        )
    parts = [(name, part) for name, part in _parts(story, found) if part is not None]
    key = _id(story)
    return el(
        "article",
        heading,
        el("p", _told(story, seen), class_="lead"),
        _contents(story, [name for name, _ in parts]),
        (el("div", part, id=_part(key, name), class_="part") for name, part in parts),
        id=key,
        class_="story",
    )


def _parts(story: Json, found: Places) -> list[tuple[str, Markup | None]]:
    """Return the parts of a story by the name under which the contents list them."""
    seen = found.seen
    return [
        ("Stemma", _stemma(story, seen)),
        ("What you should know", know.findings(story, found)),
        ("Side by side", sections.side_by_side(story, found)),
        ("What changed", alterations.changes(story, found)),
        ("Differences", differences.differences(story, found)),
        ("Figures", tallies.figures(story, found)),
        ("Quotations", quoted.quotations(story, found)),
        ("Sources not here", sections.unseen(story, seen)),
        ("Articles", _articles(story, found)),
    ]


def _contents(story: Json, names: Sequence[str]) -> Markup | None:
    """Return links to the parts of a story."""
    key, label = _id(story), f"In this story: {first_line(story['headline'])}"
    listed = (el("li", el("a", name, href=f"#{_part(key, name)}")) for name in names)
    return el("nav", el("ul", listed), aria_label=label, class_="contents")


def _part(key: str, name: str) -> str:
    return anchor("part", key, name)


def _stemma(story: Json, seen: View) -> Markup:
    """Return the drawing, and the table that says the same: open where it is short."""
    table = stemma.table(story, seen)
    short = len(story["articles"]) <= SHORT
    title = el("summary", "The stemma as a table, with probabilities")
    fold = el("details", title, table, open=short)
    drawn = stemma.figure(story, seen)
    return el("section", el("h3", "The stemma"), drawn, outline(story, seen), fold)


def _articles(story: Json, found: Places) -> Markup:
    fold = el(
        "details",
        el("summary", count(len(story["articles"]), "article")),
        sections.articles(story["articles"], found, _uncollated(story, found)),
    )
    return el("section", el("h3", "The articles as read"), fold)


def _collated(stories: list[Json], seen: View) -> set[str]:
    """Return the pairs whose texts are shown side by side: all, up to a page's size."""
    pairs = [
        d
        for s in stories
        for d in (*s["descents"], *seen.open_in(s))
        if {d["child"], d["parent"]} <= seen.articles.keys()
    ]
    return {d["id"] for d in pairs[:MOST_COLLATIONS]}


def _uncollated(story: Json, found: Places) -> set[str]:
    """Return the articles whose text stands in no collation."""
    pairs = (*story["descents"], *found.seen.open_in(story))
    shown = [d for d in pairs if d["id"] in found.collated]
    return set(story["articles"]) - {d[end] for d in shown for end in ("child", "parent")}


def _told(story: Json, seen: View) -> str:
    """Say in plain sentences who reported and who retold."""
    parts = []
    only = story["descents"][0] if len(story["articles"]) == 2 and story["descents"] else None
    if "carried" in seen.document and only:
        return _asked(only, seen)
    if only and (only["child"], only["parent"]) in seen.unsure and only["parent"] in seen.articles:
        return _either(story, seen)
    if story["origins"]:
        verb = "reports" if len(story["origins"]) == 1 else "report"
        parts.append(f"{_opening(story['origins'], seen)} {verb} independently.")
    parts += [_taken(s, story, seen) for s in story["unseen_sources"]]
    children = {d["child"] for d in story["descents"] if not seen.is_unseen(d["parent"])}
    if len(children) == 1:
        parts.append(f"{_opening(list(children), seen)} retells what others here wrote.")
    elif children:
        parts.append(
            f"{_capital(counted(len(children), 'article'))} retell what others here wrote."
        )
    if story["undecided"]:
        names = _names([u["article"] for u in story["undecided"]], seen)
        verb = "comes" if len(story["undecided"]) == 1 else "come"
        parts.append(f"Where {names} {verb} from is too unsure to say{_beside(story, seen)}.")
    doubted = sum(d.get("clock") == "disagrees" for d in story["descents"])
    if doubted:
        parts.append(f"Dates and texts disagree on {counted(doubted, 'descent')}.")
    if grave := _grave(story, seen):
        parts.append(f"{_capital(counted(grave, 'change'))} of high severity on the way.")
    return " ".join(filter(None, parts))


def _asked(descent: Json, seen: View) -> str:
    """Say of two texts that were given to be compared what was asked, and how likely it is."""
    child, parent = seen.spoken(descent["child"]), seen.spoken(descent["parent"])
    return (
        f"{_capital(child)} is held against {parent}, as asked. That it was made from it has a "
        f"probability of {percent(descent['probability'])}."
    )


def _either(story: Json, seen: View) -> str:
    """Say that of two articles one retells the other, where it is unsure which."""
    pair = listed([seen.spoken(key) for key in story["articles"]])
    told = f"One of {pair} retells the other; which came first is unsure."
    grave = _grave(story, seen)
    return f"{told} {_capital(counted(grave, 'difference'))} of high severity." if grave else told


def _grave(story: Json, seen: View) -> int:
    return sum(change["severity"] == "high" for change in seen.changes_in(story))


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _beside(story: Json, seen: View) -> str:
    """Say what is told of undecided articles nevertheless, or where to ask."""
    beside = {pair[end] for pair in seen.open_in(story) for end in ("child", "parent")}
    alone = [u for u in story["undecided"] if u["article"] not in beside]
    if not alone:
        return "; where the texts differ is told without saying who changed what"
    if len(alone) < len(story["undecided"]):
        return "; where a near text is here, the differences are told without saying who made them"
    return "; “retold compare” holds any two texts side by side"


def _taken(source: Json, story: Json, seen: View) -> str:
    """Say who rests on an unseen source, and what that means for how many sources there are."""
    articles = takers({source["id"]}, story)
    if not articles:
        return ""
    one, many = VERBS.get(source["kind"], VERBS["text"])
    verb = one if len(articles) == 1 else many
    words = f"{_opening(articles, seen)} {verb} {source_words(source['id'], seen)}"
    words += ", not seen here" if source["name"] else ""
    return f"{words}: for what it says they are one source." if len(articles) > 1 else f"{words}."


def _opening(articles: Sequence[str], seen: View) -> str:
    """Name articles at the beginning of a sentence."""
    words = _names(articles, seen)
    return _capital(words) if words.startswith("the article ") else words


def _names(articles: Sequence[str], seen: View) -> str:
    return listed([seen.spoken(a) for a in articles])


def _alone(keys: list[str], found: Places) -> Markup | None:
    if not keys:
        return None
    title = f"{count(len(keys), 'article')} with no other on the same story"
    listed = sections.articles(keys, found)
    fold = el("details", el("summary", "Show"), listed) if len(keys) > 5 else listed
    return el("section", el("h2", title), fold, id="alone")


def _records(document: Json, found: Places) -> Markup | None:
    """Return the official texts that quotations were held against: they are in no story."""
    told = {key for story in document["stories"] for key in story["articles"]}
    keys = [article["id"] for article in document["articles"] if article["id"] not in told]
    if not keys:
        return None
    listed = sections.articles(keys, found, keys)
    return el("section", el("h2", "Official texts"), listed, id="records")


def _method(document: Json) -> Markup:
    made_by = document["made_by"]
    models = [
        el("li", f"{name}: ", el("code", digest)) for name, digest in made_by["models"].items()
    ]
    methods = ", ".join(f"{n} {v}" for n, v in made_by.get("methods", {}).items())
    return el(
        "section",
        el("h2", "Method and limits"),
        el(
            "details",
            el("summary", "How to read this, and what it can't tell"),
            el("ul", (el("li", words) for words in LIMITS)),
            el("p", f"Made by Retold {made_by['retold']}, schema {document['schema']}."),
            el("p", f"Versions of the methods: {methods}.") if methods else None,
            el("ul", models) if models else None,
        ),
        id="method",
    )


@cache
def _asset(name: str) -> str:
    return (resources.files("retold.reports") / "assets" / name).read_text("utf-8")


def _digest(text: str) -> str:
    """Return a text's digest as a content security policy names it."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
