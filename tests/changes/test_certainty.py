"""How sure a claim is: doubts, plans, stages, causes and conditions that the child leaves out."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        (
            "The leak may have reached the reservoir, the council's engineer told the committee.",
            "The leak has reached the reservoir, the council's engineer told the committee.",
        ),
        (
            "Investigators believe a faulty relay started the blaze.",
            "A faulty relay started the blaze, the inquiry shows.",
        ),
        ("The merger is expected to close in the autumn.", "The merger closes in the autumn."),
        (
            "He allegedly moved the money through three firms in Tallinn.",
            "He moved the money through three firms in Tallinn.",
        ),
        (
            "The suspected arsonist, a man of 34, was held overnight.",
            "The arsonist, a man of 34, was held overnight.",
        ),
        (
            "Doctors think the infection probably came from the salad bar.",
            "The infection came from the salad bar, say doctors.",
        ),
        (
            "The company is considering a sale of its ferry arm.",
            "The company will sell its ferry arm.",
        ),
        (
            "Lawmakers could vote on the ban before the summer.",
            "Lawmakers will vote on the ban before the summer.",
        ),
        ("It is unclear whether the driver had been drinking.", "The driver had been drinking."),
        (
            "The museum appears to have bought the mask in good faith.",
            "The museum bought the mask in good faith.",
        ),
        ("Up to 40 jobs might go at the Redcar mill.", "Forty jobs will go at the Redcar mill."),
        (
            "The two men are thought to have crossed the border on foot.",
            "The two men crossed the border on foot.",
        ),
        (
            "Preliminary results suggest that the vaccine halves the risk of admission.",
            "The vaccine halves the risk of admission, results show.",
        ),
        ("Rescuers fear that six miners are dead.", "Six miners are dead."),
        ("The regulator has threatened to fine the bank.", "The regulator will fine the bank."),
    ],
)
def test_a_doubt_that_fell_off(told, parent: str, child: str) -> None:
    assert "certainty" in told(parent, child)


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        (
            "The leak may have reached the reservoir, the council's engineer told the committee.",
            "It is possible that the leak has got as far as the reservoir, the council's engineer told the committee.",
        ),
        (
            "Lawmakers could vote on the ban before the summer.",
            "A vote by lawmakers on the ban is possible before the summer.",
        ),
        (
            "The company is considering a sale of its ferry arm.",
            "A sale of the company's ferry arm is under consideration.",
        ),
        (
            "The merger is expected to close in the autumn.",
            "The merger should close in the autumn.",
        ),
        ("Rescuers fear that six miners are dead.", "Six miners are feared dead."),
        (
            "He allegedly moved the money through three firms in Tallinn.",
            "He is accused of moving the money through three firms in Tallinn.",
        ),
        (
            "Investigators believe a faulty relay started the blaze.",
            "A faulty relay is the likely cause of the blaze, according to investigators.",
        ),
        (
            "The union says it is likely to call a strike in May.",
            "A strike in May looks probable, says the union.",
        ),
        (
            "The two men are thought to have crossed the border on foot.",
            "The two men presumably crossed the border on foot.",
        ),
        (
            "It is unclear whether the driver had been drinking.",
            "Whether the driver had been drinking is not known.",
        ),
    ],
)
def test_a_doubt_in_other_words(told, parent: str, child: str) -> None:
    assert told(parent, child) == set()


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("The mayor will open the bridge in June.", "The mayor opened the bridge in June."),
        ("The firm plans to recall 9,000 heaters.", "The firm has recalled 9,000 heaters."),
        (
            "Prosecutors said they would appeal against the verdict.",
            "Prosecutors have appealed against the verdict.",
        ),
        ("She intends to resign as head of the trust.", "She has resigned as head of the trust."),
        ("The minister offered to meet the families.", "The minister met the families."),
        (
            "Parliament is to debate the treaty on Thursday.",
            "Parliament debated the treaty on Thursday.",
        ),
        (
            "The airline said it would refund 3,100 passengers.",
            "The airline refunded 3,100 passengers.",
        ),
    ],
)
def test_a_plan_told_as_done(told, parent: str, child: str) -> None:
    assert "certainty" in told(parent, child)


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("The firm plans to recall 9,000 heaters.", "The firm is to recall 9,000 heaters."),
        (
            "She intends to resign as head of the trust.",
            "She said she would resign as head of the trust.",
        ),
        (
            "The mayor will open the bridge in June.",
            "The bridge is to be opened by the mayor in June.",
        ),
        (
            "The mayor will open the bridge in June.",
            "The bridge opens in June, with the mayor present.",
        ),
        (
            "The council wants to close two libraries.",
            "Two libraries face closure under the council's wishes.",
        ),
        (
            "Police will hold a press conference at noon, a spokesman said.",
            "Police announced a press conference for noon.",
        ),
    ],
)
def test_a_plan_that_is_still_one(told, parent: str, child: str) -> None:
    assert told(parent, child) == set()


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        (
            "A man of 27 has been charged with the murder of the shopkeeper.",
            "A man of 27 murdered the shopkeeper.",
        ),
        (
            "The judge will hear the application on Monday.",
            "The judge will grant the application on Monday.",
        ),
        (
            "The board discussed the closure of the Alba plant.",
            "The board decided on the closure of the Alba plant.",
        ),
        (
            "The committee recommended that the pilot lose his licence.",
            "The committee ruled that the pilot loses his licence.",
        ),
        (
            "The government asked the firms to stop exports.",
            "The government ordered the firms to stop exports.",
        ),
        (
            "Two officers are being investigated over the death.",
            "Two officers were convicted over the death.",
        ),
        (
            "The senate's budget panel proposed a tax of 3 per cent.",
            "The senate's budget panel adopted a tax of 3 per cent.",
        ),
    ],
)
def test_a_matter_that_came_further(told, parent: str, child: str) -> None:
    assert "certainty" in told(parent, child)


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        (
            "The government asked the firms to stop exports.",
            "The government called on the firms to stop exports.",
        ),
        (
            "The judge will hear the application on Monday.",
            "The application comes before the judge on Monday.",
        ),
        ("The court ordered the firm to pay.", "The firm must pay, the court ruled."),
        (
            "A man of 27 has been charged with the murder of the shopkeeper.",
            "A man of 27 faces a murder charge over the shopkeeper's death.",
        ),
    ],
)
def test_a_matter_at_the_same_stage(told, parent: str, child: str) -> None:
    assert told(parent, child) == set()


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        (
            "Nine patients fell ill after the pump was replaced.",
            "Nine patients fell ill because of the new pump.",
        ),
        (
            "Sales of the drink fell in the months following the tax.",
            "The tax caused sales of the drink to fall.",
        ),
        (
            "The study found that night shifts are linked to heart disease.",
            "Night shifts cause heart disease, the study found.",
        ),
        (
            "Smog in the valley rose while the kiln was running.",
            "The kiln drove up smog in the valley.",
        ),
    ],
)
def test_a_cause_that_the_source_does_not_give(told, parent: str, child: str) -> None:
    assert "certainty" in told(parent, child)


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        (
            "Nine patients fell ill because the pump was dirty.",
            "A dirty pump made nine patients ill.",
        ),
        (
            "Forty cattle died of lead poisoning from the smelter.",
            "Lead from the smelter killed forty cattle.",
        ),
        ("The road was shut after a landslide.", "A landslide closed the road."),
        ("Two climbers died when their rope broke.", "A broken rope killed two climbers."),
    ],
)
def test_a_cause_in_other_words(told, parent: str, child: str) -> None:
    assert told(parent, child) == set()


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        (
            "The bridge will open in May if the inspectors approve it.",
            "The bridge will open in May.",
        ),
        ("Provided that the court agrees, the estate will be sold.", "The estate will be sold."),
        (
            "The strike will go ahead on Friday unless the company makes an offer.",
            "The strike will go ahead on Friday.",
        ),
        (
            "The grant is subject to the approval of the cantonal parliament, and comes to 3 million francs.",
            "The grant comes to 3 million francs.",
        ),
        (
            "The player joins the club for two years, pending a medical test.",
            "The player joins the club for two years.",
        ),
    ],
)
def test_a_condition_that_fell_off(told, parent: str, child: str) -> None:
    assert "certainty" in told(parent, child)


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        (
            "The bridge will open in May if the inspectors approve it.",
            "If inspectors give their approval, the bridge opens in May.",
        ),
        (
            "The strike will go ahead on Friday unless the company makes an offer.",
            "Only an offer from the company can still avert Friday's strike.",
        ),
        (
            "The player joins the club for two years, pending a medical test.",
            "The player, who has yet to pass a medical test, joins the club for two years.",
        ),
    ],
)
def test_a_condition_in_other_words(told, parent: str, child: str) -> None:
    assert told(parent, child) == set()


def test_the_month_of_may_puts_nothing_in_doubt(told) -> None:
    parent = "Prices rise weeks before May's council elections in Ostra."
    assert told(parent, "Prices rise weeks before the council elections in May in Ostra.") == set()


def test_a_question_states_nothing(told) -> None:
    parent = "Engineers doubt whether the dam would hold a second flood."
    assert told(parent, "But will the dam hold a second flood?") == set()
