"""What is told of an undecided article beside its likeliest candidate: both sides and no source."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from retold.reports import Report, as_document
from retold.reports.explain import as_text
from retold.types import Alternative, Analysis, Finding, OpenPair, Undecided

CHILD = "d7"


@pytest.fixture(scope="module")
def unsure(telecom: Analysis) -> Analysis:
    """The story with one descent in doubt: what was a change is a difference."""
    (story,) = telecom.stories
    descent = next(d for d in story.descents if d.child == CHILD)
    ends = (CHILD, descent.parent)
    mine = [c for c in telecom.changes if (c.child_article, c.parent_article) == ends]
    links = [k for k in telecom.links if k.child.article == CHILD]
    finding = Finding(story.id, "difference", "The two differ.", 70.0, ends, (), tuple(mine[:1]))
    doubted = replace(
        story,
        descents=tuple(d for d in story.descents if d is not descent),
        undecided=(Undecided(CHILD, (Alternative(descent.parent, 0.7), Alternative(None, 0.3))),),
    )
    return replace(
        telecom,
        stories=(doubted,),
        links=tuple(k for k in telecom.links if k not in links),
        changes=tuple(c for c in telecom.changes if c not in mine),
        lineages=(),
        findings=(finding,),
        open_pairs=(OpenPair(descent.parent, CHILD, 0.91, 0.87, tuple(links), tuple(mine)),),
    )


@pytest.fixture(scope="module")
def document(unsure: Analysis) -> dict[str, Any]:
    return as_document(unsure)


@pytest.fixture(scope="module")
def told(document: dict[str, Any]) -> tuple[str, str]:
    """The page and the terminal's words."""
    return Report(document).html(), Report(document).text(200)


def test_the_rows_speak_of_a_first_and_a_second_text(document: dict[str, Any]) -> None:
    (pair,) = document["open_pairs"]
    texts = {a["id"]: a["text"] for a in document["articles"]}
    assert pair["links"]
    assert pair["differences"]
    for row in pair["differences"]:
        assert not {"child", "parent", "before", "after"} & row.keys()
        for side, words in (("first", "in_first"), ("second", "in_second")):
            spot = row[side]
            assert spot["article"] == pair[side]
            if row[words] is not None:
                assert texts[spot["article"]][spot["start"] : spot["end"]] == row[words]
        assert row["kind"] != "missing" or None in (row["in_first"], row["in_second"])


def test_links_and_changes_do_not_hold_them(document: dict[str, Any]) -> None:
    assert all(row["child"]["article"] != CHILD for row in document["changes"])
    assert all(row["child"]["article"] != CHILD for row in document["links"])


def test_a_finding_leads_to_its_difference(document: dict[str, Any], told: tuple[str, str]) -> None:
    (pair,) = document["open_pairs"]
    (named,) = document["findings"][0]["changes"]
    assert named in {row["id"] for row in pair["differences"]}
    assert f'<a href="#{named}">the difference</a>' in told[0]
    assert f'id="{named}"' in told[0]


def test_the_page_shows_both_texts_side_by_side_and_names_no_source(
    document: dict[str, Any], told: tuple[str, str]
) -> None:
    (pair,) = document["open_pairs"]
    block = told[0].split(f'<details id="{pair["id"]}"')[1].split('class="part"')[0]
    plain = re.sub(r"<[^>]+>", " ", block)
    assert "who took it from whom is not known" in plain or "who took from whom" in plain
    assert "One text" in plain
    assert "The other" in plain
    assert not re.search(r"\b(?:source|not taken|Derived)\b", plain)


def test_differences_stand_apart_from_what_changed(told: tuple[str, str]) -> None:
    section = told[0].split("Where undecided articles differ")[1].split("</section>")[0]
    assert "≠" in section
    assert "→" not in section
    assert "(source)" not in section


def test_the_terminal_tells_them_after_what_changed(told: tuple[str, str]) -> None:
    _, changed, differ = re.split("What changed: |Where undecided articles differ", told[1])
    assert " ≠ " in differ
    assert " ≠ " not in changed


def test_an_article_and_a_pair_are_explained_by_the_texts(document: dict[str, Any]) -> None:
    (pair,) = document["open_pairs"]
    by_article = as_text(document, CHILD, width=200)
    assert "Undecided: where it comes from is too unsure to say." in by_article
    assert "retold compare" not in by_article
    by_pair = as_text(document, CHILD, pair["first"], width=200)
    assert "No descent from" in by_pair
    for words in (by_article, by_pair, as_text(document, pair["id"], width=200)):
        assert "who took from whom is not known" in words
        assert f"Where they differ: {len(pair['differences'])} differences" in words
    difference = as_text(document, pair["differences"][0]["id"], width=200)
    assert "The link on which it rests" in difference


def test_older_reports_have_none(document: dict[str, Any]) -> None:
    older = {key: value for key, value in document.items() if key != "open_pairs"}
    assert "Where undecided articles differ" not in Report(older).html()
