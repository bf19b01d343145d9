"""What is measured of each line of a page to tell the article from its furniture.

Every measure is a number that a person can check: how long the line is, how it ends, what its
own words show, what stands around it, how far it is from the stretch that reads most like an
article. :data:`NAMES` lists them, :func:`measured` returns one row a line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from retold.reading.dump_lines import Line
from retold.reading.phrases import COMMON, words

Doubles = NDArray[np.float64]

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
_FAR = 60


def measured(lines: Sequence[Line], run: tuple[int, int], title: str, *, together: bool) -> Doubles:
    """Return the measures of all lines, one row each.

    Args:
        lines: The lines of the page.
        run: The stretch of lines that reads most like one article.
        title: What the page calls itself.
        together: Whether the page came as one long line.
    """
    norms = [[word.lower() for word in line.tokens] for line in lines]
    own = _own(lines, norms, title)
    column = {name: own[:, index] for index, name in enumerate(_OWN)}
    parts = [own, _steps(column), _windows(column), _place(lines, norms, column, run)]
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


def _own(lines: Sequence[Line], norms: list[list[str]], title: str) -> Doubles:
    counts = Counter(line.text for line in lines)
    named = {word.lower() for word in title.split() if len(word) > 3}
    start = title[:20].casefold()
    rows = [
        _own_row(line, norm, counts[line.text], named, start)
        for line, norm in zip(lines, norms, strict=True)
    ]
    return np.array(rows, dtype=np.float64).reshape(len(lines), len(_OWN))


def _own_row(line: Line, norm: list[str], times: int, named: set[str], start: str) -> list[float]:
    text, count = line.text, max(len(norm), 1)
    kind = line.kind.name if line.kind else ""
    tail = text[-2:]
    return [
        np.log1p(line.words),
        np.log1p(len(text)),
        line.lower,
        line.ends,
        tail.endswith(("”", '"', "’", "»")),
        line.prose,
        line.bullet,
        line.after_gap,
        bool(kind),
        *(kind == name for name in _KINDS),
        sum(map(str.isdigit, text[:400])) / min(len(text), 400),
        sum(map(str.isupper, text[:400])) / min(len(text), 400),
        text[:1].islower(),
        text[:1] in _OPENS_QUOTE,
        min(text.count(",") / count, 1.0),
        sum(1 for word in norm if word in COMMON) / count,
        sum(map(len, norm)) / count,
        sum(1 for word in norm if word in _YOU) / count,
        not _SAID.isdisjoint(norm),
        min(len(_SENTENCE_END.findall(text)), 8),
        text.count("|") + text.count("·") + text.count("»") + text.count(" / "),
        text.endswith(":"),
        "?" in text,
        min(times, 5),
        sum(1 for word in norm if word in named) / count,
        bool(start) and text[:20].casefold() == start,
        min(sum(1 for word in norm if word in _SITE), 6),
        _COMMENTER.search(text[-200:]) is not None,
        min(len(_STAMP.findall(text[:300])), 6),
    ]


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
    lines: Sequence[Line], norms: list[list[str]], column: dict[str, Doubles], run: tuple[int, int]
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
            _shared_words(norms, column["prose"], run),
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
    text = line.text.lower()
    return line.words < 12 and ("comment" in text or "repl" in text or "responses" in text)


def _since(marks: Doubles) -> Doubles:
    """Return how many lines ago the last marked line was."""
    at = np.arange(len(marks))
    last = np.maximum.accumulate(np.where(marks > 0, at, -_FAR))
    return np.minimum(at - last, _FAR).astype(np.float64)


def _shared_words(norms: list[list[str]], prose: Doubles, run: tuple[int, int]) -> Doubles:
    """Return the share of a line's long words that other sentences of the run have too."""
    longer = [{word for word in norm if len(word) >= _LONG_WORD} for norm in norms]
    held = Counter(word for i in range(*run) if prose[i] for word in longer[i])
    shares = np.zeros(len(norms))
    for index, found in enumerate(longer):
        own = 1 if run[0] <= index < run[1] and prose[index] else 0
        if found:
            shares[index] = sum(1 for word in found if held[word] > own) / len(found)
        else:
            shares[index] = 0.3
    return shares


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
