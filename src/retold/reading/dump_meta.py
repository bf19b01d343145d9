"""Date, byline, outlet and credits that the lines of a text dump name."""

from __future__ import annotations

import re

from retold.reading.credits import agencies, line_credit
from retold.reading.dump_lines import Line
from retold.reading.dump_names import byline_in, published_in
from retold.reading.html_meta import split_title
from retold.reading.layers import squeeze
from retold.reading.lines import named_date
from retold.reading.meta import Meta

_NEAR = 14
_ABOVE, _BELOW, _FIRST, _AFTER = 8, 30, 3, 8
_BEGINNING = 70
_HEADER_WORDS = 14
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


def dump_meta(
    lines: list[Line], body: tuple[int, int], at: int | None, headline: str | None
) -> Meta:
    """Return what the lines before, in and after the body say about it.

    Args:
        lines: The lines of the page.
        body: The first line of the body, and the one after its last.
        at: The line of the headline.
        headline: The headline.
    """
    head, inside, tail = lines[: body[0]], lines[slice(*body)], lines[body[1] :]
    near, after = head[-_NEAR * 2 :] + inside[:3], tail[:_AFTER]
    credited = [named for line in inside + after if (named := line_credit(line.text))]
    credited += [
        name
        for line in near + after
        if line.kind and line.kind.name == "byline"
        for name in agencies(line.text)
    ]
    around = _around(lines, body, at)
    run_on = [" ".join(around)]  # where a page came run together, cuts may part a name
    return Meta(
        outlet=_outlet(head, tail, headline),
        byline=byline_in(around) or byline_in(run_on),
        published=published_in(around) or published_in(run_on),
        credits=tuple(credited),
    )


def _around(lines: list[Line], body: tuple[int, int], at: int | None) -> list[str]:
    """Return the lines that may name author and date: below the headline, above it, at the end.

    Of the first paragraphs only the beginning counts: there a date may run into the text.
    """
    start = at if at is not None else max(0, body[0] - _NEAR)
    low, high = max(0, start - _ABOVE), max(body[0], start + 1)
    below = lines[start + 1 : min(high, start + 1 + _BELOW)]
    first = lines[high : min(high + _FIRST, body[1])]
    above = lines[low:start][::-1]
    after = lines[body[1] : body[1] + _AFTER]
    return [_header_of(line) for line in (*below, *first, *above, *after) if not _is_caption(line)]


def _header_of(line: Line) -> str:
    """Return a line, of a sentence only its beginning."""
    sentence = line.kind is None and line.words > _HEADER_WORDS
    return line.text[:_BEGINNING] if sentence else line.text


def _is_caption(line: Line) -> bool:
    return line.kind is not None and line.kind.name == "caption"


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
