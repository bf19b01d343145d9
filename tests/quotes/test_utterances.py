"""Every rendering of one utterance is one group, over all articles of a story."""

import random
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retold.quotes import utterances

WHOLE = "“I will answer that under oath, because I will be asked under oath,” {who} said."
PART = "{who} said she would answer “under oath”. “I will answer that under oath,” she said."


def named(who, text=WHOLE):
    return text.format(who=who)


def test_independent_reports_of_one_briefing_are_one_utterance(tale):
    story = tale({"a": named("Ana Ruiz"), "b": named("the mayor, Ana Ruiz,")})
    (only,) = story.utterances()
    assert only.speaker == "Ana Ruiz"
    assert {r.place.article for r in only.renderings} == {"a", "b"}
    assert {r.form for r in only.renderings} == {"complete"}


def test_the_fullest_form_is_the_longest_and_the_others_are_trimmed(tale):
    story = tale(
        {
            "a": named("Ana Ruiz", "“I will answer that under oath,” {who} said."),
            "b": named("Ana Ruiz"),
        }
    )
    (only,) = story.utterances()
    assert only.longest.article == "b"
    assert {(r.place.article, r.form) for r in only.renderings} == {
        ("a", "trimmed"),
        ("b", "complete"),
    }


def test_an_article_that_gives_all_words_in_two_quotations_is_complete(tale):
    split = "“I will answer that under oath,” Ana Ruiz said, “because I will be asked under oath.”"
    story = tale({"a": named("Ana Ruiz"), "b": split})
    forms = {form for name in "ab" for _, form, _ in story.forms(name)}
    assert forms == {"complete"}


def test_the_same_words_twice_in_one_article_are_one_utterance(tale):
    text = (
        "The mayor promised that “not one bus will cross this winter”.\n\n"
        "“Not one bus will cross this winter, and I mean it,” Ana Ruiz said."
    )
    (only,) = tale({"a": text}).utterances()
    assert [r.form for r in only.renderings] == ["trimmed", "complete"]


def test_two_utterances_of_one_speaker_stay_two(tale):
    text = "“The bridge is closed for good,” Ana Ruiz said. “My brother owns a bakery,” she said."
    assert len(tale({"a": text}).utterances()) == 2


def test_the_speaker_has_the_fullest_name_that_articles_agree_on(tale):
    texts = {
        "a": "John Kirby, a spokesman, spoke. " + named("Kirby"),
        "b": named("John Kirby"),
        "c": named("Kirby"),
    }
    (only,) = tale(texts).utterances()
    assert only.speaker == "John Kirby"


def test_titles_nicknames_and_scare_quotes_are_no_utterances(tale):
    text = (
        "Ed “Sonny” Hay played in “The Long Way Home”, a so-called “blockbuster” of that year. "
        "The “green” bridge stayed open."
    )
    assert tale({"a": text}).utterances() == ()


def test_a_speech_over_paragraphs_is_one_utterance(tale):
    text = "Ana Ruiz said: “The bridge is shut.\n\n“The pillar is full of rust.\n\n“We go home.”"
    (only,) = tale({"a": text}).utterances()
    (rendering,) = only.renderings
    place = rendering.place
    assert text[place.start : place.end].startswith("The bridge")
    assert text[place.start : place.end].endswith("home.")


def test_independent_reports_may_quote_other_words_of_one_speech(tale):
    one = "“We are going to have the army and we are going to have a space army,” {who} said."
    two = "“An army and a space army, separate but equal, as I say,” {who} said."
    story = tale({"a": named("Ana Ruiz", one), "b": named("Ana Ruiz", two)})
    assert story.form("a") == story.form("b") == ("complete", ())


def test_independent_reports_that_print_other_words_of_one_sentence_differ(tale):
    story = tale({"a": named("Ana Ruiz"), "b": named("Ana Ruiz").replace("that", "it")})
    assert {story.form("a")[0], story.form("b")[0]} == {"complete", "altered"}


def test_a_statement_set_off_as_a_block_is_quoted(tale):
    texts = {
        "a": "In a letter to staff Ana Ruiz wrote:\n\nWe closed the bridge because of the rust.",
        "b": "“We closed the bridge because of the rust,” wrote Ana Ruiz.",
    }
    (only,) = tale(texts).utterances()
    assert [rendering.form for rendering in only.renderings] == ["complete", "complete"]


def test_a_quotation_given_to_somebody_else_is_the_same_utterance(tale):
    one = "“Nobody in town will have made more jam than I have by Friday,” said Ana Ruiz."
    two = "“By Friday more jam will have been made by me than by anybody,” said Bo Hall."
    story = tale({"a": one, "b": two}, [("b", "a")], [(("b", 0), ("a", 0))])
    (only,) = story.utterances()
    assert [rendering.speaker for rendering in only.renderings] == ["Ana Ruiz", "Bo Hall"]
    assert story.form("b")[0] == "altered"


# -- made up --------------------------------------------------------------------------------------

REPORT = "Ana Ruiz, the mayor, closed the bridge on Monday. The pillar is full of rust."
MADE_UP = (
    "Ana Ruiz closed the bridge. “My heart is broken for every commuter of this city,” Ruiz said."
)


def test_a_quotation_without_a_source_in_the_parent_is_invented(tale):
    story = tale({"a": REPORT, "b": MADE_UP}, [("b", "a")])
    assert story.form("b") == ("invented", ())


@pytest.mark.parametrize("kind", ["expansion", "update"])
def test_an_article_that_reports_more_than_its_parent_makes_nothing_up(tale, kind):
    story = tale({"a": REPORT, "b": MADE_UP}, [("b", "a", kind)])
    assert story.form("b") == ("complete", ())


