"""A figure in its sentence: what surrounds it, and how likely another one took its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from retold.changes.comparison import Comparison, Side
from retold.changes.lexicon import FUNCTION_WORDS
from retold.language.units import convert
from retold.language.wordsets import word_set
from retold.types import Figure, Place, Span, Word

_CONVERTED = 0.5  # and where one looks like the other in another unit, wrongly converted
_SAYS = 0.3  # how surely two words that figures count must say the same
_REACH = 5  # words on either side that tell what a figure counts
_WIDE = 40  # characters between a part and its whole
_POOR = 3  # content words without which a line tells too little of its figures
_ITEM = re.compile(r"[\s\"“'(#]{0,4}\Z")
_PICTURE = re.compile(
    r"\b(?:image|photo|picture|slide|page)s?:? (?:\d{1,3} (?:of|/) )?\Z",
    re.IGNORECASE,
)
_PICTURES = re.compile(r"\s(?:photos|images|slides|pictures):?\b", re.IGNORECASE)
_STAMP = re.compile(
    r"\W{0,3}(?:(?:first |last |originally )?(?:published|updated|posted|modified|created)"
    r"(?: (?:on|at))?\b\W{1,3}(?:\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
    r"|mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b)"
    r"|\d{1,2} (?:minutes?|hours?|days?|weeks?|months?|years?) ago(?:\W{0,3}\Z|\W{0,3}[|•·—–-]))",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\d\s?:\s?\Z")
_CLOCK_BEHIND = re.compile(r"\s?:\s?\d|\s?[AaPp]\.?[Mm]\b")
_SCALE_BEHIND = re.compile(
    r"\s?(?:to|and|or|-|–|—)\s?[£$€]?[\d.,]{1,12}\s?(?:thousand|million|billion|trillion|m|bn|k)\b",
    re.IGNORECASE,
)
_REST = word_set("other others more another additional further rest remaining")
_SERIES = 3  # figures of one measure in a sentence, of which any may be meant
_AND_HALF = re.compile(r"(?:\s[a-z]{2,12})?\sand (?:an? |one[- ])?half\b", re.IGNORECASE)
_STAMPED = 20  # words of the longest line that says when a page was put up
_ENDS = tuple(".!?”\"'’)")  # what a sentence ends with, and a bare line does not
_EQUAL = 1e-9
_DECIMAL = r"\d{1,2}\s?(?:[-–%]|per ?cent\b|(?:m|b|tr)illion\b)"  # what hardly begins a sentence
_FRACTION_BEFORE = re.compile(r"\d\s?/\s?\Z")
_FRACTION_BEHIND = re.compile(r"\s?/\s?\d")
_GROUP_BEFORE = re.compile(r"(?<![\d.])\d{1,3},\s\Z")
_GROUP_BEHIND = re.compile(r",\s\d\d\d(?!,?\d)")
_GROUP = re.compile(r"\d\d\d(?!,?\d)")
_SHORT = re.compile(r"\D{0,3}\d{1,3}\Z")
_POINT_BEFORE = re.compile(r"\d\.\s\Z")
_POINT_BEHIND = re.compile(r"\.\s" + _DECIMAL, re.IGNORECASE)
_PLACES = re.compile(_DECIMAL, re.IGNORECASE)
_SCALES = (1e3, 1e6, 1e9, 1e12)
_WHOLE = 2  # what two parts of one whole may share: the whole and what it counts
_PART_OF = re.compile(r"(?:\s[^\W\d_]{1,20}){0,3}\sof(?:\s[^\W\d_]{1,20}['’]?s?){0,4}\s")
_LISTED = 50  # characters within which things are listed
_AND = re.compile(
    r"\b(?:and|plus|as well as)(?: (?:another|a further|his|her|their|its))?\s\Z", re.IGNORECASE
)
_MARK = re.compile(r"[,;:.!?()“”\"—–]")
_RANGE = re.compile(r"[\dmk%][-–—][£$€]?\d")


@dataclass(frozen=True)
class Found:
    """A figure in its sentence, with the stems around it."""

    figure: Figure
    sentence: int
    around: frozenset[str]
    noun: str | None


def found_in(side: Side, index: int) -> list[Found]:
    """Return the figures of a sentence with what surrounds them."""
    words = side.words(index)
    result = []
    for figure in side.figures[index]:
        before = [w.stem for w in words if w.end <= figure.start][-_REACH:]
        behind = [w for w in words if w.start >= figure.end][:_REACH]
        around = {s for s in before if s not in FUNCTION_WORDS}
        around |= {w.stem for w in behind if w.norm not in FUNCTION_WORDS}
        beside = [w for w in behind[:2] if not _MARK.search(side.text, figure.end, w.start)]
        noun = next((w.stem for w in beside if w.norm not in FUNCTION_WORDS), None)
        result.append(Found(figure, index, frozenset(around), noun))
    return result


def likeness(a: Found, b: Found) -> float:
    """Score how likely one figure took the place of the other: 1 and more is likely."""
    if not comparable(a.figure, b.figure):
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


def comparable(a: Figure, b: Figure) -> bool:
    """Tell whether two figures are of a kind that can replace one another."""
    if a.kind in ("date", "time"):
        form = [len(x.unit or "") if not (x.unit or "").isalpha() else 0 for x in (a, b)]
        return a.kind == b.kind and form[0] == form[1]
    if {a.kind, b.kind} == {"money", "measure"}:  # "3 million pounds" may be money or mass
        return "pound" in (a.unit, b.unit)
    amounts = ("number", "percent", "money", "measure")
    if a.kind not in amounts or b.kind not in amounts:
        return False
    fractions = [0 < abs(x.value or 1) < 1 and x.unit is None for x in (a, b)]
    if fractions[0] == fractions[1] and {a.kind, b.kind} == {"number", "percent"}:
        return sorted(_digits(a.value or 0.0)) == sorted(_digits(b.value or 0.0))
    return fractions[0] == fractions[1] and (a.kind == b.kind or "number" in (a.kind, b.kind))


def _misconverted(after: Figure, before: Figure) -> bool:
    """Tell whether a figure looks like another one converted, but wrongly."""
    right = converted(before, after)
    near = right is not None and after.value is not None and _close(after.value, right)
    return near and len(_digits(after.value or 0)) > 1


def converted(before: Figure, after: Figure) -> float | None:
    """Return what the source's figure is in the unit of the retelling."""
    if before.value is None or not before.unit or not after.unit:
        return None
    return convert(before.value, before.unit, after.unit) if before.unit != after.unit else None


