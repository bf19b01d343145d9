"""What is said in one article: quotations and reported speech, each with its speaker."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from retold.language.quotations import block_quotes, use_of
from retold.language.wordsets import word_set
from retold.quotes.folding import Token, joined, tokens, weight
from retold.types import Place, Prepared, Quotation, Span, Statement

_MOST = 400
"""Quotations of an article that are looked at, and as many passages of reported speech."""
_SAID = 3
"""A quotation without reporting words needs so many words to be speech …"""
_TELLING = 2
"""… and reported speech so many that say something."""


_LONGEST_NAME = 6
_PRONOUNS = word_set("he she it they i we you who which that this his her their one others")


@dataclass(frozen=True)
class Saying:
    """A passage that gives somebody's words: in marks (``quoted``) or reported."""

    article: str
    span: Span
    words: tuple[Token, ...]
    quoted: bool
    sentences: range
    statement: Statement | None = None

    @property
    def speaker(self) -> str | None:
        """Who is named for the words."""
        return self.statement.speaker if self.statement else None

    @property
    def given_to(self) -> str | None:
        """Who the words are given to: by name, or as the article puts it."""
        if self.speaker or self.statement is None or self.statement.source is None:
            return self.speaker
        source = self.statement.source.text.strip()
        return source if _names_somebody(source) else None

    @property
    def partial(self) -> bool:
        """Whether it is what is left of a statement that quotes as well."""
        return not self.quoted and self.statement is not None and self.statement.kind == "mixed"

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The folded words."""
        return tuple(word.form for word in self.words)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each folded word stands there."""
        return Counter(self.forms)

    @cached_property
    def row(self) -> str:
        """The folded words in a row, for looking up parts."""
        return joined(self.words)

    @cached_property
    def telling(self) -> float:
        """How much the words say in all."""
        return sum(weight(form) for form in set(self.forms))

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.article, self.sentences.start, self.span.start, self.span.end)


def _names_somebody(source: str) -> bool:
    """Tell whether words may stand for a speaker: “port officials”, not “she” or a clause."""
    words = source.split()
    plain = all(character.isalpha() or character in " -.'’" for character in source)
    return plain and 0 < len(words) <= _LONGEST_NAME and source.casefold() not in _PRONOUNS


@dataclass(frozen=True)
class Speech:
    """All that is said in one article, and its whole text for looking things up."""

    prepared: Prepared
    quoted: tuple[Saying, ...]
    reported: tuple[Saying, ...]
    marks: tuple[Quotation, ...] = field(repr=False, default=())

    @cached_property
    def row(self) -> str:
        """The folded words of the text in a row."""
        whole: list[str] = []
        for sentence in self.prepared.sentences:
            words = tokens(self.prepared.text, sentence.start, sentence.end)
            whole += (word.form for word in words)
        return f" {' '.join(whole)} "

    def text(self, span: Span) -> str:
        """Return the characters of a span."""
        return span.of(self.prepared.text)

    def in_marks(self, start: int, end: int) -> bool:
        """Tell whether characters lie inside quotation marks."""
        at = bisect_right(self.marks, start, key=lambda mark: mark.start) - 1
        return at >= 0 and end <= self.marks[at].end


def speech(prepared: Prepared, said: Sequence[Statement]) -> Speech:
    """Return what is said in an article, in the order of the text."""
    marks = _with_blocks(prepared)
    by_place = _by_place(said)
    quoted = []
    for group in _continued(prepared.text, marks):
        one = _quoted(prepared, group, _statement_at(by_place, group[0]))
        if one is not None:
            quoted.append(one)
    reported = [
        one
        for statement in said[:_MOST]
        for one in [_reported(prepared, statement, marks)]
        if one is not None
    ]
    return Speech(prepared, tuple(quoted), tuple(reported), tuple(marks))


