"""Times and days as they are meant: "eight minutes to midnight", "10 a.m. EDT", "Wednesday".

A time of day may mean two moments where neither half of the day is given. Zones are compared only
where both sides give one, in the text or by the outlet's own clock; days where the words were
resolved against the day of publication.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from retold.changes.comparison import Side
from retold.language.numerals import Tokens, numeral
from retold.types import DateMention, Figure

_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "bst": 60, "cet": 60, "cest": 120, "eet": 120, "eest": 180,
    "sast": 120, "msk": 180, "ist": 330, "hkt": 480, "sgt": 480, "jst": 540, "kst": 540,
    "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780, "edt": -240, "est": -300, "cdt": -300,
    "cst": -360, "mdt": -360, "mst": -420, "pdt": -420, "pst": -480,
}  # fmt: skip
_ZONE = re.compile(
    r"\s{0,2}\(?(?:(?P<sign>(?:UTC|GMT)\s?[+-])\s?(?P<hours>\d{1,2})|(?P<zone>[A-Z]{1,4}\b)"
    r"|(?P<local>local time|here\b|in the capital))"
)
_BEFORE = re.compile(
    r"\b(?P<count>[\w-]{1,14}|half|a quarter|quarter) (?:(?P<unit>minutes?) )?"
    r"(?P<way>to|before|past|after)\s\Z",
    re.IGNORECASE,
)
_HALF = re.compile(
    r"[^.;]{0,30}?\b(?P<half>[ap]\.?\s?m\b|in the (?:morning|afternoon|evening)|at night)",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    r"\b(?:about|around|shortly (?:before|after)|just (?:before|after)|roughly|nearly|towards|"
    r"minutes (?:before|after)|close to|almost)\s\Z",
    re.IGNORECASE,
)
_NEAR = 45  # characters on either side that say more of a time
_TOLERANCE = 15  # minutes by which a time that is told loosely may be off
_HALF_DAY, _DAY = 12 * 60, 24 * 60


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of day: the minutes of the day that it may mean, its zone, whether it is loose.

    ``zone`` are minutes ahead of UTC where the text gives one, ``local`` those of the outlet.
    """

    minutes: frozenset[int]
    zone: int | None
    local: int | None
    loose: bool


def same_time(a: tuple[Side, Figure], b: tuple[Side, Figure]) -> bool:
    """Tell whether two times of day may be one moment."""
    mine, theirs = moment_of(*a), moment_of(*b)
    slack = _TOLERANCE if mine.loose or theirs.loose else 0
    shifts = {0}
    if mine.zone is not None and theirs.zone is not None:
        shifts = {mine.zone - theirs.zone}
    elif mine.local is not None and theirs.local is not None and mine.zone is theirs.zone is None:
        shifts = {0, mine.local - theirs.local}
    pairs = [(x, y) for x in mine.minutes for y in theirs.minutes]
    return any(_apart(x - shift, y) <= slack for x, y in pairs for shift in shifts)


def _apart(x: int, y: int) -> int:
    gap = (x - y) % _DAY
    return min(gap, _DAY - gap)


def moment_of(side: Side, figure: Figure) -> Moment:
    """Read a time of day with what stands around it."""
    hour, _, minute = (figure.unit or "00:00").partition(":")
    at = 60 * int(hour) + int(minute or 0)
    written = side.text[figure.start : figure.end].casefold()
    lead = side.text[max(0, figure.start - _NEAR) : figure.start]
    trail = side.text[figure.end : figure.end + _NEAR]
    before = _BEFORE.search(lead)
    shift = _shift(before) if before else 0
    open_half = written[:1] != "0" and "m" not in written and written[:1].isdecimal()
    minutes = {(at + shift) % _DAY}
    if open_half and at < 13 * 60:
        half = _HALF.match(trail)
        late = {(at % _HALF_DAY + shift + h) % _DAY for h in (0, _HALF_DAY)}
        minutes = late if half is None or at >= _HALF_DAY else _in_half(late, half["half"])
    zone = _ZONE.match(trail)
    return Moment(
        frozenset(minutes), _offset(zone) if zone else None, _local(side), bool(_LOOSE.search(lead))
    )


def _in_half(minutes: set[int], half: str) -> set[int]:
    """Keep the minutes of one half of the day; both where the words belong to another time."""
    early = half.casefold().startswith("a") or half.casefold().endswith("morning")
    kept = {m for m in minutes if (m < _HALF_DAY) == early}
    return kept or minutes


def _shift(match: re.Match[str]) -> int:
    """Return the minutes by which "eight minutes to" moves the time that follows."""
    word = match["count"].casefold().removeprefix("a ")
    count = {"half": 30.0, "quarter": 15.0}.get(word)
    if count is None:
        number = numeral(Tokens(word), 0)
        if number is None or (match["unit"] is None and number.value % 5):
            return 0
        count = number.value
    if not 0 < count < 60:
        return 0
    return int(count) if match["way"].casefold() in ("past", "after") else -int(count)


def _offset(match: re.Match[str]) -> int | None:
    """Return the minutes ahead of UTC that a zone says."""
    if match["sign"]:
        hours = 60 * int(match["hours"])
        return hours if match["sign"].endswith("+") else -hours
    return _ZONES.get((match["zone"] or "").casefold())


def _local(side: Side) -> int | None:
    """Return the minutes that the outlet's own clock is ahead of UTC, if its date says so."""
    try:
        offset = datetime.fromisoformat(side.prepared.article.published or "").utcoffset()
    except ValueError:
        return None
    return None if offset is None else int(offset.total_seconds() // 60)


def same_day_out(one: Side, other: Side) -> bool:
    """Tell whether two articles are known to be of one day, so that no plan was carried out yet."""
    days = [(side.prepared.article.published or "")[:10] for side in (one, other)]
    return all(days) and days[0] == days[1]


def day_of(side: Side, figure: Figure) -> str | None:
    """Return the day that a date means (``2023-11-01``), where the reader resolved its words."""
    for mention in mentions_near(side, figure.start, figure.end):
        if mention.precision in ("day", "minute"):
            return mention.value[:10]
    return None


def mentions_near(side: Side, start: int, end: int) -> tuple[DateMention, ...]:
    """Return the times named in a passage, as the reader resolved them."""
    return tuple(m for m in side.prepared.article.dates if m.start < end and start < m.end)


def same_day(a: tuple[Side, Figure], b: tuple[Side, Figure]) -> bool | None:
    """Tell whether two dates are one day; ``None`` where one of them is not known as a day."""
    mine, theirs = day_of(*a), day_of(*b)
    return None if mine is None or theirs is None else mine == theirs
