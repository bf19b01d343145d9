"""Which pairs of articles are worth comparing."""

import sqlite3

from hypothesis import given, settings
from hypothesis import strategies as st

from retold.language.prepare import prepare
from retold.matching.candidates import CREATE, INSERT, Row, Thresholds, candidates, query, rows
from retold.types import Article, Layer

FERRY = (
    "The ferry Halcyon ran aground off Brannock on Tuesday with 412 people on board. "
    "Captain Moira Dunne said that a rudder cable had snapped two miles from the harbour. "
    "The coastguard in Brannock sent three lifeboats, and nobody was hurt."
)
RETOLD = (
    "More than 400 passengers were rescued when the Halcyon grounded near Brannock harbour. "
    "A broken rudder cable was to blame, according to its captain, Moira Dunne. "
    "Lifeboats brought everyone ashore."
)
BUDGET = (
    "Finance minister Pavel Horak will raise tobacco duty by 7 percent next year. "
    "The opposition called the budget timid, and economists at Lindholm Bank agreed."
)


def article(identity, text, published=None, language="en"):
    layer = Layer(text)
    return prepare(
        Article(
            id=identity, digest=f"digest of {identity}", input=identity, raw=layer, page=layer,
            body=layer, language=language, published=published,
        )
    )  # fmt: skip


def row(number, identity, day="", kind="shingle"):
    return Row(number, kind, identity, day, identity)


def holders(n, features=4):
    return [
        row(f, f"{i:04}", f"2020-01-{i % 28 + 1:02}") for i in range(n) for f in range(features)
    ]


def test_a_copy_and_an_open_retelling_are_found_and_another_story_is_not():
    collection = [
        article("a", FERRY),
        article("b", FERRY),
        article("c", RETOLD),
        article("d", BUDGET),
    ]
    assert candidates(rows(collection)) == (("a", "b"), ("a", "c"), ("b", "c"))


def test_two_shared_shingles_make_a_pair_and_one_does_not():
    assert candidates([row(1, "a"), row(1, "b"), row(2, "a"), row(2, "b")]) == (("a", "b"),)
    assert candidates([row(1, "a"), row(1, "b"), row(2, "a"), row(3, "b")]) == ()


def test_features_of_several_kinds_add_up():
    kinds = ["term", "term", "name", "number"]
    shared = [row(n, who, kind=kind) for n, kind in enumerate(kinds) for who in "ab"]
    assert candidates(shared) == (("a", "b"),)
    assert candidates(shared[:-2]) == ()


def test_a_row_given_twice_counts_once():
    once = [row(1, "a"), row(1, "b")]
    assert candidates(once * 5) == ()


def test_eight_hundred_copies_are_all_linked_and_the_size_is_linear():
    found = candidates(holders(800))
    assert len(found) <= 5 * 800
    reached, edge = {"0000"}, ["0000"]
    near = {}
    for a, b in found:
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    while edge:
        for other in near[edge.pop()] - reached:
            reached.add(other)
            edge.append(other)
    assert len(reached) == 800


def test_a_common_feature_joins_neighbours_in_time():
    shared = [row(f, f"{i:02}", f"2020-01-{31 - i:02}") for i in range(20) for f in (1, 2)]
    found = candidates(shared, Thresholds(cap=10, neighbours=2))
    assert set(found) == {
        (f"{i:02}", f"{j:02}") for i in range(20) for j in (i + 1, i + 2) if j < 20
    }


def test_an_unknown_day_comes_last():
    days = {"a": "", "b": "2020-01-02", "c": "2020-01-01", "d": ""}
    shared = [row(f, who, day) for who, day in days.items() for f in (1, 2)]
    found = candidates(shared, Thresholds(cap=2, neighbours=1))
    assert found == (("a", "b"), ("a", "d"), ("b", "c"))


def test_a_feature_at_the_cap_joins_all_its_holders():
    assert len(candidates(holders(50))) == 50 * 49 // 2


@given(st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_the_order_of_the_rows_does_not_matter(random):
    shuffled = holders(60, 3)
    random.shuffle(shuffled)
    limits = Thresholds(cap=20)
    assert candidates(shuffled, limits) == candidates(holders(60, 3), limits)


def test_pairs_are_sorted_within_and_among_themselves():
    found = candidates(
        [row(f, who, day) for who, day in (("z", "2020"), ("b", "2021"), ("m", "")) for f in (1, 2)]
    )
    assert found == (("b", "m"), ("b", "z"), ("m", "z"))


def test_copying_is_found_in_other_languages():
    text = "El transbordador Halcyon encalló el martes frente a la costa y nadie resultó herido."
    other = f"Última hora. {text} El capitán declaró después."
    collection = [article("a", text, language="es"), article("b", other, language="es")]
    assert candidates(rows(collection)) == (("a", "b"),)


def test_nothing_comes_of_nothing():
    assert candidates([]) == ()
    assert candidates([row(1, "a")]) == ()


def test_the_sql_runs_on_a_plain_table_anywhere():
    connection = sqlite3.connect(":memory:")
    connection.execute(CREATE)
    connection.executemany(INSERT, [(n, "shingle", place) for n in (1, 2) for place in (0, 1)])
    assert connection.execute(query()).fetchall() == [(0, 1)]
    connection.close()
