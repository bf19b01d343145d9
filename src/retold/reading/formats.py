"""The formats that can be read, by suffix, and by their first characters where it is missing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from retold.reading.build import Source
from retold.reading.outcome import (
    MAX_CONTAINER_BYTES,
    MAX_PAGE_BYTES,
    MAX_TEXT_BYTES,
    Hints,
    Outcome,
)
from retold.reading.page_html import read_html
from retold.reading.pastes import read_pasted
from retold.reading.records import (
    looks_like_records,
    looks_like_table,
    read_csv,
    read_json,
    read_json_lines,
)
from retold.reading.text import read_markdown

Reader = Callable[[Source, Hints], Outcome]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name, how it is read, and how large it may be."""

    name: str
    read: Reader
    limit: int = MAX_PAGE_BYTES


HTML = Format("html", read_html)
TEXT = Format("text", read_pasted, MAX_TEXT_BYTES)
MARKDOWN = Format("markdown", read_markdown, MAX_TEXT_BYTES)
JSON = Format("json", read_json)
JSON_LINES = Format("jsonl", read_json_lines, MAX_CONTAINER_BYTES)
CSV = Format("csv", read_csv, MAX_CONTAINER_BYTES)

FORMATS: dict[str, Format] = {
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".txt": TEXT,
    ".text": TEXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".json": JSON,
    ".jsonl": JSON_LINES,
    ".ndjson": JSON_LINES,
    ".csv": CSV,
    ".tsv": CSV,
}
# A comment ends at its first mark, so that many in a row can be read in one way alone.
_COMMENTS = r"(?:<!--(?:(?!-->).){0,2000}+-->\s*+)*+"
_MARKUP = re.compile(
    rf"\s*(?:<\?xml[^>]*>\s*)?{_COMMENTS}<(?:!doctype\s+html|html|head|body|article|main|div|p|h1"
    r"|section|title|meta|table)\b",
    re.IGNORECASE | re.DOTALL,
)
_PAGE = re.compile(rf"\s*{_COMMENTS}<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)


def is_known(suffix: str) -> bool:
    """Tell whether a suffix belongs to a format that can be read."""
    return suffix in FORMATS


def limit_of(suffix: str) -> int:
    """Return how many bytes, unpacked, an input of this suffix may hold."""
    known = FORMATS.get(suffix)
    return known.limit if known else MAX_PAGE_BYTES


def format_of(text: str, suffix: str) -> Format:
    """Return the format of a text: its suffix's, else what its first characters say.

    >>> format_of("<!doctype html><p>Hello", "").name
    'html'
    """
    known = FORMATS.get(suffix)
    if known is TEXT and _PAGE.match(text):
        return HTML
    return known or _sniffed(text)


def _sniffed(text: str) -> Format:
    start = text[:100].lstrip("\ufeff \t\r\n")
    if start.startswith("<") and _MARKUP.match(text):
        return HTML
    if start.startswith("{"):
        return JSON_LINES if looks_like_records(text) and "\n" in text.strip() else JSON
    if re.match(r"\[\s*[\[{]|\[\s*\]\s*$", start):
        return JSON
    return CSV if looks_like_table(text) else TEXT
