"""What an explanation shows, and that every row can be asked for."""

from __future__ import annotations

import doctest
import importlib
import json
import re
from dataclasses import replace
from importlib import resources
from typing import Any

import pytest

from retold.language import prepare
from retold.reading import Hints, read
from retold.reports import Report, as_document, as_reading
from retold.reports.explain import as_text
from retold.reports.features import log_odds, others_words, waterfall
from retold.reports.lookup import UnknownNameError, rows
from retold.reports.lost import lost_words
from retold.reports.passages import spot
from retold.reports.view import view
from retold.types import Analysis, Layer, Segment, Span


@pytest.fixture(scope="module")
def document(telecom: Analysis) -> dict[str, Any]:
    return as_document(telecom)


@pytest.mark.parametrize("name", ["telecom", "hostile", "printed"])
def test_every_row_can_be_explained(name: str, request: pytest.FixtureRequest) -> None:
    made = as_document(request.getfixturevalue(name))
    for found in rows(made):
        told = as_text(made, found.row["id"], width=200)
        assert found.row["id"][:20] in told
        assert "\x1b" not in told


def test_a_descent_is_explained_from_its_odds_to_its_passages(document: dict[str, Any]) -> None:
    (merge,) = (a["id"] for a in document["articles"] if a["id"] == "d6")
    told = as_text(document, merge, width=200)
    for heading in (
        "Probability",
        "Why: from even odds to the probability, in log-odds",
        "What else was weighed, and why it lost",
        "What it took: ",
    ):
        assert heading in told
    assert "origin, 5%: as a report of its own it would agree with" in told


def test_an_article_goes_by_its_outlet_file_or_headline(document: dict[str, Any]) -> None:
    asked = ("d8", "pages/d8.html", "d8.html", "Capital Examiner", "capital e")
    assert len({as_text(document, word) for word in asked}) == 1


def test_one_of_two_sources_may_be_asked_for(document: dict[str, Any]) -> None:
    merges = [d for d in document["stories"][0]["descents"] if d["probability"] < 0.9]
    child, second = merges[0]["child"], merges[0]["parent"]
    both, one = as_text(document, child), as_text(document, child, second)
    assert both.count("What it took") == 2
    assert one.count("What it took") == 1
    assert one in both


def test_a_name_that_several_go_by_is_not_guessed(document: dict[str, Any]) -> None:
    with pytest.raises(UnknownNameError, match="several articles go by “d”"):
        as_text(document, "d")


def test_an_empty_name_names_nothing(document: dict[str, Any]) -> None:
    with pytest.raises(UnknownNameError, match="no article goes by"):
        as_text(document, "")


def test_a_report_without_articles_says_so(document: dict[str, Any]) -> None:
    empty = {**document, "articles": [], "stories": []}
    with pytest.raises(UnknownNameError, match="no articles"):
        as_text(empty, "d8")


def test_an_origin_says_that_it_is_one(document: dict[str, Any]) -> None:
    told = as_text(document, "r1", width=300)
    assert "An origin: " in told
    assert re.search(r"Of its \d+ telling words \d+% stand in no article outside its family", told)
    assert "TrendPulse, has" not in told  # which descends from it


def test_the_waterfall_leads_to_the_probability(document: dict[str, Any]) -> None:
    for descent in document["stories"][0]["descents"]:
        steps = waterfall(descent)
        assert steps[0].start == 0
        assert steps[-1].end == log_odds(descent["probability"])
        assert sum(step.weight for step in steps) == pytest.approx(steps[-1].end)


def test_another_answer_loses_by_words_that_can_be_checked(telecom: Analysis) -> None:
    made = as_document(telecom)
    seen = view(made)
    descent = next(d for d in made["stories"][0]["descents"] if d["child"] == "d8")
    words = lost_words(descent, {"parent": "r3", "probability": 0.02}, seen)
    assert words.startswith(f"{seen.label('r3')}, 2%: ")
    named = words.split("(")[1].split(")")[0].split(", ")
    texts = {a["id"]: a["text"].casefold() for a in made["articles"]}
    for word in (w.casefold() for w in named if w != "…"):
        assert word in texts["d8"]
        assert word in texts[descent["parent"]]
        assert word not in texts["r3"].split()


