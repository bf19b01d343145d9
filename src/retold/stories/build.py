"""One story from its articles: who descends from whom, on what evidence, and who is only cited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import combinations
from typing import Literal

import numpy as np

from retold.matching.profiles import Floats
from retold.stories.carried import Look, look
from retold.stories.clock import order
from retold.stories.explaining import against, explain
from retold.stories.kinds import decide_kind, kind_features, same_outlet
from retold.stories.lost import lost_sources
from retold.stories.material import Material
from retold.stories.printing import PRINTED, printed_share
from retold.stories.relation import related
from retold.stories.stemma import Choice, choose
from retold.stories.unseen import (
    LostText,
    cited_sources,
    lost_texts,
    shared_statements,
    shared_texts,
    source_key,
)
from retold.stories.weighing import Scene, Weighed, scene, weigh
from retold.types import (
    Alternative,
    Citation,
    Descent,
    DescentKind,
    Prepared,
    Story,
    Undecided,
    UnseenKind,
    UnseenSource,
)

_MOST_ALTERNATIVES = 5
_HARDLY = 0.001
"""An answer that is less likely is not named."""

_MOST_RELATED = 8
"""Up to so many origins are asked whether they quote one statement."""

_TWO = 2
"""So many articles have no third one to compare with."""

_SHARED = 0.6
_AGAINST = 0.2
"""A text this sure of the other direction disagrees with the clocks."""

_SUREST = 0.9999
"""No answer is certain."""


@dataclass(frozen=True, slots=True)
class Built:
    """A story, and its citations with the sources they were matched to."""

    story: Story
    citations: tuple[Citation, ...]
    version_of: Mapping[str, str]


def build(material: Material) -> Built:
    """Build a story: weigh all answers, choose the best consistent set, name unseen sources."""
    prepared = material.prepared
    credited = {
        (c, p) for c, p in material.pairs if _credited(prepared[c], prepared[p], material.citations)
    }
    compared = scene(material.portraits, material.pairs, material.models, credited)
    relate = _Relations(material)
    statement = relate.answers(0, 1)["shared"] if len(prepared) == _TWO else 0.0
    weighed, choices = choose(compared, material.settings, credited, statement)
    descents = [
        _descent(
            _Edge(child, parent, choice, weighed[child], compared.text_direction[child, parent]),
            material,
        )
        for child, choice in enumerate(choices)
        if choice.decided
        for parent in (choice.parent, choice.second)
        if parent is not None
    ]
    descents, texts = shared_texts(descents, material.prepared, material.citations)
    lost, statements = _not_in_sight(compared, weighed, choices, relate)
    hung = {d.child for d in descents if d.parent in {t.id for t in texts}}
    lost = [one for one in lost if not hung & {*one.members, *one.quoting}]
    descents, more = lost_texts(descents, lost, material.prepared, material.citations)
    texts = (*texts, *more)
    carriers = {text.id: text.cited_by for text in texts}
    descents = [_with_siblings(d, carriers.get(d.parent, ()), material) for d in descents]
    cited, citations = cited_sources(material.prepared, material.citations, texts)
    return Built(
        story=_story(choices, weighed, descents, (*texts, *cited, *statements), material),
        citations=citations,
        version_of=_versions(descents, material.prepared),
    )


def _not_in_sight(
    compared: Scene, weighed: Sequence[Weighed], choices: Sequence[Choice], relate: _Relations
) -> tuple[list[LostText], tuple[UnseenSource, ...]]:
    """Find the texts that nobody has: those that siblings carry, and those that reports quote.

    Whether siblings carry a report or print a statement, and whether two independent reports
    quote one statement, is told by what the two have in common alone (see ``relation``).
    """
    material = relate.material
    ids = [one.id for one in material.prepared]
    tree = [choice.parent if choice.decided else None for choice in choices]
    lost: list[LostText] = []
    for one in lost_sources(compared, weighed, tree):
        answers = [relate.answers(a, b) for a, b in combinations(one.members, 2)]
        told = sum(a["common"] + a["copy"] + a["derived"] for a in answers)
        kind: UnseenKind = "text" if told > sum(a["shared"] for a in answers) else "statement"
        printing = _printing(one.members, kind, material)
        if len(printing) > 1:
            members, quoting = (
                tuple(sorted(ids[n] for n in one.members if (n in printing) == prints))
                for prints in (True, False)
            )
            lost.append(LostText(members, kind, one.probability, one.evidence, quoting))
    under = {identity for one in lost for identity in (*one.members, *one.quoting)}
    roots = [n for n, c in enumerate(choices) if c.decided and c.parent is None]
    free = [n for n in roots if ids[n] not in under]
    quoted = [
        (ids[a], ids[b])
        for a, b in combinations(free, 2)
        if len(free) <= _MOST_RELATED and relate.answers(a, b)["shared"] >= _SHARED
    ]
    return lost, shared_statements(quoted)


def _printing(members: Sequence[int], kind: UnseenKind, material: Material) -> set[int]:
    """Return which of the articles that share a lost source were made from it.

    A text was carried by all of them; a statement may be printed or only quoted.
    """
    if kind != "statement":
        return set(members)
    shares = {
        n: printed_share(n, [m for m in members if m != n], material.portraits, material.pairs)
        for n in members
    }
    return {n for n, share in shares.items() if share >= PRINTED}


class _Relations:
    """What pairs of a story's articles have in common, each article looked at once."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self._looks: dict[int, Look] = {}

    def answers(self, first: int, second: int) -> dict[str, float]:
        """Return the probability of each relation, the same in either order."""
        drawn = self.material.portraits
        a, b = sorted((first, second), key=lambda n: (drawn[n].digest, drawn[n].id))
        return related(self._look(a), self._look(b)).answers

    def _look(self, place: int) -> Look:
        if place not in self._looks:
            one = self.material.prepared[place]
            cited = self.material.citations.get(one.id, ())
            self._looks[place] = look(one, self.material.portraits[place], cited)
        return self._looks[place]


