"""Which of two related texts is the derived one, as far as the texts themselves tell.

A retelling trims quotations and takes their marks off, loses rare words and exact figures
inside the sentences that it keeps, merges two sentences into one, and fills up with sentences
that say nothing in particular. Every feature is what holds one way round less what holds the
other way round, so exchanging the two texts changes every sign. The length of the texts is none
of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from retold.stories.evidence import Basic
from retold.stories.polarity import FEATURES as BACKED
from retold.stories.polarity import Backing
from retold.stories.portrait import Portrait

_FROM_EVIDENCE = (
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
    "details_added",
    "rare_words_added",
    "clean_lines",
    "marks_removed",
    "empty_surplus",
    "merged",
)
FEATURES = (*_FROM_EVIDENCE, "sentence_length", "plainness", *BACKED)


def direction_features(
    portraits: Sequence[Portrait], basic: Basic, backed: Backing, pair: tuple[int, int]
) -> dict[str, float]:
    """Return what speaks for this direction rather than the reverse.

    Each is a feature of the evidence or of the style, one way less the other way. ``plainness``
    is by how much the child's own words are commoner than the parent's; the names of
    ``polarity`` say what others back.

    Args:
        portraits: The articles of the story.
        basic: Their evidence, pair by pair.
        backed: What others back of each (see ``polarity.backing``).
        pair: The child and the parent, by position.
    """
    child, parent = pair
    there, back = basic[child, parent], basic[parent, child]
    found = {name: there[name] - back[name] for name in _FROM_EVIDENCE}
    mine, theirs = portraits[child].style, portraits[parent].style
    found["sentence_length"] = mine.sentence_length - theirs.sentence_length
    found["plainness"] = _rarity(portraits[parent]) - _rarity(portraits[child])
    return {**found, **backed[pair]}


def _rarity(one: Portrait) -> float:
    return float(one.told_weights.mean()) if one.told_weights.size else 0.0
