"""Which body, outlet or group the words of a source stand for.

Names stand for themselves, in the fullest form that the article has. “It” is the body most in
view: named as the subject of a sentence close by, or speaking. “The company” is looked up among the
bodies of the article (`bodies.py`); what belongs to somebody is named after them: “her family” is
“Ana Marsh’s family”.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from retold.language.name_words import INSTITUTIONS
from retold.statements.bodies import Bodies
from retold.statements.grammar import PREPOSITION
from retold.statements.kinds import head_of, source_kind
from retold.statements.outlets import KINDS, is_outlet
from retold.statements.roles import capital_runs
from retold.statements.tokens import Token

_IT = frozenset(("it", "its", "which", "they", "them", "their"))
_MANY = frozenset(("they", "them", "their"))
_DEFINITE = frozenset(("the", "this", "that", "its", "his", "her", "their", "both"))
_ANY_BODY = frozenset(("organisation", "organization", "body", "institution", "group", "entity"))
_SHORT = 4
_FADES, _SPOKE = 0.5, 1.5
_ROWS = 4
"""How many sentences ago a body may have been named that “it” means."""


class _Seen(NamedTuple):
    start: int
    row: int
    weight: float
    name: str


@dataclass(slots=True)
class Groups:
    """What is known of the bodies and groups of one article, built up from its start to its end."""

    text: str
    bodies: Bodies = field(default_factory=Bodies)
    known: dict[str, str] = field(default_factory=dict)
    spoke: list[_Seen] = field(default_factory=list)

    def thing(self, tokens: Sequence[Token], row: int) -> str | None:
        """Name an organisation, or the outlet, body or group that a source stands for.

        Args:
            tokens: The words of the source.
            row: The number of its sentence.
        """
        at = tokens[0].start
        if len(tokens) == 1 and tokens[0].low in _IT:
            return self._pronoun(tokens[0].low, at, row)
        runs = capital_runs(tokens)
        start = 1 if tokens[0].low == "the" else 0
        if runs and runs[0] == (start, len(tokens)):
            if len(tokens) == 1 and self.bodies.is_noun(tokens[0]):
                return None
            return self.remember(self.text[tokens[start].start : tokens[-1].end], at, row)
        if runs and _stands_apart(tokens, *runs[-1]):
            name = self.text[tokens[runs[-1][0]].start : tokens[runs[-1][1] - 1].end]
            return self.remember(name, at, row)
        if tokens[0].low in _DEFINITE and (not runs or runs[-1][1] < len(tokens)):
            return self._body(tokens, row)
        return None

    def remember(self, name: str, at: int, row: int) -> str:
        """Note that a body spoke, and return its fullest name."""
        name = self.bodies.full(name)
        self.spoke.append(_Seen(at, row, _SPOKE, name))
        if is_outlet(name):
            self.known["outlet"] = name
        for word in name.lower().split():
            if word in INSTITUTIONS:
                self.known[word] = name
        return name

    def it(self, at: int, row: int) -> str | None:
        """Return the body most in view before a place."""
        end = bisect_left(self.bodies.seen, (at,))
        seen = [_Seen(*one) for one in self.bodies.seen[max(0, end - _RECENT) : end]]
        near = [one for one in [*seen, *self.spoke[-_RECENT:]] if one.start < at]
        near = [one for one in near if row - one.row <= _ROWS or one.weight == _SPOKE]
        best = max(near, key=lambda s: (s.weight - _FADES * (row - s.row), s.start), default=None)
        return self.bodies.full(best.name) if best else None

    def _pronoun(self, low: str, at: int, row: int) -> str | None:
        if low == "which":
            return self._named_before(at)
        return self.known.get("they") if low in _MANY else self.it(at, row)

    def _body(self, tokens: Sequence[Token], row: int) -> str | None:
        """Find the body that “the company” or “the same organisation” stands for."""
        head, at = head_of(tokens).low, tokens[0].start
        if head.endswith("s") and source_kind(tokens, person=False) == "unnamed group":
            self.known["they"] = self.text[at : tokens[-1].end]
            return None
        if any(t.low in PREPOSITION for t in tokens) or len(tokens) > _SHORT:
            return None
        known = self.known.get("outlet" if head in KINDS else head)
        if known is None and head in _ANY_BODY:
            known = self.it(at, row)
        found = known or self.bodies.of(head, at)
        if found:
            found = self.bodies.full(found)
            self.spoke.append(_Seen(at, row, _SPOKE, found))
        return found

    def _named_before(self, at: int) -> str | None:
        """Return the name that ends right before a relative pronoun."""
        match = _RUN_BEFORE.search(self.text, max(0, at - 80), at)
        return match.group(1) if match else None


_RECENT = 40
_RUN_BEFORE = re.compile(
    r"((?:[A-Z][\w’'-]{0,40} (?:(?:of|the|and|&) ){0,2}){0,5}[A-Z][\w’'-]{0,40}), ?$"
)


def _stands_apart(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether a name and a description are in apposition: “the owner, Hermosa Lines”."""
    if end == len(tokens) and start > 1 and tokens[start - 1].text == ",":
        return all(
            t.kind == "w" and not (i and t.capital) for i, t in enumerate(tokens[: start - 1])
        )
    return not start and end + 1 < len(tokens) and tokens[end].text == ","
