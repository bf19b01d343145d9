"""The frozen types that travel through Retold, from the pages to the reports.

Offsets count characters (Unicode code points), spans are half open. Those of sentences, links,
changes and statements count in the ``text`` layer; :meth:`Article.trace_up` carries them up.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Literal

LayerName = Literal["raw", "page", "text"]
LinkKind = Literal["verbatim", "edited", "paraphrased", "merged", "split"]
DescentKind = Literal["copy", "edit", "rewrite", "brief", "expansion", "merge", "update"]
_Facts = Literal["number", "unit", "date", "name", "quote", "attribution"]
_Wording = Literal["certainty", "negation", "unquoted", "voice", "dropped", "added"]
ChangeKind = Literal[_Facts, _Wording]
Severity = Literal["high", "medium", "minor"]
StatementKind = Literal["direct", "mixed", "indirect"]
CitationKind = Literal["cites", "quotes", "credits"]
UnseenKind = Literal["cited", "text", "statement"]


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
class Article:
    """One published text, as read.

    ``published`` is ISO 8601 at the precision known (``2023-11-02`` or
    ``2023-11-02T02:35`` or ``2023-11-02T02:35+01:00``); without a zone the zone is
    unknown, ``None`` means that the date is. ``credits`` are the agencies or outlets
    that a byline, dateline or credit line names as the origin of the text. ``found`` says
    where the page gives each field, ``dates`` are the times that the text names.
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


@dataclass(frozen=True, slots=True)
class Place:
    """A passage of an article: its sentence (from 0) and its characters in ``text``."""

    article: str
    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """A child sentence and the parent sentences that it retells."""

    child: Place
    parents: tuple[Place, ...]
    kind: LinkKind
    score: float


@dataclass(frozen=True, slots=True)
class Change:
    """A difference of substance between a child and its parent.

    Where a passage is missing on one side, that side's place and words are ``None``.
    """

    kind: ChangeKind
    severity: Severity
    child_article: str
    parent_article: str
    child: Place | None
    parent: Place | None
    before: str | None
    after: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a text that may stand in several places."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """Who (``source``; resolved: ``speaker``, with ``role``) said (``cue``) what (``content``)."""

    article: str
    kind: StatementKind
    source: Passage | None
    speaker: str | None
    role: str | None
    cue: Passage | None
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """An article names a ``source``; ``target`` is what in the story the name was matched to."""

    article: str
    sentence: int | None
    source: str
    kind: CitationKind
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One feature of a decision: its value and its part in the log-odds."""

    value: float
    weight: float


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another answer that was weighed; ``parent`` is ``None`` for "origin"."""

    parent: str | None
    probability: float


@dataclass(frozen=True, slots=True)
class Descent:
    """Child article from parent (an article or an unseen source), with its evidence.

    ``direction`` weighs dates too; ``clock``: do the dates go with what the texts show?
    """

    child: str
    parent: str
    kind: DescentKind
    probability: float
    direction: float
    share: float | None
    credited: bool
    evidence: dict[str, Evidence] = field(default_factory=dict)
    alternatives: tuple[Alternative, ...] = ()
    clock: Literal["agrees", "disagrees"] | None = None
    text_direction: float | None = None


@dataclass(frozen=True, slots=True)
class Undecided:
    """An article for which no answer is likely enough."""

    article: str
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class UnseenSource:
    """A source that articles rest on or cite, not in the collection; unknown, its name is ""."""

    id: str
    name: str
    kind: UnseenKind
    cited_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Articles on one event and the stemma that connects them."""

    id: str
    headline: str | None
    articles: tuple[str, ...]
    origins: tuple[str, ...]
    undecided: tuple[Undecided, ...]
    descents: tuple[Descent, ...]
    unseen_sources: tuple[UnseenSource, ...]

    @property
    def independent_reports(self) -> int:
        """The number of roots: origins, and unseen sources that an article descends from."""
        unseen = {source.id for source in self.unseen_sources}
        return len(self.origins) + len({d.parent for d in self.descents} & unseen)


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that Retold found in a collection; the reports are written from it."""

    articles: tuple[Prepared, ...]
    stories: tuple[Story, ...]
    links: tuple[Link, ...]
    changes: tuple[Change, ...]
    citations: tuple[Citation, ...]
    statements: tuple[Statement, ...]
    skipped: tuple[Skipped, ...] = ()
    version_of: dict[str, str] = field(default_factory=dict)
    models: dict[str, str] = field(default_factory=dict)
    carried: float | None = None
