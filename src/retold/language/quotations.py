"""Passages in quotation marks, as newspapers set them.

``“ ”``, straight ``"``, ``‘ ’``, straight ``'``, ``« »``, ``‹ ›``, ``„ “`` and the typewriter's
doubled ``'' ''`` are marks; apostrophes are not. Marks pair within a paragraph. A speech that
runs over paragraphs has an opening mark on each and a closing one on the last only: it gives
one quotation a paragraph, the earlier ones ``closed=False`` and bounded by their paragraph.
Only the outermost quotations are returned; :func:`quotations_within` looks inside one.

Where a mark is missing, the words of reporting show where it stood: “It is over, she said. Lines
that start with ``>`` are quoted too. A statement that is set off as a block, without any mark,
is found by :func:`block_quotes`.

The scan goes once from left to right over the marks with a stack, so its time is linear.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Literal

from retold.language.sentences import paragraphs
from retold.language.wordsets import word_set
from retold.types import Quotation, Span

_DEPTH = 6
"""Marks open at once; more is no news text, and the bound keeps the time linear."""
_MARK = re.compile(r"''|``|‘‘|’’|(?<!\w)\"\"(?=\w)|(?<=[\w.,;!?…])\"\"(?!\w)|[“”„‟\"＂«»‘’‚‛'‹›]")
_SINGLE = frozenset("‘’'‹›‛‚")
_OPENS = frozenset(("“", "„", "‟", "«", "‘", "‛", "‚", "‹", "``", "‘‘"))
_CLOSES = frozenset(("”", "»", "’", "›", "’’"))
_BEFORE_OPEN = frozenset("([{<—–-/|=:;,.…*_•>“„‟«‘‛‚‹\"'`")
_BEFORE_CLOSE = frozenset(".,!?…;:)]")
_LEADING_APOSTROPHE = re.compile(
    r"(?:\d0s|\d\d\b|(?:em|tis|twas|cause|n|til|till|bout|round|cos|cuz)\b)", re.IGNORECASE
)

Role = Literal["open", "close", "either", "none"]


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark in the text: where it is, whether it is single, and what it can do."""

    start: int
    end: int
    single: bool
    role: Role
    weak: bool


@dataclass(slots=True)
class _Open:
    """A mark that waits for its partner, and what was found inside it so far."""

    mark: _Mark
    found: list[Quotation]


def quotations(text: str) -> tuple[Quotation, ...]:
    """Return the outermost quotations of a text, in order and disjoint.

    >>> [q.inner.of("‘It’s ours,’ said Ana") for q in quotations("‘It’s ours,’ said Ana")]
    ['It’s ours,']
    """
    marks = [_mark(text, match) for match in _MARK.finditer(text)]
    marks = [mark for mark in marks if mark.role != "none"]
    starts = [mark.start for mark in marks]
    found: list[Quotation] = []
    for paragraph in paragraphs(text):
        if text[paragraph.start] == ">":
            found += _line(text, paragraph)
            continue
        first, last = bisect_left(starts, paragraph.start), bisect_left(starts, paragraph.end)
        here = _unopened(text, marks[first:last], paragraph)
        here += _pair(text, marks[first:last], paragraph)
        found += (_mended(text, quotation, paragraph) for quotation in here)
    return tuple(found)


def quotations_within(text: str, quotation: Quotation) -> tuple[Quotation, ...]:
    """Return the quotations that stand inside a quotation.

    >>> text = "“He told me ‘go away’ and I went,” she said."
    >>> [q.inner.of(text) for q in quotations_within(text, quotations(text)[0])]
    ['go away']
    """
    by = quotation.inner.start
    return tuple(
        Quotation(q.start + by, q.end + by, Span(q.inner.start + by, q.inner.end + by), q.closed)
        for q in quotations(quotation.inner.of(text))
    )


