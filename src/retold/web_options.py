"""The options of commands that take addresses, kept beside the command until they are needed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from retold.fetching import Web

Command = Callable[..., Any]
_KEY = "retold.web"


def web_options(command: Command) -> Command:
    """Add how addresses are fetched; :func:`web_of_command` has what was given."""
    follow = click.option(
        "--follow",
        metavar="N",
        type=click.IntRange(0, 10_000),
        default=0,
        expose_value=False,
        callback=_keep,
        help="Fetch up to N of the addresses that feeds and sitemaps list.",
    )
    kept = click.option(
        "--kept",
        metavar="FOLDER",
        type=click.Path(file_okay=False),
        expose_value=False,
        callback=_keep,
        help="Keep what is fetched in FOLDER, not in the user's cache.",
    )
    flags = {
        "--offline": "Use what was fetched before and ask nobody.",
        "--allow-local": "Fetch from private and local addresses too, such as a test server.",
    }
    for flag, said in flags.items():
        option = click.option(flag, is_flag=True, expose_value=False, callback=_keep, help=said)
        command = option(command)
    return kept(follow(command))


def _keep(ctx: click.Context, option: click.Parameter, value: Any) -> None:
    ctx.meta.setdefault(_KEY, {})[option.name] = value


def web_of_command() -> Web:
    """Return how addresses are fetched in this command."""
    from retold.fetching import Web  # noqa: PLC0415 slow import

    ctx = click.get_current_context(silent=True)
    given = dict(ctx.meta.get(_KEY, {})) if ctx is not None else {}
    kept = given.pop("kept", None)
    return Web(kept=Path(kept) if kept else None, **given)
