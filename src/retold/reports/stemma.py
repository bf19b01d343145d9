"""The stemma as philologists draw it, in SVG, and the table that says the same.

A solid line is descent, a dashed one a second source; a grey dashed outline is a source
that nobody has seen; a line is as wide as the share of the text that was taken; sources
stand on the left. A line has no arrowhead where it is unsure which text came first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from retold.reports.layout import Layout, arrange
from retold.reports.markup import Markup, el, join
from retold.reports.view import View, anchor, main_parents
from retold.reports.wording import (
    answer,
    came_about,
    clock_words,
    listed,
    source_words,
    unseen_words,
)
from retold.reports.words import NOUNS, count, percent, shorten, when

Json = dict[str, Any]

WIDTH, HEIGHT = 206, 50
COLUMN, ROW, MARGIN = 296, 66, 12
HEAD = 12
STACKED, STACKED_NAME = 20, 22
"""Names in the title of a box that copies share, and characters of the one that stands in it."""
COLLAPSE_ABOVE = 24
"""With more articles a drawing of every copy is taller than it is telling."""


@dataclass(frozen=True)
class Node:
    """What is drawn in one box."""

    key: str
    name: str
    note: str
    look: str
    href: str
    title: str


def figure(story: Json, seen: View) -> Markup:
    """Return the drawing with its key."""
    nodes, descents = collapsed(story, seen)
    keys = [node.key for node in nodes]
    plan = arrange(keys, [(d["parent"], d["child"]) for d in descents])
    caption = el("figcaption", _key(story, seen))
    region = el(
        "div",
        _svg(story, nodes, _Drawn(descents, plan, seen)),
        class_="scroll",
        tabindex="0",
        role="region",
        aria_label="Stemma, can be scrolled",
    )
    return el("figure", region, caption, class_="stemma")


def collapsed(story: Json, seen: View) -> tuple[list[Node], list[Json]]:
    """Return nodes and lines; in a larger story the copies of one article share a box."""
    first = main_parents(story)
    descents = [d for d in story["descents"] if d["parent"] in seen.labels]
    copies = copies_of(descents) if len(story["articles"]) > COLLAPSE_ABOVE else {}
    drawn = [d for d in descents if d["child"] not in copies]
    parents = {d["parent"] for d in drawn} | set(copies.values())
    nodes = [_unseen_node(s, story, seen) for s in story["unseen_sources"] if s["id"] in parents]
    nodes += [_node(a, story, first, seen) for a in story["articles"] if a not in copies]
    below: dict[str, list[str]] = {}
    for key in (a for a in story["articles"] if a in copies):
        below.setdefault(copies[key], []).append(seen.label(key))
    for parent, names in below.items():
        node = _stack(parent, names, "copy" if parent in seen.unseen else "more copy")
        nodes.append(node)
        drawn.append(_stack_line(node.key, parent))
    return nodes, drawn


def copies_of(descents: Sequence[Json]) -> dict[str, str]:
    """Return every copy that only copies descend from, and the article that all go back to."""
    parents: dict[str, list[Json]] = {}
    for descent in descents:
        parents.setdefault(descent["child"], []).append(descent)
    above = {
        child: rows[0]["parent"]
        for child, rows in parents.items()
        if len(rows) == 1 and rows[0]["kind"] == "copy"
    }
    pending = [d["parent"] for d in descents if d["child"] not in above]
    while pending:
        key = pending.pop()
        if key in above:
            pending.append(above.pop(key))
    return {child: _top(child, above) for child in above}


def _top(child: str, above: dict[str, str]) -> str:
    """Return the first ancestor that is not itself a copy to be collapsed."""
    seen = {child}
    key = above[child]
    while key in above and key not in seen:
        seen.add(key)
        key = above[key]
    return key


def _node(key: str, story: Json, first: dict[str, Json], seen: View) -> Node:
    article = seen.articles.get(key, {"published": None, "headline": None})
    descent = first.get(key)
    time = _short_time(article["published"])
    if descent is not None:
        note, look = descent["kind"], "retold"
    elif key in story["origins"]:
        note, look = "origin", "origin"
    else:
        note, look = "undecided", "undecided"
    title = f"{seen.label(key)}: {article['headline'] or 'no headline'}"
    href = anchor("article", key)
    return Node(key, seen.label(key), f"{note}{time}", look, href, title)


def _unseen_node(source: Json, story: Json, seen: View) -> Node:
    name, note = seen.label(source["id"]), f"{NOUNS[source['kind']]}, not seen here"
    if not source["name"]:
        name, note = f"{name[:1].upper()}{name[1:]}", "whose is not known"
    title = f"{name}: {unseen_words(source, story, seen)}"
    return Node(source["id"], name, note, "unseen", anchor("unseen", source["id"]), title)


def _stack(parent: str, names: Sequence[str], one: str) -> Node:
    """Return the box that copies share: how many, by whose name they go, and all in its title."""
    name = count(len(names), one, f"{one[:-1]}ies")
    few = listed([shorten(n, STACKED_NAME) for n in names], 1)
    title = f"{name}: {listed(names, STACKED)}"
    return Node(f"copies\x1f{parent}", name, few, "retold", anchor("table", ""), title)


def _stack_line(key: str, parent: str) -> Json:
    return {
        "id": anchor("table", ""),
        "child": key,
        "parent": parent,
        "kind": "copy",
        "share": 1.0,
        "probability": 1.0,
        "direction": 1.0,
    }


def _short_time(published: str | None) -> str:
    """Return day and time as short as a box needs.

    >>> _short_time("2029-12-10T14:54Z"), _short_time(None)
    (' · 10 Dec 14:54', '')
    """
    if published is None:
        return ""
    words = when(published).removesuffix(" UTC").removesuffix(" (zone unknown)")
    day, _, time = words.partition(", ")
    return f" · {' '.join(day.split()[:2])} {time}".rstrip()


@dataclass(frozen=True)
class _Drawn:
    """The lines of a drawing and where they run."""

    descents: Sequence[Json]
    plan: Layout
    seen: View

    def within(self) -> list[Json]:
        """Return the lines that have a route: those that close no ring."""
        return [d for d in self.descents if (d["parent"], d["child"]) in self.plan.routes]


def _svg(story: Json, nodes: Sequence[Node], drawn: _Drawn) -> Markup:
    plan, head = drawn.plan, anchor("head", story["id"])
    width = MARGIN * 2 + COLUMN * (plan.layers - 1) + WIDTH
    height = MARGIN * 2 + ROW * (plan.height - 1) + HEIGHT
    first = main_parents({"descents": drawn.descents})
    lines = [_line(d, drawn, first, head) for d in drawn.within()]
    boxes = [_box(node, plan) for node in nodes]
    words = answer(story, drawn.seen)
    return el(
        "svg",
        el("title", f"Stemma: {words}"),
        _arrowhead(head),
        el("g", lines, class_="lines"),
        el("g", boxes, class_="boxes"),
        el("g", (_share(d, plan) for d in drawn.within()), class_="shares", aria_hidden="true"),
        viewBox=f"0 0 {width:g} {height:g}",
        width=str(round(width)),
        height=str(round(height)),
        role="group",
        aria_label=f"Stemma: {words}. The table below says the same.",
    )


def _arrowhead(identity: str) -> Markup:
    return el(
        "defs",
        el(
            "marker",
            el("path", d="M0 0L14 7L0 14z"),
            id=identity,
            viewBox="0 0 14 14",
            refX="2",
            refY="7",
            markerWidth="14",
            markerHeight="14",
            markerUnits="userSpaceOnUse",
            orient="auto",
        ),
    )


def _line(descent: Json, drawn: _Drawn, first: dict[str, Json], head: str) -> Markup:
    points = drawn.plan.routes[descent["parent"], descent["child"]]
    sure = descent["direction"] >= drawn.seen.sure_direction
    second = first.get(descent["child"]) is not descent
    share = descent["share"]
    title = f"{came_about(descent, drawn.seen)}, {percent(share)} of the words"
    path = el(
        "path",
        el("title", "; ".join(filter(None, (title, clock_words(descent, drawn.seen))))),
        d=_path(points, HEAD if sure else 0),
        class_="second" if second else "first",
        stroke_width=1.2 + 5.0 * (share if share is not None else 0.1),
        marker_end=f"url(#{head})" if sure else None,
    )
    return el("a", path, href=f"#{descent['id']}", tabindex="-1", aria_hidden="true")


def _share(descent: Json, plan: Layout) -> Markup | None:
    """Write the share on a line, in its last gap and near the child, where lines lie apart."""
    if descent["share"] is None or descent["id"] == anchor("table", ""):
        return None
    (from_layer, from_place), (layer, place) = plan.routes[descent["parent"], descent["child"]][-2:]
    x, start = _corner(from_layer, from_place)
    end = _corner(layer, place)[1]
    x += WIDTH + 0.62 * (COLUMN - WIDTH)
    doubt = el("tspan", "≠ clock", x=x, dy="15", class_="doubt")
    return el(
        "text",
        percent(descent["share"]),
        doubt if descent.get("clock") == "disagrees" else None,
        x=x,
        y=start + 0.74 * (end - start) + HEIGHT / 2 + 4,
        text_anchor="middle",
    )


def _path(points: Sequence[tuple[int, float]], gap: int) -> str:
    """Return a curve through the layers: level at every node, bent between.

    It ends ``gap`` before its last node, which leaves room for the arrowhead.
    """
    x, y = _corner(*points[0])
    words = [f"M{x + WIDTH:g} {y + HEIGHT / 2:.4g}"]
    x += WIDTH
    for number, point in enumerate(points[1:], 2):
        to_x, to_y = _corner(*point)
        to_x -= gap if number == len(points) else 0
        start, end = y + HEIGHT / 2, to_y + HEIGHT / 2
        half = (x + to_x) / 2
        words.append(f"C{half:g} {start:.5g} {half:g} {end:.5g} {to_x:g} {end:.5g}")
        x, y = to_x, to_y
        if number < len(points):
            x += WIDTH
            words.append(f"H{x:g}")
    return " ".join(words)


def _corner(layer: int, place: float) -> tuple[float, float]:
    return MARGIN + COLUMN * layer, MARGIN + ROW * place


def _box(node: Node, plan: Layout) -> Markup:
    x, y = _corner(plan.layer[node.key], plan.place[node.key])
    return el(
        "a",
        el("title", node.title),
        el("rect", x=x, y=y, width=WIDTH, height=HEIGHT, rx="4"),
        _inner_rect(x, y) if node.look == "origin" else None,
        el("text", shorten(node.name, 22), x=x + 12, y=y + 21, class_="name"),
        el("text", shorten(node.note, 33), x=x + 12, y=y + 38, class_="note"),
        href=f"#{node.href}",
        class_=node.look,
    )


def _inner_rect(x: float, y: float) -> Markup:
    """Return the second outline by which an origin is known without colour."""
    return el("rect", x=x + 3, y=y + 3, width=WIDTH - 6, height=HEIGHT - 6, rx="2", class_="inner")


def _key(story: Json, seen: View) -> Markup:
    parts = [
        "Sources stand on the left, what was made from them on the right. ",
        "A double outline is an origin; a line is as wide as the share of the text taken, ",
        "which is written on it.",
    ]
    if len(main_parents(story)) < len(story["descents"]):
        parts.append(" A dashed line is a second source.")
    if any(d["direction"] < seen.sure_direction for d in story["descents"]):
        parts.append(" A line without an arrowhead: which came first is unsure.")
    if any(s["id"] in {d["parent"] for d in story["descents"]} for s in story["unseen_sources"]):
        parts.append(" A grey dashed outline is a source that is not in this collection.")
    if any(d.get("clock") == "disagrees" for d in story["descents"]):
        parts.append(" “≠ clock”: the dates say otherwise than the texts.")
    if len(story["articles"]) > COLLAPSE_ABOVE and copies_of(story["descents"]):
        parts.append(" Copies share a box; the table lists them.")
    if story["undecided"]:
        parts.append(" A dotted outline: no answer is likely enough.")
    return join(*parts)


def table(story: Json, seen: View) -> Markup:
    """Return the stemma as a table, a row for every descent and every root."""
    first = main_parents(story)
    by_child: dict[str, list[Json]] = {}
    for descent in story["descents"]:
        by_child.setdefault(descent["child"], []).append(descent)
    rows = []
    for key in story["articles"]:
        found = sorted(by_child.get(key, []), key=lambda d: d is not first.get(key))
        rows += [_row(key, d, seen) for d in found] or [_root_row(key, story, seen)]
    head = ("Article", "Published", "Came about", "Share of its words", "Probability", "Evidence")
    return el(
        "div",
        el(
            "table",
            el("caption", "The stemma as a table", class_="heard"),
            el("thead", el("tr", (el("th", name, scope="col") for name in head))),
            el("tbody", rows),
            class_="stemma-table",
        ),
        class_="scroll",
        tabindex="0",
        role="region",
        aria_label="The stemma as a table, can be scrolled",
    )


def _article_cells(key: str, seen: View) -> Markup:
    article = seen.articles.get(key, {"published": None})
    link = el("a", seen.label(key), href=f"#{anchor('article', key)}")
    return join(el("th", link, scope="row"), el("td", when(article["published"])))


def _row(key: str, descent: Json, seen: View) -> Markup:
    words = came_about(descent, seen)
    if descent["credited"]:
        words += ", credited"
    if descent["direction"] < seen.sure_direction:
        words += f"; which came first is unsure ({percent(descent['direction'])})"
    doubt = clock_words(descent, seen)
    return el(
        "tr",
        _article_cells(key, seen),
        el("td", words, el("p", doubt, class_="doubt") if doubt else None),
        el("td", percent(descent["share"]), class_="figure"),
        el("td", percent(descent["probability"]), class_="figure"),
        el("td", el("a", "why", href=f"#{descent['id']}", aria_label=f"Why: {words}")),
    )


def _root_row(key: str, story: Json, seen: View) -> Markup:
    undecided = next((u for u in story["undecided"] if u["article"] == key), None)
    words = "origin: an independent report"
    if undecided is not None:
        words = f"undecided: {alternatives(undecided['alternatives'], seen)}"
    dash = el("td", "–", class_="figure")
    return el("tr", _article_cells(key, seen), el("td", words), dash, dash, el("td"))


def alternatives(rows: Sequence[Json], seen: View) -> str:
    """Say which other answers were weighed."""
    words = ", ".join(
        f"{source_words(a['parent'], seen)} {percent(a['probability'])}" for a in rows
    )
    return words or "no other answer was likely enough to be weighed"
