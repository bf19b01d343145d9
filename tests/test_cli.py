"""The command line: what it writes where, how it ends, and that its docs are whole."""

from __future__ import annotations

import doctest
import gzip
import json
import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from retold import cli, outputs
from retold.commands import shared

DOCS = (Path(__file__).parents[1] / "docs" / "cli.md").read_text()
SAMPLE = Path(str(resources.files("retold") / "sample"))
SOURCE, COPY = "eastern-standard.html", "sunrise-network.txt"


def run(*words: object, **options: Any) -> Result:
    return CliRunner().invoke(cli.main, [str(word) for word in words], **options)


@pytest.fixture(scope="module", autouse=True)
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep what the encoder reads in a folder of these tests."""
    folder = tmp_path_factory.mktemp("kept")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RETOLD_CACHE", str(folder))
        yield folder


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with a report and its copy."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in (SOURCE, COPY):
        shutil.copy(SAMPLE / name, folder / name)
    return folder


# -- what is written where ------------------------------------------------------------------------


def test_trace_answers_in_the_terminal(pages: Path) -> None:
    result = run("trace", pages)
    assert result.exit_code == 0, result.output
    assert "2 articles, 1 independent report" in result.stdout
    assert "copy" in result.stdout or "edit" in result.stdout


NOTICE = (
    "The steel gate of the Orrin dam jammed half open on Monday, and {} people were carried out.",
    "The night engineer, Bruna Castellane, said she heard the chain snap from the control hut.",
    "The waterworks had put off replacing the chain three times, minutes of its board show.",
    "The school in Mill Lane was opened as a shelter, and a bakery gave away its bread.",
    "Engineers expect to drain enough of the reservoir by Thursday to lift the gate out.",
)


@pytest.mark.parametrize("words", [[], ["--strict"]])
def test_of_two_near_copies_what_differs_is_told_whichever_came_first(
    tmp_path: Path, words: list[str]
) -> None:
    for name, figure in (("a.html", 340), ("b.html", 430)):
        body = "".join(f"<p>{line.format(figure)}</p>" for line in NOTICE)
        told = f"<article><h1>Chain breaks at Orrin dam</h1>{body}</article>"
        (tmp_path / name).write_text(f"<html lang=en><body>{told}</body></html>")
    shown = run("trace", tmp_path / "a.html", tmp_path / "b.html", *words).stdout
    first = " ".join(shown.partition("What you should know")[2].split()).partition(" 2. ")[0]
    for words_of_one in ("a.html", "b.html", "“340 people", "“430 people"):
        assert words_of_one in first
    assert "may as well be the later one" in first or "who took it from whom is not known" in first
    assert "its source has" not in first


@pytest.mark.parametrize("words", [["--json"], ["--json", "-"], ["--json=-"]])
def test_json_goes_to_standard_output_and_nothing_else_does(pages: Path, words: list[str]) -> None:
    document = json.loads(run("trace", pages, *words).stdout)
    assert document["schema"] == "retold/1"
    assert document["stories"][0]["independent_reports"] == 1
    assert "carried" not in document


def test_a_page_after_json_is_a_page_and_is_never_written_over(pages: Path) -> None:
    before = (pages / SOURCE).read_bytes()
    result = run("trace", "--json", pages / SOURCE, pages / COPY)
    assert len(json.loads(result.stdout)["articles"]) == 2
    assert (pages / SOURCE).read_bytes() == before


def test_files_are_written_beside_the_terminal_s_report(pages: Path, tmp_path: Path) -> None:
    page, data = tmp_path / "report.html", tmp_path / "report.json"
    result = run("trace", pages, "--html", page, "--json", data)
    assert "2 articles, 1 independent report" in result.stdout
    assert f"Wrote {page}" in result.stderr
    assert "2 articles, 1 independent report" in page.read_text()
    assert json.loads(data.read_text())["schema"] == "retold/1"
    assert {p.name for p in tmp_path.iterdir()} == {"pages", "report.html", "report.json"}


def test_quiet_says_nothing(pages: Path, tmp_path: Path) -> None:
    result = run("trace", pages, "--quiet", "--html", tmp_path / "report.html")
    assert (result.stdout, result.stderr) == ("", "")


def test_an_earlier_report_may_be_written_over_and_nothing_else(
    pages: Path, tmp_path: Path
) -> None:
    for option, name in (("--html", "r.html"), ("--json", "r.json")):
        for _ in range(2):
            assert run("trace", pages, "-q", option, tmp_path / name).exit_code == 0
        target = tmp_path / f"mine{name[1:]}"
        target.write_text("<p>my own page</p>")
        result = run("trace", pages, "-q", option, target)
        assert result.exit_code == cli.USAGE
        assert "which is no Retold report" in result.stderr
        assert target.read_text() == "<p>my own page</p>"


def test_a_report_in_the_folder_is_not_taken_for_a_page(pages: Path) -> None:
    assert run("trace", pages, "-q", "--html", pages / "report.html").exit_code == 0
    result = run("trace", pages, "-q", "--html", pages / "report.html", "--json")
    document = json.loads(result.stdout)
    assert len(document["articles"]) == 2
    assert [row["input"] for row in document["skipped"]] == [str(pages / "report.html")]


def test_standard_input_is_a_page_and_may_be_gzipped(pages: Path) -> None:
    data = gzip.compress((pages / COPY).read_bytes())
    result = run("trace", "-", pages / SOURCE, "--json", input=data)
    document = json.loads(result.stdout)
    assert {a["input"] for a in document["articles"]} == {"-", str(pages / SOURCE)}


def test_the_order_of_the_pages_changes_nothing(pages: Path) -> None:
    one = run("trace", pages / SOURCE, pages / COPY, "--json").stdout
    two = run("trace", pages / COPY, pages / SOURCE, "--json").stdout
    assert one == two


def test_compare_keeps_the_direction_given_and_says_what_came_over(pages: Path) -> None:
    result = run("compare", pages / COPY, pages / SOURCE, "--json")
    document = json.loads(result.stdout)
    (descent,) = document["stories"][0]["descents"]
    inputs = {a["id"]: a["input"] for a in document["articles"]}
    assert inputs[descent["parent"]] == str(pages / COPY)
    assert inputs[descent["child"]] == str(pages / SOURCE)
    assert document["carried"] > 0.5


def test_compare_takes_one_record_of_a_collection(tmp_path: Path, pages: Path) -> None:
    text = "The navy stopped the freighter at dawn. The coast guard says a fluke is missing. " * 3
    feed = tmp_path / "feed.jsonl"
    feed.write_text("".join(json.dumps({"id": i, "text": f"{i}. {text}"}) + "\n" for i in "ab"))
    result = run("compare", f"{feed}#1", f"{feed}#2", "--json")
    assert [a["input"] for a in json.loads(result.stdout)["articles"]] == [f"{feed}#1", f"{feed}#2"]
    whole = run("compare", feed, pages / SOURCE)
    assert whole.exit_code == cli.USAGE
    assert f"holds 2 articles; name one, such as {feed}#1" in whole.stderr
    none = run("compare", f"{feed}#9", pages / SOURCE)
    assert none.exit_code == cli.NO_ARTICLE


def test_read_shows_how_a_page_was_read(pages: Path) -> None:
    result = run("read", pages / SOURCE)
    assert "Island of 420,000 left on 17% capacity" in result.stdout
    assert "Set aside as furniture" in result.stdout
    document = json.loads(run("read", "--json", pages / SOURCE).stdout)
    assert document["articles"][0]["layers"]["raw"] == (pages / SOURCE).read_text()


def test_a_saved_report_is_shown_again_byte_for_byte(pages: Path, tmp_path: Path) -> None:
    data, page = tmp_path / "a.json", tmp_path / "a.html"
    traced = run("trace", pages, "--json", data, "--html", page)
    again = run("report", data, "--json", tmp_path / "b.json", "--html", tmp_path / "b.html")
    assert again.exit_code == traced.exit_code == 0
    assert again.stdout == traced.stdout
    assert (tmp_path / "b.json").read_bytes() == data.read_bytes()
    assert (tmp_path / "b.html").read_bytes() == page.read_bytes()
    assert run("report", "-", "--json", input=data.read_bytes()).stdout_bytes == data.read_bytes()


@pytest.mark.parametrize("text", ["[]", "{", '{"schema": "retold/1"}', '{"schema": "other/1"}'])
def test_what_is_no_report_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text)
    result = run("report", tmp_path / "a.json")
    assert result.exit_code == cli.USAGE
    assert "a.json: no report of Retold" in result.stderr


def test_explain_tells_of_pages_and_of_a_saved_report_the_same(pages: Path, tmp_path: Path) -> None:
    data = tmp_path / "a.json"
    run("trace", pages, "-q", "--json", data)
    wide = {"COLUMNS": "400"}
    told = run("explain", pages, COPY, SOURCE, env=wide)
    assert told.exit_code == 0, told.output
    assert run("explain", data, COPY, env=wide).stdout == told.stdout
    assert "Why: from even odds to the probability" in told.stdout
    assert f"of {COPY}, " in told.stdout


def test_explain_opens_a_passage_to_the_characters_of_the_input(
    pages: Path, tmp_path: Path
) -> None:
    data = tmp_path / "a.json"
    run("trace", pages, "-q", "--json", data)
    link = json.loads(data.read_text())["links"][3]
    told = run("explain", data, link["id"], env={"COLUMNS": "400"}).stdout
    passages = re.findall(r": “(.*)” *\n +characters ([\d,]+)–([\d,]+) of (\S+),", told)
    assert len(passages) == 1 + len(link["parents"])
    for words, start, end, path in passages:
        raw = (pages / path).read_text()[int(start.replace(",", "")) : int(end.replace(",", ""))]
        assert raw.split()[:2] == words.split()[:2]


def test_explain_says_which_names_it_would_have_understood(pages: Path, tmp_path: Path) -> None:
    data = tmp_path / "a.json"
    run("trace", pages, "-q", "--json", data)
    result = run("explain", data, "The Moon")
    assert result.exit_code == cli.USAGE
    assert "no article goes by “The Moon”; there are Eastern Standard" in result.stderr


def test_demo_runs_on_the_pages_in_the_package(tmp_path: Path) -> None:
    result = run("demo", "--html", tmp_path / "report.html")
    assert result.exit_code == 0, result.output
    assert re.search(r"11 articles, \d", result.stdout)
    assert (tmp_path / "report.html").stat().st_size < 1_000_000


# -- how strictly, and with what kept from before ------------------------------------------------


def test_strict_asks_for_more_and_the_json_says_so(pages: Path) -> None:
    made_by = json.loads(run("trace", pages, "--json").stdout)["made_by"]
    assert (made_by["settings"]["decided"], made_by["settings"]["direction"]) == (0.5, 0.8)
    made_by = json.loads(run("trace", pages, "--strict", "--json").stdout)["made_by"]
    assert (made_by["settings"]["decided"], made_by["settings"]["direction"]) == (0.8, 0.9)


def test_readings_are_kept_unless_nothing_is_to_be(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "cache"
    monkeypatch.setenv("RETOLD_CACHE", str(folder))
    command = ("compare", pages / SOURCE, pages / COPY, "--json")
    anew = run(*command, "--no-cache").stdout
    assert not folder.exists()
    assert [run(*command).stdout, run(*command).stdout] == [anew, anew]
    assert [file.suffix for file in folder.iterdir()] == [".sqlite"]


@pytest.mark.parametrize("name", ["trace", "compare"])
def test_strict_is_taught_by_example(name: str) -> None:
    assert re.search(rf"^    +retold {name} .*--strict$", run(name, "-h").stdout, re.MULTILINE)


# -- how it ends ----------------------------------------------------------------------------------


def test_one_bad_page_stops_nothing_and_the_status_says_so(pages: Path) -> None:
    (pages / "notes.txt").write_text("hi")
    result = run("trace", pages)
    assert result.exit_code == cli.SOME_SKIPPED
    assert "2 articles, 1 independent report" in result.stdout
    assert "notes.txt" in result.stdout
    assert "1 of the inputs skipped" in result.stderr


def test_no_article_at_all(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hi")
    result = run("trace", tmp_path)
    assert result.exit_code == cli.NO_ARTICLE
    assert "no article found" in result.stderr
    assert "notes.txt" in result.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["trace"], "Missing argument"),
        (["trace", "nowhere.html"], "nowhere.html: no such file or folder; check the spelling"),
        (["trace", "--colour", "x"], "No such option"),
        (["compare", "a.html"], "Missing argument"),
        (["compare", "a.html", "a.html"], "are the same input"),
        (["trace", "x", "--json", "-", "--html", "-"], "can't both go to standard output"),
    ],
)
def test_a_command_that_is_not_understood(words: list[str], said: str) -> None:
    result = run(*words)
    assert result.exit_code == cli.USAGE
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_a_report_that_can_t_be_written(pages: Path, tmp_path: Path) -> None:
    result = run("read", pages / SOURCE, "--json", tmp_path / "no" / "such" / "folder.json")
    assert result.exit_code == cli.USAGE
    assert "folder.json: can't be written" in result.stderr


def test_a_fault_is_told_without_a_traceback(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr("retold.inputs.collect", fail)
    monkeypatch.delenv("RETOLD_DEBUG", raising=False)
    result = run("trace", pages)
    assert result.exit_code == cli.FAULT
    assert "fault in Retold, not in your pages" in result.stderr
    assert "Traceback" not in result.output
    monkeypatch.setenv("RETOLD_DEBUG", "1")
    assert isinstance(run("trace", pages).exception, ZeroDivisionError)


def test_an_interruption_is_told_by_the_status(
    pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("retold.inputs.collect", interrupt)
    assert run("trace", pages).exit_code == cli.INTERRUPTED


# -- help and docs --------------------------------------------------------------------------------

COMMANDS = sorted(cli.main.commands)
OPTIONS = [
    (name, flag)
    for name, command in [("", cli.main), *sorted(cli.main.commands.items())]
    for option in command.params
    if isinstance(option, click.Option)
    for flag in option.opts
]


def section(name: str) -> str:
    """Return the part of the docs on a command, the head of them for ``retold`` itself."""
    parts = re.split(r"^## ", DOCS, flags=re.MULTILINE)
    if not name:
        return parts[0]
    return next((part for part in parts if part.startswith(f"`retold {name}`\n")), "")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_place_in_the_docs_and_an_example_in_its_help(name: str) -> None:
    assert f"    retold {name}" in section(name)
    help_text = run(name, "--help").stdout
    assert re.search(rf"^    retold {name}", help_text, re.MULTILINE)
    assert "Exit status:" in help_text


@pytest.mark.parametrize(("name", "flag"), OPTIONS)
def test_every_option_has_a_row_in_the_docs(name: str, flag: str) -> None:
    rows = [line.split("|")[1] for line in section(name).splitlines() if line.startswith("| `")]
    assert any(re.search(rf"{re.escape(flag)}[ `]", row) for row in rows)


def test_every_exit_status_is_in_the_docs_and_in_the_help() -> None:
    codes = {0, cli.SOME_SKIPPED, cli.USAGE, cli.NO_ARTICLE, cli.FAULT, cli.INTERRUPTED}
    table = DOCS.split("## Exit status")[1].split("\n## ")[0]
    assert {int(n) for n in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)} == codes
    said = cli.EXIT_STATUS
    assert {int(n) for n in re.findall(r"^  (\d+) ", said, re.MULTILINE)} == codes


def test_examples_in_the_docstrings_run() -> None:
    for module in (shared, outputs):
        result = doctest.testmod(module)
        assert result.attempted
        assert not result.failed


def _python(*words: str) -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join(filter(None, [str(Path(cli.__file__).parents[1]), *sys.path]))
    return subprocess.run(
        [sys.executable, *words],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": paths},
    )


def test_help_answers_at_once() -> None:
    """In time of this process's own: how busy the machine is should not matter."""
    spent = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert "retold demo" in _python("-m", "retold", "--help").stdout
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(spent) < 0.3