def alone(article: Prepared, citations: Sequence[Citation]) -> Built:
    """Build the story of an article that has no company: an origin, and what it cites."""
    cited, matched = cited_sources([article], {article.id: citations}, ())
    story = Story(
        id=_label([article]),
        headline=article.article.headline,
        articles=(article.id,),
        origins=(article.id,),
        undecided=(),
        descents=(),
        unseen_sources=tuple(sorted(cited, key=lambda u: u.id)),
    )
    return Built(story, matched, {})


def given(material: Material, parent: int) -> Built:
    """Build the story of two articles of which one, by position, is given as the parent."""
    child = 1 - parent
    compared = scene(material.portraits, material.pairs, material.models)
    weighed = weigh(compared, {(child, parent)})
    choices = [Choice(None), Choice(None)]
    choices[child] = Choice(parent)
    texts = compared.text_direction[child, parent]
    descent = _descent(_Edge(child, parent, choices[child], weighed[child], texts), material)
    cited, citations = cited_sources(material.prepared, material.citations, ())
    return Built(
        story=_story(choices, weighed, [descent], cited, material),
        citations=citations,
        version_of=_versions([descent], material.prepared),
    )


@dataclass(frozen=True, slots=True)
class _Edge:
    """A child and one of its chosen parents, by position, with what was weighed of the child.

    ``texts``: how surely the texts alone say that it is the child.
    """

    child: int
    parent: int
    choice: Choice
    weighed: Weighed
    texts: float


def _descent(edge: _Edge, material: Material) -> Descent:
    one, parent = edge.weighed, edge.parent
    mine, theirs = material.prepared[edge.child], material.prepared[parent]
    probability = one.parents.get(parent, 0.0)
    if parent == edge.choice.second:
        probability = edge.choice.second_probability * (1 - one.origin)
    best = material.pairs[edge.child, parent].scores.max(axis=1, initial=0.0)
    credited = _credited(mine, theirs, material.citations)
    return Descent(
        child=mine.id,
        parent=theirs.id,
        kind=_kind(edge, material),
        probability=round(min(probability, _SUREST), 4),
        direction=round(one.direction[parent], 4),
        share=_share(mine, best, material.settings.link),
        credited=credited,
        evidence=explain(one, parent, material.models, credited=credited),
        alternatives=_alternatives(one, material, chosen=parent),
        clock=_clock(edge, material),
        text_direction=round(edge.texts, 4) if edge.choice.second is None else None,
    )


