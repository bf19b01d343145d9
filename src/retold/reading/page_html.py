"""HTML pages: the visible page, the body in it, and what is known about it."""

from __future__ import annotations

import re
from dataclasses import replace

from retold.reading.build import Source, article, gather
from retold.reading.credits import Opening, agencies, find_opening, line_credit
from retold.reading.dates import find_date, iso_date
from retold.reading.html_body import MAX_TREE_DEPTH, MAX_TREE_TAGS, blocks_of, locate, paragraphs
from retold.reading.html_furniture import Mark, Sorter
from retold.reading.html_heads import Seen, headline, headline_at, standfirst
from retold.reading.html_meta import page_meta, places
from retold.reading.html_walk import Block, Walked, walk
from retold.reading.layers import join, squeeze, trim
from retold.reading.lines import words_of
from retold.reading.meta import Meta, names_in, tidy
from retold.reading.outcome import Hints, Outcome, refused
from retold.reading.text import read_page, read_text
from retold.types import Span

_ENOUGH = 0.8
_FEWEST_WORDS = 8
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-])")
_BEFORE, _AFTER = 1500, 600
_OPENING_WORDS = 8

Stretch = tuple[Block, Span]


def read_html(source: Source, hints: Hints) -> Outcome:
    """Read a page of HTML; without a single tag it is read as text."""
    walked = walk(source.raw)
    if not walked.tags:
        return read_text(source, hints)
    known = page_meta(walked.head).or_else(Meta(url=hints.url))
    walked, spans = library_body(source.raw, walked, known.url)
    if not spans:
        return _without_body(source, walked, known)
    return _finished(source, Seen(walked, _stretches(walked, spans, known), known))


def _stretches(walked: Walked, spans: list[Span], known: Meta) -> tuple[Stretch, ...]:
    """Return the stretches of the body: the library's, set right by what each block looks like."""
    from retold.reading.block_model import (  # noqa: PLC0415  (numpy is slow to import)
        MOST_BLOCKS,
        blocks_measured,
        log_odds,
        stretches,
    )

    if len(walked.blocks) > MOST_BLOCKS:
        return tuple(blocks_of(spans, walked.blocks))
    title = walked.head.title or known.headline or ""
    measured = blocks_measured(walked, spans, title, headline_at(Seen(walked, (), known)))
    kept = log_odds(measured) > 0
    size = sum(line.words for line, keep in zip(measured.lines, kept, strict=True) if keep)
    if size < _FEWEST_WORDS:
        return tuple(blocks_of(spans, walked.blocks))
    return stretches(walked.blocks, spans, measured.taken, kept)


def _without_body(source: Source, walked: Walked, known: Meta) -> Outcome:
    """Read a page in which the library finds no body as its lines alone show it."""
    if not walked.page.text.strip():
        return refused(source.name, "no article found: the page shows no text without its scripts")
    return read_page(source, walked.page, known)


def library_body(raw: str, walked: Walked, url: str | None) -> tuple[Walked, list[Span]]:
    """Return where the library's body stands; in what styles hide if it is not visible."""
    small = walked.depth <= MAX_TREE_DEPTH and walked.tags <= MAX_TREE_TAGS
    texts = paragraphs(raw, url) if small else []
    wanted = sum(len(squeeze(text)) for text in texts)
    if not wanted:
        return walked, []
    spans = locate(texts, walked.page.text)
    if _size(spans, walked) >= _ENOUGH * wanted:
        return walked, spans
    revealed = walk(raw, reveal=True)
    other = locate(texts, revealed.page.text)
    if _size(other, revealed) > 1.1 * _size(spans, walked):
        return revealed, other
    return walked, spans


def _size(spans: list[Span], walked: Walked) -> int:
    return sum(len(squeeze(span.of(walked.page.text))) for span in spans)


