"""Whom the words of a source mean, where the sentence itself does not say it."""

import time

import pytest

from retold.statements import statements


def last_speaker(article, by="rules"):
    return statements(article, by=by)[-1].speaker


MEANT = {
    "an office, by all its words": (
        (
            "The culture minister, Ana Marsh, met the finance minister, Tom Hay. "
            "“We agreed,” the culture minister said."
        ),
        "Ana Marsh",
    ),
    "an office named before its holder": (
        "“We agreed,” the commissioner said. The police commissioner, Ana Marsh, then left.",
        "Ana Marsh",
    ),
    "a trade that no list has": (
        "Ana Marsh, 56, a bellfounder from Lund, woke at three. “It rang,” the bellfounder said.",
        "Ana Marsh",
    ),
    "an age that was given": (
        "Ana Marsh, 56, and Tom Hay, 31, woke at three. “It rang,” the 56-year-old said.",
        "Ana Marsh",
    ),
    "an age that was not": (
        "Ana Marsh had her first loaves in the oven. “It rang,” the 56-year-old baker said.",
        "Ana Marsh",
    ),
    "an office puts its holder in view": (
        (
            "Baker Tom Hay stood by. Police commissioner Bo Marsh gave reasons. Hay listened to the "
            "commissioner. The commissioner spoke of order 311, and of it he said: “I sign many.”"
        ),
        "Bo Marsh",
    ),
    "somebody without a name": (
        (
            "Tom Hay runs the clinic. A nurse opposite has sent hers back. “Nobody told me to,” she "
            "said."
        ),
        "a nurse opposite",
    ),
    "a name that only a pronoun shows to be a person’s": (
        "Zyxa Qorbel put the matter to a crowd of 900. “We are on strike,” she said.",
        "Zyxa Qorbel",
    ),
    "her family": (
        "Ana Marsh was hit by a rubber round. It was fired at random, her family said.",
        "Ana Marsh’s family",
    ),
    "its spokeswoman": (
        (
            "The Water Board met on Monday. Ana Marsh, a spokeswoman for the board, was there. The "
            "board has closed the dam. “It leaks,” its spokeswoman said."
        ),
        "Ana Marsh",
    ),
    "the body in view": (
        "The Dock Workers Union answered on Monday. Ships waited. It said that nothing was agreed.",
        "Dock Workers Union",
    ),
    "an abbreviation": (
        "The Interstate Drugs Authority met. The IDA said that the trial was halted.",
        "Interstate Drugs Authority",
    ),
    "an abbreviation in brackets": (
        "The Lemmarian Railworkers’ Union (LRT) met. LRT said that the strike was on.",
        "Lemmarian Railworkers’ Union",
    ),
    "an article is none of the name": (
        "Ana Marsh spoke. “Add it,” she said. Add Ana Marsh to the list. “No,” Marsh said.",
        "Ana Marsh",
    ),
}


@pytest.mark.parametrize("name", MEANT)
def test_a_source_means(prepared, name):
    text, speaker = MEANT[name]
    assert (last_speaker(prepared(text)) or "").replace("'s", "’s") == speaker


def test_a_document_speaks_for_who_wrote_it(prepared):
    text = "In a message Ana Marsh said that she was sorry. “I stand by it,” the message said."
    statement = statements(prepared(text))[-1]
    assert (statement.speaker, statement.source_kind) == ("Ana Marsh", "document")


def test_a_word_at_the_start_of_a_sentence_is_no_name(prepared):
    (statement,) = statements(prepared("Officers said that the dam was safe."))
    assert (statement.speaker, statement.source_kind) == (None, "unnamed group")


def test_a_company_is_no_person_for_being_an_operator(prepared):
    text = "The reactor stopped, operator Electronuclear Kalm said. It was safe, the company said."
    first, second = statements(prepared(text))
    assert {first.source_kind, second.source_kind} == {"organisation"}
    assert second.speaker == "Electronuclear Kalm"


def test_a_quotation_without_a_source_is_of_who_stands_beside_it(prepared):
    text = "Ana Marsh left early. “We shall see what the court makes of that.” It rained in Lund."
    found = statements(prepared(text), by="tagger")
    assert [s.speaker for s in found if s.kind == "direct"] in ([], ["Ana Marsh"])


def test_the_tagger_overlooks_no_plain_report(prepared):
    text = "The road is closed, no fewer than 600 according to the Bureau of Roads."
    assert any(
        s.source and "Bureau" in s.source.text for s in statements(prepared(text), by="tagger")
    )


@pytest.mark.parametrize(
    "unit",
    [
        "The 51-year-old said so. ",
        "Ana Marsh ran. She said it. ",
        "Ana Marsh, 51, a baker from Lund, said so. The baker said no. ",
        "The Water Board (WB) met. It said so, its spokesman said. ",
        "A memo seen by Ana Marsh details it. ",
        "A nurse said it. She said so. ",
    ],
)
def test_hostile_text_takes_linear_time(prepared, unit):
    def seconds(times):
        article = prepared(unit * times)
        start = time.process_time()
        statements(article)
        return time.process_time() - start

    seconds(20)
    # The quicker of two runs: what the machine does beside it can treble one of them.
    assert min(seconds(1600) for _ in range(2)) < 8 * max(seconds(400), 0.02)
