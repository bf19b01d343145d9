"""Quotations: words altered inside the marks, and marks taken away.

A quotation may have moved, so each is looked for in the whole parent. A part of the original,
contiguous or with a marked gap, is no change; every other altered word is one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from retold.changes.comparison import Comparison, Side, context
from retold.changes.lexicon import FUNCTION_WORDS, NEGATIONS
from retold.changes.quoted import (
    Block,
    Quoted,
    denials,
    differences,
    quote_severity,
    quoted_words,
)
from retold.language.figures import figures
from retold.types import Change, Quotation, Span

_GAP = re.compile(r"…|\.\s?\.\s?\.")
_TURNS = re.compile(
    r",? (?P<word>(?:and |but |or )?(?:if|unless|except|provided|until|only if)\b|but\b)"
    r"[^.!?;]{3,120}",
    re.IGNORECASE,
)
_TOLD = 0.5  # share of the words that limit a quotation that may stand elsewhere
_DENIAL_CUT = "The quotation is cut right behind a word that denies it."
_CUT_SHORT = "The quotation is cut before the words that limit it."
_TRIED = 8  # passages of the parent that are aligned with a quotation
_COMMON = 300  # a word that stands in more quotations tells nothing
_STREAM = 3  # a child may join up to this many neighbouring quotations of its parent
_SAME = 0.5  # the share of a quotation's words that must be found, in order
_NEAR = 0.7  # or, where the sentences are linked, in any order
_JOIN = 10  # altered words at most this far apart are told as one change
_AHEAD = 40  # characters in which a figure ends
_CUT = 3  # an unmarked gap of more words is an excerpt, not an alteration
_KEPT = 4  # words in a row that show that a quotation was kept without its marks


class _Match(NamedTuple):
    """The passage of the parent's quotations that a child's quotation is taken from."""

    words: Sequence[Quoted]
    matched: int
    shared: int


def quote_changes(pair: Comparison) -> Iterator[Change]:
    """Find the words that were altered inside quotation marks."""
    streams = _streams(pair.parent)
    index = _index(streams)
    for quotation in pair.child.prepared.quotations:
        words = quoted_words(pair.child.text, quotation)
        if not words:
            continue
        match = _find(words, [streams[k] for k in _candidates(pair, quotation, words, index)])
        if match is not None and _is_source(pair, quotation, words, match):
            yield from _altered(pair, words, match.words)


def _streams(parent: Side) -> list[list[Quoted]]:
    """Return each quotation of the parent, also joined with those that follow it."""
    single = [quoted_words(parent.text, quotation) for quotation in parent.prepared.quotations]
    return [
        [word for words in single[k : k + _STREAM] for word in words] for k in range(len(single))
    ]


def _index(streams: Sequence[Sequence[Quoted]]) -> dict[str, list[int]]:
    """Say in which streams each word stands."""
    table: dict[str, list[int]] = defaultdict(list)
    for k, stream in enumerate(streams):
        for norm in {word.norm for word in stream}:
            table[norm].append(k)
    return table


def _candidates(
    pair: Comparison,
    quotation: Quotation,
    words: Sequence[Quoted],
    index: dict[str, list[int]],
) -> list[int]:
    """Return the streams worth aligning: those that share most words, those linked first."""
    shared: Counter[int] = Counter()
    for norm in {word.norm for word in words}:
        holders = index.get(norm, [])
        if len(holders) <= _COMMON:
            shared.update(holders)
    first = pair.child.sentence_at(quotation.inner.start)
    linked = {
        k
        for source in pair.sources[first : first + 1]
        for n in source
        for k in pair.parent.quotation_numbers(n)[:_COMMON]
    }
    best = sorted(shared, key=lambda k: (-shared[k], k not in linked, k))[:_TRIED]
    return sorted({*best, *sorted(linked)[:_TRIED]})


def _find(words: Sequence[Quoted], streams: Sequence[Sequence[Quoted]]) -> _Match | None:
    """Find the passage of the parent's quotations that is most like a quotation."""
    best: _Match | None = None
    wanted = Counter(word.norm for word in words)
    for stream in streams:
        here = Counter(word.norm for word in stream)
        if (wanted & here).total() <= (max(best.matched, 1) if best else 0):
            continue
        wide = _window(words, stream, wanted)
        window = _fit(words, wide)
        shared = (wanted & Counter(word.norm for word in wide)).total()
        codes = Levenshtein.opcodes([w.norm for w in window], [w.norm for w in words])
        matched = sum(op.src_end - op.src_start for op in codes if op.tag == "equal")
        if matched < _SAME * len(words):
            window = _shared_part(wide, wanted)
        if best is None or (matched, shared) > (best.matched, best.shared):
            best = _Match(window, matched, shared)
    return best


