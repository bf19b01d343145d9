from __future__ import annotations

import gzip
import time

import pytest
from _samples import PAGE, RSS, answer, warc

from retold.containers import warc as reader

pytest.importorskip("fastwarc", reason="the extra warc is not installed")


def page(number: int, *, packed: bool = False, **more: str) -> bytes:
    return warc(
        f"https://post.example/{number}", answer(f"<p>{number}".encode(), **more), packed=packed
    )


@pytest.mark.parametrize("packed", [False, True])
def test_pages_come_with_their_addresses(opened, packed):
    data = page(1, packed=packed) + page(2, packed=packed)
    found = opened("c.warc.gz" if packed else "c.warc", data)
    assert [(r.name[-2:], r.facts.url, r.data) for r in found] == [
        ("#1", "https://post.example/1", b"<p>1"),
        ("#2", "https://post.example/2", b"<p>2"),
    ]


def test_what_is_no_page_is_passed_over_and_errors_are_told(opened):
    data = (
        warc("https://post.example/a.png", answer(b"\x89PNG", "image/png"))
        + warc("https://post.example/old", answer(b"", status=301))
        + warc("https://post.example/gone", answer(b"no", status=404))
        + page(4)
    )
    assert [(r.name, r.problem) for r in opened("c.warc", data)] == [
        ("c.warc#3", "https://post.example/gone: the server answered 404"),
        ("c.warc#4", None),
    ]


@pytest.mark.parametrize("packed", [False, True])
def test_a_broken_record_is_named_and_the_next_is_found(opened, packed):
    middle = bytearray(page(2, packed=packed))
    middle[:25] = b"\0" * 25
    data = page(1, packed=packed) + bytes(middle) + page(3, packed=packed)
    found = opened("c.warc", data)
    assert [r.data for r in found if r.problem is None] == [b"<p>1", b"<p>3"]
    assert "broken record" in next(r.problem for r in found if r.problem)


def test_packed_and_chunked_answers_are_undone(opened):
    chunked = b"5\r\n<p>He\r\n3;x=y\r\nllo\r\n0\r\n\r\n"
    data = warc("https://post.example/1", answer(chunked, more="Transfer-Encoding: chunked\r\n"))
    data += warc(
        "https://post.example/2",
        answer(gzip.compress(b"<p>Hello"), more="Content-Encoding: gzip\r\n"),
    )
    data += warc("https://post.example/3", answer(b"<p>Hello", more="Content-Encoding: gzip\r\n"))
    data += warc("https://post.example/4", answer(b"xx", more="Content-Encoding: br\r\n"))
    found = opened("c.warc", data)
    assert [r.data for r in found[:3]] == [b"<p>Hello"] * 3
    assert "“br”" in found[3].problem


def test_an_answer_that_unpacks_without_end_is_refused(opened):
    bomb = gzip.compress(b"a" * 60_000_000)
    (record,) = opened(
        "c.warc", warc("https://post.example/", answer(bomb, more="Content-Encoding: gzip\r\n"))
    )
    assert "larger than 50 MB" in record.problem


def test_a_feed_in_a_crawl_is_opened(opened):
    data = warc("https://post.example/feed", answer(RSS.encode(), "application/rss+xml"))
    assert [r.name for r in opened("c.warc", data)] == ["c.warc#1#1", "c.warc#1#2", "c.warc#1#3"]


def test_a_crawl_is_read(read_one):
    article = read_one("c.warc", warc("https://post.example/quay", answer(PAGE.encode())))
    assert (article.headline, article.url) == ("Quay closed", "https://post.example/quay")


def test_a_cut_and_an_empty_file_are_reasons(opened):
    assert "without pages" in opened("c.warc", b"WARC/1.1\r\n")[0].problem
    assert opened("c.warc", page(1)[:-30])


def test_without_the_extra_it_says_what_to_install(opened, monkeypatch):
    monkeypatch.setattr(reader, "find_spec", lambda _: None)
    assert "retold[warc]" in opened("c.warc", page(1))[0].problem


def test_a_page_that_the_file_breaks_off_in_says_so(opened):
    first, last = page(1), page(2, kind="text/html")
    found = opened("c.warc", first + last[:-6])
    assert found[1].data == b"<p"
    assert found[1].facts.notes == ("the file breaks off within this page",)
    assert found[0].facts.notes == ()


def test_a_record_that_runs_into_the_next_swallows_none(opened):
    body = b"<p>" + b"A ferry ran aground. " * 20
    lost = warc("https://post.example/2", answer(body))
    data = page(1) + lost[:-200] + b"\r\n\r\n" + page(3) + page(4)
    found = opened("c.warc", data)
    assert [r.facts.url for r in found if r.problem is None] == [
        f"https://post.example/{number}" for number in (1, 2, 3, 4)
    ]
    assert found[1].facts.notes == ("the page breaks off where the next record begins",)
    assert "shorter than it says" in next(r.problem for r in found if r.problem)


def test_a_page_about_the_format_itself_is_whole(opened):
    body = b"<pre>A record begins so:\r\n\r\nWARC/1.1\r\nand so on</pre>"
    (record,) = opened("c.warc", warc("https://post.example/1", answer(body)))
    assert record.data == body


def test_what_looks_like_a_record_in_a_page_is_looked_at_in_bounded_time(opened):
    headers = b"Transfer-Encoding: chunked\r\n" * 40
    body = b"<p>The quay is closed.</p>" + (b"\r\n\r\nWARC/1.1\r\n" + headers) * 50
    started = time.process_time()
    opened("c.warc", warc("https://post.example/1", answer(body)))
    assert time.process_time() - started < 1
