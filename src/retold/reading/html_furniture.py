"""What stands on an HTML page beside the body, block by block, with the reason."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from retold.reading.html_blocks import Block
from retold.reading.html_heads import Seen, Standfirst, headline_at, key, may_begin
from retold.reading.html_notices import about_company, of_classes, of_inset, of_print, of_words
from retold.reading.layers import trim
from retold.reading.lines import Kind, ends_sentence, kind_of, words_of
from retold.types import Span

Mark = tuple[Span, str, str]

_MENUS = {
    "nav": "it stands in the page's navigation",
    "header": "it stands in the page's header",
    "footer": "it stands in the page's footer",
    "aside": "it stands beside the article",
    "form": "it is part of a form",
    "button": "it is a button",
    "select": "it is a choice in a form",
    "dialog": "it is a dialog of the site",
}
_PURE_MENUS = frozenset({"nav", "button", "select", "dialog"})
_KINDS = {region: Kind("menu", reason) for region, reason in _MENUS.items()}
_EMBED = Kind("embed", "a post of another site, shown inside the article")
_PLACES = {
    "figcaption": Kind("caption", "it stands under a picture"),
    "advert": Kind("advertisement", "it stands in a place for advertisements"),
    "embed": _EMBED,
}
"""What a block is by the region that it stands in, the surest first."""
_NOT_POSTED = frozenset({"caption", "advertisement"})
_AUTHOR = Kind("byline", "it names the author")
_LINKS = {inside: Kind("related" if inside else "menu", "it is made of links") for inside in (0, 1)}
_OTHER = {
    inside: Kind("aside" if inside else "other", "it is not among the article's paragraphs")
    for inside in (0, 1)
}
_MOSTLY_LINKS = 0.8
_LONG_ENOUGH = 40
_LABEL_WORDS = 6
_ABOUT = re.compile(
    r"\bis (?:a|an|the) [^.]{0,80}\b(?:reporter|writer|journalist|editor|correspondent|columnist"
    r"|author|producer|professor|fellow)\b|\b(?:has covered|covers|has written for|writes about"
    r"|writes for|reports on|joined)\b|award-winning|\bfollow (?:him|her|them)\b",
    re.IGNORECASE,
)
_ABOUT_REACH = 200
_LAST_PART = 0.6
_ALL_LINK = 0.95
_QUOTING = re.compile(r"quote")
_ASIDE = frozenset({"blockquote", "aside", "figure"})
_LONGEST_PULLED = 400
_WHOLE_PARAGRAPH = 300
_POST_REACH = 200
_POSTED = re.compile(
    r"[—–-]\s?[^\n—–]{1,80}\(@[\w.@-]{1,60}\)[^\n]{0,40}$|\bpic\.twitter\.com/\w"
    r"|\ba post shared by\b|\bview (?:this )?post on (?:instagram|facebook|x|threads|bluesky)\b",
    re.IGNORECASE,
)
"""What a post of a network shows of itself, where the page does not name it as one."""


@dataclass(frozen=True, slots=True)
class Sorter:
    """Tells the blocks of one page apart."""

    seen: Seen
    headline: str | None
    standfirst: Standfirst
    posted: frozenset[Span] = frozenset()

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors' names as they are compared."""
        return _keys(self.seen.meta.byline)

    def sift(self) -> tuple[list[tuple[Block, Span]], list[Mark]]:
        """Part the body's stretches into text and furniture."""
        kept: list[tuple[Block, Span]] = []
        marks: list[Mark] = []
        before: set[str] = set()
        keys = [key(span.of(self.seen.page)) for _, span in self.seen.body]
        whole = "\n".join(keys)
        at = headline_at(self.seen) if self.seen.part is None else None
        top = self.seen.walked.blocks[at].span.start if at is not None else 0
        ending = len(keys) - about_company([span.of(self.seen.page) for _, span in self.seen.body])
        for index, (block, span) in enumerate(self.seen.body):
            text, said = span.of(self.seen.page), keys[index]
            kind = self._named(block, text) or _inset(block, text) or self._inner_kind(block, text)
            if kind is None and _may_be_pulled(block, said) and whole.count(said) > 1:
                kind = Kind("pull quote", "words of the article, set apart once more")
            if kind is None and len(said) >= _LONG_ENOUGH and said in before:
                kind = Kind("repeated", "the same words stand in the article before")
            before.add(said)
            if kind is None and index >= ending:
                kind = Kind("notice", "it says who the sender of the release is")
            if kind is None and index > len(keys) * _LAST_PART:
                kind = self._about_author(text)
            if kind is None and index < 3 and not kept and self._is_byline(block, text):
                kind = _AUTHOR
            if kind is None and not kept and span.end <= top and _is_label(text):
                kind = Kind("other", "a label above the headline")
            if kind is None:
                kept.append((block, span))
            else:
                marks.append((span, kind.name, kind.reason))
        return kept, marks

    def _about_author(self, text: str) -> Kind | None:
        """Return what a paragraph near the end is that begins with who the author is."""
        head = text[:_ABOUT_REACH]
        small = head.casefold()
        names = [name for name in _full_names(self.seen.meta.byline) if name[0] in small]
        if not names or not _ABOUT.search(head):
            return None
        opening = {word.casefold() for word in words_of(head)}
        named = any(map(opening.issuperset, names))
        return Kind("byline", "it says who the author is") if named else None

    def outside(self, named: list[Span], body: Span) -> list[Mark]:
        """Name everything on the page that is not named yet."""
        named = sorted(named, key=_place)
        marks: list[Mark] = []
        at = 0
        walked = self.seen.walked
        for block in sorted([*walked.blocks, *walked.beside], key=lambda block: block.span.start):
            start, end = block.span.start, block.span.end
            while at < len(named) and named[at].end <= start:
                at += 1
            if at == len(named) or named[at].start >= end:
                self._mark(block.span, block, body, marks)
                continue
            later = at
            while later < len(named) and named[later].start < end:
                if start < named[later].start:
                    self._mark(Span(start, named[later].start), block, body, marks)
                start = max(start, named[later].end)
                later += 1
            if start < end:
                self._mark(Span(start, end), block, body, marks)
        return marks

    def _mark(self, span: Span, block: Block, body: Span, marks: list[Mark]) -> None:
        """Name a stretch of a block, if it is more than white space."""
        span = trim(self.seen.page, span)
        if span.start >= span.end:
            return
        kind = _menu_kind(block.regions)
        if kind is None or self.standfirst.shown_by(block):
            inside = body.start <= span.start < body.end
            kind = self._outer_kind(block, span.of(self.seen.page), inside=inside)
        marks.append((span, kind.name, kind.reason))

    def _named(self, block: Block, text: str) -> Kind | None:
        if self.headline and (wanted := key(self.headline)) and _is_key(wanted, text):
            return Kind("headline", "the page's headline")
        if self.standfirst.shown_by(block):
            return Kind("standfirst", "the page's own description, shown apart from the body")
        return None

    def _outer_kind(self, block: Block, text: str, *, inside: bool) -> Kind:
        kind = self._named(block, text) or self._by_words(block, text) or of_print(text)
        if kind is not None:
            return kind
        if "footer" not in block.regions and self._is_byline(block, text):
            return _AUTHOR
        return _region_kind(block.regions) or (
            _LINKS[inside] if block.linked > _MOSTLY_LINKS else _OTHER[inside]
        )

    def _by_words(self, block: Block, text: str) -> Kind | None:
        kind = _place_kind(block.regions) or of_classes(block.classes)
        if self.posted and block.span in self.posted:
            return kind if kind is not None and kind.name in _NOT_POSTED else _EMBED
        return kind or kind_of(text)

    def _inner_kind(self, block: Block, text: str) -> Kind | None:
        """Return what a stretch of the body is, where its words leave no doubt."""
        kind = self._by_words(block, text)
        if kind is None or (kind.name == "notice" and _is_paragraph(block, text)):
            return None
        long_caption = kind.name == "caption" and len(words_of(text)) > 30
        if long_caption and "figcaption" not in block.regions:
            return None
        return None if kind.name == "mark" and block.tag in ("td", "th") else kind

    def _is_byline(self, block: Block, text: str) -> bool:
        called = _names_byline(block.classes)
        if not called and not any(_may_hold(text, name) for name in self.authors):
            return False
        words = words_of(text)
        if len(words) > 14 or (ends_sentence(text) and len(words) > 6):
            return False
        shown = key(text)
        return called or any(name in shown for name in self.authors)


