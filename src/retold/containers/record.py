"""What a container yields: records, and the facts that it knows about them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

MAX_RECORDS = 1_000_000
"""Records of one container beyond this number are refused."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a container says about a record; it goes before what the record's own text shows.

    ``notes`` are kept with the article word for word: ``version: 3``, ``signal: sig:correction``.
    """

    id: str | None = None
    headline: str | None = None
    standfirst: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    url: str | None = None
    credits: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """One page or text of a container, or the reason why it can't be read.

    Args:
        name: The container's name and the record's place in it, ``feed.xml#3``.
        data: Its bytes, as :func:`retold.read` takes them.
        suffix: Its format; ``None`` if its first characters must tell.
        facts: What the container says of it.
        encoding: The encoding that the container declares.
        text: What to take as it is where no article is found in ``data``.
        problem: Why it can't be read, and what to do about it.
        address: What the container lists instead of a text.
        told: Whether its container calls it the text of an article, so that nothing is in it.
    """

    name: str
    data: bytes = b""
    suffix: str | None = None
    facts: Facts = Facts()
    encoding: str | None = None
    text: str | None = None
    problem: str | None = None
    address: str | None = None
    told: bool = False


def refusal(name: str, problem: str) -> Record:
    """Return the record of something that can't be read."""
    return Record(name, problem=problem)


def told(name: str, text: str, facts: Facts, markup: str | None = None) -> Record:
    """Return the record of a text that its container calls the text of an article.

    >>> told("feed.xml#1", "A ferry ran aground.", Facts(headline="Ferry")).suffix
    '.json'

    Args:
        name: The record's name.
        text: The text, taken as it is.
        facts: What the container says of it. The reader is told, so that it can tell a repeated
            headline, and on which day "Wednesday" was.
        markup: The text as HTML, to be read first; the text serves where no article is in it.
    """
    known: dict[str, Any] = {
        "title": facts.headline,
        "standfirst": facts.standfirst,
        "source": facts.outlet,
        "author": list(facts.byline),
        "date": facts.published,
        "language": facts.language,
        "url": facts.url,
        "text" if markup is None else "html": text if markup is None else markup,
    }
    filled = {name: value for name, value in known.items() if value}
    data = json.dumps(filled, ensure_ascii=True).encode()
    return Record(name, data, ".json", facts, text=None if markup is None else text, told=True)
