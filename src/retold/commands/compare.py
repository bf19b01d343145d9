"""``retold compare``: hold a text against the source that it is thought to come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from retold.commands.shared import (
    EXIT_STATUS,
    NO_ARTICLE,
    Reporting,
    check_outputs,
    collect_pages,
    deliver,
    progress_bar,
    stop,
)
from retold.errors import InputError
from retold.run_options import (
    kit_of_command,
    report_options,
    run_options,
    settings_of_command,
)
from retold.web_options import web_options

if TYPE_CHECKING:
    from retold.reports.progress import Progress
    from retold.types import Article


@click.command(cls=Reporting, epilog=EXIT_STATUS)
@click.argument("parent")
@click.argument("child")
@report_options
@run_options
@web_options
def compare(
    parent: str,
    child: str,
    json_to: str | None,
    html_to: str | None,
    quiet: bool,  # noqa: FBT001 click's signature
) -> None:
    r"""Compare a text with the source that it is thought to come from.

    PARENT and CHILD are one page each, or one record of a collection: feed.jsonl#3 is the
    third. The direction is as given; how surely narration came over at all is said too.

    \b
      retold compare original.html rewrite.html
      retold compare pages.zip#a.html feed.jsonl#1 --html pair.html
    Say which came first only where the texts leave little doubt:
      retold compare original.html rewrite.html --strict
    """
    check_outputs(json_to, html_to)
    if parent == child:
        raise click.UsageError("PARENT and CHILD are the same input; give two.")
    from retold.tracing import compare as run  # noqa: PLC0415 slow import

    progress = progress_bar(quiet)
    texts = [_single(path, progress) for path in (parent, child)]
    analysis = run(*texts, settings=settings_of_command(), kit=kit_of_command(), progress=progress)
    progress.close()
    deliver(analysis, json_to, html_to, quiet)


def _single(path: str, progress: Progress) -> Article:
    """Return the one article that a path, or a record of a collection, names."""
    from retold.inputs import container_of  # noqa: PLC0415 slow import

    base = container_of(path)
    outcome = collect_pages([base or path], progress)
    found = [a for a in outcome.articles if not base or a.input == path]
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(path, f"holds {len(found)} articles; name one, such as {found[0].input}")
    reasons = [s.reason for s in outcome.skipped] or ["there is none of that number"]
    progress.close()
    return stop(f"Error: {path}: no article found: {reasons[0]}", NO_ARTICLE)
