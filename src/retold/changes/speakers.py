"""Speakers: the same quotation in another mouth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from retold.changes.comparison import Comparison, Side
from retold.changes.house import house_form, spelled
from retold.changes.lexicon import FUNCTION_WORDS
from retold.language.words import words
from retold.language.wordsets import word_set
from retold.types import Change, Span, Statement, Word

_SAME = 0.8  # the share of a quotation's words that the other statement must hold
_LONG = 4  # words that make a quotation long enough to be told from another
_TELLING = 8  # or of a quotation that is only a part, so that it is no turn of phrase
_PART = 0.5  # the share of the other statement that makes a quotation more than a part
_SAME_CLAIM = 0.8  # the share of a claim's words that come from another's
_PARTIES = word_set(
    "company union police ministry government council prosecutors prosecution court opposition "
    "army navy management board hospital regulator university bank airline operator coast defence "
    "defense club federation landlord party mayor minister president governor"
)
_PRONOUNS = word_set("he she they it who which that i we you him her them")
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
            and (len(said) >= _TELLING or len(said & other) >= _PART * len(other))
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


def claim_speaker_changes(pair: Comparison) -> Iterator[Change]:
    """Find claims that the child gives to somebody else of whom the parent reports other words."""
    for mine in pair.child.statements:
        others = _words_of(mine)
        if mine.source is None or not others or not mine.content:
            continue
        known = [one for one in pair.parent.statements if others & _words_of(one)]
        if not known:
            continue
        content = _content(pair.child, mine)
        alike = [(_shared(pair, content, one), one) for one in pair.parent.statements]
        best = max(alike, key=lambda item: item[0], default=(0.0, mine))
        if best[0] < _SAME_CLAIM or any(one is best[1] for one in known):
            continue
        if best[1].source is None or not _words_of(best[1]) or _told_too(pair, content, known):
            continue
        if not (_is_somebody(mine) and _is_somebody(best[1])) or _nested(pair, mine, best[1]):
            continue
        if _words_of(best[1]) & {
            w.norm for k in _sentences(pair.child, mine) for w in pair.child.words(k)
        }:
            continue
        yield pair.change(
            "attribution",
            "high",
            _whole(best[1].source.spans),
            _whole(mine.source.spans),
            "The claim is given to another speaker.",
        )


def _is_somebody(statement: Statement) -> bool:
    """Tell whether a source is named, or a party that has one voice: "the union".

    "The pair", "the Dane" and "researchers" may be anybody who was named before.
    """
    written = words(statement.source.text) if statement.source else ()
    if any(w.norm in _PARTIES for w in written):
        return True
    return len(written) > 1 and bool(_bearer(statement)) and len(_bearer(statement)) > 1


def _nested(pair: Comparison, mine: Statement, theirs: Statement) -> bool:
    """Tell whether the parent's speaker tells what the child's speaker says."""
    told = {w.norm for _, w in _content(pair.parent, theirs)}
    return bool(_words_of(mine) & told)


def _words_of(statement: Statement) -> frozenset[str]:
    """Return the words by which a speaker is known; none where a pronoun speaks."""
    source = statement.source.text if statement.source else ""
    return _known_by(source, f"{statement.speaker or ''} {statement.role or ''}")


@lru_cache(maxsize=4_096)
def _known_by(source: str, others: str) -> frozenset[str]:
    written = words(source)
    if not written or written[0].norm in _PRONOUNS:
        return frozenset()
    named = words(others)
    return frozenset(spelled(w.norm) for w in (*written, *named) if len(w.norm) > 2) - _PLAIN


def _shared(pair: Comparison, content: Sequence[tuple[int, Word]], theirs: Statement) -> float:
    """Return the share of a claim's content words that come from a claim of the parent."""
    if len(content) < _LONG - 1:
        return 0.0
    inside = {w.start for _, w in _content(pair.parent, theirs)}
    come = [pair.aligned(k).source.get(w.start, {}).keys() for k, w in content]
    return sum(not inside.isdisjoint(places) for places in come) / len(come)


def _told_too(
    pair: Comparison, content: Sequence[tuple[int, Word]], known: Sequence[Statement]
) -> bool:
    """Tell whether the parent has the speaker himself say much the same."""
    return any(_shared(pair, content, one) >= _SAME_CLAIM / 2 for one in known)


def _content(side: Side, statement: Statement) -> list[tuple[int, Word]]:
    """Return the content words of what was said, with their sentences."""
    return [
        (k, w)
        for k in _sentences(side, statement)
        for w in side.words(k)
        if w.norm not in FUNCTION_WORDS
        and any(span.start <= w.start < span.end for span in statement.content)
    ]


def _sentences(side: Side, statement: Statement) -> range:
    first = min(span.start for span in statement.content)
    last = max(span.end for span in statement.content)
    return range(side.sentence_at(first), side.sentence_at(max(first, last - 1)) + 1)


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
