"""Whom the words of a source mean: “he”, “the spokesman” and “Kirby” are John Kirby."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from retold.statements.antecedents import GENDER, View, view
from retold.statements.bodies import bodies
from retold.statements.extraction import Draft
from retold.statements.grammar import PREPOSITION
from retold.statements.groups import Groups
from retold.statements.kinds import DOCUMENTS, head_of, source_kind
from retold.statements.offices import ANY_OFFICE, RELATIVES, holder, office_in, trades_of
from retold.statements.outlets import is_outlet
from retold.statements.people import Person, add_person, gender_of, people, stranger
from retold.statements.roles import after_portfolio, capital_runs, describe, is_institution
from retold.statements.tokens import Token, Unit
from retold.types import SourceKind, Span

Answer = tuple[str | None, str | None, SourceKind | None]
"""Speaker, role and kind of source, ``None`` where the words stand for themselves."""

_RELATIVE = frozenset(("who", "which", "whose", "whom"))
_POSSESSIVE = frozenset(("'s", "’s"))
_BEHIND_NAME = _POSSESSIVE | {"himself", "herself", "itself", "themselves", "too", "also"}
_SINCE = 2500
"""Characters for which whoever spoke last may be meant by a role that nobody was given."""
_STRANGE = 3
"""How many sentences before a pronoun a name may stand that nothing else shows to be a person’s."""
_SENTENCES = 3
"""How many sentences ago somebody may have been named whom a description means."""


@dataclass(slots=True)
class Resolver:
    """What is known of the speakers of one article, built up from its start to its end."""

    text: str
    rows: Sequence[Unit]
    people: dict[str, Person] = field(default_factory=dict)
    view: View = field(default_factory=View)
    groups: Groups = field(default_factory=lambda: Groups(""))
    last: Person | None = None
    last_at: int = -1
    authors: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    aged: dict[str, str] = field(default_factory=dict)

    def resolve(self, draft: Draft) -> Answer:
        """Return speaker, role and kind of source, None where the words stand for themselves."""
        tokens = self._tokens(draft.source) if draft.source else []
        if draft.source is None or not tokens:
            return None, None, None
        found = self._resolved(tokens)
        if found[0] is not None:
            for word in self._written(draft):
                self.authors[word] = found[:2]
        return found

    def introduce(self, source: Span) -> None:
        """Take in a person whom only a source shows to be one."""
        tokens = self._tokens(source)
        if tokens:
            self._named(tokens)

    def introduce_strangers(self, sources: Sequence[Span]) -> bool:
        """Take in people whom only a pronoun shows to be some: “Ana Marsh ran. She said …”."""
        met = False
        taken = self.groups.bodies.known()
        for source in sources:
            tokens = self._tokens(source)
            lone = len(tokens) == 1 and tokens[0].low in GENDER
            if lone and self.view.meant.get(tokens[0].start) is None:
                row = self._row(source.start)
                near = self.rows[max(0, row - _STRANGE) : row + 1]
                name = stranger(near, self.people, source.start)
                if name is not None and name not in taken:
                    add_person(self.people, name).described = True
                    met = True
        return met

    def unsourced(self, content: Span) -> Answer:
        """Return who speaks a quotation that has no source: who is most in view beside it."""
        row = self._row(content.start)
        at = self.rows[row].tokens[-1].end
        person = self.view.at(at, row, None, 0) or self.view.at(content.start, row, None, 1)
        if person is None or not person.named:
            return None, None, None
        return person.name, person.role, "person"

    def _resolved(self, tokens: list[Token]) -> Answer:
        person = self._person(tokens)
        if person is not None:
            self.last, self.last_at = person, tokens[0].start
            return person.name, person.role, "person" if person.named else "unnamed person"
        if head_of(tokens).low in DOCUMENTS and not capital_runs(tokens[-1:]):
            name, role = self._author(tokens)
            return name, role, "document"
        owned = self._owned(tokens)
        if owned is not None:
            return owned
        thing = self.groups.thing(tokens, self._row(tokens[0].start))
        kind = source_kind(tokens, person=False)
        return thing, None, kind or ("organisation" if thing else None)

    def _row(self, at: int) -> int:
        return bisect_right(self.rows, at, key=lambda row: row.tokens[0].start) - 1

    def _tokens(self, source: Span) -> list[Token]:
        start, end = source.start, source.end
        tokens = [t for t in self.rows[self._row(start)].tokens if start <= t.start < end]
        cut = next((i for i, t in enumerate(tokens) if i and t.low in _RELATIVE), None)
        tokens = tokens[:cut]
        while len(tokens) > 1 and tokens[-1].text == ",":
            tokens = tokens[:-1]
        while len(tokens) > 1 and tokens[-1].low in _BEHIND_NAME:
            tokens = tokens[:-1]
        return tokens

    def _person(self, tokens: list[Token]) -> Person | None:
        first = tokens[0].low
        if len(tokens) == 1 and first in GENDER:
            return self.view.meant.get(tokens[0].start)
        if len(tokens) == 1 and first == "who":
            return self._antecedent(tokens[0].start)
        return self._named(tokens) or self._by_age(tokens) or self._by_role(tokens)

    def _author(self, tokens: list[Token]) -> tuple[str | None, str | None]:
        """Return whose words “her farewell message”, “Marsh’s letter” and “the letter” are."""
        owner = self._owner(tokens)
        if owner is not None:
            name, role, _ = owner[0]
            return name, role
        by = next((n for n, t in enumerate(tokens) if t.low in _BY), len(tokens))
        if by + 1 < len(tokens):
            name, role, _ = self._resolved(tokens[by + 1 :])
            return name, role
        if tokens[0].low in _KNOWN and by == len(tokens):
            return self.authors.get(head_of(tokens).low, (None, None))
        return None, None

    def _written(self, draft: Draft) -> Iterator[str]:
        """Return what a report says that its speaker wrote: “in a message to staff she said”."""
        cue = draft.cue or draft.source
        if cue is None:
            return
        for token in self.rows[self._row(cue.start)].tokens:
            if token.low in _AUTHORED:
                yield token.low

    def _owner(self, tokens: Sequence[Token]) -> tuple[Answer, Sequence[Token]] | None:
        """Return who owns what a phrase names, and the phrase without them: “her” “family”."""
        first = tokens[0]
        if len(tokens) > 1 and first.low in GENDER:
            person = self.view.meant.get(first.start)
            answer: Answer = (person.name, person.role, "person") if person else (None, None, None)
            return (answer, tokens[1:]) if person else None
        if len(tokens) > 1 and first.low == "its":
            body = self.groups.it(first.start, self._row(first.start))
            return ((body, None, "organisation"), tokens[1:]) if body else None
        mark = next((n for n, t in enumerate(tokens) if t.low in _POSSESSIVE), 0)
        if not mark or mark + 1 >= len(tokens):
            return None
        owner = self._resolved(list(tokens[:mark]))
        return (owner, tokens[mark + 1 :]) if owner[0] else None

    def _owned(self, tokens: Sequence[Token]) -> Answer | None:
        """Name what belongs to somebody: “her family”, “Lomaria’s admiralty”, “its spokeswoman”."""
        found = self._owner(tokens)
        if found is None or not found[1]:
            return None
        (owner, _, _), rest = found
        head = head_of(rest)
        if head.low in _SIDES:
            return found[0]
        kind = source_kind(rest, person=False)
        if kind is None or owner is None or len(rest) > _LONGEST:
            return None
        person = holder(self.people, rest, head.low) if kind == "unnamed person" else None
        if person is not None:
            return person.name, person.role, "person"
        words = self.text[rest[0].start : rest[-1].end]
        mark = "’" if "’" in self.text else "'"
        known = self.groups.bodies.owned(owner, words) if kind == "organisation" else None
        return known or f"{owner}{mark}s {words}", None, kind

    def _by_age(self, tokens: list[Token]) -> Person | None:
        """Return whom “the 51-year-old driver” means: who has that age, else who is in view."""
        age = _AGED.match(self.text, tokens[0].start, tokens[-1].end)
        if age is None:
            return None
        if not self.aged:
            ages = ((m["age"], m["name"].lower()) for m in _AGES.finditer(self.text))
            self.aged = {"": ""} | {age: name for age, name in ages if name in self.people}
        known = self.people.get(self.aged.get(age.group(1), ""))
        person = known or self._in_view(tokens)
        if person is not None and person.role is None:
            person.role = _noun_behind(tokens, age.end())
        return person

    def _in_view(self, tokens: list[Token]) -> Person | None:
        """Return who is most in view before a phrase, in its paragraph or the one before."""
        at = tokens[0].start
        gender = gender_of([t.low for t in tokens])
        return self.view.at(at, self._row(at), gender, _SENTENCES)

    def _antecedent(self, at: int) -> Person | None:
        """Return the person whose name ends right before a relative pronoun."""
        match = _NAME_BEFORE.search(self.text, max(0, at - 80), at)
        if match is None or match.group(1).lower() not in self.people:
            match = _NAME_AND_ROLE.search(self.text, max(0, at - 120), at)
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
        head = office_in(tokens, trades_of(self.people.values()))
        if head is None:
            return None
        known = holder(self.people, tokens, head) or self._whoever_spoke(tokens)
        if known is not None:
            return known
        seen = self._in_view(tokens)
        fits = seen is not None and (seen.role is None or head in RELATIVES)
        return seen if fits else None

    def _whoever_spoke(self, tokens: list[Token]) -> Person | None:
        """Return the last speaker if a role that nobody was given may be theirs."""
        last, head = self.last, tokens[-1].low
        if last is None or not 0 <= tokens[0].start - self.last_at <= _SINCE or len(tokens) > 2:
            return None
        gender = gender_of([head])
        if gender and last.gender and gender != last.gender:
            return None
        return last if last.role is None or head in ANY_OFFICE else None


_LONGEST = 6
_SIDES = frozenset(("side", "camp"))
_BY = frozenset(("by", "from"))
_KNOWN = frozenset(("the", "this", "that"))
_AUTHORED = frozenset(
    ("letter", "message", "statement", "note", "tweet", "post", "email", "speech", "testimony",
     "column", "book", "memoir", "account", "version", "announcement", "remarks", "diary",
     "notice", "memo", "filing", "communiqué", "communique", "report", "paper", "study")
)  # fmt: skip
_AGES = re.compile(
    r"(?P<name>[^\W\d_][\w’'-]{0,40})(?:, aged?| \(|,|, who (?:is|was)) ?(?P<age>\d{1,3})"
    r"(?=[,).;]| and\b)"
)
_AGED = re.compile(r"[Tt]h(?:e|is) (\d{1,3})-year-old\b")
_NAME_AND_ROLE = re.compile(r"([^\W\d_][\w’'-]{0,40}), (?:an?|the) (?:[^\W\d_]|[ -]){1,80}$")
_NAME_BEFORE = re.compile(r"([^\W\d_][\w’'-]*),? ?$")


def _noun_behind(tokens: Sequence[Token], at: int) -> str | None:
    """Return “driver” of “the 51-year-old driver”."""
    words = [t.text for t in tokens if t.start >= at and t.kind == "w"]
    return " ".join(words) if words and len(words) <= _SENTENCES and words[0].islower() else None


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
    made.view = view(rows, known, sources)
    made.groups = Groups(text, bodies(rows, known))
    if made.introduce_strangers(sources):
        made.view = view(rows, known, sources)
        made.groups = Groups(text, bodies(rows, known))
    return made
