"""Fit the models of links and descent on annotated traditions, without looking at other events.

Everything here is cross-validated inside: the features of an event always come from a link
forest that has not seen it, and the origin model is fitted on log-odds of pair forests that
have not. So a caller that passes only training events may score on all others.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import forests
import numpy as np
from _traditions import Event, Version
from link_fitting import (
    LinkRows,
    Workbench,
    fit_links,
    lines_of,
    link_rows,
    strange_rows,
    without,
)

from retold.language.encoder import Encoder
from retold.matching import link_scores
from retold.matching.forest import Doubles, Forest, unpack
from retold.stories.evidence import (
    DIRECTED,
    Basic,
    Pair,
    Pairs,
    basic_evidence,
    direction_features,
    evidence,
)
from retold.stories.evidence import FEATURES as PAIR_FEATURES
from retold.stories.kinds import FEATURES as KIND_FEATURES
from retold.stories.kinds import kind_features
from retold.stories.logistic import from_dict
from retold.stories.portrait import Portrait, portrait
from retold.stories.rivals import FEATURES as RIVAL_FEATURES
from retold.stories.rivals import head_to_head
from retold.stories.weighing import ORIGIN_FEATURES, Models, in_time, origin_features

__all__ = [
    "CLOCKLESS",
    "CUTS",
    "KINDS",
    "PLAIN",
    "REGIMES",
    "LinkRows",
    "Look",
    "Regime",
    "Workshop",
    "fit_descent",
    "fit_links",
    "fit_logistic",
    "folds",
    "lines_of",
    "link_rows",
    "look",
    "small_regimes",
    "strange_rows",
    "visible_parents",
    "without",
]

CUTS = (3, 4, 5, 6)
RIVAL_OPTIONS: dict[str, Any] = {
    "max_iter": 120,
    "learning_rate": 0.06,
    "max_leaf_nodes": 6,
    "min_samples_leaf": 20,
}
_FREE = {"carried_back", "lead", "surplus_back"}
_AGAINST = {"surplus", "details_elsewhere"}
PAIR_OPTIONS = RIVAL_OPTIONS | {
    "max_iter": 200,
    "max_leaf_nodes": 4,
    # More text carried over never speaks against descent, more that is missing never for it.
    "monotonic_cst": [
        0 if name in _FREE else -1 if name in _AGAINST else 1 for name in PAIR_FEATURES
    ],
}
WEIGHTS = {"clock": 1.0, "none": 0.5, "cut": 0.6, "small": 1.0}
"""How much a row counts: as it is, without clocks, with roots cut short (each of four), and in
collections of two or three of the event's articles."""

CUT_ORIGINS = 0.2
"""The same in the origin model, where only roots of the cut events count."""

NO_CLOCK_RIVALS = 0.25


@dataclass(frozen=True)
class Regime:
    """One way to look at an event.

    With or without clocks, with roots cut to some sentences, with all of its articles or only
    some ``members``.
    """

    clocks: bool = True
    cut: int | None = None
    members: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name under which WEIGHTS has it."""
        if self.members:
            return "small"
        return "cut" if self.cut else "clock" if self.clocks else "none"


PLAIN, CLOCKLESS = Regime(), Regime(clocks=False)
REGIMES = (PLAIN, CLOCKLESS, *(Regime(cut=k) for k in CUTS))


def small_regimes(event: Event) -> list[Regime]:
    """Return looks at few articles of an event, as small collections have them.

    Every retelling with its parent, alone and beside a report that it does not come from;
    every two reports, whole and cut short.
    """
    roots = [v.id for v in event.versions if not v.parents]
    found = []
    for number, version in enumerate(event.versions):
        if version.parents:
            pair = (version.id, version.parents[0])
            strangers = [r for r in roots if r not in event.ancestors(version.id)]
            for clocks in (True, False):
                found.append(Regime(clocks=clocks, members=pair))
                if strangers:
                    beside = strangers[number % len(strangers)]
                    found.append(Regime(clocks=clocks, members=(*pair, beside)))
    for place, first in enumerate(roots):
        for second in roots[place + 1 :]:
            both = (first, second)
            found += [Regime(members=both), Regime(clocks=False, members=both)]
            found.append(Regime(clocks=False, cut=CUTS[place % 4], members=both))
    return found


def visible_parents(event: Event, version: Version, members: Sequence[str]) -> set[str]:
    """Return the nearest ancestors of a version that are among the members."""
    versions = {v.id: v for v in event.versions}
    found: set[str] = set()
    queue = list(version.parents)
    while queue:
        at = queue.pop()
        if at in members:
            found.add(at)
        else:
            queue.extend(versions[at].parents)
    return found


class Workshop(Workbench):
    """A workbench with the portraits of all versions, drawn once."""

    def __init__(self, events: Iterable[Event], encoder: Encoder | None = None) -> None:
        super().__init__(events, encoder)
        self._portraits: dict[tuple[str, int | None], Portrait] = {}

    def cut(self, version: Version, regime: Regime) -> int | None:
        """Return to how many sentences a version is cut: roots only."""
        return None if version.parents else regime.cut

    def portrait(self, version: str, cut: int | None, *, clocks: bool) -> Portrait:
        """Return a version's portrait, with or without its clock."""
        key = (version, cut)
        if key not in self._portraits:
            self._portraits[key] = portrait(self.text(*key), self.profile(*key))
        drawn = self._portraits[key]
        return drawn if clocks else replace(drawn, clock=None)