def block_quotes(text: str) -> tuple[Span, ...]:
    r"""Return the statements that are set off as paragraphs of their own, without marks.

    Somebody is said to say or write something in a paragraph that ends in a colon, and what
    follows speaks in the first person: one paragraph, several of a statement or a letter.

    >>> text = "In a letter she wrote:\n\nWe regret it.\n\nOur people left.\n\nIt rained."
    >>> [span.of(text) for span in block_quotes(text)]
    ['We regret it.\n\nOur people left.']
    """
    found: list[Span] = []
    block: list[Span] = []
    room = 0
    for paragraph in paragraphs(text):
        words = paragraph.of(text)
        if len(block) < room and _is_block(words):
            block.append(paragraph)
            continue
        if block:
            found.append(Span(block[0].start, block[-1].end))
        block = []
        tail = words[-_INTRODUCTION:] if words.endswith(":") else ""
        room = _BLOCK if _WRITING.search(tail) else 1 if _SAYS.search(tail) else 0
    if block:
        found.append(Span(block[0].start, block[-1].end))
    return tuple(found)


def _is_block(words: str) -> bool:
    """Tell whether a paragraph speaks for itself: in the first person, nobody else quoted."""
    own = _FIRST_PERSON.search(words) is not None and not _MARK.match(words)
    return own and not (_SAYS.search(words) and _DOUBLE.search(words))


def _line(text: str, paragraph: Span) -> list[Quotation]:
    """Take a line that starts with ``>`` for a quotation, if it is no path of a menu."""
    words = paragraph.of(text)
    inner = words.lstrip("> \t")
    if ">" in inner or len(inner.split()) < _SPOKEN:
        return []
    span = Span(paragraph.end - len(inner), paragraph.end)
    following = text[paragraph.end : paragraph.end + 2].strip()
    return [Quotation(paragraph.start, paragraph.end, span, closed=following != ">")]


def _unopened(text: str, marks: list[_Mark], paragraph: Span) -> list[Quotation]:
    """Find a paragraph that starts with a quotation whose opening mark is missing."""
    first = next((mark for mark in marks if not mark.single), None)
    if first is None or first.role != "close":
        return []
    inner = Span(paragraph.start, first.start)
    words = inner.of(text)
    whole = words[-1:] in ".,!?…" and _SPOKEN <= len(words.split()) <= _LONG_SPEECH
    said = _ATTRIBUTED.match(text, first.end)
    if not whole or said is None or _ATTRIBUTION.search(words) or _SAYS.search(words):
        return []
    return [Quotation(inner.start, first.end, inner)]


def _mended(text: str, quotation: Quotation, paragraph: Span) -> Quotation:
    """End a quotation that never closes where somebody is said to speak.

    Not so if the next paragraph opens again: then it is a speech that runs on.
    """
    if quotation.closed:
        return quotation
    last = quotation.end == paragraph.end
    if last and text[paragraph.end : paragraph.end + 8].lstrip()[:1] in _RUNS_ON:
        return quotation
    said = _ATTRIBUTION.search(text, quotation.inner.start, quotation.inner.end)
    if said is None:
        return quotation
    end = said.start() + 1
    return Quotation(quotation.start, end, Span(quotation.inner.start, end), closed=False)


def _trimmed(text: str, start: int, end: int) -> Span:
    """Narrow a span until it neither starts nor ends with white space."""
    part = text[start:end]
    end = start + len(part.rstrip())
    return Span(min(end, start + len(part) - len(part.lstrip())), end)


def _mark(text: str, match: re.Match[str]) -> _Mark:
    """Judge a mark by its shape and its neighbours."""
    glyph, start, end = match.group(), match.start(), match.end()
    before, after = text[start - 1 : start], text[end : end + 1]
    single = glyph in _SINGLE
    role = _role_of_single(glyph, before, after) if single else _role(glyph, before, after)
    if single and role in {"open", "either"} and _LEADING_APOSTROPHE.match(text, end):
        role = "none"
    inside = text[end : end + 2].strip()[:1].islower() and text[end : end + 1] == " "
    weak = inside and (before in {"s", "S"} if single else before.isdigit() and glyph in "\"''")
    return _Mark(start, end, single, role, weak)


