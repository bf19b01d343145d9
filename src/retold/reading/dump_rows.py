"""Rows of labels, such as menus, in a text that came run together: where they may end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retold.reading.dump_joints import BINDING, Pairs, Tokens
from retold.reading.phrases import COMMON

_NAME_TIMES = 2
_PRONOUN = re.compile(r"I(?![^\W_])")
_OPENING = "‘“'\"«„"
_HALVES = frozenset({"am", "pm"})
_NAMED, _HALF = 10, 2
"""So many words before a name may lead to it."""
_ROW, _ROW_LABELS = 5, 4
"""In this many words before a place so many must be labels to cut there."""
_PROSE_ROW, _PROSE_SMALL, _PROSE_SOME = 12, 7, 6
"""So many small words among the last ones say that a sentence is going on, unless labels alone
stand right before. Some are enough where small words follow soon."""
_SOON = 4
_BUILDING = COMMON | {"said", "told", "says", "into", "about", "over", "after", "before"}


def label_cuts(tokens: Tokens, pairs: Pairs, fresh: set[int]) -> Iterator[int]:
    """Yield where a capital follows a row of labels: there a menu may end.

    A row begins anew at a seam and at a byline.

    Words that stand side by side elsewhere on the page, too, belong together.
    """
    recent, count = [0] * _ROW, 0
    small, prose = [0] * _PROSE_ROW, 0
    sorts: dict[str, tuple[bool, int, int]] = {}
    before = ""
    for index, (start, token) in enumerate(tokens):
        if start in fresh:
            recent, count = [0] * _ROW, 0
        if (sort := sorts.get(token)) is None:
            sort = sorts[token] = _sort_of(token)
        capital, label, lower = sort
        if (
            capital
            and count >= _ROW_LABELS
            and (prose < _PROSE_SMALL or count == _ROW)
            and not (prose >= _PROSE_SOME and _resumes(tokens, index))
            and before[-1:] not in ",;:-–—.’'"
            and before.lower() not in _HALVES
            and before.lower() not in BINDING
            and not _is_surname(tokens, index)
            and not _begins(tokens, index)
            and pairs[before, token] < _NAME_TIMES
        ):
            yield start
        place = index % _ROW
        count += label - recent[place]
        recent[place] = label
        place = index % _PROSE_ROW
        prose += lower - small[place]
        small[place] = lower
        before = token


def _sort_of(token: str) -> tuple[bool, int, int]:
    """Tell whether a word has a capital, whether it may be a label's, whether it begins small."""
    first = token[0]
    capital = first.isupper() or (first in _OPENING and token[1:2].isupper())
    named = capital or not first.isalnum() or first.isdigit()
    label = named and token[-1] not in ",;" and token.lower() not in BINDING
    return capital, int(label), int(first.islower())


def _begins(tokens: Tokens, index: int) -> bool:
    """Tell whether the word before is the first behind labels that are all capitals."""
    label, first = tokens[index - 2][1], tokens[index - 1][1]
    loud = len(label) > _HALF and label.isupper() and label.isalpha()
    return loud and not first.isupper() and _goes_small(tokens, index)


def _goes_small(tokens: Tokens, index: int) -> bool:
    return any(token[0].islower() for _, token in tokens[index : index + _SOON])


def _is_surname(tokens: Tokens, index: int) -> bool:
    """Tell whether a word goes on with a name that “By”, or “and” in a byline, leads to."""
    before = [token for _, token in tokens[max(0, index - _NAMED) : index]]
    if not {"By", "BY"}.isdisjoint(before[-2:]):
        return True
    named = before[-2:-1] == ["and"] and ("By" in before or "BY" in before)
    return named and all(word[0].isupper() or word == "and" for word in before[-4:])


def after_names(tokens: Tokens, pairs: Pairs) -> Iterator[int]:
    """Yield where a name that the page says often runs into a byline: there that one ends."""
    for index, (_, token) in enumerate(tokens):
        if token not in ("By", "BY"):
            continue
        named = tokens[index + 1 : index + 1 + _ROW]
        for (_, before), (start, first), (_, second) in zip(
            named[1:], named[2:], named[3:], strict=False
        ):
            if not (before[0].isupper() and first[0].isupper() and second[0].isupper()):
                break
            if pairs[first, second] > _NAME_TIMES and pairs[before, first] == 1:
                yield start
                break


def _resumes(tokens: Tokens, index: int) -> bool:
    """Tell whether a row of capitals is a name in a sentence: it goes on with a small word.

    What begins with a small word's capital is a sentence of its own.
    """
    if tokens[index][1].lower() in COMMON or _PRONOUN.match(tokens[index][1]):
        return False
    following = (token for _, token in tokens[index + 1 : index + 1 + _SOON])
    return next((token for token in following if token[0].islower()), "") in _BUILDING
