"""The containers that can be read, by suffix and by their first characters."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import IO

from retold.containers import feeds, newsml, sitemaps
from retold.containers.docx import is_docx
from retold.containers.json_lines import SUFFIXES as LINES
from retold.containers.json_lines import is_lines, read_json_lines
from retold.containers.mail import is_mail, is_mhtml, read_mail, read_mhtml
from retold.containers.markup import root_name
from retold.containers.ninjs import is_ninjs, read_ninjs
from retold.containers.record import Record, refusal
from retold.containers.warc import read_warc
from retold.containers.zips import Budget, read_zip

HEAD = 200_000
"""How many bytes are looked at to tell what a file is."""
MAX_DOCUMENT = 50_000_000
"""A feed, message or item larger than this, unpacked, is refused."""
DEEPEST_ARCHIVE = 1
"""An archive may stand in an archive, and no deeper."""
DEEPEST = 3
"""Containers of any kind nested deeper than this are read as pages, which fails with a reason."""
_PACKED = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"

_HOLDING = frozenset(
    {
        "",
        ".json",
        ".jsonl",
        ".xml",
        ".rss",
        ".atom",
        ".rdf",
        ".eml",
        ".mht",
        ".mhtml",
        ".zip",
        ".warc",
    }
)

Read = Callable[[bytes, str], Iterator[Record]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A container of records: its name, and how its bytes are taken apart."""

    name: str
    read: Read


FEED = Kind("feed", feeds.read_feed)
SITEMAP = Kind("sitemap", sitemaps.read_sitemap)
NEWSML = Kind("NewsML-G2", newsml.read_newsml)
NINJS = Kind("ninjs", read_ninjs)
MAIL = Kind("message", read_mail)
MHTML = Kind("web archive", read_mhtml)

SUFFIXES = frozenset(
    {".xml", ".rss", ".atom", ".rdf", ".eml", ".mht", ".mhtml", ".zip", ".warc", ".pdf", ".docx"}
)
"""What is known here and not to the reader."""
_MESSAGES = {".eml": MAIL, ".mht": MHTML, ".mhtml": MHTML}
_XML = frozenset({".xml", ".rss", ".atom", ".rdf"})
_OPEN = frozenset({"", ".json", ".jsonl", ".ndjson", *_XML})


def is_container(suffix: str) -> bool:
    """Tell whether files of a suffix are taken apart here, into nobody knows how many texts."""
    return suffix in SUFFIXES or suffix in LINES


def holds(head: bytes, suffix: str) -> bool:
    """Tell whether a file is taken apart here, by its first bytes and its suffix.

    >>> holds(b"WARC/1.1", ""), holds(b"A ferry", ".txt")
    (True, False)
    """
    start = _unpacked_head(head)
    magic = head.startswith((_ZIP, _EMPTY_ZIP)) or start.startswith(b"WARC/")
    known = magic or suffix in SUFFIXES or kind_of(start, suffix) is not None
    return known or is_lines(start, suffix)


def kind_of(head: bytes, suffix: str) -> Kind | str | None:
    """Return what some bytes are, a reason if that can't be read, nothing if they are a page.

    >>> kind_of(b"<rss version='2.0'><channel>", ".xml").name
    'feed'
    """
    if suffix in _MESSAGES:
        return MHTML if is_mhtml(head) and suffix != ".eml" else _MESSAGES[suffix]
    if suffix not in _OPEN:
        return None
    if head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1] == b"<":
        return _kind_of_xml(root_name(head), suffix)
    if suffix in _XML:
        return "no XML: it does not begin with an element"
    if suffix:
        return NINJS if is_ninjs(head) else None
    looks = ((is_ninjs, NINJS), (is_mhtml, MHTML), (is_mail, MAIL))
    return next((kind for test, kind in looks if test(head)), None)


def _kind_of_xml(root: str | None, suffix: str) -> Kind | str | None:
    for kind, roots in ((FEED, feeds.ROOTS), (SITEMAP, sitemaps.ROOTS), (NEWSML, newsml.ROOTS)):
        if root in roots:
            return kind
    if suffix not in _XML or (root or "").lower() == "html":
        return None
    return f"XML whose first element is <{root}>, which is not read" if root else "broken XML"


@dataclass(frozen=True, slots=True)
class Within:
    """How deep in other containers a file stands, and what may still come out of them."""

    budget: Budget
    depth: int = 0

    def deeper(self) -> Within:
        """Return the place one container further in."""
        return Within(self.budget, self.depth + 1)


