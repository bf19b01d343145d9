"""Which outlet an article is from where no field of its page says it: furniture, then address."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit

from retold.reading.dump_outlet import outlet_of
from retold.reading.outlet_signs import Piece
from retold.types import Article, Found

_FURNITURE, _ADDRESS = "the page's furniture", "the page's address"
_PREFIX = re.compile(r"(?:www\d?|m|mobile|amp|edition|en)\.(?=[^.]+\.)")
_RIGHTS = re.compile(r"[ .,|–-]{0,5}\ball rights reserved\b.{0,300}", re.IGNORECASE)
_OWN = re.compile(r"\W{0,3}(?:©|\(c\)|copyright)", re.IGNORECASE)
_BARS = re.compile(r"[ ]{0,3}[|·•][ ]{0,3}")
_HOST = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}")
_NUMBERS = re.compile(r"[\d.]+")


def with_outlet(article: Article, *, marked: bool) -> Article:
    """Return an article with the outlet that its page's copyright line or address names.

    Args:
        article: The article, as its format's reader made it.
        marked: Whether nobody has looked at its furniture for the name yet.
    """
    if article.outlet is not None:
        return article
    marks = [mark for mark in article.furniture if mark.layer == "page"] if marked else []
    lines = [
        piece
        for mark in marks
        for piece in _BARS.split(_RIGHTS.sub("", article.page.text[mark.start : mark.end]))
    ]
    lines.sort(key=lambda line: _OWN.match(line) is not None)  # a name at the very end is whole
    pieces = [Piece(line, "menu") for line in lines]
    named = outlet_of(pieces, "", article.headline, article.byline) if lines else None
    where, outlet = (_FURNITURE, named) if named else (_ADDRESS, host_named(article.url))
    if outlet is None:
        return article
    told = Found("outlet", outlet, where, used=True)
    credits_ = tuple(name for name in article.credits if name.casefold() != outlet.casefold())
    return replace(article, outlet=outlet, credits=credits_, found=(*article.found, told))


def host_named(url: str | None) -> str | None:
    """Return the host of an address, which is what is left to call an outlet by.

    >>> host_named("https://www.liskpost.example/2026/quay"), host_named("file:///tmp/quay.html")
    ('liskpost.example', None)
    """
    try:
        parts = urlsplit(url or "")
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or _NUMBERS.fullmatch(host):
        return None
    return _PREFIX.sub("", host, count=1) if _HOST.fullmatch(host) else None
