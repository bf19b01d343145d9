"""What is known about an article besides its text, from whatever source."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace

from retold.reading.credits import agency

_MARKUP = re.compile(r"<[^<>]{0,500}>")
_PREFIX = re.compile(
    r"\s*(?:by|written by|story by|reported by|author|posted by|words by|from)\b\s?:?\s{1,3}",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:,\s*(?:and\s)?|;|\band\b|&|\s/\s)\s*")
_BARS = re.compile(r"\s*[|•·]\s*")
"""What stands behind a bar is the date, the section or the agency."""
_ADDRESS = re.compile(r"https?://|www\.|@\w|\.(?:com|org|net|co)\b", re.IGNORECASE)
_ROLE = re.compile(
    r"(?:(?:senior|chief|deputy|political|staff|health|science|business|national|world|news|crime"
    r"|sports?|foreign|managing|executive|associate|contributing|digital|us|uk|home|environment"
    r"|education|economics?|technology|travel|royal|middle east|white house|court)\s){0,4}"
    r"(?:editor|reporter|correspondent|writer|journalist|producer|columnist|contributor|bureau"
    r"|staff|author|analyst|editorial)s?(?:[ -]at[ -]large)?(?:\sin\s.*)?",
    re.IGNORECASE,
)
_GLUED = re.compile(r"(?<=[a-z])(?:Twitter|Facebook|Instagram|Email|LinkedIn|Bluesky)$")
"""The name of a button that ran into the author's."""
_LONGEST_NAME = 80
_LONGEST_BYLINE = 500
_MOST_NAMES = 12


@dataclass(frozen=True, slots=True)
class Meta:
    """Headline, date and the like; ``None`` or empty where a source does not say."""

    headline: str | None = None
    standfirst: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    url: str | None = None
    credits: tuple[str, ...] = ()
    updated: str | None = None

    def or_else(self, other: Meta) -> Meta:
        """Return this with what it lacks taken from another source.

        A time of day completes a bare date of the same day.
        """
        missing = {
            item.name: getattr(other, item.name)
            for item in fields(self)
            if not getattr(self, item.name)
        }
        merged = replace(self, **missing)
        day, exact = self.published or "", other.published or ""
        if len(day) == len("2023-11-02") and exact.startswith(day):
            return replace(merged, published=exact)
        return merged


def tidy(text: str | None, limit: int = 2000) -> str | None:
    """Return a text on one line without markup, ``None`` if nothing is left."""
    if not text:
        return None
    if "<" in text:
        text = _MARKUP.sub(" ", text[: limit * 4])
    return " ".join(text[:limit].split()) or None


def names_in(byline: str) -> tuple[str, ...]:
    """Return the people and agencies that a byline names.

    >>> names_in("By Jane Doe and JOHN ROE, Associated Press")
    ('Jane Doe', 'JOHN ROE', 'Associated Press')
    """
    first, *rest = _BARS.split(_PREFIX.sub("", byline[:_LONGEST_BYLINE], count=1))
    named = _pieces(first) + [piece for other in rest for piece in _pieces(other) if agency(piece)]
    return tuple(dict.fromkeys(name for name in named[:_MOST_NAMES] if _is_name(name)))


def _pieces(text: str) -> list[str]:
    return [_GLUED.sub("", piece.strip(" .,-–—()")) for piece in _SPLIT.split(text)]


def _is_name(text: str) -> bool:
    if agency(text):
        return True
    worded = 1 < len(text) <= _LONGEST_NAME and any(map(str.isalpha, text))
    told = _ADDRESS.search(text) or _ROLE.fullmatch(text) or any(map(str.isdigit, text))
    return worded and not told
