"""What of an article decides about its descent, apart from its sentences' profiles."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from retold.language.rarity import rarity
from retold.matching.profiles import Floats, Ids, Profile, stem_id, text_id
from retold.stories.clock import Clock, clock
from retold.stories.style import Style, style
from retold.types import Prepared, Sentence, Span, Word

FORMS = ("stems", "bigrams", "trigrams", "details", "quoted", "told", "rare")
"""Stems; word pairs and triples; names and figures; word pairs inside and outside quotes; stems
so rare that two rewriters hardly hit on them by chance."""

CHANCE = 4.0
"""The rarity of a word up to which rewriters hit on it by chance (natural logarithms)."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """An article as descent sees it.

    ``mass``: rarity-weighted words of each sentence; ``narration``: the same, words inside
    quotation marks left out. ``told``: ids and weights of the distinct stems outside
    quotation marks; ``trigrams`` of the word forms there. ``details``: names and figures.
    ``quotations``: the word ids of each quotation of at least three words, in order.
    ``forms``: ids and weights of what two rival parents are held against, as FORMS names it.
    ``line_details`` and ``line_rare``: the details and the rare stems of each sentence.
    ``style``: how it is written.
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
    line_details: tuple[frozenset[str], ...]
    line_rare: tuple[frozenset[int], ...]
    style: Style


@dataclass(frozen=True, slots=True)
class _Line:
    """The words of a sentence: which are outside quotation marks, how rare, pairs and triples."""

    stems: list[int]
    free: list[bool]
    rare: list[float]
    pairs: list[int]
    triples: list[int]


def portrait(prepared: Prepared, profile: Profile) -> Portrait:
    """Draw the portrait of an article."""
    quoted = [q.inner for q in prepared.quotations]
    lines = list(_lines(prepared, quoted))
    told: dict[int, float] = {}
    trigrams: dict[int, float] = {}
    mass, narration = [], []
    for line in lines:
        free, rare = line.free, line.rare
        mass.append(sum(rare))
        narration.append(sum(r for r, f in zip(rare, free, strict=True) if f))
        told |= {stem: r for stem, r, f in zip(line.stems, rare, free, strict=True) if f}
        for i, key in enumerate(line.triples):
            if free[i] and free[i + 1] and free[i + 2]:
                trigrams[key] = max(rare[i], rare[i + 1], rare[i + 2])
    told_ids, told_weights = _sorted(told)
    trigram_ids, trigram_weights = _sorted(trigrams)
    line_details = _details(prepared)
    details = frozenset().union(*line_details)
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
        details=details,
        quotations=_quotations(prepared, quoted),
        forms=_forms(lines, details),
        line_details=line_details,
        line_rare=tuple(
            frozenset(s for s, r in zip(line.stems, line.rare, strict=True) if r > CHANCE)
            for line in lines
        ),
        style=style(prepared),
    )


def _lines(prepared: Prepared, quoted: Sequence[Span]) -> Iterator[_Line]:
    starts = [span.start for span in quoted]
    for words in prepared.words:
        norms = [word.norm for word in words]
        yield _Line(
            stems=[stem_id(word.stem) for word in words],
            free=[not _inside(word.start, quoted, starts) for word in words],
            rare=[rarity(word.stem) for word in words],
            pairs=[text_id(f"{a} {b}") for a, b in pairwise(norms)],
            triples=[
                text_id(f"{a} {b} {c}")
                for a, b, c in zip(norms, norms[1:], norms[2:], strict=False)
            ],
        )


def _inside(start: int, spans: Sequence[Span | Sentence], starts: Sequence[int]) -> bool:
    """Tell whether a character lies in one of some sorted and disjoint spans."""
    at = bisect_right(starts, start) - 1
    return at >= 0 and start < spans[at].end


def _sorted(weights: dict[int, float]) -> tuple[Ids, Floats]:
    ids = np.array(sorted(weights), dtype=np.int64)
    return ids, np.array([weights[i] for i in ids.tolist()], dtype=np.float32)


def _details(prepared: Prepared) -> tuple[frozenset[str], ...]:
    """Return keys of each sentence's names and figures.

    A detail in a sentence that was left out is none.
    """
    kept = prepared.sentences
    starts = [sentence.start for sentence in kept]
    found: list[set[str]] = [set() for _ in kept]
    for name in prepared.names:
        if _inside(name.start, kept, starts):
            found[bisect_right(starts, name.start) - 1].add(f"name {name.key}")
    for figure in prepared.figures:
        if _inside(figure.start, kept, starts):
            value = figure.unit if figure.value is None else f"{figure.value:.12g}"
            found[bisect_right(starts, figure.start) - 1].add(f"figure {value}")
    return tuple(frozenset(details) for details in found)


def _quotations(prepared: Prepared, quoted: Sequence[Span]) -> tuple[tuple[int, ...], ...]:
    words = [w for sentence in prepared.words for w in sentence]
    runs = [tuple(stem_id(w.norm) for w in _words_in(words, q)) for q in quoted]
    return tuple(run for run in runs if len(run) >= 3)


def _words_in(words: Sequence[Word], span: Span) -> Sequence[Word]:
    first = bisect_left(words, span.start, key=lambda w: w.start)
    return words[first : bisect_left(words, span.end, lo=first, key=lambda w: w.start)]


def _forms(lines: Sequence[_Line], named: frozenset[str]) -> tuple[tuple[Ids, Floats], ...]:
    stems: dict[int, float] = {}
    pairs: dict[int, float] = {}
    triples: dict[int, float] = {}
    inside: dict[int, float] = {}
    outside: dict[int, float] = {}
    for line in lines:
        free, rare = line.free, line.rare
        stems |= zip(line.stems, rare, strict=True)
        for i, key in enumerate(line.pairs):
            pairs[key] = weight = max(rare[i], rare[i + 1])
            if free[i] and free[i + 1]:
                outside[key] = weight
            elif not free[i] and not free[i + 1]:
                inside[key] = 1.0
        triples |= dict.fromkeys(line.triples, 1.0)
    details = {text_id(detail): 1.0 for detail in named}
    odd = {stem: weight - CHANCE for stem, weight in stems.items() if weight > CHANCE}
    return tuple(_sorted(form) for form in (stems, pairs, triples, details, inside, outside, odd))
