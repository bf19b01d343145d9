"""Processes that read pages and may be killed, so that one page can't hold up the rest.

What is foreign and intricate (HTML, PDF, Word) or large is read by such a process; a second one
joins where there are many pages. Outcomes come back in the order of the records, and no more
than a few records are held at a time, however many there are.

A page's time is the processor time of the process that reads it, so that no sound page is given
up because the machine is busy. The process's own timer ends it, whatever code it is in; where a
system has no such timer, or the process computes nothing and does not answer, the clock ends it.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from threading import Timer
from typing import IO, Any, Self

from retold.containers import Record, read_record
from retold.reading.outcome import Outcome, refused

MANY_PAGES = 50
"""Above this number of pages a second process joins."""
PAGE_SECONDS = 20.0
"""A page that takes more processor time is given up."""
CLOCK_FACTOR = 15
"""How many times as long by the clock it may take, on a machine with much else to do."""
PDF_FACTOR = 3
"""How many times as long a PDF may take, which is many pages."""
BYTES_A_SECOND = 100_000
"""At least so much of a table or list of records is read in a second: it has time by its length."""
MAX_MEMORY = 4 << 30
"""What a process may take, where the system can hold it to that."""
LARGE_TEXT = 20_000
"""Text of this many bytes is read by such a process too: that bounds its time."""
_WORKERS = 2
_OUT_OF_TIME = getattr(signal, "SIGPROF", 0)
"""The signal that ends a process when its time is up; not on every system."""
_ENDING = 5.0
_HEADER = 8
_RECORDS = frozenset({".json", ".jsonl", ".ndjson", ".csv", ".tsv"})


def outcomes(records: Iterable[Record]) -> Iterator[Outcome]:
    """Yield the outcome of every record, in order."""
    with _Pool() as pool:
        waiting: deque[Future[Outcome] | Outcome] = deque()
        foreign = 0
        for record in records:
            if _is_foreign(record):
                foreign += 1
                waiting.append(pool.submit(record))
            else:
                waiting.append(safely(record))
            ahead = _WORKERS * 2 if foreign > MANY_PAGES else 1
            while len(waiting) > ahead:
                yield _settled(waiting.popleft())
        while waiting:
            yield _settled(waiting.popleft())


def _settled(one: Future[Outcome] | Outcome) -> Outcome:
    return one if isinstance(one, Outcome) else one.result()


def _is_foreign(record: Record) -> bool:
    if record.problem is not None or record.text is not None:
        return record.problem is None
    if record.suffix in _RECORDS:
        return len(record.data) > LARGE_TEXT or b"<p" in record.data
    start = record.data[:1024].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")
    odd = start[:1] == b"<" or b"%PDF" in start or start[:2] in (b"PK", b"\x1f\x8b")
    return odd or "htm" in (record.suffix or "") or len(record.data) > LARGE_TEXT


def safely(record: Record) -> Outcome:
    """Return the outcome of a record; a fault in a reader is a reason like any other."""
    try:
        return read_record(record)
    except MemoryError:
        return refused(record.name, "not enough memory to read it")
    except Exception as error:  # noqa: BLE001  (one bad file never stops a run; it is named)
        return refused(record.name, f"reading failed: {type(error).__name__}: {error}"[:300])


class _Pool:
    """Threads that each talk to a process; a process starts when there is work for it."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_WORKERS)
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        self._workers = [_Worker() for _ in range(_WORKERS)]
        for worker in self._workers:
            self._idle.put(worker)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.stop()
        self._threads.shutdown(cancel_futures=True)

    def submit(self, record: Record) -> Future[Outcome]:
        """Have a record read."""
        return self._threads.submit(self._read, record)

    def _read(self, record: Record) -> Outcome:
        worker = self._idle.get()
        try:
            return worker.read(record)
        finally:
            self._idle.put(worker)


def seconds_for(record: Record) -> float:
    """Return how long reading a record may take: a table or a list of records by its length."""
    if b"%PDF" in record.data[:1024]:
        return PAGE_SECONDS * PDF_FACTOR
    return PAGE_SECONDS + len(record.data) / BYTES_A_SECOND * _is_list(record)


def _is_list(record: Record) -> bool:
    listed = record.data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"["))
    return listed or record.suffix in _RECORDS


class _Worker:
    """A process that reads one page after another, and that is killed when one takes too long."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._late = False

    def read(self, record: Record) -> Outcome:
        """Return the outcome of a page, a reason if its process died or was killed."""
        self._late = False
        seconds = seconds_for(record)
        try:
            process = self._started()
        except (OSError, EOFError):
            return safely(record)  # no process can be had here: read it without a limit
        try:
            answer = self._answer(process, record, seconds)
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            answer = None
        if isinstance(answer, Outcome):
            return answer
        code = _exit_code(process)
        self.stop()
        if self._late:
            waited = seconds * CLOCK_FACTOR
            return refused(record.name, f"no answer after {waited:g} s by the clock")
        if _OUT_OF_TIME and code == -_OUT_OF_TIME:
            return refused(record.name, f"given up after {seconds:g} s")
        return refused(record.name, "the process that read it died")

    def _answer(self, process: subprocess.Popen[bytes], record: Record, seconds: float) -> Any:
        timer = Timer(seconds * CLOCK_FACTOR, self._give_up, (process,))
        timer.daemon = True
        timer.start()
        try:
            _send(process.stdin, (record, seconds))
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
                [sys.executable, "-c", "from retold.workers import serve; serve()"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": paths},
            )
            try:
                _receive(self._process.stdout)  # it is ready: its time counts from here
            except EOFError:
                self.stop()
                raise
        return self._process

    def _give_up(self, process: subprocess.Popen[bytes]) -> None:
        self._late = True
        process.kill()


def _exit_code(process: subprocess.Popen[bytes]) -> int | None:
    """Return how a process ended that answers no more; ``None`` if it has not."""
    try:
        return process.wait(_ENDING)
    except subprocess.TimeoutExpired:
        return None


def serve() -> None:
    """Answer records on standard input with outcomes on standard output, until it closes."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing that a library prints may mix with the answers
    _limit_memory()
    read_record(Record("ready", b"<p>", ".html"))  # loads what reading HTML needs
    _send(sink, "ready")
    while True:
        try:
            record, seconds = _receive(source)
        except EOFError:
            return
        with _timed(seconds):
            outcome = safely(record)
        _send(sink, outcome)


@contextmanager
def _timed(seconds: float) -> Iterator[None]:
    """End this process if it takes more processor time than that, even in foreign code."""
    if not _OUT_OF_TIME:
        yield
        return
    signal.signal(_OUT_OF_TIME, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415  (not on every system)

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        limit = MAX_MEMORY if most == resource.RLIM_INFINITY else min(MAX_MEMORY, most)
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))
    except (ImportError, OSError, ValueError):
        return


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
