from __future__ import annotations

from string import ascii_uppercase
from textwrap import fill

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.reading import Hints, read
from retold.types import Span

FIRST = (
    "The harbour bridge at Norrvik will be closed to all traffic for three weeks, the council "
    "said on Monday, after engineers found cracks in two of its supports."
)
SECOND = (
    "“Nobody is in danger, but we will not wait for that to change,” said Mayor Ines Holm. “The "
    "report is sobering.”"
)
THIRD = (
    "Ferries are to carry commuters free of charge from six in the morning until midnight, and "
    "the railway has promised four more trains a day between the two banks."
)
LAST = "The council will meet again on 28 March to hear what the divers have found."
BODY = f"{FIRST}\n\n{SECOND}\n\n{THIRD}\n\n{LAST}"

ICONS = "icon menuicon searchicon shareicon mailicon v-playicon closeicon tagicon fbicon twicon rss"
SCREEN_READER = f"""{ICONS}
4 Mar, 2024 17:30

Cracks close Norrvik's harbour bridge

Commuters are to take free ferries while two supports are mended
Cracks close Norrvik's harbour bridge

{BODY}
"""

CRAWLED = f"""Cracks close Norrvik's harbour bridge | Norrvik Post

Skip to content
Home
News
Sport
Culture
Weather

Subscribe
Sign in

Cracks close Norrvik's harbour bridge

By Jane Dahl and Tom Berg, Reuters
Published March 4, 2024 5:30 p.m. GMT
Facebook Twitter WhatsApp Email

{FIRST}

Divers at the eastern support on Sunday. (Photo: Lars Lind / Norrvik Post)

{SECOND}

Advertisement

Read more: Ten bridges that engineers worry about

What happens next

{THIRD}

{LAST}

Most read
Ten castles to see before winter
Why the herring came back
A short history of the ferry
Your garden in April
We use cookies to improve your visit. Privacy policy.
© 2024 Norrvik Post. All rights reserved.
"""


def test_a_page_with_icon_names_date_and_a_repeated_headline(read_one, marked):
    article = read_one(SCREEN_READER)
    assert article.text == BODY
    assert article.headline == "Cracks close Norrvik's harbour bridge"
    assert article.standfirst == "Commuters are to take free ferries while two supports are mended"
    assert article.published == "2024-03-04T17:30"
    assert article.outlet is None
    assert marked(article, "icons") == [ICONS]
    assert marked(article, "date") == ["4 Mar, 2024 17:30"]
    assert marked(article, "headline") == [article.headline, article.headline]


def test_a_crawled_page_with_menus_and_lists_of_links(read_one, marked):
    article = read_one(CRAWLED)
    assert article.text == f"{FIRST}\n\n{SECOND}\n\nWhat happens next\n\n{THIRD}\n\n{LAST}"
    assert article.headline == "Cracks close Norrvik's harbour bridge"
    assert article.outlet == "Norrvik Post"
    assert article.published == "2024-03-04T17:30+00:00"
    assert article.byline == ("Jane Dahl", "Tom Berg", "Reuters")
    assert article.credits == ("Reuters",)
    assert marked(article, "share") == ["Facebook Twitter WhatsApp Email"]
    assert marked(article, "caption")[0].startswith("Divers at the eastern")
    assert any("We use cookies" in text for text in marked(article, "notice"))
    assert any("Home" in text for text in marked(article, "menu"))


def test_furniture_stays_on_the_page(read_one):
    article = read_one(CRAWLED)
    assert article.page.text == CRAWLED
    assert article.raw.text == CRAWLED


def test_a_header_in_the_first_line(read_one, marked):
    article = read_one(f" date 2024-03-04 (WIRENAME) {FIRST}\n\n\n\n{THIRD}\n\n\n\n{LAST}\n\n")
    assert article.text.startswith("The harbour bridge")
    assert article.text.endswith("have found.")
    assert (article.outlet, article.published, article.headline) == ("WIRENAME", "2024-03-04", None)
    assert article.credits == ()
    assert marked(article, "header") == ["date 2024-03-04 (WIRENAME)"]


def test_a_dateline_credits_its_agency(read_one, marked):
    article = read_one(f"Bridge closed after cracks\n\nNORRVIK, 4 March (Reuters) – {BODY}")
    assert article.text == BODY
    assert article.credits == ("Reuters",)
    assert article.headline == "Bridge closed after cracks"
    assert marked(article, "dateline")


