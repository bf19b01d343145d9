"""What two articles have in common, as far as the two alone can tell it."""

import pytest

from retold.stories.relation import FEATURES, relation

REPORT = """The ferry slipped its moorings shortly before dawn and drifted across the harbour
with forty passengers asleep below deck. A night watchman on the fish quay heard the chain part
and rowed after it in a borrowed dinghy. By the time he had climbed aboard, the bow was grinding
against the old breakwater. Engineers blamed a shackle that had rusted through since the spring."""
STATEMENT = "“We are deeply sorry for what our passengers had to go through that night and we will do everything that we can to make sure that it never happens again,”"
FIRST = f"{STATEMENT} the owners said. An inquiry into the loose boat opened on Tuesday."
SECOND = f"Nobody will lose a job yet. {STATEMENT} a spokesman read out. Tickets are refunded."
APART = "The council voted on Monday to widen the bridge, and shops nearby will close for a year."


@pytest.fixture
def related(compared, written):
    """Return a function that relates two texts."""

    def relate(a, b, **more):
        material = compared(written(a, "a", outlet="Oster Post"), written(b, "b", **more))
        return relation(material.prepared, material.portraits, material.citations)

    return relate


def test_the_answers_sum_to_one(related):
    found = related(REPORT, FIRST)
    assert sum(found.answers.values()) == pytest.approx(1)
    assert set(FEATURES) <= set(found.features)


def test_the_same_text_is_a_copy(related):
    assert related(REPORT, f"{REPORT} More follows.").answer in {"copy", "common"}
    assert related(REPORT, f"{REPORT} More follows.").told > 0.9


def test_one_statement_in_two_reports_is_shared(related):
    found = related(FIRST, SECOND)
    assert found.answer == "shared"
    assert found.statement > related(REPORT, APART).statement


def test_reports_without_common_words_are_independent(related):
    assert related(REPORT, APART).answer == "independent"


def test_an_agency_that_both_credit_speaks_for_a_third_text(related):
    credit = "The Associated Press contributed to this report."
    plain = related(REPORT, f"{REPORT} More follows.")
    wired = related(f"{REPORT} {credit}", f"{REPORT} More follows. {credit}")
    assert wired.third > plain.third


def test_either_order_gives_the_same_answer(compared, written):
    one, other = written(REPORT, "a"), written(FIRST, "b")
    there, back = (
        relation(m.prepared, m.portraits, m.citations)
        for m in (compared(one, other), compared(other, one))
    )
    assert there == back
