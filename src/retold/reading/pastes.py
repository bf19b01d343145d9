"""Texts that somebody pasted: out of a message, a messenger, or a page whose lines were broken.

What a program put between the words is taken away, so that a sentence is one again: marks before
quoted lines (``>``), stamps of a messenger, breaks at one width with the hyphens that they left.
Every character that stays leads back to its place in the input.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from retold.reading.build import Source
from retold.reading.layers import LayerBuilder
from retold.reading.meta import Meta
from retold.reading.outcome import Hints, Outcome
from retold.reading.text import read_page, read_text
from retold.reading.wraps import DROPPED, compounds, goes_on, parted
from retold.types import Furniture, Layer

_LINE = re.compile(r"([^\r\n]*)(\r\n?|\n|\Z)")
_QUOTED = re.compile(r"(?:>[ \t]?){1,20}")
_DAY = (
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?[ \u202f]\d{1,2}[:.]\d\d(?:[:.]\d\d)?"
    r"(?:[ \u202f]?[AaPp]\.?[Mm]\.?)?"
)
_NAME = r"[^\s:\[\]][^:\r\n\[\]]{0,60}"
_STAMP = re.compile(
    rf"[\u200e\u200f\ufeff]*(?:\[{_DAY}\] (?P<a>{_NAME}): ?|{_DAY} [-–] (?P<b>{_NAME}): "
    rf"|(?P<c>{_NAME}), \[{_DAY}\]:?\s*$)"
)
_SERVICE = re.compile(
    rf"[\u200e\u200f]*(?:\[{_DAY}\] |{_DAY} [-–] )(?=[^:]*$)"
    r"|[\u200e\u200f]*(?:<Media omitted>|\w{3,12} omitted|Forwarded(?: many times)?"
    r"|This message was (?:deleted|edited)\.?)\s*$"
)
_WROTE = re.compile(
    r"(?:On|Am|Le|El|Il|Op|Den)\s.{5,300}\s(?:wrote|schrieb.{0,80}|a écrit|escribió|ha scritto"
    r"|schreef.{0,80}|skrev.{0,80})\s?:\s*$",
    re.DOTALL,
)
_BOLD = re.compile(r"([*_])(?=\S)([^*_\n]{3,300})(?<=\S)\1$")
_FEWEST_QUOTED = 3
_MOSTLY = 0.6
_LONGEST, _MOST_LINES = 1_000_000, 30_000
"""A longer text is no paste, and is read as it is."""
_MOST_STAMPS = 500
_WIDEST = 110


@dataclass(frozen=True, slots=True)
class _Row:
    """A line: what of it is text, whether it was quoted, and whether a message begins with it."""

    start: int
    end: int
    line: int
    quoted: bool = False
    begins: bool = False


@dataclass(frozen=True, slots=True)
class _Pasted:
    """The rows of a pasted text, what was taken away, and what that says."""

    rows: tuple[_Row, ...]
    marks: tuple[Furniture, ...] = ()
    notes: tuple[str, ...] = ()


def read_pasted(source: Source, hints: Hints) -> Outcome:
    """Read plain text, what a program put between its words taken away."""
    small = len(source.raw) <= _LONGEST and source.raw.count("\n") <= _MOST_LINES
    pasted = _pasted(source.raw) if small else None
    if pasted is None:
        return read_text(source, hints)
    noted = replace(source, notes=(*source.notes, *pasted.notes))
    outcome = read_page(noted, _page(source.raw, pasted.rows), Meta(url=hints.url))
    articles = tuple(
        replace(one, furniture=(*one.furniture, *pasted.marks)) for one in outcome.articles
    )
    return Outcome(articles, outcome.skipped)


def _pasted(raw: str) -> _Pasted | None:
    """Return the rows of a text that somebody pasted, nothing of one that is as it was written."""
    chat = _STAMP.match(raw.lstrip()[:300].split("\n", 1)[0]) is not None
    quoted = raw.count("\n>") + raw.startswith(">") >= _FEWEST_QUOTED
    if not (chat or quoted or max(map(len, raw.split("\n"))) <= _WIDEST):
        return None
    rows = [_Row(*m.span(1), m.start()) for m in _LINE.finditer(raw) if m.end() > m.start()]
    if chat:
        return _from_chat(raw, rows)
    found = _from_mail(raw, rows) if quoted else None
    if found is not None:
        return found
    wrapped = any(goes_on([raw[row.start : row.end] for row in rows]))
    return _Pasted(tuple(rows)) if wrapped else None


# -- messengers --------------------------------------------------------------------------------


def _from_chat(raw: str, rows: list[_Row]) -> _Pasted:
    """Return the messages of a chat without their stamps, and who sent them."""
    kept: list[_Row] = []
    marks: list[Furniture] = []
    senders: dict[str, str] = {}
    for row in rows:
        line = raw[row.start : row.end]
        stamp = _STAMP.match(line)
        start = row.start + stamp.end() if stamp else row.start
        if stamp is not None:
            name = stamp["a"] or stamp["b"] or stamp["c"]
            senders.setdefault(name.strip("~\u202f \u200e"), stamp.group().strip(" \u200e"))
        service = _SERVICE.match(raw[start : row.end]) or (not stamp and _SERVICE.match(line))
        cut = row.end if service else start
        if row.start < cut:
            reason = "a messenger put it there: when and by whom it was sent"
            marks.append(Furniture("raw", row.start, cut, "stamp", reason))
        bold = _BOLD.match(raw[cut : row.end])
        inset = 1 if bold else 0
        if cut < row.end or not (stamp or service):
            kept.append(_Row(cut + inset, row.end - inset, row.line, begins=stamp is not None))
        elif stamp is not None and not service:
            kept.append(_Row(row.end, row.end, row.line, begins=True))
    told = [f"from a chat: “{text}”" for text in list(senders.values())[:3]]
    more = f"a chat of {len(senders)} senders" if len(senders) > 1 else ""
    return _Pasted(tuple(kept), tuple(marks[:_MOST_STAMPS]), (*told, *filter(None, [more])))


# -- quoted lines --------------------------------------------------------------------------------


def _from_mail(raw: str, rows: list[_Row]) -> _Pasted | None:
    """Return the rows of a text most of which is quoted line by line, without the marks."""
    marked = [_unquoted(raw, row) for row in rows]
    filled = [row for row in marked if raw[row.start : row.end].strip() or row.quoted]
    inside = [number for number, row in enumerate(filled) if row.quoted]
    if len(inside) < _MOSTLY * len(filled):
        return None
    if inside[-1] - inside[0] + 1 > len(inside):  # own words between: a talk, not a text
        return None
    first, last = filled[inside[0]], filled[inside[-1]]
    before = [row for row in marked if row.line < first.line]
    if not _is_answer(raw, before):
        return _Pasted(tuple(marked))
    own = [row for row in marked if not first.line <= row.line <= last.line]
    reason = "the words of who sent the text on"
    marks = (
        Furniture("raw", row.start, row.end, "mail", reason) for row in own if row.start < row.end
    )
    quoted = tuple(row for row in marked if first.line <= row.line <= last.line)
    note = "of a message that quotes another the other is read; its own words are left out"
    return _Pasted(quoted, tuple(marks), (note,))


def _unquoted(raw: str, row: _Row) -> _Row:
    mark = _QUOTED.match(raw, row.start, row.end)
    return replace(row, start=mark.end(), quoted=True) if mark else row


def _is_answer(raw: str, before: list[_Row]) -> bool:
    """Tell whether the lines before a quoted text end with who wrote it and when."""
    filled = [row for row in before if raw[row.start : row.end].strip()]
    ends = [raw[row.start : filled[-1].end] for row in filled[-3:]]
    return any(_WROTE.match(text.strip()) for text in ends)


# -- put together ------------------------------------------------------------------------------


def _page(raw: str, rows: tuple[_Row, ...]) -> Layer:
    """Return the rows as a page, those that go on in the next joined to it."""
    lines = [raw[row.start : row.end].rstrip() for row in rows]
    onward = goes_on(lines)
    known = compounds("\n".join(lines)) if any(onward) else frozenset[str]()
    builder = LayerBuilder(raw)
    joined = False
    for number, (row, line) in enumerate(zip(rows, lines, strict=True)):
        if row.begins and builder.length:
            builder.put("\n", row.start, row.start)
        start = row.start + (len(line) - len(line.lstrip())) * joined
        end = row.start + len(line)
        after = rows[number + 1] if number + 1 < len(rows) else None
        joined = after is not None and onward[number] and not after.begins
        word = parted(line, lines[number + 1].lstrip(), known) if joined else None
        builder.keep(start, end - (word == DROPPED))
        if after is None:
            break
        if not joined and raw[end : after.start] == "\n":
            builder.keep(end, after.start)
        elif word is None:
            builder.put(" " if joined else "\n", end, max(after.start, end))
    return builder.layer()
