"""Authors and dates in the lines around a headline whose HTML is gone."""

from __future__ import annotations

import re

from retold.reading.credits import agency
from retold.reading.dates import dates_in, find_date
from retold.reading.meta import names_in
from retold.reading.phrases import words

_PART = r"(?:[A-ZÀ-Þ](?:[^\W\d_]|[’'-])*[^\W\d_]|[A-ZÀ-Þ]\.)"
AND = r"(?:\s?,\s(?:and\s)?|\s(?:and|und|et|y|e|en)\s|\s&\s)"
PERSON = rf"{_PART}(?:\s(?:{_PART}|de|da|del|di|la|van|von|der|den|bin|al|el|le|ten)){{0,4}}"
CUES = (
    r"(?:(?:written|reported|story|words|text|posted|published|authored|exclusive)\s)?by"
    r"|author(?:\sof\sthe\sarticle)?|byline|(?:words|texte?|autore?|auteur)(?=\s?:)"
)
"""What stands before the name of an author."""
FOREIGN = r"(?:Von|VON|Par|PAR|Por|POR|Door|DOOR|Di|De)\s(?=[A-ZÀ-Þ])"
"""The same in other languages, where a line begins with it."""
_BY = re.compile(
    rf"(?:(?<![\w-])(?:{CUES})(?-i:(?:\s?:\s{{0,3}}|\s{{1,3}}))|(?-i:^{FOREIGN}))(?-i:"
    rf"(?P<names>{PERSON}(?:{AND}(?!\d){PERSON}){{0,6}}))",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"(?P<names>{PERSON}(?:{AND}{PERSON}){{0,6}})")
