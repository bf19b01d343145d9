"""What sort of source speaks, and what the reporting words make of what was said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retold.language.name_words import INSTITUTIONS
from retold.language.wordsets import word_set
from retold.statements.grammar import PERSONAL
from retold.statements.lexicon import PHRASES, VERBS
from retold.statements.outlets import KINDS, is_outlet
from retold.statements.roles import TITLES, capital_runs, is_office
from retold.statements.tokens import Token
from retold.types import CueKind, SourceKind

DOCUMENTS = word_set(
    """affidavit agreement analysis announcement article assessment audit bill book brief briefing
    bulletin chart communique communiqué complaint contract data decree diary directive document
    documents draft editorial email emails estimate evidence figures file files filing filings
    findings footage forecast guidance guidelines headline indictment invoice invoices journal law
    lawsuit leaflet ledger letter letters log logs manual memo memorandum message messages minutes
    note notes notice obituary opinion order page pamphlet paper papers petition poll polls post
    posts presentation projection projections protocol protocols readout record recording records
    report reports resolution review ruling slide slides spreadsheet statement statements
    statistics studies study subpoena summary survey surveys testimony text timetable transcript
    transcripts tweet tweets verdict video warrant website writ"""
)
"""Nouns for what can be read: their words are those of a document."""
_BODIES = word_set(
    """admiralty airline army assembly authority bank board body brewery bureau cabinet camp
    campaign carmaker carrier centre center chamber charity church city club coalition commission
    committee company companies congress consortium contractor council county country court
    department developer embassy exchange faction federation firm force foundation fund gallery
    government group hospital industry insurer institute laboratory league maker manufacturer
    ministry movement museum navy network office operator opposition organisation organization
    outlet owner parliament party police port producer publisher railway regulator retailer school
    secretariat senate service side staff startup state supplier team town treasury tribunal union
    university utility watchdog authorities administration militia regime military judiciary
    presidency leadership bloc alliance mission delegation"""
)
_PLURALS = word_set(
    "people police staff critics many some others most everyone both few several family couple "
    "crew folk kin clergy personnel management leadership"
)
_ONE = word_set("a an one another somebody someone")
_PEOPLE = word_set(
    """source man woman person boy girl figure insider whistleblower passenger protester survivor
    employee parent relative friend colleague guard customer tenant user reader supporter voter
    soldier victim teenager patient lawyer diplomat informant caller visitor citizen stranger"""
)
_NEGATED = re.compile(r"\b(?:did(?: not|n['’]t)|never|could not|couldn['’]t|had not|hadn['’]t)\b")
_DOUBTED = re.compile(
    r"\b(?:falsely|wrongly|incorrectly|baselessly|without evidence|erroneously|untruthfully"
    r"|misleadingly|mistakenly|inaccurately|spuriously)\b",
    re.IGNORECASE,
)
_SILENT = re.compile(
    r"\b(?:(?:did(?: not|n['’]t)|has not|had not|hasn['’]t|hadn['’]t|have not|haven['’]t|failed to"
    r"|never) (?:immediately |yet )?(?:respond|repl|return|answer|comment)"
    r"|(?:could not|couldn['’]t|was not|were not) (?:immediately )?(?:be )?"
    r"(?:reached|available|contacted))",
    re.IGNORECASE,
)
_DECLINED = re.compile(
    r"\b(?:declin|refus|would not|wouldn['’]t|will not|won['’]t)(?:ed|es|ing|e|s)?\b", re.IGNORECASE
)
_WARNING = frozenset(("warn", "caution", "threaten"))
_REFUSALS = frozenset(("decline", "refuse"))
_BY_CLASS: dict[str, CueKind] = {
    "claim": "claimed",
    "admission": "admitted",
    "denial": "denied",
    "question": "asked",
    "commitment": "promised",
}


def source_kind(tokens: Sequence[Token], *, person: bool) -> SourceKind | None:
    """Say what sort of source some words name; ``person``: they were resolved to somebody.

    Pronouns that nothing was found for, and words for no sort known, give ``None``.
    """
    if person:
        return "person"
    if not tokens or (len(tokens) == 1 and tokens[0].low in PERSONAL):
        return None
    head = head_of(tokens)
    if is_outlet(" ".join(t.text for t in tokens)):
        return "organisation"
    if head.low in DOCUMENTS:
        return "document"
    if head.low in _BODIES | INSTITUTIONS | KINDS:
        return "organisation"
    return _kind_of_people(tokens, head)


def _kind_of_people(tokens: Sequence[Token], head: Token) -> SourceKind | None:
    group = _is_plural(head.low)
    if head.capital and capital_runs(tokens):
        return "unnamed group" if group and not _all_capital(tokens) else "organisation"
    if group and head.low not in TITLES:
        return "unnamed group"
    if head.low in _ONE_HOLDER and tokens[0].low not in _ONE:
        return "person"
    return "unnamed person" if tokens[0].low in _ONE or names_somebody(tokens) else None


def names_somebody(tokens: Sequence[Token]) -> bool:
    """Tell whether a phrase is about one person by its noun: “a nurse”, “one of the players”."""
    head = head_of(tokens).low
    if head == "one" and len(tokens) > 2:
        return tokens[-1].low != "them" and _is_plural(tokens[-1].low)
    return is_office(head) or head in _PEOPLE or head.endswith(_TRADES)


_TRADES = ("ist", "cian", "man", "woman", "keeper", "worker")


def head_of(tokens: Sequence[Token]) -> Token:
    """Return the noun that a phrase is about: the last before “of”, “for”, “who” or a comma."""
    for place, token in enumerate(tokens):
        if place and (token.low in _AFTER_HEAD or (token.kind == "p" and token.text in ",(")):
            return tokens[place - 1]
    return tokens[-1]


_AFTER_HEAD = word_set(
    """of for from in at on with by to who whose which that familiar close near inside within
    about under seen obtained reviewed made published issued released briefed involved speaking
    headed contained opposite behind beside next outside across present called named"""
)


def may_be_cited(tokens: Sequence[Token]) -> bool:
    """Tell somebody who can be cited (“two officials”, “a memo”) from a ground (“rising costs”)."""
    kind = source_kind(tokens, person=False)
    if kind != "unnamed group":
        return kind is not None
    head = head_of(tokens)
    singular = head.low.removesuffix("s")
    return head.capital or head.low in _PLURALS or is_office(singular) or singular in _PEOPLE


_ONE_HOLDER = word_set(
    """president governor mayor minister premier chancellor secretary director chairman chairwoman
    chair chairperson nominee candidate ceo pope king queen prince princess treasurer ombudsman
    commissioner chief sheriff speaker archbishop harbourmaster harbormaster head"""
)
"""Offices that one person holds: whoever names the office with “the” has named somebody."""


def _all_capital(tokens: Sequence[Token]) -> bool:
    words = [t for t in tokens if t.kind == "w" and t.low not in {"the", "of", "and", "for"}]
    return len(words) > 1 and all(t.capital for t in words)


def _is_plural(low: str) -> bool:
    if low in _PLURALS or low.endswith(("children", "men")):
        return True
    return low.endswith("s") and not low.endswith(("ss", "us", "is"))


def cue_kind(cue: str | None, content: str = "") -> CueKind | None:
    """Say what reporting words make of what was said.

    >>> [cue_kind(c) for c in ("said", "falsely claimed", "conceded", "declined to comment")]
    ['said', 'disputed', 'admitted', 'declined']
    """
    if not cue:
        return None
    with_content = f"{cue} {content[:60]}"
    if _SILENT.search(with_content):
        return "silent"
    if _DOUBTED.search(cue):
        return "disputed"
    return _of_verb(cue.lower(), with_content.lower())


def _of_verb(cue: str, with_content: str) -> CueKind:
    lemma, strength = _verb(cue)
    if lemma in _REFUSALS or (_DECLINED.search(cue) and "comment" in with_content):
        return "declined"
    if lemma in _WARNING:
        return "warned"
    if _NEGATED.search(cue) and strength in {"denial", "admission"}:
        return "said"
    if re.search(r"\bwould not (?:say|discuss|confirm|comment|answer)", cue):
        return "declined"
    return _BY_CLASS.get(strength, "said")


def _verb(cue: str) -> tuple[str, str]:
    """Return lemma and class of the last reporting verb among some words."""
    words = re.findall(r"[^\W\d_]+", cue[:200])
    for place in reversed(range(len(words))):
        phrase = PHRASES.get(" ".join(words[place : place + 2]))
        if phrase:
            return phrase[0], phrase[1]
        verb = VERBS.get(words[place])
        if verb:
            return verb.lemma, verb.strength
    return "", "neutral"


def is_unnamed(kind: SourceKind | None) -> bool:
    """Tell whether a sort of source is somebody, or some people, without a name."""
    return kind in {"unnamed person", "unnamed group"}
