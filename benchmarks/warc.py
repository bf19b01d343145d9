"""Make a large WARC file, read it as Retold does, and print the memory on the way.

    python benchmarks/warc.py [--gigabytes 2] [--kilobytes 200] [--folder DIR] [--plain]
                              [--json FILE]

The pages are invented, each with paragraphs of its own and a comment of random letters that
brings it to the size of a page of today (``--kilobytes``); one in two hundred is broken. They go
through :func:`retold.inputs.stream`, article by article, as ``retold trace`` reads them, with
the processes that read pages. Memory is that of this process and of those, in mebibytes, at every
tenth. It is flat if no tenth after the second takes more than a tenth above the second; if one
does, or a page is lost, the exit status is 1.

With ``--plain`` the records are text (quick: it measures the streaming alone).
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from _common import print_table
from _samples import answer, warc

from retold.inputs import stream

BROKEN_EVERY = 200
GROWTH = 1.1
MIB = 1 << 20
NAMES = ("Lisk", "Orm", "Nerida", "Tolva", "Anse", "Brandt", "Falk", "Roe", "Lund", "Vey")
THINGS = (
    "quay",
    "ferry",
    "school",
    "bridge",
    "budget",
    "harbour",
    "council",
    "tram",
    "dam",
    "vote",
)


@dataclass(frozen=True)
class Made:
    """A file of pages: how many it holds, and how many of them are broken."""

    path: Path
    pages: int
    broken: int
    size: int


@dataclass(frozen=True)
class Point:
    """How far the reading was, and what it had taken."""

    share: float
    articles: int
    here: float
    workers: float
    seconds: float


def page(number: int, size: int, *, plain: bool) -> bytes:
    """Return an invented page of about so many bytes, the same every time."""
    chance = random.Random(number)
    paragraphs = [_paragraph(chance, number, n) for n in range(8)]
    if plain:
        return "\n\n".join(paragraphs).encode().ljust(size, b"\n")
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    letters = chance.randbytes(max(0, size - 2000) // 2).hex()
    return (
        f"<!doctype html><html lang=en><head><title>Report {number}</title></head><body><article>"
        f"<h1>Report {number} from {chance.choice(NAMES)}</h1>{body}</article><!-- {letters} -->"
    ).encode()


def _paragraph(chance: random.Random, number: int, place: int) -> str:
    who, where = chance.choices(NAMES, k=2)
    what = chance.choice(THINGS)
    return (
        f"The {what} of {where} will cost {chance.randrange(2, 900)} million more than planned, "
        f"{who} said in report {number}, part {place}, on Monday. Work on the {what} had been "
        f"halted {chance.randrange(2, 30)} days before, after a dispute with the town."
    )


def make(path: Path, size: int, page_size: int, *, plain: bool) -> Made:
    """Write pages until a file has a size."""
    pages = broken = 0
    with path.open("wb") as file:
        while file.tell() < size:
            kind = "text/plain; charset=utf-8" if plain else "text/html; charset=utf-8"
            record = warc(
                f"https://post.example/{pages}", answer(page(pages, page_size, plain=plain), kind)
            )
            if pages % BROKEN_EVERY == BROKEN_EVERY - 1:
                record = b"broken" + record[20:]
                broken += 1
            file.write(record)
            pages += 1
        return Made(path, pages, broken, file.tell())


def measure(made: Made) -> Iterator[Point]:
    """Read the file and yield the memory at every tenth."""
    started = time.monotonic()
    articles, told = 0, 0
    for done, outcome in enumerate(stream([made.path]), 1):
        articles += len(outcome.articles)
        tenth = 10 * done // made.pages
        if tenth > told:
            told = tenth
            seconds = time.monotonic() - started
            yield Point(tenth / 10, articles, *memory(), seconds)
    if told < 10:
        yield Point(1.0, articles, *memory(), time.monotonic() - started)


def memory() -> tuple[float, float]:
    """Return the mebibytes that this process and its children hold now."""
    threads = list(Path("/proc/self/task").glob("*/children"))
    if not threads:  # no such system: the peaks
        here = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return here / 1024, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return _held("self"), sum(_held(c) for t in threads for c in t.read_text().split())


def _held(process: str) -> float:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * resource.getpagesize() / MIB


def is_flat(points: list[Point]) -> bool:
    """Tell whether memory stays where it was at the second tenth."""
    totals = [point.here + point.workers for point in points if point.share >= 0.2]
    return all(total <= GROWTH * totals[0] for total in totals)


def main() -> int:
    """Run the command."""
    made = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    made.add_argument("--gigabytes", type=float, default=2.0)
    made.add_argument("--kilobytes", type=int, default=200, help="of one page")
    made.add_argument("--folder", type=Path, help="where the file is made; it is removed again")
    made.add_argument("--plain", action="store_true", help="records of text, not of HTML")
    made.add_argument("--json", type=Path, metavar="FILE")
    options = made.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        size = int(options.gigabytes * 1e9)
        crawl = make(Path(name) / "crawl.warc", size, 1000 * options.kilobytes, plain=options.plain)
        points = []
        for point in measure(crawl):
            points.append(point)
            total = point.here + point.workers
            print(f"{point.share:.0%} read, {total:.0f} MiB", file=sys.stderr, flush=True)
    return report(crawl, points, options.json)


def report(crawl: Made, points: list[Point], target: Path | None) -> int:
    """Print the points, and return the exit status."""
    rows = [
        [f"{p.share:.0%}", p.articles, p.here, p.workers, p.here + p.workers, p.seconds]
        for p in points
    ]
    heads = ["read", "articles", "here MiB", "workers MiB", "together", "seconds"]
    print_table(
        f"{crawl.size / 1e9:.2f} GB, {crawl.pages} pages, {crawl.broken} broken", heads, rows
    )
    flat, sound = is_flat(points), crawl.pages - crawl.broken
    lost = sound - points[-1].articles
    print(f"memory is {'flat' if flat else 'NOT flat'}; {lost} of {sound} sound pages lost")
    if target is not None:
        result = {"pages": crawl.pages, "bytes": crawl.size, "flat": flat, "lost": lost}
        target.write_text(json.dumps(result | {"points": rows}, indent=1), encoding="utf-8")
    return int(not flat or lost != 0)


if __name__ == "__main__":
    sys.exit(main())
