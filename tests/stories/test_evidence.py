"""The evidence for and against one article descending from another."""

import numpy as np
import pytest

from retold.stories.direction import FEATURES as DIRECTION
from retold.stories.direction import direction_features
from retold.stories.evidence import (
    FEATURES,
    PAIR,
    basic_evidence,
    evidence,
)
from retold.stories.polarity import backing

CHILD, PARENT = 1, 0


@pytest.fixture(params=["dam", "meteorite"])
def story(request, event):
    """The versions of a story."""
    return event(request.param)


def pair_of(material, child=CHILD, parent=PARENT):
    return basic_evidence(material.portraits, material.pairs)[child, parent]


def of(material, child, parent):
    pairs = set(material.pairs)
    basic = basic_evidence(material.portraits, material.pairs)
    rows = evidence(material.portraits, material.pairs, basic, pairs)
    return dict(zip(FEATURES, rows[child, parent], strict=True))


def test_a_copy_is_wholly_explained(compared, story):
    found = pair_of(compared(story["source"], story["copy"]))
    for name in ("linked", "linked_narration", "meaning", "wording", "told_share", "lead"):
        assert found[name] > 0.9, name
    for name in ("narration_trigrams", "odd_trigrams", "details_found", "in_order"):
        assert found[name] == pytest.approx(1), name
    assert min(found["quotations_found"], found["quotations_whole"]) > 0.7
    assert found["surplus"] == 0


@pytest.mark.parametrize("version", ["copy", "edit", "rewrite", "brief"])
def test_a_version_is_better_explained_than_another_report(compared, story, version):
    version, other = (
        pair_of(compared(story["source"], story[name])) for name in (version, "other")
    )
    for name in ("linked", "linked_narration", "meaning", "wording", "told_share"):
        assert version[name] > other[name], name
    assert version["surplus"] < other["surplus"]


def test_one_official_quotation_alone_is_no_narration(compared, story):
    found = pair_of(compared(story["source"], story["other"]))
    assert found["quotations_found"] > 0.3
    assert found["odd_trigrams"] < 0.1


def test_a_version_that_dropped_much_is_explained_but_explains_little(compared, story):
    material = compared(story["source"], story["brief"])
    there, back = pair_of(material), pair_of(material, PARENT, CHILD)
    assert there["linked"] > back["linked"]
    assert there["carried_back"] == pytest.approx(back["linked"], abs=0.05)


def test_direction_changes_sign_when_the_two_are_exchanged(compared, story):
    material = compared(story["source"], story["rewrite"])
    basic = basic_evidence(material.portraits, material.pairs)
    backed = backing(material.portraits, basic)
    there = direction_features(material.portraits, basic, backed, (1, 0))
    back = direction_features(material.portraits, basic, backed, (0, 1))
    assert set(there) == set(DIRECTION)
    assert there == pytest.approx({name: -value for name, value in back.items()})


def test_rivals_lower_what_only_this_parent_explains(compared, story):
    alone = of(compared(story["source"], story["rewrite"]), 1, 0)
    beside = of(compared(story["source"], story["rewrite"], story["copy"]), 1, 0)
    assert beside["explained_only_here"] < alone["explained_only_here"]
    assert beside["linked_above_rivals"] < alone["linked_above_rivals"]
    assert [alone[name] for name in PAIR] == [beside[name] for name in PAIR]


def test_what_is_not_allowed_is_neither_weighed_nor_a_rival(compared, story):
    material = compared(story["source"], story["rewrite"], story["copy"])
    basic = basic_evidence(material.portraits, material.pairs)
    rows = evidence(material.portraits, material.pairs, basic, {(1, 0)})
    assert list(rows) == [(1, 0)]
    alone = compared(story["source"], story["rewrite"])
    assert np.array_equal(rows[1, 0], list(of(alone, 1, 0).values()))


def test_the_place_in_the_collection_changes_nothing(compared, story):
    names = ["source", "copy", "rewrite", "other"]
    one = compared(*(story[name] for name in names))
    turned = compared(*(story[name] for name in reversed(names)))
    there, back = of(one, 2, 0), of(turned, 1, 3)
    assert there == pytest.approx(back, abs=1e-6)


@pytest.mark.parametrize("texts", [("", ""), ("Rain.", ""), ("", "Rain."), ("…", "Rain fell.")])
def test_texts_without_words_give_numbers_too(compared, written, texts):
    material = compared(*(written(text, str(n)) for n, text in enumerate(texts)))
    assert np.isfinite(list(of(material, 1, 0).values())).all()
    assert np.isfinite(list(of(material, 0, 1).values())).all()


def test_no_feature_is_named_twice():
    assert len(set(FEATURES)) == len(FEATURES)
