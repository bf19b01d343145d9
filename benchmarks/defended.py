"""Say how many changes of severity high in real rewrites one would defend to the editor.

    python benchmarks/defended.py --data DIR/rewrites.dev.jsonl.gz [--sample 2 3] [--unread]
    python benchmarks/defended.py --data DIR/relations.train.jsonl [--sample 2] [--unread]
    python benchmarks/defended.py --data DIR/relations.dev.jsonl

Four samples of 25 articles each, every fourth by id, and all their rewrites; the article is the
parent. The verdicts of a reader stand in ``marks/changes.jsonl``: the change by its place, never
the words. A sample was read whole with the rules of its day and the rules mended on it afterwards,
so *first read* is the figure that tells what to expect of texts never looked at, and *now* is what
is still told. ``--unread`` prints with their sentences what has no verdict yet.

Of pairs of real articles (``relations.train``) three rounds were read, ``_defended_pairs.py`` says
which; the first with the rules as they were, each of the others with what had been mended on those
before it, so that its *first read* is on text that nobody had looked at. Their verdicts stand in
``marks/defended.jsonl``.

Changes of severity medium were read in the pairs of the first two rounds and in forty rewrites
picked by lot; the table of them stands as it was first read (``marks/defended_medium.jsonl``).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import _defended_pairs
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
from retold.tracing import Tools, compare, tools
from retold.types import Article, Change, Prepared

MARKS = Path(__file__).with_name("marks") / "changes.jsonl"
MARKS_OF_PAIRS = MARKS.with_name("defended.jsonl")
MARKS_OF_MEDIUM = MARKS.with_name("defended_medium.jsonl")
STEP = 4
ARTICLES = 25
ROUNDS = range(1, 7)
SAMPLES = {1: 2, 2: 3, 3: 1, 4: 0}  # where each begins, in the order in which they were read
DEFENDED = "defended"
Told = list[tuple[str, Change, Prepared, Prepared]]
"""Changes of severity high, each with the name of the rewrite or pair and both articles."""


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
    name: str, mine: Article, theirs: Article, encoder: Encoder
) -> Iterator[tuple[str, Change, Prepared, Prepared]]:
    """Give the changes of severity high between a child and its parent."""
    child, parent = prepare(mine), prepare(theirs)
    profiles = [
        profile(one, encoder.read([one.sentence_text(i) for i in range(len(one.sentences))]))
        for one in (child, parent)
    ]
    scores = link_scores(load_forest("links"), profiles[0], profiles[1])
    linked = links(child, parent, scores, Settings().link)
    said = statements(child), statements(parent)
    for change in changes(child, parent, linked, *said, profiles=(profiles[0], profiles[1])):
        if change.severity == "high":
            yield name, change, child, parent


def compared(
    name: str, mine: Article, theirs: Article, kit: Tools
) -> Iterator[tuple[str, Change, Prepared, Prepared]]:
    """Give the changes of severity high that ``retold compare`` tells."""
    child, parent = prepare(mine), prepare(theirs)
    for change in compare(theirs, mine, kit=kit).changes:
        if change.severity == "high":
            yield name, change, child, parent


def key(name: str, change: Change) -> tuple[Any, ...]:
    """Return what names a change: the rewrite or pair, the kind and the places on both sides."""
    ends = [(place.start, place.end) if place else None for place in (change.parent, change.child)]
    return (name, change.kind, *ends)


def verdicts(path: Path = MARKS, *, first: bool = False) -> dict[tuple[Any, ...], str]:
    """Read the verdicts, all of them or those of a sample's first reading."""
    if not path.exists():
        return {}
    return {
        (
            row.get("rewrite") or row["pair"],
            row["kind"],
            tuple(row["before"]) if row["before"] else None,
            tuple(row["after"]) if row["after"] else None,
        ): row["verdict"]
        for row in records(path)
        if row.get("first", True) or not first
    }


def _print_unread(told: Told) -> None:
    for name, change, child, parent in told:
        before, after = ([p.start, p.end] if p else None for p in (change.parent, change.child))
        row = {"name": name, "kind": change.kind, "before": before, "after": after, "verdict": ""}
        print(json.dumps(row))
        print(f"    {change.before} => {change.after} | {change.reason}")
        if change.parent:
            print("    P:", parent.sentence_text(change.parent.sentence))
        if change.child:
            print("    C:", child.sentence_text(change.child.sentence))


