"""The stemma as an indented list: what a narrow screen shows instead of the drawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from retold.reports.markup import Markup, el
from retold.reports.stemma import Node, collapsed
from retold.reports.view import View, main_parents
from retold.reports.wording import doubt_words, listed, source_words
from retold.reports.words import percent

Json = dict[str, Any]


def outline(story: Json, seen: View) -> Markup:
    """Return the stemma as nested lists along each article's first parent."""
    nodes, descents = collapsed(story, seen)
    known = {node.key: node for node in nodes}
    first = {c: d for c, d in main_parents({"descents": descents}).items() if c in known}
    children: dict[str, list[str]] = {}
    for node in nodes:
        if node.key in first:
            children.setdefault(first[node.key]["parent"], []).append(node.key)
    roots = [node.key for node in nodes if node.key not in first]
    order, above = _walk([*roots, *first], children)
    below: dict[str | None, list[Markup]] = {}
    also: dict[str, list[str]] = {}
    for descent in descents:
        if first.get(descent["child"]) is not descent:
            also.setdefault(descent["child"], []).append(descent["parent"])
    for key in reversed(order):
        names = [source_words(parent, seen) for parent in also.get(key, ())]
        note = f"{_share(first.get(key), seen)}{f' · also from {listed(names)}' if names else ''}"
        item = _item(known[key], note, below.get(key, ()))
        below.setdefault(above[key], []).insert(0, item)
    return el("ul", below.get(None, ()), class_="outline")


def _walk(
    starts: Sequence[str], children: Mapping[str, Sequence[str]]
) -> tuple[list[str], dict[str, str | None]]:
    """Return all nodes, each after the one it stands below, and that one; a ring is cut."""
    order: list[str] = []
    above: dict[str, str | None] = {}
    for start in starts:
        pending: list[tuple[str, str | None]] = [(start, None)]
        while pending:
            key, parent = pending.pop()
            if key in above:
                continue
            above[key] = parent
            order.append(key)
            pending += [(child, key) for child in reversed(children.get(key, ()))]
    return order, above


def _item(node: Node, note: str, below: Sequence[Markup]) -> Markup:
    return el(
        "li",
        el("a", node.name, href=f"#{node.href}"),
        el("span", f" {node.note}{note}", class_="from"),
        el("ul", below) if below else None,
        class_=node.look,
    )


def _share(descent: Json | None, seen: View) -> str:
    if descent is None or descent["share"] is None:
        return ""
    unsure = (descent["child"], descent["parent"]) in seen.unsure
    doubt = doubt_words(descent) or ("which came first is unsure" if unsure else "")
    return f" · {percent(descent['share'])} of its words{f', {doubt}' if doubt else ''}"
