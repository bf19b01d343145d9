"""The headline and standfirst that readers of a page see."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from retold.reading.dates import find_date
from retold.reading.html_blocks import Block, Walked
from retold.reading.lines import kind_of, words_of
from retold.reading.meta import Meta, tidy
from retold.types import Span

_KEY = re.compile(r"[\W_]+")
_STANDFIRST = re.compile(
    r"standfirst|sub-?title|sub-?head(?:line)?|\bdek\b|\bdeck\b|strapline|excerpt|lead-?in"
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
_HEADLINE_SHARE = 0.5
_FULL_WORDS = 6
_KICKER_WORDS = 3
_SHORT_TITLE = 4
_NEAR_BLOCKS = 7
_MARKED_BLOCKS = 12
_APART = frozenset({"nav", "aside", "footer"})
_KEPT_KEYS = 2000
"""Of texts no longer than this the keys are kept: several rules ask for those of one page."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A page, the stretches of its body block by block, and what its source says.

    ``part`` is where one of several articles of the page stands; ``None`` if it is alone.
    """

    walked: Walked
    body: tuple[tuple[Block, Span], ...]
    meta: Meta
    told: tuple[tuple[str, Meta], ...] = ()
    part: Span | None = None

    @property
    def page(self) -> str:
        """The visible text."""
        return self.walked.page.text

    def text(self, block: Block) -> str:
        """Return the characters of a block."""
        return block.span.of(self.page)


@dataclass(frozen=True, slots=True)
class Standfirst:
    """A standfirst, and the blocks that show it: one, or the points of a summary."""

    text: str | None = None
    blocks: tuple[Block, ...] = ()

    def shown_by(self, block: Block) -> bool:
        """Tell whether a block shows the standfirst."""
        return bool(self.blocks) and any(own is block for own in self.blocks)


def key(text: str) -> str:
    """Return a text's letters and digits alone, case folded."""
    return _key(text) if len(text) <= _KEPT_KEYS else _KEY.sub("", text).casefold()


@lru_cache(maxsize=1024)
def _key(text: str) -> str:
    return _KEY.sub("", text).casefold()


def headline(seen: Seen) -> str | None:
    """Return the heading that readers see, if it says what the page's source says."""
    at = headline_at(seen)
    if at is None:
        return None
    shown = tidy(seen.text(seen.walked.blocks[at])) or ""
    # A heading that goes on where the page's own title for others ends is a longer form of it.
    for said in seen.walked.head.metas.get("og:title", ())[:1]:
        title = tidy(said) or ""
        if len(words_of(title)) >= _FULL_WORDS and shown.casefold().startswith(title.casefold()):
            return title
    return _without_kicker(seen, shown) or None


def _without_kicker(seen: Seen, shown: str) -> str:
    """Return a heading without the label before it that no other place has with the headline."""
    said = [meta.headline for _, meta in seen.told if meta.headline]
    for title in said:
        label = len(words_of(shown)) - len(words_of(title))
        ends = shown.casefold().endswith(title.casefold())
        agree = sum(1 for other in said if key(other) == key(title)) > 1
        if ends and agree and 0 < label <= _KICKER_WORDS and len(words_of(title)) >= _SHORT_TITLE:
            return shown[len(shown) - len(title) :]
    return shown


def headline_at(seen: Seen) -> int | None:
    """Return which block is the heading that says what the page's source says."""
    head = seen.walked.head
    said = f"{seen.meta.headline or ''} {head.title} {head.meta('og:title') or ''}"
    fits = [
        (_fit(said, seen.text(block), block.tag), -index)
        for index, block in enumerate(seen.walked.blocks)
        if block.tag in ("h1", "h2") and _APART.isdisjoint(block.regions)
    ]
    fit, best = max(fits, default=(0.0, 0))
    return -best if fit >= _HEADLINE_SHARE else None


@lru_cache(maxsize=256)
def _fit(said: str, text: str, tag: str) -> float:
    """Return how well a heading fits a page's title; it is asked several times a page."""
    named, words = _folded(said), _folded(text)
    if len(words) < 2:
        return 0.0
    share = len(named & words) / len(words) * min(len(words), _FULL_WORDS) / _FULL_WORDS
    return share if tag == "h1" else share / 2


@lru_cache(maxsize=64)
def _folded(text: str) -> frozenset[str]:
    return frozenset([word.casefold() for word in words_of(text)])


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
    block = next((block for block in found if block is not None), None) or _marked(seen)
    if block is None:
        return Standfirst()
    blocks = _points(seen, block)
    return Standfirst(tidy(" ".join(map(seen.text, blocks))), blocks)


def _key_if_in(wanted: list[str], text: str) -> str:
    """Return a text's key, none for what can't show a description: too short, or begins apart."""
    if len(text) < _SHORTEST_COPY and text.isascii():
        return ""
    head = _KEY.sub("", text[:_SHORTEST_COPY]).casefold()[:_SHORTEST_COPY]
    return key(text) if any(head in one for one in wanted) else ""


def may_begin(text: str, wanted: str) -> bool:
    """Tell whether some letters and digits may be a text's key, by its first character."""
    return not text[:1].isalnum() or wanted.startswith(text[0].casefold())


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
    if not _APART.isdisjoint(block.regions):
        return False
    if block.tag in ("h1", "h2", "h3") or _STANDFIRST.search(block.classes):
        return True
    body = [other for other, _ in seen.body]
    if block not in body:
        return bool(body) and block.span.start < body[-1].span.end
    return _before_byline(seen, block)


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
        named = point or (index < _NEAR_BLOCKS and _STANDFIRST.search(block.classes))
        if named and len(words_of(text)) >= 5 and kind_of(text) is None and not find_date(text):
            return block
    return None
