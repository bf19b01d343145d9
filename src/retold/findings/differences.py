"""Findings about two articles of which nobody can say who took from whom: where they differ.

They name both sides and never a source: what the one changed of the other is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retold.findings.alterations import in_stamp, weight_of
from retold.findings.phrases import Names, counted, passage
from retold.findings.tale import Tale
from retold.findings.wordings import shown
from retold.types import Change, Finding, OpenPair, Place

OPEN = "who took it from whom is not known"
_MOST = 4  # differences of one pair that are findings of their own
_MISSING, _MORE = 32.0, 6
_BOTH = frozenset({"number", "unit", "date", "name", "quote", "certainty", "negation", "voice"})


def difference_findings(tale: Tale, names: Names) -> Iterator[Finding]:
    """Tell where an undecided article and its likeliest candidate differ."""
    for pair in tale.open_pairs:
        grave = [c for c in pair.differences if c.severity != "minor" and not in_stamp(tale, c)]
        told = [c for c in grave if c.kind in _BOTH and c.child and c.parent]
        told += [c for c in grave if c.kind == "attribution"]
        for change in sorted(told, key=lambda c: -weight_of(c))[:_MOST]:
            yield _finding(tale, pair, _differ(tale, names, change), [change])
        for article in (pair.first, pair.second):
            alone = [c for c in grave if c.severity == "high" and _only(c) == article]
            if alone:
                sentence = _alone(names, pair, article, alone)
                weight = _MISSING + min(len(alone), _MORE)
                yield _finding(tale, pair, sentence, alone, weight)


def _only(change: Change) -> str | None:
    """Return the article that alone has a passage."""
    if change.kind == "dropped":
        return change.parent_article
    return change.child_article if change.kind == "added" else None


def _finding(
    tale: Tale,
    pair: OpenPair,
    sentence: str,
    changes: Sequence[Change],
    weight: float | None = None,
) -> Finding:
    places = (place for c in changes for place in (c.parent, c.child))
    return Finding(
        tale.story.id,
        "difference",
        sentence,
        weight_of(changes[0]) if weight is None else weight,
        (pair.first, pair.second),
        tuple(dict.fromkeys(filter(None, places))),
        tuple(changes),
    )


def _differ(tale: Tale, names: Names, change: Change) -> str:
    """Say what each of the two has."""
    first, second = names.of(change.parent_article), names.of(change.child_article)
    if change.child and change.parent:
        words = {"quote": "In a quotation ", "attribution": "For the words of a source "}
        one, other = _words(tale, change, change.parent), _words(tale, change, change.child)
        return f"{words.get(change.kind, '')}{first} has {one} where {second} has {other}; {OPEN}."
    named, silent = (first, second) if change.parent else (second, first)
    source = passage(change.before or change.after)
    return f"{named} attributes a claim ({source}) that {silent} does not; {OPEN}."


def _words(tale: Tale, change: Change, place: Place) -> str:
    if change.kind == "attribution":
        return passage(tale.words(place))
    return shown(tale, place)


def _alone(names: Names, pair: OpenPair, article: str, rows: Sequence[Change]) -> str:
    """Say what only one of two texts has, that are otherwise much the same."""
    other = names.of(pair.second if article == pair.first else pair.first)
    words = passage(rows[0].before or rows[0].after)
    more = f" and {counted(len(rows) - 1, 'more passage')} of weight" if rows[1:] else ""
    return f"{names.of(article)} has {words}{more}, and {other} does not; {OPEN}."
