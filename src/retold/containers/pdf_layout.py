"""Lines on pages to running text: paragraphs, hyphens, running heads, headline, standfirst."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from retold.containers.pdf_columns import Line, reading_order
from retold.reading.dates import find_date
from retold.reading.wraps import DROPPED, compounds, parted

_EDGE = 0.1
"""Running heads stand in this share of the page's height, at its top or foot."""
_LARGER = 1.15
_MANY_HEADS = 6
_DIGITS = re.compile(r"\d+")
_NUMBERED = re.compile(
    r"(?:page|seite|p\.)?\s?\d{1,4}(?:\s?(?:/|of|von|de)\s?\d{1,4})?", re.IGNORECASE
)
_PRINTED = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{2,4},? \d{1,2}[:.]\d\d(?: ?[AP]M)?\b.{0,300}")
_FOOT_URL = re.compile(r"(https?://\S{3,500}?)(?:\s+(?:page )?\d{1,4}\s?/\s?\d{1,4})?")
_ENDS = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_HYPHEN = re.compile(r"([^\W\d_]{2,})[-\u2010\u00ad]$")
_PLACED = re.compile(r"\b(?:page|seite|pagina|side)\s[A-Z]?\d{1,3}\b", re.IGNORECASE)
_SET_SOLID = 1.6
"""Lines of a paragraph are seldom further apart, in type sizes."""
_SOME = 0.25
_FOLIO_WORDS = 14
_FEWEST_WORDS, _MOST_WORDS = 6, 80
"""A standfirst has so many words."""
_MOST_ROWS = 60
"""So many of its last lines tell how wide a paragraph is."""
_TAIL = 80
_BULLET = re.compile(r"[•●▪‣–—*·-]\s")


@dataclass(frozen=True, slots=True)
class Page:
    """The size of a page and its lines, in any order."""

    width: float
    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Flowed:
    """The running text, its headline first and without it, and what was found on the way."""

    text: str
    body: str
    headline: str | None = None
    standfirst: str | None = None
    url: str | None = None
    left_out: tuple[str, ...] = ()


def flow(pages: Sequence[Page]) -> Flowed:
    """Return the text of some pages in reading order, its paragraphs put together."""
    heads = _running_heads(pages) | _folios(pages)
    kept = [[line for line in page.lines if line not in heads] for page in pages]
    ordered = [reading_order(lines) for lines in kept]
    every = [line for lines in ordered for line in lines]
    if not every:
        return Flowed("", "")
    usual = _usual(every)
    paragraphs = _paragraphs(ordered)
    known = compounds("\n".join(line.text for line in every))
    texts = [(_joined(lines, known), lines[0].size) for lines in paragraphs]
    at = _headline(texts, usual)
    under = _standfirst(paragraphs, texts, at)
    shown = tuple(dict.fromkeys(row.text for page in pages for row in page.lines if row in heads))
    whole = [text for n, (text, _) in enumerate(texts) if n != under]
    body = [text for n, (text, _) in enumerate(texts) if n not in (at, under)]
    return Flowed(
        text="\n\n".join(whole),
        body="\n\n".join(body),
        headline=texts[at][0] if at is not None else None,
        standfirst=texts[under][0] if under is not None else None,
        url=_url(pages),
        left_out=shown[:_MANY_HEADS],
    )


def _usual(lines: Sequence[Line]) -> float:
    """Return the type size of most words."""
    return statistics.median_low([line.size for line in lines for _ in line.text.split()])


# -- what stands on every page -------------------------------------------------------------------


