"""Whom “he” and “she” mean: every such pronoun outside quotations, in the order of the text.

A pronoun means the person of its gender who is most in view: named close by, as a subject rather
than behind a preposition, or speaking. What gender a person has is told by titles, offices and
first names, and else by the pronouns that stand where nobody else can be meant.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from retold.statements.grammar import PREPOSITION, phrase_end
from retold.statements.kinds import names_somebody
from retold.statements.offices import before_comma, offices, trades_of
from retold.statements.people import Person, gender_of
from retold.statements.roles import capital_runs
from retold.statements.tokens import Token, Unit
from retold.types import Span

GENDER = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
"""Pronouns, and the gender that each has."""

_NEAR = 1500
"""Characters within which a pronoun looks for the person it means."""
_RECENT = 40
"""Mentions that are held in view."""
_SPEAKS, _SUBJECT, _OTHER, _BEHIND = 1.5, 1.0, 0.6, 0.3
"""How much in view a mention puts a person …"""
_FADES = 0.5
"""… and how much less with every sentence since."""
_KNOWN, _SHOWN, _SAME = 0.8, 0.8, 0.3
"""What a gender that fits is worth: told by a title or first name; shown by pronouns around; and
what each pronoun that was taken for a person adds."""


class _Mention(NamedTuple):
    start: int
    row: int
    weight: float
    person: Person


@dataclass(slots=True)
class _Votes:
    """How far the pronouns around a person speak for a woman (above zero) or a man."""

    of: dict[int, float] = field(default_factory=dict)

    def add(self, person: Person, gender: str, weight: float) -> None:
        self.of[id(person)] = self.of.get(id(person), 0.0) + (weight if gender == "f" else -weight)

    def fit(self, person: Person, gender: str) -> float | None:
        """Return what speaks for a person of that gender, ``None`` if it can't be."""
        if person.gender is not None:
            return _KNOWN if person.gender == gender else None
        shown, sounds = self.of.get(id(person), 0.0), _of_name(person.name)
        if gender == "m":
            shown, sounds = -shown, -sounds
        if shown <= -0.5:
            return None
        return max(-_SHOWN, min(_SHOWN, shown + sounds))


def _of_name(name: str) -> float:
    """Lean by the ending of a first name: Loretta, Delphine; Augusto."""
    first, _, rest = name.lower().partition(" ")
    if not rest or len(first) < 4:
        return 0.0
    if first.endswith(_FEMALE_ENDS):
        return 0.5
    return -0.5 if first.endswith(_MALE_ENDS) else 0.0


_FEMALE_ENDS = ("a", "ine", "elle", "ette", "ene", "ike", "lind", "hild")
_MALE_ENDS = ("o", "us", "rd", "rt", "ert", "ir", "lf")


@dataclass(slots=True)
class View:
    """Who is in view at every place of an article, and whom its pronouns mean."""

    meant: dict[int, Person] = field(default_factory=dict)
    mentions: list[_Mention] = field(default_factory=list)
    votes: _Votes = field(default_factory=_Votes)

    def at(self, place: int, row: int, gender: str | None, rows: int) -> Person | None:
        """Return who is most in view before a place, named at most so many sentences ago."""
        end = bisect_left(self.mentions, place, key=_start)
        recent = self.mentions[max(0, end - _RECENT) : end]
        near = [one for one in recent if row - one.row <= rows]
        return _meant(gender, place, row, near, self.votes)


def view(rows: Sequence[Unit], people: Mapping[str, Person], sources: Sequence[Span]) -> View:
    """Read an article once, to tell whom each pronoun means and who is in view where.

    Args:
        rows: The sentences of the article.
        people: Who is named in it, by surname.
        sources: The words that stand for speakers.
    """
    starts = {span.start for span in sources}
    ordered = sorted(sources)
    trades = trades_of(people.values())
    named = [list(_named(row, number, people, starts)) for number, row in enumerate(rows)]
    made = View(votes=_votes(rows, named))
    for number, row in enumerate(rows):
        called = [*_called(row, number, (people, trades), starts), *_unnamed(row, number, ordered)]
        ahead = deque(sorted([*named[number], *called], key=_start))
        for token in row.tokens:
            while ahead and ahead[0].start <= token.start:
                made.mentions.append(ahead.popleft())
            gender = GENDER.get(token.low)
            if gender is None:
                continue
            person = _meant(gender, token.start, number, made.mentions[-_RECENT:], made.votes)
            if person is not None:
                made.meant[token.start] = person
                made.votes.add(person, gender, _SAME)
                weight = _SPEAKS if token.start in starts else _OTHER
                made.mentions.append(_Mention(token.start, number, weight, person))
        made.mentions.extend(ahead)
    return made


