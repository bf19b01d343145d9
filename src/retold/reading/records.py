"""Records of containers: fields under their usual names, the text taken as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from retold.reading.build import Source, article, digest_of
from retold.reading.credits import agencies, distinct, find_opening, line_credit
from retold.reading.csv_places import delimiter_of, field_layer, rows
from retold.reading.dates import find_date, iso_date
from retold.reading.decode import without_surrogates
from retold.reading.json_places import items, members, string_layer, value_at
from retold.reading.languages import language_of
from retold.reading.layers import compose, squeeze, trim, whole
from retold.reading.lines import kind_of
from retold.reading.mentions import date_mentions
from retold.reading.meta import Meta, names_in, tidy
from retold.reading.outcome import MAX_RECORDS, Hints, Outcome, refused
from retold.reading.page_html import read_html
from retold.types import Article, Furniture, Layer, Skipped, Span

TEXT = ("text", "body", "content", "articlebody", "fulltext", "maintext")
HTML = ("html", "contenthtml", "bodyhtml", "rawhtml")
_NAMES = {
    "id": ("id", "guid", "uid"),
    "headline": ("title", "headline"),
    "standfirst": ("standfirst", "subtitle", "description", "summary"),
    "outlet": ("outlet", "source", "publisher", "sitename", "sourcename"),
    "byline": ("byline", "author", "authors", "creator"),
    "published": (
        "date",
        "published",
        "publishdate",
        "datepublished",
        "publishedat",
        "pubdate",
        "publicationdate",
        "publisheddate",
        "datepublish",
        "datetime",
        "created",
        "timestamp",
    ),
    "language": ("language", "lang"),
    "url": ("url", "link", "canonicalurl"),
    "credit": ("credit", "credits", "wire", "agency"),
}
_LISTS = ("articles", "items", "records", "data")
_LONGEST_ID = 200
_OPENINGS = 3
"""Among so many paragraphs the dateline is looked for: a standfirst may stand before it."""
_HARDLY_EARLIER, _LATE, _LONGEST_SENDER = 0.3, 0.5, 2000
_END_MARK = re.compile(
    r"#(?:\s?#){2,4}|[-–—*]{0,3}\s?(?:ENDS?|Ends)\s?[-–—*.]{0,3}|[-–—]\s?(?:30|0|ends?)\s?[-–—]"
)
_ABOUT = re.compile(
    r"(?-i:About) (?:the |our )?(?-i:[A-Z])[^.!?\n]{0,80}|about us:?|notes? to (?:the )?editors?:?"
    r"|(?:media|press) (?:contacts?|enquir(?:y|ies)|inquir(?:y|ies)|office):?|contact for media:?"
    r"|for (?:more|further) information[^.\n]{0,60}:",
    re.IGNORECASE,
)
_LAID = ("headline", "standfirst", "outlet", "byline", "published", "url")


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its raw characters, its values by name, and how to lay a field out."""

    raw: str
    values: dict[str, Any]
    layer: Callable[[str], Layer]


def read_json(source: Source, hints: Hints) -> Outcome:
    """Read one object, a list of objects, or an object that holds one under a usual name."""
    raw = source.raw
    try:
        value, span = value_at(raw, 0)
    except ValueError as error:
        if raw.lstrip().startswith("{") and "\n" in raw.strip():
            return read_json_lines(source, hints)
        return refused(source.name, f"broken JSON: {error}")
    if raw[span.end :].strip():
        return read_json_lines(source, hints)
    if isinstance(value, dict) and not _has_text(value):
        names = members(raw, span)
        held = next((names[name] for name in _LISTS if isinstance(value.get(name), list)), None)
        span, value = (held, []) if held else (span, value)
    if isinstance(value, list):
        return _container(source.name, (_json_record(raw, at) for _, at in items(raw, span)), hints)
    if not isinstance(value, dict):
        return refused(source.name, "JSON that is neither an object nor a list of objects")
    return _read_record(_json_record(raw, span), source.name, hints)


def read_json_lines(source: Source, hints: Hints) -> Outcome:
    """Read one JSON object a line."""
    return _container(source.name, _json_lines(source.raw), hints)


def read_csv(source: Source, hints: Hints) -> Outcome:
    """Read records in lines of fields, whose first line names the fields."""
    raw = source.raw
    delimiter = delimiter_of(raw)
    found = rows(raw, delimiter)
    header = next(found, None)
    if header is None:
        return refused(source.name, "an empty table")
    names = [_plain(field.span.of(raw)) for field in header.fields]
    if not set(names) & {*TEXT, *HTML}:
        return refused(source.name, "a table without a column text, body, content or html")
    return _container(source.name, (_csv_record(raw, row, names) for row in found), hints)


