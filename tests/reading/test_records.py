from __future__ import annotations

import csv
import gzip
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.reading import Hints, read
from retold.types import Span

TEXT = 'The bridge is closed, the mayor said.\n"We will not wait," she added – for three weeks.\t✓'


def test_every_line_of_json_lines_is_an_article_by_its_number(read_all):
    rows = [{"id": f"a{n}", "title": "Bridge", "text": TEXT} for n in range(3)]
    outcome = read_all("\n".join(map(json.dumps, rows)) + "\n\n", "feed.jsonl")
    assert [a.input for a in outcome.articles] == ["feed.jsonl#1", "feed.jsonl#2", "feed.jsonl#3"]
    assert [a.id for a in outcome.articles] == ["a0", "a1", "a2"]


@pytest.mark.parametrize("ascii_only", [True, False])
def test_a_given_text_is_taken_character_by_character(read_one, ascii_only):
    line = json.dumps({"text": TEXT + " 😀", "id": 7}, ensure_ascii=ascii_only)
    article = read_one(line, "feed.jsonl")
    assert article.text == article.page.text == TEXT + " 😀"
    assert article.raw.text == line
    assert article.id == "7"


def test_a_passage_of_a_record_leads_to_its_escaped_characters(read_one):
    line = json.dumps({"title": "x", "text": TEXT})
    article = read_one(line, "feed.jsonl")
    at = article.text.index("✓")
    assert article.trace_up(Span(at, at + 1)).of(line) == "\\u2713"
    at = article.text.index('"We')
    assert article.trace_up(Span(at, at + 3)).of(line) == '\\"We'


def test_one_bad_record_is_a_reason_and_stops_nothing(read_all):
    lines = [
        '{"text": "One sentence is here."}',
        "{broken",
        "[1]",
        '{"title": "no text"}',
        '{"text": " "}',
        '{"text": "Two."}',
    ]
    outcome = read_all("\n".join(lines), "feed.ndjson")
    assert [a.text for a in outcome.articles] == ["One sentence is here.", "Two."]
    assert [s.input for s in outcome.skipped] == [f"feed.ndjson#{n}" for n in (2, 3, 4, 5)]
    reasons = [s.reason for s in outcome.skipped]
    assert "broken JSON" in reasons[0]
    assert "no JSON object" in reasons[1]
    assert "no text" in reasons[2]
    assert "empty" in reasons[3]


@pytest.mark.parametrize("field", ["text", "body", "content"])
@pytest.mark.parametrize(
    "wrap", ["{}", "[{}]", '{{"articles": [{}]}}', '{{"n": 1, "items": [{}]}}']
)
def test_json_of_every_documented_shape(read_all, field, wrap):
    record = json.dumps({field: TEXT})
    outcome = read_all(wrap.format(record), "a.json")
    assert [a.text for a in outcome.articles] == [TEXT]
    assert outcome.articles[0].input == ("a.json" if wrap == "{}" else "a.json#1")
    assert outcome.articles[0].raw.text == record


def test_json_lines_under_the_name_of_json_are_read(read_all):
    assert len(read_all('{"text": "One."}\n{"text": "Two."}\n', "a.json").articles) == 2


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        ({"headline": "H"}, "headline", "H"),
        ({"title": " H\n <b>x</b> "}, "headline", "H x"),
        ({"subtitle": "S"}, "standfirst", "S"),
        ({"description": "S"}, "standfirst", "S"),
        ({"summary": "S"}, "standfirst", "S"),
        ({"source": "O"}, "outlet", "O"),
        ({"source": {"id": None, "name": "O"}}, "outlet", "O"),
        ({"publisher": "O"}, "outlet", "O"),
        ({"publish_date": "2024-03-04"}, "published", "2024-03-04"),
        ({"published": "2024-03-04T05:06:07Z"}, "published", "2024-03-04T05:06+00:00"),
        ({"publishedAt": 1698892500}, "published", "2023-11-02T02:35+00:00"),
        ({"date": ""}, "published", None),
        ({"date": "unknown", "published": "2024-03-04"}, "published", "2024-03-04"),
        ({"url": "https://a.example"}, "url", "https://a.example"),
        ({"author": "By Jane Dahl and Tom Berg"}, "byline", ("Jane Dahl", "Tom Berg")),
        ({"authors": [{"name": "Jane Dahl"}, "Tom Berg"]}, "byline", ("Jane Dahl", "Tom Berg")),
        ({"credit": "AFP"}, "credits", ("AFP",)),
        ({"byline": "Jane Dahl, Reuters"}, "credits", ("Reuters",)),
        ({"title": 7, "source": True, "author": {}}, "headline", "7"),
    ],
)
def test_fields_are_known_by_their_usual_names(read_one, record, field, value):
    assert getattr(read_one(json.dumps({"text": TEXT, **record}), "a.json"), field) == value


def test_a_page_in_a_record_is_read_as_html_and_leads_into_the_record(read_one):
    sentence = "The council said on Monday that the bridge would be closed for three weeks."
    html = f"<article><h1>Bridge “closed”</h1>\n<p>{sentence}</p>\n<p>{sentence[:-1]} &amp; more.</p></article>"
    line = json.dumps({"html": html, "title": "Bridge “closed”"})
    article = read_one(line, "a.jsonl")
    assert article.text.startswith(sentence)
    assert article.trace_up(Span(0, len(sentence))).of(line) == sentence
    assert article.raw.text == line


