"""Date and credits that the lines of a text dump name."""

from __future__ import annotations

from retold.reading.credits import agencies, line_credit
from retold.reading.dump_byline import head_zones
from retold.reading.dump_lines import Line, before_comments
from retold.reading.dump_names import published_in
from retold.reading.meta import Meta

_NEAR = 14
_ABOVE, _AFTER = 8, 8
_BEGINNING = 70
_HEADER_WORDS = 14


def dump_meta(lines: list[Line], body: tuple[int, int], at: int | None) -> Meta:
    """Return what the lines before, in and after the body say about it.

    Args:
        lines: The lines of the page.
        body: The first line of the body, and the one after its last.
        at: The line of the headline.
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
    return Meta(
        published=_published(_zones(lines, body, at)),
        credits=tuple(credited),
    )


def _zones(lines: list[Line], body: tuple[int, int], at: int | None) -> list[list[Line]]:
    """Return the lines that may name the date: below the headline, above it, at the end."""
    start = at if at is not None else max(0, body[0] - _NEAR)
    below = [lines[index] for zone in head_zones(lines, body, start) for index in zone]
    above = lines[max(0, start - _ABOVE) : start][::-1]
    after = lines[body[1] : min(body[1] + _AFTER, len(before_comments(lines)))]
    return [[line for line in zone if not _is_caption(line)] for zone in (below, [*above, *after])]


def _published(zones: list[list[Line]]) -> str | None:
    for zone in zones:
        headers = [line.text for line in zone if _is_header(line)]
        beginnings = [_header_of(line) for line in zone]
        run_on = [" ".join(beginnings)]  # where a page came run together, cuts may part a date
        found = published_in(headers) or published_in(beginnings) or published_in(run_on)
        if found:
            return found
    return None


def _is_header(line: Line) -> bool:
    return line.kind is not None or (line.words <= _HEADER_WORDS and not line.ends)


def _header_of(line: Line) -> str:
    """Return a line, of a sentence only its beginning: there a date may run into the text."""
    sentence = line.kind is None and line.words > _HEADER_WORDS
    return line.text[:_BEGINNING] if sentence else line.text


def _is_caption(line: Line) -> bool:
    return line.kind is not None and line.kind.name == "caption"