def _running_heads(pages: Sequence[Page]) -> frozenset[Line]:
    """Return the lines at the edges of pages that recur, number the pages, or were printed on."""
    edges = [(line, page) for page in pages for line in _edge_lines(page)]
    times = Counter(_key(line) for line, _ in edges)
    often = max(2, (len(pages) + 1) // 2)
    return frozenset(
        line
        for line, _ in edges
        if times[_key(line)] >= often
        or _NUMBERED.fullmatch(line.text)
        or _PRINTED.fullmatch(line.text)
        or _FOOT_URL.fullmatch(line.text)
    )


def _folios(pages: Sequence[Page]) -> frozenset[Line]:
    """Return lines above a headline that name the paper, its day and the page, in small type."""
    found = []
    for page in pages:
        every = [line for line in page.lines if line.text.strip()]
        usual = _usual(every) if every else 0.0
        largest = max(every, key=lambda line: (line.size, line.top), default=None)
        if largest is None or largest.size <= _LARGER * usual:
            continue
        found += [
            line
            for line in _edge_lines(page)
            if line.bottom >= largest.top and line.size <= _LARGER * usual and _is_folio(line.text)
        ]
    return frozenset(found)


def _is_folio(text: str) -> bool:
    words = len(text.split())
    dated = _PLACED.search(text) is not None or find_date(text[:200]) is not None
    return words <= _FOLIO_WORDS and dated and not _ended(text)


def _edge_lines(page: Page) -> list[Line]:
    high, low = page.height * (1 - _EDGE), page.height * _EDGE
    return [line for line in page.lines if line.bottom >= high or line.top <= low]


def _key(line: Line) -> tuple[str, bool]:
    return _DIGITS.sub("#", line.text).lower().replace(" ", ""), line.top > line.bottom * 2


def _url(pages: Sequence[Page]) -> str | None:
    """Return the address that a browser printed at the foot of the pages."""
    found = {
        match.group(1)
        for page in pages
        for line in _edge_lines(page)
        if (match := _FOOT_URL.fullmatch(line.text))
    }
    return found.pop() if len(found) == 1 else None


# -- paragraphs ----------------------------------------------------------------------------------


def _paragraphs(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    paragraphs: list[list[Line]] = []
    for lines in pages:
        pitch = _pitch(lines)
        for number, line in enumerate(lines):
            above = lines[number - 1] if number else None
            if not paragraphs:
                paragraphs.append([line])
            elif above is not None and _goes_on_beside(above, line):
                paragraphs[-1].append(line)
            elif above is None or above.bottom < line.top - line.size:
                _across(paragraphs, line)
            elif _begins(above, line, paragraphs[-1], pitch):
                paragraphs.append([line])
            else:
                paragraphs[-1].append(line)
    return paragraphs


def _goes_on_beside(above: Line, line: Line) -> bool:
    """Tell whether a piece goes on in the line before it, after a blank made to fill the line."""
    level = abs(above.top - line.top) < 0.3 * line.size and abs(above.size - line.size) < 1
    return level and 0 <= line.left - above.right < 2.5 * line.size


def _across(paragraphs: list[list[Line]], line: Line) -> None:
    """Go on at the top of a column or page: with the sentence that was left open, if one was."""
    last = paragraphs[-1][-1]
    opened = not _ended(last.text) and len(paragraphs[-1]) > 1
    small = line.text[:1].islower() or _hyphen(last.text) is not None
    full = last.right >= max(row.right for row in paragraphs[-1]) - 2 * last.size
    if opened and _alike(last, line) and (small or (full and last.style == line.style)):
        paragraphs[-1].append(line)
    else:
        paragraphs.append([line])


def _pitch(lines: Sequence[Line]) -> float:
    """Return the usual way from one line to the next, in type sizes."""
    steps = [
        (above.top - below.top) / max(below.size, 1.0)
        for above, below in pairwise(lines)
        if above.top > below.top
    ]
    solid = [step for step in steps if step <= _SET_SOLID]
    return statistics.median_low(solid if len(solid) > _SOME * len(steps) else steps or [1.2])


def _begins(above: Line, line: Line, paragraph: list[Line], pitch: float) -> bool:
    """Tell whether a line begins a new paragraph."""
    if not _alike(above, line) or _BULLET.match(line.text):
        return True
    if (above.top - line.top) / max(line.size, 1.0) > 1.3 * pitch:
        return True
    paragraph = paragraph[-_MOST_ROWS:]
    left = min(row.left for row in paragraph)
    right = max(row.right for row in paragraph)
    if line.left > left + 0.6 * line.size and len(paragraph) > 1 and _ended(above.text):
        return True
    width = max(right - left, line.right - line.left)
    short = above.right - left < 0.75 * width
    if line.style != above.style and all(row.style == above.style for row in paragraph):
        return _ended(above.text) or (short and not line.text[:1].islower())
    return short and _ended(above.text)


def _ended(text: str) -> bool:
    """Tell whether a line ends like a sentence; only its end is looked at, however long it is."""
    return _ENDS.search(text[-_TAIL:]) is not None


def _hyphen(text: str) -> re.Match[str] | None:
    """Return the part of a word at the end of a line that goes on in the next."""
    return _HYPHEN.search(text[-_TAIL:])


def _alike(one: Line, other: Line) -> bool:
    small, large = sorted((one.size, other.size))
    return large <= small * _LARGER


def _joined(lines: Sequence[Line], known: frozenset[str]) -> str:
    """Return the lines of a paragraph as one, words parted at the end of a line made whole."""
    text = lines[0].text
    for line in lines[1:]:
        word = parted(text, line.text, known)
        text = (text[:-1] if word == DROPPED else text) + (" " if word is None else "") + line.text
    return text.replace("\u00ad", "")


def _headline(texts: Sequence[tuple[str, float]], usual: float) -> int | None:
    """Return which paragraph is set in the largest type, if it is much larger than the text."""
    early = [(size, -n) for n, (text, size) in enumerate(texts[:25]) if 2 < len(text.split()) < 40]
    if not early:
        return None
    size, place = max(early)
    return -place if size > _LARGER * usual else None


def _standfirst(
    paragraphs: Sequence[Sequence[Line]], texts: Sequence[tuple[str, float]], at: int | None
) -> int | None:
    """Return which paragraph is the standfirst: under the headline, all in one other style."""
    if at is None or at + 2 >= len(paragraphs):
        return None
    lines, (text, _) = paragraphs[at + 1], texts[at + 1]
    styles = {line.style for line in lines}
    told = _FEWEST_WORDS <= len(text.split()) <= _MOST_WORDS and _ended(text)
    usual = Counter(line.style for rows in paragraphs for line in rows).most_common(1)[0][0]
    return at + 1 if told and len(styles) == 1 and usual not in styles else None
