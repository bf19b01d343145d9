"""What kind of retelling a descent is: copy, edit, rewrite, brief, expansion, merge or update.

The kind says how a child was made once its parent is known, so the length of both texts may
count here, as it may not in the question of whether and from whom an article descends.
"""

from __future__ import annotations

import math
import re
from typing import cast

import numpy as np

from retold.stories.portrait import FORMS, Portrait
from retold.types import DescentKind

FEATURES = ("word_triples", "length", "surplus")


def kind_features(
    child: Portrait, parent: Portrait, evidence: dict[str, float]
) -> dict[str, float]:
    """Return what decides about the kind of a descent.

    ``word_triples``: the share of the child's that stand in the parent; ``length``: the
    logarithm of the ratio of their word triples; ``surplus`` as in the evidence.
    """
    place = FORMS.index("trigrams")
    mine, theirs = child.forms[place][0], parent.forms[place][0]
    shared = np.isin(mine, theirs, assume_unique=True)
    return {
        "word_triples": float(shared.mean()) if mine.size else 0.0,
        "length": math.log((mine.size + 1) / (theirs.size + 1)),
        "surplus": evidence["surplus"],
    }


def decide_kind(best: str, *, same_outlet: bool, second_parent: bool, copied: float) -> DescentKind:
    """Return the kind: two parents make a merge, a changed text of one outlet is an update."""
    if second_parent:
        return "merge"
    if same_outlet and copied < 0.98:
        return "update"
    return cast("DescentKind", best)


def same_outlet(a: str | None, b: str | None) -> bool:
    """Tell whether two names are those of one outlet, "the" and punctuation apart."""
    return plain(a or "") == plain(b or "") != ""


def plain(name: str) -> str:
    """Return an outlet's name for comparison.

    >>> plain("The Alder Post") == plain("alder post")
    True
    """
    bare = re.sub(r"[^\w]+", " ", name.casefold()).strip()
    return bare.removeprefix("the ").removeprefix("www ").removesuffix(" com")
