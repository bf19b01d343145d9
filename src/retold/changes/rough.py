"""Amounts in words without a figure: dozens told as hundreds, doubled told as tripled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retold.changes.bearing import neighbours, partners
from retold.changes.comparison import Comparison, context
from retold.language.wordsets import word_set
from retold.types import Change, Span

# words of one row say the same; those of other rows of its block something else
_TABLE = """
handful
dozen dozens
scores
hundred hundreds
thousand thousands
million millions
billion billions

doubled doubles double doubling twofold twice
tripled triples triple tripling treble trebled threefold
quadrupled quadruple quadruples fourfold
quintupled fivefold
tenfold
halved halves halving

daily
weekly fortnightly
monthly
quarterly
yearly annually annual

decade decades
century centuries

half
quarter quarters
third thirds
fifth fifths
"""
_BLOCKS = tuple(
    tuple(word_set(row) for row in block.splitlines()) for block in _TABLE.strip("\n").split("\n\n")
)
_KNOWN = frozenset[str]().union(*(row for block in _BLOCKS for row in block))
_AT_ONCE = 0.4  # how surely the one word must stand in the place of the other
_REASON = "The amount is not the one of the source."


def rough_changes(pair: Comparison) -> Iterator[Change]:
    """Find amounts in words that are other ones in the child."""
    for index, sources in enumerate(pair.sources):
        found = next((c for k in sources for c in _other(pair, index, k, sources)), None)
        if found is not None:
            yield found


def _other(pair: Comparison, index: int, source: int, sources: Sequence[int]) -> Iterator[Change]:
    here = {w.norm for w in pair.child.words(index)}
    there = {w.norm for k in sources for w in pair.parent.words(k)}
    read = pair.parent.figures[source]
    for word in pair.parent.plain_words[source]:
        # Few words are such amounts, and to say what stands in a word's place is dear.
        if word.norm not in _KNOWN or any(f.start <= word.start < f.end for f in read):
            continue
        for other in partners(pair, index, word, _AT_ONCE):
            rows = _rows(word.norm, other.norm)
            if rows is None or rows[0] & here or rows[1] & there:
                continue
            if any(f.start <= other.start < f.end for f in pair.child.figures[index]):
                continue
            if neighbours(pair, source, word, index, other):
                before, after = Span(word.start, word.end), Span(other.start, other.end)
                spans = context(pair.parent, before, 2), context(pair.child, after, 2)
                yield pair.change("number", "high", *spans, _REASON)


def _rows(a: str, b: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """Return the rows of two words that stand in different rows of one block."""
    for block in _BLOCKS:
        mine = next((row for row in block if a in row), None)
        theirs = next((row for row in block if b in row), None)
        if mine is not None and theirs is not None:
            return (mine, theirs) if mine is not theirs else None
    return None
