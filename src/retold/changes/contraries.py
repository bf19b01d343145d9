"""Words that say the contrary of one another, by a table or by a prefix that denies."""

from __future__ import annotations

from retold.language.wordsets import word_set

_TABLE = """
rejected rejects reject rejecting refused refuses refuse declined declines decline
/ approved approves approve approving accepted accepts accept endorsed backed

rejected rejects reject rejection
/ adopted adopts adopt adoption passed passes

rose rises rise risen rising increased increases increase increasing growth climbed climbs
climb climbing jumped gained up higher
/ fell falls fall fallen falling decreased decreases decrease decreasing dropped drops drop
  dropping declined declines decline declining shrank shrunk shrinking sank slid down lower

won wins win winning
/ lost loses lose losing

guilty convicted
/ acquitted innocent cleared

banned bans ban banning prohibited prohibits prohibit forbidden forbids forbid barred
/ allowed allows allow allowing permitted permits permit authorised authorized legalised

supported supports support supporting backed backs back favoured favored favours
/ opposed opposes oppose opposing

confirmed confirms confirm
/ denied denies deny denying

opened opens reopened reopens
/ closed closes shut shuts

alive
/ dead

majority
/ minority

profit profits
/ loss losses

import imports imported
/ export exports exported

began begins begin started starts start
/ ended ends end finished

safe
/ dangerous

maximum most
/ minimum least

extended extends extend lengthened
/ shortened shortens shorten

eased eases ease relaxed relaxes loosened
/ tightened tightens tighten

raised raises raise raising
/ lowered lowers lower cut cuts cutting

entered enters enter joined joins join
/ left leaves leave quit quits

highest largest biggest
/ lowest smallest
"""
_CONTRARIES = tuple(
    (word_set(one), word_set(other))
    for block in _TABLE.strip().split("\n\n")
    for one, other in (block.split("/"),)
)
_OPPOSED: dict[str, frozenset[str]] = {}
for _one, _other in _CONTRARIES:
    for _words, _against in ((_one, _other), (_other, _one)):
        for _word in _words:
            _OPPOSED[_word] = _OPPOSED.get(_word, frozenset()) | _against
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non")
_LEAST = 4  # letters of a word before which a prefix denies
_NO_DENIAL = word_set(  # what only looks as if a prefix denied it
    "infamous infamously invaluable inflammable inhabited inhabit inhabitable indebted industry "
    "income inform informed information input inside indeed invest invested investing instead "
    "intense intent increase increased inspired inspire impart impress impressed import important "
    "imprisoned impose imposed improved discover discovered disease display displayed dispatch "
    "discourse discount discounted discuss dispose disposed distill until under unit united union "
    "install installed include instill involve inbound infield indoor indent intake inland "
    "implant implanted implicate impound impounded impassioned"
)


def contrary(a: str, b: str) -> bool:
    """Tell whether two words say the contrary of one another.

    >>> contrary("unsuccessful", "successful"), contrary("rose", "fell"), contrary("a", "b")
    (True, True, False)
    """
    short, long = sorted((a, b), key=len)
    prefixed = (
        len(short) >= _LEAST
        and long not in _NO_DENIAL
        and any(long == prefix + short for prefix in _PREFIXES)
    )
    return prefixed or opposed(a, b)


def opposed(a: str, b: str) -> bool:
    """Tell whether two words say the contrary of one another by themselves, without a prefix.

    >>> opposed("rose", "fell"), opposed("noticed", "unnoticed")
    (True, False)
    """
    return b in _OPPOSED.get(a, ())


def said(norm: str, words: set[str]) -> bool:
    """Tell whether a word or one that says the same stands among others."""
    alike = {norm}
    for sides in _CONTRARIES:
        alike |= next((side for side in sides if norm in side), frozenset())
    return bool(alike & words)
