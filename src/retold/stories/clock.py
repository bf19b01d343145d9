"""What two publication times say about who came first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

_ANY_ZONE = 14 * 60  # minutes by which a time without a zone may be off
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Clock:
    """A publication time as an interval of minutes since 1970 (UTC); ``None`` is unknown.

    A day is the interval of its minutes; so is a time whose zone is unknown, when it is
    compared with one whose zone is known.
    """

    earliest: int
    latest: int
    zoned: bool


def clock(published: str | None) -> Clock | None:
    """Read an ISO 8601 time at its precision; what can't be read is unknown.

    >>> clock("2023-11-02").latest - clock("2023-11-02").earliest
    1439
    """
    if not published:
        return None
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return None
    zoned = moment.tzinfo is not None
    minute = int((moment if zoned else moment.replace(tzinfo=UTC)).timestamp() // 60)
    day_only = "T" not in published and " " not in published
    return Clock(minute, minute + (_DAY - 1 if day_only else 0), zoned)


LIKELY = 0.4
"""How much an order counts that holds only if an unknown zone is the known one."""


def order(child: Clock | None, parent: Clock | None) -> float:
    """Return 1 if the parent is surely earlier, -1 if surely later, 0 if the clocks don't tell.

    Where one zone is unknown and the hours in doubt could turn the order round, it is only
    likely: plus or minus ``LIKELY``.

    >>> order(clock("2023-11-03T08:00"), clock("2023-11-02"))
    1.0
    >>> order(clock("2023-11-02"), clock("2023-11-02T02:35"))
    0.0
    >>> order(clock("2023-11-02T09:00"), clock("2023-11-02T02:35Z"))
    0.4
    """
    if child is None or parent is None:
        return 0.0
    gap = max(child.earliest - parent.latest, 0) - max(parent.earliest - child.latest, 0)
    if gap == 0:
        return 0.0
    sure = child.zoned == parent.zoned or abs(gap) > _ANY_ZONE
    return (1.0 if gap > 0 else -1.0) * (1.0 if sure else LIKELY)
