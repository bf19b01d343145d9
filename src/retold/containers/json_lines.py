"""JSON lines, one record after another, so that a file of any length takes no more memory.

Every line is read by itself, within the time that a page may take: one that is broken, endless
or made to be slow costs no other line.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from typing import IO

from retold.containers.record import MAX_RECORDS, Record, refusal

SUFFIXES = frozenset({".jsonl", ".ndjson"})
LONGEST = 50_000_000
"""A line with more bytes is refused."""
_PACKED = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def is_lines(head: bytes, suffix: str) -> bool:
    r"""Tell whether a file is read line by line: not where its characters take several bytes.

    >>> is_lines(b'{"a": 1}\n', ".jsonl"), is_lines(b'\xff\xfe{\x00', ".jsonl")
    (True, False)
    """
    return suffix in SUFFIXES and not head.startswith(_WIDE) and b"\0" not in head[:200]


def read_json_lines(stream: IO[bytes], name: str) -> Iterator[Record]:
    """Yield a record for every line that is not empty."""
    packed = stream.read(2) == _PACKED
    stream.seek(0)
    number = 0
    lines = _lines(gzip.GzipFile(fileobj=stream) if packed else stream)
    for line in lines:
        number += 1
        if isinstance(line, str):
            yield refusal(f"{name}#{number}", line)
        elif number > MAX_RECORDS:
            yield refusal(name, f"records after the {MAX_RECORDS}th were not read")
            return
        else:
            yield Record(f"{name}#{number}", line, ".json")
    if not number:
        yield refusal(name, "no record in it")


def _lines(stream: IO[bytes] | gzip.GzipFile) -> Iterator[bytes | str]:
    """Yield the lines that hold something, and why one can't be had."""
    try:
        while line := stream.readline(LONGEST + 1):
            if len(line) > LONGEST:
                yield f"a line larger than {LONGEST // 1_000_000} MB"
                while line and not line.endswith(b"\n"):
                    line = stream.readline(LONGEST)
            elif stripped := line.removeprefix(_BOM).strip():
                yield stripped
    except (EOFError, OSError, zlib.error) as error:
        yield f"a broken gzip file ({error})"[:200]