def _digits(value: float) -> str:
    return f"{value:.10g}".replace(".", "")


def _close(x: float, y: float) -> bool:
    """Tell whether two values are of one size."""
    return 0.5 <= abs(x) / max(abs(y), 1e-9) <= 2


def count_of(side: Side, place: Place) -> Found | None:
    """Return the first figure of a passage with what surrounds it."""
    row = found_in(side, place.sentence)
    return next((f for f in row if place.start <= f.figure.start < place.end), None)


def one_thing(pair: Comparison, mine: Found, theirs: Found) -> bool:
    """Tell whether two figures count one thing: in one measure, or by words that say the same.

    "One critically" and "three others" do not, nor does what merely stands behind a figure.
    """
    if _of_a_series(pair.child, mine) != _of_a_series(pair.parent, theirs):
        return False
    if mine.figure.kind != "number" or theirs.figure.kind != "number" or mine.noun == theirs.noun:
        return True
    here = pair.aligned(mine.sentence)
    ours, others = _beside(pair.child, mine), _beside(pair.parent, theirs)
    if any(w.norm in _REST for w in ours) != any(w.norm in _REST for w in others):
        return False
    return any(
        a.stem == b.stem or here.chance(a.start, b.start) >= _SAYS for a in ours for b in others
    )


def _of_a_series(side: Side, found: Found) -> bool:
    """Tell whether a figure is one of several of its measure: "aged 15, 16 and 18"."""
    alike = [
        f
        for f in side.figures[found.sentence]
        if f.kind == found.figure.kind == "measure" and f.unit == found.figure.unit
    ]
    return len(alike) >= _SERIES


