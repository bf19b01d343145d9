"""The command line: its commands are the modules of :mod:`retold.commands`."""

from __future__ import annotations

import os
import pkgutil
from importlib import import_module
from typing import Any

import click

from retold import commands
from retold.commands.shared import (
    EXIT_STATUS,
    FAULT,
    INTERRUPTED,
    NO_ARTICLE,
    SOME_SKIPPED,
    USAGE,
    Taught,
    settle_json,
    stop,
)
from retold.errors import InputError, RetoldError

# The matrices are small: threads of the linear algebra would only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__all__ = [
    "EXIT_STATUS",
    "FAULT",
    "INTERRUPTED",
    "NO_ARTICLE",
    "SOME_SKIPPED",
    "USAGE",
    "main",
    "settle_json",
]


class _Group(Taught, click.Group):
    """The commands, with every error told in words and by the exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what goes wrong ends in a message, not in a traceback."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, BrokenPipeError):
            raise
        except (KeyboardInterrupt, click.Abort):
            stop("Interrupted.", INTERRUPTED)
        except InputError as error:
            stop(f"Error: {error}", USAGE)
        except RetoldError as error:
            stop(f"Error: {error}", FAULT)
        except Exception as error:
            if os.environ.get("RETOLD_DEBUG"):
                raise
            stop(
                f"Error: Retold failed on this input ({type(error).__name__}: {error}).\n"
                "This is a fault in Retold, not in your pages. Run the command again with "
                "RETOLD_DEBUG=1 to see where, and report it with the page if you may.",
                FAULT,
            )


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
    See who said what, ask why, or show a saved report again:
      retold quotes pages/
      retold explain pages/ rewrite.html
      retold report stories.json --html report.html
    """


for _module in pkgutil.iter_modules(commands.__path__):
    if _module.name not in commands.HELPERS:
        _command = getattr(import_module(f"retold.commands.{_module.name}"), _module.name)
        main.add_command(_command)
