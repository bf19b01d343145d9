"""The trained tagger: what it reads, how its numbers become attributions, what it finds."""

import itertools
import shutil
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from retold.errors import ModelError
from retold.language.encoder import MODELS
from retold.statements import statements, tag_memory
from retold.statements.extraction import Draft
from retold.statements.tag_decoding import (
    LABELS,
    Arrows,
    Attribution,
    allowed,
    attributions,
    best_row,
    spans,
)
from retold.statements.tag_pieces import CORE, MARKS, UNIT, pieces, windows
from retold.statements.tag_quotes import settled
from retold.statements.tagger import Tagger, tagged, with_sources
from retold.statements.tokens import units
from retold.types import Layer, Span

N, S, S_, C, C_, T, T_ = range(LABELS)  # none; source, cue and content: begin, go on


@pytest.fixture(scope="module")
def tokenizer():
    made = Tokenizer.from_file(str(MODELS / "tokenizer.json"))
    made.no_padding()
    made.no_truncation()
    return made


# What is remembered


def test_a_text_is_read_once_and_found_the_same(prepared):
    article = prepared("“Go,” NATO said. Ana Marsh denied that the wall had leaked.\n\nIt rained.")
    cache: dict[bytes, bytes] = {}
    first = Tagger(cache=cache).drafts(article)
    (key,) = cache
    assert first == Tagger().drafts(article)
    cache[key] = tag_memory.pack([])
    assert Tagger(cache=cache).drafts(article) == []  # from memory alone
    cache[key] = b"damaged"
    assert Tagger(cache=cache).drafts(article) == first
    assert len(cache) == 1


def test_threads_change_nothing(prepared):
    text = " ".join(f"Mayor Ana Marsh said on day {n} that the dam held." for n in range(60))
    one, two = (Tagger(threads=n).drafts(prepared(text)) for n in (1, 2))
    assert one == two
    assert len(one) > 50


WORDS = st.tuples(st.integers(0, 9), st.integers(0, 9))
ANY = st.builds(Attribution, st.none() | WORDS, st.none() | WORDS, st.lists(WORDS, max_size=3))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(ANY, max_size=4), st.binary(max_size=40))
def test_what_is_kept_comes_back_and_what_is_damaged_does_not(found, noise):
    packed = tag_memory.pack(found)
    assert tag_memory.unpack(packed) == found
    assert tag_memory.unpack(packed[:-1]) is None
    assert tag_memory.unpack(noise) is None


# What is read


def test_words_keep_their_characters(prepared, tokenizer):
    article = prepared("“It isn’t over,” Mr. O’Brien said.\n\nCafé owners agreed.")
    cut = pieces(article, tokenizer)
    words = [article.text[a:b] for a, b in zip(cut.starts, cut.ends, strict=True)]
    assert words[:7] == ["“", "It", "isn", "’", "t", "over", ","]
    assert "".join(words) == "".join(article.text.split())


