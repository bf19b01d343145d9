"""How rare a word is in news, the same for everybody and for ever."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.language.rarity import VERSION, rarity
from retold.language.words import stem


def test_the_table_has_a_version():
    assert VERSION == "rarity/1"


def test_a_word_of_every_article_says_next_to_nothing():
    assert rarity("the") < 0.1


@pytest.mark.parametrize(
    ("common", "rare"), [("said", "reservoir"), ("year", "meteorite"), ("new", "zxqv")]
)
def test_rarer_words_weigh_more(common, rare):
    assert rarity(stem(common)) < rarity(stem(rare))


def test_no_word_is_rarer_than_one_that_the_table_lacks():
    unknown = rarity("zxqvzxqv")
    assert unknown == rarity("qqqqqqqq")
    assert all(rarity(stem(word)) <= unknown for word in ("said", "reservoir", "the"))


@given(st.text(max_size=20))
def test_every_string_has_a_rarity(text):
    value = rarity(text)
    assert math.isfinite(value)
    assert 0 <= value <= rarity("zxqvzxqv")
