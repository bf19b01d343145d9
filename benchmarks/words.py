"""Score which words of a sentence were carried, on pairs marked by hand.

    python benchmarks/words.py --data benchmarks/marks/words.jsonl [--json FILE]

How the marks were made stands in ``benchmarks/marks/words.md``. Content words alone are scored:

- *carried*: the words of the child that some parent word carries, precision, recall and F1;
- *new* and *dropped*: the words of the child and of the parents that were not, F1 (nearly all
  words of a child are carried, so this is the harder question);
- *pairs*: a word of the child and a word of the parent that says it.

Events of odd number (``e15``, ``e17``, …) are for fitting and choosing; what is printed are the
others. Baselines: equal stems; equal stems where they stand in the longest common subsequence
too, and the nearest one for the rest.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from _common import digest, finish, parser, print_table
from _traditions import make_article
from _vectors import remembering

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))

from check_marks import WORD, is_light, load

from retold.language import prepare
from retold.language.encoder import Encoder
from retold.matching import profile
from retold.matching.wording import CARRIED, Part, wording
from retold.types import Word

Pair = tuple[int, int]


@dataclass(frozen=True)
class Case:
    """A child's line and its parents' lines, with the marks by word number.

    The parents' words are numbered on from one line to the next. ``own`` and ``theirs`` say for
    each of Retold's words which marked word it lies in (none: -1).
    """

    event: str
    operation: str
    child: Part
    parents: tuple[Part, ...]
    child_words: tuple[str, ...]
    parent_words: tuple[str, ...]
    own: tuple[int, ...]
    theirs: tuple[int, ...]
    pairs: frozenset[Pair]
    changed: frozenset[Pair]


@dataclass(frozen=True)
class Answer:
    """What a system says: the words carried and kept, and the pairs, by marked word."""

    carried: frozenset[int]
    kept: frozenset[int]
    pairs: frozenset[Pair]


System = Callable[[Case], Answer]


def for_tuning(event: str) -> bool:
    """Tell whether an event is one to fit and choose on."""
    return int(event[1:3]) % 2 == 1


def cases(path: Path, encoder: Encoder) -> list[Case]:
    """Read the marks."""
    return [_case(record, encoder) for record in load(path)]


def _case(record: dict[str, Any], encoder: Encoder) -> Case:
    lines = [record["text"], *(p["text"] for p in record["parents"])]
    parts = [_part(line, encoder) for line in lines]
    spelled = [tuple(WORD.findall(line)) for line in lines]
    firsts = np.cumsum([0, *(len(words) for words in spelled[1:])]).tolist()
    number = {
        f"{p['version']}.{p['sentence']}:{k}": first + k
        for p, first, words in zip(record["parents"], firsts[:-1], spelled[1:], strict=True)
        for k in range(len(words))
    }
    theirs = [
        first + k if k >= 0 else -1
        for first, part in zip(firsts[:-1], parts[1:], strict=True)
        for k in _places(part)
    ]
    return Case(
        event=record["event"],
        operation=record["operation"],
        child=parts[0],
        parents=tuple(parts[1:]),
        child_words=spelled[0],
        parent_words=tuple(word for words in spelled[1:] for word in words),
        own=tuple(_places(parts[0])),
        theirs=tuple(theirs),
        pairs=_marked(record["groups"], number),
        changed=_marked(record["changed"], number),
    )


def _marked(groups: Sequence[Any], number: dict[str, int]) -> frozenset[Pair]:
    return frozenset((a, number[b]) for own, theirs in groups for a in own for b in theirs)


def _part(line: str, encoder: Encoder) -> Part:
    text = prepare(make_article("line", line))
    readings = encoder.read([text.sentence_text(i) for i in range(len(text.sentences))])
    return Part(text, profile(text, readings), tuple(range(len(text.sentences))))


def _places(part: Part) -> Iterator[int]:
    """Yield for every word of ours the marked word that it lies in."""
    marked = [match.span() for match in WORD.finditer(part.text.text)]
    for words in part.text.words:
        for word in words:
            yield next(
                (k for k, (a, b) in enumerate(marked) if a < word.end and word.start < b), -1
            )


def retold(case: Case) -> Answer:
    """Answer by the matching room."""
    found = wording(case.child, case.parents)
    carried = _most(case.own, found.carried)
    kept = _most(case.theirs, found.kept)
    pairs = {(case.own[p.child], case.theirs[p.parent]) for p in found.pairs}
    return Answer(carried, kept, frozenset(p for p in pairs if min(p) >= 0))


def _most(places: Sequence[int], chances: Sequence[float]) -> frozenset[int]:
    """Return the marked words of which the likeliest part reaches the bar."""
    return frozenset(
        place
        for place, chance in zip(places, chances, strict=True)
        if place >= 0 and chance >= CARRIED
    )


def stems(case: Case) -> Answer:
    """Answer by equal stems."""
    mine, theirs = _words(case)
    pairs = {(i, j) for i, a in mine for j, b in theirs if a.stem == b.stem}
    return _by_pairs(pairs)


def stems_in_order(case: Case) -> Answer:
    """Answer by the longest common subsequence of stems, then by the nearest equal stem."""
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415  (only for this baseline)

    mine, theirs = _words(case)
    rows, columns = [w.stem for _, w in mine], [w.stem for _, w in theirs]
    pairs: set[Pair] = set()
    for block in LCSseq.opcodes(rows, columns):
        if block.tag == "equal":
            steps = range(block.src_end - block.src_start)
            pairs |= {(block.src_start + n, block.dest_start + n) for n in steps}
    done = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, stem in enumerate(rows):
        free = [j for j, other in enumerate(columns) if other == stem and j not in done[1]]
        if i not in done[0] and free:
            at = i / len(rows)
            best = min((abs(j / len(columns) - at), j) for j in free)[1]
            pairs.add((i, best))
            done[1].add(best)
    return _by_pairs({(mine[i][0], theirs[j][0]) for i, j in pairs})


def _words(case: Case) -> tuple[list[tuple[int, Word]], list[tuple[int, Word]]]:
    own = [w for words in case.child.text.words for w in words]
    other = [w for part in case.parents for words in part.text.words for w in words]
    return (
        [(k, w) for k, w in zip(case.own, own, strict=True) if k >= 0],
        [(k, w) for k, w in zip(case.theirs, other, strict=True) if k >= 0],
    )


def _by_pairs(pairs: set[Pair]) -> Answer:
    return Answer(frozenset(i for i, _ in pairs), frozenset(j for _, j in pairs), frozenset(pairs))


SYSTEMS: dict[str, System] = {"stems": stems, "stems in order": stems_in_order, "retold": retold}


def count(case: Case, said: Answer) -> dict[str, Counter[str]]:
    """Count hits, what was said and what was noted, of content words."""
    mine = {i for i, word in enumerate(case.child_words) if not is_light(word)}
    theirs = {j for j, word in enumerate(case.parent_words) if not is_light(word)}
    carried, kept = {i for i, _ in case.pairs}, {j for _, j in case.pairs}
    changed = {i for i, _ in case.changed}
    pairs = {(i, j) for i, j in case.pairs if i in mine and j in theirs}
    told = {(i, j) for i, j in said.pairs if i in mine and j in theirs}
    return {
        "carried": _counts(said.carried & mine, carried & mine),
        "new": _counts(mine - said.carried, mine - carried),
        "changed": _counts((mine - said.carried) & changed, mine & changed),
        "dropped": _counts(theirs - said.kept, theirs - kept),
        "pairs": _counts(told, pairs),
    }


def _counts(said: set[Any] | frozenset[Any], noted: set[Any] | frozenset[Any]) -> Counter[str]:
    return Counter(hit=len(said & noted), said=len(said), noted=len(noted))


def scores(counts: Counter[str]) -> list[float]:
    """Return precision, recall and F1."""
    hit, said, noted = (counts[k] for k in ("hit", "said", "noted"))
    return [hit / max(1, said), hit / max(1, noted), 2 * hit / max(1, said + noted)]


def main() -> int:
    """Run the benchmark."""
    options = parser(__doc__, "the file of marks").parse_args()
    with remembering() as encoder:
        every = [case for case in cases(options.data, encoder) if not for_tuning(case.event)]
    measured: dict[str, float] = {}
    total: dict[str, dict[str, Counter[str]]] = {}
    for name, system in SYSTEMS.items():
        tally: dict[str, Counter[str]] = defaultdict(Counter)
        for case in every:
            for what, counts in count(case, system(case)).items():
                tally[what].update(counts)
                tally[f"{case.operation}: {what}"].update(counts)
        total[name] = tally
    print(f"{len(every)} child sentences of {len({c.event for c in every})} events of even number")
    for what in ("carried", "new", "changed", "dropped", "pairs"):
        rows = [[name, *scores(tally[what])] for name, tally in total.items()]
        print_table(what, ["", "precision", "recall", "F1"], rows)
        measured[f"{what} f1"] = scores(total["retold"][what])[2]
    operations = sorted({case.operation for case in every})
    for what in ("carried", "new", "pairs"):
        cells: list[list[Any]] = [
            [op, *(scores(tally[f"{op}: {what}"])[2] for tally in total.values())]
            for op in operations
        ]
        print_table(f"{what}, F1 by operation", ["", *total], cells)
    return finish("words", measured, {"marks": digest(options.data)}, options)


if __name__ == "__main__":
    sys.exit(main())
