"""What ``import retold`` gives: a small public surface that stays."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest

import retold

FERRY = (
    "The ferry Halcyon ran aground off Brannock at dawn on Tuesday with 412 people on board. "
    "Captain Moira Dunne said that a rudder cable had snapped two miles from the harbour. "
    "Lifeboats from three villages took the passengers to the fish market. "
    "Divers found a tear of four metres below the engine room."
)
EDITED = FERRY.replace("at dawn", "early").replace("took the passengers", "brought everybody")
GERMAN = (
    "Der Hafenmeister von Brannock hat am Dienstag beide Piers sperren lassen, nachdem sich ein "
    "Kran gefährlich geneigt hatte. Niemand darf unter ihm hindurchgehen, und der Fischmarkt "
    "zieht für eine Woche in den alten Lokschuppen um."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two pages."""
    rows = {"a": ("2031-01-05", FERRY), "b": ("2031-01-06", EDITED)}
    for name, (published, text) in rows.items():
        record = {"id": name, "text": text, "published": published, "outlet": name.upper()}
        (tmp_path / f"{name}.json").write_text(json.dumps(record), "utf-8")
    return tmp_path


def test_the_public_names_are_sorted_there_and_documented() -> None:
    assert retold.__all__ == sorted(retold.__all__)
    assert {"read", "trace", "compare"} <= set(retold.__all__)
    for name in retold.__all__:
        assert getattr(retold, name).__doc__, name


def test_reading_is_pure_and_its_outcome_can_travel() -> None:
    outcome = retold.read(FERRY.encode(), retold.Hints("note.txt"))
    assert isinstance(outcome, retold.Outcome)
    (article,) = outcome.articles
    assert isinstance(article, retold.Article)
    assert article.text == FERRY
    assert pickle.loads(pickle.dumps(outcome)) == outcome
    assert retold.read(FERRY.encode(), retold.Hints("note.txt")) == outcome


def test_what_is_not_english_says_what_is_not_covered() -> None:
    (article,) = retold.read(GERMAN.encode(), retold.Hints("note.txt")).articles
    assert article.language == "de"
    assert any("German" in note or "de" in note for note in article.notes)


def test_a_folder_is_traced(folder: Path) -> None:
    report = retold.trace([folder])
    (story,) = report.document["stories"]
    assert [(d["child"], d["parent"]) for d in story["descents"]] == [("b", "a")]
    assert story["independent_reports"] == 1
    assert json.loads(report.json()) == report.document
    assert report.document["schema"] == "retold/1"


def test_articles_and_paths_may_be_mixed(folder: Path) -> None:
    (article,) = retold.read((folder / "b.json").read_bytes(), retold.Hints("b.json")).articles
    mixed = retold.trace([article, folder / "a.json"])
    assert mixed.document["stories"] == retold.trace([folder]).document["stories"]


def test_pages_are_compared_in_the_direction_given(folder: Path) -> None:
    there = retold.compare(folder / "a.json", str(folder / "b.json")).document
    back = retold.compare(folder / "b.json", folder / "a.json").document
    assert [(d["child"], d["parent"]) for d in there["stories"][0]["descents"]] == [("b", "a")]
    assert [(d["child"], d["parent"]) for d in back["stories"][0]["descents"]] == [("a", "b")]
    assert there["carried"] == back["carried"] > 0.5


def test_a_page_compared_with_itself_is_two_articles(folder: Path) -> None:
    document = retold.compare(folder / "a.json", folder / "a.json").document
    assert len({article["id"] for article in document["articles"]}) == 2
    assert {link["kind"] for link in document["links"]} == {"verbatim"}
    assert document["changes"] == []


def test_two_articles_with_one_id_are_told_apart() -> None:
    articles = [
        *retold.read(FERRY.encode(), retold.Hints("a.txt")).articles,
        *retold.read(FERRY.encode(), retold.Hints("b.txt")).articles,
    ]
    document = retold.trace(articles).document
    assert len({article["id"] for article in document["articles"]}) == 2
    assert document == retold.trace(articles[::-1]).document


def test_a_report_shows_itself(folder: Path) -> None:
    report = retold.trace([folder])
    assert "1 independent report" in str(report)
    assert report.html().lstrip().lower().startswith("<!doctype html>")
    assert report._repr_html_().startswith("<iframe")


def test_a_page_without_an_article_is_an_error_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_text("", "utf-8")
    with pytest.raises(retold.InputError, match="empty"):
        retold.compare(tmp_path / "empty.html", tmp_path / "empty.html")
    assert issubclass(retold.InputError, retold.RetoldError)
    assert issubclass(retold.ModelError, retold.RetoldError)


def _told(name: str, *texts: str) -> str:
    """Return an ``<article>`` with a heading and paragraphs."""
    return f"<article><h2>{name}</h2>{''.join(f'<p>{text}</p>' for text in texts)}</article>"


def test_of_a_page_with_several_articles_the_first_is_compared_and_that_is_said(
    folder: Path,
) -> None:
    second = [
        f"A bridge in Orm, number {n}, will be rebuilt from Monday, the town's council said in a "
        "statement that it published on its website in the evening."
        for n in range(3)
    ]
    first = FERRY.split("\n\n") * 2
    page = _told("Ferry runs aground off Lisk", *first) + _told("Bridge to be rebuilt", *second)
    (folder / "two.html").write_text(f"<html><body>{page}</body></html>", "utf-8")
    articles = retold.compare(folder / "two.html", folder / "b.json").document["articles"]
    (two,) = [article for article in articles if article["input"].endswith("two.html")]
    assert two["headline"] == "Ferry runs aground off Lisk"
    assert any("the first of 2 articles" in note for note in two["notes"])


def test_a_record_is_compared_by_its_number_and_a_whole_collection_is_not(folder: Path) -> None:
    lines = [(folder / name).read_text("utf-8").replace("\n", " ") for name in ("a.json", "b.json")]
    (folder / "both.jsonl").write_text("\n".join(lines), "utf-8")
    document = retold.compare(f"{folder}/both.jsonl#1", f"{folder}/both.jsonl#2").document
    assert len(document["stories"][0]["descents"]) == 1
    with pytest.raises(retold.InputError, match=r"holds 2 articles; name one, such as .*#1"):
        retold.compare(folder / "both.jsonl", folder / "a.json")
    with pytest.raises(retold.InputError, match="none of that number"):
        retold.compare(f"{folder}/both.jsonl#9", folder / "a.json")


def test_a_bad_page_never_stops_a_trace(folder: Path) -> None:
    (folder / "broken.json").write_text("{", "utf-8")
    document = retold.trace([folder]).document
    assert len(document["articles"]) == 2
    assert [Path(row["input"]).name for row in document["skipped"]] == ["broken.json"]
    assert all(row["reason"] for row in document["skipped"])


def test_settings_can_be_given(folder: Path) -> None:
    strict = retold.trace([folder], settings=retold.Settings(decided=1.01)).document
    (story,) = strict["stories"]
    assert {row["article"] for row in story["undecided"]} == {"a", "b"}
    assert story["independent_reports"] == 0
