"""Pages as they come: titles with the outlet's name, walls, live blogs, several articles, AMP."""

from __future__ import annotations

import json

import pytest

from retold.reading.html_meta import without_outlet
from retold.reading.html_walk import walk
from retold.types import Span

from .conftest import STORY

TITLE = "Divers mend Norrvik's bridge ahead of time"


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>\n" for text in texts)


def html(body: str, head: str = "", linked: object = None, title: str = TITLE) -> str:
    script = f'<script type="application/ld+json">{json.dumps(linked)}</script>' if linked else ""
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title}</title>{head}{script}</head>"
        f"<body>{body}</body></html>"
    )


def article_of(texts: list[str], title: str = TITLE) -> str:
    return f"<article><h1>{title}</h1>{paragraphs(texts)}</article>"


@pytest.mark.parametrize(
    ("title", "outlets", "headline"),
    [
        (f"{TITLE} - Norrvik Post", ["Norrvik Post"], TITLE),
        (f"{TITLE} | Local | The Norrvik Post", ["Norrvik Post"], f"{TITLE} | Local"),
        (f"{TITLE} * Norrvik Post * by Jane Dahl", ["norrvikpost"], TITLE),
        ("Norrvik - a town of bridges", ["Norrvik Post"], "Norrvik - a town of bridges"),
        ("Norrvik Post", ["Norrvik Post"], "Norrvik Post"),
    ],
)
def test_the_outlets_name_is_no_part_of_a_headline(title, outlets, headline):
    assert without_outlet(title, outlets) == headline


def test_a_page_without_a_heading_has_its_headline_from_its_tags(read_one):
    head = (
        f'<meta property="og:title" content="{TITLE} | Norrvik Post">'
        '<meta property="og:site_name" content="Norrvik Post">'
    )
    article = read_one(html(f"<article>{paragraphs(STORY)}</article>", head), "a.html")
    assert article.headline == TITLE


def test_a_label_before_the_headline_is_left_out(read_one):
    head = f'<meta property="og:title" content="{TITLE}">'
    body = f"<article><h1><span>Exclusive</span> {TITLE}</h1>{paragraphs(STORY)}</article>"
    linked = {"@type": "NewsArticle", "headline": TITLE}
    assert read_one(html(body, head, linked), "a.html").headline == TITLE


def test_the_points_of_a_summary_are_the_standfirst(read_one):
    points = ["The supports cracked in March.", "Divers began four days early.", "Shops want aid."]
    items = "".join(f"<li>{point}</li>" for point in points)
    body = f"<h1>{TITLE}</h1><ul class='key-points'>{items}</ul>{paragraphs(STORY)}"
    article = read_one(html(f"<article>{body}</article>"), "a.html")
    assert article.standfirst == " ".join(points)
    assert article.text.split("\n\n") == STORY


def test_a_byline_and_a_date_on_one_line_are_both_read(read_one):
    line = "<div class='meta'>By <a href='/jd'>Jane Dahl</a> 9 April 2024 • 4:45pm</div>"
    article = read_one(html(article_of([line, *STORY])), "a.html")
    assert article.byline == ("Jane Dahl",)
    assert article.published == "2024-04-09T16:45"


def test_people_count_more_than_an_outlet_that_signs_its_own_page(read_one):
    head = (
        '<meta property="og:site_name" content="Norrvik Post">'
        '<meta name="author" content="Norrvik Post">'
    )
    body = article_of(["<span class='byline'>By Jane Dahl</span>", *STORY])
    assert read_one(html(body, head), "a.html").byline == ("Jane Dahl",)


def test_who_the_author_is_does_not_belong_to_the_article(read_one, marked):
    about = "Jane Dahl is a reporter for the Norrvik Post, where she has covered the harbour."
    head = '<meta name="author" content="Jane Dahl">'
    article = read_one(html(article_of([*STORY, about]), head), "a.html")
    assert "covered the harbour" not in article.text
    assert about in marked(article, "byline")


def test_a_text_that_only_the_linked_data_hold_is_read_from_there(read_one):
    body = "\n\n".join(STORY).replace("“", "&ldquo;")
    linked = {"@type": "NewsArticle", "headline": TITLE, "articleBody": body}
    source = html(article_of([STORY[0][:70] + "…"]) + "<p>Subscribe to read on.</p>", "", linked)
    article = read_one(source, "a.html")
    assert article.text.split("\n\n") == STORY
    assert any("linked data" in note for note in article.notes)
    at = article.text.index("the chief engineer")
    assert article.trace_up(Span(at, at + 18)).of(source) == "the chief engineer"


