"""Headline, outlet, byline and date of an HTML page: schema.org first, then its meta tags."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from retold.reading.dates import iso_date
from retold.reading.decode import without_surrogates
from retold.reading.html_head import Head
from retold.reading.meta import Meta, names_in, tidy

_ARTICLE = re.compile(r"(?:article|posting|report|review)$", re.IGNORECASE)
_NOISE = re.compile(
    r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|(?://\s*)?<!\[CDATA\[)"
    r"|(?:-->|/\*\s*\]\]>\s*\*/|(?://\s*)?\]\]>)\s{0,9};?\s{0,9}$"
)
_MARKS = ("<!--", "-->", "<![CDATA[", "]]>")
_TITLE_END = re.compile(r"(?<!\s)\s+(?:[|–—•·»*]|::|-)\s+")
_MOST_NODES = 4000
_WORDS = re.compile(r"\w+")


def page_meta(head: Head) -> Meta:
    """Return what the source of a page says about its article."""
    return merged(places(head))


def merged(told: Iterable[tuple[str, Meta]]) -> Meta:
    """Return what several places say as one, the most trusted first."""
    known = Meta()
    for _, meta in told:
        known = known.or_else(meta)
    return known


def places(head: Head) -> tuple[tuple[str, Meta], ...]:
    """Return what each place of a page's source says, the most trusted first."""
    return (
        ("JSON-LD", _linked(head)),
        ("meta tags", _tagged(head)),
        ("the page's title", _titled(head)),
    )


def linked_nodes(head: Head) -> list[dict[str, Any]]:
    """Return every node of the page's linked data, parents before children."""
    if head.nodes is None:
        head.nodes = [node for text in head.linked_data for node in _nodes(_parse(text))]
    return head.nodes


def _parse(text: str) -> Any:
    noisy = any(mark in text for mark in _MARKS)
    stripped = (_NOISE.sub("", _NOISE.sub("", text)) if noisy else text).strip().rstrip(";")
    for candidate in (stripped, stripped.replace("\\'", "'"), html.unescape(stripped)):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    queue, seen = [data], 0
    while queue and seen < _MOST_NODES:
        value, seen = queue.pop(0), seen + 1
        if isinstance(value, list):
            queue[:0] = value
        elif isinstance(value, dict):
            yield value
            queue.extend(child for child in value.values() if isinstance(child, (dict, list)))


def _linked(head: Head) -> Meta:
    articles = [node for node in linked_nodes(head) if _is_article(node)]
    if not articles:
        return Meta()
    return _of_node(max(articles, key=lambda node: _fit(node, head)), head)


def linked_of(head: Head, title: str) -> Meta:
    """Return what the linked data say of the article of a title, one of several on the page."""
    wanted = _key(title)
    nodes = (node for node in linked_nodes(head) if _is_article(node))
    named = (node for node in nodes if _key(_text(node.get("headline")) or "") == wanted)
    node = next(named, None)
    return _of_node(node, head) if node is not None and wanted else Meta()


def _of_node(best: dict[str, Any], head: Head) -> Meta:
    nodes = linked_nodes(head)
    known = {
        node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1
    }
    byline = tuple(
        name for person in _several(best.get("author")) for name in _people(person, known)
    )
    return Meta(
        headline=_text(best.get("headline")) or _text(best.get("name")),
        standfirst=_text(best.get("description")),
        outlet=_named(best.get("publisher"), known),
        byline=tuple(dict.fromkeys(byline)),
        published=iso_date(best.get("datePublished")) or iso_date(best.get("dateCreated")),
        updated=iso_date(best.get("dateModified")),
        language=_language(best.get("inLanguage")),
        url=_address(best.get("url")) or _address(best.get("mainEntityOfPage")),
    )


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and _names_article(kind) for kind in named)


@lru_cache(maxsize=256)
def _names_article(kind: str) -> bool:
    return _ARTICLE.search(kind) is not None


def _fit(node: dict[str, Any], head: Head) -> float:
    """Return how well an article node fits the page: its title, its address, its fullness."""
    shown = set(_WORDS.findall(f"{head.title} {head.meta('og:title') or ''}".lower()))
    named = set(_WORDS.findall((_text(node.get("headline")) or "").lower()))
    fit = len(shown & named) / max(len(named), 3)
    address = _address(node.get("url")) or _address(node.get("mainEntityOfPage"))
    same = bool(address) and address in (head.canonical, head.meta("og:url"))
    return fit + same + 0.3 * ("datePublished" in node) + 0.2 * ("author" in node)


