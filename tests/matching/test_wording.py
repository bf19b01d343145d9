"""Which words of a sentence are carried by which words of its sources."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.language.encoder import Encoder
from retold.language.prepare import prepare
from retold.matching.profiles import profile
from retold.matching.wording import PAIR_FEATURES, Part, pair_features, wording, wordings, words_of
from retold.types import Article, Layer

ENCODER = Encoder()
SOURCE = "Captain Moira Dunne said that a rudder cable had snapped two miles from the harbour."
RETOLD = (
    "According to the captain, Moira Dunne, the cable of the rudder broke 2 miles out on Friday."
)


def part(text):
    layer = Layer(text)
    one = prepare(Article(id=text, digest=text, input="a", raw=layer, page=layer, body=layer))
    readings = ENCODER.read([s.span.of(text) for s in one.sentences])
    return Part(one, profile(one, readings), tuple(range(len(one.sentences))))


def pairs(child, *parents):
    found = wording(part(child), [part(parent) for parent in parents])
    return {(found.child[p.child].norm, found.parents[p.parent][1].norm) for p in found.pairs}


def test_words_meet_in_other_words_and_forms():
    found = pairs(RETOLD, SOURCE)
    same = {("captain", "captain"), ("dunne", "dunne"), ("cable", "cable"), ("rudder", "rudder")}
    assert same | {("broke", "snapped"), ("2", "two"), ("miles", "miles")} <= found


def test_what_stands_on_one_side_alone_is_left_over():
    found = wording(part(RETOLD), [part(SOURCE)])
    assert "friday" in {w.norm for w in found.new()}
    assert "harbour" in {w.norm for _, w in found.dropped()}
    assert not {"dunne", "cable", "broke"} & {w.norm for w in found.new()}


def test_a_copied_sentence_is_carried_word_for_word():
    found = wording(part(SOURCE), [part(SOURCE)])
    assert min(found.carried) >= 0.5
    assert {p.child for p in found.pairs if p.child == p.parent} == set(range(len(found.child)))


def test_two_parents_carry_what_each_of_them_says():
    other = "The ferry company blamed rust and promised an inspection."
    child = "A rudder cable snapped, and the ferry company blamed rust."
    found = wording(part(child), [part(SOURCE), part(other)])
    sides = {found.child[p.child].norm: found.parents[p.parent][0] for p in reversed(found.pairs)}
    assert sides["rudder"] == 0
    assert sides["rust"] == 1


def test_two_words_begin_alike_as_far_as_the_longer_one_goes():
    mine, theirs = (words_of([part(text)]) for text in ("Casualties mount", "A casualty mounted"))
    alike = pair_features(mine, theirs)[..., PAIR_FEATURES.index("same_beginning")]
    assert alike.tolist() == [[0, 7 / 10, 0], [0, 0, 5 / 7]]


def test_the_features_of_two_words_are_those_of_the_same_words_held_the_other_way_round():
    mine, theirs = (words_of([part(text)]) for text in (RETOLD, SOURCE))
    there, back = pair_features(mine, theirs), pair_features(theirs, mine).swapaxes(0, 1)
    for name in ("same_word", "same_beginning", "beside", "rarer", "same_value"):
        at = PAIR_FEATURES.index(name)
        assert there[..., at] == pytest.approx(back[..., at], abs=1e-5), name


def test_spans_point_into_the_texts():
    found = wording(part(RETOLD), [part(SOURCE)])
    assert [RETOLD[w.start : w.end].lower() for w in found.child[:3]] == ["according", "to", "the"]
    assert SOURCE[found.parents[0][1].start : found.parents[0][1].end] == "Captain"
    assert len(found.carried) == len(found.child)
    assert len(found.kept) == len(found.parents)


def test_another_subject_carries_nothing():
    found = wording(part("The museum bought a painting."), [part(SOURCE)])
    assert {"museum", "bought", "painting"} <= {w.norm for w in found.new()}


@pytest.mark.parametrize("odd", ["", "—", "\ud800", "7 7 7 7", "東京。"])
def test_odd_sentences_are_aligned_without_complaint(odd):
    for child, parent in ((odd, SOURCE), (SOURCE, odd), (odd, odd)):
        found = wording(part(child), [part(parent)])
        assert all(0 <= p <= 1 for p in (*found.carried, *found.kept))
    assert wording(part(SOURCE), []).pairs == ()


WORDS = st.lists(st.sampled_from(["Dunne", "12", "cable", "the", "said", "snapped", "."]))


@settings(deadline=None, max_examples=25)
@given(WORDS, WORDS)
def test_every_pair_is_a_word_of_each_side(mine, theirs):
    found = wording(part(" ".join(mine)), [part(" ".join(theirs))])
    for pair in found.pairs:
        assert 0 <= pair.child < len(found.child)
        assert 0 <= pair.parent < len(found.parents)
        assert 0 < pair.probability <= 1


def test_many_sentences_at_once_give_what_each_gives_alone():
    texts = (RETOLD, SOURCE, "", "12 — 12", "The ferry company blamed rust for the cable in 2012.")
    asked = [(part(one), [part(other), part(SOURCE)]) for one in texts for other in texts]
    assert wordings(asked) == [wording(child, parents) for child, parents in asked]
    assert wordings([]) == []
