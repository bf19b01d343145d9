from __future__ import annotations

import pytest
from _samples import ATOM, BODY, PARAGRAPHS, RSS, SITEMAP

from retold.containers import read_record


def rss(item: str, channel: str = "<title>Coast News</title>") -> str:
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'<rss version="2.0" {spaces}><channel>{channel}<item>{item}</item></channel></rss>'


def test_the_outlet_of_an_entry_is_the_publisher_in_source_not_the_feed(opened):
    first = opened("feed.xml", RSS)[0]
    assert first.facts.outlet == "Lisk Post"
    assert "carried by the feed “Coast News”" in first.facts.notes
    assert first.facts.byline == ("Jane Doe",)
    assert first.facts.published == "2026-03-02T10:00+01:00"
    assert first.facts.url == "https://post.example/quay"
    assert first.facts.language == "en-gb"
    assert first.facts.headline == "Quay closed & fenced"


def test_an_entry_without_source_is_the_feeds_own(opened):
    assert opened("feed.xml", RSS)[1].facts.outlet == "Coast News"


def test_the_fullest_text_of_an_entry_is_read(read_all):
    article = read_all("feed.xml", RSS).articles[0]
    assert [line for line in article.text.split("\n\n") if line] == [
        BODY[0].removeprefix("LISK (Reuters) - "),
        *BODY[1:],
    ]
    assert article.credits == ("Reuters",)


def test_an_entry_with_a_summary_only_says_so_and_where_the_text_is(read_all):
    article = read_all("feed.xml", RSS).articles[1]
    assert article.text == "The mayor of Lisk resigned on Tuesday."
    assert any("gives only a summary" in n and "/mayor" in n for n in article.notes)


def test_an_entry_without_text_is_named_with_its_place_and_its_page(opened):
    third = opened("feed.xml", RSS)[2]
    assert third.name == "feed.xml#3"
    assert (
        third.problem
        == "the entry of “Nothing here” has no text; its page is at https://post.example/nothing"
    )
    assert third.address == "https://post.example/nothing"


def test_one_broken_entry_does_not_stop_the_feed(opened):
    feed = RSS.replace(
        "<item><title>The mayor", "<item><title>Broken <b></title></item><item><title>The mayor"
    )
    assert [r.facts.headline for r in opened("feed.xml", feed)][-1] == "Nothing here"


def test_atom_takes_markup_relative_links_and_people(opened):
    (entry,) = opened("feed.atom", ATOM)
    assert entry.facts.headline == "Quay closed"
    assert entry.facts.url == "https://post.example/quay"
    assert entry.facts.byline == ("Jane Doe",)
    assert entry.facts.language == "en"
    assert "northern quay" in entry.data.decode()


def test_the_publisher_of_an_atom_entry_is_the_title_in_source(opened):
    feed = ATOM.replace("<updated>", "<source><title>Orm Times</title></source><updated>")
    assert opened("feed.atom", feed)[0].facts.outlet == "Orm Times"


def test_a_full_text_that_shows_no_article_is_taken_as_it_is(opened):
    (entry,) = opened("f.xml", rss("<content:encoded>&lt;p&gt;Short.&lt;/p&gt;</content:encoded>"))
    assert read_record(entry).articles[0].text == "Short."


def test_undefined_entities_and_odd_controls_do_not_hurt(opened):
    feed = rss("<title>A&nbsp;B &#8212; C</title><description>Text\x0bhere &eacute;.</description>")
    assert opened("f.xml", feed)[0].problem is None


