"""Texts that were pasted: quoted lines, stamps of messengers, lines broken at one width."""

from __future__ import annotations

from textwrap import wrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.reading import Hints, read
from retold.reading.wraps import DROPPED, KEPT, goes_on, parted
from retold.types import Article

from .conftest import check_article

HEADLINE = "Harbour board closes quay after crane inspection"
PARAGRAPHS = (
    (
        "The harbour board of Lisk has closed its east quay with immediate effect after engineers "
        "found cracks in two of the four cranes that unload container ships there."
    ),
    (
        "“We are not prepared to gamble with people’s lives,” said Ingrid Solheim, who chairs the "
        "board. “The cranes were inspected on Monday, and what we saw left us no choice.”"
    ),
    (
        "About 240 dock workers were sent home on full pay. The union said it had warned of the "
        "state of the cranes since October 7, when a cable snapped and nobody was hurt."
    ),
)


STAMP = "[12/11/26, 09:14] Anna: "


def article_of(text: str) -> Article:
    (article,) = read(text.encode(), Hints("paste.txt")).articles
    check_article(article)
    return article


def body_of(text: str) -> list[str]:
    return article_of(text).text.split("\n\n")


def quoted(text: str) -> str:
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


def broken(width: int) -> str:
    return "\n\n".join("\n".join(wrap(text, width)) for text in (HEADLINE, *PARAGRAPHS))


@pytest.mark.parametrize("width", [60, 72, 78])
def test_paragraphs_that_were_broken_at_one_width_are_whole_again(width):
    assert body_of(broken(width)) == list(PARAGRAPHS)


def test_lines_of_letters_of_unlike_width_are_paragraphs_too():
    ragged = "\n\n".join(
        "\n".join(row for n, part in enumerate(wrap(text, 200)) for row in wrap(part, 58 + n % 2))
        for text in PARAGRAPHS
    )
    longer = ragged.replace("has closed its", "has  closed  its", 1)
    article = article_of(f"{HEADLINE}\n\n{longer}")
    assert "\n" not in article.text.split("\n\n")[0]


def test_a_byline_and_a_date_above_the_text_are_lines_of_their_own():
    article = article_of(f"{HEADLINE}\nBy Maja Lund\n4 March 2026\n\n{broken(56)[50:].lstrip()}")
    assert (article.headline, article.byline) == (HEADLINE, ("Maja Lund",))
    assert article.published == "2026-03-04"


def test_a_word_parted_at_the_end_of_a_line_is_whole_again():
    text = (
        "The harbour board of Lisk has closed its east\nquay with immediate effect after the engi-\n"
        "neers found cracks in two of the four well-\ntrained crews’ cranes, which unload all of the\n"
        "container ships there, as the mayor has told\nthe council, and that a non-stick coat was a\n"
        "mistake; the board said that another non-\nstick coat would not be bought by anybody any\n"
        "more, and that Anglo-\nNorwegian crews would go on as they had before."
    )
    read_as = article_of(text).text
    assert "engineers found" in read_as
    assert "well-trained crews" in read_as
    assert "another non-stick coat" in read_as
    assert "Anglo-Norwegian crews" in read_as


@pytest.mark.parametrize(
    ("above", "below", "told"),
    [
        ("the recom-", "mended way", DROPPED),
        ("a penny-", "wise board", KEPT),
        ("all the short-", "ages of the year", DROPPED),
        ("an F-", "16 was seen", KEPT),
        ("the quay –", "which is old", None),
        ("soft\u00ad", "ened", DROPPED),
        ("the pound-", "foolish board", KEPT),
        ("a gang-", "related crime", KEPT),
        ("a full-", "time job", KEPT),
        ("the week-", "end before", DROPPED),
        ("to with-", "draw from it", DROPPED),
        ("the high-", "lighted word", DROPPED),
        ("of some-", "thing else", DROPPED),
    ],
)
def test_what_becomes_of_a_hyphen(above, below, told):
    assert parted(above, below, frozenset()) == told


