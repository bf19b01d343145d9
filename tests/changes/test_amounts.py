"""Numbers, units, dates and times: another one, or the same in another form."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        (
            "One lifeboat and two helicopters searched the bay.",
            "Two lifeboats and two helicopters searched the bay.",
        ),
        ("Turnout was 61 per cent.", "Turnout was 16 per cent."),
        ("Three of the seven judges dissented.", "Four of the seven judges dissented."),
        ("The ship carried 2,140 containers.", "The ship carried 21,400 containers."),
        ("At least 14 people were injured.", "Fourteen people were injured."),
        ("Nearly half of the pupils stayed away.", "Two thirds of the pupils stayed away."),
        (
            "The dam is 92 metres high and was built in 1964.",
            "The dam is 29 metres high and was built in 1964.",
        ),
        ("Rents rose by 4 per cent to 812 euros.", "Rents rose by 8 per cent to 812 euros."),
        ("The number of cases doubled to 60.", "The number of cases tripled to 60."),
        ("Dozens of people were treated for smoke.", "Hundreds of people were treated for smoke."),
    ],
)
def test_another_number(told, parent: str, child: str) -> None:
    assert "number" in told(parent, child)


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("The ship carried 2,140 containers.", "The ship carried more than 2,100 containers."),
        ("1,412 homes lost power.", "About 1,400 homes lost power."),
        ("Turnout was 61.4 per cent.", "Turnout was 61 per cent."),
        ("The notice period is 14 days.", "The notice period is two weeks."),
        ("The walkout lasts two days.", "The walkout lasts 48 hours."),
        ("A third of the pupils stayed away.", "One pupil in three stayed away."),
        ("Half of the fleet was grounded.", "50 per cent of the fleet was grounded."),
        ("The tank holds 400 litres.", "The tank holds 106 gallons."),
        ("The number of cases doubled to 60.", "There were twice as many cases, 60."),
        ("A quarter of the wells are dry.", "25% of the wells are dry."),
    ],
)
def test_the_same_number(told, parent: str, child: str) -> None:
    assert told(parent, child) == set()


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("The slick covers 40 square kilometres.", "The slick covers 40 square miles."),
        ("It was 31 degrees Celsius at noon.", "It was 31 degrees Fahrenheit at noon."),
        ("The fine is 3 million pounds.", "The fine is 3 million dollars."),
        ("The ban lasts for six weeks.", "The ban lasts for six months."),
    ],
)
def test_another_unit(told, parent: str, child: str) -> None:
    assert "unit" in told(parent, child)


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("The slick covers 40 square kilometres.", "The slick covers about 15 square miles."),
    ],
)
def test_a_right_conversion(told, parent: str, child: str) -> None:
    assert told(parent, child) == set()


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("The vote takes place on 12 March.", "The vote takes place on 21 March."),
        ("He was arrested at 4.30 a.m. on Monday.", "He was arrested at 4.30 p.m. on Monday."),
        ("The law takes effect in January.", "The law takes effect in June."),
    ],
)
def test_another_date(told, parent: str, child: str) -> None:
    assert "date" in told(parent, child)


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        (
            "The alarm was raised at 16:05.",
            "The alarm was raised at five past four in the afternoon.",
        ),
        ("The alarm was raised at 00:41.", "The alarm was raised at 12:41 a.m."),
        ("The crash happened shortly before midnight.", "The crash happened at about 11.50 p.m."),
        ("The launch was at 14:00 GMT.", "The launch was at 10 a.m. EDT."),
        ("The launch was at 14:00 local time (12:00 GMT).", "The launch was at 12:00 GMT."),
    ],
)
def test_the_same_time(told, parent: str, child: str) -> None:
    assert told(parent, child) == set()


def test_a_weekday_and_its_date_are_one_day(told) -> None:
    parent = "The dam was closed on Wednesday after a leak."
    child = "The dam was closed on 1 November after a leak."
    assert told(parent, child, dates=("2023-11-02", "2023-11-05")) == set()


def test_a_weekday_told_as_another_day_is_a_change(told) -> None:
    parent = "The dam was closed on Wednesday after a leak."
    child = "The dam was closed on 3 November after a leak."
    assert told(parent, child, dates=("2023-11-02", "2023-11-05")) == {"date"}


def test_a_weekday_is_nothing_to_compare_where_no_date_of_publication_is_known(told) -> None:
    parent = "The dam was closed on Wednesday after a leak."
    child = "The dam was closed on 3 November after a leak."
    assert told(parent, child) == set()


def test_the_clock_of_the_outlet_tells_the_zone(told) -> None:
    parent, child = (
        "The train left at 21:40 from platform 2.",
        "The train left at 16:40 from platform 2.",
    )
    here, there = "2029-12-10T22:00+00:00", "2029-12-10T17:30-05:00"
    assert told(parent, child, dates=(here, there)) == set()
    assert told(parent, child, dates=(here, "2029-12-10T22:30+00:00")) == {"date"}


def test_another_zone_does_not_excuse_another_time(told) -> None:
    parent, child = "The launch was at 14:00 GMT.", "The launch was at 11 a.m. EDT."
    assert told(parent, child) == {"date"}
