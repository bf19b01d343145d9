"""Sentences told apart from what a page prints beside them: tables, forms, captions, credits.

Whoever copies a page takes these along, and no reporter changed a word there. A line may be a
headline too, so what differs in one weighs less rather than nothing.
"""

from __future__ import annotations

import re

from retold.changes.comparison import Side
from retold.changes.lexicon import FUNCTION_WORDS
from retold.types import Place

_ENDS = tuple(".!?…:;,”\"'’)")
_POOR = 0.06  # share of function words below which words are rather a list
_BARE = 0.3  # the same for a line that does not end as a sentence does
_FIGURES = 0.3  # share of a line that figures may make up
_LABEL = re.compile(r"[^.!?]{2,60}?\s?[:–—]\s?[#$£€+-]?\d[\d.,%]{0,12}[.\s]{0,3}\Z")
_CREDIT = re.compile(
    r"\b(?:photos?|images?|pictures?|videos?|source|credit)\s?(?: by|:)[^.]{0,60}\Z", re.IGNORECASE
)
_REACH = 80


def is_prose(side: Side, index: int) -> bool:
    """Tell whether a sentence is one, and no row of a table, entry of a form or caption."""
    words, text = side.words(index), side.sentence(index).rstrip()
    if not words:
        return False
    share = sum(word.norm in FUNCTION_WORDS for word in words) / len(words)
    return share >= (_POOR if text.endswith(_ENDS) else _BARE)


def is_entry(side: Side, index: int) -> bool:
    """Tell whether a line is an entry of a form or a row of a table: "Incidents this year – 3"."""
    words, text = side.words(index), side.sentence(index).strip()
    if not words or (is_prose(side, index) and _LABEL.match(text) is None):
        return False
    figures = sum(word.norm[:1].isdecimal() for word in words)
    return _LABEL.match(text) is not None or figures >= _FIGURES * len(words)


def is_credit(side: Side, place: Place) -> bool:
    """Tell whether a passage names whose picture is shown."""
    start = side.starts[place.sentence]
    return _CREDIT.search(side.text, max(start, place.start - _REACH), place.start) is not None
