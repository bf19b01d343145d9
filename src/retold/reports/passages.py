"""Where a passage stands: its characters in the text, in the visible page and in the raw input.

The JSON holds, for every article, the segments by which its text leads back to the input; they
are followed here, so that whoever has the page can lay a finger on the words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

Json = dict[str, Any]
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Spot:
    """Characters of a passage in each layer; ``None`` where a report does not say."""

    text: Range
    page: Range | None
    raw: Range | None


def spot(article: Mapping[str, Any], start: int, end: int) -> Spot:
    """Follow a passage of an article's text up to the raw input.

    >>> segments = {"text": [[0, 9, 100, 109, True]], "page": [[100, 109, 4000, 4030, False]]}
    >>> spot({"segments": segments}, 2, 5)
    Spot(text=(2, 5), page=(102, 105), raw=(4000, 4030))
    """
    segments = article.get("segments") or {}
    page = lift((start, end), segments.get("text") or [])
    raw = lift(page, segments.get("page") or []) if page else None
    return Spot((start, end), page, raw)


def lift(span: Range, segments: Sequence[Sequence[Any]]) -> Range | None:
    """Carry characters of a layer into the one above; a replaced stretch counts as a whole.

    >>> lift((3, 6), [[0, 4, 10, 14, True], [4, 8, 14, 30, False]])
    (13, 30)
    """
    if not segments:
        return None
    low = bisect_right(segments, span[0], key=lambda row: row[1])
    high = bisect_left(segments, span[1], key=lambda row: row[0])
    if low >= high:
        return None
    first, last = segments[low], segments[high - 1]
    start = first[2] + (max(0, span[0] - first[0]) if first[4] else 0)
    end = last[3] - (max(0, last[1] - span[1]) if last[4] else 0)
    return (start, end)


def where(article: Mapping[str, Any], start: int, end: int) -> str:
    """Say where a passage stands, in the input if the report leads so far.

    >>> where({"input": "pages/a.html"}, 10, 1200)
    'characters 10–1,200 of the text of a.html'
    >>> layers = {"text": [[0, 9, 5, 14, True]], "page": [[0, 20, 1000, 1020, True]]}
    >>> where({"input": "a.html", "segments": layers}, 0, 9)
    'characters 1,005–1,014 of a.html, 0–9 of its text'
    """
    found = spot(article, start, end)
    name = PurePath(article["input"]).name or article["input"]
    if found.raw is None:
        return f"characters {_range(found.text)} of the text of {name}"
    return f"characters {_range(found.raw)} of {name}, {_range(found.text)} of its text"


def _range(span: Range) -> str:
    return f"{span[0]:,}–{span[1]:,}"
