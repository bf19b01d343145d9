"""A page as it is written from its source: characters, line breaks, and the blocks they make."""

from __future__ import annotations

import html
import re
from abc import ABC, abstractmethod

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

    def __init__(self, source: str) -> None:
        self.source = source
        self.blocks: list[Block] = []
        self.unseen = 0
        self.pre = 0
        self.links = 0
        self.pending = 0  # line breaks due before the next character
        self.cell = False
        self.space: tuple[int, int] | None = None
        self.block_start = 0
        self.block_linked = 0
        self.block_at: Context = ("", (), "", 0)
        # the page so far: its parts, its segments as lists, its length, where in the source it ends
        self.parts: list[str] = []
        self.segments: list[list[int]] = []
        self.length = 0
        self.source_end = 0

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
        if self.length > self.block_start:
            tag, regions, classes, part = self.block_at
            share = self.block_linked / (self.length - self.block_start)
            span = Span(self.block_start, self.length)
            self.blocks.append(Block(span, tag, regions, classes, share, part))
            self.block_start = self.length
            self.block_linked = 0

    def text(self, start: int, end: int) -> None:
        """Take in a stretch of the source that is no tag."""
        if self.unseen:
            return
        if self.pre:
            self.emit_lines(start, end)
            return
        whole = self.source[start:end]
        text = whole.strip(_SPACES)
        if not text:
            self.space = self.space or (start, end)
        elif _UNEVEN.search(text) is None:
            first = start + whole.find(text[0])
            if first > start:
                self.space = self.space or (start, first)
            last = first + len(text)
            self.emit(first, last)
            if last < end:
                self.space = (last, end)
        else:
            self.pieces(start, end)

    def pieces(self, start: int, end: int) -> None:
        """Write a text in which some characters are not written as they are."""
        for piece in _PIECE.finditer(self.source, start, end):
            if piece.lastgroup == "space":
                self.space = self.space or piece.span()
            elif piece.lastgroup == "entity":
                self.entity(piece)
            else:
                self.emit(piece.start(), piece.end())

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
        self.lead()
        if self.links:
            self.block_linked += end - start
        self.keep(start, end)

    def replace(self, text: str, start: int, end: int) -> None:
        """Write other characters for some of the source."""
        self.lead()
        if self.links:
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
        at = self.source_end
        if self.pending and self.length:
            self.put("\n" * self.pending, at, at)
        elif self.cell:
            self.put("\t", at, at)
        elif self.space is not None and self.length:
            if self.source[self.space[0] : self.space[1]] == " ":
                self.keep(*self.space)
            else:
                self.put(" ", *self.space)
        if self.pending or self.cell or self.block_start == self.length:
            self.block_at = self.context()
        if self.pending or self.cell:
            self.block_start = self.length
        self.pending, self.cell, self.space = 0, False, None

    def keep(self, start: int, end: int) -> None:
        """Append characters of the source."""
        self.parts.append(self.source[start:end])
        at, self.length, self.source_end = self.length, self.length + end - start, end
        last = self.segments[-1] if self.segments else None
        if last is not None and last[4] and last[3] == start:
            last[1], last[3] = self.length, end
        else:
            self.segments.append([at, self.length, start, end, 1])

    def put(self, text: str, start: int, end: int) -> None:
        """Append a text in the place of characters of the source."""
        self.parts.append(text)
        at, self.length, self.source_end = self.length, self.length + len(text), end
        self.segments.append([at, self.length, start, end, 0])

    def layer(self) -> Layer:
        """Return the page as written, the block at hand ended."""
        self.flush()
        segments = tuple(Segment(a, b, c, d, exact=bool(e)) for a, b, c, d, e in self.segments)
        return Layer("".join(self.parts), segments)
