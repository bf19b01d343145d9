"""The marks by hand of carried words are well-formed, and the check of them can fail."""

from __future__ import annotations

import copy
from collections import Counter
from typing import Any

import pytest
from check_marks import MARKS, counts, faults, is_light, load, name, strangers, words
from hypothesis import given
from hypothesis import strategies as st

RECORDS = load()

PAIR: dict[str, Any] = {
    "event": "e00-ferry",
    "child": "d1",
    "sentence": 1,
    "operation": "rewrite",
    "text": "The vessel sank at 9:30.",
    "parents": [
        {"version": "r1", "sentence": 2, "text": "The ferry went down."},
        {"version": "r1", "sentence": 3, "text": "It was 9:20."},
    ],
    "groups": [[[1], ["r1.2:1"]], [[2], ["r1.2:2", "r1.2:3"]]],
    "changed": [[[4], ["r1.3:2"]]],
}

TRADITION: dict[str, Any] = {
    "event": "e00-ferry",
    "versions": [
        {
            "id": "r1",
            "sentences": [
                {"text": "Early news.", "sources": []},
                {"text": "The ferry went down.", "sources": []},
                {"text": "It was 9:20.", "sources": []},
            ],
        },
        {
            "id": "d1",
            "sentences": [{"text": "The vessel sank at 9:30.", "sources": ["r1.2", "r1.3~"]}],
        },
    ],
}


def changed(**fields: Any) -> dict[str, Any]:
    return {**copy.deepcopy(PAIR), **fields}


def test_no_record_has_a_fault() -> None:
    assert [f"{name(r)}: {fault}" for r in RECORDS for fault in faults(r)] == []


def test_there_are_over_two_hundred_pairs_and_no_pair_twice() -> None:
    assert len({name(record) for record in RECORDS}) == len(RECORDS) >= 200


def test_no_event_rules_the_sample_and_most_pairs_are_retold_not_copied() -> None:
    assert max(Counter(record["event"] for record in RECORDS).values()) <= 16
    table = counts(RECORDS)
    assert table["copy"]["pairs"] + table["light-edit"]["pairs"] <= 15
    for operation in ("rewrite", "disguise", "brief", "merge", "distort", "expand"):
        assert table[operation]["pairs"] >= 10


def test_two_texts_with_the_same_words_are_no_pair() -> None:
    for record in RECORDS:
        own = [word.lower() for word in words(record["text"])]
        theirs = [word.lower() for parent in record["parents"] for word in words(parent["text"])]
        assert own != theirs


def test_every_pair_has_a_content_word_that_was_carried() -> None:
    for record in RECORDS:
        own = words(record["text"])
        assert any(not is_light(own[n]) for group in record["groups"] for n in group[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It cost 1,412 euros, or 2.6%.", ["It", "cost", "1,412", "euros", "or", "2.6"]),
        ("At 22:47 the U.S. said: don't.", ["At", "22:47", "the", "U.S", "said", "don't"]),
        ("single-hulled — ‘it’s’ city's", ["single-hulled", "it’s", "city's"]),
        ("5.52pm,yes and then:no", ["5.52pm", "yes", "and", "then", "no"]),
        ("Paris–Rome a_b $71m", ["Paris", "Rome", "a", "b", "71m"]),
        ("", []),
    ],
)
def test_a_word_is_a_run_of_letters_and_digits(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text())
def test_words_stand_in_the_text_in_order(text: str) -> None:
    at = 0
    for word in words(text):
        at = text.index(word, at) + len(word)


def test_light_words_are_light_in_any_case_and_with_any_apostrophe() -> None:
    assert is_light("The")
    assert is_light("it’s")
    assert not is_light("not")
    assert not is_light("nor")
    assert not is_light("without")


def test_a_sound_record_has_no_fault() -> None:
    assert list(faults(PAIR)) == []


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        (changed(groups=[[[5], ["r1.2:1"]]]), "no word 5 in the child"),
        (changed(groups=[[[-1], ["r1.2:1"]]]), "no word -1 in the child"),
        (changed(groups=[[[1], ["r1.2:4"]]]), "no word r1.2:4 in a parent"),
        (changed(groups=[[[1], ["r2.2:1"]]]), "no word r2.2:1 in a parent"),
        (changed(groups=[[[4], ["r1.2:1"]]]), "word 4 is in two groups"),
        (changed(groups=[[[1], ["r1.3:2"]]]), "word r1.3:2 is in two groups"),
        (changed(groups=[[[1], []]]), "a group has one side only: [1] []"),
    ],
)
def test_a_fault_is_named(record: dict[str, Any], fault: str) -> None:
    assert list(faults(record)) == [fault]


def test_a_record_is_compared_with_its_tradition() -> None:
    assert list(strangers(PAIR, TRADITION)) == []
    other = changed(text="The vessel sank.", parents=PAIR["parents"][:1])
    assert list(strangers(other, TRADITION)) == [
        "the child's text is not the tradition's",
        "the parents are not the noted ones",
    ]


def test_marks_are_counted_by_content_words() -> None:
    assert counts([PAIR]) == {
        "rewrite": Counter(
            {"pairs": 1, "child": 3, "carried": 2, "same": 0, "changed": 1, "new": 0}
            | {"parent": 3, "dropped": 0}
        ),
    }


def test_the_marks_are_sorted_lines_of_the_repository() -> None:
    assert MARKS.read_text("utf-8").endswith("\n")
    assert [(r["event"], r["child"], r["sentence"]) for r in RECORDS] == sorted(
        (r["event"], r["child"], r["sentence"]) for r in RECORDS
    )
