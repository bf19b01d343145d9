"""Dates and times of day as news writes them, read from tokens.

The key of a date is ISO-like: ``2023-11-02``, ``11-02`` without a year, ``2023-11`` without a
day, ``--11`` for a bare month, ``2027`` for a bare year, ``monday`` for a weekday.
"""

from __future__ import annotations

from typing import NamedTuple

from retold.language.numerals import Tokens
from retold.language.wordsets import word_list, word_set


class Moment(NamedTuple):
    """A date or a time read from tokens up to ``after``."""

    kind: str
    key: str
    after: int


_MONTHS = word_list(
    "january february march april may june july august september october november december"
)
MONTHS: dict[str, int] = {name: n for n, name in enumerate(_MONTHS, 1)}
_SHORT: dict[str, int] = {name[:3]: n for n, name in enumerate(_MONTHS, 1) if name != "may"}
_SHORT["sept"] = 9
WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
_ENDINGS = frozenset({"st", "nd", "rd", "th"})
_BEFORE_MONTH = word_set(
    "in of since until till by during from to last next this early late mid before after"
)
_AMBIGUOUS = frozenset({"may", "march"})


def moment(tokens: Tokens, index: int, text: str) -> Moment | None:
    """Read the date or the time of day that starts at a token, if one does."""
    token = tokens[index]
    word = token.text
    if word in WEEKDAYS or (word.endswith("s") and word[:-1] in WEEKDAYS):
        return Moment("date", word.removesuffix("s"), index + 1)
    if word in {"noon", "midday", "midnight"}:
        return Moment("time", "00:00" if word == "midnight" else "12:00", index + 1)
    if word[:1].isdecimal() and word.isascii():
        return (
            _time(tokens, index)
            or _iso(tokens, index)
            or _day_first(tokens, index)
            or _year(tokens, index)
        )
    month = _month(tokens, index)
    if month is not None and text[token.start].isupper():
        return _month_first(tokens, index, month)
    return None


def _month(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """Read a month's name; give its number and the next index."""
    word = tokens.word(index)
    if word in MONTHS:
        return MONTHS[word], index + 1
    if word in _SHORT:
        return _SHORT[word], index + 2 if tokens.word(index + 1) == "." else index + 1
    return None


def _number(word: str, low: int, high: int) -> int | None:
    """Read a plain integer within bounds."""
    if word.isdecimal() and word.isascii() and len(word) <= 4 and low <= int(word) <= high:
        return int(word)
    return None


def _year_after(tokens: Tokens, index: int) -> tuple[str, int]:
    """Read an optional year (after an optional comma) as a key prefix."""
    at = index + 1 if tokens.word(index) == "," else index
    year = _number(tokens.word(at), 1000, 2199)
    return (f"{year:04}-", at + 1) if year else ("", index)


def _day(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """Read a day of the month, with or without its ending."""
    day = _number(tokens.word(index), 1, 31)
    if day is None:
        return None
    ending = tokens.word(index + 1) in _ENDINGS and tokens.touch(index + 1)
    return day, index + 2 if ending else index + 1


def _day_first(tokens: Tokens, index: int) -> Moment | None:
    """Read ``21 July`` or ``2 Nov, 2023``."""
    day = _day(tokens, index)
    if day is None:
        return None
    at = day[1] + 1 if tokens.word(day[1]) == "of" else day[1]
    month = _month(tokens, at)
    if month is None:
        return None
    year, after = _year_after(tokens, month[1])
    return Moment("date", f"{year}{month[0]:02}-{day[0]:02}", after)


def _month_first(tokens: Tokens, index: int, month: tuple[int, int]) -> Moment | None:
    """Read ``July 21``, ``Oct. 11, 2023``, ``November 2023`` or a bare month."""
    day = _day(tokens, month[1])
    if day is not None:
        year, after = _year_after(tokens, day[1])
        return Moment("date", f"{year}{month[0]:02}-{day[0]:02}", after)
    year, after = _year_after(tokens, month[1])
    if year:
        return Moment("date", f"{year}{month[0]:02}", after)
    word = tokens.word(index)
    bare = word in MONTHS and word not in _AMBIGUOUS
    if bare or (word in MONTHS and tokens.word(index - 1) in _BEFORE_MONTH):
        return Moment("date", f"--{month[0]:02}", index + 1)
    return None


def _iso(tokens: Tokens, index: int) -> Moment | None:
    """Read ``2023-11-02``."""
    words = [tokens.word(index + k) for k in range(5)]
    tied = all(tokens.touch(index + k) for k in range(1, 5))
    if not tied or words[1] != "-" or words[3] != "-" or len(words[0]) != 4:
        return None
    month, day = _number(words[2], 1, 12), _number(words[4][:2], 1, 31)
    if month is None or day is None or not words[0].isdecimal():
        return None
    return Moment("date", f"{words[0]}-{month:02}-{day:02}", index + 5)


def _year(tokens: Tokens, index: int) -> Moment | None:
    """Read a bare year; the caller has made sure that no unit follows."""
    year = _number(tokens.word(index), 1800, 2099)
    if year is None or len(tokens.word(index)) != 4:
        return None
    if tokens.word(index - 1) in {"$", "£", "€", "¥"}:
        return None
    return Moment("date", str(year), index + 1)


def _time(tokens: Tokens, index: int) -> Moment | None:
    """Read ``22:47``, ``10:47 p.m.``, ``10.47pm`` or ``7 pm``."""
    hour_text, mark, minute_text = tokens.word(index).partition(":")
    if not mark:
        hour_text, mark, minute_text = tokens.word(index).partition(".")
    half = _half_day(tokens, index + 1)
    if half is None and ":" not in tokens.word(index):
        return None
    if mark and not (len(minute_text[:2]) == 2 and minute_text[2:3] in {"", ":"}):
        return None
    hour = _number(hour_text, 0, 23)
    minute = _number(minute_text[:2], 0, 59) if mark else 0
    if hour is None or minute is None:
        return None
    if half is None:
        return Moment("time", f"{hour:02}:{minute:02}", index + 1)
    if hour > 12:
        return Moment("time", f"{hour:02}:{minute:02}", half[1])
    return Moment("time", f"{hour % 12 + half[0]:02}:{minute:02}", half[1])


def _half_day(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """Read ``am``, ``p.m.`` and the like; give the hours to add and the next index."""
    word = tokens.word(index)
    if word in {"am", "pm"}:
        return (12 if word == "pm" else 0), index + 1
    if word in {"a", "p"} and (tokens.word(index + 1), tokens.word(index + 2)) == (".", "m"):
        after = index + 4 if tokens.word(index + 3) == "." else index + 3
        return (12 if word == "p" else 0), after
    return None
