from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.reading.dates import find_date, iso_date


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2 Nov, 2023 02:35", "2023-11-02T02:35"),
        ("2023-11-02", "2023-11-02"),
        ("2023-11-02T02:35:10.123Z", "2023-11-02T02:35+00:00"),
        ("2023-11-02 02:35:00+01:00", "2023-11-02T02:35+01:00"),
        ("2023-11-02T02:35+0530", "2023-11-02T02:35+05:30"),
        ("Thu, 02 Nov 2023 02:35:00 GMT", "2023-11-02T02:35+00:00"),
        ("Thursday, November 2, 2023", "2023-11-02"),
        ("12:20pm Jan 7, 2024", "2024-01-07T12:20"),
        ("12.05 a.m., 7 January 2024", "2024-01-07T00:05"),
        ("Updated Nov. 2, 2023 at 2:35 p.m. EDT", "2023-11-02T14:35-04:00"),
        ("PUBLISHED: 16:35 BST, 27 April 2024", "2024-04-27T16:35+01:00"),
        ("3rd of May 2021", "2021-05-03"),
        ("13/04/2023 10:15", "2023-04-13T10:15"),
        ("04/13/2023", "2023-04-13"),
        ("30.06.2026", "2026-06-30"),
        ("20231102T103000Z", "2023-11-02T10:30+00:00"),
        ("Published Fri, Apr 28 20232:23 PM EDT", "2023-04-28T14:23-04:00"),
        ("28 April 202312:05", "2023-04-28T12:05"),
        (1698892500, "2023-11-02T02:35+00:00"),
        (1698892500000, "2023-11-02T02:35+00:00"),
        ("1698892500", "2023-11-02T02:35+00:00"),
    ],
)
def test_dates_are_read_at_the_precision_and_in_the_zone_given(written, iso):
    assert iso_date(written) == iso


@pytest.mark.parametrize(
    "written",
    [
        "",
        "03/04/2023",
        "Wednesday",
        "October 7",
        "2023-13-40",
        "31 February 2023",
        "1.2.3",
        None,
        True,
        7,
    ],
)
def test_what_names_no_day_or_either_of_two_is_unknown(written):
    assert iso_date(written) is None


def test_midnight_to_the_second_is_a_bare_day():
    assert iso_date("2023-11-02T00:00:00Z") == "2023-11-02"
    assert iso_date("2023-11-02 00:00") == "2023-11-02T00:00"


def test_a_zone_that_may_be_two_is_unknown():
    assert iso_date("April 24, 2023 7:30 PM ET") == "2023-04-24T19:30"


def test_a_number_after_a_date_is_no_clock():
    dated = find_date("May 7, 2025 4 comments")
    assert dated is not None
    assert dated.iso == "2025-05-07"
    assert "May 7, 2025 4 comments"[dated.start : dated.end] == "May 7, 2025"


@given(st.datetimes())
def test_every_iso_minute_of_our_time_comes_back(at):
    if 1900 <= at.year < 2100:
        written = at.isoformat(timespec="minutes")
        assert iso_date(written) == written


@given(st.text(alphabet="0123456789:-/. TZ+janmapr,", max_size=200))
def test_no_text_makes_it_fail(text):
    find_date(text)