def test_entities_are_not_resolved_so_that_they_can_not_grow_or_read_files(opened):
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE rss [<!ENTITY e0 "lol">{bomb}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    found = opened(
        "f.xml", doctype + rss("<title>T</title><description>A &e11; &f; b.</description>")
    )
    assert all("root:" not in str(r.data) and len(r.data) < 1000 for r in found)


def test_xml_nested_too_deep_is_refused(opened):
    deep = rss("<description>" + "<b>" * 5000 + "</description>")
    assert opened("f.xml", deep)[-1].problem


def test_a_feed_without_entries_and_xml_of_another_kind_are_reasons(opened):
    assert "without entries" in opened("f.xml", "<rss><channel/></rss>")[0].problem
    assert "<svg>" in opened("f.xml", "<svg/>")[0].problem
    assert "no XML" in opened("f.xml", "just words")[0].problem


def test_a_feed_is_known_by_its_first_element_whatever_its_name(opened):
    assert len(opened("download", RSS)) == 3


def test_a_sitemap_lists_its_addresses_with_the_news_tags(opened):
    first, second = opened("sitemap.xml", SITEMAP)
    assert first.address == "https://post.example/quay"
    assert (first.facts.outlet, first.facts.headline) == ("Lisk Post", "Quay closed")
    assert (first.facts.published, first.facts.language) == ("2026-03-02", "en")
    assert first.problem == (
        "an address, not a text: https://post.example/quay (“Quay closed”, 2026-03-02); --follow N fetches it"
    )
    assert second.name == "sitemap.xml#2"


def test_an_index_of_sitemaps_names_them(opened):
    index = "<sitemapindex><sitemap><loc>https://post.example/a.xml</loc></sitemap></sitemapindex>"
    (listed,) = opened("sitemap.xml", index)
    assert "another sitemap, https://post.example/a.xml" in listed.problem
    assert listed.address is None


def test_paragraphs_of_the_sample_are_what_the_tests_say():
    assert PARAGRAPHS.count("<p>") == len(BODY)


def test_an_entry_nested_too_deep_stops_only_itself(opened):
    deep = "<item><title>Deep</title><description>" + "<b>" * 5000 + "</description></item>"
    found = opened(
        "feed.xml", RSS.replace("<item><title>The mayor", f"{deep}<item><title>The mayor")
    )
    assert [r.facts.headline for r in found[-2:]] == ["The mayor goes", "Nothing here"]
    assert len(found) == 4


def test_entries_after_a_broken_one_keep_the_feeds_name_and_their_encoding(opened):
    feed = RSS.replace("<channel>", "<channel><b>").replace("The mayor goes", "Café")
    found = opened("feed.xml", feed)
    assert [r.facts.headline for r in found] == ["Quay closed & fenced", "Café", "Nothing here"]
    assert found[1].facts.outlet == "Coast News"


def test_a_link_that_is_no_address_does_no_harm_to_its_entry(opened):
    base = '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://[lisk]/">'
    entry = f"<entry><title>Quay</title><link href='quay'/><content>{BODY}</content></entry>"
    (record,) = opened("feed.atom", f"{base}<title>Lisk</title>{entry}</feed>")
    assert record.problem is None
    assert record.facts.url is None


def test_the_publisher_behind_a_title_is_no_part_of_the_headline(opened):
    source = "<source url='https://post.example'>Lisk Post</source>"
    item = f"<title>Quay closed - Lisk Post</title>{source}<description>A crack.</description>"
    assert opened("f.xml", rss(item))[0].facts.headline == "Quay closed"
    assert opened("f.xml", rss(item.replace("Post</t", "Times</t")))[0].facts.headline == (
        "Quay closed - Lisk Times"
    )


def test_where_a_text_stood_first_is_no_sentence_of_it(read_one):
    texts = "".join(f"<p>{text}</p>" for text in BODY)
    tail = "<p>The post <a href='x'>Quay closed</a> first appeared on <a href='y'>Post</a>.</p>"
    item = f"<title>Quay closed</title><content:encoded><![CDATA[{texts}{tail}]]></content:encoded>"
    assert "appeared" not in read_one("f.xml", rss(item)).text


def test_an_entry_whose_markup_nobody_escaped_is_read(read_all):
    text = "Nobody was hurt &nbsp; when the ferry <b>ran</b> aground & sank, the council said."
    feed = (
        "<rss version='2.0'><channel><title>Post</title>"
        f"<item><title>Ferry <i>sinks & burns</title><link>https://e.example/1?a=1&b=2</link>"
        f"<description>{text}</description></item>"
        "<item><title>Next</title><description>The next entry is read too, as it was.</description>"
        "</item></channel></rss>"
    )
    first, second = read_all("f.xml", feed).articles
    assert (first.headline, first.url) == ("Ferry sinks & burns", "https://e.example/1?a=1&b=2")
    assert "the ferry ran aground & sank" in first.text
    assert (second.headline, second.outlet) == ("Next", "Post")


def test_a_reason_is_short_however_long_the_title(opened):
    (record,) = opened("f.xml", f"<rss><channel><item><title>{'Ferry ' * 300}</title></item>")
    assert len(record.problem) < 300


@pytest.mark.parametrize(
    "feed",
    [
        (
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title>'
            '<link rel="self" href="https://cdn.example/feed"/><link href="https://post.example/"/>'
            "<entry><title>Quay</title><link href='/quay'/><summary>Closed.</summary></entry></feed>"
        ),
        (
            "<rss><channel><title>Post</title><image><link>https://img.example/</link></image>"
            "<link>https://post.example/news</link><item><title>Quay</title><link>/quay</link>"
            "<description>Closed.</description></item></channel></rss>"
        ),
    ],
)
def test_an_address_that_is_not_whole_is_of_the_feeds_page(opened, feed):
    (record,) = opened("f.xml", feed)
    assert record.facts.url == "https://post.example/quay"
