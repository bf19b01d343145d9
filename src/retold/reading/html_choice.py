"""The body of an HTML page: told by the page alone where that is sure, else with the library.

The library takes a third of the time of a page, and most pages are plain. A forest that has
seen nothing but the page says of every block how likely it is the article's. Where these
likelihoods promise a choice that is right, nobody else is asked: not on a page that may be of
several articles or a live blog, that hides text, or whose lists and tables are in doubt.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from retold.reading.dump_lines import Line
from retold.reading.html_blocks import Block, Walked
from retold.reading.html_body import (
    MAX_TREE_DEPTH,
    MAX_TREE_TAGS,
    blocks_of,
    locate,
    paragraphs,
    set_apart,
)
from retold.reading.html_heads import Seen, headline_at
from retold.reading.html_lean import lean
from retold.reading.html_parts import Stretch
from retold.reading.html_stretches import is_live
from retold.reading.html_walk import walk
from retold.reading.layers import squeeze
from retold.reading.meta import Meta
from retold.types import Span

if TYPE_CHECKING:
    from retold.reading.block_model import Blocks

_SURE = 0.965
"""The F1 of words to be expected from which on the library is not asked."""
_ENOUGH_WORDS = 150
_RULED_OUT = -3.0
"""Blocks less likely than this are not shown to the library."""
_FEWEST_WORDS = 8
_ENOUGH = 0.8
_CELL = 2.0
"""What it weighs that the library took a cell of a table: single cells look like furniture."""
_ASIDE = 0.03
"""So many words of a body may stand in another element of an article than the rest."""
_ITEMS = frozenset({"li", "td", "th", "dd", "dt"})
_ASIDES = frozenset({"nav", "footer", "aside", "form", "figure"})
_MOSTLY_LINKS = 0.5
_LONG_GAP = 500
_HIDDEN_PARAGRAPHS, _HIDDEN_WORDS = 3, 80
_PARAGRAPH_END = re.compile(r"</p\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*+>?")


def body_of(raw: str, walked: Walked, known: Meta) -> tuple[Walked, tuple[Stretch, ...]]:
    """Return the stretches of a page's body; in what is hidden if it is not visible.

    Args:
        raw: The source of the page.
        walked: The page.
        known: What the page says about itself.

    Returns:
        The page, blocks that are none of an article's set apart, and the stretches, if any.
    """
    guess = _guess(walked, known)
    hides = guess is not None and _hides_text(raw, walked)
    if guess is not None and not hides and (body := _sure_body(guess, known)):
        return guess.walked, body
    source = None if guess is None or hides else lean(raw, walked, guess.rules_out)
    walked, spans = library_body(raw, walked, source)
    return walked, _stretches(walked, spans, known, guess) if spans else ()


@dataclass(frozen=True, slots=True)
class _Guess:
    """What the page alone shows: its blocks and their log-odds, and how sure their choice is."""

    walked: Walked
    measured: Blocks
    odds: dict[Span, float]
    expected: float
    words: float

    def rules_out(self, block: Block) -> bool:
        """Tell whether a block is surely none of an article's."""
        return self.odds.get(block.span, -math.inf) < _RULED_OUT

    def lines(self, walked: Walked) -> dict[Span, Line]:
        """Return the lines read of a page, if it is the same."""
        same = walked.page is self.walked.page
        return {line.span: line for line in self.measured.lines} if same else {}


def _guess(walked: Walked, known: Meta) -> _Guess | None:
    """Return what the page alone shows, unless it has too many blocks to look at."""
    from retold.reading.block_model import (  # noqa: PLC0415  (numpy is slow to import)
        MOST_BLOCKS,
        blocks_measured,
        guessed,
        lines_of,
        log_odds,
        sureness,
    )

    walked = set_apart(walked, [])
    if not 0 < len(walked.blocks) <= MOST_BLOCKS:
        return None
    lines = lines_of(walked)
    taken = guessed(walked, lines)
    measured = blocks_measured(walked, lines, taken, *_titles(walked, known))
    odds = log_odds(measured, asked=False)
    spans = (block.span for block in walked.blocks)
    return _Guess(
        walked, measured, dict(zip(spans, odds.tolist(), strict=True)), *sureness(measured, odds)
    )


def _sure_body(guess: _Guess, known: Meta) -> tuple[Stretch, ...]:
    """Return the body as the page alone shows it, or nothing where that leaves a doubt."""
    if guess.expected < _SURE or guess.words < _ENOUGH_WORDS:
        return ()
    walked, lines = guess.walked, guess.measured.lines
    kept = [index for index, odds in enumerate(guess.odds.values()) if odds > 0]
    body = tuple((walked.blocks[index], walked.blocks[index].span) for index in kept)
    doubtful = (
        _of_several(walked.blocks, lines, kept)
        or _leaves_out(walked.blocks, lines, kept)
        or is_live(Seen(walked, body, known))
    )
    return () if doubtful else body


