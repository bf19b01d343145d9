"""The table of figures: what a story counts and measures, and every article's value for it.

Mentions meet along the links first: a child's figure and the parent's that it repeats or that a
change replaced. What is left is matched by what is counted, across reports that know nothing
of each other; a row never takes two values from one article.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from retold.findings.mentions import Mention, mentions
from retold.findings.subjects import label
from retold.findings.tale import Spot, Tale, retold_from
from retold.language.figures import same_quantity
from retold.types import Change, FigureRow, FigureUse, Place

_FEW = 30  # up to here a count is given exactly
_EARLY = 6  # sentences within which an article gives the toll of its event
_MOST_MENTIONS = 6000  # figures of one story that are looked at
_MOST_ROWS = 400  # rows of one story, the most used first
_BLOCK = 600  # rows of a kind that one is compared with
_NEARLY_ALL = 0.5  # share of stems around two figures that speak for one sentence
_LEAST_COMMON = 2  # stems around two figures that speak for one thing


class _Row:
    """Mentions of one thing: their words taken together."""

    def __init__(self, first: Mention) -> None:
        self.members: list[Mention] = []
        self.stems: set[str] = set()
        self.nouns: set[str] = set()
        self.roles: set[str] = set()
        self.leads: set[str] = set()
        self.by_article: dict[str, list[Mention]] = {}
        self.take([first])

    def take(self, more: Iterable[Mention]) -> None:
        """Take more mentions in."""
        for one in more:
            self.members.append(one)
            self.stems |= one.about
            self.nouns |= one.nouns
            self.by_article.setdefault(one.article, []).append(one)
            if one.role:
                self.roles.add(one.role)
                self.leads |= {one.role} if one.leads else set()


class _Sets:
    """Mentions joined into rows."""

    def __init__(self, size: int) -> None:
        self.above = list(range(size))

    def find(self, one: int) -> int:
        """Return the number under which a mention's row goes."""
        while self.above[one] != one:
            self.above[one] = self.above[self.above[one]]
            one = self.above[one]
        return one

    def join(self, one: int, other: int) -> None:
        """Join two rows."""
        a, b = sorted((self.find(one), self.find(other)))
        self.above[b] = a


def agree(a: Mention, b: Mention) -> bool:
    """Tell whether two mentions give one value, be it rounded or rightly converted.

    Nobody rounds an age, or what is counted on the fingers.
    """
    verdict = same_quantity(a.figure, b.figure)
    if verdict != "rounded" or a.figure.unit != b.figure.unit:
        return verdict != "different"
    small = max(abs(m.figure.value or 0) for m in (a, b)) <= _FEW
    return "age" not in {a.role, b.role} and not small


def table(tale: Tale) -> tuple[FigureRow, ...]:
    """Return the figures of a story, those that most articles give first."""
    every = _mentions(tale)
    sets = _Sets(len(every))
    came: dict[int, str] = {}
    for child, parent in _linked(tale.retold_from, tale.changes, every):
        sets.join(child, parent)
        if agree(every[child], every[parent]):
            came.setdefault(child, every[parent].article)
    for pair in tale.open_pairs:  # which came from which is not known
        for one, other in _linked(retold_from(pair.links), pair.differences, every):
            sets.join(one, other)
    _within(every, sets)
    rows = _joined(_rows(every, sets))
    source = {every[number].place: article for number, article in came.items()}
    made = [_figure_row(tale, row, source) for row in rows]
    ranked = sorted(enumerate(made), key=lambda item: (-_spread(item[1]), item[0]))
    return tuple(row for _, row in ranked[:_MOST_ROWS])


def _mentions(tale: Tale) -> list[Mention]:
    found: list[Mention] = []
    for article in tale.in_order:
        found += _led(mentions(tale.sides[article]))
        if len(found) > _MOST_MENTIONS:
            break
    return found[:_MOST_MENTIONS]


