"""How much speaks for two passages being about one thing, and what a change is worth by it.

Two sentences may be linked because they touch on one matter, and yet make two claims. Only where
most of both was carried over is a difference between them a change that somebody made; where less
was, the difference weighs less, and where hardly anything was, it is none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import fsum

from rapidfuzz.distance import Levenshtein

from retold.changes.comparison import Comparison, Side
from retold.changes.contraries import contrary
from retold.changes.counted import count_of, one_thing
from retold.changes.lexicon import FUNCTION_WORDS, HEDGES, NEGATIONS
from retold.changes.persons import namesakes, of_different_persons
from retold.changes.prose import is_credit, is_prose
from retold.language import figures, rarity
from retold.types import Change, Place, Word

_FEW = 3  # content words that make a claim
_LONG = 100  # words of a sentence that is rather a text run together
_NEAR = 6  # content words on either side of a passage that are about it
_BEFORE = 25  # characters before a figure in which a verb says which way it went
_SLIP = 2  # letters in which a misspelt name differs
_EMPTY = FUNCTION_WORDS | NEGATIONS | HEDGES
_CLAIMS = frozenset({"negation", "certainty"})
_FIGURES = frozenset({"number", "unit"})
_SURE, _LEAST = 0.55, 0.4  # what of both claims must agree for one to contradict the other
_STRICT, _ORDER = 0.6, 4.0  # asked of shares, and of figures that are so many times one another
_ALL = 0.8  # what of the source's claim must have come over where the child says more besides
_SAME, _LOOSE = 0.5, 0.3  # the same for two figures: to weigh much, and to be told at all


@dataclass(frozen=True, slots=True)
class Support:
    """The shares, by rarity, of the content words that have their like on the other side.

    ``child`` and ``parent`` are those of the whole sentences, ``near_child`` and ``near_parent``
    of the words around the passages that differ.
    """

    child: float
    parent: float
    near_child: float
    near_parent: float

    @property
    def whole(self) -> float:
        """The mean of both sentences."""
        return (self.child + self.parent) / 2

    @property
    def near(self) -> float:
        """The mean of the words around both passages."""
        return (self.near_child + self.near_parent) / 2


def weighed(pair: Comparison, change: Change) -> Change | None:
    """Return a change with the severity that its support allows; ``None`` if it has too little."""
    ends = [(s, at) for s, at in zip(*_ends(pair, change), strict=True) if at is not None]
    if change.kind == "name" and any(is_credit(side, at) for side, at in ends):
        return None
    if any(_is_run_on(side, at) or not is_prose(side, at.sentence) for side, at in ends):
        return _milder(change)
    found = support(pair, change)
    return change if found is None else _supported(pair, change, found)


def _supported(pair: Comparison, change: Change, found: Support) -> Change | None:
    """Return a change with the severity that what speaks for it allows."""
    if change.kind in _CLAIMS and change.parent is not None:
        told = _claim(change, found)
        return _of_two_persons(pair, told) if told is not None else None
    if change.kind in _FIGURES and change.severity == "high":
        return change if _is_slip(change) else _of_one_thing(pair, _figure(change, found))
    if change.kind == "name" and change.severity == "high" and found.whole < _LEAST:
        return change if _is_slip(change) and namesakes(pair, change) else _milder(change)
    return change


def _ends(pair: Comparison, change: Change) -> tuple[tuple[Side, Side], list[Place | None]]:
    return (pair.child, pair.parent), [change.child, change.parent]


def _is_run_on(side: Side, at: Place) -> bool:
    """Tell whether a place lies in what is rather a text run together than a sentence."""
    return len(side.words(at.sentence)) > _LONG


def support(pair: Comparison, change: Change) -> Support | None:
    """Return what speaks for two passages being about one thing; ``None`` if one is missing."""
    if change.child is None or change.parent is None:
        return None
    index, source = change.child.sentence, change.parent.sentence
    if source not in pair.sources[index]:
        return None
    here = pair.aligned(index)
    theirs = pair.parent.prepared.sentences[source]
    by_meaning = pair.child.profile is not None
    inside = change.kind in _CLAIMS  # what is denied or doubted is the same on both sides

    def carried(word: Word) -> float:
        said = here.source.get(word.start, {})
        found = fsum(p for at, p in said.items() if theirs.start <= at < theirs.end)
        return min(1.0, found) if by_meaning else float(found > 0)

    def kept(word: Word) -> float:
        found = fsum(here.told.get(word.start, {}).values())
        return min(1.0, found) if by_meaning else float(found > 0)

    child, parent = _content(pair.child, index), _content(pair.parent, source)
    return Support(
        _share(child, carried),
        _share(parent, kept),
        _share(_around(child, change.child, inside=inside), carried),
        _share(_around(parent, change.parent, inside=inside), kept),
    )


def told_once(pair: Comparison, found: Sequence[Change]) -> list[Change]:
    """Let a figure of the parent be replaced by one alone, the one that most speaks for."""
    best: dict[tuple[int, int], tuple[float, int, Change]] = {}
    others = []
    for change in found:
        if change.kind not in _FIGURES or change.parent is None or change.child is None:
            others.append(change)
            continue
        one = support(pair, change)
        score = one.whole + one.near if one else 0.0
        key = (change.parent.start, change.parent.end)
        mine = (score, -change.child.start, change)
        if key not in best or mine[:2] > best[key][:2]:
            best[key] = mine
    return [*others, *(change for _, _, change in best.values())]


def kept_share(pair: Comparison, source: int, retellings: Sequence[int], apart: Place) -> float:
    """Return the share of a parent sentence, a passage apart, that one retelling keeps at best."""
    words = [w for w in _content(pair.parent, source) if not _in(w, apart)]
    if len(words) < _FEW:
        return 0.0

    def share(index: int) -> float:
        told = pair.aligned(index).told
        return _share(words, lambda word: min(1.0, fsum(told.get(word.start, {}).values())))

    return max(map(share, retellings), default=0.0)


def _claim(change: Change, found: Support) -> Change | None:
    if found.near < _LEAST or found.whole < _LOOSE:
        return None
    both = min(found.child, found.parent) >= _LEAST or found.parent >= _ALL
    sure = min(found.whole, found.near) >= _SURE and both
    if sure:
        return change
    return None if change.kind == "negation" else _milder(change)


def _figure(change: Change, found: Support) -> Change | None:
    mean = (found.whole + found.near) / 2
    if mean >= (_STRICT if _is_weak(change) else _SAME):
        return change
    return _milder(change) if mean >= _LOOSE else None


def _of_one_thing(pair: Comparison, change: Change | None) -> Change | None:
    """Let a figure weigh less where it is not known to count what the source's figure counts."""
    if change is None or change.child is None or change.parent is None:
        return change
    mine, theirs = count_of(pair.child, change.child), count_of(pair.parent, change.parent)
    known = mine is None or theirs is None or one_thing(pair, mine, theirs)
    known = known and not _moved_apart(pair, change.child, change.parent)
    return _of_two_persons(pair, change) if known else _milder(change)


