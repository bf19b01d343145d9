"""What of an article decides about its descent, apart from its sentences' profiles."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retold.language.rarity import rarity
from retold.matching.profiles import Floats, Ids, Profile, stem_id
from retold.stories.clock import Clock, clock
from retold.types import Prepared, Sentence, Span, Word

FORMS = ("stems", "bigrams", "trigrams", "details", "quoted", "told")
"""Stems; word pairs and triples; names and figures; word pairs inside and outside quotes."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """An article as descent sees it.

    ``mass``: rarity-weighted words of each sentence; ``narration``: the same, words inside
    quotation marks left out. ``told``: ids and weights of the distinct stems outside
    quotation marks; ``trigrams`` of the word forms there. ``details``: names and figures.
    ``quotations``: the word ids of each quotation of at least three words, in order.
    ``forms``: ids and weights of what two rival parents are held against, as FORMS names it.
    """

    id: str
    digest: str
    profile: Profile
    clock: Clock | None
    mass: Floats
    narration: Floats
    told: Ids
    told_weights: Floats
    trigrams: Ids
    trigram_weights: Floats
    details: frozenset[str]
    quotations: tuple[tuple[int, ...], ...]
    forms: tuple[tuple[Ids, Floats], ...]


def portrait(prepared: Prepared, profile: Profile) -> Portrait:
    """Draw the portrait of an article."""
    quoted = [q.inner for q in prepared.quotations]
    told: dict[int, float] = {}
    trigrams: dict[int, float] = {}
    mass, narration = [], []
    for words in prepared.words:
        free = [not _inside(w.start, quoted) for w in words]
        rare = [rarity(w.stem) for w in words]
        mass.append(sum(rare))
        narration.append(sum(r for r, f in zip(rare, free, strict=True) if f))
        for word, r, f in zip(words, rare, free, strict=True):
            if f:
                told[stem_id(word.stem)] = r
        for i in range(len(words) - 2):
            if all(free[i : i + 3]):
                key = stem_id(" ".join(w.norm for w in words[i : i + 3]))
                trigrams[key] = max(rare[i : i + 3])
    told_ids, told_weights = _sorted(told)
    trigram_ids, trigram_weights = _sorted(trigrams)
    return Portrait(
        id=prepared.id,
        digest=prepared.article.digest,
        profile=profile,
        clock=clock(prepared.article.published),
        mass=np.array(mass, dtype=np.float32),
        narration=np.array(narration, dtype=np.float32),
        told=told_ids,
        told_weights=told_weights,
        trigrams=trigram_ids,
        trigram_weights=trigram_weights,
        details=_details(prepared),
        quotations=_quotations(prepared, quoted),
        forms=_forms(prepared, quoted),
    )


def _inside(start: int, spans: Sequence[Span | Sentence]) -> bool:
    """Tell whether a character lies in one of some sorted and disjoint spans."""
    at = bisect_right(spans, start, key=lambda s: s.start) - 1
    return at >= 0 and start < spans[at].end


def _sorted(weights: dict[int, float]) -> tuple[Ids, Floats]:
    ids = np.array(sorted(weights), dtype=np.int64)
    return ids, np.array([weights[i] for i in ids.tolist()], dtype=np.float32)


def _details(prepared: Prepared) -> frozenset[str]:
    """Return keys of the names and figures; a detail in a sentence that was left out is none."""
    kept = prepared.sentences
    found = {f"name {n.key}" for n in prepared.names if _inside(n.start, kept)}
    for figure in prepared.figures:
        if _inside(figure.start, kept):
            value = figure.unit if figure.value is None else f"{figure.value:g}"
            found.add(f"figure {value}")
    return frozenset(found)


def _quotations(prepared: Prepared, quoted: Sequence[Span]) -> tuple[tuple[int, ...], ...]:
    words = [w for sentence in prepared.words for w in sentence]
    runs = [tuple(stem_id(w.norm) for w in _words_in(words, q)) for q in quoted]
    return tuple(run for run in runs if len(run) >= 3)


def _words_in(words: Sequence[Word], span: Span) -> Sequence[Word]:
    first = bisect_left(words, span.start, key=lambda w: w.start)
    return words[first : bisect_left(words, span.end, lo=first, key=lambda w: w.start)]


def _forms(prepared: Prepared, quoted: Sequence[Span]) -> tuple[tuple[Ids, Floats], ...]:
    stems: dict[int, float] = {}
    pairs: dict[int, float] = {}
    triples: dict[int, float] = {}
    inside: dict[int, float] = {}
    outside: dict[int, float] = {}
    for words in prepared.words:
        free = [not _inside(w.start, quoted) for w in words]
        rare = [rarity(w.stem) for w in words]
        stems |= {stem_id(w.stem): r for w, r in zip(words, rare, strict=True)}
        for i in range(len(words) - 1):
            key = stem_id(f"{words[i].norm} {words[i + 1].norm}")
            pairs[key] = weight = max(rare[i], rare[i + 1])
            if free[i] and free[i + 1]:
                outside[key] = weight
            elif not free[i] and not free[i + 1]:
                inside[key] = 1.0
        for i in range(len(words) - 2):
            triples[stem_id(" ".join(w.norm for w in words[i : i + 3]))] = 1.0
    details = {stem_id(detail): 1.0 for detail in _details(prepared)}
    return tuple(_sorted(form) for form in (stems, pairs, triples, details, inside, outside))
