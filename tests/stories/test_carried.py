"""Whether the narration of a report came over between two articles, whichever way."""

from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.stories.carried import FEATURES, carried, carried_features, outlet_key
from retold.stories.logistic import load_logistic

REPORT = """The ferry slipped its moorings shortly before dawn and drifted across the harbour
with forty passengers asleep below deck. A night watchman on the fish quay heard the chain part
and rowed after it in a borrowed dinghy. By the time he had climbed aboard, the bow was grinding
against the old breakwater. “We woke to a noise like thunder,” said the cook, Ana Brel.
Engineers blamed a shackle that had rusted through since the spring."""
RETOLD = """Forty passengers were asleep below deck when a ferry slipped its moorings shortly
before dawn and drifted over the harbour. The chain was heard to part by a night watchman on the
fish quay, who rowed after it in a borrowed dinghy. The bow was grinding against the old
breakwater when he climbed aboard. “We woke to a noise like thunder,” said the cook, Ana Brel."""
APART = """An inquiry opened on Tuesday into how a passenger boat came loose in port.
The operator has suspended sailings and refunded tickets. “We woke to a noise like thunder,” the
cook, Ana Brel, told reporters. Two people were treated for bruises, according to the hospital."""
CREDITED = "The Marghel Gazette reports that a passenger boat came loose in port on Tuesday."


@pytest.fixture
def look(compared):
    """Return a function that gives what ``carried`` needs of two articles."""

    def at(a, b):
        material = compared(a, b)
        return material.prepared, material.portraits, material.citations

    return at


@pytest.fixture
def surely(compared):
    """Return a function that says how surely narration came over between two articles."""
    model, _ = load_logistic("carried")
    return lambda *both: carried(compared(*sorted(both, key=lambda one: one.digest)), model)


def test_a_retelling_carries_more_than_a_report_of_the_same_event(written, surely):
    report, retold, apart = written(REPORT, "a"), written(RETOLD, "b"), written(APART, "c")
    assert surely(report, retold) > 0.5
    assert surely(report, apart) < 0.3


def test_the_ids_make_no_difference(written, surely):
    there = surely(written(REPORT, "a"), written(RETOLD, "b"))
    assert there == surely(written(REPORT, "z"), written(RETOLD, "y"))


def test_a_shared_quotation_is_no_shared_narration(written, look):
    said = "“It was a noise like thunder and then the whole ship leaned over on its side.”"
    features = carried_features(*look(written(f"A. {said}", "a"), written(f"Bang! {said}", "b")))
    assert features["triples"] == features["shingles"] == features["run"] == 0


def test_to_credit_the_other_is_evidence(written, surely, look):
    other = written(REPORT, "a", outlet="Marghel Gazette")
    crediting, silent = written(CREDITED, "b"), written(CREDITED[28:].capitalize(), "c")
    assert carried_features(*look(other, crediting))["credit"] == 1
    assert carried_features(*look(other, silent))["credit"] == 0
    assert surely(other, crediting) > surely(other, silent)


def test_an_outlet_that_names_itself_credits_nobody(written, look):
    a = written(CREDITED, "a", outlet="Marghel Gazette")
    b = written(f"{CREDITED} More follows.", "b", outlet="The Marghel Gazette")
    features = carried_features(*look(a, b))
    assert features["credit"] == features["third_source"] == 0


def test_a_third_that_both_name_is_evidence(written, look):
    a = written(f"{CREDITED} Nobody was hurt.", "a", outlet="Oster Post")
    b = written("The boat came loose, the Marghel Gazette reported.", "b", outlet="Nordby News")
    assert carried_features(*look(a, b))["third_source"] == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fox News", "foxnews.com"),
        ("The Washington Post (Opinion)", "washingtonpost.com"),
        ("New York Times - News", "The New York Times"),
        ("AP", "Associated Press"),
        ("BBC News", "bbc.co.uk"),
    ],
)
def test_names_and_addresses_of_one_outlet_meet(one, other):
    assert outlet_key(one) == outlet_key(other) != ""


def test_names_that_many_outlets_have_meet_nothing():
    assert outlet_key("The Times") == outlet_key("the News") == outlet_key("") == ""


@given(name=st.text(max_size=60))
def test_any_name_has_a_key(name):
    assert isinstance(outlet_key(name), str)


@pytest.mark.parametrize(("a", "b"), [("", REPORT), ("", ""), ("One.", "…"), ("\ud800.", "“”")])
def test_there_is_an_answer_for_any_two_texts(written, look, a, b):
    features = carried_features(*look(written(a, "a"), written(b, "b")))
    assert set(features) == set(FEATURES)
    assert all(map(isfinite, features.values()))