def _beside(side: Side, found: Found) -> list[Word]:
    """Return the content words close behind a figure, one of which it counts."""
    figure = found.figure
    behind = [w for w in side.words(found.sentence) if w.start >= figure.end][:3]
    return [
        w
        for w in behind
        if w.norm not in FUNCTION_WORDS and not _MARK.search(side.text, figure.end, w.start)
    ]


def inside(word: Word, figure: Figure) -> bool:
    """Tell whether a word belongs to a figure."""
    return figure.start <= word.start < figure.end


def passage(side: Side, found: Found) -> Span:
    """Return a figure with the word that it counts."""
    figure = found.figure
    words = [w for w in side.words(found.sentence) if w.start >= figure.end]
    end = figure.end
    if figure.kind == "number" and words and words[0].norm not in FUNCTION_WORDS:
        between = side.text[figure.end : words[0].start]
        if between in (" ", "-"):
            end = words[0].end
    return Span(figure.start, end)


def end_of_range(pair: Comparison, mine: Figure, theirs: Figure) -> bool:
    """Tell whether two figures are ends of one range: "13-15 March", "March 13-15"."""
    here = pair.child.text[max(0, mine.start - 4) : mine.end + 4]
    there = pair.parent.text[max(0, theirs.start - 4) : theirs.end + 4]
    return all(_RANGE.search(text) is not None for text in (here, there))


def the_rest(pair: Comparison, mine: Found, theirs: Found) -> bool:
    """Tell whether two figures are the parts of one whole: three of eight empty, five filled."""
    wholes = [_whole(pair.child, mine), _whole(pair.parent, theirs)]
    a, b = mine.figure.value, theirs.figure.value
    if a is None or b is None or wholes[0] is None or wholes[0] != wholes[1]:
        return False
    return a + b == wholes[0] and len(mine.around & theirs.around) <= _WHOLE


def summed(pair: Comparison, mine: Found, theirs: Found) -> bool:
    """Tell whether one figure sums up what the other article lists.

    "Three counts" for "murder and two counts", or for "two counts of arson and one of assault".
    """
    sides = (pair.child, mine), (pair.parent, theirs)
    if all(_AND.search(_lead(side, found)) for side, found in sides):
        return False
    return any(
        other.figure.value is not None and other.figure.value in _sums(side, found, there, other)
        for (side, found), (there, other) in (sides, sides[::-1])
    )


def halved(pair: Comparison, mine: Found, theirs: Found) -> bool:
    """Tell whether a half that is told behind one figure makes it the other: "three and a half"."""
    sides = (pair.child, mine, theirs), (pair.parent, theirs, mine)
    return any(
        found.figure.value is not None
        and other.figure.value is not None
        and abs(other.figure.value - found.figure.value - 0.5) < _EQUAL
        and _AND_HALF.match(side.text, found.figure.end) is not None
        for side, found, other in sides
    )


def _sums(side: Side, found: Found, there: Side, other: Found) -> set[float]:
    """Return what a figure makes with the next one, or with what else its sentence lists."""
    figure, value, lead = found.figure, found.figure.value, _lead(side, found)
    if figure.kind != "number" or value is None or found.noun is None:
        return set()
    sums = set()
    row = [f for f in side.figures[found.sentence] if f.kind == "number" and f.value is not None]
    near = [f for f in row if abs(f.start - figure.start) <= _LISTED]
    for first, last in pairwise(near):
        if figure in (first, last) and _AND.search(side.text[first.end : last.start]):
            sums.add((first.value or 0) + (last.value or 0))
    bare = not any(figure.start - len(lead) < f.end <= figure.start for f in row)
    if bare and _AND.search(lead) and not _is_kept(side, found, there, other):
        sums.update(value + k for k in range(1, lead.count(",") + 2))
    return sums


