"""Every figure of an article with what it counts or measures, and who is said to have given it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import isfinite

from retold.changes.comparison import Side
from retold.changes.lexicon import FUNCTION_WORDS
from retold.findings.subjects import ASIDE, GENERIC, PEOPLE, ROLE_OF, TOLLS, counts_people, role_of
from retold.language.units import BY_NAME
from retold.statements.grammar import (
    ADVERB,
    AUXILIARY,
    CONJUNCTION,
    DETERMINER,
    PERSONAL,
    PREPOSITION,
    TIME,
)
from retold.statements.lexicon import REPORTING
from retold.types import Figure, Place, Span, Statement, Word

_REACH = 8  # words on either side that tell what a figure is about
_NEAR = 5  # words in front that may name a role
_PHRASE = 2  # words of what is counted
_SMALL = 13  # a value from here on seldom stands in two roles by chance
_AGES = range(5, 111)
_STOPS = frozenset(',.;:!?()“”"—–…[]/')
_PARTITIVE = frozenset({"of", "the", "them", "its", "his", "her", "their", "these", "those", "all"})
_BETWEEN = 28  # characters between two figures that share a role
_AND = re.compile(r",? and (?:about |around |some |nearly |at least |(?:more|less|fewer) than )?")
_LABELS = frozenset({"image", "photo", "picture", "page", "slide"})
_TURNING = frozenset({"but", "while", "whereas"})
_PARTING = _TURNING | {"and", "or"}
_DAYS = frozenset({"day", "days"})
_ENDS = AUXILIARY | PREPOSITION | CONJUNCTION | ADVERB | DETERMINER | PERSONAL | TIME | ASIDE
"""Words with which the name of what is counted is over."""
_PRONOUNS = frozenset({"he", "she", "they", "it", "who", "we", "i", "you", "that", "which"})


@dataclass(frozen=True)
class Mention:
    """One figure in its sentence.

    ``nouns`` are the stems of what is counted, ``phrase`` its words; ``role`` is what happened
    to it or what it is for (``killed``, ``cost``); ``about`` are the stems around, ``near`` the
    nearest words before the figure that mean something. ``leads``: no earlier figure of the article
    has its role.
    """

    place: Place
    figure: Figure
    text: str
    nouns: frozenset[str]
    phrase: str
    role: str | None
    about: frozenset[str]
    near: str
    speaker: str | None
    leads: bool = False

    @property
    def article(self) -> str:
        """The article's id."""
        return self.place.article

    @property
    def measured(self) -> str:
        """What kind of thing the figure is a value of: a dimension, a currency, a date."""
        figure = self.figure
        if figure.kind == "number" and self.phrase.lower() in _DAYS:
            return "time"
        if figure.kind == "measure":
            unit = BY_NAME.get(figure.unit or "")
            return unit.dimension if unit else str(figure.unit)
        if figure.kind == "time":
            return "time of day"
        return f"money {figure.unit}" if figure.kind == "money" else figure.kind

    @property
    def telling(self) -> bool:
        """Tell whether two mentions of the value hardly agree by chance."""
        value, unit = self.figure.value, self.figure.unit or ""
        if value is None:
            return len(unit) > 4 and unit[:1].isdecimal()
        return abs(value) >= _SMALL or value != int(value)


def mentions(side: Side) -> Iterator[Mention]:
    """Return the figures of an article, in order; a bare ``first`` or ``one`` counts nothing."""
    said = _contents(side.statements)
    for index, row in enumerate(side.figures):
        words = side.words(index)
        last: Mention | None = None
        for figure in row:
            value = figure.value if figure.value is not None else 2.0
            if not isfinite(value) or (figure.kind == "ordinal" and value < 4):
                continue
            if _is_label(words, figure) or _is_day(side.text, figure):
                continue
            found = _mention(side, index, words, figure, _speaker(said, figure))
            found = _joined(side.text, last, found)
            last = found
            written = side.text[figure.start : figure.end].isdecimal()
            if value != 1 or found.role or written or figure.kind != "number":
                yield found


def _joined(text: str, last: Mention | None, found: Mention) -> Mention:
    """Give ``8,800 Palestinians`` the role of ``killed 1,400 Israelis and 8,800 Palestinians``.

    A bare number behind another is what that is: an age of ``ages 36 and 45``.
    """
    if last is None or found.figure.kind != "number" or found.role == "age":
        return found
    between = text[last.place.end : found.figure.start]
    if len(between) > _BETWEEN or not _AND.fullmatch(between):
        return found
    if not found.phrase:
        return replace(found, role=last.role)
    if found.role is None and last.role in TOLLS and counts_people(found.phrase):
        return replace(found, role=last.role)
    return found


def _is_day(text: str, figure: Figure) -> bool:
    """Tell whether a date is the name of a day or a month alone: nobody counts in Mondays."""
    written = text[figure.start : figure.end].split()
    return figure.kind == "date" and len(written) == 1 and not any(map(str.isdecimal, written[0]))


def _is_label(words: Sequence[Word], figure: Figure) -> bool:
    """Tell whether a figure numbers a picture or a page: ``Image 38 of 111``."""
    before = [w.norm for w in words if w.end <= figure.start][-3:]
    return before[-1:] != [] and (
        before[-1] in _LABELS or (len(before) == 3 and before[0] in _LABELS and before[2] == "of")
    )


def _contents(statements: Sequence[Statement]) -> list[tuple[Span, str]]:
    """Return what was said and by whom, the shortest first."""
    rows = []
    for statement in statements:
        name = _name(statement)
        if name:
            rows += [(span, name) for span in statement.content]
    return sorted(rows, key=lambda row: (row[0].end - row[0].start, row[0].start, row[1]))