def _shared_part(window: Sequence[Quoted], wanted: Counter[str]) -> Sequence[Quoted]:
    """Cut a window down to the stretch between the first and the last shared word."""
    at = [k for k, word in enumerate(window) if wanted[word.norm]]
    return window[at[0] : at[-1] + 1] if at else window


def _fit(words: Sequence[Quoted], window: Sequence[Quoted]) -> Sequence[Quoted]:
    """Cut a window down to the stretch with the least edit distance to a quotation.

    Sellers' algorithm (1980): what lies before and behind the stretch costs nothing, or else
    the first words of a quotation would be paired with its neighbour's.
    """
    norms = [other.norm for other in window]
    if (end := _exact_end(words, window)) is not None:
        return window[end - len(words) : end]
    costs, starts = [0] * (len(norms) + 1), list(range(len(norms) + 1))
    for count, norm in enumerate((word.norm for word in words), 1):
        cost, start = count, 0
        row, began = [cost], [start]
        for j, other in enumerate(norms):
            deleted = cost + 1
            cost, last, start = costs[j] + (norm != other), start, starts[j]
            if costs[j + 1] + 1 < cost:
                cost, start = costs[j + 1] + 1, starts[j + 1]
            if deleted < cost:
                cost, start = deleted, last
            row.append(cost)
            began.append(start)
        costs, starts = row, began
    end = min(range(len(costs)), key=lambda j: (costs[j], _joins(window, starts[j], j), -j))
    return window[starts[end] : end]


def _exact_end(words: Sequence[Quoted], window: Sequence[Quoted]) -> int | None:
    """Return where a window holds a quotation word for word, the last time within one quotation."""
    wanted, norms = [word.norm for word in words], [other.norm for other in window]
    size = len(wanted)
    ends = [
        start + size
        for start, norm in enumerate(norms)
        if wanted and norm == wanted[0] and norms[start : start + size] == wanted
    ]
    return min(ends, key=lambda j: (_joins(window, j - size, j), -j), default=None)


def _joins(window: Sequence[Quoted], start: int, end: int) -> bool:
    """Tell whether a stretch takes words of several quotations in."""
    return start < end and window[start].quotation != window[end - 1].quotation


def _window(
    words: Sequence[Quoted], stream: Sequence[Quoted], wanted: Counter[str]
) -> Sequence[Quoted]:
    """Cut out of a stream the stretch that shares most words with a quotation."""
    size = len(words) + _CUT
    if len(stream) <= size:
        return stream
    have: Counter[str] = Counter()
    score, best, at = 0, -1, 0
    for k, word in enumerate(stream):
        have[word.norm] += 1
        score += have[word.norm] <= wanted[word.norm]
        if k >= size:
            gone = stream[k - size].norm
            score -= have[gone] <= wanted[gone]
            have[gone] -= 1
        if score > best:
            best, at = score, k
    return stream[max(0, at - size + 1 - _CUT) : at + 1 + _CUT]


