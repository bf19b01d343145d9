"""What a child leaves out of its parent, and what it has from nowhere in it."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence

from retold.changes.comparison import Comparison, Side
from retold.changes.facts import facts, lost, sort_of_addition, stands
from retold.changes.lexicon import FUNCTION_WORDS
from retold.language import rarity
from retold.types import Change, Figure, Severity, Span, Word

_SUBSTANCE = 4  # content words that a sentence needs to be missed
_CARRIED = 0.75  # the share of its content words that shows a sentence to stand elsewhere
_RETOLD = 0.5  # the share of the parent's sentences that makes a text a retelling of it
_GONE = 0.6  # the share of a clause's content words that the child must lack
_MARKS = ",;:()–—"
_SURPLUS = 14.0  # rarity (nats) of new words beyond that of words they may replace: some four words
_NEW = 4  # content words in a row, none of them in the parent, that make an added passage


def coverage_changes(pair: Comparison) -> Iterator[Change]:
    """Find what was dropped and what was added; a passage is told once."""
    told: list[Span] = []
    for change in (*_dropped(pair), *_dropped_passages(pair), *_dropped_figures(pair)):
        assert change.parent is not None
        span = Span(change.parent.start, change.parent.end)
        if not any(span.overlaps(other) for other in told):
            yield change
        told.append(span)
    yield from _added(pair)


def _content(words: Sequence[Word]) -> list[Word]:
    """Return the words that carry meaning."""
    return [word for word in words if word.norm not in FUNCTION_WORDS]


def _dropped(pair: Comparison) -> Iterator[Change]:
    """Find sentences of the parent that nothing in the child retells."""
    for index, retellings in enumerate(pair.retellings):
        content = _content(pair.parent.words(index))
        if retellings or len(content) < _SUBSTANCE or _stands(pair.child, content):
            continue
        span = pair.parent.prepared.sentences[index].span
        yield _gone(pair, index, span, "No sentence retells this")


def _gone(pair: Comparison, index: int, span: Span, reason: str) -> Change:
    """Tell a passage as dropped, with what of facts went with it."""
    found = facts(pair.parent, pair.child, index, span)
    what = lost(pair.parent, found)
    reason = f"{reason}. Gone with it: {what}." if what else f"{reason}."
    grade = found.severity
    if grade == "high" and not pair.retellings[index] and _is_selection(pair):
        grade = "medium"
    return pair.change("dropped", grade, span, None, reason)


def _is_selection(pair: Comparison) -> bool:
    """Tell whether a child takes passages of its parent rather than retell it.

    Whoever takes less than half did not leave out a side, but chose some of what both say.
    """
    return sum(map(bool, pair.retellings)) < _RETOLD * len(pair.retellings)


def _stands(side: Side, content: Sequence[Word]) -> bool:
    """Tell whether nearly all words of a sentence stand in one sentence of another text."""
    stems = {word.stem for word in content}
    if len(stems & side.all_stems) < _CARRIED * len(stems):
        return False
    return any(len(stems & here) >= _CARRIED * len(stems) for here in side.stems)


def _dropped_passages(pair: Comparison) -> Iterator[Change]:
    """Find clauses with a figure or a name that fell out of a sentence that was retold."""
    for index, retellings in enumerate(pair.retellings):
        if not retellings:
            continue
        for clause in _clauses(pair.parent, index):
            content = {word.stem for word in _content(clause)}
            gone = len(content - pair.child.all_stems)
            if len(content) < _SUBSTANCE or gone < _GONE * len(content):
                continue
            span = Span(clause[0].start, clause[-1].end)
            found = facts(pair.parent, pair.child, index, span)
            if found.figures or found.names:
                yield _gone(pair, index, span, "The passage is left out")


def _clauses(side: Side, index: int) -> Iterator[list[Word]]:
    """Cut a sentence into the stretches between its marks."""
    clause: list[Word] = []
    for word in side.words(index):
        gap = side.text[clause[-1].end : word.start] if clause else " "
        if gap != " " and any(mark in gap for mark in _MARKS):
            yield clause
            clause = []
        clause.append(word)
    if clause:
        yield clause


def _dropped_figures(pair: Comparison) -> Iterator[Change]:
    """Find figures that fell off a thing that the child still speaks of."""
    for index, retellings in enumerate(pair.retellings):
        mine = [figure for k in retellings for figure in pair.child.figures[k]]
        for figure in pair.parent.figures[index]:
            if figure.kind != "number" or not retellings or mine:
                continue
            noun = _counted(pair.parent, index, figure)
            if noun is None or stands(figure, pair.child):
                continue
            for k in retellings:
                at = next((w for w in pair.child.words(k) if w.stem == noun.stem), None)
                if at is not None:
                    yield pair.change(
                        "dropped",
                        "medium",
                        _reach(pair.parent, index, Span(figure.start, noun.end)),
                        _reach(pair.child, k, Span(at.start, at.end)),
                        "The figure is left out.",
                    )
                    break


def _counted(side: Side, index: int, figure: Figure) -> Word | None:
    """Return the noun that a figure counts: the last content word close behind it."""
    behind = [word for word in side.words(index) if word.start >= figure.end][:2]
    content = _content(behind)
    return content[-1] if content else None


def _reach(side: Side, index: int, span: Span) -> Span:
    """Take up to two words before a passage in."""
    before = [word for word in side.words(index) if word.end <= span.start][-2:]
    while before and side.text[before[0].end : span.start].strip(" '’-") != "" and len(before) == 1:
        before = before[1:]
    start = before[0].start if before else span.start
    return Span(start, span.end)


def _added(pair: Comparison) -> Iterator[Change]:
    """Find sentences and passages of the child that come from nowhere in the parent."""
    for index, sources in enumerate(pair.sources):
        content = _content(pair.child.words(index))
        if not sources:
            if len(content) >= _SUBSTANCE and not _stands(pair.parent, content):
                yield _come(pair, index, pair.child.prepared.sentences[index].span)
            continue
        run = _new_run(pair, content)
        if run is not None and _surplus(pair, content, sources) >= _SURPLUS:
            reason = "The words have no counterpart in the source."
            yield pair.change("added", "minor", None, run, reason)


def _come(pair: Comparison, index: int, span: Span) -> Change:
    """Tell a sentence as added, and what sort of addition it is."""
    found = facts(pair.child, pair.parent, index, span)
    sort = sort_of_addition(pair.child, index, found)
    grade: Severity = "medium" if sort == "new reporting" else "minor"
    return pair.change("added", grade, None, span, f"No sentence of the source says this: {sort}.")


def _surplus(pair: Comparison, content: Sequence[Word], sources: Sequence[int]) -> float:
    """Return how much more the child says anew than a source has left over, by rarity.

    A paraphrase trades words for words; an addition has nothing to trade. Words that
    everybody uses ("went", "made") pay for little.
    """
    new = {word.stem for word in content} - pair.parent.all_stems
    left = [{word.stem for word in _content(pair.parent.words(k))} for k in sources]
    return _mass(new) - min(_mass(stems - pair.child.all_stems) for stems in left)


def _mass(stems: Collection[str]) -> float:
    return math.fsum(rarity(stem) for stem in stems)


def _new_run(pair: Comparison, content: Sequence[Word]) -> Span | None:
    """Find the longest run of content words that stand nowhere in the parent."""
    best: list[Word] = []
    run: list[Word] = []
    for word in content:
        apart = run and any(m in pair.child.text[run[-1].end : word.start] for m in ',;:.“”"—–')
        if word.stem in pair.parent.all_stems or apart:
            run = []
        if word.stem not in pair.parent.all_stems:
            run = [*run, word]
        if len(run) > len(best):
            best = run
    return Span(best[0].start, best[-1].end) if len(best) >= _NEW else None
