"""Whatever the bytes, every reader answers with records and reasons, and never with an error."""

from __future__ import annotations

import io
import time

import pytest
from _samples import samples
from fuzz import Input, try_reading
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retold.containers import records
from retold.containers.docx import docx_page
from retold.containers.kinds import kind_of, suffix_of
from retold.containers.markup import plain, root_name
from retold.containers.pdf import pdf_page
from retold.containers.pdf_layout import Line, Page, flow, reading_order
from retold.containers.record import Record

SAMPLES = samples()
FEW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
MARKUP = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "&amp;",
            "&",
            "<",
            ">",
            "a ",
            "\n",
            "<br/>",
        ]
    ),
    max_size=200,
).map("".join)


def fields(record: Record) -> bool:
    return bool(record.name) and (record.problem is None or bool(record.problem.strip()))


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_every_sample_gives_an_article_or_a_listed_address(name):
    read = try_reading(Input(0, name, SAMPLES[name]))
    assert read.crash is None
    assert read.articles or name in {"sitemap.xml", "records.jsonl"}


@FEW
@given(st.sampled_from(sorted(SAMPLES)), st.data())
def test_altered_files_never_raise(name, data):
    sound = SAMPLES[name]
    at = data.draw(st.integers(0, len(sound)))
    junk = data.draw(st.binary(max_size=60))
    drop = data.draw(st.integers(0, 200))
    altered = sound[:at] + junk + sound[at + drop :]
    found = list(records(io.BytesIO(altered), name, suffix_of(name)))
    assert all(map(fields, found))
    assert not any((r.problem or "").startswith("reading failed") for r in found)


@FEW
@given(
    st.binary(max_size=300),
    st.sampled_from(["", ".xml", ".eml", ".zip", ".warc", ".json", ".mhtml"]),
)
def test_any_bytes_are_taken_apart_or_refused(data, suffix):
    assert all(map(fields, records(io.BytesIO(data), "x", suffix)))


@FEW
@given(st.binary(max_size=300))
def test_documents_of_any_bytes_are_refused(data):
    assert pdf_page(Record("x", b"%PDF-1.4\n" + data)).problem
    assert docx_page(Record("x", b"PK\x03\x04" + data)).problem


@FEW
@given(st.binary(max_size=400))
def test_telling_what_a_file_is_never_fails(data):
    kind_of(data, "")
    root_name(b"<" + data)


@FEW
@given(MARKUP)
def test_markup_as_text_keeps_no_tag_and_invents_nothing(markup):
    text = plain(markup)
    assert "<p>" not in text
    assert set(text) <= set(markup) | {"&", "\n", " "}


BOXES = st.tuples(*[st.floats(0, 800)] * 2, st.floats(1, 300), st.floats(4, 40))
LINES = st.lists(
    BOXES.map(
        lambda b: Line(f"w{b[0]:.0f}-{b[1]:.0f}", b[0], b[0] + b[2], b[1] + b[3], b[1], b[3])
    ),
    max_size=60,
)


@FEW
@given(LINES)
def test_the_reading_order_is_an_order_of_all_lines(lines):
    assert sorted(map(repr, reading_order(lines))) == sorted(map(repr, lines))
    flow([Page(600, 840, tuple(lines))])


@pytest.mark.parametrize(
    "markup",
    [
        "<" * 50_000,
        "<!--" * 20_000,
        "<script>" * 20_000,
        "<p " * 50_000,
        "&" * 50_000,
        "</" * 50_000,
    ],
)
def test_markup_made_to_be_slow_is_not(markup):
    assert isinstance(plain(markup), str)


def seconds_of(name: str, data: bytes) -> float:
    return try_reading(Input(0, name, data)).seconds


@pytest.mark.parametrize("opened", [b"(", b"(()", b"(\\"])
def test_a_string_of_a_pdf_that_never_ends_takes_no_quadratic_time(opened):
    pytest.importorskip("pdfminer", reason="the extra pdf is not installed")
    seconds_of("p.pdf", SAMPLES["page.pdf"])  # loads the parser
    cut = SAMPLES["page.pdf"].replace(b"xref", opened * 100_000, 1)
    assert seconds_of("p.pdf", cut) < 2


def test_a_line_of_a_pdf_without_a_space_takes_no_quadratic_time():
    line = Line("a" * 200_000, 0, 500, 700, 690, 10)
    page = Page(595, 842, (line, Line("b" * 200_000, 0, 500, 680, 670, 10)))
    started = time.process_time()
    assert flow([page]).text
    assert time.process_time() - started < 1


def test_many_comments_before_a_page_of_no_name_take_no_exponential_time():
    data = b"<!-- saved -->" * 2000 + b"<b>" + b"The ferry left the quay at noon on Monday. " * 30
    assert seconds_of("page", data) < 2


def test_a_message_of_dashes_takes_no_quadratic_time():
    data = b"From: a@example.org\r\nSubject: x\r\n\r\n" + b"-" * 300_000
    assert seconds_of("m.eml", data) < 2


@pytest.mark.parametrize("name", ["m.eml", "m.mhtml"])
def test_messages_in_messages_without_end_are_refused(name):
    data = b"MIME-Version: 1.0\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 700 + b"Hello"
    (record,) = records(io.BytesIO(data), name, suffix_of(name))
    assert "nested" in (record.problem or "")


def test_a_header_of_comments_in_comments_costs_that_header_alone():
    opened = "(" * 3000
    data = f"From: a@example.org\r\nContent-Transfer-Encoding: {opened}\r\nSubject: Quay\r\n\r\nHi."
    (record,) = records(io.BytesIO(data.encode()), "m.eml", ".eml")
    assert (record.problem, record.facts.headline) == (None, "Quay")
