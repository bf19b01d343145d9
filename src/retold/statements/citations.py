"""Outlets that an article names as the source of a claim, of a quotation, or of itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from retold.statements.extraction import quoted_in
from retold.statements.outlets import is_outlet
from retold.types import Citation, CitationKind, Prepared, Sentence, Statement

_NAME = (
    r"(?:[Tt]he )?[A-Z0-9][\w&’'.-]{0,40}"
    r"(?: (?:(?:of|de|da|del|della|for|the) )?[A-Z0-9][\w&’'.-]{0,40}){0,5}"
)
_CITING = re.compile(
    r"\b(?:(?:first|earlier|originally) (?:reported|published) (?:by|in|on)"
    r"|(?:reports?|article|story|investigation|exclusive|published) (?:by|in|from)"
    r"|(?:seen|obtained|reviewed|reported|published|broadcast|aired|carried) by"
    r"|interview (?:with|on|in|to)|quoted (?:by|in)|(?:writing|wrote) (?:in|for)"
    r"|speaking (?:to|on)|appearing on|said on|told|according to|citing|as)"
    rf" ({_NAME})"
)
_SUBJECT = re.compile(
    rf"({_NAME})(?:,[^,.;:\n]{{1,60}},)?"
    r" (?:(?:has|had|also|first|earlier|previously|later) ){0,3}"
    r"(?:report(?:s|ed)|learned|understands|revealed|published|broadcast|wrote|writes|quoted|cited)\b"
)
_CREDIT = re.compile(
    r"\b(?:article|story|piece|report)(?: was)? (?:first|originally) (?:appeared|published|ran)"
    rf" (?:in|on|by) ({_NAME})"
    rf"|\b(?:[Ww]ith|[Aa]dditional) reporting (?:by|from) ({_NAME})"
    rf"|(?:^|\n)\s?(?:[Ss]ource|[Vv]ia|[Cc]redit)s?: ({_NAME})"
    rf"|\b({_NAME}) contributed to this (?:report|story|article)"
)


def citations(prepared: Prepared, statements: Sequence[Statement]) -> tuple[Citation, ...]:
    """Return the outlets that an article cites, quotes or credits, in the order of the text.

    Only publishers of information count; officials and companies that said something are the
    business of the statements. The outlet that publishes the article cites nobody by naming
    itself.
    """
    found: dict[tuple[int | None, str, CitationKind], Citation] = {}
    for sentence, name, kind in _all(prepared, statements):
        if _same(name, prepared.article.outlet) and kind != "credits":
            continue
        found.setdefault((sentence, name, kind), Citation(prepared.id, sentence, name, kind))
    quoted = {(c.sentence, c.source) for c in found.values() if c.kind != "cites"}
    kept = [c for c in found.values() if c.kind != "cites" or (c.sentence, c.source) not in quoted]
    return tuple(sorted(kept, key=lambda c: (c.sentence is not None, c.sentence or 0, c.source)))


def _all(
    prepared: Prepared, statements: Sequence[Statement]
) -> Iterator[tuple[int | None, str, CitationKind]]:
    for name in prepared.article.credits:
        yield None, name, "credits"
    for statement in statements:
        yield from _stated(prepared, statement)
    for sentence in prepared.sentences:
        yield from _named(prepared, sentence)


def _stated(
    prepared: Prepared, statement: Statement
) -> Iterator[tuple[int | None, str, CitationKind]]:
    """The source of a statement is an outlet, as written or as resolved."""
    source = statement.source
    if source is None:
        return
    name = _trim(source.text)
    if not is_outlet(name):
        return
    kind: CitationKind = "cites" if statement.kind == "indirect" else "quotes"
    yield _sentence_at(prepared.sentences, source.spans[0].start), name, kind


def _named(
    prepared: Prepared, sentence: Sentence
) -> Iterator[tuple[int | None, str, CitationKind]]:
    """Outlets that a sentence names in the words with which one cites."""
    text = _masked(prepared, sentence)
    for match in _CREDIT.finditer(text):
        name = next(group for group in match.groups() if group)
        if is_outlet(_trim(name)):
            yield sentence.index, _trim(name), "credits"
    for pattern in (_CITING, _SUBJECT):
        for match in pattern.finditer(text):
            name = _trim(match.group(1))
            if is_outlet(name):
                yield sentence.index, name, "cites"


def _masked(prepared: Prepared, sentence: Sentence) -> str:
    """Return the words of a sentence with what stands in quotation marks blanked."""
    text = prepared.sentence_text(sentence.index)
    for mark in quoted_in(prepared, sentence.span):
        start, end = max(0, mark.inner.start - sentence.start), mark.inner.end - sentence.start
        if start < end and start < len(text) and end > 0:
            end = min(end, len(text))
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def _trim(name: str) -> str:
    """Cut a name as a sentence has it down to the name."""
    name = re.sub(r"['’]s?\b.*$", "", name) if re.search(r"['’]s\b", name) else name
    name = re.sub(r"^(?:The|the) ", "", name.strip())
    return re.sub(r"[,.;:’']+$", "", name)


def _sentence_at(sentences: Sequence[Sentence], at: int) -> int | None:
    i = bisect_right(sentences, at, key=lambda sentence: sentence.start) - 1
    return sentences[i].index if i >= 0 else None


def _same(name: str, outlet: str | None) -> bool:
    if outlet is None:
        return False
    return _trim(name).casefold() == _trim(outlet).casefold()
