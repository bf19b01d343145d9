"""Fit the model of sentence links on annotated traditions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import forests
import numpy as np
from _traditions import Event, Version
from numpy.typing import NDArray

from retold.forest import Doubles
from retold.language import prepare
from retold.language.encoder import Encoder
from retold.matching.linking import FEATURES as LINK_FEATURES
from retold.matching.linking import link_features, possible
from retold.matching.profiles import Profile, profile
from retold.matching.similarity import Similarity, similarity
from retold.types import Prepared

LINK_OPTIONS: dict[str, Any] = {"max_iter": 150, "learning_rate": 0.08}


class Workbench:
    """Prepared articles, profiles and likeness of all events, computed once."""

    def __init__(self, events: Iterable[Event], encoder: Encoder | None = None) -> None:
        self.encoder = encoder or Encoder()
        self.prepared: dict[tuple[str, int | None], Prepared] = {}
        self._profiles: dict[tuple[str, int | None], Profile] = {}
        self._alike: dict[tuple[str, int | None, str, int | None], Similarity] = {}
        self.versions: dict[str, Version] = {}
        for event in events:
            for version in event.versions:
                self.versions[version.id] = version
                self.prepared[version.id, None] = prepare(version.article)
                self.profile(version.id)

    def text(self, version: str, cut: int | None) -> Prepared:
        """Return a version's text, cut to some sentences or whole."""
        if (version, cut) not in self.prepared and cut is not None:
            self.prepared[version, cut] = shortened(self.prepared[version, None], cut)
        return self.prepared[version, cut]

    def profile(self, version: str, cut: int | None = None) -> Profile:
        """Return a version's profile."""
        key = (version, cut)
        if key not in self._profiles:
            text = self.text(version, cut)
            readings = self.encoder.read(
                [text.sentence_text(i) for i in range(len(text.sentences))]
            )
            self._profiles[key] = profile(text, readings)
        return self._profiles[key]

    def alike(self, a: str, cut_a: int | None, b: str, cut_b: int | None) -> Similarity:
        """Return the likeness of two versions' sentences."""
        key = (a, cut_a, b, cut_b)
        if key not in self._alike:
            found = similarity(self.profile(a, cut_a), self.profile(b, cut_b))
            self._alike[key] = found
            self._alike[b, cut_b, a, cut_a] = found.transposed()
        return self._alike[key]


def shortened(text: Prepared, sentences: int) -> Prepared:
    """Cut an article to its first sentences."""
    kept = text.sentences[:sentences]
    end = kept[-1].end
    return replace(
        text,
        sentences=kept,
        words=text.words[:sentences],
        quotations=tuple(q for q in text.quotations if q.start < end),
        figures=tuple(f for f in text.figures if f.start < end),
        names=tuple(n for n in text.names if n.start < end),
    )


@dataclass(frozen=True)
class LinkRows:
    """Sentence pairs of a child and a true parent, with the truth."""

    event: str
    child: str
    parent: str
    features: Doubles
    possible: NDArray[np.bool_]
    truth: NDArray[np.bool_]
    gold: frozenset[tuple[int, int]]


def lines_of(version: Version, text: Prepared) -> list[int]:
    """Return for every sentence the annotated line that it overlaps most."""
    return [
        max(
            range(len(version.lines)),
            key=lambda i: (
                min(s.end, version.lines[i].span.end) - max(s.start, version.lines[i].span.start)
            ),
        )
        for s in text.sentences
    ]


def link_rows(shop: Workbench, events: Iterable[Event]) -> list[LinkRows]:
    """Return the sentence pairs of every child and true parent, where their sources are noted."""
    found = []
    for event in (e for e in events if e.noted):
        for version in event.versions:
            for parent in version.parents:
                alike = shop.alike(version.id, None, parent, None)
                features = link_features(shop.profile(version.id), shop.profile(parent), alike)
                gold = frozenset(
                    (number, line)
                    for number, own in enumerate(version.lines)
                    for source, line, _ in own.sources
                    if source == parent
                )
                child_lines = lines_of(version, shop.text(version.id, None))
                parent_lines = lines_of(shop.versions[parent], shop.text(parent, None))
                truth = np.array([[(a, b) in gold for b in parent_lines] for a in child_lines])
                found.append(
                    LinkRows(event.name, version.id, parent, features, possible(alike), truth, gold)
                )
    return found


def strange_rows(shop: Workbench, events: Sequence[Event]) -> list[LinkRows]:
    """Return the sentence pairs of every retelling and a report of the next event: no links."""
    found = []
    events = [event for event in events if event.noted]
    for event, other in zip(events, [*events[1:], *events[:1]], strict=True):
        stranger = other.versions[0].id
        for version in event.versions:
            if version.parents:
                alike = shop.alike(version.id, None, stranger, None)
                features = link_features(shop.profile(version.id), shop.profile(stranger), alike)
                truth = np.zeros(alike.words.shape, dtype=bool)
                found.append(
                    LinkRows(
                        f"{event.name} {other.name}",
                        version.id,
                        stranger,
                        features,
                        possible(alike),
                        truth,
                        frozenset(),
                    )
                )
    return found


def without(rows: Iterable[LinkRows], events: Collection[str]) -> list[LinkRows]:
    """Leave out all rows in which one of the events has a part."""
    return [r for r in rows if not set(r.event.split()) & set(events)]


def fit_links(rows: Sequence[LinkRows]) -> bytes:
    """Fit the link forest."""
    features = np.concatenate([r.features[r.possible] for r in rows])
    truth = np.concatenate([r.truth[r.possible] for r in rows])
    return forests.fit(LINK_FEATURES, features, truth, **LINK_OPTIONS)
