"""The lines of a text dump, and those among them that read like prose."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from retold.reading.dump_between import between
from retold.reading.dump_cuts import LONG, SHORT, is_parted, pieces_of
from retold.reading.dump_ends import APART, OFFER, SURE, end_mark, firm_of, goes_on
from retold.reading.dump_labels import cut_at_stops, holds_sentence, parted
from retold.reading.dump_near import LAST_MARKS, WIDE, near_text
from retold.reading.layers import trim
from retold.reading.line_again import said
from retold.reading.lines import Kind, ends_sentence, kind_of, tokens_of, without_bullet, words_of
from retold.reading.phrases import COMMON
from retold.types import Span

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_PLAIN_LINE = re.compile(r"\S(?:.*\S)?")
_WHITE_LINE = re.compile(r"\n[^\S\n]+\n")
_OTHER_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
"""What ends lines beside the usual sign; without them a line is what is not white at its ends."""
_COMMENTS = re.compile(
    r"\d{1,5}\s(?:responses?|comments?|thoughts|replies)\b"
    r"|(?:reader |user |view |post a |leave a )?"
    r"(?:comments?|reply|responses)\s?(?:\(\d{1,5}\))?:?$|leave a (?:reply|comment)",
    re.IGNORECASE,
)
_END = re.compile(r"#(?:\s?#){2,4}|[-–—]\s?(?:30|0|ends?|ENDS?)\s?[-–—]|ENDS")
"""How agencies and press offices say that a text ends."""
_COMMENTER = re.compile(
    r"\S{2,30}(?:\s\S{1,20}){0,2}\s(?:says|said|wrote)\s?:\s?(?P<when>.{0,60})", re.DOTALL
)
_STAMP = re.compile(r"(?:on\s)?.{0,24}(?:19|20)\d\d\b.{0,6}?\d{1,2}:\d\d", re.DOTALL)
_HARMLESS = frozenset({"caption", "byline", "date", "mark", "repeated"})
_LOWER = 0.4
_TITLE_WORDS = 4
_LONGEST_TITLE = 260
_REPEAT_WORDS = 6
_REPEAT_LENGTH = 40
_TWICE = 0.2
_SAID_BEFORE = 0.75
_SMALL_WORDS = 0.15
_SHORT_ARTICLE, _FEWEST_READ = 60, 25
_LITTLE_AFTER = 0.6
"""So much of an article's words may follow where it says who a firm is."""
_PROSE_WORDS = 8
_LONG_WORDS = 25
_CAP = 60
_BAR = 2
_HEAD_WORDS = 20
_WRAPPED, _WIDEST, _RAGGED, _FEW_WRAPPED = 40, 110, 25, 4
"""How long lines are that were broken at one width, how much they differ, how many there are."""
_BEGINNING = 60
_OFTEN = 300
"""Longer lines are seldom the same on two pages."""


class Line(NamedTuple):
    """A line of a page, or a sentence of one that holds a page's text run together."""

    span: Span
    text: str
    words: int
    lower: float
    kind: Kind | None
    ends: bool
    bullet: bool
    after_gap: bool
    tokens: tuple[str, ...] = ()
    spaced: bool = False
    """Whether no more than a space parts it from the piece before: no break, no seam."""
    prose: bool = False
    """Whether the line reads like sentences of an article."""
    worth: float = 0.0
    """How much the line speaks for (or against) being inside the body."""


def lines_of(page: str) -> list[Line]:
    """Return the lines of a page that hold a character, the middle of long menus left out.

    A line that holds much text run together is cut into its sentences.
    """
    opening = repeated_opening(page)
    together = is_together(page)
    whole = 0 if is_parted(page) else SHORT if together else LONG
    found: list[tuple[Span, bool, bool]] = []
    last_end = 0
    for line in _unwrapped(page, _lines_in(page)):
        if 0 < line.end - line.start < whole:
            found.append((line, page.count("\n", last_end, line.start) > 1, False))
            last_end = line.end
            continue
        pieces = pieces_of(page, line, opening, together=together)
        for piece in cut_at_stops(page, pieces) if together or len(pieces) > 1 else pieces:
            gap = page.count("\n", last_end, piece.start) > 1
            spaced = line.start < piece.start != last_end
            found.append((piece, gap, spaced))
            last_end = piece.end
    lines = [
        part
        for piece, gap, spaced in near_text(page, found)
        for part in _parted(page, line_at(page, piece, after_gap=gap, spaced=spaced), together)
    ]
    return between(_without_repeats(lines))


def _lines_in(page: str) -> list[Span]:
    """Return the lines of a page without the white space around them; a white one is empty."""
    white = _WHITE_LINE.search(page) or page[:1].isspace() or page[-1:].isspace()
    if white or any(sign in page for sign in _OTHER_ENDS):
        return [trim(page, Span(*match.span())) for match in _LINE.finditer(page)]
    return [Span(*match.span()) for match in _PLAIN_LINE.finditer(page)]


