"""The words for what a story rests on, for none, one and many of everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from retold.reports import Report, as_document
from retold.reports.page import page
from retold.reports.view import view
from retold.reports.wording import answer, came_about, clock_words, source_words, unseen_words
from retold.settings import Settings
from retold.types import Analysis, Descent, Undecided, UnseenSource

Source = tuple[str, str | None, int]
"""Kind, name and how many articles descend from it."""


def story(
    origins: int = 0, sources: Sequence[Source] = (), undecided: int = 0, *, outlets: bool = True
) -> dict[str, Any]:
    """Return a document of one story: origins, sources not seen, and who takes them."""
    names = [f"o{n}" for n in range(origins)] + [f"u{n}" for n in range(undecided)]
    taking = [(f"s{n}", f"s{n}-{m}") for n, s in enumerate(sources) for m in range(s[2])]
    names += [child for _, child in taking]
    unseen = [
        {"id": f"s{n}", "kind": kind, "name": name, "cited_by": []}
        for n, (kind, name, _) in enumerate(sources)
    ]
    descents = [_descent(child, parent) for parent, child in taking]
    only = {
        "id": "1",
        "articles": names,
        "origins": names[:origins],
        "undecided": [{"article": f"u{n}", "alternatives": []} for n in range(undecided)],
        "independent_reports": origins + len({parent for parent, _ in taking}),
        "descents": descents,
        "unseen_sources": unseen,
    }
    articles = [_article(name, outlet=name.title() if outlets else None) for name in names]
    rows = dict.fromkeys(("links", "changes", "citations", "statements", "skipped"), ())
    return {"made_by": {}, "articles": articles, "stories": [only], **rows}


def _descent(child: str, parent: str, **more: Any) -> dict[str, Any]:
    return {"child": child, "parent": parent, "kind": "rewrite", "share": 0.8, **more}


def _article(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "input": name, "headline": None, "published": None, "url": None, **more}


def said(*given: Any, **named: Any) -> str:
    document = story(*given, **named)
    return answer(document["stories"][0], view(document))


POLICE = ("statement", "Northgate Police", 3)


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        ((), "1 article, 1 independent report"),
        ((POLICE,), "one reporter, and one Northgate Police statement that three outlets print"),
        (
            (("statement", None, 1),),
            "one reporter, and one unseen statement that one outlet prints",
        ),
        (
            (("text", "Associated Press", 2),),
            "one reporter, and one Associated Press report that two outlets carry",
        ),
        (
            (("text", "", 1), POLICE),
            (
                "one reporter, one Northgate Police statement that three outlets print, "
                "and one unseen report that one outlet carries"
            ),
        ),
        (
            (POLICE, ("statement", "Ministry of Health", 2)),
            (
                "one reporter, one Northgate Police statement that three outlets print, "
                "and one statement by the Ministry of Health that two outlets print"
            ),
        ),
        (
            (POLICE, ("statement", None, 2)),
            "one reporter, and two statements that five outlets print",
        ),
        (
            (POLICE, ("statement", "Lisk Council", 2), ("statement", "Dara Shipping", 11)),
            "one reporter, and three statements that 16 outlets print",
        ),
    ],
)
def test_the_answer_names_what_the_story_rests_on(sources: list[Source], expected: str) -> None:
    assert said(1, sources).endswith(expected)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            (0, (POLICE,)),
            (
                "3 articles, 1 independent source: "
                "one Northgate Police statement that three outlets print"
            ),
        ),
        ((0, (), 3), "3 articles, 1 to 3 independent reports (3 undecided)"),
        ((0, (), 1), "1 article, 1 independent report (1 undecided)"),
        ((3, (), 0), "3 articles, 3 independent reports"),
        ((2, (), 2), "4 articles, 2 to 4 independent reports (2 undecided)"),
        (
            (12, (("text", "Reuters", 2),), 1),
            (
                "15 articles, 13 to 14 independent sources (1 undecided): "
                "12 reporters, and one Reuters report that two outlets carry"
            ),
        ),
    ],
)
def test_the_answer_is_good_english_for_every_count(given: Any, expected: str) -> None:
    assert said(*given) == expected


def test_a_source_that_is_only_cited_is_no_root_and_not_in_the_answer() -> None:
    assert said(2, (("cited", "Reuters", 0),)) == "2 articles, 2 independent reports"


def test_articles_whose_outlet_is_not_known_are_counted_as_articles() -> None:
    assert said(0, (POLICE,), outlets=False).endswith("statement that three articles print")


def test_two_texts_of_one_outlet_are_one_outlet() -> None:
    document = story(0, (POLICE,))
    for article in document["articles"][:2]:
        article["outlet"] = "Echo"
    assert answer(document["stories"][0], view(document)).endswith("that two outlets print")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (POLICE, "prints the Northgate Police statement in other words"),
        (("statement", None, 1), "prints an unseen statement in other words"),
        (("text", "The Associated Press", 1), "carries the Associated Press report in other words"),
        (("text", None, 1), "carries an unseen report in other words"),
        (("cited", "Reuters", 1), "rewritten from Reuters"),
    ],
)
def test_how_an_article_came_about_is_said_by_what_it_rests_on(
    source: Source, expected: str
) -> None:
    document = story(0, (source,))
    assert came_about(document["stories"][0]["descents"][0], view(document)) == expected


def test_two_statements_without_a_name_are_told_apart() -> None:
    seen = view(story(0, (("statement", None, 2), ("statement", None, 2))))
    assert [source_words(key, seen) for key in ("s0", "s1", None)] == [
        "unseen statement 1",
        "unseen statement 2",
        "origin",
    ]


def test_a_source_nobody_took_is_not_said_to_be_printed() -> None:
    document = story(1, (("statement", "Lisk Council", 0),))
    only = document["stories"][0]
    words = unseen_words(only["unseen_sources"][0], only, view(document))
    assert words == "a statement that nobody here took whole"


@pytest.mark.parametrize(
    ("clock", "text", "expected"),
    [
        (None, 0.9, ""),
        ("agrees", 0.9, ""),
        ("disagrees", None, "the clock says otherwise"),
        ("disagrees", 0.9, "the clock says otherwise; by the texts alone 90% sure"),
        ("disagrees", 0.3, "the texts say otherwise; by the texts alone 70% sure, the clock"),
    ],
)
def test_dates_against_texts_are_a_finding(clock: str, text: float, expected: str) -> None:
    document = story(2)
    words = clock_words(_descent("o0", "o1", clock=clock, text_direction=text), view(document))
    assert words.startswith(expected)
    assert bool(words) == bool(expected)


# -- in the terminal and on the page --------------------------------------------------------------

ANSWER = (
    "8 articles, 2 independent sources: "
    "one reporter, and one Northgate Police statement that three outlets print"
)


def test_terminal_and_page_say_the_same_first(printed: Analysis) -> None:
    report = Report(as_document(printed))
    assert report.text(200).splitlines()[1].strip() == ANSWER
    assert report.html().count(ANSWER) == 3  # in words, and as the name of the drawing


def test_the_terminal_shows_a_statement_as_a_root_with_those_who_print_it(
    printed: Analysis,
) -> None:
    text = Report(as_document(printed)).text(200)
    assert "○ Northgate Police  not seen: a statement that three outlets print" in text
    assert "prints it in brief · 58% of its words" in text
    assert "the clock says otherwise; by the texts alone 93% sure" in text
    assert "The Echo of Northgate (94%), The Post of Northgate (58%)" in text


def test_the_drawing_has_the_statement_and_every_share(printed: Analysis) -> None:
    html = page(as_document(printed))
    drawing = html.split('<g class="boxes">')[1].split("</svg>")[0]
    assert drawing.count('class="unseen"') == 1
    assert "statement, not seen here" in drawing
    boxes, shares = drawing.split('<g class="shares"')
    assert [f"{n}%" in shares for n in (94, 81, 58, 93, 71, 66, 72)] == [True] * 7
    assert shares.count("≠ clock") == 1
    assert "≠ clock" not in boxes


def test_the_table_says_what_the_drawing_says(printed: Analysis) -> None:
    table = page(as_document(printed)).split("The stemma as a table</caption>")[1]
    table = table.split("</table>")[0]
    assert table.count("<td>prints the Northgate Police statement") == 3
    assert "the clock says otherwise: it is dated 4 May 2031, 06:30 UTC, its source" in table


def test_the_page_says_that_outlets_with_one_statement_are_one_source(printed: Analysis) -> None:
    html = page(as_document(printed))
    assert (
        "The Echo of Northgate, The Post of Northgate and The Star of Northgate print "
        "the Northgate Police statement, not seen here: for what it says they are one source. "
        "Four articles retell what others here wrote. Dates and texts disagree on one descent."
    ) in html


def test_a_stricter_run_asserts_fewer_directions(printed: Analysis) -> None:
    plain = Report(as_document(printed, Settings()))
    strict = Report(as_document(printed, Settings.strict()))
    assert (plain.text(200).count("is unsure"), strict.text(200).count("is unsure")) == (0, 2)
    assert plain.html().count("marker-end") == strict.html().count("marker-end") + 2


def test_an_undecided_article_has_its_likeliest_answers_in_words(printed: Analysis) -> None:
    only = printed.stories[0]
    sun = only.descents[-1]
    story = replace(
        only,
        descents=only.descents[:-1],
        undecided=(Undecided(sun.child, sun.alternatives),),
    )
    report = Report(as_document(replace(printed, stories=(story,))))
    expected = "undecided: the Northgate Police statement 14%, origin 9%"
    assert expected in report.text(200)
    assert expected in report.html()
    assert "2 to 3 independent sources (1 undecided): one reporter, and one" in report.text(200)


def test_a_statement_without_a_name_has_none_in_the_json(printed: Analysis) -> None:
    only = printed.stories[0]
    unnamed = replace(only, unseen_sources=(UnseenSource("unseen-s", "", "statement", ()),))
    document = as_document(replace(printed, stories=(unnamed,)))
    assert document["stories"][0]["unseen_sources"][0]["name"] is None
    assert "one unseen statement that three outlets print" in Report(document).text(200)
    assert "unseen statement" in Report(document).html()


def test_two_hundred_copies_of_an_absent_report_are_one_box_beside_it(printed: Analysis) -> None:
    one, only = printed.articles[0].article, printed.stories[0]
    copies = [replace(one, id=f"k{n}", outlet=f"Outlet {n}") for n in range(200)]
    agency = UnseenSource("u", "Reuters", "text", ())
    rows = [Descent(c.id, "u", "copy", 0.9, 1.0, 1.0, credited=True) for c in copies]
    story = replace(
        only,
        articles=tuple(c.id for c in copies),
        origins=(),
        descents=tuple(rows),
        unseen_sources=(agency,),
    )
    articles = tuple(replace(printed.articles[0], article=c) for c in copies)
    html = page(as_document(replace(printed, articles=articles, stories=(story,))))
    drawing = html.split('<g class="boxes">')[1].split("</svg>")[0]
    assert "200 copies" in drawing
    assert drawing.count('class="unseen"') == 1
    assert "1 independent source: one Reuters report that 200 outlets carry" in html


def test_of_two_compared_texts_nothing_is_counted_where_descent_is_unlikely() -> None:
    document = story(1)
    only = document["stories"][0]
    document["articles"].append(_article("late", outlet="Late"))
    only["articles"].append("late")
    only["descents"] = [_descent("late", "o0", probability=0.03)]
    assert answer(only, view(document)) == "2 articles, 1 independent report"
    document["carried"] = 0.1
    said = answer(only, view(document))
    assert said == "2 articles: that one was made from the other is unlikely (3%)"
    only["descents"][0]["probability"] = 0.8
    assert answer(only, view(document)) == "2 articles, 1 independent report"


@pytest.mark.parametrize(
    ("alternatives", "expected"),
    [
        (
            [("a", 0.4), ("b", 0.58), (None, 0.02)],
            "5 articles, 3 independent reports (2 undecided)",
        ),
        (
            [("a", 0.4), ("b", 0.5), (None, 0.1)],
            "5 articles, 3 to 5 independent reports (2 undecided)",
        ),
        ([], "5 articles, 3 to 5 independent reports (2 undecided)"),
    ],
)
def test_who_is_surely_made_from_one_of_several_adds_no_report(alternatives, expected) -> None:
    document = story(3, undecided=2)
    for one in document["stories"][0]["undecided"]:
        one["alternatives"] = [{"parent": p, "probability": v} for p, v in alternatives]
    assert answer(document["stories"][0], view(document)) == expected
