"""Measure how long whole processes of ``retold`` take, and how much memory.

    python benchmarks/speed.py --data DIR [--seeds DIR] [--articles 2000] [--only pages]

- Small jobs, medians of five after one that does not count: ``retold --help``, a trace of the
  two seed pages, a trace of one tradition of ``DIR/traditions`` written as twelve files.
- A folder: so many articles of ``DIR/stories`` (``allsides.*``, then ``news.background.*``) as
  one file of JSON lines through ``retold trace --json``. Its time is held against the encoder's
  own time in that very run, nothing cached. As the bar has it, that is the time for the
  sentences of all articles in candidate pairs; those of articles that then stand alone are
  not encoded, and their time is reckoned at the rate of the others.

- Pages: all of ``DIR/pages``, read on two processes as HTML, which take turns with trafilatura's
  fast mode in the same ones, its text alone and with its metadata (which :func:`retold.read`
  always gives), and with the pages' text dumps, of each tool that made some. Processor times
  count, so that a busy machine spoils none.

Times depend on the machine, so there are no floors: the bars are those of two cores, and a bar
that is missed makes the exit status 1.
"""

from __future__ import annotations

import gzip
import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path

from _common import digest, find, finish, parser, print_table, records
from _traditions import Event, load

ROUNDS = 5
STORY = 12
RETOLD = Path(sys.executable).with_name("retold")
HELP, SEEDS, MEMBERS, FOLDER = 0.3, 1.5, 4.0, 1.5
PAGES, DUMPS = 0.7, 3.0
PROCESSES, TURNS = 2, 1
DUMP, ALL_DUMPS = "dumps of ", "dumps, all"
FIRST = 20
FOREIGN = (
    "<html><title>Hafenbrücke</title><p>Die Hafenbrücke bleibt drei Wochen lang für den Verkehr "
    "gesperrt, teilte der Rat am Montag mit. Niemand sei in Gefahr, sagte die Bürgermeisterin.</p>"
)
"""Read before the clock runs, so that the model of languages is loaded as the rest is."""
SEEDS_MEMORY, FOLDER_MEMORY = 600, 2000

TIMED = """
import json, sys, time
from retold import tracing
from retold.cli import main
from retold.language.encoder import Encoder

target = sys.argv.pop()
told = {"seconds": 0.0, "encoded": 0, "in_pairs": 0}
run, group = Encoder._run, tracing.group


def timed(self, sentences, progress):
    started = time.perf_counter()
    yield from run(self, sentences, progress)
    told["seconds"] += time.perf_counter() - started
    told["encoded"] += len(sentences)


def counted(prepared, pairs, *rest):
    paired = {article for pair in pairs for article in pair}
    inside = [p for p in prepared if p.id in paired]
    told["articles_in_pairs"] = len(inside)
    told["in_pairs"] = len({p.sentence_text(n) for p in inside for n in range(len(p.sentences))})
    return group(prepared, pairs, *rest)


Encoder._run, tracing.group = timed, counted
try:
    main()
finally:
    with open(target, "w") as file:
        json.dump(told, file)
"""
"""Runs the command with the encoder's clock read; its last argument, where to, is taken off."""


@dataclass(frozen=True)
class Cost:
    """What a process took: seconds and mebibytes at its peak."""

    seconds: float
    peak: float


@dataclass(frozen=True)
class Line:
    """One bar, and what was measured; a bar below zero is the least that must be reached."""

    job: str
    what: str
    measured: float
    bar: float

    @property
    def missed(self) -> bool:
        """Whether the bar is missed."""
        return self.measured < -self.bar if self.bar < 0 else self.measured > self.bar


def run(command: Sequence[str | Path]) -> Cost:
    """Run a command to its end.

    Bytecode is kept even where the environment forbids it, as an installed package has it.
    """
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            [str(part) for part in command], env=kept, stdout=subprocess.DEVNULL, stderr=errors
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            sys.exit(f"{command[0]} gave {process.returncode}:\n{errors.read().decode()[-2000:]}")
    return Cost(seconds, usage.ru_maxrss / 1024)


