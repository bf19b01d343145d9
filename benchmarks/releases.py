"""Score releases that outlets print: with the release in the collection, and with it hidden.

    python benchmarks/releases.py --data ../shared/data [--widen] [--misses] [--json FILE]

``--data`` is the folder that holds ``releases`` and ``traditions``. An event is a release, three
outlets that write from it without seeing one another, a report made without it, and four
versions derived from these. Each is traced with models that have not seen it (``folds.py``): fitted
on traditions and the other releases *together*, and on the *traditions* alone.

- **Release there**: of all derived articles how many have the right parent, or an ancestor; in how
  many events the origins are exactly the release and the report made without it.
- **Release hidden**: of the outlets that print it how many hang on another article (a sibling, or
  what was made from one); in how many events all three are under one unseen source, and that of
  the kind ``statement``; in how many the report made without it is an origin; how many of the
  articles derived from these have the right parent.
- **Two alone**: every two outlets that print it with nothing beside them, and every outlet and the
  report made without it: what a collection of two is told.

The baselines take the best earlier candidate, from a bar on that is chosen on the traditions. They
know no unseen sources.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import Any

import folds
import numpy as np
from _answers import ARTICLE, ORIGIN, Said, Tally, said
from _common import finish, parser, print_table
from _traditions import Event, Version
from _vectors import remembering

from retold.language import prepare
from retold.language.encoder import Encoder
from retold.stories.clock import clock, order
from retold.types import Prepared

Score = Callable[[Prepared, Prepared], float]
BARS = {
    "there: parent exact": 0.92,
    "hidden: not on an article": 0.9,
    "hidden: all under one unseen": 6 / 8,
    "hidden: report an origin": 7 / 8,
}


def release_of(event: Event) -> Version:
    """Return the release of an event."""
    return next(v for v in event.versions if v.operation == folds.RELEASE)


def printing(event: Event) -> list[Version]:
    """Return the outlets that write from the release alone."""
    return [v for v in event.versions if v.parents == (release_of(event).id,)]


def reports(event: Event) -> list[Version]:
    """Return the reports made without the release."""
    return [v for v in event.versions if not v.parents and v.operation != folds.RELEASE]


def score_there(event: Event, found: Said, tally: Tally) -> None:
    """Count the answers to all articles of an event."""
    for v in event.versions:
        miss = f"{found.told(v.id)}, {v.operation} {' '.join(v.parents)}"
        if v.parents:
            first = found.first(v.id)
            tally.add("there: parent exact", hit=first in v.parents, miss=miss)
            tally.add("there: ancestor", hit=first in event.ancestors(v.id))
        else:
            tally.add("there: roots not derived", hit=not found.parents[v.id], miss=miss)
    right = all((found.fate(v.id) == ORIGIN) == (not v.parents) for v in event.versions)
    tally.add("there: origins exact", hit=right)


def score_hidden(event: Event, found: Said, tally: Tally) -> None:
    """Count the answers where the release is not in the collection."""
    outlets = [v.id for v in printing(event)]
    for one in outlets:
        fate = found.fate(one)
        tally.fate("release hidden", fate)
        tally.add("hidden: not on an article", hit=fate != ARTICLE, miss=found.told(one))
    shared = found.shared(outlets)
    miss = "; ".join(map(found.told, outlets))
    tally.add("hidden: all under one unseen", hit=bool(shared), miss=miss)
    statement = any(found.unseen[source] == "statement" for source in shared)
    tally.add("hidden: all under one statement", hit=statement)
    for report in reports(event):
        hit = found.fate(report.id) == ORIGIN
        tally.add("hidden: report an origin", hit=hit, miss=found.told(report.id))
    for v in event.versions:
        if v.parents and v.id not in outlets:
            miss = f"{found.told(v.id)}, {v.operation} {' '.join(v.parents)}"
            hit = found.first(v.id) in v.parents
            tally.add("hidden: derived, parent exact", hit=hit, miss=miss)


def score_two(found: Said, tally: Tally, *, both: bool) -> None:
    """Count the answer to two articles alone; ``both`` print the release, or one of them."""
    fates = [found.fate(one) for one in found.parents]
    name = "two alone: both print it" if both else "two alone: one prints it"
    tally.add(f"{name}, none on the other", hit=ARTICLE not in fates)
    if both:
        hit = fates == ["unseen statement"] * 2 and bool(found.shared(found.parents))
        tally.add(f"{name}, under one statement", hit=hit)


# Retold


def measure(every: Sequence[folds.Held]) -> Tally:
    """Trace every event as it is, with the release hidden, and two by two."""
    tally = Tally()
    for held in every:
        event = held.event
        articles = {v.id: v.article for v in event.versions}
        with folds.lean():
            score_there(event, said(folds.trace(list(articles.values()), held)), tally)
            rest = [a for i, a in articles.items() if i != release_of(event).id]
            score_hidden(event, said(folds.trace(rest, held)), tally)
            for pair in combinations((*printing(event), *reports(event)[:1]), 2):
                two = said(folds.trace([v.article for v in pair], held))
                score_two(two, tally, both=bool(pair[1].parents))
    return tally


# Baselines


def by_encoder(encoder: Encoder) -> Score:
    """Score by the mean over the child's sentences of the likest sentence of the parent."""

    def vectors(one: Prepared) -> Any:
        return encoder.encode([one.sentence_text(n) for n in range(len(one.sentences))])

    return lambda child, parent: float((vectors(child) @ vectors(parent).T).max(axis=1).mean())


