"""A word that limits or denies what is said, the words that it bears on, and where these went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from retold.changes.alignment import Alignment
from retold.changes.comparison import Comparison, Side
from retold.changes.house import house_form
from retold.changes.lexicon import FUNCTION_WORDS, HEDGES, MODALS, NEGATIONS, PAST
from retold.language.wordsets import word_set
from retold.types import Span, Word

_REACH = 7  # words beside a cue in which those stand that it bears on
_BEFORE, _AFTER = 8, 5  # words around an echo in which the same may be said in other words
_MARKS = ',;:.—–“”"'
_BEARS_ON = 2  # content words beside a cue that tell what it bears on
_EMPTY = (
    FUNCTION_WORDS
    | HEDGES
    | NEGATIONS
    | MODALS
    | word_set(
        "among amongst amid between within during about against under after before through since"
    )
)
_SURE = 0.4  # how surely a word must say another
_VERY_SURE = 0.6  # and how surely, to be as good as the same word


class Cue(NamedTuple):
    """A hedge or a negation, the content words that it bears on, and the passage of all.

    ``passive``: what follows it was done to something ("not been published").
    """

    word: Word
    bears: tuple[Word, ...]
    span: Span
    passive: bool = False


class Echo(NamedTuple):
    """Where the words that a cue bears on stand on the other side, and the words around.

    ``same_words`` counts the words borne on that stand there in their very stem, ``sure_words``
    those that surely have their like there.
    """

    span: Span
    near: tuple[Word, ...]
    same_words: int
    sure_words: int


def cues(
    side: Side, index: int, vocabulary: frozenset[str], *, quoted: bool = False
) -> Iterator[Cue]:
    """Find the cues of a sentence and what they bear on: what follows, or else what precedes."""
    words = side.words(index) if quoted else side.plain_words[index]
    for k, word in enumerate(words):
        if word.norm not in vocabulary or is_month(side, word):
            continue
        behind = _content(side, words[k : k + 1 + _REACH])
        bears = behind or _content(side, words[max(0, k - _REACH) : k + 1][::-1])[:1]
        if bears:
            start = min(word.start, *(w.start for w in bears))
            span = Span(start, max(word.end, *(w.end for w in bears)))
            passive = any(
                a.norm in ("be", "been") and is_participle(b.norm)
                for a, b in pairwise(words[k + 1 : k + 5])
            )
            yield Cue(word, tuple(bears), span, passive)


def is_month(side: Side, word: Word) -> bool:
    """Tell whether a word is the month of May, which puts nothing in doubt."""
    return side.text[word.start : word.end].removesuffix("'s").removesuffix("’s") == "May"


def is_participle(norm: str) -> bool:
    """Tell whether a word looks like what was done to something: "published", "taken"."""
    return norm.endswith(("ed", "en", "wn")) or norm in PAST


def _content(side: Side, words: Sequence[Word]) -> list[Word]:
    """Return the first content words beside the first word, up to the next mark."""
    found: list[Word] = []
    for before, word in pairwise(words):
        low, high = sorted((before, word), key=lambda w: w.start)
        gap = side.text[low.end : high.start]
        if gap != " " and any(mark in gap for mark in _MARKS):
            break
        empty = word.norm in _EMPTY or word.norm.endswith("ly")
        if not empty:
            found.append(word)
        if len(found) == _BEARS_ON:
            break
    return found


def survives(pair: Comparison, source: int, cue: Cue, alike: frozenset[str]) -> bool:
    """Tell whether a word of the child that is alike says a cue of the parent.

    That its words came over is not enough: where all around it did, so seems the cue.
    """
    for index in pair.retellings[source]:
        said = pair.aligned(index).told.get(cue.word.start, {})
        if any(said.get(w.start, 0) >= _SURE and w.norm in alike for w in pair.child.words(index)):
            return True
    return False


def comes(pair: Comparison, index: int, cue: Cue, alike: frozenset[str]) -> bool:
    """Tell whether a cue of the child says a word of its sources that is alike."""
    said = pair.aligned(index).source.get(cue.word.start, {})
    return any(
        w.start in said and w.norm in alike
        for source in pair.sources[index]
        for w in pair.parent.words(source)
    )


def in_child(pair: Comparison, index: int, cue: Cue) -> Echo | None:
    """Find what a cue of the parent bears on in a sentence of the child."""
    return _echo(pair.child, index, cue, pair.aligned(index), down=True)


def in_parent(pair: Comparison, index: int, source: int, cue: Cue) -> Echo | None:
    """Find what a cue of the child bears on in a sentence of the parent."""
    return _echo(pair.parent, source, cue, pair.aligned(index), down=False)


def _echo(side: Side, index: int, cue: Cue, alignment: Alignment, *, down: bool) -> Echo | None:
    words = side.plain_words[index]
    table = alignment.told if down else alignment.source
    at: list[int] = []
    same = sure = 0
    for word in cue.bears:
        chances = table.get(word.start, {})
        found = _said_by(word, words, chances)
        if found is None:
            return None
        at.append(found)
        same += house_form(words[found].norm) == house_form(word.norm)
        sure += chances.get(words[found].start, 0.0) >= _VERY_SURE
    low, high = min(at), max(at)
    near = [w for w in words[max(0, low - _BEFORE) : high + 1 + _AFTER] if not is_month(side, w)]
    first = words[at[0]]
    return Echo(Span(first.start, first.end), tuple(near), same, sure)


def _said_by(word: Word, words: Sequence[Word], chances: Mapping[int, float]) -> int | None:
    """Return the place of the word that says another: the surest, or one of its stem."""
    scored = [
        (max(chances.get(other.start, 0.0), _SURE * (other.stem == word.stem)), -k)
        for k, other in enumerate(words)
    ]
    best = max(scored, default=(0.0, 0))
    return -best[1] if best[0] >= _SURE else None


def partners(pair: Comparison, index: int, word: Word, least: float = _SURE) -> list[Word]:
    """Return the words of a child sentence, outside its marks, that stand for a parent's word."""
    said = pair.aligned(index).told.get(word.start, {})
    sure = {start for start, chance in said.items() if chance >= least}
    return [w for w in pair.child.plain_words[index] if w.start in sure] if sure else []


def neighbours(pair: Comparison, source: int, word: Word, index: int, other: Word) -> bool:
    """Tell whether the next content word on either side of two words is the same one."""
    told = pair.aligned(index).told
    for back in (True, False):
        a = _beside(pair.parent, source, word, back=back)
        b = _beside(pair.child, index, other, back=back)
        if any(told.get(x.start, {}).get(y.start, 0.0) >= _SURE for x in a for y in b):
            return True
    return False


def _beside(side: Side, index: int, word: Word, *, back: bool) -> list[Word]:
    """Return the next content words on one side of a word, the nearest first."""
    words = side.words(index)
    near = [w for w in words if (w.end <= word.start if back else w.start >= word.end)]
    content = [w for w in (near[::-1] if back else near) if w.norm not in _EMPTY]
    return content[:_BEARS_ON]
