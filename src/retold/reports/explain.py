"""``retold explain``: what an answer rests on, down to the characters of the input.

Everything is taken from the JSON object, so a saved report explains itself years later.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from retold.reports import lookup
from retold.reports.collation import LINK_WORDS, shared_words
from retold.reports.differences import DIFFERENCE_WORDS
from retold.reports.evidence import facts
from retold.reports.features import Step, bounds, others_words, waterfall
from retold.reports.lost import lost_words, own_words
from retold.reports.passages import where
from retold.reports.view import View, view
from retold.reports.wording import came_about, source_words
from retold.reports.words import count, percent, plain

Json = dict[str, Any]

BAR = 28
"""Characters of a waterfall's widest bar."""
NOUNS = {
    "links": "link",
    "changes": "change",
    "citations": "citation",
    "statements": "statement",
    "figures": "figure",
    "lineages": "lineage of a change",
    "utterances": "utterance",
    "findings": "finding",
    "differences": "difference",
}


def as_text(document: Json, what: str, parent: str | None = None, width: int = 100) -> str:
    """Return an explanation as plain text.

    Raises:
        UnknownNameError: If nothing, or more than one thing, goes by ``what`` or ``parent``.
    """
    out = StringIO()
    console = Console(file=out, width=width, color_system=None, highlight=False)
    print_explanation(document, what, parent, console)
    return out.getvalue()


def print_explanation(document: Json, what: str, parent: str | None, console: Console) -> None:
    """Print what a row rests on, or how an article came about."""
    seen = view(document)
    found = lookup.row(what, document) if parent is None else None
    if found is None:
        child = lookup.article(what, seen)
        above = None if parent is None else lookup.article(parent, seen)
        _print_article(child, above, seen, console)
    elif found.kind == "descents":
        _print_descent(found.row, seen, console)
    elif found.kind == "open_pairs":
        _print_open(found.row, seen, console)
    else:
        _print_row(found, seen, console)


def _print_article(child: str, parent: str | None, seen: View, console: Console) -> None:
    """Print every descent of an article, or that from one parent alone."""
    stories = [s for s in seen.document["stories"] if child in s["articles"]]
    descents = [d for s in stories for d in s["descents"] if d["child"] == child]
    if parent is not None:
        descents = [d for d in descents if d["parent"] == parent]
    for descent in descents:
        _print_descent(descent, seen, console)
    if descents:
        return
    console.print(Text(seen.label(child), "bold"))
    ends = {child, parent or child}
    pairs = [p for p in seen.open_pairs.values() if ends <= {p["child"], p["parent"]}]
    undecided = [u for s in stories for u in s["undecided"] if u["article"] == child]
    if parent is not None:
        console.print(Text(f"No descent from {seen.label(parent)} was found."))
    elif undecided:
        _print_undecided(undecided, seen, console, alone=not pairs)
    else:
        _print_origin(child, [s for s in stories if len(s["articles"]) > 1], seen, console)
    for pair in pairs:
        _print_open(pair, seen, console)


def _print_origin(child: str, stories: Sequence[Json], seen: View, console: Console) -> None:
    console.print(Text("An origin: no article here explains it well enough to be its source."))
    for story in stories:
        words = own_words(child, story, seen)
        console.print(Padding(Text(f"{words[:1].upper()}{words[1:]}."), (0, 0, 0, 2)))


def _print_undecided(rows: Sequence[Json], seen: View, console: Console, *, alone: bool) -> None:
    """Print the answers that were weighed, and where to ask if nothing more is told."""
    console.print(Text("Undecided: where it comes from is too unsure to say."))
    for answer in (a for row in rows for a in row["alternatives"]):
        parent = answer["parent"]
        words = f"made from {source_words(parent, seen)}" if parent else "a report of its own"
        console.print(Text(f"  {words}: probability {percent(answer['probability'])}"))
    if alone:
        console.print(Text("“retold compare” shows what two texts share and where they differ."))


