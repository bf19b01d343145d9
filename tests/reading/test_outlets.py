"""Whose an article is where no field of its page says it; and pages that are no article."""

from __future__ import annotations

import pytest

from retold.reading import Hints, read
from retold.reading.outlets import host_named

from .conftest import STORY

BODY = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
PAGE = (
    "<html lang='en'><head><title>Divers mend the bridge</title></head><body><article>"
    "<h1>Divers mend the bridge</h1>{body}</article>{foot}</body></html>"
)


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("© 2026 Norrvik Courier. All rights reserved.", "Norrvik Courier"),
        ("Copyright © 2025–2026 Norrvik Post Ltd | Terms", "Norrvik Post"),
        ("© 2026 All rights reserved.", None),
    ],
)
def test_a_copyright_line_names_the_outlet_where_no_field_does(read_one, line, outlet):
    foot = f"<footer><p>{line}</p></footer>"
    article = read_one(PAGE.format(body=BODY, foot=foot), "page.html")
    assert article.outlet == outlet
    told = [(f.value, f.where, f.used) for f in article.found if f.field == "outlet"]
    assert told == ([(outlet, "the page's furniture", True)] if outlet else [])


def test_an_address_is_what_is_left_to_call_an_outlet_by(read_one):
    page = PAGE.format(body=BODY, foot="")
    article = read_one(page, "page.html", url="https://www.norrvik.example/2026/bridge")
    assert article.outlet == "norrvik.example"
    assert ("outlet", "the page's address") in {(f.field, f.where) for f in article.found}


def test_a_field_of_the_page_goes_before_its_address(read_one):
    named = '<meta property="og:site_name" content="Norrvik Post"></head>'
    page = PAGE.format(body=BODY, foot="").replace("</head>", named)
    url = "https://www.norrvik.example/2026/bridge"
    assert read_one(page, "page.html", url=url).outlet == "Norrvik Post"


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://m.norrvik.example/a", "norrvik.example"),
        ("https://news.norrvik.example/a", "news.norrvik.example"),
        ("http://127.0.0.1:8000/a", None),
        ("http://localhost/a", None),
        ("file:///home/a.html", None),
        ("http://[::1", None),
        (None, None),
    ],
)
def test_a_host_is_named_without_what_only_the_web_needs(url, host):
    assert host_named(url) == host


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Just a moment...", "norrvik.example"),
        ("norrvik.example", "Checking if the site connection is secure before you go on to it."),
        ("norrvik.example", "It needs to review the security of your connection before that."),
        ("Pardon our interruption", "Something about your browser made us think you were a bot."),
    ],
)
def test_a_check_for_robots_is_called_one(heading, text):
    page = f"<html><title>{heading}</title><body><h1>{heading}</h1><p>{text}</p></body></html>"
    outcome = read(page.encode(), Hints("page.html"))
    assert [skipped.reason for skipped in outcome.skipped] == [
        "no article found: a check that the reader is no robot"
    ]
