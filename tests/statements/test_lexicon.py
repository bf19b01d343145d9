"""Reporting verbs have a class that says how strongly they report."""

import pytest

from retold.statements import REPORTING, reporting_verbs
from retold.statements.lexicon import CLASSES


def found(text):
    return [(span.of(text), lemma, strength) for span, lemma, strength in reporting_verbs(text)]


def test_every_form_has_a_known_class():
    assert set(REPORTING.values()) <= set(CLASSES)
    assert all(form == form.lower() for form in REPORTING)


@pytest.mark.parametrize(
    ("word", "strength"),
    [
        ("said", "neutral"),
        ("told", "neutral"),
        ("claims", "claim"),
        ("insisted", "strong"),
        ("emphasised", "strong"),
        ("revealed", "factive"),
        ("admitted", "admission"),
        ("conceding", "admission"),
        ("denies", "denial"),
        ("asked", "question"),
        ("urged", "directive"),
        ("vowed", "commitment"),
        ("planned", "commitment"),
        ("slammed", "judgement"),
        ("thought", "view"),
    ],
)
def test_words_are_classed(word, strength):
    assert REPORTING[word] == strength


def test_an_adverb_makes_a_neutral_verb_strong():
    assert found("He categorically stated that") == [("categorically stated", "state", "strong")]
    assert found("He stated categorically that") == [("stated categorically", "state", "strong")]


def test_phrases_are_one_verb():
    assert found("She pointed out the risk") == [("pointed out", "point out", "factive")]


def test_nouns_are_no_verbs():
    assert found("The claims of many states and a report") == []
    assert found("He claims that it was so") == [("claims", "claim", "claim")]
