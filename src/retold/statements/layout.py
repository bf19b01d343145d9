"""Words that the layout alone gives to a speaker: transcripts and signed quotations.

A transcript has a line for every turn, opened by the speaker's name and a colon. A signed
quotation stands in a paragraph of its own with a dash and a name behind or below it, as
newspapers set block quotes and collections of voices.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from retold.language.quotations import block_quotes
from retold.language.sentences import paragraphs
from retold.language.wordsets import word_set
from retold.statements.extraction import Draft
from retold.statements.grammar import phrase_before
from retold.statements.lexicon import VERBS
from retold.statements.sources import own_phrase
from retold.statements.tokens import Unit
from retold.types import Prepared, Sentence, Span

_NAME = r"[A-ZÀ-Þ][\w.'’-]{0,30}"
_RUN = rf"{_NAME}(?:[ ]{_NAME}){{0,5}}"
_LABEL = re.compile(
    rf"[\"“”«‘']?(?P<who>{_RUN}(?:[ ]\([^()\n]{{1,40}}\))?)(?P<cue>:)[ \xa0]+(?=\S)"
)
_SIGNED = re.compile(
    rf"[ \xa0]*(?P<cue>[―—–]|--?)[ \xa0]*(?P<who>{_RUN}(?:,[^\n.!?]{{1,80}})?)[.\s\xa0]*$"
)
_NO_LABEL = word_set(
    """source sources credit credits photo image video picture caption read related correction
    update updated editor editors note via tags topics share more watch see also by from to re
    subject date time where when what who why how location contact phone email website address
    published posted warning breaking exclusive opinion analysis live transcript summary key
    background question answer fact claim verdict"""
)
_ASIDE = re.compile(r"[\"“(\[]*[(\[]?[A-Z\s]{3,40}[.)\]]*$")
_TURNS = 3
"""Lines with a label that make a transcript …"""
_BETWEEN = 3
"""… and the lines without one that may stand between two of them."""
_LONGEST_LABEL = 120
_BELOW = 160
"""Characters of a line that may sign the quotation above it."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the text, and its label's two parts if it has one."""

    span: Span
    who: Span | None = None
    cue: Span | None = None


def laid_out(prepared: Prepared, rows: Sequence[Unit] = ()) -> list[Draft]:
    """Return what the layout of an article gives to a speaker, in order.

    Args:
        prepared: The article.
        rows: Its sentences; with them block quotes are read, too.
    """
    lines = list(_lines(prepared.text))
    found = [*_turns(prepared, lines), *_signed(prepared, lines), *_blocks(prepared, rows)]
    return sorted(found, key=lambda draft: draft.content[0].start)


def overlaid(found: Sequence[Draft], sure: Sequence[Draft]) -> list[Draft]:
    """Return drafts without what surer ones hold, and the surer ones, in order."""
    held = sorted(part for draft in sure for part in _parts(draft))
    kept = [_without(draft, held) for draft in found] if held else list(found)
    both = [*(draft for draft in kept if draft.content), *sure]
    return sorted(both, key=lambda draft: (draft.content[0].start, draft.content[-1].end))


def _parts(draft: Draft) -> list[Span]:
    return [part for part in (draft.source, draft.cue, *draft.content) if part]


def _without(draft: Draft, held: Sequence[Span]) -> Draft:
    """Drop the passages of a draft that meet one of some disjoint spans, all if its source does."""
    words = [part for part in (draft.source, draft.cue) if part]
    taken = any(_meets(part, held) for part in words)
    kept = () if taken else tuple(span for span in draft.content if not _meets(span, held))
    return draft if len(kept) == len(draft.content) else replace(draft, content=kept)


def _meets(span: Span, held: Sequence[Span]) -> bool:
    at = bisect_right(held, span.start, key=lambda other: other.end)
    return at < len(held) and held[at].start < span.end


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for line in text.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        if not line.strip():
            continue
        match = _LABEL.match(text, start, min(end, start + _LONGEST_LABEL))
        if match and match["who"].split()[0].lower() not in _NO_LABEL:
            yield _Line(Span(match.end(), end), Span(*match.span("who")), Span(*match.span("cue")))
        else:
            yield _Line(Span(start, end))


