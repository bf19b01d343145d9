"""Real bytes of documents and archives, made for the tests."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True)
class Shown:
    """A line of a PDF page: where its baseline begins, its type size, its characters."""

    x: float
    y: float
    text: str
    size: float = 10.0


def pdf(*pages: Sequence[Shown]) -> bytes:
    """Return a PDF file whose pages (A4) show some lines in Helvetica."""
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    )
    for number, page in enumerate(pages):
        content = b"".join(_shown(line) for line in page)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(
            f"<< /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"
        )
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(out)


def _shown(line: Shown) -> bytes:
    text = line.text.encode("cp1252").replace(b"\\", b"\\\\")
    text = text.replace(b"(", b"\\(").replace(b")", b"\\)")
    return f"BT /F1 {line.size} Tf {line.x} {line.y} Td (".encode() + text + b") Tj ET\n"


def column(x: float, top: float, lines: Sequence[str], size: float = 10.0) -> list[Shown]:
    """Return lines one under another."""
    return [Shown(x, top - 12 * n, line, size) for n, line in enumerate(lines)]


def docx(*paragraphs: tuple[str, str], extra: str = "") -> bytes:
    """Return a Word file of paragraphs, each with the id of its style (``Bold`` sets it bold)."""
    body = "".join(_paragraph(style, text) for style, text in paragraphs)
    names = {"Titel": "Title", "berschrift1": "heading 1", "Standard": "Normal"}
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/></w:style>'
        for id_, name in names.items()
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<w:document xmlns:w="{WORDS}"><w:body>{body}{extra}</w:body></w:document>',
            "word/styles.xml": f'<w:styles xmlns:w="{WORDS}">{styles}</w:styles>',
            "docProps/core.xml": '<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>Jon Falk</dc:creator></cp:coreProperties>',
        }
    )


def _paragraph(style: str, text: str) -> str:
    bold = "<w:rPr><w:b/></w:rPr>" if style == "Bold" else ""
    mark = "" if style in ("", "Bold") else f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    return f"<w:p>{mark}<w:r>{bold}<w:t>{text}</w:t></w:r></w:p>"


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """Return a zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def answer(body: bytes, kind: str = "text/html; charset=utf-8", status: int = 200, more: str = "") -> bytes:
    """Return an HTTP answer as a crawl keeps it."""
    head = f"HTTP/1.1 {status} OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}\r\n"
    return head.encode() + body


def warc(url: str, http: bytes, *, packed: bool = False) -> bytes:
    """Return one WARC record."""
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: 2026-03-02T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    record = head.encode() + http + b"\r\n\r\n"
    return gzip.compress(record) if packed else record
