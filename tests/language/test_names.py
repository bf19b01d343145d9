"""What counts as a proper name, and which mentions meet under one key."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.language.names import names


def _found(text: str) -> list[str]:
    return [text[n.start : n.end] for n in names(text)]


def test_mentions_of_one_person_share_a_key() -> None:
    text = "It fell to John F. Kirby to speak. Kirby said so, and John Kirby's aides agreed."
    assert [n.key for n in names(text)] == ["kirby"] * 3


def test_two_bearers_of_a_family_name_stay_apart() -> None:
    text = "Then Ann Lowe met Peter Lowe."
    assert [n.key for n in names(text)] == ["ann lowe", "peter lowe"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("said Deputy Communications Minister Stavroula Mandrakis", "Stavroula Mandrakis"),
        ("said Dr. Pavo Heinsaar", "Pavo Heinsaar"),
        ("met Dagny Okoro-Lind", "Dagny Okoro-Lind"),
        ("met Ludwig van der Berg", "Ludwig van der Berg"),
        ("at the Bank of Ardavia", "Bank of Ardavia"),
        ("met Dagny Lind of Ostra", "Dagny Lind"),
        ("seen by The Alder Post", "Alder Post"),
        ("in Al-Shifa hospital", "Al-Shifa"),
        ("as told to FoxNews.com. Later", "FoxNews.com"),
        ("in the U.S. last week", "U.S."),
    ],
)
def test_titles_and_articles_are_left_out(text: str, name: str) -> None:
    assert _found(text)[0] == name


def test_a_word_at_the_start_of_a_sentence_needs_proof() -> None:
    assert _found("Residents had left. After that, Police came.") == []
    assert _found("Hamas refused. They spoke to Hamas.") == ["Hamas", "Hamas"]


def test_months_and_weekdays_are_no_names() -> None:
    assert _found("They met in July on a Monday.") == []


@pytest.mark.parametrize(
    ("a", "b"), [("the US army", "the United States"), ("the UN", "the United Nations")]
)
def test_well_known_abbreviations_meet_their_long_form(a: str, b: str) -> None:
    assert names(a)[0].key == names(b)[0].key


def test_an_abbreviation_meets_the_name_it_shortens() -> None:
    first, second = names("at the Marine Environment Bureau, where the MEB sits")
    assert first.key == second.key


def test_institutions_keep_their_whole_name() -> None:
    assert names("from Bulawan State College")[0].key == "bulawan state college"


_PIECES = "Kirby John F. of the The van U.S. NATO's O'Neil ’s \" . ! - \n Dr É ß Ǆ 12 and"


@given(
    st.lists(st.sampled_from(_PIECES.split(" ")), max_size=30).map(" ".join) | st.text(max_size=80)
)
def test_names_lie_in_order_within_the_text(text: str) -> None:
    found = names(text)
    assert all(0 <= n.start < n.end <= len(text) and n.key for n in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
