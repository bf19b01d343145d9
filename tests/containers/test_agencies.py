from __future__ import annotations

import json

import pytest
from _samples import BODY, NEWSML, NINJS


def test_what_an_agency_says_of_a_ninjs_item_is_kept(read_one):
    article = read_one("item.json", json.dumps(NINJS))
    assert article.headline == "Quay closed"
    assert article.byline == ("Jane Doe", "John Roe")
    assert article.outlet == "Coast Agency"
    assert article.published == "2026-03-02T10:00+00:00"
    assert "Lisk Post" in article.credits
    assert set(article.notes) >= {
        "item: http://agency.example/items/1",
        "version: 3",
        "signal: sig:correction",
        "copyright holder: Coast Agency",
        "by: By Jane Doe and John Roe",
        "source: Lisk Post (isrol:originfo)",
    }


def test_of_several_bodies_the_one_with_paragraphs_is_read(read_one):
    assert read_one("item.json", json.dumps(NINJS)).text.split("\n\n") == list(BODY)


def test_items_of_ninjs_one_are_read_too(read_one):
    old = {
        "uri": "urn:x:1",
        "versioncreated": "2015-07-01T12:00:00Z",
        "headline": "Quay closed",
        "byline": "Jane Doe",
        "body_text": "One.\n\nTwo.",
        "infosources": [{"name": "Lisk Post"}],
    }
    article = read_one("item.json", json.dumps(old))
    assert (article.headline, article.text) == ("Quay closed", "One.\n\nTwo.")
    assert article.credits == ("Lisk Post",)
    assert article.url is None


def test_a_list_of_items_is_read_item_by_item(read_all):
    cancelled = NINJS | {"pubStatus": "canceled"}
    picture = {"uri": "urn:x:2", "type": "picture", "versionCreated": "2026-03-02T10:00:00Z"}
    outcome = read_all("items.json", json.dumps([NINJS, cancelled, picture, "odd", NINJS]))
    assert [a.input for a in outcome.articles] == ["items.json#1", "items.json#5"]
    assert [s.reason for s in outcome.skipped] == [
        "the agency has cancelled this item",
        "a picture without a text body",
        "the item is no JSON object",
    ]


def test_items_one_a_line_are_read_and_a_broken_line_stops_nothing(read_all):
    lines = f"{json.dumps(NINJS)}\n{{broken\n{json.dumps(NINJS)}\n"
    outcome = read_all("items.jsonl", lines)
    assert len(outcome.articles) == 2
    assert outcome.skipped[0].input == "items.jsonl#2"


def test_other_json_is_left_to_the_reader(opened):
    (record,) = opened("a.json", '{"title": "Quay", "text": "One."}')
    assert record.data.startswith(b'{"title"')


def test_values_of_the_wrong_kind_do_not_hurt(read_all):
    odd = NINJS | {"by": 7, "headlines": "no", "infoSources": [1, {"name": []}], "signals": [None]}
    assert len(read_all("item.json", json.dumps(odd)).articles) == 1


def test_what_an_agency_says_of_a_newsml_item_is_kept(read_all):
    outcome = read_all("message.xml", NEWSML)
    (article,) = outcome.articles
    assert (article.headline, article.byline) == ("Quay closed", ("Jane Doe",))
    assert (article.outlet, article.published) == ("COAST", "2026-03-02T10:00+00:00")
    assert article.text.split("\n\n") == list(BODY)
    assert "Lisk Post" in article.credits
    assert set(article.notes) >= {
        "item: urn:newsml:agency.example:quay",
        "version: 4",
        "signal: sig:correction",
        "copyright holder: Coast Agency",
        "by: By Jane Doe",
        "source: Lisk Post",
        "status: stat:usable",
    }
    assert [(s.input, s.reason) for s in outcome.skipped] == [
        ("message.xml#2", "a picture item without text")
    ]


def test_a_cancelled_newsml_item_is_not_read(opened):
    assert opened("m.xml", NEWSML.replace("stat:usable", "stat:canceled"))[0].problem == (
        "the agency has cancelled this item"
    )


