"""How likely a change that is told is one: shares that were right, by kind and by rule.

The counts are those of the invented events in which every change was noted (``benchmarks/changes.py
--trust`` prints them and says, on events left out, how well the likelihoods hold). A rule with few
cases leans on its kind, a kind with few on all. What nobody noted counts as wrong.

Invented events are kinder than real text, where two articles differ for more reasons than that one
altered the other. So the likelihood of a rule counts for no more than a few cases beside those that
a reader judged in real articles, by kind and severity. Of severity high these are what is still
told and two rounds at their first reading, the third and the sixth, or the second where the third
had none of a kind; of severity medium, all in 66 pairs and 40 rewrites that no rule had been mended
on (``benchmarks/defended.py`` has the verdicts).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from retold.types import Change

Counts = Mapping[tuple[str, str], tuple[int, int]]
"""How often a kind and a rule were right, and how often they spoke."""

Read = Mapping[tuple[str, str], tuple[int, int]]
"""How often a kind and a severity were right in real articles, and how often one was read."""

_PLANTED = 8.0  # cases that a rule's share in the invented events counts for beside those read
_WEIGHT = 4.0  # cases that a kind counts for in its rules, and all in a kind


def rule_of(reason: str) -> str:
    """Return what of a reason names the rule, without the figures that it tells.

    >>> rule_of("The figure is not the one of the source: 75% less.")
    'The figure is not the one of the source'
    """
    return reason.partition(":")[0].rstrip(".")


def probability(
    change: Change, counts: Counts | None = None, read: Read | None = None
) -> float | None:
    """Return how likely a change is right; ``None`` for what was never counted.

    What was dropped or added and verbs of speech have no noted cases. Without counts of one's own
    those that ship speak, and the verdicts on real articles with them.
    """
    known = COUNTED if counts is None else counts
    seen = READ if counts is None and read is None else read or {}
    planted = _planted(change, known)
    if planted is None:
        return None
    return _share([seen.get((change.kind, change.severity), (0, 0))], _PLANTED, planted)


def _planted(change: Change, known: Counts) -> float | None:
    """Return how often a rule was right in the invented events."""
    kind = [pair for (k, _), pair in known.items() if k == change.kind]
    if not kind:
        return None
    mean = _share(known.values(), 1.0, 0.5)
    of_kind = _share(kind, _WEIGHT, mean)
    one = known.get((change.kind, rule_of(change.reason)))
    return of_kind if one is None else _share([one], _WEIGHT, of_kind)


def _share(pairs: Iterable[tuple[int, int]], weight: float, prior: float) -> float:
    counted = list(pairs)
    right, said = sum(r for r, _ in counted), sum(n for _, n in counted)
    return (right + weight * prior) / (said + weight)


COUNTED: Counts = {
    ("attribution", "The quotation is given to another speaker"): (1, 1),
    ("attribution", "The source of the claim is no longer named"): (35, 38),
    ("attribution", "What the source reports as somebody's words is stated as fact"): (14, 23),
    ("certainty", "The figure is said to be exact"): (1, 1),
    ("certainty", "The source does not go as far as what is stated here"): (1, 1),
    ("certainty", "The words that limit the figure fell off"): (1, 1),
    ("certainty", "What the source holds possible or planned is stated as certain"): (11, 12),
    ("date", "The date or time is not the one of the source"): (9, 9),
    ("name", "The name is not the one of the source"): (7, 7),
    ("name", "The office is another one"): (5, 6),
    ("negation", "The source denies what is stated here"): (4, 4),
    ("number", "A bound of the figure became an approximation"): (1, 1),
    ("number", "The figure is not the one of the source"): (22, 23),
    ("number", "The words that limit the figure fell off"): (1, 3),
    ("quote", "The quotation is cut before the words that limit it"): (1, 1),
    ("quote", "Words inside quotation marks were altered"): (53, 54),
    ("unit", "The same figure stands with another unit"): (8, 8),
}

READ: Read = {
    ("attribution", "high"): (6, 14),
    ("attribution", "medium"): (16, 27),
    ("certainty", "high"): (4, 10),
    ("certainty", "medium"): (2, 6),
    ("date", "medium"): (0, 2),
    ("name", "high"): (8, 16),
    ("negation", "high"): (0, 3),
    ("negation", "medium"): (0, 1),
    ("number", "high"): (17, 31),
    ("number", "medium"): (1, 4),
    ("quote", "high"): (3, 5),
    ("quote", "medium"): (17, 22),
    ("unit", "high"): (0, 1),
}
