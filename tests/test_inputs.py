from __future__ import annotations

import gzip
import io
import json
import os
import random
import sys

import pytest

import retold
from retold import inputs, workers
from retold.containers import Record
from retold.errors import InputError
from retold.inputs import collect
from retold.reading import Hints, read
from retold.reading.ids import with_unique_ids

SENTENCE = "The council said on Monday that bridge number {} would be closed for the whole of July."


def html(number: int) -> str:
    paragraphs = "".join(f"<p>{SENTENCE.format(f'{number}-{n}')}</p>" for n in range(3))
    return f"<html><body><article><h1>Bridge {number} is closed</h1>{paragraphs}</article></body></html>"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "b.txt").write_text(SENTENCE.format(2))
    (tmp_path / "a.html").write_text(html(1))
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "c.jsonl").write_text('{"text": "One."}\n{bad\n{"text": "Two."}\n')
    (tmp_path / "deep" / "d.txt.gz").write_bytes(gzip.compress(SENTENCE.format(4).encode()))
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "empty.txt").write_text(" \n")
    (tmp_path / ".hidden.txt").write_text(SENTENCE.format(5))
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "e.txt").write_text(SENTENCE.format(6))
    return tmp_path


def test_a_folder_is_read_with_all_below_it_and_what_was_left_out_is_named(folder):
    outcome = collect([folder])
    names = [os.path.relpath(a.input, folder) for a in outcome.articles]
    assert names == ["a.html", "b.txt", "deep/d.txt.gz", "deep/er/c.jsonl#1", "deep/er/c.jsonl#3"]
    reasons = {os.path.relpath(s.input, folder): s.reason for s in outcome.skipped}
    assert reasons.keys() == {"picture.png", "empty.txt", "deep/er/c.jsonl#2"}
    assert reasons["picture.png"] == "unknown kind of file: .png"
    assert reasons["empty.txt"] == "empty"


def test_a_file_named_outright_is_tried_whatever_its_suffix(folder):
    page = folder / "page.aspx"
    page.write_text(html(9))
    assert collect([page]).articles[0].headline == "Bridge 9 is closed"
    assert "PNG" in collect([folder / "picture.png"]).skipped[0].reason


