from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.reading import Hints, read
from retold.reading.html_walk import walk
from retold.types import Span

PARAGRAPHS = [
    (
        "The harbour bridge at Norrvik will be closed to all traffic for three weeks, the council "
        "said on Monday, after engineers found cracks in two of its supports."
    ),
    (
        "“Nobody is in danger, but we will not wait for that to change,” said Mayor Ines Holm, who "
        "called the inspection report sobering & clear."
    ),
    (
        "Ferries are to carry commuters free of charge from six in the morning until midnight, and "
        "the railway has promised four more trains a day between the two banks."
    ),
    (
        "Shopkeepers on the island fear for the summer trade. A petition for a temporary pontoon "
        "had drawn 2,300 signatures by the evening, its organisers said."
    ),
]
LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "Organization", "@id": "#org", "name": "Norrvik Post"},
        {"@type": "Person", "@id": "#jane", "name": "Jane Dahl"},
        {
            "@type": ["NewsArticle", "Thing"],
            "headline": "Cracks close Norrvik&#39;s harbour bridge",
            "description": "Commuters are to take ferries while two supports are mended.",
            "datePublished": "2024-03-04T17:30:00+01:00",
            "author": [{"@id": "#jane"}, {"@type": "Person", "name": "Tom Berg, Reuters"}],
            "publisher": {"@id": "#org"},
            "mainEntityOfPage": {"@id": "https://post.example/bridge"},
            "inLanguage": "en",
        },
    ],
}


def page(body: str = "", head: str = "", standfirst: str = "", linked: object = LINKED) -> str:
    paragraphs = body or "".join(f"<p>{p.replace('&', '&amp;')}</p>\n" for p in PARAGRAPHS)
    script = f'<script type="application/ld+json">{json.dumps(linked)}</script>' if linked else ""
    return f"""<!DOCTYPE html><html lang="en"><head><title>Cracks close Norrvik's harbour bridge | Norrvik Post</title>
{script}{head}<style>p {{ color: red }}</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/s">Sport</a></li></ul></nav>
<article><h1>Cracks close Norrvik's harbour bridge</h1>{standfirst}
<p class="byline">By Jane Dahl</p>
{paragraphs}</article>
<aside><a href="/x">Ten castles to see before winter comes</a></aside>
<footer>© 2024 Norrvik Post. All rights reserved. <a href="/p">Privacy policy</a></footer>
<script>var text = "never seen";</script></body></html>"""


def test_the_text_is_the_body_and_nothing_else(read_one):
    article = read_one(page(), "a.html")
    assert article.text.split("\n\n") == PARAGRAPHS


def test_what_the_page_says_of_itself_is_read_from_its_linked_data(read_one):
    article = read_one(page(), "a.html")
    assert article.headline == "Cracks close Norrvik's harbour bridge"
    assert article.outlet == "Norrvik Post"
    assert article.byline == ("Jane Dahl", "Tom Berg", "Reuters")
    assert article.credits == ("Reuters",)
    assert article.published == "2024-03-04T17:30+01:00"
    assert article.url == "https://post.example/bridge"
    assert article.language == "en"


def test_meta_tags_fill_what_linked_data_lack(read_one):
    head = """<meta property="og:site_name" content="The Islander">
    <meta property="article:published_time" content="2024-03-04">
    <meta name="author" content="Jane Dahl"><link rel="canonical" href="https://is.example/b">"""
    article = read_one(page(head=head, linked=None), "a.html")
    assert (article.outlet, article.published) == ("The Islander", "2024-03-04")
    assert (article.byline, article.url) == (("Jane Dahl",), "https://is.example/b")


def test_broken_linked_data_do_no_harm(read_one):
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>'
    article = read_one(page(head=head, linked=None), "a.html")
    assert article.headline == "Cracks close Norrvik's harbour bridge"
    assert article.byline == ("Jane Dahl",)
    assert article.outlet == "Norrvik Post"


def test_a_description_shown_under_the_headline_is_the_standfirst_and_no_text(read_one, marked):
    said = "Commuters are to take ferries while two supports are mended."
    article = read_one(page(standfirst=f"<p class='intro'>{said}</p>"), "a.html")
    assert article.standfirst == said
    assert said not in article.text
    assert marked(article, "standfirst") == [said]


