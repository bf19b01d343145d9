"""The people of an article: their names, roles, and where they are mentioned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from retold.language.name_words import INSTITUTIONS, OPENERS
from retold.language.wordsets import word_set
from retold.statements.first_names import FEMALE, MALE
from retold.statements.grammar import (
    AUXILIARY,
    CONJUNCTION,
    DETERMINER,
    PREPOSITION,
    TIME,
    VERB_PAST,
    WHERE,
    is_adverb,
)
from retold.statements.lexicon import NOUN_FORMS, VERBS
from retold.statements.outlets import KINDS, is_outlet
from retold.statements.tokens import Token, Unit

ROLES = word_set(
    """spokesman spokeswoman spokesperson minister president premier chancellor governor mayor
    senator secretary ambassador director chief head leader chairman chairwoman chairperson chair
    executive ceo founder co-founder manager officer official commissioner inspector
    superintendent sergeant detective captain commander general colonel admiral professor
    scientist researcher analyst economist strategist adviser advisor aide counsel lawyer attorney
    prosecutor judge sheriff coach captain editor reporter journalist author columnist pollster
    campaigner activist organiser organizer farmer driver fisherman doctor surgeon physician nurse
    teacher principal student resident witness neighbour neighbor volunteer engineer architect
    pilot owner operator producer actor actress singer lawmaker congressman congresswoman
    representative councillor councilman councilwoman delegate candidate nominee deputy
    vice-president ombudsman curator historian biologist geologist meteorologist hydrologist
    bishop archbishop pastor priest imam rabbi king queen prince princess pope treasurer auditor
    regulator broker trader shopkeeper worker clerk harbourmaster harbormaster warden ranger
    coordinator co-ordinator member partner expert specialist consultant mother father brother
    sister son daughter wife husband widow uncle aunt cousin grandfather grandmother
    representative negotiator envoy rapporteur speaker whip physicist chemist astronomer
    republican democrat democratic conservative socialist"""
)
TITLES = word_set(
    "mr mr. mrs mrs. ms ms. miss dr dr. sir dame lord lady sen sen. rep rep. gov gov. prof prof. "
    "gen gen. lt lt. col col. sgt sgt. capt capt. maj maj. adm adm. cmdr cmdr. rev rev. st. "
    "hon hon."
)
_PORTFOLIOS = word_set(
    "affairs agriculture care children climate commerce communications culture defence defense "
    "development digital economy education employment energy environment finance fisheries "
    "foreign health home housing immigration industry infrastructure innovation interior justice "
    "labor labour media migration planning research science security social sport sports state "
    "technology tourism trade transport transportation treasury veterans water welfare women works "
    "youth"
)
_PARTICLES = word_set("de van von der den del della di da dos la le el al bin ibn ter ten zu")


@dataclass(slots=True)
class Person:
    """Somebody the article names: the longest form of the name, and what it calls them."""

    name: str
    role: str | None = None
    gender: str | None = None
    places: list[int] = field(default_factory=list)
    described: bool = False

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
            described = _described(row.tokens, start, end) or _sits_first(row.tokens, start, end)
            known = role or described or _titled(row.tokens, start, end)
            if name and known and len(found) < _MOST:
                person = _register(found, name, role, row.tokens[start : end + 1])
                person.described |= described
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
    if _reports(before) or _reports(after) or after in AUXILIARY | VERB_PAST:
        return True
    return not at and after.endswith(("ed", "es"))


_MET = word_set("with asked told called named against")


def _may_be_person(tokens: Sequence[Token], start: int, end: int) -> bool:
    words = tokens[start:end]
    if not 2 <= len(words) <= 4 or is_institution(words) or any(t.low in KINDS for t in words):
        return False
    if any(_is_role(t) for t in words) or is_outlet(" ".join(t.text for t in words)):
        return False
    return not start or tokens[start - 1].low not in DETERMINER | WHERE


def capital_runs(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return the runs of capitalised words, particles between them included."""
    runs: list[tuple[int, int]] = []
    i = 0
    while i < len(tokens):
        if not tokens[i].capital or tokens[i].low in TIME or (tokens[i].low in OPENERS):
            i += 1
            continue
        end = i + 1
        while end < len(tokens) and _continues(tokens, end):
            end += 1
        while end - 1 > i and tokens[end - 1].low in _PARTICLES:
            end -= 1
        runs.append((i, end))
        i = end
    return runs


def _continues(tokens: Sequence[Token], i: int) -> bool:
    if tokens[i].capital:
        return tokens[i].low not in TIME
    return tokens[i].low in _PARTICLES and i + 1 < len(tokens) and tokens[i + 1].capital


def describe(tokens: Sequence[Token], start: int, end: int) -> tuple[str | None, str | None]:
    """Split a run of capitals, with the words around it, into a name and a role."""
    at = max((i + 1 for i in range(start, end) if _is_role(tokens[i])), default=start)
    if at == end:
        return None, None
    if (of := after_portfolio(tokens, start, end)) is not None:
        name = " ".join(t.text for t in tokens[of:end])
        return name, _words(tokens, _role_start(tokens, start - 2), of)
    name = " ".join(t.text for t in tokens[at:end])
    if is_institution(tokens[at:end]) and not start < at < end - 1:
        return name, None
    if at > start:
        return name, _words(tokens, _role_start(tokens, start), at)
    if start and tokens[start - 1].kind == "w" and tokens[start - 1].low in ROLES:
        return name, _words(tokens, _role_start(tokens, start - 1), start)
    return name, _role_after(tokens, end) or _role_in_front(tokens, start)


