"""What is measured of the lines of a text dump besides: seams, the page's title, the headline.

A dump whose lines were lost is cut into pieces where no line ended. Whether a piece stands
between seams, or was cut out of running text, says how much its beginning and end mean.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from retold.reading.dump_lines import Line
from retold.reading.line_features import Doubles

SEAMS: tuple[str, ...] = (
    "cut from what is before", "cut from what follows", "goes on from before", "goes on after",
    "words in the title", "title in the words", "like the title from its start",
    "stands again", "first letter of a sentence", "opens a list of others", "since such a list",
    "like a comment's head", "since such a head", "describes an author",
)  # fmt: skip
"""What is measured of each line of a dump before its headline is known."""
HEADED: tuple[str, ...] = (
    "words in the headline", "words of the run below it", "words of its beginning",
    "words of its beginning within 4",
)  # fmt: skip
"""And what once it is."""
_OTHERS = re.compile(
    r"\W{0,3}(?:(?i:most (?:read|popular|viewed|shared|recent|commented)|related(?: articles?"
    r"| stories| coverage| topics| news| content| posts?| links?)?|more (?:from|on|in|stories|news"
    r"|about|top)|recommended(?: for you)?|trending(?: now)?|you (?:may|might) also like"
    r"|read (?:more|next|also)|latest(?: news| stories| videos?| headlines)?|don['’]t miss|also on"
    r"|top (?:stories|news|videos?)|popular|up next|editor['’]?s['’]? picks?|sponsored|see also"
    r"|around the web|from the web|next article|previous article|in other news|what to read next"
    r"|keep reading|see more)\b)(?=\W{0,4}(?:[A-ZÀ-Þ0-9“‘'\"]|$))"
)
_COMMENT = re.compile(
    r"\b(?:says|said|wrote|reply|permalink|replied)\b.{0,40}\d|\d{1,2}:\d\d.{0,20}\breply\b"
    r"|\bago\b.{0,20}\breply\b|\blog in to (?:reply|comment)",
    re.IGNORECASE,
)
_ABOUT_AUTHOR = re.compile(
    r"^(?:[A-ZÀ-Þ][\w.'’-]+\s){1,4}(?:is|was|has|writes|covers|joined|reports)\b.{0,200}?"
    r"\b(?:reporter|correspondent|editor|writer|journalist|columnist|author|professor|fellow"
    r"|contributor|covers|covering|covered|writes|written|reports|joined)\b"
    r"|\b(?:contact|email|follow) (?:him|her|them)\b|\bfollow [A-Z]\w+ (?:[A-Z]\w+ )?on\b"
)
_FAR = 60
_LONGEST_TITLE = 160
_BARS = re.compile(r"\s[|–—»·•-]{1,2}\s")
_LONG_WORD = 5
_BEGINNING = 12
_HEAD_LENGTH = 120
_NEAR = 4
_MOST_TIMES = 4


def title_of(page: str) -> str:
    """Return what a page calls itself: its first line, cut at a bar where it is too long.

    >>> title_of("Bridge closed | Norrvik Post Home News Sport " + "Culture " * 40)
    'Bridge closed'
    """
    start = len(page) - len(page.lstrip())
    first = page[start : start + 4 * _LONGEST_TITLE].split("\n", 1)[0]
    if len(first) <= _LONGEST_TITLE:
        return first
    found = _BARS.search(first, 1, _LONGEST_TITLE)
    return first[: found.start()] if found else first[:_LONGEST_TITLE]


def seams(lines: Sequence[Line], title: str) -> Doubles:
    """Return the measures of :data:`SEAMS`, one row a line."""
    named = {word.casefold() for word in re.findall(r"\w+", title) if len(word) > 2}
    packed = _packed(title)
    times = Counter(line.text.casefold() for line in lines)
    rows = []
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        before = lines[index - 1] if index else None
        own = {token.casefold() for token in line.tokens if len(token) > 2}
        shared = len(own & named)
        text = _packed(line.text[:_LONGEST_TITLE])
        rows.append(
            [
                line.spaced,
                after is not None and after.spaced,
                line.spaced and before is not None and not before.ends,
                after is not None and after.spaced and not line.ends,
                shared / max(len(own), 1),
                shared / max(len(named), 1),
                _common_start(text, packed) / max(len(text), 1),
                min(times[line.text.casefold()], _MOST_TIMES),
                before is None or before.ends,
            ]
        )
    own_rows = np.array(rows, dtype=np.float64).reshape(len(lines), -1)
    others = _told(_OTHERS.match(line.text) for line in lines)
    heads = _told(_COMMENT.search(line.text[-_HEAD_LENGTH:]) for line in lines)
    about = _told(_ABOUT_AUTHOR.search(line.text[: 2 * _LONGEST_TITLE]) for line in lines)
    return np.column_stack([own_rows, others, _since(others), heads, _since(heads), about])


def _told(found: Iterable[object]) -> Doubles:
    return np.array([match is not None for match in found], dtype=np.float64)


def _since(marks: Doubles) -> Doubles:
    """Return how many lines ago the last marked line was."""
    at = np.arange(len(marks))
    last = np.maximum.accumulate(np.where(marks > 0, at, -_FAR))
    return np.minimum(at - last, _FAR).astype(np.float64)


def _packed(text: str) -> str:
    return "".join(re.findall(r"\w", text.casefold()))


def _common_start(left: str, right: str) -> int:
    for index, (one, other) in enumerate(zip(left, right, strict=False)):
        if one != other:
            return index
    return min(len(left), len(right))


def headed(lines: Sequence[Line], headline: int | None, run: tuple[int, int]) -> Doubles:
    """Return the measures of :data:`HEADED`: what a line shares with the headline and its run."""
    longer = [
        {token.casefold() for token in line.tokens if len(token) >= _LONG_WORD} for line in lines
    ]
    named = longer[headline] if headline is not None else set()
    prose = [index for index in range(*run) if lines[index].prose]
    whole = Counter(word for index in prose for word in longer[index])
    first = Counter(word for index in prose[:_BEGINNING] for word in longer[index])
    opening = set(prose[:_BEGINNING])
    inside = set(prose)
    rows = np.array(
        [
            [
                len(words & named) / max(len(words), 1),
                _share(words, whole, own=index in inside),
                _share(words, first, own=index in opening),
            ]
            for index, words in enumerate(longer)
        ],
        dtype=np.float64,
    ).reshape(len(lines), 3)
    total = np.concatenate([[0.0], np.cumsum(rows[:, 2])])
    at = np.arange(len(lines))
    low, high = np.maximum(at - _NEAR, 0), np.minimum(at + _NEAR + 1, len(lines))
    return np.column_stack([rows, (total[high] - total[low]) / np.maximum(high - low, 1)])


def _share(words: set[str], held: Counter[str], *, own: bool) -> float:
    if not words:
        return 0.3
    return sum(1 for word in words if held[word] > own) / len(words)
