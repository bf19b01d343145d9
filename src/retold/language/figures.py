"""Numbers, amounts, measures, dates and times in a text, with their plain values.

``figures`` finds them; ``same_quantity`` tells whether two of them say the same thing, be it
rounded or in another unit.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from retold.language.calendar_words import MONTHS, WEEKDAYS, moment
from retold.language.numerals import STARTERS, Numeral, Tokens, numeral
from retold.language.units import (
    CODES,
    LONGEST,
    PREFIXES,
    STARTS,
    SYMBOLS,
    UNITS,
    Unit,
    convert,
)
from retold.language.wordsets import word_list, word_set
from retold.types import Figure

Sameness = Literal["same", "rounded", "converted", "different"]

_ORDINALS: dict[str, float] = {
    word: float(n)
    for n, word in enumerate(
        word_list(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
        ),
        1,
    )
}
_SHORT_MONTHS = frozenset({month[:3] for month in MONTHS} | {"sept"})
_TRIGGERS = frozenset(
    {
        *STARTERS,
        *SYMBOLS,
        *_ORDINALS,
        *WEEKDAYS,
        *(day + "s" for day in WEEKDAYS),
        *MONTHS,
        *_SHORT_MONTHS,
        *(code.lower() for code in CODES),
        "noon",
        "midday",
        "midnight",
    }
)
_PRONOUN_BEFORE = word_set("no any every some each the this that which only another whom")
_PRONOUN_AFTER = word_set("another of who is was can should must or")
_WORDS_OF_LENGTH = word_set(
    "long high wide deep tall away above below and from to of in on at by for off behind"
)
_JOINED = re.compile(r"[ -]?(?:to|and|or|by|x|×|-|–|—)[ -]?\Z")
_OF = (("in", "every"), ("out", "of", "every"), ("out", "of"), ("of", "every"), ("in",))
_MOST_OF, _MOST_WHOLE = 10, 1000
_PERIODS = word_set("day days week weeks month months year years decade decades") | MONTHS.keys()
_ROUND = 0.06  # the largest relative step that still counts as rounding
_NEAR = 0.05  # the same after a conversion


def figures(text: str) -> tuple[Figure, ...]:
    """Find the numbers, amounts, dates and times of a text, in order and without overlap.

    >>> [(f.kind, f.value, f.unit) for f in figures("63 km in half an hour on 2 Nov, 2023")]
    [('measure', 63.0, 'kilometre'), ('measure', 0.5, 'hour'), ('date', None, '2023-11-02')]
    """
    tokens = Tokens(text)
    found: list[tuple[Figure, float]] = []
    index = 0
    while index < len(tokens):
        word = tokens.word(index)
        read = None
        if word in _TRIGGERS or word[0].isdecimal():
            read = _read(tokens, index, text)
        if read is None:
            index += 1
        else:
            found.append((read[0], read[2]))
            index = max(read[1], index + 1)
    return _share_units(found, text)


_Read = tuple[Figure, int, float]  # the figure, the next token, its multiplier


def _read(tokens: Tokens, index: int, text: str) -> _Read | None:
    """Read the figure that starts at a token, if one does."""
    word = tokens.word(index)
    if word in SYMBOLS or word.upper() in CODES:
        return _money(tokens, index, text)
    when = moment(tokens, index, text)
    number = numeral(tokens, index)
    if when is not None and not (when.key.isdecimal() and _counted(tokens, number)):
        return _figure(tokens, index, when.after, when.kind, (None, when.key)), when.after, 1.0
    ordinal = _ordinal(tokens, index)
    if ordinal is not None:
        return ordinal
    if word in {"a", "an"} and number is None:
        return _article_unit(tokens, index)
    if number is None or (word == "one" and _is_pronoun(tokens, index, number)):
        return None
    return _part(tokens, index, number, text) or _amount(tokens, index, number)


def _part(tokens: Tokens, index: int, number: Numeral, text: str) -> _Read | None:
    """Read a part of a whole as a percentage: ``two in five``, ``three out of four``.

    In lowest terms only, and with nothing measured behind: ``two in four villages`` and ``one in
    three days`` are none.
    """
    if number.scale > 1 or not 0 < number.value < _MOST_OF:
        return None
    for words in _OF:
        after = number.after + len(words)
        if tuple(tokens.word(n) for n in range(number.after, after)) != words:
            continue
        whole = numeral(tokens, after)
        if whole is None or not number.value < whole.value or whole.value % 1 or number.value % 1:
            continue
        if math.gcd(int(number.value), int(whole.value)) > 1 or whole.value > _MOST_WHOLE:
            continue
        if _unit(tokens, whole) is not None or tokens.word(whole.after) in _PERIODS:
            continue
        if moment(tokens, after, text) is not None:
            continue
        value = 100 * number.value / whole.value
        return _figure(tokens, index, whole.after, "percent", (value, "%")), whole.after, 1.0
    return None


def _counted(tokens: Tokens, number: Numeral | None) -> bool:
    """Tell whether a unit follows a number, so that it is no year."""
    return number is not None and (number.scale > 1 or _unit(tokens, number) is not None)


def _figure(
    tokens: Tokens, first: int, after: int, kind: str, value: tuple[float | None, str | None]
) -> Figure:
    """Make a figure from the tokens ``[first, after)``."""
    end = tokens[min(after, len(tokens)) - 1].end
    return Figure(tokens[first].start, end, kind, value[0], value[1])


def _money(tokens: Tokens, index: int, text: str) -> _Read | None:
    """Read an amount behind its currency: ``£11,900``, ``US$5m``, ``EUR 3 billion``."""
    number = numeral(tokens, index + 1)
    if number is None or not tokens.word(index + 1)[0].isdecimal():
        return None
    word = tokens.word(index)
    code = SYMBOLS.get(word, word.upper())
    start = tokens[index].start
    before = tokens[index - 1]
    if word == "$" and index and before.end == start and before.text in PREFIXES:
        code, start = PREFIXES[before.text], before.start
    elif word not in SYMBOLS and not text[start].isupper():
        return None
    if tokens.word(number.after) == "m" and tokens.touch(number.after):
        number = Numeral(number.value * 1e6, number.after + 1, 1e6)
    end = tokens[number.after - 1].end
    return Figure(start, end, "money", number.value, code), number.after, number.scale


def _ordinal(tokens: Tokens, index: int) -> _Read | None:
    """Read ``first`` or ``21st``."""
    word = tokens.word(index)
    value = _ORDINALS.get(word)
    after = index + 1
    ending = tokens.word(after) in {"st", "nd", "rd", "th"} and tokens.touch(after)
    if ending and word.isdecimal() and len(word) < 9:
        value, after = float(word), index + 2
    if value is None:
        return None
    return _figure(tokens, index, after, "ordinal", (value, None)), after, 1.0


def _article_unit(tokens: Tokens, index: int) -> _Read | None:
    """Read ``an hour and a half`` and ``a fortnight``; a bare ``a year`` is no figure."""
    unit = _unit(tokens, Numeral(1.0, index + 1))
    if unit is None:
        return None
    alone = (1.0, unit[0].name, unit[1]) if unit[0].name == "fortnight" else None
    whole = _compound(tokens, 1.0, unit) or alone
    if whole is None:
        return None
    return _figure(tokens, index, whole[2], "measure", (whole[0], whole[1])), whole[2], 1.0


def _compound(
    tokens: Tokens, value: float, unit: tuple[Unit, int]
) -> tuple[float, str, int] | None:
    """Read on where a smaller part follows: ``and a half``, ``and 45 minutes``."""
    normal, at = unit
    if tokens.word(at) != "and" or normal.dimension in {"money", "percent"}:
        return None
    if (tokens.word(at + 1), tokens.word(at + 2)) == ("a", "half"):
        return value + 0.5, normal.name, at + 3
    part = numeral(tokens, at + 1)
    if part is None:
        return None
    smaller = _unit(tokens, part)
    if smaller is None:
        return (value + part.value, normal.name, part.after) if 0 < part.value < 1 else None
    whole = convert(value, normal.name, smaller[0].name)
    if whole is None or smaller[0].factor >= normal.factor:
        return None
    return whole + part.value, smaller[0].name, smaller[1]


def _is_pronoun(tokens: Tokens, index: int, number: Numeral) -> bool:
    """Tell whether ``one`` stands for a person or thing and counts nothing."""
    if number.after > index + 1:
        return False
    after = tokens.word(index + 1)
    if tokens.word(index - 1) in _PRONOUN_BEFORE or after in _PRONOUN_AFTER:
        return True
    return not after[:1].isalpha()


def _amount(tokens: Tokens, index: int, number: Numeral) -> _Read:
    """Read a number and the unit behind it."""
    number = _million_or_metre(tokens, number)
    unit = _unit(tokens, number)
    if unit is None:
        made = _figure(tokens, index, number.after, "number", (number.value, None))
        return made, number.after, number.scale
    normal, after = unit
    value, scale = number.value, number.scale
    if normal.dimension == "money":
        value *= normal.factor
    kind = {"money": "money", "percent": "percent"}.get(normal.dimension, "measure")
    value, name, after = _compound(tokens, value, unit) or (value, normal.name, after)
    return _figure(tokens, index, after, kind, (value, name)), after, scale


def _million_or_metre(tokens: Tokens, number: Numeral) -> Numeral:
    """Read ``5m people`` as millions; ``5m long`` stays a measure."""
    at = number.after
    if tokens.word(at) != "m" or not tokens.touch(at) or number.scale != 1:
        return number
    follows = tokens.word(at + 1)
    if follows.isalpha() and follows not in _WORDS_OF_LENGTH:
        return Numeral(number.value * 1e6, at + 1, 1e6)
    return number


def _unit(tokens: Tokens, number: Numeral) -> tuple[Unit, int] | None:
    """Find the longest unit that follows a number."""
    at = tokens.past_dash(number.after)
    word = tokens.word(at)
    if word == "m" and (tokens.touch(at) or tokens.word(at + 1) in _WORDS_OF_LENGTH):
        return UNITS["metre"], at + 1
    if word in {"c", "f"} and tokens.touch(at):
        return UNITS["° " + word], at + 1
    if word not in STARTS or word == "second":
        return None
    for length in range(LONGEST, 0, -1):
        spelling = " ".join(tokens.word(at + k) for k in range(length))
        unit = UNITS.get(spelling)
        if unit is not None:
            return unit, at + length
    return None


def _share_units(found: list[tuple[Figure, float]], text: str) -> tuple[Figure, ...]:
    """Give ``eight`` of ``eight to twelve miles`` its unit, ``25`` of ``32 inches by 25`` too."""
    shared = [figure for figure, _ in found]
    for k in range(len(found) - 1, 0, -1):
        before, after = shared[k - 1], shared[k]
        between = text[before.end : after.start][:8]
        if not _JOINED.match(between):
            continue
        if before.kind == "number" and after.value is not None and after.kind != "ordinal":
            ranged = between.strip() not in {"and", "by", "x", "×"}
            small = (before.value or 0.0) < 1000 and found[k - 1][1] == 1
            scale = found[k][1] if ranged and small else 1.0
            value = (before.value or 0.0) * scale
            shared[k - 1] = replace(before, kind=after.kind, unit=after.unit, value=value)
        elif after.kind == "number" and before.kind == "measure" and between.strip() in {"by", "x"}:
            shared[k] = replace(after, kind="measure", unit=before.unit)
        elif after.unit == "metre" and before.kind == "money" and text[after.end - 1] == "m":
            shared[k] = Figure(
                after.start, after.end, "money", (after.value or 0.0) * 1e6, before.unit
            )
    return tuple(shared)


def same_quantity(a: Figure, b: Figure) -> Sameness:
    """Tell whether two figures say the same thing.

    >>> km, miles, late, clock = figures("63 km, 39 miles, 10:47 p.m., 22:47")
    >>> same_quantity(km, miles), same_quantity(late, clock), same_quantity(km, late)
    ('converted', 'same', 'different')
    """
    if a.value is None or b.value is None:
        return "same" if a.value == b.value and _same_moment(a, b) else "different"
    if a.unit == b.unit or None in (a.unit, b.unit):
        cents = {a.kind, b.kind} == {"number", "money"}
        factor = 100 if cents and abs(a.value) != abs(b.value) else 1
        small, large = sorted((abs(a.value), abs(b.value)))
        return "same" if _apart(small * factor, large) < 1e-9 else _same_value(a.value, b.value)
    if {a.unit, b.unit} == {"GBP", "pound"}:
        return _same_value(a.value, b.value)
    return _same_converted(a, b)


def _same_moment(a: Figure, b: Figure) -> bool:
    """Tell whether two dates or times agree as far as both go."""
    if a.kind != b.kind or a.unit is None or b.unit is None:
        return False
    if a.unit == b.unit:
        return True
    short, long = sorted((a.unit, b.unit), key=len)
    month = long[-5:-3] if len(long) in (5, 10) else long[-2:]
    if short.startswith("--"):
        return long[:1].isdecimal() and month == short[2:]
    partial = a.kind == "date" and long[:1].isdecimal() and short[:1].isdecimal()
    return partial and (long.endswith("-" + short) or long.startswith(short + "-"))


@lru_cache(maxsize=20_000)
def _last_place(value: float) -> float:
    """Give the worth of the last digit that is not a trailing zero."""
    if value == 0 or not math.isfinite(value):
        return 1.0
    digits = f"{abs(value):.6e}"
    mantissa, _, exponent = digits.partition("e")
    decimals = len(mantissa.rstrip("0").partition(".")[2])
    return float(10.0 ** (int(exponent) - decimals))


def _apart(x: float, y: float) -> float:
    """Give the relative distance of two numbers."""
    largest = max(abs(x), abs(y))
    return abs(x - y) / largest if largest else 0.0


def _same_value(x: float, y: float) -> Sameness:
    """Compare two numbers in one unit."""
    if _apart(x, y) < 1e-4:
        return "same"
    fine, coarse = sorted((x, y), key=_last_place)
    place = _last_place(coarse)
    rounder = place > _last_place(fine)
    if rounder and abs(x - y) <= place / 2 and _apart(x, y) <= _ROUND:
        return "rounded"
    return "different"


def _same_converted(a: Figure, b: Figure) -> Sameness:
    """Compare two measures in different units."""
    assert a.value is not None
    assert b.value is not None
    there = convert(a.value, a.unit or "", b.unit or "")
    back = convert(b.value, b.unit or "", a.unit or "")
    if there is None or back is None or a.value == b.value:
        return "same" if there is not None and _apart(there, b.value) < 0.01 else "different"
    slack = (abs(there - b.value), _last_place(b.value) / 2)
    other = (abs(back - a.value), _last_place(a.value) / 2)
    within = slack[0] <= slack[1] or other[0] <= other[1]
    if within and _apart(there, b.value) <= 2 * _NEAR:
        return "converted"
    return "rounded" if _apart(there, b.value) <= _NEAR else "different"
