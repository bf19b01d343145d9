"""Stories made for the clock, and how a wire's copies are traced back."""

from pathlib import Path

from _answers import Said
from _traditions import load
from story_speed import Clock, ratios, story
from wire import root_of

[EVENT] = load(Path(__file__).parents[1] / "data" / "e28-telecom.json", with_sample=True)


def test_a_story_has_so_many_articles_of_different_names_and_texts():
    articles = story(EVENT, 40)
    assert len(articles) == len({a.id for a in articles}) == 40
    assert len({a.text for a in articles}) == 40
    assert [a.id for a in articles[:11]] == [v.id for v in EVENT.versions]
    assert len(story(EVENT, 5)) == 5


def test_a_warm_run_is_held_against_the_encoder_in_the_cold_one():
    cold, warm = Clock(), Clock()
    cold.wall |= {"whole": 3.0, "encoder": 2.0}
    cold.processor |= {"whole": 4.0, "encoder": 2.0}
    warm.wall["whole"], warm.processor["whole"] = 1.0, 0.5
    assert ratios(cold, cold) == {"wall": 1.5, "processor": 2.0}
    assert ratios(cold, warm) == {"wall": 0.5, "processor": 0.25}


def test_a_clock_counts_a_part_that_runs_twice():
    clock = Clock()
    for _ in range(2):
        with clock.running("part"):
            before = clock.wall["part"]
    assert clock.wall["part"] > before >= 0


def test_copies_are_traced_back_to_where_their_line_ends():
    found = Said({"wire": (), "a": ("wire",), "b": ("a", "c"), "c": ("unseen:1",)}, {})
    assert {name: root_of(name, found) for name in found.parents} == {
        "wire": "wire",
        "a": "wire",
        "b": "wire",
        "c": "unseen:1",
    }


def test_a_ring_of_parents_ends():
    assert root_of("a", Said({"a": ("b",), "b": ("a",)}, {})) == "b"
