"""The edge where files are opened: paths and standard input to articles and reasons.

Folders are walked in sorted order, hidden files left out. What can't be read is counted with its
reason and stops nothing. Many HTML pages are read by two processes that may be killed, so that
one page can't hold up the rest. A page may hold 50 MB (plain text 10 MB), a container of
records 1 GB.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from threading import Timer
from typing import IO, Any

from retold.reading.formats import FORMATS, HTML, is_known, limit_of
from retold.reading.ids import with_unique_ids
from retold.reading.outcome import Hints, Outcome, refused
from retold.reading.reader import read

Progress = Callable[[int, int], None]

STDIN = "-"
MANY_PAGES = 50
"""Above this number of HTML pages they are read by processes of their own."""
PAGE_SECONDS = 20.0
"""A page that takes such a process longer is given up."""
_WORKERS = 2
_HEADER = 8
_DONT_READ = frozenset({"__MACOSX", "Thumbs.db"})


@dataclass(frozen=True, slots=True)
class _Found:
    """A file to be read, or the reason why it is not."""

    name: str
    path: Path | None
    reason: str | None = None

    @property
    def hints(self) -> Hints:
        return Hints(self.name)


def collect(
    paths: Iterable[str | Path],
    *,
    stdin: IO[bytes] | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Read files and folders, ``-`` being standard input.

    Args:
        paths: Files, folders (with all below them) and ``-``; each file is read once.
        stdin: Where ``-`` is read from; the process's standard input if not given.
        progress: Called with the number of files read and their total.
    """
    found = _unique(entry for path in paths for entry in _files(str(path)))
    outcomes = _read_all(found, stdin, progress)
    articles = with_unique_ids(article for outcome in outcomes for article in outcome.articles)
    skipped = tuple(skip for outcome in outcomes for skip in outcome.skipped)
    return Outcome(articles, skipped)


# -- which files -------------------------------------------------------------------------------


def _files(name: str) -> Iterator[_Found]:
    path = Path(name)
    if name == STDIN:
        yield _Found(name, None)
    elif path.is_dir():
        yield from _folder(path)
    elif path.exists():
        yield _Found(name, path)
    else:
        yield _Found(name, None, "no such file or folder")


def _folder(folder: Path) -> Iterator[_Found]:
    problems: list[OSError] = []
    empty = True
    for root, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(name for name in folders if _shown(name))
        for name in sorted(filter(_shown, names)):
            path = Path(root, name)
            empty = False
            suffix = Hints(name).format_suffix()
            known = is_known(suffix) or not suffix
            yield _Found(str(path), path, None if known else f"unknown kind of file: {suffix}")
    for problem in problems:
        yield _Found(str(problem.filename), None, _why(problem))
    if empty and not problems:
        yield _Found(str(folder), None, "an empty folder")


def _shown(name: str) -> bool:
    return not name.startswith(".") and name not in _DONT_READ


def _unique(found: Iterable[_Found]) -> list[_Found]:
    """Return each file once, under the name by which it was first met."""
    kept: dict[str, _Found] = {}
    for entry in found:
        key = os.path.realpath(entry.path) if entry.path else f"\0{entry.name}"
        kept.setdefault(key, entry)
    return list(kept.values())


# -- reading -----------------------------------------------------------------------------------


def _read_all(
    found: list[_Found], stdin: IO[bytes] | None, progress: Progress | None
) -> list[Outcome]:
    pages = [entry for entry in found if _is_html(entry)]
    if len(pages) <= MANY_PAGES:
        return list(_counted((_read_one(entry, stdin) for entry in found), len(found), progress))
    others = [entry for entry in found if not _is_html(entry)]
    read_pages = _in_processes(pages)
    results = _counted((*(_read_one(entry, stdin) for entry in others),), len(found), progress)
    by_name = dict(zip((entry.name for entry in others), results, strict=True))
    counted = _counted(read_pages, len(found), progress, already=len(others))
    by_name.update(zip((entry.name for entry in pages), counted, strict=True))
    return [by_name[entry.name] for entry in found]


def _is_html(entry: _Found) -> bool:
    return (
        entry.path is not None
        and entry.reason is None
        and FORMATS.get(entry.hints.format_suffix()) is HTML
    )


def _counted(
    outcomes: Iterable[Outcome], total: int, progress: Progress | None, already: int = 0
) -> Iterator[Outcome]:
    for done, outcome in enumerate(outcomes, already + 1):
        if progress is not None:
            progress(done, total)
        yield outcome