def _led(every: Iterable[Mention]) -> Iterator[Mention]:
    """Mark the first count of every role in an article: that is the toll, later ones are parts.

    What an article counts far down is often another event.
    """
    seen: set[str] = set()
    for mention in every:
        first = mention.role is not None and mention.role not in seen
        seen |= {mention.role} if mention.role else set()
        lead = first and mention.figure.kind == "number" and mention.place.sentence < _EARLY
        yield replace(mention, leads=lead)


# Along the links


def _linked(
    retold: Mapping[Spot, Sequence[Spot]], changes: Iterable[Change], every: Sequence[Mention]
) -> Iterator[tuple[int, int]]:
    """Return pairs of a child's mention and its parent's, one to one in each pair of articles."""
    at: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number, mention in enumerate(every):
        at[mention.article, mention.place.sentence].append(number)
    replaced = _replaced(changes)
    for child, spots in retold.items():
        mine = at.get(child, [])
        by_parent: dict[str, list[int]] = defaultdict(list)
        for spot in spots:
            by_parent[spot[0]] += at.get(spot, [])
        for theirs in by_parent.values() if mine else ():
            yield from _matched(every, mine, theirs, replaced)


def _replaced(changes: Iterable[Change]) -> dict[tuple[str, str], list[tuple[Place, Place]]]:
    """Return the passages of which a change says that one replaced the other."""
    found: dict[tuple[str, str], list[tuple[Place, Place]]] = defaultdict(list)
    for c in changes:
        if c.kind in {"number", "unit", "date", "certainty"} and c.child and c.parent:
            found[c.child_article, c.parent_article].append((c.child, c.parent))
    return found


def _matched(
    every: Sequence[Mention],
    mine: Sequence[int],
    theirs: Sequence[int],
    replaced: dict[tuple[str, str], list[tuple[Place, Place]]],
) -> Iterator[tuple[int, int]]:
    scored = []
    for a in mine:
        for b in theirs:
            score = _likeness(every[a], every[b], replaced)
            if score > 0:
                scored.append((-score, a, b))
    taken: set[int] = set()
    for _, a, b in sorted(scored):
        if a not in taken and b not in taken:
            taken |= {a, b}
            yield a, b


def _likeness(
    a: Mention, b: Mention, replaced: dict[tuple[str, str], list[tuple[Place, Place]]]
) -> float:
    """Score how surely a linked sentence's figure is the parent's, repeated or replaced."""
    common = len(a.about & b.about) / max(1, len(a.about | b.about))
    if agree(a, b):
        if not (a.telling or common or a.nouns & b.nouns or not a.nouns | b.nouns):
            return 0.0
        return 1 + common + (a.measured == b.measured) + bool(a.nouns & b.nouns)
    for child, parent in replaced.get((a.article, b.article), ()):
        if _inside(a.place, child) and _inside(b.place, parent):
            return 0.5 + common
    return 0.0


def _inside(place: Place, other: Place) -> bool:
    return place.start < other.end and other.start < place.end


def _within(every: Sequence[Mention], sets: _Sets) -> None:
    """Join what one article says twice."""
    seen: dict[tuple[str, str, float | None, str | None], int] = {}
    for number, m in enumerate(every):
        if m.telling:
            key = (m.article, m.measured, m.figure.value, m.figure.unit)
            first = seen.setdefault(key, number)
            if first != number:
                sets.join(first, number)


# Across reports


def _rows(every: Sequence[Mention], sets: _Sets) -> list[_Row]:
    rows: dict[int, _Row] = {}
    for number, mention in enumerate(every):
        at = sets.find(number)
        if at in rows:
            rows[at].take([mention])
        else:
            rows[at] = _Row(mention)
    return list(rows.values())


def _joined(rows: list[_Row]) -> list[_Row]:
    """Join rows of different origins that count the same, equal values first."""
    for same in (True, False):
        blocks: dict[str, list[_Row]] = defaultdict(list)
        for row in rows:
            blocks[row.members[0].measured].append(row)
        rows = [row for block in blocks.values() for row in _join_block(block, same=same)]
    return rows


