"""What sort of source speaks, why it has no name, through whom words came, and who is who."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.statements import people_of_story, statements
from retold.statements.kinds import cue_kind
from retold.types import Span, Statement


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Mayor Ana Marsh said that it was safe.", "person"),
        ("The Water Board said that it was safe.", "organisation"),
        ("Reuters said that it was safe.", "organisation"),
        ("The company said that it was safe.", "organisation"),
        ("A report by the board said that it was safe.", "document"),
        ("A senior official said that it was safe.", "unnamed person"),
        ("One resident said that it was safe.", "unnamed person"),
        ("Port officials said that it was safe.", "unnamed group"),
        ("Critics said that it was safe.", "unnamed group"),
    ],
)
def test_sources_are_sorted(prepared, text, kind):
    (statement,) = statements(prepared(text), by="rules")
    assert statement.source_kind == kind


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "An aide, who spoke on condition of anonymity as the talks were private, said it leaks.",
            "spoke on condition of anonymity as the talks were private",
        ),
        (
            "An engineer who asked not to be named said that it was safe.",
            "who asked not to be named",
        ),
        (
            "Two officials, who were not authorized to speak publicly, said that it was safe.",
            "were not authorized to speak publicly",
        ),
        ("An engineer said that it was safe.", None),
    ],
)
def test_the_reason_for_leaving_out_a_name_is_kept(prepared, text, why):
    (statement,) = statements(prepared(text), by="rules")
    assert (statement.unnamed_why.text if statement.unnamed_why else None) == why


@pytest.mark.parametrize(
    ("cue", "kind"),
    [
        ("said", "said"),
        ("told", "said"),
        ("asked", "asked"),
        ("has claimed", "claimed"),
        ("falsely claimed", "disputed"),
        ("denied", "denied"),
        ("admitted", "admitted"),
        ("vowed", "promised"),
        ("warned", "warned"),
        ("declined to comment", "declined"),
        ("refused", "declined"),
        ("did not immediately respond to", "silent"),
        ("could not be reached", "silent"),
        (None, None),
    ],
)
def test_cues_are_data(cue, kind):
    assert cue_kind(cue) == kind


def levels(article, by="rules"):
    """Return every chain as words: who is nearest first, whose words it is last."""
    return [
        [*(link.text for link in s.chain), s.source.text]
        for s in statements(article, by=by)
        if s.chain and s.source
    ]


CHAINS = {
    "a report inside a report": (
        "Bloomberg reported that port officials had told ministers that the dam was weak.",
        ["Bloomberg", "port officials"],
    ),
    "citing": (
        "The dam was weak, Reuters reported, citing two officials.",
        ["Reuters", "two officials"],
    ),
    "told an outlet": (
        "The dam was weak, Mayor Ana Marsh told Reuters.",
        ["Reuters", "Mayor Ana Marsh"],
    ),
    "a document seen by an outlet": (
        "The dam was weak, according to a memo seen by Reuters.",
        ["Reuters", "a memo seen by Reuters"],
    ),
    "a post": (
        "“The dam is weak,” Ana Marsh said in a post on Telegram.",
        ["Telegram", "Ana Marsh"],
    ),
}


@pytest.mark.parametrize("name", CHAINS)
def test_a_chain_has_its_levels(prepared, name):
    text, chain = CHAINS[name]
    assert chain in levels(prepared(text))


@pytest.mark.parametrize(
    "text",
    [
        "Reuters quoted the engineer Ana Marsh as saying that the dam was weak.",
        "“The dam is weak,” the engineer Ana Marsh was quoted by Reuters as saying on Monday.",
    ],
)
def test_whoever_was_quoted_by_an_outlet_is_the_source(prepared, text):
    assert ["Reuters", "the engineer Ana Marsh"] in levels(prepared(text), by="tagger")


@pytest.mark.parametrize(
    "text",
    [
        "She said that he had told her the truth.",
        "The board said that it would ask the mayor to come.",
        "Marsh opposed the plan, citing rising costs.",
        "Ana Marsh told reporters that the dam was weak.",
    ],
)
def test_what_nobody_passed_on_is_no_chain(prepared, text):
    assert levels(prepared(text)) == []


def said(prepared, *texts):
    return [s for text in texts for s in statements(prepared(text), by="rules")]


def test_people_are_one_across_the_articles_of_a_story(prepared):
    cast = people_of_story(
        said(
            prepared,
            "White House spokesman John Kirby said that it was safe.",
            "Kirby spoke. Spokesman John F. Kirby said that it was safe.",
            "Mr. Kirby said that it was safe.",
        )
    )
    (kirby,) = cast.speakers
    assert kirby.name == "John F. Kirby"
    assert {cast.named(name) for name in kirby.names} == {kirby}
    assert cast.named("Marsh") is None


def test_two_of_one_last_name_stay_two_and_the_bare_name_with_neither(prepared):
    cast = people_of_story(
        said(
            prepared,
            "Mayor Ana Marsh said that it was safe.",
            "Governor Tom Marsh said that it was safe.",
            "Mr. Marsh said that it was safe.",
        )
    )
    assert [s.name for s in cast.speakers] == ["Ana Marsh", "Marsh", "Tom Marsh"]


ONE = [
    ("John F. Kirby", "J.F. Kirby"),
    ("John F. Kirby", "J. Kirby", "Mr. Kirby"),
    ("Robert Marsh", "Bob Marsh", "Bobby Marsh"),
    ("Jack “Mo” Marsh", "Mo Marsh", "Jack Marsh"),
    ('Edward "Buzz" Miller', "Buzz Miller"),
    ("Martin Marsh Jr.", "Martin Marsh", "Marsh"),
    ("Ana Lopez Marsh", "Ana Maria Lopez Marsh", "Ana Marsh"),
    ("Thomas O’Brien", "Tom O’Brien"),
]
TWO = [
    ("Ana Marsh", "Tom Marsh"),
    ("Ana Marsh", "Anthony Marsh"),
    ("George W. Marsh", "George H. W. Marsh"),
    ("Martin Marsh Jr.", "Martin Marsh Sr."),
    ("John F. Kirby", "John P. Kirby"),
    ("Ana Marsh Jr.", "Tom Kirby Jr."),
]


def persons(*names):
    """Return whom a story means by names that speak in it, one a statement."""
    said = [
        Statement(f"a{n}", "indirect", None, name, None, None, (Span(0, 4),), "person")
        for n, name in enumerate(names)
    ]
    return people_of_story(said).speakers


@pytest.mark.parametrize("names", ONE)
def test_initials_nicknames_and_suffixes_of_one_person_meet(names):
    for order in permutations(names):
        assert len(persons(*order)) == 1


@pytest.mark.parametrize("names", TWO)
def test_two_people_of_one_last_name_are_never_merged(names):
    for order in permutations(names):
        assert len(persons(*order)) == 2


def test_a_name_that_fits_two_people_stays_with_neither():
    assert len(persons("John Marsh", "Jane Marsh", "J. Marsh")) == 3
    assert len(persons("Martin Marsh Jr.", "Martin Marsh Sr.", "Martin Marsh")) == 3


@given(st.lists(st.text(max_size=30), max_size=6))
def test_any_names_can_be_resolved(names):
    found = persons(*(name for name in names if name))
    assert sorted(n for one in found for n in one.names) == sorted({n for n in names if n})


def test_bodies_meet_by_their_words_and_initials(prepared):
    cast = people_of_story(
        said(
            prepared,
            "The Marine Environment Bureau said that it was safe.",
            "The Environment Bureau said that it was safe.",
            "The MEB said that it was safe.",
        )
    )
    assert [s.name for s in cast.speakers] == ["Marine Environment Bureau"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The owner, Hermosa Lines, left. The company said that it was late.", "Hermosa Lines"),
        ("Hermosa Lines, which owns the barge, left. The owner said it was late.", "Hermosa Lines"),
        ("The Ostra Gazette has it. The newspaper said that it was late.", "Ostra Gazette"),
        ("Ana Marsh, 51, left. The 51-year-old said that it was late.", "Ana Marsh"),
        ("It rained. The company said that it was late.", None),
        ("Deputy Minister for Trade Ana Marsh said that it was late.", "Ana Marsh"),
        ("It rained. Secretary of State Ana Marsh said that it was late.", "Ana Marsh"),
    ],
)
def test_a_body_is_known_by_what_it_is_called(prepared, text, speaker):
    assert statements(prepared(text), by="rules")[-1].speaker == speaker


@pytest.mark.parametrize(
    ("text", "source", "kind"),
    [
        ("The ministry did not respond to a request for comment.", "The ministry", "silent"),
        ("Ana Marsh did not immediately return a call.", "Ana Marsh", "silent"),
        ("A spokesman could not be reached.", "A spokesman", "silent"),
        ("The mayor was not available for comment.", "The mayor", "silent"),
        ("The company declined to comment on Monday. It did not respond.", "It", "silent"),
    ],
)
@pytest.mark.parametrize("by", ["rules", "tagger"])
def test_those_who_say_nothing_are_kept(prepared, text, source, kind, by):
    statement = statements(prepared(text), by=by)[-1]
    assert (statement.source.text, statement.cue_kind) == (source, kind)


def test_a_refusal_is_not_taken_for_the_silence_of_the_next_sentence(prepared):
    text = "The company declined to comment. The ministry did not respond to a request."
    first, second = statements(prepared(text))
    assert (first.cue_kind, second.cue_kind) == ("declined", "silent")


@pytest.mark.parametrize("text", ["The station was not available.", "The call did not return."])
def test_things_keep_no_silence(prepared, text):
    assert statements(prepared(text)) == ()


PASSED_ON = {
    "said, according to an outlet": (
        "“The dam is weak,” Ana Marsh said on Monday, according to Reuters.",
        ["Reuters", "Ana Marsh"],
    ),
    "cited in an aside": (
        "The AP — citing the Health Ministry — reported that ten people had died.",
        ["The AP", "the Health Ministry"],
    ),
    "quoting": (
        "The dam was weak, Yonhap reported, quoting the South Korean military.",
        ["Yonhap", "the South Korean military"],
    ),
    "a paper that is called by a part of its name": (
        "The dam was weak, Mayor Ana Marsh told the Journal.",
        ["the Journal", "Mayor Ana Marsh"],
    ),
    "a document that an outlet holds details": (
        "A ministry memo obtained by Reuters this week detailed plans for a new dam.",
        ["Reuters", "A ministry memo obtained by Reuters"],
    ),
    "in a document": (
        "In papers obtained on Monday by Reuters, the dam was described as weak.",
        ["Reuters", "papers obtained on Monday by Reuters"],
    ),
    "put it": (
        "They came to see “the real people,” as the mayor put it to Reuters.",
        ["Reuters", "the mayor"],
    ),
}


@pytest.mark.parametrize("name", PASSED_ON)
def test_words_came_through_somebody(prepared, name):
    text, chain = PASSED_ON[name]
    assert chain in levels(prepared(text))


def test_whom_a_poll_asks_passes_nothing_on(prepared):
    text = "According to a new poll, a majority say that the dam is weak."
    assert levels(prepared(text), by="tagger") == []


def test_a_reader_who_is_no_outlet_passes_nothing_on(prepared):
    text = "President Tom Hay spoke. The audit reviewed by Hay said that the dam was weak."
    assert levels(prepared(text)) == []
