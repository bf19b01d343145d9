"""Other names in the place of an event's own: the same in all versions, and nothing else changed."""

import re
from pathlib import Path

import _names as made
import _swaps as swaps
import pytest
from _traditions import Event, Line, Version, load, make_article

from retold.types import Span

[EVENT] = load(Path(__file__).parents[1] / "data" / "e28-telecom.json", with_sample=True)
ORDINARY = made.ordinary_words(v.article.text for v in EVENT.versions)
FOUND = made.names(EVENT, ORDINARY)


def event(*texts, outlets=("The Quay", "Harbour Courier"), speakers=()):
    quotes = tuple({"kind": "direct", "text": "", "speaker": s, "cue": "said"} for s in speakers)
    versions = []
    for number, (text, outlet) in enumerate(zip(texts, outlets, strict=False)):
        article = make_article(f"e/{number}", text, outlet=outlet, headline=text.split(".")[0])
        lines = (Line(Span(0, len(text)), ()),)
        versions.append(Version(article, "report", (), lines, (), quotes))
    return Event("e", tuple(versions))


def parts(text, **options):
    one = event(text, **options)
    return made.names(one, made.ordinary_words([text])).words


def texts(swapped):
    return [v.article.text for v in swapped.versions]


def test_who_is_quoted_is_a_person_and_what_is_something_in_is_a_place():
    told = (
        "The rain fell in Tarnmoor, said Ada Quillfeather. It was cold, Quillfeather said, and "
        "the firm Brontex was shut."
    )
    found = parts(told, speakers=["Ada Quillfeather"])
    assert found == {
        "Ada": "given",
        "Quillfeather": "family",
        "Tarnmoor": "place",
        "Brontex": "organisation",
    }


def test_who_follows_a_title_is_a_person():
    assert parts("It was cold, and Mayor Ada Quillfeather-Ondo went home.") == {
        "Ada": "given",
        "Quillfeather": "family",
        "Ondo": "family",
    }


def test_a_word_made_from_a_name_makes_that_a_country():
    found = parts("He left, and Belmora shut its border to all Belmoran lorries.")
    assert found == {"Belmora": "country", "Belmoran": "adjective"}


@pytest.mark.parametrize(
    "text",
    [
        "On a Monday in May the mayor spoke.",
        "He was told by The Quay that it rained.",
        "They met at Mill Hill, under a hill with a mill.",
        "It was said at 5 p.m. Nobody knew.",
        "",
    ],
)
def test_days_outlets_and_ordinary_words_are_no_names(text):
    assert parts(text) == {}


@pytest.mark.parametrize("kind", [*made.KINDS, made.EVERY])
def test_a_swap_leaves_lines_marks_and_figures(kind):
    other = swaps.swapped(EVENT, swaps.draw(EVENT, FOUND, kind))
    for old, new in zip(EVENT.versions, other.versions, strict=True):
        assert (old.id, old.parents, old.operation) == (new.id, new.parents, new.operation)
        assert old.article.published == new.article.published
        assert [line.sources for line in old.lines] == [line.sources for line in new.lines]
        assert new.lines[-1].span.end == len(new.article.text)
        for sign in "\"“”'’\n.?!":
            assert old.article.text.count(sign) == new.article.text.count(sign)
        assert re.findall(r"\d+", old.article.text) == re.findall(r"\d+", new.article.text)
        assert len(old.article.text.split()) == len(new.article.text.split())


def test_all_names_are_gone_everywhere():
    other = swaps.swapped(EVENT, swaps.draw(EVENT, FOUND, made.EVERY))
    for version in other.versions:
        article = version.article
        words = set(re.findall(r"[^\W\d_]+", f"{article.headline} {article.text}"))
        assert not words & FOUND.words.keys()
        assert article.outlet not in FOUND.outlets
    assert not {q["speaker"] for v in other.versions for q in v.quotes} & {"Stavroula Mandrakis"}


def test_one_kind_leaves_the_others():
    other = swaps.swapped(EVENT, swaps.draw(EVENT, FOUND, "persons"))
    whole = " ".join(texts(other))
    assert "Mandrakis" not in whole
    assert "Anthemos" in whole
    assert [v.article.outlet for v in other.versions] == [v.article.outlet for v in EVENT.versions]


def test_swaps_are_the_same_every_time_and_another_draw_is_another():
    first, again, other = (
        texts(swaps.swapped(EVENT, swaps.draw(EVENT, FOUND, made.EVERY, n))) for n in (0, 0, 1)
    )
    assert first == again
    assert first != other


def test_no_two_names_become_one():
    swap = swaps.draw(EVENT, FOUND, made.EVERY)
    new = [new for word, new in swap.words.items() if word not in FOUND.slips]
    assert len(new) == len(set(new))
    assert not {n.casefold() for n in new} & FOUND.every


def test_surnames_possessives_hyphens_and_capitals_follow():
    swap = swaps.Swap({"Quill": "Okafor", "Ondo": "Bauer", "Tarnmoor": "Oslo"})
    told = "TARNMOOR: Ada Quill-Ondo’s tower, an Ondo house. Quill’s."
    assert swap.text(told) == "OSLO: Ada Okafor-Bauer’s tower, a Bauer house. Okafor’s."


def test_outlets_keep_what_they_are_and_their_short_forms_follow():
    one = event(
        "It rained, the Bulletin Press Agency said, and BPA knew. Bulletin Press said so too.",
        "It rained, told The Quay. At the quay it was dry.",
        outlets=("Bulletin Press Agency", "The Quay"),
    )
    found = made.names(one, made.ordinary_words(texts(one)))
    first, second = texts(swaps.swapped(one, swaps.draw(one, found, "outlets")))
    new = re.match(r"It rained, the (\w+) Press Agency said, and (\w)PA knew\. (\w+) Press", first)
    assert new
    assert new[1] == new[3] != "Bulletin"
    assert new[1][0] == new[2]
    assert re.fullmatch(r"It rained, told The (?!Quay)\w+\. At the quay it was dry\.", second)


def test_a_name_written_wrong_stays_written_wrong():
    one = event(
        "It was Desmond Achaempong. He, Achaempong, came.",
        "It was Desmond Acheampong.",
        speakers=["Desmond Achaempong", "Desmond Acheampong"],
    )
    found = made.names(one, made.ordinary_words(texts(one)))
    swap = swaps.draw(one, found, "persons")
    right, wrong = swap.words["Achaempong"], swap.words["Acheampong"]
    assert right != wrong
    assert len(right) == len(wrong)


@pytest.mark.parametrize("text", ["", "´’’’", "A" * 9999, "A-" * 999, "\x00 Ț̦ 🙂"])
def test_odd_texts_pass(text):
    swap = swaps.Swap({"Quill": "Okafor"}, {"The Quay": "The Echo"})
    assert swap.text(text) == text
    assert swaps.swapped(event(text), swap).versions[0].article.text == text