def _samples(options: argparse.Namespace) -> dict[int, list[tuple[str, Article, Article]]]:
    """Return what was read: by sample the name, the child and the parent of each."""
    if _is_pairs(options):
        stories = options.stories or options.data.resolve().parent.parent / "stories"
        labelled = {
            number: [(case.name, *_defended_pairs.ends(case)) for case in cases]
            for number, cases in _defended_pairs.pairs(options.data, stories).items()
        }
        return labelled if _is_check(options) else labelled | _defended_pairs.read(stories)
    return {
        number: [
            (
                str(rewrite["id"]),
                make_article(rewrite["id"], rewrite["text"]),
                make_article(article["id"], article["text"]),
            )
            for rewrite, article in chosen(options.data, first)
        ]
        for number, first in SAMPLES.items()
    }


def _is_pairs(options: argparse.Namespace) -> bool:
    return bool(options.data.name.startswith("relations"))


def main() -> int:
    """Run the benchmark."""
    options_of = parser(__doc__, "the file of rewrites, or of pairs of real articles")
    options_of.add_argument("--sample", type=int, nargs="+", choices=ROUNDS, help="which")
    options_of.add_argument("--stories", type=Path, help="the folder of the pairs' articles")
    options_of.add_argument("--unread", action="store_true", help="print what has no verdict")
    options = options_of.parse_args()
    marks = MARKS_OF_PAIRS if _is_pairs(options) else MARKS
    known = verdicts(marks)
    samples = _samples(options)
    wanted = sorted(set(options.sample or samples) & samples.keys())
    belongs = {name: number for number, rows in samples.items() for name, *_ in rows}
    read = verdicts(marks, first=True).items()
    first = Counter((belongs[row[0]], verdict) for row, verdict in read if row[0] in belongs)
    rows: list[tuple[Any, ...]] = []
    every: Counter[str] = Counter()
    labelled: Counter[str] = Counter()
    with remembering() as encoder:
        kit, found_rounds = tools(encoder), _defended_pairs.found()
        for number in wanted:
            fresh = _is_check(options) or (_is_pairs(options) and number in found_rounds)
            told = [
                one
                for case in samples[number]
                for one in (compared(*case, kit) if fresh else found(*case, encoder))
            ]
            if options.unread:
                _print_unread([one for one in told if key(*one[:2]) not in known])
            now = Counter(known.get(key(*one[:2]), "unread") for one in told)
            every.update(now)
            labelled.update({} if fresh else now)
            looked = sum(n for (sample, _), n in first.items() if sample == number)
            good = first[number, DEFENDED]
            rows.append((number, looked, good, good / max(1, looked), *_row(now)))
    rows.append(("all", None, None, None, *_row(every)))
    print_table(
        "changes of severity high that one would defend",
        ("sample", "first read", "defended", "share", "told now", "read", "defended", "share"),
        rows,
    )
    _print_medium(set(belongs))
    measures = {}
    if wanted == sorted(samples):
        parts = {"defended": labelled, "defended, found pairs": every - labelled}
        shares = {name: _row(part)[-1] for name, part in parts.items()}
        measures = {name: float(share) for name, share in shares.items() if share is not None}
    name = "pairs" if _is_pairs(options) else "rewrites"
    benchmark = "defended pairs" if _is_pairs(options) else "defended"
    benchmark = "defended check" if _is_check(options) else benchmark
    return finish(benchmark, measures, {name: digest(options.data)}, options)


def _is_check(options: argparse.Namespace) -> bool:
    return _is_pairs(options) and ".dev." in str(options.data.name)


def _print_medium(names: set[str]) -> None:
    """Print how many changes of severity medium were right where they were read."""
    read: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for row in records(MARKS_OF_MEDIUM):
        if row["name"] in names:
            read[row["kind"]] += 1
            right[row["kind"]] += row["verdict"] == "right"
    table = [(kind, n, right[kind], right[kind] / n) for kind, n in sorted(read.items())]
    table.append(("all", read.total(), right.total(), right.total() / max(1, read.total())))
    columns = ("kind", "read", "right", "share")
    print_table("changes of severity medium, as first read", columns, table)


def _row(now: Counter[str]) -> tuple[int, int, int, float | None]:
    """Return how many changes are told, have a verdict, and hold."""
    read = now.total() - now["unread"]
    return now.total(), read, now[DEFENDED], now[DEFENDED] / read if read else None


if __name__ == "__main__":
    sys.exit(main())