def test_marks_tell_case_quotation_and_place(prepared, tokenizer):
    cut = pieces(prepared("“Go,” NATO said. He left.\n\nIt rained."), tokenizer)
    marks = cut.marks[cut.first].tolist()
    case, quotation, place = zip(*((m // 12, m // 3 % 4, m % 3) for m in marks), strict=True)
    assert case == (4, 1, 4, 4, 2, 0, 4, 1, 0, 4, 1, 0, 4)  # sign, capital, upper, lower
    assert quotation[:5] == (2, 1, 1, 3, 0)  # opens, inside, inside, closes, outside
    assert place == (2, 0, 0, 0, 0, 0, 0, 1, 0, 0, 2, 0, 0)  # of a paragraph, of a sentence


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_cut(prepared, tokenizer, text):
    cut = pieces(prepared(text), tokenizer)
    assert (np.diff(cut.units) > 0).all()
    assert (np.diff(cut.units) <= UNIT).all()
    assert ((cut.marks >= 0) & (cut.marks < MARKS)).all()
    assert (cut.starts < cut.ends).all()
    assert len(cut.ids) == cut.units[-1]


@pytest.mark.parametrize("text", ["x" * 20_000, "a.b" * 4_000, "一" * 9_000])
def test_hostile_text_stays_in_bounds(prepared, tokenizer, text):
    cut = pieces(prepared(text), tokenizer)
    assert (np.diff(cut.units) <= UNIT).all()


@settings(deadline=None)
@given(st.lists(st.integers(1, UNIT), max_size=60))
def test_every_unit_is_the_core_of_one_window(sizes):
    bounds = np.cumsum([0, *sizes])
    found = list(windows(bounds))
    cores = [unit for w in found for unit in range(w.core_start, w.core_end)]
    assert cores == list(range(len(sizes)))
    assert all(w.start <= w.core_start < w.core_end <= w.end for w in found)
    assert all(bounds[w.end] - bounds[w.start] <= 510 for w in found)
    assert all(bounds[w.core_end] - bounds[w.core_start] <= CORE for w in found)


def test_lone_surrogates_are_read_as_question_marks(prepared, tokenizer):
    article = prepared("xx said yy.")
    broken = replace(article.article, body=Layer("\ud800\ud800 said \udfff\udfff."))
    cut = pieces(replace(article, article=broken), tokenizer)
    words = [broken.text[a:b] for a, b in zip(cut.starts, cut.ends, strict=True)]
    assert words == ["\ud800", "\ud800", "said", "\udfff", "\udfff", "."]


# From numbers to attributions


@settings(deadline=None)
@given(st.integers(1, 3), st.integers(0, 10_000))
def test_the_best_row_is_the_best_of_all(count, seed):
    random = np.random.default_rng(seed)
    scores = random.normal(size=(count, LABELS)).astype(np.float32)
    moves = random.normal(size=(LABELS + 1, LABELS)).astype(np.float32)
    moves[:LABELS][~allowed()] = -1e4

    def worth(row):
        steps = sum(moves[a, b] for a, b in itertools.pairwise(row))
        return moves[LABELS, row[0]] + steps + sum(scores[n, x] for n, x in enumerate(row))

    best = max(itertools.product(range(LABELS), repeat=count), key=worth)
    assert worth(best_row(scores, moves)) == pytest.approx(worth(best), abs=1e-4)


def test_spans_begin_with_their_first_label():
    assert spans([S, S_, N, C, T, T_, T]) == [[(0, 2)], [(3, 4)], [(4, 6), (6, 7)]]


def test_a_passage_without_a_beginning_is_none():
    assert spans([T_, T_, N]) == [[], [], []]


def arrows(count, *, source=(), cue=()):
    """Let words seek words: pairs of who seeks and whom."""
    eye = np.eye(count, dtype=np.float32)
    seeks = [np.zeros((count, count), np.float32) for _ in range(2)]
    for table, pairs in zip(seeks, (source, cue), strict=True):
        for one, other in pairs:
            table[one, other] = 5
    none = np.ones(count, np.float32)
    return Arrows(seeks[0], eye, none, seeks[1], eye, none)


def test_parts_find_each_other():
    row = [T, T_, S, C, T, N, S, C, T]  # “Yes, he said, no. She said maybe.”
    links = arrows(9, source=[(3, 2), (7, 6)], cue=[(0, 3), (4, 3), (8, 7)])
    first, second = attributions(row, links)
    assert (first.source, first.cue, first.content) == ((2, 3), (3, 4), [(0, 2), (4, 5)])
    assert (second.source, second.cue, second.content) == ((6, 7), (7, 8), [(8, 9)])


def test_one_source_may_serve_two_cues():
    row = [S, C, T, C, T]
    links = arrows(5, source=[(1, 0), (3, 0)], cue=[(2, 1), (4, 3)])
    assert [one.source for one in attributions(row, links)] == [(0, 1), (0, 1)]


def test_what_finds_nothing_stands_alone():
    cue, content = attributions([C, N, T], arrows(3))
    assert (cue.source, cue.content) == (None, [])
    assert (content.cue, content.content) == (None, [(2, 3)])


def test_parts_out_of_reach_do_not_meet():
    row = [C, *[N] * 20, T]
    links = arrows(22, cue=[(21, 0)])
    assert len(attributions(row, links, reach=30)) == 1
    assert len(attributions(row, links, reach=10)) == 2


# What is found


def told(article):
    return [
        (
            d.source.of(article.text) if d.source else None,
            d.cue.of(article.text) if d.cue else None,
            [span.of(article.text) for span in d.content],
        )
        for d in Tagger().drafts(article)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“The dam is safe,” Ana Marsh said on Monday.",
            ("Ana Marsh", "said", ["“The dam is safe,”"]),
        ),
        (
            "Officials said that the bridge would stay closed until May.",
            ("Officials", "said", ["that the bridge would stay closed until May"]),
        ),
        (
            "According to the ministry, the bridge would stay closed until May.",
            ("the ministry", "According to", ["the bridge would stay closed until May"]),
        ),
        (
            "“We looked everywhere,” the mayor said, “and found nothing.”",
            ("the mayor", "said", ["“We looked everywhere,”", "“and found nothing.”"]),
        ),
    ],
)
def test_plain_attributions_are_found(prepared, text, expected):
    (found,) = told(prepared(text))
    source, cue, content = expected
    assert found[:2] == (source, cue)
    assert [c.strip("., ") for c in found[2]] == [c.strip("., ") for c in content]


def test_no_one_speaks_where_nothing_is_said(prepared):
    assert told(prepared("A ferry ran aground off Lisk. Two people were hurt.")) == []
    assert told(prepared("")) == []


def test_an_article_gives_the_same_in_any_company(prepared):
    one = prepared("“The dam is safe,” Ana Marsh said. " * 60)
    other = prepared("Officials said it rained.")
    alone = told(one)
    assert alone
    told(other)
    assert told(one) == alone


def test_drafts_know_their_sentence(prepared):
    article = prepared("It rained.\n\nOfficials said that the road was closed.")
    (draft,) = Tagger().drafts(article)
    assert (draft.sentence, draft.paragraph) == (1, 1)


def test_a_source_may_be_lent_by_another_reading():
    lone = Draft(1, 0, None, None, (Span(40, 60),))
    own = Draft(0, 0, Span(0, 4), Span(5, 9), (Span(10, 30),))
    lender = Draft(1, 0, Span(0, 4), Span(5, 9), (Span(38, 61),))
    assert with_sources([own, lone], [lender])[1].source == Span(0, 4)
    assert with_sources([own, lone], [own]) == [own, lone]


def test_the_package_reads_an_article(prepared):
    article = prepared("“The dam is safe,” Ana Marsh said. “It always was.”")
    assert tagged(article, units(article), [])


def test_a_missing_model_is_named(prepared, tmp_path):
    article = prepared("Officials said it rained.")
    with pytest.raises(ModelError, match=r"tokenizer\.json: missing"):
        Tagger(tmp_path).drafts(article)
    shutil.copy(MODELS / "tokenizer.json", tmp_path)
    with pytest.raises(ModelError, match=r"tagger\.json: missing"):
        Tagger(tmp_path).drafts(article)


# What the sentence and the rules know better


STORM = (
    "The storm came ashore on a holiday. Crews have searched the coast for a week and later "
    "drained the harbour, recovering more than 40 bodies, according to port officials. "
)


def said_by_tagger(article):
    return [
        (s.source.text if s.source else None, [span.of(article.text) for span in s.content])
        for s in statements(article, by="tagger")
    ]


def test_the_clause_before_according_to_is_what_is_attributed(prepared):
    found = said_by_tagger(prepared(STORM))
    assert ("port officials", ["recovering more than 40 bodies"]) in found


def test_an_attack_that_claimed_lives_claims_nothing(prepared):
    text = "Police opened fire after a raid, which claimed the lives of some 40 people. It rained."
    assert said_by_tagger(prepared(text)) == []


def test_words_without_marks_stay_with_their_own_sentence(prepared):
    article = prepared("It rained for days. Officials said that the road was closed. “Stay away.”")
    rows = units(article)
    at = article.text.index
    cue = Span(at("said"), at("said") + 4)
    closed = Span(at("that the"), at("closed") + 6)
    quoted = Span(at("“Stay"), at("”") + 1)
    rained = Span(0, at("."))
    source = Span(at("Officials"), at(" said"))
    draft = Draft(1, 0, source, cue, (rained, closed, quoted))
    (kept,) = settled(article, [draft], rows, [])
    assert kept.content == (closed, quoted)
    (alone,) = settled(article, [replace(draft, content=(rained,))], rows, [])
    assert alone.content == (rained,)


@pytest.mark.parametrize("by", ["rules", "tagger"])
@pytest.mark.parametrize(
    "text",
    [
        "Hugh Marsh, a doctor who treated the sailors, said: “Nobody was seriously hurt.”",
        "“Nobody was seriously hurt,” Hugh Marsh, a doctor who treated the sailors, said on Monday.",
        "“Nobody was hurt,” said the ferry's doctor, Hugh Marsh, who lives in Lisk.",
    ],
)
def test_a_clause_between_name_and_verb_parts_no_speaker_from_the_words(prepared, by, text):
    (found,) = statements(prepared(text), by=by)
    assert found.speaker == "Hugh Marsh"
    assert found.source is not None
    assert found.source.text[-1].isalpha()
    assert "hurt" in found.content[0].of(text)
