"""The second parent of a merge."""

import pytest

from retold.stories.second import FEATURES, second_features

FIRE = (
    "Fire gutted the Corran silk mill in Lower Vash on Sunday night. "
    "Forty weavers lost their looms, said the guild's clerk Ana Petrossian. "
    "The roof fell in at 2.40 a.m. while pumps froze in the yard."
)
LOAN = (
    "The Vash savings bank had refused the Corran mill a loan of 80,000 marks in October. "
    "Director Emeric Toll wanted it for sprinklers, letters seen by this paper show. "
    "An insurer had called the wiring a hazard twice."
)
BOTH = (
    "The silk mill that burned down in Lower Vash on Sunday had asked in vain for 80,000 marks. "
    "Letters show that Emeric Toll meant to buy sprinklers; the savings bank refused. "
    "Forty weavers lost their looms. The roof fell in at 2.40 a.m., when the pumps froze."
)


@pytest.fixture
def material(compared, written):
    """A merge, its two sources and one of their copies."""
    texts = {"both": BOTH, "fire": FIRE, "loan": LOAN, "copy": FIRE.replace("gutted", "destroyed")}
    return compared(*(written(text, name) for name, text in texts.items()))


def asked(material, second, relatives=()):
    return second_features(material.portraits, material.pairs, (0, 1, second), relatives)


def test_a_second_source_explains_what_the_first_lacks_and_a_copy_of_the_first_does_not(material):
    loan, copy = asked(material, 2), asked(material, 3)
    assert set(loan) == set(copy) == set(FEATURES)
    for name in ("margin", "details_more", "details_only", "rare_of_rest"):
        assert loan[name] > copy[name]
    second = material.models.second
    assert second.probability(loan) > 0.5 > second.probability(copy)


def test_what_a_relative_of_the_second_has_too_still_counts_as_its_own(compared, written):
    texts = {"both": BOTH, "fire": FIRE, "loan": LOAN, "twin": LOAN + " More on page 3."}
    material = compared(*(written(text, name) for name, text in texts.items()))
    assert asked(material, 2)["rare_only"] == 0
    assert asked(material, 2, relatives=[3])["rare_only"] > 0
