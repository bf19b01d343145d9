"""What stands on a page beside one running text: further articles, posts, quotations, stubs."""

from __future__ import annotations

import json
import time

import pytest

from retold.types import Article, Span

from .conftest import STORY

MUSEUM = [
    (
        "The museum in the old fish hall lets visitors into its cellar from Saturday on, where "
        "nets and lamps of three centuries have been kept in the dark."
    ),
    (
        "Its keeper, Tom Berg, wrote to every family on the island for names and years, and found "
        "the owners of forty boats that nobody had remembered."
    ),
    (
        "Entrance is free on Sundays. Schools may book a guide, and a lift for wheelchairs is to "
        "be built in the autumn with money that a lottery has given."
    ),
]
SCHOOL = [
    (
        "Pupils of the school on the north shore have counted the birds of the bay for a year and "
        "handed a list of ninety kinds to the ministry in the capital."
    ),
    (
        "Their teacher, Mona Vik, said that the list should keep the mud flats from being filled in, "
        "as the owner of the shipyard has asked the council to allow."
    ),
]
BRIDGE = "Divers mend Norrvik's bridge ahead of time"
CELLAR = "Museum of Norrvik opens its cellar"
BIRDS = "Pupils count ninety birds of the bay"


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>\n" for text in texts)


def html(body: str, linked: object = None, title: str = BRIDGE, attributes: str = "") -> str:
    script = f'<script type="application/ld+json">{json.dumps(linked)}</script>' if linked else ""
    return (
        f"<!DOCTYPE html><html lang='en' {attributes}><head><title>{title}</title>{script}</head>"
        f"<body>{body}</body></html>"
    )


def element(title: str, texts: list[str], heading: str = "h1", byline: str = "") -> str:
    signed = f"<p class='byline'>{byline}</p>" if byline else ""
    return f"<article><{heading}>{title}</{heading}>{signed}{paragraphs(texts)}</article>"


def text_of(article: Article, kind: str) -> list[str]:
    return [article.text[p.start : p.end] for p in article.parts if p.kind == kind]


# -- several articles ----------------------------------------------------------------------------


def test_two_articles_under_headlines_of_the_first_rank_are_read_apart(read_all, marked):
    body = f"<main>{element(BRIDGE, STORY)}{element(CELLAR, MUSEUM)}</main>"
    first, second = read_all(html(body), "a.html").articles
    assert [first.headline, second.headline] == [BRIDGE, CELLAR]
    assert first.text.split("\n\n") == STORY
    assert second.text.split("\n\n") == MUSEUM
    assert "one of 2 articles on the page, each read by itself" in first.notes
    assert MUSEUM[0] in "\n".join(marked(first, "other article"))
    assert STORY[0] in "\n".join(marked(second, "other article"))


def test_headlines_alone_part_articles_without_elements_of_their_own(read_all):
    body = f"<h1>{BRIDGE}</h1>{paragraphs(STORY)}<h1>{CELLAR}</h1>{paragraphs(MUSEUM)}"
    articles = read_all(html(f"<main>{body}</main>"), "a.html").articles
    assert [a.text.split("\n\n") for a in articles] == [STORY, MUSEUM]


def test_every_article_of_a_front_page_of_a_weblog_has_its_own_author_and_date(read_all):
    posts = [
        element(BRIDGE, STORY, "h2", "By Jane Dahl, 9 April 2024"),
        element(CELLAR, MUSEUM, "h2", "By Olav Moe, 7 April 2024"),
        element(BIRDS, SCHOOL, "h2", "By Kari Sand, 2 April 2024"),
    ]
    page = html(f"<main>{''.join(posts)}</main>", title="The Norrvik weblog")
    articles = read_all(page, "blog.html").articles
    assert [a.headline for a in articles] == [BRIDGE, CELLAR, BIRDS]
    assert [a.byline for a in articles] == [("Jane Dahl",), ("Olav Moe",), ("Kari Sand",)]
    assert [a.published for a in articles] == ["2024-04-09", "2024-04-07", "2024-04-02"]
    assert articles[2].text.split("\n\n") == SCHOOL
    assert [a.input for a in articles] == ["blog.html", "blog.html#2", "blog.html#3"]
    assert len({a.id for a in articles}) == 3


