"""The words in a row that two articles share, and whose words they are."""

import time
from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.language import prepare
from retold.stories.passages import FEATURES, Passage, shared, telling, tokens
from retold.types import Article, Layer

TOLD = "the watchman rowed after the drifting ferry in a borrowed dinghy"


@pytest.fixture
def described(written):
    """Return a function that describes the longest passage of two texts."""

    def describe(a, b):
        one, other = (tokens(prepare(written(text))) for text in (a, b))
        found = shared([w.norm for w in one.words], [w.norm for w in other.words])
        return telling(one, other, max(found, key=lambda p: p.length))

    return describe


def test_passages_are_found_though_they_moved():
    a = ["he", "rowed", "after", "the", "ferry", "and", "the", "chain", "had", "parted"]
    b = ["the", "chain", "had", "parted", "so", "he", "rowed", "after", "the", "ferry"]
    assert shared(a, b) == [Passage(0, 5, 5), Passage(6, 0, 4)]


def test_no_word_belongs_to_two_passages():
    assert shared(["a", "b", "c"], ["a", "b", "c", "x", "a", "b", "c"]) == [Passage(0, 0, 3)]


@given(
    a=st.lists(st.sampled_from("abc"), max_size=30), b=st.lists(st.sampled_from("abc"), max_size=30)
)
def test_passages_are_the_same_words_and_do_not_overlap(a, b):
    found = shared(a, b)
    for one in found:
        assert a[one.a : one.a + one.length] == b[one.b : one.b + one.length]
    for side in ("a", "b"):
        covered = [getattr(one, side) + n for one in found for n in range(one.length)]
        assert len(covered) == len(set(covered))


def test_a_refrain_is_no_trap():
    start = time.process_time()
    shared(["ho"] * 4000, ["ho"] * 4000)
    assert time.process_time() - start < 5


def test_who_quotes_whom_shows(described):
    assert described(f"At dawn {TOLD}.", f"Then {TOLD}.")["narrated"] > 0
    assert described(f"At dawn {TOLD}.", f"It wrote: “{TOLD}”.")["quoted_from"] > 0
    assert described(f"“{TOLD},” he said.", f"She wrote “{TOLD}”.")["quoted_in_both"] > 0


def test_a_post_shows_by_its_signature(described):
    post = f"Look how {TOLD}! — Ana Brel (@anabrel) May 3, 2018"
    assert described(f"She wrote:\n\n{post}", f"Fun.\n\n{post}")["posted"] == 1
    below = f"Look how {TOLD} yesterday.\n\n— Ana Brel (@anabrel) May 3, 2018"
    assert described(f"She wrote:\n\n{below}", f"At dawn {TOLD} yesterday.")["posted"] == 1


def test_a_statement_shows_by_its_voice_and_by_the_colon_before_it(described):
    said = "We are very sorry and our thoughts go out to you and all your families tonight."
    found = described(f"The owners said:\n\n{said}", f"They released this:\n\n{said}")
    assert found["introduced"] > 0
    assert found["first_person"] == 1
    assert found["speaking"] > described(f"At dawn {TOLD}.", f"Then {TOLD}.")["speaking"]


def test_names_and_figures_alone_are_no_passage(described):
    assert described("Ana Maria Brel Olsen, 44, came.", "Ana Maria Brel Olsen, 44, left.") is None


@given(a=st.text(max_size=150), b=st.text(max_size=150))
def test_any_two_texts_can_be_described(a, b):
    one, other = (tokens(prepare(Article(text, "0", "x", *3 * (Layer(text),)))) for text in (a, b))
    for place in shared([w.norm for w in one.words], [w.norm for w in other.words]):
        found = telling(one, other, place)
        assert found is None or (set(found) == set(FEATURES) and all(map(isfinite, found.values())))
