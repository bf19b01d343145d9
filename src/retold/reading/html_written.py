"""A page as it is written from its source: characters, line breaks, and the blocks they make."""

from __future__ import annotations

import html
import re
from abc import ABC, abstractmethod
from itertools import starmap

from retold.reading.html_blocks import Block
from retold.types import Layer, Segment, Span

_PIECE = re.compile(
    r"(?P<run>(?:[^ \t\r\n\f&]++(?: (?=[^ \t\r\n\f&]))?)++)|(?P<space>[ \t\r\n\f]++)"
    r"|(?P<entity>&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,8};?|[a-zA-Z][a-zA-Z0-9]{1,31};?))"
    r"|(?P<amp>&)"
)
_SPACES = " \t\r\n\f"
_UNEVEN = re.compile(r"[&\t\r\n\f]|  ")
"""What stands in a text that is not written as it is."""
_PRE_PIECE = re.compile(r"[^\r\n&]+|\r?\n|\r|&[#\w]{1,32};|&")
Context = tuple[str, tuple[str, ...], str, int]
"""A block's tag, the regions that it is in, its classes and its article."""


class Writer(ABC):
    """Writes the visible text of a page, with segments into its source."""

    __slots__ = (
        "block_at", "block_linked", "block_start", "blocks", "cell", "exact", "length", "open",
        "parts", "pending", "pre", "run_start", "segments", "source", "source_end", "space",
        "unseen",
    )  # fmt: skip

    def __init__(self, source: str) -> None:
        self.source = source
        self.blocks: list[Block] = []
        self.unseen = 0
        self.pre = 0
        self.open = {"a": 0, "head": 0, "p": 0, "svg": 0}  # how many elements of a name are open
        self.pending = 0  # line breaks due before the next character
        self.cell = False
        self.space: tuple[int, int] | None = None
        self.block_start = 0
        self.block_linked = 0
        self.block_at: Context = ("", (), "", 0)
        # the page so far: its parts, its segments, its length, where in the source it ends
        self.parts: list[str] = []
        self.segments: list[tuple[int, int, int, int, bool]] = []
        self.length = 0
        self.source_end = 0
        self.exact = False  # whether it ends with characters of the source, not yet among the parts
        self.run_start = 0

    @abstractmethod
    def context(self) -> Context:
        """Return where a block that begins stands."""

    def line_break(self, breaks: int) -> None:
        """End the block at hand; without breaks a cell of a table begins."""
        if self.length > self.block_start:
            self.flush()
        if breaks:
            if breaks > self.pending and self.length:
                self.pending = breaks
            self.space = None
        else:
            self.cell = bool(self.length)

    def flush(self) -> None:
        """End the block at hand."""
        start, end = self.block_start, self.length
        if end > start:
            tag, regions, classes, part = self.block_at
            share = self.block_linked / (end - start)
            self.blocks.append(Block(Span(start, end), tag, regions, classes, share, part))
            self.block_start, self.block_linked = end, 0

    def text(self, text: str, before: int, start: int) -> None:
        """Take in a stretch of the source that is no tag, and the white space before it."""
        end = start + len(text)
        if self.pre:
            self.emit_lines(before, end)
            return
        if before < start and self.space is None:
            self.space = (before, start)
        if not text:
            return
        last = end
        if text[-1] in _SPACES:
            text = text.rstrip(_SPACES)
            last = start + len(text)
        if _UNEVEN.search(text) is None:
            self.emit(start, last)
            if last < end:
                self.space = (last, end)
        else:
            self.pieces(start, end)

    def pieces(self, start: int, end: int) -> None:
        """Write a text in which some characters are not written as they are."""
        for piece in _PIECE.finditer(self.source, start, end):
            sort = piece.lastgroup
            if sort == "space":
                self.space = self.space or piece.span()
            elif sort == "entity":
                self.entity(piece)
            else:
                self.emit(*piece.span())

    def entity(self, piece: re.Match[str]) -> None:
        """Write what an entity stands for."""
        text = html.unescape(piece.group())
        if text == piece.group():
            self.emit(piece.start(), piece.end())
        elif text in ("\n", " ", "\t", "\r"):
            self.space = self.space or piece.span()
        else:
            self.replace(text, *piece.span())

    def emit(self, start: int, end: int) -> None:
        """Write characters of the source as they are."""
        if self.space is not None or self.pending or self.block_start == self.length or self.cell:
            self.lead()
        if self.open["a"]:
            self.block_linked += end - start
        self.keep(start, end)

    def replace(self, text: str, start: int, end: int) -> None:
        """Write other characters for some of the source."""
        self.lead()
        if self.open["a"]:
            self.block_linked += len(text)
        self.put(text, start, end)

    def emit_lines(self, start: int, end: int) -> None:
        """Write a stretch in which line breaks count."""
        for piece in _PRE_PIECE.finditer(self.source[start:end]):
            text, at = piece.group(), start + piece.start()
            if text in ("\n", "\r\n", "\r"):
                self.flush()
                self.pending = min(self.pending + 1, 2) if self.length else 0
            elif text.startswith("&") and html.unescape(text) != text:
                self.replace(html.unescape(text), at, at + len(text))
            else:
                self.emit(at, at + len(text))

    def lead(self) -> None:
        """Write the line break or space that is due before the next character."""
        if self.pending or self.cell:
            self.end_run()
            text, at, start = "\n" * self.pending or "\t", self.source_end, self.length
            self.parts.append(text)
            self.length = self.block_start = start + len(text)
            self.segments.append((start, self.length, at, at, False))
            self.block_at = self.context()
            self.pending, self.cell = 0, False
        else:
            if self.space is not None and self.length:
                self.write_space(*self.space)
            if self.block_start == self.length:
                self.block_at = self.context()
        self.space = None

    def write_space(self, start: int, end: int) -> None:
        """Write one space for white space of the source."""
        if end == start + 1 and self.source[start] == " ":
            self.keep(start, end)
        else:
            self.put(" ", start, end)

    def keep(self, start: int, end: int) -> None:
        """Append characters of the source."""
        if not (self.exact and self.source_end == start):
            self.end_run()
            self.exact, self.run_start = True, start
        self.length += end - start
        self.source_end = end

    def put(self, text: str, start: int, end: int) -> None:
        """Append a text in the place of characters of the source."""
        self.end_run()
        self.parts.append(text)
        at, self.length, self.source_end = self.length, self.length + len(text), end
        self.segments.append((at, self.length, start, end, False))

    def end_run(self) -> None:
        """End the run of characters of the source that is being kept, if one is."""
        if self.exact:
            start, end = self.run_start, self.source_end
            self.parts.append(self.source[start:end])
            self.segments.append((self.length - end + start, self.length, start, end, True))
            self.exact = False

    def layer(self) -> Layer:
        """Return the page as written, the block at hand ended."""
        self.flush()
        self.end_run()
        return Layer("".join(self.parts), tuple(starmap(Segment, self.segments)))
