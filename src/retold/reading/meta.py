"""What is known about an article besides its text, from whatever source."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace

from retold.reading.credits import agency
from retold.reading.outlet_names import is_press

_MARKUP = re.compile(r"<[^<>]{0,500}>")
_PREFIX = re.compile(
    r"\s*(?:(?:written|story|reported|posted|published|words|text|photos?|exclusive)\s)?by\b\s?:?\s{1,3}"
    r"|\s*(?:author|byline|words|from|texte?|autore?|auteur)\b\s?:?\s{1,3}"
    r"|\s*(?:von|par|por|door)\s{1,3}(?-i:(?=[A-ZÀ-Þ][\w.'’-]*\s[A-ZÀ-Þ]))",
    re.IGNORECASE,
)
_COMPANY = re.compile(r",?\s(?:Inc|Ltd|LLC|PLC|plc|Corp|GmbH|AG|S\.A)\b\.?")
"""How the name of a company ends: its comma parts no names, and it is no person."""
_OF_PAPER = re.compile(r",\s(?P<paper>(?:the\s)?[A-ZÀ-Þ][\w.’'&-]*(?:\s[\w.’'&-]+){0,6})\s*$")
_LABEL = re.compile(
    r"(?:follow|published|posted|written|view|share|subscribe|sign|read|more|contact|email)\b.*"
    r"|(?:key points|newsroom|editorial team|staff report)",
    re.IGNORECASE,
)
_ROLE_TAIL = re.compile(
    r"(?:editor|reporter|correspondent|writer|journalist|columnist|producer|contributor)s?$",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*(?:,\s*(?:and\s)?|;|\b(?:and|und|et|avec|mit)\b|&|\s/\s|\s(?:y|e|en)\s(?=\S+\s\S))\s*"
)
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
    byline = byline[:_LONGEST_BYLINE]
    prefix = _PREFIX.match(byline)
    first, *rest = _BARS.split(_without_paper(byline[prefix.end() :] if prefix else byline))
    named = _pieces(first) + [piece for other in rest for piece in _pieces(other) if agency(piece)]
    return tuple(dict.fromkeys(name for name in named[:_MOST_NAMES] if _is_name(name)))


def _without_paper(byline: str) -> str:
    """Return a byline without the paper at its end: “Jane Doe, Norrvik Courier & Press”."""
    byline = _COMPANY.sub(lambda match: match.group().replace(",", ""), byline)
    if "," not in byline:
        return byline
    at = _OF_PAPER.search(byline)
    named = at is not None and is_press(at["paper"]) and agency(at["paper"]) is None
    return byline[: at.start()] if at and named else byline


def _pieces(text: str) -> list[str]:
    return [_GLUED.sub("", piece.strip(" .,-–—()")) for piece in _SPLIT.split(text)]


def _is_name(text: str) -> bool:
    if agency(text):
        return True
    worded = 1 < len(text) <= _LONGEST_NAME and any(map(str.isalpha, text))
    told = _ADDRESS.search(text) or _ROLE.fullmatch(text) or any(map(str.isdigit, text))
    denied = _LABEL.fullmatch(text) or _COMPANY.search(text) or _is_role(text)
    return worded and not told and not denied


def _is_role(text: str) -> bool:
    """Tell whether words with small ones among them name an office: “north of England editor”."""
    words = text.split()
    return _ROLE_TAIL.search(text) is not None and any(word.islower() for word in words[:-1])
