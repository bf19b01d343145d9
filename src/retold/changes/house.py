"""House style: two ways to print the same words."""

from __future__ import annotations

import re
from functools import lru_cache

from retold.language.figures import figures, same_quantity
from retold.language.words import normal, stem

_CONTRACTIONS = (
    (re.compile(r"\bcan'?t\b|\bcannot\b"), "can not"),
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"\bshan't\b"), "shall not"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"'m\b"), " am"),
    (re.compile(r"'re\b"), " are"),
    (re.compile(r"'ve\b"), " have"),
    (re.compile(r"'ll\b"), " will"),
    (re.compile(r"'d\b"), " would"),
    (re.compile(r"\b(let)'s\b"), r"\1 us"),
    (re.compile(r"\b(it|he|she|that|there|what|who|where|how|here)'s\b"), r"\1 is"),
    (re.compile(r"(?<=\w)'s\b"), " is"),
)
_ABBREVIATIONS = (
    (re.compile(r"\bunited states(?: of america)?\b|\busa\b"), "us"),
    (re.compile(r"\bunited kingdom\b|\bgreat britain\b"), "uk"),
    (re.compile(r"\bunited nations\b"), "un"),
    (re.compile(r"\beuropean union\b"), "eu"),
    (re.compile(r"\bmister\b"), "mr"),
    (re.compile(r"\bdoctor\b"), "dr"),
    (re.compile(r"\bper ?cent\b|%"), "percent"),
    (re.compile(r"\b(\d{1,2})[:.]00\b"), r"\1"),
)
_SPELLINGS = (
    (re.compile(r"draught"), "draft"),
    (re.compile(r"theatre"), "theater"),
    (re.compile(r"(?<=al)ys(?=e\b|ed\b|es\b|ing\b|er)"), "yz"),
    (re.compile(r"programme"), "program"),
    (re.compile(r"cheque"), "check"),
    (re.compile(r"tyre"), "tire"),
    (re.compile(r"grey"), "gray"),
    (re.compile(r"aluminium"), "aluminum"),
    (re.compile(r"(?<=[a-z]{2})our(?=s\b|\b|ed|ing|hood|able|ite|er|al)"), "or"),
    (re.compile(r"(?<=[a-z]{3})is(?=e\b|ed\b|es\b|ing\b|er\b|ation)"), "iz"),
    (re.compile(r"(?<=[a-z]{2})(?<![aeiou])tre(?=s?\b)"), "ter"),
    (re.compile(r"(?<=[a-z]{2})ogue\b"), "og"),
    (re.compile(r"(?<=[a-z])ll(?=ed\b|ing\b|er\b|ers\b)"), "l"),
    (re.compile(r"(?<=[a-z]{2})ence\b"), "ense"),
    (re.compile(r"(?<=[a-z]{3})(?<=[kw])ards\b"), "ard"),
    (re.compile(r"(?<=ter)wards\b"), "ward"),
    (re.compile(r"(?<=[a-z]{2})ae(?=[a-z])"), "e"),
)


@lru_cache(maxsize=50_000)
def house_form(word: str) -> str:
    """Give the stem of a lower-case word under which its spellings meet."""
    return stem(spelled(expanded(normal(word))))


def expanded(text: str) -> str:
    """Write contractions and abbreviations of a lower-case text in one way.

    >>> expanded("i'm sure it can't")
    'i am sure it can not'
    """
    for pattern, plain in (*_ABBREVIATIONS, *_CONTRACTIONS):
        text = pattern.sub(plain, text)
    return text


@lru_cache(maxsize=20_000)
def spelled(text: str) -> str:
    """Write British and American spellings of a lower-case text in one way.

    >>> spelled("neighbours organise") == spelled("neighbors organize")
    True
    """
    for pattern, plain in _SPELLINGS:
        text = pattern.sub(plain, text)
    return text


def same_in_house_style(a: str, b: str) -> bool:
    """Tell whether two lower-case passages differ in house style alone."""
    one, other = spelled(expanded(a)), spelled(expanded(b))
    if one.replace(" ", "") == other.replace(" ", ""):
        return True
    x, y = figures(a), figures(b)
    if len(x) != 1 or len(y) != 1 or same_quantity(x[0], y[0]) != "same":
        return False
    rest_a = (a[: x[0].start] + a[x[0].end :]).split()
    rest_b = (b[: y[0].start] + b[y[0].end :]).split()
    return rest_a == rest_b
