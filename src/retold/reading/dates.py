"""Dates as pages and feeds write them, kept at the precision and in the zone they are given."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import Any

_NAMES = (
    "january|jan|januar|jänner|janvier|janv|enero|ene|gennaio|gen|januari|janeiro",
    "february|feb|februar|février|fevrier|févr|febrero|febbraio|februari|fevereiro|fev",
    "march|mar|märz|mrz|mars|marzo|maart|mrt|março|marco",
    "april|apr|avril|avr|abril|abr|aprile",
    "may|mai|mayo|maggio|mag|mei|maio",
    "june|jun|juni|juin|junio|giugno|giu|junho",
    "july|jul|juli|juillet|juil|julio|luglio|lug|julho",
    "august|aug|août|aout|agosto|ago|augustus",
    "september|sept|sep|septembre|septiembre|settembre|set|setembro",
    "october|oct|oktober|okt|octobre|octubre|ottobre|ott|outubro|out",
    "november|nov|novembre|noviembre|novembro",
    "december|dec|dezember|dez|décembre|déc|diciembre|dic|dicembre|dezembro",
)
_MONTHS = {name: at for at, names in enumerate(_NAMES, 1) for name in names.split("|")}
_MONTH = f"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})(?![^\\W\\d_])\\.?"
_ENGLISH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    r"aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
"""English alone names the month before the day."""
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s{1,3})?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|[.º°])?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WHOLE = r"(?:(?!\d)|(?=\d{1,2}[:.]\d\d|\d{1,2}\s[A-Z][a-z]{2}))"
"""A clock or the next date may have run into the year."""
_DAYS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<![\d/.-])"
        + _YEAR
        + r"(?P<sep>[-/.])(?P<monthno>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)",
        r"(?<!\w)"
        + _DAY
        + r"(?:\s(?:of|de|di))?[\s-]{1,2}"
        + _MONTH
        + r"(?:\sdel?)?[\s,-]{1,3}"
        + _YEAR
        + _WHOLE,
        r"(?<![^\W\d_])" + _ENGLISH + r"\s{1,2}" + _DAY + r",?\s{1,2}" + _YEAR + _WHOLE,
        r"(?<![\d/.-])(?P<n1>\d{1,2})(?P<sep>[/.-])(?P<n2>\d{1,2})(?P=sep)" + _YEAR + r"(?![\d/])",
        _YEAR + r"\s?年\s?(?P<monthno>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日",
        r"(?<!\d)" + _YEAR + r"(?P<monthno>0[1-9]|1[0-2])(?P<day>[0-3]\d)(?!\d)",
    )
)
_YEARLESS = (
    re.compile(rf"(?<![^\W_]){_ENGLISH}\s{{1,2}}{_DAY}(?![\w:])", re.IGNORECASE),
    re.compile(rf"(?<![^\W_]){_DAY}\s{{1,2}}{_MONTH}(?!\w)", re.IGNORECASE),
)
_STAMP = re.compile(
    r"(?<![\w-])(?P<day>[0-3]\d)(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)\s(?:(?:GMT|UTC|Z)\s)?"
    rf"(?P<month>{'|'.join(name for name in _MONTHS if len(name) == 3)})\.?\s(?P<year>\d\d)"
    r"(?![\w:])"
    r"|(?<!\w)[A-Z]{2,3}-[A-Z]{2,3}-(?P<monthno>[01]\d)-(?P<day2>[0-3]\d)-(?P<year2>\d\d)"
    r"\s(?P<hour2>[0-2]\d)(?P<minute2>[0-5]\d)\s?(?:GMT|UTC)",
    re.IGNORECASE,
)
_UTC = re.compile(r"\b(?:GMT|UTC|Z)\b|GMT$", re.IGNORECASE)
_CLOCK = (
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?)?"
    r"\s{0,2}(?P<half>[ap]\.?\s?m\b\.?)?(?!\d)"
)
_ISO_CLOCK = re.compile(
    r"t(?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d{1,9})?)?(?P<half>)",
    re.IGNORECASE,
)
_CLOCK_AFTER = re.compile(
    r"(?:[\s,|·•/–—-]{1,4}(?:(?:at|on|à|a\slas|às|as|alle|ore|om|um|kl)\.?\s{1,2})?|(?=\d{1,2}:\d\d))"
    + _CLOCK
    + r"(?!\w)",
    re.IGNORECASE,
)
_CLOCK_BEFORE = re.compile(r"(?<![\w:.])" + _CLOCK, re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,|·•–—-]{1,4}(?:on\s{1,2})?" + _WEEKDAY, re.IGNORECASE)
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 60, "west": 60, "cet": 60, "wat": 60,
    "cest": 120, "eet": 120, "sast": 120, "cat": 120, "eest": 180, "eat": 180, "msk": 180,
    "trt": 180, "gst": 240, "pkt": 300, "wib": 420, "hkt": 480, "sgt": 480, "myt": 480,
    "awst": 480, "jst": 540, "kst": 540, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780,
    "edt": -240, "est": -300, "cdt": -300, "cst": -360, "mdt": -360, "mst": -420, "pdt": -420,
    "pst": -480, "akdt": -480, "akst": -540, "hst": -600,
}  # fmt: skip
_ZONE = re.compile(
    r"\s{0,2}\(?(?:(?P<zone>[a-z]{1,4})\b|(?:gmt|utc)?\s?(?P<sign>[+-])\s?(?P<zh>\d{1,2}):?(?P<zm>\d\d)?(?!\d)"
    r"|(?:e\.t\.|p\.t\.|local time|eastern(?: time)?|pacific(?: time)?)(?!\w))\)?",
    re.IGNORECASE,
)
_REACH, _BEYOND = 30, 20
"""So far before the beginning of its year and behind it a date may stand."""
_VAGUE_ZONES = frozenset({"et", "pt", "ct", "mt", "ist"})
_LONGEST = 200
_CENTURIES = ("19", "20")
_EPOCH_FROM, _EPOCH_TO = 631_152_000, 4_102_444_800  # 1990 to 2100
_HOURS_OF_HALF = 12
_MINUTES_OF_DAY = 24 * 60
_BEFORE = 40


@dataclass(frozen=True, slots=True)
class Dated:
    """A date found in a text: ISO 8601 at the precision given, and where it stands."""

    iso: str
    start: int
    end: int


def find_date(text: str) -> Dated | None:
    """Return the first date of a text that names its year.

    >>> find_date("2 Nov, 2023 02:35").iso
    '2023-11-02T02:35'
    >>> find_date("Updated Nov. 2, 2023 at 2:35 p.m. EDT").iso
    '2023-11-02T14:35-04:00'
    """
    head = text[:_LONGEST]
    return _first(head) if "20" in head or "19" in head else None


@lru_cache(maxsize=1024)
def _first(text: str) -> Dated | None:
    """Return the first date of a text; several rules ask for that of one line."""
    return min(_named_in(text), key=lambda dated: (dated.start, -dated.end), default=None)


def dates_in(text: str) -> list[Dated]:
    """Return the dates of a text that name their year, in order and without overlaps.

    >>> [dated.iso for dated in dates_in("Published 2 May 2024 | Updated 3 May 2024 14:05")]
    ['2024-05-02', '2024-05-03T14:05']
    """
    found = sorted(_named_in(text), key=lambda dated: (dated.start, -dated.end))
    kept: list[Dated] = []
    for dated in found:
        if not kept or dated.start >= kept[-1].end:
            kept.append(dated)
    return kept


def _named_in(text: str) -> list[Dated]:
    """Return all dates of a text; only around what may be a year is looked for one."""
    years = places_of(text, _CENTURIES)
    if not years:
        return []
    return [
        dated
        for low, high in stretches(years, _REACH, _BEYOND)
        for form in _DAYS
        for match in form.finditer(text, low, high)
        if (dated := _dated(match))
    ]


def yearless_in(text: str, year: int) -> str | None:
    """Return the day that a text names without its year, in a given one.

    >>> yearless_in("KOLVARA, Feb 11 (Reuters)", 2026), yearless_in("2 Norland (AP)", 2026)
    ('2026-02-11', None)
    """
    for form in _YEARLESS:
        match = form.search(text)
        day = _calendar_day({**match.groupdict(), "year": str(year)}) if match else None
        if day is not None:
            return day.isoformat()
    return None


def stamped_in(text: str) -> str | None:
    """Return the moment of the stamp with which an agency ends a report.

    >>> stamped_in("AFP 231153 GMT JUL 25"), stamped_in("AP-WF-11-18-25 2314GMT")
    ('2025-07-23T11:53+00:00', '2025-11-18T23:14+00:00')
    >>> stamped_in("dpa wha yyzz n1 241314 Feb 26")
    '2026-02-24T13:14'
    """
    match = _STAMP.search(text)
    if match is None:
        return None
    parts = {key.rstrip("2"): value for key, value in match.groupdict().items() if value}
    month = _MONTHS[parts["month"].lower()] if "month" in parts else int(parts["monthno"])
    zone = UTC if _UTC.search(match.group()) else None
    try:
        day = date(2000 + int(parts["year"]), month, int(parts["day"]))
        clock = time(int(parts["hour"]), int(parts["minute"]), tzinfo=zone)
    except ValueError:
        return None
    return datetime.combine(day, clock).isoformat(timespec="minutes")


def places_of(text: str, wanted: Iterable[str]) -> list[int]:
    """Return where any of some words or signs stand in a text, in order.

    >>> places_of("20 days in 2024", ("19", "20"))
    [0, 11]
    """
    places: list[int] = []
    for word in wanted:
        at = text.find(word)
        while at >= 0:
            places.append(at)
            at = text.find(word, at + 1)
    return sorted(places)


def stretches(places: Iterable[int], before: int, after: int) -> list[tuple[int, int]]:
    """Return the stretches around some places, those that meet joined.

    >>> stretches([40, 60, 200], 10, 15)
    [(30, 75), (190, 215)]
    """
    joined: list[tuple[int, int]] = []
    for place in places:
        low, high = max(0, place - before), place + after
        if joined and low <= joined[-1][1]:
            joined[-1] = (joined[-1][0], high)
        else:
            joined.append((low, high))
    return joined


def iso_date(value: Any) -> str | None:
    """Return ISO 8601 of a date in a record or a tag: a string, or seconds since 1970.

    >>> iso_date("2024-04-24T19:00:05.250Z")
    '2024-04-24T19:00+00:00'
    >>> iso_date("Thu, 02 Nov 2023 02:35:00 GMT")
    '2023-11-02T02:35+00:00'
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return _from_epoch(float(value))
    if not isinstance(value, str):
        return None
    stripped = value.strip()
    if re.fullmatch(r"\d{9,13}(?:\.\d{1,9})?", stripped):
        return _from_epoch(float(stripped))
    dated = find_date(stripped)
    return dated.iso if dated else None


