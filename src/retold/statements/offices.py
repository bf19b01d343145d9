"""Whom “the spokesman” and “the outgoing minister of culture” mean: who holds an office.

Of those whom an article gives the office, the one is meant whose description shares most words
with the phrase, and of several the one named last before it. An office that is named before its
holder (“the chair …, Ana Marsh, who chairs …”) goes to the holder if there is but one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from retold.statements.grammar import PREPOSITION
from retold.statements.kinds import head_of
from retold.statements.people import Person
from retold.statements.roles import is_office
from retold.statements.tokens import Token

ANY_OFFICE = frozenset(("official", "executive", "head", "chief", "manager", "director"))
"""Roles that may stand for a person whose own is another."""
RELATIVES = frozenset(
    ("mother", "father", "brother", "sister", "son", "daughter", "wife", "husband", "widow",
     "uncle", "aunt", "cousin", "grandmother", "grandfather", "witness", "resident", "neighbour",
     "neighbor", "volunteer", "democrat", "republican", "lawmaker", "congressman", "congresswoman",
     "politician", "veteran", "leader")
)  # fmt: skip
"""What anybody may be called beside what they do."""
_DEFINITE = frozenset(("the", "this", "that"))
_LONGEST = 9
_STEM = 6
_WORD = re.compile(r"[^\W\d_]+")


def office_in(tokens: Sequence[Token], trades: Collection[str] = ()) -> str | None:
    """Return the office or trade that a phrase names with “the”, if it names one.

    Args:
        tokens: The phrase.
        trades: What else somebody in the article is called.
    """
    tokens = before_comma(tokens)
    if not tokens or tokens[0].low not in _DEFINITE or len(tokens) > _LONGEST:
        return None
    last = tokens[-1].low
    if not any(t.low in PREPOSITION for t in tokens) and (is_office(last) or last in trades):
        return last
    head = head_of(tokens).low
    return head if is_office(head) or head in trades else None


def trades_of(people: Iterable[Person]) -> frozenset[str]:
    """Return the last words of what people are called, in small letters."""
    roles = (_WORD.findall(before_of(person.role)) for person in people if person.role)
    return frozenset(words[-1].lower() for words in roles if words)


def before_of(role: str) -> str:
    """Return a role without what it is the role of: “baker” of “baker from Corbeşu”."""
    return _OF.split(role, maxsplit=1)[0]


_OF = re.compile(r"(?: (?:of|at|for|from|in|with|to)\b|,)")


def before_comma(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return a phrase without what stands in apposition to it."""
    return tokens[: next((n for n, t in enumerate(tokens) if t.text == ","), len(tokens))]


def holder(people: Mapping[str, Person], tokens: Sequence[Token], head: str) -> Person | None:
    """Return who holds an office that a phrase names.

    Args:
        people: Who is named in the article, by surname.
        tokens: The phrase.
        head: The office in it.
    """
    at = tokens[0].start
    phrase = {t.low for t in before_comma(tokens)}
    for fits in (_exactly, _nearly, _loosely):
        found = [one for one in people.values() if one.role and fits(head, _words(one.role))]
        named = [one for one in found if last_place(one, at) >= 0]
        if named:
            return max(named, key=lambda p: (len(phrase & _words(p.role or "")), last_place(p, at)))
        if len(found) == 1 and fits is _exactly:
            return found[0]
    return None


def last_place(person: Person, at: int) -> int:
    """Return where somebody was last named before a character, or -1."""
    index = bisect_left(person.places, at)
    return person.places[index - 1] if index else -1


def offices(
    tokens: Sequence[Token], people: Mapping[str, Person], trades: Collection[str]
) -> Iterator[tuple[int, Person]]:
    """Return where a sentence names somebody by an office, and whom.

    Args:
        tokens: The sentence.
        people: Who is named in the article, by surname.
        trades: What else they are called.
    """
    for start, token in enumerate(tokens):
        if token.low not in _DEFINITE:
            continue
        for end in range(start + 1, min(len(tokens), start + _SHORT)):
            word = tokens[end]
            if word.kind != "w" or word.capital or word.low in PREPOSITION:
                break
            following = tokens[end + 1] if end + 1 < len(tokens) else None
            named = is_office(word.low) or word.low in trades
            if not named or (following and is_office(following.low)):
                continue
            if following is None or not following.capital:
                person = holder(people, tokens[start : end + 1], word.low)
                if person is not None:
                    yield start, person
            break


_SHORT = 5


def _words(role: str) -> frozenset[str]:
    return frozenset(_WORD.findall(role.lower()))


def _exactly(head: str, role: frozenset[str]) -> bool:
    return frozenset(_WORD.findall(head)) <= role


def _nearly(head: str, role: frozenset[str]) -> bool:
    return any(word.startswith(head[:_STEM]) for word in role)


def _loosely(head: str, role: frozenset[str]) -> bool:
    return head in ANY_OFFICE and not ANY_OFFICE.isdisjoint(role)
