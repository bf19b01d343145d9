"""Score tuned encoders beside the one that ships, by cosine alone and under the model of links.

    python benchmarks/_tuning_scores.py --data ../shared/data --encoder FOLDER... [--floats]

``FOLDER`` is what ``scripts/tune_encoder.py`` wrote: one encoder, or one a fold, each scored on
the events named in its ``held.json`` alone. One encoder is scored on data outside too:
``reuse/superpal``, ``reuse/wice`` and pairs of real articles (``--claims`` and ``--articles`` say
how many of them; 0 leaves them out). ``--forest`` fits the model of links anew on every
encoder's vectors, on the held events in folds, which ought to be all events that are scored.

- *in parent*: how often the source ranks first among the sentences of the true parents;
- *in story*: among those and all sentences of the story that no descent relates to the child;
  *reworded*: of children that share less than half of their words with the source;
- *siblings*: area under the ROC curve of sources against the likest sentence of each report
  that the child does not descend from;
- *parent*: how often a true parent is liker (mean of best cosines) than all of these reports;
- *F1*: sentence sources by one threshold, chosen on other events.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from _common import find, finish, parser, print_table
from _traditions import Event, Version, load
from _tuning import Encode, Vectors, families, in_common, strangers, text_of, texts_of
from _vectors import remembering
from links import Task, best_set, choose, pairs, score_sets, superpal, wice
from sklearn.metrics import roc_auc_score

from retold.language import prepare
from retold.language.encoder import MAX_CHARACTERS, Encoder

ROOT = Path(__file__).resolve().parent.parent
REWORDED = 0.5
FLOATS = "float.onnx"
SENTENCES = 15
"""Of a real article, so many at most."""

Row = dict[str, float]


@dataclass(frozen=True)
class Asked:
    """One sentence with a source: the ranks of the source, from 1, and the cosines."""

    in_parent: int
    in_story: int
    reworded: bool
    source: float
    siblings: tuple[float, ...]


class Floats:
    """An encoder in floats, one sentence at a time as the shipped one."""

    def __init__(self, folder: Path) -> None:
        from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415  (slow)
        from tokenizers import Tokenizer  # noqa: PLC0415  (slow)

        options = SessionOptions()
        options.intra_op_num_threads = 1
        self._session = InferenceSession(
            folder / FLOATS, options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(256)
        self._known: dict[str, Vectors] = {}

    def encode(self, sentences: Sequence[str]) -> Vectors:
        """Return one unit vector a sentence."""
        for text in sentences:
            if text not in self._known:
                ids = self._tokenizer.encode(text[:MAX_CHARACTERS]).ids
                asked = {"pieces": np.array([ids], np.int64)}
                self._known[text] = self._session.run(["vector"], asked)[0][0]
        return np.stack([self._known[text] for text in sentences])


def asked(event: Event, vectors: Mapping[str, Vectors]) -> Iterator[Asked]:
    """Yield every sentence of an event that has a source."""
    family, by_id = families(event), {v.id: v for v in event.versions}
    for version in event.versions:
        others = strangers(event, version)
        for number, line in enumerate(version.lines):
            gold = {(source, there) for source, there, _ in line.sources}
            if gold:
                own, home = vectors[version.id][number], family[version.id, number]
                cosines = {
                    (v.id, n): float(cosine)
                    for v in event.versions
                    if v.id != version.id
                    for n, cosine in enumerate(vectors[v.id] @ own)
                    if (v.id, n) in gold or v.id in version.parents or family[v.id, n] != home
                }
                found = [
                    max(
                        (c for at, c in cosines.items() if at[0] == v.id and at not in gold),
                        default=None,
                    )
                    for v in others
                ]
                best = max(cosines[at] for at in gold)
                ahead = [at for at, c in cosines.items() if c > best]
                child = text_of(version, number)
                yield Asked(
                    in_parent=1 + sum(at[0] in version.parents for at in ahead),
                    in_story=1 + len(ahead),
                    reworded=all(
                        in_common(child, text_of(by_id[s], n)) < REWORDED for s, n in gold
                    ),
                    source=best,
                    siblings=tuple(c for c in found if c is not None),
                )


def parents_ahead(event: Event, vectors: Mapping[str, Vectors]) -> Iterator[bool]:
    """Yield for every retelling whether a parent is liker than every report it doesn't know."""

    def like(child: Version, other: Version) -> float:
        return float((vectors[child.id] @ vectors[other.id].T).max(axis=1).mean())

    by_id = {v.id: v for v in event.versions}
    for version in event.versions:
        others = strangers(event, version)
        if version.parents and others:
            nearest = max(like(version, by_id[parent]) for parent in version.parents)
            yield nearest > max(like(version, other) for other in others)