def _is_source(
    pair: Comparison, quotation: Quotation, words: Sequence[Quoted], match: _Match
) -> bool:
    """Tell whether a match is the original of a quotation and no chance likeness."""
    parent_sentences = {pair.parent.sentence_at(word.start) for word in match.words}
    first = pair.child.sentence_at(quotation.inner.start)
    last = pair.child.sentence_at(max(quotation.inner.start, quotation.inner.end - 1))
    linked = any(parent_sentences & set(pair.sources[k]) for k in range(first, last + 1))
    if len(words) < _KEPT:
        return linked and match.matched >= max(2, len(words) - 1)
    if match.matched >= _SAME * len(words) and (linked or match.matched >= _KEPT):
        return True
    if not linked or match.shared < _NEAR * len(words):
        return False
    there = {word.norm for word in match.words}
    content = [w.norm for w in words if w.norm not in FUNCTION_WORDS]
    return sum(norm in there for norm in content) >= _SAME * len(content)


def _altered(
    pair: Comparison, words: Sequence[Quoted], source: Sequence[Quoted]
) -> Iterator[Change]:
    """Give the differences between a quotation and its original."""
    if _is_excerpt(words, source):
        denial = _denial_cut(pair, words, source)
        if denial is not None:
            before = context(pair.parent, denial)
            after = Span(words[0].start, words[min(len(words), _KEPT) - 1].end)
            yield pair.change("quote", "high", before, after, _DENIAL_CUT)
            return
        cut = _turn_cut(pair, words, source)
        if cut is not None:
            before = context(pair.parent, cut)
            after = Span(words[max(0, len(words) - _KEPT)].start, words[-1].end)
            yield pair.change("quote", "medium", before, after, _CUT_SHORT)
        return
    blocks = [b for b in differences(source, words) if _counts(pair, b, words, source)]
    for block in _joined(blocks, source):
        before = _span(pair.parent, source, block.a, block.b)
        after = _span(pair.child, words, block.c, block.d)
        gone, come = source[block.a : block.b], words[block.c : block.d]
        severity = quote_severity(gone, come, turned=denials(source) != denials(words))
        if severity == "high" and (len(words) < _KEPT or _is_longer(block, words)):
            severity = "medium"
        if _same_figure(pair, block, words, source) or _is_another(gone, come):
            severity = "minor"
        yield pair.change(
            "quote", severity, before, after, "Words inside quotation marks were altered."
        )


def _is_another(gone: Sequence[Quoted], come: Sequence[Quoted]) -> bool:
    """Tell whether two stretches have nothing in common, and are rather two things said."""
    rows = [{w.norm for w in part if w.norm not in FUNCTION_WORDS} for part in (gone, come)]
    return (
        min(map(len, rows)) >= _CUT
        and min(len(gone), len(come)) > _JOIN / 2
        and not (rows[0] & rows[1])
    )


def _is_longer(block: Block, words: Sequence[Quoted]) -> bool:
    """Tell whether a quotation may go on, or begin, with more of what was said than its source."""
    at_edge = block.c == 0 or block.d == len(words)
    return at_edge and (block.d - block.c) - (block.b - block.a) > _CUT


def _same_figure(
    pair: Comparison, block: Block, words: Sequence[Quoted], source: Sequence[Quoted]
) -> bool:
    """Tell whether a figure was only written in another way: ``two thousand`` as ``2,000``.

    Words of the source's figure may lie behind the difference, where the quotation ends.
    """
    if block.a >= block.b or block.c >= block.d:
        return False
    now = _figure_at(pair.child.text, words[block.c].start)
    return now is not None and now == _figure_at(pair.parent.text, source[block.a].start)


def _figure_at(text: str, start: int) -> float | None:
    """Return the value of the figure that begins at a character."""
    found = figures(text[start : start + _AHEAD])
    return found[0].value if found and found[0].start == 0 else None


