"""Where text run together is cut into pieces."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.reading.dump_cuts import pieces_of
from retold.types import Span

MENU = "Home News World Africa Asia Europe Business Money Tech Science Culture Travel Weather Sport"
LONG = (
    " The council will meet again on Monday to hear what the divers have found under the bridge,"
    " and the mayor has asked for patience until then. Ferries run free of charge all day."
)


def cut(text: str, opening: str | None = None) -> list[str]:
    spans = pieces_of(text, Span(0, len(text)), opening, together=True)
    return [span.of(text) for span in spans]


def test_two_texts_that_meet_without_a_space_are_parted():
    pieces = cut(f"Bridge closed after cracksPublished 4 March 2024{LONG}")
    assert pieces[:2] == ["Bridge closed after cracks", "Published 4 March 2024"]


def test_a_name_with_a_capital_inside_is_whole_where_it_stands_again():
    pieces = cut(f"HarbourWorks mends the bridge, said HarbourWorks on Monday.{LONG}")
    assert pieces[0] == "HarbourWorks mends the bridge, said HarbourWorks on Monday."


def test_a_headline_after_a_menu_begins_a_piece():
    title = "Cracks close the harbour bridge"
    assert title in cut(f"{title} | Norrvik Post {MENU} {title} By Jane Dahl {LONG}", title)


def test_a_headline_of_two_sentences_that_stands_twice_is_whole():
    title = "The harbour needs a new bridge. Norrvik wants to build it"
    assert title in cut(f"{title} Log In Menu {MENU} {title} By Jane Dahl 4 March 2024 {LONG}")


def test_names_inside_a_sentence_are_not_cut():
    sentence = "Engineers Jane Dahl, Tom Berg and Lars Lind of the council saw the cracks first."
    assert sentence in cut(f"{sentence}{LONG}")


def test_text_without_spaces_is_cut_at_its_sentences():
    text = "橋は三週間閉鎖されます。市議会は月曜日に発表しました。" * 8
    assert cut(text)[0] == "橋は三週間閉鎖されます。"


@pytest.mark.parametrize(
    "whole",
    [
        "Jitters over U.S. bill on exports to the island grew on Monday.",
        "SANTA FE, N.M. (AP) — A cat was found five years later in another town.",
        "Published 4 March 2024 11:21 pm CST",
    ],
)
def test_initials_and_zones_are_not_cut_off(whole):
    assert whole in cut(f"{whole}{'' if whole.endswith('.') else ' By Jane Dahl'}{LONG}")


def test_a_headline_that_goes_on_from_a_quotation_is_whole():
    title = "Economists weigh in on the latest jobs report"
    again = "'Ends the debate': economists weigh in on the latest jobs report"
    assert again in cut(
        f"{title} | Post {MENU} WhatsApp {again}Published 4 March 2024{LONG}", title
    )


def test_a_headline_is_cut_from_the_label_before_it():
    pieces = cut(f"{MENU} Get the app Health How a bridge was mended in a weekPublished{LONG}")
    assert "How a bridge was mended in a week" in pieces


def test_the_letter_of_a_vitamin_begins_no_headline():
    sentence = "Too little Vitamin A during the winter harms the sight of children, she said."
    assert sentence in cut(f"{sentence}{LONG}")


def test_a_readers_comment_begins_with_who_says_it_and_ends_with_the_time():
    pieces = cut(f"{LONG} jackwagon says: March 4, 2024 at 6:34 am it is about time too.{LONG}")
    assert "jackwagon says: March 4, 2024 at 6:34 am" in pieces


def test_a_short_line_is_one_piece():
    assert cut("Home News Sport") == ["Home News Sport"]


@given(st.text(alphabet="AaBb .”“\"'|19:,-\xa0漢。", max_size=700), st.booleans())
def test_pieces_stand_in_order_and_hold_every_character(text, together):
    pieces = pieces_of(text, Span(0, len(text)), None, together=together)
    assert all(left.end <= right.start for left, right in pairwise(pieces))
    kept = "".join("".join(piece.of(text).split()) for piece in pieces)
    assert kept == "".join(text.split())


@pytest.mark.parametrize(
    "part", ["By A b ", "Aa Bb 1 ", "aB", "A. ", "x 12:12", "Aa Aa Aa Aa Aa Aa "]
)
def test_hostile_lines_are_cut_in_linear_time(part):
    cut(part * 3000)


def test_a_headline_in_other_words_than_the_title_is_one_piece():
    title = "Mayor suggests the bridge will stay closed until summer in Norrvik"
    said = "Mayor defiant as the bridge will stay closed until summer in Norrvik"
    text = f"{title} Jump to content {MENU} deals {said} Council hears of the cracks today.{LONG}"
    assert said in cut(text)


def test_a_byline_ends_where_another_name_begins():
    name = "Emma Roma Holm"
    again = f" {name} crosses daily. {name} is not worried, and {name} says so.{LONG}"
    assert "By Serafina Kenny" in cut(f"By Serafina Kenny {name} at the bridge in March.{again}")


def test_one_word_again_and_again_is_no_text_to_be_cut():
    page = "The quay is closed.\n" + "By | " * 100_000
    started = time.process_time()
    pieces = pieces_of(page, Span(20, len(page)), None, together=False)
    assert pieces == [Span(20, len(page))]
    assert time.process_time() - started < 4
