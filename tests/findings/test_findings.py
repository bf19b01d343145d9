"""What an editor should know, in plain sentences, the weightiest first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retold.findings import drawn
from retold.types import (
    Alternative,
    Citation,
    Rendering,
    Undecided,
    UnseenSource,
    Utterance,
)

from .conftest import descent

TEXT = "The ferry ran aground off Lisk. Nobody was on deck."


def test_first_comes_how_many_sources_there_are(newsroom):
    newsroom.write("Agency", TEXT, hour=1).write("Radio", TEXT, hour=2)
    newsroom.write("Post", TEXT, "Agency", hour=3)
    first = newsroom.drawn().findings[0]
    assert first.kind == "count"
    assert first.sentence == "3 articles, 2 independent reports: Agency and Radio."


def test_an_undecided_article_leaves_the_count_open(newsroom):
    newsroom.write("Agency", TEXT, hour=1).write("Radio", TEXT, hour=2)
    newsroom.having(undecided=(Undecided("Radio", (Alternative(None, 0.4),)),))
    analysis = newsroom.analysis()
    story = analysis.stories[0]
    told = replace(analysis, stories=(replace(story, origins=("Agency",)),))
    assert drawn(told).findings[0].sentence == (
        "2 articles, 1 to 2 independent reports: Agency; of one article the origin is undecided."
    )


def test_who_is_surely_made_from_one_here_adds_no_report(newsroom):
    newsroom.write("Agency", TEXT, hour=1).write("Radio", TEXT, hour=2)
    newsroom.having(
        undecided=(
            Undecided(
                "Radio",
                (
                    Alternative("Agency", 0.97),
                    Alternative(None, 0.03),
                ),
            ),
        )
    )
    analysis = newsroom.analysis()
    story = analysis.stories[0]
    told = replace(analysis, stories=(replace(story, origins=("Agency",)),))
    assert drawn(told).findings[0].sentence == (
        "2 articles, 1 independent report: Agency; of one article the origin is undecided."
    )


def test_one_article_alone_tells_nothing(newsroom):
    newsroom.write("Agency", TEXT)
    assert newsroom.drawn().findings == ()


def test_outlets_that_print_one_statement_are_one_source(newsroom):
    newsroom.write("Agency", TEXT, hour=1).write("Radio", TEXT, hour=2).write("Sun", TEXT, hour=3)
    police = UnseenSource("u:1", "Lisk Police", "statement", ("Agency", "Radio"))
    newsroom.having(unseen_sources=(police,))
    newsroom.descents += [_from("Agency", "u:1"), _from("Radio", "u:1")]
    assert newsroom.sentences()[:2] == [
        (
            "3 articles, 2 independent sources: Sun; a Lisk Police statement that Agency and Radio "
            "print."
        ),
        (
            "Agency and Radio both print one statement by Lisk Police that is not in the collection: "
            "one source, not two."
        ),
    ]


def test_a_source_that_all_cite_and_nobody_has(newsroom):
    newsroom.write("Agency", TEXT, hour=1).write("Post", TEXT, "Agency", hour=2)
    newsroom.having(unseen_sources=(UnseenSource("u:1", "Bloomberg", "cited", ("Agency", "Post")),))
    assert "Agency and Post cite Bloomberg, which is not in the collection." in (
        newsroom.sentences("statement")
    )


@pytest.mark.parametrize("name", ["Channel Nine", "Channel Nine Online News"])
def test_an_outlet_that_names_itself_cites_nobody(newsroom, name):
    newsroom.write("Channel Nine Online", TEXT, hour=1).write("Post", TEXT, hour=2)
    own = UnseenSource("u:1", name, "cited", ("Channel Nine Online",))
    newsroom.having(unseen_sources=(own,))
    assert newsroom.sentences("statement") == []


class TestCredit:
    def test_a_retelling_that_does_not_say_so(self, newsroom):
        newsroom.write("Agency", TEXT, hour=1).write("Post", TEXT, "Agency", hour=2)
        assert newsroom.sentences("credit") == ["Post retells Agency and does not say so."]

    def test_a_likely_retelling_is_only_called_likely(self, newsroom):
        newsroom.write("Agency", TEXT, hour=1)
        newsroom.write("Post", TEXT, "Agency", hour=2, probability=0.6)
        assert newsroom.sentences("credit") == ["Post probably retells Agency and does not say so."]

    def test_where_nobody_can_tell_who_was_first_nobody_is_blamed(self, newsroom):
        newsroom.write("Agency", TEXT).write("Post", TEXT, "Agency", direction=0.5)
        assert newsroom.sentences("credit") == [
            "One of Agency and Post retells the other, and neither says so."
        ]

    def test_those_who_credit_are_not_named(self, newsroom):
        newsroom.write("Agency", TEXT, hour=1)
        newsroom.write("Post", TEXT, "Agency", hour=2, credited=True)
        newsroom.write("Sun", TEXT, "Agency", hour=3)
        assert newsroom.sentences("credit") == [
            "One of two retellings does not say whose report it follows: Sun."
        ]

    def test_a_credit_that_the_text_contradicts(self, newsroom):
        newsroom.write("Agency", TEXT, hour=1).write("Wire", "Another story. Of a ferry.", hour=2)
        newsroom.write("Post", TEXT, "Agency", hour=3)
        newsroom.having(citations=(Citation("Post", 1, "Wire", "credits", "Wire"),))
        assert "Post credits Wire, but its text follows Agency." in newsroom.sentences("credit")

    def test_a_credit_to_the_source_of_the_source_is_right(self, newsroom):
        newsroom.write("Wire", TEXT, hour=1).write("Agency", TEXT, "Wire", hour=2, credited=True)
        newsroom.write("Post", TEXT, "Agency", hour=3)
        newsroom.having(citations=(Citation("Post", 1, "Wire", "credits", "Wire"),))
        assert newsroom.sentences("credit") == []


class TestClock:
    def test_a_child_that_is_dated_before_its_source(self, newsroom):
        newsroom.write("Agency", TEXT, hour=9)
        newsroom.write("Post", TEXT, "Agency", hour=7, clock="disagrees", by_text=0.9)
        assert newsroom.sentences("clock") == [
            (
                "Post is dated 1 January 2030, 07:00 UTC, before Agency (1 January 2030, 09:00 UTC), "
                "whose text it follows."
            )
        ]

    def test_a_direction_that_rests_on_the_dates_alone(self, newsroom):
        newsroom.write("Agency", TEXT, hour=1)
        newsroom.write("Post", TEXT, "Agency", hour=2, clock="disagrees", by_text=0.1)
        assert newsroom.sentences("clock") == [
            (
                "Post is taken to follow Agency because it is dated later; by the texts alone it would "
                "be the other way round (90% sure)."
            )
        ]


class TestChanges:
    def story(self, newsroom, theirs, ours, **facts):
        newsroom.write("Agency", theirs, hour=1).write("Post", ours, "Agency", hour=2, **facts)
        return newsroom

    def told(self, newsroom, kind="change"):
        (sentence,) = newsroom.sentences(kind)
        return sentence

    def test_a_figure(self, newsroom):
        self.story(newsroom, "Police put it at 18,500 people.", "It was put at 15,800 by police.")
        newsroom.change("number", "Post", "15,800", "Agency", "18,500")
        assert self.told(newsroom) == (
            "Post has “It was put at 15,800 by police”; its source, Agency, has “Police put it at 18,500 "
            "people”."
        )

    def test_a_probable_source_is_called_so(self, newsroom):
        self.story(newsroom, "It cost 12 million.", "It cost 21 million.", probability=0.6)
        newsroom.change("number", "Post", "21 million", "Agency", "12 million")
        assert "its probable source, Agency," in self.told(newsroom)

    def test_a_quotation(self, newsroom):
        self.story(newsroom, "“I don't say it was,” he said.", "“I don't say it wasn't,” he said.")
        newsroom.change("quote", "Post", "it wasn't", "Agency", "it was")
        assert self.told(newsroom, "quote") == (
            "Post alters a quotation: “I don't say it wasn't”; its source, Agency, has “I don't "
            "say it was”."
        )

    def test_a_lost_not(self, newsroom):
        self.story(newsroom, "Police have not ruled it out.", "Police have ruled it out.")
        newsroom.change("negation", "Post", "have ruled", "Agency", "have not ruled")
        assert self.told(newsroom).startswith(
            "Post leaves out a “not”: “Police have ruled it out”;"
        )

    @pytest.mark.parametrize(
        ("theirs", "ours", "words"),
        [
            ("The brakes may fail.", "The brakes fail.", "is surer than its source"),
            ("The brakes fail.", "The brakes may fail.", "is less sure than its source"),
            ("It fails in May.", "It fails then.", "changes how sure a claim is"),
        ],
    )
    def test_certainty_goes_one_way(self, newsroom, theirs, ours, words):
        self.story(newsroom, theirs, ours)
        newsroom.change("certainty", "Post", ours[:-1], "Agency", theirs[:-1])
        assert self.told(newsroom).startswith(f"Post {words}: ")

    def test_a_dropped_attribution(self, newsroom):
        self.story(newsroom, "He knew, aides told the Agency.", "He knew.")
        newsroom.change("attribution", "Post", None, "Agency", "aides told the Agency")
        assert self.told(newsroom) == (
            "Post drops the attribution “aides told the Agency” of its source, Agency."
        )

    def test_several_of_one_kind_are_told_together(self, newsroom):
        self.story(newsroom, "He said so. She said no.", "He admitted it. She conceded it.")
        newsroom.change("voice", "Post", "admitted", "Agency", "said", "medium")
        newsroom.change("voice", "Post", "conceded", "Agency", "said", "medium")
        assert self.told(newsroom) == (
            "Post writes “admitted” where its source, Agency, has “said”; so with one more "
            "reporting verb."
        )

    def test_what_is_minor_is_not_told(self, newsroom):
        self.story(newsroom, "Some 1,412 came.", "About 1,400 came.")
        newsroom.change("number", "Post", "1,400", "Agency", "1,412", "minor")
        assert newsroom.sentences("change") == []

    def test_when_a_page_was_posted_is_no_figure_of_its_text(self, newsroom):
        self.story(newsroom, "Posted 12/19 3:36 PM ET. Rain.", "Updated 12/19 2:40 PM ET. Rain.")
        newsroom.change("number", "Post", "2:40", "Agency", "3:36")
        assert newsroom.sentences("change") == []

    def test_a_change_is_told_with_its_passages_and_its_changes(self, newsroom):
        self.story(newsroom, "It cost 12 million.", "It cost 21 million.")
        newsroom.change("number", "Post", "21 million", "Agency", "12 million")
        (finding,) = [f for f in newsroom.drawn().findings if f.kind == "change"]
        assert [p.article for p in finding.places] == ["Post", "Agency"]
        assert finding.changes == tuple(newsroom.changes)
        assert finding.articles == ("Post", "Agency")


def test_an_error_that_more_carry_weighs_more(newsroom):
    newsroom.write("Agency", "It cost 12 million. It took 30 years.", hour=1)
    newsroom.write("Post", "It cost 21 million. It took 30 years.", "Agency", hour=2)
    newsroom.write("Echo", "It cost 21 million. It took 13 years.", "Post", hour=3)
    newsroom.change("number", "Post", "21 million", "Agency", "12 million")
    newsroom.change("number", "Echo", "13 years", "Post", "30 years")
    kinds = [f.kind for f in newsroom.drawn().findings]
    assert kinds.index("lineage") < kinds.index("change")


def test_tolls_that_a_retelling_leaves_out(newsroom):
    newsroom.write("Agency", "War began. It killed 1,400 Israelis and 8,800 Palestinians.", hour=1)
    newsroom.write("Post", "The war began long ago. It goes on.", "Agency", hour=2)
    assert newsroom.sentences("dropped") == [
        (
            "Post leaves out how many were killed: Agency has “1,400 Israelis” and “8,800 "
            "Palestinians”."
        )
    ]


def test_a_passage_that_several_leave_out_is_one_finding(newsroom):
    reply = "The landlord replied: “We kept every rule.”"
    newsroom.write("Agency", f"It burned. {reply}", hour=1)
    for hour, name in enumerate(("Post", "Echo"), 2):
        newsroom.write(name, "It burned.", "Agency", hour=hour, links=[(0, 0)])
        newsroom.change("dropped", name, None, "Agency", reply)
    assert newsroom.sentences("dropped") == [
        "Both retellings of Agency leave out “The landlord replied: ‘We kept every rule.’”."
    ]


class TestConversions:
    @pytest.mark.parametrize(
        "text",
        [
            "It broke 63 miles (39 kilometres) off the cape.",
            "It broke 63 miles, or about 39 km, off the cape.",
        ],
    )
    def test_one_measure_in_two_units_that_do_not_agree(self, newsroom, text):
        newsroom.write("Agency", text, hour=1).write("Radio", TEXT, hour=2)
        (sentence,) = newsroom.sentences("conversion")
        assert sentence.endswith("; 63 miles is about 101 kilometres.")

    @pytest.mark.parametrize(
        "text",
        [
            "It broke 39 miles (63 kilometres) off the cape.",
            "It broke 63 miles off the cape, 12 kilometres from the port.",
            "Between 5 feet and 12 metres of water stood there.",
            "It took 3 hours (12 kilometres).",
        ],
    )
    def test_right_ones_and_two_measures_are_none(self, newsroom, text):
        newsroom.write("Agency", text, hour=1).write("Radio", TEXT, hour=2)
        assert newsroom.sentences("conversion") == []


class TestQuotations:
    def uttered(self, newsroom, form, *altered, kind="rewrite"):
        newsroom.write("Agency", "“We could have stopped it,” Ada Quist said.", hour=1)
        newsroom.write(
            "Post", "“We should have stopped it,” Quist said.", "Agency", hour=2, kind=kind
        )
        theirs = newsroom.place("Agency", "We could have stopped it")
        ours = newsroom.place("Post", "We should have stopped it")
        rows = (Rendering(theirs, "complete"), Rendering(ours, form, tuple(altered)))
        newsroom.having(utterances=(Utterance("1", "Ada Quist", None, theirs, rows),))
        return newsroom

    def test_altered_words_are_told_with_the_speaker(self, newsroom):
        self.uttered(newsroom, "altered", ("could", "should"))
        assert newsroom.sentences("quote") == [
            "Post alters a quotation of Ada Quist: “could” became “should”."
        ]

    def test_of_two_independent_reports_neither_is_said_to_have_altered_a_word(self, newsroom):
        newsroom.write("Agency", "“We could have stopped it,” Ada Quist said.", hour=1)
        newsroom.write("Post", "“We should have stopped it,” Quist said.", hour=2)
        theirs = newsroom.place("Agency", "We could have stopped it")
        ours = newsroom.place("Post", "We should have stopped it")
        rows = (Rendering(theirs, "complete"), Rendering(ours, "altered", (("could", "should"),)))
        newsroom.having(utterances=(Utterance("1", "Ada Quist", None, theirs, rows),))
        assert newsroom.sentences("quote") == [
            "Post quotes Ada Quist otherwise than Agency: “should” for “could”."
        ]

    def test_an_alteration_that_a_change_tells_of_is_not_told_twice(self, newsroom):
        self.uttered(newsroom, "altered", ("could", "should"))
        newsroom.change("quote", "Post", "We should have", "Agency", "We could have")
        assert len(newsroom.sentences("quote")) == 1

    def test_words_that_no_source_has(self, newsroom):
        self.uttered(newsroom, "invented")
        assert newsroom.sentences("quote") == [
            (
                "Post quotes Ada Quist with words that none of its sources here has: “We should have "
                "stopped it”."
            )
        ]

    def test_they_weigh_less_in_an_article_that_adds_its_own(self, newsroom):
        def weight(room):
            return next(f.weight for f in room.drawn().findings if f.kind == "quote")

        plain = weight(self.uttered(newsroom, "invented"))
        assert weight(self.uttered(type(newsroom)(), "invented", kind="expansion")) < plain


def test_two_articles_of_one_outlet_are_told_apart_by_the_hour(newsroom):
    newsroom.write("early", "It cost 12 million.", hour=1, outlet="Post")
    newsroom.write("late", "It cost 21 million.", "early", hour=2, outlet="Post")
    newsroom.change("number", "late", "21 million", "early", "12 million")
    (sentence,) = newsroom.sentences("change")
    assert sentence.startswith("Post (02:00 UTC) has")


def test_findings_are_few_and_the_weightiest_first(newsroom):
    text = " ".join(f"Item {n} cost {n + 100} million." for n in range(90))
    newsroom.write("Agency", text, hour=1)
    newsroom.write("Post", text.replace("1", "9"), "Agency", hour=2)
    for n in range(90):
        before = f"cost {n + 100} million"
        newsroom.change("number", "Post", before.replace("1", "9"), "Agency", before)
    findings = newsroom.drawn().findings
    assert len(findings) == 60
    weights = [f.weight for f in findings]
    assert weights == sorted(weights, reverse=True)
    assert findings[0].kind == "count"


def _from(child, parent):
    return descent(child, parent, "copy")
