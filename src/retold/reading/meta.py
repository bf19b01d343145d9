"""What is known about an article besides its text, from whatever source."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace

from retold.reading.credits import agency
from retold.reading.outlet_names import is_press
from retold.reading.phrases import words

_MARKUP = re.compile(r"<[^<>]{0,500}>")
_PREFIX = re.compile(
    r"\s*(?:(?:[^\W\d_]{3,14}\s){0,2}?by|author|byline|from|about|meet|über|sobre|autore?|auteur|(?:texte?|words)(?=\s?:))\b\s?:?\s{1,3}",
    re.IGNORECASE,
)
_OTHER_WORK = re.compile(
    r"(?<!\w)(?:(?:photo|picture|image|illustration|video|graphic)[^\W\d_]{0,9}"
    r"(?:\s(?:and|&)\s[^\W\d_]{3,14})?|(?:medically\s|fact[- ])?(?:edited|editing|reviewed|checked"
    r"|updated|translated|produced|illustrated)|additional\sreporting|with\s(?:reporting|files))"
    r"(?:\s(?:by|from)\b|\s?:)",
    re.IGNORECASE,
)
"""What others did than write the text; who follows is not its author."""
_SPLIT = re.compile(
    r"\s*(?:,\s*(?:(?:and|AND)\s)?|;|\b(?:and|AND|with|und|et|avec|mit)\b|&"
    r"|\s/\s|\s(?:y|e|en)\s(?=\S+\s\S))\s*"
)
_OF_PAPER = re.compile(r",\s(?P<paper>(?:the\s)?[A-ZÀ-Þ][\w.’'&-]*(?:\s[\w.’'&-]+){0,6})\s*$")
_LABEL = re.compile(
    r"(?:follow|published|posted|written|view|share|subscribe|sign|read|more|contact|email)\b.*"
    r"|(?:key points|newsroom|editorial team|staff report)",
    re.IGNORECASE,
)
_SUFFIX = re.compile(
    r",\s{1,2}(?=(?:Jr|Sr|II|III|IV|Inc|Ltd|LLC|LLP|PLC|plc|Corp|Co|AG|SA|S\.A|NV|SE|GmbH|Limited)"
    r"\b)"
)
"""A comma that parts no names."""
_DEGREE = re.compile(
    r"(?:Ph\.?D|M\.?D|R\.?N|M\.?P\.?H|M\.?B\.?A|J\.?D|D\.?O|Esq|OBE|MBE|CBE|KC|QC)"
)
_COMPANY = re.compile(r".*\s(?:Inc|Ltd|LLC|LLP|PLC|plc|Corp|AG|S\.?A|NV|GmbH|Limited)")
_HANDLE = re.compile(r"\(?(?<![^\s(])[\w.+-]{0,64}@[\w.-]{1,80}\)?")
_IN_PLACE = re.compile(
    r"(?<=\w)\s(?:in|at|reporting from|reports from|for)\s(?:the\s)?(?=[A-ZÀ-Þ])"
)
_NEXT_LABEL = re.compile(r"(?<=\S)\s[^\W\d_]{2,16}\s?:(?=\s|$)")
_LEFT_OVER = re.compile(r"\s(?:for|of|at|from|in|with)\s?$")
FOREIGN_BY = re.compile(
    r"^\s?(?:[Vv]on|[Pp]ar|[Pp]or|[Dd]i|[Dd]oor|[Aa]v|[Aa]f|[Oo]leh|[Pp]rzez)\s(?=[A-ZÀ-Þ]\S*\s[A-ZÀ-Þ])"
)
"""“By” in other languages, before two names at least: some surnames begin with it."""
_SYSTEM = re.compile(
    r"(?:.{1,40}[\s._-])?(?:admin(?:istrator)?|webmaster|super\s?user|sysadmin)"
    r"|root|null|none|undefined|unknown|user\d{0,6}|no author",
    re.IGNORECASE,
)
"""Accounts of a site's software."""
_HOUSE = re.compile(
    r"(?:.{0,60}\s)?(?:staff|desk|team|newsroom|newsdesk|reporters?|editors?|editorial|writers?"
    r"|bureau|correspondents?|service|board|agency|agencies|contributors?|report)",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"\b(?:correspondent|editor|reporter|writer|columnist|chief|producer|photographer|journalist"
    r"|contributor|director|analyst|critic|fellow|professor|bureau|staff|anchor|presenter)s?\b",
    re.IGNORECASE,
)
_PARTICLES = words(
    """de da di do du del della der den dem des dos das van von vom zu zur ten ter te la le el al
    bin ibn bint binti abu af av y e i ap mac mc st d o"""
)
_LETTERS = re.compile(r"[^\W_]+")
_MOST_WORDS = 6
_CODE = 3
"""So many small letters are how agencies and their editors sign: dpa, lka."""
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


