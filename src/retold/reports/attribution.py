"""On whom the attributed words of an article or a story rest: whose name stands behind them?"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from retold.reports.words import count, percent

Json = dict[str, Any]

KINDS = ("person", "organisation", "document", "unnamed person", "unnamed group")
UNTOLD = "untold"
"""Words for which no source is told."""
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


def add_attributed(document: Json) -> None:
    """Give every article and story of a document the count of its attributed words."""
    said: dict[str, list[Json]] = defaultdict(list)
    for row in document["statements"]:
        said[row["article"]].append(row)
    of = {a["id"]: _kinds(said[a["id"]], a["text"]) for a in document["articles"]}
    for article in document["articles"]:
        article["attributed"] = _as_row(of[article["id"]])
    for story in document["stories"]:
        members = (of.get(article, Counter()) for article in story["articles"])
        story["attributed"] = _as_row(sum(members, Counter()))


def _kinds(rows: Iterable[Json], text: str) -> Counter[str]:
    """Count the attributed words of an article by kind of source, every word once.

    Of a report inside a report the words rest on the inner source.
    """
    kinds: dict[int, str] = {}
    spread = sorted(rows, key=lambda row: -sum(end - start for start, end in row["content"]))
    for row in sorted(spread, key=lambda row: len(row["chain"])):
        for start, end in row["content"]:
            for word in _WORD.finditer(text, start, end):
                kinds[word.start()] = row["source_kind"] or UNTOLD
    return Counter(kinds.values())


def _as_row(counted: Mapping[str, int]) -> Json:
    by_kind = {kind: counted.get(kind, 0) for kind in (*KINDS, UNTOLD)}
    unnamed = sum(number for kind, number in by_kind.items() if kind.startswith("unnamed"))
    return {"words": sum(by_kind.values()), "unnamed": unnamed, "by_kind": by_kind}


def resting(row: Json | None) -> str:
    """Say on whom attributed words rest, nothing where there are none.

    >>> resting({"words": 200, "unnamed": 76, "by_kind": {"untold": 10}})
    'Of 200 words reported as said, 38% rest on sources without a name; of 5% no source is told.'
    """
    if not row or not row["words"]:
        return ""
    words = f"Of {count(row['words'], 'word')} reported as said,"
    unnamed = "none rests on a source without a name"
    if row["unnamed"]:
        unnamed = f"{percent(row['unnamed'] / row['words'])} rest on sources without a name"
    untold = row["by_kind"].get(UNTOLD, 0)
    more = f"; of {percent(untold / row['words'])} no source is told" if untold else ""
    return f"{words} {unnamed}{more}."


def shares(row: Json) -> list[str]:
    """Return the cells of a table: words, then shares by :data:`COLUMNS`."""
    if not row["words"]:
        return ["0", *("–" for _ in COLUMNS)]
    cells = [sum(row["by_kind"].get(kind, 0) for kind in kinds) for kinds in COLUMNS.values()]
    return [f"{row['words']:,}", *(percent(cell / row["words"]) for cell in cells)]


COLUMNS: Mapping[str, Sequence[str]] = {
    "Persons": ("person",),
    "Bodies": ("organisation",),
    "Documents": ("document",),
    "Without a name": ("unnamed person", "unnamed group"),
    "No source told": (UNTOLD,),
}
