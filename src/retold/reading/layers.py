"""Layers with their segments: built, composed, and searched without regard to white space."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from retold.types import Layer, Segment, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LAST_SPACE = 0x3000


class LayerBuilder:
    """Builds a text from stretches of a source text and remembers where each came from.

    >>> builder = LayerBuilder("a &amp; b")
    >>> builder.keep(0, 2); builder.put("&", 2, 7); builder.keep(7, 9)
    >>> builder.layer().text
    'a & b'
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._parts: list[str] = []
        self._segments: list[Segment] = []
        self.length = 0
        self.source_end = 0

    def keep(self, start: int, end: int) -> None:
        """Append the characters ``start`` to ``end`` of the source as they are."""
        if start < end:
            self._append(self._source[start:end], start, end, exact=True)

    def put(self, text: str, start: int, end: int) -> None:
        """Append ``text`` in the place of the characters ``start`` to ``end`` of the source."""
        if text:
            self._append(text, start, end, exact=False)

    def layer(self) -> Layer:
        """Return the text built so far with its segments."""
        return Layer("".join(self._parts), tuple(self._segments))

    def _append(self, text: str, start: int, end: int, *, exact: bool) -> None:
        at, self.length, self.source_end = self.length, self.length + len(text), end
        self._parts.append(text)
        last = self._segments[-1] if self._segments else None
        if exact and last is not None and last.exact and last.source_end == start:
            self._segments[-1] = Segment(last.start, self.length, last.source_start, end, exact)
        else:
            self._segments.append(Segment(at, self.length, start, end, exact))


def whole(text: str) -> Layer:
    """Return a layer that is the layer above it, character by character."""
    segments = (Segment(0, len(text), 0, len(text), exact=True),) if text else ()
    return Layer(text, segments)


def compose(lower: Layer, upper: Layer) -> Layer:
    """Return ``lower`` with segments into what ``upper``'s segments lead to.

    ``lower``'s own segments lead into ``upper.text``. A segment stays exact only where both
    are.
    """
    pieces: list[Segment] = []
    starts = [segment.start for segment in upper.segments]
    for segment in lower.segments:
        pieces.extend(_through(segment, upper.segments, starts))
    return Layer(lower.text, tuple(pieces))


def _through(segment: Segment, upper: tuple[Segment, ...], starts: list[int]) -> Iterator[Segment]:
    if not upper:
        yield Segment(segment.start, segment.end, 0, 0, exact=False)
        return
    first = max(bisect_right(starts, segment.source_start) - 1, 0)
    if segment.source_start == segment.source_end:
        above = upper[first]
        at = _at(above, segment.source_start, opening=segment.source_start <= above.start)
        yield Segment(segment.start, segment.end, at, at, exact=False)
        return
    if not segment.exact:
        last = max(bisect_right(starts, max(segment.source_end - 1, segment.source_start)) - 1, 0)
        start = _at(upper[first], segment.source_start, opening=True)
        end = max(_at(upper[last], segment.source_end, opening=False), start)
        yield Segment(segment.start, segment.end, start, end, exact=False)
        return
    shift = segment.start - segment.source_start
    for above in upper[first:]:
        if above.start >= segment.source_end:
            return
        start, end = max(above.start, segment.source_start), min(above.end, segment.source_end)
        if above.exact:
            offset = above.source_start - above.start
            yield Segment(start + shift, end + shift, start + offset, end + offset, exact=True)
        else:
            yield Segment(
                start + shift, end + shift, above.source_start, above.source_end, exact=False
            )


def _at(segment: Segment, position: int, *, opening: bool) -> int:
    if segment.exact:
        return segment.source_start + min(max(position, segment.start), segment.end) - segment.start
    return segment.source_start if opening else segment.source_end


def join(page: str, spans: Iterable[Span]) -> Layer:
    """Return the layer made of stretches of a page, in the order of the page.

    White space between two stretches stays as it is. Where anything else was left out, an
    empty line stands for it, inside a line a space.

    >>> join("One. READ MORE Two.", [Span(0, 4), Span(15, 19)]).text
    'One. Two.'
    """
    builder = LayerBuilder(page)
    for span in spans:
        if builder.length:
            at = builder.source_end
            gap = page[at : span.start]
            if gap and not gap.strip():
                builder.keep(at, span.start)
            else:
                builder.put("\n\n" if "\n" in gap or not gap else " ", at, at)
        builder.keep(span.start, span.end)
    return builder.layer()


def trim(text: str, span: Span) -> Span:
    """Return the span without white space at its ends."""
    begin, end = span.start, span.end
    if begin < end <= len(text) and not (text[begin].isspace() or text[end - 1].isspace()):
        return span
    piece = span.of(text)
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, max(start, span.end - (len(piece) - len(piece.rstrip()))))


class Squeezed:
    r"""A text without its white space, in which passages are found whatever their line breaks.

    >>> Squeezed("one  two three").find("two\nthree")
    [Span(start=5, end=14)]
    """

    def __init__(self, text: str) -> None:
        self.text = "".join(text.split())
        self._places = _inked(text)

    def find(self, passage: str, most: int = 6, within: Span | None = None) -> list[Span]:
        """Return up to ``most`` places of a passage, as spans of the original text."""
        wanted = squeeze(passage)
        low, high = (0, len(self.text)) if within is None else self._inside(within)
        found: list[Span] = []
        at = self.text.find(wanted, low, high) if wanted else -1
        while at >= 0 and len(found) < most:
            found.append(Span(self._original(at), self._original(at + len(wanted) - 1) + 1))
            at = self.text.find(wanted, at + len(wanted), high)
        return found

    def _original(self, index: int) -> int:
        return int(self._places[index])

    def _inside(self, span: Span) -> tuple[int, int]:
        """Return between which squeezed characters a span of the original stands."""
        low, high = self._places.searchsorted((span.start, span.end))
        return int(low), int(high)


def _inked(text: str) -> NDArray[np.intp]:
    """Return where the characters of a text stand that are no white space."""
    import numpy as np  # noqa: PLC0415  (slow to import)

    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    return np.flatnonzero(_inks()[np.minimum(codes, _LAST_SPACE + 1)])


@cache
def _inks() -> NDArray[np.bool_]:
    """Return which characters up to the last space are no white space."""
    import numpy as np  # noqa: PLC0415  (slow to import)

    return np.array([not chr(code).isspace() for code in range(_LAST_SPACE + 2)])


def squeeze(text: str) -> str:
    """Return the text without its white space."""
    return "".join(text.split())
