"""The options of commands that report: where to, how strictly, and with what kept from before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

import click

from retold.settings import By, Settings

if TYPE_CHECKING:
    from retold.tracing import Tools

Command = Callable[..., Any]
_KEY = "retold.run"


def json_option(command: Command) -> Command:
    """Add where the JSON goes."""
    return click.option(
        "--json",
        "json_to",
        metavar="[FILE]",
        help="Write the JSON object retold/1 to FILE.json, or to standard output.",
    )(command)


def report_options(command: Command) -> Command:
    """Add what every command that reports takes."""
    quiet = click.option(
        "-q", "--quiet", is_flag=True, help="Print nothing but errors and what was asked for."
    )
    html = click.option(
        "--html",
        "html_to",
        metavar="FILE",
        help="Write the report as one HTML page that needs no network.",
    )
    return json_option(html(quiet(command)))


def run_options(command: Command) -> Command:
    """Add how the work is done; :func:`settings_of_command` and :func:`kit_of_command` have it."""
    flags = {
        "--no-cache": "Read every sentence anew, and keep nothing for the next run.",
        "--strict": "Name a source only where it is very likely; else say that it is unknown.",
    }
    for flag, said in flags.items():
        option = click.option(flag, is_flag=True, expose_value=False, callback=_keep, help=said)
        command = option(command)
    return click.option(
        "--statements",
        type=click.Choice(get_args(By)),
        expose_value=False,
        callback=_keep,
        help="Find who said what by a trained tagger, or by rules: less is found, some 10 s a"
        " hundred articles sooner. The tagger is the default.",
    )(command)


def _keep(ctx: click.Context, option: click.Parameter, value: Any) -> None:
    ctx.meta.setdefault(_KEY, {})[option.name] = value


def _given(name: str) -> bool:
    return bool(_value(name))


def _value(name: str) -> Any:
    ctx = click.get_current_context(silent=True)
    return None if ctx is None else ctx.meta.get(_KEY, {}).get(name)


def settings_of_command() -> Settings:
    """Return how sure an answer has to be in this command, and how statements are found.

    Where the tagger is not installed and nobody asked for it, rules do, with a note.
    """
    settings = Settings.strict() if _given("strict") else Settings()
    return replace(settings, statements=_value("statements") or _usual(settings.statements))


def _usual(by: By) -> By:
    from retold.statements import NO_TAGGER, present  # noqa: PLC0415 slow import

    if by == "rules" or present():
        return by
    click.echo(f"Note: {NO_TAGGER}.", err=True)
    ctx = click.get_current_context(silent=True)
    if ctx is not None:  # said once
        ctx.meta.setdefault(_KEY, {})["statements"] = "rules"
    return "rules"


def kit_of_command() -> Tools:
    """Return the models, which remember what they read unless this command wants none of it."""
    from retold.cache import open_cache  # noqa: PLC0415 slow import
    from retold.language.encoder import Encoder  # noqa: PLC0415 slow import
    from retold.statements import remember  # noqa: PLC0415 slow import
    from retold.tracing import tools  # noqa: PLC0415 slow import

    cache = {} if _given("no_cache") else open_cache()
    remember(cache)
    return tools(Encoder(cache=cache))
