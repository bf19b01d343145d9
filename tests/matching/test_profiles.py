"""The numbers by which the sentences of an article are compared."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.language.encoder import Encoder
from retold.language.prepare import prepare
from retold.language.rarity import rarity
from retold.matching.profiles import dense_pair, profile, stem_id, word_vectors
from retold.types import Article, Layer


def prepared(text):
    layer = Layer(text)
    return prepare(Article(id="a", digest="a", input="a", raw=layer, page=layer, body=layer))


def profiled(text):
    one = prepared(text)
    return profile(one, np.zeros((len(one.sentences), 4), dtype=np.float32))


def test_a_stem_has_the_same_number_in_every_process():
    assert stem_id("ferri") == -2709609979929732540
    assert -(2**63) <= stem_id("ferri") < 2**63


def test_every_stem_of_a_sentence_counts_once_with_its_rarity():
    found = profiled("Ferry after ferry. Rain.")
    first = found.words.rows == 0
    assert sorted(found.words.ids[first].tolist()) == sorted(map(stem_id, ["ferri", "after"]))
    at = found.words.ids.tolist().index(stem_id("ferri"))
    assert found.words.weights[at] == np.float32(rarity("ferri"))
    assert found.words.height == 2


def test_case_and_typography_change_no_profile():
    one, other = profiled("The “Ferry’s” crew left."), profiled('THE "FERRY\'S" CREW LEFT.')
    assert np.array_equal(one.words.ids, other.words.ids)
    assert np.array_equal(one.characters.ids, other.characters.ids)


def test_dense_matrices_stand_over_the_shared_features_in_one_order():
    a, b = profiled("Ferry left. Rain fell."), profiled("Rain and snow. The ferry sank.")
    left, right = dense_pair(a.words, b.words)
    assert left.shape == (2, 2)
    assert right.shape == (2, 2)
    assert np.array_equal(left > 0, [[True, False], [False, True]]) or np.array_equal(
        left > 0, [[False, True], [True, False]]
    )
    assert np.array_equal(right > 0, (left > 0)[::-1])


def test_rows_have_a_length_and_a_mass_even_when_empty():
    found = profiled("… !! Ferry sank.\n\n—")
    assert (found.words.norms > 0).all()
    assert (found.words.masses > 0).all()
    assert len(found.words.norms) == len(found.words.masses) == found.words.height


def test_an_article_without_sentences_has_an_empty_profile():
    found = profiled("")
    assert (found.words.height, found.characters.height, len(found.vectors)) == (0, 0, 0)
    left, right = dense_pair(found.words, profiled("Ferry sank.").words)
    assert (left.shape, right.shape) == ((0, 0), (1, 0))


@settings(deadline=None)  # a machine at work elsewhere takes its time
@given(st.text(max_size=200), st.text(max_size=200))
def test_odd_text_never_raises(one, other):
    a, b = profiled(one), profiled(other)
    for left, right in (dense_pair(a.words, b.words), dense_pair(a.characters, b.characters)):
        assert left.shape[1] == right.shape[1]
        assert np.isfinite(left).all()
        assert np.isfinite(right).all()


def test_the_words_of_a_sentence_mean_the_same_whatever_stands_around_it():
    text = "A rudder cable snapped. Rain. The ferry, they said, ran aground — at dawn — in “fog”."
    one = prepared(text)
    readings = Encoder().read([s.span.of(text) for s in one.sentences])
    alone = [
        word_vectors([reading], [[(w.start - s.start, w.end - s.start) for w in words]])
        for reading, s, words in zip(readings, one.sentences, one.words, strict=True)
    ]
    assert len(alone) == 3
    assert (profile(one, readings).running.vectors == np.concatenate(alone)).all()
