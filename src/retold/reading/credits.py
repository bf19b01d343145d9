"""Who an article says its text comes from: datelines, credit lines and agencies in bylines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from retold.reading.dates import dates_in, find_date
from retold.types import Span

# Agencies under the names they are credited by; those in one row are one agency.
_AGENCIES = (
    ("AP", "Associated Press", "The Associated Press", "A.P."),
    ("Reuters", "Thomson Reuters"),
    ("AFP", "Agence France-Presse", "Agence France Presse"),
    ("dpa", "Deutsche Presse-Agentur"),
    ("PA", "PA Media", "Press Association", "PA News Agency"),
    ("UPI", "United Press International"),
    ("EFE", "Agencia EFE"), ("ANSA",), ("Lusa",), ("Belga",), ("ANP",), ("Ritzau",), ("NTB",),
    ("APA",), ("PAP",), ("MTI",), ("CTK", "ČTK"), ("TASS", "ITAR-TASS"), ("Interfax",),
    ("RIA Novosti", "RIA"), ("Sputnik",), ("Ukrinform",), ("Xinhua", "Xinhua News Agency"),
    ("Kyodo", "Kyodo News"), ("Jiji", "Jiji Press"), ("Yonhap", "Yonhap News Agency"),
    ("ANI", "Asian News International"), ("PTI", "Press Trust of India"), ("IANS",),
    ("Bernama",), ("Antara",), ("AAP", "Australian Associated Press"), ("RNZ",),
    ("Canadian Press", "The Canadian Press", "CP"), ("Anadolu", "Anadolu Agency"),
    ("WAFA",), ("SPA",), ("WAM",), ("QNA",), ("KUNA",), ("IRNA",), ("MENA",), ("SANA",),
    ("NAN", "News Agency of Nigeria"), ("GNA",), ("SAPA",), ("News24 Wire",),
    ("Bloomberg", "Bloomberg News"), ("CNN", "CNN Wire", "CNN Newsource"),
    ("TNS", "Tribune News Service"), ("New York Times News Service",),
    ("Washington Post News Service",), ("States Newsroom",), ("KFF Health News",),
    ("ProPublica",), ("The Conversation",), ("SWNS",), ("Storyful",), ("CBC News",),
    ("NBC News",), ("CBS News",), ("ABC News",), ("Fox News",), ("BBC News", "BBC"), ("NPR",),
    ("VOA", "Voice of America"), ("RFE/RL",), ("Deutsche Welle", "DW"),
)  # fmt: skip
_KEY = {name.casefold().removeprefix("the "): row[0] for row in _AGENCIES for name in row}
_KNOWN = "|".join(
    sorted((re.escape(name) for row in _AGENCIES for name in row), key=len, reverse=True)
)
# Written in lower case inside a sentence these are other words.
_CAPITALS = r"[A-ZÀ-Þ]"
_PLACE = (
    r"[A-ZÀ-Þ][\w.'’-]{1,24}"
    r"(?:[ ,/]{1,2}(?:[A-ZÀ-Þ][\w.'’-]{0,24}|d['’]\w+|de|del|la|al)){0,5}"
)
_DASH = r"\s{0,3}(?:—|–|--|-|:)\s{1,3}|\s{0,3}(?:—|–)\s{0,3}"
_DATELINE = re.compile(
    r"(?P<place>" + _PLACE + r")?,?\s{0,2}(?P<date>[^()\n—–]{3,30}?)??\s{0,2}"
    r"\((?P<agency>[A-ZÀ-Þ][\w .&/'’-]{1,40}|dpa)\)(?:" + _DASH + ")"
)
_CAPITAL_PLACE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{2,24}(?:[ /][A-ZÀ-Þ.'’-]{2,24}){0,3}"
    r"(?:, [A-Z][\w.]{1,20}){0,2}(?P<date>, [A-Z]?[\w. ]{3,20})?\s{0,2}"
    r"(?:—|–|--|\s-)\s{1,2}(?=\S)"
)
_HEADER = re.compile(
    r"\s{0,8}(?:date|published|posted|updated|publication date)?:?\s{0,3}"
    r"(?P<date>[\w ,.:/+-]{6,40}?)\s{0,3}"
    r"\((?P<outlet>[A-ZÀ-Þ][\w .&'’-]{1,40})\)\s{0,3}(?:[-–—:]\s{0,3})?",
    re.IGNORECASE,
)
_LINE = re.compile(
    r"(?:"
    r"\(?(?:source|credit|via|quelle|agency|agencies|wire)\s?[:：–-]\s{0,2}"
    r"(?P<a>[^.:\n]{2,60}?)\)?\s{0,3}\.?$"
    r"|(?:this|the)\s(?:article|story|report|piece)\s"
    r"(?:was\s|is\s|has\sbeen\s|originally\s|first\s){1,4}"
    r"(?:published|appeared|posted|reported|written|produced|provided|republished)\s"
    r"(?:by|in|on|at|from|with)\s(?:the permission of\s)?(?P<b>[^.\n]{2,60})"
    r"|(?:originally|first)\s(?:published|appeared|reported)\s(?:by|in|on|at)\s(?P<c>[^.\n]{2,60})"
    r"|(?:republished|reprinted|reproduced)\s(?:from|with permission from|courtesy of)\s"
    r"(?P<d>[^.\n]{2,60})"
    r"|(?:©|\(c\)|copyright)\s{0,2}(?:\d{4}\s)?(?P<e>" + _KNOWN + r")\b"
    r"|with\s(?:reporting|additional reporting|files|material|inputs?)\s(?:by|from)\s"
    r"(?P<f>[^.\n]{2,80})"
    r")",
    re.IGNORECASE,
)
_AGENCY = re.compile(r"(?<![\w-])(?:" + _KNOWN + r")(?![\w-])")
_INNER = re.compile(
    r"(?<=[\w.,]\s)\((?P<agency>AP|AFP|Reuters|REUTERS|dpa|UPI|EFE|ANSA|Xinhua|PTI|IANS|ANI)\)"
    r"\s{0,2}(?:—|–|--|-)\s"
)
_BEFORE_AGENCY = 40
_TAIL = re.compile(r"\s(?:on|under|with|and is|as part)\s.*$", re.IGNORECASE)
_LINE_LIMIT = 300


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands before the first sentence: a dateline or an in-line header."""

    span: Span
    kind: str
    reason: str
    credit: str | None = None
    outlet: str | None = None
    published: str | None = None


