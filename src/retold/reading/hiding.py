"""Characters that readers don't see or can't tell apart, reported where they look like hiding.

The text itself keeps its characters, so that offsets hold; words are normalised where they are
compared.
"""

from __future__ import annotations

import re
import unicodedata

_WIDTHLESS = "\u034f\u180b-\u180e\u200b-\u200d\u2060-\u2064\ufe00-\ufe0f\ufeff"
_UNSEEN = re.compile(f"[\u00ad{_WIDTHLESS}\U000e0000-\U000e007f]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_INSIDE = re.compile(f"(?<=[a-zA-Z])[{_WIDTHLESS}](?=[a-zA-Z])")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[a-zA-Z]")
_LIKE_LATIN = re.compile("[\u0370-\u03ff\u0400-\u052f\uff21-\uff5a\U0001d400-\U0001d7ff]")
_MOST_UNSEEN = 5
_FEW_MIXED = 2


def hiding_notes(text: str) -> tuple[str, ...]:
    """Return in words what of a text looks as if it hid copied words.

    >>> hiding_notes("The mаyor sаid nothing.")  # two Cyrillic letters
    ('2 words mix look-alike letters of other alphabets, such as “mаyor”',)
    """
    if text.isascii():
        return ()
    notes = []
    letters = "".join(set(text))
    inside = unseen = 0
    if _UNSEEN.search(letters):
        inside, unseen = len(_INSIDE.findall(text)), len(_UNSEEN.findall(text))
    if inside or unseen > max(_MOST_UNSEEN, len(text) // 200):
        notes.append(f"{unseen} characters without width, {inside} of them inside words")
    if turned := len(_BIDI.findall(text)) if _BIDI.search(letters) else 0:
        notes.append(f"{turned} marks that turn the direction of writing")
    likely = _LIKE_LATIN.search(letters) is not None
    mixed = [word for word in _WORD.findall(text) if _is_mixed(word)] if likely else []
    if len(mixed) >= _FEW_MIXED:
        notes.append(
            f"{len(mixed)} words mix look-alike letters of other alphabets, such as “{mixed[0]}”"
        )
    return tuple(notes)


def _is_mixed(word: str) -> bool:
    """Tell whether a word has Latin letters and such as only look like them."""
    if word.isascii() or not _LATIN.search(word) or not _LIKE_LATIN.search(word):
        return False
    names = {unicodedata.name(letter, "?").split()[0] for letter in word}
    return len(names & {"LATIN", "CYRILLIC", "GREEK", "FULLWIDTH", "MATHEMATICAL"}) > 1
