"""Lines on pages to running text: columns, paragraphs, hyphens, running heads, headline."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_DEPTH = 40
_COLUMN_LINES = 3
"""A column has at least so many lines; fewer beside each other are a table or a caption."""
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
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,60}+-[^\W\d_]{1,60}+")
_TAIL = 80
_BULLET = re.compile(r"[•●▪‣–—*·-]\s")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its text, its box (``top`` above ``bottom``) and its type size."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


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
    url: str | None = None
    left_out: tuple[str, ...] = ()


def flow(pages: Sequence[Page]) -> Flowed:
    """Return the text of some pages in reading order, its paragraphs put together."""
    heads = _running_heads(pages)
    kept = [[line for line in page.lines if line not in heads] for page in pages]
    ordered = [reading_order(lines) for lines in kept]
    every = [line for lines in ordered for line in lines]
    if not every:
        return Flowed("", "")
    usual = statistics.median_low([line.size for line in every for _ in line.text.split()])
    paragraphs = _paragraphs(ordered)
    hyphenated = frozenset(word.lower() for line in every for word in _COMPOUND.findall(line.text))
    texts = [(_joined(lines, hyphenated), lines[0].size) for lines in paragraphs]
    at = _headline(texts, usual)
    shown = tuple(dict.fromkeys(row.text for page in pages for row in page.lines if row in heads))
    headline = texts[at][0] if at is not None else None
    body = "\n\n".join(text for n, (text, _) in enumerate(texts) if n != at)
    whole = "\n\n".join(text for text, _ in texts)
    return Flowed(whole, body, headline, _url(pages), shown[:_MANY_HEADS])


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


# -- columns -------------------------------------------------------------------------------------


def reading_order(lines: Sequence[Line], depth: int = 0) -> list[Line]:
    """Return lines in the order in which they are read: column by column, then from the top.

    Where a blank strip from top to bottom parts the lines, what is left of it is read first;
    otherwise the lines are cut where the blank across is highest, and each part is ordered.
    """
    ordered = sorted(lines, key=lambda line: (-line.top, line.left))
    if len(ordered) < 2 * _COLUMN_LINES or depth > _DEPTH:
        return ordered
    strip = _strip(ordered)
    if strip is not None:
        left = [line for line in ordered if line.right <= strip]
        right = [line for line in ordered if line.right > strip]
        return reading_order(left, depth + 1) + reading_order(right, depth + 1)
    at = _gap(ordered)
    if at is None:
        return ordered
    return reading_order(ordered[:at], depth + 1) + reading_order(ordered[at:], depth + 1)


def _strip(lines: Sequence[Line]) -> float | None:
    """Return where a blank strip between two columns begins."""
    height = statistics.median(line.size for line in lines)
    edge, count = float("-inf"), 0
    for line in sorted(lines, key=lambda line: line.left):
        wide = line.left - edge >= 0.7 * height
        if wide and count >= _COLUMN_LINES and len(lines) - count >= _COLUMN_LINES:
            return edge
        edge, count = max(edge, line.right), count + 1
    return None


def _gap(lines: Sequence[Line]) -> int | None:
    """Return before which line, from the top, the highest blank stands."""
    best, at = 0.0, None
    lowest = lines[0].bottom
    for number, line in enumerate(lines[1:], 1):
        blank = lowest - line.top
        if blank > best:
            best, at = blank, number
        lowest = min(lowest, line.bottom)
    return at


# -- paragraphs ----------------------------------------------------------------------------------


def _paragraphs(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    paragraphs: list[list[Line]] = []
    for lines in pages:
        pitch = _pitch(lines)
        for number, line in enumerate(lines):
            above = lines[number - 1] if number else None
            if not paragraphs:
                paragraphs.append([line])
            elif above is None or above.bottom < line.top - line.size:
                _across(paragraphs, line)
            elif _begins(above, line, paragraphs[-1], pitch):
                paragraphs.append([line])
            else:
                paragraphs[-1].append(line)
    return paragraphs


def _across(paragraphs: list[list[Line]], line: Line) -> None:
    """Go on at the top of a column or page: with the sentence that was left open, if one was."""
    last = paragraphs[-1][-1]
    opened = not _ended(last.text) and len(paragraphs[-1]) > 1
    if opened and _alike(last, line) and (line.text[:1].islower() or _hyphen(last.text)):
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
    return statistics.median_low(steps) if steps else 1.2


def _begins(above: Line, line: Line, paragraph: list[Line], pitch: float) -> bool:
    """Tell whether a line begins a new paragraph."""
    if not _alike(above, line) or _BULLET.match(line.text):
        return True
    if (above.top - line.top) / max(line.size, 1.0) > 1.3 * pitch:
        return True
    left = min(row.left for row in paragraph)
    right = max(row.right for row in paragraph)
    if line.left > left + 0.8 * line.size and len(paragraph) > 1 and _ended(above.text):
        return True
    width = max(right - left, line.right - line.left)
    return above.right - left < 0.75 * width and _ended(above.text)


def _ended(text: str) -> bool:
    """Tell whether a line ends like a sentence; only its end is looked at, however long it is."""
    return _ENDS.search(text[-_TAIL:]) is not None


def _hyphen(text: str) -> re.Match[str] | None:
    """Return the part of a word at the end of a line that goes on in the next."""
    return _HYPHEN.search(text[-_TAIL:])


def _alike(one: Line, other: Line) -> bool:
    small, large = sorted((one.size, other.size))
    return large <= small * _LARGER


def _joined(lines: Sequence[Line], hyphenated: frozenset[str]) -> str:
    """Return the lines of a paragraph as one, words parted at the end of a line made whole."""
    text = lines[0].text
    for line in lines[1:]:
        broken = _hyphen(text)
        if broken is None or not line.text[:1].islower():
            text = f"{text}{'' if broken else ' '}{line.text}"
            continue
        following = re.match(r"[^\W\d_]+", line.text)
        compound = f"{broken.group(1)}-{following.group() if following else ''}".lower()
        keep = compound in hyphenated and not text.endswith("\u00ad")
        text = (text if keep else text[:-1]) + line.text
    return text.replace("\u00ad", "")


def _headline(texts: Sequence[tuple[str, float]], usual: float) -> int | None:
    """Return which paragraph is set in the largest type, if it is much larger than the text."""
    early = [(size, -n) for n, (text, size) in enumerate(texts[:25]) if 2 < len(text.split()) < 40]
    if not early:
        return None
    size, place = max(early)
    return -place if size > _LARGER * usual else None
