"""Collections made from a tradition are what they are said to be."""

from pathlib import Path

import _variants as made
import pytest
from _traditions import load

from retold.language import prepare

[EVENT] = load(Path(__file__).parents[1] / "data" / "e28-telecom.json", with_sample=True)
ROOT = EVENT.versions[0]


def lines(version):
    return [line.span.of(version.article.text) for line in version.lines]


def test_all_lines_of_a_version_make_its_text():
    whole = made.made_from([(ROOT, range(len(ROOT.lines)))], "x", ROOT.article)
    assert (whole.id, whole.text) == ("x", ROOT.article.text)
    assert whole.outlet == ROOT.article.outlet


def test_a_cut_version_keeps_its_name_and_its_first_lines():
    short = made.cut(ROOT, 3)
    assert short.id == ROOT.id
    assert short.text == ROOT.article.text[: ROOT.lines[2].span.end]
    assert made.cut(ROOT, 1000).text == ROOT.article.text


def test_lines_of_two_versions_stand_in_paragraphs_of_their_own():
    other = EVENT.versions[1]
    both = made.made_from([(ROOT, [0]), (other, [2])], "x", ROOT.article)
    assert both.text == f"{lines(ROOT)[0]}\n\n{lines(other)[2]}"


def test_the_line_of_a_root_is_all_that_descends_from_it():
    assert made.line_of(EVENT, "e28-telecom/r3") == {"e28-telecom/r3", "e28-telecom/d2"}
    assert made.loneliest(EVENT).id == "e28-telecom/r3"
    assert [v.id for v in made.children(EVENT, "e28-telecom/d5")] == ["e28-telecom/d7"]


def test_an_article_takes_the_place_of_the_one_with_its_name():
    short, more = made.cut(ROOT, 1), made.renamed(ROOT.article, "more")
    articles = {a.id: a for a in made.swapped(EVENT.versions, short, more)}
    assert len(articles) == len(EVENT.versions) + 1
    assert articles[ROOT.id] is short


def test_times_move_over_midnight_and_stay_unknown():
    assert made.later("2034-02-23T23:35Z", 30) == "2034-02-24T00:05Z"
    assert made.later("2034-02-23T00:35Z", -60) == "2034-02-22T23:35Z"
    assert made.later(None, 5) is None


@pytest.mark.parametrize("number", range(8))
def test_a_near_copy_is_nearly_the_text_and_never_quite(number):
    copy = made.near_copy(ROOT, "x", number)
    assert copy.text == made.near_copy(ROOT, "x", number).text
    found = sum(line in copy.text for line in lines(ROOT))
    assert len(ROOT.lines) - 3 <= found < len(ROOT.lines)


def test_a_mechanical_rewrite_has_no_sentence_of_the_text():
    def sentences(article):
        one = prepare(article)
        return {one.sentence_text(n) for n in range(len(one.sentences))}

    first, second = (made.mechanical_rewrite(ROOT, "x", n) for n in (1, 2))
    long = {s for s in sentences(ROOT.article) if s.count(" ") > 5}
    assert not long & sentences(first)
    assert len(sentences(first) & sentences(second)) < len(long) / 4
