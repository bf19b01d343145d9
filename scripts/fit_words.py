"""Fit the models that say which words of a sentence were carried.

    python scripts/fit_words.py

reads ``benchmarks/marks/words.jsonl`` and writes wordpairs.npz and words.npz to
src/retold/models. Only events of odd number are read; ``benchmarks/words.py`` scores the others.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

import forests  # noqa: E402  (after the path is set)
from _vectors import remembering  # noqa: E402
from check_marks import is_light  # noqa: E402
from words import Case, cases, for_tuning  # noqa: E402

from retold.forest import Doubles, unpack  # noqa: E402
from retold.matching.word_grid import Side  # noqa: E402
from retold.matching.wording import (  # noqa: E402
    PAIR_FEATURES,
    WORD_FEATURES,
    pair_features,
    word_features,
    words_of,
)

MARKS = ROOT / "benchmarks" / "marks" / "words.jsonl"
PAIRS: dict[str, Any] = {"max_iter": 120, "max_leaf_nodes": 6, "min_samples_leaf": 25}
WORDS: dict[str, Any] = {"max_iter": 80, "max_leaf_nodes": 4, "min_samples_leaf": 25}
FOLDS = 4
CHANGED = 8.0
"""How much a word counts that stands in the place of another fact: there are few of them."""
LITTLE = 0.3
"""How much a word counts of a sentence beside itself or a stranger."""


@dataclass(frozen=True)
class Sample:
    """Words of two sides with the truth about them; ``weight`` is 0 where nothing is known."""

    event: str
    mine: Side
    theirs: Side
    rows: Doubles
    pairs: NDArray[np.bool_]
    weights: tuple[Doubles, Doubles]

    @property
    def pair_weights(self) -> Doubles:
        """A pair counts as much as the lesser of its words."""
        return np.minimum(self.weights[0][:, None], self.weights[1][None, :])


def samples(found: Sequence[Case]) -> list[Sample]:
    """Return what was marked, and what needs no marks: sentences beside themselves and strangers.

    Light words were marked where it helps reading, so that nothing is known of them; beside
    itself every word of a sentence is carried, beside another event's none.
    """
    made = []
    for n, case in enumerate(found):
        mine, theirs = words_of([case.child]), words_of(case.parents)
        truth = np.array([[(i, j) in case.pairs for j in case.theirs] for i in case.own])
        made.append(_sample(case.event, mine, theirs, truth, _weights(case)))
        other = next(c for c in [*found[n:], *found] if c.event != case.event)
        strangers = words_of(other.parents)
        for side, same in ((strangers, False), (mine, True)):
            shape = len(mine.words), len(side.words)
            even = (np.full(shape[0], LITTLE), np.full(shape[1], LITTLE))
            truth = np.eye(shape[0], dtype=bool) if same else np.zeros(shape, dtype=bool)
            made.append(_sample(case.event, mine, side, truth, even))
    return [one for one in made if one.pairs.size]


def _sample(
    event: str,
    mine: Side,
    theirs: Side,
    truth: NDArray[np.bool_],
    weights: tuple[Doubles, Doubles],
) -> Sample:
    return Sample(event, mine, theirs, pair_features(mine, theirs), truth, weights)


def _weights(case: Case) -> tuple[Doubles, Doubles]:
    sides = (
        (case.own, case.child_words, {i for i, _ in case.changed}),
        (case.theirs, case.parent_words, {j for _, j in case.changed}),
    )
    mine, theirs = (
        np.array(
            [
                0.0 if n < 0 or is_light(words[n]) else CHANGED if n in changed else 1.0
                for n in places
            ]
        )
        for places, words, changed in sides
    )
    return mine, theirs


def fit(found: Sequence[Case]) -> dict[str, bytes]:
    """Fit both models; the second on answers of the first for events that it has not seen."""
    made = samples(found)
    events = sorted({one.event for one in made})
    tables: list[Doubles] = []
    labels: list[NDArray[np.bool_]] = []
    for fold in range(FOLDS):
        part = set(events[fold::FOLDS])
        forest = unpack(_fit_pairs([one for one in made if one.event not in part]))
        for one in made:
            if one.event in part:
                odds = forest.log_odds(one.rows.reshape(-1, one.rows.shape[-1]))
                chances = 1 / (1 + np.exp(-odds.reshape(one.pairs.shape)))
                turned = one.rows.swapaxes(0, 1)
                tables.append(word_features(one.mine, chances, one.rows))
                tables.append(word_features(one.theirs, chances.T, turned, side=1.0))
                labels += [np.asarray(one.pairs.any(axis=axis)) for axis in (1, 0)]
    order = [one for fold in range(FOLDS) for one in made if one.event in events[fold::FOLDS]]
    weights = np.concatenate([side for one in order for side in one.weights])
    known = weights > 0
    words = forests.fit(
        WORD_FEATURES,
        np.concatenate(tables)[known],
        np.concatenate(labels)[known],
        weights[known],
        **WORDS,
    )
    return {"wordpairs.npz": _fit_pairs(made), "words.npz": words}


def _fit_pairs(made: Sequence[Sample]) -> bytes:
    weights = np.concatenate([one.pair_weights.ravel() for one in made])
    known = weights > 0
    return forests.fit(
        PAIR_FEATURES,
        np.concatenate([one.rows.reshape(-1, one.rows.shape[-1]) for one in made])[known],
        np.concatenate([one.pairs.ravel() for one in made])[known],
        np.minimum(1, weights[known]),
        **PAIRS,
    )


def main() -> None:
    with remembering() as encoder:
        found = [case for case in cases(MARKS, encoder) if for_tuning(case.event)]
    for name, content in fit(found).items():
        (ROOT / "src/retold/models" / name).write_bytes(content)
        print(f"{name}: {len(content)} bytes, from {len(found)} sentences")


if __name__ == "__main__":
    main()
