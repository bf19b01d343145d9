"""Sources that articles rest on or cite and that are not in the collection."""

import pytest

from retold.stories.unseen import (
    PREFIX,
    LostText,
    cited_sources,
    lost_texts,
    shared_statements,
    shared_texts,
    source_key,
)
from retold.types import Citation, Descent, Evidence


def descent(child, parent, **more):
    values = {"kind": "edit", "probability": 0.9, "direction": 0.9, "share": 0.8, "credited": False}
    return Descent(child=child, parent=parent, **(values | more))


@pytest.fixture
def prepared(written, drawn):
    """Return a function that prepares articles, each given as its outlet and its credits."""

    def make(**articles):
        return [
            drawn(written(f"Text of {name}.", name, outlet=named[0], credits=named[1:]))[0]
            for name, named in articles.items()
        ]

    return make


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AP", "The Associated Press"),
        ("Agence France-Presse", "AFP"),
        ("Xinhua", "Xinhua News Agency"),
        ("reuters.com", "Reuters"),
    ],
)
def test_names_of_one_agency_meet(one, other):
    assert source_key(one) == source_key(other)


def test_names_of_two_agencies_do_not():
    assert source_key("AP") != source_key("AFP")
    assert source_key("PA") != source_key("AP")


def test_two_carriers_of_one_absent_dispatch_are_siblings(prepared):
    articles = prepared(a=("Alder Post", "AP"), b=("Elm News", "Associated Press"))
    descents, unseen = shared_texts([descent("b", "a")], articles, {})
    (source,) = unseen
    assert source.kind == "text"
    assert source.id.startswith(PREFIX)
    assert source.cited_by == ("a", "b")
    assert {(d.child, d.parent, d.credited) for d in descents} == {
        ("a", source.id, True),
        ("b", source.id, True),
    }


def test_the_dispatch_itself_in_the_collection_is_no_unseen_source(prepared):
    articles = prepared(a=("AP",), b=("Elm News", "AP"), c=("Alder Post", "AP"))
    given = [descent("b", "a", credited=True), descent("c", "b")]
    assert shared_texts(given, articles, {}) == (given, ())


@pytest.mark.parametrize(
    ("first", "second"), [(("A", "AP"), ("B",)), (("A",), ("B", "AP")), (("A", "AP"), ("B", "AFP"))]
)
def test_one_credit_alone_moves_nothing(prepared, first, second):
    given = [descent("b", "a")]
    assert shared_texts(given, prepared(a=first, b=second), {}) == (given, ())


def test_a_child_that_credits_its_parent_stays_there(prepared):
    given = [descent("b", "a", credited=True)]
    assert shared_texts(given, prepared(a=("A", "AP"), b=("B", "A", "AP")), {}) == (given, ())


def test_a_retelling_of_a_carrier_stays_below_it(prepared):
    articles = prepared(a=("A", "AP"), b=("B", "AP"), c=("C",))
    descents, (source,) = shared_texts([descent("b", "a"), descent("c", "a")], articles, {})
    assert {(d.child, d.parent) for d in descents} == {
        ("a", source.id), ("b", source.id), ("c", "a"),
    }  # fmt: skip


def test_the_other_parent_of_a_merge_is_kept(prepared):
    articles = prepared(a=("A", "AP"), b=("B", "AP"), c=("C",))
    given = [descent("b", "a", kind="merge"), descent("b", "c", kind="merge")]
    descents, (source,) = shared_texts(given, articles, {})
    assert {(d.child, d.parent) for d in descents} == {
        ("a", source.id), ("b", source.id), ("b", "c"),
    }  # fmt: skip


def test_who_credits_an_agency_in_a_sentence_credits_it(prepared):
    cites = {name: [Citation(name, 0, "Reuters", "credits")] for name in "ab"}
    articles = prepared(a=("A",), b=("B",))
    _, unseen = shared_texts([descent("b", "a")], articles, cites)
    assert [source.name for source in unseen] == ["Reuters"]


def test_to_cite_an_agency_for_a_claim_is_no_credit(prepared):
    cites = {name: [Citation(name, 0, "Reuters", "cites")] for name in "ab"}
    given = [descent("b", "a")]
    assert shared_texts(given, prepared(a=("A",), b=("B",)), cites) == (given, ())


