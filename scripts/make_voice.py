"""Make the table that tells words of people who speak from words of people who report.

    python scripts/make_voice.py ../shared/data/stories/news.background.jsonl.gz

counts the words of every fourth article inside and outside quotation marks and keeps, for
common words written without a capital, the logarithm of how much likelier each is inside.
Writes src/retold/models/voice.json.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
from collections import Counter
from pathlib import Path

from retold.language.quotations import quotations
from retold.language.words import words

TARGET = Path(__file__).resolve().parent.parent / "src/retold/models/voice.json"
EVERY = 4
LONGEST = 6000
"""Characters of an article that are counted."""

COMMON = 450
"""Times that a word must have been seen."""

LEAST, MOST = 0.5, 2.5
Counts = Counter[str]


def count(path: Path) -> tuple[Counts, Counts]:
    """Count the words inside and outside quotation marks."""
    inside: Counts = Counter()
    outside: Counts = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % EVERY == 0:
                _count(json.loads(line)["text"][:LONGEST], inside, outside)
    return inside, outside


def _count(text: str, inside: Counts, outside: Counts) -> None:
    mask = bytearray(len(text))
    for quotation in quotations(text):
        span = quotation.inner
        mask[span.start : span.end] = b"\1" * (span.end - span.start)
    for word in words(text):
        written = text[word.start : word.end]
        if written[0].islower() or word.norm.split("'")[0] == "i":
            (inside if mask[word.start] else outside)[word.norm] += 1


def main(path: Path) -> None:
    inside, outside = count(path)
    shift = math.log(outside.total() / inside.total())
    table = {}
    for word in sorted(inside.keys() | outside.keys()):
        if inside[word] + outside[word] >= COMMON:
            likelier = math.log((inside[word] + 5) / (outside[word] + 5)) + shift
            if abs(likelier) >= LEAST:
                table[word] = round(max(-MOST, min(MOST, likelier)), 2)
    TARGET.write_text(json.dumps(table, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{inside.total():,} words inside, {outside.total():,} outside; {len(table):,} kept")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
