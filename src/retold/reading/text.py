"""Pages that come as plain text or Markdown: an article alone, or a dump with its furniture."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from retold.reading.build import Source, article, gather
from retold.reading.dates import iso_date
from retold.reading.labelled import labelled, rest_of
from retold.reading.layers import LayerBuilder, compose, join, whole
from retold.reading.meta import Meta, names_in, tidy
from retold.reading.outcome import Hints, Outcome, refused
from retold.reading.page_marks import REPAIRED, is_markdown, repaired, without_link_marks
from retold.reading.reasons import no_article
from retold.types import Furniture, Layer, Span

_RETURN = re.compile(r"\r\n?(?:[ \t]{0,20}\r\n?){8,}+|\r\n?")
_EMPTY = "\n\n"
"""What a long run of empty lines is in a page."""
_FRONT = re.compile(r"\ufeff?---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_]{2,30}):[ \t]*(\S[^\n]{0,1000})$", re.MULTILINE)
_FIRST_RANK = re.compile(r"^[ ]{0,3}#[ \t]{1,9}(\S[^\n]{0,400})$", re.MULTILINE)
_MARKS = re.compile(
    r"(?P<head>^[ ]{0,3}#{1,6}[ \t]+)|(?P<quote>^[ ]{0,3}>[ ]?)"
    r"|(?P<tail>(?<![ \t])[ \t]{1,99}#{1,99}[ \t]{0,99}$)"
    r"|(?P<image>!\[[^\]\n]{0,300}\]\([^()\s]{0,1000}(?:[ ]\"[^\"\n]{0,300}\")?\))"
    r"|\[(?P<label>[^\[\]\n]{1,500})\]"
    r"\((?:[^()\s]|\([^()\s]{0,200}\)){0,1000}(?:[ ]\"[^\"\n]{0,300}\")?\)"
    r"|(?P<strong>\*\*|__(?=\S)|(?<=\S)__)"
    r"|(?<![\w*])(?P<open>[*_])(?=[^\s*_])|(?<=[^\s*_])(?P<close>[*_])(?![\w*])"
    r"|(?P<rule>^[ ]{0,3}(?:[-*_][ ]?){3,40}$|(?<!=)={6,300}(?!=))|\\(?P<escaped>[!-/:-@\[-`{-~])",
    re.MULTILINE,
)


def read_text(source: Source, hints: Hints) -> Outcome:
    """Read plain text: its page is the raw text with uniform line ends."""
    return read_page(source, _with_plain_line_ends(source.raw), Meta(url=hints.url))


def read_page(source: Source, page: Layer, known: Meta) -> Outcome:
    """Read the text of a page that has no structure left but its lines."""
    from retold.reading.dump import take_apart  # noqa: PLC0415  (numpy is slow to import)

    source, page = _mended(source, page)
    record = labelled(page.text) if known.headline is None else None
    if record is not None:
        outcome = _read_record(source, page, known.or_else(record.meta), record.body)
        if outcome.articles:
            return outcome
    parts = take_apart(page.text)
    if parts is None:
        return refused(source.name, no_article(page.text))
    body = join(page.text, parts.body)
    marks = gather(page.text, list(parts.marks))
    told = [("the page's header", known), ("the lines around the text", parts.meta)]
    return Outcome((article(source, page, body, known.or_else(parts.meta), marks, told),))


def _read_record(source: Source, page: Layer, known: Meta, body: tuple[Span, ...]) -> Outcome:
    """Read the text of an archive's record; its fields are no part of the page."""
    builder = LayerBuilder(page.text)
    for part in body:
        if builder.length:
            builder.put("\n\n", builder.source_end, part.start)
        builder.keep(part.start, part.end)
    outcome = read_page(source, compose(builder.layer(), page), known)
    if page.text != source.raw:
        return outcome
    reason = "a field of the record that holds the text"
    marks = tuple(
        Furniture("raw", part.start, part.end, "field", reason) for part in rest_of(page.text, body)
    )
    articles = tuple(replace(one, furniture=(*marks, *one.furniture)) for one in outcome.articles)
    return Outcome(articles, outcome.skipped)


def _mended(source: Source, page: Layer) -> tuple[Source, Layer]:
    """Return a page without what a program did to its letters and links, and a note of it."""
    mended = repaired(page)
    if mended is not None:
        source = replace(source, notes=(*source.notes, REPAIRED))
        page = mended
    if is_markdown(page.text):
        page = compose(_without_marks(page.text, 0), page)
    return source, without_link_marks(page)


def _with_plain_line_ends(raw: str) -> Layer:
    if "\r" not in raw:
        return whole(raw)
    builder, at = LayerBuilder(raw), 0
    for match in _RETURN.finditer(raw):
        builder.keep(at, match.start())
        several = match.end() - match.start() > len("\r\n")
        builder.put(_EMPTY if several else "\n", *match.span())
        at = match.end()
    builder.keep(at, len(raw))
    return builder.layer()


def read_markdown(source: Source, hints: Hints) -> Outcome:
    """Read Markdown: front matter is what is known, and its marks are not part of the page."""
    plain = _with_plain_line_ends(source.raw)
    front = _FRONT.match(plain.text)
    start = front.end() if front else 0
    page = compose(_without_marks(plain.text, start), plain)
    known = _front_matter(front.group(1)) if front else Meta()
    titled = Meta(headline=_title(plain.text, start), url=hints.url)
    return read_page(source, page, known.or_else(titled))


def _title(text: str, start: int) -> str | None:
    """Return the only heading of the first rank; of several none is known to be the headline."""
    found = list(islice(_FIRST_RANK.finditer(text, start), 2))
    if len(found) != 1:
        return None
    return tidy(_without_marks(found[0].group(1), 0).text)


def _without_marks(text: str, start: int) -> Layer:
    builder, at = LayerBuilder(text), start
    for match in _MARKS.finditer(text, start):
        builder.keep(at, match.start())
        for name in ("label", "escaped"):
            if match[name] is not None:
                builder.keep(*match.span(name))
        at = match.end()
    builder.keep(at, len(text))
    return builder.layer()


def _front_matter(front: str) -> Meta:
    found = {key.lower(): value.strip().strip("\"'") for key, value in _FIELD.findall(front)}
    return Meta(
        headline=tidy(found.get("title") or found.get("headline")),
        standfirst=tidy(
            found.get("standfirst") or found.get("subtitle") or found.get("description")
        ),
        outlet=tidy(found.get("outlet") or found.get("source") or found.get("publisher")),
        byline=names_in(found.get("author") or found.get("byline") or ""),
        published=iso_date(found.get("published") or found.get("date")),
        language=found.get("language") or found.get("lang"),
        url=found.get("url"),
    )
