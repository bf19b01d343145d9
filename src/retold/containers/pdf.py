"""PDF: the text layer of a page printed or typeset, in reading order.

Needs ``pdfminer.six``, which comes with ``pip install 'retold[pdf]'``.
"""

from __future__ import annotations

import io
import logging
import re
from dataclasses import dataclass, field, replace
from typing import Any

from retold.containers.pdf_bounds import bounded
from retold.containers.pdf_columns import Line
from retold.containers.pdf_layout import Page, flow
from retold.containers.record import Facts, Record, refusal

MAX_PAGES = 100
_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
"""Typesetting puts two letters into one shape; a word is its letters."""
_STYLES = {
    "bold": re.compile(r"bold|black|heavy|semibd", re.IGNORECASE),
    "italic": re.compile(r"italic|oblique", re.IGNORECASE),
}
_MAGIC_WITHIN = 1024
_MISSING = "reading PDF needs an extra: pip install 'retold[pdf]'"
_SCAN = "a PDF without a text layer; run it through OCR first, ocrmypdf for one"
_LOCKED = "a PDF that needs a password; save it without one"


def is_pdf(data: bytes) -> bool:
    """Tell whether some bytes are a PDF file; a few may stand before its mark."""
    return b"%PDF-" in data[:_MAGIC_WITHIN] and data.lstrip()[:1] != b"<"


def pdf_page(record: Record) -> Record:
    """Return the record of the text in a PDF file."""
    try:
        read = _pages(record.data)
    except ImportError:
        return refusal(record.name, _MISSING)
    except _LockedError:
        return refusal(record.name, _LOCKED)
    except Exception as error:  # noqa: BLE001  (a foreign parser on hostile input; it is named)
        problem = f"a broken PDF file ({type(error).__name__}: {error})"[:250]
        return refusal(record.name, f"{problem}; print it to PDF anew")
    flowed = flow(read.pages)
    if not flowed.text.strip():
        return refusal(record.name, _SCAN)
    notes = list(record.facts.notes)
    if flowed.left_out:
        notes.append("running heads left out: " + "; ".join(f"“{t}”" for t in flowed.left_out))
    if read.more:
        notes.append(f"pages after the {len(read.pages)}th were not read")
    if read.cut:
        notes.append(f"{read.cut} of its pages draw too much; the rest of each was not read")
    given = record.facts
    facts: Facts = replace(
        given,
        headline=given.headline or flowed.headline,
        standfirst=given.standfirst or flowed.standfirst,
        url=given.url or flowed.url,
        notes=tuple(notes),
    )
    return replace(
        record,
        data=flowed.text.encode("utf-8", "replace"),
        suffix=".txt",
        encoding="utf-8",
        facts=facts,
        text=flowed.body,
    )


class _LockedError(Exception):
    """The file can be opened with a password only."""


@dataclass(slots=True)
class _Read:
    """The lines of the first pages, whether there are more, and how many were cut short."""

    pages: list[Page] = field(default_factory=list)
    more: bool = False
    cut: int = 0


def _pages(data: bytes) -> _Read:
    """Return the lines of the first pages."""
    from pdfminer.high_level import extract_pages  # noqa: PLC0415  (an extra)
    from pdfminer.layout import LAParams  # noqa: PLC0415  (an extra)
    from pdfminer.pdfdocument import PDFPasswordIncorrect  # noqa: PLC0415  (an extra)

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    layout = LAParams(boxes_flow=None, char_margin=1.5, line_margin=0.4)
    read = _Read()
    try:
        with bounded() as drawn:
            for page in extract_pages(io.BytesIO(data), maxpages=MAX_PAGES + 1, laparams=layout):
                if len(read.pages) == MAX_PAGES or drawn.spent:
                    read.more = True
                    return read
                lines = _lines(page)
                read.pages.append(Page(float(page.width), float(page.height), tuple(lines)))
                read.cut += drawn.cut
                drawn.turn()
    except PDFPasswordIncorrect as error:
        raise _LockedError from error
    return read


def _lines(page: Any) -> list[Line]:
    from pdfminer.layout import LTChar, LTTextBox, LTTextLineHorizontal  # noqa: PLC0415

    found = []
    for box in page:
        for row in box if isinstance(box, LTTextBox) else ():
            text = " ".join(row.get_text().split()) if isinstance(row, LTTextLineHorizontal) else ""
            if text:
                drawn = [char for char in row if isinstance(char, LTChar)]
                sizes = sorted(char.size for char in drawn)
                size = float(sizes[len(sizes) // 2] if sizes else row.height)
                told = text.translate(_LIGATURES)
                place = (row.x0, row.x1, row.y1, row.y0)
                found.append(Line(told, *place, size, _style({char.fontname for char in drawn})))
    return found


def _style(fonts: set[str]) -> str:
    """Return how all of a line is set: bold, in italics, both; nothing if in several ways."""
    styles = {
        " ".join(name for name, mark in _STYLES.items() if mark.search(font)) for font in fonts
    }
    return styles.pop() if len(styles) == 1 else ""
