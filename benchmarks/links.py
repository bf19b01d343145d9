"""Score the sentences that a sentence retells, on data marked by people.

    python benchmarks/links.py --data reuse [--limit N] [--json FILE]

``--data`` is a folder with ``superpal.*``, ``wice.*`` and ``msrp.*`` (JSON lines, gzipped
or not), or one of these files.

- SuperPAL: sentences of news round-ups and the source sentences that carry them. *P@1*: the
  best source is right; *F1* over all pairs.
- WiCE: claims and the sentences of a web page that support them. *P@1*: the best sentence
  stands in a gold set; *F1*: the best over the alternative gold sets, the mean of claims;
  *false*: claims without support that get a link.
- MSRP: two news sentences, the same fact or not. *AUC*, accuracy and F1.

A set of sources needs a threshold. Every system's is chosen in folds, never on the sentences
that it is scored on.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from _common import digest, find, finish, parser, print_table, records
from _links import Retold
from _vectors import remembering
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import roc_auc_score

from retold.language.encoder import Encoder

Matrix = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]
FOLDS = 5
STEPS = np.linspace(0.02, 0.98, 97)


@dataclass(frozen=True)
class Task:
    """Children, parents and every right answer: one or more sets of parents a child."""

    group: str
    children: list[str]
    parents: list[str]
    answers: list[list[frozenset[int]]]


System = Callable[["Task"], Matrix]
Counts = tuple[float, float, float]
Measure = Callable[["Task", Marks], Counts]


@dataclass
class Result:
    """One row of a table."""

    name: str
    values: dict[str, float] = field(default_factory=dict)


def superpal(path: Path) -> list[Task]:
    """Read one task per topic, its sources in the order of their documents."""
    topics: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in records(path):
        topics[record["topic"]].append(record)
    return [_topic(name, rows) for name, rows in sorted(topics.items())]


def _topic(name: str, rows: list[dict[str, Any]]) -> Task:
    derived = {tuple(row["derived_id"]): row["derived"] for row in rows}
    sources = {tuple(row["source_id"]): row["source"] for row in rows}
    children, parents = sorted(derived), sorted(sources)
    right: dict[Any, set[int]] = defaultdict(set)
    for row in rows:
        right[tuple(row["derived_id"])].add(parents.index(tuple(row["source_id"])))
    return Task(
        name,
        [derived[key] for key in children],
        [sources[key] for key in parents],
        [[frozenset(right[key])] for key in children],
    )


def wice(path: Path) -> list[Task]:
    """Read one task per claim."""
    return [
        Task(
            record["page"],
            [record["claim"]],
            record["sentences"],
            [[frozenset(gold) for gold in record["gold_sets"]]],
        )
        for record in records(path)
    ]


def msrp(path: Path) -> list[Task]:
    """Read one task per pair of sentences."""
    return [
        Task(
            min(row["id1"], row["id2"]),
            [row["s2"]],
            [row["s1"]],
            [[frozenset([0] if row["gold"] else [])]],
        )
        for row in records(path)
    ]


def tfidf(tasks: Sequence[Task], **options: Any) -> System:
    """Return cosine of tf-idf, its rarity counted in the sentences of all tasks."""
    texts = {text for task in tasks for text in (*task.children, *task.parents)}
    model = TfidfVectorizer(sublinear_tf=True, **options).fit(sorted(texts))

    def say(task: Task) -> Matrix:
        product = model.transform(task.children) @ model.transform(task.parents).T
        return np.asarray(product.todense(), np.float64)

    return say


def encoded(encoder: Encoder) -> System:
    """Return cosine of the encoder's vectors."""

    def say(task: Task) -> Matrix:
        product = encoder.encode(task.children) @ encoder.encode(task.parents).T
        return np.asarray(product, np.float64)

    return say


def retold(linker: Retold) -> System:
    """Return the scores behind Retold's links."""
    return lambda task: linker.scores(task.children, task.parents)


def systems(tasks: Sequence[Task], encoder: Encoder) -> dict[str, System]:
    """Return the baselines and Retold."""
    return {
        "tf-idf": tfidf(tasks),
        "character 3-5-grams": tfidf(tasks, analyzer="char_wb", ngram_range=(3, 5)),
        "encoder": encoded(encoder),
        "retold, second look": retold(Retold(encoder, second=True)),
        "retold": retold(Retold(encoder)),
    }


def choose(tasks: Sequence[Task], answers: Sequence[Matrix], value: Measure) -> list[Marks]:
    """Return what every answer chooses by the threshold that is best in the other folds."""
    folds = _folds([task.group for task in tasks])
    table = np.array(
        [[value(t, a >= step) for t, a in zip(tasks, answers, strict=True)] for step in STEPS]
    )
    chosen = []
    for number, answer in enumerate(answers):
        others = [n for n, fold in enumerate(folds) if fold != folds[number]]
        if not others:  # a single group: nothing to learn from
            others = list(range(len(tasks)))
        best = int(_score(table[:, others]).argmax())
        chosen.append(answer >= STEPS[best])
    return chosen


