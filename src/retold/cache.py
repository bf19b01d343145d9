"""Sentences read once and kept from run to run, in one SQLite file of the user's cache folder.

The file holds hashes and vectors, no text: a key is the digest of the model and a sentence. It
may be deleted at any time. Nothing here ever fails a run: a folder that is missing is made, one
that can't be written to is only read, a file that is none of ours is left alone, and a file
that another process has locked is done without.

``RETOLD_CACHE`` names another folder, or ``off``.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import threading
import weakref
from collections.abc import Iterable, Iterator, MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any

VARIABLE = "RETOLD_CACHE"
FILE = "sentences-1.sqlite"
LARGEST = 400_000_000
"""Bytes that the file may hold, some hundred thousand sentences; beyond, the oldest go."""

_PATIENCE = 2.0  # seconds for which another process may hold the file
_CREATE = (
    "CREATE TABLE IF NOT EXISTS sentences"
    " (number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, reading BLOB NOT NULL)"
)


def cache_folder() -> Path | None:
    """Return the folder in which readings are kept, or ``None`` where the user wants none."""
    named = os.environ.get(VARIABLE, "").strip()
    if named.lower() == "off":
        return None
    if named:
        return Path(named).expanduser()
    try:
        return _users_folder() / "retold"
    except RuntimeError:  # no home
        return None


def _users_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def open_cache(
    folder: Path | None = None, *, largest: int = LARGEST
) -> MutableMapping[bytes, bytes]:
    """Return what an :class:`~retold.language.encoder.Encoder` takes as ``cache``.

    Example:
        >>> from retold.language.encoder import Encoder
        >>> encoder = Encoder(cache=open_cache())

    Args:
        folder: Where to keep the file; by default the one that ``RETOLD_CACHE`` names, else
            the user's cache folder.
        largest: Bytes that the file may hold.

    Returns:
        A mapping that stays; a plain ``dict`` where none can be had or none is wanted.
    """
    folder = folder or cache_folder()
    if folder is None:
        return {}
    try:
        return Kept(folder / FILE, largest)
    except (OSError, sqlite3.Error):
        return {}


class Kept(MutableMapping[bytes, bytes]):
    """A mapping of bytes in a SQLite file; what can't be read or written is remembered here."""

    def __init__(self, path: Path, largest: int = LARGEST) -> None:
        self.path = path
        self._largest = largest
        self._lock = threading.Lock()
        self._here: dict[bytes, bytes] = {}
        self._file, self._writes = _open(path)
        weakref.finalize(self, self._file.close)

    def __getitem__(self, key: bytes) -> bytes:
        if key in self._here:
            return self._here[key]
        found = self._ask("SELECT reading FROM sentences WHERE key = ?", (key,))
        if not found:
            raise KeyError(key)
        return bytes(found[0][0])

    def __setitem__(self, key: bytes, value: bytes) -> None:
        self.update({key: value})

    def __delitem__(self, key: bytes) -> None:
        self[key]
        self._here.pop(key, None)
        self._write("DELETE FROM sentences WHERE key = ?", [(key,)])

    def __iter__(self) -> Iterator[bytes]:
        kept = {bytes(row[0]) for row in self._ask("SELECT key FROM sentences")}
        return iter(sorted(kept | set(self._here)))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def update(self, other: Any = (), /, **named: bytes) -> None:
        """Keep many at once: one transaction."""
        new: dict[bytes, bytes] = dict(other, **named)
        rows = list(new.items())
        if not self._write("INSERT OR REPLACE INTO sentences (key, reading) VALUES (?, ?)", rows):
            self._here.update(new)
            return
        for key in new:
            self._here.pop(key, None)
        self._shrink()

    def close(self) -> None:
        """Close the file; a mapping that is not closed loses nothing."""
        with self._lock:
            self._file.close()

    def _ask(self, question: str, values: tuple[bytes, ...] = ()) -> list[Any]:
        try:
            with self._lock:
                return self._file.execute(question, values).fetchall()
        except sqlite3.Error:
            return []

    def _write(self, command: str, rows: Iterable[tuple[bytes, ...]]) -> bool:
        """Tell whether rows were written."""
        if not self._writes:
            return False
        try:
            with self._lock, self._file:
                self._file.executemany(command, rows)
        except sqlite3.Error as error:
            # A busy file may be free next time; one that is damaged or full will not.
            self._writes = "locked" in str(error)
            return False
        return True

    def _shrink(self) -> None:
        """Let the oldest quarter go when the file holds more than it may."""
        (pages,), (free,), (size,) = (
            (self._ask(f"PRAGMA {name}") or [(0,)])[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
        if (pages - free) * size <= self._largest:
            return
        low = self._ask("SELECT MIN(number), MAX(number) FROM sentences")
        if low and low[0][0] is not None:
            last = low[0][0] + (low[0][1] - low[0][0]) // 4
            self._write("DELETE FROM sentences WHERE number <= ?", [(last,)])


def _open(path: Path) -> tuple[sqlite3.Connection, bool]:
    """Open a file for writing if that may be, else for reading."""
    with suppress(OSError, sqlite3.Error):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _connect(f"{path.absolute().as_uri()}?mode=rwc", [_CREATE]), True
    return _connect(f"{path.absolute().as_uri()}?mode=ro", []), False


def _connect(address: str, commands: Iterable[str]) -> sqlite3.Connection:
    file = sqlite3.connect(address, uri=True, timeout=_PATIENCE, check_same_thread=False)
    try:
        for command in commands:
            file.execute(command)
        file.execute("SELECT key, reading FROM sentences LIMIT 1").fetchall()
        file.commit()
    except sqlite3.Error:
        file.close()
        raise
    return file
