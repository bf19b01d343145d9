from __future__ import annotations

import pytest
from _samples import PAGE

from retold.containers import Record, folders_of_pages, read_record
from retold.containers.saved import saved_from

CHROME = "<!-- saved from url=(0025)https://post.example/quay -->\n"
SINGLE_FILE = (
    "<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: https://post.example/quay \n"
    " saved date: Mon Mar 02 2026 10:00:00 GMT+0100\n-->"
)


@pytest.mark.parametrize("top", [CHROME, SINGLE_FILE])
def test_the_address_is_taken_from_the_comment_at_the_top(top):
    assert saved_from((top + PAGE).encode()) == "https://post.example/quay"
    record = Record("Quay.html", (top + PAGE).encode(), ".html")
    assert read_record(record).articles[0].url == "https://post.example/quay"


def test_a_page_says_more_about_its_address_than_the_comment():
    canonical = PAGE.replace(
        "<title>", '<link rel="canonical" href="https://post.example/c"><title>'
    )
    record = Record("Quay.html", (CHROME + canonical).encode(), ".html")
    assert read_record(record).articles[0].url == "https://post.example/c"


def test_an_address_further_down_is_none():
    assert saved_from(b" " * 10_000 + CHROME.encode()) is None


@pytest.mark.parametrize(
    "folder", ["Quay_files", "Quay-Dateien", "Quay_fichiers", "Quay.files", "Quay_archivos"]
)
def test_the_folder_of_a_saved_page_belongs_to_it(folder):
    assert folders_of_pages([folder, "Other_files"], ["Quay.html"]) == {folder}


def test_a_folder_of_that_name_without_its_page_is_a_folder():
    assert folders_of_pages(["Quay_files"], ["Quay.txt"]) == set()
