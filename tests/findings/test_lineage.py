"""A change is one error, however many carry it on."""

from __future__ import annotations

import pytest

from retold.findings import drawn

TRUE = "The cable broke 63 kilometres off the cape. Repairs began."
WRONG = "The cable broke 63 miles off the cape. Repairs began."


def test_what_a_descendant_inherits_is_the_same_error(newsroom):
    newsroom.write("Agency", TRUE, hour=1)
    newsroom.write("Post", WRONG, "Agency", hour=2)
    newsroom.write(
        "Echo", "Off the cape, 63 miles out, the cable broke. It goes on.", "Post", hour=3
    )
    newsroom.change("unit", "Post", "63 miles", "Agency", "63 kilometres")
    assert newsroom.lineages() == [("Post", ["Echo"], ["Agency"], [])]


def test_an_error_goes_down_the_whole_family(newsroom):
    newsroom.write("Agency", TRUE, hour=1)
    newsroom.write("Post", WRONG, "Agency", hour=2)
    newsroom.write("Echo", WRONG, "Post", hour=3)
    newsroom.write("Sun", WRONG, "Echo", hour=4)
    newsroom.change("unit", "Post", "63 miles", "Agency", "63 kilometres")
    assert newsroom.lineages() == [("Post", ["Echo", "Sun"], ["Agency"], [])]


def test_who_was_told_by_the_source_has_the_older_form(newsroom):
    newsroom.write("Agency", TRUE, hour=1)
    newsroom.write("Post", WRONG, "Agency", hour=2)
    newsroom.write("Radio", TRUE, "Agency", hour=3)
    newsroom.change("unit", "Post", "63 miles", "Agency", "63 kilometres")
    assert newsroom.lineages() == [("Post", [], ["Agency", "Radio"], ["Radio"])]


def test_a_source_of_the_source_has_the_older_form_too(newsroom):
    newsroom.write("Wire", TRUE, hour=1)
    newsroom.write("Agency", TRUE, "Wire", hour=2)
    newsroom.write("Post", WRONG, "Agency", hour=3)
    newsroom.change("unit", "Post", "63 miles", "Agency", "63 kilometres")
    assert newsroom.lineages() == [("Post", [], ["Wire", "Agency"], [])]


def test_a_change_back_is_no_error_of_its_own(newsroom):
    newsroom.write("Agency", TRUE, hour=1)
    newsroom.write("Post", WRONG, "Agency", hour=2)
    newsroom.write("Sun", TRUE, "Post", hour=3)
    newsroom.change("unit", "Post", "63 miles", "Agency", "63 kilometres")
    newsroom.change("unit", "Sun", "63 kilometres", "Post", "63 miles")
    assert newsroom.lineages() == [("Post", [], ["Agency", "Sun"], ["Sun"])]


def test_two_who_err_alike_on_their_own_are_two_first_carriers(newsroom):
    newsroom.write("Agency", TRUE, hour=1)
    newsroom.write("Post", WRONG, "Agency", hour=2)
    newsroom.write("Sun", WRONG, "Agency", hour=3)
    newsroom.change("unit", "Post", "63 miles", "Agency", "63 kilometres")
    newsroom.change("unit", "Sun", "63 miles", "Agency", "63 kilometres")
    assert [row[0] for row in newsroom.lineages()] == ["Post", "Sun"]
    assert newsroom.sentences("lineage") == [
        (
            "Two outlets carry “cable broke 63 miles off the cape” (Post and Sun, each on its own); "
            "the source, Agency, has “cable broke 63 kilometres off the cape”, which is about 39 miles."
        )
    ]


