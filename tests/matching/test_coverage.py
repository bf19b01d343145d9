"""How much of what each sentence says another one carries, word by word."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.language.encoder import Encoder
from retold.language.prepare import prepare
from retold.matching.coverage import agreement
from retold.matching.profiles import profile
from retold.matching.similarity import similarity
from retold.types import Article, Layer

ENCODER = Encoder()
SAID = "The vessel sank at daybreak off Brannock."
RETOLD = "A ship went down near Brannock at dawn."
STRANGE = "Orchestras tune their violins before concerts."


def profiled(text, *, read=True):
    layer = Layer(text)
    one = prepare(Article(id=text, digest=text, input="a", raw=layer, page=layer, body=layer))
    texts = [s.span.of(text) for s in one.sentences]
    return profile(one, ENCODER.read(texts) if read else ENCODER.encode(texts))


def test_words_agree_by_meaning_and_by_stem():
    mine, theirs = profiled(SAID), profiled(RETOLD)
    found = agreement(mine.running, theirs.running)
    names = [[w.norm for w in prepare_words(text)] for text in (SAID, RETOLD)]
    vessel, ship, dawn = names[0].index("vessel"), names[1].index("ship"), names[1].index("dawn")
    assert found[vessel, ship] > found[vessel, dawn]
    assert found[names[0].index("brannock"), names[1].index("brannock")] >= 0.9


def prepare_words(text):
    layer = Layer(text)
    one = prepare(Article(id=text, digest=text, input="a", raw=layer, page=layer, body=layer))
    return [word for words in one.words for word in words]


def test_other_words_for_the_same_cover_more_than_another_subject():
    source = profiled(f"{SAID} {STRANGE}")
    found = similarity(profiled(RETOLD), source).soft
    assert found.covered[0, 0] > 0.6
    assert found.covered[0, 1] < 0.3
    assert found.alone[0, 0] > found.alone[0, 1]


def test_what_the_likest_sentence_says_already_is_not_added_by_another():
    source = profiled(f"{SAID} It sank off Brannock.")
    found = similarity(profiled(SAID), source).soft
    assert found.added[0, 0] > 1
    assert found.added[0, 1] < 0.5


def test_without_readings_words_agree_by_their_stems_alone():
    found = similarity(profiled(RETOLD, read=False), profiled(SAID, read=False)).soft
    assert 0 < found.covered[0, 0] < 0.5


@pytest.mark.parametrize("text", ["", "—", "…\n\n…\n\n!", "\ud800"])
def test_texts_without_words_are_compared_without_complaint(text):
    for one, other in ((text, SAID), (SAID, text), (text, text)):
        found = similarity(profiled(one), profiled(other)).soft
        assert np.isfinite(found.covered).all()
        assert np.isfinite(found.added).all()


TEXTS = st.lists(st.sampled_from([SAID, RETOLD, STRANGE, "…", "\ud800 x."]), max_size=4)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_turning_exchanges_the_sides(one, other):
    a, b = profiled(" ".join(one)), profiled("\n".join(other))
    there, back = similarity(a, b).soft, similarity(b, a).soft.transposed()
    for measure in ("covered", "covering", "alone", "alone_back"):
        values = getattr(there, measure)
        assert values.shape == (len(a.vectors), len(b.vectors))
        assert ((values >= -1e-5) & (values <= 1 + 1e-5)).all()
        assert np.allclose(values, getattr(back, measure), atol=1e-4)
