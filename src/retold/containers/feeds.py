"""RSS and Atom: the entries of a feed, with the publisher that each comes from.

An aggregator's entry names its real publisher in ``<source>``; that is the outlet, not the feed.
The text is the fullest that an entry has. A feed that gives only summaries says so in a note.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urljoin

from retold.containers.markup import (
    BROKEN,
    BrokenError,
    Element,
    bare,
    child,
    children,
    elements,
    line,
    markup_of,
    plain,
    space,
    text_of,
)
from retold.containers.record import MAX_RECORDS, Facts, Record, refusal, told
from retold.reading.dates import iso_date
from retold.reading.html_meta import without_outlet
from retold.reading.meta import names_in

ROOTS = frozenset({"rss", "feed", "RDF"})
_ENTRIES = frozenset({"item", "entry"})
_ABOUT = frozenset({"title", "language", "link"})
_NOT_THE_FEED = _ENTRIES | {"image", "textInput", "textinput", "author", "source"}
_DATES = ("pubDate", "published", "issued", "date", "updated", "modified", "dcterms:created")
_MEDIA = "http://search.yahoo.com/mrss/"
_FULL = 600
"""A summary longer than this may well be the whole text."""
_SHOWN = 120
_SUMMARY = "the feed gives only a summary"


def read_feed(data: bytes, name: str) -> Iterator[Record]:
    """Yield the entries of a feed."""
    feed: dict[str, str] = {}
    number = 0
    try:
        for tag, element in elements(data, _ENTRIES, _ABOUT):
            if not tag:
                feed["language"] = feed.get("language") or _language(element) or ""
            elif tag in _ENTRIES or tag == "!":
                number += 1
                if number > MAX_RECORDS:
                    yield refusal(name, f"entries after the {MAX_RECORDS}th were not read")
                    return
                place = f"{name}#{number}"
                yield refusal(place, BROKEN) if tag == "!" else _entry(element, place, feed)
            elif not feed.get(tag) and bare(element.getparent()) not in _NOT_THE_FEED:
                feed[tag] = _about(element)
    except BrokenError as error:
        yield refusal(name, f"{error}; entries from there on were not read")
        return
    if not number:
        yield refusal(name, "a feed without entries; save or fetch it again")


def _about(element: Element) -> str:
    """Return what an element says of the feed: its text, of a link its target, if it is a page."""
    if element.get("rel", "alternate") != "alternate":
        return ""
    return line(element, 200) or (element.get("href") or "").strip()[:2000]


def _entry(element: Element, name: str, feed: dict[str, str]) -> Record:
    facts = _facts(element, feed)
    full, summary = _full(element), _summary(element)
    if full:
        markup = full
    elif summary:
        markup = summary
        if len(plain(summary)) < _FULL:
            where = f"; the text itself is at {facts.url}" if facts.url else ""
            note = (*facts.notes, f"{_SUMMARY}{where}")
            facts = replace(facts, notes=note)
    else:
        about = f" of “{_short(facts.headline)}”" if facts.headline else ""
        where = f"; its page is at {facts.url}" if facts.url else ""
        problem = f"the entry{about} has no text{where}"
        return Record(name, facts=facts, problem=problem, address=facts.url)
    text = plain(markup)
    return told(name, text, facts, markup if full and "<" in markup else None)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()} …"


def _facts(element: Element, feed: dict[str, str]) -> Facts:
    source = child(element, "source")
    link = _link(element, feed.get("link") or "")
    outlet = _publisher(source) or feed.get("title") or None
    standfirst = line(child(element, "subtitle"))
    return Facts(
        id=None,
        headline=_titled(element, outlet),
        standfirst=standfirst,
        outlet=outlet,
        byline=_people(element),
        published=_published(element),
        language=_language(element) or feed.get("language") or None,
        url=link,
        credits=tuple(filter(None, (line(child(element, "credit"), 200),))),
        notes=_also(source, feed),
    )


def _titled(element: Element, outlet: str | None) -> str | None:
    """Return an entry's title; those who gather news put the publisher behind it."""
    title = _headline(element)
    return without_outlet(title, [outlet]) if title and outlet else title


def _headline(element: Element) -> str | None:
    title = next((part for part in children(element, "title") if space(part) != _MEDIA), None)
    return " ".join(plain(text_of(title)).split())[:1000] or None if title is not None else None


def _publisher(source: Element | None) -> str | None:
    """Return the publisher in ``<source>``: its text in RSS, its title in Atom."""
    if source is None:
        return None
    inner = child(source, "title")
    return line(inner if inner is not None else source, 200)


def _also(source: Element | None, feed: dict[str, str]) -> tuple[str, ...]:
    publisher, carried = _publisher(source), feed.get("title")
    if publisher and carried and publisher.casefold() != carried.casefold():
        return (f"carried by the feed “{carried}”",)
    return ()


def _link(element: Element, page: str) -> str | None:
    """Return the address of an entry; one that is not whole is of the feed's own page."""
    base = (element.base if isinstance(element.base, str) else None) or page
    found: list[tuple[int, str]] = []
    for part in children(element, "origLink") + children(element, "link"):
        target = part.get("href") or line(part) or ""
        relation = part.get("rel") or "alternate"
        rank = 0 if bare(part) == "origLink" else 1 if relation == "alternate" else 9
        found.append((rank, _joined(base, target.strip())))
    guid = child(element, "guid")
    if guid is not None and guid.get("isPermaLink", "true") != "false":
        found.append((5, line(guid) or ""))
    usable = [(rank, url) for rank, url in found if rank < 9 and url.startswith("http")]
    return min(usable, key=lambda pair: pair[0])[1] if usable else None


def _people(element: Element) -> tuple[str, ...]:
    named: list[str] = []
    for part in children(element, "creator") + children(element, "author"):
        name = child(part, "name")
        text = line(name if name is not None else part, 500) or ""
        if "@" in text and text.endswith(")"):  # RSS: mail@host (Name)
            text = text.partition("(")[2].rstrip(")")
        named += names_in(text)
    return tuple(dict.fromkeys(named))


def _published(element: Element) -> str | None:
    for name in _DATES:
        for part in children(element, name):
            found = iso_date(line(part, 200))
            if found:
                return found
    return None


def _language(element: Element) -> str | None:
    value = element.get("{http://www.w3.org/XML/1998/namespace}lang")
    return value or line(child(element, "language"), 40)


def _full(element: Element) -> str | None:
    """Return the markup of an entry's whole text, if it has it."""
    for part in children(element, "encoded"):
        if text_of(part).strip():
            return text_of(part)
    for part in children(element, "content"):
        if space(part) == _MEDIA:
            continue
        kind = part.get("type") or "text"
        if part.get("src"):
            continue
        markup = markup_of(part) if kind in ("xhtml", "application/xhtml+xml") else text_of(part)
        if markup.strip():
            return markup
    for name in ("fulltext", "full-text", "body"):
        for part in children(element, name):
            markup = markup_of(part) if len(part) else text_of(part)
            if markup.strip():
                return markup
    return None


def _summary(element: Element) -> str | None:
    for name in ("description", "summary"):
        for part in children(element, name):
            if space(part) == _MEDIA:
                continue
            markup = markup_of(part) if part.get("type") == "xhtml" else text_of(part)
            if plain(markup):
                return markup
    return None


def _joined(base: str, target: str) -> str:
    """Return an address that a feed gives in full, as it stands if it is no address."""
    try:
        return urljoin(base, target)
    except ValueError:
        return target
