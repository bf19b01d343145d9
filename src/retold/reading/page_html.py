"""HTML pages: the visible page, the body in it, and what is known about it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise

from retold.reading.build import Source, article, gather
from retold.reading.credits import Opening, agencies, find_opening, line_credit
from retold.reading.dates import iso_date
from retold.reading.html_around import Around, around, visible_date
from retold.reading.html_blocks import Walked
from retold.reading.html_byline import (
    called_authors,
    lone_authors,
    trusted,
    with_authors,
)
from retold.reading.html_choice import body_of
from retold.reading.html_furniture import Mark, Sorter, posts_quoted
from retold.reading.html_heads import (
    Seen,
    headline,
    key,
)
from retold.reading.html_meta import linked_of, merged, places, titled_outlet
from retold.reading.html_parts import MOST_ARTICLES, Piece, Stretch, pieces
from retold.reading.html_standfirst import Standfirst, standfirst
from retold.reading.html_stretches import (
    is_live,
    live_note,
    parts_of,
    with_headings,
    with_posts,
    with_siblings,
)
from retold.reading.html_told import (
    ToldBlog,
    inserted,
    told_blog,
    told_not_free,
    told_posts,
    told_text,
)
from retold.reading.html_trim import trimmed
from retold.reading.html_walk import walk
from retold.reading.layers import join, trim
from retold.reading.lines import ends_sentence, words_of
from retold.reading.meta import Meta, names_in, tidy
from retold.reading.outcome import Hints, Outcome, refused
from retold.reading.reasons import STUB_WORDS, asks_to_pay, stub_note, wall_of
from retold.reading.text import read_page, read_text
from retold.types import Article, Layer, Part, Span

_FEWEST_WORDS = 8
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-])")
_BEFORE, _AFTER = 1500, 600
_OPENING_WORDS = 8
_FEW_TEASED, _WALL_REACH = 150, 3000
"""Of more words than this only a beginning is told apart by what stands behind it."""
_ID_LENGTH = 12
_MOST_JUDGED = 40_000
"""Blocks that are judged for all articles of a page together: each looks at every block."""
_LISTED, _ALL_LINKS = 5, 0.9
"""Of so many blocks nearly all must be links without a sentence to be a list of headlines."""
_TEASER_WORDS = 25


def read_html(source: Source, hints: Hints) -> Outcome:
    """Read a page of HTML; without a single tag it is read as text."""
    walked = walk(source.raw)
    if not walked.tags:
        return read_text(source, hints)
    told = places(walked.head)
    known = merged(told).or_else(Meta(url=hints.url))
    walked, chosen = body_of(source.raw, walked, known)
    body = with_posts(chosen, walked)
    seen = Seen(walked, body, known, told)
    shown = " ".join(span.of(seen.page) for _, span in body)
    blog = told_blog(source.raw, walked.head, shown)
    hidden = blog.text if blog else told_text(source.raw, walked.head, shown)
    if hidden is not None:
        return _from_told(source, seen, hidden, blog)
    return _finished(source, seen) if chosen else _without_body(source, walked, known)


def _without_body(source: Source, walked: Walked, known: Meta) -> Outcome:
    """Read a page in which the library finds no body as its lines alone show it."""
    if not walked.page.text.strip():
        return refused(source.name, "no article found: the page shows no text without its scripts")
    return read_page(source, walked.page, known)


def _from_told(source: Source, seen: Seen, hidden: Layer, blog: ToldBlog | None) -> Outcome:
    """Read an article whose text stands in the page's linked data, and only there in full."""
    put = inserted(seen.walked.page, hidden)
    shown = standfirst(seen)
    sorter = Sorter(seen, headline(seen) or seen.meta.headline, shown, posts_quoted(seen))
    marks = [(part, "repeated", "the linked data have it in full") for _, part in seen.body]
    marks += sorter.outside([mark[0] for mark in marks], Span(0, 0))
    meta = replace(seen.meta, headline=sorter.headline, standfirst=shown.text)
    note = "the text is that of the page's linked data; readers are shown less of it"
    noted = replace(source, notes=(*source.notes, note, *_told_live(blog)))
    marks = [(put.moved(span), kind, reason) for span, kind, reason in marks]
    page = put.page
    body = join(page.text, [put.text])
    made = article(noted, page, body, meta, gather(page.text, marks), seen.told)
    return Outcome((replace(made, parts=blog.parts() if blog else ()),))


def _told_live(blog: ToldBlog | None) -> tuple[str, ...]:
    return (live_note(len(blog.starts), len(blog.starts)),) if blog else ()


def _finished(source: Source, seen: Seen) -> Outcome:
    shown = standfirst(seen)
    sorter = Sorter(seen, headline(seen) or seen.meta.headline, shown, posts_quoted(seen))
    kept, marks = sorter.sift()
    if not is_live(seen):
        kept, edges = trimmed(kept, seen)
        marks += edges
    if not any(words_of(span.of(seen.page)) for _, span in kept):
        return _without_body(source, seen.walked, seen.meta)
    reason = _no_article(sorter, kept)
    if reason is not None:
        return refused(source.name, f"no article found: {reason}")
    if is_live(seen):
        kept = with_headings(with_siblings(kept, seen), seen)
        whole = Piece(None, kept[-1][1].end, tuple(kept), live=True)
        return Outcome((_article(source, sorter, whole, marks),))
    found = pieces(kept, seen)
    if len(found) == 1:
        return Outcome((_article(source, sorter, found[0], marks),))
    return _several(source, sorter, found, marks)


