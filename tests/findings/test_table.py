"""The table of figures: what is counted, who gives which value, whose it follows."""

from __future__ import annotations

import pytest

from retold.changes.comparison import Side
from retold.findings.mentions import mentions
from retold.language import prepare
from retold.statements import statements

from .conftest import article


def subjects(newsroom):
    return {row.subject for row in newsroom.drawn().figures}


def test_the_same_count_in_other_words_is_one_value(newsroom):
    newsroom.write("Agency", "Rescuers counted 14 swarms over the delta.", hour=1)
    newsroom.write("Post", "Over the delta there were fourteen swarms.", "Agency", hour=2)
    assert newsroom.row("swarms (Rescuers counted)") == [
        ("Agency", "14 swarms", 0),
        ("Post", "fourteen swarms", 0),
    ]


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("1,412 homes lost power.", "About 1,400 homes lost power."),
        ("The wave travelled 63 km.", "The wave travelled 39 miles."),
        ("It was put out at 10:47 p.m. that day.", "It was put out at 22:47 that day."),
    ],
)
def test_rounding_and_right_conversions_are_no_difference(newsroom, theirs, ours):
    newsroom.write("Agency", theirs, hour=1).write("Post", ours, "Agency", hour=2)
    (row,) = newsroom.drawn().figures
    assert row.first_other is None
    assert {use.variant for use in row.uses} == {0}


def test_a_changed_figure_stands_in_the_row_of_its_source(newsroom):
    newsroom.write("Agency", "The flood drove out 6,700 fishers from the bay.", hour=1)
    newsroom.write("Post", "The flood drove out 7,600 people from the bay.", "Agency", hour=2)
    newsroom.write("Echo", "From the bay 7,600 people were driven out.", "Post", hour=3)
    newsroom.change("number", "Post", "7,600 people", "Agency", "6,700 fishers")
    (row,) = newsroom.drawn().figures
    assert [(u.place.article, u.variant, u.source) for u in row.uses] == [
        ("Agency", 0, None),
        ("Post", 1, None),
        ("Echo", 1, "Post"),
    ]
    assert row.first_other == "Post"


def test_reports_of_one_event_meet_in_what_they_count(newsroom):
    newsroom.write("Agency", "The inquiry heard 214 witnesses in all.", hour=1)
    newsroom.write("Radio", "In Wexcombe 214 witnesses spoke.", hour=2)
    (row,) = newsroom.drawn().figures
    assert [u.place.article for u in row.uses] == ["Agency", "Radio"]


def test_reports_that_count_the_dead_differently_disagree(newsroom):
    newsroom.write("Agency", "At least 12 people were killed in the blast at the depot.", hour=1)
    newsroom.write("Radio", "The blast at the depot killed 15 people, police said.", hour=2)
    assert newsroom.row("people killed") == [("Agency", "12 people", 0), ("Radio", "15 people", 1)]
    assert newsroom.sentences("figures") == [
        "Reports disagree on people killed: “At least 12 people were killed” (Agency); “depot killed 15 people” (Radio, citing police)."
    ]


def test_figures_that_merely_look_alike_do_not_disagree(newsroom):
    newsroom.write("Agency", "Crews laid 2.6 kilometres of boom, not the nine requested.", hour=1)
    newsroom.write("Radio", "Nine kilometres of boom were requested and 2.6 were laid.", hour=2)
    newsroom.write("Sun", "The report has 1,146 pages and 87 recommendations.", hour=3)
    newsroom.write("Echo", "Of its 61 recommendations the landlord accepts 20 pages.", hour=4)
    assert newsroom.sentences("figures") == []


def test_an_article_with_two_values_has_two_rows(newsroom):
    newsroom.write(
        "Agency", "In all 30 people were killed; 12 people were killed on Monday.", hour=1
    )
    newsroom.write("Radio", "Twelve people were killed on Monday.", hour=2)
    rows = newsroom.drawn().figures
    for row in rows:
        values: dict[str, set[float | None]] = {}
        for use in row.uses:
            values.setdefault(use.place.article, set()).add(use.value)
        assert all(len(one) == 1 for one in values.values())


def test_of_two_sources_that_disagree_the_one_that_was_followed_is_named(newsroom):
    newsroom.write("Agency", "The leak spilled 40 tonnes of oil.", hour=1)
    newsroom.write("Post", "The leak spilled 90 tonnes of oil.", "Agency", hour=2)
    newsroom.change("number", "Post", "90 tonnes", "Agency", "40 tonnes")
    newsroom.write("Echo", "The leak spilled 90 tonnes of oil.", ("Post", "Agency"), hour=3)
    (row,) = newsroom.drawn().figures
    assert row.uses[-1].source == "Post"
    assert newsroom.sentences("figures") == [
        (
            "Echo has two sources that disagree (weight of oil (leak spilled)) and takes “leak spilled 90 tonnes of oil” "
            "from Post, not “40 tonnes” from Agency."
        )
    ]