def _name(statement: Statement) -> str | None:
    if statement.speaker:
        return statement.speaker
    source = statement.source
    if source is None or source.text.lower() in _PRONOUNS:
        return None
    return source.text


def _speaker(said: Sequence[tuple[Span, str]], figure: Figure) -> str | None:
    """Return who is said to have said the words in which a figure stands."""
    for span, name in said:
        if span.start <= figure.start < span.end:
            return " ".join(name.split())[:80]
    return None


def _mention(
    side: Side, index: int, words: Sequence[Word], figure: Figure, speaker: str | None
) -> Mention:
    before = [w for w in words if w.end <= figure.start]
    behind = [w for w in words if w.start >= figure.end]
    phrase = _counted(side.text, figure, behind)
    aged = _aged(side.text, figure, before, behind)
    near = list(_beside(side.text, figure, before, behind))
    around = [*before[-_REACH:], *behind[:_REACH]]
    end = phrase[-1].end if phrase and figure.kind == "number" and not aged else figure.end
    return Mention(
        Place(side.prepared.id, index, figure.start, end),
        figure,
        " ".join(side.text[figure.start : end].split()),
        frozenset(aged.split())
        if aged
        else frozenset(w.stem for w in phrase if w.norm not in GENERIC and w.norm not in ROLE_OF),
        _between(side.text, phrase),
        "age" if aged else role_of(near, [side.text[w.start : w.end] for w in phrase], figure.kind),
        frozenset(w.stem for w in around if _means(w)),
        aged or _nearest(side, index, before, figure),
        speaker,
    )


def _beside(
    text: str, figure: Figure, before: Sequence[Word], behind: Sequence[Word]
) -> Iterator[tuple[int, str]]:
    """Return the words of a figure's clause with their distance, below 0 in front of it.

    In front a comma parts (``one killed, four hurt``), behind not (``six, all women, died``).
    """
    at = figure.start
    for k, word in enumerate(reversed(before[-_NEAR:]), 1):
        if word.norm in _PARTING or any(mark in _STOPS for mark in text[word.end : at]):
            break
        at = word.start
        yield -k, word.norm
    at = figure.end
    for k, word in enumerate(behind[:_REACH], 1):
        if word.norm in _PARTING or any(mark in _STOPS - {","} for mark in text[at : word.start]):
            break
        at = word.end
        yield k, word.norm


def _counted(text: str, figure: Figure, behind: Sequence[Word]) -> list[Word]:
    """Return the words of what a figure counts: ``swarms``, ``doors`` of ``14 of the 36 doors``."""
    found: list[Word] = []
    at = figure.end
    if figure.kind != "number" and not (behind and behind[0].norm == "of"):
        return found
    for word in behind[: _PHRASE + 4]:
        gap = text[at : word.start]
        if any(mark in _STOPS for mark in gap) or "\n" in gap:
            break
        at = word.end
        if not found and (word.norm in _PARTITIVE or word.norm[:1].isdecimal()):
            continue
        if not found and word.norm in _DAYS:
            return [word]
        if not found and word.norm == "lives" and figure.value == 1:
            break
        if not _means(word) or word.norm in _ENDS or word.norm in REPORTING:
            break
        if found and word.norm in ROLE_OF:
            break
        found.append(word)
        if len(found) == _PHRASE:
            break
    return found


def _aged(text: str, figure: Figure, before: Sequence[Word], behind: Sequence[Word]) -> str | None:
    """Return whose age a figure is: ``Marcus Tolliver, 61,`` or ``a 61-year-old herder``."""
    value = figure.value
    if value is None or value not in _AGES:
        return None
    if figure.unit == "year" and behind and behind[0].norm == "old":
        return behind[1].norm if len(behind) > 1 and _means(behind[1]) else "somebody"
    name = _between(text, before[-2:]) if before else ""
    if figure.kind == "number" and before and before[-1].norm == "aged":
        return _between(text, before[-3:-1]) or "somebody"
    if (
        len(before) > 1
        and before[-1].norm == "of"
        and before[-2].norm in PEOPLE
        and text[figure.end : figure.end + 1] in ",."
    ):
        return before[-2].norm
    set_off = (
        text[figure.start - 2 : figure.start] == ", " and text[figure.end : figure.end + 1] in ",."
    )
    named = bool(before) and text[before[-1].start].isupper()
    return name if figure.kind == "number" and set_off and named else None


def _nearest(side: Side, index: int, before: Sequence[Word], figure: Figure) -> str:
    """Return the nearest words before a figure that mean something, up to two; names whole."""
    text = side.text
    names = side.names[index]
    found: list[str] = []
    at = figure.start
    for word in reversed(before[-_REACH:]):
        if word.start >= at:
            continue
        if len(found) == _PHRASE or any(m in _STOPS - {","} for m in text[word.end : at]):
            break
        if word.norm in _TURNING:
            break
        name = next((n for n in names if n.start <= word.start < n.end <= figure.start), None)
        at = name.start if name else word.start
        if name or (_means(word) and word.norm not in _ENDS and not word.norm[:1].isdecimal()):
            found.append(" ".join(text[at : name.end if name else word.end].split()))
    return " ".join(reversed(found))


def _between(text: str, words: Sequence[Word]) -> str:
    """Return words with what stands between them."""
    return " ".join(text[words[0].start : words[-1].end].split()) if words else ""


def _means(word: Word) -> bool:
    return word.norm not in FUNCTION_WORDS and word.norm[:1].isalnum()
