"""What the terminal says."""

from __future__ import annotations

import io
from dataclasses import replace

from retold.reports import Report, as_document, as_reading
from retold.reports.progress import Progress
from retold.reports.reading import reading_text
from retold.reports.view import view
from retold.types import Analysis, Furniture, Skipped


def test_the_answer_is_one_line_near_the_top(telecom: Analysis) -> None:
    lines = Report(as_document(telecom)).text().splitlines()
    assert lines[1].strip() == "11 articles, 3 independent reports"


def test_the_stemma_is_a_tree_with_kind_share_and_probability(telecom: Analysis) -> None:
    text = Report(as_document(telecom)).text(140)
    assert "● Eastern Standard  10 Dec 2029, 14:54 UTC  origin" in text
    assert "├── ● Sunrise Network" in text
    assert "copy · 100% of its words · probability 93% · credited" in text
    assert "and from The Alder Post: 84% of its words" in text
    assert "which came first is unsure (60%)" in text


def test_the_gravest_changes_come_first_and_the_rest_is_counted(telecom: Analysis) -> None:
    text = Report(as_document(telecom)).text()
    assert "What changed: 9 changes, 6 of high severity" in text
    assert "63 kilometres → 63 miles" in text
    assert "and 1 more: --html or --json shows them all" in text


def test_findings_and_differing_figures_are_told_briefly(telecom: Analysis) -> None:
    text = Report(as_document(telecom)).text(140)
    assert text.index("What you should know") < text.index("What changed")
    assert "1. 63 kilometres became 63 miles." in text
    assert "Figures that differ: 1" in text
    assert "distance from the coast: 63 kilometres (" in text


def test_undecided_unseen_skipped_and_carried_are_said(hostile: Analysis) -> None:
    text = Report(as_document(hostile)).text(300)
    assert "5 articles, 1 to 2 independent sources (1 undecided): one " in text
    assert " report that one outlet carries" in text
    assert "undecided: " in text
    assert "not seen: a report that one outlet carries" in text
    assert "Skipped: 1 input" in text
    assert "came over: probability 25%" in text
    assert "5 articles in another language (de)" in text
    assert "1 article with no other on the same story" in text


def test_no_text_can_steer_the_terminal(hostile: Analysis) -> None:
    document = as_document(hostile)
    shown = Report(document).text() + reading_text(document)
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_every_article_is_shown_even_if_the_stemma_has_a_ring(hostile: Analysis) -> None:
    text = Report(as_document(hostile)).text(300)
    names = [view(as_document(hostile)).label(one.id) for one in hostile.articles]
    assert len(set(names)) == len(names)
    assert all(" ".join(name.split()) in " ".join(text.split()) for name in names)


def test_reading_shows_every_field_and_marks_the_furniture(telecom: Analysis) -> None:
    article = telecom.articles[0].article
    pieces = (
        Furniture("text", 0, 9, "date line", "says only when"),
        Furniture("page", 0, 4, "menu", "repeats"),
    )
    prepared = replace(telecom.articles[0], article=replace(article, furniture=pieces))
    text = reading_text(as_reading([prepared], [Skipped("x.pdf", "a PDF file")]), 200)
    assert f"⟦{article.text[:9]}⟧" in text
    assert "page 0–4  menu: repeats" in text
    assert f"“{article.page.text[:4]}”" in text
    for expected in (article.headline, article.outlet, article.digest, "byline", "not found"):
        assert str(expected) in text
    assert "Skipped x.pdf: a PDF file" in text


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_silent_for_two_seconds_then_gives_rate_and_time_left() -> None:
    now, out = [0.0], Terminal()
    progress = Progress(out, clock=lambda: now[0])
    progress("linking", 0, 400)
    now[0] = 1.9
    progress("linking", 90, 400)
    assert out.getvalue() == ""
    now[0] = 2.0
    progress("linking", 100, 400)
    assert out.getvalue() == "\rlinking 100 of 400, 50 a second, 6 s left"
    progress.close()
    assert out.getvalue().endswith(" \r")


def test_progress_is_off_where_nobody_watches() -> None:
    now, out = [0.0], io.StringIO()
    progress = Progress(out, clock=lambda: now[0])
    now[0] = 9.0
    progress("linking", 100, 400)
    progress.close()
    assert out.getvalue() == ""


def test_one_passage_gone_from_several_retellings_is_told_once(telecom: Analysis) -> None:
    document = as_document(telecom)
    gone = next(c for c in document["changes"] if c["before"] and c["after"])
    document["changes"] = [gone := gone | {"kind": "dropped", "after": None}]
    for number, descent in enumerate(document["stories"][0]["descents"][:3]):
        sides = {end: gone[end] | {"article": descent[end]} for end in ("child", "parent")}
        document["changes"].append(gone | sides | {"id": f"c-same{number}"})
    text, html = Report(document).text(200), Report(document).html()
    assert "(and in 3 other retellings)" in text
    assert text.count(f"gone: {gone['before']}") == 1
    assert "What changed: 4 changes" in text
    assert "The same in 3 other retellings: " in html
    assert all(f'id="c-same{number}"' in html for number in range(3))


def test_a_share_and_a_probability_are_explained_once(telecom: Analysis) -> None:
    assert Report(as_document(telecom)).text(200).count("its source accounts for") == 1


def test_they_are_explained_with_the_first_story_that_has_some(telecom: Analysis) -> None:
    document = as_document(telecom)
    (story,) = document["stories"]
    bare = story | {"id": "bare", "descents": [], "undecided": []}
    document["stories"] = [bare, story, story | {"id": "again"}]
    text = Report(document).text(200)
    assert text.count("its source accounts for") == 1
    assert text.index("its source accounts for") > text.index("%")
    document["stories"] = [bare]
    assert "its source accounts for" not in Report(document).text(200)


def test_of_many_copies_a_few_stand_for_all_by_name(telecom: Analysis) -> None:
    document = as_document(telecom)
    (story,) = document["stories"]
    source = next(a for a in document["articles"] if a["id"] == "r1")
    for number in range(30):
        key = f"x{number:02}"
        document["articles"].append(source | {"id": key, "outlet": f"Outlet {number:02}"})
        story["articles"].append(key)
        facts = {"probability": 0.99, "direction": 0.99, "share": 1.0, "credited": False}
        row = {"id": f"d-{key}", "child": key, "parent": "r1", "kind": "copy", **facts}
        story["descents"].append(row | {"evidence": {}, "alternatives": []})
    drawn = Report(document).text(200).split("“Of its words”")[0]
    assert "and 28 more copies: Outlet 02, " in drawn  # the copy that was there is one of three
    assert drawn.count("Outlet ") == 2 + 8
    assert "and 20 more" in drawn


def test_two_texts_that_were_given_are_told_as_asked(telecom: Analysis) -> None:
    document = as_document(telecom)
    (story,) = document["stories"]
    row = next(d for d in story["descents"] if d["child"] == "d4")
    story |= {
        "articles": ["r1", "d4"],
        "origins": ["r1"],
        "descents": [row | {"probability": 0.39}],
    }
    html = Report(document | {"carried": 0.2}).html()
    assert "is held against Eastern Standard, as asked." in html
    assert "has a probability of 39%." in html
    assert "retells what others here wrote" not in html
