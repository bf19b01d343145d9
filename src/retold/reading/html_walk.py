"""The visible text of an HTML page, with segments into its source.

One pass over the source, linear in its length: text runs are kept as they are, entities and
white space are replaced, and what a reader does not see (scripts, styles, hidden elements) is
left out. What the head of the page says about it is collected on the way.
"""

from __future__ import annotations

import html
import re

from retold.reading.html_blocks import Walked
from retold.reading.html_head import Head, attributes_of, classes_of, conceals
from retold.reading.html_tags import CUT_RAW, PLAIN, ROLES, TAGS, Tag
from retold.reading.html_written import Context, Writer

# As browsers read it: a quote opens a value only after an equals sign, and runs to its end.
_TOKEN = re.compile(
    r"[ \t\r\n\f]*+([^<]*+)(?:<(/?)([a-zA-Z][^\s/>]*+)"
    r"((?:[^>=]++|=[ \t\r\n\f]*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|(?=[^\"'])|\Z))*+)>?)?+"
)
"""White space, a text and the tag after it: its slash, its name, its attributes."""
_ENDS_NAME = frozenset(" \t\n\r\f\v/>")
_NEAREST = 6
"""So many elements up a block looks for the tag that made it."""
_MOST_REGIONS = 40
MAX_DEPTH = 10_000

_Marks = tuple[bool, str | None, int | None]
"""What an open element does to all in it: whether it hides it, its region, where its cut began."""
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


class _Walker(Writer):
    __slots__ = (
        "closes", "cuts", "cutting", "depth", "head", "inside", "parts_open", "parts_seen",
        "regions", "reveal", "stack", "tag_at", "tag_end", "tags",
    )  # fmt: skip

    def __init__(self, source: str, *, reveal: bool) -> None:
        super().__init__(source)
        self.reveal = reveal
        self.head = Head()
        self.stack: list[_Element] = []
        self.regions: list[str] = []
        self.inside: tuple[str, ...] | None = None  # the regions, innermost first, once asked for
        self.parts_open: list[int] = []  # the numbers of the articles that are open
        self.parts_seen = 0
        self.depth = 0
        self.tags = 0
        self.closes = ""  # the name of the closing tag at hand, or none
        self.tag_at = self.tag_end = 0  # where the tag at hand stands
        self.cuts: list[tuple[int, int]] = []
        self.cutting = False

    # -- the pass over the source ------------------------------------------------------

    def run(self) -> None:
        at, size = 0, len(self.source)
        while at < size:
            at = self.tokens(at)

    def tokens(self, at: int) -> int:
        """Take in tags and the texts before them; return where to go on from."""
        known = TAGS.get
        for token in _TOKEN.finditer(self.source, at):
            text, slash, name, attributes = token.groups()
            first, start = token.span(1)
            if start > at and not self.unseen:
                if text or self.pre:
                    self.text(text, at, first)
                elif self.space is None:
                    self.space = (at, start)
            if name is None:
                return self.declaration(start)
            at = token.end()
            self.tags += 1
            tag = known(name)
            if tag is None:
                name = name.lower()
                tag = known(name, PLAIN)
            self.tag_at, self.tag_end = start, at
            if slash:
                self.end(name, tag)
            elif tag.raw:
                return self.raw_text(name, attributes, at)
            else:
                self.start(name, tag, attributes)
        return at

    def declaration(self, at: int) -> int:
        source = self.source
        if at == len(source):
            return at
        if source.startswith("<!--", at):
            end = source.find("-->", at + 2)
            return self.passed_over(at, len(source) if end < 0 else end + 3)
        if source.startswith(("<!", "<?", "</"), at):
            end = source.find(">", at)
            return len(source) if end < 0 else end + 1
        if not self.unseen:
            self.text("<", at, at)
        return at + 1

    def raw_text(self, name: str, attributes: str, at: int) -> int:
        closing = self.closing(name, at)
        end = len(self.source) if closing < 0 else closing
        if name == "title" and not self.head.title and not self.open["svg"]:
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
        is_open, stack = self.open, self.stack
        if is_open["head"] and not tag.in_head:
            self.close("head")
        if tag.speaks:
            self.structure(name, tag, attributes)
            if tag.void:
                return
        if attributes[-1:] == "/" and self.closes_itself(name):
            return
        depth = len(stack)
        if depth >= MAX_DEPTH:
            return
        if depth >= self.depth:
            self.depth = depth + 1
        is_open[name] = is_open.get(name, 0) + 1
        marks = self.marks(tag, attributes) if attributes or tag.marks else None
        stack.append((name, tag, attributes, marks))
        if marks is not None:
            self.do(name, marks)

    def structure(self, name: str, tag: Tag, attributes: str) -> None:
        """Note what a tag says, and end what ends where it begins."""
        if tag.told:
            self.head.collect(name, attributes)
        if tag.closes is not None:
            self.close_implied(name, *tag.closes)
        elif tag.ends_paragraph and self.open["p"]:
            self.close_within("p", ("td", "th", "button"))
        if tag.shapes:
            self.line_break(tag.breaks)

    def marks(self, tag: Tag, attributes: str) -> _Marks | None:
        """Return what an element does to all that is in it, by its tag and attributes."""
        small = attributes.lower()
        telling = "role" in attributes or "hidden" in small or "none" in small
        if not (telling or tag.marks):
            return None
        unseen, region = tag.unseen, tag.region
        if telling and not unseen and not self.reveal:
            unseen = conceals(attributes)
        if region is None and "role" in attributes:
            region = ROLES.get(attributes_of(attributes).get("role", "").lower())
        cuts = tag.cut and not self.cutting
        if not (unseen or region or cuts or tag.counted):
            return None
        return unseen, region, self.tag_at if cuts else None

    def do(self, name: str, marks: _Marks) -> None:
        """Begin what an element does to all that is in it."""
        unseen, region, cut_from = marks
        if cut_from is not None:
            self.cutting = True
        if region is not None:
            self.regions.append(region)
            self.inside = None
        if name == "article":
            self.parts_seen += 1
            self.parts_open.append(self.parts_seen)
        self.unseen += unseen
        self.pre += name == "pre"

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
        if self.open["p"]:
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
        unseen, region, cut_from = marks
        if region is not None:
            self.regions.pop()
            self.inside = None
        if name == "article":
            self.parts_open.pop()
        if cut_from is not None:
            end = self.tag_end if self.closes == name else self.tag_at
            self.cuts.append((cut_from, end))
            self.cutting = False
        self.unseen -= unseen
        self.pre -= name == "pre"

    def closes_itself(self, name: str) -> bool:
        """Tell whether a slash ends the tag: in drawings it does, in HTML it says nothing."""
        return name in ("svg", "math") or bool(self.open["svg"])

    def context(self) -> Context:
        """Return a beginning block's tag, the regions it is in, its classes and its article."""
        name, classes = "", ""
        for element in self.stack[: -_NEAREST - 1 : -1]:
            if element[1].shapes:
                name = element[0]
                break
        if self.inside is None:
            self.inside = tuple(dict.fromkeys(reversed(self.regions[-_MOST_REGIONS:])))
        for _, _, attributes, _ in self.stack[-3:]:
            if attributes and (named := classes_of(attributes)):
                classes = f"{classes} {named}" if classes else named
        return name, self.inside, classes, self.parts_open[-1] if self.parts_open else 0

    def result(self) -> Walked:
        page = self.layer()
        blocks, cuts = tuple(self.blocks), tuple(self.cuts)
        return Walked(page, blocks, self.head, self.depth, self.tags, cuts)
