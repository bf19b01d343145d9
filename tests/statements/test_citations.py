"""Publishers that an article names as its source are citations; officials are not."""

import time

import pytest

from retold.statements import citations, statements


def cited(article):
    return [(c.source, c.kind, c.sentence) for c in citations(article, statements(article))]


@pytest.mark.parametrize(
    ("text", "source", "kind"),
    [
        ("Bloomberg reported that talks were under way.", "Bloomberg", "cites"),
        ("Talks were under way, according to Reuters.", "Reuters", "cites"),
        ("“We talk,” the minister told Channel 4.", "Channel 4", "cites"),
        ("A report by the Guardian named two firms.", "Guardian", "cites"),
        ("A memo seen by ClickGazette names two firms.", "ClickGazette", "cites"),
        ("Proini Faros, a daily newspaper, reported that talks were under way.", "Proini Faros", "cites"),
        ("“We talk,” the minister told The Quay.", "The Quay", "cites"),
        ("“The talks are dead,” the Almaz Observer wrote.", "Almaz Observer", "quotes"),
        ("This article first appeared in the Capital Examiner.", "Capital Examiner", "credits"),
        ("It rained. With reporting by the Associated Press.", "Associated Press", "credits"),
    ],
)  # fmt: skip
def test_an_outlet_named_as_a_source_is_cited(prepared, text, source, kind):
    assert [(s, k) for s, k, _ in cited(prepared(text))] == [(source, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "The Water Board said that it was safe.",
        "The police reported that two people were hurt.",
        "Mayor Tom Reed told Maria Lopez that it was safe.",
        "Tesla reported a loss.",
        "She reads the Guardian every day.",
        "“I told Reuters nothing,” the mayor said.",
        "A reporter of the Washington Post left the room.",
    ],
)
def test_nobody_else_is(prepared, text):
    assert cited(prepared(text)) == []


def test_credits_of_the_article_have_no_sentence(prepared):
    article = prepared("It rained in Lisbon.", credits=("Reuters",))
    assert cited(article) == [("Reuters", "credits", None)]


def test_an_outlet_does_not_cite_itself(prepared):
    text = "The prime minister will resign, the Morning Dispatch has learned."
    assert cited(prepared(text, outlet="Morning Dispatch")) == []
    assert cited(prepared(text, outlet="City Tribune")) == [("Morning Dispatch", "cites", 0)]


@pytest.mark.parametrize(
    ("outlet", "named"),
    [
        ("Fox Online News", "Fox News"),
        ("Fox News", "Fox News Channel"),
        ("foxnews.com", "Fox News"),
        ("Morning Dispatch Online", "The Morning Dispatch"),
        ("Channel 4 News", "Channel 4"),
    ],
)
def test_a_house_does_not_cite_itself_by_another_of_its_names(prepared, outlet, named):
    text = f"The dam leaks, the mayor told {named} on Monday. {named} reported that it had rained."
    assert cited(prepared(text, outlet=outlet)) == []


@pytest.mark.parametrize(
    ("outlet", "named"),
    [
        ("Fox News", "Sky News"),
        ("Daily News", "Daily Mail"),
        ("Radio 4", "Channel 4"),
        ("The New York Times", "The Times"),
        ("Fox Business", "Fox News"),
    ],
)
def test_houses_that_share_a_word_are_not_one(prepared, outlet, named):
    text = f"{named} reported that the dam had leaked."
    assert [kind for _, kind, _ in cited(prepared(text, outlet=outlet))] == ["cites"]


def test_a_citation_knows_its_sentence(prepared):
    article = prepared("It rained. Bloomberg reported that talks were under way.")
    assert cited(article) == [("Bloomberg", "cites", 1)]


@pytest.mark.parametrize(
    "unit", ["The A ", "told The Of ", "“a b” told Reuters, ", "A, a b newspaper ", "A.A.A.A"]
)
def test_hostile_text_takes_linear_time(prepared, unit):
    article = prepared(unit * 4000)
    start = time.process_time()
    citations(article, ())
    assert time.process_time() - start < 5