def tasks_of(event: Event) -> list[Task]:
    """Return a task of links for every retelling and true parent."""
    by_id = {v.id: v for v in event.versions}
    return [
        Task(
            event.name,
            texts_of(version),
            texts_of(by_id[parent]),
            [
                [frozenset(n for source, n, _ in line.sources if source == parent)]
                for line in version.lines
            ],
        )
        for version in event.versions
        for parent in version.parents
        if version.lines and by_id[parent].lines
    ]


def of_events(events: Sequence[Event], encoders: Mapping[str, Encode]) -> Row:
    """Score annotated events, each with its own encoder."""
    found: list[Asked] = []
    ahead: list[bool] = []
    for event in events:
        vectors = {v.id: encoders[event.name](texts_of(v)) for v in event.versions}
        found += asked(event, vectors)
        ahead += parents_ahead(event, vectors)

    def cosines(task: Task) -> npt.NDArray[np.float64]:
        encode = encoders[task.group]
        return np.asarray(encode(task.children) @ encode(task.parents).T, np.float64)

    tasks = [task for event in events for task in tasks_of(event)]
    values = [a.source for a in found] + [c for a in found for c in a.siblings]
    truth = [True] * len(found) + [False] * (len(values) - len(found))
    return {
        "in parent": float(np.mean([a.in_parent == 1 for a in found])),
        "MRR": float(np.mean([1 / a.in_parent for a in found])),
        "in story": float(np.mean([a.in_story == 1 for a in found])),
        "MRR there": float(np.mean([1 / a.in_story for a in found])),
        "reworded": float(np.mean([a.in_story == 1 for a in found if a.reworded])),
        "siblings": float(roc_auc_score(truth, values)),
        "parent": float(np.mean(ahead)),
        "F1": _f1(tasks, [cosines(task) for task in tasks]),
    }


def _f1(tasks: Sequence[Task], answers: Sequence[npt.NDArray[np.float64]]) -> float:
    """Return the F1 of links by thresholds that are chosen on other events."""
    gold = {id(task): _wanted(task) for task in tasks}

    def counts(task: Task, marks: npt.NDArray[np.bool_]) -> tuple[float, float, float]:
        wanted = gold[id(task)]
        return float((marks & wanted).sum()), float(marks.sum()), float(wanted.sum())

    chosen = choose(tasks, answers, counts)
    right, said, noted = np.sum(
        [counts(task, marks) for task, marks in zip(tasks, chosen, strict=True)], axis=0
    )
    return float(2 * right / max(1.0, said + noted))


def _wanted(task: Task) -> npt.NDArray[np.bool_]:
    columns = np.arange(len(task.parents))
    return np.array([np.isin(columns, sorted(sets[0])) for sets in task.answers])


def outside(data: Path, encode: Encode, claims: int, articles: int) -> Row:
    """Score data of other kinds, with people's marks."""

    def cosines(task: Task) -> npt.NDArray[np.float64]:
        return np.asarray(encode(task.children) @ encode(task.parents).T, np.float64)

    row: Row = {}
    if path := find(data / "reuse", "superpal"):
        found = score_sets("", superpal(path), cosines, pairs).values
        row |= {f"SuperPAL {name}": value for name, value in found.items()}
    if claims and (path := find(data / "reuse", "wice")):
        found = score_sets("", wice(path)[:claims], cosines, best_set).values
        row |= {f"WiCE {name}": value for name, value in found.items() if name != "false"}
    if articles:
        row["relations"] = relations_auc(data, encode, articles)
    return row