def after_portfolio(tokens: Sequence[Token], start: int, end: int) -> int | None:
    """Return where a name begins behind an office with its portfolio.

    In “Deputy Minister for Foreign Affairs Ana Marsh” all is capitalised alike.
    """
    if start < 2 or tokens[start - 1].low not in {"for", "of"} or not _is_role(tokens[start - 2]):
        return None
    at = start
    while at < end and (tokens[at].low in _PORTFOLIOS or tokens[at].low == "and"):
        at += 1
    return at if start < at and end - at >= 2 else None


def is_office(word: str) -> bool:
    """Tell whether a word, or a part of it as in “director-general”, is a role."""
    return word in ROLES or ("-" in word and not ROLES.isdisjoint(word.split("-")))


def _is_role(token: Token) -> bool:
    return token.low in ROLES or token.low in TITLES


def is_institution(tokens: Sequence[Token]) -> bool:
    """Tell whether one of the words of a name is that of an institution."""
    return any(t.low in INSTITUTIONS for t in tokens)


def _role_start(tokens: Sequence[Token], start: int) -> int:
    """Walk from a role's last word to its first: “White House … spokesman”."""
    while start > 0:
        before = tokens[start - 1]
        if before.kind != "w" or before.low in _ROLE_STOPS:
            break
        if is_adverb(before) or before.low in AUXILIARY or _reports(before.low):
            break
        start -= 1
    return start


def _reports(low: str) -> bool:
    return low in VERBS and low not in NOUN_FORMS


_ROLE_STOPS = (
    DETERMINER | PREPOSITION | CONJUNCTION | TIME | VERB_PAST | WHERE | word_set("and or as he she")
)


def _role_after(tokens: Sequence[Token], end: int) -> str | None:
    """Read the role in “John Kirby, a White House spokesman,”."""
    if end + 1 >= len(tokens) or tokens[end].text != ",":
        return None
    start = end + 1
    if tokens[start].low in {"a", "an", "the", "his", "her", "their"}:
        start += 1
    for i in range(start, min(len(tokens), start + 9)):
        token = tokens[i]
        if token.kind != "w" or token.low in _NO_ROLE:
            return None
        if is_office(token.low) and not (i + 1 < len(tokens) and is_office(tokens[i + 1].low)):
            tail = _role_tail(tokens, i + 1)
            return _words(tokens, start, tail) if _role_ends(tokens, tail) else None
    return None


_NO_ROLE = CONJUNCTION | AUXILIARY | word_set("who and said told he she it they we i")


def _role_ends(tokens: Sequence[Token], end: int) -> bool:
    """Tell “Kirby, the spokesman for …” from “In Brussels, the spokesman replied …”."""
    if end == len(tokens):
        return True
    after = tokens[end]
    return after.kind != "w" or after.low in PREPOSITION or after.low in {"who", "and", "whose"}


def _role_tail(tokens: Sequence[Token], end: int) -> int:
    """Take in “of the Economic Policy Institute” behind a role."""
    if end + 1 >= len(tokens) or tokens[end].low not in {"of", "at", "for", "with", "from"}:
        return end
    i = end + 1
    while i < len(tokens) and i < end + 10 and tokens[i].kind == "w" and tokens[i].low != "who":
        i += 1
    return i if i < len(tokens) and tokens[i].kind == "p" else end


def _role_in_front(tokens: Sequence[Token], start: int) -> str | None:
    """Read the role in “the White House spokesperson, John Kirby,”."""
    if start < 2 or tokens[start - 1].text != "," or tokens[start - 2].low not in ROLES:
        return None
    return _words(tokens, _role_start(tokens, start - 2), start - 1)


def _words(tokens: Sequence[Token], start: int, end: int) -> str | None:
    while start < end and tokens[start].low in {"mr.", "mr", "mrs.", "mrs", "ms.", "ms", "miss"}:
        start += 1
    words = ""
    for i in range(start, end):
        gap = "" if i == start or tokens[i - 1].end == tokens[i].start else " "
        words += gap + tokens[i].text
    return words or None


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


def _titled(tokens: Sequence[Token], start: int, end: int) -> bool:
    return any(t.low in TITLES for t in tokens[start:end])


def _register(
    found: dict[str, Person], name: str, role: str | None, near: Sequence[Token]
) -> Person:
    surname = name.rsplit(maxsplit=1)[-1].lower()
    gender = gender_of([*(t.low for t in near), *(role or "").lower().split()])
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
    """Guess from a title, a role or a first name; None if nothing tells."""
    if any(w in FEMALE for w in words):
        return "f"
    return "m" if any(w in MALE for w in words) else None


def add_person(found: dict[str, Person], name: str, role: str | None = None) -> Person:
    """Register a speaker whom only the report itself shows to be a person."""
    surname = name.rsplit(maxsplit=1)[-1].lower()
    known = found.get(surname)
    if known is None:
        known = found[surname] = Person(name, role, gender_of(name.lower().split()))
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
            bare = max((i + 1 for i in range(start, end) if _is_role(row.tokens[i])), default=start)
            bare = after_portfolio(row.tokens, bare, end) or bare
            names = row.tokens[bare:end]
            if _is_longer(names, person.name):
                person.name = " ".join(t.text for t in names)
            person.gender = person.gender or gender_of([t.low for t in row.tokens[start:end]])


def _is_longer(names: Sequence[Token], name: str) -> bool:
    """Tell whether these words are a fuller form of a name."""
    words = name.split()
    if not len(words) < len(names) <= 4 or is_institution(names):
        return False
    return words[-1] == names[-1].text


_MOST = 500
"""People that are kept; a text that names more is a list."""