def _json_lines(raw: str) -> Iterator[Record | str]:
    at = 0
    while at < len(raw):
        end = raw.find("\n", at)
        end = len(raw) if end < 0 else end
        line = raw[at:end].strip()
        if line:
            yield _json_record(line, Span(0, len(line)))
        at = end + 1


def _json_record(source: str, span: Span) -> Record | str:
    raw = span.of(source)
    try:
        value, at = value_at(raw, 0)
        if raw[at.end :].strip():
            return "broken JSON: more than one value on the line"
        if not isinstance(value, dict):
            return "the record is no JSON object"
        places = {_plain(name): place for name, place in reversed(members(raw, at).items())}
    except ValueError as error:
        return f"broken JSON: {error}"
    values = {_plain(name): item for name, item in reversed(value.items())}
    return Record(raw, values, lambda name: string_layer(raw, places[name]))


def _csv_record(source: str, row: Any, names: list[str]) -> Record | str:
    raw, shift = row.span.of(source), row.span.start
    fields = dict(zip(names, row.fields, strict=False))
    values = {name: field_layer(raw, field, shift).text for name, field in fields.items()}
    return Record(raw, values, lambda name: field_layer(raw, fields[name], shift))


def _container(name: str, records: Iterator[Record | str], hints: Hints) -> Outcome:
    articles: list[Article] = []
    skipped: list[Skipped] = []
    number = 0
    for number, record in enumerate(records, 1):
        if number > MAX_RECORDS:
            skipped.append(Skipped(name, f"records after the {MAX_RECORDS}th were not read"))
            break
        outcome = _read_record(record, f"{name}#{number}", hints)
        articles.extend(outcome.articles)
        skipped.extend(outcome.skipped)
    if not number:
        return refused(name, "no record in it")
    return Outcome(tuple(articles), tuple(skipped))


def _read_record(record: Record | str, name: str, hints: Hints) -> Outcome:
    if isinstance(record, str):
        return refused(name, record)
    meta = _meta(record.values).or_else(Meta(url=hints.url))
    raw = without_surrogates(record.raw)
    source = Source(name, raw, digest_of(raw.encode()), _given_id(record.values))
    for field in TEXT:
        if _filled(record.values.get(field)):
            return _with_text(source, record.layer(field), meta)
    for field in HTML:
        if _filled(record.values.get(field)):
            return _with_html(source, record.layer(field), meta, hints)
    present = any(field in record.values for field in (*TEXT, *HTML))
    return refused(
        name,
        "the record's text is empty"
        if present
        else "the record has no text, body, content or html",
    )


def _with_text(source: Source, page: Layer, meta: Meta) -> Outcome:
    marks, found = _marks(page.text, meta)
    return Outcome((article(source, page, whole(page.text), meta.or_else(found), marks),))


def _with_html(source: Source, layer: Layer, meta: Meta, hints: Hints) -> Outcome:
    """Read a record's page, and lead its offsets on into the record."""
    inner = replace(source, raw=layer.text)
    outcome = read_html(inner, hints)
    several = Meta(outlet=meta.outlet, language=meta.language, url=meta.url)
    return Outcome(
        tuple(
            _in_record(article, source, layer, several if number else meta)
            for number, article in enumerate(outcome.articles)
        ),
        outcome.skipped,
    )


def _in_record(read: Article, source: Source, layer: Layer, meta: Meta) -> Article:
    """Return an article of a record's page with what the record's fields say laid over it."""
    given = {
        name: value
        for name in _LAID
        if (value := getattr(meta, name)) and value != getattr(read, name)
    }
    outlet = (meta.outlet or read.outlet or "").casefold()
    named = distinct([*read.credits, *meta.credits])
    return replace(
        read,
        **given,
        raw=Layer(source.raw),
        page=compose(read.page, layer),
        language=language_of(read.text, meta.language) if meta.language else read.language,
        credits=tuple(name for name in named if name.casefold() != outlet),
        found=tuple(replace(row, used=False) if row.field in given else row for row in read.found),
        dates=date_mentions(read.text, given.get("published") or read.published),
    )