def test_another_answer_names_the_features_that_told_most_against_it(telecom: Analysis) -> None:
    made = as_document(telecom)
    descent = next(d for d in made["stories"][0]["descents"] if d["child"] == "d8")
    evidence = {
        "linked": {"value": 0.2, "weight": -1.21},
        "surplus": {"value": 0.7, "weight": -2.3},
    }
    other = {"parent": "r3", "probability": 0.02, "evidence": evidence}
    words = lost_words(descent, other, view(made))
    assert words.endswith(
        "; most against it: what it has that the source does not explain (-2.3),"
        " how much of it is linked to the source (-1.2)"
    )


def test_of_two_equal_answers_none_is_said_to_have_lost(telecom: Analysis) -> None:
    made = as_document(telecom)
    descent = next(d for d in made["stories"][0]["descents"] if d["child"] == "d8")
    other = {"parent": "r3", "probability": descent["probability"]}
    words = lost_words(descent, other, view(made))
    assert words.endswith(
        "the two are as likely as each other, and which of them it was can't be told"
    )
    assert "lost by" not in words


def test_a_passage_is_followed_to_the_raw_input(telecom: Analysis) -> None:
    first = telecom.articles[0]
    shift, size = 40, len(first.text)
    page = Layer(first.text, (Segment(0, size, shift, shift + size, exact=True),))
    moved = replace(first, article=replace(first.article, page=page))
    made = as_document(replace(telecom, articles=(moved, *telecom.articles[1:])))
    row = next(a for a in made["articles"] if a["id"] == first.id)
    assert spot(row, 3, 9).raw == (43, 49)


@pytest.mark.parametrize("name", ["eastern-standard.html", "world-in-brief.md", "clickgazette.txt"])
def test_a_page_s_passages_are_followed_as_the_reader_follows_them(name: str) -> None:
    data = (resources.files("retold") / "sample" / name).read_bytes()
    (article,) = read(data, Hints(name)).articles
    row = json.loads(json.dumps(as_reading([prepare(article)])))["articles"][0]
    size = len(article.text)
    for start in range(0, size, 7):
        for end in (start + 1, min(start + 60, size)):
            found = spot(row, start, end)
            assert found.page == pair(article.trace_up(Span(start, end), "page"))
            assert found.raw == pair(article.trace_up(Span(start, end)))


def pair(span: Span) -> tuple[int, int]:
    return (span.start, span.end)


def test_an_older_report_is_still_shown_and_explained(document: dict[str, Any]) -> None:
    older = json.loads(json.dumps(document))
    for key in ("figures", "lineages", "utterances", "findings"):
        del older[key]
    for row in older["statements"]:
        for key in ("source_kind", "unnamed_why", "cue_kind", "chain"):
            del row[key]
    for row in older["articles"]:
        del row["segments"]
    report = Report.from_json(json.dumps(older))
    assert "11 articles, 3 independent reports" in report.text()
    assert "11 articles, 3 independent reports" in report.html()
    assert "of the text of d8.html" in as_text(older, "d8", width=200)


@pytest.mark.parametrize("name", ["features", "lost", "passages"])
def test_examples_in_the_docstrings_run(name: str) -> None:
    result = doctest.testmod(importlib.import_module(f"retold.reports.{name}"))
    assert result.attempted
    assert not result.failed


def test_an_undecided_article_is_explained_by_its_answers_and_a_way_on(hostile: Analysis) -> None:
    text = as_text(as_document(replace(hostile, open_pairs=())), "e", width=200)
    assert "Undecided: where it comes from is too unsure to say." in text
    assert "a report of its own: probability 35%" in text
    assert "retold compare" in text


def test_small_features_are_summed_up_and_not_listed() -> None:
    weights = [2.0 - n / 10 for n in range(10)] + [0.3, -0.2, *[0.02] * 20, *[-0.01] * 3]
    evidence = {f"f{n:02}": {"value": 1.0, "weight": w} for n, w in enumerate(weights)}
    told = others_words({"evidence": evidence, "probability": 0.9})
    assert told == "The others: f10 +0.30; f11 -0.20; and 23 more that together add +0.37."
    few = dict(list(evidence.items())[:10])
    assert others_words({"evidence": few, "probability": 0.9}) == ""
    small = {f"g{n:02}": {"value": 1.0, "weight": 0.01} for n in range(3)}
    words = others_words({"evidence": few | small, "probability": 0.9})
    assert words == "And 3 others that together add +0.03."
