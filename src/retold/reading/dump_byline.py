"""Who wrote the article, from the lines around its headline, with points for and against.

A byline says “by”, or it is a name alone beside a date, a role, a handle or buttons that share
the page. What speaks against a name: the headline or the text is about its bearer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from retold.reading.byline_text import fields, plain
from retold.reading.credits import agency
from retold.reading.dates import find_date
from retold.reading.dump_lines import Line
from retold.reading.dump_names import AND, CUES, FOREIGN, PERSON, byline_in, ended, people
from retold.reading.outlet_names import is_press
from retold.reading.phrases import Phrases, folded

_ABOVE, _BELOW, _AFTER, _FIRST = 10, 34, 8, 2
_NO_HEADLINE, _SOON = 24, 4
_CLOSE, _NEXT = 2, 1.3
_SENTENCE_WORDS, _BEGINNING = 16, 70
_BY_ALONE = re.compile(rf"(?:{CUES}|authors|analysis by|opinion by)\s?:?", re.IGNORECASE)
_SAYS_BY = re.compile(
    rf"(?:(?:{CUES})(?-i:(?:\s?:\s{{0,3}}|\s{{1,3}})(?=[A-ZÀ-Þ]))|(?-i:^{FOREIGN}))",
    re.IGNORECASE,
)
_JOINTS = frozenset({"and", "&", "und", "et", "y", "e", "en", ""})
_LISTED = 6
"""So many lines below “By” may each name an author."""
_LISTED_WORDS = 6
_ALONE = re.compile(rf"{PERSON}(?:{AND}{PERSON}){{0,6}}")
_TAIL = re.compile(
    r"\s*(?:$|[|/•·–—(,@]|\d|\sfor\s)|\s[\w.+-]{2,40}@[\w.-]"
    r"|\s(?:in|at)\s(?:the\s)?[A-ZÀ-Þ][\w.'’ -]{2,40}$"
)
_ROLE = Phrases(
    """editor|reporter|correspondent|writer|journalist|columnist|contributor|producer|staff
    director|analyst|bureau|critic|author|fellow|expert""",
    before=r"\b",
    after=r"s?\b",
)
_AGO = re.compile(r"\b\d{1,3}\s?(?:sec|min|hour|hr|day|week)[a-z]*\sago\b|\bmin(?:ute)?s?\sread\b")
_BIO = re.compile(
    r"\s(?:is|was|has|writes|covers|joined|reports)\b.{0,160}?\b(?:reporter|correspondent|editor"
    r"|writer|journalist|columnist|author|professor|fellow|director|contributor|covers|covering"
    r"|producer|covered|writes|written|reports|analyst|critic|joined)\b",
    re.IGNORECASE,
)
_PICTURED = re.compile(
    r"\b(?:photo|photograph|image|picture|illustration|video|credit)s?\s?(?:by|credit|:|of)\s?:?$"
    r"|\bphoto(?:graph)?$|\bcourtesy(?: of)?:?$",
    re.IGNORECASE,
)
_LAST = (":", "by", "credit", "of", "photo", "photograph", "courtesy")
_LEADS = re.compile(
    r"(?:contact|follow|view all posts by|more (?:from|by)|posts by|email|e-mail|read more by)\s$"
)
_REACH = 24
_LONGEST = 200
_ENOUGH = 2.4
_MOST_SAID = 2


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line that may name authors, the lines below “By” joined to it."""

    index: int
    text: str
    by: bool


def authors(
    lines: Sequence[Line], body: tuple[int, int], at: int | None, headline: str | None
) -> tuple[str, ...]:
    """Return whom the lines around the headline name as authors.

    Args:
        lines: The lines of the page.
        body: The first line of the body, and the one after its last.
        at: The line of the headline.
        headline: The headline.
    """
    start = at if at is not None else max(0, body[0] - _NO_HEADLINE)
    near, later = head_zones(lines, body, start)
    zones = (
        (near, 1.0),
        (later, 0.8),
        (range(max(0, start - _ABOVE), start), -1.3),
        (range(body[1], min(body[1] + _AFTER, len(lines))), -0.6),
    )
    best = _ENOUGH
    found: tuple[str, ...] = ()
    prose = " ".join([line.text for line in lines[slice(*body)] if line.prose])
    page = " ".join([line.text for line in lines])
    for zone, points in zones:
        for entry in _entries(lines, zone):
            names = tuple(_apart(name, page) for name in _named(entry))
            if not names:
                continue
            score = points + _points(lines, entry, names, (prose, headline or ""))
            close = 0 < start - entry.index <= _CLOSE and _dated(entry.text)
            score += _NEXT * close
            if score > best:
                best, found = score, names
    return found


def head_zones(lines: Sequence[Line], body: tuple[int, int], start: int) -> tuple[range, range]:
    """Return what follows the headline, and what stands before the text where that is far off.

    Both end after two lines of prose: the standfirst is prose, too, and may have been taken for
    the first line of the body.
    """
    read, end = 0, max(body[1], start + 1)
    for index in range(max(body[0], start + 1), body[1]):
        read += lines[index].words >= _SENTENCE_WORDS
        if read >= _FIRST:
            end = _signed_below(lines, index + 1, body[1])
            break
    middle = min(start + 1 + _BELOW, end)
    return range(start + 1, middle), range(max(middle, end - _BELOW), end)


def _signed_below(lines: Sequence[Line], end: int, last: int) -> int:
    """Return where the head ends: a standfirst and a caption may stand above the byline."""
    signed = False
    for index in range(end, min(end + _SOON, last)):
        line = lines[index]
        named = line.words <= _LISTED_WORDS and _ROLE.search(line.text) is not None
        signed = signed or named or _is(line, "byline")
        if signed and (named or _is(line, "byline") or _is(line, "date")):
            end = index + 1
    return end


