"""Quotation marks as constraints on what the tagger found, and the rules where they know more.

The tagger reads words, so a passage of content may swallow the next paragraph, or a quotation
and the clause that only sets its scene. What stands in quotation marks is known: passages end
where their paragraph, or the sentence before a quotation, does; words beside a whole quotation
of the same sentence are none of it; and a whole quotation whose report the rules read in the
same sentence goes to the speaker whom they found. Words without marks belong to a report of
their own sentence, and of a sentence that ends in a participle and “according to” it is the
participle's clause that is attributed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from retold.statements.extraction import Draft, kind_of, quoted_in
from retold.statements.roles import capital_runs
from retold.statements.tokens import Unit
from retold.types import Prepared, Quotation, Span

_BREAK = re.compile(r"\s*\n\s*")
_SENTENCE_ENDS = re.compile(r"[.?!:…][\"”’')]{0,2}\s{1,3}$")
_ENDS = frozenset(".?!…")
_CLOSES = _ENDS | frozenset(",—–-")
_WHOLE = 3
"""Words that a whole quotation has at least."""


def settled(
    prepared: Prepared, found: Sequence[Draft], rows: Sequence[Unit], by_rule: Sequence[Draft]
) -> list[Draft]:
    """Return the tagger's drafts with their content set right by the quotation marks.

    Args:
        prepared: The article.
        found: What the tagger found.
        rows: Its sentences.
        by_rule: What the rules found.
    """
    said = [_bare(prepared, draft) for draft in found if not _takes_lives(prepared, draft)]
    within = [_within_marks(prepared, draft, rows) for draft in said]
    near = [_nearby(prepared, draft, rows) for draft in within if draft.content]
    kept = [_answered(prepared, _narrowed(prepared, draft, by_rule), rows) for draft in near]
    return _regrouped(prepared, _resumed(prepared, kept), by_rule)


def _within_marks(prepared: Prepared, draft: Draft, rows: Sequence[Unit]) -> Draft:
    parts = [_snapped(prepared, s) for whole in draft.content for s in _split(prepared, whole)]
    row = _row(rows, draft.cue) if draft.cue else None
    if row is not None and any(_meets(row, s) and holds_whole(prepared, s) for s in parts):
        parts = [s for s in parts if not _unsaid(prepared, s)]
    return replace(draft, content=tuple(parts))


def _bare(prepared: Prepared, draft: Draft) -> Draft:
    """Leave off the comma that a source ends in."""
    if draft.source is None:
        return draft
    end = draft.source.start + len(draft.source.of(prepared.text).rstrip(" ,"))
    return (
        replace(draft, source=Span(draft.source.start, end)) if end > draft.source.start else draft
    )


def _nearby(prepared: Prepared, draft: Draft, rows: Sequence[Unit]) -> Draft:
    """Leave out words without marks in other sentences than the cue's, if that one has content."""
    row = _row(rows, draft.cue) if draft.cue else None
    if row is None or not any(_meets(row, span) for span in draft.content):
        return draft
    parts = (s for s in draft.content if _meets(row, s) or kind_of(prepared, [s]) != "indirect")
    return replace(draft, content=tuple(parts))


def _narrowed(prepared: Prepared, draft: Draft, by_rule: Sequence[Draft]) -> Draft:
    """Attribute of “…, killing dozens, according to officials” the toll alone, as the rules do."""
    if draft.cue is None or draft.cue.of(prepared.text).lower() != "according to":
        return draft
    for rule in by_rule:
        if rule.cue == draft.cue and len(rule.content) == 1:
            [narrow], last = rule.content, draft.content[-1]
            inside = last.start < narrow.start < last.end <= narrow.end + 1
            if inside and _PARTICIPLE.match(prepared.text, narrow.start, narrow.end):
                return replace(draft, content=rule.content)
    return draft


_PARTICIPLE = re.compile(r"[a-z]{2,20}ing\b")


