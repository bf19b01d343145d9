"""What people are called: reading a name's titles, offices and descriptions around it."""

from __future__ import annotations

from collections.abc import Sequence

from retold.language.name_words import INSTITUTIONS, OPENERS
from retold.language.wordsets import word_set
from retold.statements.first_names import MEN_NAMED, WOMEN_NAMED
from retold.statements.grammar import (
    AUXILIARY,
    BE,
    CONJUNCTION,
    DETERMINER,
    PERSONAL,
    PREPOSITION,
    TIME,
    VERB_PAST,
    WHERE,
    is_adverb,
)
from retold.statements.lexicon import NOUN_FORMS, VERBS
from retold.statements.tokens import Token

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
    republican democrat democratic conservative socialist
    boss author skipper foreman baker plumber carpenter electrician mechanic technician paramedic
    firefighter policeman policewoman constable porter caretaker cook chef waiter waitress butcher
    grocer pharmacist dentist vet veterinarian psychologist psychiatrist sociologist
    anthropologist archaeologist linguist philosopher theologian mathematician statistician
    virologist epidemiologist pathologist cardiologist oncologist neurologist ecologist botanist
    zoologist oceanographer seismologist volcanologist glaciologist climatologist geographer
    demographer toxicologist immunologist novelist poet playwright composer musician guitarist
    pianist drummer rapper dancer choreographer painter sculptor photographer filmmaker film-maker
    screenwriter comedian presenter correspondent blogger footballer striker goalkeeper midfielder
    defender winger batsman bowler cyclist jockey sprinter swimmer boxer golfer skier referee
    umpire trainer businessman businesswoman entrepreneur banker financier landlord landlady
    shareholder accountant solicitor barrister magistrate coroner notary marshal brigadier
    lieutenant soldier sailor veteran pensioner retiree teenager schoolboy schoolgirl pupil
    lecturer academic scholar rector dean provost headmaster headmistress headteacher librarian
    archivist postman trucker stewardess steward beekeeper shepherd rancher winemaker brewer
    forester miner welder bricklayer tailor hairdresser barber florist gardener butler nanny
    midwife carer therapist physiotherapist counsellor counselor chaplain vicar deacon monk nun
    abbot duchess baroness countess taoiseach politician legislator aldermen alderman treasurer
    vendor stallholder restorer conservator administrator mediator conciliator arbitrator inventor
    programmer hacker diplomat interpreter translator hostage survivor"""
)
TITLES = word_set(
    "mr mr. mrs mrs. ms ms. miss dr dr. sir dame lord lady sen sen. rep rep. gov gov. prof prof. "
    "gen gen. lt lt. col col. sgt sgt. capt capt. maj maj. adm adm. cmdr cmdr. rev rev. "
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


FIRST_NAMES = MEN_NAMED | WOMEN_NAMED


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
    at = max((i + 1 for i in range(start, end) if is_role(tokens[i])), default=start)
    if at == end:
        return None, None
    if (of := after_portfolio(tokens, start, end)) is not None:
        name = " ".join(t.text for t in tokens[of:end])
        return name, _words(tokens, _role_start(tokens, start - 2), of)
    name = " ".join(t.text for t in tokens[at:end])
    if is_institution(tokens[at:end]) and not start < at < end - 1:
        return name, None
    if at > start:
        role = _words(tokens, _role_start(tokens, start), at)
        return name, role or _role_after(tokens, end) or _role_is(tokens, end)
    if start and tokens[start - 1].kind == "w" and tokens[start - 1].low in ROLES:
        body = tokens[start - 1].low in _OF_BODIES and tokens[start].low not in FIRST_NAMES
        return name, None if body else _words(tokens, _role_start(tokens, start - 1), start)
    behind = _role_after(tokens, end) or _role_in_front(tokens, start) or _role_is(tokens, end)
    return name, behind


_OF_BODIES = word_set("operator owner producer partner broker trader auditor regulator member")
"""Offices that are companies’ as often as people’s."""


def open_role(tokens: Sequence[Token], end: int) -> str | None:
    """Read what a person is called whose trade no list has: “Ana Marsh, 56, a baker from …”."""
    if end + 2 < len(tokens) and tokens[end].text == "," and tokens[end + 1].text.isdigit():
        end += 2
    if end + 2 >= len(tokens) or tokens[end].text != "," or tokens[end + 1].low not in {"a", "an"}:
        return None
    for i in range(end + 2, min(len(tokens), end + 2 + _LONGEST_TRADE)):
        token = tokens[i]
        if token.kind != "w" or token.low in PREPOSITION or token.low in WHERE:
            return _words(tokens, end + 2, i)
        if token.low in _ROLE_STOPS or token.low in AUXILIARY:
            return None
    return None


_LONGEST_TRADE = 6


def after_portfolio(tokens: Sequence[Token], start: int, end: int) -> int | None:
    """Return where a name begins behind an office with its portfolio.

    In “Deputy Minister for Foreign Affairs Ana Marsh” all is capitalised alike.
    """
    if start < 2 or tokens[start - 1].low not in {"for", "of"} or not is_role(tokens[start - 2]):
        return None
    at = start
    while at < end and (tokens[at].low in _PORTFOLIOS or tokens[at].low == "and"):
        at += 1
    return at if start < at and end - at >= 2 else None


def is_office(word: str) -> bool:
    """Tell whether a word, or a part of it as in “director-general”, is a role."""
    return word in ROLES or ("-" in word and not ROLES.isdisjoint(word.split("-")))


def is_role(token: Token) -> bool:
    """Tell whether a word is an office or a title."""
    parts = token.low.split("-")
    return token.low in ROLES or token.low in TITLES or (len(parts) > 1 and ROLES.issuperset(parts))


def is_institution(tokens: Sequence[Token]) -> bool:
    """Tell whether one of the words of a name is that of an institution."""
    return any(t.low in INSTITUTIONS for t in tokens)


def _role_start(tokens: Sequence[Token], start: int) -> int:
    """Walk from a role's last word to its first: “White House … spokesman”."""
    while start > 0:
        before = tokens[start - 1]
        if before.kind != "w" or before.low in _ROLE_STOPS:
            break
        if is_adverb(before) or before.low in AUXILIARY or reports(before.low):
            break
        if before.low.endswith("ed") and start > 1 and tokens[start - 2].low in PERSONAL:
            break
        start -= 1
    return start