def _start(mention: _Mention) -> int:
    return mention.start


def _named(
    row: Unit, number: int, people: Mapping[str, Person], sources: set[int]
) -> Iterator[_Mention]:
    """Return the names of people in a sentence with how much they put them in view."""
    first = True
    for start, end in capital_runs(row.tokens):
        person = people.get(row.tokens[end - 1].low)
        if person is not None:
            at = row.tokens[start].start
            weight = _SPEAKS if sources & _openings(row.tokens, start) else _weight(row, start, end)
            weight = min(weight, _OTHER) if weight == _SUBJECT and not first else weight
            first = False
            yield _Mention(at, number, weight, person)


def _called(
    row: Unit,
    number: int,
    people: tuple[Mapping[str, Person], frozenset[str]],
    sources: set[int],
) -> Iterator[_Mention]:
    """Return where a sentence names people by their offices and trades."""
    for start, person in offices(row.tokens, *people):
        at = row.tokens[start].start
        yield _Mention(at, number, _SPEAKS if at in sources else _weight(row, start, start), person)


def _unnamed(row: Unit, number: int, sources: Sequence[Span]) -> Iterator[_Mention]:
    """Return people without a name who speak in a sentence or are what it begins with."""
    tokens = row.tokens
    first, last = tokens[0].start, tokens[-1].end
    inside = sources[bisect_left(sources, Span(first, 0)) : bisect_left(sources, Span(last, 0))]
    phrases = [[t for t in tokens if span.start <= t.start < span.end] for span in inside]
    if tokens[0].low in _ONE and not any(first == span.start for span in inside):
        phrases.append(list(tokens[: phrase_end(tokens, 0)]))
    for phrase in phrases:
        named = any(t.capital for t in phrase[1:])
        if phrase and not named and phrase[0].low in _ONE and names_somebody(phrase):
            name = " ".join(t.text for t in before_comma(phrase))
            gender = gender_of([t.low for t in phrase])
            someone = Person(name[:1].lower() + name[1:], gender=gender, named=False)
            spoke = phrase[0].start in {span.start for span in inside}
            yield _Mention(phrase[0].start, number, _SPEAKS if spoke else _SUBJECT, someone)


_ONE = frozenset(("a", "an", "one", "another"))


def _openings(tokens: Sequence[Token], start: int) -> set[int]:
    """Return where a noun phrase that ends in a name may begin: the name, or words before it."""
    return {token.start for token in tokens[max(0, start - 3) : start + 1]}


def _weight(row: Unit, start: int, end: int) -> float:
    possessive = end < len(row.tokens) and row.tokens[end].low in {"'s", "’s"}
    behind = start > 0 and row.tokens[start - 1].low in PREPOSITION
    return _BEHIND if possessive or behind else _SUBJECT


def _votes(rows: Sequence[Unit], named: Sequence[Sequence[_Mention]]) -> _Votes:
    """Let pronouns speak for the gender of the one person who is named before them."""
    votes = _Votes()
    for number, row in enumerate(rows):
        told: set[str] = set()
        for place, token in enumerate(row.tokens):
            gender = GENDER.get(token.low)
            if gender is None or gender in told:
                continue
            told.add(gender)
            weight, before = (
                1.0,
                {id(m.person): m.person for m in named[number] if m.start < token.start},
            )
            if not before and not place and number and rows[number - 1].paragraph == row.paragraph:
                weight, before = 0.5, {id(m.person): m.person for m in named[number - 1]}
            if len(before) == 1:
                votes.add(next(iter(before.values())), gender, weight)
    return votes


def _meant(
    gender: str | None, at: int, row: int, recent: Sequence[_Mention], votes: _Votes
) -> Person | None:
    """Return the person of a gender, if one is told, who is most in view."""
    best: tuple[float, int] = (-float("inf"), -1)
    person = None
    for mention in recent:
        fit = votes.fit(mention.person, gender) if gender else 0.0
        if fit is None or at - mention.start > _NEAR:
            continue
        score = fit + mention.weight - _FADES * (row - mention.row)
        if (score, mention.start) > best:
            best, person = (score, mention.start), mention.person
    return person