def test_a_path_that_is_not_there_is_a_reason(tmp_path):
    outcome = collect([tmp_path / "nothing.txt", tmp_path])
    assert [s.reason for s in outcome.skipped] == ["no such file or folder", "an empty folder"]


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes are files of their own kind")
def test_a_pipe_in_a_folder_does_not_hold_up_the_run(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert collect([tmp_path]).skipped[0].reason == "no regular file"


def test_standard_input_is_read_once():
    stdin = io.BytesIO(json.dumps({"text": "One."}).encode())
    outcome = collect(["-", "-"], stdin=stdin)
    assert [a.input for a in outcome.articles] == ["-"]


def test_a_file_given_twice_is_one_article(folder):
    assert len(collect([folder / "b.txt", folder / "b.txt", folder]).articles) == 5


def test_a_file_beyond_the_limit_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(inputs, "limit_of", lambda _: 1_000_000)
    (tmp_path / "a.txt").write_bytes(b"x" * 1_000_001)
    assert collect([tmp_path]).skipped[0].reason == "larger than 1 MB"


def test_a_reader_that_fails_is_a_reason(tmp_path, monkeypatch):
    def broken(record: Record) -> None:
        raise ZeroDivisionError(record.name)

    monkeypatch.setattr(workers, "read_record", broken)
    (tmp_path / "a.txt").write_text(SENTENCE)
    assert "ZeroDivisionError" in collect([tmp_path]).skipped[0].reason


def test_the_order_of_the_paths_changes_no_article(folder):
    paths = sorted(p for p in folder.rglob("*") if p.is_file() and ".git" not in str(p))
    first = {a.input: a for a in collect(paths).articles}
    random.Random(3).shuffle(paths)
    assert {a.input: a for a in collect(paths).articles} == first


def test_progress_counts_the_files(folder):
    calls: list[tuple[int, int]] = []
    for path in folder.rglob("*.jsonl"):
        path.unlink()
    collect([folder], progress=lambda done, total: calls.append((done, total)))
    assert calls == [(n, 5) for n in range(1, 6)]


def test_progress_knows_no_total_where_a_file_holds_many_texts(folder):
    calls: list[tuple[int, int]] = []
    collect([folder], progress=lambda done, total: calls.append((done, total)))
    assert calls == [(n, 0) for n in range(1, len(calls) + 1)]
    assert len(calls) > 6


def test_two_articles_of_one_id_get_ids_of_their_own_and_a_note(tmp_path):
    (tmp_path / "a.jsonl").write_text(
        '{"id": "x", "text": "One."}\n{"id": "x-2", "text": "Two."}\n'
    )
    (tmp_path / "b.jsonl").write_text('{"id": "x", "text": "Three."}\n')
    articles = collect([tmp_path]).articles
    assert len({a.id for a in articles}) == 3
    changed = [a for a in articles if a.notes]
    assert [a.id for a in changed] == ["x-3"]
    assert "another article has the id x" in changed[0].notes[0]


def test_unique_ids_do_not_depend_on_the_order():
    lines = "\n".join(json.dumps({"id": "x", "text": f"Number {n}."}) for n in range(6))
    articles = list(read(lines.encode(), Hints("a.jsonl")).articles)
    ids = {a.text: a.id for a in with_unique_ids(articles)}
    random.Random(5).shuffle(articles)
    assert {a.text: a.id for a in with_unique_ids(articles)} == ids


# -- many pages --------------------------------------------------------------------------------


@pytest.fixture
def many(tmp_path, monkeypatch):
    monkeypatch.setattr(workers, "MANY_PAGES", 3)
    for number in range(6):
        (tmp_path / f"{number}.html").write_text(html(number))
    (tmp_path / "2.txt").write_text(SENTENCE.format("two"))
    return tmp_path


def test_many_pages_are_read_by_processes_with_the_same_outcome(many, monkeypatch):
    apart = collect([many])
    monkeypatch.setattr(workers, "MANY_PAGES", 100)
    assert collect([many]) == apart
    assert len(apart.articles) == 7


def readers_that(what, tmp_path, monkeypatch):
    """Have the processes that read pages do something first, by the page's bytes."""
    first = tmp_path / "first"
    first.mkdir()
    (first / "sitecustomize.py").write_text(
        "import sys, time\n"
        "class First:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'retold.workers':\n"
        "            import retold.containers as containers\n"
        "            real = containers.read_record\n"
        "            def read(record):\n"
        f"                {what}\n"
        "                return real(record)\n"
        "            containers.read_record = read\n"
        "sys.meta_path.insert(0, First())\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(first))


def skipped(outcome):
    return [(s.input[-6:], s.reason) for s in outcome.skipped if "first" not in s.input]


def test_a_page_that_takes_too_much_computing_is_given_up_and_the_rest_is_read(
    many, monkeypatch, tmp_path
):
    readers_that("while b'Bridge 4' in record.data: pass", tmp_path, monkeypatch)
    monkeypatch.setattr(workers, "PAGE_SECONDS", 2.0)
    outcome = collect([many])
    assert len(outcome.articles) == 6
    assert skipped(outcome) == [("4.html", "given up after 2 s")]


def test_a_page_is_not_given_up_because_the_machine_is_busy(many, monkeypatch, tmp_path):
    readers_that("time.sleep(3 * (b'Bridge 4' in record.data))", tmp_path, monkeypatch)
    monkeypatch.setattr(workers, "PAGE_SECONDS", 2.0)
    outcome = collect([many])
    assert len(outcome.articles) == 7
    assert skipped(outcome) == []


def test_a_reader_that_neither_computes_nor_answers_is_given_up_by_the_clock(
    many, monkeypatch, tmp_path
):
    readers_that("time.sleep(99 * (b'Bridge 4' in record.data))", tmp_path, monkeypatch)
    monkeypatch.setattr(workers, "PAGE_SECONDS", 2.0)
    monkeypatch.setattr(workers, "CLOCK_FACTOR", 3)
    outcome = collect([many])
    assert len(outcome.articles) == 6
    assert skipped(outcome) == [("4.html", "no answer after 6 s by the clock")]


@pytest.mark.parametrize("name", ["A text of some length. " * 400, "a\0b", "one\ntwo"])
def test_a_text_given_for_a_path_is_no_such_file(name):
    assert collect([name]).skipped[0].reason == "no such file or folder"
    with pytest.raises(InputError, match="no such file"):
        retold.compare(name, name)
