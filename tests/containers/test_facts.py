from __future__ import annotations

import json

from _samples import PAGE

from retold.containers import Facts, Record, read_record


def test_what_a_container_says_goes_before_the_page_and_both_are_shown():
    facts = Facts(headline="The quay is shut", outlet="Orm Times", published="2026-03-02")
    (article,) = read_record(Record("a.xml#1", PAGE.encode(), ".html", facts)).articles
    assert (article.headline, article.outlet) == ("The quay is shut", "Orm Times")
    assert article.published == "2026-03-02T10:00+01:00"
    headlines = {(f.value, f.used) for f in article.found if f.field == "headline"}
    assert ("The quay is shut", True) in headlines
    assert all(not used for value, used in headlines if value != "The quay is shut")
    assert ("outlet", "Orm Times", "the file it came in", True) in {
        (f.field, f.value, f.where, f.used) for f in article.found
    }


def test_without_facts_nothing_is_added_to_what_the_reader_found():
    (article,) = read_record(Record("a.html", PAGE.encode(), ".html")).articles
    assert not any(f.where == "the file it came in" for f in article.found)


def test_what_an_item_without_a_headline_says_is_kept_too(opened):
    item = {
        "uri": "urn:x:1",
        "versionCreated": "2026-03-04T14:40:00Z",
        "infoSources": [{"name": "Lisk Radio", "role": "originator"}],
        "bodies": [{"value": "A ferry ran aground."}],
    }
    (record,) = opened("i.json", json.dumps(item))
    assert record.facts.credits == ("Lisk Radio",)