def _from_epoch(value: float) -> str | None:
    seconds = value / 1000 if value > _EPOCH_TO else value
    if not _EPOCH_FROM <= seconds <= _EPOCH_TO:
        return None
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="minutes")


def _dated(match: re.Match[str]) -> Dated | None:
    day = _calendar_day(match.groupdict())
    if day is None:
        return None
    timed = _timed_after(match) or _timed_before(match)
    if timed is None:
        return Dated(day.isoformat(), *match.span())
    if timed.clock is None:
        return Dated(day.isoformat(), timed.start, timed.end)
    at = datetime.combine(day, timed.clock)
    return Dated(at.isoformat(timespec="minutes"), timed.start, timed.end)


@dataclass(frozen=True, slots=True)
class _Timed:
    """A time of day beside a date, and where both stand; midnight to the second is none."""

    clock: time | None
    start: int
    end: int


def _timed_after(match: re.Match[str]) -> _Timed | None:
    text = match.string
    found = _ISO_CLOCK.match(text, match.end()) or _CLOCK_AFTER.match(text, match.end())
    if found is None or not _is_clock(found):
        return None
    zone, end = _zone(text, found.end())
    return _Timed(_clock(found, zone), match.start(), end)


def _timed_before(match: re.Match[str]) -> _Timed | None:
    text = match.string
    for found in _CLOCK_BEFORE.finditer(text, max(0, match.start() - _BEFORE), match.start()):
        zone, end = _zone(text, found.end())
        for at, known in ((end, zone), (found.end(), None)):
            between = _BETWEEN.match(text, at)
            if between is not None and between.end() == match.start() and _is_clock(found):
                return _Timed(_clock(found, known), found.start(), match.end())
    return None


