"""Lay a quotation over what another article quotes: which words were kept, and in what order.

The best passage of the original takes what it can; words that are left over are looked for
in the other passages. So a quotation that was put together from several, or turned round, is
told from one whose words were changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from retold.quotes.folding import Token, weight
from retold.quotes.sayings import Saying

_TRIED = 4
"""Passages that are aligned with a quotation, those that share most first."""
_PIECE = 3
"""Words left over in a row that are looked for elsewhere …"""
_SAME = 0.7
"""… and the share of them that must be found there."""
_DEPTH = 3


class Run(NamedTuple):
    """Words ``[start, end)`` of a quotation that stand in a passage from ``at`` on."""

    start: int
    end: int
    passage: int
    at: int

    @property
    def size(self) -> int:
        """How many words were kept."""
        return self.end - self.start


def lay(words: Sequence[Token], passages: Sequence[Saying], first: int | None = None) -> list[Run]:
    """Return the runs of words that a quotation shares with the passages, in its own order.

    Args:
        words: Those of the quotation.
        passages: What the original quotes, in the order of its text.
        first: A passage that is known to be the source; tried before all.
    """
    forms = [word.form for word in words]
    found = _lay(forms, passages, first, _DEPTH)
    return [run for run in found if run.size]


def kept(runs: Sequence[Run]) -> int:
    """Return how many words were kept."""
    return sum(run.size for run in runs)


def _lay(
    forms: Sequence[str], passages: Sequence[Saying], first: int | None, depth: int
) -> list[Run]:
    best: list[Run] = []
    for number in _promising(forms, passages, first):
        runs = _runs(forms, passages[number], number)
        if (kept(runs), -len(runs)) > (kept(best), -len(best)):
            best = runs
        if kept(best) == len(forms):
            return best
    if not best or depth == 0:
        return best
    return _with_rest(forms, passages, best, depth)


def _with_rest(
    forms: Sequence[str], passages: Sequence[Saying], best: list[Run], depth: int
) -> list[Run]:
    """Look for the words that the best passage left over."""
    found = list(best)
    edges = [0, *(edge for run in best for edge in (run.start, run.end)), len(forms)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if end - start < _PIECE:
            continue
        rest = _lay(forms[start:end], passages, None, depth - 1)
        solid = any(run.size >= _PIECE for run in rest)
        if solid and kept(rest) >= _SAME * (end - start):
            found += (run._replace(start=run.start + start, end=run.end + start) for run in rest)
    return sorted(found)


def _promising(
    forms: Sequence[str], passages: Sequence[Saying], first: int | None
) -> Sequence[int]:
    """Return the passages worth aligning, those that share most first."""
    wanted = Counter(forms)
    shared: list[tuple[float, int, int]] = []
    for number, passage in enumerate(passages):
        common = wanted & passage.counts
        if common:
            says = sum(1 + 4 * weight(form) for form in common.elements())
            shared.append((-says, number != first, number))
    tried = [number for _, _, number in sorted(shared)[:_TRIED]]
    if first is not None and any(number == first for _, _, number in shared):
        tried = [first, *(number for number in tried if number != first)]
    return tried


def _runs(forms: Sequence[str], passage: Saying, number: int) -> list[Run]:
    """Align a quotation with the stretch of one passage that is most like it."""
    source = passage.forms
    start, end = _window(forms, source)
    codes = Levenshtein.opcodes(source[start:end], forms)
    runs = [
        Run(op.dest_start, op.dest_end, number, op.src_start + start)
        for op in codes
        if op.tag == "equal"
    ]
    return _without_strays(forms, runs)


def _window(forms: Sequence[str], source: Sequence[str]) -> tuple[int, int]:
    """Return the stretch of a source that a quotation is looked for in."""
    if len(source) <= 2 * len(forms):
        return 0, len(source)
    found = fuzz.partial_ratio_alignment(tuple(forms), tuple(source))
    if found is None:
        return 0, len(source)
    margin = len(forms) // 2 + 2
    return max(0, found.dest_start - margin), min(len(source), found.dest_end + margin)


def _without_strays(forms: Sequence[str], runs: list[Run]) -> list[Run]:
    """Drop words at the ends that say nothing and stand far from the others in the source.

    An alignment pairs any “the” before the first word kept with any “the” of the original.
    """
    while len(runs) > 1 and _is_stray(forms, runs[0], runs[1].at - _end(runs[0])):
        runs = runs[1:]
    while len(runs) > 1 and _is_stray(forms, runs[-1], runs[-1].at - _end(runs[-2])):
        runs = runs[:-1]
    return runs


def _is_stray(forms: Sequence[str], run: Run, away: int) -> bool:
    says = sum(weight(form) for form in forms[run.start : run.end])
    return away > _STRAY and run.size < _PIECE and says < _SAYS


_STRAY = 3
_SAYS = 4.0


def _end(run: Run) -> int:
    return run.at + run.size


def in_order(runs: Sequence[Run]) -> bool:
    """Tell whether what was kept stands in the order of the original."""
    return all((one.passage, one.at) < (two.passage, two.at) for one, two in pairwise(sorted(runs)))
