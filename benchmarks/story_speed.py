"""Hold the time for one story against the encoder's own time on its sentences, in one run.

    python benchmarks/story_speed.py --data ../shared/data/traditions [--sizes 20 200] [--json FILE]

A story is a tradition (``--event``) and as many articles made from its versions as it takes:
half *near-copies* (a line or two left out, one changed) and half *rewrites* (words of every
sentence changed, so that none stands in another article). Models and language are loaded before.

- *cold*: nothing encoded yet. The bar is on the time of the whole trace over the encoder's in it.
- *warm*: the same articles again with the vectors kept, over the encoder's time of the cold run.

``--statements rules`` leaves out the tagger, whose pass over the articles is about as long as the
encoder's.

Wall-clock and processor time are both printed; on a busy machine the second is the steadier.
Where the time goes is printed too, and the most memory that was held. Times depend on the machine,
so what has floors is the encoder's part of the processor time of a cold run, with room for a busy
one, and only with the sizes that are the default. A missed bar makes the exit status 1.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from _common import digest, finish, parser, print_table
from _traditions import Event, load
from _variants import mechanical_rewrite, near_copy

from retold import tracing
from retold.language.encoder import Encoder, Progress, Reading
from retold.settings import By, Settings
from retold.types import Article

BAR = 1.5
SIZES = [20, 200]
PARTS = (
    "prepare",
    "statements",
    "citations",
    "candidates",
    "group",
    "profile",
    "copies",
    "portrait",
    "similarity",
    "link_scores_both",
    "build",
    "given",
    "with_copies",
    "second_look",
    "links",
    "changes_from",
    "_with_findings",
    "_utterances",
)


def story(event: Event, size: int) -> list[Article]:
    """Return a story of so many articles; its own versions come first."""
    articles = [v.article for v in event.versions][:size]
    for number in range(size - len(articles)):
        version = event.versions[number // 2 % len(event.versions)]
        make = mechanical_rewrite if number % 2 else near_copy
        articles.append(make(version, f"{event.name}/made-{number}", number))
    return articles


@dataclass
class Clock:
    """Wall-clock and processor seconds by part, and the sentences encoded."""

    wall: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    processor: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    sentences: int = 0

    @contextmanager
    def running(self, part: str) -> Iterator[None]:
        """Time a part."""
        wall, processor = time.perf_counter(), time.process_time()
        try:
            yield
        finally:
            self.wall[part] += time.perf_counter() - wall
            self.processor[part] += time.process_time() - processor


class Timed(Encoder):
    """An encoder whose own time is read."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.clock = clock

    def _run(self, sentences: Sequence[str], progress: Progress | None) -> Iterator[Reading]:
        self.clock.sentences += len(sentences)
        with self.clock.running("encoder"):
            rows = list(super()._run(sentences, progress))
        yield from rows


@contextmanager
def parts_timed(clock: Clock) -> Iterator[None]:
    """Time the steps that a trace calls by name; one that it has no more is passed over."""
    kept = {name: getattr(tracing, name) for name in PARTS if hasattr(tracing, name)}

    def timed(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            with clock.running(name):
                return function(*args, **options)

        return call

    for name, function in kept.items():
        setattr(tracing, name, timed(name, function))
    try:
        yield
    finally:
        for name, function in kept.items():
            setattr(tracing, name, function)


def measure(articles: Sequence[Article], settings: Settings) -> tuple[Clock, Clock]:
    """Trace a story twice with one encoder and return the clocks of both runs."""
    cold, warm = Clock(), Clock()
    encoder = Timed(cold)
    encoder.encode(["The model is read before the first sentence that counts."])
    cold.wall.clear()
    cold.processor.clear()
    cold.sentences = 0
    kit = tracing.tools(encoder)
    for clock in (cold, warm):
        encoder.clock = clock
        with parts_timed(clock), clock.running("whole"):
            tracing.trace(articles, kit=kit, settings=settings)
    return cold, warm


def ratios(cold: Clock, other: Clock) -> dict[str, float]:
    """Return the time of a whole trace over the encoder's in the cold run."""
    return {
        kind: getattr(other, kind)["whole"] / max(1e-9, getattr(cold, kind)["encoder"])
        for kind in ("wall", "processor")
    }


def show(size: int, cold: Clock, warm: Clock) -> float:
    """Print what a story of one size took; return the ratio that has the bar."""
    rows: list[list[Any]] = []
    for name, clock in (("cold", cold), ("warm", warm)):
        times = [clock.wall["whole"], clock.wall["encoder"], clock.processor["whole"]]
        found = ratios(cold, clock)
        rows.append([name, clock.sentences, *times, found["wall"], found["processor"]])
    columns = ["", "encoded", "seconds", "encoder's", "processor", "ratio", "processor ratio"]
    print_table(f"a story of {size} (bar: ratio {BAR}, cold)", columns, rows)
    whole = cold.processor["whole"]
    spent = sorted(cold.processor.items(), key=lambda item: -item[1])
    print_table(
        f"a story of {size}: processor seconds, cold; parts may hold others",
        ["", "seconds", "of the whole"],
        [[name, seconds, seconds / whole] for name, seconds in spent if name != "whole"],
    )
    return ratios(cold, cold)["wall"]


def main() -> int:
    """Run the benchmark."""
    made = parser(__doc__, "the folder traditions")
    made.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    made.add_argument("--event", default="", help="a tradition's name; by default the first")
    made.add_argument(
        "--statements", choices=get_args(By), default=Settings().statements, help="what finds them"
    )
    options = made.parse_args()
    data: Path = options.data
    events = [e for e in load(data) if options.event in ("", e.name)]
    if not events:
        sys.exit(f"{data}: no event {options.event}")
    tracing.trace([v.article for v in events[-1].versions][:3])  # loads what loads once
    found, parts = {}, {}
    for size in options.sizes:
        cold, warm = measure(story(events[0], size), Settings(statements=options.statements))
        found[size] = show(size, cold, warm)
        parts[f"encoder's part, {size} articles"] = 1 / ratios(cold, cold)["processor"]
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nmemory at most: {held:.0f} MiB")
    missed = [size for size, ratio in found.items() if ratio > BAR]
    for size in missed:
        print(f"a story of {size} takes {found[size]:.2f} times the encoder's time")
    asked = "" if options.sizes == SIZES else ", other sizes"
    name = f"story speed, {options.statements}{asked}"
    detail = {"ratios": list(found.items()), "memory": held}
    status = finish(name, parts, {"traditions": digest(data)}, options, detail)
    return status or bool(missed)


if __name__ == "__main__":
    sys.exit(main())
