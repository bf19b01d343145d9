"""What a trace said of the articles of an event, and how often that was right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from _common import Row
from _traditions import Event, Version

from retold.types import Analysis, Descent

ORIGIN, UNDECIDED, ARTICLE = "origin", "undecided", "article"


@dataclass(frozen=True)
class Said:
    """Each article's parents, the likeliest first, and the kind of every unseen source.

    An origin has no parents; ``undecided`` are the articles without an answer.
    """

    parents: Mapping[str, tuple[str, ...]]
    unseen: Mapping[str, str]
    undecided: frozenset[str] = frozenset()
    descents: Mapping[tuple[str, str], Descent] = field(default_factory=dict)
    version_of: Mapping[str, str] = field(default_factory=dict)

    def first(self, article: str) -> str | None:
        """Return an article's likeliest parent."""
        return next(iter(self.parents[article]), None)

    def fate(self, article: str) -> str:
        """Name what an article is or hangs on."""
        if article in self.undecided:
            return UNDECIDED
        parent = self.first(article)
        if parent is None:
            return ORIGIN
        return f"unseen {self.unseen[parent]}" if parent in self.unseen else ARTICLE

    def told(self, article: str) -> str:
        """Say in words what an article hangs on, for a list of misses."""
        fate = self.fate(article)
        if fate in (ORIGIN, UNDECIDED):
            return f"{article} is {fate}"
        return f"{article} hangs on {', '.join(self.parents[article])}"

    def shared(self, articles: Iterable[str]) -> set[str]:
        """Return the unseen sources on which all of these articles hang."""
        hung = [{p for p in self.parents[a] if p in self.unseen} for a in articles]
        return set.intersection(*hung) if hung else set()


def said(analysis: Analysis) -> Said:
    """Return what a trace said."""
    descents = {(d.child, d.parent): d for s in analysis.stories for d in s.descents}
    parents: dict[str, tuple[str, ...]] = {one.id: () for one in analysis.articles}
    for d in sorted(descents.values(), key=lambda d: (-d.probability, d.parent)):
        parents[d.child] = (*parents[d.child], d.parent)
    return Said(
        parents,
        {u.id: u.kind for s in analysis.stories for u in s.unseen_sources},
        frozenset(u.article for s in analysis.stories for u in s.undecided),
        descents,
        analysis.version_of,
    )


def nearest(event: Event, version: Version, members: Iterable[str]) -> set[str]:
    """Return the nearest ancestors of a version that are among the members."""
    shown, parents = set(members), {v.id: v.parents for v in event.versions}
    found: set[str] = set()
    queue = list(version.parents)
    while queue:
        at = queue.pop()
        if at in shown:
            found.add(at)
        else:
            queue += parents[at]
    return found


@dataclass
class Tally:
    """Hits and trials by measure, what was missed, and what articles hang on."""

    counts: dict[str, list[int]] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)
    fates: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, measure: str, *, hit: bool, miss: str = "") -> None:
        """Count one trial."""
        count = self.counts.setdefault(measure, [0, 0])
        count[0] += hit
        count[1] += 1
        if miss and not hit:
            self.misses.append(f"{measure}: {miss}")

    def fate(self, of: str, fate: str) -> None:
        """Count what an article hangs on."""
        self.fates.setdefault(of, Counter())[fate] += 1

    def merge(self, other: Tally) -> None:
        """Take in what was counted elsewhere."""
        for name, (hits, trials) in other.counts.items():
            count = self.counts.setdefault(name, [0, 0])
            count[0] += hits
            count[1] += trials
        self.misses += other.misses
        for name, fates in other.fates.items():
            self.fates.setdefault(name, Counter()).update(fates)

    @property
    def shares(self) -> dict[str, float]:
        """The share of hits, by measure."""
        return {name: hits / trials for name, (hits, trials) in self.counts.items()}

    def fate_rows(self) -> tuple[list[str], list[Row]]:
        """Return the columns and rows of a table of fates."""
        columns = sorted({fate for fates in self.fates.values() for fate in fates})
        rows: list[Row] = [[n, *(fates[c] for c in columns)] for n, fates in self.fates.items()]
        return columns, rows
