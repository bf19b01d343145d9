"""Lines of a page in the order in which they are read: column by column, then from the top."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

_DEPTH = 40
_COLUMN_LINES = 3
"""A column has at least so many lines; fewer beside each other are a table or a caption."""
_GUTTER = 0.7
"""How wide the blank between two columns is at least, in type sizes."""
_CROSSED = 0.6
"""At most this share of the lines may run across the blank between two columns."""
_CELL = 9
"""Lines with fewer characters on average are cells of a table, which is read row by row."""
_MOST_PLACES, _MOST_LINES, _DEEP = 120, 1500, 6
"""So many places for a blank are tried, on pages of so many lines, so many columns deep."""
_HEADING = 1.15


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its text, its box (``top`` above ``bottom``), type size and style."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    style: str = ""


def reading_order(lines: Sequence[Line], depth: int = 0) -> list[Line]:
    """Return lines in the order in which they are read.

    What stands under a heading of its own, below a blank across the page, is read by itself.
    Where a blank strip from top to bottom parts the lines, what is left of it is read first.
    Where only some lines run across it, such as a headline, it is so between each of these.
    Otherwise the lines are cut where the blank across is highest, and each part is ordered.
    """
    ordered = sorted(lines, key=lambda line: (-line.top, line.left))
    if len(ordered) < 2 * _COLUMN_LINES or depth > _DEPTH:
        return ordered
    below = _headed(ordered)
    if below is not None:
        return reading_order(ordered[:below], depth + 1) + reading_order(ordered[below:], depth + 1)
    strip = _strip(ordered)
    if strip is not None:
        left = [line for line in ordered if line.right <= strip]
        right = [line for line in ordered if line.right > strip]
        return reading_order(left, depth + 1) + reading_order(right, depth + 1)
    parts = _gutter(ordered) if len(ordered) <= _MOST_LINES and depth <= _DEEP else None
    if parts is not None:
        return [line for part in parts for line in reading_order(part, depth + 1)]
    at = _gap(ordered)
    if at is None:
        return ordered
    return reading_order(ordered[:at], depth + 1) + reading_order(ordered[at:], depth + 1)


def _strip(lines: Sequence[Line]) -> float | None:
    """Return where a blank strip between two columns begins."""
    height = statistics.median(line.size for line in lines)
    edge, count = float("-inf"), 0
    for line in sorted(lines, key=lambda line: line.left):
        wide = line.left - edge >= _GUTTER * height
        if wide and min(count, len(lines) - count) >= _COLUMN_LINES:
            left = [one for one in lines if one.right <= edge]
            if not _are_cells(left, [one for one in lines if one.right > edge]):
                return edge
        edge, count = max(edge, line.right), count + 1
    return None


def _headed(lines: Sequence[Line]) -> int | None:
    """Return before which line, a heading below a blank across all lines, something new begins."""
    height = statistics.median(line.size for line in lines)
    lowest = lines[0].bottom
    for number, line in enumerate(lines[1:], 1):
        told = number >= 2 * _COLUMN_LINES and line.size > _HEADING * height
        if told and lowest - line.top > _GUTTER * height:
            return number
        lowest = min(lowest, line.bottom)
    return None


def _gutter(lines: Sequence[Line]) -> list[list[Line]] | None:
    """Return the lines parted where few run across a blank: columns, and what is between them."""
    ends = sorted({round(line.right, 1) for line in lines})
    least, best = int(_CROSSED * len(lines)) + 1, None
    for place in ends[:: len(ends) // _MOST_PLACES + 1]:
        parts, across = _parted(lines, place)
        if across < least:
            least, best = across, parts
    return best


def _parted(lines: Sequence[Line], place: float) -> tuple[list[list[Line]], int]:
    """Return lines as columns left and right of a place between those that run across it.

    What stands beside nothing, or beside too little to be a column, counts as running across.
    """
    right_of = place + _GUTTER * statistics.median(line.size for line in lines)
    parts: list[list[Line]] = []
    across = 0
    left: list[Line] = []
    right: list[Line] = []
    for line in [*lines, None]:
        if line is not None and line.right <= place + 0.1:
            left.append(line)
        elif line is not None and line.left >= right_of:
            right.append(line)
        else:
            if _are_columns(left, right):
                parts += [left, right]
            else:
                across += len(left) + len(right)
                parts.append(sorted([*left, *right], key=lambda one: (-one.top, one.left)))
            across += line is not None
            parts.append([line] if line is not None else [])
            left, right = [], []
    return [part for part in parts if part], across


def _are_columns(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Tell whether enough lines of two columns stand beside each other."""
    if min(len(left), len(right)) < _COLUMN_LINES or _are_cells(left, right):
        return False
    for one, other in ((left, right), (right, left)):
        high, low = max(line.top for line in other), min(line.bottom for line in other)
        if sum(1 for line in one if line.bottom < high and line.top > low) < _COLUMN_LINES:
            return False
    return True


def _are_cells(*columns: Sequence[Line]) -> bool:
    """Tell whether one of two columns holds a table's cells: a word or a figure a line."""
    return any(sum(len(line.text) for line in one) < _CELL * len(one) for one in columns)


def _gap(lines: Sequence[Line]) -> int | None:
    """Return before which line, from the top, the highest blank stands."""
    best, at = 0.0, None
    lowest = lines[0].bottom
    for number, line in enumerate(lines[1:], 1):
        blank = lowest - line.top
        if blank > best:
            best, at = blank, number
        lowest = min(lowest, line.bottom)
    return at
