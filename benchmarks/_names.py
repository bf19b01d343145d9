"""Find the names of an event, so that others can be put in their place (``_swaps.py``).

Names are told by their capitals: a word that stands with a capital inside a sentence and nowhere
without one. They are sorted into

- ``persons``: who is quoted, and who follows a title; each part of a name has its own
  replacement, so that a surname alone, a pair with a hyphen and a possessive follow;
- ``places``: what something is in or near; with a word made from it ("Belmoran") it is a
  country, and is replaced by one that has such a word too;
- ``organisations``: all other names;
- ``outlets``: the names that the versions are printed under, wherever they stand; what says what
  an outlet is ("Daily", "Press Agency") stays, and initials that stand for one follow.

What is an ordinary word stays ("Quarry Hill"), and so do titles, days and months. A name that is
written wrong in one version is replaced by its replacement written wrong. Replacements are drawn
by digest from ``_name_lists``, of about the same length, and none is a word of the event.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import _name_lists as lists
from _traditions import Event

from retold.language.calendar_words import WEEKDAYS
from retold.language.name_words import BREAKS, INSTITUTIONS, OPENERS, PARTICLES, TITLES
from retold.language.wordsets import word_set

KINDS = ("outlets", "persons", "places", "organisations")
EVERY = "all of them"

WORD = re.compile(r"[^\W\d_]+")
_LOWER = re.compile(r"(?<![\w@./])[^\W\d_A-Z]+(?!\w|@|/|\.\w)")
_INSIDE = re.compile(r"[^\W_](?:[,;]? |[-‐‑])\Z|[’'](?:s )\Z")
"""What stands before a word inside a sentence."""
_IN_A_PLACE = re.compile(r"\b(?:in|near|across|outside|around|off)\s(?:[A-Z]\w+[\s-])*\Z")
GENERIC = INSTITUTIONS | frozenset({"the", "in", "brief", "of", "and", "world", "global"})
_KEPT = frozenset({"africa", "african", "asia", "asian", "christmas", "easter", "europe"})
_KEPT |= frozenset({"european", "covid", "internet", "ramadan", "celsius", "fahrenheit"})
_KEPT |= word_set("jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri")
_KEPT |= frozenset(f"{day}s" for day in WEEKDAYS)
COUNTRIES = {w: p for p in (*lists.COUNTRIES, *lists.OTHER_COUNTRIES) for w in p}
_SUFFIXES = ("n", "an", "ian", "ese", "i", "is", "er", "ers", "ns", "ans", "ians")
_ALIKE = 0.75
_VOWELS = "aeiou"


@dataclass(frozen=True)
class Names:
    """The names of an event: the kind and part of every word, and its outlets.

    ``words`` leads from a word to ``given``, ``family``, ``place``, ``country``, ``adjective``
    or ``organisation``; ``base`` from a word to the one that it is made from; ``slips`` from a
    rare spelling to the usual one.
    """

    words: Mapping[str, str]
    base: Mapping[str, str]
    slips: Mapping[str, str]
    outlets: tuple[str, ...]
    every: frozenset[str]


PARTS = {
    "persons": ("given", "family"),
    "places": ("place", "country", "adjective"),
    "organisations": ("organisation",),
}


# Finding


def names(event: Event, ordinary: Collection[str]) -> Names:
    """Find the names of an event.

    Args:
        event: All its versions; who is quoted there is taken from what is noted of them.
        ordinary: Words that are no names, in lower case, as :func:`ordinary` returns them.
    """
    outlets = tuple(sorted({v.article.outlet for v in event.versions if v.article.outlet}))
    heads = [t for v in event.versions for t in (v.article.headline, v.article.standfirst) if t]
    whole = "\n".join(v.article.text for v in event.versions)
    text = _without(outlets, whole)
    counts: Counter[str] = Counter(_names_inside(text, ordinary))
    places = {w for w in counts if _in_places(w, text)}
    found = _people(_speakers(event), counts.keys() - places, text)
    for word in sorted(counts.keys() - found.keys()):
        found[word] = "place" if word in places else "organisation"
    base = _derived(found)
    for word in base:
        found[word] = "adjective"
    for word in set(base.values()):
        found[word] = "country"
    for word in found.keys() & COUNTRIES.keys():
        found[word] = "country" if COUNTRIES[word][0] == word else "adjective"
    every = {w.casefold() for t in (whole, *heads, *outlets) for w in WORD.findall(t)}
    return Names(found, base, _slips(found, counts), outlets, frozenset(every))


def ordinary_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that stand in lower case in some text, and those that are never names.

    >>> sorted({"rain", "hill", "tarn"} & ordinary_words(["Rain fell on Tarn Hill. The hill ..."]))
    ['hill']
    """
    found = {w for text in texts for w in _LOWER.findall(text)}
    return frozenset(found) | TITLES | INSTITUTIONS | OPENERS | BREAKS | _KEPT


def _without(outlets: Iterable[str], text: str) -> str:
    """Return a text in which no outlet is named in full."""
    for outlet in sorted(outlets, key=lambda o: (-len(o), o)):
        text = re.sub(rf"\b{re.escape(outlet.removeprefix('The '))}\b", "it", text)
    return text