def test_what_linked_data_say_of_a_further_article_is_its_own(read_all):
    linked = [
        {"@type": "NewsArticle", "headline": BRIDGE, "datePublished": "2024-04-09"},
        {"@type": "NewsArticle", "headline": CELLAR, "datePublished": "2024-04-07",
         "author": {"name": "Olav Moe"}},
    ]  # fmt: skip
    body = f"<main>{element(BRIDGE, STORY)}{element(CELLAR, MUSEUM)}</main>"
    first, second = read_all(html(body, linked), "a.html").articles
    assert (first.published, first.byline) == ("2024-04-09", ())
    assert (second.published, second.byline) == ("2024-04-07", ("Olav Moe",))


def test_the_article_that_the_page_is_about_comes_first(read_all):
    body = f"<main>{element(CELLAR, MUSEUM)}{element(BRIDGE, STORY)}</main>"
    articles = read_all(html(body), "a.html").articles
    assert [a.headline for a in articles] == [BRIDGE, CELLAR]


@pytest.mark.parametrize(
    "card",
    [
        f"<article><h3>{CELLAR}</h3><p>{MUSEUM[0][:60]} …</p></article>",
        f"<article class='comment'><h3>Olav writes</h3>{paragraphs(MUSEUM)}</article>",
    ],
)
def test_cards_and_comments_are_no_articles(read_all, card):
    page = html(element(BRIDGE, STORY) + card * 3)
    (article,) = read_all(page, "a.html").articles
    assert article.text.split("\n\n") == STORY


def test_a_box_inside_an_article_is_no_article_of_its_own(read_all):
    box = f"<article><h3>What divers do</h3>{paragraphs(SCHOOL)}</article>"
    body = (
        f"<article><h1>{BRIDGE}</h1>{paragraphs(STORY[:2])}{box}{paragraphs(STORY[2:])}</article>"
    )
    (article,) = read_all(html(body), "a.html").articles
    assert STORY[0] in article.text
    assert STORY[3] in article.text


# -- live blogs ----------------------------------------------------------------------------------

TIMES = ["14:05", "13:40", "12:10"]
POSTS = [(BRIDGE, STORY[:2]), (CELLAR, MUSEUM[:2]), (BIRDS, SCHOOL)]


def live(*, named: str = "live-post", headings: bool = True) -> str:
    entries = "".join(
        f"<div class='{named}'><div class='stamp'>{time}</div>"
        + (f"<h3>{title}</h3>" if headings else "")
        + f"{paragraphs(texts)}</div>"
        for time, (title, texts) in zip(TIMES, POSTS, strict=True)
    )
    return f"<main><h1>Norrvik live: the day on the bay</h1>{entries}</main>"


def updates(*, bodies: bool) -> dict[str, object]:
    listed = [
        {"@type": "BlogPosting", "headline": title, "datePublished": f"2024-04-09T{time}+02:00"}
        | ({"articleBody": "\n".join(texts)} if bodies else {})
        for time, (title, texts) in zip(TIMES, POSTS, strict=True)
    ]
    return {"@type": "LiveBlogPosting", "headline": "Norrvik live", "liveBlogUpdate": listed}


def test_the_posts_of_a_live_blog_are_told_apart(read_one):
    page = html(live(named="entry"), updates(bodies=False), "Norrvik live: the day on the bay")
    article = read_one(page, "a.html")
    assert [p.label for p in article.parts] == [BRIDGE, CELLAR, BIRDS]
    assert [p.published for p in article.parts] == [f"2024-04-09T{t}+02:00" for t in TIMES]
    assert text_of(article, "post")[2] == "\n\n".join([BIRDS, *SCHOOL])
    assert any(note.startswith("a live blog: 3 posts told apart") for note in article.notes)


def test_posts_without_linked_data_are_told_apart_by_their_times_of_day(read_one):
    article = read_one(html(live(headings=False), None, "Norrvik live"), "a.html")
    assert text_of(article, "post") == ["\n\n".join(texts) for _, texts in POSTS]
    assert "14:05" not in article.text


