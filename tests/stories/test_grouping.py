"""Which articles tell the same story."""

import itertools
import random
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.language.prepare import prepare
from retold.matching.candidates import candidates, rows
from retold.stories.grouping import Grouping, group
from retold.types import Article, Layer

FERRY = (
    "The ferry Halcyon ran aground off Brannock on Tuesday with 412 people on board. "
    "Captain Moira Dunne said that a rudder cable had snapped two miles from the harbour. "
    "The coastguard in Brannock sent three lifeboats, and nobody was hurt."
)
FERRY_RETOLD = (
    "More than 400 passengers were rescued when the ferry Halcyon grounded near Brannock harbour. "
    "A broken rudder cable was to blame, according to its captain, Moira Dunne. "
    "Lifeboats of the coastguard brought everyone ashore."
)
FERRY_OTHER = (
    "The ferry Meridian ran aground off Sandholm on Tuesday with 130 people on board. "
    "Captain Aksel Friis said that an engine had failed two miles from the harbour. "
    "The coastguard in Sandholm sent a helicopter and four lifeboats, and nobody was hurt."
)
BUDGET = (
    "Finance minister Pavel Horak will raise tobacco duty by 7 percent next year. "
    "The opposition called the budget timid, and economists at Lindholm Bank agreed."
)
BUDGET_RETOLD = (
    "Smokers face 7 percent more tobacco duty next year, finance minister Pavel Horak said. "
    "Economists at Lindholm Bank and the opposition called his budget timid."
)
LETTERS = str.maketrans("0123456789", "klmnopqrst")


def article(identity, text, published=None, headline=None, language="en"):
    layer = Layer(text)
    return prepare(
        Article(
            id=identity, digest=f"digest of {identity}", input=identity, raw=layer, page=layer,
            body=layer, headline=headline, published=published, language=language,
        )
    )  # fmt: skip


def grouped(articles, joined=(), **options):
    return group(articles, candidates(rows(articles)), joined, Grouping(**options))


def every_pair(articles):
    return list(itertools.combinations([one.id for one in articles], 2))


def test_a_story_and_its_retelling_stand_apart_from_another_story():
    collection = [
        article("a", FERRY), article("b", BUDGET), article("c", FERRY_RETOLD), article("d", BUDGET_RETOLD),
    ]  # fmt: skip
    assert grouped(collection) == (("a", "c"), ("b", "d"))


def test_an_article_that_belongs_to_nothing_stands_alone():
    collection = [article("a", FERRY), article("b", BUDGET), article("c", FERRY_RETOLD)]
    assert grouped(collection) == (("a", "c"), ("b",))


def test_look_alikes_that_share_no_name_are_two_stories_however_alike_their_words():
    collection = [article("a", FERRY), article("b", FERRY_OTHER)]
    pairs = every_pair(collection)
    assert group(collection, pairs) == (("a",), ("b",))
    assert group(collection, pairs, settings=Grouping(named=99)) == (("a", "b"),)


def test_the_same_words_a_year_later_are_another_story():
    near = [article("a", FERRY, "2020-03-03"), article("b", FERRY_RETOLD, "2020-03-04")]
    far = [article("a", FERRY, "2020-03-03"), article("b", FERRY_RETOLD, "2021-03-04")]
    limit = 0.3
    assert group(near, every_pair(near), settings=Grouping(likeness=limit)) == (("a", "b"),)
    assert group(far, every_pair(far), settings=Grouping(likeness=limit)) == (("a",), ("b",))


def test_the_headline_counts():
    bare = [article("a", "It was all over by noon."), article("b", "Nobody saw it coming.")]
    headed = [
        article("a", "It was all over by noon.", headline="Halcyon ferry aground at Brannock"),
        article("b", "Nobody saw it coming.", headline="Ferry Halcyon runs aground off Brannock"),
    ]
    assert group(bare, every_pair(bare)) == (("a",), ("b",))
    assert group(headed, every_pair(headed)) == (("a", "b"),)


def test_pairs_that_are_known_to_belong_together_are_joined_whatever_their_likeness():
    collection = [article("a", FERRY), article("b", BUDGET), article("c", FERRY_RETOLD)]
    assert grouped(collection, joined=[("b", "a")]) == (("a", "b", "c"),)


