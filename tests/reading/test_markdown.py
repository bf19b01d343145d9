"""Markdown, as people write it and as crawlers save pages."""

from retold.reading import Hints, read

STORY = (
    "The harbour board of Lisk voted on Tuesday to close the old pier, which opened in 1911.\n\n"
    "About 340 people use the ferry each day, according to the town, and most of them work there."
)


def headline_of(text):
    return read(text.encode(), Hints("page.md")).articles[0].headline


def test_the_only_heading_of_the_first_rank_is_the_headline():
    page = f"[Home](/) | [World](/w)\n\n# Pier *closes* in June\n\nBy Olav Brandt\n\n{STORY}"
    assert headline_of(page) == "Pier closes in June"


def test_what_the_front_matter_says_comes_first():
    page = f"---\ntitle: Pier to close\n---\n\n# Pier closes in June\n\n{STORY}"
    assert headline_of(page) == "Pier to close"


def test_of_several_headings_of_the_first_rank_none_is_known_to_be_the_headline():
    page = f"# Lisk Post\n\n# Pier closes in June\n\n{STORY}\n\n# Most read\n\n- School roof falls"
    assert headline_of(page) in (None, "Pier closes in June")
