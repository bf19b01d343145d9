"""Which blocks of an HTML page are the article: forests over their words, tags and places.

A first forest knows the page alone. A second one has the library's choice of paragraphs as one
measure among others, adds what it missed and leaves out what it took for text. In the place of
that choice the first forest has a guess: sentences in the stretch that reads most like an
article. Fitted by ``scripts/fit_lines.py``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from retold.reading.dump_lines import Line, best_run, line_at
from retold.reading.html_blocks import Block, Walked
from retold.reading.line_features import ANCHORED, NAMES, Doubles, anchored, measured
from retold.reading.trees import load
from retold.types import Span

_TAGS = ("p", "h1", "h2", "h3", "h4", "li", "td", "blockquote", "div", "section", "article", "span")
_REGIONS = (
    "nav", "header", "footer", "aside", "form", "figure", "figcaption", "article", "main",
    "button", "select", "table", "blockquote", "dialog",
)  # fmt: skip
_CLASSES = {
    "classes of text": r"article|body|content|story|post|entry|paragraph|text|rich",
    "classes of a teaser": r"promo|related|teaser|recommend|card|trending|popular|more|read|rail",
    "classes of a list": r"list|menu|nav|tab|toolbar|breadcrumb|header|footer|sidebar",
    "classes of a bar": r"share|social|newsletter|subscri|signup|sign-up|cookie|consent|promo",
    "classes of a comment": r"comment|disqus|reply|discussion",
    "classes of an ad": r"\bad\b|\bads\b|advert|sponsor|outbrain|taboola|dfp|banner",
    "classes of a caption": r"caption|credit|media|image|photo|figure|gallery|video|slide",
    "classes of a byline": r"byline|author|bio|meta|date|time|tag|topic|label|kicker|eyebrow",
    "classes of a standfirst": r"standfirst|dek|subtitle|sub-?head|summary|description|lead|intro",
    "classes of a quote": r"quote|embed|tweet|twitter|instagram|highlight|callout|factbox|infobox",
}
_PATTERNS = tuple(re.compile(pattern) for pattern in _CLASSES.values())
EXTRA: tuple[str, ...] = (
    "taken by the library", "made of links", "like the taken blocks", "share of the taken text",
    "taken around", "taken before", "taken after",
    *(f"<{tag}>" for tag in _TAGS),
    *(f"inside <{region}>" for region in _REGIONS),
    *_CLASSES,
)  # fmt: skip
"""What is measured of a block beside its words and place."""
BLOCK_NAMES: tuple[str, ...] = (*NAMES, *ANCHORED, *EXTRA)
_PARTLY, _WHOLE = 0.5, 0.97
_LINKED = 0.5
_WINDOW = 2
MOST_BLOCKS = 6000


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks of a page as lines, how much of each is taken for text, and their measures."""

    lines: list[Line]
    taken: Doubles
    rows: Doubles


def lines_of(walked: Walked, known: Mapping[Span, Line] | None = None) -> list[Line]:
    """Return the blocks of a page as lines; those that are known are taken as they are."""
    page, known = walked.page.text, known or {}
    spans = (block.span for block in walked.blocks)
    return [known.get(span) or line_at(page, span) for span in spans]


def guessed(walked: Walked, lines: list[Line]) -> Doubles:
    """Return which blocks are taken for text as long as the library was not asked."""
    run = best_run(lines) or (0, 0)
    taken = np.zeros(len(lines))
    for at in range(*run):
        taken[at] = lines[at].prose and walked.blocks[at].linked < _LINKED
    return taken


def blocks_measured(
    walked: Walked, lines: list[Line], taken: Doubles, title: str, headline: int | None
) -> Blocks:
    """Return what is measured of all blocks of a page.

    Args:
        walked: The page.
        lines: Its blocks as lines.
        taken: The share of each block that is taken for text, by the library or a guess.
        title: What the page calls itself.
        headline: The block that shows the headline, if one does.
    """
    inside = np.flatnonzero(taken > _PARTLY)
    if len(inside):
        run = (int(inside[0]), int(inside[-1]) + 1)
    else:
        run = best_run(lines) or (0, len(lines))
    base = measured(lines, run, title, together=False)
    scores = np.full(len(lines), -9.0)
    if headline is not None:
        scores[headline] = 2.0
    around = anchored(lines, headline, scores, run)
    return Blocks(lines, taken, np.hstack([base, around, _extra(walked.blocks, lines, taken)]))


