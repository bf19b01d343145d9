"""Lines of a page that are not the article, told by their own words, with the reason."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from retold.reading import other_languages, phrases
from retold.reading.credits import line_credit
from retold.reading.dates import find_date
from retold.reading.odd_lines import BARE_TIME, odd
from retold.types import Span

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_BULLET = re.compile(r"\s*(?:[*+•·‣▪■◦o-]|\d{1,2}\.)\s+(?=\S)")
_ENDS = re.compile(r"[.!?…。！？][\"'”’»)\]]*\s*$|[\"”»]\s*$")
_BARS = re.compile(r"\s[·|•]\s")
_NAMED_DATE = re.compile(r"(?P<name>[A-ZÀ-Þ][\w.'’&-]*(?:\s[\w.'’&-]+){0,5}?)\s?[,|·•–—-]\s{0,2}")
_NUMBERS = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}/(?:19|20)\d\d(?![\d/])(?:,?\s\d{1,2}[:h]\d\d)?")
"""A day whatever comes first, month or day."""
_LONGEST = 420
_FEW, _MORE = 14, 20
_DATE_LENGTH = 110
_AGENCIES = ("reuters", "afp", "epa-efe")
"""What may also end a sentence: somebody told it to them."""
_LED = (":", "|", "–", "—", ">", "»", "-", "]")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a line is when it is no part of the article, and how one sees it."""

    name: str
    reason: str
    sure: bool = False
    """Whether it is none wherever it stands."""


TIME = Kind(*BARE_TIME, sure=True)
"""A time of day and nothing else."""


def words_of(text: str) -> list[str]:
    """Return the words of a line."""
    return _WORD.findall(text)


@lru_cache(maxsize=64)
def tokens_of(text: str) -> tuple[str, ...]:
    """Return the words of a line; whoever asks for them asks several times in a row."""
    return tuple(_WORD.findall(text))


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends like a sentence or a quotation."""
    return _ENDS.search(text[-12:]) is not None


def without_bullet(text: str, span: Span) -> Span:
    """Return the span without a list mark before its first word."""
    match = _BULLET.match(text, span.start, span.end)
    return Span(match.end(), span.end) if match else span


def kind_of(line: str) -> Kind | None:
    """Return what a line is if its own words show that it is not the article.

    >>> kind_of("Facebook Twitter WhatsApp Email").name
    'share'
    >>> kind_of("The minister said that the bridge would stay open.") is None
    True
    """
    return _kind(" ".join(line[:_LONGEST].split()))


@dataclass(frozen=True, slots=True)
class _Words:
    """A line's words, and all of it in small letters."""

    words: tuple[str, ...]
    lower: list[str]
    small: str

    def __len__(self) -> int:
        return len(self.words)


@lru_cache(maxsize=4096)
def _kind(line: str) -> Kind | None:
    found = tokens_of(line)
    if not found:
        return Kind("mark", "no word in it")
    small = "\n".join(found).lower().split("\n")
    words = _Words(found, small, line.lower())
    if len(line) >= _LONGEST - 1:
        return _icons(line, words)
    for test in _TESTS:
        kind = test(line, words)
        if kind is not None:
            return kind
    return None


def _icons(_: str, words: _Words) -> Kind | None:
    named = words.small.count("icon")
    if named >= 3 and named >= len(words) * 0.2:
        return Kind("icons", f"names of {named} icons")
    return None


def _date(line: str, words: _Words) -> Kind | None:
    most = _MORE if words.lower[0] in other_languages.DATED else _FEW
    if len(words) > most or len(line) > _DATE_LENGTH:
        return None
    ago = words.small.endswith("ago") and phrases.ENDS_AGO.search(line)
    if ago and len(words) <= 8:
        return Kind("date", "it says how long ago")
    small = words.small
    told = "ago" in small or "read" in small or "just now" in small or "yesterday" in small
    if not told and "19" not in line and "20" not in line:
        return None
    left = _without_dates(line)
    if left == line and not (told and phrases.AGO.match(line)):
        return None
    left = phrases.AGO.sub(" ", left)
    others = [
        word
        for word in words_of(left)
        if not phrases.CLOCK.fullmatch(word) and word.lower() not in other_languages.DATED
    ]
    labelled = left != line and not ends_sentence(line) and phrases.CLOCK.match(line)
    if len(others) <= (4 if labelled else 1) or named_date(line):
        return Kind("date", "a date, a time, and no sentence")
    return None


def named_date(line: str) -> str | None:
    """Return the name in a line that is a name and a date and nothing else.

    >>> named_date("Harbour Times, 10 December 2029, 15:32")
    'Harbour Times'
    """
    dated = find_date(line) if len(line) <= _DATE_LENGTH else None
    if dated is None or line[dated.end :].strip(" .)"):
        return None
    named = _NAMED_DATE.fullmatch(line[: dated.start])
    return named["name"] if named else None


def _without_dates(line: str) -> str:
    for _ in range(4):
        dated = find_date(line)
        if dated is None:
            break
        line = f"{line[: dated.start]} {line[dated.end :]}"
    return _NUMBERS.sub(" ", line) if "/" in line else line


