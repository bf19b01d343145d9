"""Reports taken from somebody: “Bloomberg reported, citing officials”, “quoted Marsh as saying”."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from retold.statements.extraction import Draft
from retold.statements.grammar import is_adverb, phrase_before
from retold.statements.kinds import may_be_cited
from retold.statements.outlets import is_outlet
from retold.statements.passing import CLOSE, NEAR, beside, parted
from retold.statements.tokens import Token, Unit, plain_tokens
from retold.types import Prepared, Span

_CITING = re.compile(
    r"(?:^|[,(—–\s])(?:citing|quoting|attributing (?:it|this|the \w+) to) "
    r"(?P<name>[^,.;:\n“”\"()]{2,90})"
)
_ENDS = re.compile(r"(?:,| that| as (?:saying|having)| which| who said| — | – )")


def told_outlet(prepared: Prepared, draft: Draft) -> Draft:
    """Leave “Fox News” out of what “told Fox News Clinton thanked Warren” says."""
    cue, text = draft.cue, prepared.text
    if cue is None or not draft.content or not _TELLS.search(text, cue.start, cue.end):
        return draft
    first = draft.content[0]
    match = _WORDS.match(text, first.start, first.end)
    if match is None or not 0 < first.start - cue.end <= _NEXT:
        return draft
    for end in (space.start() for space in re.finditer(r" ", text[first.start : match.end()])):
        if is_outlet(text[first.start : first.start + end]):
            said = Span(first.start + end + 1, first.end)
            return replace(draft, content=(said, *draft.content[1:]))
    return draft


_TELLS = re.compile(r"\b(?:tells?|told|telling)$")
_WORDS = re.compile(r"(?:[Tt]he )?(?:[A-Z0-9][\w&’'.-]{0,40} ){1,5}")
_NEXT = 5


def cited_by(prepared: Prepared, draft: Draft) -> tuple[Draft, list[Draft]]:
    """Part “The AP — citing a ministry —” into who reports and whom they cite."""
    source = draft.source
    match = _CITES_ASIDE.fullmatch(source.of(prepared.text)) if source else None
    if source is None or match is None:
        return draft, list(_cited_between(prepared, draft))
    whole = replace(draft, source=Span(source.start, source.start + match.end("who")))
    name = Span(source.start + match.start("name"), source.start + match.end("name"))
    if whole.source is None or not _is_somebody(prepared, name):
        return whole, []
    return whole, [replace(whole, source=name, chain=(whole.source, *whole.chain))]


def _cited_between(prepared: Prepared, draft: Draft) -> Iterator[Draft]:
    """Read “The AP — citing a ministry — reported” where the source leaves out the aside."""
    source, cue = draft.source, draft.cue
    if source is None or cue is None or not 0 < cue.start - source.end <= 2 * CLOSE:
        return
    match = _ASIDE.fullmatch(prepared.text, source.end, cue.start)
    name = Span(*match.span("name")) if match else None
    if name is not None and _is_somebody(prepared, name):
        yield replace(draft, source=name, chain=(source, *draft.chain))


_ASIDE = re.compile(
    r" ?(?:—|–|--|,|\() ?(?:citing|quoting) (?P<name>[^—–,;:()\n]{2,90}?) ?(?:—|–|--|,|\)) ?"
)
_CITES_ASIDE = re.compile(
    r"(?P<who>[^—–,;:()\n]{2,80}?) ?(?:—|–|--|,|\() ?(?:citing|quoting) "
    r"(?P<name>[^—–,;:()\n]{2,90}?) ?(?:—|–|--|,|\))?"
)


def taken_from(
    prepared: Prepared, draft: Draft, found: Sequence[Draft], cues: Sequence[Span]
) -> Iterator[Draft]:
    """Read “Bloomberg reported, citing officials”: they are the source, Bloomberg is the link."""
    if draft.source is None or draft.cue is None:
        return
    if draft.cue.of(prepared.text).lower() in _CITES:
        yield from _cited(prepared, draft, found)
        return
    for span in beside(prepared, draft):
        match = _CITING.search(prepared.text, max(span.start, draft.cue.end), span.end)
        if match is None:
            continue
        name = _cut(prepared.text, Span(*match.span("name")))
        near = 0 <= name.start - draft.cue.end <= CLOSE
        if near and not parted(draft, name, cues) and _is_somebody(prepared, name):
            yield replace(draft, source=name, chain=(draft.source, *draft.chain))
            return


_CITES = frozenset(("citing", "quoting", "cited", "cites"))


def _cited(prepared: Prepared, draft: Draft, found: Sequence[Draft]) -> Iterator[Draft]:
    """Read a report whose cue is “citing”: whom it cites, for what stands before or beside."""
    source, name = draft.source, _cut(prepared.text, draft.content[0])
    if source is None or not _is_somebody(prepared, name):
        return
    twins = [d for d in found if d is not draft and d.source == source]
    twins = [d for d in twins if d.sentence == draft.sentence]
    if twins:
        yield replace(twins[0], source=name, chain=(source, *draft.chain))
        return
    before = prepared.text[: source.start].rstrip()
    start = max(prepared.sentences[draft.sentence].start, source.start - NEAR)
    if before.endswith(",") and start < len(before) - 1:
        said = (Span(start, len(before) - 1),)
        yield replace(draft, source=name, content=said, chain=(source, *draft.chain))


def _is_somebody(prepared: Prepared, span: Span) -> bool:
    return span.start < span.end and may_be_cited(plain_tokens(prepared.text, span))


def quoted_by(prepared: Prepared, draft: Draft, rows: Sequence[Unit]) -> Iterator[Draft]:
    """Read “Reuters quoted an official as saying” and “was quoted by Reuters as saying”."""
    text, cue = prepared.text, draft.cue
    if cue is None:
        return
    start = max(prepared.sentences[draft.sentence].start, cue.start - CLOSE)
    end = min(len(text), cue.end + 2 * CLOSE)
    match = _QUOTED_AS.search(text, start, end) or _QUOTED.search(text, start, end)
    before = _subject(rows, match.start()) if match else None
    if match is None or before is None:
        return
    passive = match["by"] is not None
    name = Span(*match.span("by" if passive else "name"))
    link, source = (name, before) if passive else (before, name)
    parts = [Span(max(s.start, match.end()), s.end) for s in draft.content if s.end > match.end()]
    said = parts or [_until(text, s, before.start) for s in draft.content if s.start < before.start]
    said = [s for s in said if s.start < s.end]
    if said and not name.overlaps(before):
        yield replace(draft, source=source, content=tuple(said), chain=(link,))


def _until(text: str, span: Span, end: int) -> Span:
    """Cut a passage off before a place, and the white space there."""
    part = text[span.start : min(span.end, end)]
    return Span(span.start, span.start + len(part.rstrip()))


_BE_QUOTED = r"\b(?:was|were|is|are|been|being) (?:\w+ly )?(?:quoted|cited)"
_QUOTED = re.compile(
    rf"(?:{_BE_QUOTED} (?:by|in) (?P<by>[^.,;:\n“”\"()]{{2,60}}?)"
    r"|\b(?:quote[sd]?|quoting|cite[sd]?) (?P<name>[^.;:\n()]{2,80}?)),?"
    r" ?(?:\bas (?:saying|having said|telling|claiming)(?: \w+day)?[ ,:]*"
    r"|\bon [^.;:\n“”\"()]{2,60}: ?(?=[“\"‘'])|: ?(?=[“\"‘']))"
)
_QUOTED_AS = re.compile(
    rf"{_BE_QUOTED} as saying (?:by|in)"
    r" (?P<by>(?:the )?[A-Z][\w’'-]{0,30}(?: [A-Z][\w’'-]{0,30}){0,4})"
)


def _subject(rows: Sequence[Unit], at: int) -> Span | None:
    """Return the noun phrase right before a verb."""
    row = bisect_right(rows, at, key=lambda row: row.tokens[0].start) - 1
    tokens = rows[row].tokens if row >= 0 else ()
    end = next((n for n, token in enumerate(tokens) if token.start >= at), 0)
    while end and (is_adverb(tokens[end - 1]) or tokens[end - 1].low in {"has", "had"}):
        end -= 1
    found = phrase_before(tokens, end, 0)
    return _span(tokens, found) if found else None


def _cut(text: str, span: Span) -> Span:
    found = _ENDS.search(text, span.start, span.end)
    end = found.start() if found else span.end
    return Span(span.start, span.start + len(text[span.start : end].rstrip()))


def _span(tokens: Sequence[Token], part: tuple[int, int]) -> Span:
    start, end = part
    while end - 1 > start and tokens[end - 1].text == ",":
        end -= 1
    return Span(tokens[start].start, tokens[end - 1].end)