def _print_open(pair: Json, seen: View, console: Console) -> None:
    """Print what an undecided article shares with its likeliest candidate, and what differs."""
    one, other = seen.label(pair["parent"]), seen.label(pair["child"])
    words = f"{one} and {other}, who took from whom is not known"
    console.print()
    console.print(Text.assemble((words, "bold"), (f"  {pair['id']}", "dim")))
    shares = " and ".join(map(percent, pair["shares"]))
    console.print(Padding(Text(f"{shares} of their words stand in linked sentences"), (0, 0, 0, 2)))
    _heading(f"What they share: {count(len(pair['links']), 'linked sentence')}", console)
    for link in pair["links"]:
        _print_link(link, seen, console)
    if pair["changes"]:
        _heading(f"Where they differ: {count(len(pair['changes']), 'difference')}", console)
    for change in pair["changes"]:
        _print_change(change, seen, console)


def _print_descent(descent: Json, seen: View, console: Console) -> None:
    words = f"{seen.label(descent['child'])}: {came_about(descent, seen)}"
    console.print(Text.assemble((words, "bold"), (f"  {descent['id']}", "dim")))
    table = Table.grid(padding=(0, 2))
    for name, value in facts(descent, seen):
        table.add_row(Text(name, "dim"), Text(value))
    console.print(Padding(table, (0, 0, 1, 2)))
    _print_waterfall(descent, console)
    _print_lost(descent, seen, console)
    links = seen.links.get((descent["child"], descent["parent"]), ())
    _heading(f"What it took: {count(len(links), 'linked sentence')}", console)
    for link in links:
        _print_link(link, seen, console)
    changes = seen.changes.get((descent["child"], descent["parent"]), ())
    if changes:
        _heading(f"What it changed: {count(len(changes), 'change')}", console)
    for change in changes:
        _print_change(change, seen, console)


def _print_waterfall(descent: Json, console: Console) -> None:
    steps = waterfall(descent)
    if not steps:
        return
    _heading("Why: from even odds to the probability, in log-odds", console)
    table = Table.grid(padding=(0, 1))
    for step in steps:
        value = "" if step.value is None else f"{step.value:g}"
        style = "green" if step.weight >= 0 else "red"
        bar = Text(_bar(step, bounds(steps)), style)
        table.add_row(Text(f"{step.weight:+.2f}"), bar, Text(step.words), Text(value, "dim"))
    console.print(Padding(table, (0, 0, 0, 2)))
    rest = others_words(descent)
    if rest:
        console.print(Padding(Text(rest, "dim"), (0, 0, 0, 2)))


def _bar(step: Step, ends: tuple[float, float]) -> str:
    low, high = ends
    first, last = sorted((step.start, step.end))
    start, end = (round((at - low) / (high - low) * BAR) for at in (first, last))
    sign = "█" if step.weight >= 0 else "░"
    return (" " * start + sign * max(1, end - start)).ljust(BAR + 1)


def _print_lost(descent: Json, seen: View, console: Console) -> None:
    _heading("What else was weighed, and why it lost", console)
    rows = [lost_words(descent, other, seen) for other in descent["alternatives"]]
    for words in rows or ["no other answer was likely enough to be weighed"]:
        console.print(Padding(Text(words), (0, 0, 0, 2)))


def _print_row(found: lookup.Row, seen: View, console: Console) -> None:
    """Print a row other than a descent: what it says and the passages that it rests on."""
    row = found.row
    console.print(Text.assemble((f"{NOUNS[found.kind]}", "bold"), (f"  {row['id']}", "dim")))
    if found.kind in {"changes", "differences"}:
        _print_change(row, seen, console)
        link = _link_of(row, seen)
        if link is not None:
            _heading("The link on which it rests", console)
            _print_link(link, seen, console)
        return
    if found.kind == "links":
        _print_link(row, seen, console)
        return
    for key in ("sentence", "subject", "speaker", "role", "kind", "name"):
        if isinstance(row.get(key), str):
            console.print(Padding(Text(f"{key}: {plain(row[key])}"), (0, 0, 0, 2)))
    for place in places(row):
        _print_place(place, seen, console)
    named = [row["change"]] if found.kind == "lineages" else row.get("changes", [])
    changes = {one["id"]: one for one in seen.document["changes"]}
    changes |= {one["id"]: one for pair in seen.open_pairs.values() for one in pair["changes"]}
    for change in (changes[key] for key in named if key in changes):
        _print_change(change, seen, console)


