"""Say how many changes of severity high in real rewrites one would defend to the editor.

    python benchmarks/defended.py --data DIR/rewrites.dev.jsonl.gz [--sample 2 3] [--unread]

Four samples of 25 articles each, every fourth by id, and all their rewrites; the article is the
parent. The verdicts of a reader stand in ``marks/changes.jsonl``: the change by its place, never
the words. A sample was read whole with the rules of its day and the rules mended on it afterwards,
so *first read* is the figure that tells what to expect of texts never looked at, and *now* is what
is still told. ``--unread`` prints with their sentences what has no verdict yet.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from _common import digest, finish, parser, print_table, records
from _traditions import make_article
from _vectors import remembering

from retold.changes import changes
from retold.forest import load_forest
from retold.language import prepare
from retold.language.encoder import Encoder
from retold.matching import link_scores, links, profile
from retold.settings import Settings
from retold.statements import statements
from retold.types import Change, Prepared

MARKS = Path(__file__).with_name("marks") / "changes.jsonl"
STEP = 4
ARTICLES = 25
SAMPLES = {1: 2, 2: 3, 3: 1, 4: 0}  # where each begins, in the order in which they were read
DEFENDED = "defended"
COVERAGE = ("dropped", "added")


def chosen(path: Path, first: int) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return the rewrites to read, each with its article."""
    texts = {record["id"]: record for record in records(path)}
    rewrites: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in texts.values():
        if record["source"] in texts and record["source"] != record["id"]:
            rewrites[record["source"]].append(record)
    sources = sorted(rewrites)[first::STEP][:ARTICLES]
    return [
        (rewrite, texts[source])
        for source in sources
        for rewrite in sorted(rewrites[source], key=lambda r: str(r["writer"]))
    ]


def found(
    rewrite: dict[str, Any], article: dict[str, Any], encoder: Encoder
) -> Iterator[tuple[Change, Prepared, Prepared]]:
    """Give the changes of severity high between an article and its rewrite."""
    child, parent = (prepare(make_article(r["id"], r["text"])) for r in (rewrite, article))
    profiles = [
        profile(one, encoder.read([one.sentence_text(i) for i in range(len(one.sentences))]))
        for one in (child, parent)
    ]
    scores = link_scores(load_forest("links"), profiles[0], profiles[1])
    linked = links(child, parent, scores, Settings().link)
    said = statements(child), statements(parent)
    for change in changes(child, parent, linked, *said, profiles=(profiles[0], profiles[1])):
        if change.severity == "high":
            yield change, child, parent


def sample_of(path: Path) -> dict[str, int]:
    """Say of every rewrite to which sample it belongs."""
    return {
        str(rewrite["id"]): number
        for number, first in SAMPLES.items()
        for rewrite, _ in chosen(path, first)
    }


def key(change: Change) -> tuple[Any, ...]:
    """Return what names a change: the rewrite, the kind and the places on both sides."""
    ends = [(place.start, place.end) if place else None for place in (change.parent, change.child)]
    return (change.child_article, change.kind, *ends)


def verdicts(path: Path = MARKS, *, first: bool = False) -> dict[tuple[Any, ...], str]:
    """Read the verdicts, all of them or those of a sample's first reading."""
    if not path.exists():
        return {}
    return {
        (
            row["rewrite"],
            row["kind"],
            tuple(row["before"]) if row["before"] else None,
            tuple(row["after"]) if row["after"] else None,
        ): row["verdict"]
        for row in records(path)
        if row.get("first", True) or not first
    }


def _print_unread(told: Sequence[tuple[Change, Prepared, Prepared]]) -> None:
    for change, child, parent in told:
        before, after = ([p.start, p.end] if p else None for p in (change.parent, change.child))
        row = {
            "rewrite": change.child_article,
            "kind": change.kind,
            "before": before,
            "after": after,
            "verdict": "",
        }
        print(json.dumps(row))
        print(f"    {change.before} => {change.after} | {change.reason}")
        if change.parent:
            print("    P:", parent.sentence_text(change.parent.sentence))
        if change.child:
            print("    C:", child.sentence_text(change.child.sentence))


def main() -> int:
    """Run the benchmark."""
    options_of = parser(__doc__, "the file of rewrites")
    options_of.add_argument(
        "--sample", type=int, nargs="+", choices=SAMPLES, default=sorted(SAMPLES), help="which"
    )
    options_of.add_argument("--unread", action="store_true", help="print what has no verdict")
    options = options_of.parse_args()
    known = verdicts()
    belongs = sample_of(options.data)
    first = Counter((belongs[row[0]], verdict) for row, verdict in verdicts(first=True).items())
    rows: list[tuple[Any, ...]] = []
    every: Counter[str] = Counter()
    with remembering() as encoder:
        for number in options.sample:
            told = [
                one
                for rewrite, article in chosen(options.data, SAMPLES[number])
                for one in found(rewrite, article, encoder)
            ]
            if options.unread:
                _print_unread([one for one in told if key(one[0]) not in known])
            now = Counter(known.get(key(change), "unread") for change, *_ in told)
            every.update(now)
            read = sum(n for (sample, _), n in first.items() if sample == number)
            good = first[number, DEFENDED]
            rows.append((number, read, good, good / max(1, read), *_row(now)))
    rows.append(("all", None, None, None, *_row(every)))
    print_table(
        f"changes of severity high in the rewrites of {ARTICLES} articles a sample",
        ("sample", "first read", "defended", "share", "told now", "read", "defended", "share"),
        rows,
    )
    share = rows[-1][-1]
    whole = share is not None and options.sample == sorted(SAMPLES)
    measures = {"defended": float(share)} if whole else {}
    return finish("defended", measures, {"rewrites": digest(options.data)}, options)


def _row(now: Counter[str]) -> tuple[int, int, int, float | None]:
    """Return how many changes are told, have a verdict, and hold."""
    read = now.total() - now["unread"]
    return now.total(), read, now[DEFENDED], now[DEFENDED] / read if read else None


if __name__ == "__main__":
    sys.exit(main())
