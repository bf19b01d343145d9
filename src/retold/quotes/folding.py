"""Words of what was said, folded so that only other words count as other.

Case, punctuation, the glyphs of apostrophes, accents typed in two ways, letters that pass for
others, dots of initials and separators of thousands do not count. Everything else does: “it’s”
is not “it is”.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from retold.language.lookalikes import undisguised
from retold.language.rarity import rarity
from retold.language.words import normal, stem

LONGEST = 800
"""Words of a passage that are looked at; a longer one is no quotation."""
_UNSEEN = (
    "\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069"
    "\ufe00-\ufe0f\ufeff"
)
_ACCENTS = "\u0300-\u036f"
_WORD = re.compile(
    r"\d+(?:[.,:]\d+)*(?:[^\W\d_]+)?"
    r"|(?:[^\W\d_]\.){2,}"
    rf"|[^\W_]+(?:['’‘ʼ][^\W\d_]+|[{_UNSEEN}{_ACCENTS}]++[^\W_]*)*"
    r"|%"
)
_HIDDEN = re.compile(f"[{_UNSEEN}]+")
_APOSTROPHES = str.maketrans("’‘ʼ", "'''")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_INSERTED = re.compile(r"\[[^\]\n]{0,200}\]|\((?:sic|…|\.\.\.)\)")
_GAP = re.compile(r"…|\.\s?\.\s?\.")


class Token(NamedTuple):
    """One word: its folded form, its characters, and whether a gap is marked before it."""

    form: str
    start: int
    end: int
    gap: bool = False


def tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """Return the words of a passage; a bracketed insertion is the writer's and left out.

    >>> [t.form for t in tokens("“It’s [the] U.S. way … 1,400”", 0, 29)]
    ["it's", 'us', 'way', '1400']
    """
    passage = text[start:end]
    breaks = [m.end() for m in (*_INSERTED.finditer(passage), *_GAP.finditer(passage))]
    breaks.sort()
    blank = _INSERTED.sub(lambda m: " " * len(m.group()), passage)
    found: list[Token] = []
    at = 0
    for match in islice(_WORD.finditer(blank), LONGEST):
        gap = at < len(breaks) and breaks[at] <= match.start()
        while at < len(breaks) and breaks[at] <= match.start():
            at += 1
        found.append(Token(folded(match.group()), start + match.start(), start + match.end(), gap))
    return tuple(found)


def ends_in_gap(text: str, end: int, last: int) -> bool:
    """Tell whether a passage stops with a mark of omission after its last word."""
    return _GAP.search(text, last, end) is not None


@lru_cache(maxsize=100_000)
def folded(word: str) -> str:
    """Return the form under which two prints of one word meet."""
    if not word.isascii():
        word = unicodedata.normalize("NFKC", _HIDDEN.sub("", word))
        word = undisguised(word.translate(_APOSTROPHES))
    plain = word.casefold()
    if plain[0].isdigit():
        return _THOUSANDS.sub("", plain)
    return plain.replace(".", "") or plain


def joined(words: tuple[Token, ...]) -> str:
    """Return words in a row with a space around each, so that a part is a substring."""
    return f" {' '.join(word.form for word in words)} "


@lru_cache(maxsize=100_000)
def weight(form: str) -> float:
    """Return how much a word says: how rare its stem is, and nothing for the commonest."""
    value = rarity(key(form))
    return value if value >= _COMMON else 0.0


_COMMON = 1.2
"""Words less rare than this, such as “the” and “said”, say nothing about what was said."""


@lru_cache(maxsize=100_000)
def key(form: str) -> str:
    """Return the stem under which two forms of one word meet."""
    return stem(normal(form))
