"""The lines of a text dump, and those among them that read like prose."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retold.reading.layers import trim
from retold.reading.lines import Kind, ends_sentence, kind_of, without_bullet, words_of
from retold.types import Span

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_GLUE = re.compile(
    r"(?<=[a-zß-öø-ÿ0-9)\]%…])(?=[A-ZÀ-Þ“‘«])|(?<=[.!?”\"])(?=[A-ZÀ-Þ“‘«])|(?<=[.!?])(?=\"[A-Z])"
)
_CAMEL = re.compile(
    r"(?:\b(?:Mc|Mac|Fitz|De|Le|La|Di|Du|Van|You|Whats|Linked|Tik|Face|Pay|Java|Git|Snap|Micro|Space|Open|Chat|i|e|Black|Master|Word|Drop|Fed|Ali|Net|Hub|Sound|Power|Pro|Quick|Insta|Deep|Door|Air|Bio|Rest|Big|Sky|Gen|Euro|BuzzFeed|Buzz|Politi|Get|Bit|Health|Car)|[A-Z])$"
)
_SENTENCE = re.compile(
    r"(?<=[.!?…])[\"”’)]?\s+(?=[A-ZÀ-Þ“‘«\"(])|(?<=[.!?][\"”])\s+(?=[A-ZÀ-Þ“‘«\"])"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|St|Jr|Sr|No|vs|Inc|Ltd|Co|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z])\.$"
)
_LONG = 900
_PROSE_WORDS = 8
_LONG_WORDS = 25
_CAP = 60


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, or a sentence of one that holds a page's text run together."""

    span: Span
    text: str
    words: int
    kind: Kind | None
    ends: bool
    bullet: bool
    after_gap: bool

    @property
    def prose(self) -> bool:
        """Whether the line reads like sentences of an article."""
        if self.kind is not None:
            return False
        return (self.ends and self.words >= _PROSE_WORDS) or self.words >= _LONG_WORDS

    @property
    def worth(self) -> float:
        """How much the line speaks for (or against) being inside the body."""
        if self.kind is not None:
            return -3.0 if self.kind.name in ("caption", "byline", "date", "mark") else -8.0
        if self.ends:
            return min(self.words, _CAP) * (1.0 if self.words >= _PROSE_WORDS else 0.4)
        if self.words >= _LONG_WORDS:
            return min(self.words, _CAP) * 0.5
        return -4.0 if self.words <= _PROSE_WORDS else -6.0


def lines_of(page: str) -> list[Line]:
    """Return the lines of a page that hold a character, list marks left aside.

    A line that holds much text run together is cut into its sentences.
    """
    lines: list[Line] = []
    last_end = 0
    for match in _LINE.finditer(page):
        for piece in _pieces(page, trim(page, Span(*match.span()))):
            inner = without_bullet(page, piece)
            text = inner.of(page)
            if not text:
                continue
            gap = page.count("\n", last_end, piece.start) > 1
            lines.append(_line(text, piece, bullet=inner != piece, after_gap=gap))
            last_end = piece.end
    return lines


def _line(text: str, span: Span, *, bullet: bool, after_gap: bool) -> Line:
    words = len(words_of(text)) if len(text) < 5000 else len(text.split())
    return Line(span, text, words, kind_of(text), ends_sentence(text), bullet, after_gap)


def _pieces(page: str, span: Span) -> list[Span]:
    text = span.of(page)
    if len(text) < _LONG:
        return [span] if text else []
    glued = [
        m.start()
        for m in _GLUE.finditer(text)
        if not _CAMEL.search(text[max(0, m.start() - 12) : m.start()])
    ]
    if len(glued) < 5 and len(text) < 4 * _LONG:
        return [span]
    cuts = sorted(
        {
            *glued,
            *(
                m.end()
                for m in _SENTENCE.finditer(text)
                if not _ABBREVIATION.search(text[max(0, m.start() - 6) : m.start()])
            ),
        }
    )
    bounds = [0, *cuts, len(text)]
    return [
        piece
        for start, end in zip(bounds, bounds[1:], strict=False)
        if (piece := trim(page, Span(span.start + start, span.start + end)))
        and piece.start < piece.end
    ]


def best_run(lines: list[Line]) -> tuple[int, int] | None:
    """Return the run of lines that reads most like one article: first and last plus one."""
    best, best_run_found = 0.0, None
    total, start = 0.0, 0
    for index, line in enumerate(lines):
        if total <= 0:
            total, start = 0.0, index
        total += line.worth
        if total > best:
            best, best_run_found = total, (start, index + 1)
    return best_run_found
