"""Who is who across the articles of a story: “Kirby” and “John F. Kirby” are one person.

Names meet by their last word, and first names must not contradict each other: equal, an initial
of the other, a short form of it, or a nickname that a third gives in marks. Second names, “Jr.” and
“Sr.” may keep people apart. A last name alone goes with the one person who bears it; where two do,
it stays apart. Groups are never persons: “port officials” stay what they are.
"""

from __future__ import annotations

import re
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
        fit = [group for group in groups if _fits(name, group)]
        if len(fit) == 1:
            fit[0].append(name)
        else:
            groups.append([name])
    return groups


def _fits(name: str, group: Sequence[str]) -> bool:
    agree = all(_agree(name, other) for other in group)
    return agree or any(_called(name, other) or _called(other, name) for other in group)


def _length(name: str) -> tuple[int, int, int, str]:
    """Order names by how much they tell: an initial may be that of two."""
    words = _words(name)
    full = sum(len(word) > 1 for word in words)
    telling = bool(_NICKNAME.search(name)) + bool(_suffix(name))
    return -telling, -full, -len(words), name


_BREAKS = re.compile(r"[\s.,“”\"()‘’]+|(?<![\w’'])'|'(?!\w)")
_SUFFIXES = word_set("jr sr junior senior ii iii iv")


def _words(name: str) -> list[str]:
    """Return the words of a name in lower case without titles, roles, nicknames and suffixes.

    >>> _words("Gov. John J.F. “Jack” Marsh Jr.")
    ['john', 'j', 'f', 'marsh']
    """
    low = name.lower()
    given = _NICKNAME.sub(" ", low)
    words = [word for word in _BREAKS.split(given if given.strip() else low) if word]
    bare = [word for word in words if word not in TITLES | ROLES | _SUFFIXES]
    return bare or words


def _suffix(name: str) -> str:
    last = name.lower().rstrip(".").replace(",", " ").split()[-1:]
    word = last[0] if last and last[0] in _SUFFIXES else ""
    return {"junior": "jr", "senior": "sr"}.get(word, word)


def _called(one: str, other: str) -> bool:
    """Tell whether a name begins with a nickname that the other gives: John “Jack” Marsh."""
    found = _NICKNAME.findall(other.lower())
    return _words(one)[0] in {word for words in found for word in _BREAKS.split(words)}


_NICKNAME = re.compile(r"[“\"(‘]([\w’' -]{1,30})[”\")’]")


def _agree(one: str, other: str) -> bool:
    """Tell whether two full names may be one person's."""
    if _suffix(one) and _suffix(other) and _suffix(one) != _suffix(other):
        return False
    first, second = _words(one)[:-1], _words(other)[:-1]
    if not _alike(first[0], second[0]):
        return _called(one, other) or _called(other, one)
    return _middles_agree(first[1:], second[1:])


def _middles_agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether second names may be the same: “W.” is not “H. W.”, “Lopez” may be “Maria Lopez”.

    The shorter row has to stand in the longer one in order; a row of initials at its beginning.
    """
    short, long = sorted((one, other), key=len)
    if all(len(word) == 1 for word in short):
        return all(_alike(a, b) for a, b in zip(short, long, strict=False))
    rest = iter(long)
    return all(any(_alike(word, theirs) for theirs in rest) for word in short)


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
alexander alex sandy
andrew andy drew
abigail abby
albert al bert
alfred al fred alfie
arthur art
clifford cliff
cynthia cindy
dorothy dot
douglas doug
eleanor ellie nell
eugene gene
frances fran
francis frank
frederick fred freddie
gabriel gabe
geoffrey geoff
gerald gerry jerry
harold harry hal
henry harry hank
howard howie
isabella bella
jacob jake
jacqueline jackie
jonathan jon
joshua josh
judith judy
kimberly kim
leonard len lenny
louis lou
martin marty
maxwell max
mitchell mitch
nathaniel nathan nate nat
pamela pam
raymond ray
russell russ
samantha sam
sandra sandy
stephanie steph
stuart stu
terence terry
theodore ted teddy theo
theresa terry tess
valerie val
victoria vicky vicki tori
vincent vince
virginia ginny
walter walt
wesley wes
zachary zach zack
alexandra alex
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
