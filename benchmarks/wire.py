"""Trace hundreds of near-copies of one wire text: are all linked, how long, how large?

    python benchmarks/wire.py --data ../shared/data/traditions [--sizes 100 200 800] [--json FILE]

A report of the sample event, which no model was fitted on, is printed by so many outlets after
it, each without a line or two and with one line changed. The package's own models are asked.

- *linked*: copies that descend from something; *rooted*: those whose line of parents ends at
  the report, as it should; *direct*: those that hang on the report itself. Copies of it cannot
  always be told from copies of a copy, so *rooted* and *reports* are what counts: one.
- Seconds and their ratio to the encoder's, both also of the processor, which on a busy machine
  are the steadier; memory at the peak, and the size of the JSON object.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from _answers import Said, said
from _common import digest, finish, parser, print_table
from _traditions import SAMPLE, load
from _variants import near_copy
from story_speed import Clock, Timed

from retold import tracing
from retold.reports import as_document
from retold.settings import Settings
from retold.types import Analysis, Article

MEBIBYTE = 2**20


@dataclass(frozen=True)
class Measured:
    """What one collection gave."""

    size: int
    stories: int
    reports: int
    linked: float
    rooted: float
    direct: float
    seconds: float
    ratio: float
    processor: float
    processor_ratio: float
    peak: float
    json: float


def root_of(article: str, found: Said) -> str:
    """Follow the likeliest parents to the end."""
    seen = {article}
    at = article
    while (parent := found.first(at) if at in found.parents else None) and parent not in seen:
        seen.add(parent)
        at = parent
    return at


def collection(data: Path, size: int) -> list[Article]:
    """Return a report and so many near-copies of it."""
    event = next(e for e in load(data, with_sample=True) if e.name == SAMPLE)
    report = event.versions[0]
    return [report.article, *(near_copy(report, f"copy-{n}", n) for n in range(size))]


def measure(articles: Sequence[Article]) -> Measured:
    """Trace a collection whose first article is the report."""
    clock = Clock()
    kit = tracing.tools(Timed(clock))
    kit.encoder.encode(["The model is read before the first sentence that counts."])
    clock.wall.clear()
    clock.processor.clear()
    with clock.running("whole"):
        analysis = tracing.trace(articles, kit=kit, settings=Settings(statements="rules"))
    return Measured(
        seconds=clock.wall["whole"],
        ratio=clock.wall["whole"] / max(1e-9, clock.wall["encoder"]),
        processor=clock.processor["whole"],
        processor_ratio=clock.processor["whole"] / max(1e-9, clock.processor["encoder"]),
        peak=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        json=len(json.dumps(as_document(analysis))) / MEBIBYTE,
        **_answers(analysis, articles[0].id),
    )


def _answers(analysis: Analysis, report: str) -> dict[str, Any]:
    found = said(analysis)
    copies = [a for a in found.parents if a != report]
    shares: Mapping[str, int] = {
        "linked": sum(bool(found.parents[a]) for a in copies),
        "rooted": sum(root_of(a, found) == report for a in copies),
        "direct": sum(found.first(a) == report for a in copies),
    }
    return {
        "size": len(copies),
        "stories": len(analysis.stories),
        "reports": sum(s.independent_reports for s in analysis.stories),
    } | {name: count / len(copies) for name, count in shares.items()}


def main() -> int:
    """Run the benchmark."""
    made = parser(__doc__, "the folder traditions")
    made.add_argument("--sizes", type=int, nargs="+", default=[100, 200, 800])
    options = made.parse_args()
    rows = [measure(collection(options.data, size)) for size in options.sizes]
    columns = ["copies", "stories", "reports", "linked", "rooted", "direct"]
    columns += ["seconds", "over encoder's", "processor", "over encoder's", "peak MiB", "JSON MiB"]
    print_table(
        "Near-copies of one wire text (all are to be linked, and one report counted)",
        columns,
        [[str(row.size), *list(vars(row).values())[1:]] for row in rows],
    )
    last = rows[-1]
    measures = {"linked": last.linked, "rooted": last.rooted}
    return finish("wire", measures, {"traditions": digest(options.data)}, options)


if __name__ == "__main__":
    sys.exit(main())
