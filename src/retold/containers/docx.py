"""Word documents (``.docx``): press releases and drafts, paragraph by paragraph.

A document is a zip archive with XML in it; both are read within bounds. Deleted text, comments
and the second copy that Word keeps of a text box are left out.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, replace

from retold.containers.markup import BrokenError, Element, bare, child, elements, line
from retold.containers.record import Facts, Record, refusal, told
from retold.reading.dates import find_date
from retold.reading.lines import kind_of
from retold.reading.meta import tidy

MAX_XML = 50_000_000
MAX_RATIO = 200
_FREE = 1_000_000
_MAIN, _STYLES, _ABOUT = "word/document.xml", "word/styles.xml", "docProps/core.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LONGEST_HEADLINE = 300
_HEADLINE_AMONG = 8
_FEWEST_WORDS, _MOST_WORDS = 6, 80
"""A standfirst has so many words."""
_NO_HEADLINE = re.compile(
    r"\W*(?:for immediate release|press release|news release|media release|embargo\w*"
    r"|pressemitteilung|communiqu\w+)\b.{0,60}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph: its text, its style's name, and whether all of it is bold or in italics."""

    text: str
    style: str
    bold: bool
    italic: bool = False


def is_docx(data: bytes) -> bool:
    """Tell whether some bytes are a Word document: a zip archive that names its main part."""
    if not data.startswith(b"PK\x03\x04") or _MAIN.encode() not in data:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _MAIN in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def docx_page(record: Record) -> Record:
    """Return the record of the text in a Word document."""
    try:
        with zipfile.ZipFile(io.BytesIO(record.data)) as archive:
            names = _style_names(_part(archive, _STYLES))
            paragraphs = _paragraphs(_part(archive, _MAIN), names)
            facts = _about(_part(archive, _ABOUT), record.facts)
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        return refusal(record.name, f"a broken Word document ({error}); save it again"[:300])
    except ValueError as error:
        return refusal(record.name, f"{error}; save it again, or as plain text"[:300])
    if not paragraphs:
        return refusal(record.name, "a Word document without text")
    return _made(record, paragraphs, facts)


def _made(record: Record, paragraphs: list[_Paragraph], facts: Facts) -> Record:
    at = _headline(paragraphs)
    if at is None:
        text = "\n\n".join(p.text for p in paragraphs)
        return replace(
            record, data=text.encode(), suffix=".txt", facts=facts, encoding="utf-8", text=text
        )
    standfirst = _standfirst(paragraphs, at)
    facts = replace(
        facts,
        headline=facts.headline or " ".join(paragraphs[at].text.split()),
        standfirst=facts.standfirst or (" ".join(standfirst.text.split()) if standfirst else None),
        published=facts.published or _dated(paragraphs[: at + 4]),
    )
    rest = [p for p in paragraphs if p is not paragraphs[at] and p is not standfirst]
    return told(record.name, "\n\n".join(p.text for p in rest), facts)


def _standfirst(paragraphs: list[_Paragraph], at: int) -> _Paragraph | None:
    """Return the paragraph under the headline that is set apart by its style, bold or italics."""
    under = paragraphs[at + 1 : at + 3]
    for number, paragraph in enumerate(under):
        if paragraph.style == "subtitle":
            return paragraph
        apart = paragraph.bold or paragraph.italic
        size = len(paragraph.text.split())
        if not number and apart and _FEWEST_WORDS <= size <= _MOST_WORDS and len(under) > 1:
            plain = not (under[1].bold or under[1].italic) and not paragraph.text.endswith(":")
            return paragraph if plain and kind_of(paragraph.text) is None else None
    return None


def _dated(paragraphs: list[_Paragraph]) -> str | None:
    """Return the day that a line around the headline gives, and nothing else."""
    for paragraph in paragraphs:
        kind = kind_of(paragraph.text) if len(paragraph.text) <= _LONGEST_HEADLINE else None
        dated = find_date(paragraph.text) if kind is not None and kind.name == "date" else None
        if dated is not None:
            return dated.iso
    return None


