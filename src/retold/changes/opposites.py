"""The opposite told: a word where the source has its contrary, or has it with a prefix that denies.

It is reported only where the one word stands in the very place of the other, outside quotation
marks, and neither side says no beside it. Words of comparison ("before", "more", "above") are left
out: whoever turns a sentence round needs their contraries to say the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retold.changes.bearing import neighbours, partners
from retold.changes.comparison import Comparison, Side, context
from retold.changes.contraries import contrary, said
from retold.changes.lexicon import UNDONE
from retold.language.figures import same_quantity
from retold.types import Change, Figure, Span, Word

_AT_ONCE = 0.5  # how surely the one word must stand in the place of the other
_REACH = 30  # characters behind it in which a figure says how much
_BESIDE = 4  # words before it in which something may deny a word
_REASON = "The source says the contrary of what is stated here."


def opposite_changes(pair: Comparison) -> Iterator[Change]:
    """Find words of the child that say the contrary of the word in whose place they stand."""
    for index, sources in enumerate(pair.sources):
        found = next((c for k in sources for c in _turned(pair, index, k, sources)), None)
        if found is not None:
            yield found


def _turned(pair: Comparison, index: int, source: int, sources: Sequence[int]) -> Iterator[Change]:
    for word in pair.parent.plain_words[source]:
        for other in partners(pair, index, word, _AT_ONCE):
            if not contrary(word.norm, other.norm):
                continue
            there = {w.norm for k in sources for w in pair.parent.words(k)}
            here = {w.norm for w in pair.child.words(index)}
            if said(word.norm, here) or said(other.norm, there):
                continue
            if (
                "unless" in here
                or _denied(pair.parent, source, word)
                or _denied(pair.child, index, other)
            ):
                continue
            if _counted_apart(pair, source, word, index, other):
                continue
            if neighbours(pair, source, word, index, other):
                before, after = (Span(w.start, w.end) for w in (word, other))
                yield pair.change(
                    "negation",
                    "high",
                    context(pair.parent, before, 2),
                    context(pair.child, after, 2),
                    _REASON,
                )


def _counted_apart(pair: Comparison, source: int, word: Word, index: int, other: Word) -> bool:
    """Tell whether each word has a figure of its own behind it: "fell 14 points", "rose 90".

    Then it is two movements that are told, and not one turned round.
    """
    theirs = _figures_behind(pair.parent, source, word)
    mine = _figures_behind(pair.child, index, other)
    return bool(mine and theirs) and not any(
        same_quantity(a, b) != "different" for a in mine for b in theirs
    )


def _figures_behind(side: Side, index: int, word: Word) -> list[Figure]:
    return [f for f in side.figures[index] if 0 <= f.start - word.end <= _REACH]


def _denied(side: Side, index: int, word: Word) -> bool:
    """Tell whether something beside a word denies it."""
    before = [w.norm for w in side.words(index) if w.end <= word.start][-_BESIDE:]
    return any(norm in UNDONE for norm in before)
