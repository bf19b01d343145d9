"""What stands between, below and around the paragraphs of a dump goes; no sentence goes with it."""

from __future__ import annotations

import pytest

from retold.reading import Hints, read
from retold.reading.dump_ends import end_mark
from retold.reading.lines import kind_of
from retold.types import Article

HEAD = ("Swing bridge to close for nine weeks", "By Mara Roe", "4 March 2026")
STORY = (
    "The harbour board will close the swing bridge at Tarnside for nine weeks from Monday, it said.",
    "Its bearings, which were cast in 1931, have worn down to a third of the size they once had.",
    "“We have greased them every Friday since I was a boy,” said the keeper, Tomas Lind, who is 71.",
    "Lorries must drive round by the lock at Fenner, which adds 14 miles to the way to the docks.",
    "The work will cost £2.4m, of which the county is to pay a half, the Tarnside board said.",
    "A ferry for people and bicycles will cross every twenty minutes while the bridge is shut.",
)


def article_of(*paragraphs: str, gap: str = "\n") -> Article:
    page = gap.join((*HEAD, *paragraphs))
    (article,) = read(page.encode(), Hints("page.txt")).articles
    return article


def with_(line: str, at: int = 3) -> str:
    return article_of(*STORY[:at], *line.split("\n"), *STORY[at:]).text


def below(lines: str) -> str:
    return article_of(*STORY, *lines.split("\n")).text


def keeps_all(text: str) -> bool:
    return all(paragraph in text for paragraph in STORY)


@pytest.mark.parametrize(
    "line",
    [
        "14.37 GMT",
        "Updated at 16.18 GMT",
        "VIDEO03:12",
        "2 of 14",
        "View image in fullscreen",
        "Ad Feedback",
        "Image",
        "heading level 2",
        "zoom_in photo_camera The bridge in winter",
        "LAKEPRESS09082026000045015839ID1109876",
        "Read more: Ten bridges that swing",
        "Lire aussi : Le pont fermé jusqu’en mai",
        "Lesen Sie auch: Zehn Brücken, die sich drehen",
        "Related article A bridge in fog Six things about swing bridges 3 min read",
        "Sign up for The Lake's newsletter and get the week's stories in your inbox.",
        "A correction was made on March 5, 2026: The bearings are of 1931, not 1913.",
        "A version of this article appears in print on March 5, 2026, Section A, Page 3.",
        "(Adds comment of the county, paragraph 5)",
        "The bridge at dusk on Sunday. Credit...Ines Cole for The Lake",
        "Staff photo by Carol Benning",
        "The keeper's house\nIda Brun/The Lake",
        "The keeper's house stands on a pier of its own.\nPhotograph: Ida Brun/The Lake",
        "The old oil can\n$24 at Kitchen & Co.\nBuy now",
    ],
)
@pytest.mark.parametrize("at", [2, 4])
def test_lines_between_paragraphs_that_are_no_text(line: str, at: int) -> None:
    text = with_(line, at)
    assert keeps_all(text)
    assert not any(part in text for part in line.split("\n"))


@pytest.mark.parametrize(
    "line",
    [
        "The live stream broke off at 14.37 GMT, and nobody knew why.",
        "Read the letter, he said. Nobody at Tarnside had.",
        "Follow the money, the old rule says, and you will get to the docks.",
        "Sign up, he told them, or leave.",
        "The correction of the river's course was made in 1902.",
        "A version of this bridge was built at Fenner.",
        "He posted the picture on Facebook and shared it with friends.",
        "A source close to the board told AFP.",
        "That is what he told Reuters.",
        "Subscribers to the ferry fund gave £11,000.",
        "More than 300 people came to the meeting in the school.",
        "Her card was signed “Image of a bridge”.",
        "About 40 people live beyond the bridge.",
        "Updated figures will be given on Friday.",
        "The bridge's 14 lamps will stay lit, said Lind.",
        "Get out, he told the newsletter's editor.",
    ],
)
@pytest.mark.parametrize("at", [3, 6])
def test_sentences_that_look_like_them_stay(line: str, at: int) -> None:
    text = with_(line, at)
    assert keeps_all(text)
    assert line in text


