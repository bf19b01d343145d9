"""The words of a page's lines as numbers, so that they are counted for all lines at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]
Numbers = NDArray[np.intp]
Bools = NDArray[np.bool_]


class Worded(Protocol):
    """A line with its words."""

    @property
    def tokens(self) -> tuple[str, ...]:
        """The words."""


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of the lines of a page.

    ``bounds`` says between which words each line stands, ``number`` which of ``known`` each
    word is, ``folded`` which of ``forms`` each of ``known`` is without regard to capitals.
    ``line`` and ``form`` are the pairs of a line and a form that stands in it, once each, in the
    order of the lines.
    """

    bounds: Numbers
    number: Numbers
    known: tuple[str, ...]
    forms: tuple[str, ...]
    folded: Numbers
    line: Numbers
    form: Numbers

    def count(self, told: Callable[[str], object]) -> Numbers:
        """Return of how many words of each line something is true."""
        return self.sums(np.fromiter(map(bool, map(told, self.known)), np.intp, len(self.known)))

    def sums(self, values: Numbers) -> Numbers:
        """Return the sums of the words of each line; there is a value for each of ``known``."""
        total = np.concatenate([[0], np.cumsum(values[self.number])])
        return np.asarray(total[self.bounds[1:]] - total[self.bounds[:-1]])

    def long(self, length: int) -> Bools:
        """Tell which forms have so many letters."""
        return np.fromiter((len(form) >= length for form in self.forms), np.bool_, len(self.forms))

    def among(self, lines: Numbers | Sequence[int]) -> Numbers:
        """Return in how many of some lines each form stands."""
        chosen = np.zeros(len(self.bounds) - 1, dtype=np.bool_)
        chosen[lines] = True
        return np.bincount(self.form[chosen[self.line]], minlength=len(self.forms))

    def per_line(self, pairs: Bools) -> Numbers:
        """Return for each line how many of its forms are marked; there is a mark for each pair."""
        return np.bincount(self.line[pairs], minlength=len(self.bounds) - 1)


def words_in(lines: Sequence[Worded]) -> Words:
    """Return the words of some lines; it is asked several times for each page, and remembers."""
    return numbered(tuple([line.tokens for line in lines]))


@lru_cache(maxsize=2)
def numbered(lines: tuple[tuple[str, ...], ...]) -> Words:
    """Return the words of lines whose words are given."""
    numbers: dict[str, int] = {}
    words = [numbers.setdefault(word, len(numbers)) for line in lines for word in line]
    bounds = np.concatenate([[0], np.cumsum([len(line) for line in lines], dtype=np.intp)])
    forms: dict[str, int] = {}
    folded = [forms.setdefault(word.casefold(), len(forms)) for word in numbers]
    number, to_form = np.array(words, dtype=np.intp), np.array(folded, dtype=np.intp)
    line_of = np.repeat(np.arange(len(lines)), np.diff(bounds))
    size = max(len(forms), 1)
    pairs = np.unique(line_of * size + to_form[number])
    return Words(bounds, number, tuple(numbers), tuple(forms), to_form, pairs // size, pairs % size)