_AFTER_ALONE = re.compile(r"\s*(?:$|[|/•·–—(]|\d)")
_PICTURED = re.compile(
    r"\b(?:photo|photograph|picture|video|image|illustration|graphic|produced|edit|edited)\w*\W*$",
    re.IGNORECASE,
)
_NOT_NAMES = words(
    """published updated posted share save email print follow comments comment read more subscribe
    sign log in up home news sport sports politics business world opinion health science tech
    technology entertainment lifestyle life culture money travel food video videos photos photo
    latest breaking menu search live top stories story topics tags related editor reporter writer
    correspondent columnist contributor staff senior chief political deputy assistant national
    foreign science economics producer journalist author bureau desk special twitter facebook
    instagram linkedin whatsapp bluesky threads x linkedin pinterest reddit telegram flipboard
    january february march april may june july august september october november december jan feb
    mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday
    sunday mon tue wed thu fri sat sun last first time min mins minutes listen watch advertisement
    image images getty picture credit source copy link article content play gift newsletter for
    the a an in of on at your our with from what how why who when this that here new all est edt
    gmt bst ist utc pt et am pm us uk eu crime local royals celebs football showbiz markets
    financial times post daily mail mailonline dailymail guardian herald sun star mirror telegraph
    press gazette tribune journal review magazine today online media group network channel radio
    current issue issues events archive archives shop store donate
    truth gettr gab parler tweet reporting support now my account key points takeaways highlights
    summary edition copyright editor's digest ago hours hrs courtesy handout file school county
    police department dispatch community education environment courts transport housing energy
    religion archaeology consumer investigations data features affairs property wellness fashion
    legal city defence defense diplomatic security court hear heard gift heading level
    veröffentlicht aktualisiert publié publicado pubblicato gepubliceerd foto photographe
    fotografie stand highlight mit avec
    con uhr afp dpa text size small medium large
    kakao talk weibo wechat viber tumblr mastodon messenger threads naver
    français francais português portugues español espanol nederlands
    русский العربية 中文 日本語 한국어 polski türkçe svenska norsk dansk suomi bahasa melayu
    kiswahili filipino hrvatski čeština magyar română ελληνικά українська हिन्दी বাংলা اردو فارسی tiếng
    reform policy release research biology ecology physics chemistry climate weather
    agriculture engineering university institute council ministry committee"""
)
_NOUN = re.compile(r"[^\W\d_-]{4,}(?:[ts]ion|olog(?:y|ies)|onomy|ement)s?|\w{3,}-\w{3,}ed")
"""Words made as nouns of things are, which no name is: “Publication”, “Statement”."""
_GIVEN = words("april may june august")
"""Months that are given names, too."""
_ROLES = words(
    """editor reporter writer correspondent columnist contributor staff senior chief political
    deputy assistant national foreign science economics producer journalist author bureau desk
    special lifestyle news business sports sport crime health technology for live consumer"""
)
_MOST = 3000
_LABELS = re.compile(
    r"(?P<new>publi|pubbl|gepubl|veröff|post|creat|first|erst)|(?P<old>updat|modif|edit|upd\b"
    r"|aktualis|geändert|mis à jour|modifi|actuali[sz]|aggiorn|bijgew|atuali[sz])",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"(?:First published|Publication [Dd]ate|Published|PUBLISHED|Posted|POSTED"
    r"|Veröffentlicht|Publié|Publicado|Pubblicato|Gepubliceerd)(?![a-zà-ÿ])"
)
_LABEL_REACH, _LABEL_NEAR = 45, 16
_LONGEST_ALONE = 120
_ENOUGH_PARTS = 2
_RUN_ON = re.compile(
    r"(?<!Mc)(?<!Mac)(?<!De)(?<!Di)(?<!La)(?<!Le)(?<!Du)(?<!Van)(?<!Fitz)(?<=[a-z])[A-Z]"
    r"|(?<=[A-Z]{3})[A-Z](?=[a-z]{2})"
)
"""Inside a word this says that two ran together."""
_INITIAL = 3
_SENTENCE_GOES_ON = re.compile(
    r"\s(?:(?:in|at|on|for|with|to)\s(?:the\s|an?\s)?[a-z]"
    r"|(?!(?:in|at|on|for|with|and|is|was|has|covers|reports|writes|joined|contributed|can|who|de"
    r"|da|del|di|van|von|der|und|et|y|e|en|avec|mit|reported|to)\b)[a-zß-ÿ])"
)
_AND = re.compile(AND)
_SUFFIXES = words("jr sr ii iii iv")


def published_in(lines: list[str]) -> str | None:
    """Return the first date of some lines, one of publication before one of an update.

    >>> published_in(["Updated 3 May 2024", "Published 2 May 2024"])
    '2024-05-02'
    """
    updated = None
    for line in lines:
        text = line[:_MOST]
        at = 0
        for dated in dates_in(text):
            label = _label(text[max(at, dated.start - _LABEL_REACH) : dated.start])
            at = dated.end
            if label != "old":
                return dated.iso
            updated = updated or dated.iso
    return updated


def labelled_in(lines: list[str]) -> str | None:
    """Return the first date of some lines that is said to be the day of publication.

    >>> labelled_in(["Updated Nov 3, 2025, 9:05 AM ETPublished Nov 2, 2025"])
    '2025-11-02'
    >>> labelled_in(["The report, published on 4 March 2024, names no one."]) is None
    True
    """
    for line in lines:
        text = line[:_MOST]
        for label in _PUBLISHED.finditer(text):
            dated = find_date(text[label.end() : label.end() + _LABEL_REACH])
            if dated is not None and dated.start <= _LABEL_NEAR:
                return dated.iso
    return None


def _label(before: str) -> str | None:
    found = None
    for match in _LABELS.finditer(before):
        found = match.lastgroup
    return found