def _parted(page: str, line: Line, together: bool) -> list[Line]:  # noqa: FBT001  (a page's own)
    """Return a line; of a label that ran into a sentence both."""
    if not (together or line.spaced) or not holds_sentence(line.kind, line.words, ends=line.ends):
        return [line]
    parts = parted(page, line.span)
    if parts is not None:
        label, sentence = parts
        return [
            line_at(page, label, after_gap=line.after_gap, spaced=line.spaced),
            line_at(page, sentence, after_gap=False, spaced=True),
        ]
    if line.kind is not None and line.kind.name != "related":
        return [line._replace(kind=replace(line.kind, sure=False))]
    worth = _worth(line.words, line.lower, None, ends=True)
    return [line._replace(kind=None, prose=line.lower >= _LOWER, worth=worth)]


def _unwrapped(page: str, lines: list[Span]) -> list[Span]:
    """Join the lines of paragraphs that were broken at one width, where a page has many such."""
    goes_on = [
        line.end - line.start >= _WRAPPED
        and page[line.end - 1] not in LAST_MARKS
        and page[after.start : after.start + 1].islower()
        and page.count("\n", line.end, after.start) == 1
        for line, after in pairwise(lines)
    ]
    widths = sorted(line.end - line.start for line, on in zip(lines, goes_on, strict=False) if on)
    if len(widths) < _FEW_WRAPPED or widths[-1] > _WIDEST or widths[0] < widths[-1] - _RAGGED:
        return lines
    joined = lines[:1]
    for before, line in pairwise(lines):
        full = widths[0] <= before.end - before.start <= widths[-1]
        if full and page.count("\n", before.end, line.start) == 1:
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
    return joined


@lru_cache(maxsize=2)
def repeated_opening(page: str) -> str | None:
    """Return the longest beginning of a page that stands in it again: most often its headline.

    It is asked twice for each page, and remembers.
    """
    start = len(page) - len(page.lstrip())
    head = page[start : start + _LONGEST_TITLE].split("\n", 1)[0]
    lower = page.lower()
    if len(lower) != len(page):
        lower = page
    low, high = 0, len(head)
    while low < high:
        middle = (low + high + 1) // 2
        if lower.find(lower[start : start + middle], start + middle) >= 0:
            low = middle
        else:
            high = middle - 1
    if (
        low < len(head)
        and head[low - 1 : low].isalnum()
        and head[low].isalnum()
        and not head[low].isupper()
    ):
        low = head.rfind(" ", 0, low)
    title = head[: max(low, 0)].strip(" -|–—·•:")
    return title if len(words_of(title)) >= _TITLE_WORDS else None


def line_at(page: str, piece: Span, *, after_gap: bool = True, spaced: bool = False) -> Line:
    """Return the line that stands at a place of a page."""
    inner = without_bullet(page, piece)
    text = page[inner.start : inner.end]
    words, lower, kind, ends, tokens, prose, worth = (
        _told_of(text) if len(text) <= _OFTEN else _read(text)
    )
    bullet = inner is not piece
    return Line(
        piece, text, words, lower, kind, ends, bullet, after_gap, tokens, spaced, prose, worth
    )


_Told = tuple[int, float, Kind | None, bool, tuple[str, ...], bool, float]
"""What a line's own characters tell of it: words, lower case, kind, end, prose, worth."""


def _read(text: str) -> _Told:
    tokens = tokens_of(text)
    wide = 0 if text.isascii() else len(WIDE.findall(text))
    letters = "".join([word[0] for word in tokens])
    small = sum(map(str.islower, letters))
    cased = small + sum(map(str.isupper, letters))
    if not letters.isascii():
        first = [letter for letter in letters if letter.isalpha()]
        both = [letter for letter in first if letter.lower() != letter.upper()]
        small, cased = sum(map(str.islower, both)), len(both)
    words, lower = len(tokens) + wide // 2, small / cased if cased else 1.0
    kind, ends = kind_of(text), ends_sentence(text)
    prose = kind is None and lower >= _LOWER and words >= (_PROSE_WORDS if ends else _LONG_WORDS)
    return words, lower, kind, ends, tokens, prose, _worth(words, lower, kind, ends=ends)


def _worth(words: int, lower: float, kind: Kind | None, *, ends: bool) -> float:
    """Return how much a line speaks for being inside the body."""
    if kind is not None:
        return -3.0 if kind.name in _HARMLESS else -8.0
    if ends and lower >= _LOWER:
        return min(words, _CAP) * (1.0 if words >= _PROSE_WORDS else 0.4)
    if words >= _LONG_WORDS and lower >= _LOWER:
        return min(words, _CAP) * 0.5
    return -4.0 if words <= _PROSE_WORDS else -6.0


_told_of = lru_cache(maxsize=4096)(_read)
"""Menus and notices are the same on many pages, and most lines of two dumps of one page."""


