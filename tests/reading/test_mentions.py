from __future__ import annotations

import pytest

from retold.reading.mentions import date_mentions


@pytest.mark.parametrize(
    ("text", "published", "found"),
    [
        (
            "A boy was hit by a car outside of a school on Friday.",
            "2014-08-14",
            [("Friday", "2014-08-08")],
        ),
        ("The storm should pass by Friday.", "2014-08-14", [("Friday", "2014-08-15")]),
        (
            "The bridge is to reopen soon, officials said Friday.",
            "2014-08-14",
            [("Friday", "2014-08-08")],
        ),
        (
            "Funeral services will be held on Friday.",
            "2014-08-14",
            [("Friday", "2014-08-15")],
        ),
        (
            "Updated: Friday, February 28, 2014",
            "2014-03-05",
            [("Friday, February 28, 2014", "2014-02-28")],
        ),
        (
            "The council called a meeting for Friday.",
            "2014-08-14",
            [("Friday", "2014-08-15")],
        ),
        ("The trial begins on Friday.", "2014-08-14", [("Friday", "2014-08-15")]),
        ("The council met on Friday.", "2014-08-14", [("Friday", "2014-08-08")]),
        ("On Sunday, July 3, he left.", "2016-07-06", [("Sunday, July 3", "2016-07-03")]),
        ("A month earlier, on June 11, a man fell.", "2016-12-12", [("June 11", "2016-06-11")]),
        ("The trial is set for March 13.", "2016-09-29", [("March 13", "2017-03-13")]),
    ],
)
def test_a_day_is_past_unless_the_words_look_ahead(text, published, found):
    mentions = date_mentions(text, published)
    assert [(text[m.start : m.end], m.value) for m in mentions] == found


def test_the_day_after_another_event_is_not_told_by_the_day_of_publication():
    assert date_mentions("The following week they met again.", "2016-09-08") == ()
