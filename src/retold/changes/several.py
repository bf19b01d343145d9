"""One child of several parents: what stands in the other parent is no change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from retold.changes.assemble import changes, in_order
from retold.language.figures import figures, same_quantity
from retold.language.words import words
from retold.matching.profiles import Profile
from retold.types import Change, Link, Prepared, Statement

_VALUES = frozenset({"number", "unit", "date", "name", "quote"})


class Source(NamedTuple):
    """A parent, the links from the child into it, and the profiles of child and parent."""

    parent: Prepared
    links: tuple[Link, ...]
    profiles: tuple[Profile, Profile] | None = None


def changes_from(
    child: Prepared,
    sources: Sequence[Source],
    statements: Mapping[str, Sequence[Statement]] | None = None,
) -> tuple[Change, ...]:
    """Find what a child changed of all its parents, each compared on its own.

    A value or a quotation that another parent has, and a passage that retells another parent,
    are no changes. ``statements`` are looked up by article.
    """
    said = statements or {}
    found: list[Change] = []
    for source in sources:
        others = [other for other in sources if other is not source]
        told = changes(
            child,
            source.parent,
            source.links,
            said.get(child.id, ()),
            said.get(source.parent.id, ()),
            profiles=source.profiles,
        )
        found += [change for change in told if not any(_has(o, change) for o in others)]
    return tuple(sorted(set(found), key=in_order))


def _has(other: Source, change: Change) -> bool:
    """Tell whether another parent accounts for what looks like a change."""
    if change.child is None or change.after is None:
        return False
    if change.kind == "added":
        return any(link.child.sentence == change.child.sentence for link in other.links)
    return change.kind in _VALUES and stands_in(change.after, other.parent)


def stands_in(passage: str, other: Prepared) -> bool:
    """Tell whether the figures of a passage, or else its words in a row, stand in an article."""
    mine = figures(passage)
    if mine:
        theirs = other.figures
        return all(any(same_quantity(x, y) == "same" for y in theirs) for x in mine)
    wanted = [word.norm for word in words(passage)]
    there = [word.norm for row in other.words for word in row]
    size = len(wanted)
    return any(there[k : k + size] == wanted for k in range(len(there) - size + 1))
