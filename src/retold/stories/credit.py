"""Which outlets an article names, and whether two articles name each other or one third.

A credit is the plainest evidence that text came over, and it is written in many ways: “Fox News
reports”, “told The Times”, “CNN affiliate KTVU”, “(AP)”. Names and addresses of one outlet meet
under one key; a bare “the Times” stands for the outlet that the article calls so in full, or
else for the other article's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retold.language.wordsets import word_set
from retold.statements.outlets import is_outlet
from retold.stories.unseen import source_key
from retold.types import Citation, Prepared

BYLINE = -1
"""The place of an outlet that a byline, a dateline or a credit line names."""

_DOMAINS = word_set("com co uk org net www tv info au ca za nz in ie news")
_GENERIC = word_set("the news online web channel agency newspaper")
_VAGUE = word_set("times post journal herald press daily tribune sun star news mail globe")
_SECTION = re.compile(r"\s[-–—|]\s.{0,60}$|\s(?:opinion|editorial|newsroom)$", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]{0,80}\)")
_SITE = re.compile(r"https?://(?:www\d?\.)?([a-z0-9.-]{3,80})", re.IGNORECASE)
_SHAPELESS = word_set(
    """tmz slate gizmodo newsmax townhall theblaze blaze salon espn variety recode mashable
    univision telemundo dnainfo motherjones freebeacon washingtonfreebeacon businessinsider
    drudgereport federalist thefederalist dailybeast oregonian plaindealer fivethirtyeight
    politifact propublica quartz vice marketwatch barrons fortune forbes esquire deadline mlive"""
)
"""Publishers whose names do not look like one's, as keys."""

_WORDS = word_set("hill week nation time people mirror independent blaze vox slate salon vice hour")
"""Keys that are plain words too: they count where a capital and, for some, “The” shows it."""

_SHORT = word_set("ap pa rt dw cp")
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Named:
    """The outlets that an article names.

    ``own`` is the key of its own outlet, ``places`` the sentences in which each other is named
    (:data:`BYLINE` above them all), ``cited`` those that it names as a source. ``vague`` are
    the sentences of names such as “the Times”, by their last word. ``capitals`` are the
    capitalised words of each sentence, alone and joined to their neighbours, so that a name is
    found however it is spaced.
    """

    own: str
    places: Mapping[str, tuple[int, ...]]
    cited: frozenset[str]
    vague: Mapping[str, tuple[int, ...]]
    capitals: tuple[frozenset[str], ...]


def outlet_key(name: str) -> str:
    """Return the key under which the names and addresses of one outlet meet; empty if vague.

    >>> outlet_key("Fox News") == outlet_key("www.foxnews.com") == outlet_key("Fox Online News")
    True
    >>> outlet_key("Wall Street Journal - Editorial")
    'wallstreetjournal'
    >>> outlet_key("The Times")
    ''
    """
    key = _squashed(name)
    return "" if key in _VAGUE else key


def _squashed(name: str) -> str:
    bare = _SECTION.sub("", _BRACKETS.sub(" ", name).strip())
    parts = [part for part in re.split(r"\W+", source_key(bare).casefold()) if part]
    if len(parts) > 1 and parts[-1] in _DOMAINS and "." in bare:
        sites = [part for part in parts if part not in _DOMAINS]
        parts = [source_key(site) for site in sites if len(site) > 2 or site in _SHORT][-1:]
        parts = parts[0].split() if parts else sites[-1:]
    kept = "".join(part for part in parts if part not in _GENERIC)
    key = re.sub(r"(?<=\w\w)(?:news|online)$", "", kept or "".join(parts))
    return key.removeprefix("the") if len(key) > 6 else key


def named(prepared: Prepared, citations: Sequence[Citation]) -> Named:
    """Return the outlets that an article names, its own left out."""
    own = own_key(prepared)
    places: dict[str, set[int]] = {}
    vague: dict[str, set[int]] = {}
    for sentence, name in _names(prepared, citations):
        key = _squashed(name)
        if key in _VAGUE:
            vague.setdefault(key, set()).add(sentence)
        elif key and key != own:
            places.setdefault(key, set()).add(sentence)
    cited = {outlet_key(one.source) for one in citations}
    cited |= {outlet_key(name) for name in prepared.article.credits}
    return Named(
        own=own,
        places={key: tuple(sorted(found)) for key, found in sorted(places.items())},
        cited=frozenset(cited - {"", own}),
        vague={key: tuple(sorted(found)) for key, found in sorted(vague.items())},
        capitals=tuple(_capitals(prepared, n) for n in range(len(prepared.sentences))),
    )