def _turns(prepared: Prepared, lines: Sequence[_Line]) -> Iterator[Draft]:
    """Return the turns of a transcript, if the text holds one."""
    text = prepared.text
    labels = Counter(line.who.of(text) for line in lines if line.who)
    if labels.total() < _TURNS or len(labels) == 1 or max(labels.values()) == 1:
        return
    places = [n for n, line in enumerate(lines) if line.who and _speaks(line.who.of(text), labels)]
    for place, following in zip(places, [*places[1:], len(lines)], strict=True):
        more = following - place - 1
        close = following < len(lines) and more <= _BETWEEN
        spoken = lines[place : following if close else place + 1]
        content = tuple(
            _unmarked(text, line.span) for line in spoken if not _ASIDE.match(line.span.of(text))
        )
        content = tuple(span for span in content if span.start < span.end)
        if content:
            head = lines[place]
            yield _draft(prepared, head.who, head.cue, content)


def _speaks(label: str, labels: Counter[str]) -> bool:
    """Tell a speaker from a topic, which no other line has in small letters."""
    return labels[label] > 1 or label.isupper()


def _signed(prepared: Prepared, lines: Sequence[_Line]) -> Iterator[Draft]:
    """Return the quotations that fill the start of a line and are signed behind or below."""
    marks = {mark.start: mark for mark in prepared.quotations}
    for line, below in zip_longest(lines, lines[1:]):
        mark = marks.get(_trimmed(prepared.text, line.span).start)
        if mark is None or mark.end > line.span.end:
            continue
        found = _SIGNED.match(prepared.text, mark.end, line.span.end)
        alone = not prepared.text[mark.end : line.span.end].strip()
        if found is None and alone and below and len(below.span.of(prepared.text)) <= _BELOW:
            found = _SIGNED.match(prepared.text, below.span.start, below.span.end)
        if found:
            who = _trimmed(prepared.text, Span(*found.span("who")))
            if prepared.text[who.end - 1] == ".":
                who = Span(who.start, who.end - 1)
            cue = Span(*found.span("cue"))
            yield _draft(prepared, who, cue, (Span(mark.start, mark.end),))


def _blocks(prepared: Prepared, rows: Sequence[Unit]) -> Iterator[Draft]:
    """Return the statements that are set off as paragraphs, with who introduces them."""
    for block in block_quotes(prepared.text) if rows else ():
        before = bisect_right(rows, block.start - 1, key=lambda row: row.tokens[0].start) - 1
        tokens = rows[before].tokens if before >= 0 else ()
        if len(tokens) < _INTRODUCED or tokens[-1].text != ":":
            continue
        cue = len(tokens) - 1 - (tokens[-2].low in VERBS)
        source = phrase_before(tokens, cue, 0) if cue < len(tokens) - 1 else None
        source = own_phrase(tokens, source)
        if source is None:
            continue
        content = tuple(
            Span(max(one.start, block.start), min(one.end, block.end))
            for one in paragraphs(prepared.text)
            if one.overlaps(block)
        )
        who = Span(tokens[source[0]].start, tokens[source[1] - 1].end)
        yield _draft(prepared, who, Span(tokens[cue].start, tokens[-1].start), content)


_INTRODUCED = 3


def _unmarked(text: str, span: Span) -> Span:
    """Leave out the mark that opens every paragraph of a transcript and never closes."""
    line = _trimmed(text, span)
    opened = text[line.start : line.start + 1]
    lone = opened in _CLOSED_BY and _CLOSED_BY[opened] not in text[line.start + 1 : line.end]
    return Span(line.start + 1, line.end) if lone and line.end > line.start + 1 else line


_CLOSED_BY = {"“": "”", '"': '"', "«": "»"}


def _trimmed(text: str, span: Span) -> Span:
    part = span.of(text)
    start = span.start + len(part) - len(part.lstrip())
    return Span(start, max(start, span.start + len(part.rstrip(" \t\r\xa0"))))


def _draft(
    prepared: Prepared, who: Span | None, cue: Span | None, content: tuple[Span, ...]
) -> Draft:
    at = cue.start if cue else content[0].start
    sentence = _sentence(prepared.sentences, at)
    return Draft(sentence.index, sentence.paragraph, who, cue, content, ":")


def _sentence(sentences: Sequence[Sentence], at: int) -> Sentence:
    """Return the sentence that holds a character, or the last before it."""
    return sentences[max(0, bisect_right(sentences, at, key=lambda one: one.start) - 1)]
