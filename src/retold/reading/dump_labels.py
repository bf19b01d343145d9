"""Labels that run into the sentence behind them, where a page lost its breaks.

A caption, a button or a title of another page has no stop, so the sentence that follows it on the
page is joined to it. It is cut off where it can be seen to begin; where it can't, the whole is
not taken for the label, for a sentence is not to be lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from retold.reading.phrases import words
from retold.types import Span

if TYPE_CHECKING:
    from retold.reading.lines import Kind

_LABELS = words("caption notice related icons share embed")
_FEW, _REST_WORDS = 14, 8
_BEGINS = re.compile(
    r"(?<=[\w’)\]%…]) (?=(?:An?|The|In|On|At|It|He|She|They|We|When|After|Before|While|For|But"
    r"|And|As|If|Some|Many|Most|More|Under|Two|Three|Four|Police|With|From|Since|There|This|That|These|Its"
    r"|His|Her|Their|Der|Die|Das|Ein|Eine|Le|La|Les|Une?|El|Los|Las) [a-zà-ÿA-ZÀ-Þ0-9“\"]|[“„«]\w"
    r"|(?<=[^\s,:] )[\"'‘][A-Z]|[A-ZÀ-Þ][a-zß-öø-ÿ]{3,20} [a-zß-öø-ÿ]{1,20} [a-zß-öø-ÿ])"
)
"""Where a sentence may begin behind a label."""
_STOPPED = re.compile(
    r"(?<=[a-z]{4})(?<!\bapprox)(?<!\bgovt)(?<!\bdept)(?<!\bcorp)\.[\"”]? (?=[a-zà-ÿ]{2,20} )"
)


def holds_sentence(kind: Kind | None, words: int, *, ends: bool) -> bool:
    """Tell whether what was taken for a label is so long that a sentence may be in it."""
    return kind is not None and ends and words > _FEW and kind.name in _LABELS


def parted(page: str, span: Span) -> tuple[Span, Span] | None:
    """Return a label and the sentence that it ran into, if one can be seen to begin.

    >>> page = "Image caption, The pier in 1884 A harbour wall that saved the town could soon fail."
    >>> label, sentence = parted(page, Span(0, len(page)))
    >>> sentence.of(page)
    'A harbour wall that saved the town could soon fail.'
    """
    for match in _BEGINS.finditer(page, span.start, span.end):
        at = match.end()
        label, rest = page[span.start : match.start()], page[at : span.end]
        if label.count(" ") < 1 or label[-1] in ",:" or _goes_on(label):
            continue
        if rest.count(" ") + 1 < _REST_WORDS:
            return None
        return Span(span.start, match.start()), Span(at, span.end)
    return None


def cut_at_stops(page: str, pieces: list[Span]) -> Iterator[Span]:
    """Yield pieces of a page, cut where another text follows a stop with a small letter.

    >>> page = "It will close, he said. skip past newsletter promotion"
    >>> [piece.of(page) for piece in cut_at_stops(page, [Span(0, len(page))])]
    ['It will close, he said.', 'skip past newsletter promotion']
    """
    for piece in pieces:
        start = piece.start
        for match in _STOPPED.finditer(page, piece.start, piece.end):
            yield Span(start, match.end() - 1)
            start = match.end()
        yield Span(start, piece.end) if start > piece.start else piece


def _goes_on(label: str) -> bool:
    """Tell whether a label ends with a word that needs another."""
    return label.rsplit(maxsplit=1)[-1].lower() in _OPEN


_OPEN = words(
    """a an the of and or to in on at for with by from as is are was were that who which caption
    source said says told credit photo image when while than into over"""
)
