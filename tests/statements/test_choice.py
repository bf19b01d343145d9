"""A user chooses what finds statements, and the report says which it was."""

import json
import sys

import pytest
from click.testing import CliRunner

import retold
from retold.cli import main
from retold.settings import Settings
from retold.statements import digests, statements

PAGE = (
    "Dam leaks, says board\n\n"
    "The Ostra dam has leaked since May, the Water Board said on Monday. “The wall is safe,” "
    "said Ana Marsh, the board's director. She plans to empty the lake by autumn.\n\n"
    "Farmers downstream have asked for maps of the valley, which nobody has drawn so far.\n"
)
COPY = PAGE.replace("has leaked since May", "has been leaking since May")


@pytest.fixture
def pages(tmp_path, monkeypatch):
    monkeypatch.setenv("RETOLD_CACHE", "off")
    for name, text in (("a.txt", PAGE), ("b.txt", COPY)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_tagger_finds_more(prepared):
    article = prepared(PAGE)
    rules, tagger = (statements(article, by=by) for by in ("rules", "tagger"))
    assert {s.content for s in tagger} - {s.content for s in rules}
    assert "Ana Marsh" in {s.speaker for s in tagger}


@pytest.mark.parametrize("command", [("trace",), ("compare",)])
def test_the_command_takes_the_tagger_and_names_its_model(pages, command):
    found = {}
    for by in ("rules", "tagger"):
        names = [str(pages / "a.txt"), str(pages / "b.txt")]
        done = CliRunner().invoke(main, [*command, *names, "--json", "--statements", by])
        assert done.exit_code == 0, done.output
        found[by] = json.loads(done.stdout)
        assert found[by]["made_by"]["settings"]["statements"] == by
    assert "tagger" not in found["rules"]["made_by"]["models"]
    assert found["tagger"]["made_by"]["models"]["tagger"] == digests()["tagger"]
    assert found["tagger"]["statements"] != found["rules"]["statements"]


def test_the_tagger_is_the_default_and_python_may_choose_rules(pages):
    shown = retold.trace([pages]).document
    by_rule = retold.trace([pages], settings=Settings(statements="rules")).document
    assert "tagger" in shown["made_by"]["models"]
    assert "tagger" not in by_rule["made_by"]["models"]
    assert shown["statements"] != by_rule["statements"]
    for same in ("changes", "citations", "links"):
        assert shown[same] == by_rule[same]


def test_without_its_model_rules_do_its_work_and_people_are_told(pages, prepared, monkeypatch):
    for module in ("retold.statements", "retold.statements.statements", "retold.statements.tagger"):
        monkeypatch.setattr(sys.modules[module], "present", lambda: False)
    with pytest.warns(RuntimeWarning, match="rules find who said what"):
        found = statements(prepared(PAGE), by="tagger")
    assert found == statements(prepared(PAGE), by="rules")
    names = [str(pages / "a.txt"), str(pages / "b.txt")]
    done = CliRunner().invoke(main, ["compare", *names, "--json"])
    assert done.stderr.count("Note: the tagger is not installed") == 1
    assert json.loads(done.stdout)["made_by"]["settings"]["statements"] == "rules"


def test_nothing_else_may_be_chosen(pages):
    done = CliRunner().invoke(main, ["trace", str(pages), "--statements", "oracle"])
    assert done.exit_code == 2
