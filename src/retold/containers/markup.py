"""XML that may be hostile, taken apart element by element; and markup as plain text.

No document type is loaded, no entity is resolved, nothing is fetched, and an element is let go
as soon as it was looked at, so that a long feed takes no more memory than its longest entry.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from html.entities import html5
from itertools import pairwise
from typing import Any

MAX_DEPTH = 200
"""Elements nested deeper than this end the reading of a document."""
_LONGEST_HEAD = 50_000
MAX_AGAIN = 100_000_000
"""Bytes before the first record that are parsed again for records taken apart by themselves."""
Element = Any
_BLOCK = re.compile(
    r"</?(?:p|div|h[1-6]|li|ul|ol|dl|dt|dd|blockquote|pre|tr|table|section|article|header|footer"
    r"|figure|hl1|hl2|body|body\.content|block)\b[^>]{0,2000}>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\b[^>]{0,2000}>", re.IGNORECASE)
_CELL = re.compile(r"</(?:td|th)\s{0,5}>", re.IGNORECASE)
_NO_TEXT = re.compile(
    r"<(script|style|template|noscript|iframe|svg|figcaption)\b[^>]{0,2000}>", re.IGNORECASE
)
_COMMENT = "<!--"
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,20000}>|<[!?][^<>]{0,2000}>")
_PLAIN = re.compile(
    rb"(<(?:title|link|description|summary|guid|pubDate|author|(?:dc:)?creator)\b)"
    rb"([^<>]{0,500}(?<!/)>)((?:(?!</?(?:title|link|description|summary|guid|pubDate|author"
    rb"|item|entry)\b).){1,100000}+)(</)",
    re.DOTALL,
)
"""Fields of a feed that hold characters, and no elements of their own."""
_BARE = re.compile(rb"&(?!(?:[A-Za-z]{2,30}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});)")
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_KNOWN = frozenset({b"lt", b"gt", b"amp", b"quot", b"apos"})
_LONGEST_PIECE = 2_000_000
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*\n\s*")


BROKEN = "broken XML, of which nothing can be read; fetch or export it again"


class BrokenError(ValueError):
    """A document that can't be taken apart; the message says why."""


def elements(
    data: bytes, records: frozenset[str], also: frozenset[str] = frozenset()
) -> Iterator[tuple[str, Element]]:
    """Yield the elements of some names as they end, each with its bare name.

    The document's first element comes first, as ``("", root)``, before it has any content. From
    where the document is broken, every record is taken apart by itself, so that one that is
    broken does not swallow the next; one of which nothing is left comes as ``("!", None)``.

    Args:
        data: The document.
        records: The names of the elements that repeat.
        also: Names of other elements that are wanted.

    Raises:
        BrokenError: The document can't be taken apart, or no further.
    """
    seen = 0
    try:
        for name, element in _parsed(data, records | also, recover=False):
            seen += name in records
            yield name, element
    except BrokenError:
        yield from _again(data, records, also, seen)


def _again(
    data: bytes, records: frozenset[str], also: frozenset[str], seen: int
) -> Iterator[tuple[str, Element]]:
    """Yield the records after those that were seen, each taken apart by itself."""
    head, pieces = _pieces(data, records)
    if not pieces:
        yield from _parsed(data, records | also, recover=True)
    elif not seen:
        yield from _parsed(head, also, recover=True)
    most = MAX_AGAIN // max(1, len(head))
    for piece in pieces[seen:most]:
        yield _alone(head + _escaped(piece), records)
    if len(pieces) > most:
        raise BrokenError("broken XML with too many entries to take each by itself")


def _escaped(piece: bytes) -> bytes:
    """Return a record with the markup in its plain fields escaped, where somebody forgot to.

    Names of HTML's characters become numbers: behind one that it does not know the parser drops
    those that it knows.
    """
    if len(piece) > _LONGEST_PIECE:
        return piece
    return _PLAIN.sub(_as_text, _NAMED.sub(_numbered, piece))


def _numbered(entity: re.Match[bytes]) -> bytes:
    told = html5.get(entity.group(1).decode() + ";", "")
    known = len(told) == 1 and entity.group(1) not in _KNOWN
    return b"&#%d;" % ord(told) if known else entity.group()


def _as_text(field: re.Match[bytes]) -> bytes:
    inside = field.group(3)
    xhtml = b"xhtml" in field.group(2)
    if xhtml or b"<![CDATA[" in inside or not (b"<" in inside or _BARE.search(inside)):
        return field.group()
    text = _BARE.sub(b"&amp;", inside.replace(b"<", b"&lt;").replace(b">", b"&gt;"))
    return field.group(1) + field.group(2) + text + field.group(4)


def _alone(data: bytes, records: frozenset[str]) -> tuple[str, Element]:
    """Return the first record of a document, ``("!", None)`` if it shows none."""
    try:
        return next(pair for pair in _parsed(data, records, recover=True) if pair[0])
    except (BrokenError, StopIteration):
        return "!", None


def _pieces(data: bytes, records: frozenset[str]) -> tuple[bytes, list[bytes]]:
    """Return what stands before the first record, and each record up to the next."""
    names = "|".join(sorted(records)).encode()
    start = re.compile(rb"<(?:[\w.-]{1,40}:)?(?:" + names + rb")(?=[\s/>])")
    starts = [match.start() for match in start.finditer(data)]
    head = data[: min(starts[0], _LONGEST_HEAD)] if starts else b""
    return head, [data[one:end] for one, end in pairwise([*starts, len(data)])]