def test_near_copies_are_one_story_whatever_the_clock_says():
    collection = [article("a", FERRY, "2001-01-01"), article("b", FERRY, "2020-03-04")]
    assert grouped(collection) == (("a", "b"),)


def test_a_digest_of_many_stories_does_not_bind_them_together():
    texts = [" ".join(f"{place}{n}".translate(LETTERS) for n in range(200)) for place in "abcdefgh"]
    collection = [article(str(n), text, "2020-03-03") for n, text in enumerate(texts)]
    digest = article("digest", "\n\n".join(texts), "2020-03-03")
    stories = grouped([*collection, digest])
    assert len(stories) >= len(texts)


def test_eight_hundred_copies_stay_one_story_and_do_not_outvote_a_retelling():
    copies = [article(f"{n:03}", FERRY, f"2020-03-{n % 28 + 1:02}") for n in range(800)]
    retelling = article("retold", FERRY_RETOLD, "2020-03-05")
    alone = article("budget", BUDGET, "2020-03-05")
    stories = grouped([*copies, retelling, alone])
    assert sorted(map(len, stories)) == [1, 801]


def test_articles_without_a_common_pair_are_not_compared():
    collection = [article("a", FERRY), article("b", FERRY_RETOLD)]
    assert group(collection, []) == (("a",), ("b",))


def test_a_pair_is_the_same_in_either_order():
    collection = [article("a", FERRY), article("b", FERRY_RETOLD)]
    assert group(collection, [("b", "a"), ("a", "b")]) == group(collection, [("a", "b")])


def test_other_languages_meet_by_copying_alone():
    told = "El transbordador Halcyon encalló el martes frente a la costa y nadie resultó herido."
    copied = f"Última hora. {told}"
    other = "El ministro de Hacienda subirá el martes los impuestos y nadie resultó sorprendido."
    collection = [
        article(n, text, language="es")
        for n, text in zip("abc", (told, copied, other), strict=True)
    ]
    assert group(collection, every_pair(collection)) == (("a", "b"), ("c",))


def test_average_linkage_does_not_chain():
    settings = Grouping(likeness=0.3, headline=0, lead=0, named=99)
    words = [f"qx{chr(97 + n)}zz" for n in range(16)]
    chain = [article(str(n), " ".join(words[2 * n : 2 * n + 4]), "2020-01-01") for n in range(6)]
    stories = group(chain, every_pair(chain), settings=settings)
    assert max(map(len, stories)) == 2
    assert sorted(itertools.chain(*stories)) == [one.id for one in chain]


@pytest.mark.parametrize("published", ["", "2020", "yesterday", "9999-99-99"])
def test_an_odd_date_counts_as_unknown(published):
    collection = [article("a", FERRY, published), article("b", FERRY_RETOLD, "2020-03-04")]
    assert grouped(collection) == (("a", "b"),)


def test_nothing_and_empty_texts_are_grouped_too():
    assert group([], []) == ()
    collection = [article("a", ""), article("b", "")]
    assert group(collection, [("a", "b")]) == (("a",), ("b",))


@given(st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_the_order_of_the_input_does_not_matter(seed):
    collection = [
        article("a", FERRY), article("b", BUDGET), article("c", FERRY_RETOLD), article("d", BUDGET_RETOLD),
        article("e", FERRY_OTHER), article("f", FERRY, "2020-01-01"),
    ]  # fmt: skip
    pairs = every_pair(collection)
    expected = group(collection, pairs)
    chance = random.Random(seed)
    chance.shuffle(collection)
    chance.shuffle(pairs)
    assert group(collection, pairs) == expected


@given(
    st.lists(
        st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] != p[1]), max_size=12
    )
)
@settings(max_examples=30, deadline=None)
def test_every_article_is_in_exactly_one_story(joined):
    texts = [FERRY, BUDGET, FERRY_RETOLD, BUDGET_RETOLD, FERRY_OTHER, "", "Short.", FERRY]
    collection = [article(str(n), text) for n, text in enumerate(texts)]
    stories = grouped(collection, joined=[(str(a), str(b)) for a, b in joined])
    assert sorted(itertools.chain(*stories)) == sorted(one.id for one in collection)
    for a, b in joined:
        assert any(str(a) in story and str(b) in story for story in stories)


def test_grouping_needs_no_heavy_library():
    code = "import sys, retold.stories.grouping; sys.exit('scipy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
