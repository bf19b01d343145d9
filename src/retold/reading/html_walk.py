"""The visible text of an HTML page, with segments into its source.

One pass over the source, linear in its length: text runs are kept as they are, entities and
white space are replaced, and what a reader does not see (scripts, styles, hidden elements) is
left out. What the head of the page says about it is collected on the way.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from retold.reading.html_blocks import Walked
from retold.reading.html_head import Head, attributes_of, classes_of, conceals
from retold.reading.html_tags import CUT_RAW, PLAIN, ROLES, TAGS, Tag
from retold.reading.html_written import Context, Writer

# As browsers read it: a quote opens a value only after an equals sign, and runs to its end.
_TAG = re.compile(
    r"<(/?)([a-zA-Z][^\s/>]*+)"
    r"((?:[^>=]++|=[ \t\r\n\f]*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|(?=[^\"'])|\Z))*+)>?"
)
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


class _Walker(Writer):
    def __init__(self, source: str, *, reveal: bool) -> None:
        super().__init__(source)
        self.reveal = reveal
        self.head = Head()
        self.stack: list[_Element] = []
        self.regions: list[str] = []
        self.inside: tuple[str, ...] | None = None  # the regions, innermost first, once asked for
        self.open: dict[str, int] = {}
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

    def context(self) -> Context:
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
        page = self.layer()
        blocks, cuts = tuple(self.blocks), tuple(self.cuts)
        return Walked(page, blocks, self.head, self.depth, self.tags, cuts)
