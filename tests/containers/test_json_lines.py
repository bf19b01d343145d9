from __future__ import annotations

import gzip
import io
import json

from retold.containers import records
from retold.containers.record import Record
from retold.workers import PAGE_SECONDS, seconds_for

TEXT = "The harbour bridge at Norrvik will be closed to all traffic for three weeks."


def lines(*records: object) -> bytes:
    return b"\n".join(r if isinstance(r, bytes) else json.dumps(r).encode() for r in records)


def test_every_line_is_a_record_of_its_own(read_all):
    data = lines({"text": TEXT, "title": "One"}, b"{broken", b"", {"text": TEXT, "title": "Three"})
    outcome = read_all("many.jsonl", data)
    assert [article.input for article in outcome.articles] == ["many.jsonl#1", "many.jsonl#3"]
    assert [skipped.input for skipped in outcome.skipped] == ["many.jsonl#2"]


def test_a_packed_file_that_breaks_off_gives_what_came_before():
    data = gzip.compress(lines(*({"text": f"{TEXT} {n}"} for n in range(5000))))
    found = list(records(io.BytesIO(data[: len(data) // 2]), "many.jsonl", ".jsonl"))
    assert len(found) > 1
    assert "broken gzip" in (found[-1].problem or "")
    assert all(record.problem is None for record in found[:-1])


def test_a_mark_of_the_byte_order_is_no_part_of_the_first_record(read_all):
    outcome = read_all("many.jsonl", b"\xef\xbb\xbf" + lines({"text": TEXT}))
    assert outcome.articles[0].text == TEXT


def test_characters_of_two_bytes_are_read_as_one_file(read_all):
    outcome = read_all("many.jsonl", lines({"text": TEXT}).decode().encode("utf-16"))
    assert [article.input for article in outcome.articles] == ["many.jsonl#1"]


def test_an_empty_file_is_said_to_be_empty(read_all):
    assert read_all("many.jsonl", b"\n\n").skipped[0].reason == "no record in it"


def test_a_list_of_records_has_time_by_its_length_and_a_page_has_not():
    assert seconds_for(Record("a.csv", b"a" * 1_000_000, ".csv")) > PAGE_SECONDS
    assert seconds_for(Record("a.html", b"<p>" * 1_000_000, ".html")) == PAGE_SECONDS
