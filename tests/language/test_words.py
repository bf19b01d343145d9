"""The words of a text, and when two spellings are one word."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.language.words import words


def norms(text):
    return [word.norm for word in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rain fell, twice.", ["rain", "fell", "twice"]),
        ("a well-known night-time flight", ["a", "well", "known", "night", "time", "flight"]),
        ("U.S. and E.U. envoys", ["us", "and", "eu", "envoys"]),
        ("don’t can't", ["don't", "can't"]),
        ("O’Brien’s boat", ["o'brien", "boat"]),
        ("the workers’ hall", ["the", "workers", "hall"]),
        ("1,400 at 22:47, up 3.4", ["1400", "at", "22:47", "up", "3.4"]),
        ("7.4kg", ["7.4kg"]),
        ("snake_case", ["snake", "case"]),
        ("Übermäßig", ["übermässig"]),
        ("… — “” !", []),
        ("", []),
    ],
)
def test_what_is_one_word(text, expected):
    assert norms(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CASUALTIES", "casualties"),
        ("Kirby’s", "Kirby's"),
        ("Kirby’s", "Kirby"),
        ("1,400", "1400"),
        ("U.S.", "US"),
        ("cafe\u0301", "café"),
        ("Zu\u0308rich", "Zürich"),
        ("Mor\u00adgen\u00adblatt", "Morgenblatt"),
        ("cas\u200bual\u200dties", "casualties"),
        ("\ufeffferry", "ferry"),
    ],
)
def test_spellings_that_meet(one, other):
    assert norms(one) == norms(other)


@pytest.mark.parametrize(("one", "other"), [("1.400", "1400"), ("22:47", "2247"), ("us", "use")])
def test_spellings_that_do_not_meet(one, other):
    assert norms(one) != norms(other)


def test_inflected_forms_share_a_stem():
    assert {word.stem for word in words("reservoir reservoirs")} == {"reservoir"}
    assert len({word.stem for word in words("flooding flooded floods")}) == 1


def test_an_offset_moves_the_characters_only():
    here, there = words("Rain fell."), words("Rain fell.", 100)
    assert [(w.start + 100, w.end + 100, w.norm, w.stem) for w in here] == [
        (w.start, w.end, w.norm, w.stem) for w in there
    ]


@given(st.text(max_size=200))
def test_words_lie_in_the_text_in_order_and_apart(text):
    at = 0
    for word in words(text):
        assert at <= word.start < word.end <= len(text)
        assert word.norm
        assert not any(c.isspace() for c in text[word.start : word.end])
        at = word.end


@pytest.mark.parametrize(
    "text",
    [
        "x" * 200_000,
        "1," * 100_000,
        "a'" * 100_000,
        "A." * 100_000,
        "a\u200b" * 100_000,
        "\u0301" * 200_000,
        "\ud800" * 200_000,
    ],
    ids=["letters", "digits", "apostrophes", "initials", "unseen", "accents", "surrogates"],
)
def test_long_runs_take_little_time(text):
    start = time.process_time()
    words(text)
    assert time.process_time() - start < 2