def find_opening(paragraph: str) -> Opening | None:
    """Return the dateline or header that opens a paragraph, if there is one.

    A header that begins with its date names the outlet; a dateline names the agency.

    >>> find_opening("date 2023-11-02 (MENAFN) In a recent press briefing").outlet
    'MENAFN'
    >>> find_opening("LISBON, 4 March (Reuters) – The prime minister").credit
    'Reuters'
    """
    head = paragraph[:140]
    return _header(head) or _dateline(head) or _capital_place(head)


def _header(head: str) -> Opening | None:
    match = _HEADER.match(head)
    dated = find_date(match["date"]) if match else None
    if match is None or dated is None or match["date"][: dated.start].strip(" .,:"):
        return None
    reason = "a date and the outlet before the first sentence"
    span = Span(match.start(), match.end())
    return Opening(span, "header", reason, outlet=match["outlet"], published=dated.iso)


def _dateline(head: str) -> Opening | None:
    match = _DATELINE.match(head)
    if match is None:
        return None
    place, dash = match["place"], match.group().rstrip()[-1]
    told = place.split(",")[0].isupper() if place else dash in "—–"
    if not told and agency(match["agency"]) is None:
        return None
    dated = find_date(match["date"] or "")
    return Opening(
        Span(0, match.end()),
        "dateline",
        "place, day or agency before the first sentence",
        credit=match["agency"].strip(),
        published=dated.iso if dated else None,
    )


def inner_dateline(text: str) -> Opening | None:
    """Return the dateline of an agency that stands within a line, as where lines ran together.

    >>> inner_dateline("by our correspondent Lanoa, July 23, 2025 (AFP) - More than").credit
    'AFP'
    """
    match = _INNER.search(text) if "(" in text else None
    if match is None:
        return None
    before = text[max(0, match.start() - _BEFORE_AGENCY) : match.start()]
    dates = dates_in(before)
    return Opening(
        Span(match.start(), match.end()),
        "dateline",
        before,
        credit=match["agency"],
        published=dates[-1].iso if dates else None,
    )


def _capital_place(head: str) -> Opening | None:
    match = _CAPITAL_PLACE.match(head)
    if match is None:
        return None
    dated = find_date(match["date"] or "")
    return Opening(
        Span(0, match.end()),
        "dateline",
        "a place in capitals before the first sentence",
        published=dated.iso if dated else None,
    )


def agency(name: str) -> str | None:
    """Return the usual short name of a news agency, if the name is one.

    >>> agency("The Associated Press")
    'AP'
    """
    return _KEY.get(name.strip().casefold().removeprefix("the "))


def line_credit(line: str) -> str | None:
    """Return whom a credit line names, if the line is one.

    >>> line_credit("This article was originally published by The Conversation.")
    'The Conversation'
    """
    if len(line) > _LINE_LIMIT:
        return None
    match = _LINE.match(line.strip())
    if match is None:
        return None
    named = next(group for group in match.groups() if group)
    named = _TAIL.sub("", named).split(": ", 1)[0].strip(" .,:;()").removeprefix("the ")
    known = _AGENCY.match(named.removeprefix("The "))
    if known is not None:
        return known.group()
    return named if named[:1].isupper() or agency(named) else None


def agencies(text: str) -> list[str]:
    """Return the agencies that a byline names, as written.

    >>> agencies("By JANE DOE, Associated Press")
    ['Associated Press']
    """
    return [match.group() for match in _AGENCY.finditer(text)]


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names once each, an agency's several names counting as one."""
    kept: dict[str, str] = {}
    for name in names:
        stripped = name.strip()
        if stripped:
            kept.setdefault(agency(stripped) or stripped.casefold(), stripped)
    return tuple(kept.values())