def _no_article(sorter: Sorter, kept: list[Stretch]) -> str | None:
    """Return what a page is that shows words, but no article."""
    texts = [span.of(sorter.seen.page) for _, span in kept]
    if len(kept) <= _FEWEST_WORDS and (words := len(words_of(" ".join(texts)))) < _FEWEST_WORDS:
        known = wall_of(" ".join([sorter.headline or "", *texts]))
        return known or f"too short ({words} word{'s' * (words != 1)})"
    if len(kept) >= _LISTED and _are_lines(texts):
        teasers = max(map(len, map(words_of, texts))) <= _TEASER_WORDS
        linked = sum(block.linked for block, _ in kept) > _ALL_LINKS * len(kept)
        return "a list of headlines" if linked or (teasers and _is_led(sorter.seen, kept)) else None
    return wall_of(" ".join([sorter.headline or "", *texts]))


def _are_lines(texts: list[str]) -> bool:
    """Tell whether nearly none of some texts ends as a sentence does."""
    return sum(1 for text in texts if not ends_sentence(text)) > _ALL_LINKS * len(texts)


def _is_led(seen: Seen, kept: list[Stretch]) -> bool:
    """Tell whether a link of its own stands before nearly every stretch, as on a front page."""
    walked = seen.walked
    every = sorted([*walked.blocks, *walked.beside], key=lambda block: block.span.start)
    before = dict(pairwise(block.span for block in every))
    after = {later: earlier for earlier, later in before.items()}
    links = {block.span for block in every if block.linked > _ALL_LINKS}
    led = sum(1 for block, _ in kept if after.get(block.span) in links)
    return led > _ALL_LINKS * len(kept)


