"""The visible text of an HTML page, with segments into its source.

One pass over the source, linear in its length: text runs are kept as they are, entities and
white space are replaced, and what a reader does not see (scripts, styles, hidden elements) is
left out. What the head of the page says about it is collected on the way.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from retold.reading.html_blocks import Block, Walked
from retold.reading.html_head import Head, attributes_of, classes_of, conceals
from retold.reading.html_tags import CUT_RAW, PLAIN, ROLES, TAGS, Tag
from retold.types import Layer, Segment, Span

# As browsers read it: a quote opens a value only after an equals sign, and runs to its end.
_TAG = re.compile(
    r"<(/?)([a-zA-Z][^\s/>]*+)"
    r"((?:[^>=]++|=[ \t\r\n\f]*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|(?=[^\"'])|\Z))*+)>?"
)
_PIECE = re.compile(
    r"(?P<run>(?:[^ \t\r\n\f&]++(?: (?=[^ \t\r\n\f&]))?)++)|(?P<space>[ \t\r\n\f]++)"
    r"|(?P<entity>&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,8};?|[a-zA-Z][a-zA-Z0-9]{1,31};?))"
    r"|(?P<amp>&)"
)
_SPACES = " \t\r\n\f"
_UNEVEN = re.compile(r"[&\t\r\n\f]|  ")
"""What stands in a text that is not written as it is."""
_PRE_PIECE = re.compile(r"[^\r\n&]+|\r?\n|\r|&[#\w]{1,32};|&")
_ENDS_NAME = frozenset(" \t\n\r\f\v/>")
_NEAREST = 6
"""So many elements up a block looks for the tag that made it."""
_MOST_REGIONS = 40
MAX_DEPTH = 10_000


class _Marks(NamedTuple):
    """What an open element does to all that is in it."""

    unseen: bool
    region: str | None
    cut_from: int | None


_Element = tuple[str, Tag, str, _Marks | None]
"""An open element: its name, tag and attributes, and what there is to undo where it ends."""


def walk(source: str, *, reveal: bool = False) -> Walked:
    r"""Return the visible text of a page; ``reveal`` shows what its styles hide as well.

    >>> walk("<p>A &amp; B<br>C<script>no</script></p>").page.text
    'A & B\nC'
    """
    walker = _Walker(source, reveal=reveal)
    walker.run()
    return walker.result()


class _Walker:
    def __init__(self, source: str, *, reveal: bool) -> None:
        self.source = source
        self.reveal = reveal
        self.head = Head()
        self.blocks: list[Block] = []
        self.stack: list[_Element] = []
        self.regions: list[str] = []
        self.inside: tuple[str, ...] | None = None  # the regions, innermost first, once asked for
        self.open: dict[str, int] = {}
        self.unseen = 0
        self.pre = 0
        self.links = 0
        self.pending = 0  # line breaks due before the next character
        self.cell = False
        self.space: tuple[int, int] | None = None
        self.block_start = 0
        self.block_linked = 0
        self.block_at: tuple[str, tuple[str, ...], str, int] = ("", (), "", 0)
        self.parts_open: list[int] = []  # the numbers of the articles that are open
        self.parts_seen = 0
        self.depth = 0
        self.tags = 0
        self.closes = ""  # the name of the closing tag at hand, or none
        self.tag_at = self.tag_end = 0  # where the tag at hand stands
        self.cuts: list[tuple[int, int]] = []
        self.cutting = False
        # the page so far: its parts, its segments as lists, its length, where in the source it ends
        self.parts: list[str] = []
        self.segments: list[list[int]] = []
        self.length = 0
        self.source_end = 0

    # -- the pass over the source ------------------------------------------------------

    def run(self) -> None:
        source, at = self.source, 0
        find, match, known = source.find, _TAG.match, TAGS.get
        while True:
            start = find("<", at)
            if start < 0:
                self.text(at, len(source))
                return
            if start > at and not self.unseen:
                self.text(at, start)
            opened = match(source, start)
            if opened is None:
                at = self.declaration(start)
                continue
            at = opened.end()
            self.tags += 1
            slash, name, attributes = opened.groups()
            tag = known(name)
            if tag is None:
                name = name.lower()
                tag = known(name, PLAIN)
            self.tag_at, self.tag_end = start, at
            if slash:
                self.end(name, tag)
            elif tag.raw:
                at = self.raw_text(name, attributes, at)
            else:
                self.start(name, tag, attributes)

    def declaration(self, at: int) -> int:
        source = self.source
        if source.startswith("<!--", at):
            end = source.find("-->", at + 2)
            return self.passed_over(at, len(source) if end < 0 else end + 3)
        if source.startswith(("<!", "<?", "</"), at):
            end = source.find(">", at)
            return len(source) if end < 0 else end + 1
        self.text(at, at + 1)
        return at + 1

    def raw_text(self, name: str, attributes: str, at: int) -> int:
        closing = self.closing(name, at)
        end = len(self.source) if closing < 0 else closing
        if name == "title" and not self.head.title and not self.open.get("svg"):
            self.head.title = " ".join(html.unescape(self.source[at : min(end, at + 2000)]).split())
        if name == "script" and "ld+json" in attributes.lower():
            self.head.add_linked_data(self.source[at:end])
        if closing >= 0:
            close = self.source.find(">", closing)
            end = len(self.source) if close < 0 else close + 1
        cut = name in CUT_RAW and "ld+json" not in attributes
        return self.passed_over(self.tag_at, end) if cut else end

    def closing(self, name: str, at: int) -> int:
        """Return where the closing tag of a name stands, in either case; -1 if it is missing."""
        source, size = self.source, len(name) + 2
        at = source.find("</", at)
        while at >= 0:
            if (
                source[at + 2 : at + size].lower() == name
                and source[at + size : at + size + 1] in _ENDS_NAME
            ):
                return at
            at = source.find("</", at + 2)
        return at

    def passed_over(self, start: int, end: int) -> int:
        """Note a stretch of the source in which no article stands; return its end."""
        if not self.cutting:
            self.cuts.append((start, end))
        return end

    # -- elements ------------------------------------------------------------------------

    def start(self, name: str, tag: Tag, attributes: str) -> None:
        is_open = self.open
        if tag is PLAIN:
            if is_open.get("head"):
                self.close("head")
        else:
            if is_open.get("head") and not tag.in_head:
                self.close("head")
            self.structure(name, tag, attributes)
            if tag.void:
                return
        if attributes[-1:] == "/" and self.closes_itself(name):
            return
        depth = len(self.stack)
        if depth >= MAX_DEPTH:
            return
        if depth >= self.depth:
            self.depth = depth + 1
        is_open[name] = is_open.get(name, 0) + 1
        self.push(name, tag, attributes)

    def structure(self, name: str, tag: Tag, attributes: str) -> None:
        """Note what a tag says, and end what ends where it begins."""
        if tag.told:
            self.head.collect(name, attributes)
        if tag.closes is not None:
            self.close_implied(name, *tag.closes)
        elif tag.ends_paragraph and self.open.get("p"):
            self.close_within("p", ("td", "th", "button"))
        if tag.shapes:
            self.line_break(tag.breaks)

    def push(self, name: str, tag: Tag, attributes: str) -> None:
        unseen, region = tag.unseen, tag.region
        if attributes:
            if not unseen and not self.reveal:
                unseen = conceals(attributes)
            if region is None and "role" in attributes:
                region = ROLES.get(attributes_of(attributes).get("role", "").lower())
        cuts = tag.cut and not self.cutting
        if not (unseen or region or cuts or tag.counted):
            self.stack.append((name, tag, attributes, None))
            return
        cut_from = None
        if cuts:
            cut_from, self.cutting = self.tag_at, True
        self.stack.append((name, tag, attributes, _Marks(unseen, region, cut_from)))
        if region is not None:
            self.regions.append(region)
            self.inside = None
        if name == "article":
            self.parts_seen += 1
            self.parts_open.append(self.parts_seen)
        self.unseen += unseen
        self.pre += name == "pre"
        self.links += name == "a"

    def end(self, name: str, tag: Tag) -> None:
        """Take in a closing tag."""
        if tag.shapes:
            self.line_break(tag.breaks)
        is_open, stack = self.open, self.stack
        if is_open.get(name):
            if stack[-1][0] == name and stack[-1][3] is None:
                del stack[-1]
                is_open[name] -= 1
                return
            self.closes = name
            self.close(name)
            self.closes = ""

    def close(self, name: str) -> None:
        is_open, stack = self.open, self.stack
        while stack:
            closed, _, _, marks = stack.pop()
            is_open[closed] -= 1
            if marks is not None:
                self.undo(closed, marks)
            if closed == name:
                return

    def close_implied(self, name: str, other: str, containers: tuple[str, ...]) -> None:
        self.close_within(name, containers)
        if other != name:
            self.close_within(other, containers)
        if self.open.get("p"):
            self.close_within("p", ("td", "th", "li", "dd"))

    def close_within(self, name: str, containers: tuple[str, ...]) -> None:
        """Close an open element of this name unless a container opened after it."""
        if not self.open.get(name):
            return
        for tag, *_ in reversed(self.stack[-8:]):
            if tag in containers:
                return
            if tag == name:
                if TAGS[name].shapes:
                    self.line_break(TAGS[name].breaks)
                self.close(name)
                return

    def undo(self, name: str, marks: _Marks) -> None:
        """End what an element did to all that was in it."""
        if marks.region is not None:
            self.regions.pop()
            self.inside = None
        if name == "article":
            self.parts_open.pop()
        if marks.cut_from is not None:
            end = self.tag_end if self.closes == name else self.tag_at
            self.cuts.append((marks.cut_from, end))
            self.cutting = False
        self.unseen -= marks.unseen
        self.pre -= name == "pre"
        self.links -= name == "a"

    def closes_itself(self, name: str) -> bool:
        """Tell whether a slash ends the tag: in drawings it does, in HTML it says nothing."""
        return name in ("svg", "math") or bool(self.open.get("svg"))

    # -- characters ----------------------------------------------------------------------

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
        self.parts.append(self.source[start:end])
        at, self.length, self.source_end = self.length, self.length + end - start, end
        last = self.segments[-1] if self.segments else None
        if last is not None and last[4] and last[3] == start:
            last[1], last[3] = self.length, end
        else:
            self.segments.append([at, self.length, start, end, 1])

    def put(self, text: str, start: int, end: int) -> None:
        self.parts.append(text)
        at, self.length, self.source_end = self.length, self.length + len(text), end
        self.segments.append([at, self.length, start, end, 0])

    def context(self) -> tuple[str, tuple[str, ...], str, int]:
        """Return a beginning block's tag, the regions it is in, its classes and its article."""
        name, classes = "", ""
        for element, tag, _, _ in self.stack[: -_NEAREST - 1 : -1]:
            if tag.shapes:
                name = element
                break
        if self.inside is None:
            self.inside = tuple(dict.fromkeys(reversed(self.regions[-_MOST_REGIONS:])))
        for _, _, attributes, _ in self.stack[-3:]:
            if attributes and (named := classes_of(attributes)):
                classes = f"{classes} {named}" if classes else named
        return name, self.inside, classes, self.parts_open[-1] if self.parts_open else 0

    def result(self) -> Walked:
        self.flush()
        segments = tuple(Segment(a, b, c, d, exact=bool(e)) for a, b, c, d, e in self.segments)
        page = Layer("".join(self.parts), segments)
        blocks, cuts = tuple(self.blocks), tuple(self.cuts)
        return Walked(page, blocks, self.head, self.depth, self.tags, cuts)
