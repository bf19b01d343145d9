"""Date and credits that the lines of a text dump name."""

from __future__ import annotations

from retold.reading.credits import agencies, inner_dateline, line_credit
from retold.reading.dump_dates import NEAR, day_of_dateline, published_on
from retold.reading.dump_lines import Line
from retold.reading.meta import Meta

_AFTER, _FIRST = 8, 5


def dump_meta(lines: list[Line], body: tuple[int, int], at: int | None) -> Meta:
    """Return what the lines before, in and after the body say about it.

    Args:
        lines: The lines of the page.
        body: The first line of the body, and the one after its last.
        at: The line of the headline.
    """
    head, inside, tail = lines[: body[0]], lines[slice(*body)], lines[body[1] :]
    near, after = head[-NEAR * 2 :] + inside[:_FIRST], tail[:_AFTER]
    credited = [named for line in inside + after if (named := line_credit(line.text))]
    credited += [
        name
        for line in near + after
        if line.kind and line.kind.name == "byline"
        for name in agencies(line.text)
    ]
    dateline = next(filter(None, (inner_dateline(line.text) for line in near)), None)
    published = published_on(lines, body, at)
    if dateline is not None:
        credited.append(dateline.credit or "")
        published = published or dateline.published or day_of_dateline(dateline.reason, lines)
    return Meta(published=published, credits=tuple(filter(None, credited)))