def _names_inside(text: str, ordinary: Collection[str]) -> Iterator[str]:
    """Yield the words with a capital that stand inside a sentence and are not ordinary."""
    for match in WORD.finditer(text):
        word, start = match.group(), match.start()
        if len(word) < 3 or not word[0].isupper() or word[1:] != word[1:].lower():
            continue
        if word.casefold() not in ordinary and _INSIDE.search(text, max(0, start - 4), start):
            yield word


def _people(speakers: Mapping[str, int], known: Collection[str], text: str) -> dict[str, str]:
    """Return the parts of the names of persons: of who is quoted and who follows a title."""
    found: dict[str, str] = {}
    for speaker, direct in sorted(speakers.items()):
        parts = _parts(speaker)
        if len(parts) > 1 and _is_person(parts, known, text, said=direct > 0):
            given, *family = (p for part in parts for p in part.split("-"))
            found |= {given: "given"} | dict.fromkeys(family, "family")
    for match in _AFTER_TITLE.finditer(text):
        named = [p for part in _parts(match.group(1)) for p in part.split("-")]
        for place, part in enumerate(p for p in named if p in known):
            found.setdefault(part, "given" if place == 0 and len(named) > 1 else "family")
    surnames = "|".join(sorted(re.escape(w) for w in found if found[w] == "family")) or "(?!)"
    for match in re.finditer(rf"\b([^\W\d_]+) (?:{surnames})\b", text):
        if match.group(1) in known:
            found.setdefault(match.group(1), "given")
    return found


_TITLED = "|".join(sorted((t.capitalize() for t in TITLES), key=lambda t: (-len(t), t)))
_AFTER_TITLE = re.compile(
    rf"\b(?:{_TITLED})\.?((?: (?!(?:{_TITLED})\b)[A-ZÀ-ÝĀ-Ž][\w’'-]+){{1,3}})"
)


def _speakers(event: Event) -> dict[str, int]:
    """Return who is quoted, and how often directly."""
    found: Counter[str] = Counter()
    for version in event.versions:
        for quote in version.quotes:
            found[str(quote["speaker"])] += quote["kind"] == "direct"
    return found


def _parts(name: str) -> list[str]:
    """Return the parts of a person's name, without titles and particles."""
    words = re.findall(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*", re.sub(r"[’']s\b", "", name))
    return [w for w in words if w.casefold() not in TITLES | PARTICLES and len(w) > 1]


def _is_person(parts: Sequence[str], known: Collection[str], text: str, *, said: bool) -> bool:
    """Tell a person from a paper or a firm.

    A person is quoted directly, is named by the last name alone, or has a title.
    """
    last = parts[-1].split("-")[-1]
    if any(p[0].islower() or p.casefold() in INSTITUTIONS for p in parts):
        return False
    whole, end = re.escape(" ".join(parts)), re.escape(parts[-1])
    if re.search(rf"\b(?:{_TITLED})\.? {whole}\b", text):
        return True
    alone = re.search(rf"(?:^|[.,!?”\"] |\b[a-z]+,? ){end}\b", text, re.MULTILINE)
    return last in known and bool(said or alone)


def _in_places(word: str, text: str) -> bool:
    found = re.finditer(rf"\b{re.escape(word)}\b", text)
    return any(_IN_A_PLACE.search(text, max(0, m.start() - 40), m.start()) for m in found)


def _derived(found: Mapping[str, str]) -> dict[str, str]:
    """Lead from words made from a place's name ("Belmoran") to that."""
    free = [w for w in found if found[w] in ("place", "organisation")]
    bases = {w: w[:-1] if w[-1] in _VOWELS else w for w in free if len(w) > 4}
    return {
        word: base
        for word in free
        for base, stem in sorted(bases.items(), key=lambda item: -len(item[0]))
        if word != base and word[: len(stem)] == stem and _made(word, base, stem)
    }


def _made(word: str, base: str, stem: str) -> bool:
    return any(word in (base + end, stem + end) for end in _SUFFIXES) and len(word) >= len(base)


def _slips(found: Mapping[str, str], counts: Mapping[str, int]) -> dict[str, str]:
    """Lead from a name that is seldom written so to one that is mostly written so."""
    slips = {}
    for word in found:
        for usual in found:
            if word == usual or usual in slips or found[word] != found[usual]:
                continue
            rarer = (counts.get(word, 0), word) < (counts.get(usual, 0), usual)
            if rarer and word[0] == usual[0] and min(len(word), len(usual)) > 3:
                alike = SequenceMatcher(None, word, usual, autojunk=False).ratio()
                if alike >= _ALIKE and found[word] not in ("country", "adjective"):
                    slips[word] = usual
    return slips


def shown(found: Names) -> dict[str, list[str]]:
    """Return the words of each part, for a reader to check."""
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for word, part in sorted(found.words.items()):
        parts[part].append(word)
    return {**parts, "outlets": list(found.outlets)}
