"""The layout gives words to a speaker: transcripts, signed quotations, block quotes."""

import time

import pytest

from retold.statements import statements
from retold.statements.extraction import Draft
from retold.statements.tag_quotes import settled
from retold.statements.tokens import units
from retold.types import Span


def told(article, by="rules"):
    """Return source, cue and content of each statement as words."""
    return [
        (
            s.source.text if s.source else None,
            s.cue.text if s.cue else None,
            [span.of(article.text) for span in s.content],
        )
        for s in statements(article, by=by)
    ]


TRANSCRIPT = (
    "The interview ran on Sunday.\n\n"
    "WALLACE: Is the dam safe?\n\n"
    "MARSH: Nobody told us that it leaks.\n\n"
    "We looked at it in May.\n\n"
    "(CROSSTALK)\n\n"
    "WALLACE: And now?\n\n"
    "MARSH: Now it is closed.\n\n"
    "The lake is open again from Monday."
)


@pytest.mark.parametrize("by", ["rules", "tagger"])
def test_every_turn_of_a_transcript_is_its_speakers(prepared, by):
    turns = [t for t in told(prepared(TRANSCRIPT), by) if t[1] == ":"]
    assert turns == [
        ("WALLACE", ":", ["Is the dam safe?"]),
        ("MARSH", ":", ["Nobody told us that it leaks.", "We looked at it in May."]),
        ("WALLACE", ":", ["And now?"]),
        ("MARSH", ":", ["Now it is closed."]),
    ]


def test_a_mark_that_opens_every_paragraph_of_a_transcript_is_no_part_of_it(prepared):
    text = "\n\n".join(f'"{line}' if ":" in line else line for line in TRANSCRIPT.split("\n\n"))
    assert ("MARSH", ":", ["Now it is closed."]) in told(prepared(text))


@pytest.mark.parametrize(
    "text",
    [
        "Photo: The dam\n\nSource: Ana Marsh\n\nPhoto: The lake\n\nIt is open.",
        "Ostra: A dam leaks\n\nThe lake is closed.",
        "Monday: Rain in Ostra.\n\nTuesday: Sun in Lund.",
    ],
)
def test_a_heading_with_a_colon_is_no_speaker(prepared, text):
    assert told(prepared(text)) == []


@pytest.mark.parametrize("by", ["rules", "tagger"])
@pytest.mark.parametrize(
    "sign", ["“ — Ana Marsh", "”― Ana Marsh.", "”\n\n— Ana Marsh, an engineer"]
)
def test_a_quotation_is_signed_behind_or_below(prepared, sign, by):
    text = (
        f"What people say:\n\n“The dam was never safe at all.{sign}\n\n“Nobody told us.” – Tom Reed"
    )
    article = prepared(text.replace("“ —", "” —"))
    found = {source: content for source, _, content in told(article, by)}
    assert found["Tom Reed"] == ["“Nobody told us.”"]
    signed = next(source for source in found if source and source.startswith("Ana Marsh"))
    assert found[signed] == ["“The dam was never safe at all.”"]
    assert "Ana Marsh" in {s.speaker for s in statements(article, by=by)}


def test_a_dash_in_a_sentence_signs_nothing(prepared):
    article = prepared("“Never,” — The crowd left and “Always” was sung on Monday by all.")
    assert all(cue != "—" for _, cue, _ in told(article))


def settle(article, *drafts):
    """Return content after the marks have set it right, by source."""
    rows = units(article)
    return {
        d.source.of(article.text): [s.of(article.text) for s in d.content]
        for d in settled(article, drafts, rows, [])
    }


def draft(text, source, cue, *content):
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in content]
    places = [Span(text.index(words), text.index(words) + len(words)) for words in (source, cue)]
    return Draft(0, 0, *places, tuple(spans))


def test_content_ends_with_its_paragraph_and_without_what_sets_the_scene(prepared):
    text = "As a bell rang, Marsh said, “The dam is safe.”\n\nShe is right. It is."
    found = draft(text, "Marsh", "said", "As a bell rang", "“The dam is safe.”\n\nShe is right")
    assert settle(prepared(text), found) == {"Marsh": ["“The dam is safe.”"]}


def test_content_that_a_report_interrupts_keeps_both_halves(prepared):
    text = "The dam, Marsh said, “was never safe.”"
    found = draft(text, "Marsh", "said", "The dam", "“was never safe.”")
    assert settle(prepared(text), found) == {"Marsh": ["The dam", "“was never safe.”"]}


def test_content_takes_in_its_marks(prepared):
    text = "Marsh said, “The dam is safe.”"
    found = draft(text, "Marsh", "said", "The dam is safe.")
    assert settle(prepared(text), found) == {"Marsh": ["“The dam is safe.”"]}


@pytest.mark.parametrize(
    "unit", ["A B C D E ", "“A b.” — A B\n", "A: b\n\nB: c\n\n", "—A", "“A", "A.B'C "]
)
def test_hostile_layout_takes_linear_time(prepared, unit):
    article = prepared(unit * 1500)
    start = time.process_time()
    statements(article)
    assert time.process_time() - start < 5


@pytest.mark.parametrize("by", ["rules", "tagger"])
def test_a_block_quote_is_of_who_introduces_it(prepared, by):
    text = "In a letter Ana Marsh wrote:\n\nWe regret it.\n\nOur people left.\n\nIt rained."
    article = prepared(text)
    (statement,) = statements(article, by=by)
    assert statement.speaker == "Ana Marsh"
    assert [span.of(text) for span in statement.content] == ["We regret it.", "Our people left."]
