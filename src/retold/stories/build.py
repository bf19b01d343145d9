"""One story from its articles: who descends from whom, on what evidence, and who is only cited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from retold.settings import Settings
from retold.stories.evidence import Pairs
from retold.stories.kinds import decide_kind, kind_features, plain, same_outlet
from retold.stories.portrait import Portrait
from retold.stories.stemma import Choice, choose
from retold.stories.unseen import cited_sources, shared_texts
from retold.stories.weighing import Models, Weighed, explain, weigh
from retold.types import (
    Alternative,
    Citation,
    Descent,
    DescentKind,
    Prepared,
    Story,
    Undecided,
    UnseenSource,
)

METHOD = "descent/1"
_MOST_ALTERNATIVES = 5


@dataclass(frozen=True, slots=True)
class Material:
    """What a story is built from; the sequences run in one order."""

    prepared: Sequence[Prepared]
    portraits: Sequence[Portrait]
    pairs: Pairs
    citations: Mapping[str, Sequence[Citation]]


@dataclass(frozen=True, slots=True)
class Built:
    """A story, and its citations with the sources they were matched to."""

    story: Story
    citations: tuple[Citation, ...]
    version_of: Mapping[str, str]


def build(material: Material, models: Models, settings: Settings) -> Built:
    """Build a story: weigh all answers, choose the best consistent set, name unseen sources."""
    weighed = weigh(material.portraits, material.pairs, models)
    choices = choose(weighed, material.portraits, material.pairs, settings)
    descents = [
        _descent(child, parent, choice, weighed[child], material, models, settings)
        for child, choice in enumerate(choices)
        if choice.decided
        for parent in (choice.parent, choice.second)
        if parent is not None
    ]
    descents, texts = shared_texts(descents, material.prepared, material.citations)
    cited, citations = cited_sources(material.prepared, material.citations, texts)
    return Built(
        story=_story(choices, weighed, descents, (*texts, *cited), material),
        citations=citations,
        version_of=_versions(descents, material.prepared),
    )


def given(material: Material, models: Models, settings: Settings) -> Built:
    """Build the story of two articles whose parent (first) and child (second) are given."""
    weighed = weigh(material.portraits, material.pairs, models)
    choices = [Choice(None), Choice(0)]
    descent = _descent(1, 0, choices[1], weighed[1], material, models, settings)
    cited, citations = cited_sources(material.prepared, material.citations, ())
    return Built(
        story=_story(choices, weighed, [descent], cited, material),
        citations=citations,
        version_of=_versions([descent], material.prepared),
    )


def _descent(
    child: int,
    parent: int,
    choice: Choice,
    one: Weighed,
    material: Material,
    models: Models,
    settings: Settings,
) -> Descent:
    mine, theirs = material.prepared[child], material.prepared[parent]
    probability = one.parents.get(parent, 0.0)
    if parent == choice.second:
        own = 1 / (1 + np.exp(-one.log_odds[parent]))
        probability = max(probability, float(min(own, 1 - one.origin)))
    return Descent(
        child=mine.id,
        parent=theirs.id,
        kind=_kind(child, parent, choice, one, material, models),
        probability=round(probability, 4),
        direction=round(one.direction[parent], 4),
        share=_share(mine, material.pairs[child, parent].scores.max(axis=1, initial=0.0), settings),
        credited=_credited(mine, theirs, material.citations),
        evidence=explain(one, parent, models),
        alternatives=_alternatives(one, material, without=parent),
    )


def _kind(
    child: int, parent: int, choice: Choice, one: Weighed, material: Material, models: Models
) -> DescentKind:
    features = kind_features(
        material.portraits[child], material.portraits[parent], dict(one.features[parent])
    )
    mine, theirs = material.prepared[child].article, material.prepared[parent].article
    return decide_kind(
        models.kinds.best(features),
        same_outlet=same_outlet(mine.outlet, theirs.outlet),
        second_parent=choice.second is not None,
        copied=features["word_triples"],
    )


def _share(mine: Prepared, best: np.ndarray[tuple[int], np.dtype[np.float32]], settings: Settings) -> float:
    """Return the part of the child's words that stand in linked sentences."""
    counts = np.array([len(words) for words in mine.words])
    total = int(counts.sum())
    return round(float(counts[best >= settings.link].sum() / total), 4) if total else 0.0


def _credited(
    mine: Prepared, theirs: Prepared, citations: Mapping[str, Sequence[Citation]]
) -> bool:
    """Tell whether the child names the parent's outlet as a source."""
    outlet = theirs.article.outlet
    if not outlet or same_outlet(outlet, mine.article.outlet):
        return False
    named = {plain(c.source) for c in citations.get(mine.id, ())}
    return plain(outlet) in named | {plain(c) for c in mine.article.credits}


def _alternatives(one: Weighed, material: Material, without: int | None) -> tuple[Alternative, ...]:
    """Return the other answers, the likeliest first; what is next to impossible is left out."""
    answers = [
        Alternative(material.prepared[p].id, round(value, 4))
        for p, value in one.parents.items()
        if p != without and value >= 0.001
    ]
    answers.sort(key=lambda a: (-a.probability, a.parent or ""))
    return (Alternative(None, round(one.origin, 4)), *answers[:_MOST_ALTERNATIVES])


def _story(
    choices: Sequence[Choice],
    weighed: Sequence[Weighed],
    descents: Sequence[Descent],
    unseen: Sequence[UnseenSource],
    material: Material,
) -> Story:
    prepared = material.prepared
    derived = {d.child for d in descents}
    undecided = [
        Undecided(prepared[n].id, _alternatives(weighed[n], material, without=None))
        for n, choice in enumerate(choices)
        if not choice.decided
    ]
    unsure = {u.article for u in undecided}
    ids = sorted(p.id for p in prepared)
    origins = [i for i in ids if i not in derived and i not in unsure]
    return Story(
        id=sha256("\n".join(sorted(p.article.digest for p in prepared)).encode()).hexdigest()[:12],
        headline=_headline(prepared, origins),
        articles=tuple(ids),
        origins=tuple(origins),
        undecided=tuple(sorted(undecided, key=lambda u: u.article)),
        descents=tuple(sorted(descents, key=lambda d: (d.child, -d.probability, d.parent))),
        unseen_sources=tuple(sorted(unseen, key=lambda u: u.id)),
    )


def _headline(prepared: Sequence[Prepared], origins: Sequence[str]) -> str | None:
    """Return the headline of the earliest origin that has one, else of the earliest article."""
    titled = [p for p in prepared if p.article.headline]
    first = min(
        titled,
        key=lambda p: (p.id not in origins, p.article.published or "9", p.article.digest, p.id),
        default=None,
    )
    return first.article.headline if first else None


def _versions(descents: Sequence[Descent], prepared: Sequence[Prepared]) -> dict[str, str]:
    """Return for each later version of an outlet's text the version that it descends from."""
    outlets = {p.id: p.article.outlet for p in prepared}
    return {
        d.child: d.parent
        for d in descents
        if d.parent in outlets and same_outlet(outlets[d.child], outlets[d.parent])
    }

