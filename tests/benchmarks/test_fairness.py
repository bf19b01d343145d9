"""What the benchmark of fairness calls staying and moving."""

import fairness
import pytest
from _traditions import make_article
from fairness import ORIGIN, Told, fates, moves, sample

from retold.types import Analysis, Descent, Prepared, Story, UnseenSource

BEFORE = Told(
    {"a": ("origin",), "b": ("article", "a", "copy")},
    {"a": {ORIGIN: 1.0}, "b": {ORIGIN: 0.1, "a": 0.9}},
    {("b", "a"): {"linked": 2.0, "told_share": 1.0, "lead": 0.0}},
)


def test_nothing_moves_where_nothing_changes():
    found = moves("persons", BEFORE, BEFORE)
    assert [(one.article, one.stays, one.move) for one in found] == [("a", True, 0), ("b", True, 0)]


def test_an_article_moves_as_far_as_the_answer_that_moves_most():
    after = Told(
        {"a": ("origin",), "b": ("article", "a", "edit")},
        {"a": {ORIGIN: 1.0}, "b": {ORIGIN: 0.15, "a": 0.65, "c": 0.2}},
        {("b", "a"): {"linked": 0.5, "told_share": 1.0, "lead": 0.1}},
    )
    _, found = moves("persons", BEFORE, after)
    assert not found.stays
    assert (found.answer, found.move) == ("a", pytest.approx(0.25))
    assert found.features[0] == ("linked", -1.5)


def test_an_origin_that_moves_is_explained_by_its_likeliest_parent():
    after = Told(
        BEFORE.fates,
        {"a": {ORIGIN: 1.0}, "b": {ORIGIN: 0.6, "a": 0.4, "c": 0.0}},
        {("b", "a"): {"linked": 2.0, "told_share": -1.0, "lead": 0.0}},
    )
    found = moves("places", BEFORE, after)[1]
    assert found.features[0] == ("told_share", -2.0)


def test_an_unseen_source_is_known_by_its_kind_whatever_it_is_called():
    def analysis(name):
        texts = tuple(Prepared(make_article(i, "Rain fell."), (), (), (), (), ()) for i in "ab")
        hung = Descent("b", name, "brief", 0.9, 0.9, None, credited=False)
        unseen = UnseenSource(name, name, "text", ("b",))
        story = Story("1", None, ("a", "b"), ("a",), (), (hung,), (unseen,))
        return Analysis(texts, (story,), (), (), (), ())

    assert fates(analysis("unseen:quay")) == fates(analysis("unseen:echo"))
    assert fates(analysis("unseen:quay"))["b"] == ("unseen text", "text", "brief")


def test_what_is_weighed_is_heard_and_nothing_stays_behind():
    before = fairness.build.choose
    with fairness.listening() as heard:
        assert fairness.build.choose is not before
    assert fairness.build.choose is before
    assert heard.answers == {}


@pytest.mark.parametrize(
    ("count", "taken"), [(0, "abcde"), (1, "a"), (2, "ac"), (5, "abcde"), (9, "abcde")]
)
def test_a_sample_is_spread_over_all_events(count, taken):
    assert sample("abcde", count) == list(taken)
