"""An article as the tagger reads it: word pieces, what the pieces lose, and windows.

The encoder's tokenizer folds case and drops line breaks. What attribution needs of both, and
the state of the quotation marks, travels beside the pieces as one number per piece, the
*mark*: ``case * 12 + quotation * 3 + place``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from retold.types import Prepared, Quotation, Sentence

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = npt.NDArray[np.int64]

MARKS = 60
"""How many different marks there are."""
UNIT = 254
"""Pieces of one sentence at most; a longer one is cut into several units."""
CORE, CONTEXT = 288, 48
"""Pieces of a window that are tagged in it, and pieces that are only read, on each side."""
MAX_CHARACTERS = 8_000
"""What is read of one sentence at most."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_LOWER, _CAPITAL, _UPPER, _DIGIT, _SIGN = range(5)
_OUTSIDE, _INSIDE, _OPENS, _CLOSES = range(4)
_GOES_ON, _SENTENCE, _PARAGRAPH = range(3)


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of an article.

    ``ids`` and ``marks`` have one number a piece, ``units`` the first piece of every unit and
    the end of the last. ``first`` is the first piece of every word, ``starts`` and ``ends`` are
    the characters of the words. A word never crosses a unit.
    """

    ids: Ints
    marks: Ints
    units: Ints
    first: Ints
    starts: Ints
    ends: Ints


@dataclass(frozen=True, slots=True)
class Window:
    """Units that are read together, ``start`` to ``end``, and those tagged by it."""

    start: int
    end: int
    core_start: int
    core_end: int


def pieces(prepared: Prepared, tokenizer: Tokenizer) -> Pieces:
    """Cut an article into word pieces; ``tokenizer`` must neither pad nor truncate."""
    ids: list[int] = []
    marks: list[int] = []
    units = [0]
    first: list[int] = []
    words: list[tuple[int, int]] = []
    quoted = _Quoted(prepared.quotations)
    for sentence, place in _sentences(prepared):
        text = prepared.text[sentence.start : min(sentence.end, sentence.start + MAX_CHARACTERS)]
        cut = tokenizer.encode(_plain(text), add_special_tokens=False)
        known: int | None = -1
        for piece, word, (start, end) in zip(cut.ids, cut.word_ids, cut.offsets, strict=True):
            if word != known:
                if len(ids) - units[-1] >= UNIT - 24:
                    units.append(len(ids))
                first.append(len(ids))
                words.append((sentence.start + start, sentence.start + end))
                at = place if known == -1 else _GOES_ON
                mark = _case(text[start:end]) * 12 + quoted.state(*words[-1]) * 3 + at
            elif len(ids) - units[-1] >= UNIT:
                continue  # a word of hundreds of pieces; its rest is not read
            known = word
            words[-1] = (words[-1][0], sentence.start + end)
            ids.append(piece)
            marks.append(mark)
        if len(ids) > units[-1]:
            units.append(len(ids))
    bounds = np.array(words, np.int64).reshape(-1, 2)
    return Pieces(
        np.array(ids, np.int64),
        np.array(marks, np.int64),
        np.array(units, np.int64),
        np.array(first, np.int64),
        bounds[:, 0],
        bounds[:, 1],
    )


def windows(units: Ints, core: int = CORE, context: int = CONTEXT) -> Iterator[Window]:
    """Deal the units of an article out to windows; every unit is the core of exactly one.

    A window takes whole units while they fit into ``core`` pieces, at least one, and reads whole
    units before and after them while these fit into ``context``.
    """
    count = len(units) - 1
    at = 0
    while at < count:
        end = max(at + 1, bisect_right(units, units[at] + core) - 1)
        start = bisect_left(units, units[at] - context)
        stop = max(end, bisect_right(units, units[end] + context) - 1)
        yield Window(start, min(stop, count), at, end)
        at = end


def _sentences(prepared: Prepared) -> Iterator[tuple[Sentence, int]]:
    paragraph = -1
    for sentence in prepared.sentences:
        yield sentence, _SENTENCE if sentence.paragraph == paragraph else _PARAGRAPH
        paragraph = sentence.paragraph


def _plain(text: str) -> str:
    """Replace lone surrogates, which no tokenizer takes, one for one."""
    return _SURROGATE.sub("?", text)


def _case(word: str) -> int:
    if not word[:1].isalnum():
        return _SIGN
    if word[0].isdigit():
        return _DIGIT
    if word[0].isupper():
        return _UPPER if len(word) > 1 and word.isupper() else _CAPITAL
    return _LOWER


class _Quoted:
    """Says of every word where it stands towards the quotation marks."""

    def __init__(self, quotations: Sequence[Quotation]) -> None:
        self._quotations = quotations
        self._starts = [quotation.start for quotation in quotations]

    def state(self, start: int, end: int) -> int:
        at = bisect_right(self._starts, start) - 1
        if at < 0 or start >= self._quotations[at].end:
            return _OUTSIDE
        quotation = self._quotations[at]
        if start < quotation.inner.start:
            return _OPENS
        return _CLOSES if quotation.closed and end > quotation.inner.end else _INSIDE