def _turn_cut(pair: Comparison, words: Sequence[Quoted], source: Sequence[Quoted]) -> Span | None:
    """Return the words that limit what is quoted, where the quotation is cut right before them.

    Nothing is cut where the child has these words elsewhere, or marks the gap.
    """
    part, whole = [w.norm for w in words], [w.norm for w in source]
    at = next(k for k in range(len(whole)) if whole[k : k + len(part)] == part) + len(part)
    end = source[at - 1].end
    quotation = next((q for q in pair.parent.prepared.quotations if q.start < end <= q.end), None)
    trail = words[-1].end
    if quotation is None or len(part) < _KEPT or _GAP.match(pair.child.text, trail):
        return None
    turn = _TURNS.match(pair.parent.text, end, quotation.inner.end)
    if turn is None:
        return None
    rest = Span(turn.start("word"), turn.end())
    index = pair.parent.sentence_at(rest.start)
    limits = [w for w in pair.parent.words(index) if rest.start <= w.start < rest.end]
    limits = [w for w in limits if w.norm not in FUNCTION_WORDS]
    told = [w for w in limits if w.stem in pair.child.all_stems or pair.kept(index, w)]
    return rest if len(told) < _TOLD * len(limits) else None


def _denial_cut(pair: Comparison, words: Sequence[Quoted], source: Sequence[Quoted]) -> Span | None:
    """Return the "not" right before what is quoted, where the child has none before it either."""
    part, whole = [w.norm for w in words], [w.norm for w in source]
    at = source[next(k for k in range(len(whole)) if whole[k : k + len(part)] == part)].start
    index = pair.parent.sentence_at(at)
    before = [w for w in pair.parent.words(index) if w.end <= at][-1:]
    if not before or before[0].norm not in ("not", "never"):
        return None
    here = pair.child.words(pair.child.sentence_at(words[0].start))
    if any(w.norm in NEGATIONS for w in here if w.end <= words[0].start):
        return None
    return Span(before[0].start, before[0].end)


def _is_excerpt(words: Sequence[Quoted], source: Sequence[Quoted]) -> bool:
    """Tell whether a quotation stands in its source word for word."""
    part = [word.norm for word in words]
    whole = [word.norm for word in source]
    return any(whole[k : k + len(part)] == part for k in range(len(whole) - len(part) + 1))


def _counts(
    pair: Comparison, block: Block, words: Sequence[Quoted], source: Sequence[Quoted]
) -> bool:
    """Tell whether a difference is an alteration and no excerpt."""
    if block.c < block.d:
        gone = "".join(w.norm for w in source[block.a : block.b])
        return gone != "".join(w.norm for w in words[block.c : block.d])
    edge = block.c in (0, len(words))
    if edge or block.b - block.a > _CUT:
        return False
    here = pair.child.text[words[block.c - 1].end : words[block.c].start]
    one_quotation = pair.parent.quoted(source[block.a - 1].start, source[block.b].end)
    return one_quotation and not (_GAP.search(here) or "[" in here)


def _joined(blocks: Sequence[Block], source: Sequence[Quoted]) -> list[Block]:
    """Join differences that lie close together in one quotation of the parent."""
    joined: list[Block] = []
    for block in (_within_one(block, source) for block in blocks):
        last = joined[-1] if joined else None
        near = last is not None and block.c - last.d <= _JOIN
        if last is not None and near and _part(source, last.a) == _part(source, block.b - 1):
            joined[-1] = Block(last.a, block.b, last.c, block.d)
        else:
            joined.append(block)
    return joined


def _part(source: Sequence[Quoted], index: int) -> int:
    """Return the quotation of the parent that a word stands in."""
    return source[min(max(index, 0), len(source) - 1)].quotation


def _within_one(block: Block, source: Sequence[Quoted]) -> Block:
    """Narrow a difference to one quotation of the parent.

    What precedes the first word of the child's quotation, and what follows its last, belongs to
    a neighbour that the window took in.
    """
    start, end = block.a, block.b
    if block.c == 0:
        while start < end - 1 and _part(source, start) != _part(source, end - 1):
            start += 1
    while end - 1 > start and _part(source, end - 1) != _part(source, start):
        end -= 1
    return block._replace(a=start, b=end)


def _span(side: Side, words: Sequence[Quoted], first: int, last: int) -> Span:
    """Return the characters of a stretch of words with some context."""
    if first < last:
        return context(side, Span(words[first].start, words[last - 1].end))
    near = min(first, len(words) - 1)
    return context(side, Span(words[near].start, words[near].end))
