"""An analysis made by hand from an invented story whose stemma is known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from retold.types import (
    Alternative,
    Analysis,
    Article,
    Change,
    Citation,
    Descent,
    Evidence,
    FigureRow,
    FigureUse,
    Finding,
    Furniture,
    Layer,
    Lineage,
    Link,
    OpenPair,
    Passage,
    Place,
    Prepared,
    Rendering,
    Segment,
    Sentence,
    Skipped,
    Span,
    Statement,
    Story,
    Undecided,
    UnseenSource,
    Utterance,
)

DATA = Path(__file__).parents[1] / "data"
KINDS = {"light-edit": "edit", "disguise": "rewrite", "distort": "rewrite", "expand": "expansion"}
HIGH = {"number", "unit", "negation", "quote", "certainty"}


def prepared(key: str, paragraphs: list[list[str]], **fields: Any) -> Prepared:
    """Build an article from its sentences, its three layers one and the same text."""
    text, sentences = "", []
    for number, paragraph in enumerate(paragraphs):
        text += "\n\n" if text else ""
        for place, sentence in enumerate(paragraph):
            text += " " if place else ""
            sentences.append(Sentence(len(sentences), len(text), len(text) + len(sentence), number))
            text += sentence
    whole = (Segment(0, len(text), 0, len(text), exact=True),) if text else ()
    layers = Layer(text), Layer(text, whole), Layer(text, whole)
    fields = {"digest": f"{key}-digest", "input": f"pages/{key}.html", **fields}
    article = Article(key, raw=layers[0], page=layers[1], body=layers[2], **fields)
    return Prepared(article, tuple(sentences), (), (), (), ())


def place(article: Prepared, sentence: int) -> Place:
    row = article.sentences[sentence]
    return Place(article.id, sentence, row.start, row.end)


def _read_version(version: dict[str, Any]) -> Prepared:
    paragraphs: list[list[str]] = []
    for row in version["sentences"]:
        if row["paragraph"] >= len(paragraphs):
            paragraphs.append([])
        paragraphs[-1].append(row["text"])
    return prepared(
        version["id"],
        paragraphs,
        headline=version["headline"],
        standfirst=None if version["standfirst"] == "-" else version["standfirst"],
        outlet=version["outlet"],
        published=version["published"],
        language="en",
        url=f"https://news.example/{version['id']}",
    )


def _links(version: dict[str, Any], articles: dict[str, Prepared]) -> Iterator[Link]:
    child = articles[version["id"]]
    for index, row in enumerate(version["sentences"]):
        for parent in version["parents"]:
            cited = [s.rstrip("~").split(".") for s in row["sources"]]
            places = [place(articles[p], int(n) - 1) for p, n in cited if p == parent]
            if places:
                partial = any(s.endswith("~") for s in row["sources"])
                same = child.sentence_text(index) in articles[parent].text
                kind = "verbatim" if same else "paraphrased" if partial else "edited"
                kind = "merged" if len(places) > 1 else kind
                yield Link(place(child, index), tuple(places), kind, 1.0 if same else 0.7)


def _find(article: Prepared, words: str) -> Place | None:
    start = article.text.find(words)
    if words == "-" or start < 0:
        return None
    index = next(s.index for s in article.sentences if s.start <= start < s.end)
    return Place(article.id, index, start, start + len(words))


def _changes(version: dict[str, Any], articles: dict[str, Prepared]) -> Iterator[Change]:
    for row in version["changes"]:
        parent = articles[row["source"].split(".")[0]]
        after = _find(articles[version["id"]], row["after"])
        before = _find(parent, row["before"])
        yield Change(
            row["kind"],
            "high" if row["kind"] in HIGH else "medium",
            version["id"],
            parent.id,
            after,
            before,
            row["before"] if before else None,
            row["after"] if after else None,
            f"the {row['kind']} differs",
        )


def _statements(version: dict[str, Any], articles: dict[str, Prepared]) -> Iterator[Statement]:
    article = articles[version["id"]]
    for row in version["quotes"]:
        found = _find(article, row["text"])
        cue = _find(article, row["cue"])
        if found:
            yield Statement(
                article.id,
                row["kind"],
                None,
                row["speaker"],
                None,
                Passage(row["cue"], (Span(cue.start, cue.end),)) if cue else None,
                (Span(found.start, found.end),),
            )


def _descents(version: dict[str, Any], links: list[Link]) -> Iterator[Descent]:
    size = sum(len(s["text"]) for s in version["sentences"])
    for number, parent in enumerate(version["parents"]):
        taken = [k for k in links if k.parents[0].article == parent]
        share = sum(k.child.end - k.child.start for k in taken) / size
        operation = version["operation"]
        yield Descent(
            version["id"],
            parent,
            KINDS.get(operation, operation),
            0.93 - number / 10,
            0.97 if version["id"] != "d5" else 0.6,
            share,
            operation == "copy",
            {"covered": Evidence(share, 2.1), "shared_quotes": Evidence(0.4, -0.3)},
            (Alternative(None, 0.05), Alternative("r3", 0.02)),
        )


@pytest.fixture(scope="session")
def telecom() -> Analysis:
    """Eleven reports of one severed cable, three of them independent."""
    return build()


def build() -> Analysis:
    versions = json.loads((DATA / "e28-telecom.json").read_text())["versions"]
    articles = {v["id"]: _read_version(v) for v in versions}
    links = {v["id"]: list(_links(v, articles)) for v in versions}
    descents = [d for v in versions for d in _descents(v, links[v["id"]])]
    story = Story(
        "s1",
        versions[0]["headline"],
        tuple(articles),
        tuple(v["id"] for v in versions if not v["parents"]),
        (),
        tuple(descents),
        (UnseenSource("unseen-1", "Pontelis log", "cited", ("r2", "d1")),),
    )
    analysis = Analysis(
        tuple(articles.values()),
        (story,),
        tuple(k for rows in links.values() for k in rows),
        tuple(c for v in versions for c in _changes(v, articles)),
        (Citation("r2", 0, "an internal company log", "cites", "unseen-1"),),
        tuple(s for v in versions for s in _statements(v, articles)),
        models={"all-MiniLM-L6-v2": "0" * 64},
    )
    return _with_findings(analysis)


def _with_findings(analysis: Analysis) -> Analysis:
    """Add what the first altered measure of the story gives: a row, a lineage, findings."""
    unit = next(c for c in analysis.changes if c.kind == "unit")
    assert unit.child is not None
    assert unit.parent is not None
    before, after = str(unit.before), str(unit.after)
    return replace(
        analysis,
        figures=(
            FigureRow(
                "s1",
                "distance from the coast",
                "measure",
                (
                    FigureUse(unit.parent, before, 63.0, "kilometre", "the log"),
                    FigureUse(unit.child, after, 101.389, "kilometre", None, 1),
                ),
                unit.child.article,
            ),
        ),
        lineages=(Lineage("s1", unit, (unit.child,), (unit.parent,), (unit.parent,)),),
        utterances=_utterances(analysis),
        findings=(
            Finding("s1", "figures", "One article has miles.", 2.0, ("d8",), (unit.child,)),
            Finding("s1", "change", f"{before} became {after}.", 9.5, ("d8",), (), (unit,)),
            Finding("s1", "credit", "Four articles name no source.", 1.0, ("d1", "d2")),
        ),
    )


def _utterances(analysis: Analysis) -> tuple[Utterance, ...]:
    said = [s for s in analysis.statements if s.kind == "direct" and s.speaker]
    name = said[0].speaker
    places = [Place(s.article, 0, s.content[0].start, s.content[0].end) for s in said]
    same = [p for s, p in zip(said, places, strict=True) if s.speaker == name][:4]
    forms = ("complete", "trimmed", "altered", "paraphrased")
    words = ((), (), (("rise", "leap"),), ())
    shown = tuple(map(Rendering, same, forms, words))
    return (Utterance("s1", name, "deputy minister", same[0], shown),)


HOSTILE = "</script><img src=x onerror=alert(1)>\x1b[31m\u202e\"'&{{}}"


@pytest.fixture(scope="session")
def hostile() -> Analysis:
    """Every text a stranger controls holds an attack; every rare shape is present once."""
    return build_hostile()


def build_hostile() -> Analysis:
    words = [[f"{HOSTILE} one two three.", "Second sentence here."], ["Third."]]
    text = {"headline": HOSTILE, "standfirst": HOSTILE, "outlet": HOSTILE, "byline": (HOSTILE,)}
    a, b, c, d, e = (
        prepared(key, words, url="javascript:alert(1)", language="de", published=date, **text)
        for key, date in [
            (f"a{HOSTILE}", "2030-01-02T03:04+02:00"),
            ("b", "2030-01-02"),
            ("c", None),
            ("d", HOSTILE),
            ("e", None),
        ]
    )
    empty = prepared("empty", [[]], furniture=(Furniture("raw", 0, 0, HOSTILE, HOSTILE),))
    ring = [
        Descent(x.id, y.id, "copy", 0.5, 0.5, None, credited=False)
        for x, y in pairwise([a, b, c, a])
    ]
    lost = Descent("d", HOSTILE, "brief", 0.7, 0.9, None, credited=True)
    story = Story(
        HOSTILE,
        HOSTILE,
        tuple(x.id for x in (a, b, c, d, e)),
        (),
        (Undecided("e", (Alternative("d", 0.4), Alternative(None, 0.35))),),
        (*ring, lost),
        (UnseenSource(HOSTILE, HOSTILE, "text", ("d", "c")),),
    )
    added = Change("added", "high", a.id, "b", place(a, 2), None, None, HOSTILE, HOSTILE)
    here, there = place(a, 0), place(b, 0)
    differs = Change("quote", "high", "e", "d", place(e, 0), place(d, 0), *[HOSTILE] * 3)
    only = Change("added", "minor", "e", "d", place(e, 2), None, None, HOSTILE, HOSTILE)
    return Analysis(
        (a, b, c, d, e, empty),
        (story, Story("s2", None, ("empty",), ("empty",), (), (), ())),
        (Link(place(a, 0), (place(b, 0), place(b, 1)), "merged", 0.9),),
        (
            Change("dropped", "minor", a.id, "b", None, place(b, 2), HOSTILE, None, HOSTILE),
            added,
        ),
        (Citation("d", None, HOSTILE, "credits", HOSTILE),),
        (_hostile_statement(),),
        (Skipped(HOSTILE, HOSTILE),),
        version_of={"c": "b"},
        carried=0.25,
        figures=(
            FigureRow(HOSTILE, HOSTILE, HOSTILE, (_hostile_use(here), _hostile_use(there)), "b"),
            FigureRow(HOSTILE, HOSTILE, "number", (), None),
        ),
        lineages=(Lineage(HOSTILE, added, (here,), (there,)),),
        utterances=(
            Utterance(
                HOSTILE,
                HOSTILE,
                HOSTILE,
                here,
                (Rendering(there, "altered", ((HOSTILE, HOSTILE),), HOSTILE, HOSTILE),),
                there,
            ),
            Utterance(HOSTILE, None, None, Place("gone", 3, 1, 9), ()),
        ),
        findings=(
            Finding(HOSTILE, "change", HOSTILE, 2.0, (a.id, "gone"), (here,), (added,)),
            Finding(HOSTILE, "count", HOSTILE, 1.0, ()),
            Finding(HOSTILE, "difference", HOSTILE, 3.0, ("d", "e"), (), (differs,)),
        ),
        open_pairs=(
            OpenPair(
                "d",
                "e",
                0.5,
                1.0,
                (Link(place(e, 0), (place(d, 0), place(d, 1)), "merged", 0.9),),
                (differs, replace(differs, reason=HOSTILE * 2), only),
            ),
        ),
    )


def _hostile_statement() -> Statement:
    words = Passage(HOSTILE, (Span(0, 9),))
    why = {"source_kind": "unnamed person", "unnamed_why": words, "cue_kind": "claimed"}
    source = Passage(HOSTILE, ())
    content = (Span(0, 9),)
    return Statement(
        "d", "direct", source, HOSTILE, HOSTILE, None, content, **why, chain=(words, words)
    )


def _hostile_use(spot: Place) -> FigureUse:
    return FigureUse(spot, HOSTILE, None, HOSTILE, HOSTILE, 7, HOSTILE)


def printed(name: str = "Northgate Police", *, late: bool = False) -> Analysis:
    """Eight articles: one reporter with two retellings, one statement that three outlets print.

    A brief and a rewrite descend from printing outlets. The rewrite is dated before its source;
    with ``late`` it is dated after it, though by the texts alone it came first.
    """
    hours = {
        "gazette": 8,
        "echo": 9,
        "star": 10,
        "post": 9,
        "wire": 11,
        "mail": 12,
        "sun": 13 if late else 6,
    }
    said = [
        ["Officers found the van in the river at dawn.", "Nobody was in it."],
        ["Divers searched until noon.", "“We ask witnesses to call us,” the force said."],
    ]
    seen = [["I saw the van leave the quay without lights.", "A boatman followed it."], said[1]]
    outlets = {k: f"The {k.title()} of Northgate" for k in hours} | {"radio": "Radio Lisk"}
    articles = tuple(
        prepared(
            key,
            seen if key in {"gazette", "wire", "mail"} else said,
            headline="Van found in the Northgate river",
            outlet=outlet,
            published=f"2031-05-04T{hours[key]:02}:30Z" if key in hours else None,
            language="en",
        )
        for key, outlet in outlets.items()
    )
    wire = Descent("wire", "gazette", "copy", 0.97, 0.99, 0.93, credited=True, clock="agrees")
    mail = Descent("mail", "gazette", "rewrite", 0.88, 0.85, 0.71, credited=False)
    prints = [
        Descent(key, "unseen-s", kind, 0.9 - n / 10, 1.0, share, credited=n == 0)
        for n, (key, kind, share) in enumerate(
            [("echo", "edit", 0.94), ("star", "rewrite", 0.81), ("post", "brief", 0.58)]
        )
    ]
    radio = Descent("radio", "star", "brief", 0.8, 0.9, 0.66, credited=True)
    sun = Descent(
        "sun",
        "echo",
        "rewrite",
        0.77,
        0.84,
        0.72,
        credited=False,
        alternatives=(Alternative("unseen-s", 0.14), Alternative(None, 0.09)),
        clock="disagrees",
        text_direction=0.3 if late else 0.93,
    )
    story = Story(
        "1",
        "Van found in the Northgate river",
        tuple(a.id for a in articles),
        ("gazette",),
        (),
        (wire, mail, *prints, radio, sun),
        (
            UnseenSource("unseen-s", name, "statement", ("echo",)),
            UnseenSource("unseen-c", "Harbour Office", "cited", ("gazette", "wire")),
        ),
    )
    return Analysis(articles, (story,), (), (), (), ())


@pytest.fixture(name="printed", scope="session")
def printed_statement() -> Analysis:
    """Eight articles of which three print one police statement."""
    return printed()
