"""One story from its articles: stemma, origins, versions and unseen sources."""

from dataclasses import replace

import pytest

from retold.settings import Settings
from retold.stories import build, given


@pytest.fixture(params=["dam", "meteorite"])
def story(request, event):
    """The versions of a story."""
    return event(request.param)


def test_a_story_has_every_article_in_exactly_one_role(compared, story):
    built = build(compared(*story.values())).story
    assert built.articles == tuple(sorted(story))
    roles = [
        *built.origins,
        *(u.article for u in built.undecided),
        *{d.child for d in built.descents},
    ]
    assert sorted(roles) == sorted(story)


def test_the_versions_hang_below_the_report_they_were_made_from(compared, story):
    built = build(compared(*story.values())).story
    parents = {d.child: d.parent for d in built.descents}
    assert set(parents) >= {"copy", "edit", "rewrite"}
    for version in parents:
        at = version
        while at in parents:
            at = parents[at]
        assert at == "source"
    assert {"source", "other"} <= set(built.origins)


@pytest.mark.parametrize(
    "name",
    [
        "dam",
        "meteorite",
    ],
)
def test_a_brief_hangs_below_its_family_too(compared, event, name):
    built = build(compared(*event(name).values())).story
    assert set(built.origins) == {"source", "other"}
    assert built.independent_reports == 2


def test_a_descent_says_how_likely_how_much_and_why(compared, story):
    for descent in build(compared(*story.values())).story.descents:
        assert 0.2 < descent.probability <= 1
        assert descent.direction > 0.8
        assert 0.8 < descent.share <= 1
        assert descent.evidence
        assert None in [a.parent for a in descent.alternatives]
        assert descent.parent not in [a.parent for a in descent.alternatives]
        total = descent.probability + sum(a.probability for a in descent.alternatives)
        assert total == pytest.approx(1, abs=0.01)


def test_another_parent_that_lost_names_what_told_most_against_it(compared, story):
    built = build(compared(*story.values())).story
    others = [o for d in built.descents for o in d.alternatives if o.parent is not None]
    assert others
    told = [o for o in others if o.evidence]
    assert told
    assert all(len(o.evidence) <= 3 for o in others)
    assert all(e.weight < 0 for o in told for e in o.evidence.values())


def test_the_headline_is_that_of_the_earliest_origin(compared, story):
    assert build(compared(*story.values())).story.headline == story["source"].headline


def test_the_id_depends_on_the_texts_and_not_on_their_order(compared, story):
    articles = list(story.values())
    assert build(compared(*articles)).story.id == build(compared(*reversed(articles))).story.id


def test_a_later_text_of_the_same_outlet_is_a_version_and_an_update(compared, story):
    later = replace(story["edit"], outlet=story["source"].outlet)
    built = build(compared(story["source"], later))
    assert built.version_of == {"edit": "source"}
    assert [d.kind for d in built.story.descents] == ["update"]


def test_who_names_the_parents_outlet_credits_it(compared, story):
    for text, credited in (("", False), (f"Source: {story['source'].outlet}.", True)):
        body = replace(story["edit"].body, text=f"{story['edit'].text}\n\n{text}".strip())
        built = build(compared(story["source"], replace(story["edit"], body=body)))
        assert [d.credited for d in built.story.descents] == [credited]


def test_a_credit_may_use_another_name_of_the_agency(compared, story):
    source = replace(story["source"], outlet="The Associated Press")
    child = replace(story["edit"], credits=("AP",))
    (descent,) = build(compared(source, child)).story.descents
    assert descent.credited


def test_carriers_of_one_absent_dispatch_are_one_report(compared, story):
    carriers = [replace(story[name], credits=("AP",)) for name in ("source", "copy")]
    built = build(compared(*carriers)).story
    (unseen,) = built.unseen_sources
    assert (unseen.name, unseen.kind) == ("AP", "text")
    assert {(d.child, d.parent) for d in built.descents} == {
        ("source", unseen.id), ("copy", unseen.id),
    }  # fmt: skip
    assert built.origins == ()
    assert built.independent_reports == 1


def test_the_share_under_an_unseen_text_is_what_the_siblings_carry_too(compared, story):
    carriers = [replace(story[name], credits=("AP",)) for name in ("source", "brief")]
    share = {d.child: d.share for d in build(compared(*carriers)).story.descents}
    assert share["brief"] > 0.8
    assert share["source"] < 0.8


def test_undecided_articles_are_neither_origins_nor_derived(compared, story):
    material = compared(story["source"], story["brief"], settings=Settings(decided=1.01))
    built = build(material).story
    assert built.origins == built.descents == ()
    assert {u.article for u in built.undecided} == {"source", "brief"}
    assert all(u.alternatives for u in built.undecided)


@pytest.mark.parametrize("version", ["rewrite", "other", "source"])
def test_a_given_direction_is_kept_whatever_speaks_against_it(compared, story, version):
    there = given(compared(story[version], story["brief"]), 0).story
    back = given(compared(story["brief"], story[version]), 0).story
    assert [(d.child, d.parent) for d in there.descents] == [("brief", version)]
    assert [(d.child, d.parent) for d in back.descents] == [(version, "brief")]
    assert there.origins == (version,)
