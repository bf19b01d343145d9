"""HTML and SVG built from parts, so that no text of a stranger gets in unescaped.

Only :class:`Markup` passes as it is; every other string is cleaned and escaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import pairwise

from retold.reports.words import plain

VOID = frozenset({"meta", "link", "br", "hr", "input", "col"})


class Markup(str):
    """Text that is already HTML."""

    __slots__ = ()


Child = str | Iterable["str | None"] | None


def el(tag: str, *children: Child, **attributes: str | float | bool | None) -> Markup:
    """Return an element; attributes drop a trailing ``_`` and write ``-`` for ``_``.

    >>> el("p", "1 < 2", class_="note", hidden=True, title=None)
    '<p class="note" hidden>1 &lt; 2</p>'
    >>> el("ul", (el("li", word) for word in "ab"))
    '<ul><li>a</li><li>b</li></ul>'
    """
    start = "".join(map(_attribute, attributes.items()))
    if tag in VOID:
        return Markup(f"<{tag}{start}>")
    return Markup(f"<{tag}{start}>{join(*children)}</{tag}>")


def join(*children: Child) -> Markup:
    """Return children one after another, each escaped unless it is markup."""
    return Markup("".join(map(_child, children)))


def _child(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, str):
        return child if isinstance(child, Markup) else escape(plain(child))
    return "".join(map(_child, child))


def _attribute(item: tuple[str, str | float | bool | None]) -> str:
    name, value = item[0].rstrip("_").replace("_", "-"), item[1]
    if value is None or value is False:
        return ""
    if value is True:
        return f" {name}"
    if isinstance(value, float):
        return f' {name}="{round(value, 2):g}"'
    return f' {name}="{escape(plain(str(value)))}"'


def safe_url(url: str | None) -> str | None:
    """Return an address that a link may lead to: the web, and nothing that runs code.

    >>> safe_url("https://news.example/a"), safe_url("javascript:alert(1)")
    ('https://news.example/a', None)
    """
    if url is None:
        return None
    address = plain(url).strip()
    return address if address.lower().startswith(("https://", "http://")) else None


def lang(code: str | None) -> str | None:
    """Return a language code if it is one.

    >>> lang("en"), lang('"><script>')
    ('en', None)
    """
    return code if code and code.isascii() and code.isalpha() and len(code) <= 3 else None


Mark = tuple[int, int, str, str | None]
"""Start, end, class and address of a stretch of text that is to be marked."""


def marked(text: str, offset: int, marks: Iterable[Mark]) -> Markup:
    """Return text with its stretches marked; overlapping marks are cut where they meet.

    >>> marked("one two three", 100, [(104, 107, "new", None)])
    'one <span class="new">two</span> three'
    >>> marked("63 km", 0, [(0, 5, "change", "c-1")])
    '<mark class="change"><a href="#c-1">63 km</a></mark>'
    """
    end = offset + len(text)
    inside = [(max(s, offset), min(e, end), c, a) for s, e, c, a in marks if s < end and e > offset]
    cuts = sorted({offset, end, *(p for mark in inside for p in mark[:2])})
    pieces = []
    for start, stop in pairwise(cuts):
        over = [mark for mark in inside if mark[0] <= start and stop <= mark[1]]
        pieces.append(_piece(text[start - offset : stop - offset], over))
    return join(*pieces) if pieces else join(text)


def _piece(words: str, over: list[Mark]) -> Markup:
    if not over:
        return join(words)
    classes = " ".join(dict.fromkeys(mark[2] for mark in over))
    address = next((mark[3] for mark in over if mark[3]), None)
    if address is None:
        return el("span", words, class_=classes)
    return el("mark", el("a", words, href=f"#{address}"), class_=classes)
