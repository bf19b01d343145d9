"""Real bytes of pages, documents, archives and feeds, made on the spot for tests and fuzzing."""

from __future__ import annotations

import gzip
import io
import json
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
    out += (
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    )
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
    space = f'xmlns:w="{WORDS}"'
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {space}><w:body>{body}{extra}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {space}>{styles}</w:styles>",
            "docProps/core.xml": '<p xmlns:dc="d"><dc:creator>Jon Falk</dc:creator></p>',
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


def answer(
    body: bytes, kind: str = "text/html; charset=utf-8", status: int = 200, more: str = ""
) -> bytes:
    """Return an HTTP answer as a crawl keeps it."""
    head = (
        f"HTTP/1.1 {status} OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}\r\n"
    )
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


LEAD = (
    "LISK (Reuters) - The northern quay was closed on Monday after divers found a crack of"
    " 40 metres in its foundation, the harbour authority said."
)
BODY = (
    LEAD,
    "“Nobody was in danger at any time,” said Ana Brandt, who leads the authority.",
    "Ferries leave from the southern quay until further notice, it said.",
)
PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
PAGE = (
    '<!doctype html><html lang="en"><head><title>Quay closed | Lisk Post</title>'
    '<meta property="og:site_name" content="Lisk Post">'
    '<meta property="article:published_time" content="2026-03-02T10:00:00+01:00">'
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Quay closed",'
    ' "author": [{"name": "Jane Doe"}]}</script></head><body><nav><a href="/">Home</a></nav>'
    f"<article><h1>Quay closed</h1>{PARAGRAPHS}<figure><figcaption>The quay</figcaption></figure>"
    "</article><footer>&copy; 2026 Lisk Post</footer></body></html>"
)
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Coast News</title>
<language>en-gb</language>
<item><title>Quay closed &amp; fenced</title><link>https://post.example/quay</link>
<source url="https://post.example/feed">Lisk Post</source><dc:creator>Jane Doe</dc:creator>
<pubDate>Mon, 02 Mar 2026 10:00:00 +0100</pubDate><description>Short.</description>
<content:encoded><![CDATA[{PARAGRAPHS}]]></content:encoded></item>
<item><title>The mayor goes</title><guid>https://post.example/mayor</guid>
<description>&lt;p&gt;The mayor of Lisk resigned on Tuesday.&lt;/p&gt;</description></item>
<item><title>Nothing here</title><link>https://post.example/nothing</link></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://post.example/">
<title>Lisk Post</title><entry xml:lang="en">
<title type="html">Quay &lt;b&gt;closed&lt;/b&gt;</title>
<link rel="alternate" href="/quay"/><updated>2026-03-02T10:00:00Z</updated>
<author><name>Jane Doe</name></author><content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml">{PARAGRAPHS}</div></content></entry></feed>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url>
<loc>https://post.example/quay</loc><news:news><news:publication><news:name>Lisk Post</news:name>
<news:language>en</news:language></news:publication>
<news:publication_date>2026-03-02</news:publication_date><news:title>Quay closed</news:title>
</news:news></url><url><loc>https://post.example/mayor</loc></url></urlset>"""
NINJS = {
    "uri": "http://agency.example/items/1",
    "standard": {"name": "ninjs", "version": "3.1"},
    "type": "text",
    "version": "3",
    "versionCreated": "2026-03-02T10:00:00Z",
    "firstCreated": "2026-03-02T08:00:00Z",
    "copyrightHolder": "Coast Agency",
    "language": "en",
    "by": "By Jane Doe and John Roe",
    "infoSources": [{"name": "Lisk Post", "role": "isrol:originfo"}],
    "signals": [{"uri": "sig:correction"}],
    "headlines": [{"role": "main", "value": "Quay closed"}],
    "bodies": [
        {"role": "main", "contentType": "text/plain", "value": " ".join(BODY)},
        {"role": "rich", "contentType": "application/xhtml+xml", "value": PARAGRAPHS},
    ],
}
NEWSML = f"""<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="urn:newsml:agency.example:quay" version="4" xml:lang="en">
<rightsInfo><copyrightHolder literal="Coast Agency"/></rightsInfo>
<itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:COAST"/>
<versionCreated>2026-03-02T10:00:00Z</versionCreated><pubStatus qcode="stat:usable"/>
<signal qcode="sig:correction"/></itemMeta><contentMeta><infoSource literal="Lisk Post"/>
<by>By Jane Doe</by><headline>Quay closed</headline></contentMeta><contentSet>
<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">
<head><title>not this</title></head><body><body.head><hedline><hl1>Quay closed</hl1></hedline>
</body.head><body.content>{PARAGRAPHS}</body.content></body></nitf></inlineXML></contentSet>
</newsItem><newsItem guid="urn:x:2"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta>
</newsItem></itemSet></newsMessage>"""
MHTML = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://post.example/quay\r\n"
    "Subject: Quay closed\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
    '\ttype="text/html";\r\n\tboundary="--B"\r\n\r\n----B\r\nContent-Type: text/html\r\n'
    "Content-Transfer-Encoding: 8bit\r\nContent-Location: https://post.example/quay\r\n\r\n"
    f"{PAGE}\r\n----B\r\nContent-Type: text/html\r\n"
    "Content-Location: https://ads.example/\r\n\r\n"
    "<p>An advert in a frame.</p>\r\n----B\r\nContent-Type: image/png\r\n"
    "Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n----B--\r\n"
)
MAIL = (
    "From: Harbour Press <press@lisk.example>\r\nTo: desk@post.example\r\n"
    "Subject: Fwd: Quay closed\r\nDate: Mon, 2 Mar 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/mixed; boundary="B"\r\n\r\n--B\r\n'
    "Content-Type: text/plain; charset=iso-8859-1\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    "The northern quay was closed on Monday after divers found a crack of 40 met=\r\n"
    "res in its foundation, the caf=E9 harbour authority said.\r\n\r\nNobody was hurt.\r\n--B\r\n"
    'Content-Type: text/html\r\nContent-Disposition: attachment; filename="quay.html"\r\n\r\n'
    f"{PAGE}\r\n--B--\r\n"
)
DUMP = (
    "Home\nNews\nSport\nQuay closed\nBy Jane Doe\n2 March 2026\n" + "\n".join(BODY) + "\nMost read"
)


