"""Quotations that go on without their marks and without anybody who says them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import Indel

from retold.quotes.folding import Token, tokens, weight
from retold.quotes.grouping import Group, Sources
from retold.quotes.sayings import Saying, Speech
from retold.types import Span

_RUN = 5
"""Words in a row that show that a wording was kept …"""
_TELLING = 2
"""… of which so many say something."""
_APART = 6
"""Words that may stand between kept ones."""
_TRIED = 12
"""Quotations that one sentence is held against."""


def unmarked(
    speeches: Mapping[str, Speech], groups: Sequence[Group], sources: Sources
) -> Iterator[tuple[Group, Saying]]:
    """Find passages of retellings that keep the words of a linked quotation outside marks."""
    quoted: dict[tuple[str, int], list[tuple[Group, Saying]]] = {}
    held: set[tuple[int, str, int]] = set()
    for group in groups:
        for said in group.members:
            for number in said.sentences:
                held.add((group.number, said.article, number))
                if said.quoted:
                    quoted.setdefault((said.article, number), []).append((group, said))
    for (article, number), places in sorted(sources.items()):
        rows = [row for place in places for row in quoted.get(place, ())][:_TRIED]
        rows = [row for row in rows if (row[0].number, article, number) not in held]
        if rows and article in speeches:
            yield from _of_sentence(speeches[article], number, rows, held)


def _of_sentence(
    mine: Speech,
    number: int,
    rows: Sequence[tuple[Group, Saying]],
    held: set[tuple[int, str, int]],
) -> Iterator[tuple[Group, Saying]]:
    sentence = mine.prepared.sentences[number]
    free = [
        word
        for word in tokens(mine.prepared.text, sentence.start, sentence.end)
        if not mine.in_marks(word.start, word.end)
    ]
    for group, said in rows:
        kept = _kept(free, said.forms)
        place = (group.number, mine.prepared.id, number)
        if kept and place not in held:
            held.add(place)
            span = Span(kept[0].start, kept[-1].end)
            numbers = range(number, number + 1)
            yield group, Saying(mine.prepared.id, span, tuple(kept), False, numbers)


def _kept(free: Sequence[Token], source: Sequence[str]) -> list[Token]:
    """Return the stretch of a sentence that keeps the words of a quotation."""
    codes = Indel.opcodes(source, [word.form for word in free])
    equal = [(op.dest_start, op.dest_end) for op in codes if op.tag == "equal"]
    start, end = max(equal, key=lambda run: run[1] - run[0], default=(0, 0))
    if end - start < _RUN or sum(weight(w.form) > 0 for w in free[start:end]) < _TELLING:
        return []
    for one, two in sorted(equal, reverse=True):
        if two <= start and start - two <= _APART:
            start = one
    for one, two in sorted(equal):
        if one >= end and one - end <= _APART:
            end = two
    return list(free[start:end])
