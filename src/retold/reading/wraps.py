"""Lines that were broken at one width: which go on in the next, and what becomes of hyphens."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from retold.reading.lines import kind_of

_NARROWEST, _WIDEST = 28, 100
"""Between these the widest line of a text stands that was broken at one width."""
DROPPED, KEPT = "dropped", "kept"
"""What becomes of a hyphen at the end of a line."""
_TAIL = 80
_SHORTEST = 4
_FEWEST = 4
_MOSTLY, _SMALL = 0.6, 0.4
_RAGGED = 0.9
"""Lines of letters of unlike width end this near to the usual width."""
_BROKEN = re.compile(r"([^\W\d_]{2,60})[-\u2010\u00ad]$")
_TIED = re.compile(r"[^\W_][-\u2010\u00ad]$")
_FIRST = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,60}+-[^\W\d_]{1,60}+")
_OWN_LINE = re.compile(r"[>|\t•●▪◦‣*+–—-]|\d{1,2}[.)]\s|By\s[A-Z][^.]{1,60}$")
# First halves of compounds that hardly begin a longer word, unless an ending follows.
_HALVES = frozenset(
    word
    for row in (
        "well self half long short high low full part far left right cross old new one two three",
        "four five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety",
        "first second third north south east west world cost year month week day hour public",
        "private state father mother brother sister penny",
    )
    for word in row.split()
)
_ENDINGS = re.compile(
    r"(?:s|ly|er|ers|est|en|ed|ing|ish|ness|less|ful|fully|age|ages|y|teen|ty|ward|wards|ern|erly"
    r"|man|men|land|th|ment|ments|hood|how|ever|al|ally|form|forms)\b"
)


def compounds(text: str) -> frozenset[str]:
    """Return the words of a text that have a hyphen in the middle of a line, in small letters."""
    return frozenset(word.lower() for word in _COMPOUND.findall(text))


def parted(above: str, below: str, known: Collection[str]) -> str | None:
    """Return what becomes of the hyphen of a word that two lines part, nothing if none is.

    >>> parted("the coun-", "cil met", ()), parted("a well-", "known man", ())
    ('dropped', 'kept')
    >>> parted("the council", "met", ()) is None
    True

    Args:
        above: The line that may end in a hyphen.
        below: The next line.
        known: Words with a hyphen that stand elsewhere in the text, in small letters.
    """
    end = above[-_TAIL:]
    broken = _BROKEN.search(end)
    following = _FIRST.match(below)
    if broken is None or following is None or not below[0].islower():
        return KEPT if _TIED.search(end) and below[:1].isalnum() else None
    first, second = broken.group(1).lower(), following.group().lower()
    if end.endswith("\u00ad"):
        return DROPPED
    return KEPT if f"{first}-{second}" in known or _is_compound(first, second) else DROPPED


def _is_compound(first: str, second: str) -> bool:
    """Tell whether two halves are words that a hyphen ties, not one word that a line parts."""
    whole = _whole_words()
    if first + second in whole or _ENDINGS.fullmatch(second):
        return False
    if first in _HALVES:
        return True
    both = first in whole and second in whole
    return both and min(len(first), len(second)) >= _SHORTEST


@cache
def _whole_words() -> frozenset[str]:
    """Return the common English words, which the encoder's vocabulary has in one piece."""
    table = files("retold.models").joinpath("tokenizer.json").read_text("utf-8")
    vocabulary = json.loads(table)["model"]["vocab"]
    return frozenset(word for word in vocabulary if word.isalpha() and len(word) > 2)


def goes_on(lines: Sequence[str]) -> list[bool]:
    r"""Tell of every line but the last whether its sentence goes on in the next.

    None does unless nearly all of them end where the next word had no room left.

    >>> goes_on(["A ferry that ran", "aground", "", "By Mara Roe"])
    [False, False, False]
    """
    none = [False] * max(0, len(lines) - 1)
    width = max(map(len, lines), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return none
    sizes = sorted(len(line) for line in lines if line.strip())
    usual = sizes[int(_RAGGED * (len(sizes) - 1))]
    for limit, widest in ((float(width), width), (_RAGGED * usual, int(usual * (2 - _RAGGED)))):
        full = [_is_full(above, line, limit, widest) for above, line in pairwise(lines)]
        if _is_usual(full, lines):
            return _without_heads(full, lines)
    return none


def _without_heads(full: list[bool], lines: Sequence[str]) -> list[bool]:
    """Leave alone what stands by itself: list marks, bylines, dates above the text."""
    onward: list[bool] = []
    for number, is_full in enumerate(full):
        above, line = lines[number], lines[number + 1]
        begins = not (onward and onward[-1]) and not above[:1].islower()
        alone = _OWN_LINE.match(line) or (begins and kind_of(above) is not None)
        onward.append((is_full or _is_parted(above, line)) and not alone)
    return onward


def _is_full(above: str, line: str, limit: float, widest: int) -> bool:
    """Tell whether the first word of a line had no room in the line above."""
    if not above.strip() or not line.strip() or max(len(above), len(line)) > widest:
        return False
    return len(above.rstrip()) + 1 + len(line.split(maxsplit=1)[0]) > limit


def _is_parted(above: str, line: str) -> bool:
    """Tell whether a line ends with a part of a word or of a compound."""
    return _TIED.search(above[-_TAIL:]) is not None and line[:1].isalnum()


def _is_usual(full: Sequence[bool], lines: Sequence[str]) -> bool:
    """Tell whether most lines are full, and many of them go on in a small letter."""
    beside = sum(1 for above, line in pairwise(lines) if above.strip() and line.strip())
    count = sum(full)
    onward = (line for is_full, line in zip(full, lines[1:], strict=True) if is_full)
    small = sum(1 for line in onward if line.lstrip()[:1].islower())
    return count >= _FEWEST and count >= _MOSTLY * beside and small >= _SMALL * count
