"""Odd texts, links that lead nowhere and rings never raise, and cost no more than their size."""

from __future__ import annotations

import time
from dataclasses import replace

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from retold.findings import drawn
from retold.findings.phrases import passage
from retold.findings.times import order_of, surely_after, when
from retold.types import Change, Link, Place

from .conftest import Newsroom

PIECES = [
    "63 miles",
    "(39 km)",
    "12 people",
    "were killed",
    "“no”",
    "not",
    "\n\n",
    ".",
    "9 1/2",
    "½",
    "£5m",
    "١٢",
    "é",
    "“",
    "of",
    "—",
]
texts = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)
kinds = st.sampled_from(["number", "unit", "date", "quote", "attribution", "certainty", "negation"])


@settings(max_examples=40, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(st.lists(texts, min_size=2, max_size=4), kinds, st.data())
def test_any_texts_and_changes_can_be_drawn(written, kind, data):
    room = Newsroom()
    names = []
    for number, text in enumerate(written):
        parents = [n for n in names if data.draw(st.booleans())]
        room.write(f"a{number}", text, parents, hour=data.draw(st.none() | st.integers(0, 23)))
        for parent in parents:
            theirs, ours = (room.prepared[n] for n in (parent, f"a{number}"))
            if theirs.sentences and ours.sentences:
                end = data.draw(st.sampled_from([theirs.sentences[0].end, len(theirs.text)]))
                before = Place(parent, 0, theirs.sentences[0].start, end)
                after = data.draw(st.none() | st.just(room.sentence(f"a{number}", 0)))
                words = ours.text[after.start : after.end] if after else None
                room.changes.append(
                    Change(
                        kind,
                        "high",
                        f"a{number}",
                        parent,
                        after,
                        before,
                        theirs.text[before.start : before.end],
                        words,
                        "",
                    )
                )
        names.append(f"a{number}")
    there, back = drawn(room.analysis()), drawn(room.analysis(-1))
    assert there.findings == back.findings
    assert [f.weight for f in there.findings] == sorted(
        (f.weight for f in there.findings), reverse=True
    )
    for row in there.figures:
        for use in row.uses:
            text = room.prepared[use.place.article].text
            assert " ".join(text[use.place.start : use.place.end].split()) == use.text


def test_links_and_changes_of_articles_that_are_not_there_are_passed_over():
    room = Newsroom().write("A", "It cost 12 million.").write("B", "It cost 21 million.", "A")
    room.change("number", "B", "21 million", "A", "12 million")
    ghost = Place("ghost", 7, 0, 4)
    analysis = room.analysis()
    lost = replace(room.changes[0], parent_article="ghost", parent=ghost)
    odd = Link(room.sentence("B", 0), (ghost,), "edited", 1.0)
    there = drawn(
        replace(analysis, links=(*analysis.links, odd), changes=(*analysis.changes, lost))
    )
    assert len(there.lineages) == 1


def test_a_story_of_many_copies_takes_time_in_proportion():
    def seconds(size):
        room = Newsroom().write("A", "It cost 12 million. Police said 14 people died.", hour=1)
        for n in range(size):
            room.write(f"b{n}", "It cost 21 million. Police said 14 people died.", "A", hour=2)
            room.change("number", f"b{n}", "21 million", "A", "12 million")
        analysis = room.analysis()
        started = time.process_time()
        found = drawn(analysis)
        assert len(found.findings) < 10
        return time.process_time() - started

    seconds(5)
    assert seconds(160) < 40 * max(seconds(20), 0.02)


@given(st.text(max_size=400))
def test_a_passage_is_one_short_line_in_one_pair_of_marks(text):
    shown = passage(text)
    assert shown[0] == "“"
    assert shown[-1] == "”"
    assert "\n" not in shown
    assert shown.count("“") == shown.count("”") == 1
    assert len(shown) < 120


@given(st.none() | st.text(max_size=30) | st.datetimes().map(str))
def test_any_date_can_be_sorted_and_shown(published):
    assert isinstance(order_of(published), int)
    assert not surely_after(published, published)
    assert when(published)
