"""Progress on standard error: what is being done, how far, how fast, how long still."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

PATIENCE = 2.0
"""Seconds of silence: what is done by then needs no progress."""
PAUSE = 0.1


class Progress:
    """A line that is rewritten in place; nothing at all where nobody watches.

    Call it with a stage, the number of things done and their total (0 if unknown).
    """

    def __init__(
        self, stream: TextIO, *, enabled: bool = True, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._stream = stream
        self._clock = clock
        self._enabled = enabled and stream.isatty()
        self._born = self._began = clock()
        self._drawn = float("-inf")
        self._stage = ""
        self._width = 0

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Say how far a stage is."""
        if not self._enabled:
            return
        now = self._clock()
        if stage != self._stage:
            self._stage, self._began = stage, now
        if now - self._born >= PATIENCE and now - self._drawn >= PAUSE:
            self._drawn = now
            self._draw(progress_line(stage, done, total, now - self._began))

    def close(self) -> None:
        """Leave the line empty."""
        if self._width:
            self._draw("")
            self._stream.write("\r")
            self._stream.flush()
            self._width = 0

    def _draw(self, line: str) -> None:
        self._stream.write("\r" + line.ljust(self._width))
        self._stream.flush()
        self._width = len(line)


def progress_line(stage: str, done: int, total: int, seconds: float) -> str:
    """Return one line of progress.

    >>> progress_line("linking", 120, 400, 3.0)
    'linking 120 of 400, 40 a second, 7 s left'
    >>> progress_line("reading", 7, 0, 0.0)
    'reading 7'
    """
    words = f"{stage} {done:,} of {total:,}" if total else f"{stage} {done:,}"
    if done <= 0 or seconds <= 0:
        return words
    rate = done / seconds
    words += f", {rate:,.0f} a second" if rate >= 1 else f", {1 / rate:,.0f} s each"
    return words + f", {_duration((total - done) / rate)} left" if total > done else words


def _duration(seconds: float) -> str:
    """Return a duration at the precision that waiting needs.

    >>> _duration(7.4), _duration(170), _duration(8000)
    ('7 s', '3 min', '2.2 h')
    """
    if seconds < 100:
        return f"{seconds:.0f} s"
    if seconds < 5400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"
