"""Date, byline, outlet and credits that the lines of a text dump name."""

from __future__ import annotations

import re

from retold.reading.credits import agencies, line_credit
from retold.reading.dates import find_date
from retold.reading.dump_lines import Line
from retold.reading.html_meta import split_title
from retold.reading.layers import squeeze
from retold.reading.lines import named_date
from retold.reading.meta import Meta, names_in

_NEAR = 14
_AFTER = 6
_ASKS_AUTHOR = re.compile(
    r"(?:by|written by|author|author of the article|reporter|story by)\s?:?", re.IGNORECASE
)
_OUTLET = re.compile(
    r"\b(?:news|times|post|daily|radio|network|herald|press|gazette|tribune|journal|standard|wire"
    r"|telegraph|guardian|today|online|tv|report|review|chronicle|courier|star|mail|the|in|of)\b",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:©|copyright)\s?(?:©|\(c\))?\s{0,2}(?:\d{4}(?:\s?[-–]\s?\d{4})?)?\s{0,2}"
    r"(?P<name>[A-ZÀ-Þ][\w '’&.-]{1,40}?)(?:\.\s|,|\.?$| all rights)",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"updated|modified|edited", re.IGNORECASE)


def dump_meta(head: list[Line], inside: list[Line], tail: list[Line], headline: str | None) -> Meta:
    """Return what the lines before, in and after the body say about it."""
    near = head[-_NEAR * 2 :] + inside[:3]
    after = tail[:_AFTER]
    credited = [named for line in inside + after if (named := line_credit(line.text))]
    credited += [
        name
        for line in near + after
        if line.kind and line.kind.name == "byline"
        for name in agencies(line.text)
    ]
    return Meta(
        outlet=_outlet(head, tail, headline),
        byline=_byline(near) or _byline(after),
        published=_published(_nearest(head, inside, headline)) or _published(after),
        credits=tuple(credited),
    )


def _outlet(head: list[Line], tail: list[Line], headline: str | None) -> str | None:
    """Return the outlet that the page's title, its dated line or its copyright line names."""
    first = head[0].text if head else ""
    if headline and squeeze(headline) in squeeze(first) and (named := split_title(first)[1]):
        return named
    for line in head[-_NEAR:]:
        named = named_date(line.text) if line.kind and line.kind.name == "date" else None
        if named and _OUTLET.search(named):
            return named
    alone = {line.text for line in (*head, *tail)}
    for line in tail:
        found = _COPYRIGHT.match(line.text)
        if found and found["name"] in alone:
            return found["name"]
    return None


def _nearest(head: list[Line], inside: list[Line], headline: str | None) -> list[Line]:
    """Return the lines that may say the date: those below the headline, then those above."""
    named = _last(head, squeeze(headline or ""))
    named = len(head) if named is None else named
    return [*head[named:], *inside[:3], *reversed(head[max(0, named - _NEAR) : named])]


def _last(head: list[Line], key: str) -> int | None:
    """Return the first line of the headline's last appearances, near the body."""
    found = [i for i, line in enumerate(head) if key and squeeze(line.text) == key]
    near = [i for i in found if len(head) - i <= _NEAR]
    return min(near) if near else max(found, default=None)


def _published(lines: list[Line]) -> str | None:
    """Return the first date, a date of publication before one of an update."""
    dated = [
        (line, found.iso)
        for line in lines
        if line.kind and line.kind.name in ("date", "byline") and (found := find_date(line.text))
    ]
    first = [iso for line, iso in dated if not _UPDATED.match(line.text)]
    return next(iter(first or [iso for _, iso in dated]), None)


def _byline(lines: list[Line]) -> tuple[str, ...]:
    for index, line in enumerate(lines):
        if line.kind and line.kind.name == "byline":
            found = find_date(line.text)
            text = line.text[: found.start] if found and found.start > 4 else line.text
            if names := names_in(text):
                return names
        asked = _ASKS_AUTHOR.fullmatch(line.text)
        if asked and index + 1 < len(lines) and lines[index + 1].words <= 6:
            return names_in(lines[index + 1].text)
    return ()
