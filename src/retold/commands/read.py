"""``retold read``: show how a page was read."""

from __future__ import annotations

import click

from retold.commands.shared import (
    EXIT_STATUS,
    Reporting,
    check_outputs,
    collect_pages,
    console,
    finish,
    progress_bar,
    write_out,
)
from retold.run_options import json_option
from retold.web_options import web_options


@click.command(cls=Reporting, epilog=EXIT_STATUS)
@click.argument("pages", nargs=-1, required=True, metavar="PAGE...")
@json_option
@web_options
def read(pages: tuple[str, ...], json_to: str | None) -> None:
    r"""Show how a page was read: fields, text, furniture.

    \b
      retold read page.html
      retold read page.html --json
    """
    from retold.language import prepare  # noqa: PLC0415 slow import
    from retold.reports import Report, as_reading  # noqa: PLC0415 slow import

    check_outputs(json_to, None)
    progress = progress_bar(quiet=False)
    outcome = collect_pages(pages, progress)
    progress.close()
    report = Report(as_reading([prepare(a) for a in outcome.articles], outcome.skipped))
    if json_to is not None:
        write_out(json_to, report.json() + "\n")
    else:
        from retold.reports.reading import print_reading  # noqa: PLC0415 slow import

        print_reading(report.document, console())
    finish(report)
