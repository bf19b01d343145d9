"""Figures: another value, another unit, another date, a hedge that came or went.

A figure is compared with those of the passages that its sentence retells. What stands
elsewhere in the parent, rounded or rightly converted, is no change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retold.changes.alignment import Alignment
from retold.changes.comparison import Comparison, Side
from retold.changes.counted import (
    Found,
    comparable,
    converted,
    end_of_range,
    found_in,
    halved,
    in_a_list,
    inside,
    likeness,
    passage,
    points_back,
    same_scale,
    summed,
    the_rest,
)
from retold.changes.hedges import hedge
from retold.changes.moments import same_day, same_time
from retold.changes.prose import is_entry
from retold.language.figures import same_quantity
from retold.types import Change, ChangeKind, Figure, Severity, Span

_LARGE = 13  # a value this large seldom stands in two roles by chance
_ALIGNED = 0.5  # what it adds to that likeness where the words of two figures go together
_SLIGHT = 0.01  # a figure that differs by less matters less
_TIMES = 4.0  # from here on it is told in multiples
_ROUND = 0.02  # from here on the difference is told in whole per cent
_BESIDE = 5  # characters between figures of one measure
_ALIKE = 0.85  # likeness from which two figures are taken for one that was changed
_TIME = re.compile(r"\b(?:second|minute|hour|day|night|week|month|year|decade)s?\b")
_UNIT = re.compile(r"\d[\s-]*(?P<unit>[^\d\s,.-].*)\Z")
_OF = re.compile(r"\sof (?:the )?\Z")


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
    parent = [found_in(pair.parent, k) for k in range(len(pair.retellings))]
    child = [found_in(pair.child, k) for k in range(len(pair.sources))]
    everywhere = [found for row in parent for found in row]
    for index, sources in enumerate(pair.sources):
        theirs = [found for k in sources for found in parent[k]]
        for found in child[index]:
            if pair.child.quoted(found.figure.start, found.figure.end):
                continue
            equal = [other for other in theirs if _same(pair, found, other)]
            lost = _lost(pair, theirs, child)
            if equal and not _swapped(pair, found, equal, lost):
                yield from _hedged(pair, found, equal)
            else:
                yield from _changed(pair, found, lost, everywhere)


def _swapped(pair: Comparison, found: Found, equal: Sequence[Found], lost: Sequence[Found]) -> bool:
    """Tell whether a figure counts one thing in the parent and another, that lost its own, here.

    "One aircraft and two vessels" became "two aircraft and two vessels".
    """
    noun = found.noun
    whole = any(
        _OF.search(pair.parent.text, max(0, o.figure.start - 8), o.figure.start) for o in equal
    )
    same = noun is not None and all(other.noun not in (noun, None) for other in equal) and not whole
    return same and any(other.noun == noun and other.figure.kind == "number" for other in lost)


def _same(pair: Comparison, a: Found, b: Found) -> bool:
    """Tell whether a child's figure agrees with a parent's, be it rounded or converted."""
    mine, theirs = (pair.child, a.figure), (pair.parent, b.figure)
    written = [side.text[f.start : f.end].casefold() for side, f in (mine, theirs)]
    if written[0] == written[1] and written[0][-1].isalpha() and written[0][0].isdecimal():
        return True  # "800m" is read by what follows it
    if a.figure.kind == b.figure.kind == "time":
        return same_time(mine, theirs)
    if same_quantity(a.figure, b.figure) != "different":
        return True
    return a.figure.kind == b.figure.kind == "date" and same_day(mine, theirs) is True


def _stands(pair: Comparison, found: Found, other: Found) -> bool:
    """Tell whether a figure stands elsewhere in the parent in what may be the same role."""
    if not _same(pair, found, other):
        return False
    large = found.figure.value is None or abs(found.figure.value) >= _LARGE
    sure = large and found.figure.unit == other.figure.unit
    return sure or bool(found.around & other.around)


def _lost(
    pair: Comparison, theirs: Sequence[Found], child: Sequence[Sequence[Found]]
) -> list[Found]:
    """Return the parent's figures that no retelling of their sentence has."""
    return [
        other
        for other in theirs
        if not any(
            _same(pair, mine, other) and _one_unit(mine.figure, other.figure)
            for k in pair.retellings[other.sentence]
            for mine in child[k]
        )
    ]


def _one_unit(a: Figure, b: Figure) -> bool:
    """Tell whether two equal figures have one unit, or one leaves its own to the reader: an age."""
    return a.unit == b.unit or (a.value == b.value and None in (a.unit, b.unit))


