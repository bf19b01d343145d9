from __future__ import annotations

import time
import zlib

import pytest
from _samples import BODY, Shown, column, docx, pdf, zipped

from retold.containers import pdf as pdf_reader
from retold.containers import pdf_bounds, read_record
from retold.containers.pdf_layout import Line, Page, flow

LEFT = (
    "LISK - The northern quay was closed on Monday",
    "after divers found a crack of 40 metres in its foun-",
    "dation, the harbour authority of the town said.",
    "Nobody was hurt, it said, and no ship was near.",
)
RIGHT = (
    "A second crack had been seen in 2024, said a union",
    "of dockers, which had asked for a closure then. The",
    "authority had replied that the crack was not deep.",
    "It would not say on Monday how deep the new one is.",
)


@pytest.fixture
def paper() -> bytes:
    pytest.importorskip("pdfminer", reason="the extra pdf is not installed")
    return pdf(
        [
            Shown(50, 770, "Northern quay closed after crack is found", 22),
            *column(50, 730, LEFT),
            *column(310, 730, RIGHT),
        ]
    )


def text_of(record) -> str:
    read_record(record)
    return pdf_reader.pdf_page(record).data.decode()


def test_a_pdf_is_read_column_by_column_with_its_hyphens_undone(opened, paper):
    (record,) = opened("p.pdf", paper)
    page = pdf_reader.pdf_page(record)
    headline = "Northern quay closed after crack is found"
    left = " ".join(LEFT).replace("foun- dation", "foundation")
    assert page.data.decode().split("\n\n") == [headline, left, " ".join(RIGHT)]
    assert page.facts.headline == headline


def test_a_pdf_gives_an_article(read_one, paper):
    article = read_one("p.pdf", paper)
    assert article.headline == "Northern quay closed after crack is found"
    assert "second crack" in article.text


def test_a_pdf_is_known_by_its_first_bytes(opened, paper):
    assert pdf_reader.is_pdf(opened("download", paper)[0].data)


def test_running_heads_are_left_out_and_told(opened):
    pytest.importorskip("pdfminer", reason="the extra pdf is not installed")
    pages = [
        [
            Shown(50, 815, f"Lisk Post   No. {n}", 8),
            *column(50, 700, part),
            Shown(290, 20, str(n), 8),
        ]
        for n, part in enumerate((LEFT, RIGHT), 1)
    ]
    page = pdf_reader.pdf_page(opened("p.pdf", pdf(*pages))[0])
    assert "Lisk Post" not in page.data.decode()
    assert page.facts.notes == (
        "running heads left out: “Lisk Post No. 1”; “1”; “Lisk Post No. 2”; “2”",
    )


def test_a_page_printed_from_a_browser_names_its_address(opened):
    pytest.importorskip("pdfminer", reason="the extra pdf is not installed")
    page = [
        Shown(30, 825, "3/4/26, 10:15 AM   Northern quay closed - Lisk Post", 8),
        *column(50, 700, LEFT),
        Shown(30, 15, "https://post.example/quay   1/1", 8),
    ]
    read = pdf_reader.pdf_page(opened("p.pdf", pdf(page))[0])
    assert read.facts.url == "https://post.example/quay"
    assert "10:15" not in read.data.decode()


def test_a_scan_and_a_broken_pdf_are_reasons_with_a_remedy(read_all, paper):
    assert "OCR" in read_all("p.pdf", pdf([])).skipped[0].reason
    assert "broken PDF" in read_all("p.pdf", paper[:500]).skipped[0].reason


def test_without_the_extra_a_pdf_says_what_to_install(read_all, paper, monkeypatch):
    def missing(_: bytes) -> None:
        raise ImportError

    monkeypatch.setattr(pdf_reader, "_pages", missing)
    assert "retold[pdf]" in read_all("p.pdf", paper).skipped[0].reason


def lines(*texts: str) -> list[Line]:
    return [
        Line(t, 50, 50 + 5 * len(t), 700 - 12 * n, 690 - 12 * n, 10) for n, t in enumerate(texts)
    ]


def test_a_hyphen_of_a_compound_that_stands_elsewhere_is_kept():
    page = Page(
        595,
        842,
        tuple(
            lines(
                "The well-known pier stays open for walkers, and the well-",
                "known lamp on it is lit.",
            )
        ),
    )
    assert flow([page]).text.endswith("and the well-known lamp on it is lit.")


def test_a_paragraph_goes_on_over_a_page_break():
    first = Page(
        595, 842, tuple(lines("The quay was closed on Monday", "after divers had found a crack in"))
    )
    second = Page(595, 842, tuple(lines("its foundation, the authority of", "the harbour said.")))
    assert "\n\n" not in flow([first, second]).text


def test_nothing_is_lost_on_the_way(opened, paper):
    words = " ".join((*LEFT, *RIGHT)).replace("foun- dation", "foundation").split()
    assert sorted(
        pdf_reader.pdf_page(opened("p.pdf", paper)[0]).data.decode().split()[7:]
    ) == sorted(words)


def test_the_headline_of_a_word_file_is_its_title_in_any_language(read_one):
    article = read_one(
        "r.docx",
        docx(("", "FOR IMMEDIATE RELEASE"), ("Titel", "Quay closed"), *(("", p) for p in BODY)),
    )
    assert article.headline == "Quay closed"
    assert article.text.split("\n\n") == ["FOR IMMEDIATE RELEASE", *BODY]
    assert "document's author: Jon Falk" in article.notes