def median(command: Sequence[str | Path]) -> Cost:
    """Run a command once for the caches and return the medians of :data:`ROUNDS` more."""
    run(command)
    costs = [run(command) for _ in range(ROUNDS)]
    return Cost(
        statistics.median(cost.seconds for cost in costs),
        statistics.median(cost.peak for cost in costs),
    )


def small_jobs(seeds: Path, events: Sequence[Event], scratch: Path) -> list[Line]:
    """Measure the jobs that a person waits for."""
    lines = [Line("retold --help", "seconds", median([RETOLD, "--help"]).seconds, HELP)]
    pages = sorted(seeds.glob("*.txt"))
    if pages:
        cost = median([RETOLD, "trace", *pages])
        lines.append(Line("two seed pages", "seconds", cost.seconds, SEEDS))
        lines.append(Line("two seed pages", "peak MiB", cost.peak, SEEDS_MEMORY))
    story = next((event for event in events if len(event.versions) == STORY), None)
    if story:
        write_story(story, scratch)
        cost = median([RETOLD, "trace", scratch])
        lines.append(Line(f"{story.name}, {STORY} articles", "seconds", cost.seconds, MEMBERS))
    return lines


def write_story(event: Event, folder: Path) -> None:
    """Write every version of an event as a file of its own."""
    for version in event.versions:
        article = version.article
        fields = ("headline", "standfirst", "outlet", "published", "text")
        record = {"id": article.id} | {name: getattr(article, name) for name in fields}
        name = article.id.replace("/", "-")
        (folder / f"{name}.json").write_text(json.dumps(record), encoding="utf-8")


def folder_job(stories: Path, count: int, scratch: Path) -> tuple[list[Line], dict[str, float]]:
    """Measure one trace of many articles beside the encoder's own time in it."""
    paths = [path for name in ("allsides", "news") if (path := find(stories, name))]
    source, told = scratch / "many.jsonl", scratch / "told.json"
    some = islice(chain.from_iterable(map(records, paths)), count)
    source.write_text("".join(f"{json.dumps(record)}\n" for record in some), encoding="utf-8")
    cost = run([sys.executable, "-c", TIMED, "trace", "--json", source, told])
    found = json.loads(told.read_text("utf-8"))
    encoder = found["seconds"] * found["in_pairs"] / max(1, found["encoded"])
    detail = {
        **found,
        "total_seconds": cost.seconds,
        "encoder_seconds_for_pairs": encoder,
        "total_over_encoder_in_run": cost.seconds / max(1e-9, found["seconds"]),
        "peak": cost.peak,
    }
    job = f"{count} articles"
    return [
        Line(job, "total time / encoder's", cost.seconds / max(1e-9, encoder), FOLDER),
        Line(job, "peak MiB", cost.peak, FOLDER_MEMORY),
    ], detail


# -- pages -----------------------------------------------------------------------------------------


def by_retold(page: str, name: str = "page.html") -> float:
    """Read a page and return the processor seconds that took."""
    from retold.reading import Hints, read  # noqa: PLC0415  (in the process that reads)

    data = page.encode("utf-8", "replace")
    started = time.process_time()
    read(data, Hints(name))
    return time.process_time() - started


def by_library(html: str, *, metadata: bool = False) -> float:
    """Have trafilatura's fast mode read a page and return the processor seconds that took."""
    import trafilatura  # noqa: PLC0415  (slow to load)

    started = time.process_time()
    trafilatura.bare_extraction(html, fast=True, include_comments=False, with_metadata=metadata)
    return time.process_time() - started


@dataclass(frozen=True)
class Job:
    """Texts that are read in one way, and some that are read before the clock runs."""

    reader: Callable[[str], float]
    texts: Sequence[str]
    first: Sequence[str]


READERS: dict[str, Callable[[str], float]] = {
    "retold": by_retold,
    "trafilatura fast": by_library,
    "trafilatura fast with metadata": partial(by_library, metadata=True),
}