def _clock(edge: _Edge, material: Material) -> Literal["agrees", "disagrees"] | None:
    """Tell whether the clocks go with what the texts show; ``None`` where they don't tell.

    A merge has much that each of its sources lacks and the others back: its text tells nothing.
    """
    if edge.choice.second is not None:
        return None
    drawn = material.portraits
    when = order(drawn[edge.child].clock, drawn[edge.parent].clock)
    if when == 0:
        return None
    shown = edge.texts if when > 0 else 1 - edge.texts
    return "disagrees" if shown < _AGAINST else "agrees"


def _with_siblings(descent: Descent, carriers: Sequence[str], material: Material) -> Descent:
    """Give a descent from an unseen text the share that its siblings there also carry.

    The alternatives were weighed between articles and don't apply.
    """
    if not carriers:
        return descent
    place = {p.id: n for n, p in enumerate(material.prepared)}
    child = place[descent.child]
    best = [
        material.pairs[child, place[other]].scores.max(axis=1, initial=0.0)
        for other in carriers
        if (child, place[other]) in material.pairs
    ]
    share = None
    if best:
        together = np.max(best, axis=0)
        share = _share(material.prepared[child], together, material.settings.link)
    return replace(descent, share=share, alternatives=())


def _kind(edge: _Edge, material: Material) -> DescentKind:
    features = kind_features(
        material.portraits[edge.child],
        material.portraits[edge.parent],
        dict(edge.weighed.features[edge.parent]),
    )
    mine = material.prepared[edge.child].article
    theirs = material.prepared[edge.parent].article
    return decide_kind(
        material.models.kinds.best(features),
        same_outlet=same_outlet(mine.outlet, theirs.outlet),
        second_parent=edge.choice.second is not None,
        copied=features["word_triples"],
    )


def _share(mine: Prepared, best: Floats, least: float) -> float:
    """Return the part of the child's words that stand in linked sentences."""
    counts = np.array([len(words) for words in mine.words])
    total = int(counts.sum())
    return round(float(counts[best >= least].sum() / total), 4) if total else 0.0


def _credited(
    mine: Prepared, theirs: Prepared, citations: Mapping[str, Sequence[Citation]]
) -> bool:
    """Tell whether the child names the parent's outlet as a source."""
    outlet = theirs.article.outlet
    if not outlet or same_outlet(outlet, mine.article.outlet):
        return False
    named = {source_key(c.source) for c in citations.get(mine.id, ())}
    return source_key(outlet) in named | {source_key(c) for c in mine.article.credits}


def _alternatives(
    one: Weighed, material: Material, chosen: int | None = None
) -> tuple[Alternative, ...]:
    """Return the other answers, the likeliest first; what is next to impossible is left out."""
    likely = [p for p, value in one.parents.items() if p != chosen and value >= _HARDLY]
    likely.sort(key=lambda p: (-one.parents[p], material.prepared[p].id))
    answers = [
        Alternative(
            material.prepared[p].id,
            round(one.parents[p], 4),
            {} if chosen is None else against(one, p, chosen, material.models),
        )
        for p in likely[:_MOST_ALTERNATIVES]
    ]
    return (Alternative(None, round(one.origin, 4)), *answers)


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
        Undecided(prepared[n].id, _alternatives(weighed[n], material))
        for n, choice in enumerate(choices)
        if not choice.decided and prepared[n].id not in derived
    ]
    unsure = {u.article for u in undecided}
    ids = sorted(p.id for p in prepared)
    origins = [i for i in ids if i not in derived and i not in unsure]
    return Story(
        id=_label(prepared),
        headline=_headline(prepared, origins),
        articles=tuple(ids),
        origins=tuple(origins),
        undecided=tuple(sorted(undecided, key=lambda u: u.article)),
        descents=tuple(sorted(descents, key=lambda d: (d.child, -d.probability, d.parent))),
        unseen_sources=tuple(sorted(unseen, key=lambda u: u.id)),
    )


def _label(prepared: Sequence[Prepared]) -> str:
    """Return a label that depends on the texts of a story, in any order."""
    return sha256("\n".join(sorted(p.article.digest for p in prepared)).encode()).hexdigest()[:12]


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
