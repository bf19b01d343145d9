"""Words, numbers and dates as people read them, and text of strangers made harmless."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

NOUNS = {"statement": "statement", "text": "report", "cited": "source"}
"""What an unseen source is, by its kind."""


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun.

    >>> count(1, "story", "stories"), count(12, "article")
    ('1 story', '12 articles')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def percent(value: float | None) -> str:
    """Return a share for people; what is not known is a dash.

    >>> percent(0.874), percent(0.004), percent(0.9996), percent(None)
    ('87%', 'under 1%', 'over 99%', '–')
    """
    if value is None:
        return "–"
    if 0 < value < 0.01:
        return "under 1%"
    if 0.99 < value < 1:
        return "over 99%"
    return f"{value:.0%}"


def when(published: str | None) -> str:
    """Return a date at the precision given; times whose zone is known can be compared.

    >>> when("2029-12-10T09:54-05:00"), when("2023-11-02"), when(None)
    ('10 Dec 2029, 14:54 UTC', '2 Nov 2023', 'date unknown')
    >>> when("2029-12-10T14:54")
    '10 Dec 2029, 14:54 (zone unknown)'
    """
    if published is None:
        return "date unknown"
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return plain(published)
    known = moment.tzinfo is not None
    moment = moment.astimezone(UTC) if known else moment
    day = f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"
    if "T" not in published:
        return day
    return f"{day}, {moment:%H:%M} {'UTC' if known else '(zone unknown)'}"


def first_line(text: str | None) -> str:
    """Return a headline fit for one line, or a stand-in."""
    return plain(" ".join((text or "").split())) or "Story without a headline"


def plain(text: str) -> str:
    r"""Take out what could steer a terminal or turn the reading direction round.

    >>> plain("a\x1b[31mred\u202eb")
    'a[31mredb'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in _UNSAFE)


_UNSAFE = frozenset({"Cc", "Cf", "Cs"})


def shorten(text: str, width: int) -> str:
    """Cut a line to a width, between words where that costs little, and mark the cut.

    >>> shorten("The Weekly Compass", 12)
    'The Weekly…'
    >>> shorten("“The Weekly Compass”", 14)  # marks stay in pairs
    '“The Weekly…”'
    """
    text = " ".join(text.split())
    if len(text) <= width:
        return text
    cut = text[: width - 1]
    whole = cut.rpartition(" ")[0]
    if text[width - 1] != " " and len(whole) > 0.6 * width:
        cut = whole
    cut = cut.rstrip(" ,;:–—-") + "…"
    return cut + "”" if cut.startswith("“") and "”" not in cut else cut
