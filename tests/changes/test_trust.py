"""How likely a change that is told is one."""

from __future__ import annotations

from dataclasses import replace

from retold.changes.trust import probability
from retold.types import Change

CHANGE = Change("number", "high", "child", "parent", None, None, "6", "9", "The figure is wrong.")
SEEN = {
    ("number", "The figure is wrong"): (90, 100),
    ("number", "The limit fell off"): (0, 10),
    ("name", "The name is another one"): (3, 3),
}


def test_a_rule_with_many_cases_speaks_for_itself() -> None:
    assert abs((probability(CHANGE, SEEN) or 0) - 0.9) < 0.01


def test_what_a_reason_tells_of_the_case_does_not_part_a_rule() -> None:
    told = replace(CHANGE, reason="The figure is wrong: 50% more.")
    assert probability(told, SEEN) == probability(CHANGE, SEEN)


def test_a_rule_that_never_spoke_is_as_likely_as_its_kind() -> None:
    new = probability(replace(CHANGE, reason="Something new."), SEEN) or 0
    worse = probability(replace(CHANGE, reason="The limit fell off."), SEEN) or 0
    assert worse < new < (probability(CHANGE, SEEN) or 0)


def test_three_of_three_are_not_certain() -> None:
    name = replace(CHANGE, kind="name", reason="The name is another one.")
    assert 0.8 < (probability(name, SEEN) or 0) < 1


def test_what_was_never_counted_has_no_likelihood() -> None:
    assert probability(replace(CHANGE, kind="added"), SEEN) is None
    assert probability(replace(CHANGE, kind="dropped")) is None


def test_the_counts_that_ship_give_every_noted_kind_a_likelihood() -> None:
    kinds = ("number", "unit", "date", "name", "quote", "attribution", "certainty", "negation")
    found = [probability(replace(CHANGE, kind=kind)) for kind in kinds]
    assert all(p is not None and 0.4 < p < 1 for p in found)


def test_what_was_read_in_real_articles_counts_beside_the_rule() -> None:
    alone = probability(CHANGE, SEEN) or 0
    worse = probability(CHANGE, SEEN, {("number", "high"): (2, 10)}) or 0
    assert 0.2 < worse < alone
    assert probability(CHANGE, SEEN, {("number", "medium"): (2, 10)}) == alone
    assert probability(replace(CHANGE, kind="added"), SEEN, {("added", "high"): (9, 9)}) is None


def test_attribution_and_figures_are_less_sure_than_invented_events_make_them() -> None:
    lost = "The source of the claim is no longer named."
    told = replace(CHANGE, kind="attribution", severity="medium", reason=lost)
    assert (probability(told) or 1) < 0.8
    figure = replace(CHANGE, reason="The figure is not the one of the source: 9% less.")
    assert (probability(figure) or 1) < 0.8
