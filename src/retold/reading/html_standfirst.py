"""The standfirst that readers of a page see."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from retold.reading.dates import find_date
from retold.reading.html_blocks import Block
from retold.reading.html_heads import APART, Seen, headline_at, key
from retold.reading.html_notices import of_words
from retold.reading.lines import kind_of, words_of
from retold.reading.meta import tidy

_MARKS = re.compile(r"[\W_]+")
_STANDFIRST = re.compile(
    r"standfirst|(?<![\w-])(?:summary|abstract|synopsis|sub)(?![\w-])|sub-?title|sub-?head(?:line)?|\bdek\b|\bdeck\b|strapline|excerpt|lead-?in"
    r"|article[-_]*(?:summary|description|intro)"
)
_SUMMARY = re.compile(
    r"summary[-_]*(?:list|bullet|point|item)|key[-_]*(?:point|takeaway|fact)|takeaways?\b",
    re.IGNORECASE,
)
_MOST_POINTS = 8
_DESCRIPTIONS = ("og:description", "description", "twitter:description")
_SHORTEST_COPY = 24
_LABELLED = 60
_NEAR_BLOCKS = 7
_FEW, _SHORTEST, _FULL, _LONGEST = 3, 6, 8, 60
_SMALL, _LINKED, _HALF, _REPEATED = 0.3, 0.3, 0.5, 0.8
_TELLING, _LONGEST_TEXT = 5, 20_000
_PLACE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{2,24}(?:[ ,/]{1,2}[A-ZÀ-Þ.'’-]{2,24}){0,4}(?:, \w[\w. ]{1,20})?"
    r"\s?(?:\([^()]{2,30}\)\s?)?(?::|—|–|--|-)\s"
)
_SUBHEADINGS = ("h2", "h3", "h4", "h5")
_NO_TAGS = ("li", "td", "th", "dt", "dd", "tr", "button", "label", "option")
_NEVER = frozenset(
    {"figure", "figcaption", "form", "button", "dialog", "advert", "embed", "select"}
)
_OTHER = re.compile(
    r"photo|image|caption|credit|media|video|audio|player|listen|related|teaser|promo|newsletter"
    r"|byline|author|cookie|consent|banner|breadcrumb|share|tooltip|notice|alert|breaking|advert"
)
"""What a block is called that stands under a headline and is no standfirst."""
_MARKED_BLOCKS = 12


@dataclass(frozen=True, slots=True)
class Standfirst:
    """A standfirst, and the blocks that show it: one, or the points of a summary."""

    text: str | None = None
    blocks: tuple[Block, ...] = ()

    def shown_by(self, block: Block) -> bool:
        """Tell whether a block shows the standfirst."""
        return bool(self.blocks) and any(own is block for own in self.blocks)


def standfirst(seen: Seen) -> Standfirst:
    """Return the standfirst and the block that shows it.

    A description in the page's source counts only if readers see it, apart from the body.
    """
    head = seen.walked.head
    said = [seen.meta.standfirst or ""]
    said += [head.meta(name) or "" for name in _DESCRIPTIONS]
    wanted = [text for text in dict.fromkeys(map(key, said)) if len(text) >= _SHORTEST_COPY]
    texts = [_key_if_in(wanted, seen.text(block)) for block in seen.walked.blocks] if wanted else []
    found = (_shown(seen, text, texts) for text in wanted)
    block = next((block for block in found if block is not None), None)
    block = block or _marked(seen) or _under_headline(seen)
    if block is None:
        return Standfirst()
    blocks = _points(seen, block)
    return Standfirst(tidy(" ".join(map(seen.text, blocks))), blocks)


def _key_if_in(wanted: list[str], text: str) -> str:
    """Return a text's key, none for what can't show a description: too short, or begins apart."""
    if len(text) < _SHORTEST_COPY and text.isascii():
        return ""
    head = _MARKS.sub("", text[:_SHORTEST_COPY]).casefold()[:_SHORTEST_COPY]
    return key(text) if any(head in one for one in wanted) else ""


def _points(seen: Seen, block: Block) -> tuple[Block, ...]:
    """Return a block with the other points of the summary that it opens, if it is one."""
    if block.tag != "li" or not _SUMMARY.search(block.classes):
        return (block,)
    at = seen.walked.blocks.index(block)
    others = seen.walked.blocks[at : at + _MOST_POINTS]
    return tuple(takewhile(lambda b: (b.tag, b.classes) == (block.tag, block.classes), others))


def _start(wanted: str) -> str:
    return wanted[: max(_SHORTEST_COPY, len(wanted) * 3 // 4)]


def _shown(seen: Seen, wanted: str, texts: list[str]) -> Block | None:
    """Return the block apart from the body that shows a description."""
    for block, text in zip(seen.walked.blocks, texts, strict=True):
        fits = text.startswith(_start(wanted)) and len(text) < 2 * len(wanted) + 80
        labelled = len(text) >= _LABELLED and text[:_LABELLED] in wanted
        if (fits or labelled) and _is_apart(seen, block):
            return block
    return None


def _is_apart(seen: Seen, block: Block) -> bool:
    """Tell whether a block is no paragraph of the body: by its place, its tag or its class."""
    if not APART.isdisjoint(block.regions):
        return False
    if block.tag in ("h1", "h2", "h3") or _STANDFIRST.search(block.classes):
        return True
    body = [other for other, _ in seen.body]
    if block not in body:
        return bool(body) and block.span.start < body[-1].span.end
    return _before_byline(seen, block) or _before_dateline(seen, block)


def _before_dateline(seen: Seen, block: Block) -> bool:
    """Tell whether a block opens the body, and the one after it begins with where it was filed."""
    (first, _), *later = seen.body
    return block is first and bool(later) and _PLACE.match(seen.text(later[0][0])) is not None


def _before_byline(seen: Seen, block: Block) -> bool:
    """Tell whether a byline or date stands between the block and the next paragraph."""
    at = seen.walked.blocks.index(block)
    for other in seen.walked.blocks[at + 1 : at + _NEAR_BLOCKS]:
        text = seen.text(other)
        kind = kind_of(text)
        if kind is not None and kind.name in ("byline", "date"):
            return True
        if len(words_of(text)) > 20:
            return False
    return False


def _marked(seen: Seen) -> Block | None:
    """Return a block soon after the headline whose class says that it is the standfirst."""
    blocks = seen.walked.blocks
    top = next((i for i, block in enumerate(blocks) if block.tag == "h1"), len(blocks))
    for index, block in enumerate(blocks[top + 1 : top + 1 + _MARKED_BLOCKS]):
        text = seen.text(block)
        point = block.tag == "li" and _SUMMARY.search(block.classes)
        called = block.tag != "li" and _STANDFIRST.search(block.classes)
        named = point or (index < _NEAR_BLOCKS and called)
        if named and len(words_of(text)) >= 5 and kind_of(text) is None and not find_date(text):
            return block
    return None


def _under_headline(seen: Seen) -> Block | None:
    """Return the block under the headline that a byline or date parts from the text.

    It is set apart by its place alone, so it must read like a sentence, and as no caption.
    """
    at = headline_at(seen) if seen.part is None else None
    if at is None or not seen.body:
        return None
    blocks = seen.walked.blocks
    for index, block in enumerate(blocks[at + 1 : at + _NEAR_BLOCKS], at + 1):
        text = seen.text(block)
        words = words_of(text)
        if len(words) > _LONGEST or _starts_body(seen, block, index, at):
            return None
        if len(words) < _SHORTEST or not _may_introduce(block, text):
            continue
        small = sum(1 for word in words if word[:1].islower())
        if small < len(words) * _SMALL:
            continue
        if _is_one_of(blocks, index) or not _speaks_of(seen, text, seen.text(blocks[at])):
            return None
        direct = index == at + 1 and block.tag in _SUBHEADINGS and len(words) >= _FULL
        return block if direct or _before_byline(seen, block) else None
    return None


def _is_one_of(blocks: Sequence[Block], index: int) -> bool:
    """Tell whether a neighbour looks the same: paragraphs and points stand in rows."""
    here, others = blocks[index], [blocks[index - 1], *blocks[index + 1 : index + 2]]
    return any((block.tag, block.classes) == (here.tag, here.classes) for block in others)


def _speaks_of(seen: Seen, text: str, title: str) -> bool:
    """Tell whether most telling words of a block are the article's, and are not its headline's."""
    telling, named = _telling(text), _telling(title)
    article = " ".join(span.of(seen.page) for _, span in seen.body if span.of(seen.page) != text)
    known = _telling(article[:_LONGEST_TEXT]) | named
    fewer = min(len(telling), max(len(named), _FEW))
    return (
        len(telling & known) >= _HALF * len(telling) and len(telling & named) <= _REPEATED * fewer
    )


def _telling(text: str) -> set[str]:
    """Return the longer words of a text."""
    return {word for word in map(str.casefold, words_of(text)) if len(word) >= _TELLING}


def _starts_body(seen: Seen, block: Block, index: int, at: int) -> bool:
    """Tell whether the text begins with a block, nothing after it saying otherwise."""
    inside = block is seen.body[0][0]
    return inside and index > at + _NEAR_BLOCKS // 2 and not _before_byline(seen, block)


def _may_introduce(block: Block, text: str) -> bool:
    """Tell whether a block may be a standfirst by where it stands and what it is called."""
    if not APART.isdisjoint(block.regions) or not _NEVER.isdisjoint(block.regions):
        return False
    if block.linked > _LINKED or block.tag in _NO_TAGS or _OTHER.search(block.classes):
        return False
    return kind_of(text) is None and of_words(text) is None and find_date(text) is None
