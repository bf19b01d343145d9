"""Which of two relatives keeps the older words, by what other texts have."""

import pytest

from retold.stories.evidence import basic_evidence
from retold.stories.polarity import FEATURES, backing

REPORT = (
    "A freight barge sank in the Orrin canal at Helmsford on Thursday with 900 tonnes of gravel. "
    "Skipper Dorte Hanssen swam ashore and was treated for cold. "
    "The lock at Upper Mill stays shut until a crane arrives from Tarn on Saturday."
)
RETOLD = (
    "On Thursday a cargo vessel laden with gravel went down in the waterway at Helmsford. "
    "Its captain managed to reach dry land and received medical attention. "
    "The incident highlights how vulnerable inland shipping remains."
)
OTHER = (
    "Helmsford's Orrin canal is blocked by a sunken barge. Dorte Hanssen, its skipper, is safe. "
    "The authority expects a crane from Tarn on Saturday and has shut the Upper Mill lock. "
    "Some 900 tonnes of gravel lie on the bed."
)


@pytest.fixture
def material(compared, written):
    """A report, a retelling of it and an independent report."""
    texts = {"report": REPORT, "retold": RETOLD, "other": OTHER}
    return compared(*(written(text, name) for name, text in texts.items()))


def backed(material):
    return backing(material.portraits, basic_evidence(material.portraits, material.pairs))


def test_others_back_what_a_retelling_lost_and_not_what_it_put_instead(material):
    found = backed(material)[1, 0]
    assert set(found) == set(FEATURES)
    assert found["stems_backed"] > 0
    assert found["details_backed_more"] > 0
    assert found["rare_backed_outside_more"] > 0


def test_exchanging_the_two_changes_every_sign(material):
    found = backed(material)
    assert {name: -value for name, value in found[1, 0].items()} == pytest.approx(found[0, 1])


def test_two_texts_alone_back_nothing(compared, written):
    found = backed(compared(written(REPORT, "a"), written(RETOLD, "b")))
    assert set(found[0, 1].values()) == {0.0}