def _changed(
    pair: Comparison, found: Found, lost: Sequence[Found], everywhere: Sequence[Found]
) -> Iterator[Change]:
    """Pair a new figure with the lost one that it replaces, if there is one.

    A figure that stands elsewhere in the parent may have moved, unless it counts another thing
    there and the very thing here that the lost figure counted.
    """
    here = pair.aligned(found.sentence)
    scored = [
        (
            max(likeness(found, other), _other_day(pair, found, other))
            + _together(pair, here, found, other),
            -other.figure.start,
            other,
        )
        for other in lost
    ]
    best = max(scored, key=lambda item: item[:2], default=None)
    if best is None or best[0] < _ALIKE:
        return
    other = best[2]
    if _says_the_same(pair, found, other):
        return
    elsewhere = [there for there in everywhere if _stands(pair, found, there)]
    counted = found.noun is not None and found.noun == other.noun
    if elsewhere and not (counted and all(e.noun != found.noun for e in elsewhere)):
        return
    kind = _kind(found.figure, other.figure)
    before, after = passage(pair.parent, other), passage(pair.child, found)
    reason = _reason(pair, kind, found.figure, other.figure)
    yield pair.change(kind, _severity(kind, found.figure, other.figure), before, after, reason)


def _says_the_same(pair: Comparison, found: Found, other: Found) -> bool:
    """Tell whether two figures that are not equal say the same, or one counts nothing."""
    counts_nothing = in_a_list(pair.parent, other) or in_a_list(pair.child, found)
    counts_nothing = counts_nothing or (
        is_entry(pair.parent, other.sentence) and is_entry(pair.child, found.sentence)
    )
    scaled = same_scale(pair.child, found.figure, other.figure)
    scaled = scaled or same_scale(pair.parent, other.figure, found.figure)
    ranged = end_of_range(pair, found.figure, other.figure) or the_rest(pair, found, other)
    ranged = ranged or summed(pair, found, other) or halved(pair, found, other)
    back = found.noun is None and points_back(pair.child, found)
    if counts_nothing or scaled or ranged or back:
        return True
    word = Span(found.figure.start, found.figure.end).of(pair.child.text).casefold()
    if not word.isalpha():
        return False
    if word in pair.parent.text[other.figure.start : other.figure.end].casefold():
        return True  # "five of seven" for "five out of seven"
    read = pair.parent.figures[other.sentence]
    bare = [w for w in pair.parent.words(other.sentence) if not any(inside(w, f) for f in read)]
    there = {w.norm for w in bare}
    # "one of the two": a number that is read as a pronoun there
    return word in there and word != (found.noun or "")


def _other_day(pair: Comparison, mine: Found, theirs: Found) -> float:
    """Score how likely a date took the place of one written in another way: "Friday", "3 May"."""
    if mine.figure.kind != "date" or theirs.figure.kind != "date":
        return 0.0
    if same_day((pair.child, mine.figure), (pair.parent, theirs.figure)) is not False:
        return 0.0
    return 0.5 * min(len(mine.around & theirs.around), 3)


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
    right = converted(before, after)
    if kind == "unit" and right is not None:
        what = f"{old} is {right:,.4g} {_unit_as_written(pair.child, after)}"
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


def _unit_as_written(side: Side, figure: Figure) -> str:
    """Return the unit of a figure as the article writes it: "miles" of "63 miles"."""
    written = side.text[figure.start : figure.end]
    found = _UNIT.search(written)
    return found["unit"] if found else written.split()[-1]


def _together(pair: Comparison, here: Alignment, mine: Found, theirs: Found) -> float:
    """Add to the likeness of two figures what their places in the sentences tell."""
    if not comparable(mine.figure, theirs.figure):
        return 0.0
    ours = [w.start for w in pair.child.words(mine.sentence) if inside(w, mine.figure)]
    others = [w.start for w in pair.parent.words(theirs.sentence) if inside(w, theirs.figure)]
    best = max((here.chance(a, b) for a in ours for b in others), default=0.0)
    return _ALIGNED * best


def _kind(a: Figure, b: Figure) -> ChangeKind:
    """Say what kind of change lies between two figures."""
    if a.kind in ("date", "time"):
        return "date"
    if a.unit != b.unit and a.unit and b.unit:
        return "unit"
    return "number"


def _hedged(pair: Comparison, found: Found, equal: Sequence[Found]) -> Iterator[Change]:
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
    old, new = passage(pair.parent, before), passage(pair.child, found)
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
