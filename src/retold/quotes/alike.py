"""Whether two passages give the same words: by the words, their order and who speaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import Indel, LCSseq

from retold.quotes.folding import key, weight
from retold.quotes.sayings import Saying

_QUOTED = 0.6
"""Of a quotation and its retelling the shorter has to share so much of its words, in order …"""
_BESIDE = 0.75
"""… and of two independent ones so much: people say much the same twice …"""
_SAYS = 6.0
"""… and these have to say so much (in nats; a fairly rare word says five)."""
_SHORT = 4
"""Quotations of fewer words are the same only to the letter."""
_REPORTED = 0.5
"""Two reports of one speaker's words share so much of what the shorter says."""
_WORD_FOR_WORD = 0.85
"""… or, whoever is said to say it, so much."""
_RUN = 4
"""Words in a row that show that a wording was kept, if three of them say something …"""
_LONG_RUN = 5
"""… or in a longer row two …"""
_MOST = 0.75
"""… or this share of what they say."""


def quotations_alike(one: Saying, two: Saying, *, descends: bool = False) -> float:
    """Return how surely two quotations render the same words, 0 for not at all.

    Args:
        one: A quotation.
        two: Another one.
        descends: Whether the article of the one descends from that of the other.
    """
    short, long = sorted((one, two), key=lambda s: len(s.words))
    if len(short.words) < _SHORT:
        said = short.row in long.row and (short.telling >= _SAYS or _named_same(one, two))
        return 1.0 if said else 0.0
    kept = LCSseq.similarity(short.forms, long.forms) / len(short.words)
    if kept < (_QUOTED if descends else _BESIDE):
        return 0.0
    telling = sum(weight(form) for form in set(short.forms) & set(long.forms))
    return kept if telling >= _SAYS or (kept > _MOST and telling > 0) else 0.0


def overlap(one: Saying, two: Saying) -> float:
    """Return the share of what the shorter of two passages says that the other says too."""
    least = min(sum(says(one).values()), sum(says(two).values()))
    return shared(one, two) / max(1e-9, least)


def shared(one: Saying, two: Saying) -> float:
    """Return how much two passages both say."""
    mine, theirs = says(one), says(two)
    return sum(mine[stem] for stem in mine.keys() & theirs.keys())


def says(one: Saying) -> dict[str, float]:
    """Return the stems of a passage that say something, each with how much it says."""
    return {key(form): weight(form) for form in one.forms if weight(form)}


def keeps_wording(said: Saying, original: Saying) -> bool:
    """Tell whether reported speech keeps the wording of a quotation."""
    codes = Indel.opcodes(original.forms, said.forms)
    runs = [said.forms[op.dest_start : op.dest_end] for op in codes if op.tag == "equal"]
    if any(_is_kept(run) for run in runs):
        return True
    kept = Counter(form for run in runs for form in run if weight(form))
    whole = sum(1 for form in original.forms if weight(form))
    return whole >= _RUN and kept.total() >= _MOST * whole


def _is_kept(run: Sequence[str]) -> bool:
    telling = sum(1 for form in run if weight(form))
    return (len(run) >= _RUN and telling >= 3) or (len(run) >= _LONG_RUN and telling >= 2)


def reports_alike(one: Saying, two: Saying) -> bool:
    """Tell whether two passages report the same of one speaker, or nearly word for word."""
    if not one.quoted and not two.quoted and overlap(one, two) >= _WORD_FOR_WORD:
        return len(says(one).keys() & says(two).keys()) >= _RUN
    if not _named_same(one, two) or overlap(one, two) < _REPORTED:
        return False
    return share_words(one, two) and shared(one, two) >= _SAYS


def share_words(one: Saying, two: Saying) -> bool:
    """Tell whether two passages share more than one word that says something."""
    return len(says(one).keys() & says(two).keys()) > 1


def may_be_same(one: str | None, two: str | None) -> bool:
    """Tell whether two names may mean one speaker; an unknown one may be anybody."""
    return one is None or two is None or same_speaker(one, two)


def _named_same(one: Saying, two: Saying) -> bool:
    if one.given_to is None or two.given_to is None:
        return False
    return same_speaker(one.given_to, two.given_to)


@lru_cache(maxsize=20_000)
def same_speaker(one: str, two: str) -> bool:
    """Tell whether two names mean one speaker: the same last word, or one within the other.

    >>> same_speaker("John Kirby", "Kirby"), same_speaker("John Kirby", "Ann Kirby")
    (True, False)
    """
    a, b = (_plain(name) for name in (one, two))
    if not a or not b:
        return False
    if a == b or set(a) <= set(b) or set(b) <= set(a):
        return True
    return a[-1] == b[-1] and (a[0][0] == b[0][0] and min(len(a[0]), len(b[0])) <= 2)


def _plain(name: str) -> list[str]:
    words = name.casefold().replace("’", "'").replace(".", "").split()
    words = [word.removesuffix("'s").strip(",'") for word in words]
    return [
        word for word in words if word and word not in ("the", "a", "an", "mr", "mrs", "ms", "dr")
    ]
