"""Which outlets an article names, however it writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.language import prepare
from retold.stories.credit import crediting, named, outlet_key, thirds
from retold.types import Article, Layer


@pytest.fixture
def names(written):
    """Return a function that finds the outlets in a text that an outlet published."""
    return lambda text, outlet=None, **more: named(
        prepare(written(text, "a", outlet=outlet, **more)), ()
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fox News", "foxnews.com"),
        ("The Washington Post (Opinion)", "washingtonpost.com"),
        ("New York Times - News", "The New York Times"),
        ("AP", "Associated Press"),
        ("AP", "bigstory.ap.org"),
        ("BBC News", "bbc.co.uk"),
        ("Wall Street Journal - Editorial", "Wall Street Journal"),
        ("TheBlaze.com", "The Blaze"),
    ],
)
def test_names_and_addresses_of_one_outlet_meet(one, other):
    assert outlet_key(one) == outlet_key(other) != ""


def test_names_that_many_outlets_have_meet_nothing():
    assert outlet_key("The Times") == outlet_key("the News") == outlet_key("") == ""


@given(name=st.text(max_size=60))
def test_any_name_has_a_key(name):
    assert isinstance(outlet_key(name), str)


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("The boy fell, CNN affiliate KTVU said.", "ktvu.com"),
        ("She told the Athens Banner Herald that it rained.", "athensbannerherald.com"),
        ("“Never,” he told The Times.", "New York Times - News"),
        ("Newsmax was first with it.", "Newsmax"),
        ("The plan was leaked to The Hill on Monday.", "The Hill"),
    ],
)
def test_a_credit_is_found_however_it_is_written(names, text, outlet):
    assert crediting(names(text, "Oster Post"), names("Other words.", outlet)) == (0,)


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("They climbed Capitol Hill and the hill beyond.", "The Hill"),
        ("Police in Jacksonville said so.", "jacksonville.com"),
        ("He went on and on.", "oscar.go.com"),
        ("It was told to The Los Angeles Times. The Times had more.", "New York Times - News"),
    ],
)
def test_a_word_that_only_looks_like_the_name_is_no_credit(names, text, outlet):
    assert crediting(names(text, "Oster Post"), names("Other words.", outlet)) == ()


def test_the_address_stands_in_for_a_missing_name(names):
    other = names("Words.", None, url="http://web.archive.org/web/2015/http://www.ktvu.com/story")
    assert crediting(names("It burnt, KTVU said."), other) == (0,)


def test_a_third_is_found_under_its_full_and_its_short_name(names):
    a = names("The New York Times had it. Later The Times said more.", "Oster Post")
    b = names("It was in the Times.", "Nordby News")
    assert thirds(a, b) == {"newyorktimes": ((0, 1), (0,))}


@given(text=st.text(max_size=200), outlet=st.text(max_size=30))
def test_any_text_can_be_asked(text, outlet):
    layer = Layer(text)
    article = Article("a", "0", "a", raw=layer, page=layer, body=layer, outlet=outlet)
    one = named(prepare(article), ())
    assert crediting(one, one) == ()
