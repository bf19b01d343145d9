"""Two articles side by side: which sentences retell which, and what stands in each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TypeVar

from retold.changes.alignment import NOTHING, Alignment, aligned
from retold.changes.lexicon import HARM
from retold.matching.profiles import Profile
from retold.statements.lexicon import reporting_verbs
from retold.types import (
    Change,
    ChangeKind,
    Figure,
    Link,
    Name,
    Place,
    Prepared,
    Severity,
    Span,
    Statement,
    Word,
)

_T = TypeVar("_T")
_reporting = lru_cache(maxsize=4_096)(reporting_verbs)  # a parent is read again with every child
_LONGEST = 400  # words of a sentence that are compared; a longer one is a list or an attack
_CHARACTERS = 10 * _LONGEST
_NEAR = 20  # characters between a figure and the harm that it counts
_LIVES = re.compile(
    r"\b(?:claim|claims|claimed|claiming|cost|costs|costing|took|taking|lost|losing)"
    r" (?:the |their )?lives of [^.;:]{0,20}$"
)
_LIVES_REACH = 60
_ASIDE = re.compile(r"[,;:]|\b(?:before|after|when|because|despite|until)\b")
_PLACE = re.compile(r"\b(?:in|on|near|from|around the|at the|at(?! least| most)|off|by)\b")
_MOST = 40  # figures and names of a sentence, likewise


@dataclass(frozen=True)
class Side:
    """One article, with figures, names and quotations sorted by sentence."""

    prepared: Prepared
    statements: tuple[Statement, ...] = ()
    profile: Profile | None = None

    @property
    def text(self) -> str:
        """The article's text."""
        return self.prepared.text

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where the sentences start."""
        return tuple(sentence.start for sentence in self.prepared.sentences)

    @cached_property
    def figures(self) -> tuple[tuple[Figure, ...], ...]:
        """The figures of each sentence."""
        return self._by_sentence(self.prepared.figures, lambda figure: figure.start)

    @cached_property
    def names(self) -> tuple[tuple[Name, ...], ...]:
        """The names of each sentence."""
        return self._by_sentence(self.prepared.names, lambda name: name.start)

    @cached_property
    def stems(self) -> tuple[frozenset[str], ...]:
        """The stems of each sentence."""
        return tuple(frozenset(word.stem for word in words) for words in self.prepared.words)

    @cached_property
    def all_stems(self) -> frozenset[str]:
        """The stems of the whole text."""
        return frozenset().union(*self.stems)

    @cached_property
    def reporting(self) -> tuple[tuple[tuple[Span, str, str], ...], ...]:
        """The reporting verbs of each sentence: characters of the text, lemma and force."""
        return tuple(
            tuple(
                (Span(span.start + sentence.start, span.end + sentence.start), lemma, force)
                for span, lemma, force in _reporting(sentence.span.of(self.text)[:_CHARACTERS])
            )
            for sentence in self.prepared.sentences
        )

    @cached_property
    def plain_words(self) -> tuple[tuple[Word, ...], ...]:
        """The words of each sentence that stand outside quotation marks."""
        return tuple(
            tuple(word for word in words[:_LONGEST] if not self.quoted(word.start, word.end))
            for words in self.prepared.words
        )

    @cached_property
    def capitalised(self) -> frozenset[str]:
        """The words that stand somewhere with a capital, in lower case."""
        return frozenset(
            word.norm
            for words in self.prepared.words
            for word in words
            if self.text[word.start].isupper()
        )

    @cached_property
    def persons(self) -> frozenset[str]:
        """The keys of names that look like persons': some are written with a name in front."""
        return frozenset(
            name.key
            for name in self.prepared.names
            if " " in self.text[name.start : name.end] and " " not in name.key
        )

    @cached_property
    def harm(self) -> frozenset[Figure]:
        """The figures that count people who came to harm."""
        return frozenset(
            figure
            for index, figures in enumerate(self.figures)
            for figure in figures
            if figure.kind == "number" and self._is_harm(index, figure)
        )

    def _is_harm(self, index: int, figure: Figure) -> bool:
        before = self.text[max(0, figure.start - _LIVES_REACH) : figure.start]
        if before[-1:] in ("-", "–", "/"):
            return False
        return _LIVES.search(before) is not None or any(
            word.norm in HARM
            and max(figure.start - word.end, word.start - figure.end) <= _NEAR
            and _ASIDE.search(self.text, figure.end, max(figure.end, word.start)) is None
            and _PLACE.search(self.text, word.end, max(word.end, figure.start)) is None
            for word in self.words(index)
        )

    def sentence_at(self, offset: int) -> int:
        """Return the index of the sentence that a character belongs to."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def words(self, index: int) -> tuple[Word, ...]:
        """Return the words of one sentence, of an endless one the first."""
        return self.prepared.words[index][:_LONGEST]

    def sentence(self, index: int) -> str:
        """Return the characters of one sentence, of an endless one the first."""
        return self.prepared.sentence_text(index)[:_CHARACTERS]

    def quoted(self, start: int, end: int) -> bool:
        """Tell whether characters lie inside quotation marks."""
        at = bisect_right(self._quotation_starts, start) - 1
        return at >= 0 and end <= self.prepared.quotations[at].end

    def quotation_numbers(self, index: int) -> range:
        """Return the numbers of the quotations that touch a sentence."""
        span = self.prepared.sentences[index].span
        last = bisect_right(self._quotation_starts, span.end - 1)
        first = bisect_right(self._quotation_ends, span.start)
        return range(first, max(first, last))

    def place(self, span: Span) -> Place:
        """Return the place of a span."""
        return Place(self.prepared.id, self.sentence_at(span.start), span.start, span.end)

    @cached_property
    def _quotation_starts(self) -> tuple[int, ...]:
        return tuple(quotation.start for quotation in self.prepared.quotations)

    @cached_property
    def _quotation_ends(self) -> tuple[int, ...]:
        return tuple(quotation.end for quotation in self.prepared.quotations)

    def _by_sentence(
        self, items: Sequence[_T], start: Callable[[_T], int]
    ) -> tuple[tuple[_T, ...], ...]:
        rows: list[list[_T]] = [[] for _ in self.prepared.sentences]
        for item in items:
            index = self.sentence_at(start(item))
            if index < len(rows) and start(item) < self.prepared.sentences[index].end:
                rows[index].append(item)
        return tuple(tuple(row[:_MOST]) for row in rows)


@dataclass(frozen=True)
class Comparison:
    """A child and its parent; ``sources[i]`` are the parent sentences of child sentence i."""

    child: Side
    parent: Side
    sources: tuple[tuple[int, ...], ...]
    retellings: tuple[tuple[int, ...], ...]
    _aligned: dict[int, Alignment] = field(default_factory=dict, compare=False, repr=False)

    def aligned(self, index: int) -> Alignment:
        """Return a sentence of the child word by word; made when first asked for."""
        if not self.sources[index]:
            return NOTHING
        if index not in self._aligned:
            self._aligned[index] = aligned(
                (self.child.prepared, self.child.profile, index),
                (self.parent.prepared, self.parent.profile, self.sources[index]),
            )
        return self._aligned[index]

    def kept(self, source: int, word: Word) -> bool:
        """Tell whether a word of a parent sentence came over into any of its retellings."""
        return any(self.aligned(k).is_kept(word) for k in self.retellings[source])

    def change(
        self,
        kind: ChangeKind,
        severity: Severity,
        before: Span | None,
        after: Span | None,
        reason: str,
    ) -> Change:
        """Make a change from the two passages that differ."""
        return Change(
            kind=kind,
            severity=severity,
            child_article=self.child.prepared.id,
            parent_article=self.parent.prepared.id,
            child=self.child.place(after) if after else None,
            parent=self.parent.place(before) if before else None,
            before=before.of(self.parent.text) if before else None,
            after=after.of(self.child.text) if after else None,
            reason=reason,
        )


def side_by_side(child: Side, parent: Side, links: Sequence[Link]) -> Comparison:
    """Turn links into a map from child sentences to parent sentences and back."""
    sources: list[set[int]] = [set() for _ in child.prepared.sentences]
    retellings: list[set[int]] = [set() for _ in parent.prepared.sentences]
    for link in links:
        for place in link.parents:
            sources[link.child.sentence].add(place.sentence)
            retellings[place.sentence].add(link.child.sentence)
    return Comparison(
        child,
        parent,
        tuple(tuple(sorted(row)) for row in sources),
        tuple(tuple(sorted(row)) for row in retellings),
    )


def context(side: Side, span: Span, reach: int = 3) -> Span:
    """Widen a passage by a few words on either side, within its clause.

    A passage without words (a gap) is widened around its place.
    """
    words = side.words(side.sentence_at(span.start))
    inside = [k for k, word in enumerate(words) if span.start < word.end and word.start < span.end]
    if inside:
        first, last = inside[0], inside[-1]
    else:
        before = [k for k, word in enumerate(words) if word.end <= span.start]
        first, last = (before[-1] + 1, before[-1]) if before else (0, -1)
    left, right = first, last
    while left > 0 and first - left < reach and not _parted(side, words, left - 1):
        left -= 1
    while right + 1 < len(words) and right - last < reach and not _parted(side, words, right):
        right += 1
    if left > right:
        return span
    return Span(
        min(words[left].start, span.start) if inside else words[left].start,
        max(words[right].end, span.end) if inside else words[right].end,
    )


def _parted(side: Side, words: Sequence[Word], index: int) -> bool:
    """Tell whether a mark stands between a word and the next one."""
    if index < 0 or index + 1 >= len(words):
        return False
    between = side.text[words[index].end : words[index + 1].start]
    return any(mark in between for mark in ',.;:!?()“”"—–…')
