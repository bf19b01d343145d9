"""The JSON object: its shape, its order, its addresses, and its place in the docs."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from importlib import resources
from pathlib import Path
from typing import Any, get_args

import pytest

from retold import types
from retold.reports import Report, as_document, as_reading
from retold.settings import Settings
from retold.types import Analysis, Skipped

SCHEMA = json.loads((resources.files("retold.reports") / "retold-1.schema.json").read_text())
DOCS = (Path(__file__).parents[2] / "docs" / "json.md").read_text()
ROWS = ("links", "changes", "citations", "statements")
ROWS += ("figures", "lineages", "utterances", "findings")
TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "null": type(None),
}


def faults(value: Any, schema: Any, at: str = "") -> Iterator[str]:
    """Name every place where a value departs from the schema; a key it lacks is a fault too."""
    if "$ref" in schema:
        schema = SCHEMA["$defs"][schema["$ref"].rsplit("/", 1)[1]]
    if "anyOf" in schema:
        found = [list(faults(value, choice, at)) for choice in schema["anyOf"]]
        yield from [] if [] in found else found[0]
        return
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if types and not any(_is(value, name) for name in types):
        yield f"{at}: {value!r} is no {types}"
        return
    yield from _value_faults(value, schema, at)
    if isinstance(value, dict):
        yield from _object_faults(value, schema, at)
    if isinstance(value, list):
        yield from _array_faults(value, schema, at)


def _value_faults(value: Any, schema: Any, at: str) -> Iterator[str]:
    if "const" in schema and value != schema["const"]:
        yield f"{at}: {value!r} is not {schema['const']!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is none of {schema['enum']}"
    low, high = schema.get("minimum", value), schema.get("maximum", value)
    if _is(value, "number") and not low <= value <= high:
        yield f"{at}: {value} is out of bounds"


def _array_faults(value: list[Any], schema: Any, at: str) -> Iterator[str]:
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        yield f"{at}: {len(value)} items"
    each = schema.get("prefixItems") or [schema["items"]] * len(value)
    for number, (item, rule) in enumerate(zip(value, each, strict=True)):
        yield from faults(item, rule, f"{at}[{number}]")


def _is(value: Any, name: str) -> bool:
    if name in TYPES:
        return isinstance(value, TYPES[name])
    number = (int,) if name == "integer" else (int, float)
    return isinstance(value, number) and not isinstance(value, bool)


def _object_faults(value: dict[str, Any], schema: Any, at: str) -> Iterator[str]:
    for key in schema.get("required", []):
        if key not in value:
            yield f"{at}.{key}: missing"
    for key, item in value.items():
        rule = schema.get("properties", {}).get(key, schema.get("additionalProperties"))
        if rule is None:
            yield f"{at}.{key}: not in the schema"
        else:
            yield from faults(item, rule, f"{at}.{key}")


def keys(schema: Any, at: str = "") -> Iterator[tuple[str, str]]:
    """Yield every object's path and its keys."""
    if "$ref" in schema:
        schema = SCHEMA["$defs"][schema["$ref"].rsplit("/", 1)[1]]
    for choice in schema.get("anyOf", []):
        yield from keys(choice, at)
    for key, rule in schema.get("properties", {}).items():
        yield at, key
        yield from keys(rule, f"{at}.{key}" if at else key)
    if isinstance(schema.get("additionalProperties"), dict):
        yield from keys(schema["additionalProperties"], f"{at}{{}}")
    if "items" in schema:
        yield from keys(schema["items"], f"{at}[]")


@pytest.fixture(params=["telecom", "hostile", "printed"])
def analysis(request: pytest.FixtureRequest) -> Analysis:
    found: Analysis = request.getfixturevalue(request.param)
    return found


def test_the_document_keeps_to_its_schema(analysis: Analysis) -> None:
    assert list(faults(as_document(analysis), SCHEMA)) == []
    assert list(faults(as_document(analysis, Settings.strict()), SCHEMA)) == []


def test_a_reading_keeps_to_the_schema_and_has_the_layers(telecom: Analysis) -> None:
    document = as_reading(telecom.articles, [Skipped("x.pdf", "a PDF file")])
    assert list(faults(document, SCHEMA)) == []
    assert document["stories"] == []
    assert document["articles"][0]["layers"]["raw"] == document["articles"][0]["text"]


