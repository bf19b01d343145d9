"""How much of each line stands elsewhere on its page, by stretches of a few words.

Pages hold their article twice, once broken into other lines; teasers repeat a first paragraph.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from retold.reading.line_words import Words, numbered, running

Doubles = NDArray[np.float64]
_STRETCH = 4
_STEP = np.uint64(0x9E3779B97F4A7C15)


def said(lines: tuple[tuple[str, ...], ...]) -> tuple[Doubles, Doubles]:
    """Return which share of each line's stretches of words stands before it, and after it.

    >>> before, after = said((("a", "b", "c", "d"), ("e",), ("a", "b", "c", "d", "e")))
    >>> before.tolist(), after.tolist()
    ([0.0, 0.0, 1.0], [1.0, 0.0, 0.0])

    It is asked twice for each page, and remembers.

    Args:
        lines: The words of each line.
    """
    return _said(numbered(lines))


@lru_cache(maxsize=2)
def _said(words: Words) -> tuple[Doubles, Doubles]:
    count, bounds = len(words.bounds) - 1, words.bounds
    nothing = np.zeros(count)
    if len(words.number) < _STRETCH:
        return nothing, nothing.copy()
    stretches = _stretches(words.folded[words.number].astype(np.uint64))
    order = stretches.argsort(kind="stable")
    sorted_ = stretches[order]
    changes = np.flatnonzero(sorted_[1:] != sorted_[:-1]) + 1
    starts = np.concatenate([[0], changes])
    times = np.append(starts[1:], len(order)) - starts
    first, last = np.empty_like(order), np.empty_like(order)
    first[order] = np.repeat(order[starts], times)
    last[order] = np.repeat(order[starts + times - 1], times)
    sizes = bounds[1:] - bounds[:-1]
    low = np.repeat(bounds[:-1], sizes)[: len(order)]
    high = np.repeat(bounds[1:], sizes)[: len(order)]
    return _shares(first < low, bounds), _shares(last >= high, bounds)


def _stretches(words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    mixed = np.zeros(len(words) - _STRETCH + 1, dtype=np.uint64)
    for shift in range(_STRETCH):
        mixed = (mixed + words[shift : len(mixed) + shift] + np.uint64(1)) * _STEP
        mixed ^= mixed >> np.uint64(29)
    return mixed


def _shares(found: NDArray[np.bool_], bounds: NDArray[np.intp]) -> Doubles:
    """Return the share of found stretches among those that stand within a line."""
    total = running(found)
    low = np.minimum(bounds[:-1], len(found))
    high = np.minimum(np.maximum(bounds[1:] - _STRETCH + 1, low), len(found))
    return np.asarray((total[high] - total[low]) / np.maximum(high - low, 1), dtype=np.float64)
