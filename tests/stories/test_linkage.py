"""Average linkage over the pairs there are."""

import itertools
import random

from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.cluster.hierarchy import fcluster, linkage

from retold.stories.linkage import average_linkage, components


@given(st.integers(0, 100_000))
@settings(max_examples=50, deadline=None)
def test_the_merges_are_those_of_dense_average_linkage(seed):
    chance = random.Random(seed)
    size, least = 14, 0.25
    pairs = list(itertools.combinations(range(size), 2))
    alike = {pair: chance.random() for pair in pairs if chance.random() < 0.6}
    mine = components(size, average_linkage(dict.fromkeys(range(size), 1), alike, least))
    dense = linkage([1 - alike.get(pair, 0.0) for pair in pairs], "average")
    theirs = fcluster(dense, 1 - least, "distance")
    assert len(set(mine)) == len(set(theirs)) == len(set(zip(mine, theirs, strict=True)))


def test_a_group_that_starts_with_many_texts_needs_as_much_likeness_to_each():
    assert average_linkage({0: 1, 1: 1}, {(0, 1): 0.5}, 0.4) == [(0, 1)]
    assert average_linkage({0: 2, 1: 1}, {(0, 1): 0.5}, 0.4) == []


def test_equal_averages_are_merged_in_the_order_of_their_places():
    alike = {(2, 3): 0.5, (0, 1): 0.5, (1, 2): 0.5}
    assert average_linkage(dict.fromkeys(range(4), 1), alike, 0.4) == [(0, 1), (2, 3)]


def test_a_crowd_around_one_event_takes_time_by_its_pairs():
    size = 3000
    alike = {(a, b): 0.9 for a in range(size) for b in range(a + 1, min(size, a + 11))}
    merges = average_linkage(dict.fromkeys(range(size), 1), alike, 0.5)
    assert len(merges) > size / 2


def test_components_are_named_by_their_smallest_member():
    assert components(6, [(5, 4), (4, 2), (1, 0)]) == [0, 0, 2, 3, 2, 2]