def own_key(prepared: Prepared) -> str:
    """Return the key of the outlet that published an article, from its name or its address."""
    article = prepared.article
    if article.outlet:
        return outlet_key(article.outlet)
    sites = _SITE.findall(article.url or "")
    return outlet_key(sites[-1]) if sites else ""


def _names(prepared: Prepared, citations: Sequence[Citation]) -> list[tuple[int, str]]:
    """Return the names of outlets and the sentences in which they stand."""
    found = [(BYLINE, name) for name in prepared.article.credits]
    found += [(BYLINE if c.sentence is None else c.sentence, c.source) for c in citations]
    at = 0
    for name in prepared.names:
        while at < len(prepared.sentences) and prepared.sentences[at].end <= name.start:
            at += 1
        written = prepared.text[name.start : name.end]
        if at < len(prepared.sentences) and _publishes(written):
            found.append((prepared.sentences[at].index, written))
    return found


def _publishes(name: str) -> bool:
    return is_outlet(name) or outlet_key(name) in _SHAPELESS or name.casefold() in _VAGUE


def _capitals(prepared: Prepared, number: int) -> frozenset[str]:
    """Return the capitalised words of a sentence.

    One without a small letter stands there in capitals too, one after a capital “The” as “the
    x”, and several in a row as “=xy”.
    """
    found: set[str] = set()
    run: list[str] = []
    for word in prepared.words[number]:
        written = prepared.text[word.start : word.end]
        if not (written[:1].isupper() or written[:1].isdigit()):
            run = []
            continue
        run = [*run[1 - _MOST_WORDS :], word.norm]
        found.add(word.norm.upper() if written.isupper() else word.norm)
        found.update("=" + "".join(run[n:]) for n in range(len(run) - 1))
        if run[-2:-1] == ["the"]:
            found.add(f"the {word.norm}")
    return frozenset(found)


def crediting(one: Named, other: Named) -> tuple[int, ...]:
    """Return the sentences of an article that name the other's outlet."""
    key = other.own
    if not key or key == one.own:
        return ()
    found = set(one.places.get(key, ()))
    for number, words in enumerate(one.capitals):
        if _written(key, words):
            found.add(number)
    for word, places in one.vague.items():
        if key.endswith(word) and not _in_full(word, one, {key}):
            found.update(places)
    return tuple(sorted(found))


def _written(key: str, words: frozenset[str]) -> bool:
    """Tell whether the name is among some words.

    It counts if it has several words, stands in capitals or is known for a publisher's: a plain
    word needs its “The”, and a town is no paper of that town.
    """
    if key in _WORDS:
        return f"the {key}" in words
    known = key in words and (key in _SHAPELESS or is_outlet(key.capitalize()))
    return known or f"={key}" in words or key.upper() in words


def _in_full(word: str, one: Named, without: set[str]) -> bool:
    """Tell whether an article names another outlet that a vague name may stand for."""
    return any(key.endswith(word) for key in one.places.keys() - without)


def thirds(a: Named, b: Named) -> dict[str, tuple[tuple[int, ...], tuple[int, ...]]]:
    """Return the outlets that both articles name beside their own, and where each does."""
    mine, theirs = _resolved(a, b), _resolved(b, a)
    shared = (mine.keys() & theirs.keys()) - {a.own, b.own, ""}
    return {key: (tuple(sorted(mine[key])), tuple(sorted(theirs[key]))) for key in sorted(shared)}


def _resolved(one: Named, other: Named) -> dict[str, set[int]]:
    """Return where an article names each outlet, vague names resolved by the full ones."""
    found = {key: set(places) for key, places in one.places.items()}
    for word, places in one.vague.items():
        full = [key for key in found if key.endswith(word)]
        full = full or [key for key in other.places if key.endswith(word)]
        if len(full) == 1:
            found.setdefault(full[0], set()).update(places)
    return found
