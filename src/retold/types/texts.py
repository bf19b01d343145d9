"""Types of what is read: spans, layers, articles, and what the language room finds in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Literal

LayerName = Literal["raw", "page", "text"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` to ``end`` (half open) of a named text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of this span."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a layer and its source above: same text if ``exact``, else replaced whole."""

    start: int
    end: int
    source_start: int
    source_end: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Layer:
    """One text; its sorted ``segments`` cover it and lead into the layer above (none for raw)."""

    text: str
    segments: tuple[Segment, ...] = ()


@dataclass(frozen=True, slots=True)
class Furniture:
    """Characters of a layer that are not the article, and why they were taken for such."""

    layer: LayerName
    start: int
    end: int
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """A field's value as one place of the page gives it; ``used`` if the article has it."""

    field: str
    value: str
    where: str
    used: bool


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words of ``text`` that name a time, resolved to ISO 8601 (``2023-11-01``, ``2023-W44``)."""

    start: int
    end: int
    value: str
    precision: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of ``text`` that is not the article's own running words, or stands by itself.

    ``kind`` is ``block quote`` (words of others, set apart by the page and mostly without
    quotation marks) or ``post`` (one entry of a live blog, with its headline and time where the
    page has them). A post may hold block quotes.
    """

    start: int
    end: int
    kind: str
    label: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One published text, as read.

    ``published`` is ISO 8601 at the precision known (``2023-11-02`` or
    ``2023-11-02T02:35`` or ``2023-11-02T02:35+01:00``); without a zone the zone is
    unknown, ``None`` means that the date is. ``credits`` are the agencies or outlets
    that a byline, dateline or credit line names as the origin of the text. ``found`` says
    where the page gives each field, ``dates`` are the times that the text names, ``parts``
    its block quotes and the posts of a live blog.
    """

    id: str
    digest: str
    input: str
    raw: Layer
    page: Layer
    body: Layer
    headline: str | None = None
    standfirst: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    url: str | None = None
    credits: tuple[str, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    notes: tuple[str, ...] = ()
    found: tuple[Found, ...] = ()
    dates: tuple[DateMention, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def text(self) -> str:
        """The body with its sub-headings; all offsets of the results count in it."""
        return self.body.text

    def trace_up(self, span: Span, layer: LayerName = "raw") -> Span:
        """Carry a span of ``text`` up to ``page`` or ``raw``."""
        for above in (self.body, self.page)[: {"text": 0, "page": 1, "raw": 2}[layer]]:
            span = _lift(span, above)
        return span


def _lift(span: Span, layer: Layer) -> Span:
    """Map a span of ``layer`` into the layer above it, widening at replaced segments."""
    segments = layer.segments
    if not segments:
        return Span(0, 0)
    low = bisect_right(segments, span.start, key=lambda s: s.end)
    high = bisect_left(segments, span.end, key=lambda s: s.start)
    if low >= high:  # an empty span, between two segments or at an end of the text
        at = segments[low].source_start if low < len(segments) else segments[-1].source_end
        return Span(at, at)
    first, last = segments[low], segments[high - 1]
    start = first.source_start + max(0, span.start - first.start) * first.exact
    end = last.source_end - max(0, last.end - span.end) * last.exact
    return Span(start, end)


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that gave no article, and why."""

    input: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article's text."""

    index: int
    start: int
    end: int
    paragraph: int

    @property
    def span(self) -> Span:
        """The characters of the sentence."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its characters, its normal form and its stem."""

    start: int
    end: int
    norm: str
    stem: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage in quotation marks; ``start``/``end`` include the marks, ``inner`` does not."""

    start: int
    end: int
    inner: Span
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, amount, date or time of day, with its value in plain units where known.

    ``kind`` is number, percent, money, measure, date, time or ordinal. ``value`` is the
    plain number (``3.4 million`` is 3400000.0; dates give ``None``); ``unit`` the
    normalised unit (``kilometre``, ``%``, ``EUR``) or, for dates and times, the ISO-like
    key (``07-21``, ``22:47``, ``monday``).
    """

    start: int
    end: int
    kind: str
    value: float | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name as written, and the key under which its mentions meet."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article with what the language room found in it; spans count in ``text``."""

    article: Article
    sentences: tuple[Sentence, ...]
    words: tuple[tuple[Word, ...], ...]
    quotations: tuple[Quotation, ...]
    figures: tuple[Figure, ...]
    names: tuple[Name, ...]

    @property
    def id(self) -> str:
        """The article's id."""
        return self.article.id

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    def sentence_text(self, index: int) -> str:
        """Return the characters of one sentence."""
        return self.sentences[index].span.of(self.text)