def test_furniture_in_a_given_text_is_marked_and_not_cut(read_one, marked):
    text = f"Bridge closed\nBy Jane Dahl\nNORRVIK (AFP) – {TEXT}\n\nThis story was first published by Harbour Times."
    article = read_one(json.dumps({"title": "Bridge closed", "text": text}), "a.json")
    assert article.text == text
    assert marked(article, "headline") == ["Bridge closed"]
    assert marked(article, "byline") == ["By Jane Dahl"]
    assert marked(article, "dateline") == ["NORRVIK (AFP) –"]
    assert article.credits == ("AFP", "Harbour Times")


def test_lone_surrogates_become_replacement_characters(read_one):
    article = read_one(
        '{"text": "A broken \\ud800 character stands here.", "title": "\\udc00x"}', "a.json"
    )
    assert article.text == "A broken \ufffd character stands here."
    assert article.headline == "\ufffdx"


@pytest.mark.parametrize(
    "data", ['{"text": ' + "[" * 100_000, "[" * 100_000, '{"text": ' + "9" * 5000 + "}"]
)
def test_json_that_breaks_the_parser_is_a_reason(read_all, data):
    outcome = read_all(data, "a.json")
    assert not outcome.articles
    assert outcome.skipped


texts = st.text(min_size=1, max_size=60).filter(
    lambda t: t.strip() and "\r" not in t and "\0" not in t
)


@settings(deadline=None)
@given(st.lists(texts, min_size=1, max_size=4), st.booleans())
def test_any_text_comes_through_json_whole(check, several, ascii_only):
    lines = "\n".join(json.dumps({"text": t}, ensure_ascii=ascii_only) for t in several)
    data = lines.encode("utf-8", "surrogatepass")
    try:
        lines.encode()
    except UnicodeEncodeError:
        return
    outcome = read(data, Hints("a.jsonl"))
    if any(s.input == "a.jsonl" for s in outcome.skipped):
        return  # taken for binary
    assert [a.text for a in outcome.articles] == several
    for article in outcome.articles:
        check(article)


@settings(deadline=None)
@given(st.lists(st.text(alphabet='ab",;\n ‘é', min_size=1, max_size=30), min_size=1, max_size=4))
def test_any_text_comes_through_csv_whole(check, several):
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["id", "text"])
    writer.writerows([str(n), text] for n, text in enumerate(several))
    outcome = read(file.getvalue().encode(), Hints("a.csv"))
    assert [a.text for a in outcome.articles] == [t for t in several if t.strip()]
    for article in outcome.articles:
        check(article)


@pytest.mark.parametrize(("name", "mark"), [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t")])
def test_tables_with_any_delimiter(read_one, name, mark):
    table = f'Title{mark}Text{mark}Date\r\nBridge{mark}"Closed, she said ""today""."{mark}2024-03-04\r\n'
    article = read_one(table, name)
    assert article.text == 'Closed, she said "today".'
    assert (article.headline, article.published) == ("Bridge", "2024-03-04")
    at = article.text.index('"today"')
    assert article.trace_up(Span(at, at + 7)).of(article.raw.text) == '""today""'


def test_a_table_without_a_text_is_a_reason(read_all):
    assert "column" in read_all("a,b\n1,2\n", "a.csv").skipped[0].reason


def test_packed_containers_are_unpacked(read_all):
    data = gzip.compress(json.dumps({"text": TEXT}).encode())
    assert read_all(data, "feed.jsonl.gz").articles[0].text == TEXT
    assert read_all(data, "feed.jsonl").articles[0].text == TEXT


@pytest.mark.parametrize(
    ("data", "number"),
    [
        (f'{{"text": {json.dumps(TEXT)}}}', 1),
        (f'{{"text": {json.dumps(TEXT)}}}\n' * 2, 2),
        (f'[{{"text": {json.dumps(TEXT)}}}]', 1),
        ("id,title,text\n1,T,The bridge is closed today.\n", 1),
        (
            "<!doctype html><p>The council said that the bridge would be closed for all of July.</p>",
            1,
        ),
        ("The council said on Monday that the bridge would be closed for the whole of July.", 1),
    ],
)
def test_standard_input_is_known_by_its_first_characters(read_all, data, number):
    assert len(read_all(data, "-").articles) == number


def test_a_page_of_html_under_the_name_of_text_is_read_as_html(read_one):
    source = "<!DOCTYPE html><body><p>The council said that the bridge would be closed in July.</p>"
    assert "<p>" not in read_one(source, "a.txt").text


def test_the_digest_is_that_of_the_record_and_the_id_comes_from_it(read_all):
    line = json.dumps({"text": TEXT})
    first, second = read_all(f"{line}\n{line}\n", "a.jsonl").articles
    other = read_all(line, "b.json").articles[0]
    assert first.digest == second.digest == other.digest
    assert len(first.digest) == 64
    assert first.id == first.digest[:12]