def _takes_lives(prepared: Prepared, draft: Draft) -> bool:
    """Tell whether the cue is that of an attack which “claimed the lives of” people."""
    if draft.cue is None or not draft.cue.of(prepared.text).lower().startswith("claim"):
        return False
    return any(_LIVES.match(prepared.text, span.start, span.end) for span in draft.content)


_LIVES = re.compile(r"(?:[\w’'-]{1,20} ){0,3}(?:life|lives)\b")


def _answered(prepared: Prepared, draft: Draft, rows: Sequence[Unit]) -> Draft:
    """Give “Marsh was blunt when asked by the Ledger: “…”” to Marsh, not to who asked."""
    source = draft.source
    if source is None or draft.content[0].start < source.end:
        return draft
    text = prepared.text
    asked = _ASKED_BY.search(text, max(0, source.start - _ASKED), source.end)
    asked = asked or _ASKED_HIM.search(text, max(0, source.start - _ASKED), source.end + 2 * _ASKED)
    row = _row(rows, source)
    if asked is None or row is None or not holds_whole(prepared, draft.content[0]):
        return draft
    before = [t for t in row.tokens if t.end <= asked.start()]
    runs = capital_runs(before)
    if not runs:
        return draft
    start, end = max(runs, key=lambda run: (run[1] - run[0], -run[0]))
    return replace(draft, source=Span(before[start].start, before[end - 1].end))


_ASKED = 16
_ASKED_BY = re.compile(r"\basked by (?:the )?(?=[A-Z])")
_ASKED_HIM = re.compile(r"\bwhen (?:the )?(?:[A-Z][\w’'-]{0,30} ){1,5}asked (?:him|her|them)\b")


def _row(rows: Sequence[Unit], span: Span) -> Unit | None:
    at = bisect_right(rows, span.start, key=lambda row: row.tokens[0].start) - 1
    return rows[at] if at >= 0 else None


def _meets(row: Unit, span: Span) -> bool:
    return span.start < row.tokens[-1].end and row.tokens[0].start < span.end


def _unsaid(prepared: Prepared, span: Span) -> bool:
    """Tell whether a passage has no quotation, or one whose marks only set a block quote apart."""
    marks = list(quoted_in(prepared, span))
    if not marks:
        return True
    follows = prepared.text[marks[-1].end : marks[-1].end + 1]
    return len(marks) == 1 and not marks[0].closed and follows in _OPENING


_OPENING = frozenset('“"«„')


def is_whole(prepared: Prepared, mark: Quotation) -> bool:
    """Tell whether a quotation is a sentence of its own rather than words of another's."""
    inner = mark.inner.of(prepared.text).strip()
    opens = inner[:1].isupper() or inner[:1].isdigit()
    return opens and inner[-1] in _CLOSES and len(inner.split(None, _WHOLE)) >= _WHOLE


def holds_whole(prepared: Prepared, span: Span) -> bool:
    """Tell whether a passage is nothing but quoted, with a whole quotation in it."""
    marks = quoted_in(prepared, span)
    inside = any(
        is_whole(prepared, m) and span.start <= m.start and m.end <= span.end + 1 for m in marks
    )
    return inside and kind_of(prepared, [span]) == "direct"


def _split(prepared: Prepared, span: Span) -> Iterator[Span]:
    """Cut a passage at line breaks, and between sentences where a whole quotation is one."""
    at = span.start
    for match in _BREAK.finditer(prepared.text, span.start, span.end):
        yield from _sentences(prepared, Span(at, match.start()))
        at = match.end()
    yield from _sentences(prepared, Span(at, span.end))


def _sentences(prepared: Prepared, span: Span) -> Iterator[Span]:
    text = prepared.text
    cuts = {span.start, span.end}
    for mark in quoted_in(prepared, span):
        before = text[max(span.start, mark.start - 6) : mark.start]
        if span.start < mark.start and _SENTENCE_ENDS.search(before):
            cuts.add(mark.start)
        ends = (
            mark.inner.of(text).rstrip()[-1:] in _ENDS and text[mark.end : mark.end + 1].isspace()
        )
        if mark.end < span.end and ends and is_whole(prepared, mark):
            cuts.add(mark.end)
    for start, end in pairwise(sorted(cuts)):
        part = text[start:end]
        trimmed = Span(end - len(part.lstrip()), start + len(part.rstrip()))
        if trimmed.start < trimmed.end:
            yield trimmed


