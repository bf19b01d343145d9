"""The parts of an article's text that stand by themselves: block quotes, posts of a live blog."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from retold.reading.dates import find_date
from retold.reading.html_blocks import Block, Walked
from retold.reading.html_heads import Seen, key
from retold.reading.html_parts import reads_like_text
from retold.reading.html_told import told_posts
from retold.reading.lines import ends_sentence, words_of
from retold.types import Layer, Part, Span

Stretch = tuple[Block, Span]

_LIVE = re.compile(r"live-?blog|live-?event|live-?(?:post|update|entry)|\blb-post|live_post")
_FEWEST_POSTS = 2
_MARKED_POSTS = 3
_CLOCK = re.compile(r"\s{0,4}\d{1,2}[:.h]\d\d(?!\d)")
_CLOCK_WORDS = 12
_PROSE_WORDS = 10
_HEADINGS = frozenset({"h2", "h3", "h4", "h5"})
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Post:
    """Where on the page a post of a live blog begins, and what is known of it."""

    start: int
    label: str | None = None
    published: str | None = None


def is_live(seen: Seen) -> bool:
    """Tell whether a page is a live blog: it says so, or its blocks are named so."""
    if told_posts(seen.walked.head):
        return True
    named = {classes for block, _ in seen.body if _says_live(classes := block.classes)}
    return len(named) > 0 and sum(b.classes in named for b, _ in seen.body) >= _MARKED_POSTS


@lru_cache(maxsize=1024)
def _says_live(classes: str) -> bool:
    return _LIVE.search(classes) is not None


def with_posts(body: tuple[Stretch, ...], walked: Walked) -> tuple[Stretch, ...]:
    """Add the posts of a live blog that were passed over whole, as the linked data list them."""
    labels = {key(post.label) for post in told_posts(walked.head) if post.label}
    if not labels:
        return body
    blocks, page = walked.blocks, walked.page.text
    begun = [n for n, b in enumerate(blocks) if _is_label(b, b.span.of(page), labels)]
    taken = {block.span for block, _ in body}
    added: list[Stretch] = []
    usual = max((after - at for at, after in pairwise(begun)), default=0)
    for at, after in pairwise([*begun, begun[-1] + usual] if begun else []):
        if taken.isdisjoint(block.span for block in blocks[at:after]):
            own = (
                block for block in blocks[at:after] if reads_like_text(block, block.span.of(page))
            )
            added += [(block, block.span) for block in own]
    return tuple(sorted((*body, *added), key=lambda stretch: stretch[1]))


def with_siblings(kept: list[Stretch], seen: Seen) -> list[Stretch]:
    """Add the posts of a live blog that stand in elements like those of which some was kept."""
    parts: dict[int, list[Block]] = {}
    for block in seen.walked.blocks:
        parts.setdefault(block.part, []).append(block)
    taken = {block.part for block, _ in kept} - {0}
    alike = {(parts[part][0].tag, parts[part][0].classes) for part in taken if part in parts}
    added: list[Stretch] = []
    for part, blocks in parts.items():
        if part in taken or not part or (blocks[0].tag, blocks[0].classes) not in alike:
            continue
        told = [(block, seen.text(block)) for block in blocks]
        own = [b for b, text in told if reads_like_text(b, text) and not _clock(text)]
        if any(_is_prose(seen.text(block)) for block in own):
            added += [(block, block.span) for block in own]
    return sorted([*kept, *added], key=lambda stretch: stretch[1].start)


def _is_prose(text: str) -> bool:
    return ends_sentence(text) and len(words_of(text)) >= _PROSE_WORDS


def with_headings(kept: list[Stretch], seen: Seen) -> list[Stretch]:
    """Add the headings of a live blog's posts that were passed over, above what was kept of them.

    Each post must stand in an element of its own, so that the heading is surely its own.
    """
    taken = {block.span for block, _ in kept}
    above = (
        heading
        for heading, below in pairwise(seen.walked.blocks)
        if heading.tag in _HEADINGS
        and heading.span not in taken
        and below.span in taken
        and heading.part == below.part > 0
        and heading.linked <= _MOSTLY
    )
    return sorted([*kept, *((one, one.span) for one in above)], key=lambda s: s[1].start)


def _is_label(block: Block, text: str, labels: set[str]) -> bool:
    return block.tag in _HEADINGS and key(text) in labels


def posts(kept: Sequence[Stretch], seen: Seen) -> list[Post]:
    """Return where the posts of a live blog begin, in the page's order."""
    told = {key(post.label): post for post in told_posts(seen.walked.head) if post.label}
    found: list[Post] = []
    for (block, span), clock in zip(kept, _clocks(kept, seen), strict=True):
        text = span.of(seen.page)
        heading = block.tag in _HEADINGS
        known = told.get(key(text)) if heading else None
        if known is not None or clock or (heading and _LIVE.search(block.classes)):
            label = " ".join(text.split()) if heading else None
            dated = find_date(clock) if clock else None
            published = known.published if known else dated.iso if dated else None
            found.append(Post(span.start, label, published))
    return found if len(found) >= _FEWEST_POSTS else []


