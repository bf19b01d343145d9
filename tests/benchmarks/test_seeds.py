"""A line of the hand reading is met only by what it says."""

from __future__ import annotations

from typing import Any

import pytest
import seeds

Json = dict[str, Any]


def change(kind: str, before: str | None, after: str | None) -> Json:
    return {"kind": kind, "before": before, "after": after}


@pytest.mark.parametrize(
    ("said", "noted", "alike"),
    [
        ("at least two", "at least two other ferries", True),
        ("two boats", "at least two other ferries", False),
        ("“US navy ships”", '"US navy ships"', True),
        ("the harbour was shut", "a choir sang", False),
        (None, "a choir sang", False),
    ],
)
def test_passages_agree_by_their_words(said: str | None, noted: str, *, alike: bool) -> None:
    assert seeds.overlaps(said, noted) is alike


def test_a_change_must_agree_on_every_side_that_both_name() -> None:
    wanted = {"before": "has said", "after": "categorically stated"}
    assert seeds.finds(change("voice", "has said", "categorically stated"), wanted)
    assert not seeds.finds(change("voice", "has said", "denied"), wanted)
    assert seeds.finds(change("voice", "has said", None), wanted)
    assert not seeds.finds(change("voice", None, None), wanted)


def test_a_whole_sentence_counts_for_its_part_where_it_was_dropped_or_added_only() -> None:
    noted = {"before": "killing more than 80 sheep"}
    long = "The storm, the third of the autumn, crossed the island at night, killing more than 80 sheep, and broke windows."
    assert seeds.finds(change("dropped", long, None), noted)
    assert not seeds.finds(change("number", long, None), noted)


def test_a_banned_change_is_seen_outside_quotations_only_where_it_says_so() -> None:
    banned = {"before": "US troops", "after": "United States troops"}
    told = change("quote", "US troops", "United States troops")
    assert seeds.is_banned(told, banned)
    assert not seeds.is_banned(told, {**banned, "note": "outside quotation marks"})
    assert seeds.is_banned({**told, "kind": "name"}, {**banned, "note": "outside quotation marks"})


def article(text: str, furniture: list[Json], **fields: Any) -> Json:
    whole = {"text": [], "page": [[0, 999, 0, 999, True]]}
    base = {"headline": None, "standfirst": None, "segments": whole}
    return {**base, "text": text, "furniture": furniture, **fields}


def test_what_stands_before_the_body_must_be_marked_or_be_its_head() -> None:
    raw = "menu search\nA boat sank\nA boat sank\nThe boat sank at dawn, police said."
    body = raw[raw.index("The boat") :]
    menu = {"layer": "raw", "start": 0, "end": 11}
    again = {"layer": "page", "start": 24, "end": 35}
    assert not seeds.unmarked(article(body, [menu, again], headline="A boat sank"), raw)
    assert seeds.unmarked(article(body, [menu], headline="A boat sank"), raw) == "A boat sank"
    assert seeds.unmarked(article(body, [again], headline="A boat sank"), raw) == "menu search"
