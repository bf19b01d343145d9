"""Count the descents that a trace draws between real articles of different outlets, and list them.

    python benchmarks/alarms.py --data STORIES [--round-ups N] [--json FILE]

Nobody read all these pairs, so there is no truth to score against. Most of them were written
apart, so every descent is an alarm until somebody has read it:

- the round-ups of ``allsides.*``, each traced alone, dated as it comes (``--round-ups``: only so
  many of them, chosen by digest);
- the articles of ``news.background.*`` of 18 March to 23 May 2013, traced as one collection.

The surest descents are listed by id, outlet, probability and share, with the verdicts of
``marks/alarms.jsonl`` where somebody read the pair: ``copied`` (copied or retold), ``common``
(one text of a third), ``statement`` (one printed statement) or ``wrong``.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations, pairwise
from pathlib import Path

from _common import digest, find, finish, parser, print_table, records
from _vectors import remembering
from relations import article

from retold.settings import Settings
from retold.tracing import Tools, tools, trace
from retold.types import Analysis, Article

VERDICTS = Path(__file__).with_name("marks") / "alarms.jsonl"
FIRST, LAST = "2013-03-18", "2013-05-23"
LISTED = 50
BANDS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)


@dataclass(frozen=True)
class Alarm:
    """A descent that was drawn between articles, or two siblings under an unseen text."""

    part: str
    child: Article
    parent: Article
    kind: str
    probability: float
    share: float
    credited: bool

    @property
    def pair(self) -> frozenset[str]:
        """The ids of the two."""
        return frozenset((self.child.id, self.parent.id))


def round_ups(path: Path, most: int | None) -> list[list[Article]]:
    """Return the articles of each round-up, the round-ups in an order that means nothing."""
    found: defaultdict[str, list[Article]] = defaultdict(list)
    for record in records(path):
        if record.get("story"):
            found[record["story"]].append(article(record))
    order = sorted(found, key=lambda name: sha256(name.encode()).digest())
    return [found[name] for name in order[:most]]


def spring(path: Path) -> list[Article]:
    """Return the background articles of the spring of 2013."""
    return [article(r) for r in records(path) if FIRST <= (r.get("date") or "") <= LAST]


def differing(articles: Sequence[Article]) -> int:
    """Return how many pairs of articles are of different outlets."""
    return sum(a.outlet != b.outlet for a, b in combinations(articles, 2))


def alarms(part: str, articles: Sequence[Article], analysis: Analysis) -> Iterable[Alarm]:
    """Return the descents of a trace between articles of different outlets."""
    known = {one.id: one for one in articles}
    for story in analysis.stories:
        for found in story.descents:
            child, parent = known[found.child], known.get(found.parent)
            if parent is not None and child.outlet != parent.outlet:
                yield Alarm(
                    part,
                    child,
                    parent,
                    found.kind,
                    found.probability,
                    found.share or 0.0,
                    found.credited,
                )


def unseen(analyses: Iterable[Analysis]) -> Counter[str]:
    """Count the articles that hang on an unseen source, by the kind of source."""
    counts: Counter[str] = Counter()
    for analysis in analyses:
        for story in analysis.stories:
            kinds = {source.id: source.kind for source in story.unseen_sources}
            counts.update(kinds[d.parent] for d in story.descents if d.parent in kinds)
    return counts


def verdicts() -> dict[frozenset[str], str]:
    """Return what readers said of pairs."""
    if not VERDICTS.exists():
        return {}
    return {frozenset((row["child"], row["parent"])): row["verdict"] for row in records(VERDICTS)}


def look(part: str, groups: Sequence[Sequence[Article]], kit: Tools) -> list[Alarm]:
    """Trace groups of articles, print the counts, and return the alarms."""
    analyses = [trace(group, kit=kit, settings=Settings(statements="rules")) for group in groups]
    found = [
        alarm
        for group, analysis in zip(groups, analyses, strict=True)
        for alarm in alarms(part, group, analysis)
    ]
    articles = sum(map(len, groups))
    pairs = sum(map(differing, groups))
    print(f"\n{part}: {articles} articles, {pairs} pairs of different outlets in a group")
    print(f"  {len(found)} descents between outlets; on unseen sources: {dict(unseen(analyses))}")
    rows = [
        [f"{low:.2f}–{min(high, 1):.2f}", sum(low <= a.probability < high for a in found)]
        for low, high in pairwise(BANDS)
    ]
    print_table("by probability", ["", "descents"], rows)
    return found


def listed(found: Sequence[Alarm]) -> Counter[str]:
    """Print the surest alarms with their verdicts, and count these."""
    said = verdicts()
    surest = sorted(found, key=lambda a: (-a.probability, a.child.id, a.parent.id))[:LISTED]
    rows = [
        [
            one.child.id,
            one.child.outlet or "-",
            one.parent.id,
            one.parent.outlet or "-",
            one.kind,
            one.probability,
            one.share,
            "credited" if one.credited else "",
            said.get(one.pair, "not read"),
        ]
        for one in surest
    ]
    names = ["child", "outlet", "parent", "outlet", "kind", "probability", "share", "", "read as"]
    print_table(f"The {len(rows)} surest", names, rows)
    counts = Counter(said.get(one.pair, "not read") for one in surest)
    every = Counter(said.get(one.pair, "not read") for one in found)
    print(f"\nof these: {dict(counts)}; of all: {dict(every)}")
    return counts


def main() -> int:
    made = parser(__doc__, "folder with allsides.* and news.background.*")
    made.add_argument("--round-ups", type=int, help="trace only so many round-ups")
    options = made.parse_args()
    names = {"round-ups": "allsides", "spring of 2013": "news.background"}
    paths = {part: find(options.data, name) for part, name in names.items()}
    found: list[Alarm] = []
    with remembering() as encoder:
        kit = tools(encoder)
        for part, path in paths.items():
            if path is not None:
                one = part == "round-ups"
                groups = round_ups(path, options.round_ups) if one else [spring(path)]
                found += look(part, groups, kit)
    counts = listed(found)
    detail = {"descents": dict(Counter(a.part for a in found)), "read": dict(counts)}
    data = {name: digest(path) for name, path in paths.items() if path is not None}
    return finish("alarms", {}, data, options, detail)


if __name__ == "__main__":
    sys.exit(main())