def test_a_description_that_copies_the_first_sentences_is_no_standfirst(read_one):
    linked = {"@type": "NewsArticle", "description": PARAGRAPHS[0][:90] + "…"}
    article = read_one(page(linked=linked), "a.html")
    assert article.standfirst is None
    assert article.text.startswith(PARAGRAPHS[0])


def test_furniture_is_marked_with_its_kind_and_stays_on_the_page(read_one, marked):
    article = read_one(page(), "a.html")
    assert marked(article, "headline") == ["Cracks close Norrvik's harbour bridge"]
    assert marked(article, "byline") == ["By Jane Dahl"]
    assert "Home\nSport" in marked(article, "menu")
    assert any("All rights reserved" in text for text in marked(article, "notice"))
    covered = len(article.text) + sum(f.end - f.start for f in article.furniture)
    assert covered >= len(article.page.text) - article.page.text.count("\n") - 4


def test_every_word_of_the_text_is_found_again_in_the_source(read_one):
    source = page()
    article = read_one(source, "a.html")
    at = article.text.index("sobering & clear")
    span = article.trace_up(Span(at, at + len("sobering & clear")))
    assert span.of(source) == "sobering &amp; clear"


def test_subheadings_lists_and_tables_are_part_of_the_text(read_one):
    extra = (
        "<h2>What happens next</h2><ul><li>The supports are lined with steel.</li>"
        "<li>Divers look at the other six.</li></ul>"
        "<table><tr><th>Ferry</th><th>Seats</th></tr><tr><td>Alma</td><td>1</td></tr></table>"
    )
    paragraphs = [f"<p>{p.replace('&', '&amp;')}</p>" for p in PARAGRAPHS]
    article = read_one(page(body="".join([*paragraphs[:2], extra, *paragraphs[2:]])), "a.html")
    for part in ("What happens next", "lined with steel", "other six", "Alma\t1"):
        assert part in article.text


def test_a_dateline_is_cut_off_and_its_agency_credited(read_one, marked):
    body = "".join(f"<p>{p.replace('&', '&amp;')}</p>" for p in PARAGRAPHS)
    body = body.replace("<p>", "<p>NORRVIK, March 4 (AFP) – ", 1)
    article = read_one(page(body=body, linked=None), "a.html")
    assert article.text.startswith("The harbour bridge")
    assert article.credits == ("AFP",)
    assert marked(article, "dateline") == ["NORRVIK, March 4 (AFP) –"]


def test_a_dateline_below_a_first_paragraph_without_one_is_cut_off_too(read_one, marked):
    above = "<p>The town will not say how long its only bridge will stay closed to lorries.</p>"
    body = "".join(f"<p>{p.replace('&', '&amp;')}</p>" for p in PARAGRAPHS)
    body = above + body.replace("<p>", "<p>NORRVIK, March 4 (AFP) – ", 1)
    article = read_one(page(body=body, linked=None), "a.html")
    assert article.credits == ("AFP",)
    assert marked(article, "dateline") == ["NORRVIK, March 4 (AFP) –"]


def test_an_article_that_styles_hide_is_still_read(read_one):
    body = "".join(f"<p>{p.replace('&', '&amp;')}</p>" for p in PARAGRAPHS)
    article = read_one(page(body=f'<div style="display: none">{body}</div>'), "a.html")
    assert PARAGRAPHS[2] in article.text


def test_a_page_nested_too_deeply_for_the_tree_is_read_by_its_lines(read_one):
    body = "".join(f"<p>{p.replace('&', '&amp;')}</p>" for p in PARAGRAPHS)
    article = read_one("<div>" * 3000 + body + "</div>" * 3000, "a.html")
    assert article.text.split("\n\n") == PARAGRAPHS


def test_html_without_a_tag_is_text(read_one):
    assert read_one(PARAGRAPHS[0], "a.html").text == PARAGRAPHS[0]


@pytest.mark.parametrize("source", ["<html><body></body></html>", "<script>x</script>", "<p> </p>"])
def test_a_page_that_shows_nothing_gives_a_reason(read_all, source):
    outcome = read_all(source, "a.html")
    assert not outcome.articles
    assert "no article found" in outcome.skipped[0].reason


