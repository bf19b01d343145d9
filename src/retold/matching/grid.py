"""Small tables laid one after the other, so that numpy looks at many of them at once.

What holds few sentences or few words against few others makes tables too small for numpy to be
quick. So the cells of many stand in one row, each table a page: first the cells of its first
row, then of its second. What needs the cells of one column side by side takes them in turned order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
Real = TypeVar("Real", bound=np.floating)


@dataclass(frozen=True, slots=True)
class Runs:
    """The cells line by line of one side: each line's cells are a run.

    Attributes:
        own: The line of every cell.
        other: The other side's line of every cell.
        at: The place of every cell in its run.
        starts: The first cell of every line.
        widths: How many cells each line has.
        pages: The first and the last line of the page that each line stands on.
        bounds: Between which lines each page lies.
    """

    own: Ids
    other: Ids
    at: Ids
    starts: Ids
    widths: Ids
    pages: tuple[Ids, Ids]
    bounds: tuple[tuple[int, int], ...]

    def best(self, values: NDArray[Real]) -> NDArray[Real]:
        """Return the largest value of every line; values in the order of the cells."""
        return np.asarray(np.maximum.reduceat(values, self.starts))


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of many tables.

    ``rows`` goes row by row, ``columns`` column by column; ``turned`` says which of the cells each
    cell of ``columns`` is, ``cells`` where those of each page start and end.
    """

    sizes: tuple[tuple[int, int], ...]
    rows: Runs
    columns: Runs
    turned: Ids
    cells: tuple[tuple[int, int], ...]


def grid(sizes: Sequence[tuple[int, int]]) -> Grid:
    """Lay out the cells of tables of so many rows and columns; none is empty.

    >>> two = grid([(1, 2), (2, 1)])
    >>> two.rows.own.tolist(), two.rows.other.tolist(), two.turned.tolist()
    ([0, 0, 1, 2], [0, 1, 2, 2], [0, 1, 2, 3])
    """
    n, m = np.array(sizes, dtype=np.int64).reshape(-1, 2).T
    ends, lefts = np.cumsum(n * m), np.cumsum(m)
    rows = _runs(n, m)
    columns = _runs(m, n)
    base, width = np.repeat(ends - n * m, n * m), np.repeat(m, n * m)
    across = columns.own - np.repeat(lefts - m, n * m)
    turned = base + columns.at * width + across
    starts = (ends - n * m).tolist()
    return Grid(tuple(sizes), rows, columns, turned, tuple(zip(starts, ends.tolist(), strict=True)))


def _runs(own: Ids, other: Ids) -> Runs:
    """Lay out the cells line by line of the first side, given how many lines each page has."""
    widths = np.repeat(other, own)
    starts = np.cumsum(widths) - widths
    number = np.repeat(np.arange(widths.size), widths)
    at = np.arange(number.size) - np.repeat(starts, widths)
    ends, others = np.cumsum(own), np.cumsum(other) - other
    pages = np.repeat(ends - own, own), np.repeat(ends - 1, own)
    bounds = tuple(zip((ends - own).tolist(), ends.tolist(), strict=True))
    return Runs(number, at + np.repeat(others, own * other), at, starts, widths, pages, bounds)
