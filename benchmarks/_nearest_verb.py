"""Two baselines of `statements.py`: the nearest reporting verb, and the nearest name or pronoun."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retold.language import quotations, split
from retold.statements import reporting_verbs
from retold.types import Prepared, Quotation, Span

Spans = tuple[tuple[int, int], ...]
Triple = dict[str, Spans]
_SUBJECT = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|(?:[A-Z][\w.’'-]+ )*[A-Z][\w.’'-]+)\b")


def quotation_and_verb(prepared: Prepared) -> list[Triple]:
    """Baseline: quotations with the nearest reporting verb and name."""
    found = []
    verbs = _verbs_outside(prepared)
    for mark in quotations(prepared.text):
        if len(mark.inner.of(prepared.text).split()) >= 3:
            cue = _nearest([v for v in verbs if _distance(v, mark) < 80], mark)
            source = _nearest(_subjects(prepared.text, cue), cue) if cue else None
            found.append(_triple(source, cue, Span(mark.start, mark.end)))
    return found


def verb_and_sentence(prepared: Prepared) -> list[Triple]:
    """Baseline: the above, and what follows every other reporting verb in its sentence."""
    found = quotation_and_verb(prepared)
    taken = {triple["cue"] for triple in found}
    verbs = _verbs_outside(prepared)
    for sentence in split(prepared.text):
        for cue in verbs:
            if not sentence.start <= cue.start < sentence.end or as_pairs([cue]) in taken:
                continue
            content = Span(cue.end + 1, max(cue.end + 1, sentence.end - 1))
            source = _nearest(_subjects(prepared.text, cue), cue)
            found.append(_triple(source, cue, content))
    return found


def _verbs_outside(prepared: Prepared) -> list[Span]:
    marks = prepared.quotations
    spans = [span for span, _, _ in reporting_verbs(prepared.text)]
    return [s for s in spans if not any(q.start <= s.start < q.end for q in marks)]


def _subjects(text: str, cue: Span) -> list[Span]:
    start = max(0, cue.start - 60)
    return [Span(*m.span()) for m in _SUBJECT.finditer(text, start, min(len(text), cue.end + 60))]


def _nearest(spans: Sequence[Span], to: Span | Quotation) -> Span | None:
    return min(spans, key=lambda span: _distance(span, to), default=None)


def _distance(one: Span, other: Span | Quotation) -> int:
    return max(other.start - one.end, one.start - other.end, 0)


def _triple(source: Span | None, cue: Span | None, content: Span) -> Triple:
    return {
        "source": as_pairs([source]) if source else (),
        "cue": as_pairs([cue]) if cue else (),
        "content": as_pairs([content]),
    }


def as_pairs(spans: Sequence[Span]) -> Spans:
    return tuple((span.start, span.end) for span in spans)
