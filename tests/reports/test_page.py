"""The page: complete, self-contained, and deaf to whatever the texts try."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest

from retold.reports import Report, as_document
from retold.reports.outline import outline
from retold.reports.page import page
from retold.reports.view import anchor, view
from retold.types import Analysis

VOID = {"meta", "link", "br", "hr", "input", "col"}

BLOCKS = {"details", "div", "dl", "figure", "h4", "h5", "ol", "p", "section", "table", "ul"}


class Reader(HTMLParser):
    """Collects tags, ids, addresses and words, and checks that tags close in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.ids: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.open: list[str] = []
        self.words = ""
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in BLOCKS or "p" not in self.open, f"a browser ends the paragraph at <{tag}>"
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "script"):
            self.words += data

    def values(self, name: str) -> list[str]:
        return [value for _, key, value in self.attributes if key == name]


@pytest.fixture(scope="module")
def telecom_page(telecom: Analysis) -> str:
    return page(as_document(telecom))


@pytest.fixture(scope="module")
def hostile_page(hostile: Analysis) -> str:
    return page(as_document(hostile))


@pytest.fixture(params=["telecom_page", "hostile_page"])
def read(request: pytest.FixtureRequest) -> Reader:
    return Reader(request.getfixturevalue(request.param))


def test_the_answer_comes_first(telecom_page: str) -> None:
    words = Reader(telecom_page).words
    assert words.index("11 articles, 3 independent reports") < words.index("The stemma")
    assert words.index("The stemma") < words.index("What changed on the way")


def test_all_of_every_text_is_on_the_page(telecom: Analysis, telecom_page: str) -> None:
    words = Reader(telecom_page).words
    for article in telecom.articles:
        for sentence in article.sentences:
            assert sentence.span.of(article.text) in words


def test_ids_are_unique_and_every_link_leads_to_one(read: Reader) -> None:
    assert [name for name, number in Counter(read.ids).items() if number > 1] == []
    targets = {value[1:] for value in read.values("href") if value.startswith("#")}
    assert targets - set(read.ids) == set()


def test_nothing_is_fetched(read: Reader) -> None:
    assert read.values("src") == []
    assert read.tags["link"] == read.tags["iframe"] == read.tags["img"] == 0
    outside = [v for tag, n, v in read.attributes if n == "href" and not v.startswith("#")]
    assert all(address.startswith("https://news.example/") for address in outside)


def test_hostile_text_stays_text(hostile_page: str) -> None:
    read = Reader(hostile_page)
    assert read.tags["script"] == 1
    assert "</script><img src=x onerror=alert(1)>" in read.words
    assert not any(name.startswith("on") for _, name, _ in read.attributes)
    assert "javascript:" not in hostile_page.split("<script>", maxsplit=1)[0]
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", hostile_page)


def test_the_policy_lets_only_the_page_s_own_style_and_script_run(read: Reader) -> None:
    policy = next(v for v in read.values("content") if "default-src" in v)
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert read.values("style") == []


