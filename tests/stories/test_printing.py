"""Outlets that print a statement are told from reports that only quote it."""

import pytest

from retold.stories.printing import PRINTED, printed_share

STATEMENT = [
    "The Port of Sandmarr will close its eastern basin from 4 May for the first dredging since 1987.",
    "Some 210,000 cubic metres of silt are to be taken out by two suction dredgers from Ostrand.",
    '"Deeper berths will bring back the grain ships," harbour director Willem Aukes said.',
    "Fishing boats may use the marina at Kettleholm free of charge until the work is done.",
]
OWN = [
    "On the quay at Sandmarr the shrimp boats lay three abreast, and nobody was mending nets.",
    "Jonna Brisk, whose family has sold eels here for four generations, had heard it on the radio.",
    "She doubts that a marina for yachts has room for her crates or a tap for washing them.",
    "The town hall was shut for a holiday, and the mayor did not answer his telephone.",
]


@pytest.fixture
def share(compared, written):
    def measured(first, second):
        found = compared(written(" ".join(first), "a"), written(" ".join(second), "b"))
        return printed_share(0, [1], found.portraits, found.pairs)

    return measured


def test_an_outlet_that_prints_a_statement_has_nearly_all_of_its_narration_from_it(share):
    assert share(STATEMENT[:3], STATEMENT) >= 0.9


def test_a_report_that_quotes_it_has_less_than_half(share):
    assert share([*OWN, STATEMENT[2]], STATEMENT) < PRINTED


def test_own_reporting_beside_it_does_not_unmake_the_printing(share):
    assert share([*STATEMENT, *OWN[:2]], STATEMENT) >= PRINTED


def test_quotations_alone_decide_nothing(share):
    quotes = [STATEMENT[2], '"Nobody asked us," Jonna Brisk said.', OWN[0], OWN[3]]
    assert share(quotes, [STATEMENT[2], *OWN[1:3]]) < PRINTED


def test_a_text_of_quotations_prints_what_it_shares(share):
    assert share(['"Deeper berths will bring back the grain ships."'], STATEMENT) == 1


def test_what_was_compared_with_nothing_shares_nothing(compared, written):
    found = compared(written(" ".join(OWN), "a"), written(" ".join(STATEMENT), "b"))
    assert printed_share(0, [], found.portraits, found.pairs) == 0
