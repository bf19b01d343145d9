"""Put other names in the place of an event's own, the same in all its versions.

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
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import cached_property
from hashlib import sha256
from typing import Any

import _name_lists as lists
from _traditions import Event, Line, Version, make_article

from retold.language.calendar_words import WEEKDAYS
from retold.language.name_words import BREAKS, INSTITUTIONS, OPENERS, PARTICLES, TITLES
from retold.language.wordsets import word_set
from retold.types import Article, Span

KINDS = ("outlets", "persons", "places", "organisations")
EVERY = "all of them"

_WORD = re.compile(r"[^\W\d_]+")
_LOWER = re.compile(r"(?<![\w@./])[^\W\d_A-Z]+(?!\w|@|/|\.\w)")
_INSIDE = re.compile(r"[^\W_](?:[,;]? |[-‐‑])\Z|[’'](?:s )\Z")
"""What stands before a word inside a sentence."""
_IN_A_PLACE = re.compile(r"\b(?:in|near|across|outside|around|off)\s(?:[A-Z]\w+[\s-])*\Z")
_GENERIC = INSTITUTIONS | frozenset({"the", "in", "brief", "of", "and", "world", "global"})
_KEPT = frozenset({"africa", "african", "asia", "asian", "christmas", "easter", "europe"})
_KEPT |= frozenset({"european", "covid", "internet", "ramadan", "celsius", "fahrenheit"})
_KEPT |= word_set("jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri")
_KEPT |= frozenset(f"{day}s" for day in WEEKDAYS)
_FROM_COUNTRIES = {name: n for n, pair in enumerate(lists.COUNTRIES) for name in pair}
_COUNTRIES = {w: p for p in (*lists.COUNTRIES, *lists.OTHER_COUNTRIES) for w in p}
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
    for word in found.keys() & _COUNTRIES.keys():
        found[word] = "country" if _COUNTRIES[word][0] == word else "adjective"
    every = {w.casefold() for t in (whole, *heads, *outlets) for w in _WORD.findall(t)}
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
    for match in _WORD.finditer(text):
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


# Replacing


@dataclass(frozen=True)
class Swap:
    """What is replaced by what: words with a capital, and phrases."""

    words: Mapping[str, str]
    phrases: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest = sorted(self.phrases, key=lambda p: (-len(p), p))
        phrases = "|".join(rf"(?<!\w){re.escape(p)}(?!\w)" for p in longest)
        return re.compile(f"(\\b[Aa]n? )?({phrases or '(?!)'}|[^\\W\\d_]+)")

    def text(self, text: str) -> str:
        """Return a text with other names.

        >>> Swap({"Belmora": "Ghana"}, {"The Quay": "The Echo"}).text("BELMORA: a Quay in Belmora")
        'GHANA: a Quay in Ghana'
        """
        return self._pattern.sub(self._other, text)

    def _other(self, match: re.Match[str]) -> str:
        article, name = match.group(1) or "", match.group(2)
        new = self.phrases.get(name) or self._word(name)
        if article and new != name:
            article = f"{article[0]}{'n' if new[0].casefold() in _VOWELS else ''} "
        return article + new

    def _word(self, word: str) -> str:
        if word in self.words:
            return self.words[word]
        if len(word) > 3 and word.isupper() and word.capitalize() in self.words:
            return self.words[word.capitalize()].upper()
        return word


def draw(event: Event, found: Names, kind: str, number: int = 0) -> Swap:
    """Draw other names for those of a kind, or for all; ``number`` tells draws apart."""
    kinds = KINDS if kind == EVERY else (kind,)
    parts = {part for one in kinds for part in PARTS.get(one, ())}
    hat = _Hat(f"{number}/{event.name}", set(found.every))
    chosen = {w for w, part in found.words.items() if part in parts}
    phrases: dict[str, str] = {}
    if "outlets" in kinds:
        texts = "\n".join(v.article.text for v in event.versions)
        for outlet in found.outlets:
            coined = {w for w in _WORD.findall(outlet) if w in found.words}
            if coined:
                chosen |= coined
            elif "of" not in outlet.split():  # an office that says what it is has no name
                phrases |= _outlet(outlet, texts, hat)
    return Swap(_replacements(chosen, found, hat), phrases)


def _replacements(chosen: Collection[str], found: Names, hat: _Hat) -> dict[str, str]:
    new: dict[str, str] = {}
    for word in sorted(chosen):
        if word in found.slips or found.words[word] == "adjective":
            continue
        if found.words[word] == "country":
            name, adjective = hat.country(word)
            new[word] = name
            made = [w for w, base in found.base.items() if base == word]
            pair = _COUNTRIES.get(word, ())
            new |= {w: _plural(w, adjective) for w in (*made, *pair[1:]) if w in chosen}
        else:
            new[word] = hat.name(word, found.words[word])
    for word in sorted(chosen - new.keys()):
        if found.words[word] == "adjective":
            new[word] = hat.country(word)[1]
    for word in sorted(chosen & found.slips.keys()):
        if found.slips[word] in new:
            usual = found.slips[word]
            new[word] = new[usual] + "s" if word == usual + "s" else _slip(new[usual])
    return new


def _plural(word: str, adjective: str) -> str:
    return adjective + "s" if word.endswith("ns") and not adjective.endswith("s") else adjective


def _slip(name: str) -> str:
    """Return a name written wrong.

    >>> _slip("Okafor"), _slip("Ng")
    ('Okafer', 'Nge')
    """
    for place in range(len(name) - 1, 0, -1):
        if name[place] in _VOWELS:
            other = "e" if name[place] != "e" else "a"
            return name[:place] + other + name[place + 1 :]
    return name + "e"


_POOLS = {
    "given": lists.GIVEN + lists.INVENTED_GIVEN,
    "family": lists.FAMILY + lists.INVENTED_FAMILY,
    "place": lists.PLACES + lists.INVENTED_PLACES,
    "organisation": lists.COMPANIES + lists.INVENTED_PLACES,
    "first": lists.OUTLET_FIRST,
    "last": lists.OUTLET_LAST,
    "joined": lists.OUTLET_JOINED,
}


class _Hat:
    """Names to draw from; none is drawn twice or is a word of the event already."""

    def __init__(self, seed: str, taken: set[str]) -> None:
        self._seed = seed
        self._taken = taken

    def name(self, word: str, part: str) -> str:
        """Draw a name in the place of a word, of about its length where there is one."""
        free = [name for name in _POOLS[part] if name.casefold() not in self._taken]
        near = [name for name in free if abs(len(name) - len(word)) <= 2]
        return self._draw(word, near or free)

    def country(self, word: str) -> tuple[str, str]:
        """Draw a country and what is of it."""
        free = [pair for pair in lists.COUNTRIES if not {w.casefold() for w in pair} & self._taken]
        name = self._draw(word, [pair[0] for pair in free])
        pair = lists.COUNTRIES[_FROM_COUNTRIES[name]]
        self._taken.add(pair[1].casefold())
        return pair

    def _draw(self, word: str, names: Sequence[str]) -> str:
        if not names:
            return f"{word}ava"
        seeds = ((sha256(f"{self._seed}/{word}/{n}".encode()).digest(), n) for n in names)
        name = min(seeds)[1]
        self._taken.add(name.casefold())
        return name


def _outlet(outlet: str, texts: str, hat: _Hat) -> dict[str, str]:
    """Return the forms of an outlet's name that are replaced, each with its replacement.

    The whole, without its article or the words at its end where two are left, its first word in
    brackets, as in datelines, and its initials.
    """
    words = outlet.split()
    told = [n for n, w in enumerate(words) if w.casefold() not in _GENERIC] or [0]
    new = list(words)
    for n in told:
        new[n] = _part_of_outlet(words[n], n == told[-1], hat)
    forms = {outlet: " ".join(new)}
    if words[0] == "The" and len(words) > 1:
        forms |= {f"the {' '.join(words[1:])}": f"the {' '.join(new[1:])}"}
        if len(words) > 2:
            forms[" ".join(words[1:])] = " ".join(new[1:])
    first = int(words[0] == "The")
    for end in range(max(told[-1] + 1, first + 2), len(words)):
        forms[" ".join(words[:end])] = " ".join(new[:end])
    forms[f"({words[first]})"] = f"({new[first]})"
    initials = "".join(w[0] for w in words)
    if len(words) > 2 and initials.isupper() and re.search(rf"\b{initials}\b", texts):
        forms[initials] = "".join(w[0] for w in new)
    return forms


def _part_of_outlet(word: str, last: bool, hat: _Hat) -> str:  # noqa: FBT001 (private)
    joined = re.fullmatch(r"([A-Z][a-z]+[A-Z]\w*?)(\d*)", word)
    if joined:
        return hat.name(joined.group(1), "joined") + joined.group(2)
    return hat.name(word, "last" if last else "first")


# The event


def swapped(event: Event, swap: Swap) -> Event:
    """Return an event with other names: texts, heads, outlets, and what is noted of them."""
    return replace(event, versions=tuple(_version(v, swap) for v in event.versions))


def _version(version: Version, swap: Swap) -> Version:
    text, at, lines = "", 0, []
    old = version.article.text
    for line in version.lines:
        text += old[at : line.span.start]
        new = swap.text(line.span.of(old))
        lines.append(Line(Span(len(text), len(text) + len(new)), line.sources))
        text += new
        at = line.span.end
    article = _article(version.article, text + old[at:], swap)
    noted = (version.changes, version.quotes)
    changes, quotes = (tuple(_record(one, swap) for one in records) for records in noted)
    return replace(version, article=article, lines=tuple(lines), changes=changes, quotes=quotes)


def _article(article: Article, text: str, swap: Swap) -> Article:
    fields = {
        name: value and swap.text(value)
        for name in ("headline", "standfirst", "outlet")
        for value in (getattr(article, name),)
    }
    credits_ = tuple(map(swap.text, article.credits))
    return make_article(article.id, text, published=article.published, credits=credits_, **fields)


_TEXTS = frozenset({"text", "speaker", "before", "after"})


def _record(record: Mapping[str, Any], swap: Swap) -> dict[str, Any]:
    return {k: swap.text(v) if k in _TEXTS and isinstance(v, str) else v for k, v in record.items()}


def shown(found: Names) -> dict[str, list[str]]:
    """Return the words of each part, for a reader to check."""
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for word, part in sorted(found.words.items()):
        parts[part].append(word)
    return {**parts, "outlets": list(found.outlets)}
