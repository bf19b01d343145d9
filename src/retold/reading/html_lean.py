"""The source of an HTML page without what is surely no article, for the library to read.

The library looks at every element dozens of times. Left out are whole elements in stretches of
the source between blocks that may be the article's, so that what is left nests as before.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import groupby

from retold.reading.html_blocks import Block, Walked
from retold.reading.html_tags import PLAIN, TAGS
from retold.types import Segment

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*+)([^<>]*+)>")
_DEEPEST = 12
"""An element is looked for among so many that are open."""


def lean(raw: str, walked: Walked, is_furniture: Callable[[Block], bool]) -> str:
    """Return the source of a page without its cuts and without whole elements of furniture.

    Args:
        raw: The source.
        walked: The page, all its blocks in it.
        is_furniture: Whether a block is surely not of an article.
    """
    cuts = [*walked.cuts]
    for start, end in _between(raw, walked, is_furniture):
        cuts.extend(_elements(raw, start, end))
    kept, at = [], 0
    for start, end in sorted(cuts):
        if start > at:
            kept.append(raw[at:start])
        at = max(at, end)
    return "".join([*kept, raw[at:]])


def _between(
    raw: str, walked: Walked, is_furniture: Callable[[Block], bool]
) -> Iterator[tuple[int, int]]:
    """Yield where in the source nothing but furniture is shown."""
    segments = walked.page.segments
    starts = [segment.start for segment in segments]
    at = before = 0
    for furniture, group in groupby(walked.blocks, key=is_furniture):
        blocks = list(group)
        at += len(blocks)
        if furniture:
            last = at == len(walked.blocks)
            after = walked.blocks[at].span.start if not last else 0
            yield before, len(raw) if last else _source(segments, starts, after)
        before = _source(segments, starts, blocks[-1].span.end - 1) + 1


def _source(segments: tuple[Segment, ...], starts: list[int], at: int) -> int:
    """Return where in the source a character of the page stands."""
    segment = segments[bisect_right(starts, at) - 1]
    return segment.source_start + (at - segment.start if segment.exact else 0)


def _elements(raw: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where the outermost elements stand that begin and end within a stretch."""
    found: list[tuple[int, int]] = []
    names: list[str] = []
    places: list[int] = []
    for tag in _TAG.finditer(raw, start, end):
        slash, name, attributes = tag.groups()
        if TAGS.get(name, PLAIN).void or attributes[-1:] == "/":
            continue
        if not slash:
            names.append(name)
            places.append(tag.start())
        elif names and names[-1] == name:
            names.pop()
            _outermost(found, places.pop(), tag.end())
        elif name in names[-_DEEPEST:]:
            while names.pop() != name:
                places.pop()
            _outermost(found, places.pop(), tag.end())
        else:
            # It ends what began before the stretch, and with that all that is open in it.
            names, places = [], []
    return found


def _outermost(found: list[tuple[int, int]], start: int, end: int) -> None:
    while found and found[-1][0] >= start:
        found.pop()
    found.append((start, end))
