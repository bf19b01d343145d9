"""Parent or sibling: whether a text came from a relative, or both from a text nobody has.

Three outlets that print one release resemble each other as parent and child do. What tells
them apart is what textual critics call the reconstruction of a lost source: a child has nothing
of the story but what its parent has, save what is its own; siblings each hold pieces of the
common text that the other left out and that a third relative kept.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from retold.matching.profiles import Floats, Ids
from retold.stories.evidence import Pairs
from retold.stories.portrait import FORMS, Portrait
from retold.stories.weighing import Scene, Weighed

_FROM_EVIDENCE = (
    "linked",
    "linked_narration",
    "meaning",
    "told_share",
    "odd_trigrams",
    "details_found",
    "quotations_found",
    "quotations_whole",
    "carried_back",
    "surplus",
    "surplus_back",
    "in_order",
    "lead",
)
FEATURES = (
    "odds",
    "direction",
    *_FROM_EVIDENCE,
    "lacks",
    "lacks_back",
    "lacks_both",
    "lacks_details",
    "lacks_quoted",
    "own_words_kept",
    "own_phrases_kept",
)
_UNEXPLAINED, _FOUND = 0.3, 0.7
_QUOTED, _PHRASES = FORMS.index("quoted"), FORMS.index("told")


def kin_features(
    compared: Scene,
    child: int,
    parent: int,
    one: Weighed,
    others: Collection[int],
    strangers: Collection[int],
) -> dict[str, float]:
    """Return what tells a parent from a sibling.

    ``odds`` and ``direction`` are the pair's own. ``lacks``: the part of the child's narration
    that the parent does not explain and another article does; ``lacks_back`` the same of the
    parent; ``lacks_both`` the lesser. ``lacks_details`` and ``lacks_quoted``: of its names and
    figures, and of its quoted word pairs. ``own_words_kept``: how much likelier the child keeps
    a word of the parent that no other article has than one that others have too, in logarithms
    (a child keeps both alike, a sibling only what comes from the common text);
    ``own_phrases_kept`` the same for word pairs outside quotation marks.

    Args:
        compared: The story.
        child: The retelling, by position.
        parent: Its likeliest parent.
        one: What was weighed for the child.
        others: Articles that may hold more of a common source: neither of the two, and none
            that descends from the child.
        strangers: Those of them that do not descend from the parent either.
    """
    found = {name: one.features[parent][name] for name in _FROM_EVIDENCE}
    drawn, pairs = compared.portraits, compared.pairs
    there = _lacking(drawn[child], pairs, child, parent, others)
    back = _lacking(drawn[parent], pairs, parent, child, others)
    mine, theirs = drawn[child], drawn[parent]
    elsewhere = frozenset().union(*(drawn[q].details for q in others))
    details = (mine.details - theirs.details) & elsewhere
    return found | {
        "odds": one.log_odds[parent],
        "direction": abs(2 * compared.text_direction[child, parent] - 1),
        "lacks": there,
        "lacks_back": back,
        "lacks_both": min(there, back),
        "lacks_details": len(details) / max(1, len(mine.details)),
        "lacks_quoted": _lacking_quoted(mine, theirs, [drawn[q] for q in others]),
        "own_words_kept": _own_kept(mine.told, theirs.told, [drawn[q].told for q in strangers]),
        "own_phrases_kept": _own_kept(
            mine.forms[_PHRASES][0],
            theirs.forms[_PHRASES][0],
            [drawn[q].forms[_PHRASES][0] for q in strangers],
        ),
    }


def _lacking(me: Portrait, pairs: Pairs, first: int, second: int, others: Collection[int]) -> float:
    """Return the part of one's narration that the second lacks and one of the others has."""
    total = float(me.narration.sum())
    known = [q for q in others if (first, q) in pairs]
    if not known or total <= 0 or not me.narration.size:
        return 0.0
    own = _best(pairs, first, second)
    theirs = np.max([_best(pairs, first, q) for q in known], axis=0)
    return float(me.narration[(own < _UNEXPLAINED) & (theirs >= _FOUND)].sum()) / total


def _best(pairs: Pairs, first: int, second: int) -> Floats:
    return np.asarray(pairs[first, second].scores.max(axis=1, initial=0.0), dtype=np.float32)


def _lacking_quoted(mine: Portrait, theirs: Portrait, others: Sequence[Portrait]) -> float:
    ids = mine.forms[_QUOTED][0]
    if not ids.size or not others:
        return 0.0
    held = np.isin(ids, theirs.forms[_QUOTED][0], assume_unique=True)
    elsewhere = np.isin(ids, np.concatenate([q.forms[_QUOTED][0] for q in others]))
    return float((~held & elsewhere).mean())


def _own_kept(mine: Ids, theirs: Ids, others: Sequence[Ids]) -> float:
    """Return how much likelier own features of the parent are kept than shared ones, log."""
    if not others:
        return 0.0
    kept = np.isin(theirs, mine, assume_unique=True)
    shared = np.isin(theirs, np.concatenate(others))
    own = (kept & ~shared).sum() + 1
    common = (kept & shared).sum() + 1
    return float(np.log(own / ((~shared).sum() + 2)) - np.log(common / (shared.sum() + 2)))


def kinship(
    compared: Scene, one: Weighed, pair: tuple[int, int], below: Sequence[set[int]]
) -> float:
    """Return the log-odds that a likely parent is one, and no sibling.

    Args:
        compared: The story.
        one: What was weighed for the child.
        pair: The child and its parent, by position.
        below: For every article what stands below it in the tree.
    """
    child, parent = pair
    others = [q for q in range(len(below)) if q not in pair and q not in below[child]]
    strangers = [q for q in others if q not in below[parent]]
    asked = kin_features(compared, child, parent, one, others, strangers)
    row = np.array([[asked[name] for name in FEATURES]])
    return float(compared.models.kin.log_odds(row)[0])


def line_of(node: int, tree: Sequence[int | None]) -> list[int]:
    """Return a node and its ancestors in a tree."""
    found = [node]
    while (parent := tree[found[-1]]) is not None and parent not in found:
        found.append(parent)
    return found


def offspring(tree: Sequence[int | None]) -> list[set[int]]:
    """Return for every node what stands below it."""
    below: list[set[int]] = [set() for _ in tree]
    for node in range(len(tree)):
        for above in line_of(node, tree)[1:]:
            below[above].add(node)
    return below
