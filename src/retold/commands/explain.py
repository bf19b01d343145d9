"""``retold explain``: show what an answer rests on, down to the characters of the input."""

from __future__ import annotations

import click

from retold.commands.shared import (
    EXIT_STATUS,
    Taught,
    collect_pages,
    console,
    is_saved_report,
    progress_bar,
    report_of,
    run_trace,
    saved_report,
)
from retold.run_options import run_options
from retold.web_options import web_options


@click.command(cls=Taught, epilog=EXIT_STATUS)
@click.argument("source", metavar="PAGES|REPORT.json")
@click.argument("what", metavar="CHILD|ID")
@click.argument("parent", required=False, metavar="[PARENT]")
@run_options
@web_options
def explain(source: str, what: str, parent: str | None) -> None:
    r"""Show why: the evidence that an answer rests on.

    Ask pages, which are traced, or a report that --json wrote. Name an article by its id, file,
    outlet or headline, or a part of these; without PARENT all its sources are explained. Or
    give the id of any row of the JSON. Every passage is shown with its place in the input.

    \b
      retold explain pages/ copy.html
      retold explain pages/ copy.html original.html
      retold explain report.json "Capital Examiner"
      retold explain report.json c-48956e01a449
    """
    from retold.reports.explain import print_explanation  # noqa: PLC0415 slow import
    from retold.reports.lookup import UnknownNameError  # noqa: PLC0415 slow import

    if is_saved_report(source):
        found = saved_report(source)
    else:
        progress = progress_bar(quiet=False)
        found = report_of(run_trace(collect_pages([source], progress), progress))
    try:
        print_explanation(found.document, what, parent, console())
    except UnknownNameError as error:
        raise click.UsageError(str(error)) from error
