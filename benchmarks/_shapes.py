"""The shapes that family trees take: collections made of a tradition, and what to ask of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import folds  # noqa: F401  (sets the path to the scripts)
from _answers import ARTICLE, ORIGIN, Said, Tally, nearest
from _traditions import Event, Version
from _variants import (
    HOUR,
    children,
    cut,
    dated,
    day_only,
    later,
    line_of,
    loneliest,
    made_from,
    renamed,
    roots,
    swapped,
    without,
)
from fitting import KINDS

from retold.settings import Settings
from retold.types import Article, Descent

Check = Callable[[Said, Tally], None]
CLOSE = {"copy", "light-edit", "update"}
"""Operations that leave a text which can stand for the one that it was made from."""


@dataclass(frozen=True)
class Case:
    """A collection, and what to ask of the answers to it."""

    articles: Sequence[Article]
    check: Check


# Questions


def ask_parents(event: Event, prefix: str, found: Said, tally: Tally) -> None:
    """Ask for every article shown whether its parent, or its being an origin, was found."""
    shown = [v for v in event.versions if v.id in found.parents]
    members = [v.id for v in shown]
    for v in shown:
        parents = nearest(event, v, members)
        miss = f"{found.told(v.id)}, {v.operation} {' '.join(v.parents)}"
        if parents:
            first = found.first(v.id)
            tally.add(f"{prefix}: parent exact", hit=first in parents, miss=miss)
            tally.add(f"{prefix}: ancestor", hit=first in event.ancestors(v.id))
        elif not v.parents:
            tally.add(f"{prefix}: roots not derived", hit=not found.parents[v.id], miss=miss)


def ask_direction(event: Event, prefix: str, found: Said, tally: Tally) -> None:
    """Ask of edges between relatives in line which of the two is the derived one."""
    least = Settings().direction
    for (child, parent), descent in found.descents.items():
        if parent in found.unseen:
            continue
        right = parent in event.ancestors(child)
        if right or child in event.ancestors(parent):
            asserted = descent.direction >= least
            tally.add(f"{prefix}: direction asserted", hit=asserted)
            tally.add(f"{prefix}: direction right, asserted or not", hit=right)
            if asserted:
                miss = f"{child} <- {parent} at {descent.direction}"
                tally.add(f"{prefix}: direction right where asserted", hit=right, miss=miss)


def disagrees(descent: Descent) -> bool:
    """Tell whether the answer says that the clock speaks against this edge."""
    return any("clock" in name and e.weight < 0 for name, e in descent.evidence.items())


# Scenarios


def plain(event: Event) -> Iterator[Case]:
    """The tradition as it is: merges, updates, chains, briefs, expansions, kinds."""

    def check(found: Said, tally: Tally) -> None:
        ask_parents(event, "plain", found, tally)
        for v in event.versions:
            if v.parents:
                _ask_operation(event, v, found, tally)

    yield Case([v.article for v in event.versions], check)


def _ask_operation(event: Event, v: Version, found: Said, tally: Tally) -> None:
    exact, miss = found.first(v.id) in v.parents, found.told(v.id)
    if len(v.parents) > 1:
        both = set(found.parents[v.id]) == set(v.parents)
        tally.add("plain: both parents of a merge", hit=both, miss=miss)
    else:
        tally.add("plain: no second parent of others", hit=len(found.parents[v.id]) < 2, miss=miss)
    if any(event.ancestors(p) for p in v.parents):
        tally.add("plain: chains, parent exact", hit=exact)
        tally.add("plain: chains, ancestor", hit=found.first(v.id) in event.ancestors(v.id))
    if v.operation in ("update", "expand", "brief"):
        tally.add(f"plain: {v.operation}, parent exact", hit=exact)
    if exact:
        kind = found.descents[v.id, found.parents[v.id][0]].kind
        noted = KINDS.get(v.operation, v.operation)
        tally.add("plain: kind right", hit=kind == noted, miss=f"{v.id}: {kind}, not {noted}")


def no_clocks(event: Event) -> Iterator[Case]:
    """No article is dated: parents, and the direction of the edges between relatives."""

    def check(found: Said, tally: Tally) -> None:
        ask_parents(event, "no clocks", found, tally)
        ask_direction(event, "no clocks", found, tally)

    yield Case([dated(v.article, None) for v in event.versions], check)


def day_clocks(event: Event) -> Iterator[Case]:
    """Only the day is known: the same."""

    def check(found: Said, tally: Tally) -> None:
        ask_parents(event, "day clocks", found, tally)
        ask_direction(event, "day clocks", found, tally)

    yield Case([day_only(v.article) for v in event.versions], check)


def wrong_clock(event: Event) -> Iterator[Case]:
    """One retelling without children is dated an hour before its parent, three times over."""
    leaves = [v for v in event.versions if len(v.parents) == 1 and not children(event, v.id)]
    times = {v.id: v.article.published for v in event.versions}
    for v in leaves[::2][:3]:
        wrong = dated(v.article, later(times[v.parents[0]], -HOUR))

        def check(found: Said, tally: Tally, v: Version = v) -> None:
            (parent,), miss = v.parents, f"{found.told(v.id)}, {v.operation} {v.parents[0]}"
            tally.add("wrong clock: parent exact", hit=found.first(v.id) == parent, miss=miss)
            turned = found.first(parent) == v.id
            tally.add("wrong clock: not turned round", hit=not turned, miss=f"{parent} from {v.id}")
            tally.fate("wrong clock", "turned round" if turned else found.fate(v.id))
            edge = found.descents.get((v.id, parent))
            if edge:
                tally.add("wrong clock: said, where the parent is found", hit=disagrees(edge))

        yield Case(swapped(event.versions, wrong), check)


def cut_roots(event: Event) -> Iterator[Case]:
    """The roots are cut to their first three, four, five and six lines: do they stay roots?"""
    for lines in (3, 4, 5, 6):
        short = [cut(v, lines) for v in roots(event)]

        def check(found: Said, tally: Tally, lines: int = lines) -> None:
            for v in roots(event):
                kept, miss = not found.parents[v.id], f"{lines}: {found.told(v.id)}"
                tally.add("roots cut: not derived", hit=kept, miss=miss)
                tally.add(f"roots cut to {lines}: not derived", hit=kept)

        yield Case(swapped(event.versions, *short), check)


def lost(event: Event) -> Iterator[Case]:
    """A root is hidden: what do its children hang on, and those who descend from these?"""
    for root in roots(event):
        made = [v for v in children(event, root.id) if v.parents == (root.id,)]
        if made:
            check = partial(_ask_lost, event=event, made=made)
            yield Case([v.article for v in without(event, {root.id})], check)


def _ask_lost(found: Said, tally: Tally, event: Event, made: Sequence[Version]) -> None:
    if len(made) == 1:
        (only,) = made
        fate = found.fate(only.id)
        tally.add("lost: an only child is an origin", hit=fate == ORIGIN, miss=found.told(only.id))
        tally.fate("lost source, only child", fate)
    else:
        for v in made:
            fate = found.fate(v.id)
            miss = f"{found.told(v.id)}, {v.operation}"
            tally.add("lost: siblings, not on an article", hit=fate != ARTICLE, miss=miss)
            if not CLOSE & {one.operation for one in made}:
                tally.add("lost: siblings, none a near-copy, the same", hit=fate != ARTICLE)
            tally.fate("lost source, siblings", fate)
        hit = bool(found.shared(v.id for v in made))
        tally.add("lost: siblings, all under one unseen", hit=hit)
    heirs = {v.id for v in made}
    for v in event.versions:
        if v.id in found.parents and event.ancestors(v.id) & heirs:
            hit = found.first(v.id) in nearest(event, v, found.parents)
            tally.add("lost: their children, parent exact", hit=hit, miss=found.told(v.id))


def hidden_link(event: Event) -> Iterator[Case]:
    """A version in the middle of a chain is hidden: are its children on what it came from?"""
    for middle in event.versions:
        orphans = children(event, middle.id)
        if middle.parents and orphans:

            def check(found: Said, tally: Tally, orphans: Sequence[Version] = orphans) -> None:
                for v in orphans:
                    hit = found.first(v.id) in nearest(event, v, found.parents)
                    miss = f"{found.told(v.id)}, {v.operation} {' '.join(v.parents)}"
                    tally.add("link hidden: on the grandparent", hit=hit, miss=miss)
                    if not any(o.operation in CLOSE for o in orphans if o is not v):
                        tally.add("link hidden: the same, no near-copy beside it", hit=hit)
                    tally.fate("link hidden", found.fate(v.id))

            yield Case([v.article for v in without(event, {middle.id})], check)


def three_lines(event: Event) -> Iterator[Case]:
    """Briefs, and other retellings that have no children, are cut to their first three lines."""
    leaves = [v for v in event.versions if len(v.parents) == 1 and not children(event, v.id)]
    some = [v for v in leaves if v.operation in ("brief", "rewrite", "disguise", "distort")]

    def check(found: Said, tally: Tally) -> None:
        for v in some:
            name = "briefs" if v.operation == "brief" else "rewrites"
            miss = f"{found.told(v.id)}, {v.operation} {v.parents[0]}"
            hit = found.first(v.id) in v.parents
            tally.add(f"three lines: {name}, parent exact", hit=hit, miss=miss)
            hit = found.first(v.id) in event.ancestors(v.id)
            tally.add(f"three lines: {name}, ancestor", hit=hit)
            tally.fate(f"three lines, {name}", found.fate(v.id))

    yield Case(swapped(event.versions, *(cut(v, 3) for v in some)), check)


def own_reporting(event: Event) -> Iterator[Case]:
    """New material from a root that is hidden with all its line, in an expansion and an update.

    The expansion is a third from a retelling and two thirds new. The update is a root's text
    without its last third, four new lines on top, by the same outlet three hours on.
    """
    new = loneliest(event)
    hidden = line_of(event, new.id)
    versions = without(event, hidden)
    leaves = [v for v in versions if len(v.parents) == 1 and not children(event, v.id)]
    leaf = next((v for v in leaves if v.operation in ("rewrite", "disguise", "distort")), None)
    if leaf is None:
        return
    count = len(new.lines)
    taken = range(min(count // 2, len(leaf.lines)))
    wider = made_from([(leaf, taken), (new, range(count))], leaf.id, leaf.article)
    old = next(v for v in versions if not v.parents)
    when = later(old.article.published, 3 * HOUR)
    kept = range(2 * len(old.lines) // 3)
    update = made_from([(new, range(4)), (old, kept)], f"{event.name}/made", old.article)
    update = dated(update, when)

    def check(found: Said, tally: Tally) -> None:
        hit = found.first(leaf.id) in leaf.parents
        miss = f"{found.told(leaf.id)}, made from {leaf.parents[0]}"
        tally.add("mostly new: parent exact", hit=hit, miss=miss)
        edge = found.descents.get((update.id, old.id))
        first = found.first(update.id) == old.id
        tally.add("made update: parent exact", hit=first, miss=found.told(update.id))
        tally.add("made update: kind right", hit=edge is not None and edge.kind == "update")
        tally.add("made update: version_of", hit=found.version_of.get(update.id) == old.id)

    yield Case(swapped(versions, wider, update), check)


def agency(event: Event) -> Iterator[Case]:
    """Two papers print an absent dispatch, each without some of it, with its credit and without.

    The dispatch is a root that is hidden with all its line.
    """
    wire = loneliest(event)
    count = len(wire.lines)
    ends = [n for n in range(count) if n < 4 * count // 5]
    middle = [n for n in range(count) if not count // 3 <= n < count // 2]
    rest = without(event, line_of(event, wire.id))
    for label, named in (("credited", (wire.article.outlet or "",)), ("without credit", ())):
        pair = [
            renamed(
                made_from([(wire, chosen)], f"{event.name}/{name}", wire.article),
                f"{event.name}/{name}",
                outlet=outlet,
                published=later(wire.article.published, minutes),
                credits=named,
            )
            for name, outlet, minutes, chosen in (
                ("ledger", "Harbour Ledger", 20, middle),
                ("gazette", "Plains Gazette", 50, ends),
            )
        ]

        def check(found: Said, tally: Tally, label: str = label) -> None:
            names = [f"{event.name}/{name}" for name in ("ledger", "gazette")]
            fates = [found.fate(name) for name in names]
            for fate in fates:
                tally.fate(f"one dispatch, {label}", fate)
            miss = "; ".join(map(found.told, names))
            hit = ARTICLE not in fates
            tally.add(f"agency, {label}: neither on the other", hit=hit, miss=miss)
            hit = fates == ["unseen text"] * 2 and bool(found.shared(names))
            tally.add(f"agency, {label}: siblings under one text", hit=hit)

        yield Case([*(v.article for v in rest), *pair], check)


def copies(event: Event) -> Iterator[Case]:
    """A retelling is copied, the copy is copied without its last line, and two roots are stitched.

    The stitched merge has the first half of one root and the second half of another.
    """
    leaves = [v for v in event.versions if len(v.parents) == 1 and not children(event, v.id)]
    first = leaves[0]
    latest = max(v.article.published or "" for v in event.versions)
    names = [f"{event.name}/{name}" for name in ("copy", "copy-of-copy", "stitched")]
    copy = renamed(first.article, names[0], outlet="Harbour Ledger", published=later(latest, 40))
    shorter = made_from([(first, range(len(first.lines) - 1))], names[1], first.article)
    shorter = renamed(shorter, names[1], outlet="Plains Gazette", published=later(latest, 80))
    a, b = roots(event)[:2]
    halves = [
        (a, range(len(a.lines) // 2)),
        (b, range(len(b.lines) // 2, len(b.lines))),
    ]
    stitched = renamed(
        made_from(halves, names[2], a.article), names[2], outlet="Delta Dispatch", published=latest
    )

    def check(found: Said, tally: Tally) -> None:
        line = {first.id, copy.id, *event.ancestors(first.id)}
        said_first = found.first(copy.id)
        tally.add("copies: of a version, parent exact", hit=said_first == first.id)
        tally.add("copies: of a version, ancestor", hit=said_first in line - {copy.id})
        said_second = found.first(shorter.id)
        tally.add("copies: of the copy, parent exact", hit=said_second == copy.id)
        near = {copy.id, first.id}
        miss = found.told(shorter.id)
        tally.add("copies: of the copy, or its twin", hit=said_second in near, miss=miss)
        both = set(found.parents[stitched.id])
        miss = f"{found.told(stitched.id)}, made from {a.id} and {b.id}"
        tally.add("stitched merge: both parents", hit=both == {a.id, b.id}, miss=miss)
        tally.add("stitched merge: one of them first", hit=found.first(stitched.id) in {a.id, b.id})

    yield Case([*(v.article for v in event.versions), copy, shorter, stitched], check)


Scenario = Callable[[Event], Iterator[Case]]
SCENARIOS: dict[str, Scenario] = {
    s.__name__: s
    for s in (
        plain,
        no_clocks,
        day_clocks,
        wrong_clock,
        cut_roots,
        lost,
        hidden_link,
        three_lines,
        own_reporting,
        agency,
        copies,
    )
}
