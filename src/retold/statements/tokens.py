"""Sentences as short rows of tokens in which a whole quotation is one token.

With quotations folded into single tokens, what is said inside them cannot be mistaken for
the sentence that reports them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from retold.statements.lexicon import REPORTING
from retold.types import Prepared, Quotation, Sentence, Span

_TOKEN = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Prof|Rev|St|Jr|Sr|Maj|Cmdr|Adm|Hon)\."
    r"|(?:[A-Za-z]\.){2,}"
    r"|[A-Z]\.(?=\s[A-Z])"
    r"|['’][sS](?!\w)"
    r"|\d+(?:[.,:]\d+)*\w*"
    r"|[^\W\d_]+(?:[-‑&][^\W_]+|['’](?![sS](?!\w))[^\W\d_]+)*"
    r"|\.\.\.|--|[^\w\s]"
)


_MARKS = "\"'“”„‟«»‘’`‹›＂ "
_ENDS = frozenset((",", "?", "!", ".", "…", "-", "—", "–"))


_LONGEST = 200
"""Tokens of a row; a longer sentence is none, and is cut so that the time stays linear."""


class Token(NamedTuple):
    """A word (``w``), a mark (``p``) or a whole quotation (``q``); ``capital`` is for words."""

    text: str
    low: str
    start: int
    end: int
    kind: str
    capital: bool

    @property
    def closes(self) -> bool:
        """Tell whether a quotation ends with a mark of its own, so that a clause ends with it."""
        return self.kind == "q" and self.text.rstrip(_MARKS)[-1:] in _ENDS


class Unit(NamedTuple):
    """One sentence, or several that a quotation holds together."""

    tokens: tuple[Token, ...]
    sentence: int
    paragraph: int


def units(prepared: Prepared) -> list[Unit]:
    """Return the sentences of an article as rows of tokens."""
    text, marks = prepared.text, prepared.quotations
    rows: list[Unit] = []
    at = 0
    for group in _groups(text, prepared.sentences, marks):
        span = Span(group[0].start, group[-1].end)
        while at < len(marks) and marks[at].end <= span.start:
            at += 1
        inside: list[Quotation] = []
        while at < len(marks) and marks[at].start < span.end:
            inside.append(marks[at])
            at += 1
        tokens = _without_dateline(tuple(_tokens(text, span, inside)))
        for start in range(0, len(tokens), _LONGEST):
            part = tokens[start : start + _LONGEST]
            rows.append(Unit(part, group[0].index, group[0].paragraph))
    return rows


def _without_dateline(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Drop a dateline such as “CONCORD, N.H. (AP) —” from the front of a sentence."""
    if not tokens or len(tokens[0].text) < 3 or not tokens[0].text.isupper():
        return tokens
    for i, token in enumerate(tokens[1:10], start=1):
        if token.text in {"—", "–", "-", "--"}:
            return tokens[i + 1 :]
        if token.kind == "q" or (token.low == token.text and token.text.isalpha()):
            return tokens
    return tokens


def _groups(
    text: str, sentences: tuple[Sentence, ...], marks: tuple[Quotation, ...]
) -> Iterator[list[Sentence]]:
    """Join sentences that a quotation crosses, and “…?” with the “Marsh asked.” behind it."""
    at = 0
    group: list[Sentence] = []
    for sentence in sentences:
        while at < len(marks) and marks[at].end <= sentence.start:
            at += 1
        crossed = at < len(marks) and marks[at].start < sentence.start
        crossed = crossed or (at > 0 and _tagged_on(text, group, sentence, marks[at - 1]))
        if group and not (crossed and group[-1].paragraph == sentence.paragraph):
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def _tagged_on(text: str, group: list[Sentence], sentence: Sentence, mark: Quotation) -> bool:
    """Tell whether a short sentence only says who spoke the question right before it."""
    if not group or mark.end != group[-1].end or text[mark.inner.end - 1] not in "?!":
        return False
    words = text[sentence.start : min(sentence.end, sentence.start + _TAG)].rstrip(".").split()
    if sentence.end - sentence.start > _TAG or not 2 <= len(words) <= _TAG_WORDS:
        return False
    return words[-1].lower() in REPORTING or words[0].lower() in REPORTING


_TAG, _TAG_WORDS = 80, 6


def _tokens(text: str, span: Span, marks: list[Quotation]) -> Iterator[Token]:
    """Cut a span into tokens around its quotations."""
    at = span.start
    for mark in marks:
        yield from _plain(text, at, mark.start)
        start = max(mark.start, at)
        yield Token(text[start : mark.end], "", start, mark.end, "q", capital=False)
        at = mark.end
    yield from _plain(text, at, span.end)


def plain_tokens(text: str, span: Span) -> list[Token]:
    """Return the tokens of a stretch without quotations."""
    return list(_plain(text, span.start, span.end))


def _plain(text: str, start: int, end: int) -> Iterator[Token]:
    if start >= end:
        return
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        if word[0].isalnum():
            capital = word[0].isupper()
            yield Token(word, word.lower(), match.start(), match.end(), "w", capital)
        else:
            kind = "w" if len(word) > 1 and word[-1] in "sS" else "p"
            yield Token(word, word, match.start(), match.end(), kind, capital=False)