def test_help_loads_nothing_heavy() -> None:
    heavy = ("numpy", "onnxruntime", "scipy", "trafilatura", "rich", "tokenizers", "rapidfuzz")
    code = f"import sys, retold.cli; print([m for m in {heavy!r} if m in sys.modules])"
    assert _python("-c", code).stdout.strip() == "[]"


def test_the_version_is_the_package_s() -> None:
    assert re.fullmatch(r"retold \d+\S*\n", run("--version").stdout)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("ftp://example.org/page", "only http:// and https://"),
        ("no-such-page.html", "check the spelling"),
    ],
)
def test_a_path_that_names_nothing_is_told_with_its_remedy(path: str, said: str) -> None:
    done = run("trace", path)
    assert done.exit_code == 2
    assert said in done.output


def test_a_report_is_not_written_into_a_folder(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("A ferry ran aground off Lisk on Monday with forty people on board.")
    done = run("trace", page, "--html", tmp_path)
    assert done.exit_code == 2
    assert "is a folder" in done.output


def test_quiet_leaves_only_the_status_to_tell_of_skipped_inputs(tmp_path: Path) -> None:
    text = "A ferry ran aground off Lisk on Monday with forty people on board. Nobody was hurt."
    (tmp_path / "page.txt").write_text(text)
    (tmp_path / "empty.txt").write_text("")
    done = run("trace", tmp_path, "--quiet")
    assert done.exit_code == shared.SOME_SKIPPED
    assert "skipped" not in done.output
