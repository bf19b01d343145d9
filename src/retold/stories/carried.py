"""How surely the narration of a report came over between two articles, whichever way.

Two reports of one briefing share its quotations, its names and its figures, and outlets that
print one statement share whole paragraphs, so shared words alone prove little. Each passage that
two articles share is weighed by what it is (``passages``): narration, or something that was
said, posted or announced. One telling passage is enough. Beside it count a credit for the other
outlet or for a third that both name, the order of the passages and sentences that mean the same.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from retold.matching.profiles import Floats
from retold.stories.credit import Named, crediting, named, outlet_key, thirds
from retold.stories.logistic import Logistic, load_logistic
from retold.stories.material import Material
from retold.stories.passages import Passage, Tokens, shared, telling, tokens
from retold.stories.portrait import Portrait
from retold.stories.weighing import scene, weigh
from retold.types import Citation, Prepared

__all__ = [
    "FEATURES",
    "PASSAGES",
    "Look",
    "Shared",
    "carried",
    "carried_features",
    "look",
    "outlet_key",
    "passages",
]

PASSAGES = "passages"
FEATURES = ("credited", "cited", "third", "third_cited", "closest", "order", "triples", "told")
"""The features of a pair; :data:`PASSAGES` joins them with what the passages say."""

TRUST = 0.7
"""How far the models of descent, fitted on invented events, are believed on their own."""

HIGH = 0.9
"""The quantile of the sentences' likeness that ``closest`` looks at."""

_TRIPLE, _RUN, _STRETCH = 3, 4, 5