def test_another_language_is_named_and_what_is_not_covered_is_said(read_one):
    german = (
        "Die Hafenbrücke bleibt drei Wochen lang für den Verkehr gesperrt, teilte der Rat am "
        "Montag mit, nachdem Ingenieure Risse in zwei Pfeilern gefunden hatten. Pendler sollen "
        "die Fähren benutzen, die von sechs Uhr morgens bis Mitternacht kostenlos fahren."
    )
    article = read_one(f"<html><body><article><p>{german}</p></article></body></html>", "a.html")
    assert article.language == "de"
    assert any("only copying is looked for" in note for note in article.notes)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>A &amp; B<br>C</p>", "A & B\nC"),
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("<p>  much \n\n space <b> here </b>!</p>", "much space here !"),
        ("<ul><li>a<li>b</ul>", "a\nb"),
        ("<table><tr><td>1<td>2<tr><td>3</table>", "1\t2\n3"),
        ("a<!-- no -->b<script>no</script>c<style>no</style>", "abc"),
        ("<p hidden>no</p><p style='display:none'>no</p>yes", "yes"),
        ("<head><title>t</title><p>no body tag", "no body tag"),
        ("<pre>two\n  lines</pre>", "two\n  lines"),
        ("&lt;b&gt; &nosuch; &#8220;x&#8221; &", "<b> &nosuch; “x” &"),
        ("5 < 6 and <3", "5 < 6 and <3"),
        ("<svg><title>no</title></svg>a<svg/>b", "ab"),
        ("<a title='x > y'>z</a>", "z"),
        ("<noscript>no</noscript><template>no</template>t", "t"),
    ],
)
def test_the_visible_text_of_html(source, text):
    assert walk(source).page.text == text


tags = st.sampled_from(
    ["<p>", "</p>", "<div>", "</div>", "<li>", "<br>", "<b>", "</b>", "<td>", "<tr>", "<table>", "<p hidden>",
     "<script>", "</script>", "<!--", "-->", "<a href='x", '"', ">", "&amp;", "&#65;", "&", "<", "\n", "  ", "<pre>",
     "</pre>", "<title>", "</title>", "<svg>", "<head>", "<h1>", "</h1>", "\u00a0", "<nav>", "</nav>", "word "]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.one_of(tags, st.text(max_size=6)), max_size=40))
def test_whatever_the_markup_the_page_leads_back_to_its_source(parts):
    source = "".join(parts)
    walked = walk(source)
    at = source_at = 0
    for s in walked.page.segments:
        assert s.start == at < s.end
        assert source_at <= s.source_start <= s.source_end <= len(source)
        if s.exact:
            assert walked.page.text[s.start : s.end] == source[s.source_start : s.source_end]
        at, source_at = s.end, s.source_end
    assert at == len(walked.page.text)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.one_of(tags, st.sampled_from(PARAGRAPHS)), max_size=30))
def test_whatever_the_markup_reading_gives_sound_articles(check, parts):
    for article in read(b"<html>" + "".join(parts).encode(), Hints("a.html")).articles:
        check(article)


@pytest.mark.parametrize(
    "part",
    [
        '<a "',
        '<a b="',
        "<p hidden>",
        "<div>",
        "<!--",
        "<script>",
        "&",
        "<",
        "<li>",
        "<td><table>",
        "</p>",
        "<a =",
    ],
)
def test_hostile_markup_takes_no_more_than_linear_time(part):
    assert walk(part * 20_000).page is not None


@pytest.mark.parametrize(
    ("attributes", "named"),
    [
        ('class="Lead Text" href="/a?b=c"', "lead text"),
        ("class = 'lead' id=intro", "lead intro"),
        ("data-testid=lead itemprop\n=\n'articleBody'", "lead articlebody"),
        (f'href="{"/a" * 150}" class="{"a" * 300}"', "a" * 200),
        ('class="" hreflang=en', ""),
    ],
)
def test_a_block_is_called_as_its_attributes_say_however_they_are_written(
    attributes: str, named: str
) -> None:
    assert walk(f"<p {attributes}>Bridge closed</p>").blocks[0].classes == named


def test_a_text_goes_on_behind_a_sign_that_begins_no_tag() -> None:
    shown = walk("<p>Fares below 3 <5 % of all < half, say riders &amp; <b>drivers</b></p>")
    assert shown.page.text == "Fares below 3 <5 % of all < half, say riders & drivers"
    assert len(shown.blocks) == 1