def test_a_credit_line_at_the_end_is_no_text(read_one):
    article = read_one(f"{BODY}\n\nThis article was originally published by Harbour Times.\n")
    assert article.text == BODY
    assert article.credits == ("Harbour Times",)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_file_that_is_only_the_article_comes_through_whole(read_one, end):
    article = read_one(BODY.replace("\n", end) + end)
    assert article.text == BODY
    assert article.furniture == ()


def test_short_lines_of_a_plain_article_are_kept(read_one):
    text = f"{FIRST}\n\n“No,” he said.\n\nWhat happens next\n\n{THIRD}\n\n- ferries\n- trains\n\n{LAST}"
    assert read_one(text).text == text


def test_a_page_without_line_breaks(read_one):
    menu = "Norrvik PostHomeNewsSportCultureWeatherSign inSubscribe"
    title = "Cracks close Norrvik's harbour bridge"
    after = "Most readTen castles to seeWhy the herring came backA short history of the ferry"
    body = "".join([FIRST, THIRD, LAST] * 1)
    article = read_one(
        f"{title} | {menu}{title}By Jane Dahl4 March 2024{body * 1}{SECOND}{THIRD}{after * 3}"
    )
    assert article.headline == title
    assert FIRST in article.text
    assert "Subscribe" not in article.text
    assert "herring" not in article.text


def test_comments_of_readers_are_not_the_article(read_one):
    comments = "\n\n".join(
        f"reader{n} says:\n\nI crossed that bridge every day for {n} years and never once saw a diver, "
        "so I wonder what the council has been doing all this time, to be honest."
        for n in range(3, 20)
    )
    article = read_one(f"Bridge closed after cracks\n\n{BODY}\n\n17 comments\n\n{comments}")
    assert article.text == BODY


@pytest.mark.parametrize("text", ["Home\nNews\nSport\n", "?", "one two three", "\u200b\n\u200b"])
def test_a_page_without_sentences_gives_a_reason(read_all, text):
    outcome = read_all(text)
    assert not outcome.articles
    assert "no article found" in outcome.skipped[0].reason


def test_markdown_marks_are_not_part_of_the_page(read_one):
    source = (
        "---\ntitle: Cracks close bridge\ndate: 2024-03-04\noutlet: Norrvik Post\nauthor: Jane Dahl\n---\n"
        f"# Cracks close bridge\n\n{FIRST}\n\n## What *happens* next\n\n"
        f"{THIRD.replace('Ferries', '**[Ferries](https://f.example/a_(b))**')}\n\n> {LAST}\n"
    )
    article = read_one(source, "a.md")
    assert article.headline == "Cracks close bridge"
    assert (article.outlet, article.published, article.byline) == (
        "Norrvik Post",
        "2024-03-04",
        ("Jane Dahl",),
    )
    assert article.text == f"{FIRST}\n\nWhat happens next\n\n{THIRD}\n\n{LAST}"
    at = article.text.index("Ferries")
    assert article.trace_up(Span(at, at + 7)).of(source) == "Ferries"


lines = st.sampled_from(
    [FIRST, SECOND, THIRD, LAST, "", "Home", "Sport", "© 2024", "By Jane Dahl", "4 March 2024", "Read more: x", "•",
     "Facebook Twitter", "A headline of seven words or so", "\u2028", "\ufeff", ICONS, "1 comment"]
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.lists(st.one_of(lines, st.text(max_size=12)), max_size=25))
def test_whatever_the_lines_the_article_is_sound_and_its_words_are_the_pages(check, parts):
    for article in read("\n".join(parts).encode("utf-8", "replace"), Hints("a.txt")).articles:
        check(article)
        assert all(word in article.page.text for word in article.text.split())


@pytest.mark.parametrize(
    "part",
    [
        "By ",
        "a ",
        "A ",
        "(",
        "© ",
        "1 ",
        "12:12 ",
        "Photo: ",
        "“",
        "jan 1 ",
        "Sign up ",
        "# ",
        "[a](",
        "![",
        "*a",
        "A.B",
    ],
)
def test_hostile_lines_take_no_more_than_linear_time(part):
    for name in ("a.txt", "a.md"):
        read((part * 20_000).encode(), Hints(name))
        read((part * 60 + "\n").encode() * 300, Hints(name))


