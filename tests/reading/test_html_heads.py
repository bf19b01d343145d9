"""Headline, standfirst, day and outlet of pages whose source says little of them."""

from __future__ import annotations

import pytest

from .conftest import STORY

TITLE = "Divers mend Norrvik's bridge ahead of time"
OUTLET = "Norrvik Post"
BY = "<p class='byline'>By Mara Roe</p>"
DATE = "<div>2 March 2026</div>"
LEAD = "Divers worked for eleven nights under the old bridge in the harbour of Norrvik"


def page(head: str, title: str = f"{TITLE} | {OUTLET}", metas: str = "", below: str = "") -> str:
    story = "".join(f"<p>{text}</p>" for text in STORY)
    return (
        f"<html lang='en'><head><title>{title}</title>{metas}</head><body>"
        f"<header><a href='/'>{OUTLET}</a></header><main>{head}"
        f"<div class='text'>{story}</div>{below}</main><footer>© 2026 {OUTLET}</footer></body></html>"
    )


NAMED = f"<meta property='og:site_name' content='{OUTLET}'>"


@pytest.mark.parametrize(
    ("head", "title", "metas", "headline"),
    [
        (f"<h1>{TITLE}</h1>", f"{TITLE} | {OUTLET}", "", TITLE),
        ("<h1>Last bell</h1>", f"Last bell | {OUTLET}", NAMED, "Last bell"),
        (f"<h1>{OUTLET}</h1><h2>{TITLE}</h2>", f"{TITLE} | {OUTLET}", NAMED, TITLE),
        (f"<h1>{OUTLET}</h1><h3>{TITLE}</h3>", f"{OUTLET}: {TITLE}", "", TITLE),
        (f"<table><tr><td><b>{TITLE}</b></td></tr></table>", f"{OUTLET}: News: {TITLE}", "", TITLE),
        (f"<h1><span>Harbour</span> <span>{TITLE}</span></h1>", f"{TITLE} | {OUTLET}", "", TITLE),
        (f"<h1><small>Harbour |</small> {TITLE}</h1>", f"{TITLE} | {OUTLET}", "", TITLE),
        (f"<h1>{TITLE}</h1>", f"Harbour bridge mended by divers of Norrvik - {OUTLET}", "", TITLE),
    ],
)
def test_the_headline_is_the_heading_that_readers_see(read_one, head, title, metas, headline):
    assert read_one(page(head + BY + DATE, title, metas), "a.html").headline == headline


@pytest.mark.parametrize(
    ("above", "after", "day"),
    [
        ("", "<div>Updated 30 March 2026</div><div>Published 2 March 2026</div>", "2026-03-02"),
        ("", "<div>Last updated: 30 March 2026</div>", "2026-03-30"),
        (
            "<div>Thursday, November 26, 2026</div>",
            "<div>Monday, March 2, 2026</div>",
            "2026-03-02",
        ),
        ("", "<div>Mara Roe • Mar 2, 2026 • 4 min read</div>", "2026-03-02"),
        ("", "<time>2 March 2026</time>", "2026-03-02"),
    ],
)
def test_the_day_is_that_of_publication_near_the_headline(read_one, above, after, day):
    article = read_one(page(f"{above}<h1>{TITLE}</h1>{after}"), "a.html")
    assert article.published == day


def test_the_day_of_an_update_is_no_other_day_of_publication(read_one):
    stamp = "<meta property='article:published_time' content='2026-03-02T09:00:00+01:00'>"
    head = f"<h1>{TITLE}</h1>{BY}<div>Updated 30 March 2026</div>"
    assert not [n for n in read_one(page(head, metas=stamp), "a.html").notes if "published" in n]


@pytest.mark.parametrize(
    "head",
    [
        f"<h1>{TITLE}</h1><h2>{LEAD}</h2>{BY}{DATE}",
        f"<h1>{TITLE}</h1><div class='sc-1x'>{LEAD}</div>{BY}{DATE}",
        f"<h1>{TITLE}</h1><p>{LEAD}.</p>{BY}{DATE}",
        f"<h1>{TITLE}</h1>{BY}{DATE}<p class='summary'>{LEAD}</p>",
        f"<h1>{TITLE}</h1>{DATE}<div class='x'><strong>{LEAD}.</strong></div>{BY}",
    ],
)
def test_a_standfirst_is_known_by_its_place(read_one, head):
    article = read_one(page(head), "a.html")
    assert (article.standfirst or "").rstrip(".") == LEAD
    assert LEAD not in article.text


@pytest.mark.parametrize(
    "head",
    [
        f"<h1>{TITLE}</h1><div class='photo'><div>{LEAD}</div></div>{BY}{DATE}",
        f"<h1>{TITLE}</h1><p>New to Savings? Our app helps you grow money with a bonus code.</p>{BY}",
        f"<h1>{TITLE}</h1>{BY}{DATE}<ul><li>{LEAD}</li><li>It is done</li></ul>",
        f"<h1>{TITLE}</h1>{BY}{DATE}",
        f"<h1>{TITLE}</h1><div>{TITLE} after winter</div>{BY}{DATE}",
    ],
)
def test_no_standfirst_is_made_of_captions_points_or_adverts(read_one, head):
    assert read_one(page(head), "a.html").standfirst is None


def test_the_outlet_is_read_from_the_title_where_no_tag_names_it(read_one):
    article = read_one(page(f"<h1>{TITLE}</h1>", f"{OUTLET}: {TITLE}"), "a.html")
    assert article.outlet == OUTLET
