"""Types of what is found: links, changes, statements, descents, stories."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from retold.types.texts import Span

LinkKind = Literal["verbatim", "edited", "paraphrased", "merged", "split"]
DescentKind = Literal["copy", "edit", "rewrite", "brief", "expansion", "merge", "update"]
_Facts = Literal["number", "unit", "date", "name", "quote", "attribution"]
_Wording = Literal["certainty", "negation", "unquoted", "voice", "dropped", "added"]
ChangeKind = Literal[_Facts, _Wording]
Severity = Literal["high", "medium", "minor"]
StatementKind = Literal["direct", "mixed", "indirect"]
SourceKind = Literal["person", "organisation", "document", "unnamed person", "unnamed group"]
CueKind = Literal[
    "said",
    "asked",
    "claimed",
    "denied",
    "admitted",
    "promised",
    "warned",
    "disputed",
    "declined",
    "silent",
]
CitationKind = Literal["cites", "quotes", "credits"]
UnseenKind = Literal["cited", "text", "statement"]


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
    ``probability``: how likely it is right, as counted on invented events by kind and rule;
    ``None`` where nothing was counted (dropped, added, unquoted, voice).
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
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a text that may stand in several places."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """Who (``source``; resolved: ``speaker``, with ``role``) said (``cue``) what (``content``).

    ``unnamed_why`` is the reason that the article gives for not naming a source. ``chain`` are
    those through whom the words came, nearest to the article first, the source itself left out:
    of "Bloomberg reported that officials had told ministers that …" it is Bloomberg.
    """

    article: str
    kind: StatementKind
    source: Passage | None
    speaker: str | None
    role: str | None
    cue: Passage | None
    content: tuple[Span, ...]
    source_kind: SourceKind | None = None
    unnamed_why: Passage | None = None
    cue_kind: CueKind | None = None
    chain: tuple[Passage, ...] = ()


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
    """Another answer that was weighed; ``parent`` is ``None`` for "origin".

    ``evidence`` is why it lost: the features that tell most against it, with its own value and
    by how much less they speak for it than for the parent that was chosen.
    """

    parent: str | None
    probability: float
    evidence: dict[str, Evidence] = field(default_factory=dict)


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
class OpenPair:
    """An undecided article and its likeliest candidate, held against each other.

    Which of the two came first is not known: ``first`` is the one with the earlier clock, else by
    id. In ``links`` and ``differences`` it takes the place of the parent, and nothing more is meant
    by that. The shares are the parts of each one's words that stand in linked sentences.
    """

    first: str
    second: str
    first_share: float
    second_share: float
    links: tuple[Link, ...]
    differences: tuple[Change, ...]


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
