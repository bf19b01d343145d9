"""Which company, office or outlet “the company”, “the owner” and “the newspaper” stand for.

A body is a run of capitals that is nobody's name. What it is called besides is read from
appositions (“the owner, Hermosa Lines”, “Hermosa Lines, which owns the barge”), from the words
of its name, and else it is the body of that sort named last.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

from retold.language.name_words import INSTITUTIONS, OPENERS
from retold.language.wordsets import word_set
from retold.statements.grammar import PREPOSITION
from retold.statements.outlets import KINDS, is_outlet
from retold.statements.roles import capital_runs
from retold.statements.tokens import Token, Unit

_COMPANY = word_set(
    """company firm business corporation manufacturer maker carmaker automaker airline carrier
    operator owner supplier producer developer retailer group brewery insurer builder shipowner
    utility startup chain contractor shipper lender"""
)
_ANY_COMPANY = frozenset(("company", "firm", "business", "corporation", "group"))
_SUFFIX = word_set(
    """lines line airlines airways air motors automobile automobiles works corp corporation inc ltd
    plc ag gmbh co company group industries systems services holdings partners energy oil gas bank
    foods pharma pharmaceuticals technologies solutions logistics shipping mining steel electric
    power rail railways software labs stores brands homes properties"""
)
_PUBLIC = word_set(
    """ministry department bureau office authority agency commission court police council parliament
    senate congress assembly admiralty navy army government university college institute hospital
    city state republic federation party union association federation committee board"""
)
_DOES = {
    "owns": "owner", "owned": "owner", "operates": "operator", "operated": "operator",
    "runs": "operator", "ran": "operator", "makes": "maker", "made": "maker",
    "built": "builder", "builds": "builder", "supplies": "supplier", "supplied": "supplier",
    "produces": "producer", "sells": "retailer", "insures": "insurer", "publishes": "publisher",
}  # fmt: skip
_SAME = {
    "maker": ("manufacturer", "carmaker", "automaker", "producer"),
    "manufacturer": ("maker", "carmaker", "automaker", "producer"),
    "carmaker": ("maker", "manufacturer", "automaker"),
    "operator": ("carrier", "airline", "owner"),
    "carrier": ("airline", "operator"),
    "owner": ("shipowner", "operator"),
    "organisation": ("organization", "union", "association", "charity", "body", "group"),
    "organization": ("organisation", "union", "association", "charity", "body", "group"),
    "body": ("council", "board", "committee", "commission", "authority"),
}


@dataclass(slots=True)
class Bodies:
    """The bodies of an article: where each is named, and what it is called besides."""

    names: list[tuple[int, str]] = field(default_factory=list)
    seen: list[tuple[int, int, float, str]] = field(default_factory=list)
    called: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    short: dict[str, str] = field(default_factory=dict)
    nouns: frozenset[str] = frozenset()

    def known(self) -> frozenset[str]:
        """Return the names that a description, or a word in them, shows to be those of bodies."""
        return frozenset(name for *_, name in self.seen)

    def full(self, name: str) -> str:
        """Return the name that an abbreviation stands for in the article, else the name."""
        return self.short.get(name, name)

    def owned(self, owner: str, words: str) -> str | None:
        """Return the body that an owner and what they own name: “Lomaria” and “admiralty”."""
        stem = owner.lower()[:_STEM]
        wanted = set(words.lower().split())
        fit = (name for _, name in self.names[:_RECENT] if stem in name.lower())
        return next((name for name in fit if wanted <= set(name.lower().split())), None)

    def is_noun(self, token: Token) -> bool:
        """Tell a word that only its place at the start of a sentence writes with a capital."""
        return token.text in self.nouns

    def of(self, head: str, at: int) -> str | None:
        """Return the body that “the HEAD” stands for at a character, if one was named before."""
        if head in KINDS:
            found = self._last(at, is_outlet) or self._by_word(head, at)
            return found or self._called(head, at)
        by_name = self._called(head, at) or self._by_word(head, at)
        if by_name is None and head in _COMPANY:
            by_name = self._company(at)
        return by_name

    def _called(self, head: str, at: int) -> str | None:
        words = (head, *_SAME.get(head, ()))
        found = next((place for word in words if (place := self._place(word, at))), None)
        if found is None and head in _ANY_COMPANY:
            found = max(filter(None, (self._place(word, at) for word in _COMPANY)), default=None)
        return found[1] if found else None

    def _place(self, word: str, at: int) -> tuple[int, str] | None:
        places = self.called.get(word, [])
        before = bisect_left(places, (at, ""))
        return places[before - 1] if before else None

    def _by_word(self, head: str, at: int) -> str | None:
        """Return the body with that word in its name (“the bureau”) that was named last."""
        return self._last(at, lambda name: head in name.lower().split())

    def _company(self, at: int) -> str | None:
        return self._last(at, lambda name: name.lower().split()[-1] in _SUFFIX) or self._usual(at)

    def _usual(self, at: int) -> str | None:
        """Return the body named most often that is no public one and no outlet."""
        end = bisect_left(self.names, (at, ""))
        seen = Counter(name for _, name in self.names[max(0, end - _RECENT) : end])
        fit = [name for name in seen if " " in name and self.counts[name] > 1]
        fit = [name for name in fit if _may_be_company(name)]
        return max(fit, key=lambda name: (seen[name], self.counts[name], name), default=None)

    def _last(self, at: int, fits: Callable[[str], bool]) -> str | None:
        end = bisect_left(self.names, (at, ""))
        recent = reversed(self.names[max(0, end - _RECENT) : end])
        return next((name for _, name in recent if fits(name)), None)


_STEM = 5
_RECENT = 120
"""Mentions before a word among which what it stands for is sought."""


def bodies(rows: Sequence[Unit], people: Collection[str]) -> Bodies:
    """Return the bodies of an article.

    Args:
        rows: Its sentences.
        people: The surnames of those who are people, in lower case.
    """
    made = Bodies(nouns=_nouns(rows))
    for number, row in enumerate(rows):
        for start, end in capital_runs(row.tokens):
            if row.tokens[end - 1].low in people or end - start > _LONGEST:
                continue
            if end == 1 and row.tokens[0].text in made.nouns:
                continue
            first = _whole(row.tokens, start)
            name = " ".join(t.text for t in row.tokens[first:end])
            name = name.replace(" ’ ", "’ ").replace(" ' ", "' ")
            at = row.tokens[first].start
            made.names.append((at, name))
            made.counts[name] += 1
            for word in _descriptions(row.tokens, start, end):
                made.called.setdefault(word, []).append((at, name))
            if (short := _abbreviated(row.tokens, end)) is not None and " " in name:
                made.short[short] = name
            made.seen.append((at, number, _weight(row.tokens, start, end), name))
    _initials(made)
    known = {name for places in made.called.values() for _, name in places}
    made.seen = [one for one in made.seen if one[3] in known or _is_body(one[3])]
    return made


def _whole(tokens: Sequence[Token], start: int) -> int:
    """Return where “the Dock Workers’ Union” begins, which its apostrophe cuts in two."""
    if start < _CUT or tokens[start - 1].text not in {"’", "'"} or not tokens[start - 2].capital:
        return start
    start -= 2
    while start and tokens[start - 1].capital and tokens[start - 1].low not in OPENERS:
        start -= 1
    return start


_CUT = 2


def _nouns(rows: Sequence[Unit]) -> frozenset[str]:
    """Return the words that have a capital at the start of sentences alone and are no names."""
    inside = {t.text for row in rows for t in row.tokens[1:]}
    first = {row.tokens[0] for row in rows if row.tokens[0].capital}
    return frozenset(
        t.text
        for t in first
        if t.text not in inside
        and not t.text.isupper()
        and not is_outlet(t.text)
        and (t.low in inside or (t.low.endswith("s") and not t.low.endswith("ss")))
    )


def _abbreviated(tokens: Sequence[Token], end: int) -> str | None:
    """Return “WB” behind a name: “the Water Board (WB)”, “the Water Board, or WB,”."""
    for opens, closes in (("(", ")"), ("or", ",")):
        at = end + (tokens[end].text == "," if end < len(tokens) else 0)
        if at + 2 < len(tokens) and tokens[at].text == opens and tokens[at + 2].text == closes:
            short = tokens[at + 1].text
            return short if short.isupper() and 1 < len(short) <= _ABBREVIATION else None
    return None


def _initials(made: Bodies) -> None:
    """Take an abbreviation for the one name in the article that has these initials."""
    usual = [name for name, _ in made.counts.most_common(_USUAL)]
    long = [name for name in usual if " " in name]
    for short in [name for name in usual if name.isupper() and " " not in name]:
        fit = [name for name in long if _first_letters(name) == short]
        if len(fit) == 1:
            made.short.setdefault(short, fit[0])


def _first_letters(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _weight(tokens: Sequence[Token], start: int, end: int) -> float:
    """Say how much a name puts a body in view: as a subject more than behind a preposition."""
    before = tokens[start - 1].low if start else ""
    before = tokens[start - 2].low if before in {"the", "a", "an"} and start > 1 else before
    owner = end < len(tokens) and tokens[end].low in {"'s", "’s"}
    return 0.3 if before in PREPOSITION or owner else 1.0


def _is_body(name: str) -> bool:
    words = set(name.lower().split())
    return bool(words & (INSTITUTIONS | _PUBLIC | _SUFFIX)) or is_outlet(name) or name.isupper()


_ABBREVIATION = 8
_USUAL = 200
"""Names among which abbreviations are sought; the bound keeps the time linear."""
_LONGEST = 7


def _descriptions(tokens: Sequence[Token], start: int, end: int) -> Iterator[str]:
    """Return the nouns that stand in apposition to a name, or follow from what it does."""
    if start > 1 and tokens[start - 1].text == "," and tokens[start - 2].low in _NOUNS:
        yield tokens[start - 2].low
    if start and tokens[start - 1].low in _NOUNS and not tokens[start - 1].capital:
        yield tokens[start - 1].low
    if end + 2 < len(tokens) and tokens[end].text == ",":
        if tokens[end + 1].low == "which":
            yield from (_DOES[t.low] for t in tokens[end + 2 : end + 4] if t.low in _DOES)
        elif tokens[end + 1].low in {"the", "a", "an", "its"}:
            near = tokens[end + 2 : end + 7]
            stop = next((n for n, t in enumerate(near) if t.kind != "w"), len(near))
            heads = (n for n in range(stop) if near[n].low in _NOUNS)
            ends = (n for n in heads if n + 1 == stop or near[n + 1].low in PREPOSITION)
            yield from (near[n].low for n in ends)


_NOUNS = _COMPANY | KINDS | INSTITUTIONS | word_set("charity publisher organisation organization")


def _may_be_company(name: str) -> bool:
    words = name.lower().split()
    return not (_PUBLIC & set(words)) and not is_outlet(name)