def relations_auc(data: Path, encode: Encode, limit: int) -> float:
    """Return how well the mean of best cosines tells real articles that share narration."""
    from relations import load as load_cases  # noqa: PLC0415  (slow to import)

    cases = load_cases(data / "reuse" / "relations.train.jsonl", data / "stories")
    cases = [cases[n] for n in np.random.default_rng(1).permutation(len(cases))[:limit]]
    scores = []
    for case in cases:
        a, b = (encode(_first(prepare(one))) for one in (case.a, case.b))
        table = a @ b.T
        scores.append(max(table.max(axis=1).mean(), table.max(axis=0).mean()))
    return float(roc_auc_score([case.came_over for case in cases], scores))


def _first(text: Any) -> list[str]:
    return [text.sentence_text(n) for n in range(min(SENTENCES, len(text.sentences)))]


def forest_f1(events: Sequence[Event], encoder: Encoder) -> Row:
    """Fit the model of links on an encoder's vectors, event by event left out in folds."""
    sys.path.insert(0, str(ROOT / "scripts"))
    from fit_links import scored  # noqa: PLC0415  (needs the path)
    from link_fitting import Workbench, lines_of, link_rows, strange_rows  # noqa: PLC0415  (path)

    from retold.settings import Settings  # noqa: PLC0415  (seldom)

    shop = Workbench(events, encoder)
    rows = link_rows(shop, events) + strange_rows(shop, events)
    right = said = noted = 0
    for row, scores in scored(rows, events):
        a, b = (
            lines_of(shop.versions[name], shop.text(name, None)) for name in (row.child, row.parent)
        )
        marked = np.nonzero(scores >= Settings().link)
        mine = {(a[i], b[j]) for i, j in zip(*marked, strict=True)}
        right += len(mine & row.gold)
        said += len(mine)
        noted += len(row.gold)
    return {"forest F1": 2 * right / max(1, said + noted)}


def opened(folder: Path, *, floats: bool) -> dict[Path, Encoder | Floats]:
    """Return the encoders of a folder, each by its own folder."""
    homes = [p.parent for p in sorted(folder.rglob("held.json"))]
    if not homes:
        sys.exit(f"{folder}: no held.json there")
    return {home: Floats(home) if floats else Encoder(folder=home) for home in homes}


def score(
    found: Mapping[str, Encode], events: Sequence[Event], more: Callable[[Encode], Row]
) -> Row:
    """Score encoders by event, and a single one on data outside too."""
    held = [event for event in events if event.name in found]
    row = of_events(held, found) if held else {}
    alone = {id(encode): encode for encode in found.values()}
    return row | (more(*alone.values()) if len(alone) == 1 else {})


def main() -> int:
    made = parser(__doc__, "the folder with traditions, releases, reuse and stories")
    made.add_argument("--encoder", type=Path, nargs="*", default=[])
    made.add_argument("--floats", action="store_true", help="the tuned ones as floats")
    made.add_argument("--forest", action="store_true", help="fit the model of links on each")
    made.add_argument("--claims", type=int, default=120)
    made.add_argument("--articles", type=int, default=0)
    options = made.parse_args()
    events = load(options.data / "traditions") + load(options.data / "releases")
    rows: dict[str, Row] = {}

    def more(encode: Encode) -> Row:
        return outside(options.data, encode, options.claims, options.articles)

    def keep(name: str, found: Mapping[str, Encode], encoder: Encoder | None) -> None:
        rows[name] = score(found, events, more)
        if options.forest and encoder is not None:
            rows[name] |= forest_f1(events, encoder)
        print(name, json.dumps(rows[name]), flush=True)

    with remembering() as encoder:
        whole = encoder.encode
        keep("as shipped", {event.name: whole for event in events}, encoder)
    for folder in options.encoder:
        found: dict[str, Encode] = {}
        homes = opened(folder, floats=options.floats)
        for home, tuned in homes.items():
            encode = tuned.encode
            names = json.loads((home / "held.json").read_text("utf-8"))
            found |= dict.fromkeys(names or [home.name], encode)
        only = next(iter(homes.values())) if len(homes) == 1 else None
        keep(str(folder), found, only if isinstance(only, Encoder) else None)
    columns = list(dict.fromkeys(name for row in rows.values() for name in row))
    cells = [[column, *(row.get(column) for row in rows.values())] for column in columns]
    print_table("Tuned encoders", ["", *rows], cells)
    return finish("tuning", {}, {}, options, {"rows": rows})


if __name__ == "__main__":
    sys.exit(main())