def test_headings_step_down_one_at_a_time(telecom_page: str, hostile_page: str) -> None:
    for html in (telecom_page, hostile_page):
        levels = [int(n) for n in re.findall(r"<h([1-6])", html)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(b <= a + 1 for a, b in pairwise(levels))


def test_kinds_and_severities_are_said_in_words(telecom_page: str) -> None:
    words = Reader(telecom_page).words
    for expected in ("word for word", "in other words", "High:", "Medium:", "unit changed"):
        assert expected in words


def test_every_descent_and_link_says_why(telecom: Analysis, telecom_page: str) -> None:
    assert telecom_page.count("Why: the evidence for this descent") == 9
    assert telecom_page.count("Words they share") == len(telecom.links)


def test_the_weightiest_findings_come_before_the_evidence_and_lead_to_it(
    telecom: Analysis, telecom_page: str
) -> None:
    heads = ("The stemma", "What you should know", "Who took what", "The figures", "Who is quoted")
    places = [telecom_page.index(f"<h3>{head}") for head in heads]
    assert places == sorted(places)
    know = telecom_page.split('class="know"')[1].split("</section>", maxsplit=1)[0]
    change = as_document(telecom)["lineages"][0]["change"]
    assert know.index("63 kilometres became 63 miles.") < know.index("One article has miles.")
    assert f'href="#{change}"' in know
    assert "Capital Examiner, sentence" in know or "TrendPulse, sentence" in know


def test_findings_beyond_the_fifth_are_folded(telecom: Analysis) -> None:
    document = as_document(telecom)
    document["findings"] += [row | {"id": f"k-{n}"} for n, row in enumerate(document["findings"])]
    know = page(document).split('class="know"')[1].split("</section>")[0]
    assert know.index("1 more finding") < know.index('start="6"')


def test_figures_that_differ_stand_in_a_table_value_by_value(telecom_page: str) -> None:
    figures = telecom_page.split('class="figures"')[1].split("</section>", maxsplit=1)[0]
    assert "distance from the coast" in figures
    assert figures.index("63 kilometres") < figures.index("63 miles")
    assert figures.count("first differs here") == 1
    assert "the log" in figures


def test_a_quotation_says_in_words_how_faithful_each_version_is(telecom_page: str) -> None:
    said = telecom_page.split('class="said"')[1].split("</section>", maxsplit=1)[0]
    for words in ("word for word", "trimmed", "altered inside quotation marks", "in other words"):
        assert words in said
    assert "<del>rise</del>" in said
    assert "<ins>leap</ins>" in said


def test_a_change_says_who_took_it_over_and_where_it_stands(telecom: Analysis) -> None:
    document = as_document(telecom)
    change = document["lineages"][0]["change"]
    shown = page(document).split(f'id="{change}"')[1].split("</li>")[0]
    assert "Taken over by: " in shown
    assert "Printed later with the older form: " in shown
    assert re.search(r"characters [\d,]+–[\d,]+ of d\d\.html, ", shown)
    assert change in shown


def test_a_crowd_that_has_the_older_form_is_folded_within_its_line(telecom: Analysis) -> None:
    document = as_document(telecom)
    spots = [
        {"article": a["id"], "sentence": 0, "start": 0, "end": 9} for a in document["articles"]
    ]
    document["lineages"][0] |= {"older": spots, "late": spots, "corrects": True}
    shown = page(document)
    assert "Printed later with the older form: <a href" in shown
    assert "<summary>and 3 more</summary>" in shown
    Reader(shown)


def test_every_descent_shows_its_waterfall_and_the_answers_that_lost(telecom_page: str) -> None:
    assert telecom_page.count('class="waterfall"') == 9
    assert telecom_page.count("What else was weighed, and why it lost") == 9
    assert "as a report of its own it would agree with" in telecom_page


def test_sentences_out_of_order_are_said_to_be_moved(telecom: Analysis) -> None:
    document = as_document(telecom)
    pair = next(d for d in document["stories"][0]["descents"] if d["kind"] == "copy")
    mine = [k for k in document["links"] if k["child"]["article"] == pair["child"]]
    first, last = mine[0], mine[-1]
    first["parents"], last["parents"] = last["parents"], first["parents"]
    before, after = page(as_document(telecom)), page(document)
    assert after.count(", moved") > before.count(", moved")
    assert after.count(' moved"') > before.count(' moved"')


def test_a_narrow_screen_gets_the_stemma_as_a_list(telecom: Analysis, hostile: Analysis) -> None:
    for analysis in (telecom, hostile):
        document = as_document(analysis)
        story = document["stories"][0]
        outline = page(document).split('class="outline"')[1].split('class="stemma-table"')[0]
        for key in story["articles"]:
            assert outline.count(f'"#{anchor("article", key)}"') == 1


def test_the_list_names_both_sources_of_a_merge(telecom_page: str) -> None:
    outline = telecom_page.split('class="outline"')[1].split('class="stemma-table"', maxsplit=1)[0]
    assert outline.count("also from The Alder Post") == 1


def test_a_very_long_chain_is_no_trouble(telecom: Analysis) -> None:
    document = as_document(telecom)
    story, last = document["stories"][0], document["articles"][-1]
    for number in range(600):
        key, above = f"later{number}", f"later{number - 1}" if number else last["id"]
        document["articles"].append(last | {"id": key, "outlet": key})
        story["articles"].append(key)
        story["descents"].append(_copy(key) | {"parent": above, "kind": "edit"})
    assert outline(story, view(document)).count("later599") == 1


def test_many_copies_share_a_fold(telecom: Analysis) -> None:
    document = as_document(telecom)
    story, copy = document["stories"][0], document["articles"][-1]
    for number in range(20):
        document["articles"].append(copy | {"id": f"copy{number}"})
        story["articles"].append(f"copy{number}")
        story["descents"].append(_copy(f"copy{number}"))
    assert "21 copies, 2" in page(document)


def test_the_source_stands_on_the_left(telecom_page: str) -> None:
    for pair in telecom_page.split('<div class="pair">')[1:]:
        assert pair.index("side source") < pair.index("gutter") < pair.index("side derived")


def test_the_stemma_is_drawn_as_philologists_do(telecom_page: str, hostile_page: str) -> None:
    assert telecom_page.count('class="second"') == 1  # the merge's other source
    assert telecom_page.count("marker-end") == 8  # one direction of nine is unsure
    assert telecom_page.count('class="inner"') == 3  # origins, by a double outline
    drawn = hostile_page.split('class="boxes"')[1].split("</svg>", maxsplit=1)[0]
    assert drawn.count('class="unseen"') == 1
    assert drawn.count('class="undecided"') == 1


def test_a_story_of_a_dozen_is_small_and_quick(telecom: Analysis) -> None:
    document = as_document(telecom)
    began = time.process_time()
    html = page(document)
    assert time.process_time() - began < 1
    assert len(html.encode()) < 1_000_000


def test_an_official_text_that_is_no_report_is_shown_in_full(telecom: Analysis) -> None:
    document = as_document(telecom)
    record = document["articles"][0] | {"id": "record", "headline": "What she said"}
    document["articles"].append(record)
    utterance = document["utterances"][0]
    utterance["primary"] = utterance["longest"] | {"article": "record", "sentence": 2}
    read = Reader(page(document))
    assert "Official texts" in read.words
    assert "11 articles, 1 story" not in read.words
    targets = {value[1:] for value in read.values("href") if value.startswith("#")}
    assert targets <= set(read.ids)
    assert "in the official text" in read.words


def test_copies_share_a_box_in_a_very_large_story(telecom: Analysis) -> None:
    document = as_document(telecom)
    story, copy = document["stories"][0], document["articles"][-1]
    for number in range(160):
        key = f"copy{number}"
        document["articles"].append(copy | {"id": key})
        story["articles"].append(key)
        story["descents"].append(_copy(key))
    html = page(document)
    assert "161 more copies" in html
    assert html.count('class="retold"') < 20


def _copy(key: str) -> dict[str, Any]:
    return {
        "id": f"d-{key}",
        "child": key,
        "parent": "r1",
        "kind": "copy",
        "probability": 0.9,
        "direction": 0.9,
        "share": 1.0,
        "credited": False,
        "evidence": {},
        "alternatives": [],
    }


def test_the_page_is_made_from_the_json_alone(telecom: Analysis, telecom_page: str) -> None:
    assert page(json.loads(Report(as_document(telecom)).json())) == telecom_page


def test_a_collection_without_articles_still_gives_a_page() -> None:
    document = as_document(Analysis((), (), (), (), (), ()))
    assert "0 articles, 0 stories" in Reader(page(document)).words


def test_a_notebook_shows_the_page_walled_off(telecom: Analysis) -> None:
    html = Report(as_document(telecom))._repr_html_()
    assert html.startswith('<iframe sandbox="allow-scripts"')
    assert html.count("<") == 2


def test_a_figure_first_differs_only_where_the_order_is_known(telecom: Analysis) -> None:
    document = as_document(telecom)
    row = next(r for r in document["figures"] if r["first_other"])
    assert " first differs here" in page(document)
    for article in document["articles"]:
        article["published"] = None
    for descent in document["stories"][0]["descents"]:
        descent["direction"] = 0.6
    undated = page(document)
    assert " first differs here" not in undated
    assert " differs here" in undated
    assert row["id"] in undated


def test_of_two_near_copies_neither_is_called_the_source(telecom: Analysis) -> None:
    document = as_document(telecom)
    (story,) = document["stories"]
    row = next(d for d in story["descents"] if d["child"] == "d4")
    story |= {"articles": ["r1", "d4"], "origins": ["r1"], "descents": [row | {"direction": 0.51}]}
    html = page(document)
    assert "retells the other; which came first is unsure." in html
    assert "Taken as the source" in html
    assert "which came first is unsure" in html.split('class="outline"')[1].split("</ul></div>")[0]