def folds(names: Iterable[str], number: int) -> list[list[str]]:
    """Divide events into folds, by name order."""
    ordered = sorted(names)
    return [fold for k in range(number) if (fold := ordered[k::number])]


# Descent


@dataclass(frozen=True)
class Look:
    """An event seen under one regime: its pairs' evidence and its rivals' comparisons."""

    versions: tuple[Version, ...]
    parents: tuple[frozenset[str], ...]
    rows: Mapping[tuple[int, int], Doubles]
    rivals: Mapping[tuple[int, int, int], Doubles]
    portraits: tuple[Portrait, ...]
    pairs: Pairs
    basic: Basic


def look(
    shop: Workshop, event: Event, links: Forest, regime: Regime, *, rivals: bool = False
) -> Look:
    """Compute the evidence of an event."""
    versions = tuple(v for v in event.versions if not regime.members or v.id in regime.members)
    members = [v.id for v in versions]
    parents = tuple(frozenset(visible_parents(event, v, members)) for v in versions)
    cuts = [shop.cut(v, regime) for v in versions]
    drawn = tuple(
        shop.portrait(v.id, cut, clocks=regime.clocks)
        for v, cut in zip(versions, cuts, strict=True)
    )
    scores = {}
    for i, a in enumerate(versions):
        for j, b in enumerate(versions):
            if i != j:
                alike = shop.alike(a.id, cuts[i], b.id, cuts[j])
                scores[i, j] = link_scores(links, drawn[i].profile, drawn[j].profile, alike)
    pairs = {
        (i, j): Pair(
            found, scores[j, i], shop.alike(versions[i].id, cuts[i], versions[j].id, cuts[j])
        )
        for (i, j), found in scores.items()
    }
    basic = basic_evidence(drawn, pairs)
    allowed = {
        (c, p) for c, p in in_time(drawn, pairs) if members[c] not in event.ancestors(members[p])
    }
    rows = evidence(drawn, pairs, basic, allowed)
    compared: dict[tuple[int, int, int], Doubles] = {}
    if rivals:
        for child in range(len(versions)):
            racing = [p for (c, p) in sorted(rows) if c == child]
            for (p, q), row in head_to_head(child, racing, drawn, pairs, rows).items():
                compared[child, p, q] = row
    return Look(versions, parents, rows, compared, drawn, pairs, basic)


def fit_descent(
    shop: Workshop,
    events: Sequence[Event],
    rows: Sequence[LinkRows],
    *,
    inner: int = 5,
    report: Callable[[str], None] = lambda _: None,
) -> tuple[Models, dict[str, bytes]]:
    """Fit the models of descent on events; ``rows`` are link rows of these events and others.

    Returns:
        The models, and the files that hold them.
    """
    parts = folds([event.name for event in events], inner)
    home = {name: k for k, part in enumerate(parts) for name in part}
    looks: dict[tuple[str, Regime], Look] = {}
    for k, part in enumerate(parts):
        links = unpack(fit_links(without(rows, part)))
        for event in events:
            if home[event.name] == k:
                for regime in (*REGIMES, *small_regimes(event)):
                    looks[event.name, regime] = look(
                        shop, event, links, regime, rivals=regime.cut is None
                    )
        report(f"looked at fold {k + 1} of {len(parts)}")
    pair_file = _fit_pairs(looks.items())
    rival_file = _fit_rivals(looks.items())
    origins: list[tuple[dict[str, float], bool, float]] = []
    for k, part in enumerate(parts):
        unseen = unpack(_fit_pairs(x for x in looks.items() if home[x[0][0]] != k))
        for (name, regime), seen in looks.items():
            if name in part:
                origins += _origin_rows(seen, regime, unseen)
    origin_data = fit_logistic(
        ORIGIN_FEATURES,
        [o[0] for o in origins],
        [str(o[1]) for o in origins],
        [o[2] for o in origins],
        strength=0.3,
    )
    direction_data = _fit_direction(seen for (_, regime), seen in looks.items() if regime == PLAIN)
    kind_data = _fit_kinds(seen for (_, regime), seen in looks.items() if regime == PLAIN)
    files = {
        "descent.npz": pair_file,
        "rivals.npz": rival_file,
        "descends.json": json.dumps(origin_data, indent=1).encode(),
        "direction.json": json.dumps(direction_data, indent=1).encode(),
        "kinds.json": json.dumps(kind_data, indent=1).encode(),
    }
    models = Models(
        pair=unpack(pair_file),
        rivals=unpack(rival_file),
        descends=from_dict(origin_data),
        direction=from_dict(direction_data),
        kinds=from_dict(kind_data),
        digests={},
    )
    return models, files


