"""What `statements.py` holds its figures against: bars, people, published models, the encoder."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from retold.language.encoder import Encoder
from retold.settings import By
from retold.statements import statements
from retold.statements.extraction import kind_of
from retold.types import Prepared, Span, Statement

Spans = tuple[tuple[int, int], ...]
Triples = Sequence[Mapping[str, Spans]]

OTHERS = (
    ("people among themselves (published, test)", 0.79, 0.71, 0.68),
    ("a BERT of five times the size (published, test)", 0.832, 0.753, 0.729),
    ("plain fine-tune of MiniLM, two epochs (dev; contiguous contents)", 0.736, 0.676, 0.552),
    ("lexical CRF (dev; contiguous contents)", 0.680, 0.646, 0.520),
)
"""Exact F1 of spans of source, cue and content by others, for comparison."""
PLAIN_WHOLE = 0.300
"""Exact F1 of whole contents of our own plain fine-tune on the dev articles."""
BARS = (
    ("content exact over the plain fine-tune", "polnear tagger content all exact", 0.35),
    ("direct contents exact", "polnear tagger content direct exact", 0.90),
    ("direct: source overlaps, of those found", "polnear tagger direct source", 0.95),
    ("traditions: direct quotations found", "traditions tagger direct found", 0.98),
    ("traditions: speaker right", "traditions tagger all speaker", 0.95),
    ("traditions: speaker of direct quotations right", "traditions tagger direct speaker", 0.95),
)
SPEED_BAR = 2.0


def flat(said: Sequence[Statement]) -> list[Statement]:
    """Leave out the reports inside reports, which the corpus does not mark."""
    outer = [(s.content, len(s.chain)) for s in said]

    def inside(one: Statement) -> bool:
        return bool(one.chain) and any(
            links < len(one.chain) and all(any(_holds(o, c) for o in content) for c in one.content)
            for content, links in outer
        )

    return [s for s in said if not inside(s)]


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


class Sources:
    """Of the attributions found at all, in how many does the source overlap the right one."""

    def __init__(self) -> None:
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)

    def add(
        self,
        known: Prepared,
        marked: Sequence[Mapping[str, Any]],
        mine: Sequence[Mapping[str, Spans]],
    ) -> None:
        """Take in an article: what is marked, and the triples found."""
        for one in marked:
            content = tuple(map(tuple, one["content"]))
            if not content:
                continue
            kind = kind_of(known, [Span(*pair) for pair in content])
            best = max(mine, key=lambda m: _shared(content, m["content"]), default=None)
            found = best is not None and _shared(content, best["content"]) > 0
            source = tuple(map(tuple, one["source"]))
            given = best["source"] if best is not None else ()
            right = found and (_shared(source, given) > 0 or not (source or given))
            for key in ("all", kind):
                self.counts[key].update(wanted=1, found=found, right=right)

    def rows(self, by: str) -> tuple[list[list[Any]], dict[str, float]]:
        """Return a row for every kind, and the measures."""
        rows: list[list[Any]] = []
        for kind in ("all", "direct", "mixed", "indirect"):
            count = self.counts[kind]
            found = count["found"] / max(1, count["wanted"])
            rows.append(
                [f"{by}, {kind}", count["wanted"], found, count["right"] / max(1, count["found"])]
            )
        return rows, {
            f"polnear {row[0].replace(',', '')} {name}": value
            for row in rows
            for name, value in zip(("found", "source"), row[2:], strict=True)
        }


def _shared(one: Spans, other: Spans) -> int:
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


def speed_ratio(prepared: Sequence[Prepared], by: By) -> float:
    """Return the processor time of statements over the encoder's on the same sentences."""
    encoder = Encoder(threads=1)
    encoder.encode(["The model is read before the first sentence that counts."])
    statements(prepared[0], by=by)
    start = time.process_time()
    for known in prepared:
        encoder.encode([known.sentence_text(i) for i in range(len(known.sentences))])
    middle = time.process_time()
    for known in prepared:
        statements(known, by=by)
    return (time.process_time() - middle) / (middle - start)


def bars(measures: Mapping[str, float]) -> list[list[Any]]:
    """Return what each bar asks, what was measured, and whether it is reached."""
    rows = [
        [name, bar, measures[key], "yes" if measures[key] >= bar else "no"]
        for name, key, bar in BARS
        if key in measures
    ]
    if "speed tagger" in measures:
        ratio = measures["speed tagger"]
        reached = "yes" if ratio <= SPEED_BAR else "no"
        rows.append(["time over the encoder's (at most)", SPEED_BAR, ratio, reached])
    return rows
