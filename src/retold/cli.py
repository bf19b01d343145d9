"""The command line: ``retold trace``, ``compare``, ``read`` and ``demo``.

This is an edge: it opens files, writes reports and turns errors into words. What Retold
knows it asks of :mod:`retold.tracing`; whatever is slow to import is imported where it is
used, so that ``retold --help`` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Never

import click

from retold.errors import InputError, RetoldError
from retold.outputs import STDOUT, is_report, may_write, write
from retold.run_options import (
    json_option,
    kit_of_command,
    report_options,
    run_options,
    settings_of_command,
)
from retold.web_options import web_of_command, web_options

if TYPE_CHECKING:
    from retold.reading import Outcome
    from retold.reports.progress import Progress
    from retold.reports.report import Report
    from retold.types import Analysis, Article

# The matrices are small: threads of the linear algebra would only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

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


class _Taught(click.Command):
    r"""A command whose help keeps the lines of its examples, marked with a raw ``\b``."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help."""
        self.help = (self.help or "").replace(r"\b", "\b")
        super().format_help(ctx, formatter)


class _Group(_Taught, click.Group):
    """The commands, with every error told in words and by the exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what goes wrong ends in a message, not in a traceback."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, BrokenPipeError):
            raise
        except (KeyboardInterrupt, click.Abort):
            _stop("Interrupted.", INTERRUPTED)
        except InputError as error:
            _stop(f"Error: {error}", USAGE)
        except RetoldError as error:
            _stop(f"Error: {error}", FAULT)
        except Exception as error:
            if os.environ.get("RETOLD_DEBUG"):
                raise
            _stop(
                f"Error: Retold failed on this input ({type(error).__name__}: {error}).\n"
                "This is a fault in Retold, not in your pages. Run the command again with "
                "RETOLD_DEBUG=1 to see where, and report it with the page if you may.",
                FAULT,
            )


class _Reporting(_Taught):
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


def _stop(message: str, code: int) -> Never:
    click.echo(message, err=True)
    sys.exit(code)


def _print_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 click's signature
    if not wanted or ctx.resilient_parsing:
        return
    from retold.reports.document import own_version  # noqa: PLC0415 slow import

    click.echo(f"retold {own_version()}")
    ctx.exit()


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EXIT_STATUS,
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version and exit.",
)
def main() -> None:
    r"""Find out who told a story first, who retold whom, and what changed on the way.

    \b
    See it on a made-up story:
      retold demo
    Trace every page in a folder, and write a report to send to a colleague:
      retold trace pages/
      retold trace pages/ --html report.html
    Mix pages, text and feeds, and standard input:
      retold trace a.html b.txt feed.jsonl
      cat page.html | retold trace - other.html
    Ask the JSON:
      retold trace pages/ --json | jq '.stories[].independent_reports'
    Hold one text against its source, or look at how one page was read:
      retold compare original.html rewrite.html
      retold read page.html
    """


@main.command(cls=_Reporting, epilog=EXIT_STATUS)
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
    _check_outputs(json_to, html_to)
    progress = _progress(quiet)
    outcome = _collect(paths, progress)
    _deliver(_trace(outcome, progress), json_to, html_to, quiet)


@main.command(cls=_Reporting, epilog=EXIT_STATUS)
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
    _check_outputs(json_to, html_to)
    if parent == child:
        raise click.UsageError("PARENT and CHILD are the same input; give two.")
    from retold.tracing import compare as run  # noqa: PLC0415 slow import

    progress = _progress(quiet)
    texts = [_single(path, progress) for path in (parent, child)]
    analysis = run(*texts, settings=settings_of_command(), kit=kit_of_command(), progress=progress)
    progress.close()
    _deliver(analysis, json_to, html_to, quiet)


@main.command(cls=_Reporting, epilog=EXIT_STATUS)
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

    _check_outputs(json_to, None)
    progress = _progress(quiet=False)
    outcome = _collect(pages, progress)
    progress.close()
    report = Report(as_reading([prepare(a) for a in outcome.articles], outcome.skipped))
    if json_to is not None:
        _write(json_to, report.json() + "\n")
    else:
        from retold.reports.reading import print_reading  # noqa: PLC0415 slow import

        print_reading(report.document, _console())
    _finish(report)


@main.command(cls=_Reporting, epilog=EXIT_STATUS)
@report_options
@run_options
def demo(json_to: str | None, html_to: str | None, quiet: bool) -> None:  # noqa: FBT001 click's signature
    r"""Trace a made-up story of a severed cable, shipped with Retold.

    \b
      retold demo
      retold demo --html report.html
    """
    _check_outputs(json_to, html_to)
    progress = _progress(quiet)
    _deliver(_trace(_sample(), progress), json_to, html_to, quiet)
    if html_to is None and json_to is None and not quiet:
        click.echo("The same as a page: retold demo --html report.html", err=True)


def _progress(quiet: bool) -> Progress:  # noqa: FBT001 private
    from retold.reports.progress import Progress  # noqa: PLC0415 only when work is done

    return Progress(sys.stderr, enabled=not quiet)


def _collect(paths: Sequence[str], progress: Progress) -> Outcome:
    """Read every path; one that is not there is a mistake in the command."""
    from retold.inputs import collect, missing  # noqa: PLC0415 slow import

    for path in missing(paths):
        raise InputError(path, "no such file or folder; check the spelling")
    stdin = sys.stdin.buffer if "-" in paths else None
    if stdin is not None and stdin.isatty():
        click.echo("Reading a page from standard input; end it with Ctrl-D.", err=True)
    count = partial(progress, "reading")
    found = collect(dict.fromkeys(paths), stdin=stdin, progress=count, web=web_of_command())
    return _without_reports(found)


def _without_reports(outcome: Outcome) -> Outcome:
    """Set aside earlier reports, which are often written into the folder of the pages."""
    from retold.reading import Outcome  # noqa: PLC0415 slow import
    from retold.types import Skipped  # noqa: PLC0415 slow import

    pages = tuple(a for a in outcome.articles if not is_report(a.raw.text))
    reports = (a for a in outcome.articles if is_report(a.raw.text))
    skipped = (Skipped(a.input, "a report of Retold, not a page") for a in reports)
    return Outcome(pages, (*outcome.skipped, *skipped))


def _trace(outcome: Outcome, progress: Progress) -> Analysis:
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


def _single(path: str, progress: Progress) -> Article:
    """Return the one article that a path, or a record of a collection, names."""
    from retold.inputs import container_of  # noqa: PLC0415 slow import

    base = container_of(path)
    outcome = _collect([base or path], progress)
    found = [a for a in outcome.articles if not base or a.input == path]
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(path, f"holds {len(found)} articles; name one, such as {found[0].input}")
    reasons = [s.reason for s in outcome.skipped] or ["there is none of that number"]
    progress.close()
    return _stop(f"Error: {path}: no article found: {reasons[0]}", NO_ARTICLE)


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


def _deliver(analysis: Analysis, json_to: str | None, html_to: str | None, quiet: bool) -> None:  # noqa: FBT001 private
    """Write what was asked for, print the rest, end with the right status."""
    from retold.reports import Report, as_document  # noqa: PLC0415 slow import

    report = Report(as_document(analysis, settings_of_command()))
    if json_to is not None:
        _write(json_to, report.json() + "\n", quiet=quiet)
    if html_to is not None:
        _write(html_to, report.html(), quiet=quiet)
    if not quiet and STDOUT not in (json_to, html_to):
        from retold.reports.terminal import print_report  # noqa: PLC0415 slow import

        print_report(report.document, _console())
    _finish(report)


def _finish(report: Report) -> None:
    """End with the status that the inputs deserve, and say why if it is not 0."""
    skipped = report.document["skipped"]
    if not report.document["articles"]:
        reasons = "; ".join(f"{row['input']}: {row['reason']}" for row in skipped[:3])
        more = f" and {len(skipped) - 3} more" if len(skipped) > 3 else ""
        _stop(f"Error: no article found. {reasons}{more}".rstrip(), NO_ARTICLE)
    if skipped:
        click.echo(f"{len(skipped)} of the inputs skipped; the report says why.", err=True)
        sys.exit(SOME_SKIPPED)


def _console() -> Any:
    from rich.console import Console  # noqa: PLC0415 slow import

    return Console(highlight=False, soft_wrap=False)


def _check_outputs(json_to: str | None, html_to: str | None) -> None:
    """Refuse to write over anything that is not a report, before any work is done."""
    if json_to == html_to == STDOUT:
        raise click.UsageError("--json and --html can't both go to standard output.")
    for path, option in ((json_to, "--json"), (html_to, "--html")):
        if path is not None and not may_write(path):
            raise click.UsageError(
                f"{option} would write over {path}, which is no Retold report. "
                "Give another file name, or delete that file first."
            )


def _write(path: str, text: str, *, quiet: bool = True) -> None:
    size = write(path, text)
    if path != STDOUT and not quiet:
        click.echo(f"Wrote {path} ({size / 1000:,.0f} kB)", err=True)