def _join_block(block: list[_Row], *, same: bool) -> list[_Row]:
    """Join each row to the one before it that it goes with best, of a crowd the latest."""
    kept: list[_Row] = []
    for row in block:
        near = kept[-_BLOCK:]
        scored = [(_affinity(other, row, same=same), -n) for n, other in enumerate(near)]
        score, at = max(scored, default=(0.0, 0))
        if score > 0:
            near[-at].take(row.members)
        else:
            kept.append(row)
    return kept


def _affinity(a: _Row, b: _Row, *, same: bool) -> float:
    """Score how surely two rows are of one thing; 0 is no."""
    if a.roles and b.roles and not a.roles & b.roles:
        return 0.0
    score = _equal(a, b) if same else _other(a, b)
    if score == 0 or _clash(a, b):
        return 0.0
    equal = any(agree(x, y) for x in a.members[:4] for y in b.members[:4])
    return score if equal == same else 0.0


def _equal(a: _Row, b: _Row) -> float:
    """Score two rows of one value: a telling one needs little else in common."""
    common, nouns = len(a.stems & b.stems), bool(a.nouns & b.nouns)
    telling = a.members[0].telling and b.members[0].telling
    if not telling and not nouns and (a.nouns or b.nouns):
        return 0.0
    alike = common + 2 * nouns + bool(a.roles & b.roles)
    return alike + telling if alike >= (1 if telling else _LEAST_COMMON) else 0.0


def _other(a: _Row, b: _Row) -> float:
    """Score two rows of different values: one toll, or all but one sentence.

    Two reports of an event name dozens of figures, and few of these contradict each other; so
    unless what happened to people is counted, the words around have to be nearly the same.
    """
    common = len(a.stems & b.stems)
    if a.members[0].figure.kind in {"date", "time", "ordinal"}:
        return 0.0
    if a.roles == b.roles == {"age"}:
        names = [noun for noun in a.nouns & b.nouns if noun[:1].isupper()]
        return float(len(names) > 1)  # a surname alone may be a brother's
    if a.leads & b.leads and (a.nouns & b.nouns or not a.nouns | b.nouns):
        return common if common >= _LEAST_COMMON else 0.0
    if not a.nouns & b.nouns or any(m.phrase[:1].isupper() for m in (a.members[0], b.members[0])):
        return 0.0
    shares = [_shared(x.about, y.about) for x in a.members[:4] for y in b.members[:4]]
    return max(shares) if max(shares) >= _NEARLY_ALL and common > _LEAST_COMMON else 0.0


def _shared(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / max(1, len(a | b))


def _clash(a: _Row, b: _Row) -> bool:
    """Tell whether an article gives two values in two rows, so that they are of two things."""
    both = a.by_article.keys() & b.by_article.keys()
    return any(not agree(x, y) for k in both for x in a.by_article[k] for y in b.by_article[k])


# Rows as they travel


def _spread(row: FigureRow) -> int:
    return len({use.place.article for use in row.uses})


def _figure_row(tale: Tale, row: _Row, source: Mapping[Place, str]) -> FigureRow:
    members = sorted(row.members, key=lambda m: (tale.place[m.article], m.place.start))
    values: list[Mention] = []
    uses = []
    for m in members:
        variant = next((n for n, v in enumerate(values) if agree(v, m)), len(values))
        if variant == len(values):
            values.append(m)
        uses.append(
            FigureUse(
                m.place,
                m.text,
                m.figure.value,
                m.figure.unit,
                m.speaker,
                variant,
                source.get(m.place),
            )
        )
    other = next((use.place.article for use in uses if use.variant), None)
    return FigureRow(tale.story.id, _subject(members), members[0].figure.kind, tuple(uses), other)


def _subject(members: Sequence[Mention]) -> str:
    """Name what a row is about by what most of its mentions say."""
    roles = Counter(m.role for m in members if m.role)
    kinds = Counter(m.measured for m in members)
    measured = max(kinds, key=lambda k: (k != "number", kinds[k]))
    role = max(roles, key=lambda r: roles[r], default=None)
    role = role if role and 2 * roles[role] >= len(members) else None
    own = [m for m in members if m.measured == measured]
    return label(measured, role, (m.phrase for m in own), (m.near for m in own))
