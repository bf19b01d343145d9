"""HTML pages: the visible page, the body in it, and what is known about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from retold.reading.build import Source, article, gather
from retold.reading.credits import Opening, agencies, find_opening, line_credit
from retold.reading.dates import find_date, iso_date
from retold.reading.html_body import MAX_TREE_DEPTH, blocks_of, locate, paragraphs
from retold.reading.html_meta import page_meta
from retold.reading.html_walk import Block, Walked, walk
from retold.reading.layers import join, squeeze, trim
from retold.reading.lines import Kind, ends_sentence, kind_of, words_of
from retold.reading.meta import Meta, names_in, tidy
from retold.reading.outcome import Hints, Outcome, refused
from retold.reading.text import read_page, read_text
from retold.types import Layer, Span

_KEY = re.compile(r"[\W_]+")
_ENOUGH = 0.8
_SHORTEST_COPY = 24
_HEADLINE_SHARE = 0.5
_STANDFIRST = re.compile(
    r"standfirst|sub-?title|sub-?head(?:line)?|\bdek\b|\bdeck\b|strapline|excerpt|article[-_]*(?:summary|description|intro)|lead-?in"
)
_BYLINE = re.compile(r"byline|author")
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-])")
_MENUS = {
    "nav": "it stands in the page's navigation", "header": "it stands in the page's header",
    "footer": "it stands in the page's footer", "aside": "it stands beside the article",
    "form": "it is part of a form", "button": "it is a button", "select": "it is a choice in a form",
    "dialog": "it is a dialog of the site",
}  # fmt: skip
_NEAR = 12


@dataclass(frozen=True, slots=True)
class _Found:
    """The page, the stretches of its body by block, and what is known."""

    walked: Walked
    body: list[tuple[Block, Span]]
    meta: Meta


def read_html(source: Source, hints: Hints) -> Outcome:
    """Read a page of HTML; without a single tag it is read as text."""
    walked = walk(source.raw)
    if not walked.tags:
        return read_text(source, hints)
    known = page_meta(walked.head).or_else(Meta(url=hints.url))
    walked, spans = _body(source.raw, walked, known.url)
    if not spans:
        return _without_body(source, walked, known)
    found = _Found(walked, blocks_of(spans, walked.blocks), known)
    return _finished(source, found, spans)


def _without_body(source: Source, walked: Walked, known: Meta) -> Outcome:
    if not walked.page.text.strip():
        return refused(source.name, "no article found: the page shows no text without its scripts")
    return read_page(source, walked.page, known)


def _body(raw: str, walked: Walked, url: str | None) -> tuple[Walked, list[Span]]:
    """Return where the body stands in the page; in what styles hide if it is not visible."""
    if walked.depth > MAX_TREE_DEPTH:
        return walked, []
    texts = paragraphs(raw, url)
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


def _finished(source: Source, found: _Found, spans: list[Span]) -> Outcome:
    page = found.walked.page.text
    meta = found.meta
    headline = _headline(found)
    meta = replace(meta, headline=headline or meta.headline)
    standfirst, shown = _standfirst(found, meta)
    meta = replace(meta, standfirst=standfirst)
    kept, marks = _sift(found, meta, shown, page)
    kept, opening = _opened(kept, page)
    if opening is not None:
        marks.append((opening[0], opening[1].kind, opening[1].reason))
    if not any(words_of(span.of(page)) for _, span in kept):
        return _without_body(source, found.walked, meta)
    body = join(page, _joined([span for _, span in kept], page))
    first, last = kept[0][1].start, kept[-1][1].end
    marks += _outside(
        found, [span for _, span in kept] + [mark[0] for mark in marks], meta, shown, (first, last)
    )
    meta = _completed(source, found, meta, marks, opening[1] if opening else None, (first, last))
    return Outcome((article(source, found.walked.page, body, meta, gather(page, marks)),))


def _joined(spans: list[Span], page: str) -> list[Span]:
    joined: list[Span] = []
    for span in (trim(page, span) for span in spans):
        if joined and not page[joined[-1].end : span.start].strip():
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        elif span.start < span.end:
            joined.append(span)
    return joined


# -- headline and standfirst -------------------------------------------------------------------


def _headline(found: _Found) -> str | None:
    """Return the heading that readers see, if it says what the page's source says."""
    page = found.walked.page.text
    named = set(
        _words(
            f"{found.meta.headline or ''} {found.walked.head.title} {found.walked.head.meta('og:title') or ''}"
        )
    )
    best, fit = None, 0.0
    for block in found.walked.blocks:
        if block.tag not in ("h1", "h2") or {"nav", "footer", "aside"} & set(block.regions):
            continue
        words = _words(block.span.of(page))
        share = len(named & set(words)) / len(set(words)) if len(words) > 1 else 0.0
        share = (
            share * min(len(words), 6) / 6
            if block.tag == "h1"
            else share * 0.5 * min(len(words), 6) / 6
        )
        if share > fit:
            best, fit = block, share
    return tidy(best.span.of(page)) if best is not None and fit >= _HEADLINE_SHARE else None


