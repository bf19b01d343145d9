"""Score chains of hearsay against marks of our own in real news.

Every mark is a sentence of an article: the chains that it holds, each as the characters of its
levels, who is nearest to the article first, whose words it is last; a sentence without a chain
looks as if it had one. Rules were written with every other mark in view, the first one included;
the rest is printed apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from _common import find, records
from _traditions import make_article

from retold.language import prepare
from retold.settings import By
from retold.statements import statements
from retold.types import Statement

MARKS = Path(__file__).parent / "marks" / "chains.jsonl"
Level = tuple[int, int]


def chains(folder: Path, by: By) -> tuple[list[list[Any]], dict[str, float]] | None:
    """Return rows and measures of the chains found; ``None`` without the articles."""
    marks = list(records(MARKS))
    texts = _texts(folder, {mark["set"] for mark in marks})
    if any((mark["set"], mark["id"]) not in texts for mark in marks):
        return None
    counts: dict[str, Counter[str]] = {"developed on": Counter(), "held out": Counter()}
    for number, mark in enumerate(marks):
        text = texts[mark["set"], mark["id"]]
        said = statements(prepare(make_article(mark["id"], text)), by=by)
        _count(counts["held out" if number % 2 else "developed on"], mark, said)
    rows: list[list[Any]] = []
    measures: dict[str, float] = {}
    for half, count in counts.items():
        shares = _shares(count)
        rows.append([half, count["wanted"], *shares])
        named = zip(("recall", "precision", "nearest"), shares, strict=True)
        measures |= {f"chains {by} {half} {name}": value for name, value in named}
    return rows, measures


def _texts(folder: Path, sets: set[str]) -> dict[tuple[str, str], str]:
    found = {}
    for name in sorted(sets):
        path = find(folder, name) if folder.is_dir() else None
        for article in records(path) if path else ():
            found[name, article["id"]] = article["text"]
    return found


def _count(count: Counter[str], mark: Mapping[str, Any], said: Sequence[Statement]) -> None:
    wanted = [[(a, b) for a, b in levels] for levels in mark["chains"]]
    found = [_levels(s) for s in said if s.chain and _stands_in(s, mark["start"], mark["end"])]
    count["wanted"] += len(wanted)
    count["found"] += len(found)
    count["reached"] += sum(any(_same(w, f) for f in found) for w in wanted)
    count["right"] += sum(any(_same(w, f) for w in wanted) for f in found)
    count["nearest"] += sum(any(_meet(w[0], f[0]) for f in found) for w in wanted)


def _levels(statement: Statement) -> list[Level]:
    passages = [*statement.chain, *([statement.source] if statement.source else [])]
    return [(p.spans[0].start, p.spans[-1].end) for p in passages]


def _stands_in(statement: Statement, start: int, end: int) -> bool:
    at = statement.cue.spans[0].start if statement.cue else statement.content[0].start
    return start <= at < end


def _same(one: Sequence[Level], other: Sequence[Level]) -> bool:
    return len(one) == len(other) and all(map(_meet, one, other))


def _meet(one: Level, other: Level) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _shares(count: Counter[str]) -> tuple[float, float, float]:
    wanted = max(1, count["wanted"])
    return (
        count["reached"] / wanted,
        count["right"] / max(1, count["found"]),
        count["nearest"] / wanted,
    )