def _read_one(entry: _Found, stdin: IO[bytes] | None) -> Outcome:
    data = _bytes_of(entry, stdin)
    return data if isinstance(data, Outcome) else _safely(data, entry.hints)


def _safely(data: bytes, hints: Hints) -> Outcome:
    try:
        return read(data, hints)
    except MemoryError:
        return refused(hints.input, "not enough memory to read it")
    except Exception as error:  # noqa: BLE001  (one bad file never stops a run; it is named)
        return refused(hints.input, f"reading failed: {type(error).__name__}: {error}"[:300])


def _bytes_of(entry: _Found, stdin: IO[bytes] | None) -> bytes | Outcome:
    if entry.reason is not None:
        return refused(entry.name, entry.reason)
    limit = limit_of(entry.hints.format_suffix())
    try:
        if entry.path is None:
            data = (stdin or sys.stdin.buffer).read(limit + 1)
        elif not entry.path.is_file():
            return refused(entry.name, "no regular file")
        else:
            with entry.path.open("rb") as file:
                data = file.read(limit + 1)
    except OSError as error:
        return refused(entry.name, _why(error))
    if len(data) > limit:
        return refused(entry.name, f"larger than {limit // 1_000_000} MB")
    return data


def _why(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()


# -- processes that may be killed ----------------------------------------------------------------


def _in_processes(pages: list[_Found]) -> Iterator[Outcome]:
    """Read pages in processes of their own and yield the outcomes in order."""
    workers: SimpleQueue[_Worker] = SimpleQueue()
    several = [_Worker() for _ in range(_WORKERS)]
    for worker in several:
        workers.put(worker)

    def run(entry: _Found) -> Outcome:
        data = _bytes_of(entry, None)
        if isinstance(data, Outcome):
            return data
        worker = workers.get()
        try:
            return worker.read(data, entry.hints)
        finally:
            workers.put(worker)

    try:
        with ThreadPoolExecutor(_WORKERS) as pool:
            yield from pool.map(run, pages)
    finally:
        for worker in several:
            worker.stop()


class _Worker:
    """A process that reads one page after another, and that is killed when one takes too long."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._late = False

    def read(self, data: bytes, hints: Hints) -> Outcome:
        """Return the outcome of a page, a reason if its process died or was killed."""
        self._late = False
        try:
            answer = self._answer(self._started(), data, hints)
        except (OSError, EOFError, pickle.UnpicklingError):
            answer = None
        if isinstance(answer, Outcome):
            return answer
        self.stop()
        if self._late:
            return refused(hints.input, f"given up after {PAGE_SECONDS:g} s")
        return refused(hints.input, "the process that read it died")

    def _answer(self, process: subprocess.Popen[bytes], data: bytes, hints: Hints) -> Any:
        timer = Timer(PAGE_SECONDS, self._give_up, (process,))
        timer.daemon = True
        timer.start()
        try:
            _send(process.stdin, (data, hints))
            return _receive(process.stdout)
        finally:
            timer.cancel()

    def stop(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                _close(pipe)
        process.wait()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            source = str(Path(__file__).resolve().parents[1])
            paths = os.pathsep.join(filter(None, [source, os.environ.get("PYTHONPATH", "")]))
            self._process = subprocess.Popen(
                [sys.executable, "-c", "from retold.inputs import serve; serve()"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": paths},
            )
            _receive(self._process.stdout)  # it is ready: its time counts from here
        return self._process

    def _give_up(self, process: subprocess.Popen[bytes]) -> None:
        self._late = True
        process.kill()


def serve() -> None:
    """Answer pages on standard input with outcomes on standard output, until it closes."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing that a library prints may mix with the answers
    read(b"<p>", Hints("ready.html"))  # loads what reading HTML needs
    _send(sink, "ready")
    while True:
        try:
            data, hints = _receive(source)
        except EOFError:
            return
        _send(sink, _safely(data, hints))


def _send(pipe: IO[bytes] | None, value: object) -> None:
    if pipe is None:
        raise EOFError
    payload = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    pipe.write(len(payload).to_bytes(_HEADER, "big"))
    pipe.write(payload)
    pipe.flush()


def _receive(pipe: IO[bytes] | None) -> Any:
    header = pipe.read(_HEADER) if pipe is not None else b""
    if pipe is None or len(header) < _HEADER:
        raise EOFError
    size = int.from_bytes(header, "big")
    payload = pipe.read(size)
    if len(payload) < size:
        raise EOFError
    return pickle.loads(payload)  # noqa: S301  (our own process at the other end of our own pipe)


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        return
