"""The whole that the reports are written from."""

from __future__ import annotations

from dataclasses import dataclass, field

from retold.types.findings import FigureRow, Finding, Lineage, Utterance
from retold.types.results import Change, Citation, Link, OpenPair, Statement, Story
from retold.types.texts import Prepared, Skipped


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that Retold found in a collection; the reports are written from it.

    ``links`` and ``changes`` are those of descents alone; what was found between two articles
    whose direction is not known stands in ``open_pairs``.
    """

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
    figures: tuple[FigureRow, ...] = ()
    lineages: tuple[Lineage, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    findings: tuple[Finding, ...] = ()
    open_pairs: tuple[OpenPair, ...] = ()
