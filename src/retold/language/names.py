"""Proper names in a text, by their capitals and their company.

A word at the start of a sentence is a name only if the rest of the text says so. Titles are
left out of the name. ``key`` groups the mentions of one bearer: ``Kirby``, ``John Kirby`` and
``John F. Kirby`` meet under ``kirby`` unless the text knows two Kirbys.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from retold.language.name_words import (
    ALIASES,
    BEFORE_OF,
    BREAKS,
    INSTITUTIONS,
    OPENERS,
    PARTICLES,
    TITLES,
)
from retold.types import Name

_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑'’&.](?=[^\W\d_])[^\W\d_]+)*\.?|\d+|\S|\n\s*")
_POSSESSIVE = re.compile(r"['’][sS]\Z")
_OPENING = frozenset("\"“‘'«([{—–-•*|/")
_STOPS = frozenset(".!?:…;")
_LONGEST = 8


class _Word(NamedTuple):
    """A word with what its capitals and its place say."""

    text: str
    start: int
    end: int
    first: bool  # at the start of a sentence or a quotation
    tied: bool  # one plain space behind the word before
    capital: bool


def names(text: str) -> tuple[Name, ...]:
    """Find the proper names of a text, in order.

    >>> [(n.key) for n in names("It was John F. Kirby. Kirby spoke in New York.")]
    ['kirby', 'kirby', 'new york']
    """
    words = _words(text)
    known = _known(words)
    runs = [run for run in _runs(words) if run]
    kept = [trimmed for run in runs if (trimmed := _trim(run, known))]
    keys = _keys([tuple(_plain(word.text) for word in run) for run in kept], known)
    return tuple(
        Name(run[0].start, run[-1].start + len(_bare(run[-1].text)), key)
        for run, key in zip(kept, keys, strict=True)
    )


def _words(text: str) -> list[_Word]:
    """Cut a text into words and marks."""
    words: list[_Word] = []
    first, last_end = True, -2
    for match in _WORD.finditer(text):
        word = match.group()
        if word[0] == "\n":
            first = True
            continue
        start = match.start()
        if word.endswith(".") and len(word) > 1 and not _abbreviated(word):
            word = word[:-1]
        end = start + len(word)
        tied = start == last_end + 1 and not first
        words.append(_Word(word, start, end, first, tied, word[0].isupper()))
        last_end = end
        stop = word in _STOPS or match.group() != word
        first = (
            stop
            or (word in _OPENING and (first or word not in "-—–'/"))
            or (first and not word[0].isalnum())
        )
    return words


def _abbreviated(token: str) -> bool:
    """Tell whether a full stop belongs to the word: an initial, ``U.S.``, a title."""
    stem = token[:-1]
    initials = "." in stem and all(len(part) < 3 for part in stem.split("."))
    return len(stem) == 1 or initials or stem.lower() in TITLES or stem in {"St", "Jr", "Sr"}


def _bare(token: str) -> str:
    """Take the possessive ending off a word."""
    return _POSSESSIVE.sub("", token)


def _plain(token: str) -> str:
    """Give a word's lower-case form without dots and possessive."""
    return _bare(token).replace(".", "").replace("’", "'").lower()


def _known(words: Iterable[_Word]) -> Mapping[str, tuple[int, int]]:
    """Count each word's capitals inside sentences and its lower-case uses."""
    capitals: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    for word in words:
        if word.capital and not word.first:
            capitals[_plain(word.text)] += 1
        elif not word.capital:
            lower[_plain(word.text)] += 1
    return {key: (capitals[key], lower[key]) for key in capitals.keys() | lower.keys()}


def _runs(words: list[_Word]) -> Iterable[list[_Word]]:
    """Give the runs of capitalised words, particles between them included."""
    run: list[_Word] = []
    waiting: list[_Word] = []  # particles that need a capital behind them
    for word in words:
        fits = word.tied or not run
        if run and fits and not word.capital and _may_join(run[-1], word):
            waiting.append(word)
            continue
        joins = word.capital and word.text[0].isalpha() and _plain(word.text) not in BREAKS
        if run and not (joins and fits and len(run) < _LONGEST):
            yield run
            run = []
        if joins:
            run = [*run, *waiting, word] if run else [word]
            if _bare(word.text) != word.text:  # a possessive ends its name
                yield run
                run = []
        waiting = []
    yield run