def test_posts_that_only_the_linked_data_hold_are_read_from_there(read_one):
    body = "<main><h1>Norrvik live: the day on the bay</h1><p>Loading the latest posts…</p></main>"
    page = html(body, updates(bodies=True), "Norrvik live: the day on the bay")
    article = read_one(page, "a.html")
    assert [p.label for p in article.parts] == [BRIDGE, CELLAR, BIRDS]
    assert text_of(article, "post")[1] == "\n".join(MUSEUM[:2])
    at = article.text.index("Its keeper")
    assert article.trace_up(Span(at, at + 10)).of(page) == "Its keeper"


def test_a_page_that_is_no_live_blog_has_no_posts(read_one):
    assert read_one(html(element(BRIDGE, STORY)), "a.html").parts == ()


# -- quotations, embeds, captions ------------------------------------------------------------------

LETTER = "The council knew of the cracks in January and told nobody, as the minutes of its own meeting show."


def test_a_block_quote_stays_in_the_text_and_is_marked_as_a_quotation(read_one):
    body = (
        paragraphs(STORY[:2]) + f"<blockquote><p>{LETTER}</p></blockquote>" + paragraphs(STORY[2:])
    )
    article = read_one(html(f"<article><h1>{BRIDGE}</h1>{body}</article>"), "a.html")
    assert text_of(article, "block quote") == [LETTER]
    assert article.text.split("\n\n") == [*STORY[:2], LETTER, *STORY[2:]]


def test_a_page_set_as_one_block_quote_quotes_nobody(read_one):
    body = f"<h1>{BRIDGE}</h1><blockquote>{paragraphs(STORY)}</blockquote>"
    assert read_one(html(f"<article>{body}</article>"), "a.html").parts == ()


@pytest.mark.parametrize("frame", ["aside", "blockquote", "figure", "div class='c-quote'"])
def test_a_pull_quote_is_no_second_quotation(read_one, marked, frame):
    pulled = "We found the steel we needed in a yard across the fjord"
    box = f"<{frame}><p>{pulled}</p></{frame.split()[0]}>"
    body = paragraphs(STORY[:2]) + box + paragraphs(STORY[2:])
    article = read_one(html(f"<article><h1>{BRIDGE}</h1>{body}</article>"), "a.html")
    assert article.text.split("\n\n") == STORY
    found = {kind for kind in ("pull quote", "aside") if pulled in "".join(marked(article, kind))}
    assert found
    assert article.parts == ()


TWEET = "The bridge will open in May. Thank you for your patience with the ferries."


@pytest.mark.parametrize("named", [" class='twitter-tweet'", ""])
def test_a_post_shown_inside_the_article_is_no_sentence_of_it(read_one, marked, named):
    signed = "— Norrvik Council (@norrvikcouncil) April 9, 2024"
    box = f"<blockquote{named}><p>{TWEET}</p>{signed}</blockquote>"
    body = paragraphs(STORY[:2]) + box + paragraphs(STORY[2:])
    article = read_one(html(f"<article><h1>{BRIDGE}</h1>{body}</article>"), "a.html")
    assert article.text.split("\n\n") == STORY
    assert TWEET in "\n".join(marked(article, "embed"))
    assert article.parts == ()


def test_a_caption_is_marked_and_parts_no_sentence(read_one, marked):
    figure = "<figure><img><figcaption>A diver at the second support. Photo: Jo Lie</figcaption></figure>"
    body = paragraphs(STORY[:1]) + figure + paragraphs(STORY[1:])
    article = read_one(html(f"<article><h1>{BRIDGE}</h1>{body}</article>"), "a.html")
    assert article.text.split("\n\n") == STORY
    assert marked(article, "caption") == ["A diver at the second support. Photo: Jo Lie"]


@pytest.mark.parametrize(
    "inset",
    [
        "<p><strong>READ MORE: <a href='/x'>Ferries to run all night, council says</a></strong></p>",
        "<div class='ad-slot'><p>Advertisement</p></div>",
        "<aside class='related'><h4>Related</h4><ul><li><a href='/a'>Fish hall to be museum</a></li></ul></aside>",
        "<p><em>Sign up to our newsletter for the news of the islands every morning.</em></p>",
    ],
)
def test_advertisements_and_teasers_inside_the_text_are_left_out(read_one, inset):
    body = paragraphs(STORY[:2]) + inset + paragraphs(STORY[2:])
    article = read_one(html(f"<article><h1>{BRIDGE}</h1>{body}</article>"), "a.html")
    assert article.text.split("\n\n") == STORY


