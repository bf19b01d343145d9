"""Which line is the headline and which lines are the article: two forests over plain measures.

The forests were fitted on pages of other publishers than those they are checked on, see
``scripts/fit_lines.py``; what they look at stands in :mod:`retold.reading.line_features`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retold.reading.dump_headline import is_no_headline
from retold.reading.dump_lines import Line, best_run, is_together
from retold.reading.html_meta import split_title
from retold.reading.line_context import CONTEXT, KEPT, in_context
from retold.reading.line_features import ANCHORED, NAMES, Doubles, anchored, measured
from retold.reading.line_headline import TAKEN, ranked
from retold.reading.line_seams import HEADED, SEAMS, headed, seams, title_of
from retold.reading.lines import words_of
from retold.reading.phrases import SECTIONS
from retold.reading.trees import load

HEADLINE_NAMES = (*NAMES, *SEAMS)
LINE_NAMES = (*NAMES, *SEAMS, *ANCHORED, *HEADED)
AGAIN_NAMES = (*CONTEXT, *KEPT)
"""What the forests for headlines, for lines and for lines judged again look at."""
_KEPT = np.array([LINE_NAMES.index(name) for name in KEPT])
_TAKEN = np.array([HEADLINE_NAMES.index(name) for name in TAKEN])
HEADLINE_WORDS = range(3, 36)
_HEADLINE_FROM = -3.0
"""A best candidate below these log-odds is no headline."""
_NONE = -9.0
_SENTENCE_WORDS = 20
"""A sentence with its stop and so many words is no headline."""
_LIKE_TITLE = -5.0
"""Below these log-odds a line is no headline, however like the page's title."""
_SHORT_WORD, _FEWEST_SHARED, _MOST_SHARED, _LESS_SHARED = 3, 2, 0.4, 0.3
_LIKELY, _LITTLE_LESS = -0.5, 1.0
_SHOWN_REASONS, _AT_ONCE = 2, 200
_SURENESS = 0.7
_APART, _ISLAND = 12, 0.05


@dataclass(frozen=True, slots=True)
class Judged:
    """The headline's line, and how likely each line is the article's, in log-odds."""

    headline: int | None
    body: Doubles
    rows: Doubles

    def why(self, lines: Sequence[int]) -> list[str]:
        """Return of each of some lines the measures that speak most against it."""
        forest, some = load("lines"), range(0, len(lines), _AT_ONCE)
        rows = (self.rows[list(lines[start : start + _AT_ONCE])] for start in some)
        return [_reason(parts) for block in rows for parts in forest.explain_all(block)]


def _reason(parts: dict[str, float]) -> str:
    against = sorted(parts.items(), key=lambda part: part[1])[:_SHOWN_REASONS]
    named = " and ".join(f"“{name}”" for name, weight in against if weight < 0)
    return f"it reads unlike the article, by {named}" if named else "it is apart from the text"


def judged(lines: Sequence[Line], run: tuple[int, int], page: str) -> Judged:
    """Judge all lines of a page."""
    base = measures(lines, run, page)
    scores, headline = headline_of(lines, base)
    rows = with_headline(lines, run, base, (scores, headline))
    odds = load("lines").log_odds(rows)
    chosen = headline_again(lines, base, (scores, headline), odds)
    if chosen != headline:
        rows = with_headline(lines, run, base, (scores, chosen))
    again = load("lines_again").log_odds(rows_again(lines, rows, odds))
    return Judged(chosen, again, rows)


def rows_again(lines: Sequence[Line], rows: Doubles, log_odds: Doubles) -> Doubles:
    """Return what is measured of all lines once it is known how likely each is."""
    return np.hstack([in_context(lines, log_odds), rows[:, _KEPT]])


def headline_rows(
    lines: Sequence[Line],
    chosen: NDArray[np.intp],
    base: Doubles,
    known: tuple[Doubles, Doubles],
) -> Doubles:
    """Return what is measured of candidates for the headline once it is known where the text is.

    Args:
        lines: The lines of the page.
        chosen: The candidates.
        base: The first measures of all lines.
        known: How like a headline, and how likely the article's each line is, in log-odds.
    """
    return ranked(lines, chosen, *known, base.T[_TAKEN[:, None], chosen].T)


def headline_again(
    lines: Sequence[Line],
    base: Doubles,
    found: tuple[Doubles, int | None],
    odds: Doubles,
) -> int | None:
    """Return the line that is the headline, now that it is known where the text is.

    Args:
        lines: The lines of the page.
        base: The first measures of all lines.
        found: How like a headline each line is, and which was taken for it at first.
        odds: How likely the article's each line is, in log-odds.
    """
    scores, first = found
    chosen = candidates(lines)
    if not len(chosen):
        return None
    again = np.full(len(lines), _NONE)
    rows = headline_rows(lines, chosen, base, (scores, odds))
    again[chosen] = load("headlines_again").log_odds(rows)
    best = _best(lines, again)
    if best and int(np.argmax(again)) == 0:
        return best  # it says what the page's title says
    return _above(lines, again, best, first)