def _finished(source: Source, seen: Seen) -> Outcome:
    shown = standfirst(seen)
    sorter = Sorter(seen, headline(seen) or seen.meta.headline, shown)
    kept, marks = sorter.sift()
    kept, opening = _opened(kept, seen.page)
    if opening is not None:
        marks.append((opening[0], opening[1].kind, opening[1].reason))
    if not any(words_of(span.of(seen.page)) for _, span in kept):
        return _without_body(source, seen.walked, seen.meta)
    body = Span(kept[0][1].start, kept[-1][1].end)
    marks += sorter.outside([span for _, span in kept] + [mark[0] for mark in marks], body)
    meta = replace(seen.meta, headline=sorter.headline, standfirst=shown.text)
    visible = _visible(seen, _near(marks, body), opening[1] if opening else None, meta.url)
    meta = meta.or_else(visible)
    guessed = Meta()
    if not (meta.headline and meta.published):
        guessed = _from_library(source.raw)
        meta = meta.or_else(guessed)
    text = join(seen.page, _joined([span for _, span in kept], seen.page))
    told = [
        ("the visible page", replace(visible, headline=headline(seen), standfirst=shown.text)),
        *places(seen.walked.head),
        ("the library's guess", guessed),
    ]
    made = article(source, seen.walked.page, text, meta, gather(seen.page, marks), told)
    return Outcome((made,))


def _joined(spans: list[Span], page: str) -> list[Span]:
    joined: list[Span] = []
    for span in (trim(page, span) for span in spans):
        if joined and not page[joined[-1].end : span.start].strip():
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        elif span.start < span.end:
            joined.append(span)
    return joined


def _opened(kept: list[Stretch], page: str) -> tuple[list[Stretch], tuple[Span, Opening] | None]:
    """Cut the dateline off the first paragraph."""
    for index, (block, span) in enumerate(kept[:3]):
        if len(words_of(span.of(page))) < _OPENING_WORDS:
            continue
        opening = find_opening(span.of(page))
        if opening is None:
            return kept, None
        cut = Span(span.start, span.start + opening.span.end)
        rest = (block, Span(cut.end, span.end))
        return [*kept[:index], rest, *kept[index + 1 :]], (cut, opening)
    return kept, None


# -- what the visible page says ----------------------------------------------------------------


def _near(marks: list[Mark], body: Span) -> list[Mark]:
    """Return the marks inside and close to the body."""
    low, high = body.start - _BEFORE, body.end + _AFTER
    return [mark for mark in sorted(marks) if low < mark[0].start < high]


def _visible(seen: Seen, near: list[Mark], opening: Opening | None, url: str | None) -> Meta:
    """Return what readers see near the body, and the date in the page's address."""
    lines = [(kind, span.of(seen.page)) for span, kind, _ in near]
    bylines = [line for kind, line in lines if kind == "byline"]
    named = [line_credit(line) for kind, line in lines if kind == "credit"]
    credited = [opening.credit if opening else None, *named]
    credited += [name for line in bylines for name in agencies(line)]
    dates = (find_date(line) for kind, line in lines if kind == "date")
    shown = next((dated.iso for dated in dates if dated), None)
    return Meta(
        outlet=opening.outlet if opening else None,
        byline=next(filter(None, map(names_in, bylines)), ()),
        published=(opening.published if opening else None) or shown or _url_date(url),
        credits=tuple(filter(None, credited)),
    )


def _url_date(url: str | None) -> str | None:
    found = _URL_DATE.search(url or "")
    return iso_date("-".join(found.groups())) if found else None


def _from_library(raw: str) -> Meta:
    """Return what trafilatura's own rules make of a page, for what is still missing."""
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415  (slow, seldom needed)

    try:
        document = extract_metadata(raw)
    except Exception:  # noqa: BLE001  (a foreign parser on hostile input; the field stays empty)
        return Meta()
    return Meta(
        headline=tidy(document.title),
        outlet=tidy(document.sitename),
        published=iso_date(document.date),
        byline=names_in(document.author or ""),
    )
