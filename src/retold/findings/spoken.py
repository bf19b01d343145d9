"""Findings about what people said: quotations with other words, and words that nobody else has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from retold.findings.phrases import Names, passage
from retold.findings.tale import Tale
from retold.types import Finding, Lineage, Place, Rendering, Utterance

_ALTERED, _INVENTED, _OFFICIAL, _HEIR = 52.0, 60.0, 16.0, 4.0
_SHORT = 3  # words that may replace others without a word in common
_PAIRS = 2  # alterations of one quotation that a sentence shows


def quote_findings(tale: Tale, names: Names, lineages: Sequence[Lineage]) -> Iterator[Finding]:
    """Tell of altered and invented quotations that no change has told of."""
    told = _told(lineages)
    for utterance in tale.utterances:
        groups: dict[tuple[str, ...], list[Rendering]] = defaultdict(list)
        for one in utterance.renderings:
            known = one.place.article not in tale.sides or _overlaps(one.place, told)
            pairs = [f"{a.lower()}>{b.lower()}" for a, b in _alterations(one)]
            if not known and (one.form == "invented" or (one.form == "altered" and pairs)):
                groups[(one.form, *pairs)].append(one)
        for row in groups.values():
            yield _finding(tale, names, utterance, row)


def _alterations(one: Rendering) -> list[tuple[str, str]]:
    """Return words that took the place of others; whole clauses that differ are two sayings."""
    return [
        (a, b)
        for a, b in one.altered
        if min(len(a.split()), len(b.split())) <= _SHORT or set(a.split()) & set(b.split())
    ]


def _told(lineages: Sequence[Lineage]) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = defaultdict(list)
    for one in lineages:
        if one.change.kind == "quote":
            for place in (one.change.child, *one.inherited):
                if place is not None:
                    found[place.article].append(place)
    return found


def _overlaps(place: Place, told: dict[str, list[Place]]) -> bool:
    return any(p.start < place.end and place.start < p.end for p in told.get(place.article, ()))


def _finding(tale: Tale, names: Names, utterance: Utterance, row: Sequence[Rendering]) -> Finding:
    places = tale.first_places(one.place for one in row)
    articles = [p.article for p in places]
    first = row[0]
    who = utterance.speaker or first.speaker
    of = f" of {who}" if who else ""
    if first.form == "altered" and first.altered:
        altered = _alterations(first)
        pairs = [_became(a, b) for a, b in altered[:_PAIRS]]
        more = " and more" if len(altered) > _PAIRS else ""
        one = "alters" if len(articles) == 1 else "alter"
        sentence = f"{names.all(articles)} {one} a quotation{of}: {', '.join(pairs)}{more}."
        weight = _ALTERED
    else:
        one = "quotes" if len(articles) == 1 else "quote"
        sentence = (
            f"{names.all(articles)} {one}{' ' + who if who else ''} with words that the texts "
            f"followed do not have: {passage(tale.words(first.place))}."
        )
        weight = _INVENTED
    weight += _HEIR * (len(articles) - 1) + (_OFFICIAL if utterance.primary else 0)
    longest = (utterance.longest,) if utterance.longest.article in tale.sides else ()
    return Finding(tale.story.id, "quote", sentence, weight, tuple(articles), (*places, *longest))


def _became(before: str, after: str) -> str:
    if not before:
        return f"{passage(after, 60)} was added"
    return f"{passage(before, 60)} " + (f"became {passage(after, 60)}" if after else "is gone")