def _headline(paragraphs: list[_Paragraph]) -> int | None:
    """Return which paragraph is the headline: by its style, or the first that is all bold."""
    short = [
        (at, p)
        for at, p in enumerate(paragraphs[:_HEADLINE_AMONG])
        if len(p.text) <= _LONGEST_HEADLINE and not _NO_HEADLINE.fullmatch(p.text)
    ]
    for wanted in ("title", "heading 1", "heading 2"):
        for at, paragraph in short:
            if paragraph.style == wanted:
                return at
    bold = [at for at, p in short if p.bold]
    plain_text = any(not p.bold and len(p.text) > _LONGEST_HEADLINE // 4 for p in paragraphs)
    return bold[0] if bold and plain_text and len(paragraphs) > 1 else None


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        info = archive.getinfo(name)
    except KeyError:
        return b""
    allowed = min(MAX_XML, max(_FREE, info.compress_size * MAX_RATIO))
    with archive.open(info) as file:
        data = file.read(allowed + 1)
    if len(data) > allowed:
        raise BrokenError("a Word document that unpacks to far more than its size, as bombs do")
    return data


def _style_names(data: bytes) -> dict[str, str]:
    """Return the names of the styles, which are the same in every language, by their ids."""
    names = {}
    if data:
        for tag, style in elements(data, frozenset({"style"})):
            name = child(style, "name") if tag else None
            if name is not None:
                names[style.get(f"{_W}styleId") or ""] = (name.get(f"{_W}val") or "").lower()
    return names


def _paragraphs(data: bytes, names: dict[str, str]) -> list[_Paragraph]:
    found = []
    if data:
        for tag, element in elements(data, frozenset({"p"})):
            if not tag or not element.tag.startswith(_W) or _inside_paragraph(element):
                continue
            text, bold, italic = _runs(element)
            if text.strip():
                style = child(child(element, "pPr"), "pStyle")
                given = style.get(f"{_W}val") if style is not None else None
                named = names.get(given or "", (given or "").lower())
                found.append(_Paragraph(text, named, bold, italic))
    return found


def _inside_paragraph(element: Element) -> bool:
    """Tell whether a paragraph stands in a text box of another, which tells it already."""
    return any(bare(above) == "p" for above in element.iterancestors())


def _runs(paragraph: Element) -> tuple[str, bool, bool]:
    """Return the text of a paragraph, and whether all of it is bold or in italics."""
    parts: list[str] = []
    set_so: list[tuple[bool, bool]] = []
    skipped = {
        inner
        for fallback in paragraph.iter("{*}Fallback", f"{_W}del", f"{_W}moveFrom")
        for inner in fallback.iter()
    }
    for element in paragraph.iter(
        f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen", f"{_W}p"
    ):
        if element in skipped:
            continue
        name = bare(element)
        if name == "t":
            parts.append(element.text or "")
            if (element.text or "").strip():
                run = element.getparent()
                set_so.append((_has(run, "b"), _has(run, "i")))
        elif name == "p":
            parts.append("\n" if parts else "")
        else:
            parts.append({"tab": "\t", "noBreakHyphen": "-"}.get(name, "\n"))
    text = "\n".join(" ".join(row.split()) for row in "".join(parts).split("\n"))
    bold, italic = (bool(set_so) and all(row[n] for row in set_so) for n in (0, 1))
    return text.strip(), bold, italic


def _has(run: Element | None, name: str) -> bool:
    """Tell whether a run of characters is set in bold (``b``) or in italics (``i``)."""
    mark = child(child(run, "rPr"), name)
    return mark is not None and mark.get(f"{_W}val", "1") not in ("0", "false", "off")


def _about(data: bytes, facts: Facts) -> Facts:
    """Keep what the document says about itself as notes: its title is seldom the headline."""
    if not data:
        return facts
    said = []
    for tag, element in elements(data, frozenset({"creator", "lastModifiedBy", "modified"})):
        value = tidy(line(element, 200)) if tag else None
        names = {"creator": "author", "lastModifiedBy": "last changed by", "modified": "changed"}
        said += [f"document's {names[tag]}: {value}"] if value else []
    return replace(facts, notes=(*facts.notes, *said))
