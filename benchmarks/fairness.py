"""Ask whether names change answers: the same events with other outlets, persons and places.

    python benchmarks/fairness.py --data ../shared/data [--events 4] [--draws 1] [--only KIND ...]

``--data`` is the folder that holds ``traditions`` and ``releases``. Every event is traced as it is
and with its names replaced, the same in all versions (``_names.py``, ``_swaps.py``): the names of
outlets, of persons, of places, of organisations, and of all at once. ``--events`` takes only so
many events, spread over all of them, 0 takes all; ``--draws`` replaces every name that
often, each time by another. ``--held-out`` asks models that have not seen the event (``folds.py``;
fits them if they are not there) instead of those that ship, which were fitted on these events:
what is measured is what a swap moves, not who is right, but models move less on what they have
seen.

An article *stays* if it hangs on the same parents, or is an origin or undecided as before, and is
said to be made the same way; an unseen source is the same if it has the same kind. The *move* of
an article is the largest change of any of its probabilities: of being an origin, and of descending
from each of the others, as weighed for the tree that was chosen. Every article that does not stay
or moves by more than the bar is printed, with the features whose weight changed most.

``--words`` prints which words were taken for names, and what for.
"""

from __future__ import annotations

import importlib
import sys
from argparse import Namespace
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import folds
from _answers import said
from _common import finish, parser, print_table
from _names import EVERY, KINDS, names, ordinary_words, shown
from _swaps import draw, swapped
from _traditions import Event, load
from _vectors import remembering

from retold import tracing
from retold.settings import Settings
from retold.stories.explaining import explain
from retold.stories.stemma import Choice
from retold.stories.weighing import Scene, Weighed
from retold.tracing import Tools, tools
from retold.types import Analysis, Article

build = importlib.import_module("retold.stories.build")  # a function there has its name
STAY_BAR, MOVE_BAR = 0.97, 0.1
FEATURES_SHOWN = 4
ORIGIN = "origin"

Answers = Mapping[str, Mapping[str, float]]
"""For every article the probability of every answer: the id of a parent, or ``origin``."""


@dataclass(frozen=True)
class Told:
    """What a trace said of an event.

    ``fates``: the parents of every article, an unseen source as its kind, and how it was made;
    ``answers``: the probabilities; ``weights``: for every pair what each feature weighed.
    """

    fates: Mapping[str, tuple[str, ...]]
    answers: Answers
    weights: Mapping[tuple[str, str], Mapping[str, float]]


@dataclass(frozen=True)
class Moved:
    """An article with other names: did it stay, and how far did which answer move."""

    article: str
    kind: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    answer: str
    probabilities: tuple[float, float]
    features: tuple[tuple[str, float], ...] = ()

    @property
    def stays(self) -> bool:
        """Tell whether it hangs on the same parents and is of the same kind."""
        return self.before == self.after

    @property
    def move(self) -> float:
        """How far the answer moved that moved most."""
        return abs(self.probabilities[1] - self.probabilities[0])


# Tracing


@dataclass
class _Heard:
    """What was weighed in every story of a trace."""

    answers: dict[str, dict[str, float]] = field(default_factory=dict)
    weights: dict[tuple[str, str], dict[str, float]] = field(default_factory=dict)

    def take(self, compared: Scene, weighed: Sequence[Weighed]) -> None:
        ids = [one.id for one in compared.portraits]
        for child, one in zip(ids, weighed, strict=True):
            found = {ids[p]: value for p, value in one.parents.items()}
            self.answers[child] = {ORIGIN: one.origin, **found}
            for p in one.parents:
                evidence = explain(one, p, compared.models)
                self.weights[child, ids[p]] = {n: e.weight for n, e in evidence.items()}


@contextmanager
def listening() -> Iterator[_Heard]:
    """Keep what is weighed while traces run: reports leave out the answers of origins."""
    heard, choose = _Heard(), build.choose

    def listen(compared: Scene, *rest: Any) -> tuple[list[Weighed], list[Choice]]:
        weighed, choices = choose(compared, *rest)
        heard.take(compared, weighed)
        return weighed, choices

    vars(build)["choose"] = listen
    try:
        yield heard
    finally:
        vars(build)["choose"] = choose


def told(articles: Sequence[Article], kit: Tools) -> Told:
    """Trace articles and return what was said of them."""
    with folds.lean(), listening() as heard:
        analysis = tracing.trace(articles, kit=kit, settings=Settings(statements="rules"))
    return Told(fates(analysis), heard.answers, heard.weights)


def fates(analysis: Analysis) -> dict[str, tuple[str, ...]]:
    """Return what every article hangs on and how it was made."""
    found = said(analysis)
    return {
        article: (
            found.fate(article),
            *(found.unseen.get(p, p) for p in sorted(parents)),
            *(found.descents[article, p].kind for p in parents[:1]),
        )
        for article, parents in found.parents.items()
    }


# Comparing


def moves(kind: str, before: Told, after: Told) -> list[Moved]:
    """Return how far every article moved."""
    return [_moved(article, kind, before, after) for article in sorted(before.fates)]


def _moved(article: str, kind: str, before: Told, after: Told) -> Moved:
    old, new = before.answers.get(article, {}), after.answers.get(article, {})
    apart = {name: (old.get(name, 0.0), new.get(name, 0.0)) for name in old.keys() | new.keys()}
    answer = max(sorted(apart), key=lambda n: abs(apart[n][1] - apart[n][0]), default=ORIGIN)
    return Moved(
        article,
        kind,
        before.fates[article],
        after.fates[article],
        answer,
        apart.get(answer, (1.0, 1.0)),
        _features(article, answer, before, after),
    )


