"""The evidence of a descent in words for people, and as a waterfall of log-odds.

The weights of the features add up to a judgement of the two texts alone; what dates, rivals and
the tree as a whole made of it is the step from there to the probability that was given.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import Any

Json = dict[str, Any]

SHOWN = 10
"""Features with a step of their own; the others share one."""
TELLING = 0.1
"""Weights below this one are told of together: none of them changes a probability by 3 %."""
SUREST = 1e-4
"""A probability nearer to 0 or 1 has no log-odds worth drawing."""
SHARED_STEP = "the other features together"
LAST_STEP = "dates, rivals, the tree as a whole, and the odds beforehand"

FEATURE_WORDS = {
    "linked": "how much of it is linked to the source",
    "linked_narration": "how much of its own narration is linked",
    "meaning": "likeness in sense of its narration",
    "meaning_low": "likeness in sense of its least alike quarter",
    "wording": "how much of its wording the source covers",
    "told_share": "rare words of its narration found in the source",
    "narration_trigrams": "runs of three words shared outside quotation marks",
    "odd_trigrams": "unusual runs of three words shared outside quotation marks",
    "details_found": "names and figures found in the source",
    "details_added": "names and figures that linked sentences add",
    "details_elsewhere": "names and figures that only other articles have",
    "rare_words_added": "rare words that linked sentences add",
    "in_order": "linked sentences in the source's order",
    "carried_back": "how much of the source it carries",
    "lead": "whether its opening is linked",
    "quotations_found": "quoted words found in the source",
    "quotations_whole": "quotations taken whole",
    "surplus": "what it has that the source does not explain",
    "surplus_back": "what the source has that it leaves out",
    "clean_lines": "linked sentences that add nothing",
    "longest_run": "the longest run of linked sentences",
    "marks_removed": "quotation marks removed",
    "empty_surplus": "sentences without a fact that the source lacks",
    "merged": "sentences merged from several",
    "credited": "whether it names the source's outlet",
    "sentences_won": "sentences that fit this source best",
    "explained_only_here": "what no other possible source explains",
    "exclusive_words": "rare words shared with this source alone",
    "exclusive_details": "names and figures shared with this source alone",
    "explained_over_strangers": "what is explained here and not outside the family",
    "all_candidates": "the odds of all possible sources together",
    "best_candidate": "the odds of the best possible source",
    "rivals": "whether there are other possible sources",
    "best_over_second": "how far the best source is ahead of the second",
    "rare_lacking": "rare words that siblings share and the likeliest source among them lacks",
    "details_lacking": "names and figures that siblings share and that source lacks",
    "stems_lacking": "words that siblings share and that source lacks",
    "quoted_lacking": "quoted words that siblings share and that source lacks",
}
_SUFFIXES = {
    "_above_rivals": ", against the other possible sources",
    "_over_background": ", over what unrelated articles share",
    "_over_strangers": ", over what articles outside the family have",
}


def feature_words(name: str) -> str:
    """Return a feature as people say it; one that is not known keeps its name.

    >>> feature_words("linked_above_rivals")
    'how much of it is linked to the source, against the other possible sources'
    >>> feature_words("some_new_feature")
    'some new feature'
    """
    if name in FEATURE_WORDS:
        return FEATURE_WORDS[name]
    for suffix, words in _SUFFIXES.items():
        base = name.removesuffix(suffix)
        if base != name and base in FEATURE_WORDS:
            return FEATURE_WORDS[base] + words
    return name.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a waterfall: what it is, its value where it has one, and from where to where."""

    words: str
    name: str | None
    value: float | None
    start: float
    end: float

    @property
    def weight(self) -> float:
        """How far the step leads up, or down."""
        return self.end - self.start


def waterfall(descent: Json) -> list[Step]:
    """Return the way from even odds to the probability of a descent, the largest steps first.

    >>> row = {"evidence": {"linked": {"value": 0.9, "weight": 2.0}}, "probability": 0.8}
    >>> [(step.name, round(step.end, 2)) for step in waterfall(row)]
    [('linked', 2.0), (None, 1.39)]
    """
    evidence = descent["evidence"]
    if not evidence:
        return []
    ranked = sorted(evidence.items(), key=lambda item: (-abs(item[1]["weight"]), item[0]))
    steps, at = [], 0.0
    for name, row in ranked[:SHOWN]:
        steps.append(Step(feature_words(name), name, row["value"], at, at + row["weight"]))
        at += row["weight"]
    rest = sum(row["weight"] for _, row in ranked[SHOWN:])
    if ranked[SHOWN:]:
        steps.append(Step(SHARED_STEP, None, None, at, at + rest))
        at += rest
    return [*steps, Step(LAST_STEP, None, None, at, log_odds(descent["probability"]))]


def others_words(descent: Json) -> str:
    """Say which features share a step, the largest first; the small ones are summed up."""
    weights = {name: row["weight"] for name, row in descent["evidence"].items()}
    rest = sorted(weights, key=lambda name: (-abs(weights[name]), name))[SHOWN:]
    telling = [name for name in rest if abs(weights[name]) >= TELLING]
    small = rest[len(telling) :]
    told = "; ".join(f"{feature_words(name)} {weights[name]:+.2f}" for name in telling)
    if not small:
        return f"The others: {told}." if told else ""
    together = sum(weights[name] for name in small)
    words = f"{len(small):,} {'more ' if told else 'others '}that together add {together:+.2f}"
    return f"The others: {told}; and {words}." if told else f"And {words}."


def log_odds(probability: float) -> float:
    """Return a probability as log-odds, within what can be drawn.

    >>> round(log_odds(0.5), 2), round(log_odds(1.0), 2)
    (0.0, 9.21)
    """
    kept = min(max(probability, SUREST), 1 - SUREST)
    return log(kept / (1 - kept))


def bounds(steps: list[Step]) -> tuple[float, float]:
    """Return the lowest and the highest point of a waterfall, never the same.

    >>> bounds([])
    (0.0, 1.0)
    """
    ends = [0.0, *(step.end for step in steps)]
    return min(ends), max(*ends, min(ends) + 1.0)
