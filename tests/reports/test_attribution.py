"""On whom attributed words rest, and the verbs that outlets choose for the same words."""

from dataclasses import replace

import pytest

from retold.findings.phrases import Names
from retold.findings.tale import tales
from retold.language import prepare
from retold.reports import as_document
from retold.reports.attribution import resting
from retold.reports.page import page
from retold.reports.verbs import contrast
from retold.reports.view import view
from retold.statements import statements
from retold.types import Analysis, Article, Layer, Segment, Story


def document(*texts):
    """Return the document of a story of articles, whose outlets are A, B, C …"""
    read = [prepare(_article(f"a{n}", "ABCDEF"[n], text)) for n, text in enumerate(texts)]
    ids = tuple(one.id for one in read)
    story = Story("1", "Dam leaks", ids, ids, (), (), ())
    said = tuple(s for one in read for s in statements(one))
    return as_document(Analysis(tuple(read), (story,), (), (), (), said))


def _article(key, outlet, text):
    layers = Layer(text), Layer(text, (Segment(0, len(text), 0, len(text), exact=True),))
    return Article(
        key, raw=layers[0], page=layers[1], body=layers[1], digest=key, input=key, outlet=outlet
    )


OFFICIALS = "Port officials said that it was safe."
MAYOR = "Mayor Ana Marsh said that the dam had leaked since early May."


def test_words_are_counted_by_kind_of_source_for_articles_and_stories():
    found = document(OFFICIALS, MAYOR)
    first, second = (article["attributed"] for article in found["articles"])
    assert (first["words"], first["unnamed"]) == (4, 4)
    assert (second["words"], second["unnamed"]) == (8, 0)
    whole = found["stories"][0]["attributed"]
    assert (whole["words"], whole["unnamed"]) == (12, 4)
    assert {kind: n for kind, n in whole["by_kind"].items() if n} == {
        "person": 8,
        "unnamed group": 4,
    }


def test_words_of_a_chain_rest_on_its_last_level():
    text = "Bloomberg reported that port officials had told ministers that the dam was weak."
    found = document(text)["articles"][0]["attributed"]
    assert found["by_kind"]["unnamed group"] == 5


def test_nothing_attributed_says_nothing():
    found = document("Rain fell on the valley all day.")["articles"][0]["attributed"]
    assert found["words"] == found["unnamed"] == 0
    assert resting(found) == resting(None) == ""


def test_a_story_in_which_everybody_has_a_name_says_so():
    found = document(MAYOR)["stories"][0]["attributed"]
    assert resting(found) == "Of 8 words reported as said, none rests on a source without a name."


@pytest.mark.parametrize(
    ("verbs", "told"),
    [
        (["said", "claimed"], "Reported with different verbs: claimed in B; said in A."),
        (
            ["said", "said", "admitted"],
            "Reported with different verbs: said in A and B; admitted in C.",
        ),
        (["said", "added"], ""),
        (["said"], ""),
    ],
)
def test_verbs_that_outlets_choose_for_the_same_words_are_compared(verbs, told):
    found = document(*(f"Mayor Ana Marsh {verb} that the dam had leaked." for verb in verbs))
    rows = [
        {"article": s["article"], "start": start, "end": end, "cue": s["cue"]["text"]}
        for s in found["statements"]
        for start, end in s["content"]
    ]
    assert contrast({"renderings": rows}, view(found)) == told


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"outlet": "The Ostra Ledger", "input": "a.html"}, "The Ostra Ledger"),
        ({"url": "https://www.ostra.example/dam?x=1", "input": "a.html"}, "ostra.example"),
        ({"input": "https://ostra.example:8080/dam"}, "ostra.example"),
        ({"input": "pages/dump 3.txt"}, "“Dam leaks, says board”"),
        ({"input": "pages/000_848d9712ea877256.txt"}, "“Dam leaks, says board”"),
        ({"input": "pages/feed.jsonl#3"}, "“Dam leaks, says board”"),
        ({"input": "pages/ledger-dam.html"}, "ledger-dam.html"),
        ({"input": "pages/feed.jsonl#3", "headline": None}, "feed.jsonl#3"),
    ],
)
def test_an_article_without_an_outlet_is_named_by_its_site_its_file_or_its_headline(fields, name):
    found = document(MAYOR)
    found["articles"][0] |= {"outlet": None, "headline": "Dam leaks, says board", **fields}
    assert view(found).label("a0") == name


def test_a_headline_for_want_of_an_outlet_reports_nothing_the_article_does():
    found = document(MAYOR, OFFICIALS)
    found["articles"][0] |= {"outlet": None, "headline": "Dam leaks, says board", "input": "1"}
    found["articles"][1] |= {"outlet": None, "headline": "Rain goes on", "input": "2"}
    told = (
        "The article “Dam leaks, says board” and the article “Rain goes on” report independently."
    )
    assert told in page(found)


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"outlet": None},
        {"outlet": "One", "published": None},
        {"outlet": "One", "published": "2030-01-02"},
        {"outlet": None, "url": None},
        {"outlet": None, "url": None, "input": "7.html"},
        {"outlet": None, "url": None, "input": "7.html", "headline": "So “far”, no more than that"},
        {"outlet": None, "url": None, "input": "7.html", "headline": None, "published": None},
    ],
)
def test_findings_and_reports_call_the_articles_by_the_same_names(telecom, facts):
    articles = tuple(
        replace(one, article=replace(one.article, **facts)) if n % 3 else one
        for n, one in enumerate(telecom.articles)
    )
    changed = replace(telecom, articles=articles)
    (tale,) = tales(changed)
    names, seen = Names(tale), view(as_document(changed))
    assert [names.of(a.id) for a in articles] == [seen.label(a.id) for a in articles]