def records(
    stream: IO[bytes], name: str, suffix: str, *, within: Within | None = None
) -> Iterator[Record]:
    """Yield the records of a file that can be wound back: many of a container, one of a page.

    One that fails never stops its container: what is wrong is a record too.

    Args:
        stream: The file, from its start.
        name: The file's name; records are named after it.
        suffix: Its format, without ``.gz``.
        within: Where the file stands, if in another container.
    """
    try:
        yield from _records(stream, name, suffix, within or Within(Budget()))
    except MemoryError:
        yield refusal(name, "not enough memory to read it")
    except Exception as error:  # noqa: BLE001  (one bad file never stops a run; it is named)
        yield refusal(name, f"reading failed from here on: {type(error).__name__}: {error}"[:300])


def _records(stream: IO[bytes], name: str, suffix: str, within: Within) -> Iterator[Record]:
    head = stream.read(HEAD)
    stream.seek(0)
    start = _unpacked_head(head)
    if suffix == ".warc" or start.startswith(b"WARC/"):
        yield from _expanded(read_warc(stream, name), within)
    elif head.startswith((_ZIP, _EMPTY_ZIP)) and not _is_document(stream, suffix):
        if within.depth > DEEPEST_ARCHIVE:
            yield refusal(name, "an archive in an archive in an archive; unpack it first")
        else:
            yield from _expanded(read_zip(stream, name, within.budget), within)
    elif is_lines(start, suffix) and kind_of(start, suffix) is None:
        yield from read_json_lines(stream, name)
    else:
        yield from _document(stream, name, suffix, within)


def _is_document(stream: IO[bytes], suffix: str) -> bool:
    """Tell whether a zip archive is a Word document."""
    if suffix in (".docx", ".zip"):
        return suffix == ".docx"
    data = stream.read(MAX_DOCUMENT)
    stream.seek(0)
    return is_docx(data)


def _document(stream: IO[bytes], name: str, suffix: str, within: Within) -> Iterator[Record]:
    data = stream.read(MAX_DOCUMENT + 1)
    if len(data) > MAX_DOCUMENT:
        yield refusal(name, f"larger than {MAX_DOCUMENT // 1_000_000} MB")
        return
    kind = kind_of(_unpacked_head(data[:HEAD]), suffix)
    unpacked = _unpacked(data) if kind is not None or suffix in SUFFIXES else data
    problem = next((value for value in (kind, unpacked) if isinstance(value, str)), None)
    if problem is not None or isinstance(unpacked, str):
        yield refusal(name, problem or "")
    elif isinstance(kind, Kind):
        yield from _expanded(kind.read(unpacked, name), within)
    else:
        yield Record(name, unpacked, suffix or None)


def _expanded(found: Iterator[Record], within: Within) -> Iterator[Record]:
    """Open the containers among some records, down to a certain depth."""
    for record in found:
        if record.problem is not None or within.depth >= DEEPEST or not _may_hold(record):
            yield record
            continue
        stream, suffix = io.BytesIO(record.data), record.suffix or ""
        inner = records(stream, record.name, suffix, within=within.deeper())
        yield from (_inherited(one, record) for one in inner)


def opened(record: Record) -> Iterator[Record]:
    """Yield the records in a record that may be a container; itself if it is none."""
    yield from _expanded(iter([record]), Within(Budget()))


def _may_hold(record: Record) -> bool:
    """Tell whether a record may be a container itself; a text from one with facts is not."""
    suffix = record.suffix or ""
    return record.text is None and suffix in _HOLDING and not record.told


def _inherited(record: Record, outer: Record) -> Record:
    """Give a record the facts of the container that held it, where it has none."""
    facts = replace(
        record.facts,
        url=record.facts.url or (outer.facts.url if record.name == outer.name else None),
        notes=(*record.facts.notes, *outer.facts.notes),
    )
    return replace(record, facts=facts, encoding=record.encoding or outer.encoding)


def _unpacked_head(head: bytes) -> bytes:
    if not head.startswith(_PACKED):
        return head
    try:
        return zlib.decompressobj(31).decompress(head, HEAD)
    except zlib.error:
        return b""


def _unpacked(data: bytes) -> bytes | str:
    """Return the bytes behind a gzip wrapper, or why they can't be had."""
    if not data.startswith(_PACKED):
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            plain = file.read(MAX_DOCUMENT + 1)
    except (OSError, EOFError, zlib.error) as error:
        return f"a broken gzip file ({error})"[:200]
    return plain if len(plain) <= MAX_DOCUMENT else f"larger than {MAX_DOCUMENT // 1_000_000} MB"


def suffix_of(name: str) -> str:
    """Return the lower-case suffix that tells a file's format, ``.gz`` left aside.

    >>> suffix_of("crawl.WARC.gz")
    '.warc'
    """
    path = PurePosixPath(name.replace("\\\\", "/").lower())
    return PurePosixPath(path.stem).suffix if path.suffix == ".gz" else path.suffix