@pytest.mark.parametrize(
    ("break_it", "expected"),
    [
        (lambda d: d.pop("links"), ".links: missing"),
        (lambda d: d["links"][0].update(score=1.5), ".links[0].score: 1.5 is out of bounds"),
        (lambda d: d["stories"][0].update(headline=3), "stories[0].headline: 3 is no"),
        (lambda d: d["changes"][0].update(kind="typo"), "'typo' is none of"),
        (lambda d: d["articles"][0].update(mood="bad"), ".articles[0].mood: not in the schema"),
    ],
)
def test_the_schema_finds_what_is_wrong(telecom: Analysis, break_it: Any, expected: str) -> None:
    document = as_document(telecom)
    break_it(document)
    assert any(expected in fault for fault in faults(document, SCHEMA))


@pytest.mark.parametrize(("path", "key"), sorted(set(keys(SCHEMA))))
def test_every_key_has_a_place_in_the_docs(path: str, key: str) -> None:
    """Each object has a heading (arrays of the top level go without ``[]``), each key a row."""
    heading = re.sub(r"^(\w+)\[\]$", r"\1", path)
    title = f"`{heading}`" if heading else "The object"
    sections = re.split(r"^#+ ", DOCS, flags=re.MULTILINE)
    section = next((s for s in sections if s.startswith(f"{title}\n")), None)
    assert section is not None, f"docs/json.md has no heading {title}"
    assert f"\n| `{key}` |" in section


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        ("links/kind", types.LinkKind),
        ("changes/kind", types.ChangeKind),
        ("changes/severity", types.Severity),
        ("citations/kind", types.CitationKind),
        ("statements/kind", types.StatementKind),
        ("statements/source_kind", types.SourceKind | None),
        ("statements/cue_kind", types.CueKind | None),
        ("stories/descents/kind", types.DescentKind),
        ("stories/unseen_sources/kind", types.UnseenKind),
        ("utterances/renderings/form", types.Form),
        ("findings/kind", types.FindingKind),
    ],
)
def test_the_schema_names_every_kind_there_is(path: str, type_: Any) -> None:
    rule = SCHEMA
    for key in path.split("/"):
        rule = rule["properties"][key]
        rule = rule.get("items", rule)
    parts = get_args(type_) if type(None) in get_args(type_) else (type_,)
    kinds = {kind for part in parts for kind in get_args(part) or (None,)}
    assert set(rule["enum"]) == kinds


def test_ids_are_unique_and_references_lead_somewhere(telecom: Analysis) -> None:
    document = as_document(telecom)
    articles = {a["id"] for a in document["articles"]}
    story = document["stories"][0]
    nodes = articles | {s["id"] for s in story["unseen_sources"]}
    rows = [
        *story["descents"],
        *(row for name in ROWS for row in document[name]),
    ]
    assert len({row["id"] for row in rows}) == len(rows)
    assert {d[end] for d in story["descents"] for end in ("child", "parent")} <= nodes
    assert {row["article"] for row in document["statements"]} <= articles
    assert {c["source"] for c in document["citations"]} <= nodes


def test_findings_and_lineages_name_changes_by_their_ids(telecom: Analysis) -> None:
    document = as_document(telecom)
    changes = {row["id"]: row for row in document["changes"]}
    (lineage,) = document["lineages"]
    assert changes[lineage["change"]]["after"] == "63 miles"
    named = [key for row in document["findings"] for key in row["changes"]]
    assert named == [lineage["change"]]


def test_of_two_changes_about_the_same_thing_the_first_is_named(telecom: Analysis) -> None:
    change = telecom.lineages[0].change
    other = replace(change, reason="Also another reason.")
    lineage = replace(telecom.lineages[0], change=other)
    both = replace(telecom, changes=(*telecom.changes, other), lineages=(lineage,))
    document = as_document(both)
    (row,) = (r for r in document["changes"] if r["id"] == document["lineages"][0]["change"])
    assert row["reason"] == "Also another reason."


def test_the_weightiest_finding_stands_first(telecom: Analysis) -> None:
    weights = [row["weight"] for row in as_document(telecom)["findings"]]
    assert weights == sorted(weights, reverse=True)
    assert len(weights) == 3


def test_figures_and_utterances_point_at_characters(telecom: Analysis) -> None:
    document = as_document(telecom)
    texts = {a["id"]: a["text"] for a in document["articles"]}
    for use in document["figures"][0]["uses"]:
        assert texts[use["article"]][use["start"] : use["end"]] == use["text"]
    (utterance,) = document["utterances"]
    assert utterance["renderings"][0]["start"] == utterance["longest"]["start"]
    assert utterance["renderings"][2]["altered"] == [["rise", "leap"]]


