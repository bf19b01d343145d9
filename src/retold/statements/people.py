"""The people of an article: their names, roles, and where they are mentioned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from retold.language.name_words import INSTITUTIONS
from retold.language.wordsets import word_set
from retold.statements.first_names import FEMALE, MALE, MEN, MEN_NAMED, WOMEN, WOMEN_NAMED, WORDLIKE
from retold.statements.grammar import AUXILIARY, DETERMINER, PREPOSITION, VERB_PAST, WHERE
from retold.statements.outlets import KINDS, is_outlet
from retold.statements.roles import (
    FIRST_NAMES,
    ROLES,
    TITLES,
    after_portfolio,
    capital_runs,
    describe,
    is_institution,
    is_role,
    open_role,
    reports,
)
from retold.statements.tokens import Token, Unit

__all__ = ["ROLES", "TITLES", "Person", "add_person", "gender_of", "people", "stranger"]


@dataclass(slots=True)
class Person:
    """Somebody the article names: the longest form of the name, and what it calls them.

    Somebody without a name (``named=False``) has the words for them instead: “a nurse”.
    """

    name: str
    role: str | None = None
    gender: str | None = None
    places: list[int] = field(default_factory=list)
    described: bool = False
    named: bool = True

    @property
    def sure(self) -> bool:
        """Tell whether anything but the shape of the name says that this is a person."""
        return self.described or self.role is not None or self.gender is not None

    @property
    def surname(self) -> str:
        """The last word of the name, in lower case."""
        return self.name.split()[-1].lower()


def people(rows: Sequence[Unit]) -> dict[str, Person]:
    """Return the people of an article by surname, with their mentions in order."""
    found: dict[str, Person] = {}
    for row in rows:
        for start, end in capital_runs(row.tokens):
            name, role = describe(row.tokens, start, end)
            described = any(shows(row.tokens, start, end) for shows in _SHOWS)
            known = role or described or _titled(row.tokens, start, end)
            if name and known and len(found) < _MOST:
                person = _register(found, name, role, row.tokens[start:end])
                person.described |= described
                if person.role is None and described:
                    person.role = open_role(row.tokens, end)
    for name in _recurring(rows):
        if len(found) < _MOST:
            add_person(found, name).described = True
    _extend(found, rows)
    return found


def _recurring(rows: Sequence[Unit]) -> Iterator[str]:
    """Return names whose last word alone does later what people do: “Ana Marsh … Marsh said”."""
    alone: dict[str, str | None] = {}
    for row in reversed(rows):
        for first, end in reversed(capital_runs(row.tokens)):
            start = after_portfolio(row.tokens, first, end) or first
            words = row.tokens[start:end]
            last = words[-1].text
            if len(words) == 1:
                if _acts(row.tokens, start):
                    alone.setdefault(last)
            elif last in alone and _may_be_person(row.tokens, start, end):
                alone[last] = " ".join(t.text for t in words)
    yield from (name for name in alone.values() if name)


def _acts(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether somebody is asked or met, or a verb is next to a name."""
    before = tokens[at - 1].low if at else ""
    after = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if before in _MET:
        return True
    if before in PREPOSITION | DETERMINER:
        return False
    if reports(before) or reports(after) or after in AUXILIARY | VERB_PAST:
        return True
    return not at and after.endswith(("ed", "es"))


_MET = word_set("with asked told called named against")


def _may_be_person(tokens: Sequence[Token], start: int, end: int) -> bool:
    words = tokens[start:end]
    if not 2 <= len(words) <= 4 or is_institution(words) or any(t.low in KINDS for t in words):
        return False
    if any(is_role(t) for t in words) or is_outlet(" ".join(t.text for t in words)):
        return False
    return not start or tokens[start - 1].low not in DETERMINER | WHERE