def test_a_correction_shows_who_printed_the_old_figure_after_it(newsroom):
    newsroom.write("Agency", "The blast killed 12 people. It was dark.", hour=1, outlet="Agency")
    newsroom.write("Radio", "The blast killed 12 people. Night had come.", "Agency", hour=2)
    newsroom.write(
        "Second", "The blast killed 15 people. It was dark.", "Agency", hour=3, kind="update"
    )
    newsroom.write("Echo", "The blast killed 12 people. All was dark.", "Agency", hour=4)
    newsroom.change("number", "Second", "15 people", "Agency", "12 people")
    (row,) = newsroom.drawn().lineages
    assert row.corrects
    assert [p.article for p in row.older] == ["Agency", "Radio", "Echo"]
    assert [p.article for p in row.late] == ["Echo"]
    assert newsroom.sentences("lineage") == [
        (
            "Second, an update of Agency, changes “blast killed 12 people” to “blast killed 15 people”;"
            " Echo, published later, still has the former."
        )
    ]


@pytest.mark.parametrize(
    ("before", "after", "heir", "inherits"),
    [
        ("may fail", "fail", "The brakes fail, it was said. It rained.", True),
        ("may fail", "fail", "The brakes may fail, it was said. It rained.", False),
        ("have not ruled", "have ruled", "They have ruled out arson. It rained.", True),
        ("have not ruled", "have ruled", "They have not ruled out arson. It rained.", False),
    ],
)
def test_lost_words_are_inherited_where_they_are_still_missing(
    newsroom, before, after, heir, inherits
):
    rest = "ed out arson" if "ruled" in before else ""
    text = f"They {before} out arson. It rained." if rest else f"The brakes {before}. It rained."
    newsroom.write("Agency", text, hour=1)
    newsroom.write("Post", text.replace(before, after), "Agency", hour=2)
    newsroom.write("Echo", heir, "Post", hour=3)
    newsroom.change("negation" if rest else "certainty", "Post", after, "Agency", before)
    assert newsroom.lineages()[0][1] == (["Echo"] if inherits else [])


def test_a_dropped_attribution_is_inherited_with_the_bare_claim(newsroom):
    newsroom.write("Agency", "The mayor knew, police told the Agency. It rained.", hour=1)
    newsroom.write("Post", "The mayor knew. It rained.", "Agency", hour=2)
    newsroom.write("Echo", "The mayor knew of it. It rained.", "Post", hour=3)
    newsroom.write("Sun", "The mayor knew, police told the Agency. Rain.", "Post", hour=4)
    newsroom.change("attribution", "Post", None, "Agency", "police told the Agency")
    assert newsroom.lineages()[0][:2] == ("Post", ["Echo"])


def test_a_change_that_spans_sentences_is_followed_in_both(newsroom):
    newsroom.write("Agency", "“She wasn't pushed. Let's say there was a draught,” he said.", hour=1)
    newsroom.write(
        "Post", "“She was not pushed. Let us say there was a draft,” he said.", "Agency", hour=2
    )
    newsroom.write(
        "Echo",
        "“She was not pushed,” he said. “Let us say there was a draft.”",
        "Post",
        hour=3,
        links=[(0, 0), (1, 1)],
    )
    newsroom.change(
        "quote",
        "Post",
        "She was not pushed. Let us say there was a draft",
        "Agency",
        "She wasn't pushed. Let's say there was a draught",
    )
    assert newsroom.lineages()[0][:2] == ("Post", ["Echo"])


def test_the_order_of_input_changes_nothing(newsroom):
    newsroom.write("Agency", TRUE, hour=1)
    newsroom.write("Post", WRONG, "Agency", hour=2)
    newsroom.write("Echo", WRONG, "Post")
    newsroom.write("Sun", TRUE, "Agency")
    newsroom.change("unit", "Post", "63 miles", "Agency", "63 kilometres")
    newsroom.change("name", "Echo", "cape", "Post", "cape", "minor")
    there, back = drawn(newsroom.analysis()), drawn(newsroom.analysis(-1))
    assert there.lineages == back.lineages
    assert there.findings == back.findings
    assert set(there.figures) == set(back.figures)


def test_a_ring_of_descents_is_cut(newsroom):
    newsroom.write("A", WRONG)
    newsroom.write("B", WRONG, "A")
    newsroom.descents.append(newsroom.descents[0].__class__("A", "B", "copy", 0.9, 0.9, 0.9, False))
    newsroom.change("unit", "B", "63 miles", "A", "63 miles")
    assert newsroom.drawn().findings[0].kind == "count"
