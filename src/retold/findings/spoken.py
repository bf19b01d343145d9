"""Findings about what people said: quotations with other words, and words that nobody else has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import log2

from retold.changes.house import expanded, house_form
from retold.changes.lexicon import FUNCTION_WORDS, MODALS, NEGATIONS
from retold.findings.phrases import Names, counted, passage
from retold.findings.tale import Tale
from retold.types import Finding, Lineage, Place, Rendering, Utterance

_ALTERED, _SMALL, _INVENTED, _OWN, _OFFICIAL, _HEIR = 52.0, 26.0, 60.0, 28.0, 16.0, 4.0
_ADDS = frozenset({"expansion", "merge", "update"})
_NOBODY_KNOWS = -14.0  # which of two independent reports has the words that were said
_SHORT = 3  # words that may replace others without a word in common
_PAIRS = 2  # alterations of one quotation that a sentence shows


def quote_findings(tale: Tale, names: Names, lineages: Sequence[Lineage]) -> Iterator[Finding]:
    """Tell of altered and invented quotations that no change has told of."""
    told = _told(tale, lineages)
    invented: dict[str, list[tuple[Utterance, Rendering]]] = defaultdict(list)
    for utterance in tale.utterances:
        groups: dict[tuple[str, ...], list[Rendering]] = defaultdict(list)
        for one in utterance.renderings:
            if one.place.article not in tale.sides or _overlaps(one.place, told):
                continue
            pairs = [f"{a.lower()}>{b.lower()}" for a, b in _alterations(one)]
            if one.form == "altered" and pairs:
                groups[tuple(pairs)].append(one)
            elif one.form == "invented":
                invented[one.place.article].append((utterance, one))
        for row in groups.values():
            yield _altered(tale, names, utterance, row)
    for article, rows in invented.items():
        yield _invented(tale, names, article, rows)


def _alterations(one: Rendering) -> list[tuple[str, str]]:
    """Return words that took the place of others; whole clauses that differ are two sayings."""
    return [(a, b) for a, b in one.altered if _replaces(a.lower().split(), b.lower().split())]


def _replaces(before: list[str], after: list[str]) -> bool:
    short = min(len(before), len(after))
    return short <= _SHORT or 2 * len(set(before) & set(after)) >= short


def _written(text: str) -> list[str]:
    return [house_form(word) for word in expanded(text.lower().replace("’", "'")).split()]


def _is_small(pairs: Sequence[tuple[str, str]]) -> bool:
    """Tell whether only the spelling was altered, or plain words that turn no sentence."""
    if all(_written(a) == _written(b) for a, b in pairs):
        return True
    words = {w for a, b in pairs for w in {*a.lower().split()} ^ {*b.lower().split()}}
    return words <= FUNCTION_WORDS - NEGATIONS - MODALS


def _told(tale: Tale, lineages: Sequence[Lineage]) -> dict[str, list[Place]]:
    """Return the passages of which a change of substance, or a difference, tells already."""
    rows = [(one.change, (one.change.child, *one.inherited)) for one in lineages]
    rows += [(c, (c.child, c.parent)) for pair in tale.open_pairs for c in pair.differences]
    found: dict[str, list[Place]] = defaultdict(list)
    for change, places in rows:
        if change.kind == "quote" and change.severity != "minor":
            for place in filter(None, places):
                found[place.article].append(place)
    return found


def _overlaps(place: Place, told: dict[str, list[Place]]) -> bool:
    return any(p.start < place.end and place.start < p.end for p in told.get(place.article, ()))


def _altered(tale: Tale, names: Names, utterance: Utterance, row: Sequence[Rendering]) -> Finding:
    places = tale.first_places(one.place for one in row)
    articles = [p.article for p in places]
    who = utterance.speaker or row[0].speaker
    altered = _alterations(row[0])
    more = " and more" if len(altered) > _PAIRS else ""
    weight = (_SMALL if _is_small(altered) else _ALTERED) + _HEIR * log2(len(articles))
    weight += _OFFICIAL if utterance.primary else 0
    if utterance.primary or _had_it(tale, utterance, articles):
        alters = "alters" if len(articles) == 1 else "alter"
        of = f" of {who}" if who else ""
        pairs = [_became(a, b) for a, b in altered[:_PAIRS]]
        sentence = f"{names.all(articles)} {alters} a quotation{of}: {', '.join(pairs)}{more}."
    else:
        quote = "quotes" if len(articles) == 1 else "quote"
        pairs = [_differs(a, b) for a, b in altered[:_PAIRS]]
        sentence = (
            f"{names.all(articles)} {quote} {who or 'the same words'} otherwise than "
            f"{names.of(utterance.longest.article)}: {', '.join(pairs)}{more}."
        )
        weight += _NOBODY_KNOWS
    longest = (utterance.longest,) if utterance.longest.article in tale.sides else ()
    return Finding(tale.story.id, "quote", sentence, weight, tuple(articles), (*places, *longest))


def _had_it(tale: Tale, utterance: Utterance, articles: Sequence[str]) -> bool:
    """Tell whether every one of some articles descends from one that has the words otherwise.

    Of two independent reports nobody can say whose words were altered.
    """
    others = {one.place.article for one in utterance.renderings if one.form != "altered"}
    return all(others & tale.ancestors(article) for article in articles)


def _invented(
    tale: Tale, names: Names, article: str, rows: Sequence[tuple[Utterance, Rendering]]
) -> Finding:
    """Tell of words in quotation marks that no source of an article has.

    An article that adds to its source may have asked for them itself.
    """
    utterance, first = rows[0]
    who = utterance.speaker or first.speaker
    more = f" and {counted(len(rows) - 1, 'more quotation')}" if len(rows) > 1 else ""
    sentence = (
        f"{names.of(article)} quotes {who + ' with ' if who else ''}words that none of its sources "
        f"here has: {passage(tale.words(first.place))}{more}."
    )
    adds = any(d.kind in _ADDS for d in tale.parents.get(article, ()))
    weight = (_OWN if adds else _INVENTED) + min(len(rows), 5)
    places = tuple(one.place for _, one in rows)
    return Finding(tale.story.id, "quote", sentence, weight, (article,), places)


def _differs(before: str, after: str) -> str:
    if not before:
        return f"with {passage(after, 60)}"
    return (f"{passage(after, 60)} for " if after else "without ") + passage(before, 60)


def _became(before: str, after: str) -> str:
    if not before:
        return f"{passage(after, 60)} was added"
    return f"{passage(before, 60)} " + (f"became {passage(after, 60)}" if after else "is gone")
