"""The headline that readers of a page see."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from retold.reading.html_blocks import Block, Walked
from retold.reading.lines import words_of
from retold.reading.meta import Meta, tidy
from retold.types import Span

_KEY = re.compile(r"[\W_]+")
_HEADLINE_SHARE = 0.5
_FULL_WORDS = 6
_KICKER_WORDS = 3
_SHORT_TITLE = 4
_LONGEST_TITLE, _SHORTEST_TITLE, _TELLING = 400, 4, 4
_MAIN, _HEADINGS = ("h1", "h2"), ("h1", "h2", "h3", "h4")
_WHOLE, _WHOLE_LOWER = {"h1": 1.2, "h2": 1.1}, 1.0
"""What it counts that a heading is the title letter by letter."""
_CUTS = re.compile(r"(?<=[^\s:]):\s|\s(?:[|–—•·»*]|::|-)\s")
_LABEL_ENDS = ("|", "•", "·", "/", "»", "–", "—")
_TAG = 3
"""Of so many characters in the source and more between two words one is a tag."""
APART = frozenset({"nav", "aside", "footer"})
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
    """Return a heading without the label before it that no other place has with the headline.

    Two other places must agree, unless the label is an element of its own or ends in a bar.
    """
    block = seen.walked.blocks[at] if (at := headline_at(seen)) is not None else None
    said = [meta.headline for _, meta in seen.told if meta.headline]
    for title in said:
        label = len(words_of(shown)) - len(words_of(title))
        ends = shown.casefold().endswith(title.casefold())
        if not (ends and 0 < label <= _KICKER_WORDS and len(words_of(title)) >= _SHORT_TITLE):
            continue
        start = len(shown) - len(title)
        agree = sum(1 for other in said if key(other) == key(title)) > 1
        barred = shown[:start].rstrip().endswith(_LABEL_ENDS)
        if agree or barred or (block and _is_parted(seen, block.span.end - len(title))):
            return shown[start:]
    return shown


def _is_parted(seen: Seen, at: int) -> bool:
    """Tell whether a tag stands in the source right before a place of the page."""
    segments = seen.walked.page.segments
    index = bisect_right(segments, at, key=lambda segment: segment.start) - 1
    before = bisect_right(segments, at - 2, key=lambda segment: segment.start) - 1
    if before < 0 or before == index:
        return False
    here, other = segments[index], segments[before]
    return here.start == at and here.source_start - other.source_end > _TAG


def headline_at(seen: Seen) -> int | None:
    """Return which block is the heading that says what the page's source says."""
    head = seen.walked.head
    said = f"{seen.meta.headline or ''} {head.title} {head.meta('og:title') or ''}"
    titles, outlets = _titles(seen), _outlets(seen)
    blocks = seen.walked.blocks
    fits = [
        (_fit(said, text, block.tag, titles), -index)
        for index, block in enumerate(blocks)
        if block.tag in _HEADINGS
        and APART.isdisjoint(block.regions)
        and key(text := seen.text(block)) not in outlets
        and (block.tag in _MAIN or key(text) in titles)
    ]
    fit, best = max(fits, default=(0.0, 0))
    if fit >= _HEADLINE_SHARE:
        return -best
    only = _only_heading(seen, _folded(said), outlets)
    return only if only is not None else _plain(seen, titles - outlets)


def _titles(seen: Seen) -> frozenset[str]:
    head = seen.walked.head
    said = (seen.meta.headline, head.title, head.meta("og:title"), head.meta("twitter:title"))
    return _cut_apart(tuple(dict.fromkeys(filter(None, said))))


@lru_cache(maxsize=8)
def _cut_apart(said: tuple[str, ...]) -> frozenset[str]:
    """Return the keys of titles, and of what stands before and behind their cuts."""
    found = set(map(key, said))
    for title in said:
        cuts = list(_CUTS.finditer(title[:_LONGEST_TITLE]))
        found.update(key(title[: cut.start()]) for cut in cuts)
        found.update(key(title[cut.end() :]) for cut in cuts)
    return frozenset(title for title in found if len(title) >= _SHORTEST_TITLE)


def _outlets(seen: Seen) -> set[str]:
    """Return the keys of the outlet's names."""
    head = seen.walked.head
    names = [seen.meta.outlet, head.meta("og:site_name"), head.meta("application-name")]
    return {key(name) for name in names if name}


@lru_cache(maxsize=256)
def _fit(said: str, text: str, tag: str, titles: frozenset[str]) -> float:
    """Return how well a heading fits a page's title; it is asked several times a page."""
    named, words = _folded(said), _folded(text)
    if key(text) in titles and (len(words) >= _SHORT_TITLE or tag == "h1"):
        return _WHOLE.get(tag, _WHOLE_LOWER) * (
            1 if len(words) >= _SHORT_TITLE else _HEADLINE_SHARE
        )
    if len(words) < 2:
        return 0.0
    share = len(named & words) / len(words) * min(len(words), _FULL_WORDS) / _FULL_WORDS
    return share if tag == "h1" else share / 2


@lru_cache(maxsize=64)
def _folded(text: str) -> frozenset[str]:
    return frozenset([word.casefold() for word in words_of(text)])


def may_begin(text: str, wanted: str) -> bool:
    """Tell whether some letters and digits may be a text's key, by its first character."""
    return not text[:1].isalnum() or wanted.startswith(text[0].casefold())


def _only_heading(seen: Seen, named: frozenset[str], outlets: set[str]) -> int | None:
    """Return the page's only main heading, if it says a little of what the title says."""
    blocks = seen.walked.blocks
    main = [
        index
        for index, block in enumerate(blocks)
        if block.tag == "h1" and APART.isdisjoint(block.regions)
    ]
    if len(main) != 1 or key(seen.text(blocks[main[0]])) in outlets:
        return None
    words = _folded(seen.text(blocks[main[0]]))
    shared = [word for word in words & named if len(word) >= _TELLING]
    return main[0] if len(words) >= _SHORT_TITLE and len(shared) > 1 else None


def _plain(seen: Seen, titles: frozenset[str]) -> int | None:
    """Return the first block that shows the title, though it is no heading and no link."""
    longest = max(map(len, titles), default=0) * 2
    for index, block in enumerate(seen.walked.blocks):
        size = block.span.end - block.span.start
        if size > longest or block.linked > 0 or not APART.isdisjoint(block.regions):
            continue
        text = seen.text(block)
        if key(text) in titles and len(words_of(text)) >= _SHORT_TITLE:
            return index
    return None
