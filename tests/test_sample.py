"""The sample that ships is what its script makes, and it hides what is true of it."""

from __future__ import annotations

import html
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "src" / "retold" / "sample"
TRADITION = json.loads((ROOT / "tests" / "data" / "e28-telecom.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_sample", ROOT / "scripts/make_sample.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_files_are_those_that_the_script_makes(script: ModuleType) -> None:
    made = script.render(TRADITION)
    assert made == {path.name: path.read_bytes() for path in SAMPLE.iterdir()}


def test_every_sentence_stands_in_the_file_of_its_version(script: ModuleType) -> None:
    texts = {
        page.version: html.unescape((SAMPLE / page.file).read_text(page.encoding))
        for page in script.PAGES
    }
    feed = (SAMPLE / script.FEED_FILE).read_text("utf-8")
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
