"""WARC: the pages of a crawl, one after another, in memory one at a time.

Needs ``fastwarc``, which comes with ``pip install 'retold[warc]'``.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from typing import IO, Any

from retold.containers.record import Facts, Record, refusal
from retold.reading.formats import limit_of

_KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
}
_MAX_BREAKS = 100
_START = re.compile(rb"WARC/1\.[01]\r?\n|\x1f\x8b\x08")
_NEXT = re.compile(
    rb"(?:\A|\r\n\r\n)WARC/1\.[01]\r\n"
    rb"(?=(?:[A-Za-z-]{1,60}+:[^\r\n]{0,2000}+\r\n){0,30}WARC-Type: )"
)
_BREAKS_OFF = "the file breaks off within this page"
_RUNS_ON = "the page breaks off where the next record begins"
_WINDOW, _WINDOWS, _OVERLAP = 1 << 20, 256, 16
"""How far after a broken record the next one is looked for, piece by piece."""
_PANIC = "PanicException"
"""What the parser, which is compiled, raises when it is at its wits' end: no ``Exception``."""
_MISSING = "reading WARC needs an extra: pip install 'retold[warc]'"


def read_warc(stream: IO[bytes], name: str) -> Iterator[Record]:
    """Yield the pages in a WARC file that can be wound back.

    A broken record is named, the next one is looked for behind it.
    """
    if find_spec("fastwarc") is None:
        yield refusal(name, _MISSING)
        return
    seen, at = _Seen(), 0
    for _ in range(_MAX_BREAKS):
        before, seen.place, seen.broken = seen.number, at, None
        yield from _pages(stream, at, name, seen)
        if seen.broken is None:
            break
        if seen.number > before or not at:
            seen.number += 1
            problem = f"after byte {seen.place:,} {seen.broken}"
            yield refusal(f"{name}#{seen.number}", problem)
        found = _next_start(stream, max(seen.place, at) + 1)
        if found is None:
            break
        at = found
    else:
        yield refusal(name, f"given up after byte {at:,}: {_MAX_BREAKS} broken records")
    if not seen.number:
        yield refusal(name, "a WARC file without pages")


@dataclass(slots=True)
class _Seen:
    """How many records were seen, where the last of them began, and what was wrong with it."""

    number: int = 0
    place: int = 0
    broken: str | None = None


def _pages(stream: IO[bytes], at: int, name: str, seen: _Seen) -> Iterator[Record]:
    """Yield the pages from a place on, until a record is broken."""
    for entry in _entries(stream, at):
        if isinstance(entry, str):
            seen.broken = entry
            return
        seen.place = entry.stream_pos
        seen.number += 1
        record = _record(entry, f"{name}#{seen.number}")
        if record is None:
            continue
        yield record
        if _RUNS_ON in record.facts.notes:
            seen.broken = "a record that is shorter than it says"
            return


def _entries(stream: IO[bytes], at: int) -> Iterator[Any]:
    """Yield the records from a place on; last, in words, why there are no more."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 (an extra)

    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    stream.seek(at)
    source: Any = stream
    try:
        yield from ArchiveIterator(source, record_types=wanted, parse_http=True)
    except BaseException as error:
        if not (isinstance(error, Exception) or type(error).__name__ == _PANIC):
            raise
        yield f"a broken record ({str(error)[:200]})"


def _next_start(stream: IO[bytes], at: int) -> int | None:
    """Return where the next record begins."""
    for _ in range(_WINDOWS):
        stream.seek(at)
        window = stream.read(_WINDOW)
        found = _START.search(window)
        if found is not None:
            return at + found.start()
        if len(window) < _WINDOW:
            return None
        at += _WINDOW - _OVERLAP
    return None


def _record(entry: Any, name: str) -> Record | None:
    """Return a page; nothing for what is no page, such as a picture or a redirect."""
    url = entry.headers.get("WARC-Target-URI") or None
    where = f"{url}: " if url else ""
    http = entry.http_headers
    status = http.status_code if http is not None else None
    kind = (
        entry.http_content_type if http is not None else entry.headers.get("Content-Type")
    ) or ""
    kind = kind.partition(";")[0].strip().lower()
    if status is not None and 300 <= status < 400:
        return None
    if status is not None and status >= 400:
        return refusal(name, f"{where}the server answered {status}")
    suffix = _KINDS.get(kind)
    if kind and suffix is None:
        return None
    limit = limit_of(suffix or "")
    said = entry.content_length
    data = entry.reader.read(limit + 1)
    cut_off = [_BREAKS_OFF] if len(data) < min(said, limit) else []
    following = _NEXT.search(data) if b"WARC/1." in data else None
    if following is not None:
        data, cut_off = data[: following.start()], [_RUNS_ON]
    if http is not None:
        data, problem = _decoded(data, http, limit)
        if problem:
            return refusal(name, f"{where}{problem}")
    if len(data) > limit:
        return refusal(name, f"{where}larger than {limit // 1_000_000} MB")
    cut = entry.headers.get("WARC-Truncated")
    notes = (*([f"the crawler cut the page off ({cut})"] if cut else []), *cut_off)
    charset = entry.http_charset if http is not None else None
    return Record(name, data, suffix, Facts(url=url, notes=notes), charset)


def _decoded(data: bytes, http: Any, limit: int) -> tuple[bytes, str | None]:
    """Undo what the transport did, as far as the standard library can."""
    if (http.get("Transfer-Encoding") or "").lower().strip() == "chunked":
        data = _unchunked(data)
    coding = (http.get("Content-Encoding") or "").lower().strip()
    if coding in ("", "identity", "none"):
        return data, None
    if coding not in ("gzip", "x-gzip", "deflate"):
        return data, f"packed as “{coding[:20]}”, which is not read"
    for bits in (47, -15):
        try:
            return zlib.decompressobj(bits).decompress(data, limit + 1), None
        except zlib.error:
            continue
    return data, None  # many crawlers unpack the page and leave the header as it was


def _unchunked(data: bytes) -> bytes:
    parts: list[bytes] = []
    at = 0
    while at < len(data):
        end = data.find(b"\r\n", at, at + 40)
        size = re.match(rb"\s*([0-9A-Fa-f]{1,8})\s*(?:;|$)", data[at:end]) if end >= 0 else None
        if size is None:
            return data if not parts else b"".join(parts)
        length = int(size.group(1), 16)
        if not length:
            break
        parts.append(data[end + 2 : end + 2 + length])
        at = end + 2 + length + 2
    return b"".join(parts)
