"""Hold the size of a story's report, and the time to write it, against their limits.

    python benchmarks/report.py --data ../shared/data/traditions [--sizes 12 60] [--json FILE]

Every tradition is traced as it is (11 or 12 articles) and filled up with near-copies and rewrites
to the larger sizes (``--event`` alone). Of each report are printed the size of the page and of the
JSON, the processor time to write both from the analysis, and whether the report that is read back
from its JSON gives the same bytes. The limits are on twelve articles: 1 MB and one second for the
page. Models are loaded and texts traced before. A missed limit makes the exit status 1.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from _common import digest, finish, parser, print_table
from _traditions import Event, load
from _vectors import remembering
from story_speed import story

from retold import tracing
from retold.reports import Report, as_document
from retold.types import Analysis

STORY = 12
"""Articles of the story that the limits are on."""
LARGEST = 1_000_000
"""Bytes of its page."""
LONGEST = 1.0
"""Seconds to write it."""
COLUMNS = ("story", "articles", "page kB", "page s", "JSON kB", "JSON s", "read back")


@dataclass(frozen=True, slots=True)
class Written:
    """What a report weighs and what it takes."""

    name: str
    articles: int
    page: int
    page_seconds: float
    json: int
    json_seconds: float
    same: bool

    @property
    def within(self) -> bool:
        """Tell whether the report keeps to the limits; they are on stories of a dozen."""
        small = self.page <= LARGEST and self.page_seconds <= LONGEST
        return self.same and (small or self.articles > STORY)

    def row(self) -> list[object]:
        """Return the row of the table."""
        return [
            self.name,
            self.articles,
            round(self.page / 1000),
            self.page_seconds,
            round(self.json / 1000),
            self.json_seconds,
            "same bytes" if self.same else "DIFFERS",
        ]


def written(name: str, analysis: Analysis) -> Written:
    """Write a report, and once more from its own JSON."""
    began = time.process_time()
    report = Report(as_document(analysis))
    text = report.json()
    between = time.process_time()
    page = report.html()
    ended = time.process_time()
    again = Report.from_json(text)
    return Written(
        name,
        len(analysis.articles),
        len(page.encode()),
        ended - between,
        len(text.encode()),
        between - began,
        again.json() == text and again.html() == page,
    )


def measured(event: Event, size: int | None, kit: tracing.Tools) -> Written:
    """Trace an event, filled up to a size if one is given, and write its report."""
    articles = [v.article for v in event.versions] if size is None else story(event, size)
    return written(event.name, tracing.trace(articles, kit=kit))


def main() -> int:
    """Trace, write, print, and judge."""
    made = parser(__doc__, "the folder of traditions")
    made.add_argument("--sizes", type=int, nargs="*", default=[60], help="larger stories to fill")
    made.add_argument("--event", default="e32-trade", help="the tradition that is filled up")
    options = made.parse_args()
    events = load(options.data, with_sample=True)
    larger = [e for e in events if e.name == options.event]
    with remembering() as encoder:
        kit = tracing.tools(encoder)
        rows = [measured(event, None, kit) for event in events]
        rows += [measured(event, size, kit) for event in larger for size in options.sizes]
    print_table("Reports, by story", COLUMNS, [row.row() for row in rows])
    return judged(rows, options)


def judged(rows: list[Written], options: argparse.Namespace) -> int:
    """Print the largest of the stories of a dozen beside the limits."""
    dozen = [row for row in rows if row.articles <= STORY]
    size, spent = max(r.page for r in dozen), max(r.page_seconds for r in dozen)
    print(f"\nLargest page of up to {STORY} articles: {size:,} bytes (limit {LARGEST:,})")
    print(f"Longest to write it: {spent:.2f} s of processor time (limit {LONGEST:.2f})")
    print(f"Read back from JSON with the same bytes: {sum(r.same for r in rows)} of {len(rows)}")
    missed = [row.name for row in rows if not row.within]
    if missed:
        print(f"Limits missed by: {', '.join(missed)}")
    detail = {"largest bytes": size, "longest seconds": spent, "stories": len(rows)}
    data = {"traditions": digest(Path(options.data))}
    return max(finish("report", {}, data, options, detail), int(bool(missed)))


if __name__ == "__main__":
    sys.exit(main())
