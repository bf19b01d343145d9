"""``retold trace``: group pages into stories and show who retold whom."""

from __future__ import annotations

import click

from retold.commands.shared import (
    EXIT_STATUS,
    Reporting,
    check_outputs,
    collect_pages,
    deliver,
    progress_bar,
    run_trace,
)
from retold.run_options import report_options, run_options
from retold.web_options import web_options


@click.command(cls=Reporting, epilog=EXIT_STATUS)
@click.argument("paths", nargs=-1, required=True, metavar="PATHS...")
@report_options
@run_options
@web_options
def trace(paths: tuple[str, ...], json_to: str | None, html_to: str | None, quiet: bool) -> None:  # noqa: FBT001 click's signature
    r"""Group pages into stories and show who retold whom.

    PATHS are pages (.html, .txt, .pdf, .docx ...), collections (.xml, .jsonl, .zip, .warc ...),
    folders, addresses (https://...), or - for standard input; any of them may be gzipped.

    \b
      retold trace pages/
      retold trace pages/ more.jsonl.gz --html report.html
      retold trace https://example.org/quay https://example.com/quay-shut
      retold trace pages/ --json stories.json --quiet
    Name a source only where a mistake is unlikely; the rest is listed as undecided:
      retold trace pages/ --strict
    Leave nothing of the texts' readings on this machine:
      retold trace pages/ --no-cache
    """
    check_outputs(json_to, html_to)
    progress = progress_bar(quiet)
    outcome = collect_pages(paths, progress)
    deliver(run_trace(outcome, progress), json_to, html_to, quiet)