def _above(
    lines: Sequence[Line], scores: Doubles, best: int | None, first: int | None
) -> int | None:
    """Return the line just above the best where that one is rather a caption or a standfirst.

    Captions follow the byline, and standfirsts the headline, which was taken for it at first or
    stands on the page again.
    """
    if best == 0 and first and first + 1 < len(lines) and _is_signed(lines[first + 1]):
        return first
    if not best:
        return best
    if _is_signed(lines[best - 1]):
        above = best - 2
        likely = above >= 0 and scores[above] > _LIKELY
        return above if likely else best
    times = Counter(line.text.casefold() for line in lines)
    twice, once = (times[lines[at].text.casefold()] for at in (best - 1, best))
    if scores[best - 1] > _LIKELY and twice > 1 and once == 1:
        return best - 1
    if first == best - 1 and first > 0 and scores[first] > scores[best] - _LITTLE_LESS:
        return first
    return best


def _is_signed(line: Line) -> bool:
    return line.kind is not None and line.kind.name == "byline"


def measures(lines: Sequence[Line], run: tuple[int, int], page: str) -> Doubles:
    """Return what is measured of all lines before the headline is known."""
    title = title_of(page)
    base = measured(lines, run, title, together=is_together(page))
    return np.hstack([base, seams(lines, title)])


def with_headline(
    lines: Sequence[Line],
    run: tuple[int, int],
    base: Doubles,
    found: tuple[Doubles, int | None],
) -> Doubles:
    """Return what is measured of all lines once it is known how like a headline each is."""
    scores, headline = found
    under = below(lines, headline, run)
    around = anchored(lines, headline, scores, under)
    return np.hstack([base, around, headed(lines, headline, under)])


def headline_of(lines: Sequence[Line], base: Doubles) -> tuple[Doubles, int | None]:
    """Return how much each line is like a headline, and the line that is it."""
    scores = np.full(len(lines), _NONE)
    chosen = candidates(lines)
    if not len(chosen):
        return scores, None
    scores[chosen] = load("headlines").log_odds(base[chosen])
    return scores, _best(lines, scores)


def _best(lines: Sequence[Line], scores: Doubles) -> int | None:
    told = [line.words >= _SENTENCE_WORDS and line.text.endswith(".") for line in lines]
    scores = np.where(told, _NONE, scores)
    best = int(np.argmax(scores))
    if scores[best] <= _HEADLINE_FROM:
        return None
    return _like_title(lines, scores) if best == 0 else best


def _like_title(lines: Sequence[Line], scores: Doubles) -> int:
    """Return the line that says what the page's title says, most often in other words."""
    title = split_title(lines[0].text)[0] or ""
    named = {word.casefold() for word in words_of(title) if len(word) > _SHORT_WORD}
    found = 0
    for index in range(1, len(lines)):
        if scores[index] <= (scores[found] if found else _LIKE_TITLE):
            continue
        shared = len(named & _long_words(lines[index]))
        signed = index + 1 < len(lines) and _is_signed(lines[index + 1])
        least = _LESS_SHARED if signed else _MOST_SHARED
        if shared >= _FEWEST_SHARED and shared >= least * len(named):
            found = index
    return found


def _long_words(line: Line) -> set[str]:
    return {token.casefold() for token in line.tokens if len(token) > _SHORT_WORD}


def candidates(lines: Sequence[Line]) -> NDArray[np.intp]:
    """Return the lines that may be a headline: a few words, and no furniture by their words."""
    return np.array(
        [
            index
            for index, line in enumerate(lines)
            if line.words in HEADLINE_WORDS
            and (line.kind is None or line.kind.name == "repeated")
            and not is_menu(line)
            and not is_no_headline(lines, index)
        ],
        dtype=np.intp,
    )


def is_menu(line: Line) -> bool:
    """Tell whether a line names sections of the site and nothing else."""
    tokens = line.tokens
    if tokens and tokens[0].casefold() not in SECTIONS:
        return False
    return all(token.casefold() in SECTIONS for token in tokens)


def below(lines: Sequence[Line], headline: int | None, run: tuple[int, int]) -> tuple[int, int]:
    """Return the run below the headline that reads most like one article."""
    if headline is None:
        return run
    found = best_run(list(lines[headline + 1 :]))
    if found is None:
        return headline, len(lines)
    return found[0] + headline + 1, found[1] + headline + 1


def most_likely(log_odds: Doubles, sizes: Doubles) -> NDArray[np.bool_]:
    """Return the lines with which the text is expected to be most whole and most clean.

    That is the choice whose expected F1 is highest; how likely a line must be for that differs
    from page to page. Log-odds are taken as less sure than they are.
    """
    if not len(log_odds):
        return np.zeros(0, dtype=np.bool_)
    likely = 1 / (1 + np.exp(-_SURENESS * log_odds))
    order = np.argsort(-likely, kind="stable")
    found = np.cumsum((likely * sizes)[order])
    taken = np.cumsum(sizes[order])
    best = int(np.argmax(2 * found / np.maximum(taken + found[-1], 1e-9)))
    chosen = np.zeros(len(log_odds), dtype=np.bool_)
    chosen[order[: best + 1]] = True
    return _without_islands(chosen, sizes)


def _without_islands(chosen: NDArray[np.bool_], sizes: Doubles) -> NDArray[np.bool_]:
    """Leave out what is little beside the largest stretch and far from all others."""
    at = np.flatnonzero(chosen)
    groups = np.split(at, np.flatnonzero(np.diff(at) > _APART) + 1)
    weights = [float(sizes[group].sum()) for group in groups]
    kept = np.zeros_like(chosen)
    for group, weight in zip(groups, weights, strict=True):
        kept[group] = weight >= _ISLAND * max(weights)
    return kept
