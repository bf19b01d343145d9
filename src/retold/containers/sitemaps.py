"""Sitemaps: they list addresses and hold no text, so their entries are listed, not read.

The news tags (publication, title, date, language) come along as facts, for when an address is
fetched.
"""

from __future__ import annotations

from collections.abc import Iterator

from retold.containers.markup import BROKEN, BrokenError, Element, child, elements, line
from retold.containers.record import Facts, Record, refusal
from retold.reading.dates import iso_date

ROOTS = frozenset({"urlset", "sitemapindex"})
MAX_ADDRESSES = 50_000
"""What one sitemap may list, by its own rules."""


def read_sitemap(data: bytes, name: str) -> Iterator[Record]:
    """Yield the addresses that a sitemap lists, as records that can't be read."""
    number = 0
    try:
        for tag, element in elements(data, frozenset({"url", "sitemap"})):
            if not tag:
                continue
            number += 1
            if number > MAX_ADDRESSES:
                yield refusal(name, f"addresses after the {MAX_ADDRESSES}th were left out")
                return
            place = f"{name}#{number}"
            yield refusal(place, BROKEN) if tag == "!" else _listed(element, place, tag)
    except BrokenError as error:
        yield refusal(name, f"{error}; addresses from there on were left out")
        return
    if not number:
        yield refusal(name, "a sitemap without addresses")


def _listed(element: Element, name: str, tag: str) -> Record:
    url = line(child(element, "loc"))
    if url is None:
        return refusal(name, "an entry without an address")
    if tag == "sitemap":
        return Record(
            name, problem=f"another sitemap, {url}; give its address to see what it lists"
        )
    facts = _facts(element, url)
    about = ", ".join(
        filter(None, (f"“{facts.headline}”" if facts.headline else None, facts.published))
    )
    problem = (
        f"an address, not a text: {url}{f' ({about})' if about else ''}; --follow N fetches it"
    )
    return Record(name, facts=facts, problem=problem, address=url)


def _facts(element: Element, url: str) -> Facts:
    news = child(element, "news")
    publication = child(news, "publication")
    shown = iso_date(line(child(news, "publication_date"), 100))
    return Facts(
        headline=line(child(news, "title"), 1000),
        outlet=line(child(publication, "name"), 200),
        published=shown or iso_date(line(child(element, "lastmod"), 100)),
        language=line(child(publication, "language"), 40),
        url=url,
    )
