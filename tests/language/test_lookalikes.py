"""Words that hide from comparison behind other letters or characters that nobody sees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.language import words
from retold.language.lookalikes import undisguised


@pytest.mark.parametrize(
    "hidden",
    [
        "br\u0456dge",
        "bridg\u0435",
        "\uff42\uff52\uff49\uff44\uff47\uff45",
        "\U0001d41b\U0001d42b\U0001d422\U0001d41d\U0001d420\U0001d41e",
        "bri\u200bdge",
        "bri\u00addge",
        "bri\u034fdge",
        "bri\ufe0fdge",
        "bri\u202cdge",
    ],
)
def test_a_hidden_word_meets_the_plain_one(hidden):
    (word,) = words(hidden)
    assert word.norm == "bridge"
    assert (word.start, word.end) == (0, len(hidden))


@pytest.mark.parametrize("word", ["мост", "γέφυρα", "Kılıç", "m²", "café", "Straße"])
def test_words_of_other_alphabets_stay_what_they_are(word):
    assert undisguised(word) == word


@given(st.text(max_size=30))
def test_whatever_the_text_its_words_stand_where_they_say(text):
    at = 0
    for word in words(text):
        assert at <= word.start < word.end <= len(text)
        assert word.norm
        at = word.end
