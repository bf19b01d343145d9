"""Words of a text: their characters, their normal form and their stem."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import Stemmer

from retold.language.lookalikes import undisguised
from retold.types import Word

NORMALISER = "words/1"
"""Version of the normal form; part of every feature hash."""

# A number keeps its separators (1,400 and 22:47 and 3.4 are one word), dotted initials stay
# together (U.S.), an apostrophe inside a word belongs to it, a hyphen parts two words. What
# takes no width (a soft hyphen, a zero-width space, an accent of its own) never parts a word.
_TURNS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSEEN = f"\u00ad\u034f\u180b-\u180e\u200b-\u200d\u2060-\u2064\ufe00-\ufe0f\ufeff{_TURNS}"
_ACCENTS = "\u0300-\u036f"
_WORD = re.compile(
    r"\d+(?:[.,:]\d+)*(?:[^\W\d_]+)?"
    r"|(?:[^\W\d_]\.){2,}"
    rf"|[^\W_]+(?:['’][^\W\d_]+|[{_UNSEEN}{_ACCENTS}]++[^\W_]*)*"
)
_NO_WIDTH = re.compile(f"[{_UNSEEN}]+")
_stemmer = Stemmer.Stemmer("english")


def words(text: str, offset: int = 0) -> tuple[Word, ...]:
    """Return the words of a text; ``offset`` is added to their characters.

    >>> [(w.norm, w.stem) for w in words("Kirby’s U.S. troops, 1,400")]
    [('kirby', 'kirbi'), ('us', 'us'), ('troops', 'troop'), ('1400', '1400')]
    """
    found = []
    for match in _WORD.finditer(text):
        norm = normal(match.group())
        found.append(Word(match.start() + offset, match.end() + offset, norm, stem(norm)))
    return tuple(found)


@lru_cache(maxsize=200_000)
def normal(word: str) -> str:
    """Return the form under which two spellings of one word meet.

    Case, the glyph of an apostrophe, a possessive, dots of initials, thousands' separators,
    characters without width, letters of other alphabets that pass for Latin ones and the way in
    which an accent is written do not count.
    """
    if not word.isascii():
        word = undisguised(unicodedata.normalize("NFC", _NO_WIDTH.sub("", word)))
    plain = word.replace("’", "'").casefold()
    if plain[0].isdigit():
        return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", plain)
    if "." in plain:
        return plain.replace(".", "")
    return plain.removesuffix("'s").removesuffix("'") or plain


@lru_cache(maxsize=200_000)
def stem(norm: str) -> str:
    """Return the Snowball (Porter 2) English stem of a normal form."""
    return str(_stemmer.stemWord(norm))
