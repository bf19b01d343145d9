"""Parent or sibling under a text that nobody has."""

import pytest

from retold.stories.kin import FEATURES, kin_features, line_of, offspring
from retold.stories.weighing import scene, weigh


@pytest.fixture(params=["dam", "meteorite"])
def story(request, event):
    """The versions of a story."""
    return event(request.param)


def test_every_feature_has_a_value(compared, story):
    material = compared(story["source"], story["rewrite"], story["copy"])
    seen = scene(material.portraits, material.pairs, material.models)
    one = weigh(seen, {(1, 0)})[1]
    found = kin_features(seen, 1, 0, one, [2], [])
    assert set(found) == set(FEATURES)
    assert found["lacks"] == pytest.approx(0, abs=0.2)


def test_a_line_ends_at_its_root_even_where_a_tree_is_none():
    assert line_of(2, [None, 0, 1]) == [2, 1, 0]
    assert line_of(0, [1, 0]) == [0, 1]


def test_offspring_is_all_that_stands_below():
    assert offspring([None, 0, 1, None]) == [{1, 2}, {2}, set(), set()]
