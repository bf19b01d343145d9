"""Which articles tell the same story.

Likeness is the cosine of tf-idf vectors, headline and lead counted in more than once, lowered by
the days that lie between; names that do not agree forbid a join, however alike the words.
Average linkage then merges the likest groups first. Near-copies count as one text, so that a
dispatch printed eight hundred times does not outvote the rest.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice

from retold.language.rarity import rarity
from retold.language.words import words
from retold.matching.features import SAMPLE, reads_english, shingles
from retold.stories.linkage import Places, average_linkage, components, ordered
from retold.types import Prepared

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Grouping:
    """When articles are one story.

    The values were chosen on the development sets of ``benchmarks/stories.py``, one for all.

    Attributes:
        likeness: The least average likeness of two groups that are merged.
        headline: How often a word of the headline counts.
        lead: So many words at the top count twice.
        fading: Likeness falls by half when log(1 + days apart) reaches this.
        unknown_days: Days apart that are assumed where a date is unknown.
        named: Articles with so many names each must share one.
        copied: The shared part of the shorter text that makes a near-copy …
        filled: … if it is this part of the longer one …
        passage: … and so many of the kept shingles are shared.
    """

    likeness: float = 0.19
    headline: int = 3
    lead: int = 120
    fading: float = 3.0
    unknown_days: int = 2
    named: int = 3
    copied: float = 0.5
    filled: float = 0.2
    passage: int = 8


DEFAULT = Grouping()


@dataclass(frozen=True, slots=True)
class _Profile:
    """What grouping looks at in an article."""

    vector: dict[str, float]
    names: frozenset[str]
    shingles: frozenset[int]
    sample: frozenset[int]
    day: int | None


def group(
    prepared: Sequence[Prepared],
    pairs: Sequence[Pair],
    joined: Collection[Pair] = (),
    settings: Grouping = DEFAULT,
) -> tuple[tuple[str, ...], ...]:
    """Sort articles into stories, each article into exactly one.

    Args:
        prepared: The articles.
        pairs: The candidate pairs; no other two articles are compared.
        joined: Pairs that belong together whatever their likeness.
        settings: The thresholds.

    Returns:
        The stories, ids sorted within each, the stories by their first id.
    """
    order = sorted(prepared, key=lambda one: (one.article.digest, one.id))
    place = {one.id: n for n, one in enumerate(order)}
    profiles = [_profile(one, settings) for one in order]
    compared = sorted({ordered(place[a], place[b]) for a, b in pairs})
    bound = sorted({ordered(place[a], place[b]) for a, b in joined})
    copies = [p for p in compared if _is_copy(*_both(profiles, p), settings)]
    texts = components(len(order), copies)
    groups = components(len(order), chain(copies, bound))
    likeness = {p: _likeness(*_both(profiles, p), settings) for p in compared}
    totals = _summed(_between(likeness, texts), groups)
    weights = Counter(groups[text] for text in set(texts))
    merges = average_linkage(weights, totals, settings.likeness)
    owners = components(len(order), chain(copies, bound, merges))
    return _stories([one.id for one in order], owners)


def _stories(ids: Sequence[str], owners: Sequence[int]) -> tuple[tuple[str, ...], ...]:
    stories: defaultdict[int, list[str]] = defaultdict(list)
    for article, owner in zip(ids, owners, strict=True):
        stories[owner].append(article)
    return tuple(sorted(tuple(sorted(story)) for story in stories.values()))


def _both(profiles: Sequence[_Profile], places: Places) -> tuple[_Profile, _Profile]:
    return profiles[places[0]], profiles[places[1]]


def _profile(prepared: Prepared, settings: Grouping) -> _Profile:
    english = reads_english(prepared)
    kept = shingles(prepared)
    return _Profile(
        vector=_vector(prepared, settings) if english else {},
        names=frozenset(name.key for name in prepared.names) if english else frozenset(),
        shingles=kept,
        sample=frozenset(shingle for shingle in kept if shingle % SAMPLE == 0),
        day=_day(prepared.article.published),
    )


def _vector(prepared: Prepared, settings: Grouping) -> dict[str, float]:
    """Return the unit vector of an article: what stands at the top counts more."""
    article = prepared.article
    body = [word.stem for sentence in prepared.words for word in sentence]
    counts = Counter(chain(body, islice(body, settings.lead)))
    for text, times in ((article.headline, settings.headline), (article.standfirst, 1)):
        for word in words(text or ""):
            counts[word.stem] += times
    weights = {stem: (1 + math.log(n)) * rarity(stem) for stem, n in counts.items()}
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
    return {stem: weight / length for stem, weight in sorted(weights.items())} if length else {}


def _day(published: str | None) -> int | None:
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None


def _overlap(a: _Profile, b: _Profile) -> tuple[int, int, int]:
    """Return how many shingles two articles share, and have, the fewer first.

    A short text keeps all of its shingles, so beside a long one only its sample counts.
    """
    x, y = a.shingles, b.shingles
    if len(a.sample) == len(x) or len(b.sample) == len(y):
        x, y = a.sample, b.sample
    return len(x & y), *ordered(len(x), len(y))


def _is_copy(a: _Profile, b: _Profile, settings: Grouping) -> bool:
    """Tell whether most of one text stands in the other.

    A stray line does not make a copy, and a digest of many stories is no copy of each.
    """
    shared, smaller, larger = _overlap(a, b)
    return (
        shared >= settings.passage
        and shared >= settings.copied * smaller
        and shared >= settings.filled * larger
    )


def _likeness(a: _Profile, b: _Profile, settings: Grouping) -> float:
    """Return how alike two articles are; 0 if they cannot be of one story."""
    if not (a.vector and b.vector):
        shared, smaller, _ = _overlap(a, b)
        return shared / smaller if smaller else 0.0
    if min(len(a.names), len(b.names)) >= settings.named and a.names.isdisjoint(b.names):
        return 0.0
    small, large = sorted((a.vector, b.vector), key=len)
    cosine = math.fsum(weight * large[stem] for stem, weight in small.items() if stem in large)
    apart = settings.unknown_days if a.day is None or b.day is None else abs(a.day - b.day)
    return cosine / (1 + math.log1p(apart) / settings.fading)


def _between(likeness: Mapping[Places, float], texts: Sequence[int]) -> dict[Places, float]:
    """Return the likeness of two texts: that of the likest pair of their copies."""
    highest: dict[Places, float] = {}
    for (a, b), value in likeness.items():
        pair = ordered(texts[a], texts[b])
        if pair[0] != pair[1]:
            highest[pair] = max(value, highest.get(pair, 0.0))
    return highest


def _summed(likeness: Mapping[Places, float], groups: Sequence[int]) -> dict[Places, float]:
    """Return the summed likeness of the texts of two groups."""
    totals: defaultdict[Places, float] = defaultdict(float)
    for (a, b), value in sorted(likeness.items()):
        pair = ordered(groups[a], groups[b])
        if pair[0] != pair[1] and value > 0:
            totals[pair] += value
    return totals
