"""Where the values of JSON stand in its source, so that a record's text keeps its offsets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from retold.reading.decode import without_surrogates
from retold.reading.layers import LayerBuilder
from retold.types import Layer, Span

_SPACE = re.compile(r"[ \t\r\n]*")
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.", re.DOTALL
)
_SIMPLE = {r"\n": "\n", r"\"": '"', r"\t": "\t", r"\r": "\r", r"\\": "\\", r"\/": "/"}
_DECODER = json.JSONDecoder(strict=False)


def value_at(source: str, start: int) -> tuple[Any, Span]:
    """Return the JSON value that begins at or after a position, and where it stands.

    Raises:
        ValueError: There is no value, or it is broken or nested too deeply.
    """
    begin = _skip(source, start)
    try:
        value, end = _DECODER.raw_decode(source, begin)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return value, Span(begin, end)


def items(source: str, array: Span) -> Iterator[tuple[Any, Span]]:
    """Yield the values of an array and where each stands."""
    at = _skip(source, array.start + 1)
    while source[at] != "]":
        value, span = value_at(source, at)
        yield value, span
        at = _skip(source, span.end)
        at = _skip(source, at + 1) if source[at] == "," else at


def members(source: str, record: Span) -> dict[str, Span]:
    """Return where the values of an object stand, by name; the last of two same names counts."""
    found: dict[str, Span] = {}
    at = _skip(source, record.start + 1)
    while source[at] == '"':
        name, place = value_at(source, at)
        _, span = value_at(source, _skip(source, place.end) + 1)
        found[str(name)] = span
        at = _skip(source, span.end)
        at = _skip(source, at + 1) if source[at] == "," else at
    return found


def string_layer(source: str, literal: Span) -> Layer:
    r"""Return the characters of a string with segments into its literal.

    >>> string_layer('"a\\nb"', Span(0, 6)).text
    'a\nb'
    """
    builder, at, end = LayerBuilder(source), literal.start + 1, literal.end - 1
    for match in _ESCAPE.finditer(source, at, end):
        builder.keep(at, match.start())
        builder.put(_SIMPLE.get(match.group()) or _unescaped(match.group()), *match.span())
        at = match.end()
    builder.keep(at, end)
    return builder.layer()


def _unescaped(escape: str) -> str:
    return without_surrogates(str(json.loads(f'"{escape}"')))


def _skip(source: str, at: int) -> int:
    match = _SPACE.match(source, at)
    return match.end() if match else at
