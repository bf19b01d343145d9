"""The language of a text: English recognised cheaply, others by a model when in doubt."""

from __future__ import annotations

import re

from retold.reading.phrases import words

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = words(
    """the of and to that is was for on with as his her they be at by this had not are but from have
    were which said has he she it its who will would been their there"""
)
_SAMPLE = 6000
_FEW_WORDS = 12
_ENGLISH_SHARE = 0.17
_OTHER_SHARE = 0.08
_DISTINCT = 3


def language_of(text: str, declared: str | None = None) -> str | None:
    """Return the ISO 639-1 code of a text's language; ``None`` where too little is known.

    The declared language counts only where the text is too short to tell.

    >>> language_of("The minister said that the bridge would be closed for the whole of July.")
    'en'
    """
    sample = text[:_SAMPLE]
    found = "\n".join(_WORD.findall(sample)).casefold().split()
    hits = [word for word in found if word in _ENGLISH]
    if not found:
        return None
    share = len(hits) / len(found)
    if share >= _ENGLISH_SHARE and len(set(hits)) >= _DISTINCT:
        return "en"
    if len(found) < _FEW_WORDS and sum(map(len, found)) < _FEW_WORDS * 5:
        return _code(declared) or ("en" if share >= _OTHER_SHARE else None)
    return _classified(sample)


def language_note(code: str | None) -> str | None:
    """Return what is not covered in a language, ``None`` for English and the unknown."""
    if code in (None, "en"):
        return None
    return (
        f"language: {code}; only copying is looked for, paraphrases, changes and statements "
        "are read in English alone"
    )


def _classified(sample: str) -> str | None:
    import py3langid  # noqa: PLC0415  (half a second, needed only in doubt)

    code, _ = py3langid.classify(sample)
    return str(code)


def _code(declared: str | None) -> str | None:
    match = re.match(r"\s*([A-Za-z]{2})(?![A-Za-z])", declared or "")
    return match.group(1).lower() if match else None
