"""The statements of an article before their speakers are resolved."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from retold.language.name_words import OPENERS
from retold.language.wordsets import word_set
from retold.statements.clauses import Report, reports
from retold.statements.grammar import PLACE, TIME, phrase_before
from retold.statements.tokens import Token, Unit
from retold.types import Prepared, Quotation, Span, StatementKind


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement whose source is still only words.

    ``chain`` are those through whom the words came, nearest to the article first.
    """

    sentence: int
    paragraph: int
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    lemma: str = ""
    chain: tuple[Span, ...] = ()


def drafts(prepared: Prepared, rows: Sequence[Unit]) -> list[Draft]:
    """Return the reports of all sentences, with the quotations that go on after them."""
    found: list[Draft] = []
    waiting: list[Unit] = []
    previous: Unit | None = None
    for row in rows:
        if (
            waiting
            and waiting[-1].paragraph != row.paragraph
            and not _unclosed(prepared, waiting[-1])
        ):
            waiting = []
        if _only_quotations(row):
            if _goes_on(prepared, found, row):
                found[-1] = replace(found[-1], content=found[-1].content + _spans(row))
            elif _follows(prepared, found, row, previous):
                teller = _teller(prepared, found)
                found.append(replace(teller, sentence=row.sentence, content=_spans(row)))
            else:
                waiting.append(row)
            previous = row
            continue
        previous = row
        new = [_draft(row, report) for report in reports(row.tokens)]
        new = new or _transcript(row) or _introduced(row)
        if new and waiting and _starts_with_quotation(row, new[0]):
            ahead = tuple(span for unit in waiting for span in _spans(unit))
            new[0] = replace(new[0], content=ahead + new[0].content)
        waiting = []
        found += new
    return found


def kind_of(prepared: Prepared, content: Sequence[Span]) -> StatementKind:
    """Say whether content is in quotation marks wholly, partly or not at all."""
    text = prepared.text
    quoted = plain = False
    for span in content:
        at = span.start
        for mark in quoted_in(prepared, span):
            quoted = True
            plain |= _has_words(text[at : mark.start])
            at = max(at, mark.end)
        plain |= _has_words(text[at : span.end])
    return "direct" if quoted and not plain else "mixed" if quoted else "indirect"


def quoted_in(prepared: Prepared, span: Span) -> Iterator[Quotation]:
    """Return the quotations that share a character with a span."""
    marks = prepared.quotations
    at = bisect_right(marks, span.start, key=lambda mark: mark.end)
    return takewhile(lambda mark: mark.start < span.end, islice(marks, at, None))


def _has_words(text: str) -> bool:
    return any(c.isalnum() for c in text.strip().removeprefix("that "))


def _only_quotations(row: Unit) -> bool:
    return any(t.kind == "q" for t in row.tokens) and all(t.kind != "w" for t in row.tokens)


def _spans(row: Unit) -> tuple[Span, ...]:
    return tuple(Span(t.start, t.end) for t in row.tokens if t.kind == "q")


def _goes_on(prepared: Prepared, found: list[Draft], row: Unit) -> bool:
    """Tell whether a bare quotation goes on with the last statement."""
    if not found or not found[-1].content:
        return False
    last = found[-1]
    if last.paragraph == row.paragraph:
        return any(any(quoted_in(prepared, span)) for span in last.content)
    end = last.content[-1].end
    ends_quoted = any(mark.end == end for mark in quoted_in(prepared, Span(end - 1, end)))
    return ends_quoted and last.paragraph + 1 == row.paragraph


def _follows(prepared: Prepared, found: list[Draft], row: Unit, previous: Unit | None) -> bool:
    """Tell whether a bare quotation stands right behind a report in its paragraph."""
    if not found or previous is None or found[-1].paragraph != row.paragraph:
        return False
    if found[-1].cue is None or _NOT.search(prepared.text, *_bounds(found[-1].cue)):
        return False
    return found[-1].sentence == previous.sentence and found[-1].source is not None


_NOT = re.compile(r"n['’]t\b|\b(?:not|never)\b", re.IGNORECASE)


