"""Lines between paragraphs that are known by what stands beside them.

A caption stands above its credit, a list of others below its heading, the words of a picture
that is not shown above its caption; a running line stands on every page; and who is described
below a text is known from its byline.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from retold.reading.lines import Kind
from retold.reading.phrases import words

if TYPE_CHECKING:
    from retold.reading.dump_lines import Line

_CAPTION = Kind("caption", "a picture's credit stands below it", sure=True)
_PICTURE = Kind("caption", "the words of a picture, whose caption follows", sure=True)
_OTHERS = Kind("related", "it stands in a list of other pages", sure=True)
_RUNNING = Kind("repeated", "it stands on every page, but for its number", sure=True)
_BOX = Kind("aside", "it stands in an offer, with a price and a button", sure=True)
_AUTHOR = Kind("byline", "it tells about the author", sure=True)
_CREDIT_WORDS, _CAPTION_WORDS, _PICTURE_WORDS = 12, range(3, 31), range(3, 31)
_NEAR, _ONE, _LISTED_WORDS, _LIST = 3, 1, range(4, 26), 12
_BEGUN, _READ_BEFORE, _AUTHOR_WORDS, _BYLINE_WORDS = 25, 60, 70, 16
_BOX_WORDS, _BOX_LINES = 12, 3
_PRICED, _ABOVE_PRICE = re.compile(r"(?:from )?[$£€]\d[\d,.]{0,9}(?: (?:at|from|on) [A-Z]|$)"), 2
"""What something costs in a shop; above it stands what it is."""
_FULL_CAPTION = 18
"""A caption with a stop has no more words."""
_PRONOUNS = words(
    """It He She They We I You But And So Then That This These Those If When While Yet Nor Nobody
    There Here Not No Yes Asked Er Sie Es Wir Il Elle Ils Elles On"""
)
"""With these words sentences begin that need one before them."""
_SAYING = re.compile(
    r"\b(?:said|says|told|tells|adds?|added|asked|according|would|could|will|must|should|has been"
    r"|have been|had)\b|[“”\"«»]"
)
_INNER_STOP = re.compile(r"[a-z)\]][.!?] [A-ZÀ-Þ]")
_NUMBERS = re.compile(r"\d+")
_ON_PAGES = re.compile(r"https?://|\bpage \d|\d/\d|\d:\d\d", re.IGNORECASE)
_TURNED = re.compile(
    r"(?:see|please see|turn to|continued (?:on|from)|from)"
    r" (?:[A-Z]{3,20}, )?(?:on )?page [A-Z]?\d{1,3}"
    r"|[A-Z]{3,20}, [Ff]rom (?:[Pp]age )?[A-Z]?\d{1,3}",
    re.IGNORECASE,
)
_BIO = re.compile(
    r"(?P<name>[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){1,3}),?(?: who)? (?:is|was|covers"
    r"|covered|writes|reports|reported|last wrote|joined|has been|has covered|has written"
    r"|can be reached|contributed|works|worked|lives|teaches)\b"
)
_FROM = re.compile(
    r"(?P<name>[A-ZÀ-Þ][\w'’-]+)(?:,? (?:and )?[A-ZÀ-Þ][\w'’-]+){0,3} reported from [A-ZÀ-Þ]"
)
_AFTER_NAME = re.compile(
    r"[\s|,·•@–—(-]{0,3}(?:$|[|,·•@–—(\d]|and\b|for\b|in\b|with\b|on\b"
    r"|(?:[A-Za-z]+ ){0,3}(?:writer|reporter|editor|correspondent|journalist|columnist|staff)\b)",
    re.IGNORECASE,
)
"""What may follow a name in a byline."""


def between(lines: list[Line]) -> list[Line]:
    """Return the lines of a page, those marked that are known by their neighbours."""
    first = _first_read(lines)
    marks: dict[int, Kind] = dict(_running(lines))
    for some in (_captions(lines), _lists(lines), _authors(lines)):
        for index, kind in some:
            if index > first:
                marks.setdefault(index, kind)
    if marks:
        lines = [
            _marked(line, marks[index]) if index in marks else line
            for index, line in enumerate(lines)
        ]
    boxed = [index for index in _boxes(lines) if index > first]
    for index in boxed:
        lines[index] = _marked(lines[index], _BOX)
    return lines


def _first_read(lines: Sequence[Line]) -> int:
    """Return the line with which a text has begun: above it a headline may still stand."""
    read = 0
    for index, line in enumerate(lines):
        read += line.words * line.prose
        if read >= _BEGUN:
            return index
    return len(lines)


def _marked(line: Line, kind: Kind) -> Line:
    return line._replace(kind=kind, prose=False, worth=-3.0)


# -- pictures ----------------------------------------------------------------------------------


def _captions(lines: Sequence[Line]) -> Iterator[tuple[int, Kind]]:
    """Yield captions above their credits, and what is said of a picture above its caption."""
    for index, line in enumerate(lines):
        if line.kind is None or line.kind.name != "caption" or not index:
            continue
        above = lines[index - 1]
        if line.words <= _CREDIT_WORDS and not line.ends and _may_be_caption(above):
            yield index - 1, _CAPTION
        for at in range(max(0, index - _NEAR), index):
            text = lines[at].text
            few = lines[at].words in _PICTURE_WORDS and lines[at].kind is None
            if few and line.text.startswith(text.rstrip(".")) and text != line.text:
                yield at, _PICTURE


def _may_be_caption(line: Line) -> bool:
    """Tell whether a line may describe a picture: one short sentence, and nobody says it."""
    if line.kind is not None or line.words not in _CAPTION_WORDS or line.spaced or line.bullet:
        return False
    text = line.text
    if line.ends and line.words > _FULL_CAPTION:
        return False
    if not text[0].isupper() or text.split(maxsplit=1)[0] in _PRONOUNS:
        return False
    return not _INNER_STOP.search(text) and not _SAYING.search(text) and text[-1] not in ":?,"


# -- lists of others ---------------------------------------------------------------------------


def _lists(lines: Sequence[Line]) -> Iterator[tuple[int, Kind]]:
    """Yield the titles of other pages below a heading that leads to them."""
    for index, line in enumerate(lines):
        kind = line.kind
        if kind is None or kind.name != "related" or line.words > _LIST or line.ends:
            continue
        if ":" in line.text[:-1] and not line.text.endswith(":"):
            continue
        end = index + 1
        while end < len(lines) and end - index <= _LIST and _may_be_title(lines[end]):
            end += 1
        if end == index + _ONE + 1 and not (kind.sure or lines[index + 1].bullet):
            continue
        yield from ((at, _OTHERS) for at in range(index + 1, end))


def _may_be_title(line: Line) -> bool:
    return (
        line.kind is None
        and not line.spaced
        and line.words in _LISTED_WORDS
        and (line.bullet or line.words > _LISTED_WORDS[0])
        and line.text[-1] not in '.:;,”"'
    )


# -- pages ---------------------------------------------------------------------------------------


def _running(lines: Sequence[Line]) -> Iterator[tuple[int, Kind]]:
    """Yield lines that stand on every page of a print, and where a text goes on."""
    shapes: dict[int, str] = {}
    for index, line in enumerate(lines):
        text = line.text
        if len(text) > 200 or line.ends:
            continue
        if ("age " in text or "rom " in text) and _TURNED.fullmatch(text):
            yield index, _RUNNING
        elif ("/" in text or ":" in text or "age " in text) and _ON_PAGES.search(text):
            shapes[index] = _NUMBERS.sub("0", " ".join(text.split()))
    times = Counter(shapes.values())
    yield from (
        (index, _RUNNING)
        for index, shape in shapes.items()
        if times[shape] > 1 and len(shape) > 12 and lines[index].words > 3
    )


# -- authors -------------------------------------------------------------------------------------


def _authors(lines: Sequence[Line]) -> Iterator[tuple[int, Kind]]:
    """Yield lines below the text that describe one who is named above it, in a byline."""
    whole = sum(line.words for line in lines if line.prose)
    read, head = 0, 0
    for index, line in enumerate(lines):
        if read < _READ_BEFORE or 2 * read < whole:
            head = head or (index if line.prose else 0)
            read += line.words * line.prose
            continue
        read += line.words * line.prose
        if line.words > _AUTHOR_WORDS or not line.text[0].isupper() or not line.ends:
            continue
        found = _BIO.match(line.text) or _FROM.match(line.text)
        if found and _is_signed(found["name"], lines[: head + 1]):
            yield index, _AUTHOR


def _is_signed(name: str, lines: Sequence[Line]) -> bool:
    """Tell whether a name stands in a byline."""
    low = name.casefold()
    for line in lines:
        text = line.text.casefold()
        if line.prose or line.words > _BYLINE_WORDS or low not in text:
            continue
        start, _, rest = text.partition(low)
        by = start.strip().rsplit(" ", 1)[-1:]
        if line.kind is not None and line.kind.name == "byline":
            return True
        if (not start or by[0] in ("by", "and", "von", "par", "por", "door", "di", "words")) and (
            _AFTER_NAME.match(rest)
        ):
            return True
    return False


# -- boxes ---------------------------------------------------------------------------------------


def _boxes(lines: Sequence[Line]) -> Iterator[int]:
    """Yield what stands in a row of short lines with a price and a button: an offer of a shop."""
    for index, line in enumerate(lines):
        if line.words > _BOX_WORDS or not _PRICED.match(line.text):
            continue
        start, end = index, index + 1
        while start > 0 and index - start < _ABOVE_PRICE and _is_short(lines[start - 1]):
            start -= 1
        while end < len(lines) and _is_short(lines[end]) and end - index <= _BOX_LINES:
            end += 1
        sure = [at for at in range(start, end) if _is_button(lines[at])]
        if sure:
            yield from (at for at in range(start, sure[-1]) if lines[at].kind is None)


def _is_short(line: Line) -> bool:
    if line.kind is not None:
        return line.kind.sure and line.words <= _AUTHOR_WORDS
    return line.words <= _BOX_WORDS and not line.bullet and line.text[-1] not in '.:;,”"'


def _is_button(line: Line) -> bool:
    return (
        line.kind is not None
        and line.kind.sure
        and line.kind.name in ("share", "notice", "related")
    )