def test_without_styles_the_headline_is_the_first_that_is_all_bold(read_one):
    assert (
        read_one("r.docx", docx(("Bold", "Quay closed"), *(("", p) for p in BODY))).headline
        == "Quay closed"
    )


def test_deleted_text_and_second_copies_of_text_boxes_are_left_out(read_one):
    extra = (
        "<w:p><w:r><w:t>Kept.</w:t></w:r><w:del><w:r><w:delText>Gone.</w:delText></w:r></w:del>"
        '<mc:AlternateContent xmlns:mc="m"><mc:Choice><w:r><w:t> Box.</w:t></w:r></mc:Choice>'
        "<mc:Fallback><w:r><w:t>Box again.</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"
    )
    article = read_one("r.docx", docx(("Titel", "Quay closed"), extra=extra))
    assert article.text == "Kept. Box."


def test_a_word_file_that_is_a_bomb_or_broken_is_a_reason(read_all):
    bomb = zipped({"word/document.xml": b"<a>" + b" " * 30_000_000})
    assert "as bombs do" in read_all("r.docx", bomb).skipped[0].reason
    assert read_all("r.docx", b"PK\x03\x04 word/document.xml").skipped[0].reason
    assert "without text" in read_all("r.docx", docx()).skipped[0].reason


def _drawn(content: bytes) -> bytes:
    """Return a PDF file of one page with a content of its own."""
    page = pdf([Shown(50, 770, "X")])
    head, _, rest = page.partition(b"<< /Length ")
    _, _, tail = rest.partition(b"\nendstream")
    stream = b"\nstream\n" + content + b"\nendstream"
    return head + f"<< /Length {len(content)} >>".encode() + stream + tail


def test_lines_over_each_other_take_bounded_time_and_that_is_said(opened):
    pytest.importorskip("pdfminer", reason="the extra pdf is not installed")
    words = b"".join(b"BT /F1 10 Tf 50 700 Td (quay %d) Tj ET\n" % n for n in range(2500))
    (record,) = opened("p.pdf", _drawn(words))
    started = time.process_time()
    page = pdf_reader.pdf_page(record)
    assert time.process_time() - started < 10
    assert "quay" in page.data.decode()
    assert any("draw too much" in note for note in page.facts.notes)


def test_a_page_that_draws_without_end_is_cut_and_what_came_before_is_read(opened):
    pytest.importorskip("pdfminer", reason="the extra pdf is not installed")
    shown = b"BT /F1 10 Tf 50 700 Td (The quay is closed.) Tj ET\n"
    (record,) = opened("p.pdf", _drawn(shown + b"0 0 m\n" * pdf_bounds.MAX_DRAWN))
    page = pdf_reader.pdf_page(record)
    assert page.data.decode().strip() == "The quay is closed."
    assert any("draw too much" in note for note in page.facts.notes)


def test_a_stream_that_unpacks_to_more_than_it_may_is_no_text(monkeypatch):
    pytest.importorskip("pdfminer", reason="the extra pdf is not installed")
    monkeypatch.setattr(pdf_bounds, "MAX_STREAM", 1000)
    with pdf_bounds.bounded(), pytest.raises(zlib.error):
        pdf_bounds.unpacked(zlib.compress(bytes(2000)))
    assert len(pdf_bounds.unpacked(zlib.compress(bytes(2000)))) == 2000


@pytest.mark.parametrize(
    "stuffing",
    [b"[" * 300_000, b"<<" * 150_000, b"<< " + b"/Kids [2 0 R]" * 60_000, b"' " * 150_000],
)
def test_arrays_without_end_are_given_up_soon_and_the_reason_is_said(read_all, stuffing):
    pytest.importorskip("pdfminer", reason="the extra pdf is not installed")
    head, _, tail = pdf([Shown(50, 770, "X")]).partition(b"<< /Type /Page ")
    read_all("p.pdf", pdf([Shown(50, 770, "The quay is closed.")]))  # loads the parser
    started = time.process_time()
    outcome = read_all("p.pdf", head + stuffing + tail)
    assert time.process_time() - started < 2
    assert not outcome.articles
    assert outcome.skipped[0].reason


def test_a_dictionary_of_many_keys_is_read(read_all):
    pytest.importorskip("pdfminer", reason="the extra pdf is not installed")
    entries = b"".join(b"/K%d %d " % (n, n) for n in range(pdf_bounds.MAX_KEYS - 1))
    head, _, tail = pdf([*column(50, 700, LEFT)]).partition(b"<< /Type /Page ")
    outcome = read_all("p.pdf", head + b"<< /PieceInfo << " + entries + b">> /Type /Page " + tail)
    assert "The northern quay" in outcome.articles[0].text


def test_a_paragraph_of_endless_lines_takes_time_in_proportion():
    text = "the quay was closed"
    lines = tuple(Line(text, 50, 300, 90_000 - 12 * n, 89_990 - 12 * n, 10) for n in range(6000))
    started = time.process_time()
    assert flow([Page(595, 90_100, lines)])
    assert time.process_time() - started < 3
