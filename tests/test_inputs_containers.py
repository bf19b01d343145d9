"""Files that hold texts, from the edge: folders, standard input, names, limits, flat memory."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import pytest
from _samples import LEAD, MAIL, NEWSML, PAGE, RSS, answer, docx, warc, zipped

from retold import workers
from retold.containers import Record
from retold.inputs import collect, container_of, missing, stream
from retold.reading import Outcome


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "feed.rss").write_text(RSS)
    (tmp_path / "item.xml").write_text(NEWSML)
    (tmp_path / "mail.eml").write_text(MAIL)
    (tmp_path / "release.docx").write_bytes(docx(("Titel", "Quay closed"), ("", LEAD)))
    (tmp_path / "pages.zip").write_bytes(zipped({"note.json": json.dumps({"text": LEAD})}))
    return tmp_path


def test_a_folder_of_containers_is_read_and_every_text_has_its_place(folder):
    outcome = collect([folder])
    assert [a.input.removeprefix(f"{folder}/") for a in outcome.articles] == [
        *("feed.rss#1", "feed.rss#2", "item.xml#1", "mail.eml", "mail.eml#1"),
        *("pages.zip#note.json", "release.docx"),
    ]
    assert [s.input.removeprefix(f"{folder}/") for s in outcome.skipped] == [
        "feed.rss#3",
        "item.xml#2",
    ]
    assert all(s.reason for s in outcome.skipped)


def test_the_folder_of_a_saved_page_is_part_of_it(tmp_path):
    (tmp_path / "Quay.html").write_text(PAGE)
    (tmp_path / "Quay_files").mkdir()
    (tmp_path / "Quay_files" / "ad.html").write_text(PAGE.replace("Quay", "Advert"))
    outcome = collect([tmp_path])
    assert [a.headline for a in outcome.articles] == ["Quay closed"]
    assert outcome.skipped == ()


def test_a_container_may_come_over_standard_input():
    outcome = collect(["-"], stdin=io.BytesIO(RSS.encode()))
    assert [a.input for a in outcome.articles] == ["-#1", "-#2"]


def test_progress_does_not_claim_a_total_that_nobody_knows(folder):
    calls: list[tuple[int, int]] = []
    collect([folder], progress=lambda done, total: calls.append((done, total)))
    assert [done for done, _ in calls] == list(range(1, 10))
    assert {total for _, total in calls} == {0}


def test_a_name_with_a_mark_leads_to_its_container(folder):
    archive = str(folder / "pages.zip")
    assert container_of(f"{archive}#note.json#3") == archive
    assert container_of(archive) is None
    assert container_of(str(folder / "none.zip#1")) is None
    assert container_of("https://a.example/x#part") is None


def test_addresses_and_standard_input_are_not_missing_files(folder):
    paths = ["-", "https://a.example/x", str(folder), "gone.html"]
    assert list(missing(paths)) == ["gone.html"]


# -- one page can't hold up the rest ---------------------------------------------------------------


def test_a_single_slow_page_is_given_up_too(tmp_path, monkeypatch):
    slow = tmp_path / "slow"
    slow.mkdir()
    (slow / "sitecustomize.py").write_text(
        "import sys, time\n"
        "class Slow:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'retold.workers':\n"
        "            import retold.containers as containers\n"
        "            real = containers.read_record\n"
        "            def read(record):\n"
        "                while record.name != 'ready': pass\n"
        "                return real(record)\n"
        "            containers.read_record = read\n"
        "sys.meta_path.insert(0, Slow())\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(slow))
    monkeypatch.setattr(workers, "PAGE_SECONDS", 0.5)
    (tmp_path / "a.html").write_text(PAGE)
    assert [s.reason for s in collect([tmp_path / "a.html"]).skipped] == ["given up after 0.5 s"]


def test_where_no_process_can_be_had_pages_are_read_all_the_same(tmp_path, monkeypatch):
    def none(*_: object, **__: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(workers.subprocess, "Popen", none)
    (tmp_path / "a.html").write_text(PAGE)
    assert collect([tmp_path]).articles[0].headline == "Quay closed"


def test_no_more_than_a_few_records_are_held_at_a_time(monkeypatch):
    given = 0

    def many() -> Iterator[Record]:
        nonlocal given
        for number in range(1000):
            given += 1
            yield Record(f"{number}", b"{}", ".json")

    monkeypatch.setattr(workers, "safely", lambda _: Outcome())
    for taken, _ in enumerate(workers.outcomes(many()), 1):
        assert given - taken <= 2 * workers.MANY_PAGES
        if taken > 100:
            break
    assert given < 120


def test_a_crawl_is_read_text_by_text(tmp_path):
    pytest.importorskip("fastwarc", reason="the extra warc is not installed")
    (tmp_path / "c.warc").write_bytes(
        b"".join(
            warc(f"https://post.example/{n}", answer(f"{LEAD} No. {n}.".encode(), "text/plain"))
            for n in range(3)
        )
    )
    outcomes = stream([tmp_path / "c.warc"])
    assert next(outcomes).articles[0].url == "https://post.example/0"
    assert len(list(outcomes)) == 2
