"""Which outlet a page without HTML names: in its title, its first line, ©, byline and addresses."""

from __future__ import annotations

import pytest

from retold.reading import Hints, read
from retold.reading.dump_outlet import outlet_of
from retold.reading.outlet_names import grown, is_press, packed
from retold.reading.outlet_signs import Piece

HEADLINE = "Cracks close harbour bridge at Norrvik"
BODY = (
    "The harbour bridge at Norrvik was closed to all traffic on Monday after engineers found "
    "cracks in two of its main girders, the town said.\n\n"
    "Inspectors noticed the cracks during a routine check on Sunday evening, and lorries were "
    "turned back within the hour.\n\n"
    "Ferries will carry passengers across the harbour free of charge until the end of April, "
    "when a temporary deck is due to be finished."
)
MENU = "News\nSport\nBusiness\nWeather"


def outlet(text: str) -> str | None:
    return read(text.encode(), Hints("page.txt")).articles[0].outlet


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("© 2024 The Norrvik Gazette", "The Norrvik Gazette"),
        ("© Norrvik Courier 2024", "Norrvik Courier"),
        ("About · Privacy · © Norrvik Courier 2024", "Norrvik Courier"),
        ("(c) 2024 Norrvik Sentinel. All rights reserved.", "Norrvik Sentinel"),
        ("© 2019-2024 Norrvik Gazette Ltd. All rights reserved.", "Norrvik Gazette"),
        ("© 2024 Nordhavner Zeitung", "Nordhavner Zeitung"),
        ("© 2024 Le Courrier du Fjord", "Le Courrier du Fjord"),
    ],
)
def test_a_copyright_line_names_a_paper_that_is_called_like_one(line: str, name: str) -> None:
    assert outlet(f"{MENU}\n\n{HEADLINE}\n\n{BODY}\n\n{line}\n") == name


@pytest.mark.parametrize(
    "line",
    [
        "© 2024 Fjord Holdings. All rights reserved.",
        "© 2024 Norrvik Newspapers Limited",
        "© PressReader. All rights reserved.",
        "Copyright © 2024 ProQuest LLC",
        "Photo © 2024 Getty Images",
        "© 2024 The Associated Press. All rights reserved.",
    ],
)
def test_owners_services_and_agencies_are_no_outlets(line: str) -> None:
    assert outlet(f"{MENU}\n\n{HEADLINE}\n\n{BODY}\n\n{line}\n") is None


@pytest.mark.parametrize(
    ("above", "name"),
    [
        ("The Norrvik Ledger\n" + MENU + "\n\n" + HEADLINE, "The Norrvik Ledger"),
        ("Norrvik Times - Latest news\n" + MENU + "\n\n" + HEADLINE, "Norrvik Times"),
        (f"{HEADLINE} | The Norrvik Advocate | Norrvik, NSW\n\n{HEADLINE}", "The Norrvik Advocate"),
        (f"{HEADLINE} | Harbour News - The Times of Norrvik\n\n{HEADLINE}", "The Times of Norrvik"),
        (f"{HEADLINE}\n\nBy Jane Dahl, Norrvik Standard", "Norrvik Standard"),
        (f"{HEADLINE}\n\nThe Norrvik Herald\nMay 16, 2023 Tuesday", "The Norrvik Herald"),
        (f"{HEADLINE}\n\nThe Sunday Beacon · 18 Jan 2024 · 9", "The Sunday Beacon"),
        (f"Norrvik Post\nverified\nFollow\n3 hours ago\n\n{HEADLINE}", "Norrvik Post"),
        (
            f"From: The Morning Tide <hello@morningtide.example>\nSubject: Bridge\n\n{HEADLINE}",
            "The Morning Tide",
        ),
    ],
)
def test_title_first_line_byline_date_and_mail_name_the_outlet(above: str, name: str) -> None:
    assert outlet(f"{above}\n\n{BODY}\n") == name


def test_a_note_where_a_report_appeared_with_its_headline_names_the_outlet() -> None:
    note = f"This article originally appeared on The Larkfield Tribune: {HEADLINE}"
    assert outlet(f"{MENU}\n\n{HEADLINE}\n\n{BODY}\n\n{note}\n") == "The Larkfield Tribune"


def test_the_own_address_and_a_name_with_its_letters_name_the_outlet() -> None:
    links = "\n".join(
        f"https://www.fjordweekly.example/{page}" for page in ("news", "sport", "jobs")
    )
    assert outlet(f"{MENU}\n\n{HEADLINE}\n\n{BODY}\n\nFjord Weekly\n{links}\n") == "Fjord Weekly"


def test_a_list_of_sister_papers_names_none_of_them() -> None:
    sisters = "Norrvik Gazette\nFjord Courier\nHarbour Echo\nIsland Observer"
    assert outlet(f"News\n{sisters}\n\n{HEADLINE}\n\n{BODY}\n") is None


def test_people_are_no_outlets() -> None:
    lines = [Piece(text, "menu") for text in ("About Jane Dahl", "Follow Jane Dahl", "Jane Dahl")]
    assert outlet_of(lines, "", None, ("Jane Dahl",)) is None


def test_a_name_cut_short_is_completed_by_the_word_that_it_hardly_stands_without() -> None:
    text = "Rolling Tide. Subscribe to Rolling Tide. Follow Rolling Tide"
    assert grown(text, "Rolling") == "Rolling Tide"
    assert grown("Norrvik is a town. Norrvik Post. In Norrvik it rains.", "Norrvik") == "Norrvik"


@pytest.mark.parametrize("name", ["The Sunday Beacon", "Norrvik Times-News", "Diario de Norrvik"])
def test_names_that_only_papers_have(name: str) -> None:
    assert is_press(name)


@pytest.mark.parametrize("name", ["Latest News", "Bhopal News", "Book Review", "Star"])
def test_names_that_sections_have_too(name: str) -> None:
    assert not is_press(name)


def test_spellings_of_one_name_agree() -> None:
    assert {packed(name) for name in ("The Norrvik Post", "NORRVIK POST", "NorrvikPost.com")} == {
        "norrvikpost"
    }
    assert packed("Larder & Field") == "larderfield"


def test_a_broadcaster_at_the_top_of_the_page_is_its_outlet():
    page = f"Skip to main content\nSunrise Network\n{MENU}\n\n{HEADLINE}\n\n{BODY}"
    assert outlet(page) == "Sunrise Network"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("World in Brief, 10 December 2029, 15:32", "World in Brief"),
        ("Jane Roe, 10 December 2029, 15:32", None),
    ],
)
def test_a_phrase_before_the_day_names_the_outlet_and_a_person_does_not(line: str, name: str):
    assert outlet(f"{HEADLINE}\n\n{line}\n\n{BODY}") == name
