"""What is measured of each line of a page to tell the article from its furniture.

Every measure is a number that a person can check: how long the line is, how it ends, what its
own words show, what stands around it, how far it is from the stretch that reads most like an
article. :data:`NAMES` lists them, :func:`measured` returns one row a line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from retold.reading.dump_lines import Line
from retold.reading.line_words import Numbers, Words, words_in
from retold.reading.phrases import COMMON, words

Doubles = NDArray[np.float64]
Column = NDArray[np.float64] | NDArray[np.bool_] | NDArray[np.intp]

_YOU = words("you your yours we our us ours my me sign subscribe click")
_SITE = words(
    """cookie cookies privacy consent browser website websites javascript newsletter newsletters
    subscription subscribers subscriber account inbox advertising advertisement rights reserved
    copyright terms login password email reply replies comment comments commenting moderated"""
)
_COMMENTER = re.compile(r"\b(?:says|wrote|said)\s?:|\breply\b|\bpermalink\b", re.IGNORECASE)
_STAMP = re.compile(r"\d{1,2}:\d\d|\bago\b|(?:19|20)\d\d")
_SAID = words("said says told added according asked wrote announced reported")
_LONG_WORD = 5
_OPENS_QUOTE = "\"“‘'«„"
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[A-ZÀ-Þ“‘\"'«(])")
_KINDS = (
    "mark", "icons", "date", "byline", "credit", "share", "caption", "related", "tags", "notice",
    "repeated",
)  # fmt: skip
_OWN = (
    "words", "characters", "lower case", "ends", "ends quoted", "prose", "bullet", "gap before",
    "furniture by its words", *_KINDS, "digits", "capitals", "starts small", "starts quoted",
    "commas", "common words", "long words", "you and we", "reports speech", "sentences", "bars",
    "colon", "question", "times on the page", "words of the title", "starts as title",
    "words of a site", "a comment's head", "stamps",
)  # fmt: skip
_AROUND = ("words", "prose", "ends", "furniture by its words", "lower case", "common words")
_WIDE = (*_AROUND, "words of a site", "a comment's head", "stamps", "digits")
_STEPS = (-3, -2, -1, 1, 2, 3)
_WINDOWS = (4, 12)
_PLACE = (
    "place", "prose before", "prose after", "inside the run", "lines from run's start",
    "lines to run's end", "words of the run", "since related", "since comments", "since share",
    "since notice", "since title", "to next related", "to next date", "since date", "gap after",
)  # fmt: skip
_PAGE = ("lines of the page", "prose of the page", "run together", "run's share of prose")
NAMES: tuple[str, ...] = (
    *_OWN,
    *(f"{name} at {step:+d}" for step in _STEPS for name in _AROUND),
    *(f"{name} within {size}" for size in _WINDOWS for name in _WIDE),
    *_PLACE,
    *_PAGE,
)
_TOLD = (
    "ends quoted", "starts small", "starts quoted", "commas", "sentences", "bars", "colon",
    "question", "a comment's head", "stamps",
)  # fmt: skip
_OTHER_KIND = len(_KINDS)
_KIND_NUMBER = {"": -1} | {name: number for number, name in enumerate(_KINDS)}
_FAR = 60
_OFTEN, _HEAD = 300, 400
_DIGIT, _CAPITAL, _LAST_CODE = 1, 2, 0xFFFF


def measured(lines: Sequence[Line], run: tuple[int, int], title: str, *, together: bool) -> Doubles:
    """Return the measures of all lines, one row each.

    Args:
        lines: The lines of the page.
        run: The stretch of lines that reads most like one article.
        title: What the page calls itself.
        together: Whether the page came as one long line.
    """
    words = words_in(lines)
    own = np.column_stack(_own(lines, words, title)).astype(np.float64)
    column = {name: own[:, index] for index, name in enumerate(_OWN)}
    parts = [own, _steps(column), _windows(column), _place(lines, words, column, run)]
    page = np.array(
        [
            min(len(lines), 2000) / 100,
            column["prose"].mean(),
            float(together),
            column["prose"][slice(*run)].sum() / max(column["prose"].sum(), 1.0),
        ]
    )
    parts.append(np.tile(page, (len(lines), 1)))
    return np.hstack(parts)


def _own(lines: Sequence[Line], words: Words, title: str) -> list[Column]:
    texts = [line.text for line in lines]
    names = (line.kind.name if line.kind else "" for line in lines)
    kinds = np.array([_KIND_NUMBER.get(name, _OTHER_KIND) for name in names])
    counts = Counter(texts)
    named = {word.lower() for word in title.split() if len(word) > 3}
    start = title[:20].casefold()
    size = np.maximum(np.diff(words.bounds), 1)
    lower = [word.lower() for word in words.known]
    each = dict(zip(words.known, lower, strict=True))
    told = [_told_of(text) if len(text) <= _OFTEN else _told(text) for text in texts]
    own = np.array(told, dtype=np.float64).reshape(len(lines), len(_TOLD)).T
    of_text = dict(zip(_TOLD, own, strict=True))
    letters = words.sums(np.fromiter(map(len, lower), np.intp, len(lower)))
    return [
        np.log1p(np.array([line.words for line in lines], dtype=np.float64)),
        np.log1p(np.array([len(text) for text in texts], dtype=np.float64)),
        np.array([line.lower for line in lines]),
        np.array([line.ends for line in lines]),
        of_text["ends quoted"],
        np.array([line.prose for line in lines]),
        np.array([line.bullet for line in lines]),
        np.array([line.after_gap for line in lines]),
        kinds >= 0,
        *(kinds == number for number in range(len(_KINDS))),
        *_signs(texts),
        of_text["starts small"],
        of_text["starts quoted"],
        np.minimum(of_text["commas"] / size, 1.0),
        words.count(lambda word: each[word] in COMMON) / size,
        letters / size,
        words.count(lambda word: each[word] in _YOU) / size,
        words.count(lambda word: each[word] in _SAID) > 0,
        of_text["sentences"],
        of_text["bars"],
        of_text["colon"],
        of_text["question"],
        np.array([min(counts[text], 5) for text in texts]),
        words.count(lambda word: each[word] in named) / size,
        np.array([bool(start) and text[:20].casefold() == start for text in texts]),
        np.minimum(words.count(lambda word: each[word] in _SITE), 6),
        of_text["a comment's head"],
        of_text["stamps"],
    ]


def _told(text: str) -> tuple[float, ...]:
    """Return the measures of :data:`_TOLD`, which need nothing but the line's characters."""
    first, tail = text[:1], text[-200:]
    return (
        text.endswith(("”", '"', "’", "»")),
        first.islower(),
        first in _OPENS_QUOTE,
        text.count(","),
        min(len(_SENTENCE_END.findall(text)), 8) if _has_stop(text) else 0,
        text.count("|") + text.count("·") + text.count("»") + text.count(" / "),
        text.endswith(":"),
        "?" in text,
        _COMMENTER.search(tail) is not None if _may_comment(tail.lower()) else False,
        min(len(_STAMP.findall(text[:300])), 6),
    )