def test_the_copyright_line_names_the_outlet_if_the_page_does_so_alone(read_one):
    page = f"Norrvik Radio\nHome\nNews\nBridge closed after cracks\n\n{BODY}\n\n{{}}\n"
    assert (
        read_one(page.format("© 2024 Norrvik Radio. All rights reserved.")).outlet
        == "Norrvik Radio"
    )
    assert read_one(page.format("© 2024 Holding Co. All rights reserved.")).outlet is None


def test_a_line_of_outlet_and_date_is_no_standfirst(read_one, marked):
    article = read_one(
        f"Bridge closed after cracks\n\nHarbour Times, 4 March 2024, 15:32\n\n{BODY}"
    )
    assert article.standfirst is None
    assert (article.outlet, article.published) == ("Harbour Times", "2024-03-04T15:32")
    assert marked(article, "date") == ["Harbour Times, 4 March 2024, 15:32"]


def test_an_outlet_in_brackets_before_the_first_sentence_is_credited(read_one):
    article = read_one(f"Bridge closed after cracks\n\n(Harbour Times) — {BODY}")
    assert article.text == BODY
    assert article.credits == ("Harbour Times",)


def test_the_date_below_the_headline_counts_before_the_one_in_the_menu(read_one):
    page = f"Tuesday, 5 March 2024\nHome\nBridge closed after the cracks\n4 March 2024\n\n{BODY}"
    assert read_one(page).published == "2024-03-04"


def test_what_opens_a_notice_after_the_article_is_part_of_the_notice(read_one):
    page = f"{BODY}\n\nGet the Norrvik morning mail, free, every weekday, before you have had breakfast.\nEnter your email address\nSubscribe\n"
    assert read_one(page).text == BODY


TITLE = "Cracks close the harbour bridge at Norrvik"
WORDS = [f"{first}{second}" for first in ascii_uppercase[:10] for second in "aeiouy"]
TOP = f"{TITLE} | Norrvik Post\nHome\nNews\nSport\nCulture\nWeather\nSign in\n\n{TITLE}\n\n"
SET_APART = "Commuters are to take free ferries while two supports are mended"


@pytest.mark.parametrize(
    "between",
    [
        "By Jane Dahl\n4 March 2024",
        "Author of the article:\nJane Dahl\nPublished Mar 4, 2024",
        "Facebook Twitter WhatsApp Email",
    ],
)
def test_a_standfirst_is_set_apart_by_what_stands_before_the_text(read_one, between):
    article = read_one(f"{TOP}{SET_APART}\n\n{between}\n\n{BODY}\n")
    assert article.headline == TITLE
    assert article.standfirst == SET_APART


def test_what_stands_before_a_paragraph_that_opens_with_its_place_is_the_standfirst(read_one):
    page = f"{TOP}{SET_APART}.\n\nNORRVIK: {FIRST}\n\n{SECOND}\n\n{THIRD}\n\n{LAST}\n"
    assert read_one(page).standfirst == f"{SET_APART}."


@pytest.mark.parametrize(
    "line",
    [
        "Updated Nov 19, 6:55 AM;Posted Nov 19, 6:51 AM",
        "Published Wed, Nov 20 20194:29 AM ESTUpdated an hour ago",
        "Posted on Maret 30, 2015 by Admin",
        "News > Harbour > The bridges of the island",
        "Save Comment speech bubble icon Share",
        "A file photograph shows the bridge at Norrvik in a summer long ago —",
    ],
)
def test_dates_paths_buttons_and_captions_are_no_standfirst(read_one, line):
    article = read_one(f"{TOP}{line}\nBy Jane Dahl\n\n{BODY}\n")
    assert article.standfirst is None


def test_a_sentence_whose_names_look_like_a_menu_is_kept_whole(read_one):
    menu = "Norrvik PostHomeNewsSportCultureWeatherSign inSubscribe"
    first = (
        "The council said on Monday that it had asked Deputy Prime Minister Sir Anders Ibrahim "
        "Holm to visit the bridge."
    )
    page = f"{TITLE} | {menu}{TITLE}By Jane Dahl4 March 2024{first} {SECOND} {THIRD} {LAST}"
    text = " ".join(read_one(page).text.split())
    assert first in text


