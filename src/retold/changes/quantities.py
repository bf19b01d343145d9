"""Figures: another value, another unit, another date, a hedge that came or went.

A figure is compared with those of the passages that its sentence retells. What stands
elsewhere in the parent, rounded or rightly converted, is no change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retold.changes.alignment import Alignment
from retold.changes.comparison import Comparison, Side
from retold.changes.hedges import hedge
from retold.changes.lexicon import FUNCTION_WORDS
from retold.language.figures import same_quantity
from retold.language.units import convert
from retold.types import Change, ChangeKind, Figure, Severity, Span, Word

_LARGE = 13  # a value this large seldom stands in two roles by chance
_ALIGNED = 0.5  # what it adds to that likeness where the words of two figures go together
_CONVERTED = 0.5  # and where one looks like the other in another unit, wrongly converted
_SLIGHT = 0.01  # a figure that differs by less matters less
_TIMES = 4.0  # from here on it is told in multiples
_ROUND = 0.02  # from here on the difference is told in whole per cent
_BESIDE = 5  # characters between figures of one measure
_REACH = 5  # words on either side that tell what a figure counts
_ALIKE = 0.85  # likeness from which two figures are taken for one that was changed
_TIME = re.compile(r"\b(?:second|minute|hour|day|night|week|month|year|decade)s?\b")
_RANGE = re.compile(r"[\dmk%][-–—][£$€]?\d")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class _Found:
    """A figure in its sentence, with the stems around it."""

    figure: Figure
    sentence: int
    around: frozenset[str]
    noun: str | None


def quantity_changes(pair: Comparison) -> Iterator[Change]:
    """Find figures whose value, unit, date or hedge differs from the parent's."""
    last: Change | None = None
    for change in _by_figure(pair):
        joined = _joined(pair, last, change) if last is not None else None
        if last is not None and joined is None:
            yield last
        last = joined or change
    if last is not None:
        yield last


def _joined(pair: Comparison, a: Change, b: Change) -> Change | None:
    """Join the changes of two figures that stand side by side: ``32 by 25 centimetres``."""
    if a.kind != b.kind or None in (a.child, a.parent, b.child, b.parent):
        return None
    spans = []
    for x, y in ((a.parent, b.parent), (a.child, b.child)):
        assert x is not None
        assert y is not None
        if x.sentence != y.sentence or abs(y.start - x.end) > _BESIDE:
            return None
        spans.append(Span(min(x.start, y.start), max(x.end, y.end)))
    return pair.change(a.kind, a.severity, spans[0], spans[1], a.reason)


def _by_figure(pair: Comparison) -> Iterator[Change]:
    """Find the changes of single figures."""
    parent = [_found(pair.parent, k) for k in range(len(pair.retellings))]
    child = [_found(pair.child, k) for k in range(len(pair.sources))]
    everywhere = [found for row in parent for found in row]
    for index, sources in enumerate(pair.sources):
        theirs = [found for k in sources for found in parent[k]]
        for found in child[index]:
            if pair.child.quoted(found.figure.start, found.figure.end):
                continue
            equal = [other for other in theirs if _same(pair, found, other)]
            lost = _lost(pair, theirs, child)
            if equal and not _swapped(found, equal, lost):
                yield from _hedged(pair, found, equal)
            else:
                yield from _changed(pair, found, lost, everywhere)


def _swapped(found: _Found, equal: Sequence[_Found], lost: Sequence[_Found]) -> bool:
    """Tell whether a figure counts one thing in the parent and another, that lost its own, here.

    "One aircraft and two vessels" became "two aircraft and two vessels".
    """
    noun = found.noun
    same = noun is not None and all(other.noun not in (noun, None) for other in equal)
    return same and any(other.noun == noun and other.figure.kind == "number" for other in lost)


def _found(side: Side, index: int) -> list[_Found]:
    """Return the figures of a sentence with what surrounds them."""
    words = side.words(index)
    result = []
    for figure in side.figures[index]:
        before = [w.stem for w in words if w.end <= figure.start][-_REACH:]
        behind = [w for w in words if w.start >= figure.end][:_REACH]
        around = {s for s in before if s not in FUNCTION_WORDS}
        around |= {w.stem for w in behind if w.norm not in FUNCTION_WORDS}
        noun = next((w.stem for w in behind[:2] if w.norm not in FUNCTION_WORDS), None)
        result.append(_Found(figure, index, frozenset(around), noun))
    return result


def _same(pair: Comparison, a: _Found, b: _Found) -> bool:
    """Tell whether a child's figure agrees with a parent's, be it rounded or converted."""
    if same_quantity(a.figure, b.figure) != "different":
        return True
    return a.figure.kind == b.figure.kind == "time" and _half_day_apart(pair, a.figure, b.figure)


def _half_day_apart(pair: Comparison, a: Figure, b: Figure) -> bool:
    """Tell whether ``8:15`` and ``8:15 p.m.`` may be one time."""
    late, early = sorted((a.unit or "", b.unit or ""), reverse=True)
    if early[2:] != late[2:] or int(late[:2]) - int(early[:2]) != 12:
        return False
    text = Span(a.start, a.end).of(pair.child.text) if a.unit == early else ""
    text = text or Span(b.start, b.end).of(pair.parent.text)
    return text[0] != "0" and "m" not in text.lower()


