from __future__ import annotations

import io
import zipfile

from _samples import PAGE, RSS, zipped

from retold.containers import zips


def test_files_are_named_by_their_place_and_containers_in_them_are_opened(opened):
    archive = zipped({"b/feed.xml": RSS, "a.txt": "A ferry ran aground."})
    assert [r.name for r in opened("x.zip", archive)] == [
        "x.zip#a.txt",
        "x.zip#b/feed.xml#1",
        "x.zip#b/feed.xml#2",
        "x.zip#b/feed.xml#3",
    ]


def test_an_archive_in_an_archive_is_opened_and_one_deeper_is_refused(opened):
    inner = zipped({"deep.zip": zipped({"c.txt": "No."}), "b.txt": "Yes."})
    found = {r.name: r.problem for r in opened("x.zip", zipped({"in.zip": inner}))}
    assert found["x.zip#in.zip#b.txt"] is None
    assert "unpack it first" in found["x.zip#in.zip#deep.zip"]


def test_pieces_of_saved_pages_and_hidden_files_are_left_alone(opened):
    archive = zipped(
        {
            "Quay.html": PAGE,
            "Quay_files/ad.html": "<p>ad",
            ".x.txt": "no",
            "__MACOSX/Quay.html": "no",
        }
    )
    assert [r.name for r in opened("x.zip", archive)] == ["x.zip#Quay.html"]


def test_a_file_that_unpacks_to_far_more_than_its_size_is_refused(opened):
    (bomb,) = opened("x.zip", zipped({"bomb.html": b"a" * 20_000_000}))
    assert "as bombs do" in bomb.problem
    assert bomb.data == b""


def test_what_all_files_hold_together_is_bounded(opened, monkeypatch):
    monkeypatch.setattr(zips, "MAX_TOTAL", 250)
    monkeypatch.setattr(zips.Budget.__init__, "__defaults__", (250,))
    found = opened("x.zip", zipped({f"{n}.txt": "x" * 100 for n in range(9)}))
    assert len([r for r in found if r.problem is None]) == 2
    assert "were not read" in found[-1].problem


def test_the_number_of_files_is_bounded_and_the_rest_is_told(opened, monkeypatch):
    monkeypatch.setattr(zips, "MAX_MEMBERS", 3)
    found = opened("x.zip", zipped({f"{n}.txt": "Text." for n in range(9)}))
    assert len([r for r in found if r.problem is None]) == 3
    assert [r.problem for r in found if r.problem] == ["files after the 3th were not read"]


def test_a_broken_file_stops_nothing(opened):
    archive = bytearray(
        zipped({"a.txt": "First text.", "b.txt": "Second text.", "c.txt": "Third."})
    )
    at = archive.find(b"b.txt") + len("b.txt")
    archive[at : at + 4] = b"\xff\xff\xff\xff"
    found = {r.name: r.problem for r in opened("x.zip", bytes(archive))}
    assert found["x.zip#a.txt"] is found["x.zip#c.txt"] is None
    assert "broken" in found["x.zip#b.txt"]


def test_an_encrypted_file_is_named_with_the_remedy(opened):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "Text.")
    data = bytearray(out.getvalue())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + offset] |= 1
    assert "password" in opened("x.zip", bytes(data))[0].problem


def test_broken_and_empty_archives_are_reasons(opened):
    assert "broken zip" in opened("x.zip", b"PK\x03\x04 nothing")[0].problem
    assert opened("x.zip", zipped({}))[0].problem == "an empty archive"


def test_names_made_to_be_slow_are_left_out_and_told(opened):
    found = opened("x.zip", zipped({"a/" * 30_000 + "b.txt": "Deep.", "c.txt": "Text."}))
    assert {r.name: r.problem for r in found} == {
        "x.zip": "files whose names are too long or too deep were not read",
        "x.zip#c.txt": None,
    }
