"""What is measured of each line of a page to tell the article from its furniture.

Every measure is a number that a person can check: how long the line is, how it ends, what its
own words show, what stands around it, how far it is from the stretch that reads most like an
article. :data:`NAMES` lists them, :func:`measured` returns one row a line.
"""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from retold.reading.dump_lines import Line
from retold.reading.line_words import Numbers, Words, within, words_in
from retold.reading.phrases import COMMON, folded, words

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
    "question", "a comment's head", "stamps", "names comments",
)  # fmt: skip
_LISTS = (COMMON, _YOU, _SAID, _SITE)
_SORT_OF = {
    word: sum(1 << bit for bit, some in enumerate(_LISTS) if word in some)
    for word in frozenset().union(*_LISTS)
}
"""The lists that hold a word, one bit each."""
_BITS = np.array([1 << bit for bit in range(len(_LISTS))], dtype=np.int8)
_PACKED = struct.Struct(f"{len(_TOLD)}d")
_OTHER_KIND = len(_KINDS)
_KIND_NUMBER = {"": -1} | {name: number for number, name in enumerate(_KINDS)}
_FAR = 60
_OFTEN, _HEAD, _FEW_WORDS = 300, 400, 12
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
    texts = [line.text for line in lines]
    told = dict(zip(_TOLD, _looks(texts), strict=True))
    own = _own(lines, words, title, told)
    column = dict(zip(_OWN, own, strict=True))
    prose = column["prose"]
    page = [
        min(len(lines), 2000) / 100,
        prose.mean(),
        float(together),
        prose[slice(*run)].sum() / max(prose.sum(), 1.0),
    ]
    comments = told["names comments"] * [line.words < _FEW_WORDS for line in lines]
    parts = [own, *_around(column), _place(words, column, comments, run)]
    parts.append(np.repeat(np.array(page)[:, None], len(lines), axis=1))
    return np.concatenate(parts).T


def _own(
    lines: Sequence[Line], words: Words, title: str, told: dict[str, Doubles]
) -> NDArray[np.float64]:
    """Return the measures of :data:`_OWN`, one row each."""
    _, texts, number, lower, kinds, ends, bullets, gaps, _, _, prose, _ = zip(*lines, strict=True)
    names = [kind.name if kind else "" for kind in kinds]
    kind = np.array([_KIND_NUMBER.get(name, _OTHER_KIND) for name in names])
    counts = Counter(texts)
    start = title[:20].casefold()
    size = np.maximum(words.bounds[1:] - words.bounds[:-1], 1)
    common, you, said, site, titled, letters = _sums(words, title)
    return np.array(
        [
            np.log1p(np.array(number, dtype=np.float64)),
            np.log1p(np.array([len(text) for text in texts], dtype=np.float64)),
            lower,
            ends,
            told["ends quoted"],
            prose,
            bullets,
            gaps,
            kind >= 0,
            *(kind == np.arange(len(_KINDS))[:, None]),
            *_signs(texts),
            told["starts small"],
            told["starts quoted"],
            np.minimum(told["commas"] / size, 1.0),
            common / size,
            letters / size,
            you / size,
            said > 0,
            told["sentences"],
            told["bars"],
            told["colon"],
            told["question"],
            [min(counts[text], 5) for text in texts],
            titled / size,
            [bool(start) and text[:20].casefold() == start for text in texts],
            np.minimum(site, 6),
            told["a comment's head"],
            told["stamps"],
        ],
        dtype=np.float64,
    )


def _sums(words: Words, title: str) -> NDArray[np.intp]:
    """Return how many words of each line are of some sorts, and how many letters they have."""
    lower = "\n".join(words.known).lower().split("\n") if words.known else []
    count = len(lower)
    named = {word.lower() for word in title.split() if len(word) > 3}
    titled = np.fromiter(map(named.__contains__, lower), np.bool_, count)
    sorts = np.fromiter(map(_SORT_OF.get, lower, repeat(0)), np.int8, count)
    letters = np.fromiter(map(len, lower), np.intp, count)
    return words.sums(*(sorts & _BITS[:, None] > 0), titled, letters)


def _looks(texts: Sequence[str]) -> Doubles:
    """Return the measures of :data:`_TOLD`, one row each."""
    told = [_told_of(text) if len(text) <= _OFTEN else _told(text) for text in texts]
    return np.frombuffer(b"".join(told)).reshape(len(texts), len(_TOLD)).T


def _told(text: str) -> bytes:
    """Return the measures of :data:`_TOLD`, which need nothing but the line's characters."""
    first, tail = text[:1], text[-200:]
    return _PACKED.pack(
        text.endswith(("”", '"', "’", "»")),
        first.islower(),
        first in _OPENS_QUOTE,
        text.count(","),
        min(len(_SENTENCE_END.findall(text)), 8) if _has_stop(text) else 0,
        text.count("|") + text.count("·") + text.count("»") + text.count(" / "),
        text.endswith(":"),
        "?" in text,
        _may_comment(folded(tail)) and _COMMENTER.search(tail) is not None,
        min(len(_STAMP.findall(text[:300])), 6) if _may_stamp(text) else 0,
        _names_comments(text.lower()),
    )