def _clocks(kept: Sequence[Stretch], seen: Seen) -> Iterator[str | None]:
    """Yield, for each stretch, the line with a time of day that stands between it and the last."""
    walked = seen.walked
    every = sorted([*walked.blocks, *walked.beside], key=lambda block: block.span.start)
    starts = [block.span.start for block in every]
    at = 0
    for _, span in kept:
        low, high = bisect_left(starts, at), bisect_left(starts, span.start)
        texts = (seen.text(block) for block in every[max(low, high - 6) : high])
        yield next(filter(_clock, texts), None)
        at = span.end


def _clock(text: str) -> bool:
    """Tell whether a line begins with a time of day and says little more."""
    return _CLOCK.match(text) is not None and len(words_of(text)) <= _CLOCK_WORDS


def live_note(posts: int, told: int) -> str:
    """Say in words that a text is a live blog.

    >>> live_note(3, 40)
    'a live blog: 3 posts told apart in the text, of 40 that the page lists'
    """
    if not posts:
        number = f"{told} posts" if told else "its posts"
        return f"a live blog: {number} as one text, in the page's order"
    listed = f", of {told} that the page lists" if told > posts else ""
    return f"a live blog: {posts} posts told apart in the text{listed}"


def parts_of(text: Layer, kept: Sequence[Stretch], seen: Seen, *, live: bool) -> tuple[Part, ...]:
    """Return the block quotes and posts of a text, as stretches of it."""
    found = [
        Part(*_down(text, Span(run[0].start, run[-1].end)), "block quote")
        for run in _quoted(kept, seen)
    ]
    begun = posts(kept, seen) if live else []
    ends = [post.start for post in begun[1:]] + [kept[-1][1].end]
    for post, end in zip(begun, ends, strict=False):
        start, stop = _down(text, Span(post.start, end))
        stop = start + len(text.text[start:stop].rstrip())
        found.append(Part(start, stop, "post", post.label, post.published))
    return tuple(sorted((p for p in found if p.start < p.end), key=lambda p: (p.start, -p.end)))


def _quoted(kept: Sequence[Stretch], seen: Seen) -> list[list[Span]]:
    """Return the stretches that stand in block quotes, one list each; not if most of them do."""
    runs: list[list[Span]] = []
    before = False
    for block, span in kept:
        inside = "blockquote" in block.regions
        if inside and before:
            runs[-1].append(span)
        elif inside:
            runs.append([span])
        before = inside
    if not runs:
        return []
    size = sum(len(words_of(span.of(seen.page))) for _, span in kept)
    quoted = sum(len(words_of(span.of(seen.page))) for run in runs for span in run)
    return runs if quoted <= _MOSTLY * size else []


def _down(text: Layer, span: Span) -> tuple[int, int]:
    """Carry a stretch of the page down into the text made of it."""
    segments = text.segments
    low = bisect_right(segments, span.start, key=lambda s: s.source_end)
    high = bisect_left(segments, span.end, key=lambda s: s.source_start)
    if low >= high:
        return 0, 0
    first, last = segments[low], segments[high - 1]
    start = first.start + max(0, span.start - first.source_start) * first.exact
    end = last.end - max(0, last.source_end - span.end) * last.exact
    return start, end
