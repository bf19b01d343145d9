"""Models are fitted once, under a key that names all that decides about them."""

from dataclasses import replace
from pathlib import Path

import folds
import pytest
from _traditions import load

from retold import tracing

DATA = Path(__file__).parents[1] / "data"
[TELECOM] = load(DATA / "e28-telecom.json", with_sample=True)


def event(name):
    return replace(TELECOM, name=name)


FOUND = folds.Corpus(
    traditions=tuple(event(f"e{n:02}") for n in range(5)),
    releases=tuple(event(f"f{n:02}") for n in range(3)),
    extra=(event("a01"),),
)


def names(events):
    return {e.name for e in events}


def test_every_event_is_scored_once_by_models_that_have_not_seen_it():
    plans = folds.together(FOUND, 3)
    assert sorted(n for p in plans for n in names(p.scored)) == sorted(names(FOUND.scored))
    for plan in plans:
        assert not names(plan.scored) & names(plan.fitted_on)
        assert names(plan.scored) | names(plan.fitted_on) == names(FOUND.scored) | {"a01"}


def test_every_fold_has_traditions_and_releases():
    assert [{n[0] for n in names(p.scored)} for p in folds.together(FOUND, 3)] == [{"e", "f"}] * 3


def test_widened_all_events_are_scored_by_models_that_have_not_seen_them():
    release = replace(TELECOM.versions[0], operation="release")
    printed = replace(event("a02"), versions=(release,))
    wide = replace(FOUND, extra=(*FOUND.extra, printed)).widened()
    assert "a01" in names(wide.traditions)
    assert "a02" in names(wide.releases)
    plans = folds.together(wide, 3)
    assert sum(len(p.scored) for p in plans) == 10
    assert not any(names(p.scored) & names(p.fitted_on) for p in plans)


def test_the_fit_on_traditions_alone_has_seen_no_release():
    [plan] = folds.traditions_alone(FOUND)
    assert names(plan.scored) == names(FOUND.releases)
    assert names(plan.fitted_on) == names(FOUND.traditions) | {"a01"}


def test_a_corpus_needs_traditions_and_no_event_to_learn_from_among_them(tmp_path):
    for folder in ("traditions", "extra"):
        (tmp_path / folder).mkdir()
    with pytest.raises(SystemExit, match="no folder traditions"):
        folds.corpus(tmp_path, tmp_path / "extra")
    text = (DATA / "e28-telecom.json").read_text("utf-8").replace("e28-telecom", "e99")
    (tmp_path / "traditions" / "e99.json").write_text(text, "utf-8")
    assert names(folds.corpus(tmp_path, tmp_path / "extra").traditions) == {"e99"}
    assert names(folds.corpus(tmp_path / "traditions", tmp_path / "extra").traditions) == {"e99"}
    (tmp_path / "extra" / "e99.json").write_text(text, "utf-8")
    with pytest.raises(SystemExit, match="e99"):
        folds.corpus(tmp_path, tmp_path / "extra")


def test_the_key_depends_on_what_is_fitted_on_and_not_on_what_is_scored():
    plan = folds.Plan((TELECOM,), (event("x"),))
    assert plan.key == folds.Plan((TELECOM,), (event("y"),)).key
    assert plan.key != folds.Plan((event("x"),), ()).key
    assert (
        folds.Plan((event("x"), event("y")), ()).key == folds.Plan((event("y"), event("x")), ()).key
    )


@pytest.fixture
def code(tmp_path):
    (tmp_path / "part").mkdir()
    files = {
        "start.py": "import near\nfrom part.inner import thing\nimport json\n",
        "near.py": "from part import told\n",
        "aside.py": "x = 1\n",
        "part/__init__.py": "from part.told import told\n",
        "part/inner.py": "thing = 1\n",
        "part/told.py": "def told(): ...\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_code_is_reached_through_imports_alone(code):
    reached = {p.relative_to(code).as_posix() for p in folds.reached(code / "start.py", [code])}
    assert reached == {"start.py", "near.py", "part/inner.py", "part/told.py"}


def test_a_comment_fits_nothing_anew_and_a_number_does(code):
    def digest():
        folds.code_digest.cache_clear()
        return folds.code_digest(code / "aside.py")

    before = digest()
    (code / "aside.py").write_text("x  =  1  # one\n", "utf-8")
    assert digest() == before
    (code / "aside.py").write_text("x = 2\n", "utf-8")
    assert digest() != before


def test_the_fit_reaches_the_evidence_and_not_the_reports():
    reached = {p.relative_to(folds.ROOT).as_posix() for p in folds.reached(folds.FITTING)}
    assert {"scripts/fitting.py", "src/retold/stories/evidence.py"} <= reached
    assert not any("reports" in path for path in reached)


def test_a_lean_trace_says_the_same_of_stories_and_works_again_in_full_afterwards():
    articles = [v.article for v in TELECOM.versions[:2]] + [TELECOM.versions[6].article]
    kit = tracing.tools()
    whole = tracing.trace(articles, kit=kit)
    with folds.lean():
        for order in (articles, articles[::-1], articles):
            lean = tracing.trace(order, kit=kit)
            assert lean.stories == whole.stories
            assert not lean.changes
    assert whole.changes
    assert tracing.trace(articles, kit=kit).changes == whole.changes


def test_a_trace_that_is_asked_again_without_an_article_forgets_it():
    kit = tracing.tools()
    articles = [v.article for v in TELECOM.versions[:3]]
    with folds.lean():
        tracing.trace(articles, kit=kit)
        fewer = tracing.trace(articles[:2], kit=kit)
    assert fewer.stories == tracing.trace(articles[:2], kit=kit).stories