def by_shingles(child: Prepared, parent: Prepared) -> float:
    """Score by the share of the child's words in fives that stand in the parent."""
    mine, theirs = _shingles(child), _shingles(parent)
    return len(mine & theirs) / max(1, len(mine))


def _shingles(one: Prepared) -> set[tuple[str, ...]]:
    norms = [word.norm for words in one.words for word in words]
    return {tuple(norms[i : i + 5]) for i in range(len(norms) - 4)}


Best = dict[str, tuple[float, str]]


def best_earlier(versions: Sequence[Version], score: Score) -> Best:
    """Return for every version its best earlier candidate."""
    read = {v.id: prepare(v.article) for v in versions}
    clocks = {v.id: clock(v.article.published) for v in versions}
    return {
        child: max(
            (
                (score(read[child], read[parent]), parent)
                for parent in read
                if parent != child and order(clocks[child], clocks[parent]) >= 0
            ),
            default=(0.0, ""),
        )
        for child in read
    }


def chosen_bar(events: Sequence[Event], best: Mapping[str, Best]) -> float:
    """Choose the bar from which on the best candidate is the parent: most right answers."""
    scored = [
        (value, parent in v.parents, not v.parents)
        for event in events
        for v in event.versions
        for value, parent in [best[event.name][v.id]]
    ]
    bars = np.linspace(0, 1, 101)
    right = [sum(hit if value >= bar else root for value, hit, root in scored) for bar in bars]
    return float(bars[int(np.argmax(right))])


def baseline(found: folds.Corpus, alike: Score) -> Tally:
    """Score a baseline like Retold."""
    tally = Tally()
    best = {event.name: best_earlier(event.versions, alike) for event in found.traditions}
    bar = chosen_bar(found.traditions, best)
    for event in found.releases:
        for hidden in (False, True):
            shown = [v for v in event.versions if not (hidden and v.operation == folds.RELEASE)]
            said_best = best_earlier(shown, alike)
            answer = {c: (p,) if value >= bar else () for c, (value, p) in said_best.items()}
            score = score_hidden if hidden else score_there
            score(event, Said(answer, {}), tally)
    return tally


def main() -> int:
    """Run the benchmark."""
    made = parser(__doc__, "the folder that holds releases and traditions")
    folds.add_options(made)
    options = made.parse_args()
    found = folds.corpus(options.data, widen=options.widen)
    tallies: dict[str, Tally] = {}
    with remembering() as encoder:
        for name, plans in folds.PLANS.items():
            held = folds.held_out(plans(found), encoder, options.processes)
            events = {e.name for e in found.releases}
            tallies[f"fitted {name}"] = measure([h for h in held if h.event.name in events])
        tallies["encoder + clock"] = baseline(found, by_encoder(encoder))
        tallies["5-shingles + clock"] = baseline(found, by_shingles)
    return _report(tallies, found, options)


def _report(tallies: Mapping[str, Tally], found: folds.Corpus, options: Any) -> int:
    first = tallies["fitted together"]
    rows = [
        [name, trials, *(t.shares.get(name) for t in tallies.values()), BARS.get(name)]
        for name, (_, trials) in first.counts.items()
    ]
    print(f"releases: {len(found.releases)} events, {len(found.extra)} more to learn from")
    print_table("Shares that are right", ["", "of", *tallies, "bar"], rows)
    together = Tally(fates={name: t.fates["release hidden"] for name, t in tallies.items()})
    columns, fates = together.fate_rows()
    print_table("What outlets that print the hidden release hang on", ["", *columns], fates)
    if options.misses:
        for name in ("fitted together", "fitted traditions"):
            print(f"\nmisses, {name}")
            print("\n".join(f"  {line}" for line in tallies[name].misses))
    if options.widen:
        print("\nreleases: other events than the floors'; none applies")
        return 0
    measures = {
        f"{name}{suffix}": value
        for suffix, key in (("", "fitted together"), (", traditions alone", "fitted traditions"))
        for name, value in tallies[key].shares.items()
    }
    return finish("releases", measures, folds.digests(options.data), options)


if __name__ == "__main__":
    sys.exit(main())