def _with_blocks(prepared: Prepared) -> Sequence[Quotation]:
    """Return the quotations of an article, and the statements that it sets off as blocks."""
    marks = list(prepared.quotations[:_MOST])
    for span in block_quotes(prepared.text)[:_MOST]:
        if not any(span.start < mark.end and mark.start < span.end for mark in marks):
            marks.append(Quotation(span.start, span.end, span))
    return sorted(marks, key=lambda mark: mark.start)


def _continued(text: str, marks: Sequence[Quotation]) -> list[list[Quotation]]:
    """Group the quotations of a speech that runs on: opened anew, closed once."""
    groups: list[list[Quotation]] = []
    for mark in marks:
        last = groups[-1][-1] if groups else None
        if last is not None and not last.closed and not text[last.end : mark.start].strip():
            groups[-1].append(mark)
        else:
            groups.append([mark])
    return groups


def _by_place(said: Sequence[Statement]) -> list[tuple[Span, Statement]]:
    """Return every passage of content with its statement, in the order of the text."""
    rows = [(span, statement) for statement in said for span in statement.content]
    return sorted(rows, key=lambda row: (row[0].start, row[0].end))


def _statement_at(rows: Sequence[tuple[Span, Statement]], mark: Quotation) -> Statement | None:
    """Return the statement whose content holds most of a quotation, the tightest of equals."""
    first = bisect_left(rows, mark.end, key=lambda row: row[0].start)
    best: tuple[int, int] | None = None
    found = None
    for span, statement in rows[max(0, first - _NEAR) : first]:
        shared = min(span.end, mark.end) - max(span.start, mark.start)
        rank = (shared, span.start - span.end)
        if shared > 0 and (best is None or rank > best):
            best, found = rank, statement
    return found


_NEAR = 24
"""Passages before a quotation that are looked through; they seldom overlap."""


def _quoted(
    prepared: Prepared, group: Sequence[Quotation], statement: Statement | None
) -> Saying | None:
    """Make a saying of a quotation, if it is one and no title, nickname or scare quote."""
    text = prepared.text
    words = tuple(word for mark in group for word in tokens(text, mark.inner.start, mark.inner.end))
    if not words:
        return None
    if statement is None and (len(words) < _SAID or use_of(text, group[0]) != "speech"):
        return None
    if statement is not None and use_of(text, group[0]) in ("title", "nickname"):
        return None
    inner = _tight(text, Span(group[0].inner.start, group[-1].inner.end))
    return Saying(prepared.id, inner, words, True, _sentences(prepared, inner), statement)


def _tight(text: str, span: Span) -> Span:
    """Take white space off the ends of a passage."""
    piece = span.of(text)
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, start + len(piece.strip()))


def _reported(
    prepared: Prepared, statement: Statement, marks: Sequence[Quotation]
) -> Saying | None:
    """Make a saying of the reported part of a statement: what stands outside the marks."""
    words: list[Token] = []
    for span in statement.content:
        if _inside(marks, span):
            continue
        words += (
            word for word in tokens(prepared.text, span.start, span.end) if not _inside(marks, word)
        )
    if sum(weight(word.form) > 0 for word in words) < _TELLING or not words:
        return None
    whole = Span(words[0].start, words[-1].end)
    return Saying(prepared.id, whole, tuple(words), False, _sentences(prepared, whole), statement)


def _inside(marks: Sequence[Quotation], part: Token | Span) -> bool:
    at = bisect_right(marks, part.start, key=lambda mark: mark.start) - 1
    return at >= 0 and part.end <= marks[at].end


def _sentences(prepared: Prepared, span: Span) -> range:
    """Return the numbers of the sentences that a passage touches."""
    rows = prepared.sentences
    first = bisect_right(rows, span.start, key=lambda s: s.end)
    last = bisect_left(rows, span.end, key=lambda s: s.start)
    first = min(first, max(0, len(rows) - 1))
    return range(first, max(first + 1, last))
