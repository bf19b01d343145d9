"""Sentences and paragraphs of a news text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.language.sentences import paragraphs, split


def sentences(text):
    return [sentence.span.of(text) for sentence in split(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Rain fell. | The river rose.",
        "Was it safe? | Nobody knew! | They left…",
        "“No plans,” he said. | “Now or ever?” Kirby asked.",
        "“It is over.” | She left.",
        "He said: “It is over. | We lost.” | She left.",
        "The harbour was shut (nobody knew why). | Ferries waited.",
        "At 3 p.m. on Friday it rained. | Nobody came.",
        "3.4 million people saw it. | 120 came.",
        "«C'est fini.» | Il partit.",
    ],
)
def test_where_a_sentence_ends(text):
    expected = text.split(" | ")
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Kirby met Dr. Lund and Gen. Moor in St. Ives.",
        "The U.S. Navy and the U.N. Security Council agreed.",
        "J. R. Hartley of Marrow & Sons Inc. resigned.",
        "It weighs 7.4 kilograms and costs 1.6 million.",
        "Ferry No. 12 sank on Jan. 3.",
        "“Really?” she asked.",
        "He waited ... and waited.",
        "The site retold.example was down.",
    ],
)
def test_what_does_not_end_a_sentence(text):
    assert sentences(text) == [text]


def test_a_common_opener_ends_the_sentence_after_initials():
    text = "He returned to the U.S. The navy followed."
    assert sentences(text) == ["He returned to the U.S.", "The navy followed."]


def test_characters_without_width_hide_no_end():
    text = "Rain fell.\u200b The river rose.\ufeff \u200bNobody came."
    assert [s.replace("\u200b", "").replace("\ufeff", "") for s in sentences(text)] == [
        "Rain fell.", "The river rose.", "Nobody came.",
    ]  # fmt: skip


def test_sentences_never_cross_a_paragraph():
    text = "The mayor spoke\n\nof many things\n\nAnd left"
    assert sentences(text) == ["The mayor spoke", "of many things", "And left"]
    assert [sentence.paragraph for sentence in split(text)] == [0, 1, 2]


def test_a_hard_wrap_is_no_paragraph():
    wrapped = (
        "The steel gate that holds back the reservoir jammed half open\n"
        "on Monday. Nobody was killed."
    )
    assert [sentence.paragraph for sentence in split(wrapped)] == [0, 0]
    assert [p.of(wrapped) for p in paragraphs(wrapped)] == [wrapped]


@pytest.mark.parametrize("text", ["", " ", "\n \n\t", "\u2003\u00a0"])
def test_white_space_has_no_sentence(text):
    assert split(text) == ()
    assert paragraphs(text) == []


MATERIAL = st.text(st.sampled_from('aB .!?…\n\r\t"“”’()1\u00a0\u2028\ud800')) | st.text()


@given(MATERIAL)
def test_sentences_cover_every_character_that_is_no_white_space(text):
    at = 0
    for number, sentence in enumerate(split(text)):
        assert sentence.index == number
        assert at <= sentence.start < sentence.end <= len(text)
        assert text[at : sentence.start].strip() == ""
        piece = sentence.span.of(text)
        assert piece == piece.strip()
        at = sentence.end
    assert text[at:].strip() == ""


@given(MATERIAL)
def test_paragraphs_are_numbered_as_they_are_found(text):
    spans = paragraphs(text)
    for sentence in split(text):
        span = spans[sentence.paragraph]
        assert span.start <= sentence.start
        assert sentence.end <= span.end
    assert len({sentence.paragraph for sentence in split(text)}) == len(spans)


LONG = {
    "one line of sentences": lambda n: "Go on. " * n,
    "stops": lambda n: ". " * n,
    "a run of stops": lambda n: "." * n + "x",
    "spaces": lambda n: "a" + " " * n + "b",
    "spaces before breaks": lambda n: (" " * 50 + "\n") * (n // 50),
    "empty lines": lambda n: "\n" * n,
    "closing marks": lambda n: "!" + '"' * n + "x",
    "stops and marks": lambda n: '."' * n + "x",
    "hard wraps": lambda n: ("x" * 45 + "\ny ") * (n // 45),
}


@pytest.mark.parametrize("make", LONG.values(), ids=LONG)
def test_time_grows_with_the_length_and_no_faster(make):
    text = make(100_000)
    start = time.process_time()
    split(text)
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    "marked",
    [
        "Write to desk@norrvik.example.| Letters may be shortened.",
        "The report (see p. 14) blames the pumps.| It does not name the supplier.",
        "Boil the water (Is it clean? Nobody knows).| Let it cool.",
        "He sold it.| eBay took 10%.",
        "The board met.¹| It did not vote.²",
        "1. Boil the water.| 2. Let it cool.",
        "The talks failed in Feb.| New ones are planned.",
        "Police were called at 11 a.m. Thursday.| Nobody was hurt.",
        "„Wir gehen.“| Er blieb.",
        "He hesitated. . . .| The pen was gold.",
        "The mayor of St.\nOlaf resigned.| She is 41.",
    ],
)
def test_hard_full_stops(marked):
    text = marked.replace("|", "")
    found = [sentence.span.of(text) for sentence in split(text)]
    assert found == [piece.strip() for piece in marked.split("|")]