def test_an_origin_makes_nothing_up(tale):
    assert tale({"a": REPORT, "b": MADE_UP}).form("b") == ("complete", ())


def test_somebody_whom_the_parent_does_not_know_was_asked(tale):
    text = MADE_UP.replace("Ruiz said", "said Carl Benz, a baker")
    story = tale({"a": REPORT, "b": text}, [("b", "a")])
    assert story.form("b") == ("complete", ())


@pytest.mark.parametrize(
    "text",
    [
        MADE_UP.replace("Ruiz said", "a baker said"),
        MADE_UP + " “And I own two boats,” said Carl Benz.",
    ],
)
def test_nobody_whom_the_parent_does_not_know_is_said_to_have_been_made_to_speak(tale, text):
    story = tale({"a": REPORT, "b": text}, [("b", "a")])
    assert "invented" not in {form for words, form, _ in story.forms("b") if "boats" in words}
    if "Ruiz said" not in text:
        assert "invented" not in {form for _, form, _ in story.forms("b")}


def test_what_another_report_has_is_not_made_up(tale):
    story = tale({"a": REPORT, "b": MADE_UP, "c": MADE_UP + " She wept."}, [("b", "a")])
    assert story.form("b") == ("complete", ())


def test_two_words_in_marks_are_a_term(tale):
    text = "Ana Ruiz called the bridge a “rusty embarrassment”."
    story = tale({"a": REPORT, "b": text}, [("b", "a")])
    assert all(form != "invented" for _, form, _ in story.forms("b"))


# -- an official transcript -----------------------------------------------------------------------

RECORD = (
    "MAYOR RUIZ: Good morning. We found rust in the third pillar. I will not send a bus across "
    "before the winter is over. Thank you.\n\nQUESTION: And the trains? MAYOR RUIZ: They run."
)


@pytest.mark.parametrize(
    ("printed", "form", "found"),
    [
        ("We found rust in the third pillar.", "complete", True),
        ("I will not send a bus across", "trimmed", True),
        ("I will not send one bus across before the winter is over", "altered", True),
        ("Nobody listens to what engineers told this city hall", "complete", False),
    ],
)
def test_every_quotation_is_held_against_the_transcript(tale, printed, form, found):
    texts = {"a": f"The mayor spoke. “{printed}” Ana Ruiz said.", "record": RECORD}
    story = tale(texts, primary=("record",))
    (only,) = story.utterances()
    assert only.renderings[0].form == form
    assert (only.primary is not None) is found
    if found and form != "altered":
        assert printed.rstrip(".") in story.words(only.primary)


def test_the_transcript_weighs_more_than_the_parent(tale):
    other = "“We found rust in the fourth pillar.” Ana Ruiz said."
    story = tale({"a": other, "b": other, "record": RECORD}, [("b", "a")], primary=("record",))
    assert story.form("a") == story.form("b") == ("altered", (("third", "fourth"),))


# -- in any order, in bounded time, in place ------------------------------------------------------


def test_the_order_of_input_does_not_matter(tale):
    texts = {
        name: named(who, t)
        for name, who, t in zip(
            "abcd",
            ["Ana Ruiz", "Ruiz", "the mayor", "Ana Ruiz"],
            [WHOLE, PART, WHOLE, PART],
            strict=True,
        )
    }
    names = list(texts)
    expected = tale(texts).utterances()
    for seed in range(4):
        random.Random(seed).shuffle(names)
        assert tale({name: texts[name] for name in names}).utterances() == expected


PIECES = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "‘",
        "’",
        " ",
        "\n\n",
        ". ",
        ", ",
        "…",
        "[",
        "]",
        "said ",
        "Ana Ruiz ",
        "it’s ",
        "we will go ",
        "the rusty bridge ",
        "no bus ",
        "70% ",
        "U.S. ",
        "\u00ad",
        "é",
        "e\u0301",
        "\U0001f600",
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(TEXTS, TEXTS)
def test_places_lie_in_their_article_and_every_utterance_holds_its_longest(tale, one, two):
    story = tale({"a": one, "b": two}, [("b", "a")])
    for utterance in story.utterances():
        places = [rendering.place for rendering in utterance.renderings]
        assert utterance.longest in places
        assert len(set(places)) == len(places)
        for rendering in utterance.renderings:
            place, text = rendering.place, {"a": one, "b": two}[rendering.place.article]
            assert 0 <= place.start < place.end <= len(text)
            words = text[place.start : place.end]
            assert words == words.strip()
            for before, after in rendering.altered:
                assert after in text
                assert before in one + two
            assert (rendering.form == "altered") == bool(rendering.altered)


def test_a_story_of_two_hundred_articles_is_done_in_time(tale):
    dice = random.Random(7)
    stock = [f"word{n}" for n in range(800)]
    said = [" ".join(dice.choices(stock, k=25)) for _ in range(5)]

    def page():
        parts = []
        for quotation in said:
            words = quotation.split()
            words[dice.randrange(25)] = dice.choice(stock)
            parts.append(f"“{' '.join(words)},” Ana Ruiz said.")
        return "\n\n".join(parts)

    texts = {"r": page()} | {f"d{n}": page() for n in range(200)}
    told = tale(texts, [(f"d{n}", "r" if n < 100 else f"d{n - 100}") for n in range(200)]).told()
    started = time.process_time()
    found = utterances(told)
    assert time.process_time() - started < 10
    assert len(found) == 5