def test_a_text_that_the_page_shows_is_read_from_the_page(read_one):
    linked = {"@type": "NewsArticle", "headline": TITLE, "articleBody": " ".join(STORY)}
    article = read_one(html(article_of(STORY), "", linked), "a.html")
    assert not any("linked data" in note for note in article.notes)


def test_a_short_text_that_is_not_free_is_said_to_be_a_beginning(read_one):
    linked = {"@type": "NewsArticle", "headline": TITLE, "isAccessibleForFree": "False"}
    article = read_one(html(article_of(STORY[:2]), "", linked), "a.html")
    assert any("only the beginning" in note for note in article.notes)
    free = linked | {"isAccessibleForFree": True}
    assert read_one(html(article_of(STORY[:2]), "", free), "a.html").notes == ()


def test_a_live_blog_is_said_to_be_one(read_one):
    posts = [{"@type": "BlogPosting", "headline": f"Post {n}"} for n in range(3)]
    linked = {"@type": "LiveBlogPosting", "headline": TITLE, "liveBlogUpdate": posts}
    article = read_one(html(article_of(STORY), "", linked), "a.html")
    assert any(note.startswith("a live blog: 3 posts") for note in article.notes)


def test_menus_of_an_amp_page_are_no_text(read_one):
    body = (
        "<amp-sidebar><ul><li><a href='/'>Home</a></li><li>All the news of the islands</li></ul>"
        "</amp-sidebar><amp-consent>We use cookies on this site, do you agree?</amp-consent>"
    )
    article = read_one(html(body + article_of(STORY)).replace("<html", "<html amp"), "a.html")
    assert article.text.split("\n\n") == STORY


def test_the_tree_parser_is_spared_what_holds_no_article():
    source = (
        "<p>a<!-- b -->c</p><script>d</script><nav><p>e</nav><p>f</p><svg><g/></svg>"
        "<aside><nav>g</nav>h</aside><p>i"
    )
    assert walk(source).without_cuts(source) == "<p>ac</p><p>f</p><p>i"


def test_a_menu_that_is_never_closed_is_not_cut():
    source = "<div><nav>a</div><p>b</p><aside>c"
    assert walk(source).without_cuts(source) == "<div></div><p>b</p><aside>c"


def test_a_label_above_the_headline_and_the_printers_address_are_no_text(read_one, marked):
    body = (
        f"<b>Norrvik Post</b><hr><h2>{TITLE}</h2><br>{'<br><br>'.join(STORY)}"
        "<hr>Find this article at: https://post.example/bridge"
    )
    article = read_one(html(body), name="print.html")
    assert article.headline == TITLE
    assert not article.text.lstrip().startswith("Norrvik Post")
    assert "Find this article" not in article.text
    assert "Norrvik Post" in " ".join(marked(article, "other"))


def test_an_author_is_read_from_a_line_that_ends_with_the_date(read_one):
    line = "<div><span class='author'>Jane Dahl</span> <time>2 March 2026</time></div>"
    body = f"<article><h1>{TITLE}</h1>{line}{paragraphs(STORY)}</article>"
    article = read_one(html(body), name="page.html")
    assert article.byline == ("Jane Dahl",)


def test_a_page_of_a_few_words_is_no_article(read_all):
    (skip,) = read_all(html("<p>Too short.</p>", title="x"), name="page.html").skipped
    assert skip.reason == "no article found: too short (2 words)"


TEASERS = [
    ("Pier to close in June", "Board votes after years of dispute"),
    ("School roof falls in", "No one hurt, says head teacher"),
    ("Tram line to reopen", "Work ends two months late"),
    ("Budget passes narrowly", "Three members abstain"),
    ("Museum finds letters", "Box stood in the cellar since 1944"),
    ("Storm cuts power", "Four villages dark until noon"),
]


def test_a_front_page_of_links_and_teasers_is_no_article(read_all):
    cards = "".join(
        f"<div class='card'><h2><a href='/{n}'>{title}</a></h2><p>{teaser}</p></div>"
        for n, (title, teaser) in enumerate(TEASERS)
    )
    page = html(f"<h1>Norrvik Post</h1>{cards}", title="Norrvik Post - Home")
    (skip,) = read_all(page, name="front.html").skipped
    assert skip.reason == "no article found: a list of headlines"


def test_an_address_alone_at_the_end_is_no_part_of_the_text(read_one):
    body = article_of([*STORY, "Source: https://post.example/bridge"])
    assert read_one(html(body), name="page.html").text.split("\n\n") == STORY
