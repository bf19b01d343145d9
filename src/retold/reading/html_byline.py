"""Whom readers of an HTML page see named as its authors, and the day that they see.

Looked at in this order: lines that say “by”, blocks that the page calls a byline, names alone
as they stand in a dump; near the headline first, then above it, then below the text. Comments name
no author.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from retold.reading.credits import agency
from retold.reading.dates import find_date
from retold.reading.dump_byline import authors
from retold.reading.dump_lines import Line, line_at
from retold.reading.dump_names import people
from retold.reading.html_around import COMMENTS, Around
from retold.reading.html_blocks import Block
from retold.reading.html_heads import key
from retold.reading.lines import ends_sentence, words_of
from retold.reading.meta import FOREIGN_BY, Meta, is_company, is_office, is_person, names_in
from retold.types import Span

_BYLINE_WORDS, _SHORT = 16, 6
_WORK = (
    r"(?:(?:written|reported|posted|published|story|stories|words|text|report|reporting|analysis"
    r"|opinion|article|news|review|reviewed|column|comment|commentary|essay|feature|interview"
    r"|compiled|submitted|contributed|authored|created|added|uploaded|post|exclusive|tested"
    r"|researched)\s)?"
)
_BY = re.compile(
    rf"(?:{_WORK}by(?:\s?:\s{{0,3}}|\s{{1,3}})|(?:author|text|words)\s?:\s{{0,3}})(?=[\w(])",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:by|(?:written|published|posted|reported|words|text|story|analysis|opinion) by|authors?"
    r"|(?:about|meet) the authors?|author of the article|text|words)\s?:?",
    re.IGNORECASE,
)
"""Whoever is named in the line below wrote the article."""
_CALLED = re.compile(
    r"byline|author|autor|auteur|(?:^|[\s_-])(?:writer|contributors?|reporter|vcard|creator)"
)
_MOST_TEXT, _PROSE = 60, 20
_PARTED = re.compile(r"\s[|·•]\s|\s[—–]\s|\d")
_DASH = re.compile(r"\s{0,3}[—–-]{1,2}\s{0,3}(?=[A-ZÀ-Þ])")
_ON = re.compile(r"[\s,|·•(–—-]{0,9}(?:\b(?:on|at|updated|published|posted)\b)?[\s:,|·•(–—-]{0,9}$")
_PICTURED = re.compile(r"credit|caption|photo|image|picture|\bimg\b|figure|gallery|slide")
_FILED = re.compile(r"\btags?\b|topic|keyword|categor|\bterms?\b")
_DATED_BY = re.compile(r"(?<![\w-])[Bb][Yy]\s{1,3}(?=[A-ZÀ-Þ])")
_HALF = 0.5
_REACHED = re.compile(r"@|\+?\d[\d ()-]{6,20}\d")
"""How a person to ask is reached, who is no author."""
_WRITES = re.compile(
    r"(?P<name>[A-ZÀ-Þ][\w.’'-]{1,20}(?: [\w.’'-]{1,20}){1,3}) (?:is (?:a|an|the|our) [^.]{0,60}?"
    r"\b(?:reporter|writer|journalist|correspondent|columnist|editor|freelancer)"
    r"|(?:covers|writes (?:about|for)|reports (?:on|for)|has covered)) "
)
_ALSO_NAMES = frozenset(
    ["april", "august", "day", "may", "june", "mail", "post", "press", "star", "sun"]
)
_TWO = 2
_LONGEST_BIO = 600
_SIGNED_WORDS, _SIGNED_REACH, _ONE_NAME = 5, 4, 3


def called_authors(near: Around) -> tuple[str, ...]:
    """Return whom lines name that say “by” or that the page calls bylines."""
    zones = (near.head, near.above, near.after)
    found = (_said(near, zone) or _called(near, zone) for zone in zones)
    return next(filter(None, found), ()) or _said(near, near.inside)


def lone_authors(near: Around) -> tuple[str, ...]:
    """Return whom a name alone names, below the headline or below the text."""
    return _alone(near) or _signed(near)


def _said(near: Around, zone: tuple[Block, ...]) -> tuple[str, ...]:
    """Return whom a line that says “by”, or the line below such a label, names."""
    for index, block in enumerate(zone):
        text = near.seen.text(block).strip()
        if len(text) > 300 or COMMENTS.search(block.classes):
            continue
        if _LABEL.fullmatch(text):
            below = (near.seen.text(other) for other in zone[index + 1 : index + 2])
            found = next((_persons(near, line, strict=True) for line in below), ())
        else:
            found = _of_line(near, text)
        if found:
            more = (_of_line(near, near.seen.text(other)) for other in zone[index + 1 : index + 3])
            others = (name for names in takewhile(bool, more) for name in names)
            return tuple(dict.fromkeys([*found, *others]))
    return ()


def _of_line(near: Around, text: str) -> tuple[str, ...]:
    """Return whom a line names that says “by”, at its beginning or behind its date."""
    text = " ".join(text.split())
    if len(words_of(text)) > _SHORT and ends_sentence(text):
        return ()
    if _BY.match(text) or (len(words_of(text)) <= _SHORT and FOREIGN_BY.match(text)):
        return _persons(near, text, strict=False)
    dated = find_date(text) if "by " in text.lower() else None
    said = _DATED_BY.search(text, dated.end) if dated else None
    return _persons(near, text[said.start() :], strict=False) if said else ()


def _called(near: Around, zone: tuple[Block, ...]) -> tuple[str, ...]:
    """Return whom the blocks name that the page calls bylines."""
    found: list[str] = []
    for block in zone:
        if not _CALLED.search(block.classes) or COMMENTS.search(block.classes):
            continue
        text = near.seen.text(block)
        if len(text) <= 200 and not ends_sentence(text):
            found += _persons(near, text, strict=True) or _month_named(near, text)
    return tuple(dict.fromkeys(found))


def _month_named(near: Around, text: str) -> tuple[str, ...]:
    """Return whom a byline names whose name is that of a month or a paper, too: “June Post”."""
    words = text.split()
    named = [word for word in words if word.lower() in _ALSO_NAMES]
    if len(words) != _TWO or not named or not all(map(str.istitle, words)):
        return ()
    return names_in(text, near.seen.meta.outlet)


def _alone(near: Around) -> tuple[str, ...]:
    """Return whom the lines below the headline name, as the reader of dumps finds them."""
    lines, body = _lines(near)
    found = authors(lines, body, 0, near.headline)
    prose = " ".join(line.text for line in lines[slice(*body)])
    own = [
        name for name in found if agency(name) or (is_person(name) and not _is_spoken(name, prose))
    ]
    return tuple(own)


def _is_spoken(name: str, prose: str) -> bool:
    """Tell whether a name stands in a text, or words of it do in small letters: it is a label."""
    spoken = set(words_of(prose))
    return name in prose or any(word.lower() in spoken for word in name.split() if len(word) > 3)


def _lines(near: Around) -> tuple[list[Line], tuple[int, int]]:
    """Return the lines of a page around its headline, and which of them are the text."""
    page = near.seen.page
    before = (block for block in near.head if block.span.start < near.body.start)
    head = [block.span for block in before if not _PICTURED.search(block.classes)]
    inside = [span for _, span in near.seen.body if span.end > near.body.start][:_MOST_TEXT]
    lines = [_told(near.headline or ""), *(line_at(page, span) for span in head)]
    lines += [_told(span.of(page)) for span in inside]
    return lines, (len(head) + 1, len(lines))


def _told(text: str) -> Line:
    """Return a line of which is known what it is."""
    return Line(
        Span(0, 0), text, _PROSE, 1.0, None, ends=True, bullet=False, after_gap=True, prose=True
    )


def _signed(near: Around) -> tuple[str, ...]:
    """Return whom a name alone below the text signs."""
    text = near.body.of(near.seen.page)
    said_after = [near.seen.text(block).strip() for block in near.after[: _SIGNED_REACH + 1]]
    for index, block in enumerate(near.after[:_SIGNED_REACH]):
        said, before = said_after[index], said_after[max(0, index - 1)]
        if before.endswith(":") or any(map(_REACHED.search, said_after[index + 1 : index + 3])):
            continue
        dash = _DASH.match(said)
        if index > 1 and not dash:
            break
        if block.linked > _HALF or (block.tag != "p" and not dash):
            continue
        found = signature(said)
        once = found and (dash or text.count(found.split()[-1]) <= 1)
        if found and once and not _FILED.search(block.classes):
            return (found,)
    return _described(near)


def _described(near: Around) -> tuple[str, ...]:
    """Return whom the first words below the text say to write for the paper."""
    outlet = near.seen.meta.outlet or ""
    for index, block in enumerate(near.after[:_SIGNED_REACH]):
        said = near.seen.text(block).strip()
        told = _WRITES.match(said) if len(said) <= _LONGEST_BIO else None
        if index == 0 and not (outlet and outlet in said):
            continue
        if told and signature(told["name"]):
            return (told["name"],)
    return ()


def signature(text: str) -> str | None:
    """Return the name in a line that is a person's name and nothing else.

    >>> signature("— Jane Doe"), signature("The bridge"), signature("Jane Doe said")
    ('Jane Doe', None, None)
    """
    if len(text) > 60 or len(words_of(text)) > _SIGNED_WORDS:
        return None
    name = text[dash.end() :] if (dash := _DASH.match(text)) else text.strip()
    return name if people(name, strict=True) == (name,) and is_person(name) else None


def _persons(near: Around, text: str, *, strict: bool) -> tuple[str, ...]:
    """Return the people and agencies that a line names, ``strict`` if it has only the form."""
    if len(words_of(text)) > _BYLINE_WORDS + 8:
        return ()
    return tuple(_named(_undated(text), near.seen.meta.outlet, strict=strict))


def _named(text: str, outlet: str | None, *, strict: bool) -> Iterator[str]:
    for name in names_in(text, outlet):
        if agency(name):
            yield name
            continue
        shaped = people(name, strict=strict)
        if not strict and is_office(name):
            yield name
        elif shaped:
            yield from (person for person in shaped if is_person(person))
        elif not strict and is_person(name) and (" " in name or len(words_of(text)) <= _ONE_NAME):
            yield name
        else:
            return


def _undated(text: str) -> str:
    """Return what stands in a line before its date, or before its first number."""
    text = " ".join(text.split())
    dated = find_date(text)
    if dated and dated.start:
        text = text[: dated.start]
    number = _PARTED.search(text) if any(map(str.isdigit, text)) else None
    if number and number.start() and not text[number.start()].isspace():
        text = text[: number.start()]
    return _ON.sub("", text)


def trusted(meta: Meta) -> bool:
    """Tell whether the page's source names a person as the author."""
    return any(is_person(name) and not _is_outlet(name, meta.outlet) for name in meta.byline)


def with_authors(meta: Meta, shown: tuple[str, ...]) -> Meta:
    """Return what is known with its authors: people before offices, none that is the outlet.

    Args:
        meta: What the page's source says.
        shown: Whom readers see named as the authors.
    """
    told = tuple(name for name in meta.byline if not _is_outlet(name, meta.outlet))
    if trusted(meta):
        return replace(meta, byline=told)
    if any(map(is_person, shown)) or not told:
        return replace(meta, byline=shown)
    return replace(meta, byline=told)


def _is_outlet(name: str, outlet: str | None) -> bool:
    """Tell whether a name is that of the outlet, or of a company."""
    if agency(name):
        return False
    wanted = key(outlet or "").removeprefix("the")
    return is_company(name) or key(name).removeprefix("the") == wanted
