"""Dates as pages and feeds write them, kept at the precision and in the zone they are given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    r"aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s{1,3})?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_CLOCK = (
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?)?"
    r"\s{0,2}(?P<half>[ap]\.?\s?m\b\.?)?"
)
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 60, "west": 60, "cet": 60, "wat": 60,
    "cest": 120, "eet": 120, "sast": 120, "cat": 120, "eest": 180, "eat": 180, "msk": 180,
    "trt": 180, "gst": 240, "pkt": 300, "wib": 420, "hkt": 480, "sgt": 480, "myt": 480,
    "awst": 480, "jst": 540, "kst": 540, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780,
    "edt": -240, "est": -300, "cdt": -300, "cst": -360, "mdt": -360, "mst": -420, "pdt": -420,
    "pst": -480, "akdt": -480, "akst": -540, "hst": -600,
}  # fmt: skip
_VAGUE_ZONES = (
    r"e\.?t\.?|p\.?t\.?|c\.?t\.?|m\.?t\.?|ist|local time|eastern(?: time)?|pacific(?: time)?"
)
_ZONE = (
    r"\(?(?:(?P<zone>" + "|".join(sorted(_ZONES, key=len, reverse=True)) + r")\b|"
    r"(?:gmt|utc)?\s?(?P<sign>[+-])\s?(?P<zh>\d{1,2}):?(?P<zm>\d\d)?(?!\d)|(?:"
    + _VAGUE_ZONES
    + r")(?!\w))\)?"
)
_AFTER = (
    r"(?:[\s,|·•/–—-]{1,4}(?:at\s{1,2}|on\s{1,2})?" + _CLOCK + r"(?:\s{0,2}" + _ZONE + r")?(?!\w))?"
)
_BEFORE = (
    r"(?:"
    + _CLOCK.replace("?P<", "?P<b_")
    + r"(?:\s{0,2}"
    + _ZONE.replace("?P<", "?P<b_")
    + r")?[\s,|·•–—-]{1,4}(?:on\s{1,2})?)?"
)
_ISO = (
    r"(?P<year>(?:19|20)\d\d)(?P<sep>[-/.])(?P<monthno>\d{1,2})(?P=sep)(?P<day>\d{1,2})"
    r"(?:(?:t|\s{1,2}|,\s)(?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d{1,9})?)?"
    r"(?:\s?" + _ZONE + r")?)?(?!\d)"
)
_DAY_FIRST = (
    r"(?<!\w)" + _BEFORE + _WEEKDAY + _DAY + r"(?:\sof)?[\s-]{1,2}" + _MONTH
    + r"[\s,-]{1,3}" + _YEAR + r"(?!\d)" + _AFTER
)  # fmt: skip
_MONTH_FIRST = (
    r"(?<!\w)" + _BEFORE + _WEEKDAY + _MONTH + r"\s{1,2}" + _DAY
    + r",?\s{1,2}" + _YEAR + r"(?!\d)" + _AFTER
)  # fmt: skip
_NUMBERS = (
    r"(?<![\d/.-])(?P<n1>\d{1,2})(?P<sep>[/.-])(?P<n2>\d{1,2})(?P=sep)"
    + _YEAR + r"(?![\d/])" + _AFTER
)  # fmt: skip
_COMPACT = (
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<monthno>0[1-9]|1[0-2])(?P<day>[0-3]\d)"
    r"(?:t?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?:" + _ZONE + r")?)?(?!\d)"
)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (r"(?<![\d/.-])" + _ISO, _DAY_FIRST, _MONTH_FIRST, _NUMBERS, _COMPACT)
)
_LONGEST = 200
_EPOCH_FROM, _EPOCH_TO = 631_152_000, 4_102_444_800  # 1990 to 2100
_HOURS_OF_HALF = 12


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
    text = text[:_LONGEST]
    found = [dated for form in _FORMS for m in form.finditer(text) if (dated := _dated(m))]
    return min(found, key=lambda dated: (dated.start, -dated.end), default=None)


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
    return _format(datetime.fromtimestamp(seconds, UTC), has_clock=True)


def _dated(match: re.Match[str]) -> Dated | None:
    parts = match.groupdict()
    day = _calendar_day(parts)
    if day is None:
        return None
    clock = _clock(parts, "") or _clock(parts, "b_")
    if clock is None:
        start, end = _without_clock(match)
        return Dated(day.isoformat(), start, end)
    at = datetime.combine(day, clock)
    return Dated(_format(at, has_clock=True), match.start(), match.end())


def _without_clock(match: re.Match[str]) -> tuple[int, int]:
    """Return where the day alone stands, when what looked like a clock was none."""
    names = [name for name in ("year", "month", "monthno", "day", "n1", "n2") if _has(match, name)]
    return min(map(match.start, names)), max(map(match.end, names))


def _has(match: re.Match[str], name: str) -> bool:
    return match.groupdict().get(name) is not None


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
        month = _MONTHS.index(name[:3].lower()) + 1 if name else int(parts.get("monthno") or 0)
        day = int(parts["day"] or 0)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock(parts: dict[str, str | None], prefix: str) -> time | None:
    hour, minute = parts.get(prefix + "hour"), parts.get(prefix + "minute")
    half = (parts.get(prefix + "half") or "").lower()
    if hour is None or (minute is None and not half):
        return None
    number = int(hour)
    if half:
        if not 1 <= number <= _HOURS_OF_HALF:
            return None
        number = number % _HOURS_OF_HALF + (_HOURS_OF_HALF if half.startswith("p") else 0)
    zone = _zone(parts, prefix)
    seconds = int(parts.get(prefix + "second") or 0)
    if number == 0 and int(minute or 0) == 0 and seconds == 0 and parts.get(prefix + "second"):
        return None  # midnight to the second is how feeds write a bare day
    try:
        return time(number, int(minute or 0), tzinfo=zone)
    except ValueError:
        return None


def _zone(parts: dict[str, str | None], prefix: str) -> timezone | None:
    name, sign = parts.get(prefix + "zone"), parts.get(prefix + "sign")
    if name:
        return timezone(timedelta(minutes=_ZONES[name.lower()]))
    if sign:
        minutes = int(parts[prefix + "zh"] or 0) * 60 + int(parts.get(prefix + "zm") or 0)
        if minutes < 24 * 60:
            return timezone(timedelta(minutes=minutes if sign == "+" else -minutes))
    return None


def _format(at: datetime, *, has_clock: bool) -> str:
    return at.isoformat(timespec="minutes") if has_clock else at.date().isoformat()
