"""Bounds on what the PDF parser makes of hostile files, which it has no settings for.

What is counted are the objects and characters that the pages draw, not seconds, so that a file is
read the same on every machine. A form drawn a thousand times counts a thousand times: that is how
a small file keeps the parser busy for hours.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any

LONGEST_STRING = 40_000
"""Bytes of one string; the format's own limit is 32,767."""
MAX_DRAWN = 60_000
"""Objects and characters of one page; a newspaper's fullest page has half as many."""
MAX_DRAWN_IN_ALL = 3_000_000
"""Those of all pages together."""
MAX_JOINED = 400_000
"""How often two lines of one page may be put together; without a bound its time is cubic."""
MAX_STREAM = 100_000_000
"""Bytes that one stream may be unpacked to."""
MAX_NESTED = 200
"""How deep arrays and dictionaries may stand in each other; ten is much."""
MAX_KEYS = 4_000
"""Entries of one dictionary; the parser reads on to the end of one that is never closed."""
MAX_HELD = 50_000
"""Objects of one array, or between two objects of the file."""


@dataclass(slots=True)
class Drawn:
    """How much the pages of a file have drawn so far, and whether the page at hand was cut."""

    page: int = 0
    before: int = 0
    cut: bool = False

    @property
    def spent(self) -> bool:
        """Whether the pages together have drawn as much as they may."""
        return self.before + self.page > MAX_DRAWN_IN_ALL

    def turn(self) -> None:
        """Begin the next page."""
        self.before, self.page, self.cut = self.before + self.page, 0, False

    def may_draw(self, found: object) -> bool:
        """Count an object, and tell whether the page may go on."""
        self.page += size_of(found)
        self.cut = self.cut or self.page > MAX_DRAWN
        return not self.cut


_DRAWN: ContextVar[Drawn | None] = ContextVar("drawn", default=None)


@contextmanager
def bounded() -> Iterator[Drawn]:
    """Hold the parser to the bounds; what it draws is counted."""
    _bind()
    drawn = Drawn()
    token = _DRAWN.set(drawn)
    try:
        yield drawn
    finally:
        _DRAWN.reset(token)


@cache
def _bind() -> None:
    """Have the parser ask, once and for all; where nothing is counted it goes on as before."""
    from pdfminer import pdftypes  # noqa: PLC0415  (an extra)
    from pdfminer.layout import LTLayoutContainer  # noqa: PLC0415  (an extra)
    from pdfminer.pdfinterp import PDFContentParser  # noqa: PLC0415  (an extra)
    from pdfminer.psexceptions import PSEOF, PSSyntaxError  # noqa: PLC0415  (an extra)
    from pdfminer.psparser import PSBaseParser, PSStackParser  # noqa: PLC0415  (an extra)

    def parsed(parse: Any, parser: Any, data: bytes, at: int) -> int:
        if _DRAWN.get() is not None and len(parser._curtoken) > LONGEST_STRING:  # noqa: SLF001  (no public place)
            message = "a string without an end"
            raise PSSyntaxError(message)
        return int(parse(parser, data, at))

    def opened(start: Any, parser: Any, at: int, kind: str) -> None:
        start(parser, at, kind)
        if _DRAWN.get() is not None and len(parser.context) > MAX_NESTED:
            message = "arrays or dictionaries too deep in each other"
            raise PSSyntaxError(message)

    def pushed(push: Any, parser: Any, *found: Any) -> None:
        push(parser, *found)
        held = len(parser.curstack)
        full = held > MAX_HELD or (held > 2 * MAX_KEYS and parser.curtype == "d")
        if full and _DRAWN.get() is not None:
            message = "an array or a dictionary without an end"
            raise PSSyntaxError(message)

    def drawn(following: Any, parser: Any) -> Any:
        found, count = following(parser), _DRAWN.get()
        if count is not None and not count.may_draw(found[1]):
            raise PSEOF
        return found

    def grouped(group: Any, page: Any, layout: Any, lines: list[Any]) -> Any:
        count = _DRAWN.get()
        return group(page, layout, lines) if count is None else _boxes(page, layout, lines, count)

    _wrap(PSBaseParser, "_parse_string", parsed)
    _wrap(PSStackParser, "start_type", opened)
    _wrap(PSStackParser, "push", pushed)
    _wrap(PDFContentParser, "nextobject", drawn)
    _wrap(LTLayoutContainer, "group_textlines", grouped)
    unpacking = SimpleNamespace(decompressobj=zlib.decompressobj, error=zlib.error)
    unpacking.decompress = unpacked
    vars(pdftypes)["zlib"] = unpacking


def _boxes(page: Any, layout: Any, lines: list[Any], count: Drawn) -> Iterator[Any]:
    """Yield lines that lie near each other as boxes, as the parser does but in bounded time.

    It puts two boxes together as often as lines of theirs meet; once is enough.
    """
    from pdfminer.layout import (  # noqa: PLC0415  (an extra)
        LTTextBoxHorizontal,
        LTTextBoxVertical,
        LTTextLineHorizontal,
    )
    from pdfminer.utils import Plane  # noqa: PLC0415  (an extra)

    plane: Any = Plane(page.bbox)
    plane.extend(lines)
    boxes: dict[Any, Any] = {}
    joined = 0
    for line in lines:
        members, met = {line: None}, set()
        for near in line.find_neighbors(plane, layout.line_margin):
            members[near] = None
            other = boxes.pop(near, None)
            if other is not None and other not in met:
                met.add(other)
                members.update(dict.fromkeys(other))
                joined += len(other)
        flat = isinstance(line, LTTextLineHorizontal)
        box: Any = LTTextBoxHorizontal() if flat else LTTextBoxVertical()
        for member in members:
            box.add(member)
            boxes[member] = box
        joined += len(members)
        if joined > MAX_JOINED:
            count.cut = True
            break
    held = dict.fromkeys(boxes[line] for line in lines if line in boxes)
    yield from (box for box in held if not box.is_empty())


def _wrap(owner: type, name: str, around: Callable[..., Any]) -> None:
    """Put a function around a method of the parser, which has no place for one."""
    method = getattr(owner, name)

    def wrapped(*given: Any) -> Any:
        return around(method, *given)

    setattr(owner, name, wrapped)


def size_of(drawn: object) -> int:
    """Return how much an object of a page counts: one, and its characters.

    >>> size_of(b"A ferry"), size_of([b"A", -120, b"ferry"]), size_of(12)
    (8, 7, 1)
    """
    if isinstance(drawn, bytes):
        return 1 + len(drawn)
    if isinstance(drawn, list):
        return 1 + sum(len(item) for item in drawn if isinstance(item, bytes))
    return 1


def unpacked(data: bytes) -> bytes:
    """Return what a stream unpacks to.

    Raises:
        zlib.error: the stream is broken, or it does not end within :data:`MAX_STREAM` bytes.
    """
    if _DRAWN.get() is None:
        return zlib.decompress(data)
    stream = zlib.decompressobj()
    plain = stream.decompress(data, MAX_STREAM)
    if not stream.eof:
        message = "a stream that is cut off or too long"
        raise zlib.error(message)
    return plain