def _features(
    article: str, answer: str, before: Told, after: Told
) -> tuple[tuple[str, float], ...]:
    """Return the features whose weight changed most, for the answer or the likeliest parent."""
    parents = {p: v for p, v in before.answers.get(article, {}).items() if p != ORIGIN}
    if answer == ORIGIN and parents:
        answer = max(sorted(parents), key=lambda p: parents[p])
    old, new = (told.weights.get((article, answer), {}) for told in (before, after))
    changed = {name: new.get(name, 0.0) - old.get(name, 0.0) for name in old.keys() | new.keys()}
    most = sorted(changed, key=lambda name: (-abs(changed[name]), name))
    return tuple((name, changed[name]) for name in most[:FEATURES_SHOWN])


# Printing


def show(found: Sequence[Moved], measures: dict[str, float]) -> None:
    """Print how articles fared, by the kind of names that were replaced."""
    rows = []
    for kind in dict.fromkeys(one.kind for one in found):
        some = [one for one in found if one.kind == kind]
        stay = sum(one.stays for one in some) / len(some)
        far = sum(one.move > MOVE_BAR for one in some)
        mean = sum(one.move for one in some) / len(some)
        rows.append([kind, len(some), stay, max(one.move for one in some), mean, far])
        measures[f"{kind}: parent and kind stay"] = stay
        measures[f"{kind}: no move over the bar"] = 1 - far / len(some)
    print_table(
        f"With other names (bars: {STAY_BAR} stay, no move over {MOVE_BAR})",
        ["names of", "articles", "stay", "largest move", "mean move", f"over {MOVE_BAR}"],
        rows,
    )


def show_rest(found: Sequence[Moved]) -> None:
    """Print every article that does not stay or moves too far, and what moved it."""
    rest = sorted(
        (one for one in found if not one.stays or one.move > MOVE_BAR),
        key=lambda one: (-one.move, one.article, one.kind),
    )
    if not rest:
        return
    print("\nThe rest: which probability moved most, and which features of the evidence")
    causes: Counter[str] = Counter()
    for one in rest:
        low, high = one.probabilities
        print(f"  {one.article}, {one.kind}: {one.answer} {low:.3f} to {high:.3f}")
        if not one.stays:
            print(f"    {' '.join(one.before)} became {' '.join(one.after)}")
        print("    " + ", ".join(f"{name} {change:+.2f}" for name, change in one.features))
        causes.update(name for name, _ in one.features)
    rows = [[name, count] for name, count in causes.most_common(12)]
    print_table("Features that changed most in these", ["", "times"], rows)


# The events


def sample(events: Sequence[Event], count: int) -> list[Event]:
    """Return so many events, spread over all of them; none means all."""
    if not 0 < count < len(events):
        return list(events)
    return [events[place * len(events) // count] for place in range(count)]


def kits(events: Sequence[Event], options: Namespace) -> Iterator[tuple[Event, Tools]]:
    """Yield events with the models that are asked about them."""
    with remembering() as encoder:
        if options.held_out:
            wanted = {event.name for event in events}
            plans = folds.together(folds.corpus(options.data))
            plans = [p for p in plans if wanted & {e.name for e in p.scored}]
            for held in folds.held_out(plans, encoder):
                if held.event.name in wanted:
                    yield held.event, held.kit
        else:
            kit = tools(encoder)
            yield from ((event, kit) for event in events)


def ordinary(data: Path) -> frozenset[str]:
    """Return what is no name in any event there is."""
    every = [event for folder in folds.folders(data).values() for event in load(folder)]
    if folds.TRAINING.is_dir():
        every += load(folds.TRAINING)
    return ordinary_words(v.article.text for event in every for v in event.versions)


def main() -> int:
    """Run the benchmark."""
    made = parser(__doc__, "the folder that holds traditions and releases")
    made.add_argument("--events", type=int, default=4, help="take so many events, 0: all")
    made.add_argument("--draws", type=int, default=1, help="replace every name so often")
    made.add_argument("--only", nargs="+", choices=[*KINDS, EVERY], default=[*KINDS, EVERY])
    made.add_argument("--held-out", action="store_true", help="ask models that have not seen it")
    made.add_argument("--words", action="store_true", help="print what was taken for a name")
    options = made.parse_args()
    events = sample(folds.corpus(options.data).scored, options.events)
    plain = ordinary(options.data)
    found: list[Moved] = []
    for event, kit in kits(events, options):
        own = names(event, plain)
        if options.words:
            for part, words in shown(own).items():
                print(f"{event.name}: {part}: {', '.join(words)}")
        before = told([v.article for v in event.versions], kit)
        for kind in options.only:
            for number in range(options.draws):
                other = swapped(event, draw(event, own, kind, number))
                after = told([v.article for v in other.versions], kit)
                found += moves(kind, before, after)
    order = {kind: place for place, kind in enumerate(options.only)}
    found.sort(key=lambda one: (order[one.kind], one.article))
    return _report(found, events, options)


def _report(found: Sequence[Moved], events: Sequence[Event], options: Namespace) -> int:
    models = "have not seen the event" if options.held_out else "ship, fitted on these events"
    print(f"fairness: {len(events)} events, {options.draws} draws; models that {models}")
    measures: dict[str, float] = {}
    show(found, measures)
    show_rest(found)
    by_article: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for one in found:
        by_article[one.article][one.kind] = round(one.move, 4)
    if options.events or options.held_out or options.draws > 1 or len(options.only) <= len(KINDS):
        print("\nfairness: a sample, or other models than the floors'; none applies")
        return 0
    detail = {"moves": dict(by_article)}
    return finish("fairness", measures, folds.digests(options.data), options, detail)


if __name__ == "__main__":
    sys.exit(main())