def page_jobs(folder: Path) -> dict[str, Job]:
    """Return the pages of a folder for every reader, and their dumps by the tool that made them."""
    rows = [
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl.gz"))
        for line in gzip.decompress(path.read_bytes()).splitlines()
    ]
    pages = [str(row["html"]) for row in rows]
    first = [*pages[:FIRST], *[FOREIGN] * FIRST]
    jobs = {name: Job(reader, pages, first) for name, reader in READERS.items() if pages}
    reader = partial(by_retold, name="page.txt")
    for tool in dict.fromkeys(tool for row in rows for tool in row.get("dumps", {})):
        dumps = [str(row["dumps"][tool]) for row in rows if tool in row["dumps"]]
        jobs[f"{DUMP}{tool}"] = Job(reader, dumps, dumps[:FIRST])
    return jobs


def pages_job(folder: Path) -> tuple[list[Line], dict[str, float]]:
    """Measure the reading of pages beside trafilatura's, in turns on two processes."""
    jobs = page_jobs(folder)
    if not jobs:
        return [], {}
    seconds = dict.fromkeys(jobs, 0.0)
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        for turn in range(TURNS + 1):
            for name, job in jobs.items():
                some = job.texts if turn else job.first
                taken = sum(pool.map(job.reader, some, chunksize=5))
                seconds[name] += taken if turn else 0.0  # the first turn loads what is needed
    counts = {name: len(job.texts) for name, job in jobs.items()}
    dumps = [name for name in jobs if name.startswith(DUMP)]
    seconds[ALL_DUMPS] = sum(seconds[name] for name in dumps)
    counts[ALL_DUMPS] = sum(counts[name] for name in dumps)
    rates = {
        name: TURNS * counts[name] * PROCESSES / max(taken, 1e-9)
        for name, taken in seconds.items()
        if counts[name]
    }
    print_table(
        f"{counts['retold']} HTML pages and {counts[ALL_DUMPS]} dumps on {PROCESSES} processes",
        ["", "pages a second", "retold / it", "it / HTML by retold"],
        [[name, r, rates["retold"] / r, r / rates["retold"]] for name, r in rates.items()],
    )
    ratio = rates["retold"] / rates["trafilatura fast"]
    lines = [Line("HTML pages", "rate / trafilatura fast", ratio, -PAGES)]
    if ALL_DUMPS in rates:
        ratio = rates[ALL_DUMPS] / rates["retold"]
        lines.append(Line("text dumps", "rate / HTML's", ratio, -DUMPS))
    return lines, rates


def show_folder(detail: dict[str, float]) -> None:
    print_table(
        "The folder, in seconds",
        ["", "total", "encoder in it", "encoder for pairs", "total / encoder in it"],
        [
            [
                f"{detail['encoded']} sentences encoded, {detail['in_pairs']} in candidate pairs",
                detail["total_seconds"],
                detail["seconds"],
                detail["encoder_seconds_for_pairs"],
                detail["total_over_encoder_in_run"],
            ]
        ],
    )


def main() -> int:
    made = parser(__doc__, "the folder with stories and traditions")
    made.add_argument("--seeds", type=Path, help="folder with two pages; beside the data's own")
    made.add_argument("--articles", type=int, default=2000, help="how many; 0 leaves that out")
    made.add_argument("--only", choices=("pages",), help="leave all but the reading of pages out")
    options = made.parse_args()
    seeds = options.seeds or options.data.resolve().parent / "seeds"
    traditions, stories = options.data / "traditions", options.data / "stories"
    lines: list[Line] = []
    detail: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        (scratch / "story").mkdir()
        lines_of_pages, rates = pages_job(options.data / "pages")
        lines += lines_of_pages
        if options.only is None:
            lines += small_jobs(seeds, load(traditions), scratch / "story")
        if options.articles and options.only is None:
            found, detail = folder_job(stories, options.articles, scratch)
            lines += found
            show_folder(detail)
    print_table(
        f"Whole processes, {os.cpu_count()} cores",
        ["", "", "measured", "bar"],
        [[line.job, line.what, line.measured, abs(line.bar)] for line in lines],
    )
    missed = [line for line in lines if line.missed]
    for line in missed:
        print(f"bar missed: {line.job}, {line.what}", file=sys.stderr)
    data = {"traditions": digest(traditions)}
    result = {"lines": [asdict(line) for line in lines], "folder": detail, "pages": rates}
    return max(finish("speed", {}, data, options, result), bool(missed))


if __name__ == "__main__":
    sys.exit(main())