def places(row: Json) -> list[Json]:
    """Return every passage that a row points to, in the row's order."""
    found: list[Json] = []
    pending: list[Any] = [row]
    while pending:
        value = pending.pop(0)
        if isinstance(value, Mapping):
            if {"article", "start", "end"} <= value.keys() and value["start"] is not None:
                found.append(dict(value))
            elif "content" in value:
                spans = value["content"]
                found += [{"article": value["article"], "start": s, "end": e} for s, e in spans]
            pending = [v for v in value.values() if isinstance(v, (Mapping, list))] + pending
        elif isinstance(value, Sequence) and not isinstance(value, str):
            pending = list(value) + pending
    return found


def _link_of(change: Json, seen: View) -> Json | None:
    """Return the link between the two sentences of a change."""
    child, parent = change["child"], change["parent"]
    ends = (child["article"], parent["article"])
    pairs = [p for p in seen.open_pairs.values() if (p["child"], p["parent"]) == ends]
    rows: list[Json] = [*seen.links.get(ends, ()), *(one for p in pairs for one in p["links"])]
    for link in rows:
        sources = {p["sentence"] for p in link["parents"]}
        if link["child"]["sentence"] == child["sentence"] and parent["sentence"] in sources:
            return link
    return None


def _print_link(link: Json, seen: View, console: Console) -> None:
    words = f"{LINK_WORDS[link['kind']]}, score {link['score']:.2f}"
    console.print(
        Padding(Text.assemble((words, "italic"), (f"  {link['id']}", "dim")), (1, 0, 0, 2))
    )
    for place in (*link["parents"], link["child"]):
        _print_place(place, seen, console)
    shared = " · ".join(shared_words(link, seen)) or "none: the likeness is in the sense"
    console.print(Padding(Text(f"shared words: {plain(shared)}", "dim"), (0, 0, 0, 4)))


def _print_change(change: Json, seen: View, console: Console) -> None:
    kind = DIFFERENCE_WORDS[change["kind"]] if "first" in change else change["kind"]
    words = f"{change['severity']}, {kind}: {plain(change['reason'])}"
    line = Text.assemble((words, "italic"), (f"  {change['id']}", "dim"))
    console.print(Padding(line, (1, 0, 0, 2)))
    gone = "nothing of the kind" if "first" in change else "gone"
    for side, missing in (("parent", "nothing of the kind"), ("child", gone)):
        place = change[side]
        if place["start"] is None:
            line = Text.assemble((f"{seen.label(place['article'])}: ", "bold"), (missing, "dim"))
            console.print(Padding(line, (0, 0, 0, 4)))
        else:
            _print_place(place, seen, console)


def _print_place(place: Json, seen: View, console: Console) -> None:
    article = seen.articles.get(place["article"])
    if article is None:
        return
    words = plain(seen.words(place["article"], place["start"], place["end"]))
    line = Text.assemble((f"{seen.label(place['article'])}: ", "bold"), f"“{words}”")
    line.append(f"\n{plain(where(article, place['start'], place['end']))}{_noted(place)}", "dim")
    console.print(Padding(line, (0, 0, 0, 4)))


def _noted(place: Json) -> str:
    """Say what else a row holds of a passage: how it renders the words, who gave the figure."""
    parts = [str(place[key]) for key in ("form", "speaker", "cue") if place.get(key)]
    parts += [
        f"{before or 'nothing'} → {after or 'nothing'}"
        for before, after in place.get("altered", ())
    ]
    return plain(f" · {' · '.join(parts)}") if parts else ""


def _heading(words: str, console: Console) -> None:
    console.print()
    console.print(Text(words, "bold"))