def test_a_figure_is_attributed_to_who_is_said_to_have_given_it(newsroom):
    newsroom.write("Agency", "Police said that 31 officers were injured.", hour=1)
    newsroom.write("Radio", "Thirty-one officers were injured.", hour=2)
    (row,) = newsroom.drawn().figures
    assert [u.speaker for u in row.uses] == ["Police", None]


@pytest.mark.parametrize(
    ("text", "role", "words"),
    [
        ("The blast killed at least 12 people.", "killed", "12 people"),
        ("Some 1,400 Israelis died.", "killed", "1,400 Israelis"),
        ("The attack claimed the lives of 1,400 Israelis.", "killed", "1,400 Israelis"),
        ("Nine lives were lost.", "killed", "Nine lives"),
        ("Six people, all of them women, were killed.", "killed", "Six people"),
        ("One man was killed and four others were hurt.", "killed", "One man"),
        ("Twelve shots were fired.", None, "Twelve shots"),
        ("Five teenagers were shot.", "shot", "Five teenagers"),
        ("Eleven passengers were hurt.", "injured", "Eleven passengers"),
        ("Police made 96 arrests.", "arrested", "96 arrests"),
        ("The report on the deaths runs to 1,146 pages.", None, "1,146 pages"),
        ("A woman who starts at fifteen should not die.", None, "fifteen"),
        ("The bridge cost £38.6 million.", "cost", "£38.6 million"),
        ("Marcus Tolliver, 61, resigned.", "age", "61"),
        ("A 34-year-old driver fled.", "age", "34-year"),
        ("Fourteen of the 36 fire doors stood open.", None, "Fourteen of the 36 fire doors"),
    ],
)
def test_what_a_figure_counts_is_read_from_the_words_beside_it(text, role, words):
    one = prepare_side(text)
    found = next(iter(mentions(one)))
    assert (found.role, found.text) == (role, words)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("It killed 1,400 Israelis and 8,800 Palestinians.", ["killed", "killed"]),
        ("It killed 12 people and wounded 30 others.", ["killed", "injured"]),
        ("Police found 12 people dead and 30 others hurt.", ["killed", "injured"]),
        ("Two women, ages 36 and 45, were shot.", [None, None, None]),
    ],
)
def test_every_figure_has_the_role_of_its_own_clause(text, roles):
    assert [m.role for m in mentions(prepare_side(text))] == roles


def test_numbers_of_pictures_count_nothing():
    side = prepare_side("Image 38 of 111. Photo 4. The cat ate 38 mice.")
    assert [m.text for m in mentions(side)] == ["38 mice"]


def test_a_toll_far_down_is_of_another_event(newsroom):
    filler = "It rained over the town. " * 8
    newsroom.write("Agency", "Twelve people were killed in the blast at the depot.", hour=1)
    newsroom.write("Radio", f"{filler}In a blast at the depot in 1970 forty people died.", hour=2)
    assert newsroom.sentences("figures") == []


def test_ages_of_one_person_disagree_unless_a_birthday_lies_between(newsroom):
    newsroom.write("Agency", "Jeremy Alan Lewis, 26, was shot at home.", hour=1)
    newsroom.write("Radio", "The dead man was Jeremy Alan Lewis, 29, of Lisk.", hour=2)
    assert newsroom.sentences("figures") == [
        "Reports disagree on age of Alan Lewis: “26” (Agency); “29” (Radio)."
    ]


def test_pronouns_and_the_first_count_nothing():
    side = prepare_side("The first of them saw one coming, and one left on the second day.")
    assert [m.text for m in mentions(side)] == []


def prepare_side(text):
    prepared = prepare(article("A", text))
    return Side(prepared, statements(prepared))


def test_the_name_of_a_day_or_a_month_is_no_figure(newsroom):
    newsroom.write("Gull", "The pier was shut on Monday. It opens in May, or on 5 June.")
    newsroom.write("Tern", "The pier was shut on Tuesday. It opens in May, or on 5 June.", "Gull")
    assert [u.text for r in newsroom.drawn().figures for u in r.uses] == ["5 June", "5 June"]


def test_what_is_counted_is_not_named_by_what_stands_before_a_but(newsroom):
    text = "Nobody was killed in Lisk, but 340 people were carried out of their homes."
    newsroom.write("Gull", text).write("Tern", text, "Gull")
    assert [r.subject for r in newsroom.drawn().figures] == ["people"]
