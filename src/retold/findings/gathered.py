"""All findings of a story, the weightiest first, one for each error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from retold.findings.alterations import alteration_findings
from retold.findings.contrasts import figure_findings
from retold.findings.differences import difference_findings
from retold.findings.gaps import gap_findings
from retold.findings.phrases import Names
from retold.findings.sources import COUNT, source_findings
from retold.findings.spoken import quote_findings
from retold.findings.tale import Tale
from retold.types import FigureRow, Finding, Lineage

MOST = 60
"""Findings of one story."""
_PLACES = 40  # passages, articles and changes of one finding
_AGAIN = 0.93  # what a finding weighs beside a weightier one of its kind, or of its article


def gathered(
    tale: Tale, rows: Sequence[FigureRow], lineages: Sequence[Lineage]
) -> tuple[Finding, ...]:
    """Return what an editor should know of a story."""
    names = Names(tale)
    every = [
        *source_findings(tale, names),
        *alteration_findings(tale, names, lineages, rows),
        *difference_findings(tale, names),
        *figure_findings(tale, names, rows, lineages),
        *quote_findings(tale, names, lineages),
        *gap_findings(tale, names, rows),
    ]
    return tuple(_bounded(finding) for finding in _ranked(every)[:MOST])


def _ranked(every: Iterable[Finding]) -> list[Finding]:
    """Order findings so that the first few are of several kinds and articles."""
    unique = {finding.sentence: finding for finding in every}.values()
    left = sorted(unique, key=_gravity)
    kinds: Counter[str] = Counter()
    articles: Counter[str] = Counter()
    weighed = []
    for finding in left:
        again = 0 if finding.kind == "count" else kinds[finding.kind] + articles[_first(finding)]
        most = COUNT if finding.kind == "count" else COUNT - 1
        weight = min(finding.weight, most) * _AGAIN**again
        weighed.append(replace(finding, weight=round(weight, 2)))
        kinds[finding.kind] += 1
        articles[_first(finding)] += 1
    return sorted(weighed, key=_gravity)


def _gravity(finding: Finding) -> tuple[float, str, str]:
    return (-finding.weight, finding.kind, finding.sentence)


def _first(finding: Finding) -> str:
    return finding.articles[0] if finding.articles else ""


def _bounded(finding: Finding) -> Finding:
    return replace(
        finding,
        articles=finding.articles[:_PLACES],
        places=finding.places[:_PLACES],
        changes=finding.changes[:_PLACES],
    )
