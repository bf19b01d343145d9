"""An article with its sentences and what stands in them; furniture is no part of it."""

import time

from hypothesis import given
from hypothesis import strategies as st

from retold.language.prepare import prepare
from retold.types import Article, Furniture, Layer

BODY = "Captain Moira Dunne said that 412 people were safe. “We are proud,” she said."
LINE = "Read more: Bruna Castellane wins 9,000 crowns with “Dark Water”."


def article(text, *marked):
    layer = Layer(text)
    furniture = tuple(Furniture("text", a, b, "teaser", "a test") for a, b in marked)
    return Article(
        id="a", digest="a", input="a", raw=layer, page=layer, body=layer, furniture=furniture
    )


def spans(prepared):
    return [(s.start, s.end) for s in prepared.sentences]


def test_everything_is_found_in_the_characters_of_the_text():
    found = prepare(article(BODY))
    assert [found.sentence_text(n) for n in range(2)] == [
        "Captain Moira Dunne said that 412 people were safe.",
        "“We are proud,” she said.",
    ]
    assert [found.text[w.start : w.end] for w in found.words[1]] == [
        "We",
        "are",
        "proud",
        "she",
        "said",
    ]
    assert [q.inner.of(found.text) for q in found.quotations] == ["We are proud,"]
    assert [f.value for f in found.figures] == [412]
    assert "Moira Dunne" in {found.text[n.start : n.end] for n in found.names}


def test_there_are_words_for_every_sentence():
    found = prepare(article("… Rain. — !"))
    assert len(found.words) == len(found.sentences)


def test_what_is_marked_as_furniture_is_no_part_of_the_article():
    text = f"{BODY}\n\n{LINE}\n\nThe harbour was shut."
    start = text.index(LINE)
    found = prepare(article(text, (start, start + len(LINE))))
    assert found.text == text
    assert LINE not in [found.sentence_text(n) for n in range(len(found.sentences))]
    assert [s.index for s in found.sentences] == [0, 1, 2]
    assert [q.inner.of(text) for q in found.quotations] == ["We are proud,"]
    assert [f.value for f in found.figures] == [412]
    assert not any(start <= n.start < start + len(LINE) for n in found.names)


def test_a_few_marked_characters_take_no_sentence_away():
    found = prepare(article(BODY, (0, 7)))
    assert len(found.sentences) == 2
    assert len(found.quotations) == 1


def test_marks_that_overlap_count_once():
    half = len("Captain Moira Dunne said")
    found = prepare(article(BODY, (0, half - 1), (0, half - 1), (2, half)))
    assert len(found.sentences) == 2


def test_furniture_of_the_page_does_not_count_in_the_text():
    layer = Layer(BODY)
    marked = Article(
        id="a", digest="a", input="a", raw=layer, page=layer, body=layer,
        furniture=(Furniture("page", 0, len(BODY), "menu", "a test"),),
    )  # fmt: skip
    assert len(prepare(marked).sentences) == 2


def test_an_empty_text_holds_nothing():
    found = prepare(article(""))
    assert (found.sentences, found.words, found.quotations, found.figures, found.names) == ((),) * 5


@given(
    st.text(max_size=300), st.lists(st.tuples(st.integers(0, 300), st.integers(0, 60)), max_size=6)
)
def test_marks_only_take_away(text, marked):
    whole = prepare(article(text))
    cut = prepare(article(text, *((a, a + n) for a, n in marked)))
    assert set(spans(cut)) <= set(spans(whole))
    assert set(cut.quotations) <= set(whole.quotations)
    assert set(cut.figures) <= set(whole.figures)
    assert set(cut.names) <= set(whole.names)
    assert len(cut.words) == len(cut.sentences)


def test_many_marks_and_many_sentences_take_little_time():
    text = "Go on. " * 10_000
    start = time.process_time()
    found = prepare(article(text, *((n * 7, n * 7 + 6) for n in range(0, 10_000, 2))))
    assert time.process_time() - start < 5
    assert len(found.sentences) == 5_000


def test_characters_without_width_hide_no_name_and_no_figure():
    plain = prepare(article("Ana Brel counted 1,412 sheep in Alder."))
    hidden = prepare(article("A\u200bna B\u200brel counted 1,\u200b412 sheep in Al\u00adder."))
    assert [n.key for n in hidden.names] == [n.key for n in plain.names]
    assert [f.value for f in hidden.figures] == [f.value for f in plain.figures]
    texts = [hidden.text[n.start : n.end] for n in hidden.names]
    assert texts[0] == "A\u200bna B\u200brel"
