"""Of whom a passage speaks, where that is known: two sentences of one form may tell of two people.

"He is held without bail" and "he is held on a bail of 5,000" contradict each other only if "he" is
one man. Police reports of two arrests are alike in nearly every word but the name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from retold.changes.comparison import Comparison, Side
from retold.language.wordsets import word_set
from retold.types import Change, Name, Place

_PRONOUNS = word_set("he she his her him")
_BACK = 2  # sentences in front in which a pronoun's bearer is looked for
_AGE = re.compile(r",? (?:\(\d{1,2}\)|\d{1,2}[,.]|aged? \d)")
_SLIP = 2  # letters in which a misspelt name differs


def of_different_persons(pair: Comparison, change: Change) -> bool:
    """Tell whether two passages surely speak of two persons, neither known to the other text."""
    if change.child is None or change.parent is None:
        return False
    mine, theirs = person_of(pair.child, change.child), person_of(pair.parent, change.parent)
    if mine is None or theirs is None or Levenshtein.distance(mine, theirs) <= _SLIP:
        return False
    source = {w.norm for w in pair.parent.words(change.parent.sentence)}
    retelling = {w.norm for w in pair.child.words(change.child.sentence)}
    return mine not in source and theirs not in retelling


def namesakes(pair: Comparison, change: Change) -> bool:
    """Tell whether two names of one word may be one person's.

    They begin alike, and where both articles give them in full, with the same name in front.
    """
    before, after = (change.before or "").split(), (change.after or "").split()
    if len(before) != 1 or len(after) != 1 or change.child is None or change.parent is None:
        return True
    if before[0][:1].casefold() != after[0][:1].casefold():
        return False
    first = _first_names(pair.parent, before[0]), _first_names(pair.child, after[0])
    return not first[0] or not first[1] or bool(first[0] & first[1])


def _first_names(side: Side, last: str) -> frozenset[str]:
    """Return what stands in front of a last name wherever an article gives the name in full."""
    written = [side.text[n.start : n.end].split() for n in side.prepared.names]
    return frozenset(parts[-2] for parts in written if len(parts) > 1 and parts[-1] == last)


def person_of(side: Side, place: Place) -> str | None:
    """Return the last name of the person that a passage speaks of.

    It is the nearest named before it in its sentence, or the last one named where it begins with
    a pronoun.
    """
    named = [n for n in side.names[place.sentence] if n.start < place.start]
    if (found := _last_person(side, named)) is not None:
        return found
    before = [w.norm for w in side.words(place.sentence) if w.start <= place.start]
    if not _PRONOUNS.intersection(before):
        return None
    for index in range(place.sentence - 1, max(-1, place.sentence - 1 - _BACK), -1):
        if (found := _last_person(side, side.names[index])) is not None:
            return found
    return None


def _last_person(side: Side, names: Sequence[Name]) -> str | None:
    """Return the last name of the last person among some names."""
    return next((n.key for n in reversed(names) if n.key in _surely(side)), None)


def _surely(side: Side) -> frozenset[str]:
    """Return the last names of those who surely are persons.

    Their age is told, or their last name also stands alone; "the Leyton County Jail" has neither.
    """
    text = side.text
    names = [n for n in side.prepared.names if n.key in side.persons]
    alone = {n.key for n in names if " " not in text[n.start : n.end]}
    return frozenset(alone | {n.key for n in names if _AGE.match(text, n.end, n.end + 8)})