_told_of = lru_cache(maxsize=4096)(_told)


def _has_stop(text: str) -> bool:
    """Tell whether a sentence may end before the last characters of a line."""
    return any(stop in text for stop in (". ", "? ", "! ")) or not text.isascii() or '"' in text


def _may_comment(tail: str) -> bool:
    return "reply" in tail or "permalink" in tail or ":" in tail


def _signs(texts: Sequence[str]) -> list[Doubles]:
    """Return which share of the first characters of each line are digits, and capitals."""
    heads = [text[:_HEAD] for text in texts]
    codes = np.frombuffer("".join(heads).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    sorts = _sorts()[np.minimum(codes, _LAST_CODE)]
    sizes = np.array([len(head) for head in heads], dtype=np.intp)
    bounds = np.concatenate([[0], np.cumsum(sizes)])
    found = []
    for sort in (_DIGIT, _CAPITAL):
        total = np.concatenate([[0], np.cumsum(sorts == sort)])
        found.append((total[bounds[1:]] - total[bounds[:-1]]) / sizes)
    return found


@lru_cache(maxsize=1)
def _sorts() -> NDArray[np.uint8]:
    """Return for each character of the first plane whether it is a digit or a capital."""
    plane = "".join(map(chr, range(_LAST_CODE)))
    sorts = [_DIGIT if c.isdigit() else _CAPITAL if c.isupper() else 0 for c in plane]
    return np.array([*sorts, 0], dtype=np.uint8)


def _steps(column: dict[str, Doubles]) -> Doubles:
    shifted = []
    for step in _STEPS:
        for name in _AROUND:
            values = column[name]
            moved = np.full_like(values, -1.0)
            if 0 < step < len(values):
                moved[:-step] = values[step:]
            elif -len(values) < step < 0:
                moved[-step:] = values[:step]
            shifted.append(moved)
    return np.stack(shifted, axis=1)


def _windows(column: dict[str, Doubles]) -> Doubles:
    means = []
    for size in _WINDOWS:
        for name in _WIDE:
            values = column[name]
            total = np.concatenate([[0.0], np.cumsum(values)])
            at = np.arange(len(values))
            low, high = np.maximum(at - size, 0), np.minimum(at + size + 1, len(values))
            means.append((total[high] - total[low]) / (high - low))
    return np.stack(means, axis=1)


def _place(
    lines: Sequence[Line], words: Words, column: dict[str, Doubles], run: tuple[int, int]
) -> Doubles:
    count = len(lines)
    at = np.arange(count)
    weight = column["prose"] * np.expm1(column["words"])
    before = np.cumsum(weight) - weight
    after = weight.sum() - before - weight
    named = column["starts as title"] * (column["words"] < 4)
    dated = column["date"] + column["byline"]
    gap_after = np.append(column["gap before"][1:], 1.0)
    return np.stack(
        [
            at / max(count, 1),
            np.log1p(before),
            np.log1p(after),
            (at >= run[0]) & (at < run[1]),
            np.clip(at - run[0], -_FAR, _FAR),
            np.clip(run[1] - 1 - at, -_FAR, _FAR),
            _shared_words(words, column["prose"] > 0, run),
            _since(column["related"]),
            _since(np.array([_is_comments(line) for line in lines], dtype=np.float64)),
            _since(column["share"]),
            _since(column["notice"]),
            _since(named),
            _since(column["related"][::-1])[::-1],
            _since(dated[::-1])[::-1],
            _since(dated),
            gap_after,
        ],
        axis=1,
    ).astype(np.float64)


def _is_comments(line: Line) -> bool:
    if line.words >= 12:
        return False
    text = line.text.lower()
    return "comment" in text or "repl" in text or "responses" in text


def _since(marks: Doubles) -> Doubles:
    """Return how many lines ago the last marked line was."""
    at = np.arange(len(marks))
    last = np.maximum.accumulate(np.where(marks > 0, at, -_FAR))
    return np.minimum(at - last, _FAR).astype(np.float64)


def _shared_words(words: Words, prose: NDArray[np.bool_], run: tuple[int, int]) -> Doubles:
    """Return the share of a line's long words that other sentences of the run have too."""
    inside = np.zeros_like(prose)
    inside[slice(*run)] = prose[slice(*run)]
    held = words.among(np.flatnonzero(inside))
    return shares(words, words.long(_LONG_WORD), held, inside)


def shares(words: Words, long: NDArray[np.bool_], held: Numbers, own: NDArray[np.bool_]) -> Doubles:
    """Return the share of each line's long words that some lines hold; without any it is .3.

    Args:
        words: The words of the lines.
        long: Which forms of words are long.
        held: How many of those lines each form stands in.
        own: Which lines are among them: there a word must stand twice.
    """
    counts = long[words.form]
    found = counts & (held[words.form] > own[words.line])
    total = words.per_line(counts)
    return np.where(total > 0, words.per_line(found) / np.maximum(total, 1), 0.3)


ANCHORED: tuple[str, ...] = (
    "lines since the headline", "likelihood of the headline", "inside the run below it",
    "lines from that run's start", "lines to that run's end", "lines to that run",
    "like a headline", "since another headline", "other headlines before",
)  # fmt: skip
"""What is measured of each line once the headline is known."""
_LIKE_HEADLINE = -1.0
_NO_HEADLINE = -99.0


def anchored(
    lines: Sequence[Line], headline: int | None, scores: Doubles, run: tuple[int, int]
) -> Doubles:
    """Return what is measured of all lines from the headline on, one row each.

    Args:
        lines: The lines of the page.
        headline: The line taken for the headline, if there is one.
        scores: How much each line is like a headline, in log-odds.
        run: The run below the headline that reads most like one article.
    """
    count = len(lines)
    at = np.arange(count)
    known = headline is not None
    head = headline if headline is not None else -1
    since = np.clip(at - head, -_FAR, _FAR) if known else np.full(count, _NO_HEADLINE)
    other = (scores > _LIKE_HEADLINE) & (at > head + 3) & known
    last = np.maximum.accumulate(np.where(other, at, -_FAR))
    return np.stack(
        [
            since,
            np.full(count, scores[head] if known else -9.0),
            (at >= run[0]) & (at < run[1]),
            np.clip(at - run[0], -_FAR, _FAR),
            np.clip(run[1] - 1 - at, -_FAR, _FAR),
            np.full(count, np.log1p(max(0, run[0] - head))),
            scores,
            np.minimum(at - last, _FAR),
            np.minimum(np.cumsum(other), 10),
        ],
        axis=1,
    ).astype(np.float64)
