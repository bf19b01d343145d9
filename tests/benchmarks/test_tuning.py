"""Pairs for tuning the encoder, and the scores of a tuned one."""

import json

import numpy as np
import pytest
from _traditions import load
from _tuning import (
    families,
    in_common,
    pairs,
    paraphrases,
    strangers,
    text_of,
    texts_of,
    three_folds,
)
from _tuning_scores import asked, of_events, parents_ahead

ONE = "The mast on the hill fell at dawn in a storm."
SAME_FACT = "A storm at dawn toppled the hilltop mast."
RETOLD = "Early in the morning, strong wind brought down the transmitter."
NEW = "Nobody was hurt."
QUOTED = '"It shook like a drum," said the keeper.'


def version(name, sentences, parents=(), operation="report", minute=0):
    return {
        "id": name,
        "outlet": name.upper(),
        "published": "2031-03-01T08:00:00Z",
        "minute": minute,
        "parents": list(parents),
        "operation": operation,
        "headline": "A mast falls",
        "standfirst": "-",
        "sentences": [
            {"text": text, "paragraph": 0, "sources": list(sources)} for text, sources in sentences
        ],
        "changes": [],
        "quotes": [],
    }


@pytest.fixture
def event(tmp_path):
    told = {
        "event": "x01-mast",
        "versions": [
            version("r1", [(ONE, ()), (QUOTED, ())]),
            version("r2", [(QUOTED, ()), (SAME_FACT, ())]),
            version("d1", [(RETOLD, ["r1.1"]), (QUOTED, ["r1.2"]), (NEW, ())], ["r1"], "rewrite"),
            version("c1", [(RETOLD, ["d1.1"])], ["d1"], "copy"),
        ],
    }
    (tmp_path / "x01-mast.json").write_text(json.dumps(told), "utf-8")
    return load(tmp_path)[0]


def encode(texts):
    """Give every sentence a direction of its own; what tells of the fall leans one way."""
    fall = {ONE: (1.0, 0.0), RETOLD: (0.9, 0.1), SAME_FACT: (0.8, 0.6)}
    rows = np.array([(*fall.get(text, (0, 0)), text == QUOTED, text == NEW) for text in texts])
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def named(event, name):
    return next(v for v in event.versions if v.id == f"x01-mast/{name}")


def test_lines_that_descend_from_one_another_are_one_family(event):
    family = families(event)
    head = family["x01-mast/r1", 0]
    assert family["x01-mast/d1", 0] == family["x01-mast/c1", 0] == head
    assert family["x01-mast/r2", 1] != head


def test_strangers_are_the_reports_that_a_version_does_not_descend_from(event):
    assert [v.id for v in strangers(event, named(event, "c1"))] == ["x01-mast/r2"]
    assert [v.id for v in strangers(event, named(event, "r1"))] == ["x01-mast/r2"]


def test_a_pair_has_the_likest_sentence_of_a_report_that_the_child_does_not_descend_from(event):
    first = pairs([event], encode)[0]
    assert (first.child, first.parent, first.rival) == (RETOLD, ONE, SAME_FACT)


def test_sentences_worded_the_same_are_no_pair(event):
    found = pairs([event], encode)
    assert all(in_common(p.child, p.parent) < 0.85 for p in found)
    assert [p.child for p in found] == [RETOLD]


def test_a_quotation_that_two_reports_have_is_no_negative(event):
    assert all(p.rival != QUOTED for p in pairs([event], encode))


def test_only_pairs_that_say_the_same_in_other_words_are_paraphrases():
    def row(gold, other):
        return {"gold": gold, "id1": "1", "id2": "2", "s1": ONE, "s2": other}

    rows = [row(1, RETOLD), row(0, SAME_FACT), row(1, ONE)]
    assert [(p.child, p.parent) for p in paraphrases(rows)] == [(RETOLD, ONE)]


def test_every_event_is_in_one_fold(event):
    parts = three_folds([event], 3)
    assert [len(part) for part in parts] == [1, 0, 0]


def test_words_in_common_are_counted_by_kind_and_not_by_case():
    assert in_common("Rain fell", "rain FELL") == 1
    assert in_common("Rain fell", "Snow fell") == pytest.approx(1 / 3)
    assert in_common("", "") == 0


def test_a_line_has_its_own_text(event):
    child = named(event, "d1")
    assert texts_of(child) == [RETOLD, QUOTED, NEW]
    assert text_of(child, 2) == NEW


def test_the_source_ranks_before_a_report_that_says_the_same(event):
    vectors = {v.id: encode(texts_of(v)) for v in event.versions}
    first = next(asked(event, vectors))
    assert (first.in_parent, first.in_story, first.reworded) == (1, 1, True)
    assert first.source > max(first.siblings)


def test_a_sibling_that_is_nearer_than_the_source_costs_the_rank_in_the_story_alone(event):
    turned = np.array([[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]], np.float32)
    vectors = {v.id: encode(texts_of(v)) for v in event.versions}
    vectors["x01-mast/r1"] = vectors["x01-mast/r1"] @ turned
    first = next(asked(event, vectors))
    assert (first.in_parent, first.in_story) == (1, 2)


def test_a_retelling_is_liker_its_parent_than_a_report(event):
    vectors = {v.id: encode(texts_of(v)) for v in event.versions}
    assert all(parents_ahead(event, vectors))


def test_scores_of_an_event_lie_between_nothing_and_all(event):
    row = of_events([event], {event.name: encode})
    assert set(row) >= {"in parent", "in story", "siblings", "parent", "F1"}
    assert all(0 <= value <= 1 for value in row.values())
    assert row["in parent"] == 1