def log_odds(blocks: Blocks, *, asked: bool) -> Doubles:
    """Return how likely each block is the article's; ``asked`` if the library took some."""
    return load("blocks" if asked else "blocks_alone").log_odds(blocks.rows)


def sureness(blocks: Blocks, odds: Doubles) -> tuple[float, float]:
    """Return the F1 of words to be expected of a choice by these odds, and the words in it."""
    words = np.array([line.words for line in blocks.lines], dtype=np.float64)
    right = words / (1 + np.exp(-odds.clip(-30, 30)))
    chosen = odds > 0
    size, hit = float(words[chosen].sum()), float(right[chosen].sum())
    return 2 * hit / max(size + float(right.sum()), 1.0), size


def cells_taken(blocks: Sequence[Block], measured: Blocks) -> NDArray[np.bool_]:
    """Return which blocks are cells of tables that the library took."""
    cells = np.array([block.tag in ("td", "th") for block in blocks], dtype=bool)
    return cells & (measured.taken > _PARTLY)


def shares_of(blocks: Sequence[Block], spans: Sequence[Span]) -> Doubles:
    """Return the share of each block that lies in spans, those that the library took."""
    taken = np.zeros(len(blocks))
    at = 0
    for index, block in enumerate(blocks):
        while at < len(spans) and spans[at].end <= block.span.start:
            at += 1
        later = at
        while later < len(spans) and spans[later].start < block.span.end:
            start = max(spans[later].start, block.span.start)
            taken[index] += min(spans[later].end, block.span.end) - start
            later += 1
        taken[index] /= block.span.end - block.span.start
    return taken


def _extra(blocks: Sequence[Block], lines: Sequence[Line], taken: Doubles) -> Doubles:
    sizes = np.array([line.words for line in lines], dtype=np.float64)
    held: Counter[tuple[str, str]] = Counter()
    every: Counter[tuple[str, str]] = Counter()
    for block, share, size in zip(blocks, taken, sizes, strict=True):
        every[block.tag, block.classes] += size + 1
        held[block.tag, block.classes] += (size + 1) * (share > _PARTLY)
    total = max(sum(held.values()), 1)
    like = [held[b.tag, b.classes] / every[b.tag, b.classes] for b in blocks]
    weight = [held[b.tag, b.classes] / total for b in blocks]
    told = np.array([_told(b.tag, b.regions, b.classes) for b in blocks], dtype=np.float64)
    summed = np.concatenate([[0.0], np.cumsum(taken > _PARTLY)])
    at = np.arange(len(blocks))
    low, high = np.maximum(at - _WINDOW, 0), np.minimum(at + _WINDOW + 1, len(blocks))
    own = np.stack(
        [
            taken,
            np.array([block.linked for block in blocks]),
            np.array(like),
            np.array(weight),
            summed[high] - summed[low],
            summed[:-1] / max(summed[-1], 1.0),
            (summed[-1] - summed[1:]) / max(summed[-1], 1.0),
        ],
        axis=1,
    )
    return np.hstack([own, told])


@lru_cache(maxsize=1024)
def _told(tag: str, regions: tuple[str, ...], classes: str) -> list[bool]:
    """Return what a block's tag, place and classes say; many blocks of a page share them."""
    return [
        *(tag == one for one in _TAGS),
        *(region in regions for region in _REGIONS),
        *_of_classes(classes),
    ]


@lru_cache(maxsize=1024)
def _of_classes(classes: str) -> tuple[bool, ...]:
    return tuple(pattern.search(classes) is not None for pattern in _PATTERNS)


def stretches(
    blocks: Sequence[Block], spans: Sequence[Span], taken: Doubles, kept: NDArray[np.bool_]
) -> tuple[tuple[Block, Span], ...]:
    """Return the kept blocks with their stretches: what the library took of those it cut."""
    found: list[tuple[Block, Span]] = []
    at = 0
    for block, share, keep in zip(blocks, taken, kept, strict=True):
        while at < len(spans) and spans[at].end <= block.span.start:
            at += 1
        if not keep:
            continue
        if not _PARTLY < share < _WHOLE:
            found.append((block, block.span))
            continue
        later = at
        while later < len(spans) and spans[later].start < block.span.end:
            start = max(spans[later].start, block.span.start)
            found.append((block, Span(start, min(spans[later].end, block.span.end))))
            later += 1
    return tuple(found)
