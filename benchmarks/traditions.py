"""Score descent, links, kinds and changes on the traditions, every event unseen by its models.

    python benchmarks/traditions.py --data ../shared/data/traditions [--folds 6] [--processes 2]

For every fold of events all models are fitted anew on the other events (and on the links of the
releases that lie beside the traditions, if they are there), then the whole of ``retold.trace``
runs on the fold with these models. Thresholds of the baselines are chosen on the other events
too. The sample event is left out.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")  # two processes, one thread each
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))

import changes as changes_benchmark
import numpy as np
from _common import digest, finish, parser, print_table
from _traditions import Event, Version, load
from _vectors import remembering
from fitting import (
    CLOCKLESS,
    CUTS,
    KINDS,
    LinkRows,
    Look,
    Regime,
    Workshop,
    fit_descent,
    fit_links,
    folds,
    lines_of,
    link_rows,
    look,
    strange_rows,
    without,
)

from retold import tracing
from retold.matching import link_scores, links
from retold.matching.forest import Forest, unpack
from retold.settings import Settings
from retold.stories import Models
from retold.stories.clock import order
from retold.stories.stemma import choose
from retold.stories.weighing import scene
from retold.types import Link, Prepared

BASELINES = ("shingles + clock", "tf-idf + clock", "encoder + clock")
Answers = Mapping[str, str | None]


@dataclass
class Fold:
    """What was measured on the events of one fold."""

    answers: dict[str, dict[str, Answers]] = field(default_factory=dict)  # system → event → answers
    seconds: dict[str, list[str]] = field(default_factory=dict)
    kinds: list[tuple[str, str]] = field(default_factory=list)
    sure: list[tuple[float, bool]] = field(default_factory=list)
    undecided: list[str] = field(default_factory=list)
    sentences: dict[str, list[tuple[str, int, int, int]]] = field(default_factory=dict)
    changes: changes_benchmark.Tally = field(default_factory=changes_benchmark.Tally)


def measure_fold(names: Sequence[str], data: Path) -> Fold:
    """Fit on all other events and measure these."""
    traditions = load(data)
    releases_at = data.parent / "releases"
    releases = load(releases_at) if data.is_dir() and releases_at.is_dir() else []
    with remembering() as encoder:
        shop = Workshop(traditions + releases, encoder)
    every = traditions + releases
    rows = without([*link_rows(shop, every), *strange_rows(shop, every)], names)
    training = [e for e in traditions if e.name not in names]
    models, _ = fit_descent(shop, training, rows)
    forest = unpack(fit_links(rows))
    result = Fold()
    bars = {name: _threshold(name, training, shop) for name in BASELINES}
    link_bar = _word_threshold(rows)
    kit = tracing.Tools(encoder, forest, models)
    for event in traditions:
        if event.name in names:
            _trace(event, kit, result)
            for name in BASELINES:
                _keep(result, name, event, _baseline(name, event, shop, bars[name]))
            for label, regime in _regimes().items():
                seen = look(shop, event, forest, regime)
                _keep(result, label, event, _chosen(seen, models))
            _sentences(event, shop, forest, link_bar, result)
            linker = partial(_predicted, forest=forest, shop=shop)
            result.changes.add(
                changes_benchmark.score(event, changes_benchmark._predict, linker)  # noqa: SLF001
            )
    return result


def _regimes() -> dict[str, Regime]:
    return {"without clocks": CLOCKLESS} | {f"roots cut to {k}": Regime(cut=k) for k in CUTS}


def _keep(result: Fold, system: str, event: Event, answers: Answers) -> None:
    result.answers.setdefault(system, {})[event.name] = answers


def _trace(event: Event, kit: tracing.Tools, result: Fold) -> None:
    """Run the whole of ``trace`` on an event and keep its answers."""
    analysis = tracing.trace([v.article for v in event.versions], kit=kit)
    answers: dict[str, str | None] = {v.id: None for v in event.versions}
    versions = {v.id: v for v in event.versions}
    for story in analysis.stories:
        result.undecided += [u.article for u in story.undecided]
        ranked = sorted(story.descents, key=lambda d: (d.probability, d.child, d.parent))
        answers |= {d.child: d.parent for d in ranked}
        for child in versions:
            mine = sorted(d.parent for d in story.descents if d.child == child)
            if mine:
                result.seconds.setdefault(child, mine)
        for d in story.descents:
            if answers[d.child] != d.parent:
                continue
            truth = versions[d.child]
            result.sure.append((d.probability, d.parent in truth.parents))
            if d.parent in truth.parents:
                said = KINDS.get(truth.operation, truth.operation)
                result.kinds.append((said, d.kind))
    _keep(result, "retold", event, answers)


def _chosen(seen: Look, models: Models) -> Answers:
    """Return the answers for an event seen under a regime, without the rest of the way."""
    _, choices = choose(scene(seen.portraits, seen.pairs, models), Settings())
    ids = [v.id for v in seen.versions]
    return {
        ids[child]: ids[c.parent] if c.decided and c.parent is not None else None
        for child, c in enumerate(choices)
    }


# Baselines


def _score(name: str, child: Version, parent: Version, shop: Workshop) -> float:
    if name == "encoder + clock":
        return float(shop.alike(child.id, None, parent.id, None).meaning.max(axis=1).mean())
    a, b = (_bag(name, v.id, shop) for v in (child, parent))
    if name == "shingles + clock":
        return len(a.keys() & b.keys()) / max(1, len(a))
    norms = np.sqrt(sum(w * w for w in a.values()) * sum(w * w for w in b.values()))
    return float(sum(w * b.get(k, 0.0) for k, w in a.items()) / max(norms, 1e-9))


def _bag(name: str, version: str, shop: Workshop) -> dict[Any, float]:
    text = shop.text(version, None)
    words = [w for sentence in text.words for w in sentence]
    if name == "shingles + clock":
        return {tuple(w.norm for w in words[i : i + 5]): 1.0 for i in range(len(words) - 4)}
    from retold.language.rarity import rarity  # noqa: PLC0415  (only for this baseline)

    counts = Counter(w.stem for w in words)
    return {stem: (1 + np.log(n)) * rarity(stem) for stem, n in counts.items()}


def _best(name: str, event: Event, shop: Workshop) -> dict[str, tuple[float, str | None]]:
    """Return for every version its best earlier candidate."""
    found: dict[str, tuple[float, str | None]] = {}
    drawn = {v.id: shop.portrait(v.id, None, clocks=True).clock for v in event.versions}
    for child in event.versions:
        options = [
            (_score(name, child, parent, shop), parent.id)
            for parent in event.versions
            if parent is not child and order(drawn[child.id], drawn[parent.id]) >= 0
        ]
        found[child.id] = max(options, default=(0.0, None))
    return found


def _threshold(name: str, events: Sequence[Event], shop: Workshop) -> float:
    """Choose the bar from which on the best candidate is the parent: most right answers."""
    scored = [
        (score, parent in v.parents, not v.parents)
        for event in events
        for v in event.versions
        for score, parent in [_best(name, event, shop)[v.id]]
    ]
    bars = np.linspace(0, 1, 101)
    right = [sum(hit if s >= bar else root for s, hit, root in scored) for bar in bars]
    return float(bars[int(np.argmax(right))])


def _baseline(name: str, event: Event, shop: Workshop, bar: float) -> Answers:
    return {
        child: parent if score >= bar else None
        for child, (score, parent) in _best(name, event, shop).items()
    }


# Sentence sources and changes


def _word_threshold(rows: Sequence[LinkRows]) -> float:
    """Choose the bar of the tf-idf baseline for sentence sources on training pairs."""
    bars = np.linspace(0.1, 0.7, 31)
    words = [r.features[..., 0] for r in rows]
    best = []
    for bar in bars:
        hits = sum(int(((w >= bar) & r.truth).sum()) for w, r in zip(words, rows, strict=True))
        said = sum(int((w >= bar).sum()) for w in words)
        noted = sum(int(r.truth.sum()) for r in rows)
        best.append(2 * hits / max(1, said + noted))
    return float(bars[int(np.argmax(best))])


def _sentences(event: Event, shop: Workshop, forest: Forest, link_bar: float, result: Fold) -> None:
    least = Settings().link
    for row in link_rows(shop, [event]):
        alike = shop.alike(row.child, None, row.parent, None)
        scores = link_scores(forest, shop.profile(row.child), shop.profile(row.parent), alike)
        child, parent = shop.versions[row.child], shop.versions[row.parent]
        a = lines_of(child, shop.text(row.child, None))
        b = lines_of(parent, shop.text(row.parent, None))
        for system, linked in (("retold", scores >= least), ("tf-idf", alike.words >= link_bar)):
            said = {(a[i], b[j]) for i, j in zip(*np.nonzero(linked), strict=True)}
            result.sentences.setdefault(system, []).append(
                (child.operation, len(said & row.gold), len(said), len(row.gold))
            )


def _predicted(
    child: Version, a: Prepared, parent: Version, b: Prepared, *, forest: Forest, shop: Workshop
) -> tuple[Link, ...]:
    scores = link_scores(forest, shop.profile(child.id), shop.profile(parent.id))
    return links(a, b, scores, Settings().link)


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
    options_of = parser(__doc__, "the folder traditions, or one event")
    options_of.add_argument("--folds", type=int, default=6)
    options_of.add_argument("--processes", type=int, default=2)
    options = options_of.parse_args()
    events = {e.name: e for e in load(options.data)}
    parts = folds(events, min(options.folds, len(events)))
    work: Callable[[Sequence[str]], Fold] = partial(measure_fold, data=options.data)
    with ProcessPoolExecutor(options.processes) as pool:
        done = list(pool.map(work, parts))
    print(f"data: {options.data.name}, {len(events)} events, {len(parts)} folds by event")
    found = _report(done, events)
    return finish("traditions", found, {"traditions": digest(options.data)}, options)


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
    _calibration(done)
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


def _calibration(done: Sequence[Fold]) -> None:
    pairs = [p for fold in done for p in fold.sure]
    rows = []
    for low in np.arange(0, 1, 0.2):
        some = [(p, hit) for p, hit in pairs if low <= p < low + 0.2 or (low > 0.7 and p == 1)]
        if some:
            said = float(np.mean([p for p, _ in some]))
            rows.append(
                [
                    f"{low:.1f}-{low + 0.2:.1f}",
                    len(some),
                    said,
                    float(np.mean([h for _, h in some])),
                ]
            )
    print_table("Probability of the chosen parent", ["bin", "count", "said", "right"], rows)


if __name__ == "__main__":
    sys.exit(main())