def _several(source: Source, sorter: Sorter, found: list[Piece], marks: list[Mark]) -> Outcome:
    """Read each of the articles of a page by itself."""
    most = min(MOST_ARTICLES, max(1, _MOST_JUDGED // max(len(sorter.seen.walked.blocks), 1)))
    note = f"one of {len(found)} articles on the page, each read by itself"
    if len(found) > most:
        note += f"; no more than the first {most} are read" if most > 1 else "; the others are not"
    articles = []
    for number, piece in enumerate(found[:most], 1):
        others = [
            (span, "other article", "it stands under a headline of its own")
            for other in found
            for _, span in other.kept
            if other is not piece
        ]
        own = _clear_of(marks, [span for span, _, _ in others])
        named = replace(source, notes=(*source.notes, note))
        if number > 1:
            id_ = f"{source.given_id or source.digest[:_ID_LENGTH]}-{number}"
            named = replace(named, name=f"{source.name}#{number}", given_id=id_)
        articles.append(_article(named, _sorter_of(piece, sorter, number), piece, own + others))
    return Outcome(tuple(articles))


def _clear_of(marks: list[Mark], spans: list[Span]) -> list[Mark]:
    """Return the marks that overlap none of some spans, which stand apart from each other."""
    spans = sorted(spans, key=lambda span: span.end)
    ends = [span.end for span in spans]
    after = (bisect_right(ends, mark[0].start) for mark in marks)
    return [
        mark
        for mark, at in zip(marks, after, strict=True)
        if at == len(spans) or spans[at].start >= mark[0].end
    ]


def _sorter_of(piece: Piece, sorter: Sorter, number: int) -> Sorter:
    """Return what tells the blocks of one of several articles apart, and knows its own fields."""
    seen = sorter.seen
    if piece.title is None:
        return sorter
    title = tidy(seen.text(piece.title)) or ""
    if number == 1 and (sorter.headline is None or key(sorter.headline) == key(title)):
        return sorter
    told = linked_of(seen.walked.head, title)
    same = Meta(outlet=seen.meta.outlet, language=seen.meta.language, url=seen.meta.url)
    known = replace(told, headline=title, standfirst=None).or_else(same)
    own = replace(seen, body=piece.kept, meta=known, told=(("JSON-LD", told),), part=piece.span)
    return Sorter(own, title, Standfirst(), sorter.posted)


def _article(source: Source, sorter: Sorter, piece: Piece, marks: list[Mark]) -> Article:
    """Return an article of a page, its text and furniture being known so far."""
    seen, shown = sorter.seen, sorter.standfirst
    kept, opening = _opened(list(piece.kept), seen.page)
    if opening is not None:
        marks = [*marks, (opening[0], opening[1].kind, opening[1].reason)]
    body = Span(kept[0][1].start, kept[-1][1].end)
    marks = marks + sorter.outside([span for _, span in kept] + [mark[0] for mark in marks], body)
    meta = replace(seen.meta, headline=sorter.headline, standfirst=shown.text)
    near = _near(marks, seen.part or Span(body.start - _BEFORE, body.end + _AFTER))
    visible = _visible(seen, near, opening[1] if opening else None)
    place = around(seen, body, sorter.headline)
    visible = _from_lines(visible, place, meta)
    meta = with_authors(meta, visible.byline).or_else(visible)
    if meta.published is None:
        meta = replace(meta, published=_url_date(meta.url) or visible_date(place, far=True))
    if meta.outlet is None:
        meta = replace(meta, outlet=titled_outlet(seen.walked.head.title, meta.headline))
    guessed = Meta()
    if not (meta.headline and meta.published) and seen.part is None:
        guessed = _from_library(_without_scripts(source.raw, seen.walked))
        meta = meta.or_else(guessed)
    text = join(seen.page, _joined([span for _, span in kept], seen.page))
    titled = headline(seen) if seen.part is None else sorter.headline
    told = [
        ("the visible page", replace(visible, headline=titled, standfirst=shown.text)),
        *seen.told,
        ("the library's guess", guessed),
    ]
    parts = parts_of(text, kept, seen, live=piece.live)
    live = _live(parts, seen) if piece.live else ()
    noted = replace(source, notes=(*source.notes, *live, *_notes(seen, text, kept)))
    made = article(noted, seen.walked.page, text, meta, gather(seen.page, marks), told)
    return replace(made, parts=parts)


def _live(parts: tuple[Part, ...], seen: Seen) -> tuple[str, ...]:
    posts = sum(1 for part in parts if part.kind == "post")
    return (live_note(posts, len(told_posts(seen.walked.head))),)


def _notes(seen: Seen, text: Layer, kept: list[Stretch]) -> tuple[str, ...]:
    """Say whether the page shows only a beginning."""
    if not told_not_free(seen.walked.head) or len(words_of(text.text)) > STUB_WORDS:
        return ()
    after = seen.page[kept[-1][1].end :]
    whole = len(words_of(text.text)) > _FEW_TEASED and ends_sentence(text.text)
    if stub_note(text.text, after) is not None or (whole and not asks_to_pay(after[:_WALL_REACH])):
        return ()
    return ("only the beginning of the article, it seems: the page says it is not free",)


def _joined(spans: list[Span], page: str) -> list[Span]:
    joined: list[Span] = []
    for span in (trim(page, span) for span in spans):
        if joined and not page[joined[-1].end : span.start].strip():
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        elif span.start < span.end:
            joined.append(span)
    return joined


def _opened(kept: list[Stretch], page: str) -> tuple[list[Stretch], tuple[Span, Opening] | None]:
    """Cut the dateline off the paragraph that it opens, one of the first two."""
    for index, (block, span) in enumerate(kept[:2]):
        if len(words_of(span.of(page))) < _OPENING_WORDS:
            continue
        opening = find_opening(span.of(page))
        if opening is None:
            continue  # it may be a standfirst
        cut = Span(span.start, span.start + opening.span.end)
        rest = (block, Span(cut.end, span.end))
        return [*kept[:index], rest, *kept[index + 1 :]], (cut, opening)
    return kept, None


# -- what the visible page says ----------------------------------------------------------------


def _near(marks: list[Mark], around: Span) -> list[Mark]:
    """Return the marks inside a stretch of the page."""
    return [mark for mark in sorted(marks) if around.start < mark[0].start < around.end]


def _visible(seen: Seen, near: list[Mark], opening: Opening | None) -> Meta:
    """Return outlet, date and credits that readers see near the body."""
    lines = [(kind, span.of(seen.page)) for span, kind, _ in near]
    named = [line_credit(line) for kind, line in lines if kind == "credit"]
    credited = [opening.credit if opening else None, *named]
    credited += [name for kind, line in lines if kind == "byline" for name in agencies(line)]
    return Meta(
        outlet=opening.outlet if opening else None,
        published=opening.published if opening else None,
        credits=tuple(filter(None, credited)),
    )


def _from_lines(visible: Meta, place: Around, meta: Meta) -> Meta:
    """Return what readers see with the authors and the day that the lines around the text name."""
    named = called_authors(place)
    if not named and not trusted(meta):
        named = lone_authors(place)
    return replace(visible, byline=named, published=visible.published or visible_date(place))


def _url_date(url: str | None) -> str | None:
    found = _URL_DATE.search(url or "")
    return iso_date("-".join(found.groups())) if found else None


def _without_scripts(raw: str, walked: Walked) -> str:
    """Return the source without its linked data, which the library is slow to repair."""
    source = walked.without_cuts(raw)
    for script in walked.head.linked_data:
        source = source.replace(script, " ") if script else source
    return source


def _from_library(raw: str) -> Meta:
    """Return what trafilatura's own rules make of a page, for what is still missing."""
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415  (slow, seldom needed)

    try:
        document = extract_metadata(raw, extensive=False)
    except Exception:  # noqa: BLE001  (a foreign parser on hostile input; the field stays empty)
        return Meta()
    return Meta(
        headline=tidy(document.title),
        outlet=tidy(document.sitename),
        published=iso_date(document.date),
        byline=names_in(document.author or ""),
    )