def _is_kept(side: Side, found: Found, there: Side, other: Found) -> bool:
    """Tell whether what is listed before a figure stands in the other sentence by itself.

    Then "and" joins no list that is summed up there: "came home and sold two cars".
    """
    words = [w for w in side.words(found.sentence) if w.norm not in FUNCTION_WORDS]
    behind = {w.stem for w in words if w.start >= found.figure.end}
    last = next((w.stem for w in reversed(words) if w.end <= found.figure.start), None)
    stems = {w.stem for w in there.words(other.sentence)}
    return last is None or (last in stems and last not in behind)


def _lead(side: Side, found: Found) -> str:
    """Return the words in front of a figure, within its sentence."""
    start = side.starts[found.sentence]
    return side.text[max(start, found.figure.start - _LISTED) : found.figure.start]


def _whole(side: Side, found: Found) -> float | None:
    """Return the whole of which a figure is a part: "three of the eight"."""
    behind = side.text[found.figure.end : found.figure.end + _WIDE]
    others = [f for f in side.figures[found.sentence] if f.start >= found.figure.end]
    gap = max(0, others[0].start - found.figure.end) if others else 0
    return others[0].value if others and _PART_OF.fullmatch(behind[:gap]) else None


def in_a_list(side: Side, found: Found) -> bool:
    """Tell whether a figure numbers a line or stands in one that says too little: "5. Players"."""
    figure, start = found.figure, side.starts[found.sentence]
    lead, behind = side.text[start : figure.start], side.text[figure.end : figure.end + 8]
    if _ITEM.match(lead[-5:]) and len(lead) < 5 and behind[:1] in (".", ")", ":"):
        return True
    pictures = lead.endswith(" of ") and _PICTURES.match(side.text, figure.end)
    if _PICTURE.search(lead[-24:]) or pictures or _is_stamp(side, found.sentence):
        return True
    if _broken(side, figure) or _CLOCK.search(lead[-4:]) or _CLOCK_BEHIND.match(behind):
        return True
    words = side.words(found.sentence)
    content = [w for w in words if w.norm not in FUNCTION_WORDS and not inside(w, figure)]
    return len(content) < _POOR and side.sentence(found.sentence).rstrip()[-1:] not in _ENDS


def _is_stamp(side: Side, index: int) -> bool:
    """Tell whether a line says when the page was put up: "Published: 5 May - Updated: 6 May"."""
    return len(side.words(index)) <= _STAMPED and _STAMP.match(side.sentence(index)) is not None


def _broken(side: Side, figure: Figure) -> bool:
    """Tell whether a figure is a piece of one: "170, 000", "4 1 / 2", "5. 9 - magnitude".

    A year with a number behind it ("in 2016, 170 people") is none, nor a sentence that begins
    with a number where another ends with one.
    """
    lead = side.text[max(0, figure.start - 6) : figure.start]
    written = side.text[figure.start : figure.end]
    here = side.text[figure.start : figure.end + 12]
    behind = side.text[figure.end : figure.end + 16]
    if _FRACTION_BEFORE.search(lead) or _FRACTION_BEHIND.match(behind):
        return True
    if _GROUP.match(here) and _GROUP_BEFORE.search(lead):
        return True
    if _SHORT.match(written) and (_GROUP_BEHIND.match(behind) or _POINT_BEHIND.match(behind)):
        return True
    return _POINT_BEFORE.search(lead) is not None and _PLACES.match(here) is not None


def same_scale(side: Side, figure: Figure, other: Figure) -> bool:
    """Tell whether a figure leaves its scale to the next: "$140 and $150 million"."""
    if figure.value is None or not other.value or figure.value == 0:
        return False
    ratio = other.value / figure.value
    return any(abs(ratio / scale - 1) < _EQUAL for scale in _SCALES) and (
        _SCALE_BEHIND.match(side.text[figure.end : figure.end + 30]) is not None
    )


def points_back(side: Side, found: Found) -> bool:
    """Tell whether a number stands for what was told before: "the first of the two"."""
    written = side.text[found.figure.start : found.figure.end]
    lead = side.text[max(0, found.figure.start - 6) : found.figure.start].casefold()
    return written.isalpha() and lead.endswith(("the ", "these ", "those "))
