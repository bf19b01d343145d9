"""``retold demo``: trace a made-up story that ships with the package."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from retold.commands.shared import (
    EXIT_STATUS,
    Reporting,
    check_outputs,
    deliver,
    progress_bar,
    run_trace,
)
from retold.run_options import report_options, run_options

if TYPE_CHECKING:
    from retold.reading import Outcome


@click.command(cls=Reporting, epilog=EXIT_STATUS)
@report_options
@run_options
def demo(json_to: str | None, html_to: str | None, quiet: bool) -> None:  # noqa: FBT001 click's signature
    r"""Trace a made-up story of a severed cable, shipped with Retold.

    \b
      retold demo
      retold demo --html report.html
    """
    check_outputs(json_to, html_to)
    progress = progress_bar(quiet)
    deliver(run_trace(_sample(), progress), json_to, html_to, quiet)
    if html_to is None and json_to is None and not quiet:
        click.echo("The same as a page: retold demo --html report.html", err=True)


def _sample() -> Outcome:
    """Read the sample pages that ship with the package."""
    from importlib import resources  # noqa: PLC0415 slow import

    from retold.reading import Hints, Outcome, read  # noqa: PLC0415 slow import

    outcome = Outcome()
    folder = resources.files("retold") / "sample"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.is_file() and not file.name.startswith(("_", ".")):
            outcome += read(file.read_bytes(), Hints(input=f"sample/{file.name}"))
    return outcome