def test_inline_data_and_creators_serve_where_there_is_no_markup_and_no_byline(read_one):
    item = (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="g"><contentMeta>'
        "<creator><name>Jane Doe</name></creator><headline>Quay</headline></contentMeta>"
        '<contentSet><inlineData contenttype="text/plain">One.\n\nTwo.</inlineData></contentSet></newsItem>'
    )
    article = read_one("item.xml", item)
    assert (article.input, article.text, article.byline) == (
        "item.xml",
        "One.\n\nTwo.",
        ("Jane Doe",),
    )


def test_a_credit_line_of_two_parties_names_both(opened):
    item = (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:1" version="2"><rightsInfo>'
        "<copyrightNotice>(c) NNA</copyrightNotice></rightsInfo><contentMeta>"
        "<headline>Quay closed</headline><creditline>NNA/Lisk Radio</creditline></contentMeta>"
        "<contentSet><inlineData>A ferry ran aground.</inlineData></contentSet></newsItem>"
    )
    (record,) = opened("n.xml", item)
    assert record.facts.credits == ("NNA", "Lisk Radio")
    assert "copyright notice: (c) NNA" in record.facts.notes


def item_of(**more: object) -> str:
    known = {"uri": "urn:x:1", "versionCreated": "2026-03-04T14:40:00+01:00", "type": "text"}
    return json.dumps({**known, **more})


@pytest.mark.parametrize(
    ("notice", "holder"),
    [
        (
            "Copyright 2026 The Lisk Agency, www.lisk.example - all rights reserved.",
            "The Lisk Agency",
        ),
        ("(c) Lisk Agency 2026", "Lisk Agency"),
        ("© 2024–2026 Lisk Agency. All rights reserved", "Lisk Agency"),
        ("Copyright 2026, lka (www.lka.example). Alle Rechte vorbehalten", "lka"),
        ("All rights reserved", None),
    ],
)
def test_a_copyright_notice_names_the_holder_where_nothing_else_does(read_one, notice, holder):
    bodies = [{"value": "A ferry ran aground."}]
    article = read_one("i.json", item_of(copyrightNotice=notice, bodies=bodies))
    assert article.outlet == holder
    assert f"copyright notice: {notice}" in article.notes


def test_of_several_bodies_the_page_is_read_and_its_pictures_are_no_sentences(opened):
    page = (
        "<html><head><title>Quay</title></head><body><p>A ferry ran aground.</p><figure><img src='a'>"
        "<div class='byline'>Per Holm/LKA</div><figcaption>The ferry</figcaption></figure>"
        "<figure><table><tr><td>Crew</td><td>12</td></tr></table></figure><p>Nobody was hurt.</p>"
        "</body></html>"
    )
    own = "<LKAML><HEAD><DEST>ALL</DEST></HEAD><TEXT><P>A ferry ran aground.</P></TEXT></LKAML>"
    bodies = [
        {"role": "text", "contentType": "text/plain", "value": "A ferry ran aground."},
        {"role": "own", "contentType": "application/xml", "value": own},
        {"role": "html5", "contentType": "text/html", "value": page},
    ]
    (record,) = opened("i.json", item_of(bodies=bodies))
    assert json.loads(record.data)["text"] == "A ferry ran aground.\n\nCrew 12\n\nNobody was hurt."
    (record,) = opened("i.json", item_of(bodies=bodies[:2]))
    assert json.loads(record.data)["text"] == "A ferry ran aground."


def test_the_body_of_nitf_is_read_without_its_head(opened):
    nitf = (
        "<nitf><head><title>QUAY-SLUG</title></head><body><body.head><hedline><hl1>Quay</hl1>"
        "</hedline></body.head><body.content><p>A ferry ran aground.</p></body.content></body></nitf>"
    )
    bodies = [{"contentType": "application/nitf+xml", "value": nitf}]
    (record,) = opened("i.json", item_of(bodies=bodies))
    assert json.loads(record.data)["text"] == "A ferry ran aground."


@pytest.mark.parametrize(
    ("by", "people"),
    [
        ("Von Christa Holm, lka", ("Christa Holm", "lka")),
        ("Av Maja Lund", ("Maja Lund",)),
        ("Maja von Lund", ("Maja von Lund",)),
        ("Von der Heide", ("Von der Heide",)),
    ],
)
def test_the_word_before_an_author_is_no_part_of_the_name(opened, by, people):
    (record,) = opened("i.json", item_of(by=by, bodies=[{"value": "A ferry ran aground."}]))
    assert record.facts.byline == people
