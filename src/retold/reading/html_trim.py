"""What a body is too much or too little at its edges, once its blocks have been told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from retold.reading.html_blocks import Block
from retold.reading.html_heads import Seen, headline_at
from retold.reading.html_notices import of_words
from retold.reading.lines import ends_sentence, kind_of, words_of
from retold.types import Span

Stretch = tuple[Block, Span]
Mark = tuple[Span, str, str]

_MOST_BEFORE = 0.4
_FEW_TEXTS = 3
_HALF, _MANY = 0.5, 0.4
_HEADS = ("h2", "h3", "h4")
_HEAD_WORDS = 14
_POINTS = re.compile(
    r"(?:in short|in brief|key points?|key takeaways?|at a glance|the short version|what['’]s next"
    r"|what you need to know)\W{0,3}",
    re.IGNORECASE,
)
"""How a box of points begins that sums the article up."""
_MOST_POINTS, _FIRST = 8, 3


def trimmed(kept: list[Stretch], seen: Seen) -> tuple[list[Stretch], list[Mark]]:
    """Return a body without what stands before its headline, and its edges without boxes."""
    marks: list[Mark] = []
    for count, reason in (
        (_before_headline(kept, seen), "it stands above the headline"),
        (_points(kept, seen), "points that sum the article up"),
    ):
        kind = "other" if "above" in reason else "summary"
        marks += [(span, kind, reason) for _, span in kept[:count]]
        kept = kept[count:]
    last = _last(kept, seen)
    marks += [(span, "related", "links after the last sentence") for _, span in kept[last:]]
    return with_subheads(kept[:last], seen), marks


def _before_headline(kept: list[Stretch], seen: Seen) -> int:
    """Return how many stretches stand above the headline, where most of the text is below."""
    at = headline_at(seen) if seen.part is None else None
    if at is None:
        return 0
    top = seen.walked.blocks[at].span.start
    count = sum(1 for _, span in kept if span.end <= top)
    before = _size(kept[:count], seen)
    after = kept[count:]
    return count if len(after) >= _FEW_TEXTS and before < _MOST_BEFORE * _size(after, seen) else 0


def _size(kept: Sequence[Stretch], seen: Seen) -> int:
    return sum(len(words_of(span.of(seen.page))) for _, span in kept)


def _points(kept: list[Stretch], seen: Seen) -> int:
    """Return how many of the first stretches are a box of points, by its label and its classes."""
    blocks = seen.walked.blocks
    first = kept[0][1].start if kept else 0
    near = [i for i, block in enumerate(blocks) if block.span.start <= first][-_FIRST:]
    labels = [i for i in near if _POINTS.fullmatch(seen.text(blocks[i]).strip())]
    if not labels or len(kept) <= _MOST_POINTS:
        return 0
    box = {blocks[i].classes.split(" ")[0] for i in labels}
    inside = list(takewhile(lambda one: one[0].classes.split(" ")[0] in box, kept))
    return len(inside) if len(inside) <= _MOST_POINTS else 0


def _last(kept: list[Stretch], seen: Seen) -> int:
    """Return where a body ends behind whose last sentence links begin that are no list's items."""
    end = len(kept)
    while end and not ends_sentence(kept[end - 1][1].of(seen.page)):
        end -= 1
    if not end:
        return len(kept)
    links = [
        index
        for index, (block, _) in enumerate(kept[end:], end)
        if block.linked > _HALF and block.tag not in ("li", "dd")
    ]
    many = len(links) > 1 and len(links) >= _MANY * (len(kept) - links[0])
    return links[0] if many else len(kept)


def with_subheads(kept: list[Stretch], seen: Seen) -> list[Stretch]:
    """Return a body with the headings between its paragraphs that look like them and were lost.

    A heading belongs to what follows: the paragraph in the same container.
    """
    if len(kept) <= _FEW_TEXTS:
        return kept
    taken = {block.span for block, _ in (*kept, *seen.body)}
    start, end = kept[0][1].start, kept[-1][1].start
    blocks = seen.walked.blocks
    found = list(kept)
    for index, block in enumerate(blocks):
        if block.tag not in _HEADS or not start < block.span.start < end or block.span in taken:
            continue
        below = (other for other in blocks[index + 1 :] if "figcaption" not in other.regions)
        if _leads(block, seen.text(block), next(below, None), {one.span for one, _ in kept}):
            found.append((block, block.span))
    return sorted(found, key=lambda one: one[1].start)


def _leads(block: Block, text: str, below: Block | None, kept: set[Span]) -> bool:
    """Tell whether a heading leads to a paragraph of the body."""
    if below is None or below.span not in kept or block.linked > 0 or text.rstrip().endswith(":"):
        return False
    alike = block.regions == below.regions and block.part == below.part
    inside = bool(block.classes) and block.classes.split(" ")[0] == below.classes.split(" ")[0]
    plain = kind_of(text) is None and of_words(text) is None and not _POINTS.fullmatch(text.strip())
    return alike and inside and plain and 1 < len(words_of(text)) <= _HEAD_WORDS
