"""Seams: places where two texts meet without a space, and names that only look like it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from retold.reading.phrases import SHARE, words

_GLUE = re.compile(
    r"(?=[A-ZÀ-Þ“‘«\"\d@])(?:"
    r"(?<=[a-zß-öø-ÿ)\]%…])(?=[A-ZÀ-Þ]|[“‘«]\S)(?!‘(?:s|t|d|m|re|ve|ll)\b)"
    r"|(?<=[0-9])(?=[A-ZÀ-Þ][^\W\d_A-Z]|[A-Z]{4}|[“‘«]\S)"
    r"|(?<=[.!?”])(?!(?<=(?<![^\W_])[A-Z]\.)[A-Z](?![a-z]))"
    r"(?!(?:COM|ORG|NET|CO|GOV|EDU|TV|INFO|UK|IN|AU|NZ|CA|IE|US)\b)(?=[A-ZÀ-Þ]|[“‘«]\S)"
    r"|(?<=[^\s(]\")(?=[A-ZÀ-Þ]|[“‘«]\S)|(?<=[.!?])(?=\"[A-Z])|(?<=[a-z])(?=\d{1,2}[:.]\d\d\b)"
    r"|(?<=[A-Z]{2})(?=[A-Z][a-z]{3,12}\s)"
    r"|(?<=[A-Z]{2})(?=(?:An|The|In|On|At|By|For|Why|How|He|She|We|It)\s)"
    r"|(?<=[a-z])(?=@\w)|(?<=[a-z]{4})(?=\d{1,3}(?:%|\s[a-z]))|(?<=[a-z)’'])(?=\d{1,2}(?:st|nd|rd|th)?\s(?:[A-Z][a-z]{2}|min|hour|day|sec|comment)))"
)
_HALF_WORDS = tuple(
    words(
        """Mc Mac Fitz De Le La Di Du Van You Whats Linked Tik Face Pay Java Git Snap Micro Space
        Open Chat i e Black Master Word Drop Fed Ali Net Sound Power Quick Insta Deep Door Air Bio
        Buzz Politi"""
    )
)
_CAMEL = re.compile(rf"(?:\b(?:{'|'.join(_HALF_WORDS)})|(?<![A-Z])[A-Z])$")
_SECOND = re.compile(r"[a-z](?=(?P<last>[A-Z][a-z]{1,12})(?![^\W_]))")
_FIRST = re.compile(r"(?<![^\W_])(?:[A-Z][a-z]{1,8}|[a-z]{1,2})\Z")
_LONGEST_FIRST = 9
"""The end and the beginning of a word with a capital inside, such as a firm's name."""
_IN_SENTENCE = re.compile(
    r"(?<!\S)[a-z]{1,14},?\s(?P<name>(?:[A-Z][a-z]{1,8}|[a-z]{1,2})[A-Z][a-z]{1,12})(?![^\W_])"
)
_QUOTE_SEAM = re.compile(r"(?<=[a-z]{4})(?<!ell)(?<!all)(?<!ull)(?<!qu)['’](?=[A-Z][a-z])")
_OPENED = re.compile(r"(?<!\w)'(?=\w)")
_NAME_TIMES = 2
GLUED = re.compile(r"[a-zß-öø-ÿ0-9.!?”’)]\S?[A-ZÀ-Þ“‘«]|[a-z]\d")
_PLAIN_GLUE = re.compile(
    r"(?:[A-Z][a-z]{2,12}){4}|(?:[a-z]{2}[A-Z][a-z]+(?: [\w&’']{1,12}){0,3}){3}"
)
"""A menu of which no space parts the words."""
COLUMN = " " * 8
GAP = re.compile(r"\s{8,}")
"""Between cells of a table that were set side by side."""


def quoted_seams(text: str) -> Iterator[int]:
    """Yield where a quotation begins or ends at a seam: with one straight mark that is open."""
    for match in _QUOTE_SEAM.finditer(text):
        opened = match.group() == "’" or len(_OPENED.findall(text, 0, match.start())) % 2
        yield match.end() if opened else match.start()


@lru_cache(maxsize=2)
def inner_names(page: str) -> frozenset[str]:
    """Return the words with a capital inside that stand in sentences of a page."""
    times = Counter(match["name"] for match in _IN_SENTENCE.finditer(page))
    return frozenset(name for name in times if page.count(name) >= _NAME_TIMES)


def seams_of(text: str, known: frozenset[str] = frozenset()) -> list[int]:
    """Return where two texts meet without a space, names with a capital inside left whole."""
    words = [
        (text[first.start() : match.end("last")], first.start(), match)
        for match in _SECOND.finditer(text)
        if (first := _FIRST.search(text, max(0, match.end() - _LONGEST_FIRST), match.end()))
    ]
    times = Counter(word for word, _, _ in words)
    inside: set[int] = set()
    for word, start, match in words:
        named = times[word] >= _NAME_TIMES and match["last"].lower() not in SHARE
        if named or word in known:
            inside.update(range(start + 1, match.end("last")))
    return [
        at
        for match in _GLUE.finditer(text)
        if (at := match.start()) not in inside and not _is_camel(text[max(0, at - 12) : at])
    ]


def _is_camel(before: str) -> bool:
    """Tell whether what stands before a capital is the beginning of one word with it."""
    last = before[-1:]
    return ("A" <= last <= "Z" or before.endswith(_HALF_WORDS)) and bool(_CAMEL.search(before))


@lru_cache(maxsize=2)
def glues(page: str) -> bool:
    """Tell whether a page's texts were glued together, as by a tool that puts nothing between."""
    return _PLAIN_GLUE.search(page) is not None
