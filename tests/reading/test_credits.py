from __future__ import annotations

import pytest

from retold.reading.credits import agencies, distinct, find_opening, line_credit
from retold.reading.languages import language_of
from retold.reading.meta import names_in


@pytest.mark.parametrize(
    ("paragraph", "credit", "first"),
    [
        ("LISBON, 4 March (Reuters) – The prime minister resigned.", "Reuters", "The prime"),
        ("WASHINGTON (AP) — The Senate voted on Monday.", "AP", "The Senate"),
        ("NEW YORK, Sept 12 (Reuters) - Shares fell.", "Reuters", "Shares"),
        ("(CNN) - A storm hit the coast.", "CNN", "A storm"),
        ("Berlin (dpa) - Die Regierung tagt.", "dpa", "Die Reg"),
        ("SANTA FE, N.M. (AP) — A cat was found.", "AP", "A cat"),
        ("PARIS — The museum reopened on Friday.", None, "The museum"),
    ],
)
def test_a_dateline_is_told_from_the_sentence_it_opens(paragraph, credit, first):
    opening = find_opening(paragraph)
    assert opening is not None
    assert opening.kind == "dateline"
    assert opening.credit == credit
    assert paragraph[opening.span.end :].startswith(first)


def test_a_header_that_begins_with_its_date_names_the_outlet():
    opening = find_opening(" date 2024-03-04 (WIRENAME) In a briefing, the minister said")
    assert opening is not None
    assert (opening.outlet, opening.published, opening.credit) == ("WIRENAME", "2024-03-04", None)


@pytest.mark.parametrize(
    "paragraph",
    [
        "The minister (pictured) – who resigned in May – said no.",
        "John Smith (Labour) - the member for Leeds - said so.",
        "NATO said on Monday that the exercise would go on.",
        "“We will not pay,” she said.",
        "In 2023 (the year of the flood) the dam held.",
    ],
)
def test_a_sentence_alone_has_no_dateline(paragraph):
    assert find_opening(paragraph) is None


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("This article was originally published by The Conversation.", "The Conversation"),
        ("Source: dpa", "dpa"),
        ("(Source: AFP)", "AFP"),
        ("© 2024 AFP", "AFP"),
        ("With reporting by Associated Press", "Associated Press"),
        ("Republished from Harbour Times with permission", "Harbour Times"),
        ("The story was first reported by the Harbour Times.", "Harbour Times"),
    ],
)
def test_a_credit_line_names_whom_the_text_comes_from(line, named):
    assert line_credit(line) == named


@pytest.mark.parametrize(
    "line",
    ["The source of the fire is unknown.", "He said the report was published in May.", "Source: a"],
)
def test_other_lines_credit_nobody(line):
    assert line_credit(line) is None


def test_a_byline_is_split_into_people_and_agencies():
    byline = "By Jane Doe, John O'Roe and Mia Van Dyck, Associated Press"
    assert names_in(byline) == ("Jane Doe", "John O'Roe", "Mia Van Dyck", "Associated Press")
    assert agencies(byline) == ["Associated Press"]


def test_roles_and_addresses_are_no_names():
    assert names_in("Jane Doe, Political Correspondent | jane@example.org") == ("Jane Doe",)


def test_the_names_of_one_agency_count_once():
    assert distinct(["AP", "The Associated Press", "Reuters", " "]) == ("AP", "Reuters")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The council said on Monday that the bridge would be closed for the whole of July.", "en"),
        (
            "Der Rat teilte am Montag mit, dass die Brücke den ganzen Juli über gesperrt bleibt und der Verkehr umgeleitet wird.",
            "de",
        ),
        (
            "Le conseil a annoncé lundi que le pont resterait fermé pendant tout le mois de juillet.",
            "fr",
        ),
        ("12 34 56", None),
    ],
)
def test_the_language_of_a_text_is_named(text, code):
    assert language_of(text) == code


def test_a_few_words_are_in_the_language_declared():
    assert language_of("Ny bro", "sv-SE") == "sv"
