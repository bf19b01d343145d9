"""Fit the model that tells whether narration came over between two articles.

    python scripts/fit_carried.py ../shared/data/reuse/relations.train.jsonl [STORIES]

reads pairs of real articles that people have read (``benchmarks/relations.py`` says how),
prints how the model does on pairs whose articles it has not seen, and writes carried.json to
src/retold/models.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from _vectors import remembering  # noqa: E402  (after the path is set)
from relations import Case, Marks, Values, auc, load, precision  # noqa: E402

from retold.language import prepare  # noqa: E402
from retold.language.encoder import Encoder  # noqa: E402
from retold.matching import profile  # noqa: E402
from retold.statements import citations, statements  # noqa: E402
from retold.stories.carried import FEATURES, carried_features  # noqa: E402
from retold.stories.linkage import components  # noqa: E402
from retold.stories.portrait import Portrait, portrait  # noqa: E402
from retold.types import Article, Citation, Prepared  # noqa: E402

STRENGTH = 0.1
"""Inverse of the penalty on large weights (scikit-learn's C); .03 to 1 do equally well."""
FOLDS = 10
Numbers = npt.NDArray[np.int64]


def fit(rows: Values, gold: Marks) -> tuple[StandardScaler, LogisticRegression]:
    scaler = StandardScaler().fit(rows)
    return scaler, LogisticRegression(C=STRENGTH).fit(scaler.transform(rows), gold)


def cross_validated(rows: Values, gold: Marks, folds: Numbers) -> Values:
    """Return the log-odds of every pair by a model that has not seen its fold."""
    found = np.zeros(len(gold))
    for fold in range(FOLDS):
        inside = folds != fold
        scaler, model = fit(rows[inside], gold[inside])
        found[~inside] = model.decision_function(scaler.transform(rows[~inside]))
    return found


def deal(cases: Sequence[Case]) -> Numbers:
    """Deal the pairs out to the folds so that no article is in two."""
    ids = sorted({one.id for case in cases for one in (case.a, case.b)})
    place = {name: n for n, name in enumerate(ids)}
    owner = components(len(ids), ((place[c.a.id], place[c.b.id]) for c in cases))
    groups = [ids[owner[place[case.a.id]]] for case in cases]
    order = sorted(set(groups), key=lambda name: sha256(name.encode()).digest())
    fold = {name: n % FOLDS for n, name in enumerate(order)}
    return np.array([fold[group] for group in groups])


def table(cases: Sequence[Case], encoder: Encoder) -> Values:
    """Return one row of features for every pair."""
    articles = {one.id: one for case in cases for one in (case.a, case.b)}
    seen = {name: look(one, encoder) for name, one in articles.items()}
    rows = []
    for case in cases:
        both = [seen[case.a.id], seen[case.b.id]]
        cited = {one.id: names for one, _, names in both}
        values = carried_features([one for one, *_ in both], [p for _, p, _ in both], cited)
        rows.append([values[name] for name in FEATURES])
    return np.array(rows)


def look(article: Article, encoder: Encoder) -> tuple[Prepared, Portrait, Sequence[Citation]]:
    prepared = prepare(article)
    texts = [prepared.sentence_text(n) for n in range(len(prepared.sentences))]
    drawn = portrait(prepared, profile(prepared, encoder.encode(texts)))
    return prepared, drawn, citations(prepared, statements(prepared))


def main(data: Path, stories: Path) -> None:
    cases = load(data, stories)
    with remembering() as encoder:
        rows = table(cases, encoder)
    gold = np.array([case.came_over for case in cases])
    unseen = cross_validated(rows, gold, deal(cases))
    print(f"{data.name}: {len(cases)} pairs, {FOLDS} folds without an article in common")
    print(f"AUC {auc(gold, unseen):.3f}, precision at recall .80 {precision(gold, unseen):.3f}")
    scaler, model = fit(rows, gold)
    made = {
        "names": list(FEATURES),
        "centre": scaler.mean_.round(6).tolist(),
        "scale": scaler.scale_.round(6).tolist(),
        "classes": ["carried"],
        "intercepts": model.intercept_.round(6).tolist(),
        "weights": model.coef_.round(6).tolist(),
    }
    for name, weight in zip(FEATURES, made["weights"][0], strict=True):
        print(f"  {name}: {weight:+.2f}")
    target = ROOT / "src/retold/models/carried.json"
    target.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    source = Path(sys.argv[1])
    main(source, Path(sys.argv[2]) if sys.argv[2:] else source.resolve().parents[1] / "stories")
