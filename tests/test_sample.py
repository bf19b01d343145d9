"""The sample that ships is what its script makes, and it hides what is true of it."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import make_sample
import pytest

from retold.reading import Hints, read
from retold.types import Article

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "src" / "retold" / "sample"
TRADITION = json.loads((ROOT / "tests" / "data" / "e28-telecom.json").read_text("utf-8"))


VERSIONS = {version["id"]: version for version in TRADITION["versions"]}


def test_the_files_are_those_that_the_script_makes() -> None:
    made = make_sample.render(TRADITION)
    assert made == {path.name: path.read_bytes() for path in SAMPLE.iterdir()}


def test_every_sentence_stands_in_the_file_of_its_version() -> None:
    texts = {
        page.version: html.unescape((SAMPLE / page.file).read_text(page.encoding))
        for page in make_sample.PAGES
    }
    feed = (SAMPLE / make_sample.FEED_FILE).read_text("utf-8")
    records = [json.loads(line) for line in feed.splitlines()]
    content = {record["source"]: record["content"] for record in records}
    for version in TRADITION["versions"]:
        text = texts.get(version["id"]) or content[version["outlet"]]
        assert [s["text"] for s in version["sentences"] if s["text"] not in text] == []


def test_the_pages_do_not_say_who_retold_whom() -> None:
    for path in SAMPLE.iterdir():
        text = path.read_bytes().decode("utf-8", "replace")
        assert '"operation"' not in text
        assert '"parents"' not in text


def articles() -> dict[str, Article]:
    """Read the sample; return its articles by version, the stranger left out."""
    by_file = {path.name: read(path.read_bytes(), Hints(path.name)) for path in SAMPLE.iterdir()}
    assert [outcome.skipped for outcome in by_file.values() if outcome.skipped] == []
    found = {page.version: by_file[page.file].articles[0] for page in make_sample.PAGES}
    feed = {article.outlet: article for article in by_file[make_sample.FEED_FILE].articles}
    assert len(feed) == len(make_sample.FEED) + 1
    return found | {name: feed[VERSIONS[name]["outlet"]] for name in make_sample.FEED}


READ = articles()


@pytest.mark.parametrize("version", VERSIONS.values(), ids=VERSIONS)
def test_a_page_is_read_as_the_article_that_it_was_made_from(version: dict[str, Any]) -> None:
    article = READ[version["id"]]
    whole = " ".join(make_sample.paragraphs(version))
    body = re.sub(r"^\(([^)]*)\) — ", "", whole)
    assert bool(article.credits) == (body != whole)
    text = " ".join(article.text.split())
    assert text.startswith(body[:40])
    assert body in text
    assert len(text) < 1.1 * len(body)
    assert article.headline in {version["headline"], None}
    assert article.outlet in {version["outlet"], None}
    assert article.language == "en"


def test_most_of_what_the_pages_say_of_themselves_is_understood() -> None:
    assert sum(article.headline is None for article in READ.values()) <= 1
    assert sum(article.published is None for article in READ.values()) <= 1
    assert sum(article.outlet is None for article in READ.values()) <= 1
