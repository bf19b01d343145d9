"""The edge where reports are written: whole or not at all, and never over somebody's page."""

from __future__ import annotations

import sys
from pathlib import Path

from retold.errors import InputError

STDOUT = "-"
HEAD = 2000
"""Characters at the start of a file by which an earlier report is known."""
REPORT_MARKS = (
    '{"schema": "retold/',
    '<meta name="generator" content="Retold report">',
)


def is_report(text: str) -> bool:
    """Tell by its first characters whether a text is a report of Retold.

    >>> is_report('{"schema": "retold/1", "made_by": {}}'), is_report("<p>Some page</p>")
    (True, False)
    """
    return any(mark in text[:HEAD] for mark in REPORT_MARKS)


def may_write(path: str) -> bool:
    """Tell whether a path is free, empty, an earlier report, or no plain file."""
    target = Path(path)
    if path == STDOUT or not target.exists():
        return True
    if not target.is_file():
        return not target.is_dir()
    with target.open("rb") as file:
        start = file.read(HEAD).decode("utf-8", "replace")
    return not start.strip() or is_report(start)


def write(path: str, text: str) -> int:
    """Write a report to a file or to standard output; return its size in bytes."""
    data = text.encode("utf-8", "replace")
    if path == STDOUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return len(data)
    try:
        _replace(Path(path), data)
    except OSError as error:
        raise InputError(path, f"can't be written ({error.strerror})") from error
    return len(data)


def _replace(target: Path, data: bytes) -> None:
    """Write beside the target and move into place, unless that is a device or a pipe."""
    if target.exists() and not target.is_file():
        target.write_bytes(data)
        return
    part = target.with_name(f".{target.name}.part")
    part.write_bytes(data)
    part.replace(target)