def _stands(pair: Comparison, found: _Found, other: _Found) -> bool:
    """Tell whether a figure stands elsewhere in the parent in what may be the same role."""
    if not _same(pair, found, other):
        return False
    large = found.figure.value is None or abs(found.figure.value) >= _LARGE
    sure = large and found.figure.unit == other.figure.unit
    return sure or bool(found.around & other.around)


def _lost(
    pair: Comparison, theirs: Sequence[_Found], child: Sequence[Sequence[_Found]]
) -> list[_Found]:
    """Return the parent's figures that no retelling of their sentence has."""
    return [
        other
        for other in theirs
        if not any(
            _same(pair, mine, other) and mine.figure.unit == other.figure.unit
            for k in pair.retellings[other.sentence]
            for mine in child[k]
        )
    ]


def _changed(
    pair: Comparison, found: _Found, lost: Sequence[_Found], everywhere: Sequence[_Found]
) -> Iterator[Change]:
    """Pair a new figure with the lost one that it replaces, if there is one.

    A figure that stands elsewhere in the parent may have moved, unless it counts another thing
    there and the very thing here that the lost figure counted.
    """
    here = pair.aligned(found.sentence)
    scored = [
        (_likeness(found, other) + _together(pair, here, found, other), -other.figure.start, other)
        for other in lost
    ]
    best = max(scored, key=lambda item: item[:2], default=None)
    if best is None or best[0] < _ALIKE:
        return
    other = best[2]
    if _end_of_range(pair, found.figure, other.figure):
        return
    word = Span(found.figure.start, found.figure.end).of(pair.child.text).casefold()
    there = {w.norm for w in pair.parent.words(other.sentence)}
    if word.isalpha() and word in there and word != (found.noun or ""):
        return  # "one of the two": a number that is read as a pronoun there
    elsewhere = [there for there in everywhere if _stands(pair, found, there)]
    counted = found.noun is not None and found.noun == other.noun
    if elsewhere and not (counted and all(e.noun != found.noun for e in elsewhere)):
        return
    kind = _kind(found.figure, other.figure)
    before, after = _passage(pair.parent, other), _passage(pair.child, found)
    reason = _reason(pair, kind, found.figure, other.figure)
    yield pair.change(kind, _severity(kind, found.figure, other.figure), before, after, reason)


def _end_of_range(pair: Comparison, mine: Figure, theirs: Figure) -> bool:
    """Tell whether two figures are ends of one range: "13-15 March", "March 13-15"."""
    here = pair.child.text[max(0, mine.start - 4) : mine.end + 4]
    there = pair.parent.text[max(0, theirs.start - 4) : theirs.end + 4]
    return all(_RANGE.search(text) is not None for text in (here, there))


def _severity(kind: ChangeKind, after: Figure, before: Figure) -> Severity:
    """Say how much another figure matters: by how much it differs."""
    if kind == "date":
        return "medium"
    if kind == "number" and after.value is not None and before.value:
        return "high" if abs(after.value / before.value - 1) >= _SLIGHT else "medium"
    return "high"


def _reason(pair: Comparison, kind: ChangeKind, after: Figure, before: Figure) -> str:
    """Say what is wrong with a figure, and by how much."""
    if kind == "date":
        return "The date or time is not the one of the source."
    old = Span(before.start, before.end).of(pair.parent.text)
    right = _converted(before, after)
    if kind == "unit" and right is not None:
        what = f"{old} is {right:,.4g} in the unit given here"
        same = before.value == after.value
        return (
            f"The same figure stands with another unit: {what}."
            if same
            else (f"A wrong conversion: {what}.")
        )
    if kind == "unit":
        return "The same figure stands with another unit."
    if after.value is None or not before.value or before.unit != after.unit:
        return "The figure is not the one of the source."
    more = after.value / before.value - 1
    if more >= _TIMES:
        return f"The figure is not the one of the source: {more + 1:,.0f} times as much."
    by = f"{abs(more):.0%}" if abs(more) >= _ROUND else f"{abs(more):.1%}"
    return f"The figure is not the one of the source: {by} {'more' if more > 0 else 'less'}."


def _converted(before: Figure, after: Figure) -> float | None:
    """Return what the source's figure is in the unit of the retelling."""
    if before.value is None or not before.unit or not after.unit:
        return None
    return convert(before.value, before.unit, after.unit) if before.unit != after.unit else None


def _together(pair: Comparison, here: Alignment, mine: _Found, theirs: _Found) -> float:
    """Add to the likeness of two figures what their places in the sentences tell."""
    if not _comparable(mine.figure, theirs.figure):
        return 0.0
    ours = [w.start for w in pair.child.words(mine.sentence) if _inside(w, mine.figure)]
    others = [w.start for w in pair.parent.words(theirs.sentence) if _inside(w, theirs.figure)]
    best = max((here.chance(a, b) for a in ours for b in others), default=0.0)
    return _ALIGNED * best


