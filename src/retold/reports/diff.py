"""Which words two linked passages share, and which changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

Range = tuple[int, int]

_WORD = re.compile(r"\w+(?:['’.,]\w+)*")


def words(text: str, offset: int = 0) -> list[tuple[int, int, str]]:
    """Return the words of a text with their characters and a form to compare them by.

    >>> words("It’s 63 km.")
    [(0, 4, "it's"), (5, 7, '63'), (8, 10, 'km')]
    """
    found = _WORD.finditer(text)
    return [
        (m.start() + offset, m.end() + offset, m[0].casefold().replace("’", "'")) for m in found
    ]


def compare(
    before: Sequence[tuple[int, int, str]], after: Sequence[tuple[int, int, str]]
) -> tuple[list[Range], list[Range], list[Range]]:
    """Return the characters that only ``before`` has, only ``after`` has, and shared ones.

    Shared stretches count in ``after``; ranges join words that stand side by side.

    >>> a, b = words("sank 63 kilometres off"), words("sank 63 miles off")
    >>> compare(a, b)
    ([(8, 18)], [(8, 13)], [(0, 7), (14, 17)])
    """
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415 loaded when a page is asked for

    ids: dict[str, int] = {}
    left = [ids.setdefault(w[2], len(ids)) for w in before]
    right = [ids.setdefault(w[2], len(ids)) for w in after]
    gone, new, kept = set(range(len(left))), set(range(len(right))), list[int]()
    for code in LCSseq.opcodes(left, right):
        if code.tag == "equal":
            gone.difference_update(range(code.src_start, code.src_end))
            new.difference_update(range(code.dest_start, code.dest_end))
            kept.extend(range(code.dest_start, code.dest_end))
    return _joined(sorted(gone), before), _joined(sorted(new), after), _joined(kept, after)


def _joined(numbers: Sequence[int], words: Sequence[tuple[int, int, str]]) -> list[Range]:
    """Join neighbouring words into ranges of characters."""
    if not numbers:
        return []
    breaks = [0, *(i + 1 for i, (a, b) in enumerate(pairwise(numbers)) if b != a + 1)]
    ends = [*breaks[1:], len(numbers)]
    return [
        (words[numbers[s]][0], words[numbers[e - 1]][1]) for s, e in zip(breaks, ends, strict=True)
    ]
