"""What the commands share: the status they end with, how pages come in and reports go out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Never

import click

from retold.errors import InputError
from retold.outputs import STDOUT, is_report, may_write, write
from retold.run_options import kit_of_command, settings_of_command
from retold.web_options import web_of_command

if TYPE_CHECKING:
    from retold.reading import Outcome
    from retold.reports.progress import Progress
    from retold.reports.report import Report
    from retold.types import Analysis

JSON_START = b'{"schema": "retold/'
"""The first bytes of every report written as JSON."""
SOME_SKIPPED, USAGE, NO_ARTICLE, FAULT, INTERRUPTED = 1, 2, 3, 4, 130

EXIT_STATUS = """
\b
Exit status:
  0    all inputs were read
  1    done, but some inputs were skipped (the report names them)
  2    the command was not understood, or a file can't be opened or written
  3    no article was found in any input
  4    Retold itself failed
  130  interrupted
"""


class Taught(click.Command):
    r"""A command whose help keeps the lines of its examples, marked with a raw ``\b``."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help."""
        self.help = (self.help or "").replace(r"\b", "\b")
        super().format_help(ctx, formatter)


class Reporting(Taught):
    """A command with ``--json [FILE]``: a word that can't be its file is a page."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Settle what ``--json`` takes before click reads the rest."""
        return super().parse_args(ctx, settle_json(args))


def settle_json(args: Sequence[str]) -> list[str]:
    """Give ``--json`` the next word only if that is ``-`` or names a JSON file.

    >>> settle_json(["--json", "pages/"]), settle_json(["--json", "out.json", "pages/"])
    (['--json=-', 'pages/'], ['--json=out.json', 'pages/'])
    """
    settled: list[str] = []
    words = list(args)
    while words:
        word = words.pop(0)
        if word == "--":
            return [*settled, word, *words]
        if word == "--json":
            takes = bool(words) and (words[0] == "-" or words[0].endswith(".json"))
            word = f"--json={words.pop(0) if takes else '-'}"
        settled.append(word)
    return settled


def stop(message: str, code: int) -> Never:
    """End with a message and a status."""
    click.echo(message, err=True)
    sys.exit(code)


def progress_bar(quiet: bool) -> Progress:  # noqa: FBT001 one flag, always named by its command
    """Return the progress line of a command; quiet, it shows nothing."""
    from retold.reports.progress import Progress  # noqa: PLC0415 only when work is done

    return Progress(sys.stderr, enabled=not quiet)


def collect_pages(paths: Sequence[str], progress: Progress) -> Outcome:
    """Read every path; one that is not there is a mistake in the command."""
    from retold.inputs import collect, missing  # noqa: PLC0415 slow import

    for path in missing(paths):
        raise InputError(path, _why_missing(path))
    stdin = sys.stdin.buffer if "-" in paths else None
    if stdin is not None and stdin.isatty():
        click.echo("Reading a page from standard input; end it with Ctrl-D.", err=True)
    count = partial(progress, "reading")
    found = collect(dict.fromkeys(paths), stdin=stdin, progress=count, web=web_of_command())
    return _without_reports(found)


def _why_missing(path: str) -> str:
    """Say what is the matter with a path that names nothing, and what to do."""
    from retold.inputs import container_of  # noqa: PLC0415 slow import

    scheme, found, _ = path.partition("://")
    if found and scheme.isalnum():
        return f"addresses of the kind {scheme}:// are not fetched, only http:// and https://"
    if base := container_of(path):
        return f"give the collection itself, {base}, or use it with retold compare"
    return "no such file or folder; check the spelling"


def _without_reports(outcome: Outcome) -> Outcome:
    """Set aside earlier reports, which are often written into the folder of the pages."""
    from retold.reading import Outcome  # noqa: PLC0415 slow import
    from retold.types import Skipped  # noqa: PLC0415 slow import

    pages = tuple(a for a in outcome.articles if not is_report(a.raw.text))
    reports = (a for a in outcome.articles if is_report(a.raw.text))
    skipped = (Skipped(a.input, "a report of Retold, not a page") for a in reports)
    return Outcome(pages, (*outcome.skipped, *skipped))


