"""What kind of retelling a descent is."""

import pytest

from retold.stories.evidence import basic_evidence
from retold.stories.kinds import decide_kind, kind_features, plain, same_outlet


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Alder Post", "alder post"),
        ("www.alderpost.com", "AlderPost"),
        ("Alder-Post", "Alder Post"),
        ("東京新聞", "東京新聞"),
    ],
)
def test_spellings_of_one_outlet(one, other):
    assert same_outlet(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Alder Post", "Alder Times"), (None, None), ("", ""), (None, "Alder Post"), ("!", "?")],
)
def test_two_outlets_or_none(one, other):
    assert not same_outlet(one, other)


def test_a_plain_name_has_no_article_and_no_case():
    assert plain("  THE Marrow Gazette ") == "marrow gazette"


def test_two_parents_make_a_merge():
    assert decide_kind("copy", same_outlet=False, second_parent=True, copied=1) == "merge"


def test_a_changed_text_of_one_outlet_is_an_update_and_the_same_text_is_not():
    assert decide_kind("edit", same_outlet=True, second_parent=False, copied=0.7) == "update"
    assert decide_kind("copy", same_outlet=True, second_parent=False, copied=1) == "copy"


def test_else_the_likeliest_kind_stands():
    assert decide_kind("brief", same_outlet=False, second_parent=False, copied=0.1) == "brief"


@pytest.mark.parametrize("name", ["dam", "meteorite"])
@pytest.mark.parametrize(
    ("version", "kind"),
    [("copy", "copy"), ("edit", "edit"), ("rewrite", "rewrite"), ("brief", "brief")],
)
def test_how_a_version_was_made_shows(compared, event, name, version, kind):
    story = event(name)
    material = compared(story["source"], story[version])
    features = kind_features(
        material.portraits[1],
        material.portraits[0],
        basic_evidence(material.portraits, material.pairs)[1, 0],
    )
    model = material.models.kinds
    best = model.classes.index(model.best(features))
    # A light edit can stand as near to a copy as to an edit; nothing else may come near.
    gap = model.log_odds(features, best) - model.log_odds(features, model.classes.index(kind))
    assert gap < 0.1


def test_a_text_without_words_has_a_kind_too(compared, written):
    material = compared(written("", "a"), written("", "b"))
    basic = basic_evidence(material.portraits, material.pairs)
    features = kind_features(material.portraits[1], material.portraits[0], basic[1, 0])
    assert features["length"] == 0
    assert features["word_triples"] == 0
