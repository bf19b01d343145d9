"""What was done to a quotation on its way from one article to another."""

import pytest

SOURCE = (
    "The bridge will stay shut until spring. “We found rust in the third pillar, and we will "
    "not send a single bus across before the winter is over,” said Ana Ruiz, the mayor."
)
SAID = (
    "We found rust in the third pillar, and we will not send a single bus across before the "
    "winter is over"
)


def retelling(quotation, lead="The mayor, Ana Ruiz, said: “", end="”"):
    return f"Nobody crosses the river. {lead}{quotation}{end}"


@pytest.mark.parametrize(
    "printed",
    [
        SAID,
        SAID + ".",
        SAID.upper(),
        SAID.replace(", and", " – and"),
        SAID.replace("We found", "“We” found").replace("“", "‘").replace("”", "’"),
        SAID.replace(" ", "\u00a0"),
        SAID.replace("pillar", "pil\u00adlar"),
        SAID.replace("single", "\u202asingle\u202c"),
        SAID.replace("single", "s\u0456ngle"),
    ],
)
def test_case_punctuation_and_glyphs_do_not_alter_a_quotation(tale, printed):
    story = tale({"a": SOURCE, "b": retelling(printed)}, [("b", "a")])
    assert story.form("b") == ("complete", ())


@pytest.mark.parametrize(
    "printed",
    [
        "we will not send a single bus across",
        "We found rust in the third pillar",
        "We found rust … and we will not send a single bus across",
        "We found rust in the third pillar, and we will not send a single bus across ...",
        "We found rust . . . before the winter is over",
        "[The city] will not send a single bus across before the winter is over",
        "We found rust in the third pillar [of the bridge], and we will not send a single bus",
    ],
)
def test_an_excerpt_and_marks_of_omission_are_honest(tale, printed):
    story = tale({"a": SOURCE, "b": retelling(printed)}, [("b", "a")])
    assert story.form("b") == ("trimmed", ())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("third", "fourth"),
        ("rust", "cracks and rust"),
        ("not send", "never send"),
        ("a single bus", "a bus"),
        ("winter is", "winter's"),
        ("We", "They"),
        ("over", "past"),
    ],
)
def test_altered_words_are_told_to_the_letter(tale, before, after):
    story = tale({"a": SOURCE, "b": retelling(SAID.replace(before, after))}, [("b", "a")])
    form, ((gone, come),) = story.form("b")
    assert form == "altered"
    assert gone in SOURCE
    assert SAID.replace(gone, come, 1) == SAID.replace(before, after) or come in after
    assert len(gone.split()) <= len(before.split()) + 1


def test_two_alterations_far_apart_are_two(tale):
    printed = SAID.replace("third", "fourth").replace("winter", "summer")
    story = tale({"a": SOURCE, "b": retelling(printed)}, [("b", "a")])
    assert story.form("b") == ("altered", (("third", "fourth"), ("winter", "summer")))


def test_words_altered_at_the_ends_are_told_without_their_neighbours(tale):
    source = "“We will sell the drug at a responsible price wherever it is needed,” Ana Ruiz said."
    printed = "a price that is responsible wherever it is needed"
    story = tale({"a": source, "b": retelling(printed)}, [("b", "a")])
    pairs = (("a responsible price", "a price that is responsible"),)
    assert story.form("b") == ("altered", pairs)


def test_words_left_out_without_a_mark_are_altered(tale):
    printed = SAID.replace("not send a single bus", "send a bus")
    story = tale({"a": SOURCE, "b": retelling(printed)}, [("b", "a")])
    form, pairs = story.form("b")
    assert form == "altered"
    assert ("not", "") in pairs or any("not" in before for before, _ in pairs)


@pytest.mark.parametrize("printed", ["70 percent", "70 per cent", "seventy%"])
def test_another_way_to_write_a_figure_is_another_word(tale, printed):
    text = "“We pay {} of the whole sum to the workers here,” Ana Ruiz said."
    story = tale({"a": text.format("70%"), "b": text.format(printed)}, [("b", "a")])
    assert story.form("b")[0] == "altered"


def test_compounds_may_be_written_in_one_word(tale):
    text = "“We drove south{}west along the whole river until it got dark,” Ana Ruiz said."
    story = tale({"a": text.format("-"), "b": text.format("")}, [("b", "a")])
    assert story.form("b")[0] != "altered"


def test_quotations_run_together_are_merged(tale):
    source = "“We found rust in the third pillar,” said Ana Ruiz. “No bus will cross this winter.”"
    printed = "We found rust in the third pillar. No bus will cross this winter."
    story = tale({"a": source, "b": retelling(printed)}, [("b", "a")])
    assert story.form("b") == ("merged", ())


def test_passages_run_together_within_one_quotation_are_merged(tale):
    printed = "We found rust in the third pillar before the winter is over"
    story = tale({"a": SOURCE, "b": retelling(printed)}, [("b", "a")])
    assert story.form("b") == ("merged", ())


def test_sentences_in_another_order_are_reordered(tale):
    source = (
        "“The third pillar is full of rust. No bus will cross the river before the spring,” "
        "Ana Ruiz said."
    )
    printed = "No bus will cross the river before the spring. The third pillar is full of rust"
    story = tale({"a": source, "b": retelling(printed)}, [("b", "a")])
    assert story.form("b") == ("reordered", ())


def test_a_quotation_worded_anew_has_the_sentence_that_it_comes_from(tale):
    source = (
        "“The inquiry took too long. Every single family was left waiting for answers,” "
        "said Ana Ruiz."
    )
    new = "said: “For answers all of the relatives had to wait and wait.”"
    story = tale(
        {"a": source, "b": f"The mayor, Ana Ruiz, {new}"}, [("b", "a")], [(("b", 0), ("a", 1))]
    )
    form, ((before, after),) = story.form("b")
    assert form == "altered"
    assert before == "Every single family was left waiting for answers"
    assert after.startswith("For answers")


def test_marks_taken_away_and_words_given_in_other_words(tale):
    kept = "Ana Ruiz said they would not send a single bus across before the winter is over."
    free = "Ana Ruiz said that rust had been found in a pillar and buses would have to wait."
    links = [(("b", 0), ("a", 1)), (("c", 0), ("a", 1))]
    story = tale({"a": SOURCE, "b": kept, "c": free}, [("b", "a"), ("c", "a")], links)
    assert [form for _, form, _ in story.forms("b")] == ["unquoted"]
    assert [form for _, form, _ in story.forms("c")] == ["paraphrased"]


def test_words_go_on_without_marks_and_without_anybody_who_says_them(tale):
    kept = "No bus has run. Rust sits in the third pillar, and not a single bus across before the winter is over."
    story = tale({"a": SOURCE, "b": kept}, [("b", "a")], [(("b", 1), ("a", 1))])
    ((words, form, _),) = story.forms("b")
    assert form == "unquoted"
    assert "single bus across before the winter is over" in words


def test_what_is_altered_is_handed_down(tale):
    other = SAID.replace("third", "fourth")
    story = tale(
        {"a": SOURCE, "b": retelling(other), "c": retelling(other, "Ruiz said: “")},
        [("b", "a"), ("c", "b")],
    )
    assert story.form("b") == story.form("c") == ("altered", (("third", "fourth"),))


def test_an_alteration_taken_back_is_none(tale):
    story = tale(
        {"a": SOURCE, "b": retelling(SAID.replace("third", "fourth")), "c": retelling(SAID)},
        [("b", "a"), ("c", "b")],
    )
    assert story.form("c") == ("complete", ())
