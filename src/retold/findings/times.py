"""Publication times: their order, and whether one is surely later."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from retold.language.wordsets import word_list

_ANY_ZONE = 14 * 60  # minutes by which a time without a zone may be off
_DAY = 24 * 60
UNKNOWN = 1 << 60
"""Sorts what has no date behind everything else."""

MONTHS = word_list(
    "January February March April May June July August September October November December"
)


@lru_cache(maxsize=4096)
def _interval(published: str | None) -> tuple[int, int, bool] | None:
    """Return the first and last minute (UTC) that a time may mean, and whether it has a zone."""
    if not published:
        return None
    try:
        moment = datetime.fromisoformat(published)
        zoned = moment.tzinfo is not None
        minute = int((moment if zoned else moment.replace(tzinfo=UTC)).timestamp() // 60)
    except (ValueError, OverflowError):
        return None
    day_only = "T" not in published and " " not in published
    return minute, minute + (_DAY - 1 if day_only else 0), zoned


def order_of(published: str | None) -> int:
    """Return what publication times are sorted by; the unknown come last.

    >>> order_of("2023-11-02T02:35Z") < order_of("2023-11-02T02:36Z") < order_of(None)
    True
    """
    found = _interval(published)
    return UNKNOWN if found is None else found[0]


def surely_after(published: str | None, other: str | None) -> bool:
    """Tell whether one time is later than another, whatever their zones and hours.

    >>> surely_after("2023-11-03T08:00", "2023-11-02"), surely_after("2023-11-02", None)
    (True, False)
    """
    mine, theirs = _interval(published), _interval(other)
    if mine is None or theirs is None:
        return False
    gap = mine[0] - theirs[1]
    return gap > (0 if mine[2] == theirs[2] else _ANY_ZONE)


def when(published: str | None) -> str:
    """Return a time for people, at the precision given.

    >>> when("2033-06-11T14:28Z"), when("2033-06-11"), when("soon")
    ('11 June 2033, 14:28 UTC', '11 June 2033', 'soon')
    """
    try:
        moment = datetime.fromisoformat(published or "")
    except ValueError:
        return published or "an unknown date"
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC)
    day = f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"
    if "T" not in (published or ""):
        return day
    return f"{day}, {moment:%H:%M}{' UTC' if moment.tzinfo else ''}"