def _of_several(blocks: Sequence[Block], lines: Sequence[Line], kept: Sequence[int]) -> bool:
    """Tell whether a choice of blocks stands in several elements of articles, as comments may."""
    words: Counter[int] = Counter()
    for index in kept:
        words[blocks[index].part] += lines[index].words
    return sum(words.values()) - max(words.values()) > _ASIDE * sum(words.values())


def _leaves_out(blocks: Sequence[Block], lines: Sequence[Line], kept: Sequence[int]) -> bool:
    """Tell whether sentences, or items of lists or tables, within a choice are not chosen."""
    chosen = set(kept)
    return any(
        (block.tag in _ITEMS or lines[index].prose)
        and block.linked < _MOSTLY_LINKS
        and _ASIDES.isdisjoint(block.regions)
        and index not in chosen
        for index, block in enumerate(blocks[kept[0] : kept[-1]], kept[0])
    )


def _titles(walked: Walked, known: Meta) -> tuple[str, int | None]:
    """Return what a page calls itself, and the block that shows its headline."""
    return walked.head.title or known.headline or "", headline_at(Seen(walked, (), known))


def _hides_text(raw: str, walked: Walked) -> bool:
    """Tell whether paragraphs may stand in the source that are not visible."""
    segments = walked.page.segments
    ends = [0, *(segment.source_end for segment in segments)]
    starts = [*(segment.source_start for segment in segments), len(raw)]
    return any(
        start - end > _LONG_GAP and _is_text(raw, walked, end, start)
        for end, start in zip(ends, starts, strict=True)
    )


def _is_text(raw: str, walked: Walked, start: int, end: int) -> bool:
    """Tell whether a stretch of the source holds paragraphs, its scripts and menus left out."""
    kept, at = [], start
    for first, last in walked.cuts[bisect_left(walked.cuts, (start, 0)) :]:
        if first >= end:
            break
        kept.append(raw[at:first])
        at = last
    text = "".join([*kept, raw[at:end]])
    if len(_PARAGRAPH_END.findall(text)) < _HIDDEN_PARAGRAPHS:
        return False
    return len(_TAG.sub(" ", text).split()) > _HIDDEN_WORDS


def _stretches(
    walked: Walked, spans: list[Span], known: Meta, guess: _Guess | None
) -> tuple[Stretch, ...]:
    """Return the stretches of the body: the library's, set right by what each block looks like."""
    from retold.reading.block_model import (  # noqa: PLC0415  (numpy is slow to import)
        MOST_BLOCKS,
        blocks_measured,
        cells_taken,
        lines_of,
        log_odds,
        shares_of,
        stretches,
    )

    if len(walked.blocks) > MOST_BLOCKS:
        return tuple(blocks_of(spans, walked.blocks))
    taken = shares_of(walked.blocks, spans)
    lines = lines_of(walked, guess.lines(walked) if guess else {})
    measured = blocks_measured(walked, lines, taken, *_titles(walked, known))
    kept = log_odds(measured, asked=True) + _CELL * cells_taken(walked.blocks, measured) > 0
    size = sum(line.words for line, keep in zip(measured.lines, kept, strict=True) if keep)
    if size < _FEWEST_WORDS:
        return tuple(blocks_of(spans, walked.blocks))
    return stretches(walked.blocks, spans, measured.taken, kept)


def library_body(raw: str, walked: Walked, source: str | None = None) -> tuple[Walked, list[Span]]:
    """Return where the library's body stands; in what is hidden if it is not visible.

    Args:
        raw: The source of the page.
        walked: The page.
        source: What of the source the library is to read, if it finds a body in it.
    """
    small = walked.depth <= MAX_TREE_DEPTH and walked.tags <= MAX_TREE_TAGS
    texts = paragraphs(source) if small and source is not None else []
    if small and not texts:
        texts = paragraphs(walked.without_cuts(raw))
    wanted = sum(len(squeeze(text)) for text in texts)
    if not wanted:
        return walked, []
    spans = locate(texts, walked.page.text)
    if _size(spans, walked) >= _ENOUGH * wanted:
        return set_apart(walked, spans), spans
    revealed = walk(raw, reveal=True)
    other = locate(texts, revealed.page.text)
    if _size(other, revealed) > 1.1 * _size(spans, walked):
        return set_apart(revealed, other), other
    return set_apart(walked, spans), spans


def _size(spans: list[Span], walked: Walked) -> int:
    return sum(len(squeeze(span.of(walked.page.text))) for span in spans)
