"""The evidence for and against one article descending from another.

Every feature is a number that a reader can check: how much of the child the parent
explains, what chance or a common briefing would not explain, what the child has that the
parent lacks. Each is also set against the child's other possible parents. No
feature knows the length of a text, its standfirst or the name of an outlet.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from retold.matching.forest import Doubles
from retold.matching.profiles import Floats, Ids
from retold.matching.similarity import Similarity
from retold.stories.portrait import Portrait

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
DIRECTED = (
    "linked",
    "linked_narration",
    "meaning",
    "wording",
    "told_share",
    "narration_trigrams",
    "odd_trigrams",
    "details_found",
    "lead",
    "quotations_found",
    "quotations_whole",
    "surplus",
)
"""What tells child from parent where clocks don't: each one way less the other way."""

LINKED = 0.55


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
    return {
        (c, p): _pair_features(portraits[c], portraits[p], pair) for (c, p), pair in pairs.items()
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
        found |= _of_child(child, parents, portraits, pairs, basic)
    return found


def direction_features(basic: Basic, child: int, parent: int) -> dict[str, float]:
    """Return what speaks for this direction rather than the reverse; reversed, all change sign."""
    there, back = basic[child, parent], basic[parent, child]
    return {name: there[name] - back[name] for name in DIRECTED}


def _pair_features(child: Portrait, parent: Portrait, pair: Pair) -> dict[str, float]:
    best = pair.scores.max(axis=1, initial=0.0)
    likeness = pair.alike.meaning.max(axis=1, initial=0.0)
    wording = pair.alike.covered.max(axis=1, initial=0.0)
    told = _shared(child.told, parent.told)
    trigrams = _shared(child.trigrams, parent.trigrams)
    found, whole = _quotations(child, parent)
    return {
        "linked": _mean(best, child.mass),
        "linked_narration": _mean(best, child.narration),
        "meaning": _mean(likeness, child.narration),
        "meaning_low": float(np.quantile(likeness, 0.25)) if likeness.size else 0.0,
        "wording": _mean(wording, child.narration),
        "told_share": _mean(told, child.told_weights),
        "narration_trigrams": float(trigrams.mean()) if trigrams.size else 0.0,
        "odd_trigrams": _mean(trigrams, child.trigram_weights),
        "details_found": _fraction(child.details, parent.details),
        "in_order": _in_order(pair.scores),
        "carried_back": _mean(pair.back.max(axis=1, initial=0.0), parent.mass),
        "lead": float(pair.scores[0, :3].max(initial=0.0)) if pair.scores.size else 0.0,
        "quotations_found": found,
        "quotations_whole": whole,
        "surplus": _surplus(pair.scores, child.narration),
        "surplus_back": _surplus(pair.back, parent.narration),
    }


def _of_child(
    child: int,
    parents: Sequence[int],
    portraits: Sequence[Portrait],
    pairs: Pairs,
    basic: Basic,
) -> dict[tuple[int, int], Doubles]:
    """Set each possible parent of a child against the others."""
    me = portraits[child]
    best = {p: pairs[child, p].scores.max(axis=1, initial=0.0) for p in parents}
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
        features |= _exclusive(me, portraits[parent], [portraits[r] for r in rivals])
        strange = {r: _strangeness(basic, parent, r) for r in rivals}
        features |= _over_strangers(me, parent, best, portraits, strange)
        found[child, parent] = np.array([features[name] for name in FEATURES])
    return found


def _exclusive(me: Portrait, parent: Portrait, rivals: Sequence[Portrait]) -> dict[str, float]:
    """Weigh what only this parent shares with the child, and what only others do."""
    shared = _shared(me.told, parent.told)
    others = np.zeros(me.told.size, dtype=np.float32)
    for rival in rivals:
        others += _shared(me.told, rival.told)
    elsewhere = set().union(*(r.details for r in rivals)) if rivals else set()
    lacking = me.details - parent.details
    only = (me.details & parent.details) - elsewhere
    count = max(1, len(me.details))
    return {
        "exclusive_words": _mean(shared / (1 + others), me.told_weights),
        "exclusive_details": len(only) / count,
        "details_elsewhere": len(lacking & elsewhere) / count,
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
    best: dict[int, Floats],
    portraits: Sequence[Portrait],
    strange: dict[int, float],
) -> dict[str, float]:
    """Weigh what the parent explains and articles outside its family do not."""
    top = 0 * best[parent]
    words = np.zeros(me.told.size, dtype=np.float32)
    details: dict[str, float] = {}
    for rival, weight in strange.items():
        top = np.maximum(top, weight * best[rival])
        words = np.maximum(words, weight * _shared(me.told, portraits[rival].told))
        for detail in me.details & portraits[rival].details:
            details[detail] = max(weight, details.get(detail, 0.0))
    shared = _shared(me.told, portraits[parent].told)
    ours = me.details & portraits[parent].details
    only = sum(1.0 - details.get(detail, 0.0) for detail in ours)
    return {
        "explained_over_strangers": _mean(np.maximum(0, best[parent] - top), me.narration),
        "exclusive_words_over_strangers": _mean(shared * (1 - words), me.told_weights),
        "exclusive_details_over_strangers": only / max(1, len(me.details)),
    }


def _shared(mine: Ids, theirs: Ids) -> Floats:
    return np.isin(mine, theirs, assume_unique=True).astype(np.float32)


def _mean(values: Floats, weights: Floats) -> float:
    """Return the weighted mean, 0 without weight."""
    total = float(weights.sum())
    return float((values * weights).sum() / total) if total > 0 else 0.0


def _fraction(mine: frozenset[str], theirs: frozenset[str]) -> float:
    return len(mine & theirs) / len(mine) if mine else 1.0


def _in_order(scores: Floats) -> float:
    """Return the share of linked sentence pairs that keep the parent's order (0–1, ½ unknown)."""
    if scores.size == 0:
        return 0.5
    rows = np.flatnonzero(scores.max(axis=1) >= LINKED)
    at = scores.argmax(axis=1)[rows]
    if rows.size < 2:
        return 0.5
    steps = at[None, :] - at[:, None]
    upper = np.triu_indices(rows.size, 1)
    kept = steps[upper]
    return float(((kept > 0).sum() + 0.5 * (kept == 0).sum()) / kept.size)


def _surplus(scores: Floats, weights: Floats) -> float:
    """Return the share of narration in sentences that no sentence of the other explains."""
    unlinked = (scores.max(axis=1, initial=0.0) < 0.2).astype(np.float32)
    return _mean(unlinked, weights)


def _quotations(child: Portrait, parent: Portrait) -> tuple[float, float]:
    """Return the share of quoted words that stand quoted in the parent, and of whole quotations.

    A quotation is whole if all its words stand in one quotation of the parent in a row.
    """
    if not child.quotations:
        return 0.5, 0.5
    theirs = [set(q) for q in parent.quotations]
    texts = [" " + " ".join(map(str, q)) + " " for q in parent.quotations]
    words = hits = whole = 0
    for quotation in child.quotations:
        words += len(quotation)
        hits += max((sum(w in q for w in quotation) for q in theirs), default=0)
        needle = " " + " ".join(map(str, quotation)) + " "
        whole += any(needle in text for text in texts)
    return hits / words, whole / len(child.quotations)