def test_paragraphs_broken_at_one_width_are_read_whole(read_one):
    broken = "\n\n".join(fill(paragraph, 60) for paragraph in BODY.split("\n\n"))
    article = read_one(f"{TITLE}\n\nBy Jane Dahl\n4 March 2024\n\n{broken}\n")
    assert article.headline == TITLE
    assert article.text == BODY


def test_the_moment_of_a_comment_is_no_date_of_publication(read_one):
    comment = "3 Comments\nOla says: March 5, 2024 at 10:12\nI never trusted this bridge at all."
    assert read_one(f"{TOP}\n{BODY}\n\n{comment}\n").published is None


@pytest.mark.parametrize(
    "last",
    [
        "Sign up to Norrvik Post\n© 2024 Norrvik Post. All rights reserved.",
        "Subscribe to Norrvik Post\nAbout Norrvik Post\nnews@norrvikpost.com",
    ],
)
def test_a_page_names_its_outlet_in_its_furniture(read_one, last):
    page = f"Home\nNews\nSport\n{TITLE}\nBy Jane Dahl\n4 March 2024\n\n{BODY}\n\n{last}\n"
    assert read_one(page).outlet == "Norrvik Post"


@pytest.mark.parametrize(
    "last",
    [
        "Follow us on Facebook\nDownload the app on Google Play\nFacebook\nFacebook",
        "Photo © 2024 Getty Images",
        "Most read\nTen castles to see\nWhy the herring came back",
    ],
)
def test_networks_and_those_whose_pictures_are_shown_are_no_outlet(read_one, last):
    page = f"Home\nNews\nSport\n{TITLE}\nBy Jane Dahl\n4 March 2024\n\n{BODY}\n\n{last}\n"
    assert read_one(page).outlet is None


def test_the_middle_of_a_long_menu_is_furniture_with_its_reason(read_one):
    menu = "\n".join(f"Section {word}" for word in WORDS)
    article = read_one(f"{TITLE} | Norrvik Post\n{menu}\n{TITLE}\nBy Jane Dahl\n\n{BODY}\n")
    assert article.text == BODY
    assert article.headline == TITLE
    reasons = [mark.reason for mark in article.furniture if mark.kind == "menu"]
    assert "no text is near it" in reasons


GIRLS = ["Anna", "Inga", "Lena", "Maja", "Nora", "Olga", "Rosa", "Siri", "Tove", "Vera"]
SIDES = ["Lund", "Mora", "Falun", "Visby", "Kalmar", "Gävle", "Borås", "Luleå", "Ystad", "Arboga"]
SCORES = " ".join(
    f"Norrvik d. {side} {index + 2}-1 {side} (3-{index}): {GIRLS[index]} Dahl {index + 1} goals. "
    f"{GIRLS[-index]} Holm 2 saves. {GIRLS[index - 3]} Berg 1 goal, 3 assists."
    for index, side in enumerate(SIDES)
)
HALLS = [
    "Old Grain Exchange Concert Hall",
    "North Bay Music Center Arena",
    "Holm Bank Arts Summer Theatre",
    "Ferry Line Stage West Quay",
]
STOPS = " ".join(
    f"{town} {HALLS[day % 4]} June {day}"
    for day, town in zip(range(1, 31), WORDS[30:], strict=True)
)


def test_results_of_matches_run_together_are_read_though_no_sentence_is_long(read_one):
    text = read_one(f"Norrvik wins ten times Home News Sport 4 March 2024 {SCORES} Terms").text
    assert all(f"{name} Dahl" in text for name in GIRLS)
    assert "10 goals." in text


def test_a_list_of_dates_run_together_is_read_to_its_end(read_one):
    head = f"{TITLE} | Norrvik Post Home News Sport {TITLE} By Jane Dahl 4 March 2024"
    text = read_one(f"{head} {' '.join(BODY.split())} The tour: {STOPS} Terms Privacy Shop").text
    assert all(f" June {day}" in text for day in range(1, 31))


def test_a_lone_copyright_line_names_no_outlet(read_one):
    owner = "© 2024 Fjord Holdings. All rights reserved."
    page = f"Home\nNews\nSport\n{TITLE}\nBy Jane Dahl\n4 March 2024\n\n{BODY}\n\n{owner}\n"
    assert read_one(page).outlet is None
