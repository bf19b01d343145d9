"""``retold quotes``: the table for people, the table for machines, the transcript."""

from __future__ import annotations

import csv
import io
import json

import pytest
from click.testing import CliRunner

from retold import cli

REPORT = """Mayor shuts the bridge over the Alder

The bridge over the river Alder will stay shut until the spring, the city of Kallin said on Monday
after engineers had looked at its pillars for three weeks.

"We found rust in the third pillar, and I will not send a single bus across before the winter is
over," said Ana Ruiz, the mayor of Kallin.

Some 4,200 people crossed the bridge every day, most of them on their way to the paper mill.
"""
RETELLING = """Bridge over Alder to stay closed till spring

Kallin has announced on Monday that the bridge over the river Alder is to remain shut until spring,
after its pillars had been examined by engineers for three weeks.

Ana Ruiz, the mayor of Kallin, stated: "We found rust in the fourth pillar, and I will not send a
single bus across before the winter is over."

Around 4,200 people, most of them bound for the paper mill, used the bridge each day.
"""
RECORD = """Press conference of the mayor of Kallin, Monday

MAYOR RUIZ: Good morning to you all. We found rust in the third pillar, and I will not send a
single bus across before the winter is over. Thank you for coming, I will take your questions now.
"""


def run(*words):
    return CliRunner().invoke(cli.main, [str(word) for word in words])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Two pages and a transcript, and a place of their own for what is kept."""
    here = tmp_path_factory.mktemp("quotes")
    (here / "pages").mkdir()
    for name, text, published in (("a", REPORT, "2026-03-02"), ("b", RETELLING, "2026-03-04")):
        headline, _, body = text.partition("\n\n")
        row = {"url": f"https://{name}.example/1", "title": headline, "text": body}
        page = json.dumps({**row, "published": published, "outlet": f"The {name.upper()} Post"})
        (here / "pages" / f"{name}.jsonl").write_text(page + "\n")
    (here / "record.txt").write_text(RECORD)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RETOLD_CACHE", str(here / "kept"))
        yield here


@pytest.fixture(scope="module")
def answer(folder):
    """What the command prints, and the table and the object that it writes."""
    done = run("quotes", folder / "pages", "--csv", folder / "t.csv", "--json", folder / "o.json")
    assert done.exit_code == 0, done.output
    return done.stdout


def test_people_see_who_said_what_and_which_words_were_altered(answer):
    assert "Ana Ruiz, mayor of Kallin" in answer
    assert "altered" in answer
    assert "“third” → “fourth”" in " ".join(answer.split())


@pytest.mark.usefixtures("answer")
def test_the_table_has_one_row_a_rendering(folder):
    rows = list(csv.DictReader(io.StringIO((folder / "t.csv").read_text())))
    quoted = [row for row in rows if row["form"] in ("complete", "altered")]
    assert {row["who"] for row in quoted} == {"Ana Ruiz"}
    assert {row["versions"] for row in quoted} == {"2"}
    assert [row["altered"] for row in quoted if row["form"] == "altered"] == ["third → fourth"]
    assert [row["fullest"] for row in quoted].count("yes") == 1
    for row in quoted:
        assert row["what"].startswith("We found rust")


@pytest.mark.usefixtures("answer")
def test_the_object_has_places_that_lead_into_the_texts(folder):
    document = json.loads((folder / "o.json").read_text())
    texts = {article["id"]: article["text"] for article in document["articles"]}
    quoted = [u for u in document["utterances"] if u["renderings"][0]["form"] != "paraphrased"]
    for rendering in quoted[0]["renderings"]:
        words = texts[rendering["article"]][rendering["start"] : rendering["end"]]
        assert words.startswith("We found rust")


def test_every_quotation_is_held_against_the_transcript(folder):
    done = run("quotes", folder / "pages", "--primary", folder / "record.txt", "--csv", "-")
    assert done.exit_code == 0, done.output
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert {row["transcript"] for row in rows if "rust" in row["what"]} == {"faithful", "altered"}
    assert {row["outlet"] for row in rows} == {"The A Post", "The B Post"}


def test_a_transcript_among_the_pages_is_no_report(folder):
    paths = (folder / "pages", folder / "record.txt", "--primary", folder / "record.txt")
    done = run("quotes", *paths, "--json", "-")
    document = json.loads(done.stdout)
    (story,) = document["stories"]
    assert len(story["articles"]) == 2
    assert len(document["articles"]) == 3


@pytest.mark.usefixtures("answer")
def test_a_page_is_never_written_over_but_an_earlier_table_is(folder):
    pages = folder / "pages"
    page = (pages / "a.jsonl").read_text()
    refused = run("quotes", pages, "--csv", pages / "a.jsonl")
    assert refused.exit_code == cli.USAGE
    assert (pages / "a.jsonl").read_text() == page
    assert run("quotes", pages, "--csv", folder / "t.csv").exit_code == 0


def test_a_transcript_that_is_not_there_is_a_mistake_in_the_command(folder):
    assert run("quotes", folder / "pages", "--primary", folder / "no.txt").exit_code == cli.USAGE


@pytest.mark.parametrize(("words", "by"), [((), "tagger"), (("--statements", "rules"), "rules")])
def test_the_tagger_finds_the_statements_unless_rules_are_asked_for(folder, words, by):
    made = json.loads(run("quotes", folder / "pages", "--json", "-", *words).stdout)["made_by"]
    assert made["settings"]["statements"] == by
    assert ("tagger" in made["models"]) == (by == "tagger")


def test_a_source_without_a_name_stands_with_its_reason(tmp_path, monkeypatch):
    monkeypatch.setenv("RETOLD_CACHE", "off")
    text = (
        "Dam leaks, says board\n\nA senior official, who spoke on condition of anonymity because he "
        "was not authorised to speak, said: “The wall could go any day.”\n\nReuters reported that "
        "engineers had warned that the wall was weak since early in May of the last year.\n"
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    shown = run("quotes", tmp_path / "a.txt", "--all").stdout
    assert "A senior official" in shown
    assert "not named: spoke on condition of anonymity" in " ".join(shown.split())
    rows = list(csv.DictReader(io.StringIO(run("quotes", tmp_path / "a.txt", "--csv", "-").stdout)))
    (official,) = (row for row in rows if "any day" in row["what"])
    assert (official["kind"], official["verb"]) == ("unnamed person", "said")
    assert official["unnamed_why"].startswith("spoke on condition of anonymity")
    assert {row["through"] for row in rows} == {"", "Reuters"}


def test_a_table_of_an_earlier_version_may_be_written_over(folder):
    old = folder / "t.csv"
    old.write_text("story,utterance,who,role,how,form,what\n", encoding="utf-8")
    assert run("quotes", folder / "pages", "--csv", old, "--statements", "rules").exit_code == 0
    assert old.read_text("utf-8").splitlines()[0].endswith("kind,verb,unnamed_why,through")
