"""Which noun phrases can be a source: not a manner, a length of time or a place."""

from __future__ import annotations

from collections.abc import Sequence

from retold.language.name_words import INSTITUTIONS
from retold.language.wordsets import word_set
from retold.statements.content import Range
from retold.statements.cues import Cue
from retold.statements.grammar import (
    ADVERB,
    BEFORE_SUBJECT,
    DETERMINER,
    PLACE,
    PREPOSITION,
    is_adverb,
)
from retold.statements.outlets import KINDS
from retold.statements.roles import ROLES
from retold.statements.tokens import Token


def may_speak(tokens: Sequence[Token], source: Range | None, cue: Cue) -> bool:
    """Tell whether the words of a source can be somebody, not a manner, a time or a place."""
    if source is None:
        return True
    start, end = source
    span = tokens[start:end]
    if all(is_adverb(t) or t.low in _MANNER for t in span):
        return False
    if span[-1].low in _UNITS and (span[0].text[0].isdigit() or span[0].low in DETERMINER):
        return False
    placed = start > 0 and tokens[start - 1].low in PLACE and cue.form == "finite"
    return not (placed and end <= cue.start and all(t.capital for t in span))


_MANNER = ADVERB | BEFORE_SUBJECT
_UNITS = word_set(
    "second seconds minute minutes hour hours day days week weeks month months year years"
)


def own_phrase(tokens: Sequence[Token], source: Range | None) -> Range | None:
    """Leave “before the failure” out of “before the failure Proini Faros reported”."""
    if source is None or source[0] == 0 or tokens[source[0]].low not in DETERMINER:
        return source
    start, end = source
    if tokens[start - 1].low not in PREPOSITION | {"before", "after", "since", "until"}:
        return source
    if not all(t.kind == "w" for t in tokens[start:end]):
        return source
    name = end
    while name > start and tokens[name - 1].capital:
        name -= 1
    noun = tokens[name - 1].low
    if name == end or name - start < 2 or noun in ROLES | KINDS | INSTITUTIONS | PREPOSITION:
        return source
    return (name, end)
