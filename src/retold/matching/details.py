"""Names and figures of two texts, sentence against sentence: what agrees, and what conflicts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from retold.forest import Doubles
from retold.types import Figure, Name, Prepared

Key = TypeVar("Key", bound=Hashable)
Held = Sequence[frozenset[Key]]
"""What each sentence of a text holds."""


def agreeing(child: Prepared, parent: Prepared) -> dict[str, NDArray[np.generic]]:
    """Count for every two sentences the figures and names that they share, or that conflict.

    Figures agree by their value, dates and times by what they stand for. Two sentences conflict
    in a kind of figure if each has one that the other has not; ``…_only_here`` are those that no
    other sentence of the parent has.
    """
    figures, figures_back = (_figures(text) for text in (child, parent))
    names, names_back = (
        _held(text, [(name, name.key) for name in text.names]) for text in (child, parent)
    )
    agree, only = _shared(figures, figures_back)
    same, same_only = _shared(names, names_back)
    return {
        "figures_agree": agree,
        "figures_only_here": only,
        "figures_conflict": _conflicts(figures, figures_back),
        "figures_left": _sizes(figures)[:, None] - agree,
        "names_agree": same,
        "names_only_here": same_only,
        "names_conflict": _apart(names, names_back),
    }


def _figures(text: Prepared) -> Held[tuple[str, str]]:
    return _held(text, [(one, (one.kind, _value(one))) for one in text.figures])


def _value(figure: Figure) -> str:
    return str(figure.unit) if figure.value is None else f"{figure.value:.6g}"


def _held(text: Prepared, found: Iterable[tuple[Figure | Name, Key]]) -> Held[Key]:
    held: list[set[Key]] = [set() for _ in text.sentences]
    starts = [sentence.start for sentence in text.sentences]
    for one, key in found:
        at = bisect_right(starts, one.start) - 1
        if at >= 0:
            held[at].add(key)
    return [frozenset(keys) for keys in held]


def _sizes(held: Held[Key]) -> Doubles:
    return np.array([len(keys) for keys in held], dtype=np.float64)


def _shared(mine: Held[Key], theirs: Held[Key]) -> tuple[Doubles, Doubles]:
    """Count what two sentences share, and what of it no other of theirs has."""
    common = frozenset[Key]().union(*mine) & frozenset[Key]().union(*theirs)
    place = {key: number for number, key in enumerate(common)}
    left, right = (_marks(held, place) for held in (mine, theirs))
    return left @ right.T, left @ (right * (right.sum(axis=0) == 1)).T


def _marks(held: Held[Key], place: dict[Key, int]) -> Doubles:
    marks = np.zeros((len(held), len(place)))
    at = [(row, place[key]) for row, keys in enumerate(held) for key in keys if key in place]
    if at:
        marks[tuple(np.array(at).T)] = 1
    return marks


def _apart(mine: Held[Key], theirs: Held[Key]) -> Doubles:
    """Count how many each of two sentences has that the other has not, the fewer of the two."""
    shared, _ = _shared(mine, theirs)
    return np.minimum(_sizes(mine)[:, None] - shared, _sizes(theirs)[None, :] - shared)


def _conflicts(mine: Held[tuple[str, str]], theirs: Held[tuple[str, str]]) -> Doubles:
    """Count the kinds of figures of which each of two sentences has one that the other has not."""
    found = np.zeros((len(mine), len(theirs)))
    for kind in sorted({kind for keys in mine for kind, _ in keys}):
        some, others = (
            [frozenset(key for key in keys if key[0] == kind) for keys in held]
            for held in (mine, theirs)
        )
        found += _apart(some, others) > 0
    return found
