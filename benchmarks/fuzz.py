"""Read many broken and hostile inputs of every format, and say which crash and which are slow.

    python benchmarks/fuzz.py [--inputs 100000] [--seed 0] [--only pdf,html] [--processes 2]

Every input is a small file of one format, altered at random: bytes flipped, cut, doubled,
swapped, spliced with another format, stuffed with that format's own marks or with long runs of
them. An input's number and the seed make it anew (``--show NUMBER`` writes it to a file). They
are read in processes of their own, each begun again if it dies.

A crash is an exception that a reader lets out, a reader's fault that only the outermost guard
caught, an article whose offsets do not hold, or a death of the process. Times are processor
times, so that a busy machine does not spoil them, of pages alone: every sample is read once
before, so that no page pays for libraries and tables that are loaded when they are first needed.
A page over 2 s is read once more and its better time counts: what is slow is so twice.
Exit status 1 for a crash or a page over 2 s.
"""

from __future__ import annotations

import argparse
import io
import json
import multiprocessing
import os
import queue
import random
import sys
import threading
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from _common import print_table
from _samples import samples

from retold.containers import read_record, records
from retold.containers.kinds import suffix_of
from retold.types import Article, Layer

SLOW = 2.0
DEAD = 100.0
"""Processor seconds without an answer after which the process counts as hanging."""
WAIT, MOST_WAITS = 5.0, 720
"""Seconds between two looks at a process that has not answered, and how many there are."""
LARGEST = 400_000
FOREIGN = (
    "Die Hafenbrücke bleibt drei Wochen für den Verkehr gesperrt, teilte der Rat am Montag mit. "
    "„Niemand ist in Gefahr“, sagte die Bürgermeisterin über die Fähren und die Küste. "
) * 3
FAULTS = ("reading failed", "not enough memory")
MARKS: dict[str, tuple[bytes, ...]] = {
    "": (*(bytes([b]) for b in b"<>&\"'\0\n (#\xff"), b"\xe2\x80\x9c"),
    "html": (
        *b"<p> <div> </div> <!-- --> <script> <table><tr><td> &#x <![CDATA[ <title> <svg>".split(),
        *b'<a_href= style=" <h1> <li> <br> <section> </p> <template> <math>'.split(),
    ),
    "xml": (
        *b"<item> </item> <entry> ]]> &b; <a> </a> <newsItem> <url> <content> </rss>".split(),
        b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
        b"<?xml version='1.0' encoding='utf-7'?>",
        b" xmlns:x='y'",
    ),
    "json": (*b'{ } [ ] \\u0000 \\ud800 {"a": [[ 1e999 null , :'.split(),),
    "mail": (
        *(b"\r\n\r\n", b"--B\r\n", b"boundary=", b"=?utf-8?b?////?=", b"charset=", b"\r\n\t"),
        b"Content-Type: multipart/mixed; boundary=B\r\n",
        b"Content-Transfer-Encoding: base64\r\n",
    ),
    "pdf": (
        *b"%PDF-1.7 endobj stream << >> [ ( 99999999999 -1 BT Tj".split(),
        *(b" 0 R ", b" obj ", b"/Kids [2 0 R]", b"/Filter /FlateDecode", b"/Length 1"),
    ),
    "zip": (b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"\xff\xff\xff\xff", b"\0\0\0\0"),
    "warc": (
        *(b"WARC/1.1\r\n", b"Content-Length: 99999999\r\n", b"\r\n\r\n", b"HTTP/1.1 200 OK\r\n"),
        *(b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n", b"\x1f\x8b\x08"),
    ),
    "text": (
        *(b"\n\n", b"By ", b"(Reuters) - ", b"2 March 2026", b"| ", b"- ", b". ", b"https://"),
        *(text.encode() for text in ("\u2014", "\xa0", "\u200b", "\xad", "icon ", "\u201d ")),
    ),
}
"""What each format is made of, to stuff it with."""
KINDS = {
    ".html": "html", ".rss": "xml", ".atom": "xml", ".xml": "xml", ".json": "json",
    ".jsonl": "json", ".mhtml": "mail", ".eml": "mail", ".pdf": "pdf", ".docx": "zip",
    ".zip": "zip", ".warc": "warc", ".txt": "text", ".md": "text", ".csv": "text",
}  # fmt: skip


@dataclass(frozen=True)
class Input:
    """A file to be read: its number, its name and its bytes."""

    number: int
    name: str
    data: bytes


@dataclass(frozen=True)
class Read:
    """What became of an input: processor seconds of all and of its slowest page, the crash."""

    number: int
    name: str
    seconds: float
    page: float
    articles: int
    crash: str | None


# -- making inputs ---------------------------------------------------------------------------------


def make(number: int, seed: int, files: Sequence[tuple[str, bytes]]) -> Input:
    """Return the input of a number, the same every time."""
    chance = random.Random(f"{seed}/{number}")
    name, data = files[number % len(files)]
    for _ in range(chance.choice((1, 1, 2, 3, 5, 9))):
        data = _altered(chance, name, data, files)[:LARGEST]
    return Input(number, name, data)


def _altered(
    chance: random.Random, name: str, data: bytes, files: Sequence[tuple[str, bytes]]
) -> bytes:
    """Return the bytes with one change of a kind drawn by chance."""
    at, end = sorted(chance.choices(range(len(data) + 1), k=2))
    marks = MARKS[chance.choice(("", KINDS[suffix_of(name)]))]
    match chance.randrange(8):
        case 0:
            changed = _flipped(chance, data)
        case 1:
            changed = data[:at] + (data[end:] if end - at < len(data) // 2 else b"")
        case 2:
            changed = data[:end] + data[at:end] * chance.choice((1, 3, 40)) + data[end:]
        case 3:
            changed = data[:at] + data[end:] + data[at:end]
        case 4:
            other = chance.choice(files)[1]
            cut = chance.randrange(len(other) + 1)
            changed = data[:at] + other[cut : cut + 3000] + data[at:]
        case 5:
            run = chance.choice(marks) * chance.choice((1, 1, 50, 1000, 20_000))
            changed = data[:at] + run + data[at:]
        case 6:
            many = b"".join(chance.choices(marks, k=chance.choice((20, 500, 5000))))
            changed = data[:at] + many + data[at:]
        case _:
            digits = str(chance.choice((0, -1, 2**31, 2**63, 10**30))).encode()
            changed = data[:at] + digits + data[min(at + len(digits), len(data)) :]
    return changed


def _flipped(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 4, 30))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


# -- reading them ----------------------------------------------------------------------------------


def try_reading(one: Input) -> Read:
    """Read an input and say what became of it."""
    started = before = time.process_time()
    slowest, count = 0.0, 0
    crash: str | None = None
    try:
        for record in records(io.BytesIO(one.data), one.name, suffix_of(one.name)):
            outcome = read_record(record)
            count += len(outcome.articles)
            reasons = [s.reason for s in outcome.skipped if s.reason.startswith(FAULTS)]
            wrong = [found for a in outcome.articles if (found := broken_offsets(a))]
            crash = crash or next(iter(reasons + wrong), None)
            after = time.process_time()
            slowest, before = max(slowest, after - before), after
    except Exception:  # noqa: BLE001  (that is what is looked for)
        crash = traceback.format_exc(limit=-3)
    after = time.process_time()
    slowest = max(slowest, after - before)
    return Read(one.number, one.name, after - started, slowest, count, crash)


def broken_offsets(article: Article) -> str | None:
    """Return what is wrong with the layers of an article, if anything is."""
    for layer, above in ((article.page, article.raw.text), (article.body, article.page.text)):
        wrong = _broken_layer(layer, above)
        if wrong:
            return f"offsets: {wrong}"
    layers = {"raw": article.raw, "page": article.page, "text": article.body}
    for mark in article.furniture:
        if not 0 <= mark.start < mark.end <= len(layers[mark.layer].text):
            return f"offsets: furniture {mark}"
    return None


def _broken_layer(layer: Layer, above: str) -> str | None:
    at, source = 0, 0
    for segment in layer.segments:
        there = segment.source_start, segment.source_end
        if segment.start != at or not source <= there[0] <= there[1] <= len(above):
            return f"{segment} after {at}, {source}"
        if segment.exact and layer.text[at : segment.end] != above[there[0] : there[1]]:
            return f"{segment} is not the same above"
        at, source = segment.end, there[1]
    return None if at == len(layer.text) else f"{len(layer.text) - at} characters lead nowhere"


def run(numbers: range, seed: int, only: Sequence[str] = (), processes: int = 1) -> Iterator[Read]:
    """Read inputs in processes of their own and yield what became of each, as they come."""
    found: queue.SimpleQueue[Read | Exception | None] = queue.SimpleQueue()

    def serve(own: range) -> None:
        try:
            for one in _run(own, seed, only):
                found.put(one)
        except Exception as error:  # noqa: BLE001  (raised where it is seen)
            found.put(error)
        found.put(None)

    for process in range(processes):
        threading.Thread(target=serve, args=(numbers[process::processes],), daemon=True).start()
    working = processes
    while working:
        one = found.get()
        if one is None:
            working -= 1
        elif isinstance(one, Exception):
            raise one
        else:
            yield one


def _run(numbers: range, seed: int, only: Sequence[str]) -> Iterator[Read]:
    """Read inputs one after another in one process, begun again where it dies."""
    context = multiprocessing.get_context("spawn")
    while numbers:
        mine, theirs = context.Pipe()
        told = theirs, numbers, seed, tuple(only)
        child = context.Process(target=_serve, args=told, daemon=True)
        child.start()
        theirs.close()
        try:
            while numbers and _answers(mine, child.pid):
                yield mine.recv()
                numbers = numbers[1:]
        except EOFError:
            pass
        if numbers:
            one = make(numbers[0], seed, chosen(only))
            child.kill()
            child.join()
            died = f"the process died ({child.exitcode}) or hung for {DEAD:g} s"
            yield Read(one.number, one.name, DEAD, DEAD, 0, died)
            numbers = numbers[1:]
        child.join(5)


def _answers(pipe: Any, process: int | None) -> bool:
    """Wait for an answer, as long as the process does not compute too long without one."""
    started = _computed(process)
    for _ in range(MOST_WAITS):
        if pipe.poll(WAIT):
            return True
        if _computed(process) - started > DEAD:
            return False
    return False


def _computed(process: int | None) -> float:
    """Return a process's processor seconds so far; where they can't be had, those of the clock."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError, AttributeError):
        return time.monotonic()


def _serve(pipe: Any, numbers: range, seed: int, only: tuple[str, ...]) -> None:
    files = chosen(only)
    sound = [*samples().items(), ("foreign.txt", FOREIGN.encode("cp1252"))]
    for name, data in sound:  # loads what reading needs
        ready = try_reading(Input(-1, name, data))
        if ready.crash:
            raise SystemExit(f"a sound page can't be read: {name}: {ready.crash}")
    for number in numbers:
        one = make(number, seed, files)
        read = try_reading(one)
        if read.page > SLOW:
            again = try_reading(one)
            read = again if again.page < read.page else read
        pipe.send(read)
    pipe.close()


def chosen(only: Sequence[str]) -> list[tuple[str, bytes]]:
    """Return the files to alter, those of some formats only if any are named."""
    every = samples().items()
    return [(n, d) for n, d in every if not only or suffix_of(n).strip(".") in only]


def main() -> int:
    """Run the command."""
    made = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    made.add_argument("--inputs", type=int, default=100_000)
    made.add_argument("--first", type=int, default=0, help="the number to begin with")
    made.add_argument("--seed", type=int, default=0)
    made.add_argument("--processes", type=int, default=1, help="how many read side by side")
    made.add_argument("--only", type=lambda text: text.split(","), default=[])
    made.add_argument("--json", type=Path, metavar="FILE")
    made.add_argument("--show", type=int, metavar="NUMBER", help="write that input to a file")
    options = made.parse_args()
    if options.show is not None:
        one = make(options.show, options.seed, chosen(options.only))
        Path(f"fuzz-{one.number}-{one.name}").write_bytes(one.data)
        return 0
    numbers = range(options.first, options.first + options.inputs)
    found = run(numbers, options.seed, options.only, options.processes)
    return report(list(_told(found, len(numbers))), options.json)


def _told(found: Iterator[Read], total: int) -> Iterator[Read]:
    """Say how far it is on standard error."""
    started = time.monotonic()
    for done, one in enumerate(found, 1):
        if done % 1000 == 0 or one.crash:
            rate = done / (time.monotonic() - started)
            print(f"{done:,} of {total:,}, {rate:.0f} a second", file=sys.stderr, flush=True)
        if one.crash:
            print(f"  {one.number} {one.name}: {one.crash}", file=sys.stderr, flush=True)
        if one.page > SLOW:
            print(f"  {one.number} {one.name}: {one.page:.2f} s", file=sys.stderr, flush=True)
        yield one


def report(found: Sequence[Read], target: Path | None) -> int:
    """Print what became of the inputs, and return the exit status."""
    crashed = [one for one in found if one.crash]
    rows = []
    for name, count in sorted(Counter(one.name for one in found).items()):
        own = [one for one in found if one.name == name]
        page = max(one.page for one in own)
        mean = 1000 * sum(one.seconds for one in own) / count
        bad = sum(bool(one.crash) for one in own)
        rows.append([name, count, sum(o.articles for o in own), mean, page, bad])
    heads = ["format", "inputs", "articles", "mean ms", "slowest page s", "crashes"]
    print_table(f"{len(found):,} altered inputs", heads, rows)
    slowest = max(found, key=lambda one: one.page)
    print(f"slowest page: in input {slowest.number} ({slowest.name}), {slowest.page:.2f} s")
    for one in crashed[:20]:
        print(f"crash: input {one.number} ({one.name}): {one.crash}")
    if target is not None:
        bad_ones = [asdict(one) for one in crashed]
        result = {"inputs": len(found), "crashes": bad_ones, "slowest": asdict(slowest)}
        target.write_text(json.dumps(result, indent=1), encoding="utf-8")
    return int(bool(crashed) or slowest.page > SLOW)


if __name__ == "__main__":
    sys.exit(main())
