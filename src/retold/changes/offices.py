"""Titles and offices beside a person's name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retold.changes.comparison import Side
from retold.types import Name, Span

# each line: one rank, in the ways it is written
_RANKS = """
chief executive|chief executive officer|ceo
chief medical officer
chief financial officer|finance director|cfo
chief operating officer|coo
chief scientist
chief engineer
chief of staff
chairman|chairwoman|chair|chairperson
vice chairman|deputy chairman|deputy chair|vice chair
president
vice president|deputy president
prime minister|premier
deputy prime minister
minister|secretary
deputy minister|junior minister
general manager
managing director
manager
director
deputy director
director general|director-general
governor
deputy governor
mayor|mayoress
deputy mayor
spokesman|spokeswoman|spokesperson
professor|prof
doctor|dr
senator
judge|justice
captain
colonel
major
general
lieutenant
admiral
commodore
commander
sergeant
inspector
superintendent
commissioner
councillor|councilwoman|councilman|councilor
editor
deputy editor
editor-in-chief|editor in chief
founder
treasurer
bishop
archbishop
"""
HONORIFICS = frozenset({"professor", "doctor"})
_RANK_OF: dict[str, str] = {
    form: line.split("|")[0] for line in _RANKS.split("\n") for form in line.split("|") if form
}
_FORMS = sorted(_RANK_OF, key=len, reverse=True)
_OFFICE = re.compile(
    r"\b(?:" + "|".join(re.escape(form) for form in _FORMS) + r")\b(?!['’]s)", re.IGNORECASE
)
_LOWERED = re.compile(r"\b(deputy|vice)\s(?:[\w&-]+\s){1,3}\Z", re.IGNORECASE)
_REACH = 60  # characters on either side of a name in which its office stands


@dataclass(frozen=True, slots=True)
class Office:
    """The ranks said of a person, and the passage with name and office."""

    ranks: frozenset[str]
    span: Span


def offices(side: Side, name: Name) -> tuple[Office, ...]:
    """Find the office right before or behind a name: in front, or in apposition."""
    found = []
    for span in (_in_front(side, name), _behind(side, name)):
        if span is not None:
            matches = [
                match
                for match in _OFFICE.finditer(side.text, span.start, span.end)
                if not name.start <= match.start() < name.end
            ]
            if matches:
                ranks = frozenset(_rank(side.text, match) for match in matches)
                found.append(Office(ranks, span))
    return tuple(found)


def _rank(text: str, match: re.Match[str]) -> str:
    """Return a rank, with the word that lowers it where others stand between them.

    A ``deputy communications minister`` is a deputy minister.
    """
    rank = _RANK_OF[match.group().lower()]
    lowered = _LOWERED.search(text, max(0, match.start() - _REACH), match.start())
    if lowered is None:
        return rank
    whole = f"{lowered.group(1).lower()} {rank}"
    return _RANK_OF.get(whole, whole)


def _in_front(side: Side, name: Name) -> Span | None:
    """Return the passage of ``general manager Petra Lindenhall``."""
    sentence = side.prepared.sentences[side.sentence_at(name.start)]
    low = max(sentence.start, name.start - _REACH)
    lead = side.text[low : name.start]
    matches = list(_OFFICE.finditer(lead))
    if not matches:
        return None
    between = lead[matches[-1].end() :]
    apposed = between == ", " and side.text[name.end : name.end + 1] in {",", ".", ";"}
    if between.removeprefix(".") != " " and not apposed:
        return None
    first = matches[-1]
    for match in reversed(matches[:-1]):
        if lead[match.end() : first.start()] != " ":
            break
        first = match
    return Span(low + first.start(), name.end)


def _behind(side: Side, name: Name) -> Span | None:
    """Return the passage of ``Rui Cardeal, the group's chief executive``."""
    sentence = side.prepared.sentences[side.sentence_at(name.start)]
    trail = side.text[name.end : min(sentence.end, name.end + _REACH)]
    match = re.match(r",\s([^,.;:()\"“”—–]{1,60})", trail)
    if match is None:
        return None
    office = _OFFICE.search(match.group(1))
    if office is None or len(match.group(1)[: office.start()].split()) > 4:
        return None
    return Span(name.start, name.end + match.start(1) + office.end())
