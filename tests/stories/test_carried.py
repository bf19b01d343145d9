"""Whether the narration of a report came over between two articles, whichever way."""

from math import isfinite

import pytest

from retold.stories.carried import FEATURES, PASSAGES, both, carried, carried_features, passages
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
    assert surely(report, apart) < 0.35


def test_the_ids_make_no_difference(written, surely):
    there = surely(written(REPORT, "a"), written(RETOLD, "b"))
    assert there == surely(written(REPORT, "z"), written(RETOLD, "y"))


def test_a_shared_quotation_is_no_shared_narration(written, look):
    said = "“It was a noise like thunder and then the whole ship leaned over on its side.”"
    features = carried_features(*look(written(f"A. {said}", "a"), written(f"Bang! {said}", "b")))
    assert features["triples"] == features["told"] == 0


def test_narration_quoted_from_the_other_tells_more_than_a_statement_that_both_quote(written, look):
    told = "the chain parted and a watchman rowed after the ferry in a borrowed dinghy"
    said = "we are all deeply sorry and our thoughts are with you and your families tonight"

    def odds(a, b):
        found = passages(*both(*look(written(a, "a"), written(b, "b"))))
        return max(one.log_odds for one in found)

    assert odds(f"Before dawn {told}.", f"The Post wrote: “{told}”.") > odds(
        f"The owners said: “{said}”.", f"A spokesman read out “{said}”."
    )


def test_to_credit_the_other_is_evidence(written, surely, look):
    other = written(REPORT, "a", outlet="Marghel Gazette")
    crediting, silent = written(CREDITED, "b"), written(CREDITED[28:].capitalize(), "c")
    assert carried_features(*look(other, crediting))["credited"] == 1
    assert carried_features(*look(other, silent))["credited"] == 0
    assert surely(other, crediting) > surely(other, silent)


def test_an_outlet_that_names_itself_credits_nobody(written, look):
    a = written(CREDITED, "a", outlet="Marghel Gazette")
    b = written(f"{CREDITED} More follows.", "b", outlet="The Marghel Gazette")
    features = carried_features(*look(a, b))
    assert features["credited"] == features["third"] == 0


def test_a_third_that_both_name_is_evidence(written, look):
    a = written(f"{CREDITED} Nobody was hurt.", "a", outlet="Oster Post")
    b = written("The boat came loose, the Marghel Gazette reported.", "b", outlet="Nordby News")
    assert carried_features(*look(a, b))["third"] > 0


@pytest.mark.parametrize(("a", "b"), [("", REPORT), ("", ""), ("One.", "…"), ("\ud800.", "“”")])
def test_there_is_an_answer_for_any_two_texts(written, look, a, b):
    features = carried_features(*look(written(a, "a"), written(b, "b")))
    assert set(features) == {*FEATURES, PASSAGES}
    assert all(map(isfinite, features.values()))
