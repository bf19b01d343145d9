"""Who is who across the articles of a story: “Kirby” and “John F. Kirby” are one person.

Names meet by their last word, and first names must not contradict each other: equal, an initial
of the other, or a short form of it. A last name alone goes with the one person who bears it; where
two do, it stays apart. Groups are never persons: “port officials” stay what they are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from retold.language.wordsets import word_set
from retold.statements.roles import ROLES, TITLES
from retold.types import SourceKind, Statement


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody, or some body, who speaks in a story.

    ``name`` is the fullest form, ``role`` the one given most often, ``names`` all forms.
    """

    name: str
    role: str | None
    kind: SourceKind | None
    names: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """The speakers of a story, and which of them a name means in it."""

    speakers: tuple[Speaker, ...]
    of: Mapping[str, Speaker]

    def named(self, name: str | None) -> Speaker | None:
        """Return whom a speaker's name, as an article has it, means in the story."""
        return self.of.get(name) if name else None


def people_of_story(statements: Iterable[Statement]) -> Cast:
    """Resolve the speakers of all statements of a story, whatever the order of its articles."""
    said = [s for s in statements if s.speaker]
    kinds: dict[str, Counter[SourceKind | None]] = defaultdict(Counter)
    for statement in said:
        kinds[statement.speaker or ""][statement.source_kind] += 1
    persons = sorted(n for n, c in kinds.items() if "person" in c)
    others = sorted(n for n in kinds if n not in set(persons))
    groups = [*_persons(persons), *_bodies(others)]
    speakers = sorted((_speaker(names, said, kinds) for names in groups), key=lambda s: s.name)
    return Cast(tuple(speakers), {name: one for one in speakers for name in one.names})


def _persons(names: Sequence[str]) -> list[list[str]]:
    by_last: dict[str, list[str]] = defaultdict(list)
    for name in names:
        by_last[_words(name)[-1] if _words(name) else name.lower()].append(name)
    found: list[list[str]] = []
    for last in sorted(by_last):
        full = sorted((n for n in by_last[last] if len(_words(n)) > 1), key=_length)
        alone = [n for n in by_last[last] if len(_words(n)) < 2]
        groups = _merged(full)
        if len(groups) == 1:
            groups[0].extend(alone)
        elif alone:
            groups.append(alone)
        found += groups
    return found


def _merged(names: Sequence[str]) -> list[list[str]]:
    """Join names of one last word whose first names agree, the fullest first."""
    groups: list[list[str]] = []
    for name in names:
        fit = [group for group in groups if all(_agree(name, other) for other in group)]
        if len(fit) == 1:
            fit[0].append(name)
        else:
            groups.append([name])
    return groups


def _length(name: str) -> tuple[int, str]:
    return -len(_words(name)), name


def _words(name: str) -> list[str]:
    """Return the words of a name in lower case without titles and roles."""
    words = [word.strip(".,").lower() for word in name.split()]
    return [word for word in words if word and word not in TITLES | ROLES] or words


def _agree(one: str, other: str) -> bool:
    """Tell whether two full names may be one person's."""
    first, second = _words(one)[:-1], _words(other)[:-1]
    if not _alike(first[0], second[0]):
        return False
    middle, between = first[1:], second[1:]
    if not middle or not between:
        return True
    return all(any(_alike(a, b) for b in between) for a in middle)


def _alike(one: str, other: str) -> bool:
    if one == other or (min(len(one), len(other)) == 1 and one[0] == other[0]):
        return True
    return any({one, other} <= row for row in _SHORT)


_SHORT = tuple(
    frozenset(row.split())
    for row in """
william bill will billy
robert bob rob bobby
richard rick dick rich
james jim jimmy
john jack johnny
joseph joe
thomas tom tommy
michael mike
edward ed ted eddie
charles charlie chuck
daniel dan danny
david dave
donald don
kenneth ken
matthew matt
nicholas nick
patrick pat
peter pete
philip phil
ronald ron
samuel sam
stephen steve steven
timothy tim
anthony tony
benjamin ben
bernard bernie
christopher chris
gregory greg
jeffrey jeff
lawrence larry
elizabeth liz beth betsy
katherine kate kathy katie catherine cathy
margaret maggie meg peggy
patricia pat patty
rebecca becky
susan sue
jennifer jen jenny
barbara barb
deborah debbie
alexander alex
alexandra alex
andrew andy
""".strip().splitlines()
)


def _bodies(names: Sequence[str]) -> list[list[str]]:
    """Join names of a body: one whose words are all in one other, and its initials."""
    ordered = sorted(names, key=lambda n: (-len(_body_words(n)), n))
    groups: list[list[str]] = []
    for name in ordered:
        fit = [group for group in groups if _same_body(name, group[0])]
        if len(fit) == 1:
            fit[0].append(name)
        else:
            groups.append([name])
    return groups


_SMALL = word_set("the of and for in on to a an")


def _body_words(name: str) -> list[str]:
    return [w for w in name.lower().replace("’s", "").replace("'s", "").split() if w not in _SMALL]


def _same_body(short: str, full: str) -> bool:
    mine, theirs = _body_words(short), _body_words(full)
    if mine == theirs:
        return True
    if len(mine) == 1 and short.isupper() and len(short) > 1:
        return short.lower() == "".join(word[0] for word in theirs)
    return len(mine) > 1 and set(mine) <= set(theirs)


def _speaker(
    names: Sequence[str],
    said: Sequence[Statement],
    kinds: Mapping[str, Counter[SourceKind | None]],
) -> Speaker:
    members = frozenset(names)
    own = [s for s in said if s.speaker in members]
    roles = Counter(s.role for s in {(s.article, s.role): s for s in own}.values() if s.role)
    kind = sum((kinds[name] for name in names), Counter[SourceKind | None]())
    return Speaker(
        name=min(names, key=lambda n: (-len(n.split()), -len(n), n)),
        role=min(roles, key=lambda r: (-roles[r], -len(r), r), default=None),
        kind=min(kind, key=lambda k: (-kind[k], str(k)), default=None),
        names=tuple(sorted(names)),
        articles=tuple(sorted({s.article for s in own})),
    )