def test_a_list_of_lines_is_no_broken_paragraph():
    headlines = [
        "Council to vote on the roof of the school",
        "Storm leaves 3,000 homes without power now",
        "Fish exports rise for the third month",
        "New bridge to open in the autumn, board says",
        "Teacher wins a prize for an app for maths",
        "Ferry line hires 40 seamen for the summer",
    ]
    assert not any(goes_on(headlines))


@pytest.mark.parametrize("marks", ["> ", ">", ">> ", "> > "])
def test_marks_before_quoted_lines_are_no_part_of_the_text(marks):
    text = "\n".join(f"{marks}{line}".rstrip() for line in broken(66).split("\n"))
    article = article_of(text)
    assert article.headline == HEADLINE
    assert article.text.split("\n\n") == list(PARAGRAPHS)


def test_of_an_answer_the_quoted_text_is_read_and_the_rest_is_told():
    wrote = "On Wed, 4 Mar 2026 at 14:05, Press office\n<press@lisk.example> wrote:"
    article = article_of(f"Worth a piece?\n\n{wrote}\n\n{quoted(broken(66))}\n")
    assert article.text.split("\n\n") == list(PARAGRAPHS)
    assert "of a message that quotes another the other is read; its own words are left out" in (
        article.notes
    )
    left_out = [f.layer for f in article.furniture if f.kind == "mail"]
    assert left_out == ["raw", "raw", "raw"]


def test_a_talk_in_quoted_and_own_lines_stays_as_it_is():
    talk = f"> {PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}\n\n> {PARAGRAPHS[2]}\n> Yes.\n> No."
    assert "> About 240" in article_of(talk).page.text


@pytest.mark.parametrize(
    "stamp",
    [
        "[12/11/26, 09:14] Anna: ",
        "[12.11.26, 09:14:05] Anna Ree: ",
        "\u200e[12/11/2026, 9:14\u202fPM] ~Anna: ",
        "12/11/2026, 09:14 - +47 555 01 34: ",
        "Anna, [12.11.2026 09:14]\n",
    ],
)
def test_the_stamp_of_a_messenger_is_no_part_of_the_text(stamp):
    article = article_of(stamp + "\n\n".join((HEADLINE, *PARAGRAPHS)))
    assert article.headline == HEADLINE
    assert article.text.split("\n\n") == list(PARAGRAPHS)
    assert any(note.startswith("from a chat: “") for note in article.notes)
    assert [f.layer for f in article.furniture if f.kind == "stamp"] == ["raw"]


def test_every_message_of_a_chat_is_a_paragraph_and_its_service_lines_are_none():
    stamps = ("[04/03/2026, 16:14:22] Press: ", "[04/03/2026, 16:15:00] Press: ")
    chat = (
        f"{stamps[0]}*{HEADLINE}*\n{stamps[1]}{PARAGRAPHS[0]}\n{stamps[1]}image omitted\n"
        f"{stamps[1]}{PARAGRAPHS[1]}\n[04/03/2026, 16:16:00] Ann: {PARAGRAPHS[2]}\n"
    )
    article = article_of(chat)
    assert article.headline == HEADLINE
    assert article.text.split("\n\n") == list(PARAGRAPHS)
    assert "a chat of 2 senders" in article.notes


def test_a_text_that_begins_with_a_time_in_brackets_is_no_chat():
    text = f"[12:14] {PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}"
    assert not any("chat" in note for note in article_of(text).notes)


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["> ", "", ">", STAMP]), min_size=4, max_size=30),
    st.integers(30, 90),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.text(max_size=40),
)
def test_every_character_leads_back_to_itself(marks, width, ending, odd):
    rows = wrap(" ".join((*PARAGRAPHS, odd)), width)
    text = ending.join(f"{marks[n % len(marks)]}{row}" for n, row in enumerate(rows))
    for article in read(text.encode("utf-8", "replace"), Hints("paste.txt")).articles:
        check_article(article)
