"""Two possible parents of one child, head to head."""

import numpy as np
import pytest

from retold.stories.rivals import FEATURES, head_to_head, preferences

HARBOUR = (
    "The harbour master of Brannock closed both piers on Tuesday after a crane had leaned over. "
    "Nobody may walk below it, and the fish market moved to the old railway shed for a week. "
    "A welder from Skerry Yard is to cut the arm off at low tide. "
    "Fishermen fear that the season's first herring will go to other ports."
)
CHANGED = HARBOUR.replace("both piers", "three quays").replace("a week", "ten days")
FOLLOWS_CHANGED = (
    "Three quays were shut at Brannock on Tuesday by the harbour master when a crane leaned over. "
    "For ten days the fish market will be held in the old railway shed. "
    "At low tide a Skerry Yard welder is going to cut off its arm."
)


def held(material, child, parents):
    return head_to_head(child, parents, material.portraits, material.pairs)


@pytest.fixture
def material(compared, written):
    """A child, and two possible parents that differ in two places."""
    texts = {"child": FOLLOWS_CHANGED, "first": HARBOUR, "second": CHANGED}
    return compared(*(written(text, name) for name, text in texts.items()))


def test_every_pair_of_candidates_meets_once(compared, event):
    story = event("dam")
    material = compared(*(story[n] for n in ("brief", "source", "copy", "edit")))
    found = held(material, 0, [1, 2, 3])
    assert list(found) == [(1, 2), (1, 3), (2, 3)]
    assert all(row.shape == (len(FEATURES),) for row in found.values())


def test_exchanging_the_candidates_changes_every_sign(material):
    (there,) = held(material, 0, [1, 2]).values()
    (back,) = held(material, 0, [2, 1]).values()
    assert there == pytest.approx(-back, abs=1e-6)


def test_agreement_in_what_differs_decides(material):
    (row,) = held(material, 0, [1, 2]).values()
    features = dict(zip(FEATURES, row, strict=True))
    assert features["stems_balance"] < 0
    assert features["details_margin"] <= 0
    assert features["stems_likelihood"] < 0
    assert features["sentences_won"] < 0
    assert (
        preferences(material.models.rivals, held(material, 0, [1, 2]))[2]
        > (preferences(material.models.rivals, held(material, 0, [1, 2]))[1])
    )


def test_equal_candidates_are_equal(compared, written):
    material = compared(
        *(written(t, n) for n, t in [("c", FOLLOWS_CHANGED), ("a", HARBOUR), ("b", HARBOUR)])
    )
    (row,) = held(material, 0, [1, 2]).values()
    assert row == pytest.approx(np.zeros(len(FEATURES)), abs=1e-6)
    first, second = preferences(material.models.rivals, held(material, 0, [1, 2])).values()
    assert first == pytest.approx(second)


def test_a_single_candidate_meets_nobody(material):
    assert held(material, 0, [1]) == {}
    assert preferences(material.models.rivals, {}) == {}
