"""Letters that look like plain Latin ones, read as those: a way to hide copied words.

A word is taken for disguised only where it has plain Latin letters too, so that words of other
alphabets stay what they are. Forms of Latin letters (full width, mathematical) always count as
the letters.
"""

from __future__ import annotations

import re
import unicodedata

_FORMS = re.compile("[\uff10-\uff5a\u2100-\u214f\U0001d400-\U0001d7ff]")
_LATIN = re.compile("[a-zA-Z]")
_CYRILLIC = dict(
    zip("асеорхуіјѕһԁԛԝӏкАВЕКМНОРСТХУІЈЅ", "aceopxyijshdqwlkABEKMHOPCTXYIJS", strict=True)
)
_GREEK = dict(zip("οαινρυκΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oaivpukABEZHIKMNOPTYX", strict=True))
_RARE = {"\u0251": "a", "\u0261": "g", "\u0585": "o", "\u0578": "n"}
_LIKE = str.maketrans(_CYRILLIC | _GREEK | _RARE)


def undisguised(word: str) -> str:
    """Return a word with the plain Latin letters that readers take it to have.

    >>> undisguised("brіdge"), undisguised("мост")  # the first with a Cyrillic letter
    ('bridge', 'мост')
    """
    word = _FORMS.sub(lambda match: unicodedata.normalize("NFKC", match.group()), word)
    return word.translate(_LIKE) if _LATIN.search(word) else word
