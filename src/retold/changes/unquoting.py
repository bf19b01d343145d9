"""Marks taken away: the words of a quotation that stand on without them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from rapidfuzz.distance import Indel

from retold.changes.comparison import Comparison, Side, context
from retold.changes.house import house_form
from retold.changes.lexicon import FUNCTION_WORDS
from retold.types import Change, Quotation, Severity, Span

_WORD = re.compile(
    r"\b(?:United States|United Kingdom|United Nations|European Union)\b|[^\W_]+(?:['’][^\W\d_]+)*"
)
_KEPT = 4  # words in a row that show that the wording was kept
_CONTENT = 2  # of which so many are no function words
_LONGEST = 400  # words of a passage that are compared
_STILL = 0.7  # share of the content words that still stand in quotation marks
_GAP = 6  # words that may stand between kept ones


class _Token(NamedTuple):
    """A word in house style, and its characters."""

    form: str
    content: bool
    start: int
    end: int


def unquoted_changes(pair: Comparison) -> Iterator[Change]:
    """Find quotations of the parent that the child gives without quotation marks."""
    quoted = {
        token.form
        for other in pair.child.prepared.quotations
        for token in _tokens(pair.child, other.inner)
    }
    free_words: dict[int, list[_Token]] = {}
    for quotation in pair.parent.prepared.quotations:
        first = pair.parent.sentence_at(quotation.inner.start)
        last = pair.parent.sentence_at(max(quotation.inner.start, quotation.inner.end - 1))
        here = sorted({k for row in pair.retellings[first : last + 1] for k in row})
        said = _tokens(pair.parent, quotation.inner)
        best: tuple[int, Span, Span] | None = None
        for k in here:
            if k not in free_words:
                free_words[k] = _free(pair.child, k)
            free = free_words[k]
            found = _kept(said, free)
            if found is not None and (best is None or found[0] > best[0]):
                best = found
        if best is not None and not _still_quoted(quoted, said):
            yield pair.change(
                "unquoted",
                _severity(pair.child, best[2]),
                _original(pair.parent, quotation, best[1]),
                best[2],
                "Words of a quotation stand without quotation marks.",
            )


def _severity(child: Side, span: Span) -> Severity:
    """Say how much it matters: less where the words are still somebody's."""
    index = child.sentence_at(span.start)
    said = any(one.start <= span.start < one.end for s in child.statements for one in s.content)
    return "minor" if said or child.reporting[index] else "medium"


def _original(side: Side, quotation: Quotation, kept: Span) -> Span:
    """Return the quotation with its marks, of a long one the part that was kept."""
    if 2 * (kept.end - kept.start) >= quotation.inner.end - quotation.inner.start:
        return Span(quotation.start, quotation.end)
    return context(side, kept)


def _tokens(side: Side, span: Span) -> list[_Token]:
    """Return the words of a passage in house style."""
    found = []
    for match in islice(_WORD.finditer(side.text, span.start, span.end), _LONGEST):
        word = match.group().casefold()
        content = word not in FUNCTION_WORDS
        found.append(_Token(house_form(word), content, match.start(), match.end()))
    return found


def _free(side: Side, index: int) -> list[_Token]:
    """Return the words of a sentence outside quotation marks."""
    span = side.prepared.sentences[index].span
    return [t for t in _tokens(side, span) if not side.quoted(t.start, t.end)]


def _kept(said: Sequence[_Token], free: Sequence[_Token]) -> tuple[int, Span, Span] | None:
    """Find the words of a quotation that a sentence keeps, in order and close together."""
    codes = Indel.opcodes([t.form for t in said], [t.form for t in free])
    equal = [op for op in codes if op.tag == "equal"]
    run = max((op.src_end - op.src_start for op in equal), default=0)
    longest = next((op for op in equal if op.src_end - op.src_start == run), None)
    if longest is None:
        return None
    kept = sum(t.content for op in equal for t in said[op.src_start : op.src_end])
    content = sum(t.content for t in said[longest.src_start : longest.src_end])
    if run < _KEPT or content < _CONTENT:
        return None
    near = [
        op
        for op in equal
        if _close(op.dest_start, op.dest_end, longest.dest_start, longest.dest_end)
    ]
    a, b = near[0].src_start, near[-1].src_end
    c, d = near[0].dest_start, near[-1].dest_end
    before = Span(said[a].start, said[b - 1].end)
    return kept, before, Span(free[c].start, free[d - 1].end)


def _close(start: int, end: int, other_start: int, other_end: int) -> bool:
    """Tell whether two runs of words stand near one another."""
    return start - other_end <= _GAP and other_start - end <= _GAP


def _still_quoted(quoted: set[str], said: Sequence[_Token]) -> bool:
    """Tell whether the child gives most words of a quotation in marks as well."""
    wanted = {token.form for token in said if token.content}
    return len(wanted & quoted) >= _STILL * max(1, len(wanted))