def _is_clock(found: re.Match[str]) -> bool:
    """Tell whether an hour has its minutes or its half of the day, and is on the dial."""
    if found["minute"] is None and not found["half"]:
        return False
    hour = int(found["hour"])
    on_dial = 1 <= hour <= _HOURS_OF_HALF if found["half"] else hour < 24
    return on_dial and int(found["minute"] or 0) < 60 and int(found["second"] or 0) < 60


def _clock(found: re.Match[str], zone: timezone | None) -> time | None:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found["half"] or "").lower()
    if half:
        hour = hour % _HOURS_OF_HALF + (_HOURS_OF_HALF if half.startswith("p") else 0)
    if found["second"] and not (hour or minute or int(found["second"])):
        return None  # midnight to the second is how feeds write a bare day
    return time(hour, minute, tzinfo=zone)


def _zone(text: str, at: int) -> tuple[timezone | None, int]:
    """Return the zone written at a place, if it is known, and where it ends."""
    found = _ZONE.match(text, at)
    if found is None:
        return None, at
    name = (found["zone"] or "").lower()
    if name in _ZONES:
        return timezone(timedelta(minutes=_ZONES[name])), found.end()
    if found["sign"]:
        minutes = int(found["zh"]) * 60 + int(found["zm"] or 0)
        if minutes < _MINUTES_OF_DAY:
            signed = minutes if found["sign"] == "+" else -minutes
            return timezone(timedelta(minutes=signed)), found.end()
        return None, at
    return None, found.end() if not name or name in _VAGUE_ZONES else at


def _calendar_day(parts: dict[str, str | None]) -> date | None:
    year = int(parts["year"] or 0)
    if parts.get("n1"):
        first, second = int(parts["n1"] or 0), int(parts["n2"] or 0)
        # Day and month can be told apart only when one of them is above twelve, or by the dot.
        if first > 12 >= second or first == second or parts["sep"] == ".":
            day, month = first, second
        elif second > 12 >= first:
            day, month = second, first
        else:
            return None
    else:
        name = parts.get("month")
        month = _MONTHS.get(name.lower(), 0) if name else int(parts.get("monthno") or 0)
        day = int(parts["day"] or 0)
    try:
        return date(year, month, day)
    except ValueError:
        return None