def _marks(text: str, meta: Meta) -> tuple[tuple[Furniture, ...], Meta]:
    """Return the furniture in a given text, and what it says of the article."""
    marks: list[Furniture] = []
    credited: list[str] = []
    found = Meta()
    headline = squeeze(meta.headline or "")
    looked_at, opened = 0, False
    lines = list(_lines(text))
    below = _sender(text, lines)
    for span in lines[:below]:
        line = span.of(text)
        kind = kind_of(line) if len(line) < 600 else None
        if headline and squeeze(line) == headline:
            marks.append(
                Furniture("text", span.start, span.end, "headline", "the headline once more")
            )
        elif kind is not None:
            marks.append(Furniture("text", span.start, span.end, kind.name, kind.reason))
            credited += [named] if (named := line_credit(line)) else []
            credited += agencies(line) if kind.name == "byline" else []
            dated = find_date(line) if kind.name == "date" and not looked_at else None
            found = found.or_else(Meta(published=dated.iso if dated else None))
        elif not opened and looked_at < _OPENINGS and len(line.split()) >= 8:
            looked_at += 1
            opening = find_opening(line)
            if opening is not None:
                opened = True
                cut = trim(text, Span(span.start, span.start + opening.span.end))
                marks.append(Furniture("text", cut.start, cut.end, opening.kind, opening.reason))
                told = Meta(outlet=opening.outlet, published=opening.published)
                found = told.or_else(found)
                credited += [opening.credit] if opening.credit else []
    if below < len(lines):
        reason = "what stands below the end of a release: who sends it, and whom to ask"
        marks.append(Furniture("text", lines[below].start, lines[-1].end, "notice", reason))
    return tuple(marks), Meta(
        outlet=found.outlet, published=found.published, credits=tuple(credited)
    )


def _sender(text: str, lines: list[Span]) -> int:
    """Return which line begins what a release says of its sender; the number of lines if none."""
    for number, span in enumerate(lines):
        if _END_MARK.fullmatch(text, *_bounds(span)) and number > 0:
            return number
        late = span.start >= _LATE * len(text) and lines[-1].end - span.start <= _LONGEST_SENDER
        if late and _ABOUT.fullmatch(text, *_bounds(span)):
            return number
    return len(lines)


def _bounds(span: Span) -> tuple[int, int]:
    return span.start, min(span.end, span.start + 200)


def _lines(text: str) -> Iterator[Span]:
    at = 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        span = trim(text, Span(at, end))
        if span.start < span.end:
            yield span
        at = end + 1


# -- fields ----------------------------------------------------------------------------------


def _meta(values: dict[str, Any]) -> Meta:
    credit = _first(values, "credit")
    return Meta(
        headline=_string(_first(values, "headline")),
        standfirst=_string(_first(values, "standfirst")),
        outlet=_string(_first(values, "outlet")),
        byline=_people(_first(values, "byline")),
        published=next(filter(None, map(iso_date, _all(values, "published"))), None),
        language=_string(_first(values, "language")),
        url=_string(_first(values, "url")),
        credits=tuple(filter(None, map(_string, credit if isinstance(credit, list) else [credit]))),
    )


def _all(values: dict[str, Any], wanted: str) -> list[Any]:
    return [values[name] for name in _NAMES[wanted] if values.get(name) not in (None, "", [], {})]


def _first(values: dict[str, Any], wanted: str) -> Any:
    return next(iter(_all(values, wanted)), None)


def _string(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("name") or value.get("title")
    if isinstance(value, (list, tuple)):
        value = next((item for item in value if item), None)
        return _string(value) if not isinstance(value, list) else None
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    return tidy(without_surrogates(str(value)))


def _people(value: Any) -> tuple[str, ...]:
    several = value if isinstance(value, list) else [value]
    named = [name for item in several[:20] if (text := _string(item)) for name in names_in(text)]
    return tuple(dict.fromkeys(named))


def _given_id(values: dict[str, Any]) -> str | None:
    value = _first(values, "id")
    text = _string(value) if not isinstance(value, (dict, list)) else None
    return text[:_LONGEST_ID] if text else None


def _filled(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _has_text(value: dict[str, Any]) -> bool:
    return any(_filled(item) for name, item in value.items() if _plain(name) in (*TEXT, *HTML))


def _plain(name: Any) -> str:
    """Return a field's name without case and joints: ``Publish-Date`` is ``publishdate``."""
    return (
        str(name)
        .strip()
        .strip('"\ufeff')
        .lower()
        .replace("_", "")
        .replace("-", "")
        .replace(" ", "")
    )


def looks_like_records(text: str) -> bool:
    """Tell whether a text's first line is a JSON object of its own."""
    first = text.lstrip()[:2_000_000].split("\n", 1)[0]
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def looks_like_table(text: str) -> bool:
    """Tell whether a text's first line names the columns of a table with texts."""
    first = text.lstrip("\ufeff\r\n")[:2000].split("\n", 1)[0]
    names = {_plain(name) for name in first.split(delimiter_of(text))}
    known = {name for group in _NAMES.values() for name in group}
    return len(names & {*TEXT, *HTML}) >= 1 and len(names & known) >= 1
