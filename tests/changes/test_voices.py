"""Whose words a claim is, and whether it says the contrary."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        (
            "According to the coast guard, the trawler had ignored three warnings.",
            "The trawler had ignored three warnings.",
        ),
        (
            "The trawler, which the coast guard says had ignored three warnings, sank at dawn.",
            "The trawler had ignored three warnings and sank at dawn.",
        ),
        (
            "The contractor, who insists that he was never paid, has left the site.",
            "The contractor was never paid and has left the site.",
        ),
        ("Residents complain that the pumps run all night.", "The pumps run all night."),
        (
            "The ministry put the damage at 40 million crowns.",
            "The damage came to 40 million crowns.",
        ),
        ("Neighbours said they had heard two shots.", "Two shots were heard."),
        (
            "The charity's figures show that one child in nine goes hungry.",
            "One child in nine goes hungry.",
        ),
        ("In the view of the auditors the books were falsified.", "The books were falsified."),
        ("The accused told the court that the cash was a gift.", "The cash was a gift."),
        (
            "“The valves were open,” said the shift leader, Jon Varga, on Tuesday.",
            "The valves were open on Tuesday.",
        ),
        (
            "Opponents argue the port will ruin the mussel beds.",
            "The port will ruin the mussel beds.",
        ),
        (
            "A source close to the talks said the price had been cut by a third.",
            "The price has been cut by a third.",
        ),
        ("The army claimed to have shot down four drones.", "The army shot down four drones."),
        (
            "A letter seen by Nordavisen shows that the minister knew of the defect in March.",
            "The minister knew of the defect in March.",
        ),
        (
            "The plant emitted twice what its permit allows, by the inspectorate's reckoning.",
            "The plant emitted twice what its permit allows.",
        ),
        (
            "The firm denies that its lorries were overloaded, and says the scales were faulty.",
            "The firm's lorries were not overloaded; the scales were faulty.",
        ),
    ],
)
def test_an_attribution_that_fell_off(told, parent: str, child: str) -> None:
    assert "attribution" in told(parent, child)


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        (
            "According to the coast guard, the trawler had ignored three warnings.",
            "The trawler had ignored three warnings, the coast guard said.",
        ),
        (
            "Residents complain that the pumps run all night.",
            "Complaints from residents concern pumps running all night.",
        ),
        (
            "Opponents argue the port will ruin the mussel beds.",
            "The port would spell ruin for the mussel beds, in the eyes of its opponents.",
        ),
        (
            "The ministry put the damage at 40 million crowns.",
            "A figure of 40 million crowns for the damage comes from the ministry.",
        ),
        (
            "The army claimed to have shot down four drones.",
            "Four drones were shot down, if the army is to be believed.",
        ),
        (
            "The mayor said she would stand again in May.",
            "The mayor will stand again in May, she announced.",
        ),
    ],
)
def test_an_attribution_in_other_words(told, parent: str, child: str) -> None:
    assert told(parent, child) == set()


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        (
            "“We were never asked,” said the mayor, Ilse Brandt. The governor, Tomas Reuter, declined to comment.",
            "“We were never asked,” said the governor, Tomas Reuter.",
        ),
        (
            "The union said that 40 drivers were dismissed. The company said the route makes a loss.",
            "The company said that 40 drivers were dismissed.",
        ),
    ],
)
def test_a_claim_given_to_another_speaker(told, parent: str, child: str) -> None:
    assert "attribution" in told(parent, child)


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        (
            "“We were never asked,” said the mayor, Ilse Brandt.",
            "“We were never asked,” Brandt said.",
        ),
    ],
)
def test_a_claim_by_the_same_speaker(told, parent: str, child: str) -> None:
    assert told(parent, child) == set()


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("The documents have not been released.", "The documents have been released."),
        ("None of the eleven passengers was hurt.", "The eleven passengers were hurt."),
        (
            "Nobody on the night shift was trained to use the valve.",
            "The people on the night shift were trained to use the valve.",
        ),
        (
            "There is no evidence that the data were sold.",
            "There is evidence that the data were sold.",
        ),
        ("The firm did not inform the regulator.", "The firm informed the regulator."),
        (
            "The clinic never received the warning letter.",
            "The clinic received the warning letter.",
        ),
        (
            "The fire was brought under control without the help of the army.",
            "The fire was brought under control with the help of the army.",
        ),
        (
            "The test was unsuccessful, the agency said.",
            "The test was successful, the agency said.",
        ),
        (
            "Neither the pilot nor the co-pilot held a night rating.",
            "The pilot and the co-pilot held a night rating.",
        ),
        ("He has no criminal record.", "He has a criminal record."),
        ("The new rules will not apply to farms.", "The new rules will apply to farms."),
        (
            "The committee rejected the plan by a wide margin.",
            "The committee approved the plan by a wide margin.",
        ),
        ("The defendant pleaded not guilty.", "The defendant pleaded guilty."),
    ],
)
def test_the_contrary_told(told, parent: str, child: str) -> None:
    assert "negation" in told(parent, child)


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("The documents have not been released.", "The documents remain under wraps."),
        ("None of the eleven passengers was hurt.", "All eleven passengers escaped unhurt."),
        ("The firm did not inform the regulator.", "The firm failed to inform the regulator."),
        ("He has no criminal record.", "His record is clean."),
        (
            "Nobody on the night shift was trained to use the valve.",
            "The night shift lacked anyone trained to use the valve.",
        ),
        ("The new rules will not apply to farms.", "Farms are exempt from the new rules."),
        (
            "The fire was brought under control without the help of the army.",
            "Firefighters controlled the fire alone, with no help of the army.",
        ),
        (
            "The committee rejected the plan by a wide margin.",
            "The plan failed in the committee by a wide margin.",
        ),
    ],
)
def test_a_denial_in_other_words(told, parent: str, child: str) -> None:
    assert told(parent, child) == set()


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        (
            "The court found that the minister could not sign the pact without asking parliament.",
            "The court found that parliament must be asked before the minister signs the pact.",
        ),
        ("No club has scored more goals than the 42 by Ostra.", "The club has scored 42 goals."),
        ("He does not believe in the bailout.", "He spoke of his disbelief in the bailout."),
        (
            "The talks will not be easy, the envoy warned.",
            "The talks will be hard, the envoy warned.",
        ),
    ],
)
def test_a_denial_that_is_limited_or_told_in_a_word(told, parent: str, child: str) -> None:
    assert told(parent, child) == set()


def test_a_quotation_cut_before_its_condition(told) -> None:
    parent = "“We will sign again in spring, but only if the money is there,” said Ana Brandt."
    assert told(parent, "“We will sign again in spring,” said Ana Brandt.") == {"quote"}
    whole = "“We will sign again in spring,” said Ana Brandt, provided that the money is there."
    assert told(parent, whole) == set()