def test_what_is_cited_and_absent_is_listed_with_all_who_cite_it(prepared):
    articles = prepared(a=("A",), b=("B",))
    cites = {n: [Citation(n, 0, "Bloomberg", "cites")] for n in "ab"}
    (source,), matched = cited_sources(articles, cites, ())
    assert (source.name, source.kind, source.cited_by) == ("Bloomberg", "cited", ("a", "b"))
    assert [citation.target for citation in matched] == [source.id, source.id]


def test_what_is_cited_and_present_is_matched_to_its_article(prepared):
    articles = prepared(a=("The Alder Post",), b=("B",))
    unseen, (citation,) = cited_sources(
        articles, {"b": [Citation("b", 0, "Alder Post", "quotes")]}, ()
    )
    assert unseen == ()
    assert citation.target == "a"


def test_an_outlet_that_names_itself_means_its_own_article(prepared):
    articles = prepared(a=("Alder Post",), b=("Alder Post",))
    _, (citation,) = cited_sources(articles, {"b": [Citation("b", 0, "Alder Post", "cites")]}, ())
    assert citation.target == "b"


def test_credits_of_an_unseen_text_point_at_it(prepared):
    articles = prepared(a=("A", "AP"), b=("B", "AP"))
    cites = {n: [Citation(n, None, "AP", "credits")] for n in "ab"}
    _, texts = shared_texts([descent("b", "a")], articles, cites)
    unseen, matched = cited_sources(articles, cites, texts)
    assert unseen == ()
    assert {citation.target for citation in matched} == {texts[0].id}


def lost(*members, kind="statement"):
    return LostText(members, kind, 0.7, {"rare_lacking": Evidence(-1.0, 0.9)})


def test_siblings_hang_on_the_lost_text_and_not_one_on_the_other(prepared):
    articles = prepared(a=("A",), b=("B",), c=("C",), d=("D",))
    found = [descent("b", "a"), descent("c", "a"), descent("d", "a")]
    after, unseen = lost_texts(found, [lost("a", "b", "c")], articles, {})
    (source,) = unseen
    assert (source.kind, source.name, source.cited_by) == ("statement", "", ("a", "b", "c"))
    hung = [d for d in after if d.parent == source.id]
    assert {d.child for d in hung} == {"a", "b", "c"}
    assert [d.parent for d in after if d.child == "d"] == ["a"]
    assert all(d.probability == 0.7 and "rare_lacking" in d.evidence for d in hung)


def test_what_is_no_sibling_keeps_its_parent_below_the_lost_text(prepared):
    articles = prepared(a=("A",), b=("B",), c=("C",), d=("D",))
    found = [descent("b", "a"), descent("d", "b", kind="copy")]
    after, (source,) = lost_texts(found, [lost("a", "b", "c")], articles, {})
    assert {d.child: d.parent for d in after} == {
        "a": source.id,
        "b": source.id,
        "c": source.id,
        "d": "b",
    }
    assert {d.child: d.kind for d in after}["b"] == "edit"


def test_a_lost_text_has_the_name_that_all_its_siblings_credit(prepared):
    articles = prepared(a=("A", "AP"), b=("B", "The Associated Press"), c=("C", "AP"))
    _, (source,) = lost_texts([descent("b", "a")], [lost("a", "b", "c", kind="text")], articles, {})
    assert source.name in {"AP", "The Associated Press"}


def test_reports_that_quote_one_statement_pair_by_pair_quote_it_together():
    (one, other) = shared_statements([("a", "b"), ("x", "y"), ("c", "b")])
    assert {one.cited_by, other.cited_by} == {("a", "b", "c"), ("x", "y")}
    assert {one.kind, other.kind} == {"statement"}
    assert one.id != other.id


def test_who_only_quotes_a_statement_cites_it_and_stays_a_report_of_its_own(prepared):
    articles = prepared(a=("A",), b=("B",), c=("C",))
    printed = LostText(("a", "b"), "statement", 0.7, {}, quoting=("c",))
    after, (source,) = lost_texts([descent("b", "a"), descent("c", "a")], [printed], articles, {})
    assert {d.child: d.parent for d in after} == {"a": source.id, "b": source.id}
    assert source.cited_by == ("a", "b", "c")
