"""Numerals in digits and in words: ``1,146``, ``twenty-three``, ``half a million``.

Works on tokens, from left to right, without looking back: linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from retold.language.wordsets import word_list


class Token(NamedTuple):
    """A run of digits, a word, or one other character; ``text`` is lower case."""

    text: str
    start: int
    end: int


class Numeral(NamedTuple):
    """A number read from tokens ``[first, after)``; ``scale`` is its last multiplier."""

    value: float
    after: int
    scale: float = 1.0


_TOKEN = re.compile(r"\d+(?:[,.:]\d+)*|[^\W\d_]+|\S")
_END = Token("", -1, -1)
_DIGITS = re.compile(r"(?:\d{1,3}(?:,\d{2,3})+|\d{1,18})(?:\.\d{1,12})?\Z")

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_SMALL: dict[str, int] = {word: n for n, word in enumerate(_ONES.split())}
_TENS: dict[str, int] = {
    word: 10 * n
    for n, word in enumerate(word_list("twenty thirty forty fifty sixty seventy eighty ninety"), 2)
}
SCALES: dict[str, float] = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
    "lakh": 1e5,
    "crore": 1e7,
}
_SUFFIXES: dict[str, float] = {"k": 1e3, "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12}
_FRACTIONS: dict[str, float] = {
    "half": 1 / 2,
    "halves": 1 / 2,
    "third": 1 / 3,
    "thirds": 1 / 3,
    "quarter": 1 / 4,
    "quarters": 1 / 4,
    "fourths": 1 / 4,
    "fifth": 1 / 5,
    "fifths": 1 / 5,
    "sixths": 1 / 6,
    "eighths": 1 / 8,
    "tenth": 1 / 10,
    "tenths": 1 / 10,
}
_GLYPHS = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3}
_WHOLE = {**_GLYPHS, "twice": 2.0, "hundred": 100.0, "dozen": 12.0}
_DASHES = frozenset("-‐‑")
STARTERS = frozenset({*_SMALL, *_TENS, *_GLYPHS, "a", "an", "half", "twice", "hundred", "dozen"})


class Tokens:
    """The tokens of a text; reading past the end gives an empty token."""

    def __init__(self, text: str) -> None:
        self.items: Sequence[Token] = [
            Token(match.group().lower(), match.start(), match.end())
            for match in _TOKEN.finditer(text)
        ]

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, index: int) -> Token:
        return self.items[index] if 0 <= index < len(self.items) else _END

    def word(self, index: int) -> str:
        """Return the lower-case text of a token."""
        return self[index].text

    def touch(self, index: int) -> bool:
        """Tell whether a token follows the one before it without a space."""
        return index > 0 and self[index].start == self[index - 1].end

    def past_dash(self, index: int) -> int:
        """Step over a hyphen that ties two tokens together."""
        tied = self.word(index) in _DASHES and self.touch(index) and self.touch(index + 1)
        return index + 1 if tied else index


def numeral(tokens: Tokens, index: int) -> Numeral | None:
    """Read the number that starts at a token, if one does.

    >>> numeral(Tokens("half a million people"), 0).value
    500000.0
    """
    word = tokens.word(index)
    if word[:1].isdecimal():
        return _with_fraction(tokens, _digits(tokens, index))
    if word in _WHOLE:
        return Numeral(_WHOLE[word], index + 1)
    if word in {"a", "an"}:
        return _after_article(tokens, index)
    if word == "half":
        return _half(tokens, index)
    return _with_fraction(tokens, _in_words(tokens, index))


def _digits(tokens: Tokens, index: int) -> Numeral | None:
    """Read digits with an optional multiplier: ``3.4 million``, ``1.4bn``."""
    word = tokens.word(index)
    if not word.isascii() or not _DIGITS.match(word):
        return None
    value = float(word.replace(",", ""))
    if tokens.word(index + 1) in _GLYPHS and tokens.touch(index + 1):
        return Numeral(value + _GLYPHS[tokens.word(index + 1)], index + 2)
    return _scaled(tokens, Numeral(value, index + 1))


def _scaled(tokens: Tokens, number: Numeral) -> Numeral:
    """Apply the multiplier that follows a number, if one does."""
    at = tokens.past_dash(number.after)
    word = tokens.word(at)
    scale = SCALES.get(word)
    if scale is None and tokens.touch(number.after):
        scale = _SUFFIXES.get(word)
    if scale is None:
        return number
    return Numeral(number.value * scale, at + 1, scale)


def _with_fraction(tokens: Tokens, number: Numeral | None) -> Numeral | None:
    """Add ``and a half``, or turn ``two thirds`` into a fraction."""
    if number is None:
        return None
    at = number.after
    words = tuple(tokens.word(at + k) for k in range(3))
    if words[:2] == ("and", "a") and words[2] in {"half", "quarter"}:
        more = number.value + _FRACTIONS[words[2]] * number.scale
        return _scaled(tokens, Numeral(more, at + 3, number.scale))
    at = tokens.past_dash(at)
    part = _FRACTIONS.get(tokens.word(at))
    plural = tokens.word(at).endswith("s")
    if part is None or number.scale != 1 or not 0 < number.value < 100:
        return number
    if plural or number.value == 1:
        return Numeral(number.value * part, at + 1)
    return number


def _after_article(tokens: Tokens, index: int) -> Numeral | None:
    """Read ``a million``, ``a third of``, ``a dozen``."""
    word = tokens.word(index + 1)
    if word in SCALES:
        return _scaled(tokens, Numeral(SCALES[word], index + 2, SCALES[word]))
    if word in _FRACTIONS and word != "half" and tokens.word(index + 2) == "of":
        return Numeral(_FRACTIONS[word], index + 2)
    return None


def _half(tokens: Tokens, index: int) -> Numeral:
    """Read ``half``, ``half a million``, ``half an hour`` (the hour is left to the caller)."""
    at = tokens.past_dash(index + 1)
    if tokens.word(at) in {"a", "an"}:
        scale = SCALES.get(tokens.word(at + 1))
        return Numeral(0.5 * scale, at + 2, scale) if scale else Numeral(0.5, at + 1)
    if tokens.word(at) in SCALES:
        return Numeral(0.5 * SCALES[tokens.word(at)], at + 1)
    return Numeral(0.5, index + 1)


def _in_words(tokens: Tokens, index: int) -> Numeral | None:
    """Read a number in words up to trillions."""
    total, last, at = 0.0, float("inf"), index
    while (group := _below_thousand(tokens, at)) is not None:
        scale = SCALES.get(tokens.word(tokens.past_dash(group.after)))
        if scale is None or scale >= last:
            return Numeral(total + group.value, group.after) if last > 1 else None
        total, last, at = total + group.value * scale, scale, tokens.past_dash(group.after) + 1
        nearer = at + 1 if tokens.word(at) == "and" else at
        follows = _below_thousand(tokens, nearer)
        if follows is None or tokens.word(follows.after) in SCALES:
            break
        at = nearer
    return Numeral(total, at, last) if total else None


def _below_thousand(tokens: Tokens, index: int) -> Numeral | None:
    """Read ``two hundred and five`` or less."""
    small = _below_hundred(tokens, index)
    if small is None or tokens.word(small.after) != "hundred":
        return small
    value, at = small.value * 100, small.after + 1
    rest = _below_hundred(tokens, at + 1 if tokens.word(at) == "and" else at)
    if rest is None or tokens.word(rest.after) in SCALES:
        return Numeral(value, at)
    return Numeral(value + rest.value, rest.after)


def _below_hundred(tokens: Tokens, index: int) -> Numeral | None:
    """Read ``seven``, ``seventeen``, ``seventy`` or ``seventy-seven``."""
    word = tokens.word(index)
    if word in _SMALL:
        return Numeral(float(_SMALL[word]), index + 1)
    if word not in _TENS:
        return None
    at = tokens.past_dash(index + 1)
    one = _SMALL.get(tokens.word(at), 0)
    if 0 < one < 10:
        return Numeral(float(_TENS[word] + one), at + 1)
    return Numeral(float(_TENS[word]), index + 1)
