"""Marks of programs in a page's text go, and the author's own stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.reading import Hints, read
from retold.reading.layers import whole
from retold.reading.page_marks import REPAIRED, is_markdown, repaired, without_link_marks

STORY = (
    "The harbour board will close the swing bridge for nine weeks from Monday, it said.",
    "Its bearings, which were cast in 1931, have worn down to a third of their size.",
    "“We have greased them every Friday since I was a boy,” said the keeper, Tomas Lind.",
    "“Lorries” must drive round by the lock – 14 miles more – on the way to the docks.",
    "The work will cost £2.4m, of which the county is to pay a half, the board said.",
)


def page_of(*paragraphs: str) -> str:
    return "\n\n".join(("Swing bridge to close for nine weeks", "By Mara Roe", *paragraphs))


def body_of(page: str) -> str:
    (article,) = read(page.encode(), Hints("page.txt")).articles
    for part in article.body.segments:
        if part.exact:
            assert part.source_end - part.source_start == part.end - part.start
    return article.text


def test_letters_read_in_a_wrong_encoding_are_repaired_and_noted() -> None:
    broken = page_of(*STORY).encode().decode("latin-1")
    (article,) = read(broken.encode(), Hints("page.txt")).articles
    assert article.text == body_of(page_of(*STORY))
    assert REPAIRED in article.notes


@pytest.mark.parametrize("codec", ["cp1252", "latin-1"])
@pytest.mark.parametrize("times", [1, 2])
def test_it_does_not_matter_how_often_and_how_they_were_misread(codec: str, times: int) -> None:
    text = broken = "‘One’ ‘two’ ‘three’ – £4, café, naïve…"
    for _ in range(times):
        broken = broken.encode().decode(codec)
    found = repaired(whole(broken))
    assert found is not None
    assert found.text == text


@pytest.mark.parametrize(
    "text",
    [
        "La «CAFÉ», la «CITÉ» et le «MARCHÉ» de l’été, déjà fermés; «É», «À», «Ê» (été, été, été).",
        "Er sagte: â€™ ist ein Fehler, und nichts sonst ist â€“ kaputt.",
        "“One” – ‘two’ – “three” – ‘four’",
    ],
)
def test_foreign_letters_that_are_right_stay(text: str) -> None:
    assert repaired(whole(text)) is None


def test_numbers_of_links_are_no_text() -> None:
    numbered = [text.replace("the ", f"[{n}]the ", 1) for n, text in enumerate(STORY, 20)]
    assert body_of(page_of(*numbered)) == body_of(page_of(*STORY))


def test_numbers_that_count_paragraphs_stay() -> None:
    text = "\n".join(f"[{n}] {line}" for n, line in enumerate(STORY, 1))
    assert without_link_marks(whole(text)).text == text


def test_addresses_behind_their_words_are_no_text() -> None:
    linked = [text.replace("which", "which<https://a.example/b?c=d>") for text in STORY]
    linked[2] = linked[2].replace("keeper", "keeper <mailto:keeper@a.example>")
    assert body_of(page_of(*linked)) == body_of(page_of(*STORY))


@pytest.mark.parametrize(
    "text",
    [
        "She wrote [sic] and [sic] and [sic] and x < 3 and y <4 and z<5.",
        "See [1] and [2] for this.",
        "Write to <https://a.example> at once.",
    ],
)
def test_brackets_of_the_author_stay(text: str) -> None:
    assert without_link_marks(whole(text)).text == text


def test_plain_text_that_is_markdown_is_read_as_such() -> None:
    marked = [text.replace("the ", "the [old](https://a.example/x) ", 1) for text in STORY]
    plain = [text.replace("the ", "the old ", 1) for text in STORY]
    assert body_of(page_of(*marked)) == body_of(page_of(*plain))
    assert not is_markdown("f(x)](y) and a ** b ** c ** d")


@given(st.text(alphabet="a[]()<>*12 \nâ€™œÂ\x9dhttps://", max_size=200))
def test_whatever_stands_there_each_character_leads_back(text: str) -> None:
    page = without_link_marks(repaired(whole(text)) or whole(text))
    at = 0
    for part in page.segments:
        assert part.start == at
        at = part.end
        if part.exact:
            assert page.text[part.start : part.end] == text[part.source_start : part.source_end]
    assert at == len(page.text)
