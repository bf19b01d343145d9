"""Where a retelling took quotation marks away: a gold that follows from the sentence sources.

For every quotation of a parent the child's lines are looked up that name one of its lines as a
source. If at least four words of the quotation, in a row and letter for letter but for case and
apostrophes, stand in such a line outside all quotation marks, its marks were removed. What the
child gives within marks there does not count, nor a row without two words that carry meaning ("by
the end of the").
A prediction is right if it points at such a quotation; those of one quotation count once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from _traditions import Version

from retold.changes.lexicon import FUNCTION_WORDS
from retold.types import Change, Prepared, Quotation, Span, Word

ROW = 4


@dataclass(frozen=True)
class Marks:
    """Quotations whose marks were removed: how many, how many of them found, what was said."""

    gold: int = 0
    found: int = 0
    said: int = 0
    right: int = 0
    missed: tuple[str, ...] = ()
    alarms: tuple[str, ...] = ()

    def __add__(self, other: Marks) -> Marks:
        return Marks(
            self.gold + other.gold,
            self.found + other.found,
            self.said + other.said,
            self.right + other.right,
            self.missed + other.missed,
            self.alarms + other.alarms,
        )

    @property
    def recall(self) -> float:
        """The share of the removed marks that was found."""
        return self.found / max(1, self.gold)

    @property
    def precision(self) -> float:
        """The share of what was said that is so."""
        return self.right / max(1, self.said)


def marks_removed(
    child: Version, a: Prepared, parent: Version, b: Prepared, told: Sequence[Change]
) -> Marks:
    """Hold what was told of one child against the gold."""
    gold = removed(child, a, parent, b)
    spans = [Span(c.parent.start, c.parent.end) for c in told if c.parent is not None]
    found = [q for q in gold if any(span.overlaps(q) for span in spans)]
    right = [span for span in spans if any(span.overlaps(q) for q in gold)]
    missed = [q for q in gold if q not in found]
    wrong = [span for span in spans if span not in right]
    return Marks(
        len(gold),
        len(found),
        len(spans),
        len(right),
        tuple(f"{child.id} {child.operation}: {q.of(b.text)}" for q in missed),
        tuple(f"{child.id} {child.operation}: {q.of(b.text)}" for q in wrong),
    )


def removed(child: Version, a: Prepared, parent: Version, b: Prepared) -> list[Span]:
    """Return the quotations of the parent whose marks the child took away."""
    found = []
    for quotation in b.quotations:
        said = _plain(b, quotation.inner)
        lines = {
            number
            for number, line in enumerate(parent.lines)
            if line.span.overlaps(Span(quotation.start, quotation.end))
        }
        mine = [
            line.span
            for line in child.lines
            if any(version == parent.id and n in lines for version, n, _ in line.sources)
        ]
        if any(_in_a_row(said, free) for span in mine for free in _free(a, span)):
            found.append(Span(quotation.start, quotation.end))
    return found


def _plain(one: Prepared, span: Span) -> list[Word]:
    return [w for row in one.words for w in row if span.start <= w.start < span.end]


def _free(one: Prepared, span: Span) -> Iterator[list[Word]]:
    """Return the rows of words of a passage that no quotation interrupts."""
    row: list[Word] = []
    for word in _plain(one, span):
        if _inside(word, one.quotations):
            yield row
            row = []
        else:
            row.append(word)
    yield row


def _inside(word: Word, quotations: Sequence[Quotation]) -> bool:
    return any(q.start <= word.start < q.end for q in quotations)


def _in_a_row(said: Sequence[Word], free: Sequence[Word]) -> bool:
    """Tell whether enough words stand in both, in a row, two of them not everybody's."""
    rows = {tuple(w.norm for w in said[k : k + ROW]) for k in range(len(said) - ROW + 1)}
    return any(
        tuple(w.norm for w in free[k : k + ROW]) in rows
        and sum(w.norm not in FUNCTION_WORDS for w in free[k : k + ROW]) >= 2
        for k in range(len(free) - ROW + 1)
    )
