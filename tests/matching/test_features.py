"""What two articles must share to be worth comparing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from retold.language.prepare import prepare
from retold.language.words import NORMALISER
from retold.matching.features import TERMS, Feature, features, hashed, shingles
from retold.types import Article, Layer

STORY = (
    "The ferry Halcyon ran aground off Brannock on Tuesday with 412 people on board. "
    "Captain Moira Dunne said that a rudder cable had snapped two miles from the harbour. "
    "The coastguard in Brannock sent three lifeboats, and nobody was hurt. "
)


def prepared(text, language="en", identity="a"):
    layer = Layer(text)
    return prepare(
        Article(
            id=identity, digest=identity, input=identity, raw=layer, page=layer, body=layer,
            language=language,
        )
    )  # fmt: skip


def of_kind(text, kind, **more):
    return {feature for feature in features(prepared(text, **more)) if feature.kind == kind}


def test_a_hash_is_the_same_in_every_process_and_on_every_engine():
    assert NORMALISER == "words/1"
    assert hashed("term", "ferri") == Feature(2343487563967879610, "term")


def test_a_hash_depends_on_the_kind():
    assert hashed("term", "dunne").hash != hashed("name", "dunne").hash


def test_a_hash_depends_on_the_version_of_the_normal_form(monkeypatch):
    before = hashed("term", "ferri")
    monkeypatch.setitem(hashed.__globals__, "NORMALISER", "words/2")
    assert hashed("term", "ferri") != before


def test_features_are_sorted_and_none_is_there_twice():
    found = features(prepared(STORY * 3))
    assert list(found) == sorted(set(found))


def test_a_short_text_keeps_all_its_shingles_and_a_long_one_a_sample():
    long = " ".join(f"word{n}" for n in range(4000))
    assert len(shingles(prepared(STORY))) == len(STORY.split()) - 4
    assert 350 < len(shingles(prepared(long))) < 650


def test_the_same_passage_gives_the_same_sample_wherever_it_stands():
    passage = " ".join(f"word{n}" for n in range(400))
    around = " ".join(f"other{n}" for n in range(400))
    assert shingles(prepared(passage)) <= shingles(prepared(f"{around} {passage} {around}"))


def test_shingles_do_not_see_case_typography_and_paragraphs():
    one = "He said the “ferry’s rudder” had snapped.\n\nNobody was hurt."
    other = 'HE SAID THE "FERRY\'S RUDDER" HAD SNAPPED. Nobody was hurt.'
    assert shingles(prepared(one)) == shingles(prepared(other))


def test_names_and_numbers_count_as_such():
    assert hashed("name", "brannock") in of_kind(STORY, "name")
    assert hashed("number", "number 412.0 None") in of_kind(STORY, "number")


def test_small_counts_tell_nothing():
    assert not of_kind("The coastguard sent three boats and two helicopters.", "number")


def test_the_terms_are_the_rarest_words_that_matter_most():
    terms = of_kind(STORY + "The the the the the. " * 30, "term")
    assert hashed("term", "ferri") in terms
    assert hashed("term", "the") not in terms or len(terms) < TERMS
    assert len(terms) <= TERMS


def test_the_terms_of_the_headline_count():
    layer = Layer("It was all over by noon.")
    headed = Article(
        id="a", digest="a", input="a", raw=layer, page=layer, body=layer,
        headline="Ferry aground at Brannock", standfirst="Lifeboats were sent",
    )  # fmt: skip
    assert {hashed("term", "ferri"), hashed("term", "lifeboat")} <= set(features(prepare(headed)))


def test_other_languages_have_shingles_only():
    text = "El transbordador Halcyon encalló frente a Brannock el martes con 412 personas a bordo."
    assert {feature.kind for feature in features(prepared(text, "es"))} == {"shingle"}
    assert {f.kind for f in features(prepared(text, "en-GB"))} > {"shingle"}
    assert {f.kind for f in features(prepared(text, None))} > {"shingle"}


def test_copying_is_seen_in_scripts_without_spaces():
    copied = "東京の港で火曜日にフェリーが座礁し乗客全員が救助されたと海上保安庁が発表した"
    one = shingles(prepared(f"速報です。{copied}。原因は調査中。", "ja"))
    other = shingles(prepared(f"きょうのニュース。{copied}。", "ja"))
    assert len(one & other) > 20


def test_an_empty_text_has_no_features():
    assert features(prepared("")) == ()


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_odd_text_never_raises_and_hashes_fit_64_bits(text):
    for feature in features(prepared(text)):
        assert -(2**63) <= feature.hash < 2**63
