"""``retold report``: write a saved report anew, in any form."""

from __future__ import annotations

import click

from retold.commands.shared import (
    EXIT_STATUS,
    Reporting,
    check_outputs,
    finish,
    saved_report,
    show,
)
from retold.run_options import report_options


@click.command(cls=Reporting, epilog=EXIT_STATUS)
@click.argument("saved", metavar="REPORT.json")
@report_options
def report(saved: str, json_to: str | None, html_to: str | None, quiet: bool) -> None:  # noqa: FBT001 click's signature
    r"""Show a saved report again, in any form.

    REPORT.json is what --json wrote, or - for standard input. The same report gives the same
    bytes, page and JSON, wherever and whenever it is shown.

    \b
      retold trace pages/ --json report.json
      retold report report.json --html report.html
      retold report report.json
    """
    check_outputs(json_to, html_to)
    found = saved_report(saved)
    show(found, json_to, html_to, quiet)
    finish(found)
