"""The visible text of an HTML page, with segments into its source.

One pass over the source, linear in its length: text runs are kept as they are, entities and
white space are replaced, and what a reader does not see (scripts, styles, hidden elements) is
left out. What the head of the page says about it is collected on the way.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from retold.reading.html_head import Head, attributes_of
from retold.reading.layers import LayerBuilder
from retold.reading.phrases import words
from retold.types import Layer, Span

_OPEN = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)")
# As browsers read it: a quote opens a value only after an equals sign, and runs to its end.
_ATTRIBUTES = re.compile(
    r"(?:[^>=]++|=[ \t\r\n\f]*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|(?=[^\"'])|\Z))*+"
)
_PIECE = re.compile(
    r"(?P<run>(?:[^ \t\r\n\f&]++(?: (?=[^ \t\r\n\f&]))?)++)|(?P<space>[ \t\r\n\f]++)"
    r"|(?P<entity>&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,8};?|[a-zA-Z][a-zA-Z0-9]{1,31};?))"
    r"|(?P<amp>&)"
)
_RAW_TEXT = words("script style title textarea iframe noembed noframes xmp")
_UNSEEN = words("template noscript svg object video audio canvas head datalist")
_HEAD = words("meta link title script style base noscript template basefont bgsound")
_VOID = words("area base br col embed hr img input link meta param source track wbr")
_BREAKS = {
    **dict.fromkeys(words("div li dt dd tr br option optgroup legend select button title"), 1),
    **dict.fromkeys(
        words(
            """address article aside blockquote body caption center details dialog dl fieldset
            figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr main nav ol p pre
            section summary table tbody tfoot thead ul"""
        ),
        2,
    ),
}
_CELLS = words("td th")
_INLINE_BREAKS = words("br button select option")
_SELF_CLOSING = {
    "li": ("li", ("ul", "ol", "menu")),
    "p": ("p", ()),
    "td": ("td", ("table",)),
    "th": ("th", ("table",)),
    "tr": ("tr", ("table",)),
    "dt": ("dd", ("dl",)),
    "dd": ("dt", ("dl",)),
    "option": ("option", ("select",)),
}
_REGIONS = words(
    """nav header footer aside form figure figcaption article main button select table blockquote"""
)
_ROLES = {
    "navigation": "nav",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "aside",
    "search": "form",
    "dialog": "dialog",
    "alertdialog": "dialog",
}
_CONCEALED = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MAYBE_CONCEALED = re.compile(r"hidden|none", re.IGNORECASE)
_CLASSES = re.compile(
    r"(?:class|id|itemprop|data-testid)\s*=\s*"
    r"(?:\"([^\"]{1,200})|'([^']{1,200})|([^\s>\"']{1,200}))",
    re.IGNORECASE,
)
MAX_DEPTH = 10_000


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the visible page between two breaks, and where in the page it stands."""

    span: Span
    tag: str
    regions: tuple[str, ...]
    classes: str
    linked: float


@dataclass(frozen=True, slots=True)
class Walked:
    """A page as a reader sees it."""

    page: Layer
    blocks: tuple[Block, ...]
    head: Head
    depth: int
    tags: int


