"""When the library is asked for the body of a page, and what of the page it is shown."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.reading import Hints, html_choice, read
from retold.reading.html_blocks import Block
from retold.reading.html_lean import lean
from retold.reading.html_walk import walk

TEXT = [
    (
        "The harbour bridge at Norrvik will be closed to all traffic for three weeks, the council said"
        " on Monday, after engineers had found cracks in two of its eight supports."
    ),
    (
        "“Nobody is in danger, but we cannot take the risk,” said the mayor, Ada Lunde. She expects"
        " that the first lorries will cross the bridge again at the end of May."
    ),
    (
        "The cracks were found by divers who look at the supports once in five years. They are as"
        " wide as a hand, according to a report that the council published on Monday."
    ),
    (
        "Until then commuters take the two ferries, which were so full on Monday that some two hundred"
        " people were left behind on the pier. A third boat has been asked for."
    ),
    (
        "Shops on the island fear for the summer trade. A petition for a temporary pontoon had drawn"
        " 2,300 signatures by the evening, its organisers said."
    ),
    (
        "The bridge was built in 1961 and carries 9,000 cars a day. It was to be replaced in 2031, but"
        " the money for that has not been granted by the government so far."
    ),
]
MENU = "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(12))
LINKED = {"@type": "NewsArticle", "headline": "Bridge closed for three weeks"}


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def page(body: str, linked: dict[str, object] | None = None) -> str:
    script = f"<script type='application/ld+json'>{json.dumps(linked or LINKED)}</script>"
    return (
        f"<html><head><title>Bridge closed for three weeks</title>{script}</head><body>"
        f"<div class='top-bar'><ul class='menu'>{MENU}</ul></div>"
        "<main><article class='story'><h1>Bridge closed for three weeks</h1>"
        f"<div class='article-body'>{body}</div></article></main>"
        "<footer><p>Copyright 2024 The Norrvik Post. All rights reserved.</p></footer></body></html>"
    )


@pytest.fixture
def asked(monkeypatch):
    """The sources that the library was shown."""
    seen: list[str] = []
    real = html_choice.paragraphs

    def noted(source: str) -> list[str]:
        seen.append(source)
        return real(source)

    monkeypatch.setattr(html_choice, "paragraphs", noted)
    return seen


def text_of(source: str) -> str:
    (article,) = read(source.encode(), Hints("a.html")).articles
    return article.text


def test_a_plain_page_is_read_without_the_library(asked):
    assert text_of(page(paragraphs(TEXT))) == "\n\n".join(TEXT)
    assert asked == []


@pytest.mark.parametrize(
    "body",
    [
        paragraphs(TEXT[:1]),
        paragraphs(TEXT) + f"<article class='comment'>{paragraphs(TEXT[::-1])}</article>",
    ],
    ids=["short", "several articles"],
)
def test_the_library_is_asked_where_a_page_is_not_plain(asked, body):
    read(page(body).encode(), Hints("a.html"))
    assert asked


def test_a_list_in_a_text_is_not_lost():
    items = "<ul><li>Alma sails at eight.</li><li>Vega sails at nine.</li></ul>"
    text = text_of(page(paragraphs(TEXT[:3]) + items + paragraphs(TEXT[3:])))
    assert "Vega sails at nine." in text


def test_it_is_asked_of_live_blogs(asked):
    posts = [{"@type": "BlogPosting", "headline": "Divers go down"}]
    live = {"@type": "LiveBlogPosting", "headline": "Norrvik live", "liveBlogUpdate": posts}
    read(page(paragraphs(TEXT), live).encode(), Hints("a.html"))
    assert asked


def test_paragraphs_that_are_hidden_are_looked_for(asked):
    more = [text.replace("bridge", "tunnel") for text in TEXT * 2]
    hidden = f"<div hidden>{paragraphs(more)}</div>"
    assert "tunnel" in text_of(page(paragraphs(TEXT[:2]) + hidden))
    text_of(page(paragraphs(TEXT) + hidden))
    assert len(asked) == 2


def test_the_library_is_shown_no_furniture(asked):
    teasers = "".join(
        f"<div class='teaser'><span>Opinion</span><span>{n} min</span></div>" for n in range(30)
    )
    read(page(paragraphs(TEXT[:2])).replace("<footer>", teasers + "<footer>").encode(), Hints("a"))
    (source,) = asked
    assert "Section 3" not in source
    assert "7 min" not in source
    assert TEXT[0] in source


MARKUP = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<div class='a'>", "</div>", "<li>", "<br>", "<a href='>'>", "</a>", "<ul>",
         "</ul>", "<", "one ", "two. ", "<!-- - -->", "<script>x</script>", "<img/>", "<nav>"]
    ),
    max_size=60,
)  # fmt: skip


@given(MARKUP, st.integers(0, 7))
def test_what_the_library_is_shown_stands_in_the_source_in_order(pieces, seed):
    source = "".join(pieces)
    at = 0
    for letter in lean(source, walk(source), lambda block: (block.span.start + seed) % 3 > 0):
        at = source.index(letter, at) + 1


@given(MARKUP)
def test_blocks_that_are_not_ruled_out_are_shown(pieces):
    source = "<div>" + "".join(pieces) + "<p>It stands here.</p></div><p>three</p>" * 5
    walked = walk(source)

    def is_furniture(block: Block) -> bool:
        return block.tag == "li" or block.linked > 0

    shown = lean(source, walked, is_furniture)
    for block in walked.blocks:
        text = block.span.of(walked.page.text)
        if not is_furniture(block) and "nav" not in block.regions and text.isalpha():
            assert text in shown


@pytest.mark.parametrize(
    "source",
    ["<a " * 100_000, "<div>x" * 20_000, "</p>x<p>" * 20_000, "<p>x<i>" * 20_000 + "</p>" * 20_000],
)
def test_it_takes_no_more_than_linear_time(source):
    walked = walk(source)
    started = time.process_time()
    lean(source, walked, lambda _: True)
    html_choice._hides_text(source, walked)
    assert time.process_time() - started < 2.0
