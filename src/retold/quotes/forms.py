"""What was done to a quotation: the form of a rendering, and the exact words altered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from retold.quotes.alignment import Run, in_order, kept, lay
from retold.quotes.folding import Token, key, weight
from retold.quotes.sayings import Saying, Speech
from retold.types import Form, Span

_CUT = 3
"""Up to so many words left out without a mark are an alteration; more, and two passages were
run together."""
_NEAR = 2
"""Alterations so few words apart are told as one."""
_REWORDED = 0.4
"""If less of a quotation than this was kept, it was worded anew as a whole."""
_STOP = re.compile(r"[.!?…]")


class Pair(NamedTuple):
    """Words altered inside quotation marks."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a quotation relates to its original.

    ``kept`` is the share of its words that stand there, ``source`` where. ``official``: the
    original is a transcript, so nothing fuller is to be looked for.
    """

    form: Form
    altered: tuple[Pair, ...] = ()
    kept: float = 1.0
    source: Span | None = None
    official: bool = False

    @property
    def rank(self) -> tuple[float, int]:
        """Order verdicts against several originals, the likeliest original last."""
        return (self.kept, -len(self.altered))


class _Hole(NamedTuple):
    """Differing words: ``[a, b)`` of a passage, ``[c, d)`` of the quotation."""

    passage: int
    a: int
    b: int
    c: int
    d: int


class _Case(NamedTuple):
    """A quotation, whose it is, and what it is held against."""

    said: Saying
    mine: Speech
    original: Speech
    passages: Sequence[Saying]


def judge(
    said: Saying,
    mine: Speech,
    original: Speech,
    known: Saying | None = None,
    *,
    more: bool = False,
) -> Verdict:
    """Hold a quotation against what another article has of it.

    Args:
        said: The quotation.
        mine: What its article says and quotes.
        original: What the other article says and quotes.
        known: The passage of it that the quotation is known to come from, if any.
        more: Whether the quotation may give more than the other article has, at its ends.
    """
    if not any(word.gap for word in said.words) and said.row in original.row:
        return Verdict("trimmed", source=_where(said, original))
    passages = original.quoted
    if known is not None and not known.quoted:
        passages = (known, *passages)
    case = _Case(said, mine, original, passages)
    first = next((k for k, one in enumerate(passages) if one is known), None)
    runs = lay(said.words, passages, first)
    share = kept(runs) / len(said.words)
    if share < _REWORDED:
        return _reworded(case, known, share)
    holes, merged = _holes(case, runs)
    if more:
        holes = [hole for hole in holes if hole.a < hole.b or _within(hole, said)]
    pairs = tuple(_pairs(case, holes))
    done: Form = "merged" if merged else "trimmed"
    if pairs or not in_order(runs):
        done = "altered" if pairs else "reordered"
    return Verdict(done, pairs, share, _spread(case, runs))


def _within(hole: _Hole, said: Saying) -> bool:
    """Tell whether words were added between others, and not at an end."""
    return hole.c > 0 and hole.d < len(said.words)


def _where(said: Saying, original: Speech) -> Span | None:
    """Return where a quotation stands to the letter, if that is one passage."""
    for passage in original.quoted:
        at = passage.row.find(said.row)
        if at >= 0:
            first = passage.row.count(" ", 0, at)
            words = passage.words[first : first + len(said.words)]
            return Span(words[0].start, words[-1].end)
    return None


def _spread(case: _Case, runs: Sequence[Run]) -> Span:
    """Return the stretch of the passage that most of a quotation comes from."""
    main = max(runs, key=lambda run: run.size).passage
    words = case.passages[main].words
    here = [run for run in runs if run.passage == main]
    first, last = min(run.at for run in here), max(run.at + run.size for run in here)
    return Span(words[first].start, words[last - 1].end)


def _reworded(case: _Case, known: Saying | None, share: float) -> Verdict:
    """Say that the whole was worded anew, or that there is nothing that it comes from."""
    if known is None:
        return Verdict("invented", kept=share)
    span = _nearest(case, known)
    pair = Pair(case.original.text(span), case.mine.text(case.said.span))
    return Verdict("altered", (pair,), share, span)


def _nearest(case: _Case, known: Saying) -> Span:
    """Return the sentences of a passage that share what a quotation says, or the whole."""
    text = case.original.prepared.text
    wanted = {key(form) for form in case.said.forms if weight(form)}
    sentences: list[list[Token]] = [[]]
    for word in known.words:
        last = sentences[-1]
        if last and _STOP.search(text, last[-1].end, word.start):
            sentences.append([])
        sentences[-1].append(word)
    near = [
        sentence
        for sentence in sentences
        if any(weight(word.form) and key(word.form) in wanted for word in sentence)
    ]
    near = near or sentences
    return Span(near[0][0].start, near[-1][-1].end)


def _holes(case: _Case, runs: Sequence[Run]) -> tuple[list[_Hole], bool]:
    """Return where the words differ, and whether passages were run together."""
    first, last = runs[0], runs[-1]
    size = len(case.said.words)
    holes = [_before(case, first)] if first.start else []
    merged = False
    for one, two in pairwise(runs):
        after = one.at + one.size
        apart = one.passage != two.passage or two.at < after
        skipped = 0 if apart else two.at - after
        added = two.start - one.end
        far = skipped > _CUT + 3 * added
        merged |= (apart or far) and not case.said.words[two.start].gap
        if added:
            end = after if apart or far else two.at
            holes.append(_Hole(one.passage, after, end, one.end, two.start))
        elif skipped and not far and not case.said.words[two.start].gap:
            holes.append(_Hole(one.passage, after, two.at, one.end, two.start))
    if last.end < size:
        holes.append(_behind(case, last, size))
    return holes, merged


def _before(case: _Case, run: Run) -> _Hole:
    """Return what stands in place of the words before the first one kept."""
    passage, text = case.passages[run.passage], case.original.prepared.text
    words = passage.words
    a, least = run.at, max(0, run.at - run.start)
    while a > least and not _STOP.search(text, words[a - 1].end, words[a].start):
        a -= 1
    window = passage.forms[a : run.at]
    for k, form in enumerate(case.said.forms[: run.start]):
        if form in window:
            a = max(a, a + window.index(form) - k)
            break
    return _Hole(run.passage, a, run.at, 0, run.start)


def _behind(case: _Case, run: Run, size: int) -> _Hole:
    """Return what stands in place of the words behind the last one kept."""
    passage, text = case.passages[run.passage], case.original.prepared.text
    words = passage.words
    end = b = run.at + run.size
    limit = min(len(words), end + size - run.end)
    while b < limit and not _STOP.search(text, words[b - 1].end, words[b].start):
        b += 1
    window = passage.forms[end:b]
    for k, form in enumerate(reversed(case.said.forms[run.end :])):
        if form in window:
            b = min(b, b - window[::-1].index(form) + k)
            break
    return _Hole(run.passage, end, b, run.end, size)


def _pairs(case: _Case, holes: Sequence[_Hole]) -> Iterator[Pair]:
    """Return the words that were altered, those that stand close together as one."""
    joined: list[_Hole] = []
    for hole in holes:
        if _same(case, hole):
            continue
        last = joined[-1] if joined else None
        if last is not None and last.passage == hole.passage and _close(last, hole):
            joined[-1] = last._replace(b=hole.b, d=hole.d)
        else:
            joined.append(hole)
    for hole in joined:
        source = case.passages[hole.passage].words[hole.a : hole.b]
        mine = case.said.words[hole.c : hole.d]
        yield Pair(
            case.original.text(Span(source[0].start, source[-1].end)) if source else "",
            case.mine.text(Span(mine[0].start, mine[-1].end)) if mine else "",
        )


def _close(one: _Hole, two: _Hole) -> bool:
    return two.c - one.d <= _NEAR and 0 <= two.a - one.b <= _NEAR


def _same(case: _Case, hole: _Hole) -> bool:
    """Tell whether the words differ in spaces and hyphens alone."""
    gone = case.passages[hole.passage].forms[hole.a : hole.b]
    return "".join(gone) == "".join(case.said.forms[hole.c : hole.d])
