"""How far a matter has come: what is asked told as ordered, what is charged as proved.

Each ladder has two steps; a claim is raised where a word of the higher step stands in the place of
one of the lower, and the source says nothing of the higher one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retold.changes.bearing import neighbours, partners
from retold.changes.comparison import Comparison, Side, context
from retold.changes.lexicon import DOUBTS, NEGATIONS
from retold.language.wordsets import word_set
from retold.types import Change, Span, Word

_TABLE = """
hear hears heard consider considers considered considering discuss discusses discussed debate
debates debated examine examines examined weigh weighs weighed review reviews reviewed propose
proposes proposed proposing recommend recommends recommended suggested suggests suggest
/ decide decides decided rule rules ruled grant grants granted approve approves approved adopt
  adopts adopted pass passes passed enact enacted impose imposed agree agrees agreed

ask asks asked asking urge urges urged request requests requested recommend recommends
recommended advise advises advised invite invites invited appeal appeals appealed call calls
called
/ order orders ordered ordering force forces forced require requires required compel compelled
  oblige obliged instruct instructed

charged accused suspected investigated questioned arrested indicted detained tried
/ convicted guilty sentenced jailed imprisoned

propose proposes proposed proposal recommends recommended suggested suggests plans planned
drafted draft
/ adopted adopts approved approves passed enacted introduced imposed agreed

injured wounded hurt
/ killed dead died

missing
/ dead killed

damaged
/ destroyed

offered offers bid
/ paid gave bought acquired

applied sought requested requests
/ obtained received secured got

some several few many most
/ all every

some several few
/ most

sometimes occasionally often usually frequently
/ always

rarely seldom
/ never

attempted tried
/ succeeded managed
"""
_LADDERS = tuple(
    (word_set(low), word_set(high))
    for block in _TABLE.strip().split("\n\n")
    for low, high in (block.split("/"),)
)
_AT_ONCE = 0.35  # how surely the higher word must stand in the place of the lower
_BESIDE = 3  # words in front of it in which a doubt keeps it low
_ASKS = word_set("ask asks asked asking call calls called appeal appeals appealed")
_MILD = word_set("all every most always never")
_ONE_OF = re.compile(
    r"\b(?:one of|among) the (?:[\w'’-]{1,20} ){0,3}?(?:most|least|[a-z]{3,12}est)\b", re.IGNORECASE
)
_THE_MOST = re.compile(
    r"\bthe (?:(?:world|country|nation|city|region)['’]s )?(?:most|least|[a-z]{3,12}est)\b",
    re.IGNORECASE,
)
_AMONG = re.compile(r"\bone of\b|\bamong\b|\bsome of\b", re.IGNORECASE)
_REASON = "The source does not go as far as what is stated here."
_ALONE = "The source says one among others where this says the one."


def outcome_changes(pair: Comparison) -> Iterator[Change]:
    """Find matters that have come further in the child than in its parent."""
    for index, sources in enumerate(pair.sources):
        steps = (c for k in sources for c in _raised(pair, index, k, sources))
        found = next(steps, None) or _singled_out(pair, index, sources)
        if found is not None:
            yield found


def _raised(pair: Comparison, index: int, source: int, sources: Sequence[int]) -> Iterator[Change]:
    here = {w.norm for w in pair.child.words(index)}
    there = {w.norm for k in sources for w in pair.parent.words(k)}
    for word in pair.parent.plain_words[source]:
        for low, high in _LADDERS:
            if word.norm not in low or high & there or low & here:
                continue
            if _asks_for(pair.parent, source, word):
                continue
            for other in partners(pair, index, word, _AT_ONCE):
                if other.norm in high and _holds(pair, source, word, index, other):
                    before, after = (Span(w.start, w.end) for w in (word, other))
                    yield pair.change(
                        "certainty",
                        "medium" if other.norm in _MILD else "high",
                        context(pair.parent, before, 2),
                        context(pair.child, after, 2),
                        _REASON,
                    )


def _asks_for(side: Side, index: int, word: Word) -> bool:
    """Tell whether something is asked for, which may well be called an order."""
    behind = next((w.norm for w in side.words(index) if w.start >= word.end), "")
    return word.norm in _ASKS and behind == "for"


def _holds(pair: Comparison, source: int, word: Word, index: int, other: Word) -> bool:
    """Tell whether a higher step is reached in earnest and said of the same."""
    if _limited(pair.child, index, other) or _denied(pair.parent, source, word):
        return False
    return neighbours(pair, source, word, index, other)


def _before(side: Side, index: int, word: Word) -> list[str]:
    return [w.norm for w in side.words(index) if w.end <= word.start][-_BESIDE:]


def _limited(side: Side, index: int, word: Word) -> bool:
    """Tell whether a word in front keeps a step from being reached."""
    return any(norm in DOUBTS | NEGATIONS for norm in _before(side, index, word))


def _denied(side: Side, index: int, word: Word) -> bool:
    return any(norm in NEGATIONS for norm in _before(side, index, word))


def _singled_out(pair: Comparison, index: int, sources: Sequence[int]) -> Change | None:
    """Find "the largest" where the source says "one of the largest"."""
    text = pair.child.sentence(index)
    if _AMONG.search(text):
        return None
    for source in sources:
        one = _ONE_OF.search(pair.parent.sentence(source))
        the = _THE_MOST.search(text) if one else None
        if one is None or the is None or _last(one.group()) != _last(the.group()):
            continue
        starts = pair.parent.starts[source], pair.child.starts[index]
        before = Span(starts[0] + one.start(), starts[0] + one.end())
        after = Span(starts[1] + the.start(), starts[1] + the.end())
        if not pair.child.quoted(after.start, after.end):
            spans = context(pair.parent, before, 2), context(pair.child, after, 2)
            return pair.change("certainty", "medium", *spans, _ALONE)
    return None


def _last(phrase: str) -> str:
    return phrase.casefold().rsplit(None, 1)[-1]
