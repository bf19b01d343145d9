"""Which line is the headline and which lines are the article: two forests over plain measures.

The forests were fitted on pages of other publishers than those they are checked on, see
``scripts/fit_lines.py``; what they look at stands in :mod:`retold.reading.line_features`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retold.reading.dump_lines import Line, best_run, is_together
from retold.reading.line_features import Doubles, anchored, measured
from retold.reading.trees import load

HEADLINE_WORDS = range(3, 32)
_HEADLINE_FROM = -3.0
"""A best candidate below these log-odds is no headline."""
_NONE = -9.0
_SHOWN_REASONS = 2


@dataclass(frozen=True, slots=True)
class Judged:
    """The headline's line, and how likely each line is the article's, in log-odds."""

    headline: int | None
    body: Doubles
    rows: Doubles

    def why(self, line: int) -> str:
        """Return the measures that speak most against a line."""
        parts = load("lines").explain(self.rows[line])
        against = sorted(parts.items(), key=lambda part: part[1])[:_SHOWN_REASONS]
        named = " and ".join(f"“{name}”" for name, weight in against if weight < 0)
        return f"it reads unlike the article, by {named}" if named else "it is apart from the text"


def judged(lines: Sequence[Line], run: tuple[int, int], page: str) -> Judged:
    """Judge all lines of a page."""
    title = lines[0].text if lines else ""
    base = measured(lines, run, title, together=is_together(page))
    scores, headline = headline_of(lines, base)
    rows = np.hstack([base, anchored(lines, headline, scores, below(lines, headline, run))])
    return Judged(headline, load("lines").log_odds(rows), rows)


def headline_of(lines: Sequence[Line], base: Doubles) -> tuple[Doubles, int | None]:
    """Return how much each line is like a headline, and the line that is it."""
    scores = np.full(len(lines), _NONE)
    chosen = candidates(lines)
    if not len(chosen):
        return scores, None
    scores[chosen] = load("headlines").log_odds(base[chosen])
    best = int(chosen[int(np.argmax(scores[chosen]))])
    return scores, best if scores[best] > _HEADLINE_FROM else None


def candidates(lines: Sequence[Line]) -> NDArray[np.intp]:
    """Return the lines that may be a headline: a few words, and no furniture by their words."""
    return np.array(
        [
            index
            for index, line in enumerate(lines)
            if line.words in HEADLINE_WORDS and (line.kind is None or line.kind.name == "repeated")
        ],
        dtype=np.intp,
    )


def below(lines: Sequence[Line], headline: int | None, run: tuple[int, int]) -> tuple[int, int]:
    """Return the run below the headline that reads most like one article."""
    if headline is None:
        return run
    found = best_run(list(lines[headline + 1 :]))
    if found is None:
        return headline, len(lines)
    return found[0] + headline + 1, found[1] + headline + 1