def _byline(line: str, words: _Words) -> Kind | None:
    if len(words) <= _FEW and not line.endswith((".", "?", "!")):
        by = words.small.startswith(phrases.BY) and phrases.BYLINE.fullmatch(line)
        role = words.small.endswith(phrases.ROLES) and phrases.ROLE_END.fullmatch(line)
        if (by and by["names"][:1].isupper()) or role:
            return Kind("byline", "it names the author and nothing else")
    told = len(words) <= 45 and not phrases.REPORTED.isdisjoint(words.lower)
    if told and phrases.CORRESPONDENT.match(line):
        return Kind("byline", "it says who reported, wrote or edited")
    return None


def _foreign(line: str, words: _Words) -> Kind | None:
    found = other_languages.furniture_of(line, words.lower)
    return Kind(*found) if found else None


def _credit(line: str, words: _Words) -> Kind | None:
    named = line_credit(line) if len(words) <= 40 else None
    return Kind("credit", f"it credits {named}") if named else None


def _share(line: str, words: _Words) -> Kind | None:
    lower = words.lower
    core = not phrases.SHARE_CORE.isdisjoint(lower)
    titled = lower[0] in ("share", "tweet") and ":" in line[:24]
    if not titled and (not core or len(words) > 40):
        return None
    others = [word for word in lower if word not in phrases.SHARE and not word.isdigit()]
    parts = [words_of(part.lower()) for part in _BARS.split(line)]
    pure = sum(1 for part in parts if part and phrases.SHARE.issuperset(part))
    several = core and len(parts) > 2 and 2 * pure > len(parts) and len(words) <= 20
    bar = core and not others and len(words) <= 40 and not line.endswith(".")
    if several or bar or (titled and len(others) <= 12):
        return Kind("share", "buttons that share or print the page")
    return None


def _caption(line: str, words: _Words) -> Kind | None:
    if len(words) > 60:
        return None
    if words.small.startswith(phrases.PICTURES) and phrases.CAPTION.match(line):
        return Kind("caption", "it describes or credits a picture")
    if _ends_as_caption(line[-110:]):
        return Kind("caption", "it describes or credits a picture")
    return None


def _ends_as_caption(tail: str) -> bool:
    small = phrases.folded(tail)
    named = small.rstrip(".").endswith(phrases.CAPTION_LAST)
    signed = (
        "/" in tail
        or "(" in tail
        or "©" in tail
        or (":" in tail and any(name in small for name in phrases.CAPTION_NAMES))
    )
    found = phrases.CAPTION_END.search(tail) if signed or named else None
    if found is None:
        return False
    before = tail[: found.start()].rstrip(" ")[-1:]
    told = small.startswith(_AGENCIES, found.start()) and (before.islower() or before in "’'")
    return not (told and before)


def _related(line: str, words: _Words) -> Kind | None:
    match = phrases.RELATED.match(line) if len(words) <= 30 else None
    if match is not None and (line[match.end() :].lstrip().startswith(_LED) or len(words) <= 5):
        return Kind("related", "it leads to other pages")
    return None


def _tags(line: str, words: _Words) -> Kind | None:
    named = len(words) <= 20 and ":" in line[:16] and phrases.TAGS.match(line)
    if named or (line[0] in "#@" and phrases.HASHTAGS.fullmatch(line)):
        return Kind("tags", "keywords under which the page is filed")
    return None


def _notice(line: str, words: _Words) -> Kind | None:
    if "©" not in line and phrases.NOTICE_WORDS.isdisjoint(words.lower):
        return None
    few = len(words) <= 6
    found = phrases.NOTICE.count(line)
    strong = (few or found) and len(words) <= 40 and phrases.STRONG_NOTICE.search(line)
    if strong or (few and found and not ends_sentence(line)):
        return Kind("notice", "a notice of the site to its readers")
    if found >= 3 and found * 14 >= len(words):
        return Kind("notice", f"{found} phrases of notices to readers")
    return None


def _odd(line: str, words: _Words) -> Kind | None:
    told = odd(line, words.lower, words.small)
    return Kind(*told, sure=True) if told is not None else None


def _link(line: str, _: _Words) -> Kind | None:
    if line.startswith(("http", "www.")) and phrases.ADDRESS.fullmatch(line):
        return Kind("link", "an address and nothing else")
    return None


def _mail(line: str, words: _Words) -> Kind | None:
    if len(words) <= 40 and words.small.startswith(phrases.MAIL) and phrases.MAIL_HEAD.match(line):
        return Kind("mail", "a line of a message's head")
    return None


def _release(line: str, words: _Words) -> Kind | None:
    if len(words) <= 20 and words.lower[0] in phrases.RELEASE_WORDS and phrases.RELEASE.match(line):
        return Kind("notice", "it says for whom a release is, and whom to ask")
    return None


_TESTS = (
    _icons,
    _date,
    _byline,
    _foreign,
    _credit,
    _odd,
    _share,
    _caption,
    _related,
    _tags,
    _notice,
    _link,
    _mail,
    _release,
)
