"""What of an article decides about its descent."""

import time

import pytest

from retold.matching.profiles import stem_id
from retold.stories.portrait import FORMS

TEXT = (
    "Captain Moira Dunne left Brannock with 412 people. "
    "“The rudder cable snapped,” she told the coastguard."
)


def ids(portrait, form):
    return set(portrait.forms[FORMS.index(form)][0].tolist())


def test_narration_is_what_stands_outside_quotation_marks(written, drawn):
    found = drawn(written(TEXT))[1]
    assert stem_id("captain") in found.told
    assert stem_id("rudder") not in found.told
    assert found.narration[0] == found.mass[0]
    assert 0 < found.narration[1] < found.mass[1]


def test_quotations_are_kept_as_their_words_in_order(written, drawn):
    found = drawn(written(TEXT))[1]
    assert found.quotations == (tuple(map(stem_id, ["the", "rudder", "cable", "snapped"])),)


def test_a_word_or_two_in_quotation_marks_is_no_quotation(written, drawn):
    assert drawn(written("A “rescue mission” began."))[1].quotations == ()


def test_names_and_figures_are_the_details(written, drawn):
    details = drawn(written(TEXT))[1].details
    assert "figure 412" in details
    assert any("dunne" in detail.lower() for detail in details)


def test_word_pairs_are_parted_by_where_they_stand(written, drawn):
    found = drawn(written(TEXT))[1]
    assert stem_id("captain moira") in ids(found, "told")
    assert stem_id("rudder cable") in ids(found, "quoted")
    assert stem_id("rudder cable") not in ids(found, "told")
    assert {stem_id("captain moira"), stem_id("rudder cable")} <= ids(found, "bigrams")


def test_no_pair_runs_over_the_end_of_a_sentence(written, drawn):
    found = drawn(written("They left Brannock. Rain fell."))[1]
    assert stem_id("brannock rain") not in ids(found, "bigrams")


def test_a_portrait_knows_neither_outlet_nor_headline_nor_standfirst(written, drawn):
    plain = drawn(written(TEXT))[1]
    named = drawn(
        written(TEXT, outlet="Alder Post", headline="Ferry aground", standfirst="Many were saved")
    )[1]
    for name in ("told", "trigrams", "details", "quotations"):
        assert repr(getattr(plain, name)) == repr(getattr(named, name))


@pytest.mark.parametrize("text", ["", "…", "“”", "\ud800 \ud800"])
def test_a_text_without_words_has_an_empty_portrait(written, drawn, text):
    found = drawn(written(text))[1]
    assert (found.told.size, found.trigrams.size, found.quotations) == (0, 0, ())


def test_ten_thousand_quotations_take_little_time(written, drawn):
    article = written("“Go on now then,” said Dunne of Brannock. " * 10_000)
    drawn(written("“Go on,” said Dunne."))
    start = time.process_time()
    prepared, found = drawn(article)
    assert len(found.quotations) == len(prepared.quotations) == 10_000
    assert time.process_time() - start < 8
