"""The places on a page whose lines name its outlet, each with how much it speaks for the name.

A page's first line, the line beside the date, the byline, a picture's credit, the head of a mail,
the address of the page itself, and the sentence that says where a report first appeared.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from retold.reading.credits import agency
from retold.reading.dates import find_date
from retold.reading.lines import named_date, words_of
from retold.reading.outlet_names import NAME, OTHERS, is_press, may_name, packed

_FIRST_LINES, _LONGEST_MAST, _TOP = 8, 44, 3
_BROADCASTS = (" Network", " NETWORK")
"""So a broadcaster's name ends; elsewhere than at the top of a page it is mostly an owner's."""
_BAR = re.compile(r"\s+(?:[|–—•·»*]|::|-)\s+|:\s+|\s{3,}")
_TITLE_BAR = re.compile(r"(?<!\s)\s+(?:[|–—•·»*]|::|-)\s+")
_CUT_BAR = re.compile(r"\s?\n(?=[|–—-]\s)|(?<=[|–—-])\n")
_PLACE = re.compile(r",\s?[A-Z][\w.]{1,20}$")
_WHOLE = re.compile(NAME)
_BY_TAIL = re.compile(
    r"(?:by|story by|words by|exclusive by)\s.{3,60}?(?:,\s|\s[|·•–/]\s|\sfor\s|\sof\s)"
    rf"(?-i:(?:the\s)?{NAME})(?=\s*(?:$|[|·•,]))",
    re.IGNORECASE,
)
_PICTURED = re.compile(
    rf"(?:/\s?|\b(?:[Ii]mage|[Pp]hoto|[Pp]icture|[Cc]redit)s?\s?(?::|\.\.\.)\s?|\sfor\s)(?:the\s)?"
    rf"{NAME}(?:\s(?:archive|file|via)\b[^.]{{0,30}})?\)?\.?$"
)
_STAFF = re.compile(
    r"(?P<name>[A-ZÀ-Þ][\w&-]*(?:\s[A-ZÀ-Þ][\w&-]*){0,4})[’']s?\s"
    r"[A-ZÀ-Þ][\w.’'-]+\s[A-ZÀ-Þ][\w.’'-]+"
    r"(?:\sand\s[\w.’' -]{4,40})?\scontributed"
)
_APPEARED = re.compile(
    r"(?:originally|first)\s(?:appeared|published)\s(?:in|on|by|at)\s(?:the\s)?"
    rf"{NAME}(?P<headed>:\s)?|(?:appeared|published)\s(?:first|originally)\son\s(?:the\s)?"
    rf"(?P<name2>{NAME.replace('?P<name>', '?:')})"
)
_MAIL_FROM = re.compile(
    r"From:\s{0,3}\"?(?P<name>[^<\"\n]{2,60}?)\"?\s{0,2}<[^@<>\s]{1,64}@(?P<host>[\w.-]{3,80})>"
)
_HOST = re.compile(
    r"(?:https?://|www\.)(?:[^\s/@?#]{0,60}\.)?(?P<stem>[a-z0-9-]{2,40})\."
    r"(?:com?|org|net|news|info|tv|[a-z]{2,7})(?:\.[a-z]{2})?(?=[/\s)?#:]|$)",
    re.IGNORECASE,
)
_STATION = re.compile(
    r"(?:[A-Z][\w.,’' -]{2,40})?\((?P<name>[KW][A-Z]{2,3}(?:-(?:TV|FM|AM))?)\)\s?[-–—]"
)
_FIELDS = re.compile(
    r"(?:Publication title|Publication|Source|Newspaper|SN|Outlet)\s?:?\s{1,6}(?P<name>\S.{2,50})$"
)
_PAGES = frozenset(
    {"latestnews", "breakingnews", "topstories", "worldnews", "localnews", "homepage"}
)
_NEAR_DATE = 2
_MOST_HEARD = 3
_SHORT = 2
_LONGEST_LINE = 300
_HEADLINE_WORDS = 5
_ABOUT = 40
_LONGEST_DATED = 120
_FOLLOWED = frozenset({"Follow", "Following", "FOLLOW", "verified", "Verified"})
"""What stands below the name of an outlet on the page of another that shows its reports."""


class Piece(NamedTuple):
    """A line of the page: its text, what it is (``None`` for the article's own), how it begins."""

    text: str
    kind: str | None
    joined: bool = False
    """Whether no more than a space parts it from the piece before."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A name that a place of the page gives, how much that counts, and whether it is sure."""

    name: str
    points: float
    sure: bool = False


def signs_of(lines: Sequence[Piece], title: str, headline: str | None) -> Iterator[Sign]:
    """Yield what the places of a page name that hold an outlet's name.

    Args:
        lines: The lines of the page.
        title: The page's first line.
        headline: The headline.
    """
    yield from _titled(title, headline)
    yield from _masthead(lines, headline)
    credited: Counter[str] = Counter()
    for index, (text, kind, _) in enumerate(lines):
        if len(text) > _LONGEST_LINE:
            continue
        if kind is None:
            station = _STATION.match(text) if "(" in text[:60] else None
            if station:
                yield Sign(station["name"], 3.0, sure=True)
            continue
        for sign in _of_line(text, kind):
            key = packed(sign.name)
            credited[key] += 1
            if credited[key] <= 2:
                yield sign
        if kind == "date" or (len(text) < _LONGEST_DATED and kind != "caption" and find_date(text)):
            yield from _beside_date(lines, index)
        if len(text) < _LONGEST_MAST and text in _FOLLOWED and index:
            yield from _followed(lines[max(0, index - 2) : index])


def hosts_of(text: str) -> Counter[str]:
    """Return the names of the hosts to which a text's addresses lead, and how often each.

    >>> hosts_of("https://www.norrvikpost.example/a and www.norrvikpost.example")
    Counter({'norrvikpost': 2})
    """
    return Counter(
        stem
        for match in _HOST.finditer(text)
        if (stem := match["stem"].casefold().replace("-", "")) not in OTHERS
    )


def _titled(title: str, headline: str | None) -> Iterator[Sign]:
    """Yield what stands beside the headline in the page's first line."""
    line = _CUT_BAR.sub(" ", title).split("\n", 1)[0]
    parts = [part.strip() for part in _TITLE_BAR.split(line) if part.strip()]
    if len(parts) < 2:
        return
    about = packed(headline or "")
    named = [part for part in parts[1:] if _is_titled(part)]
    if about and about[:_ABOUT] in packed(line) and about != packed(line):
        press = [part for part in named if is_press(part)] or named
        for part in dict.fromkeys(named):
            yield Sign(part, 3.0 if part == press[-1] else 0.5, sure=True)
        if is_press(parts[0]) and packed(parts[0]) not in about:
            yield Sign(parts[0], 2.0, sure=True)
        return
    if _is_titled(parts[0]) and _WHOLE.fullmatch(parts[0]):
        yield Sign(parts[0], 2.0 + is_press(parts[0]), sure=True)
    for part in named[-1:]:
        yield Sign(part, 3.0 if len(words_of(parts[0])) > _HEADLINE_WORDS else 2.0, sure=True)


def _is_titled(part: str) -> bool:
    """Tell whether the part of a title may name the outlet: no place, no author, no slogan."""
    few = len(words_of(part)) <= 5 and len(part) <= 50
    told = part.startswith(("By ", "by ")) or ":" in part or _PLACE.search(part) or find_date(part)
    return few and not told and not part.islower() and (may_name(part) or _is_plain(part))


def _is_plain(part: str) -> bool:
    """Tell whether a title's end is an outlet that is called by everyday words: “Live Science”."""
    return len(part.split()) > 1 and part.istitle() and packed(part) not in _PAGES


def _masthead(lines: Sequence[Piece], headline: str | None) -> Iterator[Sign]:
    """Yield the name that stands alone above the headline; a paper's wherever it does so alone."""
    found: dict[str, int] = {}
    for index, (text, kind, _) in enumerate(lines):
        if kind in (None, "headline") or text == headline:
            break
        if kind in ("byline", "date", "caption") or len(text) > _LONGEST_MAST:
            continue
        named = may_name(text) or (index < _TOP and text.endswith(_BROADCASTS))
        if named and _WHOLE.fullmatch(text) and agency(text) is None:
            found.setdefault(text, index)
    press = [name for name in found if is_press(name) or name.endswith(_BROADCASTS)]
    first = lines[0].text if lines else ""
    if len({packed(name) for name in press}) == 1:
        yield Sign(press[0], 2.5, sure=True)
    elif first in press:
        yield Sign(first, 3.0, sure=True)
    early = [name for name, index in found.items() if index < _FIRST_LINES and name not in press]
    for name in early if len(early) < _FIRST_LINES // 2 else early[:1]:
        heard = 0.75 * min(_heard(lines, name), _MOST_HEARD)
        yield Sign(name, 1.0 + 0.5 * (name == first) + heard, sure=name == first)


def _heard(lines: Sequence[Piece], name: str) -> int:
    """Return how many lines say that somebody writes for, works at or talked to an outlet."""
    told = [f"{word}{name}" for word in ("for ", "told ", "at ", "/", "by ", "with ")]
    return sum(1 for line in lines if name in line.text and any(map(line.text.__contains__, told)))


def _of_line(text: str, kind: str) -> Iterator[Sign]:
    """Yield what one line names: a picture's credit, a byline, a note, a mail's head, a field."""
    if kind == "caption":
        yield from _credited(text)
        return
    if "by " in text[:24].lower() and (tail := _BY_TAIL.match(text)) and _may_sign(tail["name"]):
        yield Sign(tail["name"], 1.5 + 1.5 * is_press(tail["name"]), sure=is_press(tail["name"]))
    if "contributed" in text and (staff := _STAFF.match(text)):
        yield Sign(staff["name"], 1.5)
    if "ppeared " in text or "ublished " in text:
        yield from _appeared(text)
    if text.startswith("From:") and (mail := _MAIL_FROM.match(text)):
        known = packed(mail["name"]) in packed(mail["host"].replace("-", ""))
        if known and len(packed(mail["name"])) > _SHORT:
            yield Sign(mail["name"].strip(), 3.0, sure=True)
    if kind != "date" and text[:1] in "PSNO" and (field := _FIELDS.match(text)):
        yield from _field(field["name"])


def _credited(text: str) -> Iterator[Sign]:
    ended = text[-1:].isalpha() or text.endswith((")", "."))
    credit = _PICTURED.search(text) if ended else None
    if credit and may_name(credit["name"]) and agency(credit["name"]) is None:
        yield Sign(credit["name"], 1.0)


def _appeared(text: str) -> Iterator[Sign]:
    """Yield where a report appeared first; with its headline behind it is the page's own note."""
    told = _APPEARED.search(text)
    name = (told["name"] or told["name2"]) if told else None
    if told and name and may_name(name):
        yield Sign(name, 3.0 if told["headed"] else 1.5, sure=told["headed"] is not None)


def _field(value: str) -> Iterator[Sign]:
    name = value.split(" (", maxsplit=1)[0].split(";", maxsplit=1)[0].strip(" .")
    if may_name(name) and _WHOLE.fullmatch(name) and agency(name) is None:
        yield Sign(name, 1.5 + 1.5 * is_press(name), sure=is_press(name))


def _may_sign(name: str) -> bool:
    """Tell whether what follows an author is an outlet, not a role, an agency, or somebody else."""
    return may_name(name) and agency(name) is None and (is_press(name) or name.isupper())


def _beside_date(lines: Sequence[Piece], index: int) -> Iterator[Sign]:
    """Yield the outlet in a line that is dated, or alone in the line above it."""
    text = lines[index].text
    inline = named_date(text) or _BAR.split(text, maxsplit=1)[0]
    if inline != text and inline == named_date(text) and _is_phrase(inline):
        yield Sign(inline, 3.0, sure=True)
        return
    near = [inline, *(lines[at].text for at in range(max(0, index - _NEAR_DATE), index))]
    for name in near:
        if len(name) <= _LONGEST_MAST and _WHOLE.fullmatch(name) and is_press(name):
            yield Sign(name, 3.0, sure=True)
            return


def _is_phrase(name: str) -> bool:
    """Tell whether a name has a small word as no person's has: “World in Brief”."""
    small = ("in", "of", "and", "on", "for", "the", "to")
    return may_name(name) and any(word in small for word in name.split()[1:])


def _followed(lines: Sequence[Piece]) -> Iterator[Sign]:
    for name, kind, _ in lines:
        if kind is not None and len(name) <= _LONGEST_MAST and _WHOLE.fullmatch(name):
            if may_name(name):
                yield Sign(name, 1.5 + 1.5 * is_press(name), sure=is_press(name))
            return
