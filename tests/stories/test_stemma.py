"""One answer for every article of a story, consistent as a whole."""

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.settings import Settings
from retold.stories.stemma import arborescence, choose
from retold.stories.weighing import scene


def total(scores, parents):
    return math.fsum(scores[child][parent] for child, parent in enumerate(parents))


def acyclic(parents):
    for start in range(len(parents)):
        at, steps = start, 0
        while at is not None:
            at, steps = parents[at], steps + 1
            if steps > len(parents):
                return False
    return True


SCORES = st.floats(-30, 0, allow_nan=False, width=16)


@st.composite
def stories(draw, most=5):
    size = draw(st.integers(0, most))
    scores = []
    for child in range(size):
        options = {None: draw(SCORES)}
        for parent in range(size):
            if parent != child and draw(st.booleans()):
                options[parent] = draw(SCORES)
        scores.append(options)
    return scores


@settings(deadline=None)  # networkx is imported by the first cycle
@given(stories())
def test_the_tree_is_the_best_of_all_without_a_cycle(scores):
    found = arborescence(scores)
    assert len(found) == len(scores)
    assert acyclic(found)
    every = itertools.product(*(list(options) for options in scores))
    best = max(total(scores, parents) for parents in every if acyclic(parents))
    assert total(scores, found) == pytest.approx(best)


@given(stories(most=30))
@settings(max_examples=30, deadline=None)
def test_larger_stories_have_no_cycle_and_no_answer_that_was_not_offered(scores):
    found = arborescence(scores)
    assert acyclic(found)
    assert all(parent in scores[child] for child, parent in enumerate(found))


def test_two_articles_that_each_prefer_the_other_are_parted():
    assert arborescence([{None: -2.0, 1: -0.1}, {None: -1.0, 0: -0.1}]) == [1, None]


def test_a_ring_of_three_is_opened_where_it_costs_least():
    ring = [{None: -5.0, 1: -0.1}, {None: -5.0, 2: -0.1}, {None: -3.0, 0: -0.1}]
    assert arborescence(ring) == [1, 2, None]


def test_an_origin_is_preferred_to_an_equal_parent():
    assert arborescence([{None: -1.0}, {None: -1.0, 0: -1.0}]) == [None, None]


def chosen(material):
    compared = scene(material.portraits, material.pairs, material.models)
    return choose(compared, material.settings)


@pytest.mark.parametrize("name", ["dam", "meteorite"])
def test_dated_versions_descend_from_what_was_there_before(compared, event, name):
    versions = sorted(event(name).values(), key=lambda one: one.published)
    _, choices = chosen(compared(*versions))
    for child, choice in enumerate(choices):
        assert choice.parent is None or choice.parent < child
        assert choice.second is None or choice.second < child
    assert choices[0].parent is None


def test_what_is_not_sure_enough_is_undecided(compared, event):
    story = event("dam")
    material = compared(story["source"], story["brief"], settings=Settings(decided=1.01))
    _, choices = chosen(material)
    assert [choice.decided for choice in choices] == [False, False]
    assert all(choice.second is None for choice in choices)


def test_of_two_articles_alone_a_statement_that_both_print_counts_against_descent(compared, event):
    story = event("dam")
    material = compared(story["source"], story["brief"])
    two = scene(material.portraits, material.pairs, material.models)
    sure = {}
    for statement in (0.0, 0.5, 0.8, 1 - 1e-9):
        weighed, choices = choose(two, material.settings, (), statement)
        sure[statement] = weighed[1].origin
        assert (choices[1].parent is None) == (weighed[1].origin > 0.5)
    assert sure[0.0] == sure[0.5] < sure[0.8] < sure[1 - 1e-9]
    odds = {key: math.log(one / (1 - one)) for key, one in sure.items()}
    assert odds[0.8] - odds[0.0] == pytest.approx(math.log(4), abs=1e-6)
    assert sure[1 - 1e-9] > 0.5


def test_where_a_third_article_is_at_hand_a_statement_counts_nothing_by_itself(compared, event):
    material = compared(*event("dam").values())
    every = scene(material.portraits, material.pairs, material.models)
    plain, said = (choose(every, material.settings, (), s)[1] for s in (0.0, 0.99))
    assert plain == said


def test_a_merge_names_both_parents(compared, written):
    ferry = (
        "The ferry Halcyon ran aground off Brannock at dawn with 412 people on board. "
        "Captain Moira Dunne blamed a rudder cable that had snapped two miles out. "
        "Lifeboats from three villages took the passengers to the fish market. "
        "Divers found a tear of four metres below the engine room."
    )
    inquiry = (
        "Inspectors had warned the owner of the Halcyon in March that her steering was worn. "
        "Their letter, which runs to nine pages, was never answered. "
        "The company saved 70,000 crowns when it put off a visit to the dock. "
        "A court in Lorne will hear the engineers next week."
    )
    both = f"{ferry}\n\n{inquiry}"
    articles = [
        written(ferry, "ferry", published="2031-01-05"),
        written(inquiry, "inquiry", published="2031-01-06"),
        written(both, "both", published="2031-01-07"),
    ]
    weighed, choices = chosen(compared(*articles))
    assert {choices[2].parent, choices[2].second} == {0, 1}
    assert choices[2].second in weighed[2].features  # a second that was not weighed has no evidence
    assert choices[2].second_probability >= Settings().second_parent
    assert [choices[n].parent for n in (0, 1)] == [None, None]
