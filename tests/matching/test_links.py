"""Sentence links: where they point, of what kind they are, and what they quote."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.language.prepare import prepare
from retold.matching.links import links
from retold.types import Article, Layer

PARENT = (
    "The gate jammed half open on Monday morning and water poured into the town. "
    "Nobody was killed. "
    "The engineer ran along the dam in the dark and closed a second valve by hand."
)


def prepared(text, identity):
    layer = Layer(text)
    return prepare(
        Article(id=identity, digest=identity, input="a", raw=layer, page=layer, body=layer)
    )


def linked(child, scores, least=0.5, parent=PARENT):
    return links(
        prepared(child, "child"),
        prepared(parent, "parent"),
        np.array(scores, dtype=np.float32),
        least,
    )


def kinds(child, scores):
    return [link.kind for link in linked(child, scores)]


def test_a_sentence_without_a_parent_has_no_link():
    assert (
        linked("Nobody was killed. It rained.", [[0.1, 0.9, 0.1], [0.1, 0.2, 0.3]])[
            0
        ].child.sentence
        == 0
    )
    assert len(linked("Nobody was killed. It rained.", [[0.1, 0.9, 0.1], [0.1, 0.2, 0.3]])) == 1


def test_the_least_score_links():
    assert len(linked("Nobody was killed.", [[0.0, 0.5, 0.0]], least=0.5)) == 1
    assert len(linked("Nobody was killed.", [[0.0, 0.49, 0.0]], least=0.5)) == 0


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The gate jammed half open on Monday morning and water poured into the town.", "verbatim"),
        (
            "THE GATE jammed half-open on Monday morning, and water poured into the town!",
            "verbatim",
        ),
        ("The gate jammed half open early Monday and water poured into the streets.", "edited"),
        ("A stuck sluice flooded the place as the week began.", "paraphrased"),
    ],
)
def test_the_wording_decides_about_the_kind_of_a_single_link(sentence, kind):
    assert kinds(sentence, [[0.9, 0.0, 0.0]]) == [kind]


def test_two_parents_make_a_merged_sentence():
    (link,) = linked("A flood that killed nobody struck the town.", [[0.8, 0.7, 0.1]])
    assert link.kind == "merged"
    assert [place.sentence for place in link.parents] == [0, 1]


def test_a_parent_told_in_two_sentences_is_split():
    child = "The engineer ran along the dam. It was dark when she shut another valve."
    assert kinds(child, [[0, 0, 0.9], [0, 0, 0.8]]) == ["split", "split"]


def test_a_copied_sentence_stays_verbatim_though_another_retells_it_too():
    child = "Nobody was killed. There were no deaths at all in this flood."
    assert kinds(child, [[0, 0.9, 0], [0, 0.8, 0]]) == ["verbatim", "split"]


def test_what_stands_word_for_word_in_one_parent_is_verbatim_whatever_else_is_alike():
    (link,) = linked("Nobody was killed.", [[0.6, 0.9, 0.0]])
    assert link.kind == "verbatim"
    assert len(link.parents) == 2


def test_the_score_is_the_highest():
    (link,) = linked("A flood that killed nobody struck the town.", [[0.8, 0.7, 0.1]])
    assert link.score == pytest.approx(0.8)


def test_places_carry_the_characters_of_the_sentences():
    child = "It rained.\n\n  Nobody was killed."
    (link,) = linked(child, [[0, 0, 0], [0, 0.9, 0]])
    assert (link.child.article, link.child.sentence) == ("child", 1)
    assert child[link.child.start : link.child.end] == "Nobody was killed."
    (parent,) = link.parents
    assert (parent.article, parent.sentence) == ("parent", 1)
    assert PARENT[parent.start : parent.end] == "Nobody was killed."


@given(
    st.lists(st.lists(st.floats(0, 1, width=32), min_size=3, max_size=3), min_size=2, max_size=2)
)
def test_there_is_one_link_for_every_sentence_that_scores(table):
    child = "Nobody was killed. It rained."
    found = linked(child, table, least=0.5)
    expected = [n for n, row in enumerate(np.array(table, dtype=np.float32)) if (row >= 0.5).any()]
    assert [link.child.sentence for link in found] == expected
    for link in found:
        assert len(link.parents) == sum(np.float32(s) >= 0.5 for s in table[link.child.sentence])


def test_articles_without_sentences_have_no_links():
    assert linked("", np.zeros((0, 3))) == ()
    assert linked("Nobody.", np.zeros((1, 0)), parent="") == ()
