"""What is mended in the choice of a dump's lines: parts of sentences, headings, lists of others."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from retold.reading.dump_lines import Line
from retold.reading.line_seams import opens_list

Bools = NDArray[np.bool_]
_SHORT = 25
_SUBHEAD_FROM = -3.5
"""Log-odds that are enough for a short line that stands alone before a paragraph of the body."""
_SUBHEAD_WORDS = 12
_LIST_WORDS, _LIST_LINES = 4, 2
"""So few words open a list of other articles, and so many lines it has."""
_PART_WORDS, _PART_LOWER = 5, 0.45
"""A part of a sentence has so many words, and so many of them begin small."""


def listed(lines: list[Line]) -> Iterator[int]:
    """Yield the lines of lists of other articles; after a gap the last may be a heading."""
    end = told = 0
    for index, line in enumerate(lines):
        if line.words > _LIST_WORDS or line.ends or not opens_list(line.text):
            continue
        if end <= index:  # a list within a list ends where that one ends
            end = index + 1
            while end < len(lines) and not lines[end].ends and lines[end].words <= _SHORT:
                end += 1
        last = end
        if last < len(lines) and lines[last - 1].after_gap and not lines[last - 1].bullet:
            last -= 1
        if last - index > _LIST_LINES:
            yield from range(max(index, told), last)
            told = max(told, last)


def complete(lines: list[Line], body: Bools) -> None:
    """Take in what was cut from a sentence of the body: a cut may part a name or a title."""
    for index in range(len(lines) - 2, -1, -1):
        if body[index + 1] and not body[index] and _is_one(lines, index):
            body[index] = lines[index].words >= _PART_WORDS and lines[index].lower >= _PART_LOWER
    for index in range(len(lines) - 1):
        if body[index] and not body[index + 1] and _is_one(lines, index):
            rest = lines[index + 1]
            body[index + 1] = rest.text[0].islower() and rest.ends


def _is_one(lines: list[Line], index: int) -> bool:
    """Tell whether a line and the next are parts of one sentence that was cut."""
    line, following = lines[index], lines[index + 1]
    return following.spaced and not line.ends and line.kind is None and following.kind is None


def subheads(lines: list[Line], likely: NDArray[np.float64], kept: Bools) -> list[int]:
    """Return the short lines that stand alone right before a paragraph, inside the body."""
    return [
        index
        for index in range(1, len(lines) - 1)
        if likely[index] > _SUBHEAD_FROM
        and kept[index + 1]
        and kept[:index].any()
        and lines[index].kind is None
        and lines[index].words <= _SUBHEAD_WORDS
        and (kept[index - 1] or lines[index - 1].kind is not None)
    ]
