"""From bytes to characters: unpacking with a limit, encodings, and what is no text at all."""

from __future__ import annotations

import codecs
import re
import zlib
from dataclasses import dataclass

_GZIP = b"\x1f\x8b"
_MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF media file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a rar archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"OggS", "an Ogg media file"),
    (b"ID3", "an MP3 file"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Codecs that a page may declare; Python's others (utf-7, idna, unicode_escape …) are no
# encodings of pages. The web reads Latin-1 and ASCII as Windows-1252.
_WEB = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
_ALLOWED = re.compile(
    r"utf-(?:8|16|16-le|16-be|32)|cp(?:125[0-8]|437|850|852|855|866|874|932|949|950)|"
    r"iso8859-\d{1,2}|koi8-[rut]|mac-(?:roman|cyrillic)|gb18030|gbk|gb2312|big5|big5hkscs|"
    r"shift_jis|euc_jp|euc_kr|iso2022_jp|tis-620|ascii"
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})"
    rb"|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})",
    re.IGNORECASE,
)
_ESCAPING = "iso2022_jp"  # its bytes are valid ASCII
_WESTERN, _FEW = "cp1252", 0.02
_UNUSED = b"\x81\x8d\x8f\x90\x9d"
_HEAD = 4096
_SAMPLE = 65_536
_CONTROLS = bytes((*range(9), *range(14, 27), *range(28, 32), 127))


class NotTextError(ValueError):
    """The bytes hold no text; the message says what they are."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, the encoding they were read in, and what was odd about it."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def unpack(data: bytes, limit: int) -> bytes:
    """Return the bytes behind a gzip wrapper, or the bytes themselves.

    Raises:
        NotTextError: More than ``limit`` bytes come out, or the wrapper is broken.
    """
    if data.startswith(_GZIP):
        data = _gunzip(data, limit)
    if len(data) > limit:
        raise NotTextError(f"larger than {limit // 1_000_000} MB")
    if data.startswith(_GZIP):
        raise NotTextError("gzipped twice")
    return data


def _gunzip(data: bytes, limit: int) -> bytes:
    parts: list[bytes] = []
    room = limit + 1
    while data.startswith(_GZIP) and room > 0:
        member = zlib.decompressobj(wbits=31)
        try:
            part = member.decompress(data, room)
        except zlib.error as error:
            raise NotTextError(f"a broken gzip file ({error})") from error
        parts.append(part)
        room -= len(part)
        if not member.eof and room > 0:
            raise NotTextError("a gzip file that was cut off")
        data = member.unused_data
    return b"".join(parts)


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Return the characters of some bytes, whatever their encoding.

    In order: a byte order mark, UTF-8 where it fits (a page that declares Latin-1 and is valid
    UTF-8 is UTF-8), the declared encoding, a guess.

    Raises:
        NotTextError: The bytes are no text.

    >>> decode("café".encode("cp1252"), "iso-8859-1").text
    'café'
    """
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise NotTextError(f"{name}, not text")
    decoded = _marked(data) or _plain(data, declared)
    if _is_binary(decoded.text):
        raise NotTextError("binary data, not text")
    return decoded


def _marked(data: bytes) -> Decoded | None:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _lossy(data[len(bom) :], name)
    head = data[:_HEAD]
    for name, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if len(zeros) > 8 and zeros.count(0) > len(zeros) * 0.6:
            return _lossy(data, name)
    return None


def _plain(data: bytes, hinted: str | None) -> Decoded:
    declared = _codec(hinted) or _codec(_declared(data))
    if declared != _ESCAPING:
        try:
            return Decoded(data.decode("utf-8"), "utf-8")
        except UnicodeDecodeError:
            pass
    if declared is not None:
        try:
            return Decoded(data.decode(declared), declared)
        except UnicodeDecodeError:
            pass
    return _guessed(data, declared)


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_HEAD])
    return (match.group(1) or match.group(2)).decode("ascii") if match else None


def _codec(name: str | None) -> str | None:
    try:
        codec = codecs.lookup((name or "").strip()).name
    except (LookupError, ValueError):
        return None
    return _WEB.get(codec, codec) if _ALLOWED.fullmatch(codec) else None


def _guessed(data: bytes, declared: str | None) -> Decoded:
    broken = data.decode("utf-8", "replace")
    few = broken.count("\ufffd") <= max(3, len(broken) // 2000)
    if few and not (_is_western(data) and _is_single(broken)):
        return _lossy(data, "utf-8")
    if declared is not None and declared not in ("utf-8", "utf-16"):
        return _lossy(data, declared)
    name = _WESTERN if _is_western(data) else _likeliest(data)
    decoded = _lossy(data, name)
    return Decoded(decoded.text, name, (f"encoding guessed: {name}", *decoded.notes))


def _is_single(broken: str) -> bool:
    """Tell whether bytes read as UTF-8 show no character of several bytes, but broken ones.

    Broken ones at the very end prove nothing: there the text may have been cut.
    """
    marks = broken.encode("ascii", "ignore").decode("ascii")
    return len(marks) + broken.count("\ufffd") == len(broken) and "\ufffd" in broken[:-3]


def _is_western(data: bytes) -> bool:
    """Tell whether bytes hold so few foreign characters that these give no language away.

    Then they are typographic marks and a name or two, and are read as browsers read them.
    """
    sample = data[:_SAMPLE]
    foreign = sum(1 for byte in sample if byte > 127)
    return foreign <= _FEW * len(sample) and not any(byte in _UNUSED for byte in sample)


def _likeliest(data: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415  (slow, seldom needed)

    best = from_bytes(data[:_SAMPLE]).best()
    return _codec(best.encoding if best is not None else None) or _WESTERN


def _lossy(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(data.decode(name), name)
    except UnicodeDecodeError:
        note = f"some bytes are not valid {name}; each is shown as \ufffd"
        return Decoded(data.decode(name, "replace"), name, (note,))


def _is_binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    data = sample.encode("utf-8", "surrogatepass")
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return controls + sample.count("\ufffd") > max(len(sample) * 0.02, 4)


def without_surrogates(text: str) -> str:
    r"""Return the text with lone surrogates, which no encoding can carry, as U+FFFD.

    >>> without_surrogates("a\ud800b")
    'a\ufffdb'
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return re.sub(r"[\ud800-\udfff]", "\ufffd", text)
    return text
