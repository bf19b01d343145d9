"""Who prints a statement, and who only quotes it.

An outlet prints a statement if at least half of what it says in words of its own, outside
quotation marks, is carried by it; only then does it descend from it. A report that takes its
quotations and figures from a statement cites it, and stays a report of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from retold.stories.evidence import LINKED, Pairs
from retold.stories.portrait import Portrait

PRINTED = 0.5
"""The part of an article's unquoted sentences from which on it prints a statement."""

_UNQUOTED = 0.99
"""The part of a sentence's telling words outside quotation marks that makes it unquoted."""


def printed_share(
    article: int, others: Sequence[int], portraits: Sequence[Portrait], pairs: Pairs
) -> float:
    """Return the part of an article's unquoted sentences that others carry too.

    Where the statement is not in the collection, what the other outlets have in common with the
    article stands for it: a little less than what it really took. An article that has no unquoted
    sentence prints whatever it shares.

    Args:
        article: The article, by position.
        others: The other articles that may rest on the same statement.
        portraits: The articles of the story.
        pairs: They held against each other; what was not compared shares nothing.
    """
    me = portraits[article]
    unquoted = (me.mass > 0) & (me.narration >= _UNQUOTED * me.mass)
    if not unquoted.any():
        return 1.0
    scores = [pairs[article, other].scores for other in others if (article, other) in pairs]
    if not scores:
        return 0.0
    best = np.max([one.max(axis=1, initial=0.0) for one in scores], axis=0)
    return float((best[unquoted] >= LINKED).mean())
