"""Draw figures, lineages and findings from the analysis of a collection."""

from __future__ import annotations

from dataclasses import dataclass

from retold.findings.gathered import gathered
from retold.findings.lineage import lineages
from retold.findings.table import table
from retold.findings.tale import tales
from retold.types import Analysis, FigureRow, Finding, Lineage


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn from an analysis."""

    figures: tuple[FigureRow, ...]
    lineages: tuple[Lineage, ...]
    findings: tuple[Finding, ...]


def drawn(analysis: Analysis) -> Drawn:
    """Draw the figures, lineages and findings of every story; one article alone has none."""
    figures: list[FigureRow] = []
    followed: list[Lineage] = []
    findings: list[Finding] = []
    for tale in tales(analysis):
        if len(tale.sides) > 1:
            rows, lines = table(tale), lineages(tale)
            figures += rows
            followed += lines
            findings += gathered(tale, rows, lines)
    return Drawn(tuple(figures), tuple(followed), tuple(findings))
