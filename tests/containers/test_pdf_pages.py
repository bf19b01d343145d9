"""Pages of PDF files: columns under a headline, tables, folios, styles, parted words."""

from __future__ import annotations

from textwrap import wrap

import pytest
from _samples import Shown, column, pdf
from hypothesis import given
from hypothesis import strategies as st

from retold.containers.pdf_columns import Line, reading_order
from retold.containers.pdf_layout import Page, flow

HEADLINE = "Harbour board closes quay after crane inspection"
STANDFIRST = "Engineers found cracks in two cranes; ferries move to the north pier until spring."
TEXTS = (
    (
        "The harbour board of Lisk has closed its east quay with immediate effect after engineers "
        "found cracks in two of the four cranes that unload container ships there."
    ),
    (
        "Nobody was hurt, it said, though about 240 dock workers had to be sent home on full pay "
        "and ships are on their way to another port that lies far to the south."
    ),
    (
        "The union said it had warned of the state of the cranes since October, when a cable "
        "snapped and a load of timber fell onto the quay in the middle of the night."
    ),
)


def line(text: str, left: float, top: float, *, size: float = 10.0, style: str = "") -> Line:
    return Line(text, left, left + 0.5 * size * len(text), top, top - size, size, style)


def set_in(left: float, top: float, texts: tuple[str, ...], width: int = 34) -> list[Line]:
    """Return texts as lines one under another, with no blank between their paragraphs."""
    rows = [row for text in texts for row in wrap(text, width)]
    return [line(row, left, top - 12 * number) for number, row in enumerate(rows)]


def flowed(*lines: Line) -> str:
    return flow([Page(595, 842, lines)]).text


@pytest.mark.parametrize("blank", [12, 20])
def test_columns_under_a_line_across_both_are_read_one_after_the_other(blank):
    wide = line(STANDFIRST, 50, 700)
    page = [wide, *set_in(50, 700 - blank, TEXTS[:2]), *set_in(250, 700 - blank, TEXTS[2:])]
    read_as = [one.text for one in reading_order(page)]
    assert read_as == [STANDFIRST, *(row for text in TEXTS for row in wrap(text, 34))]


def test_a_second_story_under_its_own_heading_begins_when_the_first_is_through():
    first = [*set_in(50, 700, TEXTS[:1]), *set_in(250, 700, TEXTS[1:2])]
    heading = line("Roof of school leaks", 50, 600, size=16)
    second = [*set_in(50, 570, TEXTS[2:]), *set_in(250, 570, TEXTS[:1])]
    read_as = [one.text for one in reading_order([*first, heading, *second])]
    order = [TEXTS[0], TEXTS[1], heading.text, TEXTS[2], TEXTS[0]]
    assert read_as == [row for text in order for row in wrap(text, 34)]


def test_lines_with_blanks_made_to_fill_them_are_no_columns():
    pieces = []
    for number, row in enumerate(wrap(" ".join(TEXTS), 60)):
        words = row.split()
        first, rest = " ".join(words[: 3 + number % 3]), " ".join(words[3 + number % 3 :])
        one = line(first, 50, 700 - 12 * number)
        pieces += [one, line(rest, one.right + 9, 700 - 12 * number)]
    assert flowed(*pieces).split() == " ".join(TEXTS).split()


def test_a_table_is_read_row_by_row():
    cells = [["Crane", "Built", "State"], ["No. 1", "1988", "sound"], ["No. 2", "1990", "bad"]]
    page = [
        line(cell, 50 + 120 * column_, 400 - 14 * row)
        for row, cells_ in enumerate(cells)
        for column_, cell in enumerate(cells_)
    ]
    assert [one.text for one in reading_order(page)] == [cell for row in cells for cell in row]


def test_paragraphs_of_two_lines_stay_apart():
    rows = [wrap(text, 90) for text in TEXTS]
    page, top = [], 700.0
    for two in rows:
        page += [line(row, 50, top - 12 * number) for number, row in enumerate(two)]
        top -= 12 * len(two) + 12
    assert flowed(*page).split("\n\n") == list(TEXTS)


def test_a_sentence_goes_on_in_the_next_column_also_with_a_capital():
    left = set_in(50, 700, (TEXTS[0],))
    last = left[-1].top
    left += [
        line("Nobody was hurt when a cable had", 50, last - 12),
        line("snapped in October, said Ingrid", 50, last - 24),
    ]
    right = set_in(250, 700, (f"Solheim, who chairs it. {TEXTS[2]}",))
    assert "said Ingrid Solheim, who chairs it" in flowed(*left, *right)


def test_what_is_set_in_another_style_under_the_headline_is_the_standfirst():
    page = [
        line(HEADLINE, 50, 720, size=18),
        line(STANDFIRST, 50, 690, style="italic"),
        line("By Maja Lund", 50, 678, style="bold"),
        *set_in(50, 666, TEXTS, 90),
    ]
    read_as = flow([Page(595, 842, tuple(page))])
    assert read_as.standfirst == STANDFIRST
    assert read_as.text.split("\n\n")[:2] == [HEADLINE, "By Maja Lund"]
    assert STANDFIRST not in read_as.text


def test_the_folio_above_a_headline_is_a_running_head_on_a_single_page_too(read_one):
    shown = [
        Shown(50, 810, "LISK COURIER   THURSDAY, MARCH 5, 2026   PAGE A1", 8),
        Shown(50, 770, HEADLINE, 22),
        *column(50, 740, [row for text in TEXTS for row in wrap(text, 80)]),
    ]
    article = read_one("scan.pdf", pdf(shown))
    assert article.headline == HEADLINE
    assert article.standfirst is None
    assert any("PAGE A1" in note for note in article.notes)


def test_a_dateline_at_the_top_of_a_page_is_no_folio():
    page = [
        line(HEADLINE, 50, 830, size=18),
        line("Lisk, 5 March 2026", 50, 805),
        *set_in(50, 780, TEXTS, 90),
    ]
    assert "Lisk, 5 March 2026" in flowed(*page)


def test_a_compound_that_a_line_parts_keeps_its_hyphen():
    rows = ["It is the old story of penny-", "wise towns, said the engi-", "neer of the port."]
    page = [line(row, 50, 700 - 12 * number) for number, row in enumerate(rows)]
    assert (
        flowed(*page) == "It is the old story of penny-wise towns, said the engineer of the port."
    )


def test_two_letters_in_one_shape_are_two_letters():
    from retold.containers.pdf import _LIGATURES  # noqa: PLC0415  (the fonts of tests have none)

    assert "e\ufb00ect, \ufb01rst, \ufb02ow, o\ufb03ce, ba\ufb04e".translate(_LIGATURES) == (
        "effect, first, flow, office, baffle"
    )


@given(
    st.lists(
        st.builds(
            line,
            st.text("abc de-.", min_size=1, max_size=30),
            st.floats(0, 500),
            st.floats(50, 800),
            size=st.sampled_from([8.0, 10.0, 18.0]),
            style=st.sampled_from(["", "bold"]),
        ),
        max_size=40,
    )
)
def test_whatever_stands_where_every_line_is_read_once(lines):
    assert sorted(reading_order(lines), key=id) == sorted(lines, key=id)
