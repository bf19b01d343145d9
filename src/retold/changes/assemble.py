"""All changes between a child and its parent, from every kind of evidence."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from retold.changes.alignment import aligned_all
from retold.changes.attribution import attribution_changes
from retold.changes.causes import cause_changes
from retold.changes.certainty import certainty_changes
from retold.changes.comparison import Comparison, Side, side_by_side
from retold.changes.conditions import condition_changes
from retold.changes.coverage import coverage_changes
from retold.changes.naming import name_changes, office_changes
from retold.changes.negation import negation_changes
from retold.changes.opposites import opposite_changes
from retold.changes.outcomes import outcome_changes
from retold.changes.quantities import quantity_changes
from retold.changes.quoting import quote_changes
from retold.changes.rough import rough_changes
from retold.changes.speakers import claim_speaker_changes, speaker_changes
from retold.changes.support import told_once, weighed
from retold.changes.trust import probability
from retold.changes.unquoting import unquoted_changes
from retold.changes.voice import voice_changes
from retold.matching.profiles import Profile
from retold.types import Change, Link, Prepared, Statement


def changes(
    child: Prepared,
    parent: Prepared,
    links: Sequence[Link],
    child_statements: Sequence[Statement] = (),
    parent_statements: Sequence[Statement] = (),
    *,
    profiles: tuple[Profile, Profile] | None = None,
) -> tuple[Change, ...]:
    """Find what a child changed of its parent, in the order of the child.

    House style outside quotation marks is no change. Links say which parent sentences each
    child sentence retells; statements, where given, say who speaks; the profiles of child and
    parent, which words say which.
    """
    mine, theirs = profiles or (None, None)
    pair = side_by_side(
        _side(child, tuple(child_statements), mine),
        _side(parent, tuple(parent_statements), theirs),
        links,
    )
    pair = _aligned(pair)
    held = {one for told in _found(pair) if (one := weighed(pair, told)) is not None}
    found = (
        replace(one, probability=_trust(one)) for one in told_once(pair, sorted(held, key=in_order))
    )
    return tuple(sorted(found, key=in_order))


_SIDES = 32  # articles that are remembered: a parent is held against one child after the other
_sides: OrderedDict[tuple[int, int, int], Side] = OrderedDict()


def _side(text: Prepared, statements: tuple[Statement, ...], profile: Profile | None) -> Side:
    """Return one side of a comparison, with what was sorted in it for the last one.

    Sides go by identity; each holds what its key is made of, so that no number comes back for
    something else meanwhile.
    """
    key = id(text), id(statements), id(profile)
    found = _sides.pop(key, None) or Side(text, statements, profile)
    _sides[key] = found
    if len(_sides) > _SIDES:
        _sides.popitem(last=False)
    return found


def _aligned(pair: Comparison) -> Comparison:
    """Hold all linked sentences against each other word by word: all are asked for."""
    child, parent = ((side.prepared, side.profile) for side in (pair.child, pair.parent))
    sources = {index: above for index, above in enumerate(pair.sources) if above}
    return replace(pair, _aligned=aligned_all(child, parent, sources))


def _trust(change: Change) -> float | None:
    likely = probability(change)
    return None if likely is None else round(likely, 4)


def _found(pair: Comparison) -> Iterator[Change]:
    yield from quote_changes(pair)
    yield from quantity_changes(pair)
    yield from rough_changes(pair)
    yield from name_changes(pair)
    yield from office_changes(pair)
    yield from attribution_changes(pair)
    yield from speaker_changes(pair)
    yield from claim_speaker_changes(pair)
    yield from certainty_changes(pair)
    yield from outcome_changes(pair)
    yield from condition_changes(pair)
    yield from cause_changes(pair)
    yield from negation_changes(pair)
    yield from opposite_changes(pair)
    yield from unquoted_changes(pair)
    yield from voice_changes(pair)
    yield from coverage_changes(pair)


def in_order(change: Change) -> tuple[int, int, int, str, str, str]:
    """Sort by place in the child; what is missing there comes last, by place in the parent."""
    return (
        change.child.start if change.child else 1 << 60,
        change.parent.start if change.parent else 1 << 60,
        change.child.end if change.child else 0,
        change.kind,
        change.before or "",
        change.after or "",
    )
