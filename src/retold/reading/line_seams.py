"""What is measured of the lines of a text dump besides: seams, the page's title, the headline.

A dump whose lines were lost is cut into pieces where no line ended. Whether a piece stands
between seams, or was cut out of running text, says how much its beginning and end mean.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from retold.reading.dump_lines import Line
from retold.reading.line_features import Doubles, shares, since_last
from retold.reading.line_words import running, words_in
from retold.reading.phrases import Phrases, folded

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
_FIRST_WORD = Phrases(
    """most|related|more|recommended|trending|you|read|latest|don|also|top|popular|up|next
    editor|sponsored|see|around|from|previous|in|what|keep""",
    before=r"\W{0,3}",
)
_DIGIT = re.compile(r"\d")
_NAMED = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]+\s){1,4}(?:is|was|has|writes|covers|joined|reports)\b")
"""How a line begins that describes an author."""
_NO_WORD = re.compile(r"\W+")
_OFTEN = 300
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
    words = words_in(lines)
    named = {word.casefold() for word in re.findall(r"\w+", title) if len(word) > 2}
    known = np.fromiter(map(named.__contains__, words.forms), np.bool_, len(words.forms))
    counts = words.long(3)[words.form]
    size, shared = words.per_line(counts), words.per_line(counts & known[words.form])
    packed = _packed(title)
    texts = [line.text for line in lines]
    small = [text.casefold() for text in texts]
    times = Counter(small)
    spaced = np.array([line.spaced for line in lines])
    ends = np.array([line.ends for line in lines])
    ended = np.concatenate([[True], ends[:-1]])
    follows = np.append(spaced[1:], False)
    told = b"".join([_signs_of(text) if len(text) <= _OFTEN else _signs(text) for text in texts])
    others, heads, about = np.frombuffer(told, dtype=np.bool_).reshape(len(lines), 3).T
    since_others, since_heads = since_last(others, heads)
    return np.array(
        [
            spaced,
            follows,
            spaced & ~ended,
            follows & ~ends,
            shared / np.maximum(size, 1),
            shared / max(len(named), 1),
            [_like(text, packed) for text in texts],
            [min(times[text], _MOST_TIMES) for text in small],
            ended,
            others,
            since_others,
            heads,
            since_heads,
            about,
        ],
        dtype=np.float64,
    ).T


def opens_list(text: str) -> bool:
    """Tell whether a line opens a list of other articles.

    >>> opens_list("Most read: Ten castles to see")
    True
    """
    return _FIRST_WORD.match(text) is not None and _OTHERS.match(text) is not None


def _signs(text: str) -> bytes:
    """Tell whether a line opens a list of others, heads a comment, describes an author."""
    start, tail = text[: 2 * _LONGEST_TITLE], text[-_HEAD_LENGTH:]
    comment = _may_be_comment(folded(tail)) and _COMMENT.search(tail) is not None
    author = _may_be_author(start) and _ABOUT_AUTHOR.search(start) is not None
    return bytes((opens_list(text), comment, author))


def _may_be_comment(tail: str) -> bool:
    if "repl" in tail or "permalink" in tail or "log in to" in tail:
        return True
    told = "says" in tail or "said" in tail or "wrote" in tail
    return told and _DIGIT.search(tail) is not None


def _may_be_author(start: str) -> bool:
    if _NAMED.match(start):
        return True
    return "contact " in start or "email " in start or "follow " in start


_signs_of = lru_cache(maxsize=4096)(_signs)


def _packed(text: str) -> str:
    return _NO_WORD.sub("", text.casefold())


def _like(text: str, packed: str) -> float:
    """Return the share of a line with which it begins as the page's title does."""
    first = _NO_WORD.match(text) if not text[:1].isalnum() else None
    if text[first.end() if first else 0 :][:1].casefold()[:1] != packed[:1]:
        return 0.0
    own = _packed(text[:_LONGEST_TITLE])
    return _common_start(own, packed) / max(len(own), 1)


def _common_start(left: str, right: str) -> int:
    for index, (one, other) in enumerate(zip(left, right, strict=False)):
        if one != other:
            return index
    return min(len(left), len(right))


def headed(lines: Sequence[Line], headline: int | None, run: tuple[int, int]) -> Doubles:
    """Return the measures of :data:`HEADED`: what a line shares with the headline and its run."""
    words = words_in(lines)
    long = words.long(_LONG_WORD)
    counts = long[words.form]
    named = words.among([headline] if headline is not None else []) > 0
    prose = [index for index in range(*run) if lines[index].prose]
    columns = [words.per_line(counts & named[words.form]) / np.maximum(words.per_line(counts), 1)]
    for some in (prose, prose[:_BEGINNING]):
        own = np.zeros(len(lines), dtype=np.bool_)
        own[some] = True
        columns.append(shares(words, long, words.among(some), own))
    total = running(columns[2])
    at = np.arange(len(lines))
    low, high = np.maximum(at - _NEAR, 0), np.minimum(at + _NEAR + 1, len(lines))
    return np.array([*columns, (total[high] - total[low]) / np.maximum(high - low, 1)]).T
