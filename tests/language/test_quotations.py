"""Passages in quotation marks are found as newspapers set them."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.language.quotations import (
    block_quotes,
    quotations,
    quotations_within,
    use_of,
)


def inner(text):
    return [q.inner.of(text) for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“No plans,” he said. “But we talk.”", ["No plans,", "But we talk."]),
        ('"No plans," he said. "But we talk."', ["No plans,", "But we talk."]),
        ("‘No plans,’ he said. ‘But we talk.’", ["No plans,", "But we talk."]),
        ("'No plans,' he said. 'But we talk.'", ["No plans,", "But we talk."]),
        ("``No plans,'' he said.", ["No plans,"]),
        ("« Pas de plan », dit-il.", [" Pas de plan "]),
        ("»Kein Plan«, sagte er. „Nein“, sagte sie.", ["Kein Plan", "Nein"]),
        ('He said:"yes" and left."I go"', ["yes", "I go"]),
        ('the "so-called"/"fake" thing—"yes"—and', ["so-called", "fake", "yes"]),
        ('called it ("the deal")', ["the deal"]),
    ],
)
def test_every_style_of_mark_is_known(text, expected):
    assert inner(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It’s Kirby’s plan, and the workers’ too; don't ask the dogs' owners.",
        "the '90s and workers' rights, rock 'n' roll, ’tis the ‘80s",
        'a 27" screen, 6\' 2" tall',
        '‘’ and “” and "" hold nothing',
        "",
    ],
)
def test_apostrophes_and_inches_are_no_quotation_marks(text):
    assert inner(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‘I don’t like the bosses’ plan,’ he said.", ["I don’t like the bosses’ plan,"]),
        ("'I don't like the bosses' plan,' he said.", ["I don't like the bosses' plan,"]),
        ("'The boys' said 'no'", ["The boys", "no"]),
        ('"The 27" screen is good," he said', ['The 27" screen is good,']),
    ],
)
def test_apostrophes_inside_single_quotation_marks_do_not_close_them(text, expected):
    assert inner(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“He told me ‘go away’ and I went,” she said.", ["He told me ‘go away’ and I went,"]),
        ("‘He said “no” to me,’ she said.", ["He said “no” to me,"]),
        ('"I said "hello" to him," he said', ['I said "hello" to him,']),
        ("“‘No’ is no answer,” she said.", ["‘No’ is no answer,"]),
    ],
)
def test_of_nested_quotations_the_outermost_is_returned(text, expected):
    assert inner(text) == expected


def test_a_speech_over_paragraphs_gives_one_quotation_a_paragraph():
    text = "“First.\n\n“Second.\n\n“Third,” he said."
    assert [(q.inner.of(text), q.closed) for q in quotations(text)] == [
        ("First.", False),
        ("Second.", False),
        ("Third,", True),
    ]


def test_a_mark_that_never_closes_reaches_no_further_than_its_paragraph():
    text = "He said: “It is over.\n\nNobody else spoke."
    (only,) = quotations(text)
    assert only.inner.of(text) == "It is over."
    assert not only.closed


def test_a_mark_that_never_closes_stops_at_the_next_quotation():
    text = "“Hello, he said. “But we go,” he said."
    assert [(q.inner.of(text), q.closed) for q in quotations(text)] == [
        ("Hello,", False),
        ("But we go,", True),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"It is over, he said on Monday, and left.', ["It is over,"]),
        ("“Is it over? asked Ana Ruiz, the mayor.", ["Is it over?"]),
        (
            "“We go,” said Ana. “We stay, Bo said. “And so on,” he said.",
            ["We go,", "We stay,", "And so on,"],
        ),
        ("“We go, and then, if it rains, we stay.", ["We go, and then, if it rains, we stay."]),
    ],
)
def test_a_missing_closing_mark_stood_where_somebody_is_said_to_speak(text, expected):
    assert inner(text) == expected


def test_a_speech_that_runs_on_may_tell_who_said_what():
    text = "“I asked her, she said no.\n\n“And so we went,” he said."
    assert inner(text) == ["I asked her, she said no.", "And so we went,"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is over now,” he said. “We go.”", ["It is over now,", "We go."]),
        ('It is over now," said Ana Ruiz.', ["It is over now,"]),
        ("He said it is over now,” said Ana.", []),
        ("It is over now” was the title.", []),
        ('A 27" screen, he said, is enough.', []),
    ],
)
def test_a_missing_opening_mark_stood_at_the_start_of_the_paragraph(text, expected):
    assert inner(text) == expected


def test_marks_doubled_by_a_table_are_one_mark():
    assert inner('He wrote ""we will go home"" and left') == ["we will go home"]


def test_lines_with_an_angle_are_quoted():
    text = "The statement reads:\n\n> We regret it.\n> We will go home.\n\nThat was all."
    assert [(q.inner.of(text), q.closed) for q in quotations(text)] == [
        ("We regret it.", False),
        ("We will go home.", True),
    ]


@pytest.mark.parametrize("text", ["> News > World > Europe", "> Home", ">"])
def test_paths_of_menus_are_not(text):
    assert inner(text) == []


def test_quotations_within_a_quotation_are_found():
    text = "It rained. “He told me ‘go “right” away’ and I went,” she said."
    (outer,) = quotations(text)
    (inside,) = quotations_within(text, outer)
    assert inside.inner.of(text) == "go “right” away"
    (innermost,) = quotations_within(text, inside)
    assert innermost.inner.of(text) == "right"


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("Mike “The Hammer” Jones won", "nickname"),
        ("William 'Bill' Gates won", "nickname"),
        ("the film “Gone With the Wind” won", "title"),
        ("“Get Ur Freak On” won", "title"),
        ("the “so-called” winners", "scare"),
        ("a “rusty embarrassment” for all", "scare"),
        ("he said “we will go home” to all", "speech"),
        ("“No!” he said", "speech"),
        ("“WE WILL WIN BIG” he tweeted", "speech"),
        ("“We Will Win Big,” he said", "speech"),
        ("Ana “we will go” Ruiz", "speech"),
    ],
)
def test_marks_are_used_for_speech_titles_nicknames_and_distance(text, use):
    (only,) = quotations(text)
    assert use_of(text, only) == use


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The letter reads:\n\nWe regret it.\n\nOur staff left.\n\nIt rained.",
            ["We regret it.\n\nOur staff left."],
        ),
        ("Ruiz wrote:\n\nI will go.", ["I will go."]),
        ("Ruiz wrote:\n\nI will go.\n\nI was ashamed.", ["I will go."]),
        ("Ruiz wrote:\n\nOur man in Ohio said “no” to her.", []),
        ("The rules say:\n\nNo cars.\n\nNo dogs.", []),
        ("What we know:\n\nWe were told nothing.", []),
        ("Ruiz said:\n\n“We will go.”", []),
    ],
)
def test_a_statement_set_off_as_a_block_needs_no_marks(text, expected):
    assert [span.of(text) for span in block_quotes(text)] == expected


def test_a_stray_single_mark_hides_no_quotation():
    assert inner("It was ‘tired, “he said” and went") == ["he said"]


ODD = st.text(alphabet="ab sS9.,'\"“”‘’«»„`(—\n…́\U0001f600", max_size=120) | st.text(max_size=60)


@given(ODD)
def test_quotations_lie_in_the_text_sorted_disjoint_and_around_their_inner_words(text):
    found = quotations(text)
    for q in found:
        assert 0 <= q.start <= q.inner.start < q.inner.end <= q.end <= len(text)
        assert q.start < q.inner.start or q.inner.end < q.end
        assert q.inner.of(text).strip()
        assert q.closed or q.inner.end == q.end
    for one, two in itertools.pairwise(found):
        assert one.end <= two.start


@given(ODD)
def test_what_is_asked_of_odd_text_has_an_answer_in_its_place(text):
    for span in block_quotes(text):
        assert 0 <= span.start < span.end <= len(text)
    for q in quotations(text):
        assert use_of(text, q) in {"speech", "title", "nickname", "scare"}
        for part in quotations_within(text, q):
            assert q.inner.start <= part.start < part.end <= q.inner.end


@given(ODD)
def test_quotations_never_cross_a_blank_line(text):
    assert all("\n\n" not in text[q.start : q.end] for q in quotations(text))


@pytest.mark.parametrize(
    "unit",
    [
        "“a, A ",
        "“a, Ab he ",
        ">a b c d\n",
        "I said:\n\n",
        "“",
        "‘a ",
        "'a' ",
        '" ',
        "“a ‘b ",
        "''",
        "a” ",
    ],
)
def test_hostile_runs_of_marks_take_linear_time(unit):
    start = time.process_time()
    quotations(unit * 20_000)
    assert time.process_time() - start < 3
