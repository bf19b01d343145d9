"""What was understood of a page, in the terminal: every field, the text, and the furniture."""

from __future__ import annotations

from io import StringIO
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from retold.reports.words import count, plain, shorten, when

Json = dict[str, Any]

EXCERPT = 120


def reading_text(document: Json, width: int = 100) -> str:
    """Return the view of what was read as plain text."""
    out = StringIO()
    print_reading(document, Console(file=out, width=width, color_system=None, highlight=False))
    return out.getvalue()


def print_reading(document: Json, console: Console) -> None:
    """Print every article of a document as it was understood, then what was skipped."""
    for article in document["articles"]:
        _print_article(article, console)
        console.print()
    for row in document["skipped"]:
        console.print(Text(f"Skipped {plain(row['input'])}: {plain(row['reason'])}", "yellow"))


def _print_article(article: Json, console: Console) -> None:
    table = Table.grid(padding=(0, 2))
    for name, value in _fields(article):
        known = Text(plain(value)) if value else Text("not found", "dim")
        table.add_row(Text(name, "bold"), known)
    console.print(table)
    console.print()
    console.print(Padding(_body(article), (0, 0, 0, 2)))
    _print_furniture(article, console)


def _fields(article: Json) -> list[tuple[str, str | None]]:
    published = article["published"]
    older = [("version of", article["version_of"])] if article["version_of"] else []
    return [
        ("headline", article["headline"]),
        ("standfirst", article["standfirst"]),
        ("outlet", article["outlet"]),
        ("byline", ", ".join(article["byline"])),
        ("published", f"{when(published)} ({published})" if published else None),
        ("language", article["language"]),
        ("url", article["url"]),
        ("credits", ", ".join(article["credits"])),
        *older,
        ("input", article["input"]),
        ("id", article["id"]),
        ("digest", article["digest"]),
        ("text", _size(article)),
        *(("found", _place(row)) for row in article["found"]),
        ("dates", _dates(article)),
        *(("part", _part(row, article["text"])) for row in article["parts"]),
        *(("note", note) for note in article["notes"]),
    ]


def _place(row: Json) -> str:
    mark = "" if row["used"] else " (not used)"
    return f"{row['field']} in {row['where']}: {shorten(row['value'], EXCERPT)}{mark}"


def _part(row: Json, text: str) -> str:
    told = [row["kind"], row["published"], row["label"] or text[row["start"] : row["end"]]]
    return ": ".join(shorten(one, EXCERPT) for one in told if one)


def _dates(article: Json) -> str:
    text = article["text"]
    told = (f"{text[d['start'] : d['end']]} = {d['value']}" for d in article["dates"])
    return "; ".join(dict.fromkeys(told))


def _size(article: Json) -> str:
    sentences = count(len(article["sentences"]), "sentence")
    return f"{sentences}, {count(len(article['text']), 'character')}"


def _body(article: Json) -> Text:
    """Return the text; furniture in it is greyed and, for eyes without colour, bracketed."""
    text, at = article["text"], 0
    body = Text()
    for row in article["furniture"]:
        if row["layer"] == "text" and row["start"] >= at:
            body.append(plain(text[at : row["start"]]))
            body.append(f"⟦{plain(text[row['start'] : row['end']])}⟧", "dim")
            at = row["end"]
    return body.append(plain(text[at:]))


def _print_furniture(article: Json, console: Console) -> None:
    rows = article["furniture"]
    if not rows:
        return
    console.print()
    console.print(Text(f"Set aside as furniture: {count(len(rows), 'piece')}", "bold"))
    for row in rows:
        where = f"{row['layer']} {row['start']}–{row['end']}"
        line = Text.assemble((where, "dim"), f"  {plain(row['kind'])}: {plain(row['reason'])}")
        excerpt = shorten(plain(row["text"]), EXCERPT)
        line.append(f"\n“{excerpt}”" if excerpt else "", "dim")
        console.print(Padding(line, (0, 0, 0, 2)))
