"""What a second look at a child and its known parents adds to the first."""

from functools import cache

import numpy as np
import pytest

from retold.forest import load_forest
from retold.language.encoder import Encoder
from retold.language.prepare import prepare
from retold.matching.details import agreeing
from retold.matching.linking import link_scores_both
from retold.matching.profiles import profile
from retold.matching.second_features import FEATURES, Edge, second_features
from retold.matching.second_look import second_look
from retold.matching.similarity import similarity
from retold.settings import Settings
from retold.types import Article, Layer

ENCODER = Encoder()
LEAST = Settings().link
SOURCE = (
    "A ferry ran aground off Brannock on Tuesday with 412 people on board. "
    "Captain Moira Dunne said that a rudder cable had snapped two miles from the harbour. "
    "It had last been checked in March 2019. "
    "Three lifeboats brought everybody ashore before noon. "
    '"Nobody panicked, they sang," Dunne said.'
)
RETOLD = (
    "All passengers had been taken to land by midday in three rescue boats. "
    "More than four hundred travellers were stuck on Tuesday when their ferry hit the ground "
    "near Brannock. "
    "According to its captain, Moira Dunne, the cable of the rudder, last inspected in March 2019, "
    "broke two miles out."
)
BROADCAST = (
    "The ferry company Norrland Lines has apologised to its passengers. "
    "Captain Moira Dunne has worked for it since 2011. "
    "A refund of 90 euros will be paid to each of them."
)


@cache
def prepared(text: str):
    layer = Layer(text)
    return prepare(Article(id=text, digest="a", input="a", raw=layer, page=layer, body=layer))


@cache
def profiled(text: str):
    one = prepared(text)
    return profile(one, ENCODER.read([s.span.of(text) for s in one.sentences]))


@cache
def edge(child: str, parent: str) -> Edge:
    mine, theirs = profiled(child), profiled(parent)
    alike = similarity(mine, theirs)
    ((there, back),) = link_scores_both(load_forest("links"), [(mine, theirs, alike)])
    return Edge(prepared(parent), theirs, there, back, alike)


def looked(child: str, *parents: str):
    edges = [edge(child, parent) for parent in parents]
    return second_look(load_forest("second_look"), prepared(child), profiled(child), edges)


def seen(name: str, child: str, *parents: str):
    edges = [edge(child, parent) for parent in parents]
    first, *_ = second_features(prepared(child), profiled(child), edges)
    return first[..., FEATURES.index(name)]


def test_a_copied_text_stays_linked_sentence_by_sentence():
    (found,) = looked(SOURCE, SOURCE)
    assert (np.diag(found) >= LEAST).all()
    assert found.argmax(axis=1).tolist() == list(range(5))


def test_a_sentence_made_of_two_is_linked_with_both():
    (found,) = looked(RETOLD, SOURCE)
    assert found.argmax(axis=1)[:2].tolist() == [3, 0]
    assert np.flatnonzero(found[2] >= LEAST).tolist() == [1, 2]


def test_a_speaker_alone_makes_no_link():
    (found,) = looked("Captain Moira Dunne said a rudder cable had snapped at sea.", SOURCE)
    assert np.flatnonzero(found[0] >= LEAST).tolist() == [1]


def test_what_a_sentence_explains_counts_only_where_no_linked_one_explains_it():
    gain = seen("gain_figures", RETOLD, SOURCE)[2]
    assert gain[2] > 0
    assert gain[[0, 3, 4]] == pytest.approx(0, abs=1e-6)
    assert seen("left_without", RETOLD, SOURCE)[2, 2] > seen("left", RETOLD, SOURCE)[2, 2]


def test_quotations_are_held_against_quotations():
    cut = 'Everybody was calm. "They sang," Dunne said.'
    covered = seen("quoted_covered", cut, SOURCE)
    assert (covered[0] == -1).all()
    assert covered[1, 4] > 0.8
    assert covered[1, :4].max() < 0.5


def test_a_second_parent_explains_what_the_first_does_not():
    child = f"{RETOLD} The company, Norrland Lines, has said sorry and will refund 90 euros."
    alone = seen("gain_over_rival", child, BROADCAST)
    beside = seen("gain_over_rival", child, BROADCAST, SOURCE)
    assert (beside <= alone + 1e-9).all()
    assert beside[3].max() > beside[:3].max()
    assert (seen("parents", child, BROADCAST, SOURCE) == 2).all()


def test_the_order_of_the_parents_does_not_matter():
    there, back = looked(RETOLD, SOURCE, BROADCAST), looked(RETOLD, BROADCAST, SOURCE)
    assert np.array_equal(there[0], back[1])
    assert np.array_equal(there[1], back[0])


@pytest.mark.parametrize("child", ["", "—", "\ud800", "…\n\n…", SOURCE])
@pytest.mark.parametrize("parent", ["", "x", "1 2 3 4", SOURCE])
def test_scores_stand_for_child_and_parent_and_are_probabilities(child, parent):
    found = looked(child, parent, SOURCE)
    for scores, one in zip(found, (parent, SOURCE), strict=True):
        assert scores.shape == (len(prepared(child).sentences), len(prepared(one).sentences))
        assert ((scores >= 0) & (scores <= 1)).all()


# ---- names and figures ----------------------------------------------------------------------


def counted(name: str, child: str, parent: str) -> list[list[float]]:
    return np.asarray(agreeing(prepared(child), prepared(parent))[name]).tolist()


def test_figures_agree_by_value_however_they_are_written():
    child, parent = "It cost 3.4 million euros.", "The bill: 3,400,000 euros. Nobody paid."
    assert counted("figures_agree", child, parent) == [[1, 0]]
    assert counted("figures_only_here", child, parent) == [[1, 0]]
    assert counted("figures_conflict", child, parent) == [[0, 0]]


def test_a_figure_of_the_same_kind_with_another_value_conflicts():
    child, parent = "The toll rose to 14%.", "The toll rose to 12%. It began at 03:17."
    assert counted("figures_conflict", child, parent) == [[1, 0]]
    assert counted("figures_left", child, parent) == [[1, 1]]


def test_a_figure_that_two_parent_sentences_have_is_nobodys_own():
    child, parent = "It killed 14%.", "It killed 14%. Of these 14% nobody knew."
    assert counted("figures_agree", child, parent) == [[1, 1]]
    assert counted("figures_only_here", child, parent) == [[0, 0]]


def test_names_agree_or_stand_against_each_other():
    child, parent = "He met Moira Dunne.", "He met Moira Dunne. He met Petra Lindenhall."
    assert counted("names_agree", child, parent) == [[1, 0]]
    assert counted("names_conflict", child, parent) == [[0, 1]]
