"""Which lines of a dump are looked at: those with text not too far before or after them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retold.reading.layers import trim
from retold.types import Span

WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
"""Letters of which one says as much as half a word."""
_FEW_LINES, _FIRST_LINES = 60, 3
_BEFORE_TEXT, _AFTER_TEXT = 30, 12
"""So many lines before and after what may be text are looked at."""
_SENTENCE_LENGTH, _LONG_LINE, _ROW_LENGTH, _LINE_LENGTH = 40, 150, 15, 20
_STOPS = ".!?…。！？"
_DIGIT = re.compile("[0-9]")
LAST_MARKS = ".!?…。！？\"'”’»)]"
"""With these a sentence ends."""


def near_text(page: str, found: list[tuple[Span, bool, bool]]) -> list[tuple[Span, bool, bool]]:
    """Leave out what has no text for long before and after it: no article is there."""
    count = len(found)
    if count <= _FEW_LINES:
        return found
    texts = [page[piece.start : piece.end] for piece, _, _ in found]
    told = _told(texts)
    if not any(told):
        return found
    sizes = [
        _size(text) if spaced else 1.0 for text, (_, _, spaced) in zip(texts, found, strict=True)
    ]
    kept = [True] * _FIRST_LINES + [False] * (count - _FIRST_LINES)
    since = float(_AFTER_TEXT)
    for index, prose in enumerate(told):
        counts = since > _AFTER_TEXT or not _is_row(texts[index])
        since = 0 if prose else since + sizes[index] * counts
        kept[index] |= since <= _AFTER_TEXT
    until = float(_BEFORE_TEXT)
    for index in range(count - 1, -1, -1):
        until = 0 if told[index] else until + sizes[index]
        kept[index] |= until <= _BEFORE_TEXT
    return [line for line, near in zip(found, kept, strict=True) if near]


def _told(texts: list[str]) -> list[bool]:
    """Tell which lines may be sentences: those of a few words only where several stand together."""
    told: list[bool] = []
    short = length = 0
    for text in texts:
        prose = _may_be_prose(text)
        short, length = (short + 1, length + len(text)) if text[-1] in _STOPS else (0, 0)
        if short > 1 and length >= _SENTENCE_LENGTH:
            told[1 - short :] = [True] * (short - 1)
            prose = True
            short, length = 1, _SENTENCE_LENGTH
        told.append(prose)
    return told


def _size(text: str) -> float:
    """Return as how many lines a piece of a line counts: it is often shorter than one."""
    return min(1.0, len(text) / _LINE_LENGTH)


def _is_row(text: str) -> bool:
    """Tell whether a line is like one of a list of days, places or results within a text."""
    if len(text) < _ROW_LENGTH:
        return False
    return _DIGIT.search(text) is not None or (not text.isascii() and any(map(str.isdigit, text)))


def _may_be_prose(text: str) -> bool:
    """Tell whether a line may be a sentence, by its length and its last character."""
    if len(text) >= _LONG_LINE:
        return True
    shortest = _SENTENCE_LENGTH
    if not text.isascii() and WIDE.search(text):
        shortest //= 3
    return len(text) >= shortest and text[-1] in LAST_MARKS


def left_out(lines: Sequence[Span], page: str) -> Iterator[Span]:
    """Yield what stands between the lines that were looked at."""
    start = 0
    for end, after in [*((line.start, line.end) for line in lines), (len(page), 0)]:
        if start < end and not page[start:end].isspace():
            yield trim(page, Span(start, end))
        start = after
