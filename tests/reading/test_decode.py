from __future__ import annotations

import codecs
import gzip
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.reading import Hints, read
from retold.reading.decode import NotTextError, decode, unpack

FRENCH = "Le maire a déclaré que le pont serait fermé dès le mois de février à cause des travaux."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_characters_survive_whatever_the_encoding(encoding):
    assert decode(FRENCH.encode(encoding)).text == FRENCH


def test_a_byte_order_mark_is_no_part_of_the_text():
    assert decode(codecs.BOM_UTF8 + b"abc").text == "abc"


def test_utf_16_without_a_mark_is_seen_by_its_zeros():
    assert decode("The bridge is closed.".encode("utf-16-le")).text == "The bridge is closed."


def test_the_declared_encoding_is_used():
    page = '<meta charset="windows-1251"><p>Мост закрыт до июля.</p>'
    assert "Мост закрыт" in decode(page.encode("cp1251")).text
    assert decode("Мост закрыт".encode("koi8-r"), "koi8-r").text == "Мост закрыт"


def test_a_page_that_is_utf_8_is_read_so_though_it_declares_latin_1():
    page = '<meta charset="iso-8859-1"><p>Café</p>'
    assert "Café" in decode(page.encode()).text


def test_latin_1_means_windows_1252_as_on_the_web():
    assert decode(b"\x93Yes\x94", "iso-8859-1").text == "“Yes”"


@pytest.mark.parametrize("name", ["utf-7", "rot13", "unicode_escape", "idna", "nonsense", "\0"])
def test_encodings_that_no_page_may_declare_are_ignored(name):
    assert decode(b"plain +ADw- text", name).text == "plain +ADw- text"


def test_a_few_broken_bytes_do_not_change_the_encoding_and_are_said():
    decoded = decode("naïve text. ".encode() * 50 + b"\xff")
    assert decoded.encoding == "utf-8"
    assert decoded.notes


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n", "PNG"),
        (b"PK\x03\x04...", "zip"),
        (bytes(64), "binary"),
    ],
)
def test_what_is_no_text_is_refused_with_its_name(data, word):
    with pytest.raises(NotTextError, match=word):
        decode(data)


@settings(deadline=None, max_examples=40)
@given(st.binary(max_size=400))
def test_no_bytes_make_reading_fail(data):
    for suffix in ("", ".html", ".txt", ".md", ".json", ".jsonl", ".csv"):
        outcome = read(data, Hints("x" + suffix))
        assert outcome.articles or outcome.skipped


def test_gzip_is_unpacked_with_all_its_members():
    assert unpack(gzip.compress(b"one ") + gzip.compress(b"two"), 100) == b"one two"


def test_a_gzip_bomb_is_given_up_at_the_limit():
    bomb = gzip.compress(b"0" * 5_000_000)
    with pytest.raises(NotTextError, match="larger than 1 MB"):
        unpack(bomb, 1_000_000)


@pytest.mark.parametrize("data", [gzip.compress(b"text" * 100)[:-20], b"\x1f\x8b\x08nonsense"])
def test_a_broken_gzip_file_is_a_reason(data):
    with pytest.raises(NotTextError, match="gzip"):
        unpack(data, 10_000)


def test_gzip_within_gzip_is_refused():
    with pytest.raises(NotTextError, match="twice"):
        unpack(gzip.compress(gzip.compress(b"x")), 10_000)


def test_zlib_errors_do_not_leak():
    with pytest.raises(NotTextError) as caught:
        unpack(b"\x1f\x8b\x08\x00" + b"\xff" * 40, 1000)
    assert isinstance(caught.value.__cause__, zlib.error)


def test_a_few_foreign_bytes_in_an_undeclared_page_are_read_as_browsers_read_them():
    page = (
        f"<p>The mayor of \xc5rhus said “no”.</p>{'<p>The council met again on Monday.</p>' * 40}"
    )
    decoded = decode(page.encode("cp1252"), None)
    assert "\xc5rhus said “no”" in decoded.text
    assert decoded.notes == ("encoding guessed: cp1252",)


def test_a_text_full_of_foreign_letters_is_not_taken_for_a_western_one():
    text = "Мост через реку будет закрыт до июля, сообщила в понедельник мэр города. " * 20
    assert decode(text.encode("cp1251"), None).text == text
