"""Dumps as people have them: pasted from mails, screen readers and press releases."""

from __future__ import annotations

import pytest

from retold.reading import Hints, read
from retold.reading.dump_lines import lines_of
from retold.reading.lines import kind_of
from retold.types import Article

HEADLINE = "Cracks close harbour bridge at Norrvik"
PARAGRAPHS = (
    (
        "The harbour bridge at Norrvik was closed to all traffic on Monday after engineers found "
        "cracks in two of its main girders, the town said."
    ),
    (
        "Inspectors noticed the cracks during a routine check on Sunday evening, and lorries were "
        "turned back within the hour."
    ),
    (
        "“Nobody was in danger at any time,” said Ingrid Solheim, who heads the town's roads "
        "department. “But we will not take a chance with a bridge that is sixty years old.”"
    ),
    (
        "Ferries will carry passengers across the harbour free of charge until the end of April, "
        "when a temporary deck is due to be finished."
    ),
    (
        "Shopkeepers on the eastern side fear that customers will stay away. A petition for a second "
        "bridge has been signed by more than 3,000 people since Monday."
    ),
)
BODY = "\n\n".join(PARAGRAPHS)
MENU = "Home\nNews\nSport\nCulture\nWeather\nSubscribe to Norrvik Post\nSign in\n"


def read_dump(text: str) -> Article:
    return read(text.encode(), Hints("page.txt")).articles[0]


def plain(text: str) -> str:
    return " ".join(text.split())


def test_a_dump_of_one_line_without_a_headline_has_none_and_ends_before_the_list_of_others() -> (
    None
):
    one = " ".join(PARAGRAPHS)
    article = read_dump(
        f"Home News Sport Culture Weather Sign in Subscribe {one} Most read Ten castles to see "
        "Why the herring came back © 2024 Norrvik Post. All rights reserved."
    )
    assert article.headline is None
    assert plain(article.text) == one


def test_a_headline_may_say_sign_in() -> None:
    headline = "'Sign in or be left out': banks press customers to move online"
    article = read_dump(f"{MENU}\n{headline}\nBy Jane Dahl\n4 March 2024\n\n{BODY}\n")
    assert article.headline == headline
    assert plain(article.text) == plain(BODY)


def test_what_a_screen_reader_says_before_a_heading_is_no_part_of_the_headline() -> None:
    article = read_dump(
        f"link Home link News link Sport heading level 1 {HEADLINE}\nJane Dahl\n4 March 2024\n"
        f"{BODY}\nheading level 2 Most read\nbullet link Ten castles to see\n"
    )
    assert article.headline == HEADLINE
    assert "castles" not in article.text


def test_a_press_release_is_not_headed_by_whom_to_ask_and_ends_at_its_end_mark() -> None:
    article = read_dump(
        "FOR IMMEDIATE RELEASE\n\nContact: Ola Nordmann, +47 555 123, ola@norrvik.example\n\n"
        f"{HEADLINE}\n\nNORRVIK, 4 March 2024 – {BODY}\n\n###\n\nAbout Norrvik Town\n"
        "Norrvik is a town of 12,000 people on the coast.\n"
    )
    assert article.headline == HEADLINE
    assert article.standfirst is None
    assert plain(article.text) == plain(BODY)
    assert article.published == "2024-03-04"


def test_lists_and_comments_in_the_middle_of_the_text_are_left_out() -> None:
    others = "Most read\n1. Ten castles to see before you die\n2. Mayor denies rumours of a tax\n"
    article = read_dump(
        f"{MENU}\n{HEADLINE}\nBy Jane Dahl\n4 March 2024\n\n{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}\n\n"
        f"{others}\n{PARAGRAPHS[2]}\n\n{PARAGRAPHS[3]}\n\n{PARAGRAPHS[4]}\n\n3 Comments\n"
        "Ola says: March 5, 2024 at 10:12\nI never trusted this bridge, and told everybody so.\n"
    )
    assert plain(article.text) == plain(BODY)


def test_a_page_that_is_nearly_all_text_keeps_no_line_that_leads_elsewhere() -> None:
    article = read_dump(
        f"{HEADLINE}\n4 March 2024\n{PARAGRAPHS[0]}\nALSO READ | Why the herring came back\n"
        f"{PARAGRAPHS[1]}\n{PARAGRAPHS[2]}\n{PARAGRAPHS[3]}\n{PARAGRAPHS[4]}\n"
        "https://norrvikpost.example/news/bridge\n"
    )
    assert plain(article.text) == plain(BODY)


def test_an_in_line_header_names_outlet_and_day() -> None:
    article = read_dump(f"{HEADLINE}\n\ndate 2023-11-02 (MENAFN) {BODY}\n")
    assert (article.headline, article.outlet, article.published) == (
        HEADLINE,
        "MENAFN",
        "2023-11-02",
    )
    assert article.text.startswith("The harbour bridge")


def test_words_in_small_letters_behind_a_title_are_no_outlet() -> None:
    article = read_dump(f"{HEADLINE} - live updates\n\n{BODY}\n")
    assert article.outlet is None


def test_an_author_may_be_named_with_the_place() -> None:
    article = read_dump(f"{MENU}\n{HEADLINE}\nJane Dahl in Norrvik\nMon 4 Mar 2024\n{BODY}\n")
    assert article.byline == ("Jane Dahl",)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("From: Ola Nordmann <ola@example.com>", "mail"),
        ("Subject: FW: Cracks close harbour bridge", "mail"),
        ("https://norrvikpost.example/news/bridge", "link"),
        ("FOR IMMEDIATE RELEASE", "notice"),
        ("Media contact: Ola Nordmann", "notice"),
        ("Follow us on Facebook and Twitter for more news.", "notice"),
    ],
)
def test_lines_around_what_was_pasted_are_known_by_their_own_words(line: str, kind: str) -> None:
    found = kind_of(line)
    assert found is not None
    assert found.name == kind


@pytest.mark.parametrize(
    "line",
    [
        "From dawn to dusk the ferries crossed the harbour.",
        "Contact with the crew was lost at noon on Monday.",
        "Subject to approval by the council, the bridge will open in May.",
    ],
)
def test_sentences_that_begin_like_such_lines_are_none(line: str) -> None:
    assert kind_of(line) is None


def test_an_apostrophe_turned_the_wrong_way_parts_no_word() -> None:
    label = "NewsSportCulture Opinion"
    text = f"{label} {' '.join(PARAGRAPHS)} Travis Holm‘s mother praised the new bridge on Friday."
    assert any(line.text.startswith("Travis Holm‘s mother") for line in lines_of(text))


def test_a_long_run_of_empty_lines_with_returns_is_one_gap_and_costs_little():
    text = (
        "The quay of Lisk was closed on Monday, the council of the town said." + "\r\n\t" * 100_000
    )
    raw = f"{text}\r\n\r\nDivers had found a crack of forty metres in its foundation, it added.\r\n"
    (article,) = read(raw.encode(), Hints("a.txt")).articles
    assert len(article.page.segments) < 20
    assert article.text.count("\n") == 2
    for segment in article.page.segments:
        if segment.exact:
            source = article.raw.text[segment.source_start : segment.source_end]
            assert source == article.page.text[segment.start : segment.end]