def test_a_live_blogs_posts_keep_the_headings_of_their_elements(read_one):
    heads = ["Divers go down early", "Cellar opened to the press", "Birds counted in the bay"]
    posts = "".join(
        f"<article><time datetime='2026-03-03T1{n}:05:00Z'>1{n}:05</time><h3>{head}</h3>"
        f"{paragraphs(texts[:2])}</article>"
        for n, (head, texts) in enumerate(zip(heads, (STORY, MUSEUM, SCHOOL), strict=True))
    )
    linked = {"@type": "LiveBlogPosting", "headline": "Norrvik live", "liveBlogUpdate": [{}]}
    page = html(f"<main><h1>Norrvik live: a day</h1>{posts}</main>", linked, "Norrvik live: a day")
    article = read_one(page, "a.html")
    assert [part.label for part in article.parts if part.kind == "post"] == heads
    assert all(head in article.text for head in heads)


# -- stubs, linked data, other views ---------------------------------------------------------------


@pytest.mark.parametrize(
    "wall",
    [
        "Subscribe to continue reading",
        "This article is for subscribers only. Already a subscriber? Sign in",
        "To read the full story, start your free trial today",
        "You have reached your article limit",
        "Read the rest of this article with a free account",
    ],
)
def test_a_beginning_before_a_wall_is_said_to_be_one(read_one, wall):
    body = (
        f"<article><h1>{BRIDGE}</h1>{paragraphs(STORY[:2])}<div class='wall'>{wall}</div></article>"
    )
    article = read_one(html(body), "a.html")
    assert article.text.split("\n\n") == STORY[:2]
    assert any(note.startswith("only the beginning of the article") for note in article.notes)


def test_linked_data_stand_in_for_a_body_that_the_page_lacks(read_one):
    linked = {"@type": "NewsArticle", "headline": BRIDGE, "articleBody": "\n\n".join(STORY)}
    page = html(f"<h1>{BRIDGE}</h1><div id='root'>Please wait.</div>", linked)
    article = read_one(page, "a.html")
    assert article.text.split("\n\n") == STORY
    assert article.headline == BRIDGE


def test_linked_data_stand_in_for_a_body_that_is_shorter(read_one):
    linked = {"@type": "NewsArticle", "headline": BRIDGE, "articleBody": "\n\n".join(STORY)}
    article = read_one(html(element(BRIDGE, STORY[:2]), linked), "a.html")
    assert article.text.split("\n\n") == STORY


def test_an_accelerated_page_is_read_like_any_other(read_one, marked):
    body = (
        "<header><amp-sidebar><ul><li>Home</li></ul></amp-sidebar></header>"
        f"<article><h1>{BRIDGE}</h1><amp-img alt='x'></amp-img>{paragraphs(STORY[:2])}"
        "<amp-ad type='x'><p>Buy a boat before the summer ends and save a third of its price.</p></amp-ad>"
        "<amp-twitter data-tweetid='1'><blockquote placeholder><p>A tweet here.</p></blockquote></amp-twitter>"
        f"{paragraphs(STORY[2:])}</article>"
        "<amp-consent><p>We and our partners use cookies to learn what you read.</p></amp-consent>"
    )
    article = read_one(html(body, attributes="amp"), "a.html")
    assert article.text.split("\n\n") == STORY
    assert "A tweet here." in "\n".join(marked(article, "embed"))


def test_a_print_view_is_read_without_what_the_printer_adds(read_one):
    body = (
        "<p>- Norrvik Post - https://post.example -</p>"
        f"<h1>{BRIDGE}</h1><p>Posted By Jane Dahl On April 9, 2024 @ 4:45 pm In News | 3 Comments</p>"
        f"<div>{paragraphs(STORY)}</div><hr>"
        "<p>Article printed from Norrvik Post: https://post.example</p>"
        "<p>URL to article: https://post.example/bridge</p><p>Click here to print.</p>"
        "<p>Copyright © 2024 Norrvik Post. All rights reserved.</p>"
    )
    article = read_one(html(body, title=f"Norrvik Post » {BRIDGE} » Print"), "a.html")
    assert article.headline == BRIDGE
    assert article.text.split("\n\n") == STORY
    assert article.byline == ("Jane Dahl",)
    assert article.published == "2024-04-09"