def _snapped(prepared: Prepared, span: Span) -> Span:
    """Take in the marks of a quotation that a passage fills."""
    start, end = span.start, span.end
    for mark in quoted_in(prepared, span):
        if mark.start < start <= mark.inner.start:
            start = mark.start
        if mark.inner.end <= end < mark.end:
            end = mark.end
    return Span(start, end)


def _resumed(prepared: Prepared, found: Sequence[Draft]) -> list[Draft]:
    """Join “…, and we go on” to the quotation that it resumes, in one sentence."""
    kept = list(found)
    for place in range(1, len(kept)):
        last, this = kept[place - 1], kept[place]
        if last.sentence != this.sentence or not this.content or not last.content:
            continue
        first = this.content[0]
        if _goes_on(prepared, last.content[-1], first):
            kept[place - 1] = replace(last, content=(*last.content, first))
            kept[place] = replace(this, content=this.content[1:])
    return [draft for draft in kept if draft.content]


def _goes_on(prepared: Prepared, one: Span, other: Span) -> bool:
    """Tell whether a quotation ends in a comma and another goes on in small letters."""
    text = prepared.text
    first, second = list(quoted_in(prepared, one)), list(quoted_in(prepared, other))
    if len(first) != 1 or len(second) != 1 or one.end > other.start:
        return False
    if kind_of(prepared, [one]) != "direct" or kind_of(prepared, [other]) != "direct":
        return False
    comma = first[0].inner.of(text).rstrip().endswith(",")
    return comma and second[0].inner.of(text).lstrip()[:1].islower()


def _regrouped(prepared: Prepared, found: Sequence[Draft], by_rule: Sequence[Draft]) -> list[Draft]:
    """Let the rules say which whole quotations belong to one report."""
    kept = list(found)
    for sure in by_rule:
        if _is_sure(prepared, sure):
            _regroup(prepared, kept, sure)
    return [draft for draft in kept if draft.content]


def _is_sure(prepared: Prepared, draft: Draft) -> bool:
    if not draft.source or not draft.cue or kind_of(prepared, draft.content) != "direct":
        return False
    marks = [mark for span in draft.content for mark in quoted_in(prepared, span)]
    return any(m.closed for m in marks) and any(is_whole(prepared, m) for m in marks)


def _regroup(prepared: Prepared, kept: list[Draft], sure: Draft) -> None:
    """Give the quotations of a sure draft to the tagger's draft of the same cue, or to itself."""
    held = [n for n, d in _near(kept, sure) if _overlap(d.content, sure.content)]
    own = [n for n, d in _near(kept, sure) if d.cue and sure.cue and d.cue.overlaps(sure.cue)]
    if held == own and len(own) == 1:
        return
    for n in held:
        rest = (s for s in kept[n].content if not _overlap((s,), sure.content))
        kept[n] = replace(kept[n], content=tuple(rest))
    if not own:
        kept.append(sure)
        return
    quoted = (s for s in kept[own[0]].content if kind_of(prepared, [s]) == "direct")
    more = [s for s in quoted if not _overlap((s,), sure.content)]
    ordered = sorted([*sure.content, *more], key=lambda span: span.start)
    kept[own[0]] = replace(kept[own[0]], content=tuple(ordered))


_REACH = 12
"""Sentences around a sure draft in which the tagger's drafts of its quotations are sought."""


def _near(kept: Sequence[Draft], sure: Draft) -> Iterator[tuple[int, Draft]]:
    for n, draft in enumerate(kept):
        if abs(draft.sentence - sure.sentence) <= _REACH:
            yield n, draft


def _overlap(one: Sequence[Span], other: Sequence[Span]) -> bool:
    return any(a.overlaps(b) for a in one for b in other)
