"""How alike the sentences of two articles are."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.language.prepare import prepare
from retold.matching.profiles import profile
from retold.matching.similarity import similarity
from retold.types import Article, Layer

MEASURES = ("words", "characters", "meaning", "covered", "covering")
SHORT = "The ferry ran aground."
LONG = "The ferry ran aground off Brannock with 412 passengers."
STRANGE = "Orchestras tune in A."


def profiled(text):
    layer = Layer(text)
    one = prepare(Article(id=text, digest=text, input="a", raw=layer, page=layer, body=layer))
    vectors = np.zeros((len(one.sentences), 8), dtype=np.float32)
    for row, words in enumerate(one.words):
        for word in words:
            vectors[row, len(word.norm) % 8] += 1
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return profile(one, vectors / np.maximum(lengths, 1))


@pytest.mark.parametrize("measure", MEASURES)
def test_a_sentence_is_wholly_like_itself(measure):
    one = profiled(LONG)
    assert getattr(similarity(one, one), measure)[0, 0] == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("measure", ["words", "characters", "covered", "covering"])
def test_sentences_without_a_common_word_are_not_alike(measure):
    assert getattr(similarity(profiled(LONG), profiled(STRANGE)), measure)[0, 0] < 0.2


def test_a_part_is_covered_by_the_whole_but_does_not_cover_it():
    found = similarity(profiled(SHORT), profiled(LONG))
    assert found.covered[0, 0] == pytest.approx(1, abs=1e-5)
    assert found.covering[0, 0] < 0.7


def test_rare_words_weigh_more_than_common_ones():
    reference = profiled("The reservoir in the valley was the one that they had said it was.")
    rare, common = profiled("Reservoir valley."), profiled("They had said it.")
    assert similarity(reference, rare).covered[0, 0] > similarity(reference, common).covered[0, 0]


def test_rows_are_the_first_and_columns_the_second_article():
    found = similarity(profiled(f"{SHORT} {STRANGE}"), profiled(LONG))
    assert found.words.shape == (2, 1)
    assert found.words[0, 0] > found.words[1, 0]


TEXTS = st.lists(st.sampled_from([SHORT, LONG, STRANGE, "…", "東京。", "\ud800 x."]), max_size=4)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_every_measure_lies_between_0_and_1_and_turning_exchanges_the_sides(one, other):
    a, b = profiled(" ".join(one)), profiled("\n".join(other))
    there, back = similarity(a, b), similarity(b, a).transposed()
    for measure in MEASURES:
        values = getattr(there, measure)
        assert values.shape == (len(a.vectors), len(b.vectors))
        assert ((values >= 0) & (values <= 1 + 1e-5)).all()
        assert np.allclose(values, getattr(back, measure), atol=1e-6)
