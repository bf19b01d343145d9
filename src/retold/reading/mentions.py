"""Times that a text names, resolved: “Wednesday”, “last night”, “October 7”, “2 May 2024”.

News names days by what readers know: the day on which they read. So a weekday is the last one
before publication, or the next where the words look ahead; a day without its year is the
nearest one. Without a date of publication only dates with their year are resolved.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from retold.reading.dates import dates_in, places_of, stretches
from retold.types import DateMention

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November"
    r"|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.)"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {word: number for number, word in enumerate(_COUNTED, 1)} | {"a": 1, "an": 1}
_FORMS = re.compile(
    r"\b(?:(?P<when>(?i:last|next|this coming|coming|this past|past|this))\s"
    r"(?P<unit>week|month|year|night|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|morning|afternoon|evening)\b"
    r"|(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
    r"|(?P<near>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight)\b"
    r"|(?P<count>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|an?)\s"
    r"(?P<ago>day|week|month|year)s?\sago\b"
    rf"|{_MONTH}\s{_DAY}(?!\d|[.:,]\d|,?\s(?:19|20)\d\d)"
    r"|(?P<month3>January|February|March|April|May|June|July|August|September|October|November"
    r"|December)(?:,?\s(?:of\s)?)(?P<year3>(?:19|20)\d\d)\b)"
    r"|(?<![\d.,])(?P<day2>\d{1,2})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month2>January|February|March"
    r"|April|May|June|July|August|September|October|November|December)\b(?!,?\s(?:19|20)\d\d)"
)
_AHEAD = re.compile(
    r"\b(?:will|would|is to|are to|was to|were to|due|expected|scheduled|set (?:to|for)|plans?"
    r"|planned|going to)\b[^.!?]{0,60}$|\b(?:by|until|till|from|before)\s(?:early\s|late\s)?$"
    r"|\b(?:meeting|hearing|vote|session|trial|election|strike|called)\b[^.!?]{0,40}\bfor\s$"
    r"|\b(?:meets|votes|opens|begins|starts|resumes)\b[^.!?]{0,40}\bon\s$"
)
_LOOKS_BACK = re.compile(
    r"\b(?:said|told|says|announced|reported|confirmed|stated|wrote|added|warned|tweeted|ruled"
    r"|decided|released|revealed|issued)\b(?:\s[\w'’.-]+){0,3}?\s(?:in a statement\s)?(?:on\s)?"
    r"(?:early\s|late\s)?$"
)
"""Before a weekday this says that it is past, whatever is planned in the sentence."""
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
_HELD = (
    "day", "night", "omorrow", "morning", "afternoon", "evening", "week", "month", "year",
    *(month.capitalize() for month in _MONTHS),
)  # fmt: skip
"""One of these stands in all that names a time."""
_AROUND = 48
_REACH = 90
_WEEK = 7
_LATER_IS_FARTHER = 3
_MOST_TEXT = 400_000


def date_mentions(text: str, published: str | None) -> tuple[DateMention, ...]:
    """Return the times that a text names, in order, as far as they can be resolved.

    >>> [m.value for m in date_mentions("He left on Wednesday. Since October 7 …", "2023-11-02")]
    ['2023-11-01', '2023-10-07']
    """
    text = text[:_MOST_TEXT]
    found = [
        DateMention(dated.start, dated.end, dated.iso, "minute" if "T" in dated.iso else "day")
        for dated in dates_in(text)
    ]
    found += _relative(text, _day_of(published))
    kept: list[DateMention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if kept and mention.start < kept[-1].end:
            continue
        named = kept.pop() if kept and _is_weekday_of(text, kept[-1], mention) else mention
        kept.append(replace(mention, start=named.start))
    return tuple(kept)


def _is_weekday_of(text: str, left: DateMention, right: DateMention) -> bool:
    """Tell whether words are a weekday and the date that it falls on: “Friday, 28 February”."""
    between = text[left.end : right.start]
    named = _WEEKDAY.fullmatch(text, left.start, left.end) is not None
    numbered = any(map(str.isdigit, text[right.start : right.end]))
    return named and numbered and between in (" ", ", ", " the ")


def _day_of(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _relative(text: str, day: date | None) -> Iterator[DateMention]:
    for match in _forms_in(text):
        if match["year3"]:
            value = f"{match['year3']}-{_month(match['month3']):02d}"
            yield DateMention(*match.span(), value, "month")
        elif day is not None:
            resolved = _resolved(match, day)
            if resolved is not None:
                yield DateMention(*match.span(), *resolved)


def _forms_in(text: str) -> Iterator[re.Match[str]]:
    """Yield the words that name a time; only around a word that each of them holds is looked."""
    for low, high in stretches(places_of(text, _HELD), _AROUND, _AROUND):
        yield from _FORMS.finditer(text, low, high)


def _resolved(match: re.Match[str], day: date) -> tuple[str, str] | None:
    """Return the value and precision of words that mean another day on another day."""
    try:
        if match["weekday"]:
            return _day(_weekday(match["weekday"], day, ahead=_looks_ahead(match)))
        if match["near"]:
            shift = {"yesterday": -1, "tomorrow": 1}.get(match["near"].lower(), 0)
            return _day(day + timedelta(days=shift))
        if match["ago"]:
            return _ago(match["count"], match["ago"], day)
        if match["unit"]:
            return _unit(match["when"], match["unit"], day)
        month = _month(match["month"] or match["month2"])
        number = int(match["day"] or match["day2"])
        return _day(_nearest(month, number, day, ahead=_looks_ahead(match)))
    except (ValueError, OverflowError):
        return None


def _day(value: date) -> tuple[str, str]:
    return value.isoformat(), "day"


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _looks_ahead(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - _REACH) : match.start()]
    return _AHEAD.search(before) is not None and _LOOKS_BACK.search(before) is None


def _weekday(name: str, day: date, *, ahead: bool) -> date:
    wanted = _WEEKDAYS.index(name[:3].lower())
    if ahead:
        return day + timedelta(days=(wanted - day.weekday()) % _WEEK)
    return day - timedelta(days=(day.weekday() - wanted) % _WEEK)


def _nearest(month: int, number: int, day: date, *, ahead: bool) -> date:
    """Return the nearest day of that name; without words that look ahead one rather past."""
    years = (day.year - 1, day.year, day.year + 1)
    later = 1 if ahead else _LATER_IS_FARTHER
    return min(
        (date(year, month, number) for year in years),
        key=lambda found: abs((found - day).days) * (later if found > day else 1),
    )


def _ago(count: str, unit: str, day: date) -> tuple[str, str]:
    number = _NUMBERS.get(count) or int(count)
    if unit in ("day", "week"):
        return _day(day - timedelta(days=number * (1 if unit == "day" else _WEEK)))
    months = day.year * 12 + day.month - 1 - number * (1 if unit == "month" else 12)
    value = f"{months // 12}-{months % 12 + 1:02d}"
    return (value, "month") if unit == "month" else (value[:4], "year")


def _unit(when: str, unit: str, day: date) -> tuple[str, str] | None:
    step = {"next": 1, "coming": 1, "this coming": 1, "this": 0}.get(when.lower(), -1)
    if unit in _PERIODS:
        return _PERIODS[unit](day, step)
    if unit[0].isupper() and unit.endswith("day"):
        return _named_day(unit, day, step)
    if not unit[0].isupper():
        return None
    month = _month(unit)
    back = month > day.month or (step < 0 and month == day.month)
    year = day.year - 1 if step < 0 and back else day.year
    return f"{year + (step > 0 and month <= day.month)}-{month:02d}", "month"


def _named_day(unit: str, day: date, step: int) -> tuple[str, str]:
    if step > 0:
        return _day(_weekday(unit, day + timedelta(days=1), ahead=True))
    if step < 0:
        return _day(_weekday(unit, day - timedelta(days=1), ahead=False))
    monday = day - timedelta(days=day.weekday())
    return _day(monday + timedelta(days=_WEEKDAYS.index(unit[:3].lower())))


def _of_week(day: date, step: int) -> tuple[str, str]:
    year, week, _ = (day + timedelta(days=_WEEK * step)).isocalendar()
    return f"{year}-W{week:02d}", "week"


def _of_month(day: date, step: int) -> tuple[str, str]:
    months = day.year * 12 + day.month - 1 + step
    return f"{months // 12}-{months % 12 + 1:02d}", "month"


def _of_year(day: date, step: int) -> tuple[str, str]:
    return str(day.year + step), "year"


def _same_day(day: date, step: int) -> tuple[str, str] | None:
    return _day(day) if step == 0 else None


def _of_night(day: date, step: int) -> tuple[str, str] | None:
    return _day(day - timedelta(days=1)) if step < 0 else None


_PERIODS: dict[str, Callable[[date, int], tuple[str, str] | None]] = {
    "week": _of_week,
    "month": _of_month,
    "year": _of_year,
    "night": _of_night,
    "morning": _same_day,
    "afternoon": _same_day,
    "evening": _same_day,
}
