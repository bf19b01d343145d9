"""Tell text that came over from text that did not, on pairs of real articles read by people.

    python benchmarks/relations.py --data DIR/relations.dev.jsonl [--stories DIR] [--json FILE]

Each pair has two ids (of articles in ``--stories``, by default the folder ``stories`` beside
the data's own) and a relation. In *copy*, *derived* and *common* the narration of a report came
over; in *shared* (one statement printed by both), *independent* and *other* it did not.

- ``carried`` of ``retold compare``: area under the ROC curve, and the best precision at a
  recall of at least .80, each with the middle 95 % of a thousand resamplings of the pairs; the
  answer with the two articles exchanged has to be the same.
- The baselines are the shares of the words in a row outside quotation marks, by the article
  that has fewer.
- What ``retold.stories.relation`` says of the two, and what ``retold trace`` says of the two
  articles alone, against the relation that was read; the direction where people saw one.

``carried`` and ``relation`` are fitted on other pairs (``scripts/fit_carried.py``, which prints
cross-validated figures); on those the figures here say little, and the benchmark says so.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from _common import digest, find, finish, parser, print_table, records
from _traditions import make_article
from _vectors import remembering
from sklearn.metrics import precision_recall_curve, roc_auc_score

from retold.language import prepare
from retold.matching import profile
from retold.settings import Settings
from retold.statements import citations, statements
from retold.stories import portrait
from retold.stories.relation import relation
from retold.tracing import Tools, compare, tools, trace
from retold.types import Analysis, Article, Prepared

RELATIONS = ("copy", "derived", "common", "shared", "independent", "other")
CAME_OVER = frozenset({"copy", "derived", "common"})
ANSWERS = (*RELATIONS[:-1], "two stories", "undecided")
"""Retold's: descent as a copy, descent of another kind, siblings under an unseen text, siblings
under an unseen statement, two origins of one story; and the rest."""

RECALL = 0.8
RESAMPLINGS = 1000
INTERVAL = (2.5, 97.5)

Values = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]
Measure = Callable[[Marks, Values], float]


@dataclass(frozen=True)
class Case:
    """Two articles and what a reader said of them; ``child`` is the derived one, if seen."""

    name: str
    a: Article
    b: Article
    relation: str
    child: str | None

    @property
    def came_over(self) -> bool:
        """Tell whether narration came over."""
        return self.relation in CAME_OVER


def load(path: Path, stories: Path) -> list[Case]:
    """Read the pairs of a file with their articles."""
    rows = list(records(path))
    wanted = {row[side] for row in rows for side in ("a", "b")}
    articles = read_articles(stories, wanted)
    if missing := sorted(wanted - articles.keys()):
        sys.exit(f"{stories}: no article {missing[0]}, nor {len(missing) - 1} others")
    return [_case(row, articles) for row in rows]


def read_articles(stories: Path, wanted: set[str]) -> dict[str, Article]:
    """Read the articles of some ids from all JSON lines of a folder."""
    paths = sorted(p for p in stories.iterdir() if p.name.endswith((".jsonl", ".jsonl.gz")))
    return {r["id"]: article(r) for path in paths for r in records(path) if r["id"] in wanted}


def article(record: Mapping[str, Any]) -> Article:
    """Return the article of a record of the story collections."""
    return make_article(
        record["id"],
        record["text"],
        headline=record.get("title") or None,
        published=record.get("date") or None,
        outlet=record.get("outlet") or None,
        url=record.get("url") or None,
    )


def _case(row: Mapping[str, Any], articles: Mapping[str, Article]) -> Case:
    child = {"a<-b": row["a"], "b<-a": row["b"]}.get(row["direction"] or "")
    return Case(row["pair"], articles[row["a"]], articles[row["b"]], row["relation"], child)


def carried_both_ways(case: Case, kit: Tools) -> tuple[float, float]:
    """Return ``carried`` as given and with the articles exchanged."""
    there, back = compare(case.a, case.b, kit=kit), compare(case.b, case.a, kit=kit)
    if there.carried is None or back.carried is None:
        sys.exit(f"{case.name}: compare gave no answer")
    return there.carried, back.carried


def unquoted(case: Case, size: int) -> float:
    """Return the share of words in a row outside quotation marks that both articles have."""
    a, b = (_unquoted(prepare(one), size) for one in (case.a, case.b))
    return len(a & b) / max(1, min(len(a), len(b)))


def _unquoted(prepared: Prepared, size: int) -> set[tuple[str, ...]]:
    inside = bytearray(len(prepared.text))
    for mark in prepared.quotations:
        inside[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
    return {
        tuple(word.norm for word in words[i : i + size])
        for words in prepared.words
        for i in range(len(words) - size + 1)
        if not any(inside[word.start] for word in words[i : i + size])
    }


def auc(gold: Marks, values: Values) -> float:
    return float(roc_auc_score(gold, values))


def precision(gold: Marks, values: Values) -> float:
    """Return the best precision at a recall of at least :data:`RECALL`."""
    right, found, _ = precision_recall_curve(gold, values)
    return float(right[found >= RECALL].max())


def interval(measure: Measure, gold: Marks, values: Values) -> tuple[float, float]:
    """Return where the measure lies in the middle of its resamplings."""
    draw = np.random.default_rng(0)
    found: list[float] = []
    while len(found) < RESAMPLINGS:
        some = draw.integers(gold.size, size=gold.size)
        if 0 < gold[some].sum() < gold.size:
            found.append(measure(gold[some], values[some]))
    low, high = np.percentile(found, INTERVAL)
    return float(low), float(high)


def answer(analysis: Analysis) -> tuple[str, str | None, bool]:
    """Return what a trace of two articles says: the relation, the child, whether it is sure."""
    if len(analysis.stories) == 2:
        return "two stories", None, False
    (story,) = analysis.stories
    articles = set(story.articles)
    for descent in story.descents:
        if descent.parent in articles:
            kind = "copy" if descent.kind == "copy" else "derived"
            return kind, descent.child, descent.direction >= 0.8
    if story.descents:
        kinds = {source.id: source.kind for source in story.unseen_sources}
        kind = kinds[story.descents[0].parent]
        return ("common" if kind == "text" else "shared"), None, False
    return ("undecided" if story.undecided else "independent"), None, False


def score(cases: Sequence[Case], kit: Tools, measures: dict[str, float]) -> None:
    """Print how well text that came over is told from text that did not."""
    gold = np.array([case.came_over for case in cases])
    both = np.array([carried_both_ways(case, kit) for case in cases])
    systems = {
        "unquoted 5-shingles": np.array([unquoted(case, 5) for case in cases]),
        "unquoted trigrams": np.array([unquoted(case, 3) for case in cases]),
        "Retold: carried": both[:, 0],
    }
    rows = []
    for name, values in systems.items():
        row: list[object] = [name]
        for measure in (auc, precision):
            low, high = interval(measure, gold, values)
            row += [measure(gold, values), f"{low:.3f}–{high:.3f}"]
        rows.append(row)
    print_table(
        f"Came over ({gold.sum()}) or not ({(~gold).sum()})",
        ["", "AUC", "95 %", f"precision at recall {RECALL:.2f}", "95 %"],
        rows,
    )
    same = float((both[:, 0] == both[:, 1]).mean())
    print(f"the same with the articles exchanged: {same:.3f} of the pairs (bar: 1.000)")
    measures["carried AUC"] = auc(gold, both[:, 0])
    measures["carried precision"] = precision(gold, both[:, 0])
    measures["carried same in either order"] = same


def relate(cases: Sequence[Case], kit: Tools, measures: dict[str, float]) -> dict[str, Any]:
    """Print what the two texts alone say of the pairs of each relation."""
    table: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for case in cases:
        table[case.relation][_related(case, kit)] += 1
    rows = [[r, *(table[r][a] for a in RELATIONS[:-1])] for r in RELATIONS if r in table]
    title = "Read by people (rows), said by the two texts alone (columns)"
    print_table(title, ["", *RELATIONS[:-1]], rows)
    asked = sum(case.relation != "other" for case in cases)
    right = sum(table[relation][relation] for relation in RELATIONS[:-1])
    print(f"right in {right} of the {asked} that are of one event: {right / asked:.3f}")
    measures["relation right"] = right / asked
    return {relation: dict(counts) for relation, counts in sorted(table.items())}


def _related(case: Case, kit: Tools) -> str:
    prepared = [prepare(one) for one in (case.a, case.b)]
    drawn = []
    for one in prepared:
        texts = [one.sentence_text(n) for n in range(len(one.sentences))]
        drawn.append(portrait(one, profile(one, kit.encoder.encode(texts))))
    named = {one.id: citations(one, statements(one)) for one in prepared}
    return relation(prepared, drawn, named).answer


def confuse(cases: Sequence[Case], kit: Tools, measures: dict[str, float]) -> dict[str, Any]:
    """Print what a trace says of the pairs of each relation."""
    plain = Settings(statements="rules")  # what is shown of statements decides nothing here
    said = {c.name: answer(trace([c.a, c.b], kit=kit, settings=plain)) for c in cases}
    table: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for case in cases:
        table[case.relation][said[case.name][0]] += 1
    rows = [[r, *(table[r][a] for a in ANSWERS)] for r in RELATIONS if r in table]
    print_table("Read by people (rows), said by a trace of the two (columns)", ["", *ANSWERS], rows)
    directed = [c for c in cases if c.child and said[c.name][1]]
    right = [c for c in directed if said[c.name][1] == c.child]
    sure = [c for c in directed if said[c.name][2]]
    count = sum(case.child is not None for case in cases)
    print(
        f"direction: read in {count} pairs, given in {len(directed)} of them, right in "
        f"{len(right)}; asserted in {len(sure)}, right in {sum(c in right for c in sure)}"
    )
    false = sum(said[c.name][0] in ("copy", "derived") for c in cases if not c.came_over)
    apart = sum(not case.came_over for case in cases)
    print(f"descent said where nothing came over: {false} of {apart}")
    measures["no false descent"] = 1 - false / apart
    return {relation: dict(counts) for relation, counts in sorted(table.items())}


def main() -> int:
    made = parser(__doc__, "relations.*.jsonl")
    made.add_argument("--stories", type=Path, help="folder with the articles")
    options = made.parse_args()
    path = find(options.data, "relations")
    if path is None:
        sys.exit(f"{options.data}: no relations.* there")
    cases = load(path, options.stories or path.resolve().parents[1] / "stories")
    print(f"{path.name}: {len(cases)} pairs")
    if ".train." in path.name:
        print("carried was fitted on these pairs: the figures flatter it")
    measures: dict[str, float] = {}
    with remembering() as encoder:
        kit = tools(encoder)
        score(cases, kit, measures)
        tables = {"relation": relate(cases, kit, measures), "trace": confuse(cases, kit, measures)}
    return finish("relations", measures, {"relations": digest(path)}, options, tables)


if __name__ == "__main__":
    sys.exit(main())