def _bounds(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _teller(prepared: Prepared, found: list[Draft]) -> Draft:
    """Return the report of the last sentence that has a quotation, else the last report."""
    last = found[-1]
    near = (
        draft for draft in found[-_REPORTS:] if draft.sentence == last.sentence and draft.source
    )
    quoted = (d for d in near if any(any(quoted_in(prepared, s)) for s in d.content))
    return next(quoted, last)


_REPORTS = 6
"""Reports of one sentence among which the one is sought that a quotation goes on with."""


def _introduced(row: Unit) -> list[Draft]:
    """Read “Her reply was brief: “…”” and ““…” was her reply”."""
    tokens = row.tokens
    long = [i for i, t in enumerate(tokens) if t.kind == "q" and t.text.count(" ") > 2]
    if not long:
        return []
    place = next((i for i in long if _is_comment(tokens, i)), None)
    at = long[0] if place is None else place
    if place is not None:
        cue, rest = at + 1, range(at + 2, len(tokens))
    elif at > 1 and tokens[at - 1].text == ":":
        cue, rest = at - 1, range(at - 1)
    else:
        return []
    source = _owner(tokens, rest)
    if source is None:
        return []
    content = Span(tokens[at].start, tokens[at].end)
    mark = Span(tokens[cue].start, tokens[cue].end)
    return [Draft(row.sentence, row.paragraph, _span(tokens, source), mark, (content,), ":")]


def _is_comment(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a quotation is said to be somebody's words: “…” was Marsh's answer."""
    if len(tokens) <= at + 2 or tokens[at + 1].low not in {"was", "is"}:
        return False
    return at == 0 or any(t.low in _WORDS for t in tokens[at + 3 : at + 10])


def _owner(tokens: Sequence[Token], rest: range) -> tuple[int, int] | None:
    """Find whose words a sentence introduces: the last name or pronoun in it."""
    for i in reversed(rest):
        if tokens[i].low in {"he", "she", "they", "his", "her", "their"}:
            return (i, i + 1)
        if tokens[i].low in {"'s", "’s"} and i + 1 < len(tokens) and tokens[i + 1].low in _WORDS:
            return phrase_before(tokens, i, rest.start)
        if tokens[i].capital and tokens[i].low not in OPENERS | TIME:
            start = i
            while start - 1 >= rest.start and tokens[start - 1].capital:
                start -= 1
            if start > rest.start and tokens[start - 1].low in _NOT_OWNER:
                continue
            if start > rest.start + 1 and tokens[start - 2].low == "by":
                continue
            return (start, i + 1) if tokens[start].low not in OPENERS else None
    return None


_NOT_OWNER = PLACE | {"by", "on", "about", "for", "regarding", "to", "with", "against"}
_WORDS = word_set("answer reply response comment verdict message words advice explanation summary")


def _unclosed(prepared: Prepared, row: Unit) -> bool:
    end = row.tokens[-1].end
    last = quoted_in(prepared, Span(end - 1, end))
    return any(mark.end == end and not mark.closed for mark in last)


def _starts_with_quotation(row: Unit, draft: Draft) -> bool:
    first = row.tokens[0]
    return first.kind == "q" and draft.content[0].start == first.start


def _draft(row: Unit, report: Report) -> Draft:
    tokens = row.tokens
    return Draft(
        sentence=row.sentence,
        paragraph=row.paragraph,
        source=_span(tokens, report.source) if report.source else None,
        cue=_span(tokens, (report.cue.start, report.cue.end)),
        content=tuple(_span(tokens, part) for part in report.content),
        lemma=report.cue.lemma,
    )


def _span(tokens: Sequence[Token], part: tuple[int, int]) -> Span:
    start, end = part
    while end - 1 > start and tokens[end - 1].text == ",":
        end -= 1
    return Span(tokens[start].start, tokens[end - 1].end)


def _transcript(row: Unit) -> list[Draft]:
    """Read “Name: words” at the start of a paragraph."""
    tokens = row.tokens
    colon = next((i for i, t in enumerate(tokens[:8]) if t.text == ":"), 0)
    if not colon or colon + 1 >= len(tokens) or tokens[colon + 1].kind != "q":
        return []
    if not all(t.capital or t.low in {"of", "the", ",", "("} for t in tokens[:colon]):
        return []
    rest = tokens[colon + 1 :]
    return [
        Draft(
            row.sentence,
            row.paragraph,
            Span(tokens[0].start, tokens[colon - 1].end),
            Span(tokens[colon].start, tokens[colon].end),
            (Span(rest[0].start, rest[0].end),),
            ":",
        )
    ]
