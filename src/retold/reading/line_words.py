"""The words of a page's lines as numbers, so that they are counted for all lines at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]
Numbers = NDArray[np.intp]
Bools = NDArray[np.bool_]
Array = TypeVar("Array", NDArray[np.float64], NDArray[np.intp])


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
    order of the lines. ``letters`` are the lengths of the forms.
    """

    bounds: Numbers
    number: Numbers
    known: tuple[str, ...]
    forms: tuple[str, ...]
    folded: Numbers
    line: Numbers
    form: Numbers
    letters: Numbers

    def sums(self, *values: Numbers | Bools) -> Numbers:
        """Return the sums of the words of each line, one row for each of some values of ``known``.

        A value of a word is a number, or whether something is true of it.
        """
        total = np.zeros((len(values), len(self.number) + 1), dtype=np.intp)
        np.cumsum(np.array(values, dtype=np.intp)[:, self.number], axis=1, out=total[:, 1:])
        upto = total[:, self.bounds]
        return np.asarray(upto[:, 1:] - upto[:, :-1])

    def long(self, length: int) -> Bools:
        """Tell which forms have so many letters."""
        return self.letters >= length

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
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    words = [numbers[word] for line in lines for word in line]
    small = "\n".join(numbers).casefold().split("\n") if numbers else []
    forms: defaultdict[str, int] = defaultdict(count().__next__)
    number = np.array(words, dtype=np.intp)
    folded = np.array([forms[form] for form in small], dtype=np.intp)
    sizes = np.fromiter(map(len, lines), np.intp, len(lines))
    bounds = np.zeros(len(lines) + 1, dtype=np.intp)
    sizes.cumsum(out=bounds[1:])
    size = max(len(forms), 1)
    pairs = np.repeat(np.arange(0, len(lines) * size, size), sizes) + folded[number]
    pairs.sort()
    first = np.ones(len(pairs), dtype=np.bool_)
    np.not_equal(pairs[1:], pairs[:-1], out=first[1:])
    line, form = np.divmod(pairs[first], size)
    letters = np.fromiter(map(len, forms), np.intp, len(forms))
    return Words(bounds, number, tuple(numbers), tuple(forms), folded, line, form, letters)


def running(values: Doubles | Bools) -> Doubles:
    """Return the sums of all values before each, and of all."""
    total = np.zeros(len(values) + 1)
    values.cumsum(out=total[1:])
    return total


def within(values: Array, most: float) -> Array:
    """Return the values, those too far from zero cut."""
    return np.minimum(np.maximum(values, -most), most)
