"""The edge where files are opened: paths, addresses and standard input to articles and reasons.

Folders are walked in sorted order, hidden files and the pieces of saved pages left out. What
can't be read is counted with its reason and stops nothing. A page may hold 50 MB (plain text
10 MB), a table of records 1 GB; archives of pages are streamed and may hold any number.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from retold import workers
from retold.containers import Record, folders_of_pages, holds, is_container, opened, records
from retold.containers.kinds import HEAD, suffix_of
from retold.fetching import Fetcher, Web, is_address
from retold.reading.formats import is_known, limit_of
from retold.reading.ids import with_unique_ids
from retold.reading.outcome import Outcome

Progress = Callable[[int, int], None]

STDIN = "-"
_DONT_READ = frozenset({"__MACOSX", "Thumbs.db"})
_SPOOLED = 50_000_000
"""What standard input holds in memory before it goes to a file of its own."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A file to be read, or the reason why it is not."""

    name: str
    path: Path | None
    address: bool = False
    reason: str | None = None

    @property
    def suffix(self) -> str:
        return suffix_of(self.name)


def collect(
    paths: Iterable[str | Path],
    *,
    stdin: IO[bytes] | None = None,
    progress: Progress | None = None,
    web: Web | None = None,
) -> Outcome:
    """Read files, folders and addresses, ``-`` being standard input.

    Args:
        paths: Files, folders (with all below them), addresses (``https://…``) and ``-``; each is
            read once.
        stdin: Where ``-`` is read from; the process's standard input if not given.
        progress: Called with the number of texts read and of all, 0 if that is not known.
        web: How addresses are fetched.
    """
    outcomes = list(stream(paths, stdin=stdin, progress=progress, web=web))
    articles = with_unique_ids(article for outcome in outcomes for article in outcome.articles)
    skipped = tuple(skip for outcome in outcomes for skip in outcome.skipped)
    return Outcome(articles, skipped)


def stream(
    paths: Iterable[str | Path],
    *,
    stdin: IO[bytes] | None = None,
    progress: Progress | None = None,
    web: Web | None = None,
) -> Iterator[Outcome]:
    """Yield what :func:`collect` collects, text by text, so that memory stays flat.

    Two articles of one id keep it: that takes a look at all of them.
    """
    found = _unique(entry for path in paths for entry in _files(str(path)))
    total = 0 if any(is_container(entry.suffix) for entry in found) else len(found)
    web = web or Web()
    with Fetcher(web) as fetcher:
        every = (record for entry in found for record in _opened(entry, stdin, fetcher))
        followed = _followed(every, fetcher, web.follow) if web.follow else every
        for done, outcome in enumerate(workers.outcomes(followed), 1):
            if progress is not None:
                progress(done, total if done <= total else 0)
            yield outcome


def missing(paths: Iterable[str]) -> Iterator[str]:
    """Yield the paths that name no file, no folder, no address and not standard input."""
    return (p for p in paths if p != STDIN and not is_address(p) and not _exists(p))


def container_of(path: str) -> str | None:
    """Return the file that a path names a text of: ``a.zip`` for ``a.zip#b.xml#3``."""
    if _exists(path):
        return None
    parts = path.split("#")
    above = ("#".join(parts[:n]) for n in range(1, len(parts)))
    return next((name for name in above if name and _exists(name) and Path(name).is_file()), None)


# -- which files -------------------------------------------------------------------------------


def _files(name: str) -> Iterator[_Found]:
    path = Path(name)
    if name == STDIN:
        yield _Found(name, None)
    elif is_address(name):
        yield _Found(name, None, address=True)
    elif not _exists(name):
        yield _Found(name, None, reason="no such file or folder")
    elif path.is_dir():
        yield from _folder(path)
    else:
        yield _Found(name, path)


def _exists(name: str) -> bool:
    """Tell whether there is such a file or folder; a whole text given by mistake is none."""
    return os.path.exists(name)  # noqa: PTH110  (Path.exists raises for names that are too long)


def _folder(folder: Path) -> Iterator[_Found]:
    problems: list[OSError] = []
    empty = True
    for root, folders, names in os.walk(folder, onerror=problems.append):
        pieces = folders_of_pages(folders, names)
        folders[:] = sorted(name for name in folders if _shown(name) and name not in pieces)
        for name in sorted(filter(_shown, names)):
            path = Path(root, name)
            empty = False
            suffix = suffix_of(name)
            known = is_known(suffix) or is_container(suffix) or not suffix
            reason = None if known else f"unknown kind of file: {suffix}"
            yield _Found(str(path), path, reason=reason)
    for problem in problems:
        yield _Found(str(problem.filename), None, reason=_why(problem))
    if empty and not problems:
        yield _Found(str(folder), None, reason="an empty folder")


def _shown(name: str) -> bool:
    return not name.startswith(".") and name not in _DONT_READ


def _unique(found: Iterable[_Found]) -> list[_Found]:
    """Return each file once, under the name by which it was first met."""
    kept: dict[str, _Found] = {}
    for entry in found:
        key = os.path.realpath(entry.path) if entry.path else f"\0{entry.name}"
        kept.setdefault(key, entry)
    return list(kept.values())


# -- what is in them ---------------------------------------------------------------------------


def _opened(entry: _Found, stdin: IO[bytes] | None, fetcher: Fetcher) -> Iterator[Record]:
    """Yield the records of a file or address: its own bytes, or those of the texts in it."""
    if entry.reason is not None:
        yield Record(entry.name, problem=entry.reason)
        return
    if entry.address:
        yield from opened(fetcher.fetch(entry.name))
        return
    try:
        if entry.path is None:
            with _spooled(stdin or sys.stdin.buffer) as file:
                yield from _taken_apart(file, entry)
        elif not entry.path.is_file():
            yield Record(entry.name, problem="no regular file")
        else:
            with entry.path.open("rb") as file:
                yield from _taken_apart(file, entry)
    except OSError as error:
        yield Record(entry.name, problem=_why(error))


def _spooled(stdin: IO[bytes]) -> IO[bytes]:
    """Return standard input as a file that can be wound back; never more than the largest."""
    spool = tempfile.SpooledTemporaryFile(max_size=_SPOOLED)  # noqa: SIM115  (the caller closes it)
    left = limit_of(".jsonl") + 1
    while left > 0 and (part := stdin.read(min(left, 1 << 20))):
        spool.write(part)
        left -= len(part)
    spool.seek(0)
    return spool


def _taken_apart(file: IO[bytes], entry: _Found) -> Iterator[Record]:
    suffix = entry.suffix
    head = file.read(HEAD)
    file.seek(0)
    if holds(head, suffix):
        yield from records(file, entry.name, suffix)
        return
    limit = limit_of(suffix)
    data = file.read(limit + 1)
    if len(data) > limit:
        yield Record(entry.name, problem=f"larger than {limit // 1_000_000} MB")
    else:
        yield Record(entry.name, data, suffix)


def _followed(found: Iterator[Record], fetcher: Fetcher, most: int) -> Iterator[Record]:
    """Fetch the first of the addresses that are listed instead of texts."""
    for record in found:
        if record.address is None or most <= 0:
            yield record
            continue
        most -= 1
        fetched = fetcher.fetch(record.address)
        known = replace(record.facts, url=fetched.facts.url, notes=fetched.facts.notes)
        yield replace(fetched, facts=known)


def _why(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
