"""What counts as a figure, its value and unit, and when two say the same."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.language.figures import figures, same_quantity


def _read(text: str) -> list[tuple[str, float | None, str | None]]:
    return [(f.kind, f.value, f.unit) for f in figures(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,146 pages", 1146),
        ("twenty-three people", 23),
        ("two hundred and five boats", 205),
        ("3.4 million people", 3_400_000),
        ("1.4bn people", 1_400_000_000),
        ("5m people", 5_000_000),
        ("half a million homes", 500_000),
        ("a dozen eggs", 12),
        ("half a dozen eggs", 6),
        ("three dozen doors", 36),
        ("one-third of voters", 1 / 3),
        ("two thirds of voters", 2 / 3),
        ("two and a half million", 2_500_000),
        ("five thousand six hundred seats", 5600),
        ("twice", 2),
        ("one person", 1),
    ],
)
def test_numbers_in_digits_and_words(text: str, value: float) -> None:
    (figure,) = figures(text)
    assert figure.kind == "number"
    assert figure.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("70% of it", ("percent", 70.0, "%")),
        ("70 per cent of it", ("percent", 70.0, "%")),
        ("5 percentage points", ("percent", 5.0, "percentage point")),
        ("£11,900", ("money", 11900.0, "GBP")),
        ("US$5m", ("money", 5e6, "USD")),
        ("$1.36bn", ("money", 1.36e9, "USD")),
        ("1.36 billion dollars", ("money", 1.36e9, "USD")),
        ("50 cents", ("money", 0.5, "USD")),
        ("14 days' notice", ("measure", 14.0, "day")),
        ("a 90-day plan", ("measure", 90.0, "day")),
        ("within a fortnight", ("measure", 1.0, "fortnight")),
        ("63 kilometers away", ("measure", 63.0, "kilometre")),
        ("a 40-kilometre march", ("measure", 40.0, "kilometre")),
        ("22 nautical miles", ("measure", 22.0, "nautical mile")),
        ("100 km/h", ("measure", 100.0, "kilometre per hour")),
        ("36 miles an hour", ("measure", 36.0, "mile per hour")),
        ("210 square kilometres", ("measure", 210.0, "square kilometre")),
        ("120 tons", ("measure", 120.0, "tonne")),
        ("30°C", ("measure", 30.0, "°C")),
        ("four decades", ("measure", 4.0, "decade")),
        ("half an hour", ("measure", 0.5, "hour")),
        ("an hour and a half", ("measure", 1.5, "hour")),
        ("21st century", ("ordinal", 21.0, None)),
        ("third time", ("ordinal", 3.0, None)),
    ],
)
def test_amounts_have_a_normal_unit(text: str, expected: tuple[str, float, str | None]) -> None:
    assert _read(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("21 July", "date", "07-21"),
        ("July 21", "date", "07-21"),
        ("Oct. 11", "date", "10-11"),
        ("the 3rd of May", "date", "05-03"),
        ("2 Nov, 2023", "date", "2023-11-02"),
        ("2023-11-02", "date", "2023-11-02"),
        ("November 2023", "date", "2023-11"),
        ("in May", "date", "--05"),
        ("in 2027", "date", "2027"),
        ("on Monday", "date", "monday"),
        ("10 p.m.", "time", "22:00"),
        ("10:47 p.m.", "time", "22:47"),
        ("10.47pm", "time", "22:47"),
        ("22:47", "time", "22:47"),
        ("12 a.m.", "time", "00:00"),
        ("at noon", "time", "12:00"),
    ],
)
def test_dates_and_times_have_an_iso_like_key(text: str, kind: str, key: str) -> None:
    assert _read(text) == [(kind, None, key)]


@pytest.mark.parametrize("text", ["no one", "one of them", "it may be", "they march on", "a year"])
def test_words_that_only_look_like_figures(text: str) -> None:
    assert figures(text) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two in five wells", 40),
        ("one in every four", 25),
        ("nine out of ten doctors", 90),
        ("1 in 1,000", 0.1),
    ],
)
def test_a_part_of_a_whole_is_a_percentage(text: str, value: float) -> None:
    (found,) = figures(text)
    assert (found.kind, found.unit) == ("percent", "%")
    assert found.value == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    [
        "two in four villages",
        "one in three days",
        "two in five minutes",
        "2 in 2023",
        "1 in 5 January",
    ],
)
def test_what_is_counted_within_a_time_or_place_is_no_part(text: str) -> None:
    assert all(found.kind != "percent" for found in figures(text))


def test_a_range_shares_its_unit() -> None:
    assert _read("eight to twelve miles") == [("measure", 8.0, "mile"), ("measure", 12.0, "mile")]
    assert _read("two to three million people")[0] == ("number", 2e6, None)
    assert _read("32 inches by 25")[1] == ("measure", 25.0, "inch")


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("63 km", "39 miles", "converted"),
        ("63 km", "63 miles", "different"),
        ("seven miles", "11 kilometers", "converted"),
        ("90 hectares", "90 acres", "different"),
        ("31 knots", "57 kilometers per hour", "converted"),
        ("86 minutes", "an hour and a half", "rounded"),
        ("28,400", "30,000", "rounded"),
        ("28,400", "24,800", "different"),
        ("9,411", "9,412", "different"),
        ("six", "five", "different"),
        ("twelve", "12", "same"),
        ("two weeks", "14 days", "converted"),
        ("a fortnight", "14 days", "converted"),
        ("a 48-hour strike", "two days", "converted"),
        ("18 months", "a year and a half", "converted"),
        ("two weeks", "12 days", "different"),
        ("$1.36bn", "1.36 billion dollars", "same"),
        ("£5m", "$5m", "different"),
        ("22:47", "10:47 p.m.", "same"),
        ("17:00", "7pm", "different"),
        ("21 July", "July 21, 2031", "same"),
        ("in June", "21 June", "same"),
        ("11 April", "11 May", "different"),
        ("Friday", "Thursday", "different"),
        ("70%", "70", "same"),
    ],
)
def test_same_quantity(a: str, b: str, expected: str) -> None:
    assert same_quantity(figures(a)[0], figures(b)[0]) == expected
    assert same_quantity(figures(b)[0], figures(a)[0]) == expected


_PIECES = (
    "1,146 3.4 22:47 2023-11-02 a half dozen and one hundred million of £ $ % km miles - to by "
    "July May 14 th p.m. . , noon quarter 9999999999999999999999 ٣ ½ an hour"
)


@given(
    st.lists(st.sampled_from(_PIECES.split(" ")), max_size=30).map(" ".join) | st.text(max_size=80)
)
def test_figures_lie_in_order_within_the_text(text: str) -> None:
    found = figures(text)
    assert all(0 <= f.start < f.end <= len(text) for f in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for a in found:
        assert same_quantity(a, a) == "same"


@given(st.integers(0, 999_999_999))
def test_digits_are_read_exactly(number: int) -> None:
    (figure,) = figures(f"some {number:,} people")
    assert figure.value == number or (figure.unit == str(number) and 1800 <= number <= 2099)