_told_of = lru_cache(maxsize=4096)(_told)


def _has_stop(text: str) -> bool:
    """Tell whether a sentence may end before the last characters of a line."""
    return ". " in text or "? " in text or "! " in text or not text.isascii() or '"' in text


def _may_comment(tail: str) -> bool:
    if "reply" in tail or "permalink" in tail:
        return True
    return ":" in tail and ("said" in tail or "says" in tail or "wrote" in tail)


def _may_stamp(text: str) -> bool:
    return ":" in text or "20" in text or "19" in text or "ago" in text


def _names_comments(text: str) -> bool:
    return "comment" in text or "repl" in text or "responses" in text


def _signs(texts: Sequence[str]) -> Doubles:
    """Return which share of the first characters of each line are digits, and capitals."""
    heads = [text[:_HEAD] for text in texts]
    codes = np.frombuffer("".join(heads).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    sorts = _sorts()[np.minimum(codes, _LAST_CODE)]
    sizes = np.array([len(head) for head in heads], dtype=np.intp)
    bounds = np.zeros(len(heads) + 1, dtype=np.intp)
    sizes.cumsum(out=bounds[1:])
    total = np.zeros((2, len(codes) + 1), dtype=np.intp)
    for row, sort in enumerate((_DIGIT, _CAPITAL)):
        (sorts == sort).cumsum(out=total[row, 1:])
    upto = total[:, bounds]
    return np.asarray((upto[:, 1:] - upto[:, :-1]) / sizes)


@lru_cache(maxsize=1)
def _sorts() -> NDArray[np.uint8]:
    """Return for each character of the first plane whether it is a digit or a capital."""
    plane = "".join(map(chr, range(_LAST_CODE)))
    sorts = [_DIGIT if c.isdigit() else _CAPITAL if c.isupper() else 0 for c in plane]
    return np.array([*sorts, 0], dtype=np.uint8)


def _around(column: dict[str, Doubles]) -> list[Doubles]:
    """Return what stands so many lines before and after each line, and the means around it."""
    values = np.array([column[name] for name in _AROUND])
    count = values.shape[1]
    moved = np.full((len(_STEPS), *values.shape), -1.0)
    for row, step in zip(moved, _STEPS, strict=True):
        if 0 < step < count:
            row[:, :-step] = values[:, step:]
        elif -count < step < 0:
            row[:, -step:] = values[:, :step]
    total = np.zeros((len(_WIDE), count + 1))
    np.cumsum([column[name] for name in _WIDE], axis=1, out=total[:, 1:])
    at = np.arange(count)
    means = []
    for size in _WINDOWS:
        low, high = np.maximum(at - size, 0), np.minimum(at + size + 1, count)
        means.append((total[:, high] - total[:, low]) / (high - low))
    return [moved.reshape(-1, count), *means]


def _place(
    words: Words, column: dict[str, Doubles], comments: Doubles, run: tuple[int, int]
) -> Doubles:
    """Return the measures of :data:`_PLACE`, one row each."""
    count = len(comments)
    at = np.arange(count)
    weight = column["prose"] * np.expm1(column["words"])
    before = weight.cumsum() - weight
    after = weight.sum() - before - weight
    named = column["starts as title"] * (column["words"] < 4)
    dated = column["date"] + column["byline"]
    related = column["related"]
    since = since_last(related, comments, column["share"], column["notice"], named, dated)
    until = since_last(related[::-1], dated[::-1])[:, ::-1]
    return np.array(
        [
            at / max(count, 1),
            np.log1p(before),
            np.log1p(after),
            (at >= run[0]) & (at < run[1]),
            within(at - run[0], _FAR),
            within(run[1] - 1 - at, _FAR),
            _shared_words(words, column["prose"] > 0, run),
            *since[:-1],
            *until,
            since[-1],
            np.append(column["gap before"][1:], 1.0),
        ],
        dtype=np.float64,
    )


def since_last(*marks: Doubles | NDArray[np.bool_]) -> Doubles:
    """Return how many lines ago the last marked line was, one row for each sort of marks."""
    at = np.arange(len(marks[0]))
    last = np.where(np.array(marks, dtype=np.float64) > 0, at, -_FAR)
    np.maximum.accumulate(last, axis=1, out=last)
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
    since = within(at - head, _FAR) if known else np.full(count, _NO_HEADLINE)
    other = (scores > _LIKE_HEADLINE) & (at > head + 3) & known
    last = np.maximum.accumulate(np.where(other, at, -_FAR))
    return np.array(
        [
            since,
            np.full(count, scores[head] if known else -9.0),
            (at >= run[0]) & (at < run[1]),
            within(at - run[0], _FAR),
            within(run[1] - 1 - at, _FAR),
            np.full(count, np.log1p(max(0, run[0] - head))),
            scores,
            np.minimum(at - last, _FAR),
            np.minimum(other.cumsum(), 10),
        ],
        dtype=np.float64,
    ).T
