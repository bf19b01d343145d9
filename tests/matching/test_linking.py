"""Which sentences of one article retell which of another."""

import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from retold.forest import load_forest
from retold.language.encoder import Encoder
from retold.language.prepare import prepare
from retold.matching.linking import (
    FEATURES,
    link_features,
    link_scores,
    link_scores_both,
    possible,
)
from retold.matching.profiles import profile
from retold.matching.similarity import similarity
from retold.types import Article, Layer

DATA = Path(__file__).parents[1] / "data"
ENCODER = Encoder()
SOURCE = (
    "A ferry ran aground off Brannock on Tuesday with 412 people on board. "
    "Captain Moira Dunne said that a rudder cable had snapped two miles from the harbour. "
    "Three lifeboats brought everybody ashore before noon."
)
RETOLD = (
    "All passengers had been taken to land by midday in three rescue boats. "
    "More than four hundred travellers were stuck on Tuesday when their ferry hit the ground "
    "near Brannock. "
    "According to its captain, Moira Dunne, the cable of the rudder broke two miles out."
)
OTHER = "The museum bought a painting of a harbour. Its director praised the light on the canvas."


def profiled(text):
    layer = Layer(text)
    one = prepare(Article(id="a", digest="a", input="a", raw=layer, page=layer, body=layer))
    return profile(one, ENCODER.read([s.span.of(text) for s in one.sentences]))


@cache
def scores(child, parent):
    return link_scores(load_forest("links"), profiled(child), profiled(parent))


def test_a_copied_text_is_linked_sentence_by_sentence():
    found = scores(SOURCE, SOURCE)
    assert (np.diag(found) > 0.9).all()
    assert found.argmax(axis=1).tolist() == [0, 1, 2]


def test_retold_sentences_find_their_sources_though_the_order_changed():
    found = scores(RETOLD, SOURCE)
    assert found.argmax(axis=1).tolist() == [2, 0, 1]
    assert (found.max(axis=1) > 0.5).all()


def test_another_story_is_not_linked():
    assert scores(OTHER, SOURCE).max() < 0.5


def test_scores_stand_for_child_and_parent_and_are_probabilities():
    found = scores(OTHER, SOURCE)
    assert found.shape == (2, 3)
    assert ((found >= 0) & (found <= 1)).all()


@pytest.mark.parametrize(("child", "parent"), [("", SOURCE), (SOURCE, ""), ("", "")])
def test_a_text_without_sentences_has_no_scores(child, parent):
    found = scores(child, parent)
    assert found.size == 0
    assert found.shape == (len(profiled(child).vectors), len(profiled(parent).vectors))


@pytest.mark.parametrize("text", ["—", "x", "\ud800", "…\n\n…\n\n!"])
def test_sentences_without_words_are_weighed_without_complaint(text):
    assert np.isfinite(scores(text, SOURCE)).all()
    assert np.isfinite(scores(SOURCE, text)).all()


def test_every_pair_has_every_feature():
    found = link_features(profiled(RETOLD), profiled(SOURCE))
    assert found.shape == (3, 3, len(FEATURES))
    assert found.dtype == np.float64
    assert np.isfinite(found).all()


def test_pairs_that_are_not_possible_score_nothing_and_the_rest_what_the_forest_says():
    child, parent = profiled(f"{RETOLD} {OTHER}"), profiled(SOURCE)
    alike = similarity(child, parent)
    kept = possible(alike)
    assert kept.any()
    assert not kept.all()
    found = link_scores(load_forest("links"), child, parent, alike)
    assert (found[~kept] == 0).all()
    odds = load_forest("links").log_odds(link_features(child, parent)[kept])
    assert np.allclose(found[kept], 1 / (1 + np.exp(-odds)), atol=1e-6)


@pytest.mark.parametrize("event", ["dam", "meteorite"])
@pytest.mark.parametrize("version", ["copy", "edit", "rewrite", "brief"])
def test_nearly_every_sentence_of_a_version_is_found_in_its_source(event, version):
    versions = {v["id"]: v for v in json.loads((DATA / f"{event}.json").read_text())["versions"]}
    found = scores(
        "\n\n".join(versions[version]["paragraphs"]), "\n\n".join(versions["source"]["paragraphs"])
    )
    assert (found.max(axis=1) >= 0.55).mean() >= 0.9


def test_many_pairs_both_ways_at_once_have_the_scores_of_each_alone():
    texts = [profiled(text) for text in (SOURCE, RETOLD, OTHER, "")]
    pairs = [(a, b) for n, a in enumerate(texts) for b in texts[n + 1 :]]
    forest = load_forest("links")
    found = link_scores_both(forest, [(a, b, similarity(a, b)) for a, b in pairs])
    for (a, b), (there, back) in zip(pairs, found, strict=True):
        np.testing.assert_allclose(there, link_scores(forest, a, b), atol=1e-6)
        np.testing.assert_allclose(back, link_scores(forest, b, a), atol=1e-6)
