"""Who said what is read from a text by rule, and speakers are resolved within it."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retold.statements import statements


def told(article):
    """Return source, cue and content of each statement as words."""
    return [
        (
            s.source.text if s.source else None,
            s.cue.text if s.cue else None,
            [span.of(article.text) for span in s.content],
        )
        for s in statements(article)
    ]


PATTERNS = {
    "subject, verb, that": (
        "The minister said on Monday that the dam was safe.",
        ("The minister", "said", ["that the dam was safe"]),
    ),
    "a bare clause": (
        "Officials said the dam was safe.",
        ("Officials", "said", ["the dam was safe"]),
    ),
    "content first": (
        "The dam was safe, officials said.",
        ("officials", "said", ["The dam was safe"]),
    ),
    "inverted": (
        "“The dam is safe,” said Ana Marsh, a spokeswoman for the ministry.",
        (
            "Ana Marsh, a spokeswoman for the ministry",
            "said",
            ["“The dam is safe,”"],
        ),
    ),
    "to somebody": (
        "The engineer told reporters that the dam was safe.",
        ("The engineer", "told", ["that the dam was safe"]),
    ),
    "according to, first": (
        "According to the ministry, the dam was safe.",
        ("the ministry", "According to", ["the dam was safe"]),
    ),
    "according to, last": (
        "The wall collapsed on Monday, killing 12 people, according to local officials.",
        ("local officials", "according to", ["killing 12 people"]),
    ),
    "interrupted": (
        "The dam, he said, was never safe.",
        ("he", "said", ["The dam", "was never safe"]),
    ),
    "in a statement": (
        "The company said in a statement that it regretted the delay.",
        ("The company", "said", ["that it regretted the delay"]),
    ),
    "with a colon": (
        "Mr Marsh added: “Nobody warned us.”",
        ("Mr Marsh", "added", ["“Nobody warned us.”"]),
    ),
    "asked whether": (
        "Marsh was asked whether the dam was safe.",
        (None, "was asked", ["whether the dam was safe"]),
    ),
    "a noun": (
        "Reporters heard the mayor’s claim that the dam was safe.",
        ("the mayor", "claim", ["that the dam was safe"]),
    ),
    "a long verb": (
        "Kirby went on to say that officials were talking.",
        ("Kirby", "went on to say", ["that officials were talking"]),
    ),
    "an aside": (
        "He did, however, mention “some delays” at the site.",
        ("He", "did, however, mention", ["“some delays” at the site"]),
    ),
    "an addressee first named": (
        "The president vowed to rebuild the dam.",
        ("The president", "vowed", ["to rebuild the dam"]),
    ),
    "as reported": (
        "The dam was never inspected, as Reuters reported.",
        ("Reuters", "reported", ["The dam was never inspected"]),
    ),
}


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_of_reported_speech_is_read(prepared, name):
    text, expected = PATTERNS[name]
    assert expected in told(prepared(text))


@pytest.mark.parametrize(
    "text",
    [
        "The storm claimed the lives of some 40 people.",
        "A show called “Brokers” opened in the town.",
        "Several states raised the tax.",
        "It was a “bad” year for the town.",
        "The report was published in May.",
    ],
)
def test_what_nobody_said_is_no_statement(prepared, text):
    assert statements(prepared(text)) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“It is safe,” he said.", "direct"),
        ("He said “it is safe”.", "direct"),
        ("He said that the dam was “as safe as houses”.", "mixed"),
        ("He said that the dam was safe.", "indirect"),
    ],
)
def test_the_kind_follows_from_the_quotation_marks(prepared, text, kind):
    assert [s.kind for s in statements(prepared(text))] == [kind]


def test_a_quotation_goes_on_after_its_reporting_clause(prepared):
    article = prepared("“It is safe,” she said. “But we are watching it.”")
    assert told(article) == [("she", "said", ["“It is safe,”", "“But we are watching it.”"])]


def test_a_speech_over_paragraphs_is_one_statement(prepared):
    article = prepared("“It is safe.\n\n“It was always safe,” said Ana Marsh.")
    assert told(article) == [("Ana Marsh", "said", ["“It is safe.", "“It was always safe,”"])]


def test_two_verbs_share_their_subject(prepared):
    article = prepared("The spokesman said officials “were not told,” but insisted “it is over.”")
    assert [(source, cue) for source, cue, _ in told(article)] == [
        ("The spokesman", "said"),
        ("The spokesman", "insisted"),
    ]


def test_what_is_said_inside_a_quotation_is_left_to_it(prepared):
    article = prepared("“Ana told me that he said it was safe,” Tom Reed said.")
    assert [source for source, _, _ in told(article)] == ["Tom Reed"]


WHO = (
    "At the ministry, dam safety spokeswoman Ana Marsh was asked about the wall. {said}\n\n"
    "Mayor Tom Reed, who lives nearby, left early."
)


@pytest.mark.parametrize(
    "said",
    [
        "“It is safe,” she said.",
        "“It is safe,” Marsh said.",
        "“It is safe,” Ms. Marsh said.",
        "“It is safe,” the spokeswoman said.",
        "“It is safe,” said Ana Marsh.",
    ],
)
def test_speakers_are_resolved_to_a_name_and_a_role(prepared, said):
    (statement,) = statements(prepared(WHO.format(said=said)))
    assert (statement.speaker, statement.role) == ("Ana Marsh", "dam safety spokeswoman")


@pytest.mark.parametrize(
    ("text", "speaker", "role"),
    [
        ("The bank’s chief economist, Ana Marsh, said that prices rose.", "Ana Marsh", None),
        ("“No,” said Ana Marsh, director of the Water Board.", "Ana Marsh", "director of the Water Board"),
        ("Governor Ana Marsh said that prices rose.", "Ana Marsh", "Governor"),
        ("White House spokesman Tom Reed said that it was safe.", "Tom Reed", "White House spokesman"),
        ("Port officials said that it was safe.", None, None),
        ("The Water Board said that it was safe.", "Water Board", None),
        ("A spokesman for Ana Marsh said that it was safe.", None, None),
    ],
)  # fmt: skip
def test_names_and_roles_come_from_the_source_itself(prepared, text, speaker, role):
    (statement,) = statements(prepared(text))
    assert statement.speaker == speaker
    assert role is None or statement.role == role


def test_he_and_she_are_kept_apart(prepared):
    text = (
        "Mayor Tom Reed met Governor Maria Lopez on Monday. “It went well,” he said. "
        "“Not at all,” she said."
    )
    assert [s.speaker for s in statements(prepared(text))] == ["Tom Reed", "Maria Lopez"]


def test_the_outlet_is_the_one_named_before(prepared):
    text = "Bloomberg reported that talks were under way. The outlet stated that they were secret."
    assert [s.speaker for s in statements(prepared(text))] == ["Bloomberg", "Bloomberg"]


ODD = st.lists(
    st.sampled_from(
        [*"“”\"'’,.:;—()", "\n\n", "said", "told", "that", "who", "he", "Ana", "Marsh", "asked",
         "according", "to", "claims", "and", "but", "the", "spokesman", "whether", "was", "Le"]
    )
    | st.text(max_size=6),
    max_size=40,
).map(" ".join)  # fmt: skip


@given(ODD)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_spans_lie_in_the_text_and_hold_the_words(prepared, text):
    article = prepared(text)
    found = statements(article)
    assert found == statements(article)
    for statement in found:
        passages = [p for p in (statement.source, statement.cue) if p]
        for passage in passages:
            assert passage.text == passage.spans[0].of(text) != ""
        assert statement.content
        for span in statement.content:
            assert 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize(
    "unit",
    [
        "he said, ",
        "the man who ",
        "“a b c d,” he said. ",
        "said that ",
        "( said ) ",
        "the bank said so. ",
    ],
)
def test_hostile_text_takes_linear_time(prepared, unit):
    article = prepared(unit * 4000)
    start = time.process_time()
    statements(article)
    assert time.process_time() - start < 5


def test_the_subject_of_an_office_is_no_part_of_the_name(prepared):
    text = (
        "Deputy Communications Minister Stavroula Mandrakis said the cable was cut. "
        'Mandrakis said repairs "take time".'
    )
    assert {s.speaker for s in statements(prepared(text))} == {"Stavroula Mandrakis"}


NO_SOURCES = {
    "a noun that looks like a verb": "Emergency calls on Ostra failed for an hour.",
    "a length of time": "For 86 minutes calls for help could not be put through.",
    "a thing found": "Any iron found next to the cable will fit the anchor.",
    "a thing met with": "Islanders, meanwhile, find 61 of their 148 cash machines in service.",
    "people who are advised": "Ana Marsh, a retired pilot who now advises marine insurers, left.",
    "a thing learned": "“It is safe,” the wall said of Ana Marsh, who learned the trade at sea.",
    "a manner": "The wall, nonetheless, suggested a flaw.",
}


@pytest.mark.parametrize("name", NO_SOURCES)
def test_what_cannot_speak_is_no_source(prepared, name):
    found = {source for source, _, _ in told(prepared(NO_SOURCES[name]))}
    assert found <= {None, "The wall", "the wall"}


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The agency calls for a halt to the work.", "The agency"),
        ("She calls on residents to stay at home.", "She"),
        ("Officials find that the dam leaks.", "Officials"),
        ("Hours before the failure Harbour Courier reported that it leaked.", "Harbour Courier"),
        (
            "On Monday the paper Harbour Courier reported that it leaked.",
            "the paper Harbour Courier",
        ),
        (
            "A ship which, according to tracking data, passed over the cable at night turned.",
            "tracking data",
        ),
        (
            "“The dam is not safe at all,” was how Ana Marsh commented on the matter in Ostra.",
            "Ana Marsh",
        ),
    ],
)
def test_a_source_ends_where_its_noun_phrase_ends(prepared, text, source):
    assert [found for found, _, _ in told(prepared(text))] == [source]


def test_him_is_the_last_man_who_spoke(prepared):
    text = (
        "“The dam is safe,” said Mr Tom Reed. Ms Ana Marsh left early. "
        "According to him, the wall was never weak."
    )
    assert statements(prepared(text))[-1].speaker == "Tom Reed"


def test_a_speaker_known_by_a_role_stands_behind_who(prepared):
    text = "Mayor Tom Reed spoke. Tom Reed, a retired pilot who said that the dam leaks, left."
    assert statements(prepared(text))[-1].speaker == "Tom Reed"


def test_a_report_that_ends_on_its_comma_has_no_content(prepared):
    text = "According to a 7.00 pm statement from the White House,"
    assert all(s.content for s in statements(prepared(text)))


PRONOUNS = {
    "the subject rather than whom it was told": (
        "Governor Zita Tarnay told Prime Minister Kal Weisz the figure. “Nobody knew,” she said.",
        "Zita Tarnay",
    ),
    "the one whom other pronouns show to be a woman": (
        "Governor Noor Tarnay said she knew. Minister Kim Weisz said he did not. “No,” she added.",
        "Noor Tarnay",
    ),
    "no place, though it is named last": (
        "Minister Ana Marsh left. Asked in Lund, the minister replied: “No.” “No,” she added.",
        "Ana Marsh",
    ),
    "somebody without an office whose surname alone comes back": (
        "Dr Tom Reed left. Ana Marsh quit on Monday. “It is over,” she said. Marsh leaves in May.",
        "Ana Marsh",
    ),
    "nobody, where only a man is named": (
        "Mr Tom Reed left the meeting. “It is over,” she said.",
        None,
    ),
}


@pytest.mark.parametrize("name", PRONOUNS)
def test_a_pronoun_means(prepared, name):
    text, speaker = PRONOUNS[name]
    assert statements(prepared(text))[-1].speaker == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ana Marsh’s answer was brief: “The dam is not safe at all.”", "Ana Marsh"),
        ("The owner, Hermosa Lines, said that the barge was sound.", "Hermosa Lines"),
        ("It was built by Ostholm Works, which says that the seal was sound.", "Ostholm Works"),
        ("Ana Marsh, head of the lab, left. The director said that it was late.", "Ana Marsh"),
        ("“We met,” said Ana Marsh, director-general of the lab.", "Ana Marsh"),
    ],
)
def test_more_words_that_stand_for_a_speaker(prepared, text, speaker):
    assert statements(prepared(text))[-1].speaker == speaker
