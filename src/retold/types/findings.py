"""Types of what a story tells an editor: figures, lineages, utterances, findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from retold.types.results import Change, Place

Form = Literal[
    "complete",
    "trimmed",
    "merged",
    "reordered",
    "paraphrased",
    "unquoted",
    "altered",
    "invented",
]
FindingKind = Literal[
    "count",
    "statement",
    "change",
    "difference",
    "lineage",
    "quote",
    "figures",
    "dropped",
    "credit",
    "clock",
    "conversion",
]


@dataclass(frozen=True, slots=True)
class FigureUse:
    """One article gives a figure: where, in which words, and who is said to have given it.

    ``variant`` numbers the values of a row in order of their first use, from 0: uses with one
    number agree, be it rounded or rightly converted. ``source`` is the article from which this
    use came along the stemma, value and all; of two parents that disagree, the one that was
    followed. ``None``: an origin, or a value that none of the parents has there.
    """

    place: Place
    text: str
    value: float | None
    unit: str | None
    speaker: str | None
    variant: int = 0
    source: str | None = None


@dataclass(frozen=True, slots=True)
class FigureRow:
    """What a story counts or measures (``subject``), and every article's figure for it.

    ``uses`` are in order of time; ``first_other`` is the article in which the value first
    differs, ``None`` if all agree.
    """

    story: str
    subject: str
    kind: str
    uses: tuple[FigureUse, ...]
    first_other: str | None


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where a change first appears (``change``), who inherited it, who has the older form.

    Places are in order of time. ``late`` are those of ``older`` that were published after the
    change was made; ``corrects``: the change was made by an update of its own story, so that the
    older form may be the error.
    """

    story: str
    change: Change
    inherited: tuple[Place, ...]
    older: tuple[Place, ...]
    late: tuple[Place, ...] = ()
    corrects: bool = False


@dataclass(frozen=True, slots=True)
class Rendering:
    """One version of an utterance: where, its form, and (before, after) of words altered.

    ``place`` is the quoted or reported words without marks.
    """

    place: Place
    form: Form
    altered: tuple[tuple[str, str], ...] = ()
    speaker: str | None = None
    cue: str | None = None


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody said, in every rendering of a story; ``longest`` is the fullest of them.

    ``primary`` is the place in an official transcript, if one was given and has it.
    """

    story: str
    speaker: str | None
    role: str | None
    longest: Place
    renderings: tuple[Rendering, ...]
    primary: Place | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that an editor should know, in one plain sentence, with where it shows.

    ``weight`` orders the findings of a story, the heaviest first; ``places`` are the
    passages to look at, ``changes`` those that it sums up.
    """

    story: str
    kind: FindingKind
    sentence: str
    weight: float
    articles: tuple[str, ...]
    places: tuple[Place, ...] = ()
    changes: tuple[Change, ...] = ()
