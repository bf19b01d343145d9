"""Where a change first appears, who inherited it, and who has the older form.

From the passage that was changed one walks along the links, down to what was made of it and up
to where it came from, and asks of every passage which form it has. What a descendant merely
inherits is the same change, and so is what undoes it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from retold.findings.forms import Forms, Verdict
from retold.findings.tale import Spot, Tale
from retold.findings.times import surely_after
from retold.types import Change, Lineage, Place

KINDS = frozenset(
    {"number", "unit", "date", "name", "quote", "attribution", "certainty", "negation"}
)
"""The changes of substance that are followed."""
_FARTHEST = 250  # passages that one walk visits
_MOST = 800  # changes of one story that are followed, the gravest first
_GRAVITY = {"high": 0, "medium": 1, "minor": 2}


@dataclass
class _Walk:
    """What a walk from a change has found: the form that each passage has."""

    forms: Forms
    found: dict[Spot, tuple[Verdict, Place]] = field(default_factory=dict)


def lineages(tale: Tale) -> tuple[Lineage, ...]:
    """Return the lineage of every change of substance in a story, in order of time."""
    walks: list[_Walk] = []
    at: dict[Spot, list[_Walk]] = {}
    for change in _followed(tale):
        spots, forms = _spots(tale, change), Forms(change)
        if any(_is_same(walk, forms) for spot in spots for walk in at.get(spot, ())):
            continue
        walk = _walk(tale, change)
        walks.append(walk)
        for spot in walk.found:
            at.setdefault(spot, []).append(walk)
    found = [_lineage(tale, walk) for walk in walks]
    return tuple(sorted(found, key=lambda lineage: _order(tale, lineage.change)))


def _followed(tale: Tale) -> list[Change]:
    """Return the changes of substance whose places are known, by time; of a crowd the gravest."""
    some = [c for c in tale.changes if c.kind in KINDS and c.parent and _known(tale, c)]
    if len(some) > _MOST:
        some = sorted(some, key=lambda c: (_GRAVITY[c.severity], _order(tale, c)))[:_MOST]
    return sorted(some, key=lambda c: _order(tale, c))


def _known(tale: Tale, change: Change) -> bool:
    return change.child_article in tale.sides and change.parent_article in tale.sides


def _order(tale: Tale, change: Change) -> tuple[int, int, int, str, str, str]:
    return (
        tale.place[change.child_article],
        change.child.start if change.child else 1 << 60,
        change.parent.start if change.parent else 1 << 60,
        change.kind,
        change.before or "",
        change.after or "",
    )


def _spots(tale: Tale, change: Change) -> list[Spot]:
    """Return the sentences of the child in which a change shows."""
    if change.child is not None:
        return _covered(tale, change.child)
    assert change.parent is not None
    above = _covered(tale, change.parent)
    below = (s for spot in above for s in tale.retold_in.get(spot, ()))
    return [s for s in dict.fromkeys(below) if s[0] == change.child_article]


def _covered(tale: Tale, place: Place) -> list[Spot]:
    """Return the sentences that a passage touches, its own first."""
    found = [(place.article, place.sentence)]
    for sentence in tale.sides[place.article].prepared.sentences[place.sentence + 1 :]:
        if sentence.start >= place.end:
            break
        found.append((place.article, sentence.index))
    return found


def _is_same(walk: _Walk, forms: Forms) -> bool:
    """Tell whether a change is one that was followed before, seen on another descent or undone."""
    return walk.forms.like(forms) or walk.forms.undone_by(forms)


def _walk(tale: Tale, change: Change) -> _Walk:
    """Walk from a change along the links, on from every passage that has one of the forms.

    Who has the newer form and descends from the older one made the change anew: that is
    another lineage, be the words the same.
    """
    here = _spots(tale, change)
    walk = _Walk(_forms(tale, change, here))
    assert change.parent is not None
    for spot in _covered(tale, change.parent):
        walk.found[spot] = ("old", change.parent)
    for spot in here:
        walk.found[spot] = ("new", change.child or tale.sentence(spot))
    queue = deque([tuple(_covered(tale, change.parent)), tuple(here)])
    while queue and len(walk.found) < _FARTHEST:
        spots = queue.popleft()
        form = walk.found[spots[0]][0] if spots else "old"
        for group in _neighbours(tale, spots, form):
            others = tuple(spot for spot in group if spot not in walk.found)
            told = _told(tale, walk.forms, others) if others else None
            if told is not None and (form, told[0]) != ("old", "new"):
                walk.found.update(dict.fromkeys(told[2], (told[0], told[1])))
                queue.append(told[2])
    return walk


def _forms(tale: Tale, change: Change, here: Sequence[Spot]) -> Forms:
    row = tale.joint(here) if change.after is None else None
    return Forms(change, row.stems if row else frozenset())


def _neighbours(tale: Tale, spots: Sequence[Spot], form: Verdict) -> list[list[Spot]]:
    """Return the passages one link away, by article: below, and from the older form above too.

    What the newer form was made of is no part of its lineage.
    """
    found: dict[str, list[Spot]] = {}
    for spot in spots:
        near = [*tale.retold_in.get(spot, ())]
        near += tale.retold_from.get(spot, ()) if form == "old" else ()
        for other in near:
            row = found.setdefault(other[0], [])
            if other not in row:
                row.append(other)
    return list(found.values())


def _told(
    tale: Tale, forms: Forms, spots: tuple[Spot, ...]
) -> tuple[Verdict, Place, tuple[Spot, ...]] | None:
    """Say which form the sentences of an article have: one of them, or all taken together."""
    for spot in spots:
        row = tale.row(spot)
        told = forms.of(row) if row else None
        if told is not None and (told[0] == "new" or len(spots) == 1 or forms.telling):
            return told[0], Place(*spot, told[1].start, told[1].end), (spot,)
    row = tale.joint(spots) if len(spots) > 1 else None
    told = forms.of(row) if row else None
    if told is None:
        return None
    return told[0], Place(*spots[0], told[1].start, told[1].end), spots


def _lineage(tale: Tale, walk: _Walk) -> Lineage:
    """Sum up a walk: who has the newer form inherited it, who has the older one kept it."""
    change = walk.forms.change
    new = [place for form, place in walk.found.values() if form == "new"]
    carriers = {place.article for place in new} | {change.child_article}
    old = [place for form, place in walk.found.values() if form == "old"]
    older = tale.first_places(place for place in old if place.article not in carriers)
    return Lineage(
        tale.story.id,
        change,
        tale.first_places(place for place in new if place.article != change.child_article),
        older,
        tuple(p for p in older if _is_later(tale, p.article, change.child_article)),
        corrects=_is_update(tale, change),
    )


def _is_later(tale: Tale, article: str, other: str) -> bool:
    mine, theirs = (tale.sides[a].prepared.article.published for a in (article, other))
    return surely_after(mine, theirs)


def _is_update(tale: Tale, change: Change) -> bool:
    """Tell whether the change was made by an update of the article that it was made in."""
    return any(
        d.kind == "update" and d.parent == change.parent_article
        for d in tale.parents.get(change.child_article, ())
    )
