"""Texts that nobody has: siblings told from parents and from independent reports."""

import pytest

from retold.stories.evidence import basic_evidence
from retold.stories.lost import (
    COMMON_FEATURES,
    LOST_FEATURES,
    common_features,
    likeliest_source,
    lost_sources,
    strangers,
    violations,
)
from retold.stories.stemma import settle
from retold.stories.weighing import scene

RELEASE = [
    "The Port of Sandmarr will close its eastern basin from 4 May for the first dredging since 1987.",
    "Some 210,000 cubic metres of silt are to be taken out by two suction dredgers from Ostrand.",
    "Harbour director Willem Aukes said that deeper berths would bring back the grain ships.",
    "Fishing boats may use the marina at Kettleholm free of charge until the work is done.",
    "The cost of 31 million crowns is shared by the port and the provincial infrastructure fund.",
    "Silt that is free of mercury goes to the dyke works at Lammers Point.",
]


@pytest.fixture
def material(compared, written):
    """Three outlets that each print other parts of one release."""
    kept = {"a": (0, 1, 2, 4), "b": (0, 2, 3, 5), "c": (0, 1, 3, 4, 5)}
    texts = {name: " ".join(RELEASE[n] for n in lines) for name, lines in kept.items()}
    return compared(*(written(text, name) for name, text in texts.items()))


def test_siblings_share_what_each_possible_source_of_theirs_lacks(material, compared, written):
    drawn = material.portraits
    source = likeliest_source(drawn, [0, 1, 2])
    lacking = violations(drawn, [0, 1, 2], source)
    assert set(lacking) == set(LOST_FEATURES)
    whole = compared(
        written(" ".join(RELEASE), "release"), *(written(p.text, p.id) for p in material.prepared)
    ).portraits
    assert likeliest_source(whole, [0, 1, 2, 3]) == 0
    held = violations(whole, [0, 1, 2, 3], 0)
    assert all(held[f"{form}_lacking"] < lacking[f"{form}_lacking"] for form in ("rare", "stems"))


def test_pairs_of_heads_are_held_against_the_least_related_pair(material):
    found = common_features(basic_evidence(material.portraits, material.pairs), [0, 1, 2])
    assert list(found) == [(0, 1), (0, 2), (1, 2)]
    for features in found.values():
        assert set(features) == set(COMMON_FEATURES)
    for name in COMMON_FEATURES:
        if name.endswith(("_over", "_ratio")):
            assert min(f[name] for f in found.values()) == pytest.approx(0)


def test_one_head_has_nobody_to_share_a_source_with(material):
    assert common_features(basic_evidence(material.portraits, material.pairs), [1]) == {}


@pytest.mark.parametrize("name", ["dam", "meteorite"])
def test_a_source_in_sight_is_not_called_lost(compared, event, name):
    story = event(name)
    material = compared(*(story[n] for n in ("source", "rewrite", "copy", "brief", "other")))
    seen = scene(material.portraits, material.pairs, material.models)
    weighed, tree = settle(seen)
    assert None not in tree[1:4]
    assert lost_sources(seen, weighed, tree) == []
    assert strangers(seen, weighed, tree) == {}
