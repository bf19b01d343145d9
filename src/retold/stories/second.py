"""The second parent of a merge: what else of a child some other article explains.

Reports of one event share facts, so a second source shows only in what the first one lacks: how
much of that another article has, and how much of it that article alone has.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from retold.stories.evidence import Pairs
from retold.stories.holdings import held
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
    left_out = {*trio, *relatives}
    others = [one for n, one in enumerate(portraits) if n not in left_out]
    for form in _COUNTED:
        at = FORMS.index(form)
        own = me.forms[at][0]
        rest = own[~held(own, portraits[first].forms[at][0])]
        more = only = rest[held(rest, portraits[second].forms[at][0])]
        for one in others:
            if not only.size:
                break
            only = only[~held(only, one.forms[at][0])]
        found |= {
            f"{form}_more": float(np.sqrt(more.size / (float(own.size) + _FEW))),
            f"{form}_only": float(np.sqrt(only.size / (float(own.size) + _FEW))),
            f"{form}_of_rest": float(np.log((more.size + 1) / (rest.size + _FEW_OWN))),
        }
    return found


def wins(pairs: Pairs, trio: tuple[int, int, int]) -> bool:
    """Tell whether a sentence of the child is clearly better explained by the possible second."""
    child, first, second = trio
    mine = pairs[child, first].scores.max(axis=1, initial=0.0)
    theirs = pairs[child, second].scores.max(axis=1, initial=0.0)
    return bool((theirs - mine > _CLEARLY).any())