def _role(glyph: str, before: str, after: str) -> Role:
    """Say what a double mark can do: its glyph decides unless its place contradicts it."""
    opens = _can_open(before, after)
    closes = bool(before.strip()) and before not in "([{"
    if opens == closes:
        return _by_glyph(glyph)
    return "open" if opens else "close"


def _role_of_single(glyph: str, before: str, after: str) -> Role:
    """Say what a single mark can do, if it is no apostrophe."""
    if before.isalnum() and after.isalnum():
        return "none"
    if glyph in _OPENS:
        return "open" if after.strip() and not before.isalnum() else "none"
    if glyph != "'":
        return "close" if before.strip() and not after.isalnum() else "none"
    if _can_open(before, after) and not (before in _BEFORE_CLOSE and not after.isalnum()):
        return "open"
    return "close" if before.strip() and not after.isalnum() else "none"


def _can_open(before: str, after: str) -> bool:
    """Tell whether a mark between these characters can start a quotation."""
    follows = bool(after.strip()) and after not in ",;:!?)]"
    return follows and (not before.strip() or before in _BEFORE_OPEN)


def _by_glyph(glyph: str) -> Role:
    """Say what a mark does by its shape alone."""
    if glyph in _OPENS:
        return "open"
    return "close" if glyph in _CLOSES else "either"


def _pair(text: str, marks: list[_Mark], paragraph: Span) -> list[Quotation]:
    """Pair the marks of one paragraph."""
    top: list[Quotation] = []
    stack: list[_Open] = []
    doubles = 0
    for mark, closing_follows in zip(marks, _closing_follows(marks), strict=True):
        opened = stack[-1] if stack else None
        matching = opened is not None and opened.mark.single if mark.single else doubles > 0
        if mark.role == "open" or (mark.role == "either" and not matching):
            if opened is not None and opened.mark.single and mark.single:
                _abandon(stack, top)
            if len(stack) < _DEPTH:
                stack.append(_Open(mark, []))
                doubles += not mark.single
        elif matching and not (mark.weak and closing_follows):
            while stack and stack[-1].mark.single != mark.single:
                _abandon(stack, top)
            done = stack.pop()
            doubles -= not mark.single
            inner = Span(done.mark.end, mark.start)
            if inner.of(text).strip():
                _inner_list(stack, top).append(Quotation(done.mark.start, mark.end, inner))
    while stack:
        _leave_open(text, stack, top, paragraph)
    return top


def _closing_follows(marks: list[_Mark]) -> list[bool]:
    """Tell for each mark whether the next sure one of its sort closes."""
    follows: list[bool] = []
    sure = {True: False, False: False}
    for mark in reversed(marks):
        follows.append(sure[mark.single])
        if not mark.weak:
            sure[mark.single] = mark.role != "open"
    return follows[::-1]


def _inner_list(stack: list[_Open], top: list[Quotation]) -> list[Quotation]:
    """Return the list that a quotation found now belongs to."""
    return stack[-1].found if stack else top


def _abandon(stack: list[_Open], top: list[Quotation]) -> None:
    """Drop an opening mark that was none, and keep what stood after it."""
    dropped = stack.pop()
    _inner_list(stack, top).extend(dropped.found)


def _leave_open(text: str, stack: list[_Open], top: list[Quotation], paragraph: Span) -> None:
    """Settle the last mark that never closed: it reaches to the next quotation or the end.

    A single mark that never closes is an apostrophe, unless the paragraph begins with it.
    """
    mark = stack[-1].mark
    straight = text[mark.start] == "'" and mark.end == mark.start + 1
    if mark.single and (straight or mark.start != paragraph.start):
        _abandon(stack, top)
        return
    found = stack.pop().found
    nested = [q for q in found if not mark.single and text[q.start] not in _SINGLE_OPENERS]
    limit = nested[0].start if nested else paragraph.end
    inner = _trimmed(text, mark.end, limit)
    rest = [q for q in found if q.start >= limit]
    holder = _inner_list(stack, top)
    if inner.start < inner.end:
        holder.append(Quotation(mark.start, inner.end, Span(mark.end, inner.end), closed=False))
    holder.extend(rest)


