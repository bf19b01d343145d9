"""How the benchmark of rewrites counts."""

import pytest
from rewrites import ORIGIN, UNDECIDED, hub, load, longest, mixed, outcome, tally

RECORDS = [
    {"id": "n1", "source": None, "writer": "human", "text": "The old mill burned down on Friday."},
    {"id": "n1-x", "source": "n1", "writer": "x", "text": "The old mill burned down. It is gone."},
    {
        "id": "n1-y",
        "source": "n1",
        "writer": "y",
        "text": "A mill burned down on Friday, and how!!!!",
    },
    {"id": "n2", "source": None, "writer": "human", "text": "Rain is expected."},
]
TEXTS = load(RECORDS)
SOURCE = {text.id: text.source for text in TEXTS}


@pytest.mark.parametrize(
    ("parent", "expected"),
    [
        ("n1", "article"),
        ("n1-y", "rewrite"),
        ("n2", "stranger"),
        ("unseen:text", "stranger"),
        (UNDECIDED, "undecided"),
        (ORIGIN, "origin"),
    ],
)
def test_an_outcome_names_what_a_rewrite_hangs_on(parent, expected):
    assert outcome(TEXTS[1], parent, SOURCE) == expected


def test_the_hub_shares_most_with_the_others():
    assert hub(TEXTS[:3]) == {"n1": ORIGIN, "n1-x": "n1", "n1-y": "n1"}


def test_the_longest_text_takes_the_others():
    assert longest(TEXTS[:3]) == {"n1": "n1-y", "n1-x": "n1-y", "n1-y": ORIGIN}


def test_shares_are_of_the_rewrites_and_of_the_articles():
    found = tally(TEXTS, {"n1": ORIGIN, "n1-x": "n1", "n1-y": ORIGIN, "n2": ORIGIN})
    assert (found["article"], found["origin"], found["rewrite"]) == (0.5, 0.5, 0)
    assert (found["article an origin"], found["article the one origin"]) == (1, 0.5)


def test_a_story_with_two_sources_is_mixed():
    assert mixed([["n1", "n1-x"], ["n1-y", "n2"]], SOURCE) == [["n1", "n2"]]
