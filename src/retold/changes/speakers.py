"""Speakers: the same quotation in another mouth."""

from __future__ import annotations

from collections.abc import Iterator

from retold.changes.comparison import Comparison, Side
from retold.changes.house import house_form
from retold.language.words import words
from retold.language.wordsets import word_set
from retold.types import Change, Span, Statement

_SAME = 0.8  # the share of a quotation's words that the other statement must hold
_LONG = 4  # words that make a quotation long enough to be told from another
_PLAIN = word_set("the a an of and for mr mrs ms miss dr sir dame professor official officials")


def speaker_changes(pair: Comparison) -> Iterator[Change]:
    """Find quotations that the child gives to another speaker than the parent does."""
    theirs = [(statement, _said(pair.parent, statement)) for statement in pair.parent.statements]
    for mine in pair.child.statements:
        said = _said(pair.child, mine)
        if len(said) < _LONG or mine.source is None:
            continue
        alike = [
            (len(said & other), statement)
            for statement, other in theirs
            if len(said & other) >= _SAME * len(said)
        ]
        if not alike or any(not _others(mine, statement) for _, statement in alike):
            continue
        statement = max(alike, key=lambda item: item[0])[1]
        source = statement.source
        if source is not None:
            if _still_named(pair.child, mine, _surname(statement)):
                continue
            yield pair.change(
                "attribution",
                "high",
                _whole(source.spans),
                _whole(mine.source.spans),
                "The quotation is given to another speaker.",
            )


def _still_named(child: Side, mine: Statement, surname: str) -> bool:
    """Tell whether the child names the old speaker beside the quotation, outside its marks.

    Then it is open whose words the child takes them for.
    """
    inside = {child.sentence_at(span.start) for span in mine.content}
    inside |= (
        {child.sentence_at(span.start) for span in mine.source.spans} if mine.source else set()
    )
    taken = _whole(mine.source.spans) if mine.source else Span(0, 0)
    return any(
        word.norm == surname and not taken.start <= word.start < taken.end
        for index in inside
        for word in child.plain_words[index]
    )


def _said(side: Side, statement: Statement) -> frozenset[str]:
    """Return the words of a statement that stand in quotation marks."""
    return frozenset(
        house_form(word.norm)
        for span in statement.content
        for word in words(span.of(side.text), span.start)
        if side.quoted(word.start, word.end)
    )


def _others(a: Statement, b: Statement) -> bool:
    """Tell whether two statements surely have different speakers, both of them named."""
    mine, theirs = _bearer(a), _bearer(b)
    if not mine or not theirs or mine & theirs:
        return False
    return not (mine & _roles(b) or theirs & _roles(a))


def _bearer(statement: Statement) -> frozenset[str]:
    """Return the words of a speaker's name, if the source itself gives it and no pronoun."""
    name = statement.speaker or ""
    if not name or not name.split()[-1][0].isupper() or statement.source is None:
        return frozenset()
    if len(name.split()) == 1 and statement.source.text.startswith(("the ", "The ")):
        return frozenset()  # "the Dane" may be anybody
    bearer = frozenset(w.norm for w in words(name)) - _PLAIN
    written = {w.norm for w in words(statement.source.text)}
    return bearer if bearer & written else frozenset()


def _surname(statement: Statement) -> str:
    """Return the last word of a speaker's name."""
    name = words(statement.speaker or "")
    return name[-1].norm if name else ""


def _roles(statement: Statement) -> frozenset[str]:
    """Return the words of a speaker's office and of the source as written."""
    written = statement.source.text if statement.source else ""
    return frozenset(w.norm for w in words(f"{statement.role or ''} {written}")) - _PLAIN


def _whole(spans: tuple[Span, ...]) -> Span:
    return Span(min(s.start for s in spans), max(s.end for s in spans))