def _without_repeats(lines: list[Line]) -> list[Line]:
    """Mark long lines that stand on the page several times as furniture.

    Where most of the text does, the page holds its article twice: then the first copy counts,
    and what follows of it is known even where its lines are broken in another way.
    """
    counts = Counter(
        line.text for line in lines if line.words >= _REPEAT_WORDS and line.kind is None
    )
    repeated = {text for text, count in counts.items() if count > 1 and len(text) > _REPEAT_LENGTH}
    shares = said(tuple([line.tokens for line in lines]))[0].tolist()
    told = [
        line.prose and share >= _SAID_BEFORE and not reads_like_list(line)
        for line, share in zip(lines, shares, strict=True)
    ]
    total = sum(line.words for line in lines if line.prose)
    if sum(line.words for line, again in zip(lines, told, strict=True) if again) < total * _TWICE:
        told = [line.prose and line.text in repeated for line in lines]
    if not any(told):
        return lines
    kind = Kind("repeated", "the same sentences stand on the page more than once")
    worth = _worth(0, 0.0, kind, ends=False)
    return [
        line._replace(kind=kind, prose=False, worth=worth) if again else line
        for line, again in zip(lines, told, strict=True)
    ]


def reads_like_list(line: Line) -> bool:
    """Tell whether a line has hardly a small word of those that sentences are built with."""
    small = sum(1 for token in line.tokens if token.lower() in COMMON)
    return small < _SMALL_WORDS * len(line.tokens)


def is_together(page: str) -> bool:
    """Tell whether a page's text came run together, with hardly a line break."""
    return page.strip().count("\n") < max(3, len(page) / 2000)


def best_run(lines: list[Line]) -> tuple[int, int] | None:
    """Return the run of lines that reads most like one article: first and last plus one."""
    return _heaviest(before_comments(lines))[1]


def _heaviest(lines: list[Line]) -> tuple[float, tuple[int, int] | None]:
    best, found = 0.0, None
    total, start = 0.0, 0
    for index, line in enumerate(lines):
        if total <= 0:
            total, start = 0.0, index
        total += line.worth
        if total > best:
            best, found = total, (start, index + 1)
    return best, found


def before_comments(lines: list[Line]) -> list[Line]:
    """Leave out readers' comments, if an article stands before them."""
    read = 0.0
    for index, line in enumerate(lines):
        if line.prose:
            read += line.words
        if read < _FEWEST_READ:
            continue
        mark = end_mark(line.text)
        if mark is not None and _ends_here(lines, index, mark, read):
            return lines[:index]
        if read < _SHORT_ARTICLE or line.words >= _HEAD_WORDS or not _may_lead(line.text):
            continue
        if _is_comment(lines, index) or _END.fullmatch(line.text):
            return lines[:index]
        marked = _COMMENTS.match(line.text) if _names_comments(line.text) else None
        if marked and (not _is_button(lines, index) or _outweighs(lines, index)):
            return lines[:index]
    return lines


def _ends_here(lines: list[Line], index: int, mark: str, read: float) -> bool:
    """Tell whether a line that may end the article does: no more of it follows."""
    if mark != OFFER and read < _SHORT_ARTICLE:
        return False
    rest = [line for line in lines[index + 1 :] if line.prose]
    after = sum(line.words for line in rest)
    if not after or (mark == SURE and after <= read):
        return True
    if after > read and mark != SURE:
        return False
    before = [line.text for line in lines[:index] if line.prose]
    firm = firm_of(lines[index].text) if mark == APART else None
    if firm is not None:
        known = any(firm.split()[0] in text for text in before)
        return known and after <= _LITTLE_AFTER * read
    return not goes_on(before, [line.text for line in rest])


@lru_cache(maxsize=4096)
def _may_lead(text: str) -> bool:
    """Tell whether a line may lead to comments: it is asked several times for each page."""
    return (
        (":" in text and _COMMENTER.fullmatch(text) is not None)
        or _END.fullmatch(text) is not None
        or (_names_comments(text) and _COMMENTS.match(text) is not None)
    )


def _names_comments(text: str) -> bool:
    small = text[:_BEGINNING].lower()
    return "comment" in small or "repl" in small or "response" in small or "thought" in small


def _is_comment(lines: list[Line], index: int) -> bool:
    """Tell whether a line names a reader and the moment of what that reader wrote."""
    text = lines[index].text
    match = _COMMENTER.fullmatch(text) if ":" in text else None
    if match is None:
        return False
    when = match["when"] or (lines[index + 1].text[:60] if index + 1 < len(lines) else "")
    return _STAMP.match(when) is not None


def _is_button(lines: list[Line], index: int) -> bool:
    """Tell whether a line that names the comments stands in a bar that shares the page."""
    near = lines[max(0, index - _BAR) : index] + lines[index + 1 : index + _BAR + 1]
    return any(line.kind is not None and line.kind.name == "share" for line in near)


def _outweighs(lines: list[Line], index: int) -> bool:
    """Tell whether more of an article stands before a line than after it."""
    return _heaviest(lines[:index])[0] >= _heaviest(lines[index:])[0]
