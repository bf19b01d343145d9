"""What the tagger found in an article, kept as bytes, so that the same text is read once.

A key is a hash of the model, of how it is used, and of the pieces and marks that it would read;
a value holds places of words, no text.
"""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from collections.abc import Iterable, Sequence

from retold.statements.tag_decoding import REACH, Attribution, Words
from retold.statements.tag_pieces import CONTEXT, CORE, Pieces

_METHOD = "1"
"""To be raised when the same scores become other attributions."""


def key(digest: str, cut: Pieces) -> bytes:
    """Return the key of an article for a model with a digest."""
    used = f"tags {_METHOD} {digest} {CORE} {CONTEXT} {REACH}"
    made = hashlib.sha256(used.encode())
    for column in (cut.ids, cut.marks, cut.units, cut.first):
        made.update(struct.pack("<q", len(column)))
        made.update(column.astype("<i8").tobytes())
    return made.digest()


def pack(found: Iterable[Attribution]) -> bytes:
    """Return attributions as bytes, with a sum by which damage is seen."""
    rows = [(one.source, one.cue, one.content) for one in found]
    packed = zlib.compress(json.dumps(rows, separators=(",", ":")).encode())
    return packed + struct.pack("<I", zlib.crc32(packed))


def unpack(packed: bytes) -> list[Attribution] | None:
    """Read them back; bytes that are no attributions give ``None``."""
    body, check = packed[:-4], packed[-4:]
    if len(check) < 4 or struct.unpack("<I", check)[0] != zlib.crc32(body):
        return None
    rows = json.loads(zlib.decompress(body))
    return [Attribution(_words(s), _words(c), [(a, b) for a, b in inner]) for s, c, inner in rows]


def _words(pair: Sequence[int] | None) -> Words | None:
    return (int(pair[0]), int(pair[1])) if pair else None