def _place(span: Span) -> tuple[int, int]:
    return span.start, span.end


@lru_cache(maxsize=1024)
def _menu_kind(regions: tuple[str, ...]) -> Kind | None:
    """Return what a block is of which its place on the page says all."""
    region = next((name for name in regions if name in _PURE_MENUS), None)
    return None if region is None else _KINDS[region]


@lru_cache(maxsize=1024)
def _region_kind(regions: tuple[str, ...]) -> Kind | None:
    """Return what a block is that nothing tells from its neighbours."""
    return next((_KINDS[name] for name in regions if name in _KINDS), None)


@lru_cache(maxsize=1024)
def _place_kind(regions: tuple[str, ...]) -> Kind | None:
    """Return what a block is that stands under a picture, in an advertisement or in a post."""
    return next((kind for region, kind in _PLACES.items() if region in regions), None)


def _names_byline(classes: str) -> bool:
    return "byline" in classes or "author" in classes


def _may_hold(text: str, wanted: str) -> bool:
    """Tell whether a text is long enough for some letters; others may grow in small letters."""
    return len(text) >= len(wanted) or not text.isascii()


@lru_cache(maxsize=8)
def _full_names(byline: tuple[str, ...]) -> tuple[list[str], ...]:
    """Return the words of the names that have several."""
    names = (words_of(name.casefold()) for name in byline)
    return tuple(name for name in names if len(name) > 1)


