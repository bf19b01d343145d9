"""The body of an HTML page: trafilatura's paragraphs, found again in the visible page."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import cache
from typing import Any

from retold.reading.html_blocks import Block, Walked
from retold.reading.layers import Squeezed, squeeze, trim
from retold.types import Span

_BLOCKS = frozenset(
    {
        "p",
        "head",
        "item",
        "quote",
        "cell",
        "code",
        "ab",
        "row",
        "list",
        "table",
        "div",
        "fw",
        "dd",
        "dt",
    }
)
_MENUS = frozenset({"nav", "footer", "select", "button", "dialog"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_MOSTLY_LINKS = 0.8
MAX_TREE_DEPTH = 220
"""Pages nested deeper than this are not given to the tree parser, which recurses."""
MAX_TREE_TAGS = 25_000
"""Nor are pages with more tags (five times the most seen on a news page): its time is quadratic."""
_SMALLEST = 12
_CHAINED = 4
_NEAR = 600
_MOST_PLACES = 8
_GAP_COST, _MOST_GAP = 0.02, 30.0


def paragraphs(source: str) -> list[str]:
    """Return the paragraphs that trafilatura takes for the body of a page."""
    import trafilatura  # noqa: PLC0415  (half a second, needed for HTML alone)

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        document = trafilatura.bare_extraction(source, options=_options())
    except Exception:  # noqa: BLE001  (a foreign parser on hostile input; the caller falls back)
        return []
    body = getattr(document, "body", None)
    return [] if body is None else _texts(body)


@cache
def _options() -> Any:
    """Return how the library reads; as text, since for its Python form it writes all once more."""
    from trafilatura.settings import Extractor  # noqa: PLC0415  (loaded with trafilatura)

    return Extractor(output_format="txt", fast=True, comments=False, tables=True)


def _texts(body: Any) -> list[str]:
    """Return the texts of a tree, cut at its blocks and line breaks."""
    parts: list[list[str]] = [[]]
    for event, element in _events(body):
        if element.tag in _BLOCKS or element.tag == "lb":
            parts.append([])
        parts[-1].append((element.text if event == "start" else element.tail) or "")
    return [text for part in parts if (text := " ".join("".join(part).split()))]


def _events(body: Any) -> Any:
    from lxml.etree import iterwalk  # noqa: PLC0415  (loaded with trafilatura)

    return iterwalk(body, events=("start", "end"))


def locate(texts: list[str], page: str) -> list[Span]:
    """Return where the texts stand in a page, in the page's order.

    A text may stand in several places (a headline in a list of links): the chain of places
    that keeps the order and leaves the least between them is taken. A text that does not stand
    there in one piece is looked for in parts, between its neighbours.
    """
    squeezed = Squeezed(page)
    chosen = _chain([_places(text, squeezed) for text in texts])
    spans: list[Span] = []
    for text, span, after in zip(texts, chosen, _later_starts(chosen), strict=True):
        if span is None:
            # A table's single figures, say: too short to be looked for anywhere but in place.
            before = spans[-1].end if spans else None
            spans.extend(_parts(text, squeezed, _between(before, after, len(page), len(text))))
        else:
            spans.append(span)
    return merged(spans, page)


def _later_starts(chosen: list[Span | None]) -> list[int | None]:
    """Return for each place where it or the next that is known begins."""
    starts: list[int | None] = []
    start = None
    for span in reversed(chosen):
        start = start if span is None else span.start
        starts.append(start)
    return starts[::-1]


def _places(text: str, squeezed: Squeezed) -> list[Span]:
    return squeezed.find(text, _MOST_PLACES) if len(squeeze(text)) >= _CHAINED else []


def _between(before: int | None, after: int | None, size: int, length: int) -> Span:
    start = before if before is not None else max(0, (after or 0) - length - _NEAR)
    end = after if after is not None else min(size, start + 2 * length + _NEAR)
    return Span(start, max(start, end))


def _chain(places: list[list[Span]]) -> list[Span | None]:
    """Choose one place or none for each text so that most characters come in order."""
    # best: end of chain -> (characters covered, minus the gaps), and the chain as a linked list
    chains: list[tuple[float, int, Any]] = [(0.0, -1, None)]
    for index, spans in enumerate(places):
        longer = []
        for span in spans:
            score, chain = _best_before(chains, span.start)
            longer.append((score + span.end - span.start, span.end, (index, span, chain)))
        chains = _best(chains + longer)
    chosen: list[Span | None] = [None] * len(places)
    chain = max(chains, key=lambda item: item[0])[2]
    while chain is not None:
        index, span, chain = chain
        chosen[index] = span
    return chosen


def _best_before(chains: list[tuple[float, int, Any]], start: int) -> tuple[float, Any]:
    """Return the best chain that ends before a place, what lies between taken off."""
    best, found = float("-inf"), None
    for score, end, chain in chains:
        if end <= start:
            if end >= 0:
                score -= min((start - end) * _GAP_COST, _MOST_GAP)  # noqa: PLW2901  (it runs often)
            if score > best:
                best, found = score, chain
    return best, found


def _best(chains: list[tuple[float, int, Any]], most: int = 24) -> list[tuple[float, int, Any]]:
    """Keep the chains worth extending; the empty one stays, so that any text can begin."""
    kept = sorted(chains, key=lambda item: -item[0])[:most]
    return kept if any(end < 0 for _, end, _ in kept) else [*kept, (0.0, -1, None)]


def _parts(text: str, squeezed: Squeezed, window: Span) -> list[Span]:
    """Find a text in pieces inside a window: halved at its spaces until the halves are there."""
    if len(squeeze(text)) < _SMALLEST:
        return squeezed.find(text, 1, window)
    found: list[Span] = []
    queue, start = [text], window.start
    while queue:
        piece = queue.pop(0)
        if len(squeeze(piece)) < _SMALLEST:
            continue
        places = squeezed.find(piece, 1, Span(start, window.end))
        if places:
            found.append(places[0])
            start = places[0].end
        elif " " in piece.strip():
            middle = piece.find(" ", len(piece) // 2)
            middle = piece.rfind(" ", 0, len(piece) // 2) if middle < 0 else middle
            if middle > 0:
                queue[:0] = [piece[:middle], piece[middle + 1 :]]
    return found


def merged(spans: list[Span], page: str) -> list[Span]:
    """Return the spans sorted, without overlaps, those with only spaces between them joined."""
    joined: list[Span] = []
    for span in sorted(trim(page, span) for span in spans):
        if span.start >= span.end:
            continue
        last = joined[-1] if joined else None
        if last is not None and span.start <= last.end:
            joined[-1] = Span(last.start, max(last.end, span.end))
        elif last is not None and _only_spaces(page[last.end : span.start]):
            joined[-1] = Span(last.start, span.end)
        else:
            joined.append(span)
    return joined


def _only_spaces(gap: str) -> bool:
    return len(gap) < 4 and gap.strip(" \xa0") == ""


def blocks_of(spans: list[Span], blocks: tuple[Block, ...]) -> list[tuple[Block, Span]]:
    """Return the parts of the spans that fall into each block, in order."""
    pairs: list[tuple[Block, Span]] = []
    at = 0
    for block in blocks:
        while at < len(spans) and spans[at].end <= block.span.start:
            at += 1
        later = at
        while later < len(spans) and spans[later].start < block.span.end:
            start = max(spans[later].start, block.span.start)
            end = min(spans[later].end, block.span.end)
            pairs.append((block, Span(start, end)))
            later += 1
    return pairs


def set_apart(walked: Walked, spans: list[Span]) -> Walked:
    """Set the blocks apart that stand in a menu or are links, unless the library took them."""
    kept: list[Block] = []
    beside: list[Block] = []
    at = 0
    for block in walked.blocks:
        while at < len(spans) and spans[at].end <= block.span.start:
            at += 1
        taken = at < len(spans) and spans[at].start < block.span.end
        linked = block.linked > _MOSTLY_LINKS and block.tag not in _HEADINGS
        aside = not taken and (linked or not _MENUS.isdisjoint(block.regions))
        (beside if aside else kept).append(block)
    return replace(walked, blocks=tuple(kept), beside=tuple(beside))
