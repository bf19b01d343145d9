"""Which of several articles has what: one row an article, one column a form of text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from retold.matching.profiles import Ids

Bools = np.ndarray[tuple[int], np.dtype[np.bool_]]
Matrix = np.ndarray[tuple[int, int], np.dtype[np.bool_]]


def held(mine: Ids, theirs: Ids) -> Bools:
    """Tell which of some ids stand among others; both ascend.

    >>> import numpy as np
    >>> held(np.array([2, 5]), np.array([5, 7])).tolist()
    [False, True]
    """
    if not theirs.size:
        return np.zeros(mine.size, dtype=np.bool_)
    return np.asarray(theirs.take(theirs.searchsorted(mine), mode="clip") == mine)


def holdings(ids: Sequence[Ids]) -> tuple[Ids, Matrix]:
    """Return all ids, ascending, and which article (row) has which of them (column).

    >>> import numpy as np
    >>> every, holds = holdings([np.array([2, 5]), np.array([5])])
    >>> every.tolist(), holds.tolist()
    ([2, 5], [[True, True], [False, True]])
    """
    every = np.unique(np.concatenate(ids))
    holds = np.zeros((len(ids), every.size), dtype=np.bool_)
    for row, own in enumerate(ids):
        holds[row, np.searchsorted(every, own)] = True
    return every, holds
