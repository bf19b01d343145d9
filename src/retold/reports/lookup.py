"""Finding what somebody asks about in a report: a row by its id, an article by any of its names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from retold.reports.pairs import as_pair
from retold.reports.view import View
from retold.reports.words import plain, shorten

Json = dict[str, Any]

LISTED = (
    "links",
    "changes",
    "citations",
    "statements",
    "figures",
    "lineages",
    "utterances",
    "findings",
)
NAMED = 8
"""So many of the names that would have been understood are told."""


class UnknownNameError(LookupError):
    """Nothing, or more than one thing, goes by a name."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the document, and the key under which it stands there."""

    kind: str
    row: Json


def row(word: str, document: Json) -> Row | None:
    """Return the row of an id, if it is one."""
    return next((found for found in rows(document) if found.row["id"] == word), None)


def rows(document: Json) -> Iterator[Row]:
    """Yield every row that has an id of its own."""
    for story in document["stories"]:
        yield from (Row("descents", one) for one in story["descents"])
    for kind in LISTED:
        yield from (Row(kind, one) for one in document.get(kind, ()))
    for pair in map(as_pair, document.get("open_pairs", ())):
        yield Row("open_pairs", pair)
        yield from (Row("differences", one) for one in pair["changes"])
        yield from (Row("links", one) for one in pair["links"])


def article(word: str, seen: View) -> str:
    """Return the id of the one article that goes by a name: id, file, outlet or headline.

    Raises:
        UnknownNameError: If none does, or several do.
    """
    if not seen.articles:
        raise UnknownNameError("this report has no articles")
    for exact in (True, False) if word.strip() else ():
        found = [key for key in seen.articles if _goes_by(word, key, seen, exact=exact)]
        if len(found) == 1:
            return found[0]
        if found:
            raise UnknownNameError(f"several articles go by “{plain(word)}”: {_named(found, seen)}")
    raise UnknownNameError(
        f"no article goes by “{plain(word)}”; there are {_named([*seen.articles], seen)}"
    )


def _goes_by(word: str, key: str, seen: View, *, exact: bool) -> bool:
    one = seen.articles[key]
    names = [key, one["input"], PurePath(one["input"]).name, seen.label(key)]
    names += [one["outlet"] or "", one["headline"] or ""]
    asked = word.casefold()
    if exact:
        return asked in {name.casefold() for name in names}
    return any(asked in name.casefold() for name in names)


def _named(keys: list[str], seen: View) -> str:
    shown = [f"{seen.label(k)} ({shorten(plain(k), 20)})" for k in keys[:NAMED]]
    more = f" and {len(keys) - NAMED} more" if len(keys) > NAMED else ""
    return ", ".join(shown) + more
