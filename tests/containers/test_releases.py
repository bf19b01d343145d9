"""Press releases in Word files and records: standfirst, day, and where the release ends."""

from __future__ import annotations

import json

import pytest
from _samples import BODY, docx

from retold.language import prepare

STANDFIRST = "Engineers found cracks in two of the cranes; ferries move to the southern quay."
ABOUT = "Lisk Harbour Board runs the port of Lisk and employs 310 people on the coast."


def told(article) -> str:
    """Return the sentences that count as the article's own."""
    prepared = prepare(article)
    return " ".join(prepared.sentence_text(n) for n in range(len(prepared.sentences)))


@pytest.mark.parametrize("style", ["Subtitle", "Bold"])
def test_what_stands_under_the_headline_set_apart_is_the_standfirst(read_one, style):
    file = docx(("Titel", "Quay closed"), (style, STANDFIRST), *(("", p) for p in BODY))
    article = read_one("r.docx", file)
    assert article.standfirst == STANDFIRST
    assert STANDFIRST not in article.text


def test_a_bold_label_or_a_text_that_is_bold_throughout_is_no_standfirst(read_one):
    label = docx(("Titel", "Quay closed"), ("Bold", "What is known:"), *(("", p) for p in BODY))
    assert read_one("r.docx", label).standfirst is None
    bold = docx(("Titel", "Quay closed"), *(("Bold", p) for p in BODY))
    assert read_one("r.docx", bold).standfirst is None


def test_the_day_of_a_release_is_that_of_the_line_around_its_headline(read_one):
    file = docx(("", "2 March 2026"), ("Titel", "Quay closed"), *(("", p) for p in BODY))
    article = read_one("r.docx", file)
    assert article.published == "2026-03-02"
    assert "2 March" not in told(article)


@pytest.mark.parametrize(
    "end",
    [
        ["– ENDS –", "About Lisk Harbour Board", ABOUT],
        ["###", ABOUT],
        ["About Lisk Harbour Board", ABOUT],
        ["Media contact:", "Jon Falk, +47 555 0134", ABOUT],
        ["Notes to editors", ABOUT],
    ],
)
def test_who_sends_a_release_is_no_sentence_of_it(read_one, end):
    file = docx(("Titel", "Quay closed"), *(("", p) for p in (*BODY, *end)))
    article = read_one("r.docx", file)
    assert told(article) == " ".join(BODY)
    kinds = [(f.kind, f.layer) for f in article.furniture if ABOUT in article.text[f.start : f.end]]
    assert kinds == [("notice", "text")]


@pytest.mark.parametrize("heading", ["About 240 workers are sent home", "All about the quay"])
def test_a_heading_that_speaks_about_something_ends_nothing(read_one, heading):
    file = docx(("Titel", "Quay closed"), *(("", p) for p in (*BODY, heading, ABOUT)))
    assert ABOUT in told(read_one("r.docx", file))


def test_a_mark_near_the_beginning_ends_nothing(read_one):
    text = "\n\n".join(("###", *BODY))
    assert BODY[1] in told(read_one("r.json", json.dumps({"title": "Quay closed", "text": text})))


def test_a_dateline_below_a_standfirst_is_cut_off_a_given_text(read_one):
    text = f"{STANDFIRST}\n\nLISK, 2 March 2026 (Reuters) – {BODY[0]}\n\n{BODY[1]}"
    article = read_one("r.json", json.dumps({"title": "Quay closed", "text": text}))
    assert article.credits == ("Reuters",)
    assert article.published == "2026-03-02"
