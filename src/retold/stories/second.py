"""The second parent of a merge: what else of a child some other article explains.

Reports of one event share facts, so a second source shows only in what the first one lacks: how
much of that another article has, and how much of it that article alone has.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from retold.stories.evidence import Pairs
from retold.stories.holdings import holdings
from retold.stories.portrait import FORMS, Portrait

_COUNTED = ("rare", "details", "told", "quoted", "trigrams")
FEATURES = (
    "gain",
    "margin",
    "won",
    *(f"{form}{scale}" for form in _COUNTED for scale in ("_more", "_only", "_of_rest")),
)
_UNEXPLAINED, _FOUND, _CLEARLY = 0.3, 0.7, 0.25
_FEW, _FEW_OWN = 20, 8
"""Added to what a child has, and to what of it the first parent lacks: little says little."""


def second_features(
    portraits: Sequence[Portrait],
    pairs: Pairs,
    trio: tuple[int, int, int],
    relatives: Collection[int],
) -> dict[str, float]:
    """Return what speaks for a second parent.

    ``gain``: the part of the child's narration that only the second explains, its square root;
    ``margin``: by how much better it explains the sentences, ``won``: the part that it explains
    clearly better. Of the forms of text (rare stems, names and figures, word pairs outside and
    inside quotation marks, triples) that the child has and the first lacks: how many the second
    has (``_more``, square root of the part), how many of these no other article has (``_only``,
    the same), and against all that the first lacks (``_of_rest``, logarithm).

    Args:
        portraits: The articles of the story.
        pairs: Their comparisons, both ways round.
        trio: The child, its first parent and the possible second, by position.
        relatives: Ancestors and offspring of the second, which may well have what it has.
            In a large story those not compared with the child may be given here too.
    """
    child, first, second = trio
    me = portraits[child]
    mine = pairs[child, first].scores.max(axis=1, initial=0.0)
    theirs = pairs[child, second].scores.max(axis=1, initial=0.0)
    total = max(float(me.narration.sum()), 1e-9)
    more = np.where((mine < _UNEXPLAINED) & (theirs >= _FOUND), theirs, 0.0)
    found = {
        "gain": float(np.sqrt((more * me.narration).sum() / total)),
        "margin": float((np.maximum(0, theirs - mine) * me.narration).sum() / total),
        "won": float(me.narration[theirs - mine > _CLEARLY].sum() / total),
    }
    others = [n for n in range(len(portraits)) if n not in {*trio, *relatives}]
    for form in _COUNTED:
        at = FORMS.index(form)
        _, holds = holdings([portraits[n].forms[at][0] for n in (*trio, *others)])
        rest = holds[0] & ~holds[1]
        more = rest & holds[2]
        only = more & ~holds[3:].any(axis=0)
        own = float(holds[0].sum())
        found |= {
            f"{form}_more": float(np.sqrt(more.sum() / (own + _FEW))),
            f"{form}_only": float(np.sqrt(only.sum() / (own + _FEW))),
            f"{form}_of_rest": float(np.log((more.sum() + 1) / (rest.sum() + _FEW_OWN))),
        }
    return found


def wins(pairs: Pairs, trio: tuple[int, int, int]) -> bool:
    """Tell whether a sentence of the child is clearly better explained by the possible second."""
    child, first, second = trio
    mine = pairs[child, first].scores.max(axis=1, initial=0.0)
    theirs = pairs[child, second].scores.max(axis=1, initial=0.0)
    return bool((theirs - mine > _CLEARLY).any())