_SINGLE_OPENERS = frozenset("‘'‹‛‚")


def use_of(text: str, quotation: Quotation) -> Use:
    """Say what quotation marks are for, by the words inside and around them.

    A few words in marks are a scare quote or a term unless somebody is said to have said them,
    which is not known here.

    >>> text = "Ed “Sonny” Hay said “we shall see” of “A Long Way Home”, a “so-called” hit."
    >>> [use_of(text, q) for q in quotations(text)]
    ['nickname', 'speech', 'title', 'scare']
    """
    inner = quotation.inner.of(text).strip()
    words = _WORDS.findall(inner)[:_TITLE_WORDS]
    if _is_nickname(text, quotation, words):
        return "nickname"
    if _is_title(inner, words):
        return "title"
    if len(words) < _SPOKEN and inner[-1:] not in _SENTENCE_ENDS:
        return "scare"
    return "speech"


def _is_nickname(text: str, quotation: Quotation, words: list[str]) -> bool:
    """Tell whether marks stand around a name between names: Ed “Sonny” Hay."""
    if not words or len(words) > _NICKNAME_WORDS or not words[0][0].isupper():
        return False
    before = _NAME_BEFORE.search(text, max(0, quotation.start - 30), quotation.start)
    return before is not None and _NAME_AFTER.match(text, quotation.end) is not None


def _is_title(inner: str, words: list[str]) -> bool:
    """Tell whether every word but the small ones is written with a capital, as in a title."""
    if len(words) < 2 or len(words) >= _TITLE_WORDS or inner[-1:] in _SENTENCE_ENDS - {"?", "!"}:
        return False
    large = [word for word in words if word.casefold() not in _SMALL]
    if inner.isupper() or not words[0][0].isupper() or len(large) < 2:
        return False
    return all(word[0].isupper() or word[0].isdigit() for word in large)


Use = Literal["speech", "title", "nickname", "scare"]
_SPOKEN = 3
_LONG_SPEECH = 80
_BLOCK = 8
_INTRODUCTION = 200
_RUNS_ON = frozenset("“\"‟„＂«‘'")
_VERBS = (
    r"(?:said|says|told|tells|added|adds|wrote|writes|asked|asks|tweeted|posted|explained|warned|"
    r"replied|insisted|stated|noted|recalled|argued|admitted|joked|announced)\b"
)
_SPEAKER = r"(?:he|she|they|it|(?:the\s)?(?:[A-Z][\w.’'-]*\s){0,4}[\w’'-]+)"
_ATTRIBUTION = re.compile(
    rf"[,?!]\s+(?:(?:he|she|they|(?:[A-Z][\w.’'-]*\s){{0,3}}[A-Z][\w’'-]*)\s{_VERBS}|{_VERBS}\s+(?:[A-Z]|he\b|she\b|they\b|the\b))"
)
_ATTRIBUTED = re.compile(rf"\s+(?:{_SPEAKER}\s{_VERBS}|{_VERBS})")
_SAYS = re.compile(
    rf"\b(?:{_VERBS}|(?:statement|letter|message|e-?mail|post|tweet|reads?)\b)", re.IGNORECASE
)
_WRITING = re.compile(r"\b(?:statement|letter|message|e-?mail|remarks|full)\b", re.IGNORECASE)
_DOUBLE = re.compile('[“”"]')
_FIRST_PERSON = re.compile(r"\b(?:I|I['’]m|[Ww]e|[Oo]ur|[Mm]y|[Uu]s|me)\b")
_TITLE_WORDS = 16
_NICKNAME_WORDS = 3
_SENTENCE_ENDS = frozenset(".,;!?…—–-")
_WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SMALL = word_set(
    "a an the and or but nor of in on at to for from by with as into over up off out is n ’n"
)
_NAME_BEFORE = re.compile(r"[A-Z][\w.’'-]*,?\s$")
_NAME_AFTER = re.compile(r"\s[A-Z]")