def _described(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether an age, a description or “who” follows a name of two to four words."""
    if not 2 <= end - start <= 4 or is_institution(tokens[start:end]) or end + 1 >= len(tokens):
        return False
    if start and tokens[start - 1].low in {"the", "in", "at", "of", "from", "near"}:
        return False
    if any(token.low in KINDS for token in tokens[end : end + 8]):
        return False
    if tokens[end].low == "who" or tokens[end + 1].low == "who":
        return True
    return tokens[end].text == "," and (
        tokens[end + 1].low in {"a", "an", "his", "her"} or tokens[end + 1].text.isdigit()
    )


def _sits_first(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell “Annika Stroem was sitting …”: a first name, a surname and a verb open a sentence."""
    if start > 1 or end - start != 2 or end >= len(tokens) or is_institution(tokens[start:end]):
        return False
    first = tokens[start].low
    verb = tokens[end].low
    return first in MALE | FEMALE and (verb in AUXILIARY | VERB_PAST or verb.endswith("ed"))


def _bears_a_name(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell a first name with one or two more words: “met Annika Stroem”, not “Victoria Station”."""
    words = tokens[start:end]
    first = words[0].low
    if not 2 <= len(words) <= _NAME or first in WORDLIKE or is_institution(words):
        return False
    if first not in FIRST_NAMES:
        return False
    if start and tokens[start - 1].low in DETERMINER:
        return False
    outlet = is_outlet(" ".join(t.text for t in words))
    return not outlet and not any(t.low in _THINGS or is_role(t) for t in words)


_NAME = 3
_THINGS = word_set(
    """street road avenue boulevard lane square park bridge prize award medal cup trophy stadium
    arena lake mount mountain river island fire hall house tower church cathedral chapel school
    centre center act law bill amendment doctrine plan accord airport station gallery museum
    theatre theater festival day week county bay beach falls hills valley peninsula"""
)


def _has_age(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell “Yaw, 31, …” and “Yaw (31)”: one word, and an age set apart by marks."""
    if end - start != 1 or end + 2 >= len(tokens) or tokens[start].low in INSTITUTIONS:
        return False
    if start and tokens[start - 1].low in PREPOSITION | DETERMINER:
        return False
    age, opens, closes = tokens[end + 1].text, tokens[end].text, tokens[end + 2].text
    aged = age.isascii() and age.isdigit() and _YOUNGEST <= int(age) <= _OLDEST
    return aged and (opens, closes) in {(",", ","), ("(", ")")}


_YOUNGEST, _OLDEST = 5, 110


def stranger(rows: Sequence[Unit], found: Mapping[str, Person], before: int) -> str | None:
    """Return the name nearest before a place that may be a person's and is nobody's yet.

    Args:
        rows: The sentences to look in.
        found: The people known, by surname.
        before: The character before which it stands.
    """
    for row in reversed(rows):
        for start, end in reversed(capital_runs(row.tokens)):
            tokens = row.tokens
            if tokens[start].start >= before or not 2 <= end - start <= _NAME:
                continue
            apart = start and tokens[start - 1].low in PREPOSITION | DETERMINER
            if apart or not _may_be_person(tokens, start, end) or tokens[end - 1].low in found:
                continue
            after = tokens[end].low if end < len(tokens) else ""
            if after in {"'s", "’s"} and tokens[start].low not in FIRST_NAMES:
                continue
            acts = after in AUXILIARY | VERB_PAST | {",", "who"}
            if acts or after.endswith(("ed", "s")):
                return " ".join(t.text for t in tokens[start:end])
    return None


def _titled(tokens: Sequence[Token], start: int, end: int) -> bool:
    return any(t.low in TITLES for t in tokens[start:end])


def _has_own(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell “Ana Marsh had her first loaves in the oven”: a name, a verb, and “his” or “her”."""
    words = tokens[start:end]
    if start > 1 or not 2 <= len(words) <= _NAME or is_institution(words):
        return False
    near = [t.low for t in tokens[end : end + 5]]
    if not near or not (near[0] in AUXILIARY | VERB_PAST or near[0].endswith("ed")):
        return False
    return any(low in {"his", "her", "himself", "herself"} for low in near[1:])


_SHOWS = (_described, _sits_first, _bears_a_name, _has_age, _has_own)


def _register(
    found: dict[str, Person], name: str, role: str | None, run: Sequence[Token]
) -> Person:
    surname = name.rsplit(maxsplit=1)[-1].lower()
    gender = _gender_in(run, role)
    known = found.get(surname)
    if known is None:
        known = found[surname] = Person(name, role, gender)
        return known
    if len(name.split()) > len(known.name.split()):
        known.name = name
    if role and (known.role is None):
        known.role = role
    known.gender = known.gender or gender
    return known


def gender_of(words: Sequence[str]) -> str | None:
    """Guess from a title or a role; None if nothing tells."""
    if any(w in WOMEN for w in words):
        return "f"
    return "m" if any(w in MEN for w in words) else None


def _gender_in(run: Sequence[Token], role: str | None = None) -> str | None:
    """Guess from a name with its titles and offices, else from the first name."""
    words = [t.low for t in run]
    return gender_of([*words[:-1], *(role or "").lower().split()]) or _gender_named(words)


def _gender_named(words: Sequence[str]) -> str | None:
    """Guess from a first name, unless it may be a surname that stands alone."""
    own = [word for word in words if word not in ROLES and word not in TITLES]
    if not own or (len(own) == 1 and own != list(words)):
        return None
    if own[0] in WOMEN_NAMED:
        return "f"
    return "m" if own[0] in MEN_NAMED else None


def add_person(found: dict[str, Person], name: str, role: str | None = None) -> Person:
    """Register a speaker whom only the report itself shows to be a person."""
    surname = name.rsplit(maxsplit=1)[-1].lower()
    known = found.get(surname)
    if known is None:
        known = found[surname] = Person(name, role, _gender_named(name.lower().split()))
    return known


def _extend(found: dict[str, Person], rows: Sequence[Unit]) -> None:
    """Note every mention, and the longest form of each name."""
    for row in rows:
        for start, end in capital_runs(row.tokens):
            person = found.get(row.tokens[end - 1].low)
            if person is None:
                continue
            if end < len(row.tokens) and row.tokens[end].low not in {"'s", "’s"}:
                person.places.append(row.tokens[start].start)
            bare = max((i + 1 for i in range(start, end) if is_role(row.tokens[i])), default=start)
            bare = after_portfolio(row.tokens, bare, end) or bare
            names = row.tokens[bare:end]
            if _is_longer(names, person.name):
                person.name = " ".join(t.text for t in names)
            if person.gender is None and (end - start > 1 or " " not in person.name):
                person.gender = _gender_in(row.tokens[start:end])


def _is_longer(names: Sequence[Token], name: str) -> bool:
    """Tell whether these words are a fuller form of a name."""
    words = name.split()
    if not len(words) < len(names) <= 4 or is_institution(names):
        return False
    if any(t.text.isupper() and len(t.text) > 2 for t in names[:-1]):
        return False
    if len(words) > 1 and names[0].low != words[0].lower():
        return False
    return words[-1] == names[-1].text


_MOST = 500
"""People that are kept; a text that names more is a list."""