@dataclass(slots=True)
class _Element:
    tag: str
    attributes: str
    unseen: bool
    region: str | None


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
        self.builder = LayerBuilder(source)
        self.head = Head()
        self.blocks: list[Block] = []
        self.stack: list[_Element] = []
        self.open: dict[str, int] = {}
        self.unseen = 0
        self.pre = 0
        self.links = 0
        self.pending = 0  # line breaks due before the next character
        self.cell = False
        self.space: tuple[int, int] | None = None
        self.block_start = 0
        self.block_linked = 0
        self.block_at: tuple[str, tuple[str, ...], str] = ("", (), "")
        self.depth = 0
        self.tags = 0

    # -- the pass over the source ------------------------------------------------------

    def run(self) -> None:
        source, at = self.source, 0
        while True:
            tag = source.find("<", at)
            if tag < 0:
                self.text(at, len(source))
                return
            if tag > at:
                self.text(at, tag)
            at = self.markup(tag)

    def markup(self, at: int) -> int:
        """Read what begins with ``<`` at a position; return where it ends."""
        source = self.source
        opened = _OPEN.match(source, at)
        if opened is None:
            return self.declaration(at)
        attributes = _ATTRIBUTES.match(source, opened.end())
        end = attributes.end() if attributes else opened.end()
        name = opened.group(2).lower()
        self.tags += 1
        if opened.group(1):
            self.close(name)
        else:
            text = source[opened.end() : end]
            after = min(end + 1, len(source))
            if name in _RAW_TEXT:
                return self.raw_text(name, text, after)
            self.start(name, text)
        return min(end + 1, len(source))

    def declaration(self, at: int) -> int:
        source = self.source
        if source.startswith("<!--", at):
            end = source.find("-->", at + 2)
            return len(source) if end < 0 else end + 3
        if source.startswith(("<!", "<?", "</"), at):
            end = source.find(">", at)
            return len(source) if end < 0 else end + 1
        self.text(at, at + 1)
        return at + 1

    def raw_text(self, name: str, attributes: str, at: int) -> int:
        closing = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self.source, at)
        end = closing.start() if closing else len(self.source)
        if name == "title" and not self.head.title and not self.open.get("svg"):
            self.head.title = " ".join(html.unescape(self.source[at : min(end, at + 2000)]).split())
        if name == "script" and "ld+json" in attributes.lower():
            self.head.add_linked_data(self.source[at:end])
        if closing is None:
            return end
        close = self.source.find(">", closing.end())
        return len(self.source) if close < 0 else close + 1

    # -- elements ------------------------------------------------------------------------

    def start(self, name: str, attributes: str) -> None:
        if name in ("meta", "link", "html", "time"):
            self.head.collect(name, attributes)
        if self.open.get("head") and name not in _HEAD:
            self.close("head")
        if name in _SELF_CLOSING:
            self.close_implied(name)
        elif name in _BREAKS and self.open.get("p") and name not in _INLINE_BREAKS:
            self.close_within("p", ("td", "th", "button"))
        self.line_break(name)
        if name in _VOID or self.closes_itself(name, attributes):
            return
        unseen = name in _UNSEEN or self.concealed(attributes)
        if len(self.stack) >= MAX_DEPTH:
            return
        self.stack.append(_Element(name, attributes, unseen, self.region(name, attributes)))
        self.depth = max(self.depth, len(self.stack))
        self.open[name] = self.open.get(name, 0) + 1
        self.unseen += unseen
        self.pre += name == "pre"
        self.links += name == "a"

    def close(self, name: str) -> None:
        self.line_break(name)
        if not self.open.get(name):
            return
        while self.stack and self.pop() != name:
            pass

    def close_implied(self, name: str) -> None:
        other, containers = _SELF_CLOSING[name]
        self.close_within(name, containers)
        if other != name:
            self.close_within(other, containers)
        if self.open.get("p"):
            self.close_within("p", ("td", "th", "li", "dd"))

    def close_within(self, name: str, containers: tuple[str, ...]) -> None:
        """Close an open element of this name unless a container opened after it."""
        if not self.open.get(name):
            return
        for element in reversed(self.stack[-8:]):
            if element.tag in containers:
                return
            if element.tag == name:
                self.close(name)
                return

    def pop(self) -> str:
        element = self.stack.pop()
        name = element.tag
        self.open[name] -= 1
        self.unseen -= element.unseen
        self.pre -= name == "pre"
        self.links -= name == "a"
        return name

    def closes_itself(self, name: str, attributes: str) -> bool:
        """Tell whether a slash ends the tag: in drawings it does, in HTML it says nothing."""
        return attributes.endswith("/") and (name in ("svg", "math") or bool(self.open.get("svg")))

    def concealed(self, attributes: str) -> bool:
        if self.reveal or not attributes or not _MAYBE_CONCEALED.search(attributes):
            return False
        found = attributes_of(attributes)
        return ("hidden" in found and found["hidden"] != "until-found") or (
            _CONCEALED.search(found.get("style", "")) is not None
        )

    def region(self, name: str, attributes: str) -> str | None:
        if name in _REGIONS:
            return name
        if "role" in attributes:
            return _ROLES.get(attributes_of(attributes).get("role", "").lower())
        return None

    # -- characters ----------------------------------------------------------------------

    def line_break(self, name: str) -> None:
        if name in _BREAKS:
            self.flush()
            if self.builder.length:
                self.pending = max(self.pending, _BREAKS[name])
            self.space = None
        elif name in _CELLS:
            self.flush()
            self.cell = bool(self.builder.length)

    def flush(self) -> None:
        """End the block at hand."""
        if self.builder.length > self.block_start:
            span = Span(self.block_start, self.builder.length)
            tag, regions, classes = self.block_at
            share = self.block_linked / (span.end - span.start)
            self.blocks.append(Block(span, tag, regions, classes, share))
            self.block_start = self.builder.length
            self.block_linked = 0

    def text(self, start: int, end: int) -> None:
        if self.unseen:
            return
        if self.pre:
            self.emit_lines(start, end)
            return
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
            self.lead()
            self.advance(len(text))
            self.builder.put(text, piece.start(), piece.end())

    def emit(self, start: int, end: int) -> None:
        self.lead()
        self.advance(end - start)
        self.builder.keep(start, end)

    def emit_lines(self, start: int, end: int) -> None:
        for piece in re.finditer(r"[^\r\n&]+|\r?\n|\r|&[#\w]{1,32};|&", self.source[start:end]):
            text, at = piece.group(), start + piece.start()
            if text in ("\n", "\r\n", "\r"):
                self.flush()
                self.pending = min(self.pending + 1, 2) if self.builder.length else 0
            elif text.startswith("&") and html.unescape(text) != text:
                self.lead()
                self.advance(1)
                self.builder.put(html.unescape(text), at, at + len(text))
            else:
                self.emit(at, at + len(text))

    def lead(self) -> None:
        """Write the line break or space that is due before the next character."""
        builder, at = self.builder, self.builder.source_end
        if self.pending and builder.length:
            builder.put("\n" * self.pending, at, at)
        elif self.cell:
            builder.put("\t", at, at)
        elif self.space is not None and builder.length:
            if self.source[self.space[0] : self.space[1]] == " ":
                builder.keep(*self.space)
            else:
                builder.put(" ", *self.space)
        if self.pending or self.cell or not builder.length or self.block_start == builder.length:
            self.block_at = self.context()
        if self.pending or self.cell:
            self.block_start = builder.length
        self.pending, self.cell, self.space = 0, False, None

    def advance(self, length: int) -> None:
        if self.links:
            self.block_linked += length

    def context(self) -> tuple[str, tuple[str, ...], str]:
        tag = next(
            (e.tag for e in reversed(self.stack[-6:]) if e.tag in _BREAKS or e.tag in _CELLS), ""
        )
        regions = tuple(dict.fromkeys(e.region for e in reversed(self.stack[-40:]) if e.region))
        classes = [
            (match.group(1) or match.group(2) or match.group(3)).lower()
            for element in self.stack[-3:]
            for match in _CLASSES.finditer(element.attributes)
        ]
        return tag, regions, " ".join(classes)

    def result(self) -> Walked:
        self.flush()
        return Walked(self.builder.layer(), tuple(self.blocks), self.head, self.depth, self.tags)
