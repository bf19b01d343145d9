"""Which of two forms a passage has: the one before a change, or the one after it.

Figures decide where the forms differ in figures, else a run of words that stands in one form
alone, else the words that only one of them has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from retold.changes.lexicon import FUNCTION_WORDS, HEDGES, MODALS, NEGATIONS
from retold.findings.tale import Row
from retold.language.figures import figures, same_quantity
from retold.language.words import words
from retold.types import Change, Figure, Span, Word

Verdict = Literal["new", "old"]
Told = tuple[Verdict, Span]

_HAS = 0.6  # share of a form's own words from which on a passage has it
_LACKS = 0.34  # share up to which it has lost them
_TELLING = NEGATIONS | MODALS | HEDGES
_MOST = 120  # words of a form that are looked at
_figures = lru_cache(maxsize=1_024)(figures)  # one passage is in many changes
_words = lru_cache(maxsize=1_024)(words)


@dataclass(frozen=True)
class Forms:
    """A change as two forms of one passage.

    ``kept`` are the stems of the sentences in which the child retells a passage from which words
    were dropped: what of the passage stands there is not what was lost.
    """

    change: Change
    kept: frozenset[str] = frozenset()

    @cached_property
    def before(self) -> tuple[Word, ...]:
        """The words of the older form."""
        return _words(self.change.before or "")[:_MOST]

    @cached_property
    def after(self) -> tuple[Word, ...]:
        """The words of the newer form."""
        return _words(self.change.after or "")[:_MOST]

    @cached_property
    def old_figures(self) -> tuple[Figure, ...]:
        """The figures that only the older form has."""
        return _without(_figures(self.change.before or ""), _figures(self.change.after or ""))

    @cached_property
    def new_figures(self) -> tuple[Figure, ...]:
        """The figures that only the newer form has."""
        return _without(_figures(self.change.after or ""), _figures(self.change.before or ""))

    @cached_property
    def gone(self) -> frozenset[str]:
        """The stems that only the older form has."""
        return _own(self.before, self.after, self.kept)

    @cached_property
    def come(self) -> frozenset[str]:
        """The stems that only the newer form has."""
        return _own(self.after, self.before)

    @property
    def telling(self) -> bool:
        """Tell whether a sentence alone can show the older form, by figures or by words of it."""
        return bool(self.old_figures and self.new_figures) or bool(self.gone and self.come)

    def like(self, other: Forms) -> bool:
        """Tell whether two changes make the same of the same."""
        if self.new_figures or other.new_figures:
            return meet(self.new_figures, other.new_figures) is not None
        if self.come and other.come:
            return _overlap(self.come, other.come)
        return _overlap(self.gone, other.gone) and self.come == other.come

    def undone_by(self, other: Forms) -> bool:
        """Tell whether another change makes the older form of the newer one."""
        if self.new_figures and self.old_figures:
            back = meet(self.old_figures, other.new_figures) is not None
            return back and meet(self.new_figures, other.old_figures) is not None
        if self.gone and other.come:
            return _overlap(self.gone, other.come)
        return False

    def of(self, row: Row) -> Told | None:
        """Say which form a sentence has, and where; ``None`` where it has neither."""
        if self.new_figures and self.old_figures:
            return _by_figures(self, row)
        return self._by_run(row) or self._by_words(row)

    def _by_run(self, row: Row) -> Told | None:
        """Look for either form word for word; the longer one first, which may hold the other."""
        old, new = _run(self._old_line, row), _run(self._new_line, row)
        if self.kept and not old:
            return None
        if old and new:
            return ("old", old) if len(self.before) > len(self.after) else ("new", new)
        if new and (self.come or len(self.after) > 3):
            return "new", new
        return ("old", old) if old and (self.gone or len(self.before) > 3) else None

    @cached_property
    def _old_line(self) -> str:
        return _line(self.before)

    @cached_property
    def _new_line(self) -> str:
        return _line(self.after)

    def _by_words(self, row: Row) -> Told | None:
        """Compare how much of what only one form has stands in the sentence."""
        whole = row.span
        old = _share(self.gone, row.stems)
        new = _share(self.come, row.stems)
        if old is None and new is None:
            return None
        if new is None:
            assert old is not None
            return ("old", whole) if old >= _HAS else ("new", whole) if old <= _LACKS else None
        if old is None:
            return ("new", whole) if new >= _HAS else ("old", whole) if new <= _LACKS else None
        if max(old, new) >= _HAS and old != new:
            return ("old" if old > new else "new"), whole
        return None


def _by_figures(forms: Forms, row: Row) -> Told | None:
    """Compare the figures of a sentence with those of the two forms."""
    new, old = meet(row.figures, forms.new_figures), meet(row.figures, forms.old_figures)
    if (new is None) == (old is None):
        return None
    found = new or old
    assert found is not None
    return ("new" if new else "old"), Span(found.start, min(found.end, row.span.end))


def meet(here: Sequence[Figure], wanted: Sequence[Figure]) -> Figure | None:
    """Return the first figure that says the same as one of those wanted."""
    for figure in here:
        for other in wanted:
            if same_quantity(figure, other) != "different" and _units_agree(figure, other):
                return figure
    return None


def _units_agree(a: Figure, b: Figure) -> bool:
    """Tell whether no unit was lost or found between two figures that seem the same."""
    return a.value is None or (a.unit is None) == (b.unit is None)


def _without(mine: Sequence[Figure], theirs: Sequence[Figure]) -> tuple[Figure, ...]:
    return tuple(
        f
        for f in mine
        if not any(same_quantity(f, other) == "same" and f.unit == other.unit for other in theirs)
    )


def _own(
    mine: Sequence[Word], theirs: Sequence[Word], kept: frozenset[str] = frozenset()
) -> frozenset[str]:
    """Return the stems of words that the other form lacks; plain words only for want of others."""
    lacking = {word.stem for word in theirs} | kept
    own = [word for word in mine if word.stem not in lacking]
    strong = [w for w in own if w.norm not in FUNCTION_WORDS or w.norm in _TELLING]
    return frozenset(word.stem for word in strong or own)


def _overlap(a: frozenset[str], b: frozenset[str]) -> bool:
    """Tell whether the smaller of two sets lies mostly in the other; two empty ones do not."""
    return bool(a and b) and len(a & b) >= 0.5 * min(len(a), len(b))


def _share(wanted: frozenset[str], stems: frozenset[str]) -> float | None:
    return len(wanted & stems) / len(wanted) if wanted else None


def _line(words: Sequence[Word]) -> str:
    return f" {' '.join(word.norm for word in words)} " if words else ""


def _run(line: str, row: Row) -> Span | None:
    """Return where words stand in a row."""
    at = row.line.find(line) if line else -1
    if at < 0:
        return None
    first = row.line.count(" ", 0, at)
    last = first + line.count(" ") - 2
    if last >= len(row.words):  # a word with a space in its normal form
        return row.span
    return Span(row.words[first].start, row.words[last].end)