def _moved_apart(pair: Comparison, child: Place, parent: Place) -> bool:
    """Tell whether two figures stand behind words that say the contrary: "fell 14", "rose 90"."""
    rows = [
        [w.norm for w in side.words(at.sentence) if 0 <= at.start - w.end <= _BEFORE]
        for side, at in ((pair.child, child), (pair.parent, parent))
    ]
    return any(contrary(a, b) for a in rows[0] for b in rows[1])


def _of_two_persons(pair: Comparison, change: Change) -> Change | None:
    """Let what is said of two persons weigh less; that it was denied of one says nothing at all."""
    if not of_different_persons(pair, change):
        return change
    return None if change.kind in _CLAIMS else _milder(change)


def _is_weak(change: Change) -> bool:
    """Tell whether two figures may well count two things: shares, or amounts of another order."""
    read = [figures(text or "") for text in (change.before, change.after)]
    if not all(read):
        return False
    a, b = (row[0] for row in read)
    if a.kind == b.kind == "percent":
        return True
    small, large = sorted((abs(a.value or 0), abs(b.value or 0)))
    return large > _ORDER * small


def _milder(change: Change) -> Change:
    return replace(change, severity="medium") if change.severity == "high" else change


def _is_slip(change: Change) -> bool:
    """Tell whether the passages differ as by a slip of the pen, which needs no other support."""
    before, after = (change.before or "").casefold(), (change.after or "").casefold()
    if change.kind == "name":
        return Levenshtein.distance(before, after) <= _SLIP
    digits = ["".join(filter(str.isdecimal, text)) for text in (before, after)]
    return len(digits[0]) > 1 and sorted(digits[0]) == sorted(digits[1]) != ["0"]


def _content(side: Side, index: int) -> list[Word]:
    """Return the words that carry meaning; what denies or limits them apart."""
    return [word for word in side.words(index) if word.norm not in _EMPTY]


def _around(words: Sequence[Word], place: Place, *, inside: bool) -> list[Word]:
    """Return the content words on either side of a passage, or with those of it."""
    before = [w for w in words if w.end <= place.start]
    behind = [w for w in words if w.start >= place.end]
    within = [w for w in words if _in(w, place)] if inside else []
    return [*before[-_NEAR:], *within, *behind[:_NEAR]]


def _in(word: Word, place: Place) -> bool:
    return place.start <= word.start < place.end


def _share(words: Sequence[Word], carried: Callable[[Word], float]) -> float:
    """Return the share of words that are carried, rare words counting for more."""
    whole = fsum(rarity(word.stem) for word in words)
    return fsum(rarity(w.stem) * carried(w) for w in words) / whole if whole else 0.0
