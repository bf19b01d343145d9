"""Marks that a program left in a page's text: links, pictures, letters read in a wrong encoding.

Browsers for terminals number the links (``[20]three storms``), mail programs write the address
behind them (``his<https://…> ticket``), converters leave Markdown. A few such marks may be the
author's own; where there are several of a kind, they are taken away. Every character that stays
leads back to its place in the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from retold.reading.layers import LayerBuilder, compose
from retold.types import Layer

REPAIRED = "letters that were read in a wrong encoding (â€™ for ’) are repaired"
"""What is noted of a page whose letters were repaired."""
_FEWEST, _FEWEST_BROKEN = 3, 5
_MOSTLY, _MOST_ROUNDS = 0.8, 2
_NUMBERED = re.compile(r"\[\d{1,3}\](?=[^\s\]])|(?<=[^\s\[])\[\d{1,3}\]")
"""The number of a link before its words, or of a note behind them."""
_LINE_NUMBER = re.compile(r"^[ \t]*\[\d{1,3}\]", re.MULTILINE)
_ADDRESSED = re.compile(r"[ \t]?<(?:https?://|mailto:|tel:)[^<>\s]{1,2000}>")
_PICTURED = re.compile(
    r"\[(?:img|image|inline|link|iframe|embed|embedded image|button|cid:[^\]\s]{1,200})\]",
    re.IGNORECASE,
)
_LINKED = re.compile(r"\]\((?:https?://|mailto:|/|#)[^()\s]{0,2000}\)?")
_STRONG = re.compile(r"(?<![*\w])\*\*(?=[^\s*])[^*\n]{1,300}?(?<=\S)\*\*")
_CODES = range(128, 256)
_BYTES = {code: code for code in _CODES if code < 160}
_BYTES |= {
    ord(sign): code for code in _CODES if (sign := bytes((code,)).decode("cp1252", "ignore"))
}
"""The byte of each character that Windows-1252, or Latin-1, reads out of one."""
_GOES_ON = "".join(chr(sign) for sign, byte in _BYTES.items() if byte < 0xC0)
_BROKEN = re.compile(
    rf"[\u00c2-\u00df][{re.escape(_GOES_ON)}]|[\u00e0-\u00ef][{re.escape(_GOES_ON)}]{{2}}"
    rf"|[\u00f0-\u00f4][{re.escape(_GOES_ON)}]{{3}}"
)
"""A character of several bytes, each of which was read as one of its own."""
_CLIPPED = re.compile(r"\u00e2\u20ac(?=[\s,.;:!?)]|\Z)|\u00c2(?=\s|\Z)")
"""Such a character whose last byte got lost: a closing quotation mark, a space that holds."""
_LEADS = ("\u00c3", "\u00c2", "\u00e2")


def is_markdown(text: str) -> bool:
    """Tell whether a text has several links or strong words as Markdown writes them.

    >>> is_markdown("[a](https://x.org) [b](https://x.org/b) and [c](/c)")
    True
    """
    return _has(_LINKED, text, "](") or _has(_STRONG, text, "**")


def _has(pattern: re.Pattern[str], text: str, sign: str) -> bool:
    if text.count(sign) < _FEWEST:
        return False
    return sum(1 for _ in islice(pattern.finditer(text), _FEWEST)) >= _FEWEST


def without_link_marks(page: Layer) -> Layer:
    """Return a page without the numbers, addresses and signs of links that have their words.

    >>> from retold.reading.layers import whole
    >>> without_link_marks(whole("a [1]b, [2]c and [3]d")).text
    'a b, c and d'
    """
    text = page.text
    spans: list[tuple[int, int]] = []
    if text.count("[") >= _FEWEST:
        spans += _marked(_NUMBERED, text) if _is_numbered(text) else []
        spans += _marked(_PICTURED, text)
    if text.count("<") >= _FEWEST:
        spans += _marked(_ADDRESSED, text)
    return _without(page, spans) if spans else page


def _is_numbered(text: str) -> bool:
    """Tell whether numbers in brackets stand inside lines: at their start they count paragraphs."""
    inside = sum(1 for _ in _NUMBERED.finditer(text))
    return inside - sum(1 for _ in _LINE_NUMBER.finditer(text)) >= _FEWEST


def _marked(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    found = [match.span() for match in pattern.finditer(text)]
    return found if len(found) >= _FEWEST else []


def _without(page: Layer, spans: list[tuple[int, int]]) -> Layer:
    builder, at = LayerBuilder(page.text), 0
    for start, end in sorted(spans):
        if start >= at:
            builder.keep(at, start)
            at = end
    builder.keep(at, len(page.text))
    return compose(builder.layer(), page)


def repaired(page: Layer) -> Layer | None:
    r"""Return a page with letters as they were written that were read in a wrong encoding.

    Nothing is returned unless there are several, and hardly another foreign letter beside them.

    >>> from retold.reading.layers import whole
    >>> repaired(whole("â€œNo,â€\x9d she said. â€œIâ€™ll stay. Itâ€™s late.â€\x9d")).text
    '“No,” she said. “I’ll stay. It’s late.”'
    """
    found: Layer | None = None
    for _ in range(_MOST_ROUNDS):
        again = _repaired(found or page)
        if again is None:
            break
        found = again
    return found


def _repaired(page: Layer) -> Layer | None:
    text = page.text
    if text.isascii() or sum(text.count(lead) for lead in _LEADS) < _FEWEST_BROKEN:
        return None
    broken = list(_decoded(text))
    if len(broken) < _FEWEST_BROKEN:
        return None
    foreign = sum(1 for sign in text if sign > "\x7f")
    if sum(end - start for start, end, _ in broken) < _MOSTLY * foreign:
        return None
    broken += [
        (*match.span(), "”" if len(match.group()) > 1 else "") for match in _CLIPPED.finditer(text)
    ]
    builder, at = LayerBuilder(text), 0
    for start, end, sign in sorted(broken):
        if start < at:
            continue
        builder.keep(at, start)
        builder.put(sign, start, end)
        at = end
    builder.keep(at, len(text))
    return compose(builder.layer(), page)


def _decoded(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _BROKEN.finditer(text):
        try:
            sign = bytes(_BYTES[ord(letter)] for letter in match.group()).decode()
        except UnicodeDecodeError:
            continue
        yield match.start(), match.end(), sign
