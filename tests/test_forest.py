"""Boosted trees read from a file, evaluated and explained."""

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from retold.errors import ModelError
from retold.forest import load_forest, unpack
from retold.matching.linking import FEATURES

# Two trees over a and b: the first asks a ≤ 1, then b ≤ 5; the second asks b ≤ 0 only.
PARTS = {
    "names": np.array(["a", "b"]),
    "base": np.array(0.25),
    "feature": np.array([[0, 0, 1, 0, 0], [1, 0, 0, 0, 0]], dtype=np.int32),
    "threshold": np.array([[1.0, 0, 5, 0, 0], [0.0, 0, 0, 0, 0]]),
    "left": np.array([[1, 1, 3, 3, 4], [1, 1, 2, 3, 4]], dtype=np.int32),
    "right": np.array([[2, 1, 4, 3, 4], [2, 1, 2, 3, 4]], dtype=np.int32),
    "value": np.array([[0.1, -1.0, 0.5, 2.0, 3.0], [0.0, -0.5, 0.75, 0, 0]]),
    "depth": np.array(2),
}


def array_file():
    file = io.BytesIO()
    np.save(file, np.zeros(3))
    return file.getvalue()


def packed(**changed):
    parts = {k: v for k, v in (PARTS | changed).items() if v is not None}
    file = io.BytesIO()
    np.savez(file, **parts)
    return file.getvalue()


FOREST = unpack(packed())


@pytest.mark.parametrize(
    ("row", "leaves"),
    [((1, 9), -1.0 + 0.75), ((2, 5), 2.0 + 0.75), ((2, 6), 3.0 + 0.75), ((2, 0), 2.0 - 0.5)],
)
def test_the_log_odds_are_the_base_and_one_leaf_of_every_tree(row, leaves):
    assert FOREST.log_odds(np.array([row], dtype=float))[0] == pytest.approx(0.25 + leaves)


def test_an_explanation_names_the_features_asked_on_the_way():
    parts = FOREST.explain(np.array([2.0, 6.0]))
    assert parts["a"] == pytest.approx(0.5 - 0.1)
    assert parts["b"] == pytest.approx((3.0 - 0.5) + 0.75)


def roots(forest):
    return float(forest.value[:, 0].sum())


@pytest.mark.parametrize("name", ["links", "descent", "rivals"])
@settings(deadline=None)  # a machine at work elsewhere takes its time
@given(data=st.data())
def test_an_explanation_sums_to_the_log_odds_less_the_constant(name, data):
    forest = load_forest(name)
    width = len(forest.names)
    row = data.draw(arrays.arrays(float, width, elements=st.floats(-3, 3)))
    explained = sum(forest.explain(row).values())
    whole = float(forest.log_odds(row[None, :])[0])
    assert explained == pytest.approx(whole - forest.base - roots(forest), abs=1e-9)


def test_many_rows_give_what_each_gives_alone():
    rows = np.random.default_rng(1).normal(2, 3, (5_000, 2))
    together = FOREST.log_odds(rows)
    assert together.shape == (5_000,)
    for n in (0, 2_047, 2_048, 4_999):
        assert together[n] == FOREST.log_odds(rows[n : n + 1])[0]


@pytest.mark.parametrize("name", ["links", "wordpairs", "words", "lines"])
def test_many_rows_give_the_same_to_the_bit_also_at_thresholds_and_where_nothing_is_known(name):
    forest = load_forest(name)
    kinds = np.random.default_rng(2)
    rows = kinds.normal(0, 2, (400, len(forest.names)))
    bounds = forest.threshold[forest.left[:, :1].ravel() > 0]
    rows[kinds.random(rows.shape) < 0.3] = kinds.choice(bounds.ravel())
    rows[kinds.random(rows.shape) < 0.1] = np.nan
    alone = [forest.log_odds(rows[n : n + 1])[0] for n in range(len(rows))]
    assert forest.log_odds(rows).tolist() == alone


def test_no_rows_give_no_log_odds():
    assert FOREST.log_odds(np.zeros((0, 2))).shape == (0,)


def test_the_digest_is_that_of_the_file():
    assert FOREST.digest == unpack(packed()).digest
    assert FOREST.digest != unpack(packed(base=np.array(0.5))).digest


def test_the_model_of_links_asks_for_the_features_that_are_computed():
    assert load_forest("links").names == FEATURES


@pytest.mark.parametrize(
    "broken",
    [b"", b"PK", packed()[:200], packed(value=None), packed(names=None), array_file()],
    ids=["empty", "zip head", "cut", "no values", "no names", "an array"],
)
def test_what_is_no_forest_is_refused(broken):
    with pytest.raises(ModelError):
        unpack(broken)


def test_a_missing_forest_is_named():
    with pytest.raises(ModelError, match="no-such"):
        load_forest("no-such")


@pytest.mark.parametrize("name", ["lines", "headlines"])
def test_several_rows_are_explained_as_each_is_alone(name):
    forest = load_forest(name)
    rows = np.random.default_rng(3).normal(0, 8, (7, len(forest.names)))
    together = forest.explain_all(rows)
    assert together == [forest.explain(row) for row in rows]
    for parts, odds in zip(together, forest.log_odds(rows), strict=True):
        assert forest.constant + sum(parts.values()) == pytest.approx(odds)


def test_no_rows_have_no_explanation():
    forest = load_forest("lines")
    assert forest.explain_all(np.zeros((0, len(forest.names)))) == []


def test_a_row_gets_the_same_answer_alone_and_among_many():
    forest = load_forest("lines")
    rows = np.random.default_rng(4).choice(forest.threshold.ravel(), (700, len(forest.names)))
    rows[::50, 3] = np.nan
    among = forest.log_odds(rows)
    for size in (1, 7, 299):
        assert (forest.log_odds(rows[:size]) == among[:size]).all()
