"""Figures, units, dates, names, sources, certainty: what counts as another fact."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "fact",
    [
        ("number", "Some 6,700 fishers of the bay get aid.", "Some 7,600 fishers of the bay get aid.",
         "6,700 fishers", "7,600 fishers"),
        ("number", "The plan saved £412,000 a year.", "The plan saved £421,000 a year.",
         "£412,000", "£421,000"),
        ("unit", "The ship is 63 kilometres from Ostra.", "The ship is 63 miles from Ostra.",
         "63 kilometres", "63 miles"),
        ("date", "The hearing is on 28 March in Ostra.", "The hearing is on 18 March in Ostra.",
         "28 March", "18 March"),
        ("date", "The vote was held on Friday in Ostra.", "The vote was held on Thursday in Ostra.",
         "Friday", "Thursday"),
        ("number", "At least nine people died in it.", "In it, nine people died.",
         "At least nine people", "nine people"),
        ("certainty", "The alarm rang for about forty seconds.",
         "The alarm rang for exactly forty seconds.", "about forty seconds", "exactly forty seconds"),
        ("name", "The engineer was Dorothea Quandel of Ostra.",
         "The engineer was Dorothea Quandt of Ostra.", "Dorothea Quandel", "Dorothea Quandt"),
        ("name", "Samples went to Ostra State College for tests.",
         "Samples went to Ostra State University for tests.",
         "Ostra State College", "Ostra State University"),
        ("name", "The plan was made by general manager Petra Lindholm.",
         "The plan was made by chief executive Petra Lindholm.",
         "general manager Petra Lindholm", "chief executive Petra Lindholm"),
        ("attribution", "A memo seen by the Harbour Courier puts the cost at 9 million euros.",
         "A memo puts the cost at 9 million euros.", "seen by the Harbour Courier", None),
        ("attribution", "Ana Brandt told the Harbour Courier that the dam leaks.",
         "Ana Brandt said that the dam leaks.", "told the Harbour Courier", None),
        ("attribution", "Police say the fire was set on purpose.",
         "The fire was set on purpose.", "Police say the fire was set", None),
        ("negation", "Police have not ruled out arson at the mill.",
         "Police have ruled out arson at the mill.", "not ruled out arson", "Police have ruled out arson"),
        ("certainty", "The brakes may fail on wet roads.", "The brakes fail on wet roads.",
         "may fail on wet", "The brakes fail on wet"),
        ("certainty", "Ostra threatens a second list of tariffs.",
         "Ostra will now bring out a second list of tariffs.", "threatens a second list",
         "out a second list of"),
    ],
)  # fmt: skip
def test_a_changed_fact(kinds, fact: tuple[str, str, str, str, str | None]) -> None:
    kind, parent, child, before, after = fact
    assert kinds(parent, child) == [(kind, before, after)]


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("Police say the fire was set on purpose.", "The fire was set on purpose, police believe."),
        (
            "Police say the fire was set on purpose.",
            "In the police's view the fire was set on purpose.",
        ),
        ("The brakes may fail on wet roads.", "On wet roads the brakes could fail."),
        (
            "The letter was read by Deputy Transport Minister Petra Lindholm.",
            "The letter was read by Petra Lindholm, the deputy minister for transport.",
        ),
        ("The plan is not known to the court.", "The plan is unknown to the court."),
        (
            "A memo seen by the Harbour Courier names him.",
            "A memo the Harbour Courier saw names him.",
        ),
    ],
)
def test_the_same_fact_in_other_words(kinds, parent: str, child: str) -> None:
    assert kinds(parent, child) == []


def test_a_stronger_reporting_verb_is_told(compare) -> None:
    found = compare(
        "Ana Brandt said the dam leaks.", "Ana Brandt categorically stated the dam leaks."
    )
    assert [(c.kind, c.before, c.after) for c in found] == [
        ("voice", "said", "categorically stated")
    ]


def test_a_negation_may_stand_at_another_place(kinds) -> None:
    parent = "None of the 19 crew is under arrest, the minister said."
    child = "The crew of 19 are questioned in the port, but none of them is under arrest, she said."
    assert "negation" not in {kind for kind, *_ in kinds(parent, child)}


def test_a_negation_of_something_else_does_not_stand_for_it(kinds) -> None:
    parent = "The crew are not under arrest in the port."
    child = "The crew are under arrest in the port after a long and windy night, and no robot came."
    assert "negation" in {kind for kind, *_ in kinds(parent, child)}
