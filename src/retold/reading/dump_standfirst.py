"""The standfirst of a text dump: sentences between the headline and the body, set apart from it.

A byline, a date, a picture or buttons stand between them and the first paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from retold.reading.credits import find_opening
from retold.reading.dates import find_date
from retold.reading.dump_headline import is_no_headline
from retold.reading.dump_lines import Line
from retold.reading.dump_names import byline_in
from retold.reading.layers import squeeze
from retold.reading.lines import words_of
from retold.reading.phrases import SHARE, words

_NEAR_HEADLINE, _MOST_LINES, _BUTTON_WORDS = 7, 20, 2
_SHORTEST, _LONGEST = 5, 70
_PIECES, _CUTS = 3, 6
_SIGNED_WORDS = 14
_CREDIT_WORDS = 6
_BETWEEN = frozenset({"share", "caption", "mark", "icons", "credit", "tags"})
"""What may stand between a standfirst and the first paragraph, beside a byline or a date."""

_PICTURED = re.compile(
    r"\b(?:picture|photo|photograph|image)s?\s(?:by|courtesy|shows?)\b|[–—-]\s?$"
    r"|^\W?(?:in this|a|this) (?:[\w.,]+ ){0,6}(?:file )?(?:photo|photograph|picture|image)\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"author of the article|(?:first |last )?(?:published|posted|updated|modified)\b(?=.*\d)"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d\d(?!\w)"
)
"""How a line begins that says who wrote the article, or when."""
_PLACE = re.compile(r"([A-ZÀ-Þ]{3,20})(?:[ -][A-ZÀ-Þ]{2,20}){0,2}(?:,\s[\w .]{2,20})?:\s")
_LABELLED = re.compile(
    r"(?:(?:publi|veröffentlicht|mis à jour|aktualisiert|actualizado|aggiornato|gepubliceerd"
    r"|posted|lire aussi|lesen sie|mehr zum|lees ook|leia também|lea también|leggi anche"
    r"|read (?:more|also)|temps de lecture|lesezeit|tiempo de lectura|tempo di lettura|leestijd"
    r"|reading time|editor['’]s note|note:|correction|por |von |par |door |di |exclusive by "
    r"|by (?:our|an?|staff)\s|words:|text:)"
    r"|(?:foto|photo|picture|image|crédit|credit|video|watch|listen)s?\s?:)",
    re.IGNORECASE,
)
"""Labels of dates, bylines, pictures and other articles, in several languages."""
_SIGNING = re.compile(
    r"(?:(?:19|20)\d\d|\d{1,2}[:.h]\d\d)(?:\s?(?:uhr|h|[ap]\.?m\.?|[A-Z]{2,4}))?\W*$"
    r"|\b(?:correspondent|reporter|editor|writer|columnist|bureau|desk|staff|redaktion|rédaction)s?"
    r"(?:,\s(?:in\s)?[A-Z][\w .]{2,24})?$",
    re.IGNORECASE,
)
"""How a line ends that says when, or who in what office."""
_COURTESY = re.compile(
    r"(?:courtesy|photo|image|picture|credit|foto|handout|submitted)\b|©", re.IGNORECASE
)
_SMALL, _OFFICE_WORDS, _MOST_BULLETS = 0.3, 10, 6
_LABELS = words("UPDATE UPDATED BREAKING WATCH LISTEN VIDEO NOTE READ MORE RELATED EXCLUSIVE")
_PATH = re.compile(r"\w\s[>»›/]\s\w")
"""A line of this kind says where on the site the page stands."""


def standfirst_of(
    lines: Sequence[Line],
    body: NDArray[np.bool_],
    headline: int | None,
    known: tuple[str, tuple[str, ...]],
) -> tuple[int, ...]:
    """Return the lines that are the standfirst.

    Args:
        lines: The lines of the page.
        body: Which of them are the body.
        headline: The line of the headline.
        known: The headline, squeezed and in small letters, and the authors.
    """
    if headline is None:
        return ()
    key, byline = known
    end = _end_of_head(lines, headline)
    first = next(
        (i for i in range(headline + 1, end) if _may_begin(lines, i, key, byline)),
        None,
    )
    if first is None:
        return ()
    last = _end_of(lines, first, end, byline)
    words = sum(line.words for line in lines[first : last + 1])
    text = " ".join(line.text for line in lines[first : last + 1])
    if _titled(lines[first : last + 1]) or _LABELLED.match(text) or "://" in text:
        return ()
    if _PICTURED.search(text) or _is_bar(text) or (key and key in squeeze(text).casefold()):
        return ()
    if last + 1 >= len(lines) or not _SHORTEST <= words <= _LONGEST or _is_caption(lines, last):
        return ()
    apart = _is_apart(lines, body, (headline, first, last), byline)
    return tuple(range(first, last + 1)) if apart else ()


def _end_of_head(lines: Sequence[Line], headline: int) -> int:
    """Return the line up to which a standfirst may begin; buttons of a word or two are no lines."""
    far = 0
    for index in range(headline + 1, min(headline + 1 + _MOST_LINES, len(lines))):
        far += lines[index].words > _BUTTON_WORDS
        if far > _NEAR_HEADLINE:
            return index
    return min(headline + 1 + _MOST_LINES, len(lines))


def _titled(lines: Sequence[Line]) -> bool:
    """Tell whether hardly a word begins small: a row of sections, not a sentence."""
    total = sum(line.words for line in lines)
    return sum(line.words * line.lower for line in lines) < _SMALL * total


def _is_bar(text: str) -> bool:
    """Tell whether a text is made of the names of buttons and icons."""
    named = [word.casefold() for word in words_of(text)]
    return 2 * sum(1 for word in named if word in SHARE or word == "icon") >= len(named)


def _end_of(lines: Sequence[Line], first: int, end: int, byline: tuple[str, ...]) -> int:
    """Return the last line that goes on with what begins at a line."""
    last = first
    while (
        last + 1 < len(lines)
        and last - first < _CUTS
        and _is_cut(lines[last], lines[last + 1])
        and not _signs(lines[last + 1], byline)
    ):
        last += 1
    while last + 1 < end and last - first < _PIECES and _joins(lines[last], lines[last + 1]):
        last += 1
    while last + 1 < end and last - first < _MOST_BULLETS and _listed(lines[last], lines[last + 1]):
        last += 1
    return last


def _listed(line: Line, following: Line) -> bool:
    """Tell whether a line and the next are points of one list."""
    return line.bullet and following.bullet and _is_text(following) and not following.after_gap


def _is_cut(line: Line, following: Line) -> bool:
    """Tell whether the next line was cut from the middle of the same sentence."""
    return following.spaced and _is_text(following) and not line.ends


def _joins(line: Line, following: Line) -> bool:
    """Tell whether the next line is the next sentence of the same run-together text."""
    return (
        _is_text(following)
        and not following.after_gap
        and not _is_dateline(following.text)
        and line.ends
        and 0 <= following.span.start - line.span.end <= 1
        and following.words >= _SHORTEST
        and following.ends
    )


def _is_caption(lines: Sequence[Line], last: int) -> bool:
    """Tell whether a picture's credit and nothing else follows a line."""
    following = lines[last + 1]
    if following.words > _CREDIT_WORDS:
        return False
    pictured = following.kind is not None and following.kind.name == "caption"
    return pictured or (_COURTESY.match(following.text) is not None and not following.ends)


