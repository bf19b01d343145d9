"""Texts that press archives save, each field behind its label."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.reading import Hints, read
from retold.reading.labelled import labelled
from retold.types import Article, Span

STORY = (
    "The harbour board will close the swing bridge at Tarnside for nine weeks from Monday, it said.",
    "Its bearings, which were cast in 1931, have worn down to a third of the size they once had.",
    "“We have greased them every Friday since I was a boy,” said the keeper, Tomas Lind, who is 71.",
    "Lorries must drive round by the lock at Fenner, which adds 14 miles to the way to the docks.",
)
TEXT = "\n\n".join(STORY)
TITLE = "Swing bridge to close for nine weeks"
FACTIVA = f"""SE     News
HD     {TITLE}
BY     Mara Roe
WC     343 words
PD     27 November 2024
SN     The Lake Times
LA     English
CY     (c) 2024 Lake Times Newspapers Limited. All rights reserved

LP
{STORY[0]}

TD
{
    '''

'''.join(STORY[1:])
}

NS     gcat : Political/General News
AN     Document LAKTIM0020241127ekbr00021

Search Summary
Text    bridge
"""
LEXIS = f"""Page 1 of 2
{TITLE}

{TITLE}
The Lake Times
November 27, 2024 Wednesday

Copyright 2024 Lake Times Newspapers Ltd All Rights Reserved

Section: NEWS; Pg. 11
Length: 301 words
Byline: Mara Roe
Highlight: Bearings of 1931 have worn down to a third

Body

{TEXT}

Load-Date: November 28, 2024

End of Document
"""
PROQUEST = f"""____________________________________________________________

Document 3 of 14

{TITLE}

Author: Roe, Mara

Abstract: A bridge will close for nine weeks.

Links: Check for full text via Library

Full text: {TEXT}

Subject: Bridges; Harbours

Publication title: The Lake Times; Tarnside, Ont.

Publication date: Nov 27, 2024

ProQuest document ID: 2188301177

Copyright © 2026 ProQuest LLC. All rights reserved.
"""


def article_of(page: str) -> Article:
    (article,) = read(page.encode(), Hints("saved.txt")).articles
    return article


@pytest.mark.parametrize("record", [FACTIVA, LEXIS, PROQUEST], ids=["two letters", "word", "colon"])
def test_the_text_is_what_stands_in_its_field(record: str) -> None:
    article = article_of(record)
    assert article.text == TEXT
    assert article.headline == TITLE
    assert article.byline == ("Mara Roe",)
    assert article.published == "2024-11-27"
    assert article.outlet == "The Lake Times"


def test_what_the_other_fields_say_is_no_text_but_known() -> None:
    article = article_of(LEXIS)
    assert article.standfirst == "Bearings of 1931 have worn down to a third"
    fields = [f for f in article.furniture if f.kind == "field"]
    assert "".join(article.raw.text[f.start : f.end] for f in fields).count("Load-Date") == 1
    span = article.trace_up(Span(0, len(STORY[0])))
    assert article.raw.text[span.start : span.end] == STORY[0]


@pytest.mark.parametrize(
    "page",
    [
        f"{TITLE}\nBy Mara Roe\nLength: 38 metres\nAuthor: unknown\nSection: B\n{TEXT}",
        f"{TITLE}\n{TEXT}\nTitle: The Bridge\nAuthor: Ida Brun\nPublisher: Lake\nPages: 301",
        f"{TITLE}\n{STORY[0]}\nBody\n{STORY[1]}\n{STORY[2]}\n{STORY[3]}",
    ],
)
def test_a_text_with_a_few_labels_is_no_record(page: str) -> None:
    assert labelled(page) is None
    assert STORY[1] in article_of(page).text


@given(
    st.lists(st.sampled_from(["HD   x", "LP", "TD", "Body", "By: y", "Full text: z", "a b.", ""]))
)
def test_whatever_the_labels_the_spans_are_of_the_text(lines: list[str]) -> None:
    text = "\n".join([*lines, TEXT])
    found = labelled(text)
    if found is not None:
        assert all(0 <= part.start < part.end <= len(text) for part in found.body)
