"""Outlets that an article names as the source of a claim, of a quotation, or of itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from retold.language.name_words import INSTITUTIONS
from retold.statements.extraction import quoted_in
from retold.statements.first_names import FEMALE, MALE
from retold.statements.outlets import is_outlet, plain, same_house
from retold.statements.roles import ROLES, TITLES
from retold.types import Citation, CitationKind, Prepared, Sentence, Statement

_NAME = (
    r"(?:[Tt]he )?[A-Z0-9][\w&’'.-]{0,40}"
    r"(?: (?:(?:of|de|da|del|della|for|the) )?[A-Z0-9][\w&’'.-]{0,40}){0,5}"
)
_REST = _NAME.removeprefix(r"(?:[Tt]he )?[A-Z0-9]")
_SOURCE = re.compile(
    r"(?:[Tt]he )?(?:[Nn]ewspaper |[Bb]roadcaster |[Rr]adio station |[Aa]gency )?"
    rf"({_NAME})(?:,.*)?"
)
_Found = tuple[int | None, str, CitationKind]
_PERSONAL = ROLES | TITLES | MALE | FEMALE | INSTITUTIONS
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


_DATELINE = re.compile(
    r"(?:^|\n)\s{0,3}[A-ZÀ-Þ][^\n()—–]{0,80}\(([A-ZÀ-Þ][\w .&/'’-]{1,40}|dpa)\)\s{0,3}(?:—|–|--?)\s"
)
_HEAD = 1500
"""Characters in which a dateline may stand: below a headline, a standfirst, a byline."""
_KIND = (
    r"(?:newspaper|broadcaster|(?:radio |television |TV )?station"
    r"|news (?:site|agency|website|outlet)|outlet|magazine|website|weekly|daily|tabloid)"
)
_CALLED = re.compile(rf"\b{_KIND} ({_NAME})|({_NAME}), (?:a|an|the) [^,.;:\n]{{0,40}}?{_KIND}\b")
_SURELY = re.compile(
    rf"({_NAME}) (?:has|had) learned\b|({_NAME}) (?:first|exclusively) reported\b"
    r"|\b(?:told|seen by|obtained by|(?:first|exclusively) reported by|interview with)"
    rf" (The [A-Z]{_REST})"
)
# A plain look for one of the words that the patterns need spares nine sentences in ten.
_HINT = re.compile(
    r"report|told|learned|according|citing|article|story|investigation|exclusive|publish|seen by"
    r"|obtained|reviewed|broadcast|aired|carried|interview|quoted|writ|wrote|speaking|appear"
    r"|said on| as |understands|reveal|cited|ource:|ia:|redits?:|contributed|newspaper|station"
    r"|news |outlet|magazine|website|weekly|daily|tabloid|agency"
)
_TOLD = re.compile(rf"\btold ({_NAME})(?=[,.;:]| (?:on|in|at|by|after|before|that)\b)")


def citations(prepared: Prepared, statements: Sequence[Statement]) -> tuple[Citation, ...]:
    """Return the outlets that an article cites, quotes or credits, in the order of the text.

    Only publishers of information count; officials and companies that said something are the
    business of the statements. The outlet that publishes the article cites nobody by naming
    itself. ``source`` is the name as written, without a small “the”.
    """
    finder = _Finder(prepared, statements)
    found: dict[tuple[int | None, str], Citation] = {}
    for sentence, name, kind in finder.all():
        key = sentence, plain(name).casefold()
        known = found.get(key)
        if known is None or (known.kind == "cites" and kind != "cites"):
            found[key] = Citation(prepared.id, sentence, name, kind)
    return tuple(
        sorted(found.values(), key=lambda c: (c.sentence is not None, c.sentence or 0, c.source))
    )


class _Finder:
    """Finds the outlets that one article names, those included that it alone shows to be one."""

    def __init__(self, prepared: Prepared, statements: Sequence[Statement]) -> None:
        self.prepared = prepared
        self.statements = statements
        masked = ((s.index, _masked(prepared, s)) for s in prepared.sentences)
        self.hinted = [(index, text) for index, text in masked if _HINT.search(text)]
        speakers = {s.speaker.casefold() for s in statements if s.speaker}
        self.called = self._names(_CALLED) | (self._names(_SURELY) - speakers)
        self.people = {word for speaker in speakers for word in speaker.split()}

    def _names(self, pattern: re.Pattern[str]) -> set[str]:
        """Return the names that a pattern finds in the article's own words."""
        groups = (m.groups() for _, text in self.hinted for m in pattern.finditer(text))
        return {plain(name).casefold() for group in groups for name in group if name}

    def all(self) -> Iterator[_Found]:
        """Return what the credits, the statements and the sentences name."""
        for name in self.prepared.article.credits:
            yield None, name, "credits"
        for match in _DATELINE.finditer(self.prepared.text[:_HEAD]):
            if self._is_outlet(match.group(1)):
                yield (
                    _sentence_at(self.prepared.sentences, match.start(1)),
                    match.group(1),
                    "credits",
                )
        for statement in self.statements:
            yield from self._stated(statement)
        for sentence, text in self.hinted:
            yield from self._named(sentence, text)

    def _stated(self, statement: Statement) -> Iterator[_Found]:
        """The source of a statement is an outlet, as written or as resolved."""
        source = statement.source
        match = _SOURCE.fullmatch(source.text) if source else None
        if source is None or match is None or not self._cited(match.group(1)):
            return
        sentence = _sentence_at(self.prepared.sentences, source.spans[0].start)
        kind: CitationKind = "cites" if statement.kind == "indirect" else "quotes"
        yield sentence, _trim(match.group(1)), kind

    def _named(self, sentence: int, text: str) -> Iterator[_Found]:
        """Outlets that a sentence names in the words with which one cites."""
        for match in _CREDIT.finditer(text):
            name = next(group for group in match.groups() if group)
            if self._is_outlet(name):
                yield sentence, _trim(name), "credits"
        for pattern in (_CITING, _SUBJECT):
            for match in pattern.finditer(text):
                if self._cited(match.group(1)):
                    yield sentence, _trim(match.group(1)), "cites"
        for match in _TOLD.finditer(text):
            if self._could_be(match.group(1)) and not self._own(match.group(1)):
                yield sentence, _trim(match.group(1)), "cites"

    def _cited(self, name: str) -> bool:
        return self._is_outlet(name) and not self._own(name)

    def _is_outlet(self, name: str) -> bool:
        name = _trim(name)
        return is_outlet(name) or plain(name).casefold() in self.called

    def _own(self, name: str) -> bool:
        outlet = self.prepared.article.outlet
        return outlet is not None and same_house(_trim(name), outlet)

    def _could_be(self, name: str) -> bool:
        """Tell whether an unknown name of two words that was told something can be an outlet."""
        words = plain(_trim(name)).casefold().split()
        if not 2 <= len(words) <= 4 or self.people & set(words):
            return False
        return not set(words) & _PERSONAL


def _masked(prepared: Prepared, sentence: Sentence) -> str:
    """Return the words of a sentence with what stands in quotation marks blanked."""
    text, at, pieces = prepared.text, sentence.start, []
    for mark in quoted_in(prepared, sentence.span):
        start = max(at, mark.inner.start)
        end = max(start, min(mark.inner.end, sentence.end))
        pieces += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*pieces, text[at : sentence.end]])


def _trim(name: str) -> str:
    """Cut a name as a sentence has it down to the name."""
    name = re.sub(r"^On [A-Z][a-z]+day (?:the )?|['’]s\b.*$", "", name)
    return re.sub(r"[,.;:’']+$", "", name.strip().removeprefix("the ").removeprefix("A "))


def _sentence_at(sentences: Sequence[Sentence], at: int) -> int | None:
    i = bisect_right(sentences, at, key=lambda sentence: sentence.start) - 1
    return sentences[i].index if i >= 0 else None
