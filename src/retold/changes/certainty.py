"""How sure a claim is: a hedge that fell off or came on, and a negation lost or added.

Both are reported only where the words that the hedge or the negation bears on stand on both
sides; another wording of the same doubt is no change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from retold.changes.comparison import Comparison, Side, context
from retold.changes.lexicon import DOUBTS, FUNCTION_WORDS, HEDGES, NEGATIONS, SURE, UNDONE
from retold.language.wordsets import word_set
from retold.types import Change, ChangeKind, Severity, Span, Word

_REACH = 6  # words behind a hedge or a negation in which its verb stands
_BEFORE, _AFTER = 8, 5  # words around those in which another hedge or negation may stand
_CLAUSE = 12  # words in which the predicate of a negation stands
_MARKS = ',;:.—–“”"'
_LINKING = word_set(
    "is are was were be been has have had will would can could may might must did do"
)
_BEARS_ON = 2  # so many of the next content words must stand on the other side


# what may come true, so that "will" says more
_FUTURE = word_set(
    "may might could likely expected threatens threatened plans intends intended hopes hoped "
    "offered offers considering considers earliest possibly probably perhaps"
)
# too weak to be told as something that the child added
_VAGUE = word_set(
    "would planned plans expected appears appeared seems seemed offers no without neither nor none"
)


class _Cue(NamedTuple):
    """A hedge or a negation and the stems of the words that it bears on."""

    word: Word
    stems: tuple[str, ...]
    end: int


class _Kind(NamedTuple):
    """A kind of change, the words that show it, and all words that may stand for them."""

    name: ChangeKind
    cues: frozenset[str]
    alike: frozenset[str]


_CERTAINTY = _Kind("certainty", HEDGES, DOUBTS)
_NEGATION = _Kind("negation", NEGATIONS, UNDONE)


def certainty_changes(pair: Comparison) -> Iterator[Change]:
    """Find claims that are more certain, or less, than in the parent."""
    for index, sources in enumerate(pair.sources):
        if not sources:
            continue
        lost = _lost_hedge(pair, index, sources)
        if lost is not None:
            yield lost
        else:
            yield from _added(pair, index, sources, _CERTAINTY)


def negation_changes(pair: Comparison) -> Iterator[Change]:
    """Find claims that say the opposite of what the parent says."""
    for index, sources in enumerate(pair.sources):
        if sources:
            yield from _dropped(pair, index, sources, _NEGATION)
            yield from _added(pair, index, sources, _NEGATION)


def _lost_hedge(pair: Comparison, index: int, sources: Sequence[int]) -> Change | None:
    """Find a hedge that the child leaves out, or turns into a plain future."""
    first = next(_dropped(pair, index, sources, _CERTAINTY), None)
    if first is not None:
        return first
    words = pair.child.plain_words[index]
    sure = next((word for word in words if word.norm in SURE), None)
    if sure is None or _has(pair.child, [index], DOUBTS):
        return None
    if any(word.norm in SURE for k in sources for word in pair.parent.words(k)):
        return None
    alone = len(sources) == 1 and not _has(pair.child, [index], NEGATIONS)
    for k in sources:
        for cue in _cues(pair.parent, k, HEDGES):
            if set(cue.stems) & pair.child.stems[index] or (alone and cue.word.norm in _FUTURE):
                before = Span(cue.word.start, cue.end)
                after = context(pair.child, Span(sure.start, sure.end), 2)
                return pair.change("certainty", "high", before, after, _REASONS["certainty"][0])
    return None


_REASONS = {
    "certainty": (
        "What the source holds possible or planned is stated as certain.",
        "What the source states is only held possible.",
    ),
    "negation": (
        "The source denies what is stated here.",
        "The source states what is denied here.",
    ),
}


def _has(side: Side, sentences: Sequence[int], vocabulary: frozenset[str]) -> bool:
    """Tell whether a word of a list stands in one of the sentences."""
    return any(word.norm in vocabulary for k in sentences for word in side.words(k))


def _cues(side: Side, index: int, vocabulary: frozenset[str]) -> list[_Cue]:
    """Return the hedges or negations of a sentence with what they bear on."""
    words = side.plain_words[index]
    found = []
    for k, word in enumerate(words):
        if word.norm not in vocabulary:
            continue
        stems: list[str] = []
        end = word.end
        for other in words[k + 1 : k + 1 + _REACH]:
            if any(mark in side.text[end : other.start] for mark in _MARKS):
                break
            end = other.end
            proper = side.text[other.start].isupper()
            if not (proper or other.norm in FUNCTION_WORDS or other.norm.endswith("ly")):
                stems.append(other.stem)
            if len(stems) == _BEARS_ON:
                break
        if stems:
            found.append(_Cue(word, tuple(stems), end))
    return found


def _dropped(pair: Comparison, index: int, sources: Sequence[int], kind: _Kind) -> Iterator[Change]:
    """Find a cue of the parent that a sentence of the child does without."""
    for k in sources:
        for cue in _cues(pair.parent, k, kind.cues):
            kept = [_kept(pair.child, n, cue, kind.alike) for n in pair.retellings[k]]
            mine = _kept(pair.child, index, cue, kind.alike)
            if mine is None or any(n is not None and n.free is False for n in kept):
                continue
            if mine.free:
                if kind is _NEGATION and _denied_too(pair, k, cue, {index, *pair.retellings[k]}):
                    continue
                after = context(pair.child, mine.span, 2)
                before = Span(cue.word.start, cue.end)
                yield pair.change(kind.name, "high", before, after, _REASONS[kind.name][0])
                return


def _denied_too(pair: Comparison, source: int, cue: _Cue, retold: set[int]) -> bool:
    """Tell whether another negation of the child bears on the predicate that a cue denies."""
    clause = _clause(pair.parent, source, cue.word)
    verbs = [k for k, word in enumerate(clause) if word.norm in _LINKING]
    denied = _weighty(pair.parent, clause[verbs[0] + 1 :] if verbs else clause)
    return any(
        denied & _weighty(pair.child, _clause(pair.child, index, word))
        for index in retold
        for word in pair.child.plain_words[index]
        if word.norm in NEGATIONS
    )


def _clause(side: Side, index: int, first: Word) -> list[Word]:
    """Return the words behind a word, up to the next mark but not many."""
    found: list[Word] = []
    end = first.end
    for word in side.plain_words[index]:
        if word.start < first.end:
            continue
        parted = any(mark in side.text[end : word.start] for mark in _MARKS)
        if parted or len(found) == _CLAUSE:
            break
        end = word.end
        found.append(word)
    return found


def _weighty(side: Side, words: Sequence[Word]) -> frozenset[str]:
    """Return the stems of the words that are neither names nor function words."""
    return frozenset(
        word.stem
        for word in words
        if word.norm not in FUNCTION_WORDS and not side.text[word.start].isupper()
    )


class _Kept(NamedTuple):
    """Where the words that a cue bears on stand, and whether they stand free of such cues."""

    span: Span
    free: bool


def _kept(side: Side, index: int, cue: _Cue, alike: frozenset[str]) -> _Kept | None:
    """Find the words that a cue bears on in a sentence of the other article."""
    words = side.plain_words[index]
    at = [k for k, word in enumerate(words) if word.stem in cue.stems]
    if not at or not set(cue.stems) <= {words[k].stem for k in at}:
        return None
    near = words[max(0, at[0] - _BEFORE) : at[-1] + 1 + _AFTER]
    free = not any(word.norm in alike for word in near)
    return _Kept(Span(words[at[0]].start, words[at[0]].end), free)


def _added(pair: Comparison, index: int, sources: Sequence[int], kind: _Kind) -> Iterator[Change]:
    """Find a cue in a sentence of the child that its sources do without."""
    if _has(pair.parent, sources, kind.alike):
        return
    severity: Severity = "high" if kind.name == "negation" else "medium"
    for cue in _cues(pair.child, index, kind.cues - _VAGUE):
        for k in sources:
            kept = _kept(pair.parent, k, cue, kind.alike)
            if kept is not None and len(cue.stems) == _BEARS_ON:
                before = context(pair.parent, kept.span, 2)
                after = Span(cue.word.start, cue.end)
                yield pair.change(kind.name, severity, before, after, _REASONS[kind.name][1])
                return