def _is_key(wanted: str, text: str) -> bool:
    """Tell whether letters and digits are those of a text."""
    return may_begin(text, wanted) and _may_hold(text, wanted) and key(text) == wanted


@lru_cache(maxsize=8)
def _keys(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key(name) for name in names if len(name) > 4)


def _inset(block: Block, text: str) -> Kind | None:
    """Return what a stretch of the body is that stands in the text and is none of it."""
    kind = of_inset(block.classes) or of_words(text)
    if kind is None and block.linked > _ALL_LINK and block.tag in ("p", "div", ""):
        return None if ends_sentence(text) else Kind("related", "a link and no sentence")
    return kind


def _is_label(text: str) -> bool:
    """Tell whether words are a label such as the paper's name or its section."""
    return len(words_of(text)) <= _LABEL_WORDS and not ends_sentence(text)


def _is_paragraph(block: Block, text: str) -> bool:
    """Tell whether a stretch is a whole paragraph: that it speaks of subscribers proves little."""
    return block.tag == "p" and len(text) > _WHOLE_PARAGRAPH and ends_sentence(text)


def _may_be_pulled(block: Block, said: str) -> bool:
    """Tell whether a block stands apart as a pull quote does."""
    apart = not _ASIDE.isdisjoint(block.regions) or _QUOTING.search(block.classes)
    return _LONG_ENOUGH <= len(said) <= _LONGEST_PULLED and bool(apart)


def posts_quoted(seen: Seen) -> frozenset[Span]:
    """Return the blocks of block quotes that are posts of a network, by the words they show."""
    found: set[Span] = set()
    for inside, run in groupby(seen.walked.blocks, key=lambda b: "blockquote" in b.regions):
        blocks = list(run) if inside else []
        shown = [n for n, b in enumerate(blocks) if _POSTED.search(seen.text(b)[-_POST_REACH:])]
        found.update(block.span for block in blocks[: shown[-1] + 1 if shown else 0])
    return frozenset(found)
