"""The one verb of this room: bytes to articles, or reasons why there are none."""

from __future__ import annotations

from dataclasses import replace

from retold.reading.build import Source, digest_of
from retold.reading.decode import NotTextError, decode, unpack
from retold.reading.formats import HTML, format_of, limit_of
from retold.reading.outcome import Hints, Outcome, refused
from retold.reading.outlets import with_outlet


def read(data: bytes, hints: Hints) -> Outcome:
    """Read the articles in some bytes; what can't be read comes back as a reason.

    It touches no file and keeps no state, so that a process that may be killed can run it.

    >>> page = b"The mayor of Lund said on Monday that the bridge would stay open."
    >>> outcome = read(page, Hints())
    >>> outcome.articles[0].text
    'The mayor of Lund said on Monday that the bridge would stay open.'
    """
    suffix = hints.format_suffix()
    try:
        plain = unpack(data, limit_of(suffix))
        if not plain.strip():
            return refused(hints.input, "empty")
        decoded = decode(plain, hints.encoding)
    except NotTextError as error:
        return refused(hints.input, str(error))
    source = Source(hints.input, decoded.text, digest_of(plain), notes=decoded.notes)
    format_ = format_of(decoded.text, suffix)
    outcome = _noted(format_.read(source, hints), decoded.notes)
    named = (with_outlet(article, marked=format_ is HTML) for article in outcome.articles)
    return Outcome(tuple(named), outcome.skipped)


def _noted(outcome: Outcome, notes: tuple[str, ...]) -> Outcome:
    """Say of every article how its characters were come by."""
    articles = tuple(
        article
        if article.notes[: len(notes)] == notes
        else replace(article, notes=notes + article.notes)
        for article in outcome.articles
    )
    return Outcome(articles, outcome.skipped)