def reports(low: str) -> bool:
    """Tell whether a word is a verb of reporting, not a noun that looks like one."""
    return low in VERBS and low not in NOUN_FORMS


_ROLE_STOPS = (
    DETERMINER
    | PREPOSITION
    | CONJUNCTION
    | TIME
    | VERB_PAST
    | WHERE
    | PERSONAL
    | {"and", "or", "as"}
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
        if token.kind != "w" or token.low in _NO_ROLE or (i > start and token.low in _PARTED):
            return None
        if is_office(token.low) and not (i + 1 < len(tokens) and is_office(tokens[i + 1].low)):
            tail = _role_tail(tokens, i + 1)
            return _words(tokens, start, tail) if _role_ends(tokens, tail) else None
    return None


_PARTED = (PREPOSITION | DETERMINER) - {"of", "for", "at"}
_NO_ROLE = CONJUNCTION | AUXILIARY | word_set("who and said told he she it they we i")


def _role_ends(tokens: Sequence[Token], end: int) -> bool:
    """Tell “Kirby, the spokesman for …” from “In Brussels, the spokesman replied …”."""
    if end == len(tokens):
        return True
    after = tokens[end]
    return after.kind != "w" or after.low in PREPOSITION or after.low in _GOES_ON


_GOES_ON = word_set("who and whose since until as when while")


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


def _role_is(tokens: Sequence[Token], end: int) -> str | None:
    """Read the role in “Kirby was no longer spokesman” and in “Kirby is the coach of …”."""
    if end >= len(tokens) or tokens[end].low not in BE:
        return None
    start, before = end + 1, ""
    while start < len(tokens) and tokens[start].low in _COPULA:
        if tokens[start].low == "longer":
            before = "former "
        start += 1
    for i in range(start, min(len(tokens), start + 4)):
        if tokens[i].kind != "w" or tokens[i].low in _ROLE_STOPS or tokens[i].low.endswith("ing"):
            return None
        if is_office(tokens[i].low) and not (i + 1 < len(tokens) and is_office(tokens[i + 1].low)):
            role = _words(tokens, start, _role_tail(tokens, i + 1))
            return f"{before}{role}" if role else None
    return None


_COPULA = word_set("a an the no longer still now also already")


def _words(tokens: Sequence[Token], start: int, end: int) -> str | None:
    while start < end and tokens[start].low in _BEFORE_ROLE:
        start += 1
    words = ""
    for i in range(start, end):
        gap = "" if i == start or tokens[i - 1].end == tokens[i].start else " "
        words += gap + tokens[i].text
    return words or None


_BEFORE_ROLE = word_set("mr. mr mrs. mrs ms. ms miss year-old")
