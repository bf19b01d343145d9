"""Other names in the place of an event's own, drawn by digest from lists."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import Any

import _name_lists as lists
from _names import COUNTRIES, EVERY, GENERIC, KINDS, PARTS, WORD, Names
from _traditions import Event, Line, Version, make_article

from retold.types import Article, Span

_FROM_COUNTRIES = {name: n for n, pair in enumerate(lists.COUNTRIES) for name in pair}
_VOWELS = "aeiou"


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
            coined = {w for w in WORD.findall(outlet) if w in found.words}
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
            pair = COUNTRIES.get(word, ())
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
    told = [n for n, w in enumerate(words) if w.casefold() not in GENERIC] or [0]
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