@pytest.mark.parametrize(
    "mark",
    [
        "Legal Disclaimer:\nThe site gives this text as it is and answers for nothing in it at all.",
        "About Tarnside Harbour\nTarnside Harbour is a port of the county with nine berths for ships.",
        "Notes to editors\nThe board was set up in 1874 and has eleven members from four parishes.",
        "Comments: Our rules\nPlease report any comments that break our rules, so we can act soon.",
        "This email and any files transmitted with it are confidential and intended solely for you.",
        "###\nWe are a press office that sends out texts for small firms in all of the north.",
    ],
)
def test_prose_does_not_come_back_after_an_end(mark: str) -> None:
    text = below(mark)
    assert keeps_all(text)
    assert not any(part in text for part in mark.split("\n"))


def test_an_article_goes_on_after_a_request_to_pay_if_it_does() -> None:
    text = with_("Subscribe to continue reading\nAlready a subscriber? Log in")
    assert keeps_all(text)


def test_offers_below_the_beginning_are_no_text_and_it_is_said_that_there_is_more() -> None:
    article = article_of(
        *STORY[:3],
        "Subscribe to unlock this article",
        "Only £1 for 4 weeks",
        "Then £59 per month. Complete digital access to quality analysis on any device.",
        "Standard Digital",
        "Essential digital access to quality journalism on any device, wherever you are.",
    )
    assert "digital access" not in article.text
    assert STORY[2] in article.text
    assert any(note.startswith("only the beginning of the article") for note in article.notes)


def test_who_the_author_is_stands_below_the_text_and_is_none() -> None:
    bio = "Mara Roe covers harbours for The Lake. Reach her at 555-0142."
    assert bio not in below(bio)
    assert keeps_all(below(bio))
    other = "Tomas Lind covers his ears when the bridge turns."
    assert other in below(other)


def test_lines_that_stand_on_every_page_of_a_print_are_no_text() -> None:
    feet = [f"https://www.lake.example/bridge?print=1    Page {number} of 3" for number in (1, 2)]
    text = article_of(*STORY[:2], feet[0], *STORY[2:4], feet[1], *STORY[4:]).text
    assert keeps_all(text)
    assert "print=1" not in text


def test_titles_below_a_heading_that_leads_to_others_are_no_text() -> None:
    text = with_("Recommended reading:\nTen bridges that swing both ways\nFerry gets its bell back")
    assert keeps_all(text)
    assert "Ferry gets" not in text
    assert "Ten bridges" not in text


@pytest.mark.parametrize("label", ["Image caption, The bridge in 1934", "Read more: Ten bridges"])
def test_a_label_that_ran_into_a_sentence_does_not_take_it_along(label: str) -> None:
    text = article_of(*STORY[:3], label, *STORY[3:], gap=" ").text
    assert all(paragraph[-40:] in text for paragraph in STORY[1:])  # the first may be the headline


def test_a_last_word_that_a_notice_parts_from_its_text_stays() -> None:
    last = ("Mr Lind has bought a rowing boat.", "“It is not for hire,” he said. “It is for me.”")
    notice = "Get more from The Lake with a Plus digital subscription from £1.50 a week. Click here"
    text = below("\n".join((notice, *last, "Most read", "Ten bridges", "A ferry", "A lock")))
    assert keeps_all(text)
    assert last[1] in text


def test_ends_are_told_by_their_own_words() -> None:
    assert end_mark("Media contacts:") == "sure"
    assert end_mark("To continue reading, start your free trial") == "offer"
    assert end_mark("About 40 people live there.") is None
    assert end_mark("Contact lenses were banned") is None


@pytest.mark.parametrize("text", ["_" * 5000, "a/" * 3000, "(A" * 2000, "1:1 " * 800, "A B " * 900])
def test_odd_text_is_read_in_time(text: str) -> None:
    kind_of(text)
    end_mark(text)
    read("\n".join([*STORY, text, *STORY]).encode(), Hints("page.txt"))
