"""Whom the words of a source mean: “he”, “the spokesman” and “Kirby” are John Kirby."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from retold.language.name_words import INSTITUTIONS
from retold.statements.antecedents import GENDER, referents
from retold.statements.bodies import Bodies, bodies
from retold.statements.extraction import Draft
from retold.statements.grammar import PREPOSITION
from retold.statements.kinds import head_of, source_kind
from retold.statements.offices import ANY_OFFICE, holder, office_in
from retold.statements.outlets import KINDS, is_outlet
from retold.statements.people import (
    Person,
    add_person,
    gender_of,
    people,
)
from retold.statements.roles import (
    after_portfolio,
    capital_runs,
    describe,
    is_institution,
)
from retold.statements.tokens import Token, Unit
from retold.types import SourceKind, Span

_RELATIVE = frozenset(("who", "which", "whose", "whom"))
_POSSESSIVE = frozenset(("'s", "’s"))
_SINCE = 2500
"""Characters for which whoever spoke last may be meant by a role that nobody was given."""


@dataclass(slots=True)
class Resolver:
    """What is known of the speakers of one article, built up from its start to its end."""

    text: str
    rows: Sequence[Unit]
    people: dict[str, Person] = field(default_factory=dict)
    meant: Mapping[int, Person] = field(default_factory=dict)
    last: Person | None = None
    last_at: int = -1
    groups: dict[str, str] = field(default_factory=dict)
    bodies: Bodies = field(default_factory=Bodies)

    def resolve(self, draft: Draft) -> tuple[str | None, str | None, SourceKind | None]:
        """Return speaker, role and kind of source, None where the words stand for themselves."""
        tokens = self._tokens(draft.source) if draft.source else []
        if draft.source is None or not tokens:
            return None, None, None
        person = self._person(tokens)
        if person is not None:
            self.last, self.last_at = person, tokens[0].start
            return person.name, person.role, "person"
        author = self._author(tokens)
        if author is not None:
            return author.name, author.role, "document"
        thing = self._thing(tokens, draft.source.start)
        kind = source_kind(tokens, person=False)
        return thing, None, kind or ("organisation" if thing else None)

    def introduce(self, source: Span) -> None:
        """Take in a person whom only a source shows to be one."""
        tokens = self._tokens(source)
        if tokens:
            self._named(tokens)

    def _tokens(self, source: Span) -> list[Token]:
        start, end = source.start, source.end
        row = bisect_right(self.rows, start, key=lambda row: row.tokens[0].start) - 1
        tokens = [t for t in self.rows[row].tokens if start <= t.start < end]
        cut = next((i for i, t in enumerate(tokens) if i and t.low in _RELATIVE), None)
        tokens = tokens[:cut]
        while len(tokens) > 1 and tokens[-1].text == ",":
            tokens = tokens[:-1]
        return tokens[:-1] if len(tokens) > 1 and tokens[-1].low in _POSSESSIVE else tokens

    def _person(self, tokens: list[Token]) -> Person | None:
        first = tokens[0].low
        if len(tokens) == 1 and first in GENDER:
            return self.meant.get(tokens[0].start)
        if len(tokens) == 1 and first == "who":
            return self._antecedent(tokens[0].start)
        return self._named(tokens) or self._by_age(tokens) or self._by_role(tokens)

    def _author(self, tokens: list[Token]) -> Person | None:
        """Return whose words “her farewell message” and “Marsh’s letter” are."""
        if head_of(tokens).low not in _AUTHORED or len(tokens) == 1:
            return None
        if tokens[0].low in GENDER:
            return self.meant.get(tokens[0].start)
        owner = next((n for n, t in enumerate(tokens) if t.low in _POSSESSIVE), 0)
        return self.people.get(tokens[owner - 1].low) if owner else None

    def _by_age(self, tokens: list[Token]) -> Person | None:
        """Return whom “the 51-year-old” means: the person whose age the article gives."""
        age = _AGED.match(self.text, tokens[0].start, tokens[-1].end)
        if age is None:
            return None
        found = re.search(
            rf"([^\W\d_][\w’'-]{{0,40}})(?:, aged?| \(|,) ?{age.group(1)}(?=[,).;])", self.text
        )
        return self.people.get(found.group(1).lower()) if found else None

    def _antecedent(self, at: int) -> Person | None:
        """Return the person whose name ends right before a relative pronoun."""
        start = max(0, at - 120)
        match = _NAME_BEFORE.search(self.text, max(0, at - 80), at)
        if match is None or match.group(1).lower() not in self.people:
            match = _NAME_AND_ROLE.search(self.text, start, at)
        return self.people.get(match.group(1).lower()) if match else None

    def _named(self, tokens: list[Token]) -> Person | None:
        """Find the person whose name is the head of a source, not one that it mentions."""
        for start, end in capital_runs(tokens):
            name, role = describe(tokens, start, end)
            office = after_portfolio(tokens, start, end) is not None
            if not name or not (office or _heads(tokens, start, end)):
                continue
            if role is None and is_institution(tokens[start:end]):
                continue
            known = self.people.get(tokens[end - 1].low)
            if known is not None:
                return known
            if _personal(name) and (start == 0 or role is not None):
                return add_person(self.people, name, role)
        return None

    def _by_role(self, tokens: list[Token]) -> Person | None:
        """Resolve “the spokesman” to the last person mentioned with that role, or who spoke."""
        head = office_in(tokens)
        if head is None:
            return None
        return holder(self.people, tokens, head) or self._whoever_spoke(tokens)

    def _whoever_spoke(self, tokens: list[Token]) -> Person | None:
        """Return the last speaker if a role that nobody was given may be theirs."""
        last, head = self.last, tokens[-1].low
        if last is None or not 0 <= tokens[0].start - self.last_at <= _SINCE or len(tokens) > 2:
            return None
        gender = gender_of([head])
        if gender and last.gender and gender != last.gender:
            return None
        return last if last.role is None or head in ANY_OFFICE else None

    def _thing(self, tokens: list[Token], at: int) -> str | None:
        """Name an organisation, or the outlet, body or group that a source stands for."""
        if len(tokens) == 1 and tokens[0].low in _IT:
            return self._pronoun(tokens[0].low, at)
        runs = capital_runs(tokens)
        start = 1 if tokens[0].low == "the" else 0
        if runs and runs[0] == (start, len(tokens)):
            return self._remember(self.text[tokens[start].start : tokens[-1].end])
        if runs and _stands_apart(tokens, *runs[-1]):
            name = self.text[tokens[runs[-1][0]].start : tokens[runs[-1][1] - 1].end]
            return self._remember(name)
        if tokens[0].low in _DEFINITE and (not runs or runs[-1][1] < len(tokens)):
            return self._body(tokens, at)
        return None

    def _pronoun(self, low: str, at: int) -> str | None:
        if low == "which":
            return self._named_before(at)
        return self.groups.get("they" if low in {"they", "them", "their"} else "it")

    def _body(self, tokens: list[Token], at: int) -> str | None:
        """Find the body that “the company” or “the same organisation” stands for."""
        head = head_of(tokens).low
        if head.endswith("s") and source_kind(tokens, person=False) == "unnamed group":
            self.groups["they"] = self.text[tokens[0].start : tokens[-1].end]
            return None
        if any(t.low in PREPOSITION for t in tokens) or len(tokens) > _SHORT:
            return None
        known = self.groups.get("outlet" if head in KINDS else head)
        if known is None and head in _ANY_BODY:
            known = self.groups.get("it")
        found = known or self.bodies.of(head, at)
        if found:
            self.groups["it"] = found
        return found

    def _named_before(self, at: int) -> str | None:
        """Return the name that ends right before a relative pronoun."""
        match = _RUN_BEFORE.search(self.text, max(0, at - 80), at)
        return match.group(1) if match else None

    def _remember(self, name: str) -> str:
        self.groups["it"] = name
        if is_outlet(name):
            self.groups["outlet"] = name
        for word in name.lower().split():
            if word in INSTITUTIONS:
                self.groups[word] = name
        return name


_AUTHORED = frozenset(
    ("letter", "message", "statement", "note", "tweet", "post", "email", "speech", "testimony",
     "column", "book", "memoir", "account", "version", "announcement", "remarks", "diary")
)  # fmt: skip
_AGED = re.compile(r"[Tt]h(?:e|is) (\d{1,3})-year-old\b")
_IT = frozenset(("it", "its", "which", "they", "them", "their"))
_DEFINITE = frozenset(("the", "this", "that", "its", "his", "her", "their", "both"))
_ANY_BODY = frozenset(("organisation", "organization", "body", "institution", "group", "entity"))
_SHORT = 4
_NAME_AND_ROLE = re.compile(r"([^\W\d_][\w’'-]{0,40}), (?:an?|the) (?:[^\W\d_]|[ -]){1,80}$")
_RUN_BEFORE = re.compile(
    r"((?:[A-Z][\w’'-]{0,40} (?:(?:of|the|and|&) ){0,2}){0,5}[A-Z][\w’'-]{0,40}), ?$"
)
_NAME_BEFORE = re.compile(r"([^\W\d_][\w’'-]*),? ?$")


def _personal(name: str) -> bool:
    """Tell whether a name without a role looks like that of a person."""
    words = name.split()
    return (
        2 <= len(words) <= 4
        and not is_outlet(name)
        and not any(w.isupper() and len(w) > 2 for w in words)
    )


def _heads(tokens: list[Token], start: int, end: int) -> bool:
    """Tell “spokesman John Kirby, 60” from “a spokesman for John Kirby”."""
    if start and tokens[start - 1].low in PREPOSITION | {"and"}:
        return False
    return end == len(tokens) or tokens[end].low in _AFTER_NAME


_AFTER_NAME = frozenset((",", "(", "of", "at", "from", "who", "in", "and", "with", "for"))


def _stands_apart(tokens: list[Token], start: int, end: int) -> bool:
    """Tell whether a name and a description are in apposition: “the owner, Hermosa Lines”."""
    if end == len(tokens) and start > 1 and tokens[start - 1].text == ",":
        return all(
            t.kind == "w" and not (i and t.capital) for i, t in enumerate(tokens[: start - 1])
        )
    return not start and end + 1 < len(tokens) and tokens[end].text == ","


def resolver(text: str, rows: Sequence[Unit], found: Sequence[Draft]) -> Resolver:
    """Prepare to resolve the speakers of an article.

    Args:
        text: The article's text.
        rows: Its sentences.
        found: What was said in it; who speaks is more in view than who is mentioned.
    """
    known = people(rows)
    sources = [draft.source for draft in found if draft.source]
    made = Resolver(text, rows, known)
    for source in sources:
        made.introduce(source)
    made.meant = referents(rows, known, sources)
    made.bodies = bodies(rows, known)
    return made
