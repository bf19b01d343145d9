"""Findings about an undecided article and its likeliest candidate: both sides, and no source."""

from __future__ import annotations

FERRY = "The ferry ran aground off Lisk on Monday. {} people were carried ashore by fishermen."
SAID = ' "We saw the {} lights too late," the captain, Ada Holm, said.'


def two(newsroom, change=("340", "430"), hours=(None, None)):
    newsroom.write("Gull", FERRY.format(change[0]), hour=hours[0])
    newsroom.write("Tern", FERRY.format(change[1]), "Gull", hour=hours[1])
    newsroom.change("number", "Tern", f"{change[1]} people", "Gull", f"{change[0]} people")
    return newsroom.doubt()


def test_a_figure_that_differs_is_told_of_both_and_of_no_source(newsroom):
    assert two(newsroom).sentences("difference") == [
        (
            "Gull has “340 people were carried ashore” where Tern has “430 people were carried "
            "ashore”; who took it from whom is not known."
        )
    ]


def test_it_is_told_once_and_by_no_other_finding(newsroom):
    others = [f for f in two(newsroom).drawn().findings if f.kind not in {"count", "difference"}]
    assert others == []


def test_the_figures_stand_in_one_row_and_came_from_nobody(newsroom):
    (row,) = (r for r in two(newsroom, hours=(8, 9)).drawn().figures if r.first_other)
    assert [(u.place.article, u.text, u.source) for u in row.uses] == [
        ("Gull", "340 people", None),
        ("Tern", "430 people", None),
    ]


def test_it_has_no_lineage(newsroom):
    assert two(newsroom).drawn().lineages == ()


def test_the_finding_holds_its_difference_and_both_places(newsroom):
    two(newsroom)
    (finding,) = (f for f in newsroom.drawn().findings if f.kind == "difference")
    assert [c.kind for c in finding.changes] == ["number"]
    assert [p.article for p in finding.places] == ["Gull", "Tern"]


def test_a_quotation_that_differs_is_told_as_such(newsroom):
    newsroom.write("Gull", FERRY.format(340) + SAID.format("green"))
    newsroom.write("Tern", FERRY.format(340) + SAID.format("red"), "Gull")
    newsroom.change("quote", "Tern", "saw the red lights", "Gull", "saw the green lights")
    (sentence,) = newsroom.doubt().sentences("difference")
    assert sentence.startswith("In a quotation Gull has “")
    assert "green lights" in sentence.partition(" where Tern has ")[0]


def test_an_attribution_that_only_one_has_is_told_of_the_one_that_has_it(newsroom):
    newsroom.write("Gull", FERRY.format(340))
    newsroom.write("Tern", "Police said the ferry ran aground off Lisk on Monday.", "Gull")
    newsroom.change("attribution", "Tern", "Police said", "Gull", None)
    assert newsroom.doubt().sentences("difference") == [
        (
            "Tern attributes a claim (“Police said”) that Gull does not; "
            "who took it from whom is not known."
        )
    ]


def test_passages_of_weight_are_told_of_the_one_that_has_them(newsroom):
    newsroom.write("Gull", FERRY.format(340) + " Two of the crew are missing. One has died.")
    newsroom.write("Tern", FERRY.format(340), "Gull")
    newsroom.change("dropped", "Tern", None, "Gull", "Two of the crew are missing.")
    newsroom.change("dropped", "Tern", None, "Gull", "One has died.")
    assert newsroom.doubt().sentences("difference") == [
        (
            "Gull has “Two of the crew are missing.” and one more passage of weight, "
            "and Tern does not; who took it from whom is not known."
        )
    ]


def test_small_differences_are_no_findings(newsroom):
    newsroom.write("Gull", FERRY.format(340))
    newsroom.write("Tern", FERRY.format(340), "Gull")
    newsroom.change("name", "Tern", "Lisk", "Gull", "Lisk", severity="minor")
    assert newsroom.doubt().sentences("difference") == []


def test_many_differences_are_few_findings(newsroom):
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight"]
    newsroom.write("Gull", " ".join(f"Pier {w} holds 340 boats." for w in words))
    newsroom.write("Tern", " ".join(f"Pier {w} holds 430 boats." for w in words), "Gull")
    for word in words:
        newsroom.change("number", "Tern", f"{word} holds 430", "Gull", f"{word} holds 340")
    assert len(newsroom.doubt().sentences("difference")) == 4