def _is_apart(
    lines: Sequence[Line],
    body: NDArray[np.bool_],
    places: tuple[int, int, int],
    byline: tuple[str, ...],
) -> bool:
    """Tell whether lines are set apart from the first paragraph by what follows them."""
    headline, first, last = places
    following = lines[last + 1]
    signed = any(_signs(line, byline) for line in lines[headline + 1 : first])
    rest = " ".join(line.text for line in lines[last + 1 : last + 4])
    if _signs(following, byline) or _is_dateline(rest):
        return not any(_is_byline(line) for line in lines[headline + 1 : first])
    if following.kind is not None and not _is_text(following):
        return not signed and following.kind.name in _BETWEEN
    return not signed and (not body[last + 1] or not lines[last].ends)


def _is_byline(line: Line) -> bool:
    return line.kind is not None and line.kind.name == "byline"


def _is_dateline(text: str) -> bool:
    """Tell whether a paragraph opens with a place: then what stands before it is no part of it."""
    place = _PLACE.match(text)
    if place is not None:
        return place.group(1) not in _LABELS
    opening = find_opening(text)
    return opening is not None and opening.kind == "dateline"


def _is_text(line: Line) -> bool:
    """Tell whether a line is no furniture; a standfirst may stand on the page again."""
    return line.kind is None or line.kind.name == "repeated"


def _signs(line: Line, byline: tuple[str, ...]) -> bool:
    if line.kind is not None and line.kind.name in ("byline", "date"):
        return True
    if line.words > _SIGNED_WORDS:
        return False
    text = line.text.strip(" :").casefold()
    if text in ("by", "author") or _SIGNED.match(text):
        return True
    names = [name.casefold() for name in byline]
    return any(
        text.startswith((name, f"by {name}")) or text == f"by {name.split()[0]}" for name in names
    )


def _may_begin(lines: Sequence[Line], index: int, key: str, byline: tuple[str, ...]) -> bool:
    line = lines[index]
    if not _is_text(line) or line.words > _LONGEST or _signs(line, byline):
        return False
    if _PATH.search(line.text) or is_no_headline(lines, index, bullets=True):
        return False
    if line.words <= _OFFICE_WORDS and not line.ends and _SIGNING.search(line.text):
        return False
    if line.words <= _SIGNED_WORDS and (find_date(line.text) or byline_in([line.text])):
        return False
    cut = index + 1 < len(lines) and _is_cut(line, lines[index + 1])
    listed = (
        index + 1 < len(lines) and line.words > _BUTTON_WORDS and _listed(line, lines[index + 1])
    )
    return (line.words >= _SHORTEST or cut or listed) and squeeze(line.text).casefold() != key
