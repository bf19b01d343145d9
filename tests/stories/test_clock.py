"""What two publication times say about who came first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.stories.clock import clock, order


def said(child, parent):
    return order(clock(child), clock(parent))


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("2023-11-03", "2023-11-02"),
        ("2023-11-02T09:01", "2023-11-02T09:00"),
        ("2023-11-02T09:00:59", "2023-11-02T08:59"),
        ("2023-11-03T00:00", "2023-11-02"),
        ("2023-11-02T12:00+02:00", "2023-11-02T09:59Z"),
        ("2023-11-02T08:00-05:00", "2023-11-02T12:59Z"),
        ("2023-11-03T00:30+14:00", "2023-11-02T10:29Z"),
        ("2023-11-03T12:00", "2023-11-02T09:00Z"),
        ("2024-01-01", "2023-12-31"),
    ],
)
def test_a_clear_order_is_said_either_way(later, earlier):
    assert said(later, earlier) == 1
    assert said(earlier, later) == -1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2023-11-02", "2023-11-02T02:35"),
        ("2023-11-02", "2023-11-02"),
        ("2023-11-02T09:00", "2023-11-02T09:00"),
        ("2023-11-02T12:00+02:00", "2023-11-02T10:00Z"),
        ("2023-11-02", "2023-11-02T23:59Z"),
        (None, "2023-11-02"),
        (None, None),
        ("", "2023-11-02"),
        ("yesterday", "2023-11-02"),
        ("2023-13-45", "2023-11-02"),
    ],
)
def test_nothing_is_said_where_the_clocks_do_not_tell(one, other):
    assert said(one, other) == said(other, one) == 0


def test_an_unknown_zone_makes_an_order_of_a_few_hours_less_than_sure():
    assert abs(said("2023-11-02T14:00", "2023-11-02T09:00Z")) < 1
    assert abs(said("2023-11-02", "2023-11-03T09:00Z")) < 1
    assert said("2023-11-02T14:00+01:00", "2023-11-02T09:00Z") == 1


TIMES = st.one_of(
    st.dates().map(str),
    st.datetimes().map(lambda t: t.isoformat(timespec="minutes")),
    st.datetimes(timezones=st.timezones()).map(lambda t: t.isoformat()),
    st.text(max_size=12),
    st.none(),
)


@given(TIMES, TIMES)
def test_exchanging_the_two_changes_the_sign_and_nothing_ever_raises(one, other):
    assert said(one, other) == -said(other, one)
    assert abs(said(one, other)) <= 1


@given(TIMES, TIMES, TIMES)
def test_what_is_surely_earlier_than_the_earlier_is_never_later(first, second, third):
    if said(second, first) == 1 and said(third, second) == 1:
        assert said(third, first) >= 0


@pytest.mark.parametrize("published", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00"])
def test_the_ends_of_time_are_read_or_unknown(published):
    assert said(published, "2023-11-02") in {-1, 0, 1}