def run_trace(outcome: Outcome, progress: Progress) -> Analysis:
    """Trace what was read, which may be nothing."""
    if not outcome.articles:
        from retold.types import Analysis  # noqa: PLC0415 slow import

        return Analysis((), (), (), (), (), (), outcome.skipped)
    from retold.tracing import trace as run  # noqa: PLC0415 slow import

    analysis = run(
        outcome.articles,
        skipped=outcome.skipped,
        settings=settings_of_command(),
        progress=progress,
        kit=kit_of_command(),
    )
    progress.close()
    return analysis


def deliver(analysis: Analysis, json_to: str | None, html_to: str | None, quiet: bool) -> None:  # noqa: FBT001 passed on from the command
    """Write what was asked for, print the rest, end with the right status."""
    report = report_of(analysis)
    show(report, json_to, html_to, quiet)
    finish(report, quiet=quiet)


def report_of(analysis: Analysis) -> Report:
    """Return the report of an analysis, with the settings of this command."""
    from retold.reports import Report, as_document  # noqa: PLC0415 slow import

    return Report(as_document(analysis, settings_of_command()))


def show(report: Report, json_to: str | None, html_to: str | None, quiet: bool) -> None:  # noqa: FBT001 passed on from the command
    """Write a report to where it was asked for; print it unless that was standard output."""
    if json_to is not None:
        write_out(json_to, report.json() + "\n", quiet=quiet)
    if html_to is not None:
        write_out(html_to, report.html(), quiet=quiet)
    if not quiet and STDOUT not in (json_to, html_to):
        from retold.reports.terminal import print_report  # noqa: PLC0415 slow import

        print_report(report.document, console())


def is_saved_report(path: str) -> bool:
    """Tell whether a path is a file that holds the JSON of a report."""
    target = Path(path)
    if not target.is_file():
        return False
    with target.open("rb") as file:
        return file.read(len(JSON_START)) == JSON_START


def saved_report(path: str) -> Report:
    """Read a report that ``--json`` wrote."""
    from retold.reports import Report  # noqa: PLC0415 slow import

    try:
        data = sys.stdin.buffer.read() if path == STDOUT else Path(path).read_bytes()
    except OSError as error:
        raise InputError(path, f"can't be read ({error.strerror})") from error
    try:
        return Report.from_json(data.decode("utf-8"))
    except ValueError as error:
        raise InputError(path, f"no report of Retold: {error}") from error


def finish(report: Report, *, quiet: bool = False) -> None:
    """End with the status that the inputs deserve, and say why if it is not 0.

    Quiet, the status alone tells that some were skipped.
    """
    skipped = report.document["skipped"]
    if not report.document["articles"]:
        reasons = "; ".join(f"{row['input']}: {row['reason']}" for row in skipped[:3])
        more = f" and {len(skipped) - 3} more" if len(skipped) > 3 else ""
        stop(f"Error: no article found. {reasons}{more}".rstrip(), NO_ARTICLE)
    if skipped:
        if not quiet:
            click.echo(f"{len(skipped)} of the inputs skipped; the report says why.", err=True)
        sys.exit(SOME_SKIPPED)


def console() -> Any:
    """Return the terminal."""
    from rich.console import Console  # noqa: PLC0415 slow import

    return Console(highlight=False, soft_wrap=False)


def check_outputs(json_to: str | None, html_to: str | None) -> None:
    """Refuse to write over anything that is not a report, before any work is done."""
    if json_to == html_to == STDOUT:
        raise click.UsageError("--json and --html can't both go to standard output.")
    for path, option in ((json_to, "--json"), (html_to, "--html")):
        if path is not None and Path(path).is_dir():
            raise click.UsageError(f"{option} takes a file, and {path} is a folder.")
        if path is not None and not may_write(path):
            raise click.UsageError(
                f"{option} would write over {path}, which is no Retold report. "
                "Give another file name, or delete that file first."
            )


def write_out(path: str, text: str, *, quiet: bool = True) -> None:
    """Write a report and say where it went."""
    size = write(path, text)
    if path != STDOUT and not quiet:
        click.echo(f"Wrote {path} ({size / 1000:,.0f} kB)", err=True)