def _standfirst(found: _Found, meta: Meta) -> tuple[str | None, Block | None]:
    """Return the standfirst and the block that shows it.

    A description in the page's source counts if it is shown outside the body, or if it is no
    copy of the body's first sentences.
    """
    page = found.walked.page.text
    marked = _marked_standfirst(found, page)
    key = _key(meta.standfirst or "")
    if len(key) < _SHORTEST_COPY:
        return (tidy(marked.span.of(page)), marked) if marked else (None, None)
    shown = _shown(found, key, page)
    if shown is not None:
        return tidy(shown.span.of(page)), shown
    if marked is not None:
        return tidy(marked.span.of(page)), marked
    text = _key("".join(span.of(page) for _, span in found.body[:12])[: 4 * len(key) + 2000])
    copied = key[: max(_SHORTEST_COPY, len(key) * 3 // 4)] in text
    return (None if copied else meta.standfirst), None


def _shown(found: _Found, key: str, page: str) -> Block | None:
    start = key[: max(_SHORTEST_COPY, len(key) * 3 // 4)]
    for block in found.walked.blocks:
        text = _key(block.span.of(page))
        if text.startswith(start) and len(text) < 2 * len(key) + 80 and _is_apart(found, block):
            return block
    return None


def _is_apart(found: _Found, block: Block) -> bool:
    """Tell whether a block is no paragraph of the body: by its place, its tag or its class."""
    if {"nav", "aside", "footer"} & set(block.regions):
        return False
    if block.tag in ("h1", "h2", "h3") or _STANDFIRST.search(block.classes):
        return True
    body = [other for other, _ in found.body]
    if block not in body:
        return bool(body) and block.span.start < body[-1].span.end
    return _before_byline(found, block)


def _before_byline(found: _Found, block: Block) -> bool:
    """Tell whether a byline or date stands between the block and the next paragraph."""
    page, blocks = found.walked.page.text, found.walked.blocks
    at = blocks.index(block)
    for other in blocks[at + 1 : at + 6]:
        text = other.span.of(page)
        kind = kind_of(text)
        if kind is not None and kind.name in ("byline", "date"):
            return True
        if len(words_of(text)) > 20:
            return False
    return False


def _marked_standfirst(found: _Found, page: str) -> Block | None:
    """Return a block between the headline and the third paragraph that its class names so."""
    blocks = found.walked.blocks
    top = next((i for i, block in enumerate(blocks) if block.tag == "h1"), None)
    if top is None:
        return None
    for block in blocks[top + 1 : top + 8]:
        text = block.span.of(page)
        if _STANDFIRST.search(block.classes) and len(words_of(text)) >= 5 and kind_of(text) is None:
            return block
    return None


# -- furniture -------------------------------------------------------------------------------


def _sift(
    found: _Found, meta: Meta, shown: Block | None, page: str
) -> tuple[list[tuple[Block, Span]], list[tuple[Span, str, str]]]:
    """Part the body's stretches into text and furniture."""
    kept: list[tuple[Block, Span]] = []
    marks: list[tuple[Span, str, str]] = []
    for index, (block, span) in enumerate(found.body):
        kind = _named(block, span.of(page), meta, shown) or _inner_kind(block, span, page)
        if kind is None and index < 3 and not kept and _is_byline(block, span.of(page), meta):
            kind = Kind("byline", "it names the author")
        if kind is None:
            kept.append((block, span))
        else:
            marks.append((span, kind.name, kind.reason))
    return kept, marks


def _named(block: Block, text: str, meta: Meta, shown: Block | None) -> Kind | None:
    key = _key(text)
    if meta.headline and key and key == _key(meta.headline):
        return Kind("headline", "the page's headline")
    if shown is block:
        return Kind("standfirst", "the page's own description, shown apart from the body")
    return None


def _inner_kind(block: Block, span: Span, page: str) -> Kind | None:
    """Return what a stretch of the body is, where its words leave no doubt."""
    if "figcaption" in block.regions:
        return Kind("caption", "it stands under a picture")
    kind = kind_of(span.of(page))
    if kind is not None and kind.name == "caption" and len(words_of(span.of(page))) > 30:
        return None
    if kind is not None and kind.name == "mark" and block.tag in ("td", "th"):
        return None
    return kind


def _is_byline(block: Block, text: str, meta: Meta) -> bool:
    words = words_of(text)
    if len(words) > 14 or (ends_sentence(text) and len(words) > 6):
        return False
    return bool(_BYLINE.search(block.classes)) or any(
        _key(name) in _key(text) for name in meta.byline if len(name) > 4
    )


def _opened(
    kept: list[tuple[Block, Span]], page: str
) -> tuple[list[tuple[Block, Span]], tuple[Span, Opening] | None]:
    """Cut the dateline off the first paragraph."""
    for index, (block, span) in enumerate(kept[:3]):
        if len(words_of(span.of(page))) < 8:
            continue
        opening = find_opening(span.of(page))
        if opening is None:
            return kept, None
        cut = Span(span.start, span.start + opening.span.end)
        return [*kept[:index], (block, Span(cut.end, span.end)), *kept[index + 1 :]], (cut, opening)
    return kept, None


def _outside(
    found: _Found, inside: list[Span], meta: Meta, shown: Block | None, body: tuple[int, int]
) -> list[tuple[Span, str, str]]:
    """Name everything on the page that is neither body nor named already."""
    page = found.walked.page.text
    inside = sorted(inside)
    marks: list[tuple[Span, str, str]] = []
    at = 0
    for block in found.walked.blocks:
        while at < len(inside) and inside[at].end <= block.span.start:
            at += 1
        start, later = block.span.start, at
        while later < len(inside) and inside[later].start < block.span.end:
            _mark(marks, Span(start, inside[later].start), block, meta, shown, body, page)
            start = max(start, inside[later].end)
            later += 1
        _mark(marks, Span(start, block.span.end), block, meta, shown, body, page)
    return marks


def _mark(
    marks: list[tuple[Span, str, str]], span: Span, block: Block, meta: Meta, shown: Block | None,
    body: tuple[int, int], page: str,
) -> None:  # fmt: skip
    span = trim(page, span) if span.start < span.end else span
    if span.start < span.end:
        kind = _outer_kind(
            block, span.of(page), meta, shown, inside=body[0] <= span.start < body[1]
        )
        marks.append((span, kind.name, kind.reason))


def _outer_kind(block: Block, text: str, meta: Meta, shown: Block | None, *, inside: bool) -> Kind:
    kind = _named(block, text, meta, shown)
    if kind is not None:
        return kind
    if "figcaption" in block.regions:
        return Kind("caption", "it stands under a picture")
    kind = kind_of(text)
    if kind is not None:
        return kind
    if _is_byline(block, text, meta) and not {"nav", "footer"} & set(block.regions):
        return Kind("byline", "it names the author")
    for region in block.regions:
        if region in _MENUS:
            return Kind("menu", _MENUS[region])
    if block.linked > 0.8:
        return Kind("related" if inside else "menu", "it is made of links")
    return Kind("aside" if inside else "other", "it is not among the article's paragraphs")


# -- what the visible page says ----------------------------------------------------------------


def _completed(
    source: Source, found: _Found, meta: Meta, marks: list[tuple[Span, str, str]],
    opening: Opening | None, body: tuple[int, int],
) -> Meta:  # fmt: skip
    page = found.walked.page.text
    near = [mark for mark in sorted(marks) if body[0] - 1500 < mark[0].start < body[1] + 600]
    credits = [opening.credit] if opening and opening.credit else []
    credits += [
        named
        for span, kind, _ in near
        if kind == "credit" and (named := line_credit(span.of(page)))
    ]
    credits += [
        name for span, kind, _ in near if kind == "byline" for name in agencies(span.of(page))
    ]
    if not meta.byline:
        lines = [
            span.of(page) for span, kind, _ in near if kind == "byline" and span.start < body[0]
        ]
        meta = replace(meta, byline=next(filter(None, map(names_in, lines)), ()))
    seen = next(
        (d.iso for span, kind, _ in near if kind == "date" and (d := find_date(span.of(page)))),
        None,
    )
    addressed = _URL_DATE.search(meta.url or "")
    from_url = iso_date("-".join(addressed.groups())) if addressed else None
    published = meta.published or (opening.published if opening else None) or seen or from_url
    meta = replace(
        meta,
        credits=tuple(credits),
        published=published,
        outlet=meta.outlet or (opening.outlet if opening else None),
    )
    if meta.headline and meta.published:
        return meta
    return meta.or_else(_from_library(source.raw))


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


def _key(text: str) -> str:
    return _KEY.sub("", text).casefold()


def _words(text: str) -> list[str]:
    return [word.casefold() for word in words_of(text)]


def page_of(raw: str) -> Layer:
    """Return the visible text of a page."""
    return walk(raw).page
