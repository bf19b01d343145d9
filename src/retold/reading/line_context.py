"""What is measured of each line once it is known how likely all lines of the page are.

A line of a list says little by itself: whether the text before and after it is the article's says
much. So every line is judged twice, the second time with what the first made of its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from retold.reading.dump_lines import Line
from retold.reading.line_again import said
from retold.reading.line_features import Doubles
from retold.reading.line_words import Numbers, running, within

_STEPS = (-4, -3, -2, -1, 1, 2, 3, 4)
_WINDOWS = (2, 6, 16)
CONTEXT: tuple[str, ...] = (
    "likelihood", *(f"likelihood at {step:+d}" for step in _STEPS),
    *(f"likelihood within {size}" for size in _WINDOWS),
    "likely words before", "likely words after", "share of them before",
    "inside the likeliest stretch", "lines from its start", "lines to its end", "its words",
    "likelihood of the text before", "lines since the text before",
    "likelihood of the text after", "lines to the text after",
    "unlikely words since likely text", "unlikely words to likely text",
    "shaped like the line before", "shaped like the line after", "lines of this shape in a row",
    "place among them", "likelihood among them", "likelihood before them", "likelihood after them",
    "said before", "said after", "likeliest line of the page", "likely words of the page",
)  # fmt: skip
"""What is measured of each line of a dump when it is judged again."""
KEPT: tuple[str, ...] = (
    "words", "characters", "lower case", "ends", "prose", "bullet", "gap before", "gap after",
    "furniture by its words", "caption", "notice", "related", "byline", "date", "share", "digits",
    "common words", "long words", "starts small", "colon", "bars", "times on the page",
    "words of the run", "run together", "since related", "since comments",
    "lines since the headline", "words in the headline", "words of the run below it",
    "words of its beginning within 4",
    "since such a list", "since such a head", "describes an author", "goes on from before",
    "goes on after", "cut from what is before", "cut from what follows", "to next related",
    "inside the run below it", "since another headline",
)  # fmt: skip
"""Which of the first measures are looked at again."""
_FAR = 60
_MOST = 6.0
_LIKELY = 1.0
_SHAPE = 12
_ALIKE = 0.6
_RUNS = re.compile(r"[A-ZÀ-Þ]+|[a-zß-öø-ÿ]+|\d+|\s+|[^\w\s]|(?P<other>\w+)")


def in_context(lines: Sequence[Line], log_odds: Doubles) -> Doubles:
    """Return the measures of :data:`CONTEXT`, one row a line."""
    if not lines:
        return np.zeros((0, len(CONTEXT)))
    odds = within(log_odds, _MOST)
    sizes = np.array([line.words + 0.5 for line in lines])
    prose = np.array([line.prose for line in lines])
    before, after = said(tuple([line.tokens for line in lines]))
    mass = sizes / (1 + np.exp(-odds))
    whole = max(float(mass.sum()), 1e-9)
    so_far = mass.cumsum() - mass
    return np.array(
        [
            odds,
            *_moved(odds),
            *_within(odds, sizes),
            np.log1p(so_far),
            np.log1p(whole - so_far - mass),
            so_far / whole,
            *_stretch(odds, sizes),
            *_anchors(odds, prose),
            *_between(odds, sizes),
            *_shapes(lines, odds),
            before,
            after,
            np.full(len(odds), odds.max(initial=-_MOST)),
            np.full(len(odds), np.log1p(whole)),
        ]
    ).T


def _moved(values: Doubles) -> Doubles:
    """Return for each line the values of those so many lines before and after it."""
    moved = np.full((len(_STEPS), len(values)), -_MOST)
    for row, step in zip(moved, _STEPS, strict=True):
        if 0 < step < len(values):
            row[:-step] = values[step:]
        elif -len(values) < step < 0:
            row[-step:] = values[:step]
    return moved


def _within(odds: Doubles, sizes: Doubles) -> list[Doubles]:
    """Return the means of the lines around, long ones counting more."""
    weight = np.sqrt(sizes)
    total = running(odds * weight)
    weights = running(weight)
    at = np.arange(len(odds))
    means = []
    for size in _WINDOWS:
        low, high = np.maximum(at - size, 0), np.minimum(at + size + 1, len(odds))
        means.append((total[high] - total[low]) / (weights[high] - weights[low]))
    return means


def _stretch(odds: Doubles, sizes: Doubles) -> list[Doubles | Numbers]:
    """Return where each line stands to the stretch that is the likeliest as a whole."""
    worth = odds * np.sqrt(sizes)
    total = running(worth)
    lowest = np.minimum.accumulate(total)[:-1]
    end = int(np.argmax(total[1:] - lowest))
    start = int(np.argmin(total[: end + 1]))
    at = np.arange(len(odds))
    words = float(sizes[start : end + 1].sum())
    return [
        ((at >= start) & (at <= end)).astype(np.float64),
        within(at - start, _FAR),
        within(end - at, _FAR),
        np.full(len(odds), np.log1p(words)),
    ]


def _anchors(odds: Doubles, prose: NDArray[np.bool_]) -> list[Doubles]:
    """Return how likely the nearest text before and after each line is, and how far off."""
    found: list[Doubles] = []
    for values, marks in ((odds, prose), (odds[::-1], prose[::-1])):
        at = np.arange(len(values))
        last = np.maximum.accumulate(np.where(marks, at, -1))
        last = np.concatenate([[-1], last[:-1]])
        likely = np.where(last >= 0, values[last], -_MOST)
        found += [likely, np.where(last >= 0, np.minimum(at - last, _FAR), _FAR)]
    return [found[0], found[1], found[2][::-1], found[3][::-1]]


def _between(odds: Doubles, sizes: Doubles) -> list[Doubles]:
    """Return how many unlikely words part each line from likely ones, before and after it."""
    found = []
    for values, words in ((odds, sizes), (odds[::-1], sizes[::-1])):
        unlikely = np.where(values < 0, words, 0.0).cumsum()
        reset = np.maximum.accumulate(np.where(values > _LIKELY, unlikely, 0.0))
        found.append(np.log1p(unlikely - reset))
    return [found[0], found[1][::-1]]


def _shapes(lines: Sequence[Line], odds: Doubles) -> list[Doubles]:
    """Return what each line shares with rows of lines that are built alike."""
    count = len(lines)
    shapes = np.array([_shape(line.text[:_FAR]) for line in lines], dtype=f"<U{_SHAPE}")
    codes = shapes.view("<u4").reshape(count, _SHAPE)
    lengths = (codes > 0).sum(axis=1)
    both = (codes[1:] == codes[:-1]) & (codes[1:] > 0)
    alike = np.zeros(count + 1)
    alike[1:count] = both.sum(axis=1) / np.maximum(np.maximum(lengths[1:], lengths[:-1]), 1)
    begins = alike[:count] < _ALIKE
    starts, row = begins.nonzero()[0], begins.cumsum() - 1
    lengths = np.append(starts[1:], count) - starts
    place = np.arange(count) - starts[row]
    means = np.add.reduceat(odds, starts) / lengths
    first = np.concatenate([[-_MOST], odds[starts[1:] - 1]])[: len(starts)]
    last = np.concatenate([odds[starts[1:]], [-_MOST]])[: len(starts)]
    return [
        alike[:count],
        alike[1:],
        np.minimum(lengths[row], _FAR).astype(np.float64),
        np.minimum(place, _FAR).astype(np.float64),
        means[row],
        first[row],
        last[row],
    ]


@lru_cache(maxsize=4096)
def _shape(text: str) -> str:
    """Return how a line is built: runs of capitals, small letters, digits, and its marks.

    >>> _shape("June 9 – West")
    'Aa 1 – Aa'
    """
    sorts = text.translate(_SORTS)
    if _RARE in sorts:
        return "".join([_sort(match.group()) for match in islice(_RUNS.finditer(text), _SHAPE)])
    for sign in _IN_RUNS:
        while sign + sign in sorts:
            sorts = sorts.replace(sign + sign, sign)
    return sorts[:_SHAPE]


def _sort(run: str) -> str:
    first = run[0]
    if first.isdigit():
        return "1"
    if first.isspace():
        return " "
    if first.isalpha():
        return "A" if first.isupper() else "a"
    return first


class _Sorts(dict[int, str]):
    """The sort of each sign, told when it is first met; letters of other alphabets have none."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        run = _RUNS.match(sign)
        plain = run is not None and run.lastgroup != "other" and sign != "×"
        sort = _sort(sign) if plain else _RARE
        return self.setdefault(code, sort) if code < _KNOWN else sort


_RARE, _IN_RUNS, _KNOWN = "\0", "Aa1 ", 0x3000
_SORTS = _Sorts()
