"""Several articles on one page, told apart by the page's own marks and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from retold.reading.html_blocks import Block
from retold.reading.html_heads import Seen, headline_at
from retold.reading.lines import ends_sentence, kind_of, words_of
from retold.types import Span

Stretch = tuple[Block, Span]

_TITLE_WORDS, _ARTICLE_WORDS = 4, 50
"""A heading and a text of so many words make an article of their own."""
_SHORT_TITLE = 2
_PROSE_WORDS = 10
_FEWEST_PARAGRAPHS = 2
_TOP = 5
"""Among so many blocks of an article its headline stands."""
_MOSTLY_LINKS = 0.5
_NO_TEXT = frozenset({"nav", "aside", "footer", "figcaption", "button", "select", "dialog", "form"})
_COMMENT = re.compile(r"comment|respon[ds]|reply")
_SEVERAL = 2
_TITLES = ("h1", "h2", "h3")
_TEXTS = frozenset({"p", "div", "section", "article", "li", "blockquote", "h2", "h3", "h4", ""})
MOST_ARTICLES = 40
"""Articles of one page beyond this number are left out, and that is said."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One article of a page: its title, where its part of the page ends, and its text (some)."""

    title: Block | None
    end: int
    kept: tuple[Stretch, ...]
    live: bool = False

    @property
    def span(self) -> Span:
        """Where its part of the page is."""
        first = self.kept[0][1].start
        start = first if self.title is None else min(first, self.title.span.start)
        return Span(start, self.end)


def pieces(kept: list[Stretch], seen: Seen) -> list[Piece]:
    """Return the articles of a page, the one that the page is about first; mostly it is one."""
    found = _marked(kept, seen) or _headed(kept, seen)
    return found or [Piece(None, kept[-1][1].end, tuple(kept))]


# -- by headings of the first rank ---------------------------------------------------------------


def _headed(kept: list[Stretch], seen: Seen) -> list[Piece]:
    """Part the text where a headline of the first rank stands with enough before and after it."""
    cuts: list[tuple[int, Block | None]] = [(0, None)]
    for block in seen.walked.blocks:
        if block.tag != "h1" or len(words_of(seen.text(block))) < _TITLE_WORDS:
            continue
        at = sum(1 for _, span in kept if span.start < block.span.start)
        titles = {id(block), id(cuts[-1][1])}
        parts = (kept[cuts[-1][0] : at], kept[at:])
        texts = ([s for s in part if id(s[0]) not in titles] for part in parts)
        if all(_size(text, seen) >= _ARTICLE_WORDS for text in texts):
            cuts.append((at, block))
    if len(cuts) == 1:
        return []
    ends = [at for at, _ in cuts[1:]] + [len(kept)]
    return [
        Piece(title, kept[end - 1][1].end, tuple(s for s in kept[at:end] if s[0] is not title))
        for (at, title), end in zip(cuts, ends, strict=True)
    ]


# -- by the page's own marks -----------------------------------------------------------------------


def _marked(kept: list[Stretch], seen: Seen) -> list[Piece]:
    """Return the articles that stand in ``<article>`` elements of their own."""
    titled = list(_elements(seen))
    if len(titled) < _SEVERAL:
        return []
    found = _apart([(t, blocks) for t, blocks in titled if _is_article(blocks, seen)])
    if len(found) < _SEVERAL:
        return []
    made, inside = [], 0
    for title, blocks in found:
        start, end = blocks[0].span.start, blocks[-1].span.end
        own = [s for s in kept if start <= s[1].start < end and s[0] is not title]
        inside += _size(own, seen)
        told = _told(title, blocks, seen)
        enough = 2 * _size(own, seen) >= _size(told, seen)
        if text := tuple(own if enough else told):
            made.append(Piece(title, end, text))
    if len(made) < _SEVERAL or _size(kept, seen) - inside > _ARTICLE_WORDS:
        return []  # the elements hold only a part of the text: cards, or boxes
    return _main_first(made, seen)


def _elements(seen: Seen) -> Iterator[tuple[Block, list[Block]]]:
    """Yield the title and the blocks of each ``<article>`` that begins with a heading."""
    if sum(1 for block in seen.walked.blocks if block.tag in _TITLES) < _SEVERAL:
        return
    numbered = sorted(seen.walked.blocks, key=lambda block: block.part)
    for part, group in groupby(numbered, key=lambda block: block.part):
        blocks = list(group)
        titles = (block for block in blocks[:_TOP] if block.tag in _TITLES)
        title = next((t for t in titles if len(words_of(seen.text(t))) >= _SHORT_TITLE), None)
        if part and title is not None and not _COMMENT.search(blocks[0].classes):
            yield title, blocks


def _apart(found: list[tuple[Block, list[Block]]]) -> list[tuple[Block, list[Block]]]:
    """Return the elements in the page's order, without those that stand in another's text."""
    kept: list[tuple[Block, list[Block]]] = []
    for title, blocks in sorted(found, key=lambda one: one[1][0].span):
        if not kept or blocks[0].span.start >= kept[-1][1][-1].span.end:
            kept.append((title, blocks))
    return kept


def _is_article(blocks: list[Block], seen: Seen) -> bool:
    prose = [
        size
        for block in blocks
        if may_be_text(block)
        and ends_sentence(seen.text(block))
        and (size := len(words_of(seen.text(block)))) >= _PROSE_WORDS
    ]
    return len(prose) >= _FEWEST_PARAGRAPHS and sum(prose) >= _ARTICLE_WORDS


def may_be_text(block: Block) -> bool:
    """Tell whether a block may be text by its place on the page."""
    return block.linked <= _MOSTLY_LINKS and _NO_TEXT.isdisjoint(block.regions)


def _told(title: Block, blocks: list[Block], seen: Seen) -> list[Stretch]:
    """Return what in an article's element reads like its text."""
    after = (block for block in blocks if block.span.start > title.span.start)
    return [(block, block.span) for block in after if reads_like_text(block, seen.text(block))]


def reads_like_text(block: Block, text: str) -> bool:
    """Tell whether a block may be text by its tag, its place and its words."""
    return block.tag in _TEXTS and may_be_text(block) and kind_of(text) is None


def _size(stretches: list[Stretch], seen: Seen) -> int:
    return sum(len(words_of(span.of(seen.page))) for _, span in stretches)


def _main_first(made: list[Piece], seen: Seen) -> list[Piece]:
    """Put the article first whose headline is the page's."""
    at = headline_at(seen)
    if at is None:
        return made
    title = seen.walked.blocks[at]
    return sorted(made, key=lambda piece: piece.title is not title)
