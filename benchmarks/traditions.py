"""Score descent, links, kinds and changes on the traditions, every event unseen by its models.

    python benchmarks/traditions.py --data ../shared/data [--processes 2] [--json FILE]

``--data`` is the folder that holds ``traditions`` and ``releases``. The whole of ``retold.trace``
runs on every event with models that have not seen it (``folds.py``), as it is, without clocks and
with its roots cut short. Thresholds of the baselines are chosen on the other events too. The
sample event is left out.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import changes as changes_benchmark
import folds
import numpy as np
from _answers import Said
from _answers import said as answers_of
from _common import finish, parser, print_table
from _traditions import Event, Version
from _variants import cut, dated, roots, swapped
from _vectors import remembering
from fitting import KINDS
from releases import best_earlier, by_encoder, by_shingles, chosen_bar

from retold import tracing
from retold.language import prepare
from retold.language.rarity import rarity
from retold.types import Article, Link, Prepared

CUTS = (3, 4, 5, 6)
Answers = Mapping[str, str | None]
Best = dict[str, tuple[float, str]]


@dataclass
class Fold:
    """What was measured on some events."""

    answers: dict[str, dict[str, Answers]] = field(default_factory=dict)  # system → event → answers
    seconds: dict[str, list[str]] = field(default_factory=dict)
    kinds: list[tuple[str, str]] = field(default_factory=list)
    undecided: list[str] = field(default_factory=list)
    sentences: dict[str, list[tuple[str, int, int, int]]] = field(default_factory=dict)
    changes: changes_benchmark.Tally = field(default_factory=changes_benchmark.Tally)


def measure(names: Sequence[str], data: Path) -> Fold:
    """Measure some events, each with models fitted on others."""
    found, result = folds.corpus(data), Fold()
    with remembering() as encoder:
        scores = {
            "shingles + clock": by_shingles,
            "tf-idf + clock": by_words,
            "encoder + clock": by_encoder(encoder),
        }
        best = {
            name: {e.name: best_earlier(e.versions, score) for e in found.traditions}
            for name, score in scores.items()
        }
        for held in folds.held_out(folds.together(found), encoder):
            if held.event.name in names:
                with folds.lean():
                    _measure_one(held, result)
                for name, every in best.items():
                    _baseline(name, held.event, every, found.traditions, result)
    return result


def _measure_one(held: folds.Held, result: Fold) -> None:
    event = held.event
    told = answers_of(folds.trace([v.article for v in event.versions], held))
    _keep(result, "retold", event, _firsts(told))
    _whole(event, told, result)
    for label, articles in _regimes(event).items():
        _keep(result, label, event, _firsts(answers_of(folds.trace(articles, held))))
    _sentences(event, held.kit, result)
    linker = partial(_predicted, kit=held.kit)
    result.changes.add(changes_benchmark.score(event, changes_benchmark.predict, linker))


def _regimes(event: Event) -> dict[str, list[Article]]:
    made = {"without clocks": [dated(v.article, None) for v in event.versions]}
    for k in CUTS:
        short = [cut(v, k) for v in roots(event)]
        made[f"roots cut to {k}"] = swapped(event.versions, *short)
    return made


def _keep(result: Fold, system: str, event: Event, answers: Answers) -> None:
    result.answers.setdefault(system, {})[event.name] = answers


def _firsts(told: Said) -> Answers:
    return {name: told.first(name) for name in told.parents}


def _whole(event: Event, told: Said, result: Fold) -> None:
    """Keep what only the whole of ``trace`` says: kinds, second parents, undecided articles."""
    result.undecided += sorted(told.undecided)
    for v in event.versions:
        if told.parents[v.id]:
            result.seconds[v.id] = sorted(told.parents[v.id])
        first = told.first(v.id)
        if first is not None and first in v.parents:
            noted = KINDS.get(v.operation, v.operation)
            result.kinds.append((noted, told.descents[v.id, first].kind))


# Baselines


def by_words(child: Prepared, parent: Prepared) -> float:
    """Score by the tf-idf cosine of two articles."""
    a, b = (_bag(one) for one in (child, parent))
    norms = np.sqrt(sum(w * w for w in a.values()) * sum(w * w for w in b.values()))
    return float(sum(w * b.get(k, 0.0) for k, w in a.items()) / max(norms, 1e-9))


def _bag(one: Prepared) -> dict[str, float]:
    counts = Counter(w.stem for words in one.words for w in words)
    return {stem: (1 + np.log(n)) * rarity(stem) for stem, n in counts.items()}


def _baseline(
    name: str, event: Event, best: Mapping[str, Best], events: Sequence[Event], result: Fold
) -> None:
    """Answer with the best earlier candidate, from a bar on that is chosen on the other events."""
    bar = chosen_bar([e for e in events if e.name != event.name], best)
    own = best[event.name]
    _keep(result, name, event, {c: p if value >= bar else None for c, (value, p) in own.items()})


# Sentence sources and changes


def _sentences(event: Event, kit: tracing.Tools, result: Fold) -> None:
    versions = {v.id: v for v in event.versions}
    for child in event.versions:
        for name in child.parents:
            parent = versions[name]
            a, b = prepare(child.article), prepare(parent.article)
            gold = {
                (number, line)
                for number, own in enumerate(child.lines)
                for source, line, _ in own.sources
                if source == name
            }
            for system, found in (
                ("retold", _predicted(child, a, parent, b, kit=kit)),
                ("tf-idf", changes_benchmark.word_links(child, a, parent, b)),
            ):
                pairs = _lines(found, child, parent)
                row = (child.operation, len(pairs & gold), len(pairs), len(gold))
                result.sentences.setdefault(system, []).append(row)


def _predicted(
    child: Version, a: Prepared, parent: Version, b: Prepared, *, kit: tracing.Tools
) -> tuple[Link, ...]:
    del a, b
    return tracing.compare(parent.article, child.article, kit=kit).links


def _lines(found: Sequence[Link], child: Version, parent: Version) -> set[tuple[int, int]]:
    """Return links as pairs of annotated lines."""
    return {
        (_line(child, link.child.start, link.child.end), _line(parent, p.start, p.end))
        for link in found
        for p in link.parents
    }


def _line(version: Version, start: int, end: int) -> int:
    """Return the annotated line that a passage overlaps most."""
    spans = [line.span for line in version.lines]
    return max(range(len(spans)), key=lambda i: min(end, spans[i].end) - max(start, spans[i].start))


# Measures


def measures(answers: Mapping[str, Answers], events: Mapping[str, Event]) -> dict[str, float]:
    """Return the measures of descent over all events."""
    exact = ancestor = derived = false = roots = origins = 0
    for name, said in answers.items():
        event = events[name]
        right = True
        for v in event.versions:
            parent = said[v.id]
            right &= (parent is None) == (not v.parents)
            if v.parents:
                derived += 1
                exact += parent in v.parents
                ancestor += parent in event.ancestors(v.id)
            else:
                roots += 1
                false += parent is not None
        origins += right
    return {
        "parent exact": exact / derived,
        "ancestor": ancestor / derived,
        "false descent": false / roots,
        "origins exact": origins / len(answers),
    }


def main() -> int:
    """Run the benchmark."""
    options_of = parser(__doc__, "the folder that holds traditions and releases")
    options_of.add_argument("--processes", type=int, default=1)
    options = options_of.parse_args()
    read = folds.corpus(options.data)
    folds.fitted(folds.together(read), options.processes)
    events = {e.name: e for e in read.traditions}
    names = sorted(events)
    parts = [names[k :: options.processes] for k in range(options.processes)]
    with ProcessPoolExecutor(options.processes) as pool:
        done = list(pool.map(partial(measure, data=options.data), parts))
    print(
        f"{len(events)} events, {len(read.extra)} more to learn from; no model has seen its event"
    )
    found = _report(done, events)
    digests = {"traditions": folds.digests(options.data)["traditions"]}
    return finish("traditions", found, digests, options)


def _report(done: Sequence[Fold], events: Mapping[str, Event]) -> dict[str, float]:
    answers: dict[str, dict[str, Answers]] = {}
    for fold in done:
        for system, said in fold.answers.items():
            answers.setdefault(system, {}).update(said)
    table = {system: measures(said, events) for system, said in answers.items()}
    cut = [table[f"roots cut to {k}"] for k in CUTS]
    mean_cut = float(np.mean([t["false descent"] for t in cut]))
    names = ["parent exact", "ancestor", "false descent", "origins exact"]
    print_table(
        "Descent", ["system", *names], [[s, *(t[n] for n in names)] for s, t in table.items()]
    )
    _by_operation(answers["retold"], events)
    kinds = [pair for fold in done for pair in fold.kinds]
    kind_right = sum(a == b for a, b in kinds) / max(1, len(kinds))
    print_table(
        "Kind of descent, of those parent exact",
        ["noted", "said", "count"],
        [[a, b, n] for (a, b), n in sorted(Counter(kinds).items())],
    )
    sentences = _report_sentences(done)
    merges = _report_merges(done, events)
    tally = changes_benchmark.Tally()
    for fold in done:
        tally.add(fold.changes)
    changes_benchmark.show("changes, predicted links", tally)
    best = table["retold"]
    print(f"\nfalse descent with roots cut short, mean of {len(CUTS)}: {mean_cut:.3f}")
    print(f"undecided: {sum(len(f.undecided) for f in done)} articles")
    return {
        "parent exact": best["parent exact"],
        "ancestor": best["ancestor"],
        "origins exact": best["origins exact"],
        "roots kept": 1 - best["false descent"],
        "roots kept, cut short": 1 - mean_cut,
        "kind": kind_right,
        "sentence sources f1": sentences,
        "changes recall": tally.recall,
        "changes precision": tally.precision,
        "both parents of a merge": merges,
    }


def _by_operation(answers: Mapping[str, Answers], events: Mapping[str, Event]) -> None:
    counts: dict[str, list[int]] = {}
    for name, said in answers.items():
        for v in events[name].versions:
            if v.parents:
                count = counts.setdefault(v.operation, [0, 0, 0])
                count[0] += said[v.id] in v.parents
                count[1] += said[v.id] in events[name].ancestors(v.id)
                count[2] += 1
    rows = [[op, *count] for op, count in sorted(counts.items())]
    print_table("By operation", ["operation", "parent exact", "ancestor", "of"], rows)


def _report_sentences(done: Sequence[Fold]) -> float:
    rows, best = [], 0.0
    for system in ("retold", "tf-idf"):
        every = [row for fold in done for row in fold.sentences[system]]
        for operation in ["all", *sorted({row[0] for row in every})]:
            some = [row for row in every if operation in ("all", row[0])]
            hits = sum(row[1] for row in some)
            said = sum(row[2] for row in some)
            noted = sum(row[3] for row in some)
            f1 = 2 * hits / max(1, said + noted)
            rows.append([f"{system}: {operation}", f1, hits / max(1, said), hits / max(1, noted)])
            if (system, operation) == ("retold", "all"):
                best = f1
    print_table("Sentence sources given the true parent", ["", "F1", "precision", "recall"], rows)
    return best


def _report_merges(done: Sequence[Fold], events: Mapping[str, Event]) -> float:
    parents = {child: said for fold in done for child, said in fold.seconds.items()}
    merges = [v for e in events.values() for v in e.versions if len(v.parents) > 1]
    both = sum(sorted(v.parents) == parents.get(v.id) for v in merges)
    ids = {v.id for v in merges}
    more = sum(len(said) > 1 for child, said in parents.items() if child not in ids)
    print(
        f"\nboth parents found: {both} of {len(merges)} merges; two parents said of {more} others"
    )
    return both / max(1, len(merges))


if __name__ == "__main__":
    sys.exit(main())
