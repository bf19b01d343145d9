"""How well hard news text is split into sentences.

    python benchmarks/sentences.py [--all] [--json OUT]

The marks are our own: in ``marks/sentences.jsonl`` every line holds a short text whose sentences
are parted by ``|``, written to be hard (abbreviations, initials, quotations, ellipses, lists,
headings). The measure is the F1 of the sentences found whole, both ends right, over all of
them; beside it stands a cut at every full stop, question and exclamation mark before a space.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from itertools import pairwise
from pathlib import Path

from retold.language.sentences import split

_MARKS = Path(__file__).resolve().parent / "marks" / "sentences.jsonl"
_PLAIN = re.compile(r"(?<=[.!?])[\"”’]?\s+|\n")

Spans = set[tuple[int, int]]


def marked(text: str) -> tuple[str, Spans]:
    """Return a marked text without its marks, and where its sentences stand."""
    plain = text.replace("|", "")
    spans: Spans = set()
    at = 0
    for piece in text.split("|"):
        start = at + len(piece) - len(piece.lstrip())
        end = at + len(piece.rstrip())
        at += len(piece)
        if start < end:
            spans.add((start, end))
    return plain, spans


def ours(text: str) -> Spans:
    """Return the sentences that Retold finds."""
    return {(sentence.start, sentence.end) for sentence in split(text)}


def plain(text: str) -> Spans:
    """Return the sentences that a cut at every full stop finds."""
    bounds = [0, *(m.end() for m in _PLAIN.finditer(text)), len(text)]
    found = set()
    for start, end in pairwise(bounds):
        piece = text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        found.add((left, max(left, start + len(piece.rstrip()))))
    return {(start, end) for start, end in found if start < end}


def f1(found: list[Spans], gold: list[Spans]) -> float:
    """Return the F1 of spans found whole over all texts."""
    shared = sum(len(left & right) for left, right in zip(found, gold, strict=True))
    both = sum(map(len, found)) + sum(map(len, gold))
    return 2 * shared / both if both else 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--all", action="store_true", help="show every text that was split wrongly")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    data = _MARKS.read_bytes()
    texts = [marked(json.loads(line)["marked"]) for line in data.splitlines() if line.strip()]
    gold = [spans for _, spans in texts]
    found = [ours(text) for text, _ in texts]
    result = {
        "sha256": hashlib.sha256(data).hexdigest(),
        "sentences": sum(map(len, gold)),
        "retold": round(f1(found, gold), 4),
        "baseline": round(f1([plain(text) for text, _ in texts], gold), 4),
    }
    if options.all:
        for (text, wanted), spans in zip(texts, found, strict=True):
            if spans != wanted:
                print("  ", " | ".join(text[start:end] for start, end in sorted(spans)))
    print(
        f"{result['sentences']} hard sentences: F1 {result['retold']:.3f},"
        f" a cut at every full stop {result['baseline']:.3f}"
    )
    if options.json:
        options.json.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
