"""The answers weighed for every article of a story."""

from itertools import combinations

import numpy as np
import pytest

from retold.forest import Forest
from retold.stories.evidence import FEATURES
from retold.stories.explaining import explain
from retold.stories.rivals import FEATURES as RIVALS
from retold.stories.weighing import (
    ORIGIN_FEATURES,
    RESERVE_ALONE,
    in_time,
    load_models,
    scene,
    weigh,
)


def weighed(material):
    return weigh(
        scene(material.portraits, material.pairs, material.models),
        in_time(material.portraits, material.pairs),
    )


@pytest.fixture(params=["dam", "meteorite"])
def story(request, event):
    """The versions of a story."""
    return event(request.param)


def test_the_models_ask_for_the_features_that_are_computed():
    models = load_models()
    assert models.pair.names == FEATURES
    assert models.rivals.names == RIVALS
    assert set(models.descends.names) == set(ORIGIN_FEATURES)
    assert all(len(digest) == 64 for digest in models.digests.values())


def test_the_answers_share_one(compared, story):
    for one in weighed(compared(*story.values())):
        assert one.origin + sum(one.parents.values()) == pytest.approx(1)
        assert 0 <= one.origin <= 1
        assert all(0 <= value <= 1 for value in one.parents.values())


def test_an_article_alone_is_an_origin(compared, story):
    (one,) = weighed(compared(story["source"]))
    assert (one.origin, dict(one.parents)) == (1, {})


@pytest.mark.parametrize("version", ["copy", "edit", "rewrite", "brief"])
def test_a_version_descends_and_an_independent_report_does_not(compared, story, version):
    derived = weighed(compared(story["source"], story[version]))[1]
    other = weighed(compared(story["source"], story["other"]))[1]
    assert derived.origin < 0.5 < other.origin


@pytest.mark.parametrize("version", ["copy", "edit", "rewrite", "brief"])
def test_clocks_and_texts_tell_who_is_the_derived_one(compared, story, version):
    material = compared(story["source"], story[version])
    direction = scene(material.portraits, material.pairs, material.models).direction
    assert direction[1, 0] > 0.8
    assert direction[1, 0] + direction[0, 1] == pytest.approx(1)


def test_what_is_surely_later_is_no_candidate(compared, story):
    material = compared(story["source"], story["brief"])
    source, brief = weighed(material)
    assert (source.origin, dict(source.parents)) == (1, {})
    assert list(brief.parents) == [0]


def test_the_order_of_the_articles_changes_no_answer(compared, story):
    names = list(story)
    there = dict(zip(names, weighed(compared(*story.values())), strict=True))
    turned = names[::-1]
    back = dict(zip(turned, weighed(compared(*(story[n] for n in turned))), strict=True))
    for name in names:
        assert there[name].origin == pytest.approx(back[name].origin, abs=1e-6)
        mine = {names[p]: value for p, value in there[name].parents.items()}
        assert mine == pytest.approx(
            {turned[p]: value for p, value in back[name].parents.items()}, abs=1e-6
        )


def test_every_candidate_can_be_explained(compared, story):
    material = compared(story["source"], story["rewrite"], story["copy"])
    one = weighed(material)[1]
    for parent in one.parents:
        found = explain(one, parent, material.models)
        assert set(found) == set(FEATURES) | set(ORIGIN_FEATURES)
        assert list(found) == sorted(found)
        for name, part in found.items():
            assert np.isfinite([part.value, part.weight]).all()
            if name in one.features[parent]:
                assert part.value == pytest.approx(one.features[parent][name], abs=1e-4)


def test_the_weights_of_the_best_candidate_add_up_to_the_odds_of_descent(compared, story):
    material = compared(story["source"], story["rewrite"])
    one = weighed(material)[1]
    found = explain(one, 0, material.models)
    models = material.models
    base = (models.descends_alone.intercepts[0] + models.descends_forest.constant) / 2
    log_odds = base - RESERVE_ALONE + sum(found[name].weight for name in ORIGIN_FEATURES)
    assert 1 / (1 + np.exp(-log_odds)) == pytest.approx(1 - one.origin, abs=1e-2)


def test_the_pair_model_is_a_forest_of_known_features():
    models = load_models()
    assert isinstance(models.pair, Forest)
    for a, b in combinations((models.pair, models.rivals), 2):
        assert a.digest != b.digest


def test_naming_the_other_outlet_as_a_source_speaks_for_descent_from_it(compared, story):
    found = compared(story["rewrite"], story["source"], story["other"])
    pairs = in_time(found.portraits, found.pairs)
    plain = scene(found.portraits, found.pairs, found.models)
    named = scene(found.portraits, found.pairs, found.models, {(0, 1)})
    before, after = weigh(plain, pairs)[0], weigh(named, pairs)[0]
    assert after.parents[1] > before.parents[1]
    assert named.text_direction[0, 1] > plain.text_direction[0, 1]
    assert named.text_direction[1, 0] < plain.text_direction[1, 0]
    assert "credited" in explain(after, 1, found.models, credited=True)
    assert "credited" not in explain(before, 1, found.models)
