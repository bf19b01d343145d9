"""Phrases are found as a search without regard to capitals finds them, only sooner."""

import re

from hypothesis import given
from hypothesis import strategies as st

from retold.reading.lines import kind_of
from retold.reading.phrases import Phrases, folded

LETTERS = "abkisABKIS \u0130\u0131\u017f\u212a’|"
PARTS = st.lists(
    st.sampled_from(["a", "ab", "abk", "b", "ba?", "(?:a|k)s", "k?i", "i|s", "is", "sa", "s+k"]),
    min_size=1,
    max_size=6,
)


@given(PARTS, st.text(LETTERS, max_size=12))
def test_what_is_found_is_what_a_search_without_capitals_finds(parts, text):
    ours = Phrases("|".join(parts), before=r"(?<!\w)", after="b?")
    plain = re.compile(rf"(?<!\w)(?:{'|'.join(parts)})b?", re.IGNORECASE)
    assert [found.span() for found in ours.finditer(text)] == [
        found.span() for found in plain.finditer(text)
    ]
    assert ours.count(text) == len(plain.findall(text))
    for way in ("match", "search", "fullmatch"):
        mine, theirs = getattr(ours, way)(text), getattr(plain, way)(text)
        assert (mine and mine.span()) == (theirs and theirs.span())


@given(st.text(max_size=40))
def test_folding_moves_no_character(text):
    assert len(folded(text)) == len(text)


def test_of_two_phrases_at_one_place_the_first_named_is_taken():
    assert Phrases("get|get more").search("Get more").group() == "get"
    assert Phrases("get more|get").search("Get more").group() == "get more"


def test_bars_inside_brackets_part_no_phrases():
    assert Phrases("sign (?:up|in)|log in").count("Sign in or LOG IN or sign off") == 2


def test_a_letter_that_only_looks_small_is_still_told():
    assert kind_of("\u017fhare via Facebook | Twitter | Email").name == "share"
    assert kind_of("\u017fub\u017fcribe to our newsletter today").name == "notice"