def front_page() -> bytes:
    """Return a PDF file with a headline over two columns."""
    left = [
        "LISK - The northern quay was closed on Monday",
        "after divers found a crack in its foun-",
    ]
    left += ["dation, the harbour authority of the town said.", "Nobody was hurt, it said."]
    right = [
        "A second crack had been seen in 2024, said a union",
        "of dockers, which had asked for a",
    ]
    right += ["closure then. The authority had replied that the", "crack was not deep."]
    return pdf(
        [
            Shown(50, 770, "Northern quay closed after crack is found", 22),
            *column(50, 730, left),
            *column(310, 730, right),
        ]
    )


def samples() -> dict[str, bytes]:
    """Return one small file of every format, by its name."""
    article = warc("https://post.example/quay", answer(PAGE.encode()))
    feed = warc("https://post.example/feed", answer(RSS.encode(), "application/rss+xml"))
    return {
        "page.html": PAGE.encode(),
        "dump.txt": DUMP.encode(),
        "note.md": f"# Quay closed\n\n{BODY[0]}\n".encode(),
        "records.jsonl": json.dumps({"title": "Quay", "text": BODY[0]}).encode() * 2,
        "record.json": json.dumps({"title": "Quay", "html": PAGE}).encode(),
        "table.csv": f'title,text\nQuay,"{BODY[0]}"\n'.encode(),
        "feed.rss": RSS.encode(),
        "feed.atom": ATOM.encode(),
        "sitemap.xml": SITEMAP.encode(),
        "item.json": json.dumps(NINJS).encode(),
        "item.xml": NEWSML.encode(),
        "page.mhtml": MHTML.encode(),
        "mail.eml": MAIL.encode(),
        "page.pdf": front_page(),
        "release.docx": docx(("Titel", "Quay closed"), *(("", p) for p in BODY)),
        "crawl.warc": article + feed,
        "crawl.warc.gz": gzip.compress(article) + gzip.compress(feed),
        "pages.zip": zipped({"a.html": PAGE, "b.rss": RSS, "c.txt": DUMP}),
    }
