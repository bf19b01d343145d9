"""Fit the models that tell whether narration came over between two articles.

    python scripts/fit_carried.py ../shared/data/reuse/relations.train.jsonl [STORIES]

reads pairs of real articles that people have read (``benchmarks/relations.py`` says how),
prints how the models do on pairs of articles and stories that they have not seen, and writes
passages.json and carried.json to src/retold/models, and third_text.json and statement.json for
``retold.stories.relation``.

Nobody marked which passage of a pair came over, only whether text did. So both models are fitted
at once: a pair's odds are those of its own features plus one for every passage, and a passage
that is telling has a say that the others lack (learning from several instances; Dietterich et
al., 1997).
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from _common import records  # noqa: E402  (after the path is set)
from _vectors import remembering  # noqa: E402
from relations import CAME_OVER, Case, Marks, Values, auc, interval, load, precision  # noqa: E402

from retold.language import prepare  # noqa: E402
from retold.language.encoder import Encoder  # noqa: E402
from retold.matching import profile  # noqa: E402
from retold.statements import citations, statements  # noqa: E402
from retold.stories.carried import (  # noqa: E402
    FEATURES,
    PASSAGES,
    Look,
    evidence,
    look,
    pair_features,
    passages,
    places,
)
from retold.stories.linkage import components  # noqa: E402
from retold.stories.passages import FEATURES as TELLING  # noqa: E402
from retold.stories.passages import telling  # noqa: E402
from retold.stories.portrait import portrait  # noqa: E402
from retold.stories.relation import FEATURES as RELATED  # noqa: E402
from retold.stories.relation import STATEMENT, THIRD, relation_features  # noqa: E402
from retold.types import Article  # noqa: E402

PENALTIES = (0.001, 0.02)
"""On the squares of the passages' and of the pairs' weights; .0003 to .003 do equally well."""

FOLDS, DEALS = 10, 3
"""Folds, and how often the pairs are dealt anew; the mean over the deals is printed."""

FIRST_GUESS, ANCHOR = -3.0, 0.002
"""A passage's log-odds before anything is known, and the penalty on the square of what is far
from it: without one a pair without passages could have any odds, for the data has few of them."""

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Table:
    """The pairs' features, the passages' features, and the pair of every passage."""

    pairs: Values
    passages: Values
    owner: Numbers

    def some(self, chosen: Marks) -> Table:
        """Return the table of some pairs."""
        place = np.cumsum(chosen) - 1
        kept = chosen[self.owner]
        return Table(self.pairs[chosen], self.passages[kept], place[self.owner[kept]])


@dataclass(frozen=True)
class Fitted:
    """Both models on standardised features; ``weights`` are the passages', theirs, the pairs'."""

    centre: tuple[Values, Values]
    scale: tuple[Values, Values]
    weights: tuple[Values, float, Values, float]

    def log_odds(self, table: Table) -> Values:
        """Return the log-odds of every pair."""
        inner, bias, outer, base = self.weights
        single = (table.passages - self.centre[0]) / self.scale[0] @ inner + bias
        odds = 1 + np.bincount(table.owner, np.exp(single), len(table.pairs))
        pairs = (table.pairs - self.centre[1]) / self.scale[1] @ outer + base
        return np.asarray(pairs + np.log(odds))


def fit(table: Table, gold: Marks) -> Fitted:
    """Fit both models to pairs of which one knows whether text came over."""
    centre = (table.passages.mean(axis=0), table.pairs.mean(axis=0))
    scale = (table.passages.std(axis=0) + 1e-9, table.pairs.std(axis=0) + 1e-9)
    inner, outer = (table.passages - centre[0]) / scale[0], (table.pairs - centre[1]) / scale[1]
    width, count, yes = inner.shape[1], len(gold), gold.astype(float)

    def loss(values: Values) -> tuple[float, Values]:
        w, bias, v, base = values[:width], values[width], values[width + 1 : -1], values[-1]
        odds = np.exp(np.clip(inner @ w + bias, -30, 30))
        total = 1 + np.bincount(table.owner, odds, count)
        answer = base + outer @ v + np.log(total)
        wrong = (1 / (1 + np.exp(-answer)) - yes) / count
        blame = wrong[table.owner] * odds / total[table.owner]
        far = bias - FIRST_GUESS
        penalty = PENALTIES[0] * w @ w + PENALTIES[1] * v @ v + ANCHOR * far**2
        slope = [inner.T @ blame + 2 * PENALTIES[0] * w, [blame.sum() + 2 * ANCHOR * far]]
        slope += [outer.T @ wrong + 2 * PENALTIES[1] * v, [wrong.sum()]]
        return float(np.mean(np.logaddexp(0, answer) - yes * answer) + penalty), np.concatenate(
            slope
        )

    start = np.zeros(width + outer.shape[1] + 2)
    start[width] = FIRST_GUESS
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    weights = (found[:width], float(found[width]), found[width + 1 : -1], float(found[-1]))
    return Fitted(centre, scale, weights)


def cross_validated(table: Table, gold: Marks, folds: Numbers) -> Values:
    """Return the log-odds of every pair by a model that has not seen its fold."""
    found = np.zeros(len(gold))
    for fold in range(FOLDS):
        inside = folds != fold
        found[~inside] = fit(table.some(inside), gold[inside]).log_odds(table.some(~inside))
    return found


def deal(cases: Sequence[Case], stories: dict[str, str], number: int = 0) -> Numbers:
    """Deal the pairs out to the folds so that no article and no story is in two."""
    names = [[one.id for one in (c.a, c.b)] for c in cases]
    names = [ids + [f"story {stories[i]}" for i in ids if i in stories] for ids in names]
    place = {name: n for n, name in enumerate(sorted({name for ids in names for name in ids}))}
    ties = [(place[ids[0]], place[other]) for ids in names for other in ids[1:]]
    owner = components(len(place), ties)
    groups = [owner[place[ids[0]]] for ids in names]
    size, held = Counter(groups), [0] * FOLDS
    fold: dict[int, int] = {}
    for group in sorted(size, key=lambda g: (-size[g], _shuffled(number, g))):
        fold[group] = min(range(FOLDS), key=lambda f: (held[f], _shuffled(number, group, f)))
        held[fold[group]] += size[group]
    return np.array([fold[group] for group in groups])


def _shuffled(*numbers: int) -> bytes:
    return sha256(" ".join(map(str, numbers)).encode()).digest()


def stories_of(path: Path) -> dict[str, str]:
    """Return the story of every article of a folder that has one."""
    paths = sorted(p for p in path.iterdir() if p.name.endswith((".jsonl", ".jsonl.gz")))
    return {r["id"]: r["story"] for p in paths for r in records(p) if r.get("story")}


Looks = Sequence[tuple[Look, Look]]


def looks(cases: Sequence[Case], encoder: Encoder) -> Looks:
    """Look at both articles of every pair, in the order of their digests."""
    articles = {one.id: one for case in cases for one in (case.a, case.b)}
    seen = {name: seen_as(one, encoder) for name, one in articles.items()}
    ordered = (sorted((case.a, case.b), key=lambda one: (one.digest, one.id)) for case in cases)
    return [(seen[a.id], seen[b.id]) for a, b in ordered]


def table_of(both: Looks) -> Table:
    """Return the features of every pair and of its passages."""
    pairs, rows, owner = [], [], []
    for number, (a, b) in enumerate(both):
        features = pair_features(a, b)
        pairs.append([features[name] for name in FEATURES])
        for place in places(a, b):
            found = telling(a.tokens, b.tokens, place)
            if found is not None:
                rows.append([found[name] for name in TELLING])
                owner.append(number)
    return Table(np.array(pairs), np.array(rows), np.array(owner))


def seen_as(article: Article, encoder: Encoder) -> Look:
    """Look at an article as ``retold compare`` does."""
    prepared = prepare(article)
    texts = [prepared.sentence_text(n) for n in range(len(prepared.sentences))]
    drawn = portrait(prepared, profile(prepared, encoder.encode(texts)))
    return look(prepared, drawn, citations(prepared, statements(prepared)))


def report(table: Table, gold: Marks, cases: Sequence[Case], stories: dict[str, str]) -> None:
    """Print how the models do on pairs whose articles and stories they have not seen."""
    deals = [cross_validated(table, gold, deal(cases, stories, n)) for n in range(DEALS)]
    print(f"{FOLDS} folds without an article or story in common, dealt {DEALS} times")
    for name, measure in (("AUC", auc), ("precision at recall .80", precision)):
        low, high = interval(measure, gold, deals[0])
        mean = np.mean([measure(gold, found) for found in deals])
        print(f"{name} {mean:.3f} (95 %, first deal: {low:.3f}–{high:.3f})")
    sure = 1 / (1 + np.exp(-deals[0]))
    for low, high in ((0, 0.1), (0.1, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1)):
        here = (sure >= low) & (sure < high)
        print(f"  said {low:.1f}–{high:.1f}: {here.sum()} pairs, came over {gold[here].mean():.2f}")


def relate(both: Looks, relations: Sequence[str], folds: Numbers) -> None:
    """Fit the two further questions about a pair, each on the pairs that it is asked of.

    The passages' model must have been written before.
    """
    rows = []
    for a, b in both:
        found = passages(a, b)
        features = relation_features(a, b, found, evidence(a, b, found))
        rows.append([features[name] for name in RELATED])
    table, relation = np.array(rows), np.array(relations)
    over = np.isin(relation, list(CAME_OVER))
    for name, asked, yes in ((THIRD, over, "common"), (STATEMENT, ~over, "shared")):
        gold = relation == yes
        unseen = np.zeros(len(gold))
        for fold in range(FOLDS):
            scaler, model = _logistic(table[asked & (folds != fold)], gold[asked & (folds != fold)])
            unseen[folds == fold] = model.decision_function(scaler.transform(table[folds == fold]))
        print(f"{name}: {asked.sum()} pairs, AUC {auc(gold[asked], unseen[asked]):.3f}")
        scaler, model = _logistic(table[asked], gold[asked])
        numbers = {
            "centre": scaler.mean_.round(6).tolist(),
            "scale": scaler.scale_.round(6).tolist(),
            "intercepts": model.intercept_.round(6).tolist(),
            "weights": model.coef_.round(6).tolist(),
        }
        write(name, RELATED, numbers)


def _logistic(rows: Values, gold: Marks) -> tuple[StandardScaler, LogisticRegression]:
    scaler = StandardScaler().fit(rows)
    return scaler, LogisticRegression(C=0.1, max_iter=2000).fit(scaler.transform(rows), gold)


def write(name: str, names: Sequence[str], numbers: dict[str, Any]) -> None:
    """Write a model and print its weights."""
    made = {"names": list(names), "classes": [name], **numbers}
    for feature, weight in zip(made["names"], made["weights"][0], strict=True):
        print(f"  {name}, {feature}: {weight:+.2f}")
    target = ROOT / f"src/retold/models/{name}.json"
    target.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


def main(data: Path, stories: Path) -> None:
    cases = load(data, stories)
    with remembering() as encoder:
        both = looks(cases, encoder)
    table = table_of(both)
    gold = np.array([case.came_over for case in cases])
    print(f"{data.name}: {len(cases)} pairs, {len(table.owner)} passages")
    told = stories_of(stories)
    report(table, gold, cases, told)
    fitted = fit(table, gold)
    inner, bias, outer, base = fitted.weights
    numbers: dict[str, Any] = {
        "centre": fitted.centre[0].round(6).tolist(),
        "scale": fitted.scale[0].round(6).tolist(),
        "intercepts": [round(bias, 6)],
        "weights": [inner.round(6).tolist()],
    }
    write(PASSAGES, TELLING, numbers)
    numbers = {
        "centre": [*fitted.centre[1].round(6).tolist(), 0.0],
        "scale": [*fitted.scale[1].round(6).tolist(), 1.0],
        "intercepts": [round(base, 6)],
        "weights": [[*outer.round(6).tolist(), 1.0]],
    }
    write("carried", (*FEATURES, PASSAGES), numbers)
    relate(both, [case.relation for case in cases], deal(cases, told))


if __name__ == "__main__":
    source = Path(sys.argv[1])
    main(source, Path(sys.argv[2]) if sys.argv[2:] else source.resolve().parents[1] / "stories")
