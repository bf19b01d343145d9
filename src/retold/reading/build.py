"""Articles put together: digest, id, language, and the layers with what was found in them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from retold.reading.credits import agencies, distinct
from retold.reading.hiding import hiding_notes
from retold.reading.languages import language_note, language_of
from retold.reading.layers import trim
from retold.reading.lines import words_of
from retold.reading.mentions import date_mentions
from retold.reading.meta import Meta
from retold.reading.provenance import Place, disagreements, found_in
from retold.reading.reasons import STUB_WORDS, stub_note
from retold.types import Article, Furniture, Layer, Span

_ID_LENGTH = 12
_OPENING = 10 * STUB_WORDS


@dataclass(frozen=True, slots=True)
class Source:
    """What an article is made from: its name, its raw characters and their digest."""

    name: str
    raw: str
    digest: str
    given_id: str | None = None
    notes: tuple[str, ...] = ()


def digest_of(data: bytes) -> str:
    """Return the sha256 of some bytes."""
    return hashlib.sha256(data).hexdigest()


def article(
    source: Source,
    page: Layer,
    body: Layer,
    meta: Meta,
    furniture: tuple[Furniture, ...],
    places: Iterable[Place] = (),
) -> Article:
    """Return the article of a source, its layers and what was found about it.

    Args:
        source: The input.
        page: The visible page.
        body: The article's text.
        meta: What is known about it.
        furniture: What of the page is not the article.
        places: What each place of the page says of it, where that is known.
    """
    found = found_in(places, meta)
    language = language_of(body.text, meta.language)
    note = language_note(language)
    named = [*meta.credits, *(name for person in meta.byline for name in agencies(person))]
    outlet = (meta.outlet or "").casefold()
    return Article(
        id=source.given_id or source.digest[:_ID_LENGTH],
        digest=source.digest,
        input=source.name,
        raw=Layer(source.raw),
        page=page,
        body=body,
        headline=meta.headline,
        standfirst=meta.standfirst,
        outlet=meta.outlet,
        byline=meta.byline,
        published=meta.published,
        language=language,
        url=meta.url,
        credits=tuple(name for name in distinct(named) if name.casefold() != outlet),
        furniture=tuple(sorted(furniture, key=lambda f: (f.layer, f.start, f.end, f.kind))),
        notes=(
            *source.notes,
            *((note,) if note else ()),
            *filter(None, [_stub(page, body)]),
            *hiding_notes(body.text),
            *disagreements(found),
        ),
        found=found,
        dates=date_mentions(body.text, meta.published),
    )


def _stub(page: Layer, body: Layer) -> str | None:
    """Return a note if the page says, where the text ends, that it goes on for subscribers."""
    if not body.segments:
        return None
    if len(body.text) > 2 * _OPENING and len(words_of(body.text[:_OPENING])) > STUB_WORDS:
        return None  # so long that the rest need not be counted
    return stub_note(body.text, page.text[body.segments[-1].source_end :])


def _order(mark: tuple[Span, str, str]) -> tuple[int, int, str, str]:
    span, kind, reason = mark
    return span.start, span.end, kind, reason


def gather(page: str, marks: list[tuple[Span, str, str]]) -> tuple[Furniture, ...]:
    """Return marks of the page as furniture, neighbours of one kind and reason joined."""
    joined: list[Furniture] = []
    trimmed = sorted(((trim(page, span), kind, reason) for span, kind, reason in marks), key=_order)
    for span, kind, reason in trimmed:
        last = joined[-1] if joined else None
        if (
            last is not None
            and (last.kind, last.reason) == (kind, reason)
            and not page[last.end : span.start].strip()
        ):
            joined[-1] = Furniture("page", last.start, span.end, kind, reason)
        elif span.start < span.end:
            joined.append(Furniture("page", span.start, span.end, kind, reason))
    return tuple(joined)
