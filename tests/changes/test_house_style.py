"""House style outside quotation marks is no change."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("The US spokesman spoke in Gaza.", "The United States spokesperson spoke in Gaza."),
        ("Twelve boats sank on 21 July 2031.", "On July 21, 2031, 12 boats sank."),
        ("The neighbours organised a march.", "The neighbors organized a march."),
        ("It lies 63 kilometres north of Ostra.", "It lies 39 miles north of Ostra."),
        ("It began at 10:47 p.m. in the yard.", "It began at 22:47 in the yard."),
        ("The trip took 86 minutes by boat.", "The trip took about an hour and a half by boat."),
        ("The bridge cost $1.4bn in all.", "In all, the bridge cost 1.4 billion dollars."),
        ("Some 70% of voters stayed home.", "Some 70 per cent of voters stayed home."),
        ("“We left,” said Ana Brandt of Ostra.", '"We left", said Ana Brandt of Ostra.'),
        ("Dr. Ana Brandt won the prize in Ostra.", "Ana Brandt, of Ostra, won the prize."),
        ("They met at Place Vendome today.", "Today they met at Place Vendôme."),
        ("Troops will eliminate the group soon.", "Troops will neutralize the group soon."),
        ("The doors had not been locked in Ostra.", "In Ostra the doors had been left unlocked."),
    ],
)
def test_another_way_to_print_the_same(kinds, parent: str, child: str) -> None:
    assert kinds(parent, child) == []


def test_a_figure_that_stands_elsewhere_in_the_parent_is_no_change(kinds) -> None:
    parent = "The dam holds 340 million litres. Repairs took 19 days for the 46 workers."
    child = "The dam, repaired by 46 workers, holds 340 million litres."
    assert kinds(parent, child, [(0, 0)]) == []


def test_nothing_to_compare_gives_nothing(compare) -> None:
    assert compare("", "") == ()
    assert compare("One text stands here alone.", "One text stands here alone.") == ()
