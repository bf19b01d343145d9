"""Whom HTML pages name as authors: in linked data, beside the headline, below the text."""

from __future__ import annotations

import json

import pytest

from retold.reading.meta import is_person, names_in

from .conftest import STORY

TITLE = "Divers mend Norrvik's bridge ahead of time"
OUTLET = "Hill & Dale Post"
DATE = "<div>2 March 2026</div>"
NAME = "Mara Roe-Lindqvist"


def page(above_text: str = "", below_text: str = "", author: object = None) -> str:
    data = {
        "@type": "NewsArticle",
        "headline": TITLE,
        "datePublished": "2026-03-02",
        "publisher": {"@type": "Organization", "name": OUTLET},
        "author": author,
    }
    linked = f'<script type="application/ld+json">{json.dumps(data)}</script>' if author else ""
    story = "".join(f"<p>{text}</p>" for text in STORY)
    return (
        f"<html lang='en'><head><title>{TITLE} | {OUTLET}</title>{linked}"
        f"<meta property='og:site_name' content='{OUTLET}'></head><body>"
        f"<nav><a href='/'>News</a> <a href='/s'>Sport</a></nav><main><article><h1>{TITLE}</h1>"
        f"{above_text}<div class='text'>{story}</div>{below_text}</article></main>"
        f"<footer>© 2026 {OUTLET}</footer></body></html>"
    )


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Barnaby Ottershaw", ["Barnaby Ottershaw"]),
        ("By Toby Roe and Ruby Lind", ["Toby Roe", "Ruby Lind"]),
        ("Mara Roe, North of Norrvik correspondent", ["Mara Roe"]),
        ("Mara Roe, Hill & Dale Post", ["Mara Roe"]),
        ("Mara Roe in Norrvik and Otto Brill in Lund", ["Mara Roe", "Otto Brill"]),
        ("Roe-Lindqvist, Mara", ["Mara Roe-Lindqvist"]),
        ("mroe@post.example (Mara Roe)", ["Mara Roe"]),
        ("By Mara Roe @mroe", ["Mara Roe"]),
        ("Mara Roe / AFP", ["Mara Roe", "AFP"]),
        ("Story by Mara Roe. Photographs by Otto Brill", ["Mara Roe"]),
        ("Harold Tipton, Jr., and Mara Roe, PhD", ["Harold Tipton Jr", "Mara Roe"]),
        ("Norrvik Bells, Inc.", []),
        ("Edited by Otto Brill", []),
        ("Clarion Admin", []),
        ("Super User", []),
        ("Joe Root", ["Joe Root"]),
        ("Reuters, AFP", ["Reuters", "AFP"]),
    ],
)
def test_a_byline_names_people_and_agencies_alone(byline, names):
    assert list(names_in(byline, OUTLET, turned=True)) == names


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Von Mara Roe", ["Mara Roe"]),
        ("Par Mara Roe", ["Mara Roe"]),
        ("Von Miller", ["Von Miller"]),
        ("Norrvik, Sweden", ["Norrvik", "Sweden"]),
    ],
)
def test_a_byline_in_another_language_or_a_place_is_not_turned_round(byline, names):
    assert list(names_in(byline)) == names


def test_an_outlet_alone_in_a_byline_stays():
    assert names_in(OUTLET, OUTLET)


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Joost van der Meulen", True),
        ("K. V. R. Subbaraman", True),
        ("Theresa May", True),
        ("Hill Post Staff", False),
        ("oldsalt said", False),
        ("Norrvik Bells, Inc.", False),
        ("Reuters", False),
    ],
)
def test_the_form_of_a_name_tells_people_from_offices(name, person):
    assert is_person(name) is person


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (f"<div>{NAME}</div>{DATE}", ""),
        (f"<div><a rel='author' href='/m'>{NAME}</a></div>{DATE}", ""),
        (f"<div class='byline'><b>{NAME}</b> | 2 March 2026 | 13:47</div>", ""),
        (f"<div>{NAME} • Mar 2, 2026 • 4 min read</div>", ""),
        (f"<div class='byline'>By {NAME} @mroe</div>{DATE}", ""),
        (f"<div class='byline'>{NAME} / AFP</div>{DATE}", ""),
        (f"<div><span>By</span>\n<a href='/m'>{NAME}</a></div>{DATE}", ""),
        (f"<div>Text: {NAME}</div><div>Photo: Otto Brill</div>{DATE}", ""),
        (f"<div>Posted on March 2, 2026 by {NAME} in Harbour</div>", ""),
        (f"<div>March 2, 2026 | By {NAME}</div>", ""),
        (f"<div class='autor'>Von {NAME}</div>{DATE}", ""),
        (DATE, f"<p><em>{NAME} is the harbour reporter of {OUTLET}.</em></p>"),
        (DATE, f"<h3>Related</h3><p>Bells</p><h3 class='author-title'>{NAME}</h3>"),
        (DATE, f"<p>Posted by {NAME} at 18:22</p>"),
        (DATE, f"<div><h4>About the author</h4><p><b>{NAME}</b></p></div>"),
        (DATE, f"<h2 class='author-heading'>Published by</h2><h3>{NAME}</h3>"),
        (DATE, f"<p>— {NAME}</p>"),
    ],
)
def test_a_byline_is_read_wherever_it_stands_and_however_it_is_said(read_one, above, below):
    assert read_one(page(above, below), "a.html").byline[:1] == (NAME,)


@pytest.mark.parametrize("author", ["admin", {"name": "Hill Post Staff"}, {"name": OUTLET}])
def test_a_person_on_the_page_stands_before_an_office_in_its_linked_data(read_one, author):
    article = read_one(page(f"<div>By {NAME}</div>{DATE}", author=author), "a.html")
    assert article.byline == (NAME,)


def test_an_office_that_nothing_contradicts_stays_and_the_outlet_does_not(read_one):
    assert read_one(page(DATE, author="Post staff reporter"), "a.html").byline
    assert read_one(page(DATE, author={"name": OUTLET}), "a.html").byline == ()


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (
            "",
            "<section><h3>More stories</h3><p><a href='/x'>Bells</a></p><p>By Otto Brill</p></section>",
        ),
        ("", "<div class='card-author'>By Otto Brill</div>"),
        ("", "<aside><div class='author'>Otto Brill</div></aside>"),
        ("", "<div class='topics'><div>Otto Brill</div><div>Harbours</div></div>"),
        ("<div>Norrvik, Sweden</div>", ""),
        ("<div>Sponsored by Acme Motors</div>", ""),
        ("<div class='img'><img src='x'><div>Otto Brill</div></div>", ""),
        ("", "<p><i>Follow Hill Post on Facebook, X and Instagram.</i></p>"),
        ("", "<div><p class='comment-author'>oldsalt says:</p><p>By the way, well done.</p></div>"),
        ("", "<p>Media: </p><p>Otto Brill<br>+44 20 7946 0991<br>press@post.example</p>"),
        (
            "<figure><img src='x'><figcaption>A bridge. Photo by Otto Brill</figcaption></figure>",
            "",
        ),
        ("<p>By Friday, the bridge had been closed for the eleventh day in a row.</p>", ""),
    ],
)
def test_nobody_is_made_an_author_by_other_words(read_one, above, below):
    assert read_one(page(DATE + above, below), "a.html").byline == ()
