"""A record's articles: its bytes through the reader, and what its container knows laid over."""

from __future__ import annotations

from dataclasses import replace

from retold.containers.docx import docx_page, is_docx
from retold.containers.pdf import is_pdf, pdf_page
from retold.containers.record import Facts, Record, refusal, told
from retold.containers.saved import saved_from
from retold.reading import Hints, Outcome, read
from retold.types import Article, Found, Skipped

_TRACED = ("headline", "standfirst", "outlet", "byline", "published", "language")
_WHERE = "the file it came in"
_HTML = frozenset({".html", ".htm", ".xhtml"})


def read_record(record: Record) -> Outcome:
    """Return the articles of a record, or the reason why there is none.

    Like the reader it touches no file and keeps no state, so that a process that may be killed
    can run it.

    >>> record = told("a.xml#1", "A ferry ran aground.", Facts(outlet="Post"))
    >>> read_record(record).articles[0].outlet
    'Post'
    """
    record = _page(record)
    if record.problem is not None:
        return Outcome(skipped=(Skipped(record.name, record.problem),))
    outcome = read(record.data, _hints(record))
    if not outcome.articles and record.text and record.text.strip():
        outcome = read_record(told(record.name, record.text, record.facts))
    return Outcome(
        tuple(_known(article, record.facts) for article in outcome.articles), outcome.skipped
    )


def _page(record: Record) -> Record:
    """Return the page inside a document, or the record as it is."""
    if record.problem is not None:
        return record
    try:
        if is_pdf(record.data):
            return pdf_page(record)
        if is_docx(record.data):
            return docx_page(record)
    except MemoryError:
        return refusal(record.name, "not enough memory to read it")
    return record


def _hints(record: Record) -> Hints:
    suffix = record.suffix
    url = record.facts.url
    if url is None and (suffix in _HTML or suffix is None):
        url = saved_from(record.data)
    return Hints(record.name, suffix=suffix, encoding=record.encoding, url=url)


def _finer(given: str | None, read: str | None) -> str | None:
    """Return the date that a container gives, with the time of day if the page knows it."""
    return read if given and read and read.startswith(given) else given or read


def _known(article: Article, facts: Facts) -> Article:
    """Lay what a container knows over what was read."""
    named = [name for name in facts.credits if name.casefold() != (facts.outlet or "").casefold()]
    headline = facts.headline or article.headline
    known = replace(
        article,
        id=facts.id or article.id,
        headline=headline,
        standfirst=facts.standfirst or _other_than(headline, article.standfirst),
        outlet=facts.outlet or article.outlet,
        byline=facts.byline or article.byline,
        published=_finer(facts.published, article.published),
        url=article.url or facts.url,
        credits=tuple(dict.fromkeys((*article.credits, *named))),
        notes=(*article.notes, *(note for note in facts.notes if note not in article.notes)),
    )
    return replace(known, found=_found(known, facts))


def _other_than(headline: str | None, standfirst: str | None) -> str | None:
    """Return a standfirst, unless it is the headline once more."""
    same = headline and standfirst and headline.casefold() == standfirst.casefold()
    return None if same else standfirst


def _found(article: Article, facts: Facts) -> tuple[Found, ...]:
    """Return where each field was found, what the container says before the rest."""
    given = {name: _text(getattr(facts, name)) for name in _TRACED}
    rows = [
        replace(row, used=row.used and row.value == _text(getattr(article, row.field)))
        if given.get(row.field)
        else row
        for row in article.found
    ]
    there = {(row.field, row.value) for row in rows if row.used}
    told_by_it = (
        Found(name, value, _WHERE, used=value == _text(getattr(article, name)))
        for name, value in given.items()
        if value and (name, value) not in there
    )
    return (*told_by_it, *rows)


def _text(value: str | tuple[str, ...] | None) -> str | None:
    return ", ".join(value) or None if isinstance(value, tuple) else value
