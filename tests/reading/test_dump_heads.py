"""Where headline and standfirst of a text dump begin and end, run together, glued or in lines."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.reading import Hints, read
from retold.reading.dump_cuts import pieces_of
from retold.reading.dump_headline import is_no_headline
from retold.reading.dump_lines import lines_of
from retold.reading.dump_seams import seams_of
from retold.types import Article, Span

TITLE = "Cracks close the harbour bridge at Norrvik until summer"
PARTS = (
    (
        "Engineers have closed the harbour bridge after they found cracks in two of its supports, the "
        "council said on Monday, and commuters will have to take the ferries."
    ),
    (
        "“Nobody is in danger, but we will not wait for that to change,” said the mayor, who called "
        "the report of the engineers sobering and the work ahead long."
    ),
    (
        "Ferries are to carry commuters free of charge from six in the morning until midnight, and "
        "the railway has promised four more trains a day between the two banks."
    ),
    (
        "The council will meet again next week to hear what the divers have found under the bridge, "
        "and whether the other supports have to be mended as well."
    ),
)
TEXT = " ".join(PARTS)
LINES = "\n\n".join(PARTS)
MENU = "Skip to content Home News Sport Business Culture Weather"


def article(page: str) -> Article:
    return read(page.encode(), Hints("page.txt")).articles[0]


def cut(text: str, page: str | None = None, *, together: bool = True) -> list[str]:
    whole = page or text
    start = whole.index(text)
    spans = pieces_of(whole, Span(start, start + len(text)), None, together=together)
    return [span.of(whole) for span in spans]


@pytest.mark.parametrize(
    "tail",
    [
        "18 November 2025, 06:04 GMT",
        "September 16, 2025 at 2:32 p.m. EDT",
        "15.01.2026, 18:47 Uhr",
        "4th September 2025 By Jane Dahl",
        "Jane Dahl | Staff Writer 4 March 2026",
        "Jane Dahl in Norrvik Published 4 March 2026",
        "1 of 4 | A ferry leaves.",
        "5 min read",
        "NORRVIK, Feb 11, 2026 (Reuters) -",
        "* Ferries are free * Trains run later",
    ],
)
def test_a_headline_ends_before_what_follows_it_on_a_flat_page(tail: str) -> None:
    assert TITLE in cut(f"{MENU} {TITLE} {tail} {TEXT}")


@pytest.mark.parametrize(
    "lead",
    [
        "Skip to content Home News Sport Business Harbour",
        "NORRVIK-BRIDGE (UPDATE 2, PIX)",
        "notifications account_circle Saved trending_up",
        "Eds: UPDATES with comment. ^",
        "_________________",
        "SKIP ADVERTISEMENT",
        "POLITICS",
    ],
)
def test_a_headline_begins_behind_what_stands_before_it_on_a_flat_page(lead: str) -> None:
    assert article(f"{lead} {TITLE} By Jane Dahl 4 March 2026 {TEXT}").headline == TITLE


def test_a_trail_of_sections_is_not_part_of_the_headline_that_repeats_its_last() -> None:
    title = "Harbour bridge at Norrvik will stay closed until summer"
    assert title in cut(f"{MENU} Harbour bridge {title} By Jane Dahl {TEXT}")


def test_a_standfirst_without_a_stop_before_it_is_parted_from_the_headline() -> None:
    standfirst = "Engineers say that two of the supports must be mended by divers"
    found = article(f"{MENU} {TITLE} {standfirst} By Jane Dahl 4 March 2026 {TEXT}")
    assert (found.headline, found.standfirst) == (TITLE, standfirst)


@pytest.mark.parametrize(
    "whole",
    [
        "The fire of 3 May 2019 killed two in the Old Town, the council said on Monday.",
        "She said on 18 November 2025 that the White House would answer in a week.",
        "Reporters asked the Kremlin and Whitehall about the old ferries all day long.",
        "The Town That Sold Its Water, and Now Wants It Back",
        "Owners of the Norrvik, built in Vardal, Ark. (AP) have not answered yet.",
    ],
)
def test_sentences_and_titles_that_look_like_joints_are_whole(whole: str) -> None:
    assert whole in cut(f"{whole} By Jane Dahl {TEXT}")


def test_glued_lines_are_parted_before_they_are_judged() -> None:
    page = (
        f"{TITLE} | Norrvik PostSkip to contentHomeNewsSportBusinessCultureWeather\n"
        f"Harbour{TITLE}By Jane Dahl and Tom Berg4 March 20261:05 PM UTCShareSave\n\n"
        f"{LINES}"
    )
    found = article(page)
    assert found.headline == TITLE
    assert found.standfirst is None
    assert (found.published or "").startswith("2026-03-04")


def test_a_glued_standfirst_is_found_between_headline_and_byline() -> None:
    standfirst = "Commuters will have to take ferries while divers mend two of the supports."
    page = (
        f"{TITLE} | Norrvik PostSkip to contentHomeNewsSportBusinessCultureWeather\n"
        f"Harbour{TITLE}{standfirst}By Jane Dahl4 March 2026ShareSave\n\n{LINES}"
    )
    assert article(page).standfirst == standfirst


def test_names_with_a_capital_inside_are_whole_on_a_page_that_glues_its_texts() -> None:
    line = "Norrvik buys FrostLink for a crown"
    page = f"HomeNewsSportWeather\n{line}\n\nThe town bought FrostLink on Monday. {TEXT}"
    assert cut(line, page, together=False) == [line]


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("war by timetable’Plan to fix the day", ["war by timetable’", "Plan to fix the day"]),
        ("leaves the shelves bare'We want milk'", ["leaves the shelves bare", "'We want milk'"]),
        ("una questione dell'Economia di oggi", ["una questione dell'Economia di oggi"]),
        ("said Sean O'Brien of Norrvik", ["said Sean O'Brien of Norrvik"]),
    ],
)
def test_seams_at_quotation_marks(line: str, pieces: list[str]) -> None:
    assert cut(line, f"HomeNewsSportWeather\n{line}\n{TEXT}", together=False) == pieces


def test_on_a_page_that_parts_its_texts_a_capital_inside_a_word_is_no_seam() -> None:
    line = "The AstraNova trial ended on Monday"
    assert cut(line, f"Home News Sport\n{line}\n{TEXT}", together=False) == [line]


def test_columns_that_were_set_side_by_side_are_parted() -> None:
    row = f"News{' ' * 40}{TITLE}{' ' * 40}Weather"
    assert cut(row, f"{row}\n{TEXT}", together=False) == ["News", TITLE, "Weather"]


def test_a_headline_over_two_lines_is_one() -> None:
    page = "Cracks close the harbour bridge\nat Norrvik until summer\nBy Jane Dahl\n\n" + LINES
    found = article(page)
    assert (found.headline, found.standfirst) == (TITLE, None)


@pytest.mark.parametrize(
    "above",
    [
        "Norrvik Post - Latest news",
        "Vale Echo | Local news, sport and what's on",
        "BC-NO--Bridge, 2nd Ld-Writethru,430",
        "Eds: UPDATES with a comment of the mayor.",
        "Home » Metro » Cracks close the harbour bridge",
        "A ferry at the pier on Tuesday. Foto: Lars Lind",
    ],
)
def test_what_wires_and_sites_write_above_the_headline_is_none(above: str) -> None:
    found = article(f"{above}\n{TITLE}\nBy Jane Dahl\n4 March 2026\n\n{LINES}")
    assert (found.headline, found.standfirst) == (TITLE, None)


@pytest.mark.parametrize(
    "line",
    [
        "By [Jane Dahl](https://post.example/jane-dahl)",
        "Jane Dahl<https://post.example/jane>",
        "ATTENTION - ADDS figures, quotes ///",
        "Publié le 4 mars 2026 à 15h42",
        "Harbour affairs correspondents, Norrvik",
        "Lesezeit: 3 Minuten, 4. März 2026",
        "Home News Sport Business Opinion Culture",
    ],
)
def test_no_standfirst_is_made_of_bylines_dates_offices_and_menus(line: str) -> None:
    assert article(f"{TITLE}\n{line}\nBy Jane Dahl\n4 March 2026\n\n{LINES}").standfirst is None


def test_the_points_of_a_list_below_the_headline_are_one_standfirst() -> None:
    points = "* Two supports have cracks\n* Ferries are free of charge\n* Divers start on Tuesday"
    found = article(f"{TITLE}\n{points}\nBy Jane Dahl\n4 March 2026\n\n{LINES}")
    assert [(found.standfirst or "").count(word) for word in ("Two supports", "Divers")] == [1, 1]


@given(st.text(alphabet="AaBb .^*_()’'19|/-By", max_size=400))
def test_short_pieces_hold_every_character(text: str) -> None:
    page = f"HomeNewsSportWeather\n{text}"
    pieces = pieces_of(page, Span(21, len(page)), None, together=False)
    assert all(left.end <= right.start for left, right in pairwise(pieces))
    kept = "".join("".join(piece.of(page).split()) for piece in pieces)
    assert kept == "".join(text.split())


@pytest.mark.parametrize(
    "part",
    ["Jane Dahl | ", "a_b ", "Jan 1 2020 ", "ABC DEF, ", "aB'", "* A ", "Aa is a b c ", "aa Aa "],
)
def test_hostile_heads_are_cut_in_linear_time(part: str) -> None:
    cut(part * 3000)
    read((f"HomeNewsSportWeather\n{part * 60}\n" * 100).encode(), Hints("page.txt"))


@pytest.mark.parametrize(
    ("line", "none"),
    [
        ("Mara Dahl after she had swum around the harbour of Norrvik in an hour. Ola Berg", True),
        ("Ann Dahl/Norrvik Post via AP", True),
        ("A division of Norrvik Media Institute", True),
        ("Join the conversation, share your thoughts and get expert advice", True),
        ("An insider’s view of the council’s attacks on Cllr. Zora Dahl", False),
        ("Norrvik United / Lisk Town match is called off after a storm", False),
        ("A division of soldiers marches through Norrvik", False),
        ("Norrvik/Lisk ferry runs aground after a storm", False),
        ("They paid millions for new careers at sea. Their certificates are worthless", False),
        ("Why the harbour of Norrvik will never be what it was. The Mayor", False),
    ],
)
def test_a_caption_with_its_photographer_is_no_headline(*, line: str, none: bool):
    lines = lines_of(f"{line}\n\n{LINES}")
    assert is_no_headline(lines, 0) is none


def test_a_paper_in_capitals_named_by_its_address_is_not_cut_in_two():
    assert seams_of("Ann Dahl / TIMESOFNORRVIK.COM / Mar 4") == []
    assert seams_of("The quay was lost.COMMENTS are closed") == [len("The quay was lost.")]
