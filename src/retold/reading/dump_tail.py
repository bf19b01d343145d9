"""The last paragraphs of an article, where a notice parts them from the rest.

A short one at the end, mostly somebody's last word, looks like what stands below articles. It is
taken in if it speaks of whom the article spoke of, or says who said it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from retold.reading.dump_ends import names_of
from retold.reading.dump_lines import Line, before_comments
from retold.reading.line_seams import opens_list
from retold.reading.lines import TIME

_NEAR, _LEAST = 5, -5.0
"""So many lines below the text are looked at, if the odds against them are no greater."""
_SAID = re.compile(
    r"[”\"»’',] (?:\w+ ){0,3}(?:said|says|added|adds|asked|told|laughed)\b|\b(?:said|says) [A-ZÀ-Þ]"
)
_DESCRIBED, _BEGINNING = re.compile(r"\b(?:is|are) (?:an?|the|one|headquartered|based)\b"), 70
"""How firms and authors are described below a text."""
_NAME = re.compile(r"(?:Mr|Mrs|Ms|Dr) [A-ZÀ-Þ][\w’-]+|[A-ZÀ-Þ][\w’-]{2,30}")


def tail(lines: Sequence[Line], odds: NDArray[np.float64], body: NDArray[np.bool_]) -> list[int]:
    """Return the lines below the body that still belong to it.

    Args:
        lines: The lines of the page.
        odds: How likely each is the article's, in log-odds.
        body: Which are taken for the body.
    """
    inside = np.flatnonzero(body)
    if not len(inside):
        return []
    end = min(len(before_comments(list(lines))), int(inside[-1]) + 1 + _NEAR)
    found: list[int] = []
    known: frozenset[str] | None = None
    for index in range(int(inside[-1]) + 1, end):
        line = lines[index]
        if opens_list(line.text) or (line.kind is None and not line.prose):
            break
        if line.kind is not None:
            if line.kind.name not in _BETWEEN:
                break
            continue
        if lines[index - 1].kind == TIME and _timed(lines, inside) >= _POSTS:
            found.append(index)
            continue
        if known is None:
            known = names_of(lines[at].text for at in inside.tolist())
        speaks = _SAID.search(line.text) is not None
        if not (odds[index] > _LEAST and (speaks or _names_one(line.text, known))):
            break
        found.append(index)
    return found


def _timed(lines: Sequence[Line], inside: NDArray[np.intp]) -> int:
    """Return how many paragraphs stand below a bare time, as the posts of a live blog do."""
    return sum(1 for at in inside.tolist() if at and lines[at - 1].kind == TIME)


_BETWEEN = frozenset({"notice", "caption", "mark", "icons", "share"})
_POSTS = 2


def _names_one(text: str, known: frozenset[str]) -> bool:
    """Tell whether a sentence begins with somebody who is named in the text."""
    first = None if _DESCRIBED.search(text[:_BEGINNING]) else _NAME.match(text)
    return first is not None and first.group().rsplit(" ", 1)[-1] in known