# -- what the page calls by its name ---------------------------------------------------------------


@pytest.mark.parametrize(
    "inset",
    [
        "<div class='promo-small'><div class='promo-description'>Ferries fear for their crews as the bridge reopens.</div></div>",
        "<div class='newsletter-box'><h4>The islands in your hand</h4><h4>All you must know before breakfast.</h4></div>",
        "<p>Thanks for signing up! There was an error processing your subscription.</p>",
        "<p>Click here to read the report of the engineers.</p>",
        "<p>Pictured from left, are the divers Per Aas, Liv Bru and Nils Dal, who mended the supports of the bridge.</p>",
    ],
)
def test_what_its_class_or_a_phrase_of_the_site_gives_away_is_left_out(read_one, inset):
    body = paragraphs(STORY[:2]) + inset + paragraphs(STORY[2:])
    article = read_one(html(f"<article><h1>{BRIDGE}</h1>{body}</article>"), "a.html")
    assert article.text.split("\n\n") == STORY


def test_who_the_sender_of_a_release_is_does_not_belong_to_its_text(read_one, marked):
    about = [
        "Fjordlink is a leading operator of ferries and bridges focused on the islands of the north.",
        "Fjordlink is headquartered in Norrvik and employs some nine hundred people in four countries.",
    ]
    article = read_one(html(element(BRIDGE, [*STORY, *about])), "a.html")
    assert article.text.split("\n\n") == STORY
    assert about[1] in "\n".join(marked(article, "notice"))


def test_a_paragraph_about_subscribers_is_a_paragraph(read_one):
    paid = (
        "The paper said that it had lost a third of its subscribers, that advertising revenue had "
        "halved, and that it would ask every reader to register before the end of the year; a "
        "subscription will cost as much as a ticket for the ferry, its editor told the staff, and "
        "the website will keep the cookies that its advertisers pay for."
    )
    article = read_one(html(element(BRIDGE, [*STORY[:2], paid, *STORY[2:]])), "a.html")
    assert paid in article.text


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<h1>Page not found</h1><p>The page you requested does not exist.</p>", "an error page"),
        (
            "<p>We and our partners use cookies to store information on your device.</p>",
            "a cookie wall",
        ),
        (
            "".join(
                f"<h3><a href='/{n}'>Council to close bridge {n} this summer</a></h3>"
                for n in range(30)
            ),
            "a list of headlines",
        ),
    ],
)
def test_a_page_of_the_site_that_is_no_article_is_called_what_it_is(read_all, body, reason):
    outcome = read_all(html(body, title="Norrvik Post"), "a.html")
    assert not outcome.articles
    assert outcome.skipped[0].reason == f"no article found: {reason}"


LONG_HEADING = (
    '><meta ><article><h1>t=h=s=c m"p/g/s/F/2/h<body>s d a r f 0 e n s n,e '
    "a h s\x9cy s n r t a t d a B,o e e p>e e m e n q u r n,t s</body>a>t=t=t="
    "t=h=t=t=h=s=t=t=t=h=a=t=s=t=h=c=t=a=t=h=t=t=c=t=h=s=t=t=t=h=a=t=s=t=h="
    "c=t=a=t=h=t=t=c=t=h=c"
)
"""All of its text is one heading: a damaged page, cut down to what matters."""


def test_a_headline_as_long_as_an_article_is_no_article(read_all):
    assert len(read_all(LONG_HEADING.encode("latin-1"), "a.html").articles) <= 1


def test_of_a_page_of_endless_articles_some_are_read_in_bounded_time_and_that_is_said(read_all):
    many = "".join(
        element(f"Quay number {n} closed", [f"{text[:-1]} at quay {n}." for text in STORY])
        for n in range(600)
    )
    read_all(html(element(BRIDGE, STORY)), "p.html")  # loads what reading needs
    started = time.process_time()
    articles = read_all(html(many), "p.html").articles
    assert time.process_time() - started < 10
    assert 1 < len(articles) < 40
    assert any(f"no more than the first {len(articles)} are read" in n for n in articles[0].notes)
