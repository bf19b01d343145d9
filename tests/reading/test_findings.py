from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.reading import Hints, read
from retold.reading.mentions import date_mentions
from retold.types import Span

BODY = (
    "The harbour bridge at Norrvik will be closed for three weeks, the council said on Monday.\n\n"
    "Engineers found cracks in two of its supports, and divers are to look at them again.\n\n"
    "Ferries are to carry commuters free of charge from six in the morning until midnight."
)


def html(head: str = "", body: str = "") -> str:
    paragraphs = "".join(f"<p>{part}</p>" for part in BODY.split("\n\n"))
    return f"<html><head>{head}</head><body><article><h1>Cracks close the harbour bridge</h1>{paragraphs}{body}</article></body></html>"


@pytest.mark.parametrize(
    ("text", "published", "values"),
    [
        (
            "He spoke on Wednesday. It began on October 7.",
            "2023-11-02",
            ["2023-11-01", "2023-10-07"],
        ),
        ("It burned last night and this morning.", "2024-05-02", ["2024-05-01", "2024-05-02"]),
        ("She will speak on Friday.", "2023-11-02", ["2023-11-03"]),
        ("He died two weeks ago, and she last month.", "2024-01-20", ["2024-01-06", "2023-12"]),
        ("Since December 30 it has rained.", "2024-01-03", ["2023-12-30"]),
        ("Next week and last year.", "2024-01-03", ["2024-W02", "2023"]),
        ("On Wednesday; on 2 May 2024.", None, ["2024-05-02"]),
        ("It opened in March 2019.", None, ["2019-03"]),
    ],
)
def test_days_are_resolved_against_the_date_of_publication(text, published, values):
    assert [mention.value for mention in date_mentions(text, published)] == values


@given(st.text(alphabet="0123456789 -/.:,ABCMondayctoberlastweknxg", max_size=80))
def test_mentions_stand_in_the_text_in_order(text):
    mentions = date_mentions(text, "2024-02-29")
    places = [Span(mention.start, mention.end) for mention in mentions]
    assert all(0 <= place.start < place.end <= len(text) for place in places)
    assert all(left.end <= right.start for left, right in pairwise(places))


def test_each_place_of_a_page_that_gives_a_field_is_kept(read_one):
    head = (
        '<meta property="article:published_time" content="2024-03-04T10:00:00Z">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Cracks close the'
        ' harbour bridge", "datePublished": "2024-03-09T08:00:00Z", "dateModified": "2024-03-10"}'
        "</script>"
    )
    article = read_one(html(head), "page.html")
    dates = {(row.where, row.value, row.used) for row in article.found if row.field == "published"}
    assert dates == {
        ("JSON-LD", "2024-03-09T08:00+00:00", True),
        ("meta tags", "2024-03-04T10:00+00:00", False),
    }
    assert [row.value for row in article.found if row.field == "updated"] == ["2024-03-10"]
    assert any("published: JSON-LD says" in note for note in article.notes)


def test_a_description_that_readers_do_not_see_is_no_standfirst(read_one):
    head = '<meta name="description" content="What the council decided about the old bridge">'
    assert read_one(html(head), "page.html").standfirst is None


def test_a_page_that_ends_before_a_wall_is_said_to_be_a_beginning(read_one):
    wall = "<div class='paywall'>Subscribe to continue reading this story.</div>"
    (note,) = read_one(html(body=wall), "page.html").notes
    assert note.startswith("only the beginning of the article")


def test_embedded_posts_and_pull_quotes_are_not_the_article(read_one):
    extra = (
        "<blockquote class='twitter-tweet'><p>I saw the cracks myself yesterday, and they are"
        " wide enough for a hand.</p>— Ines Holm (@holm)</blockquote>"
        f"<p>{BODY.split('. ', maxsplit=1)[0]}.</p>"
        "<p>The council meets again on 28 March to hear what the divers have found there.</p>"
    )
    article = read_one(html(body=extra), "page.html")
    assert "I saw the cracks" not in article.text
    assert article.text.endswith("what the divers have found there.")


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("Bridge closed", "too short"),
        ("We and our partners use cookies.\nAccept all\nReject all", "a cookie wall"),
        (
            (
                "Before you continue\nWe and our 842 partners store and access information on a "
                "device, such as cookies.\nAgree\nMore options"
            ),
            "a cookie wall",
        ),
        ("404\nPage not found\nGo home", "an error page"),
        ("Please verify you are human\nLoading", "a check that the reader is no robot"),
        (
            "\n".join(f"Council number {n} votes to keep the old bridge" for n in range(12)),
            "a list of headlines",
        ),
    ],
)
def test_a_page_without_an_article_says_why(page, reason):
    outcome = read(page.encode(), Hints("page.txt"))
    assert outcome.articles == ()
    assert reason in outcome.skipped[0].reason


def test_letters_that_only_look_latin_are_reported(read_one):
    hidden = BODY.replace("council", "cоuncil").replace("divers", "dіvers")
    (note,) = read_one(hidden).notes
    assert "look-alike letters" in note


def test_characters_without_width_are_reported_and_kept(read_one):
    hidden = BODY.replace("bridge", "bri\u200bdge").replace("ferries", "fer\u200bries")
    article = read_one(hidden)
    assert any("without width" in note for note in article.notes)
    assert "bri\u200bdge" in article.text


@pytest.mark.parametrize(
    ("linked", "tagged", "said"),
    [
        ("2026-03-03T22:00:00+01:00", "2026-03-04T13:20:00Z", True),
        ("2026-03-04T14:20:00+01:00", "2026-03-04T13:45:00Z", False),
        ("2026-03-04", "2026-03-04T13:45:00Z", False),
        ("2026-03-01", "2026-03-04T13:45:00Z", True),
    ],
)
def test_moments_that_can_not_be_the_same_are_said_to_disagree(read_one, linked, tagged, said):
    page = (
        f'<html><head><meta property="article:published_time" content="{tagged}">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Quay", '
        f'"datePublished": "{linked}"}}</script></head><body><article><h1>Quay</h1>'
        "<p>The harbour board of Lisk has closed its quay after engineers found cracks in it.</p>"
        "<p>Nobody was hurt, it said, and ships are on their way to another port to the south.</p>"
        "</article></body></html>"
    )
    notes = read_one(page, "page.html").notes
    assert any(note.startswith("published: JSON-LD says") for note in notes) is said
