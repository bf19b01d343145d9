"""The normal form of lines that may name authors: without link marks, cut where texts ran together.

What stands between “By” and the name is no part of either: the number of a link, its address,
brackets of Markdown, a button's name, blanks that set a column.
"""

from __future__ import annotations

import re

_MARKED = re.compile(r"[\[<(_*]|\s{2,}|\bl(?:ink|ien)\b")
_MARKS = (
    (re.compile(r"!?\[([^\[\]]{1,80})\]\((?:https?:|/|mailto:)[^()\s]{0,300}\)"), r"\1"),
    (re.compile(r"<(?:https?:|mailto:|/)[^<>\s]{0,300}>|\[\d{1,3}\]|\((?:BUTTON|IMG|LINK)\)"), " "),
    (re.compile(r"\s?\([a-zà-ÿ][a-zà-ÿ ,.’'-]{1,30}\)"), ""),
    (re.compile(r"(?<=[Bb]y) (?:link|button|image),? (?=[A-ZÀ-Þ])"), " "),
    (re.compile(r"(?<!\w)[*_]{1,3}(?=\w)|(?<=\w)[*_]{1,3}(?!\w)"), ""),
)
_BLANKS = re.compile(r"\s{2,}")
_SEAM = re.compile(
    r"(?=[A-ZÀ-Þ0-9])(?:(?<=[a-zß-öø-ÿ])|(?<=[A-ZÀ-Þ]{3})(?=[A-ZÀ-Þ][a-zß-ÿ]{2})"
    r"|(?<=\d)(?=[A-ZÀ-Þ][a-zß-ÿ]))"
    r"(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bDi)(?<!\bLa)(?<!\bLe)(?<!\bDu)(?<!\bVan)(?<!\bFitz)"
)
_BAR = re.compile(
    r"\s+[|·•⋅●–—]\s+|\s/\s|(?<=[Ee]ditor)\.\s|(?<=[Rr]eporter)\.\s|(?<=[Cc]orrespondent)\.\s"
)
_BARS = ("|", "·", "•", "⋅", "●", "–", "—", " / ", "tor. ", "ter. ", "ent. ")
_BY_CUT = re.compile(r"\b(By|BY|Von|Par|Por|Door)\x1f")
_TURNED = re.compile(
    r"(?P<cue>(?:author|byline|by)s?\s?:\s*)(?P<last>[A-ZÀ-Þ][\w’'-]+),\s(?P<first>[A-ZÀ-Þ][\w.’'-]+)"
    r"(?=\s*(?:$|;))",
    re.IGNORECASE,
)
_LONGEST, _MOST_FIELDS = 600, 14
_CUT = "\x1f"


def plain(text: str) -> str:
    """Return a line without the marks of links, and with single blanks.

    >>> plain("By [15]Dell Hargreave"), plain("BY     Graham Pell")
    ('By Dell Hargreave', 'BY Graham Pell')
    >>> plain("By [Jane Roe](https://norrvik.example/jane)<https://norrvik.example>")
    'By Jane Roe'
    >>> plain("Author: Harrow, Imogen")
    'Author: Imogen Harrow'
    """
    text = text[:_LONGEST]
    if _MARKED.search(text):
        for mark, instead in _MARKS:
            text = mark.sub(instead, text)
        text = _BLANKS.sub(" ", text).strip()
    if "," in text and ":" in text[:12]:
        text = _TURNED.sub(r"\g<cue>\g<first> \g<last>", text)
    return text


def fields(text: str) -> list[str]:
    """Return what stands side by side in a line: behind bars, or run together without a space.

    >>> fields("Updated 9 hours agoCarys Pendry & Tomos AchterbergCoastal correspondents")
    ['Updated 9 hours ago', 'Carys Pendry & Tomos Achterberg', 'Coastal correspondents']
    >>> fields("NewsByDemi FosdykeSenior Reporter"), fields("Jane McColl")
    (['News', 'By Demi Fosdyke', 'Senior Reporter'], ['Jane McColl'])
    """
    text = text[:_LONGEST]
    cut = _SEAM.sub(_CUT, text)
    if any(sign in text for sign in _BARS):
        cut = _BAR.sub(_CUT, cut)
    if _CUT not in cut:
        return [text]
    parts = [part.strip() for part in _BY_CUT.sub(r"\1 ", cut).split(_CUT)]
    return [part for part in parts if part][:_MOST_FIELDS]