@dataclass(frozen=True, slots=True)
class Look:
    """What is looked at in one article; ``triples`` are those without a name or a figure."""

    tokens: Tokens
    named: Named
    vectors: Floats
    triples: frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage that two articles share: where, its features, and its log-odds of telling."""

    place: Passage
    features: Mapping[str, float]
    log_odds: float


def carried(material: Material, model: Logistic) -> float:
    """Return how surely narration came over between two articles, the same in either order.

    Two kinds of evidence, either of which is enough: what real news that was read pair by pair
    shows of copying and crediting (``model``), and what the models of descent, which know
    rewrites in other words, say of either direction. Clocks don't count.

    Args:
        material: The two articles, compared, in the order of their digests.
        model: The model ``carried`` of the package.
    """
    a, b = both(material.prepared, material.portraits, material.citations)
    known = model.probability(evidence(a, b, passages(a, b)))
    compared = scene(material.portraits, material.pairs, material.models)
    there, back = weigh(compared, {(1, 0)})[1], weigh(compared, {(0, 1)})[0]
    descends = TRUST * (1 - min(there.origin, back.origin))
    return round(1 - (1 - known) * (1 - descends), 4)


def both(
    prepared: Sequence[Prepared],
    portraits: Sequence[Portrait],
    citations: Mapping[str, Sequence[Citation]],
) -> tuple[Look, Look]:
    """Look at two articles, always in the same order: sums of floating-point numbers need it."""
    ordered = sorted(zip(prepared, portraits, strict=True), key=lambda p: (p[1].digest, p[1].id))
    a, b = (look(one, drawn, citations.get(one.id, ())) for one, drawn in ordered)
    return a, b


def look(prepared: Prepared, drawn: Portrait, citations: Sequence[Citation]) -> Look:
    """Look at an article: its words, the outlets that it names, the vectors of its sentences."""
    seen = tokens(prepared)
    return Look(seen, named(prepared, citations), drawn.profile.vectors, _triples(seen))


def carried_features(
    prepared: Sequence[Prepared],
    portraits: Sequence[Portrait],
    citations: Mapping[str, Sequence[Citation]],
) -> dict[str, float]:
    """Return the features of two articles, :data:`PASSAGES` among them."""
    a, b = both(prepared, portraits, citations)
    return evidence(a, b, passages(a, b))


def passages(a: Look, b: Look) -> tuple[Shared, ...]:
    """Return the passages that two articles share and how surely each was told by one of them."""
    model, _ = load_logistic(PASSAGES)
    found = []
    for place in places(a, b):
        features = telling(a.tokens, b.tokens, place)
        if features is not None:
            found.append(Shared(place, features, model.log_odds(features)))
    return tuple(found)


def places(a: Look, b: Look) -> list[Passage]:
    """Return where two articles share words in a row."""
    return shared(_norms(a), _norms(b))


def evidence(a: Look, b: Look, found: Sequence[Shared]) -> dict[str, float]:
    """Return the features of two articles with what their passages say together.

    ``passages``: the log-odds that any passage is telling, over none at all.
    """
    told = [0.0, *(one.log_odds for one in found)]
    joined = float(np.logaddexp.reduce(told))
    return {**pair_features(a, b), PASSAGES: joined}


def pair_features(a: Look, b: Look) -> dict[str, float]:
    """Return the features of :data:`FEATURES` for two articles.

    ``credited``: one names the other's outlet; ``cited``: as a source; ``third``: in how many
    sentences both name one third outlet; ``third_cited``: as a source. ``closest``: how alike
    the sentences are that are most alike; ``order``: whether shared passages keep their order;
    ``triples``: the share of plain word triples of the text with fewer; ``told``: the share of
    the shorter narration that is shared.
    """
    mine, theirs = a.named, b.named
    third = thirds(mine, theirs)
    cited = (mine.cited & theirs.cited) - {mine.own, theirs.own}
    where = places(a, b)
    return {
        "credited": float(bool(crediting(mine, theirs) or crediting(theirs, mine))),
        "cited": float(theirs.own in mine.cited or mine.own in theirs.cited),
        "third": math.log1p(max((min(map(len, at)) for at in third.values()), default=0)),
        "third_cited": float(bool(cited)),
        "closest": _closest(a, b),
        "order": _order(where),
        "triples": len(a.triples & b.triples) / max(1, min(len(a.triples), len(b.triples))),
        "told": _told(a, b, where),
    }


def _norms(one: Look) -> list[str]:
    return [word.norm for word in one.tokens.words]


def _triples(seen: Tokens) -> frozenset[tuple[str, ...]]:
    """Return the word triples within a sentence that hold no quoted word, name or figure."""
    words = seen.words
    return frozenset(
        tuple(word.norm for word in words[i : i + _TRIPLE])
        for i in range(len(words) - _TRIPLE + 1)
        if words[i].sentence == words[i + _TRIPLE - 1].sentence
        and not any(word.quoted or word.detail for word in words[i : i + _TRIPLE])
    )


def _closest(a: Look, b: Look) -> float:
    """Return the lesser of both articles' high quantiles of likeness to a sentence."""
    alike = np.clip(a.vectors @ b.vectors.T, 0, 1)
    if not alike.size:
        return 0.0
    there, back = alike.max(axis=1), alike.max(axis=0)
    return float(min(np.quantile(there, HIGH), np.quantile(back, HIGH)))


def _order(where: Sequence[Passage]) -> float:
    """Return how far longer passages keep their order, more of them counting for more.

    Positive if most pairs of passages stand in one order in both texts, negative if not.
    """
    at = np.array([one.b for one in where if one.length >= _STRETCH])
    if at.size < 2:
        return 0.0
    steps = (at[None, :] - at[:, None])[np.triu_indices(at.size, 1)]
    return float((steps > 0).mean() - 0.5) * math.log1p(at.size)


def _told(a: Look, b: Look, where: Sequence[Passage]) -> float:
    """Return the share of the shorter article's narration that stands in passages of both."""
    count = 0
    for one in where:
        if one.length >= _RUN:
            mine = a.tokens.words[one.a : one.a + one.length]
            theirs = b.tokens.words[one.b : one.b + one.length]
            count += sum(not (x.quoted or y.quoted) for x, y in zip(mine, theirs, strict=True))
    narrated = (sum(not word.quoted for word in one.tokens.words) for one in (a, b))
    return count / max(1, min(narrated))