def _fit_pairs(looks: Iterable[tuple[tuple[str, Regime], Look]]) -> bytes:
    rows, truth, weights = [], [], []
    for (_, regime), seen in looks:
        for (child, parent), row in seen.rows.items():
            rows.append(row)
            truth.append(seen.versions[parent].id in seen.parents[child])
            weights.append(WEIGHTS[regime.name])
    return forests.fit(
        PAIR_FEATURES, np.stack(rows), np.array(truth), np.array(weights), **PAIR_OPTIONS
    )


def _fit_rivals(looks: Iterable[tuple[tuple[str, Regime], Look]]) -> bytes:
    rows, weights = [], []
    for (_, regime), seen in looks:
        for (child, first, second), row in seen.rivals.items():
            parents = seen.parents[child]
            is_first = seen.versions[first].id in parents
            if is_first != (seen.versions[second].id in parents):
                rows.append(row if is_first else -row)
                weights.append(1.0 if regime.clocks else NO_CLOCK_RIVALS)
    stacked = np.stack(rows)
    return forests.fit(
        RIVAL_FEATURES,
        np.concatenate([stacked, -stacked]),
        np.repeat([True, False], len(stacked)),
        np.tile(weights, 2),
        **RIVAL_OPTIONS,
    )


def _origin_rows(
    seen: Look, regime: Regime, forest: Forest
) -> list[tuple[dict[str, float], bool, float]]:
    keys = sorted(seen.rows)
    odds = dict(zip(keys, forest.log_odds(np.stack([seen.rows[k] for k in keys])), strict=True))
    found = []
    for child, version in enumerate(seen.versions):
        derived = bool(seen.parents[child])
        if (regime.cut and derived) or bool(version.parents) != derived:
            continue  # a cut event counts for its roots, an orphan for nothing
        mine = {p: float(v) for (c, p), v in odds.items() if c == child}
        if not mine:
            continue  # nothing to weigh: it is an origin without a model
        best = max(mine, key=lambda p: mine[p])
        features = dict(zip(PAIR_FEATURES, seen.rows[child, best].tolist(), strict=True))
        weight = CUT_ORIGINS if regime.name == "cut" else WEIGHTS[regime.name]
        found.append((origin_features(mine, features), derived, weight))
    return found


def fit_logistic(
    names: Sequence[str],
    rows: Sequence[Mapping[str, float]],
    labels: Sequence[str],
    weights: Sequence[float],
    *,
    strength: float,
) -> dict[str, Any]:
    """Fit a logistic model and return its JSON object; two classes give one row, for the second."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  (development only)

    table = np.array([[row[name] for name in names] for row in rows])
    centre, scale = table.mean(axis=0), table.std(axis=0) + 1e-9
    model = LogisticRegression(C=strength, max_iter=5000)
    model.fit((table - centre) / scale, labels, sample_weight=weights)
    classes = [str(c) for c in model.classes_]
    return {
        "names": list(names),
        "centre": np.round(centre, 9).tolist(),
        "scale": np.round(scale, 9).tolist(),
        "classes": classes if len(classes) > 2 else classes[1:],
        "intercepts": np.round(model.intercept_, 9).tolist(),
        "weights": np.round(model.coef_, 9).tolist(),
    }


KINDS = {
    "light-edit": "edit",
    "disguise": "rewrite",
    "distort": "rewrite",
    "expand": "expansion",
}
"""How operations of the traditions map to kinds of descent; the others keep their names."""


def _fit_direction(looks: Iterable[Look]) -> dict[str, Any]:
    """Fit on true edges which of the two texts is the derived one, from the texts alone."""
    rows, labels = [], []
    for seen in looks:
        place = {v.id: i for i, v in enumerate(seen.versions)}
        for child, version in enumerate(seen.versions):
            for parent in version.parents:
                for pair in ((child, place[parent]), (place[parent], child)):
                    rows.append(direction_features(seen.basic, *pair))
                    labels.append("yes" if pair[0] == child else "no")
    return fit_logistic(DIRECTED, rows, labels, [1.0] * len(labels), strength=0.1)


def _fit_kinds(looks: Iterable[Look]) -> dict[str, Any]:
    """Fit the kind of a descent given its true parent; merges and updates are told by rule."""
    rows, labels = [], []
    for seen in looks:
        place = {v.id: i for i, v in enumerate(seen.versions)}
        for child, version in enumerate(seen.versions):
            label = KINDS.get(version.operation, version.operation)
            if label in {"copy", "edit", "rewrite", "brief", "expansion"}:
                parent = place[version.parents[0]]
                found = dict(zip(PAIR_FEATURES, seen.rows[child, parent].tolist(), strict=True))
                rows.append(kind_features(seen.portraits[child], seen.portraits[parent], found))
                labels.append(label)
    return fit_logistic(KIND_FEATURES, rows, labels, [1.0] * len(labels), strength=3.0)
