"""The statements of an article before their speakers are resolved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from retold.statements.clauses import Report, reports
from retold.statements.tokens import Token, Unit
from retold.types import Prepared, Span, StatementKind


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement whose source is still only words."""

    sentence: int
    paragraph: int
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    lemma: str = ""


def drafts(prepared: Prepared, rows: Sequence[Unit]) -> list[Draft]:
    """Return the reports of all sentences, with the quotations that go on after them."""
    found: list[Draft] = []
    waiting: list[Unit] = []
    for row in rows:
        if (
            waiting
            and waiting[-1].paragraph != row.paragraph
            and not _unclosed(prepared, waiting[-1])
        ):
            waiting = []
        if _only_quotations(row):
            if not _goes_on(prepared, found, row):
                waiting.append(row)
            else:
                found[-1] = replace(found[-1], content=found[-1].content + _spans(row))
            continue
        new = [_draft(row, report) for report in reports(row.tokens)] or _transcript(row)
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
        for mark in prepared.quotations:
            if mark.end <= span.start or mark.start >= span.end:
                continue
            quoted = True
            plain |= _has_words(text[at : mark.start])
            at = max(at, mark.end)
        plain |= _has_words(text[at : span.end])
    return "direct" if quoted and not plain else "mixed" if quoted else "indirect"


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
    end = last.content[-1].end
    ends_quoted = any(q.end == end for q in prepared.quotations if q.start < end)
    if last.paragraph == row.paragraph:
        return any(
            q.start < s.end and s.start < q.end for s in last.content for q in prepared.quotations
        )
    return ends_quoted and last.paragraph + 1 == row.paragraph


def _unclosed(prepared: Prepared, row: Unit) -> bool:
    end = row.tokens[-1].end
    return any(q.end == end and not q.closed for q in prepared.quotations)


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