def _entries(lines: Sequence[Line], zone: range) -> Iterator[_Entry]:
    for index in zone:
        line = lines[index]
        if index > 0 and _is_picture(lines[index - 1].text[-24:]):
            continue
        if line.kind is not None and line.kind.name == "caption":
            continue
        if len(line.text) < _BEGINNING and _BY_ALONE.fullmatch(line.text):
            below = lines[index + 1 : index + 1 + _LISTED]
            named = [plain(line.text) for line in below if line.text.strip(" ,") not in _JOINTS]
            yield _Entry(index, "\n".join(named), by=True)
            continue
        text = plain(_joined(lines, index))
        parts = fields(text)
        sentence = line.kind is None and line.words > _SENTENCE_WORDS
        if sentence and len(parts) == 1:
            parts = [text[:_BEGINNING]]
        by = next((part for part in parts if _SAYS_BY.match(part)), None)
        yield _Entry(index, by or "\t".join(part[:_LONGEST] for part in parts), by=by is not None)


def _is_picture(tail: str) -> bool:
    """Tell whether a line ends as one that names who made a picture."""
    return folded(tail).rstrip().endswith(_LAST) and _PICTURED.search(tail) is not None


def _joined(lines: Sequence[Line], index: int) -> str:
    """Return a line with what was cut from it: a cut may part a name."""
    text = lines[index].text
    for line in lines[index + 1 : index + 4]:
        if not line.spaced or len(text) > 2 * _BEGINNING:
            break
        text = f"{text} {line.text}"
    return text


def _named(entry: _Entry) -> tuple[str, ...]:
    if "\n" in entry.text or (entry.by and not _SAYS_BY.match(entry.text)):
        return tuple(dict.fromkeys(_listed(entry.text)))
    if entry.by:
        return byline_in([entry.text])
    small = folded(entry.text)
    said = "by" in small or "author" in small
    found: list[str] = []
    for part in entry.text.split("\t"):
        found += byline_in([part]) if said and _SAYS_BY.search(part) else _alone(part)
    return tuple(dict.fromkeys(name for name in found if agency(name) or not is_press(name)))


def _listed(text: str) -> Iterator[str]:
    """Yield the names below “By”, line by line, until a line names nobody."""
    for index, line in enumerate(text.split("\n")):
        match = _ALONE.match(line.removeprefix("By "))
        short = len(line.split()) <= _LISTED_WORDS or "," in line
        whole = match is not None and (index == 0 or _is_names(line, match.end()))
        named = people(match.group()) if match and whole and short else ()
        if not named and short and _ROLE.search(line):
            continue
        if not named:
            return
        yield from named


def _is_names(line: str, end: int) -> bool:
    rest = line[end:]
    return _TAIL.match(rest) is not None or _ROLE.search(rest) is not None


@lru_cache(maxsize=256)
def _alone(text: str) -> tuple[str, ...]:
    """Return the names of a line that names people or agencies and nothing else."""
    dated = find_date(text)
    if dated is not None and agency(text[: dated.start].strip(" ,|-–—•·")):
        return (text[: dated.start].strip(" ,|-–—•·"),)
    match = _ALONE.match(text)
    if match is None or " " not in match.group():
        return (text.strip(),) if agency(text) else ()
    rest = text[match.end() :]
    if _TAIL.match(rest) or _ROLE.search(rest[:40]) or _ROLE.search(match.group()):
        return people(ended(match.group(), text, match.end()))
    return ()


def _apart(name: str, page: str) -> str:
    """Return a name without that of somebody else which ran into it.

    That one stands elsewhere on the page by itself.
    """
    parts = name.split()
    for at in range(2, len(parts) - 1):
        other = " ".join(parts[at:])
        if page.count(other) > page.count(name):
            return " ".join(parts[:at])
    return name


def _points(
    lines: Sequence[Line], entry: _Entry, names: tuple[str, ...], about: tuple[str, str]
) -> float:
    """Return how much speaks for a line's naming the authors."""
    index, (prose, headline) = entry.index, about
    after = " ".join(line.text[:_LONGEST] for line in lines[index : index + 5])
    before = " ".join(line.text[:_LONGEST] for line in lines[max(0, index - 2) : index])
    score = 3.0 if entry.by else 1.5 if any(map(_alone, entry.text.split("\t"))) else 0.0
    score += 1.0 * _dated(after) + 0.5 * _dated(before)
    score += 1.2 * (_ROLE.search(entry.text) is not None)
    score += 0.4 * any(_is(line, "share") for line in lines[index + 1 : index + 4])
    first = names[0]
    score += 1.0 * _leads_to(first, after)
    others = [line.text for i, line in enumerate(lines) if i != index and first in line.text]
    told = [text for text in others if text.startswith(first) and _BIO.match(text, len(first))]
    score += 1.5 * bool(told)
    score += 0.3 * (first in others)
    if agency(first) is None:
        surname = first.split()[-1]
        score -= 2.0 * (surname in headline)
        said = prose.count(surname) - sum(text.count(surname) for text in told)
        score -= 1.0 * max(0, min(said, _MOST_SAID))
    return score


def _leads_to(name: str, text: str) -> bool:
    """Tell whether a text says how to reach or to follow somebody."""
    small, wanted = text.lower(), name.lower()
    at = small.find(wanted)
    while at >= 0:
        if _LEADS.search(small, max(0, at - _REACH), at):
            return True
        at = small.find(wanted, at + 1)
    return False


def _dated(text: str) -> bool:
    small = folded(text)
    ago = ("ago" in small or "read" in small) and _AGO.search(text) is not None
    return ago or find_date(text) is not None


def _is(line: Line, kind: str) -> bool:
    return line.kind is not None and line.kind.name == kind