def _inside(word: Word, figure: Figure) -> bool:
    return figure.start <= word.start < figure.end


def _kind(a: Figure, b: Figure) -> ChangeKind:
    """Say what kind of change lies between two figures."""
    if a.kind in ("date", "time"):
        return "date"
    if a.unit != b.unit and a.unit and b.unit:
        return "unit"
    return "number"


def _likeness(a: _Found, b: _Found) -> float:
    """Score how likely one figure took the place of the other: 1 and more is likely."""
    if not _comparable(a.figure, b.figure):
        return 0.0
    common = len(a.around & b.around)
    score = 0.5 * min(common, 3)
    score += 0.5 * (a.noun is not None and a.noun == b.noun)
    x, y = a.figure, b.figure
    if x.value is not None and y.value is not None:
        if x.unit is not None and x.unit != y.unit:
            score += 1.0 if x.value == y.value else _CONVERTED if _misconverted(x, y) else -0.5
        score += 0.3 * (x.unit is not None and x.unit == y.unit)
        digits = (_digits(x.value), _digits(y.value))
        score += 0.6 * (sorted(digits[0]) == sorted(digits[1]) and len(digits[0]) > 1)
        score += 0.3 * (_close(x.value, y.value))
    elif x.unit and y.unit and x.unit.isalpha() == y.unit.isalpha():
        score += 0.6
        score += 0.3 * (x.unit[:2] == y.unit[:2] or x.unit[-2:] == y.unit[-2:])
    return score


def _misconverted(after: Figure, before: Figure) -> bool:
    """Tell whether a figure looks like another one converted, but wrongly."""
    right = _converted(before, after)
    near = right is not None and after.value is not None and _close(after.value, right)
    return near and len(_digits(after.value or 0)) > 1


def _digits(value: float) -> str:
    return f"{value:.10g}".replace(".", "")


def _close(x: float, y: float) -> bool:
    """Tell whether two values are of one size."""
    return 0.5 <= abs(x) / max(abs(y), 1e-9) <= 2


def _comparable(a: Figure, b: Figure) -> bool:
    """Tell whether two figures are of a kind that can replace one another."""
    if a.kind in ("date", "time"):
        form = [len(x.unit or "") if not (x.unit or "").isalpha() else 0 for x in (a, b)]
        return a.kind == b.kind and form[0] == form[1]
    amounts = ("number", "percent", "money", "measure")
    if a.kind not in amounts or b.kind not in amounts:
        return False
    fractions = [0 < abs(x.value or 1) < 1 and x.unit is None for x in (a, b)]
    return fractions[0] == fractions[1] and (a.kind == b.kind or "number" in (a.kind, b.kind))


def _passage(side: Side, found: _Found) -> Span:
    """Return a figure with the word that it counts."""
    figure = found.figure
    words = [w for w in side.words(found.sentence) if w.start >= figure.end]
    end = figure.end
    if figure.kind == "number" and words and words[0].norm not in FUNCTION_WORDS:
        between = side.text[figure.end : words[0].start]
        if between in (" ", "-"):
            end = words[0].end
    return Span(figure.start, end)


def _hedged(pair: Comparison, found: _Found, equal: Sequence[_Found]) -> Iterator[Change]:
    """Report a hedge on a figure that came or went."""
    mine = hedge(pair.child, found.figure)
    theirs = [(hedge(pair.parent, other.figure), other) for other in equal]
    if any(other.kind == mine.kind or mine.vague or other.vague for other, _ in theirs):
        return
    other, before = theirs[0]
    small = found.figure.value is not None and found.figure.value < _LARGE
    if (small or found.figure.unit != before.figure.unit) and not found.around & before.around:
        return
    if same_quantity(found.figure, before.figure) != "same" or found.figure.value is None:
        return
    exact = mine.kind == "exact"
    bounded = other.kind == "bound" and not _lasts(pair.parent, before.figure)
    near = mine.kind == "approximate" and bounded
    if not (exact or near) and (mine.kind or not (bounded or other.kind == "estimated")):
        return
    kind: ChangeKind = "number" if bounded and not exact else "certainty"
    old, new = _passage(pair.parent, before), _passage(pair.child, found)
    yield pair.change(
        kind,
        "medium",
        Span(min(old.start, other.start), max(old.end, other.end)),
        Span(min(new.start, mine.start), max(new.end, mine.end)),
        _HEDGED["exact" if exact else "near" if near else "gone"],
    )


_HEDGED = {
    "exact": "The figure is said to be exact.",
    "near": "A bound of the figure became an approximation.",
    "gone": "The words that limit the figure fell off.",
}


def _lasts(side: Side, figure: Figure) -> bool:
    """Tell whether a figure is a time that something went on: "over fourteen months"."""
    lead = side.text[max(0, figure.start - 5) : figure.start].casefold()
    behind = side.text[figure.start : figure.end + 10]
    return lead.endswith("over ") and _TIME.search(behind) is not None