def test_offsets_are_characters_of_the_text(telecom: Analysis) -> None:
    document = as_document(telecom)
    texts = {a["id"]: a["text"] for a in document["articles"]}
    seen = 0
    for change in document["changes"]:
        for side, words in (("parent", "before"), ("child", "after")):
            place = change[side]
            if change[words] is not None:
                assert texts[place["article"]][place["start"] : place["end"]] == change[words]
                seen += 1
    assert seen > 10


def test_where_a_passage_is_missing_its_place_is_null(telecom: Analysis) -> None:
    lost = [c for c in as_document(telecom)["changes"] if c["after"] is None]
    assert lost
    for change in lost:
        assert change["child"]["article"]
        assert {change["child"][key] for key in ("sentence", "start", "end")} == {None}


def test_order_of_input_changes_nothing(analysis: Analysis) -> None:
    expected = Report(as_document(analysis)).json()
    shuffle = random.Random(7).sample
    names = ("articles", "stories", "links", "changes", "citations", "statements", "skipped")
    names += ("figures", "lineages", "utterances", "findings", "open_pairs")
    mixed = {n: tuple(shuffle(getattr(analysis, n), len(getattr(analysis, n)))) for n in names}
    stories = tuple(
        replace(
            story,
            articles=tuple(reversed(story.articles)),
            origins=tuple(reversed(story.origins)),
            descents=tuple(reversed(story.descents)),
        )
        for story in mixed["stories"]
    )
    assert Report(as_document(replace(analysis, **mixed | {"stories": stories}))).json() == expected


def test_ids_outlive_a_new_article_and_a_new_sentence_splitter(telecom: Analysis) -> None:
    def links(analysis: Analysis) -> set[str]:
        return {row["id"] for row in as_document(analysis)["links"]}

    split_otherwise = tuple(
        replace(link, child=replace(link.child, sentence=link.child.sentence + 1))
        for link in telecom.links
    )
    fewer = replace(telecom, links=telecom.links[:5], articles=telecom.articles[:8])
    assert links(replace(telecom, links=split_otherwise)) == links(telecom)
    assert links(fewer) < links(telecom)


def test_two_rows_about_the_same_thing_keep_ids_apart(telecom: Analysis) -> None:
    twice = replace(telecom, statements=(telecom.statements[0],) * 2)
    first, second = (row["id"] for row in as_document(twice)["statements"])
    assert second == f"{first}-2"


def test_articles_stand_in_order_of_time_whatever_the_zone(hostile: Analysis) -> None:
    order = [a["id"][0] for a in as_document(hostile)["articles"]]
    # 2030-01-02 is before 03:04+02:00 of that day; no date comes last.
    assert order.index("b") < order.index("a") < order.index("c")


def test_carried_is_there_only_when_two_texts_were_compared(
    telecom: Analysis, hostile: Analysis
) -> None:
    assert "carried" not in as_document(telecom)
    assert as_document(hostile)["carried"] == 0.25


def test_the_settings_are_there_where_they_are_known(telecom: Analysis) -> None:
    assert "settings" not in as_document(telecom)["made_by"]
    settings = as_document(telecom, Settings.strict())["made_by"]["settings"]
    assert settings == asdict(Settings(decided=0.8, direction=0.9, named=0.8))
    assert all(f"\n| `{name}` |" in DOCS for name in settings)


def test_a_descent_says_what_texts_and_clock_say(printed: Analysis) -> None:
    rows = {d["child"]: d for d in as_document(printed)["stories"][0]["descents"]}
    assert (rows["sun"]["text_direction"], rows["sun"]["clock"]) == (0.93, "disagrees")
    assert (rows["wire"]["text_direction"], rows["wire"]["clock"]) == (None, "agrees")


def test_every_derived_row_says_its_method_and_version(telecom: Analysis) -> None:
    document = as_document(telecom)
    story = document["stories"][0]
    rows = [story, *story["descents"], *story["unseen_sources"]]
    rows += [r for n in ROWS for r in document[n]]
    known = {f"{name}/{version}" for name, version in document["made_by"]["methods"].items()}
    assert {row["method"] for row in rows} <= known


def test_json_survives_a_lone_surrogate(telecom: Analysis) -> None:
    odd = replace(telecom, skipped=(Skipped("a\ud800.txt", "odd name"),))
    text = Report(as_document(odd)).json()
    text.encode()
    assert json.loads(text)["skipped"][0]["input"] == "a\ud800.txt"
