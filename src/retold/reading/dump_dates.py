"""When the article of a text dump was published: the day that is said to be so, else the nearest.

A page names several days: that of the visit in its masthead, that of an update, those of other
articles. A day behind “Published” counts first, then one below the headline, then a lone one above
it or below the text. A message has its own date, an agency's report a stamp at its end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from retold.reading.byline_text import fields
from retold.reading.dates import dates_in, find_date, stamped_in, yearless_in
from retold.reading.dump_byline import head_zones
from retold.reading.dump_lines import Line, before_comments
from retold.reading.dump_names import labelled_in, published_in

NEAR = 14
_ABOVE, _AFTER, _MAIL_LINES, _STAMPS = 8, 8, 12, 12
_BEGINNING, _LONGEST, _RIGHT_ABOVE = 70, 600, 2
_HEADER_WORDS = 14
_MAIL_DATE = re.compile(r"(?:Date|Sent|Datum|Gesendet|Envoyé|Fecha)\s?:\s")
_TEASER = re.compile(r"\sIn\s[\"“]")
_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})[/-](\d{1,2})[/-](20\d\d)(?![\d/-])")
_ENGLISH = ("the", "and", "of", "to")
_OTHER = ("de", "la", "el", "que", "der", "und", "les", "et", "il", "di", "het", "een", "os", "da")
_OWN_YEAR = re.compile(r"(?:©|\([cC]\)|[Cc]opyright).{0,60}?(?P<year>20\d\d)(?!\s?[-–]\s?20)(?!\d)")


def published_on(lines: list[Line], body: tuple[int, int], at: int | None) -> str | None:
    """Return when the lines around the body say that it was published.

    Args:
        lines: The lines of the page.
        body: The first line of the body, and the one after its last.
        at: The line of the headline.
    """
    start = at if at is not None else max(0, body[0] - NEAR)
    below = [lines[index] for zone in head_zones(lines, body, start) for index in zone]
    above = lines[max(0, start - _ABOVE) : start][::-1]
    after = lines[body[1] : min(body[1] + _AFTER, len(before_comments(lines)))]
    zones = [[line for line in zone if not _is(line, "caption")] for zone in (below, above, after)]
    return (
        next(
            filter(None, (labelled_in([line.text[:_LONGEST] for line in zone]) for zone in zones)),
            None,
        )
        or _first_of(zones[0])
        or _timed(lines, at)
        or _of_mail(lines)
        or _first_of(zones[1][:_RIGHT_ABOVE])
        or _lone([*zones[1], *zones[2]])
        or _stamped(lines[-_STAMPS:])
        or _day_first([*zones[0], *zones[1]], lines[slice(*body)])
    )


def day_of_dateline(dateline: str, lines: Sequence[Line]) -> str | None:
    """Return the day of a dateline without its year, which the page's copyright line has.

    Args:
        dateline: What stands before the first sentence.
        lines: The lines of the page.
    """
    years = {
        match["year"]
        for line in lines
        if "20" in line.text and (match := _OWN_YEAR.search(line.text))
    }
    return yearless_in(dateline, int(years.pop())) if len(years) == 1 else None


def _of_mail(lines: list[Line]) -> str | None:
    """Return the date in the head of a message, which is sure wherever the story stands."""
    first = lines[:_MAIL_LINES]
    if sum(1 for line in first if _is(line, "mail")) < 1:
        return None
    dates = (find_date(line.text) for line in first if _MAIL_DATE.match(line.text))
    return next((dated.iso for dated in dates if dated), None)


def _first_of(zone: list[Line]) -> str | None:
    headers = [part for line in zone if _is_header(line) for part in fields(line.text)]
    beginnings = [_header_of(line) for line in zone]
    run_on = [" ".join(beginnings)]  # where a page came run together, cuts may part a date
    return published_in(headers) or published_in(beginnings) or published_in(run_on)


def _timed(lines: list[Line], at: int | None) -> str | None:
    """Return the day and time that ran into the headline."""
    dated = dates_in(lines[at].text) if at is not None else []
    return next((found.iso for found in dated if "T" in found.iso), None)


def _lone(zone: list[Line]) -> str | None:
    """Return the one day that stands above the headline or below the text: several are others'."""
    told = [line for line in zone if not _TEASER.search(line.text)]
    found = _first_of(told)
    days = {dated.iso[:10] for line in told if _is_header(line) for dated in dates_in(line.text)}
    return found if len(days) <= 1 else _labelled(told)


def _labelled(zone: list[Line]) -> str | None:
    return labelled_in([line.text for line in zone])


def _stamped(lines: list[Line]) -> str | None:
    return next(filter(None, (stamped_in(line.text[-_BEGINNING:]) for line in lines[::-1])), None)


def _day_first(zone: list[Line], body: list[Line]) -> str | None:
    """Return the day of numbers alone, where the text is in a language that names the day first."""
    dated = [line.text for line in zone if "20" in line.text and _NUMBERS.search(line.text)]
    if not dated:
        return None
    tokens = Counter(token.lower() for line in body for token in line.tokens)
    english, other = (sum(tokens[word] for word in small) for small in (_ENGLISH, _OTHER))
    if other <= english:
        return None
    return published_in([_NUMBERS.sub(r"\3-\2-\1", text) for text in dated])


def _is_header(line: Line) -> bool:
    return line.kind is not None or (line.words <= _HEADER_WORDS and not line.ends)


def _header_of(line: Line) -> str:
    """Return a line, of a sentence only its beginning: there a date may run into the text."""
    sentence = line.kind is None and line.words > _HEADER_WORDS
    return line.text[:_BEGINNING] if sentence else line.text


def _is(line: Line, kind: str) -> bool:
    return line.kind is not None and line.kind.name == kind