def byline_in(lines: list[str]) -> tuple[str, ...]:
    """Return whom some lines name as their authors: after “by”, else in a line of names alone.

    >>> byline_in(["Share", "By Jane Doe Political Correspondent", "4 March 2024"])
    ('Jane Doe',)
    >>> byline_in(["Jane Doe / Norrvik Post / 4 March 2024"])
    ('Jane Doe',)
    """
    for line in lines:
        for match in _BY.finditer(line[:_MOST]):
            if _PICTURED.search(line[max(0, match.start() - 24) : match.start()]):
                continue
            if names := people(ended(match["names"], line, match.end())):
                return names
    for index, line in enumerate(lines):
        if len(line) > _LONGEST_ALONE:
            continue
        named = _ALONE.match(line)
        if named is None or not _AFTER_ALONE.match(line, named.end()):
            continue
        dated = any(dates_in(other) or "ago" in other for other in lines[index : index + 3])
        if dated and (names := people(named["names"], strict=True)):
            return names
    return ()


def people(text: str, *, strict: bool = False) -> tuple[str, ...]:
    """Return the people and agencies of a byline, what follows a name cut off.

    Args:
        text: The byline without its “by”.
        strict: Return nobody where something other than a role follows a name.
    """
    kept = []
    for name in names_in(f"By {text.removeprefix('By ')}"):
        if agency(name):
            kept.append(name)
            continue
        parts = _once(_unglued(name.split()))
        stop = _end_of(parts)
        roles = stop < len(parts) and parts[stop].lower() in _ROLES
        if strict and stop < len(parts) and not roles:
            return ()
        if stop >= _ENOUGH_PARTS:
            kept.append(" ".join(parts[:stop]))
    return tuple(dict.fromkeys(kept))


def ended(names: str, line: str, end: int) -> str:
    """Return names without the word with which the sentence or the office behind them begins.

    >>> ended("Jane Roe Workers", "Jane Roe Workers at the mine began", 16)
    'Jane Roe'
    >>> ended("Mary Jane Roe", "Mary Jane Roe in London", 13)
    'Mary Jane Roe'

    Args:
        names: The names.
        line: The line in which they stand.
        end: Where they end there.
    """
    if not _SENTENCE_GOES_ON.match(line, end):
        return names
    before, _, last = names.rpartition(" ")
    others = _AND.split(before)[-1].split()
    return before if len(others) >= _ENOUGH_PARTS and len(last) > _INITIAL - 1 else names


def _once(parts: list[str]) -> list[str]:
    """Return the parts of a name; of one that stands twice those of the first."""
    for half in range(_ENOUGH_PARTS, len(parts) // 2 + 1):
        if parts[:half] == parts[half : 2 * half]:
            return parts[:half]
    return parts


def _unglued(parts: list[str]) -> list[str]:
    """Return the parts up to the first to which something ran together, that cut off."""
    for index, part in enumerate(parts):
        seam = _RUN_ON.search(part)
        if seam is not None:
            return [*parts[:index], part[: seam.start()]] if seam.start() > 1 else parts[:index]
    return parts


def _end_of(parts: list[str]) -> int:
    """Return how many parts are the name: it ends where no name stands, or in other letters."""
    for index, part in enumerate(parts):
        plain = part.lower().replace("’", "'")
        if _NOUN.fullmatch(plain):
            return index
        if plain in _NOT_NAMES and not (index == 0 and plain in _GIVEN):
            role = plain in _ROLES and index > _ENOUGH_PARTS + 1
            role |= plain == "affairs" and index > _ENOUGH_PARTS
            return index - 1 if role else index
        if index >= _ENOUGH_PARTS and _is_other(parts[:index], part):
            return index
    return len(parts)


def _is_other(parts: list[str], part: str) -> bool:
    """Tell whether a part is in capitals behind a name that is not, or the other way round."""
    letters = [other for other in parts if len(other) > _INITIAL and other.isalpha()]
    if not letters or len(part) <= _INITIAL or not part[:1].isupper():
        return False
    upper = all(other.isupper() for other in letters)
    return part.isupper() != upper and part.rstrip(".").lower() not in _SUFFIXES
