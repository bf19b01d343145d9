"""How much of the quoted words of one article stand quoted in another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_FEW_WORDS = 10
"""What few quoted words seem to show counts little: so many more, of which half stand in the
parent, are taken to have been seen before."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words of a quotation: how often each comes, all in a row, and how many there are."""

    words: frozenset[int]
    counts: Counter[int]
    row: str
    length: int


def quoted_words(words: Sequence[int]) -> Quoted:
    """Return what a quotation is known by; its words are given by their numbers."""
    row = " " + " ".join(map(str, words)) + " "
    return Quoted(frozenset(words), Counter(words), row, len(words))


def quotations_kept(mine: Sequence[Quoted], theirs: Sequence[Quoted]) -> tuple[float, float]:
    """Return the share of quoted words that stand quoted in the parent, and of whole quotations.

    A quotation is whole if all its words stand in one quotation of the parent in a row.
    """
    if not mine:
        return 0.5, 0.5
    words = hits = whole = 0
    for quotation in mine:
        words += quotation.length
        shared = [quotation.words & other.words for other in theirs]
        counts = quotation.counts
        hits += max((sum(map(counts.__getitem__, some)) for some in shared if some), default=0)
        whole += any(quotation.row in other.row for other in theirs)
    whole_of = (whole + 0.5) / (len(mine) + 1)
    return (hits + 0.5 * _FEW_WORDS) / (words + _FEW_WORDS), whole_of