def _may_join(before: _Word, word: _Word) -> bool:
    """Tell whether a small word may stand inside a name."""
    small = word.text.lower()
    return small in PARTICLES and (small != "of" or _plain(before.text) in BEFORE_OF)


def _trim(run: list[_Word], known: Mapping[str, tuple[int, int]]) -> list[_Word]:
    """Take openers and titles off the front; drop what is no name."""
    if run[0].first and not _acronym(run[0].text):
        word = _plain(run[0].text)
        capital, lower = known.get(word, (0, 0))
        opener = word in OPENERS or (not capital and (lower > 0 or len(run) == 1))
        if opener or (len(run) == 1 and not capital):
            run = run[1:]
    while run and _plain(run[0].text) in {"the", "a", "an"}:
        run = run[1:]
    titled = [k for k, word in enumerate(run) if _plain(word.text) in TITLES]
    cut = max((k + 1 for k in titled if k + 1 < len(run)), default=0)
    run = run[cut:]
    while run and run[0].text.lower() in PARTICLES and not run[0].capital:
        run = run[1:]
    while len(run) > 1 and run[-1].text.endswith(".") and _plain(run[-1].text) in TITLES:
        run = run[:-1]
    lone = _plain(run[0].text) if len(run) == 1 else None
    dropped = lone is not None and (len(lone) < 2 or lone in TITLES or _is_opener(run[0]))
    return [] if dropped else run


def _is_opener(word: _Word) -> bool:
    """Tell whether a word opens sentences; ``US`` is no ``us``."""
    return _plain(word.text) in OPENERS and not _acronym(word.text)


def _acronym(word: str) -> bool:
    """Tell whether a word is written in capitals throughout."""
    letters = _bare(word).replace(".", "")
    return len(letters) > 1 and letters.isupper()


def _keys(runs: list[tuple[str, ...]], known: Mapping[str, tuple[int, int]]) -> list[str]:
    """Give each run the key of its bearer."""
    fulls: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for run in runs:
        given = tuple(word for word in run if len(word) > 1)
        if len(given) > 1 and _personal(given, known):
            fulls[given[-1]].add(given)
    initials = {
        "".join(word[0] for word in run if word not in PARTICLES): " ".join(run)
        for run in runs
        if len(run) > 1
    }
    return [_key(run, fulls, initials, known) for run in runs]


def _personal(run: tuple[str, ...], known: Mapping[str, tuple[int, int]]) -> bool:
    """Tell whether a name ends in something like a family name."""
    last = run[-1]
    common = known.get(last, (0, 0))[1] > 0
    return not (common or last in INSTITUTIONS or last in OPENERS or "of" in run or len(run) > 4)


def _key(
    run: tuple[str, ...],
    fulls: Mapping[str, set[tuple[str, ...]]],
    initials: Mapping[str, str],
    known: Mapping[str, tuple[int, int]],
) -> str:
    """Give the key of one run of words."""
    given = tuple(word for word in run if len(word) > 1) or run
    whole = " ".join(given)
    if whole in ALIASES:
        return ALIASES[whole]
    if len(given) == 1:
        return initials.get(given[0], given[0])
    bearers = fulls.get(given[-1], set())
    alike = all(_compatible(given, other) for other in bearers)
    if alike and _personal(given, known) and _place_like(given) is False:
        return given[-1]
    return whole


def _compatible(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Tell whether two full names may be one person's."""
    return a[0] == b[0] or a[0][0] == b[0][0] == min(a[0], b[0], key=len)


def _place_like(run: tuple[str, ...]) -> bool:
    """Tell whether a name opens like that of a place."""
    return run[0] in {"new", "north", "south", "east", "west", "san", "santa", "saint", "st", "los"}
