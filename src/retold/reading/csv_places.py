"""CSV with places: every record with its characters, every field with segments into them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from retold.reading.layers import LayerBuilder, whole
from retold.types import Layer, Span

_QUOTED = re.compile(r'"((?:[^"]++|"")*+)("?)')
_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Field:
    """A field's place in the source without its quotation marks, and whether it had them."""

    span: Span
    quoted: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A record's place in the source and its fields."""

    span: Span
    fields: tuple[Field, ...]


def delimiter_of(source: str) -> str:
    """Return the delimiter that the first line uses most.

    >>> delimiter_of("id;title;text")
    ';'
    """
    first = source.lstrip("\r\n")[:4000].split("\n", 1)[0]
    return max(_DELIMITERS, key=lambda mark: (first.count(mark), mark == ","))


def rows(source: str, delimiter: str) -> Iterator[Row]:
    """Yield the records of a source, empty lines left out; it never fails on odd quoting."""
    bare = re.compile(rf"[^{re.escape(delimiter)}\r\n]*+")
    at = 0
    while at < len(source):
        start, fields = at, []
        while True:
            field, at = _field(source, at, bare)
            fields.append(field)
            if not source.startswith(delimiter, at):
                break
            at += 1
        if at > start:
            yield Row(Span(start, at), tuple(fields))
        at += 2 if source.startswith("\r\n", at) else 1


def _field(source: str, at: int, bare: re.Pattern[str]) -> tuple[Field, int]:
    quoted = _QUOTED.match(source, at)
    if quoted is not None and quoted.group(2):
        rest = bare.match(source, quoted.end())
        return Field(Span(*quoted.span(1)), quoted=True), rest.end() if rest else quoted.end()
    match = bare.match(source, at)
    end = match.end() if match else at
    return Field(Span(at, end), quoted=False), end


def field_layer(record: str, field: Field, shift: int) -> Layer:
    """Return a field's characters with segments into its record, which begins at ``shift``."""
    start, end = field.span.start - shift, field.span.end - shift
    builder, at = LayerBuilder(record), start
    if field.quoted:
        mark = record.find('""', at, end)
        while mark >= 0:
            builder.keep(at, mark)
            builder.put('"', mark, mark + 2)
            at = mark + 2
            mark = record.find('""', at, end)
    builder.keep(at, end)
    return builder.layer() if end > start else whole("")