def _several(value: Any) -> list[Any]:
    return value[:20] if isinstance(value, list) else [value]


def _people(value: Any, known: dict[str, dict[str, Any]]) -> tuple[str, ...]:
    if isinstance(value, str):
        return names_in(html.unescape(value))
    if isinstance(value, dict):
        node = value if "name" in value else known.get(str(value.get("@id")), value)
        return tuple(
            name for item in _several(node.get("name")) for name in names_in(_text(item) or "")
        )
    return ()


def _named(value: Any, known: dict[str, dict[str, Any]]) -> str | None:
    first = _several(value)[0] if value else None
    if isinstance(first, dict):
        node = first if "name" in first else known.get(str(first.get("@id")), first)
        return _text(_several(node.get("name"))[0])
    return _text(first)


def _text(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    return tidy(html.unescape(without_surrogates(value)))


def _language(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("alternateName") or value.get("name")
    return value if isinstance(value, str) else None


def _address(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) and value.startswith(("http://", "https://")) else None


def _tagged(head: Head) -> Meta:
    published = head.meta(
        "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date",
        "sailthru.date", "dc.date.issued", "dcterms.created", "dc.date", "pubdate", "publishdate",
        "publish-date", "publication_date", "article.published",
        "cxenseparse:recs:publishtime", "date",
    )  # fmt: skip
    author = head.meta(
        "author", "article:author", "parsely-author", "dc.creator", "byl", "sailthru.author"
    )
    title = tidy(head.meta("og:title", "twitter:title", "parsely-title", "headline", "dc.title"))
    return Meta(
        headline=without_outlet(title, _outlets(head)) if title else None,
        standfirst=tidy(head.meta("og:description", "description", "twitter:description")),
        outlet=tidy(head.meta("og:site_name", "application-name", "dc.publisher", "publisher")),
        byline=names_in(author) if author else (),
        published=iso_date(published) or _time_element(head),
        updated=iso_date(head.meta("article:modified_time", "og:updated_time", "lastmod")),
        language=head.language or head.meta("og:locale", "language"),
        url=_address(head.canonical) or _address(head.meta("og:url")),
    )


def _outlets(head: Head) -> list[str]:
    """Return the names by which the page may call its outlet at the end of a title."""
    address = _host(head.canonical or head.meta("og:url") or "")
    named = [head.meta("og:site_name"), head.meta("application-name"), head.meta("publisher")]
    named += [split_title(head.title)[1], address, address.removeprefix("www.").split(".")[0]]
    return [name for name in named if name]


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _time_element(head: Head) -> str | None:
    """Return the time marked as that of publication, else the first one on the page."""
    times = [(iso_date(stamp), role) for stamp, role in head.times]
    marked = [
        stamp for stamp, role in times if stamp and re.search(r"publish|posted|entry-date", role)
    ]
    return next(iter(marked or [stamp for stamp, _ in times if stamp]), None)


def _titled(head: Head) -> Meta:
    headline, outlet = split_title(head.title)
    return Meta(headline=headline, outlet=outlet)


def without_outlet(title: str, outlets: Iterable[str]) -> str:
    """Return a title without the outlet's name at its end, and what stands behind that.

    >>> without_outlet("Bridge closes - Daily News | Lund", ["Daily News"])
    'Bridge closes'
    """
    wanted = {_key(outlet) for outlet in outlets} - {""}
    for cut in _TITLE_END.finditer(title):
        rest = _TITLE_END.split(title[cut.end() :], maxsplit=1)[0]
        if _key(rest) in wanted:
            return title[: cut.start()].rstrip() or title
    return title


def _key(text: str) -> str:
    return "".join(_WORDS.findall(text.casefold())).removeprefix("the")


def split_title(title: str) -> tuple[str | None, str | None]:
    """Return the headline and the outlet that a page's title names.

    >>> split_title("India fires missiles into Kashmir | National Post")
    ('India fires missiles into Kashmir', 'National Post')
    """
    parts = [part for part in _TITLE_END.split(title.strip()) if part]
    if len(parts) < 2:
        return tidy(title), None
    cut = max(title.rfind(parts[-1]), 0)
    if len(parts[-1].split()) > 5 or len(parts[0]) < len(parts[-1]):
        return tidy(title), None
    return tidy(_TITLE_END.sub(" ", title[:cut] + "\0").split("\0")[0]) if len(parts) > 2 else tidy(
        parts[0]
    ), tidy(parts[-1])