def names_in(byline: str, outlet: str | None = None, *, turned: bool = False) -> tuple[str, ...]:
    """Return the people and agencies that a byline names.

    Args:
        byline: The byline, with or without its “by”.
        outlet: The outlet, whose name is no author's where it stands beside one.
        turned: Whether “Doe, Jane” may be one person.

    >>> names_in("By Jane Doe and JOHN ROE, Associated Press")
    ('Jane Doe', 'JOHN ROE', 'Associated Press')
    >>> names_in("Barnaby Roe, Hill & Dale Post", outlet="Hill & Dale Post")
    ('Barnaby Roe',)
    """
    text = _of_writers(byline[:_LONGEST_BYLINE])
    if outlet and text.strip().casefold() == outlet.casefold():
        return (outlet,)
    if outlet:
        text = _without_outlet(text, outlet)
    first, *rest = _BARS.split(_without_paper(text))
    named = [name for part in first.split(";") for name in _apart(part, turned=turned)]
    named += [piece for other in rest for piece in _pieces(other) if agency(piece)]
    return tuple(dict.fromkeys(name for name in named[:_MOST_NAMES] if _is_name(name)))


def _of_writers(text: str) -> str:
    """Return a byline without its label, addresses, and those who did something else."""
    if "@" in text:
        text = _HANDLE.sub(" ", text)
    other = _OTHER_WORK.search(text)
    if other:
        text = text[: other.start()]
    label = _PREFIX.match(text)
    text = FOREIGN_BY.sub("", text[label.end() :] if label else text, count=1)
    if ":" in text:
        text = _NEXT_LABEL.split(text, maxsplit=1)[0]
    return _SUFFIX.sub(" ", text)


def _without_paper(text: str) -> str:
    """Return a byline without the paper at its end: “Jane Doe, Norrvik Courier & Press”."""
    at = _OF_PAPER.search(text) if "," in text else None
    named = at is not None and is_press(at["paper"]) and agency(at["paper"]) is None
    return text[: at.start()] if at and named else text


def _without_outlet(text: str, outlet: str) -> str:
    """Return a byline without the outlet's name, if more stands in it."""
    at = text.casefold().find(outlet.casefold())
    after = text[at + len(outlet) :].lstrip()
    if at < 0 or after[:1].isalnum():
        return text
    left = f"{text[:at].removesuffix('The ').removesuffix('the ')},{after}"
    return left if any(map(str.isalpha, left)) else text


def _apart(text: str, *, turned: bool) -> list[str]:
    """Return the names in a text, “Doe, Jane” as one and without what follows a name."""
    pieces = _pieces(text)
    last, comma, first = text.strip().partition(", ")
    if turned and comma and pieces == [last, first] and _is_turned(last, first):
        return [f"{first} {last}"]
    return [piece for index, piece in enumerate(pieces) if index == 0 or _may_follow(piece)]


def _is_turned(last: str, first: str) -> bool:
    """Tell whether two pieces are a surname and the given name of one person."""
    single = all(piece.istitle() and len(piece.split()) == 1 for piece in (last, first))
    known = agency(last) or agency(first) or _WORK.search(f"{last} {first}")
    return single and not known and not _COMPANY.fullmatch(f"x {first}")


def _may_follow(piece: str) -> bool:
    """Tell whether a piece behind a name is a further one, not its bearer's work or degree."""
    if agency(piece) or (piece.islower() and piece.isalpha() and len(piece) == _CODE):
        return True
    lower = any(word.islower() and word not in _PARTICLES for word in _LETTERS.findall(piece))
    return not (lower or _WORK.search(piece) or _DEGREE.fullmatch(piece))


def _pieces(text: str) -> list[str]:
    found = []
    for piece in map(str.strip, _SPLIT.split(text)):
        place = _IN_PLACE.search(piece)
        named = piece[: place.start()] if place else piece
        named = _LEFT_OVER.sub("", named if " " in named else piece)
        found.append(_GLUED.sub("", named.strip(" .,-–—()|/:")))
    return [piece for piece in found if piece]


def _is_name(text: str) -> bool:
    if agency(text):
        return True
    worded = 1 < len(text) <= _LONGEST_NAME and any(map(str.isalpha, text))
    told = _ADDRESS.search(text) or _ROLE.fullmatch(text) or any(map(str.isdigit, text))
    denied = _SYSTEM.fullmatch(text) or _LABEL.fullmatch(text) or is_company(text)
    return worded and not told and not denied


def is_person(name: str) -> bool:
    """Tell whether a name has the form of a person's, not of an office, a company or a phrase.

    >>> is_person("Joost van der Meulen"), is_person("Norrvik Post Staff"), is_person("ann said")
    (True, False, False)
    """
    parts = _LETTERS.findall(name)
    if not parts or len(parts) > _MOST_WORDS or _HOUSE.fullmatch(name) or is_company(name):
        return False
    if any(sign in name for sign in '!?:;()|/"“”'):
        return False
    big = (not word.islower() or word in _PARTICLES for word in parts)
    return all(big) and any(word[:1].isupper() for word in parts) and agency(name) is None


def is_office(name: str) -> bool:
    """Tell whether a name ends as that of an office does: “Post Staff”, “News Desk”."""
    return _HOUSE.fullmatch(name) is not None


def is_company(name: str) -> bool:
    """Tell whether a name ends as a company's does: “Inc”, “Ltd”."""
    return _COMPANY.fullmatch(name.rstrip(".")) is not None