def _parsed(data: bytes, wanted: frozenset[str], *, recover: bool) -> Iterator[tuple[str, Element]]:
    from lxml import etree  # noqa: PLC0415  (slow import)

    parser = etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
    )
    depth, inside = 0, 0
    try:
        for event, element in parser:
            name = bare(element)
            if event == "start":
                depth += 1
                inside += name in wanted
                if depth == 1:
                    yield "", element
                if depth > MAX_DEPTH:
                    raise BrokenError(f"XML nested more than {MAX_DEPTH} deep")
                continue
            depth -= 1
            if name in wanted:
                inside -= 1
                yield name, element
            if not inside:
                _let_go(element)
    except etree.XMLSyntaxError as error:
        raise BrokenError(f"broken XML: {str(error)[:200]}") from error


def _let_go(element: Element) -> None:
    element.clear(keep_tail=False)
    while element.getprevious() is not None and element.getparent() is not None:
        del element.getparent()[0]


def root_name(head: bytes) -> str | None:
    """Return the bare name of the first element of some XML, ``None`` if it shows none.

    >>> root_name(b'<?xml version="1.0"?><!-- a --><rss version="2.0">')
    'rss'
    """
    text = head[:20_000]
    for bom, codec in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if text.startswith(bom):
            text = text.decode(codec, "ignore").encode()
    at = 0
    text = text.lstrip(b"\xef\xbb\xbf \t\r\n")
    while at < len(text):
        at = text.find(b"<", at)
        if at < 0:
            return None
        for start, end in ((b"<!--", b"-->"), (b"<?", b"?>"), (b"<!", b">")):
            if text.startswith(start, at):
                found = text.find(end, at)
                at = len(text) if found < 0 else found + len(end)
                break
        else:
            match = re.match(rb"<(?:[\w.-]{1,40}:)?([A-Za-z][\w.-]{0,60})", text[at : at + 120])
            return match.group(1).decode("ascii", "ignore") if match else None
    return None


def bare(element: Element | None) -> str:
    """Return an element's name without its namespace."""
    tag = element.tag if element is not None else ""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def space(element: Element) -> str:
    """Return an element's namespace, empty if it has none."""
    tag = element.tag
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag.startswith("{") else ""


def text_of(element: Element | None) -> str:
    """Return all characters inside an element, entities that were left alone told as such."""
    if element is None:
        return ""
    parts: list[str] = [element.text or ""]
    for child in element.iterdescendants():
        if isinstance(child.tag, str):
            parts.append(child.text or "")
        else:  # an entity that was not resolved; a comment or instruction has been removed
            name = getattr(child, "name", None)
            parts.append(html.unescape(f"&{name};") if name else "")
        parts.append(child.tail or "")
    return "".join(parts)


def children(element: Element, name: str) -> list[Element]:
    """Return the direct children of a bare name, in order."""
    return [child for child in element if bare(child) == name]


def child(element: Element | None, name: str) -> Element | None:
    """Return the first direct child of a bare name."""
    return next(iter(children(element, name)), None) if element is not None else None


def line(element: Element | None, limit: int = 2000) -> str | None:
    """Return an element's characters on one line, ``None`` if there are none."""
    return " ".join(text_of(element)[: limit * 4].split())[:limit] or None


def markup_of(element: Element) -> str:
    """Return the markup inside an element."""
    from lxml import etree  # noqa: PLC0415  (slow import)

    inner = [html.escape(element.text or "", quote=False)]
    inner += [etree.tostring(part, encoding="unicode", with_tail=True) for part in element]
    return "".join(inner)


def plain(markup: str) -> str:
    r"""Return the text that some markup shows, with a blank line between its blocks.

    >>> plain("<p>One &amp; two.</p><p>Three<br>four.</p>")
    'One & two.\n\nThree\nfour.'
    """
    text = _without_hidden(markup)
    text = _BREAK.sub("\n", _CELL.sub(" ", _BLOCK.sub("\n\n", text)))
    text = html.unescape(_TAG.sub("", text))
    lines = (_SPACES.sub(" ", row).strip() for row in text.split("\n"))
    return _LINES.sub("\n\n", "\n".join(lines)).strip()


def _without_hidden(markup: str) -> str:
    """Cut comments, scripts and the like, each from its start to its end."""
    kept: list[str] = []
    at, comment = 0, -1
    while at < len(markup):
        if comment < at:
            found = markup.find(_COMMENT, at)
            comment = found if found >= 0 else len(markup)
        hidden = _NO_TEXT.search(markup, at, comment)
        kept.append(markup[at : hidden.start() if hidden else comment])
        if hidden is not None:
            closing = re.compile(rf"</{hidden.group(1)}\s{{0,5}}>", re.IGNORECASE)
            end = closing.search(markup, hidden.end())
            at = end.end() if end else len(markup)
        else:
            end_at = markup.find("-->", comment + len(_COMMENT))
            at = end_at + 3 if end_at >= 0 else len(markup)
    return " ".join(kept)
