"""The evidence for and against one article descending from another.

Every feature is a number that a reader can check: how much of the child the parent
explains, what chance or a common briefing would not explain, what the child has that the
parent lacks. Each is also set against the child's other possible parents. No
feature knows the length of a text, its standfirst or the name of an outlet.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retold.forest import Doubles
from retold.matching.profiles import Floats, Ids
from retold.matching.similarity import Similarity
from retold.stories.holdings import held
from retold.stories.portrait import FORMS, Portrait
from retold.stories.quoted_words import Quoted, quotations_kept, quoted_words

PAIR = (
    "linked",
    "linked_narration",
    "meaning",
    "meaning_low",
    "wording",
    "told_share",
    "narration_trigrams",
    "odd_trigrams",
    "details_found",
    "in_order",
    "carried_back",
    "lead",
    "quotations_found",
    "quotations_whole",
    "surplus",
    "surplus_back",
    "details_added",
    "rare_words_added",
    "clean_lines",
    "longest_run",
    "marks_removed",
    "empty_surplus",
    "merged",
)
RELATIVE = (
    "linked",
    "linked_narration",
    "meaning",
    "wording",
    "told_share",
    "narration_trigrams",
    "details_found",
    "quotations_found",
)
FEATURES = (
    *PAIR,
    *(f"{name}_above_rivals" for name in RELATIVE),
    "sentences_won",
    "explained_only_here",
    "exclusive_words",
    "exclusive_details",
    "details_elsewhere",
    "explained_over_strangers",
    "exclusive_words_over_strangers",
    "exclusive_details_over_strangers",
)
LINKED = 0.55
_UNEXPLAINED = 0.2
_FEW = 4
"""What few linked sentences seem to show counts little: so many more, of which a quarter add
something, are taken to have been seen before."""

_MARKED, _FREE = FORMS.index("quoted"), FORMS.index("told")


@dataclass(frozen=True, slots=True)
class Pair:
    """A child and a possible parent: link scores both ways, and their likeness."""

    scores: Floats
    back: Floats
    alike: Similarity


Pairs = dict[tuple[int, int], Pair]
Basic = dict[tuple[int, int], dict[str, float]]


def basic_evidence(portraits: Sequence[Portrait], pairs: Pairs) -> Basic:
    """Return the features of every ordered pair (child, parent) that need no third article.

    ``pairs`` holds the candidate pairs by position in ``portraits``, both ways round.
    """
    quoted = [[quoted_words(one) for one in drawn.quotations] for drawn in portraits]
    return {
        (c, p): _pair_features(portraits[c], portraits[p], pair, (quoted[c], quoted[p]))
        for (c, p), pair in pairs.items()
    }


def evidence(
    portraits: Sequence[Portrait],
    pairs: Pairs,
    basic: Basic,
    allowed: Collection[tuple[int, int]],
) -> dict[tuple[int, int], Doubles]:
    """Return the features of every allowed pair (child, parent), in FEATURES' order.

    A possible parent is set against the child's other possible parents, so what is allowed
    (not surely later, not the child's own offspring) decides about the features too.
    """
    found: dict[tuple[int, int], Doubles] = {}
    options: dict[int, list[int]] = {}
    for child, parent in sorted(allowed):
        options.setdefault(child, []).append(parent)
    for child, parents in options.items():
        found |= evidence_for(child, parents, portraits, pairs, basic)
    return found


def _pair_features(
    child: Portrait, parent: Portrait, pair: Pair, quoted: tuple[list[Quoted], list[Quoted]]
) -> dict[str, float]:
    best = pair.scores.max(axis=1, initial=0.0)
    best_back = pair.back.max(axis=1, initial=0.0)
    likeness = pair.alike.meaning.max(axis=1, initial=0.0)
    wording = pair.alike.covered.max(axis=1, initial=0.0)
    told = _shared(child.told, parent.told)
    trigrams = _shared(child.trigrams, parent.trigrams)
    found, whole = quotations_kept(*quoted)
    rows, partners = _linked(pair.scores, best)
    details = _together(parent.line_details, partners)
    rare = _together(parent.line_rare, partners)
    return {
        "linked": _mean(best, child.mass),
        "linked_narration": _mean(best, child.narration),
        "meaning": _mean(likeness, child.narration),
        "meaning_low": _first_quarter(likeness),
        "wording": _mean(wording, child.narration),
        "told_share": _mean(told, child.told_weights),
        "narration_trigrams": float(trigrams.mean()) if trigrams.size else 0.0,
        "odd_trigrams": _mean(trigrams, child.trigram_weights),
        "details_found": _fraction(child.details, parent.details),
        "in_order": _in_order(pair.scores, best),
        "carried_back": _mean(best_back, parent.mass),
        "lead": float(pair.scores[0, :3].max(initial=0.0)) if pair.scores.size else 0.0,
        "quotations_found": found,
        "quotations_whole": whole,
        "surplus": _surplus(best, child.narration),
        "surplus_back": _surplus(best_back, parent.narration),
        "details_added": _added(child.line_details, rows, details),
        "rare_words_added": _added(child.line_rare, rows, rare),
        "clean_lines": _clean(child.line_details, rows, details),
        "longest_run": _longest_run(rows),
        "marks_removed": _removed(child, parent),
        "empty_surplus": _empty_surplus(child, best) if pair.scores.size else 0.0,
        "merged": sum(len(columns) > 1 for columns in partners) / max(1, len(partners)),
    }


def evidence_for(
    child: int,
    parents: Sequence[int],
    portraits: Sequence[Portrait],
    pairs: Pairs,
    basic: Basic,
) -> dict[tuple[int, int], Doubles]:
    """Return the features of one child's pairs: each possible parent is set against the others."""
    me = portraits[child]
    best = {p: pairs[child, p].scores.max(axis=1, initial=0.0) for p in parents}
    told = {p: _shared(me.told, portraits[p].told) for p in parents}
    details = {p: me.details & portraits[p].details for p in parents}
    found = {}
    for parent in parents:
        rivals = [p for p in parents if p != parent]
        features = dict(basic[child, parent])
        for name in RELATIVE:
            top = max((basic[child, r][name] for r in rivals), default=0.0)
            features[f"{name}_above_rivals"] = features[name] - top
        top_scores = 0 * best[parent]
        for rival in rivals:
            top_scores = np.maximum(top_scores, best[rival])
        features["sentences_won"] = _mean(
            (best[parent] >= top_scores).astype(np.float32), me.narration
        )
        features["explained_only_here"] = _mean(
            np.maximum(0, best[parent] - top_scores), me.narration
        )
        features |= _exclusive(me, parent, told, details)
        strange = {r: _strangeness(basic, parent, r) for r in rivals}
        features |= _over_strangers(me, parent, (best, told, details), strange)
        found[child, parent] = np.array([features[name] for name in FEATURES])
    return found


def _exclusive(
    me: Portrait,
    parent: int,
    told: Mapping[int, Floats],
    details: Mapping[int, frozenset[str]],
) -> dict[str, float]:
    """Weigh what only this parent shares with the child, and what only others do."""
    others = np.zeros(me.told.size, dtype=np.float32)
    elsewhere: set[str] = set()
    for rival, shared in told.items():
        if rival != parent:
            others += shared
            elsewhere |= details[rival]
    count = max(1, len(me.details))
    return {
        "exclusive_words": _mean(told[parent] / (1 + others), me.told_weights),
        "exclusive_details": len(details[parent] - elsewhere) / count,
        "details_elsewhere": len(elsewhere - details[parent]) / count,
    }


def _strangeness(basic: dict[tuple[int, int], dict[str, float]], parent: int, rival: int) -> float:
    """Return how far a rival is from being the parent's own relative (0–1).

    A copy of the parent shares all with it and would hide what only the family has.
    """
    if (parent, rival) not in basic:
        return 1.0
    return 1.0 - max(basic[parent, rival]["linked"], basic[rival, parent]["linked"])


def _over_strangers(
    me: Portrait,
    parent: int,
    held: tuple[Mapping[int, Floats], Mapping[int, Floats], Mapping[int, frozenset[str]]],
    strange: Mapping[int, float],
) -> dict[str, float]:
    """Weigh what the parent explains and articles outside its family do not.

    ``held`` are each candidate's best link scores, the child's words and its details that it has.
    """
    best, told, details = held
    top = 0 * best[parent]
    words = np.zeros(me.told.size, dtype=np.float32)
    known: dict[str, float] = {}
    for rival, weight in strange.items():
        top = np.maximum(top, weight * best[rival])
        words = np.maximum(words, weight * told[rival])
        for detail in details[rival] & details[parent]:
            known[detail] = max(weight, known.get(detail, 0.0))
    only = sum(1.0 - known.get(detail, 0.0) for detail in sorted(details[parent]))
    return {
        "explained_over_strangers": _mean(np.maximum(0, best[parent] - top), me.narration),
        "exclusive_words_over_strangers": _mean(told[parent] * (1 - words), me.told_weights),
        "exclusive_details_over_strangers": only / max(1, len(me.details)),
    }


def _shared(mine: Ids, theirs: Ids) -> Floats:
    return held(mine, theirs).astype(np.float32)


def _mean(values: Floats, weights: Floats) -> float:
    """Return the weighted mean, 0 without weight."""
    total = float(np.add.reduce(weights))
    return float(np.add.reduce(values * weights) / total) if total > 0 else 0.0


def _fraction(mine: frozenset[str], theirs: frozenset[str]) -> float:
    return len(mine & theirs) / len(mine) if mine else 1.0


def _first_quarter(values: Floats) -> float:
    """Return the value below which a quarter lies, as ``numpy.quantile`` does, but at once."""
    if not values.size:
        return 0.0
    ordered = np.sort(values)
    at = (ordered.size - 1) * 0.25
    low = int(at)
    below, above = ordered[low], ordered[min(low + 1, ordered.size - 1)]
    step, part = above - below, at - low
    return float(above - step * (1 - part) if part >= 0.5 else below + step * part)


def _in_order(scores: Floats, best: Floats) -> float:
    """Return the share of linked sentence pairs that keep the parent's order (0–1, ½ unknown)."""
    rows = np.flatnonzero(best >= LINKED)
    if rows.size < 2:
        return 0.5
    at = scores.argmax(axis=1)[rows]
    first, second = _every_two(rows.size)
    steps = at[second] - at[first]
    kept = np.count_nonzero(steps > 0) + 0.5 * np.count_nonzero(steps == 0)
    return float(kept / steps.size)


@lru_cache(maxsize=256)
def _every_two(count: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return every two of so many, the earlier first."""
    first, second = np.triu_indices(count, 1)
    return first, second


def _surplus(best: Floats, weights: Floats) -> float:
    """Return the share of narration in sentences that no sentence of the other explains."""
    return _mean((best < _UNEXPLAINED).astype(np.float32), weights)


def _linked(scores: Floats, best: Floats) -> tuple[list[int], list[list[int]]]:
    """Return the rows that are linked, and the columns that each is linked to."""
    if not scores.size:
        return [], []
    rows = np.flatnonzero(best >= LINKED).tolist()
    partners: dict[int, list[int]] = {row: [] for row in rows}
    for row, column in zip(*(at.tolist() for at in np.nonzero(scores >= LINKED)), strict=True):
        partners[row].append(column)
    return rows, list(partners.values())


Held = frozenset[Any]


def _together(theirs: Sequence[Held], partners: Sequence[Sequence[int]]) -> list[Held]:
    """Return what the partners of each linked sentence hold."""
    return [
        theirs[columns[0]] if len(columns) == 1 else Held().union(*(theirs[c] for c in columns))
        for columns in partners
    ]


def _added(mine: Sequence[Held], rows: Sequence[int], held: Sequence[Held]) -> float:
    """Return the part of what linked sentences hold that their partners lack."""
    total = sum(len(mine[row]) for row in rows)
    added = sum(len(mine[row] - theirs) for row, theirs in zip(rows, held, strict=True))
    return (added + 1) / (total + _FEW)


def _clean(mine: Sequence[Held], rows: Sequence[int], held: Sequence[Held]) -> float:
    """Return the part of the linked sentences that hold nothing their partners lack."""
    clean = sum(mine[row] <= theirs for row, theirs in zip(rows, held, strict=True))
    return (clean + 1) / (len(rows) + _FEW)


def _longest_run(rows: Sequence[int]) -> float:
    """Return how many linked sentences stand in a row at most, log(1 + n)."""
    longest = run = 0
    before = None
    for row in rows:
        run = run + 1 if before is not None and row == before + 1 else 1
        longest = max(longest, run)
        before = row
    return float(np.log1p(longest))


def _removed(child: Portrait, parent: Portrait) -> float:
    """Return the part of the parent's quoted word pairs that the child has without marks."""
    marked = parent.forms[_MARKED][0]
    if not marked.size:
        return 0.0
    bare = held(marked, child.forms[_FREE][0])
    kept = held(marked, child.forms[_MARKED][0])
    return float((bare & ~kept).mean())


def _empty_surplus(child: Portrait, best: Floats) -> float:
    """Return the part of the narration in unexplained sentences without a name or a figure."""
    total = float(child.narration.sum())
    if total <= 0:
        return 0.0
    unlinked = best < _UNEXPLAINED
    bare = np.array([not details for details in child.line_details])
    return float(child.narration[unlinked & bare].sum()) / total
