"""What documents say that somebody holds: “A memo seen by the Ledger details …”.

Such reports have no reporting verb, or one that says nothing of speech, so neither the rules nor
the tagger see many of them. Read here are “According to / In a memo seen by the Ledger, …” and “A
memo seen by the Ledger details …”, as well as “…, as the mayor put it to the Ledger”.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from retold.language.wordsets import word_set
from retold.statements.extraction import Draft
from retold.statements.grammar import AUXILIARY, PREPOSITION, TIME, VERB_PAST, phrase_before
from retold.statements.kinds import source_kind
from retold.statements.outlets import is_outlet
from retold.statements.roles import capital_runs
from retold.statements.tokens import Token, Unit
from retold.types import Span

_HELD = word_set("obtained seen reviewed viewed leaked")
_TO_WHOM = frozenset(("by", "to"))
_STOPS = frozenset(".!?")


def with_papers(found: Sequence[Draft], rows: Sequence[Unit]) -> list[Draft]:
    """Return drafts and those of documents and of “put it” that none of them reads already."""
    cues = sorted(draft.cue for draft in found if draft.cue)
    sources = sorted(draft.source for draft in found if draft.source)
    new = [
        draft
        for row in rows
        for draft in (*_papers(row), *_put_it(row))
        if not (draft.cue and _meets(draft.cue, cues))
        and not (draft.source and _meets(draft.source, sources))
    ]
    both = [*found, *new] if new else list(found)
    return sorted(both, key=lambda draft: draft.content[0].start)


def _meets(span: Span, others: Sequence[Span]) -> bool:
    at = bisect_left(others, span.start, key=lambda other: other.end)
    return any(span.overlaps(other) for other in others[at : at + 2])


def _papers(row: Unit) -> Iterator[Draft]:
    tokens = row.tokens
    for at, token in enumerate(tokens[:-2]):
        by = _by(tokens, at + 1) if token.low in _HELD else None
        if by is None or by + 1 >= len(tokens):
            continue
        phrase, end = phrase_before(tokens, at, 0), _name_end(tokens, by + 1)
        if phrase is None or end is None or not _is_paper(tokens[phrase[0] : phrase[1]]):
            continue
        draft = _led_in(row, phrase, end) or _told(row, phrase, end)
        if draft is not None:
            yield draft


def _by(tokens: Sequence[Token], start: int) -> int | None:
    """Return where “by” stands behind “obtained”, a few words on at most (“on Monday”)."""
    near = range(start, min(len(tokens), start + _BETWEEN))
    return next((n for n in near if tokens[n].low in _TO_WHOM), None)


_BETWEEN = 4


def _is_paper(tokens: Sequence[Token]) -> bool:
    return source_kind(tokens, person=False) == "document"


def _name_end(tokens: Sequence[Token], start: int) -> int | None:
    """Return where the name of an outlet that starts here, with or without “the”, ends."""
    first = start + (tokens[start].low == "the")
    for begin, end in capital_runs(tokens[start : start + _NAME]):
        if start + begin != first:
            return None
        name = " ".join(t.text for t in tokens[first : start + end])
        more = start + end < len(tokens) and tokens[start + end].text.isdigit()
        return start + end + more if is_outlet(name) or more else start + end
    return None


_NAME = 8


def _led_in(row: Unit, phrase: tuple[int, int], end: int) -> Draft | None:
    """Read “According to a memo seen by the Ledger, …” and “In a memo …, …”."""
    tokens, start = row.tokens, phrase[0]
    words = [t.low for t in tokens[:start]]
    if words not in (["according", "to"], ["in"]):
        return None
    if end + 2 >= len(tokens) or tokens[end].text != ",":
        return None
    return _draft(row, (start, end), (0, start), end + 1)


def _told(row: Unit, phrase: tuple[int, int], end: int) -> Draft | None:
    """Read “A memo seen by the Ledger details …”."""
    tokens, at = row.tokens, end
    while at < len(tokens) and (
        tokens[at].low in TIME | {"this", "last", "on"} or _comma(tokens, at)
    ):
        at += 1
    if at + 2 >= len(tokens) or tokens[at].kind != "w" or tokens[at].capital:
        return None
    low = tokens[at].low
    if low in AUXILIARY or not (low in VERB_PAST or low.endswith(("ed", "s"))):
        return None
    if tokens[at + 1].low in PREPOSITION:
        return None
    return _draft(row, (phrase[0], end), (at, at + 1), at + 1)


def _comma(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].text == ","


def _put_it(row: Unit) -> Iterator[Draft]:
    """Read “…,” as the mayor put it (to the Ledger)."""
    tokens = row.tokens
    for at in range(2, len(tokens) - 1):
        if tokens[at].low not in {"put", "puts"} or tokens[at + 1].low != "it":
            continue
        phrase = phrase_before(tokens, at, 0)
        if phrase is None or phrase[0] < _QUOTED or tokens[phrase[0] - 1].low != "as":
            continue
        said = phrase[0] - 2
        said -= tokens[said].text == ","
        if tokens[said].kind == "q":
            yield Draft(
                row.sentence,
                row.paragraph,
                Span(tokens[phrase[0]].start, tokens[phrase[1] - 1].end),
                Span(tokens[at].start, tokens[at + 1].end),
                (Span(tokens[said].start, tokens[said].end),),
                "put",
            )


_QUOTED = 2


def _draft(row: Unit, source: tuple[int, int], cue: tuple[int, int], start: int) -> Draft:
    tokens, end = row.tokens, len(row.tokens)
    while end > start + 1 and tokens[end - 1].text in _STOPS:
        end -= 1
    return Draft(
        row.sentence,
        row.paragraph,
        Span(tokens[source[0]].start, tokens[source[1] - 1].end),
        Span(tokens[cue[0]].start, tokens[cue[1] - 1].end),
        (Span(tokens[start].start, tokens[end - 1].end),),
    )