def _folds(groups: Sequence[str]) -> list[int]:
    """Deal the groups out to the folds, in an order that says nothing about them."""
    order = sorted(set(groups), key=lambda group: sha256(group.encode()).digest())
    fold = {group: number % FOLDS for number, group in enumerate(order)}
    return [fold[group] for group in groups]


def _score(counts: npt.NDArray[Any]) -> Matrix:
    """Turn right, said and wanted, summed over tasks, into F1."""
    right, said, wanted = np.moveaxis(counts.sum(axis=1), -1, 0)
    return np.asarray(2 * right / np.maximum(said + wanted, 1e-9), np.float64)


def pairs(task: Task, marks: Marks) -> Counts:
    """Count right, said and wanted pairs."""
    right = said = wanted = 0
    for row, answers in zip(marks, task.answers, strict=True):
        found = frozenset(np.flatnonzero(row).tolist())
        right += len(found & answers[0])
        said += len(found)
        wanted += len(answers[0])
    return right, said, wanted


def best_set(task: Task, marks: Marks) -> Counts:
    """Return the F1 of the best alternative as counts whose sum gives the mean over claims."""
    (answers,) = task.answers
    if not any(answers):
        return 0.0, 0.0, 0.0
    found = frozenset(np.flatnonzero(marks[0]).tolist())
    best = max(2 * len(found & gold) / max(1, len(found) + len(gold)) for gold in answers)
    return best, 1.0, 1.0


def first_right(tasks: Sequence[Task], answers: Sequence[Matrix]) -> float:
    """Return how often the best parent is a right one, over the children that have one."""
    hits = [
        int(row.argmax()) in frozenset[int]().union(*gold)
        for task, answer in zip(tasks, answers, strict=True)
        for row, gold in zip(answer, task.answers, strict=True)
        if any(gold)
    ]
    return float(np.mean(hits))


def score_sets(name: str, tasks: Sequence[Task], system: System, value: Measure) -> Result:
    """Score ranks and sets."""
    answers = [system(task) for task in tasks]
    chosen = choose(tasks, answers, value)
    counts = np.array([[value(task, marks) for task, marks in zip(tasks, chosen, strict=True)]])
    result = Result(name, {"P@1": first_right(tasks, answers), "F1": float(_score(counts)[0])})
    empty = [
        marks.any() for task, marks in zip(tasks, chosen, strict=True) if not any(task.answers[0])
    ]
    if empty:
        result.values["false"] = float(np.mean(empty))
    return result


def score_pairs(name: str, tasks: Sequence[Task], system: System) -> Result:
    """Score yes or no."""
    answers = [system(task) for task in tasks]
    chosen = np.array([marks[0, 0] for marks in choose(tasks, answers, pairs)])
    gold = np.array([bool(task.answers[0][0]) for task in tasks])
    scores = [answer[0, 0] for answer in answers]
    return Result(
        name,
        {
            "AUC": float(roc_auc_score(gold, scores)),
            "accuracy": float((chosen == gold).mean()),
            "F1": float(2 * (chosen & gold).sum() / (chosen.sum() + gold.sum())),
        },
    )


def run(tasks: Sequence[Task], name: str, encoder: Encoder) -> list[Result]:
    """Score every system on a data set."""
    named = systems(tasks, encoder).items()
    if name == "msrp":
        return [score_pairs(label, tasks, system) for label, system in named]
    value = pairs if name == "superpal" else best_set
    return [score_sets(label, tasks, system, value) for label, system in named]


READERS: Mapping[str, Callable[[Path], list[Task]]] = {
    "superpal": superpal,
    "wice": wice,
    "msrp": msrp,
}


def show(path: Path, tasks: Sequence[Task], rows: Sequence[Result]) -> None:
    """Print the table of a data set."""
    columns = list(dict.fromkeys(key for row in rows for key in row.values))
    cells = [[row.name, *(row.values.get(column) for column in columns)] for row in rows]
    count = sum(len(task.children) for task in tasks)
    print_table(f"{path.name}: {count} sentences", ["", *columns], cells)


def main() -> int:
    made = parser(__doc__, "the folder with superpal.*, wice.* and msrp.*, or one of these")
    made.add_argument("--limit", type=int, help="only the first so many tasks of each")
    options = made.parse_args()
    measures: dict[str, float] = {}
    data: dict[str, str] = {}
    tables: dict[str, Any] = {}
    with remembering() as encoder:
        for name, read in READERS.items():
            path = find(options.data, name)
            if path is None:
                continue
            tasks = read(path)[: options.limit]
            rows = run(tasks, name, encoder)
            show(path, tasks, rows)
            tables[name] = {row.name: row.values for row in rows}
            data[name] = digest(path) + (f" first {options.limit}" if options.limit else "")
            measures |= {f"{name} {k}": v for k, v in rows[-1].values.items() if k != "false"}
    if not data:
        sys.exit(f"{options.data}: no superpal.*, wice.* or msrp.* there")
    return finish("links", measures, data, options, {"tables": tables})


if __name__ == "__main__":
    sys.exit(main())
