"""What a second look at a child and its known parents sees, sentence by sentence.

The first look (``linking``) holds two texts together of which nobody knows yet whether one
descends from the other. Once that is decided, its scores are evidence too: what the other
linked sentences of the row explain, word by word, and what only this one does; which names,
figures and quotations agree or stand against each other; which cells beside are linked; and,
where a child has two parents, what the other has to offer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retold.forest import Doubles
from retold.matching.coverage import agreement
from retold.matching.details import agreeing
from retold.matching.profiles import TELLING, Floats, Ids, Profile, Running
from retold.matching.similarity import Similarity
from retold.types import Prepared

Marks = NDArray[np.bool_]
Columns = dict[str, NDArray[np.generic]]

BESIDE = ((-1, -1), (1, 1), (0, -1), (0, 1), (-1, 0), (1, 0))
"""The cells beside a cell whose scores are looked at: rows down, columns right."""
FEATURES = (
    "odds",
    "odds_back",
    "below_row",
    "below_column",
    "other_in_row",
    "other_in_column",
    "words",
    "characters",
    "meaning",
    "covered",
    "covering",
    "soft_covered",
    "soft_covering",
    "gain",
    "gain_share",
    "gain_unquoted",
    "gain_names",
    "gain_figures",
    "gain_quoted",
    "left",
    "left_without",
    "gain_back",
    "gain_back_share",
    "gain_back_unquoted",
    "left_back_without",
    "quoted_covered",
    "quoted_covering",
    "unquoted_covered",
    "unquoted_covering",
    "quoted_share",
    "figures_agree",
    "figures_only_here",
    "figures_conflict",
    "figures_left",
    "names_agree",
    "names_only_here",
    "names_conflict",
    *(f"beside{down:+d}{right:+d}" for down, right in BESIDE),
    "diagonal",
    "after_previous",
    "before_next",
    "after_previous_back",
    "before_next_back",
    "length",
    "length_back",
    "parents",
    "rival",
    "rival_words",
    "rival_around",
    "gain_over_rival",
    "gain_over_rival_share",
    "rival_gain",
)
SURE = 0.7
"""From which score on a link is a fixed point of the order."""
MOST_WORD_PAIRS = 4_000_000
"""If two texts have more pairs of words, only their telling words are compared."""
FAR = 6
"""Places apart that count as far."""
_LEAST = 0.001
"""Scores are taken to be no surer than this."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A parent of the child at hand, with the scores of the first look.

    Attributes:
        parent: The parent's text.
        profile: Its profile.
        there: How surely each child sentence retells each of the parent's, (child, parent).
        back: The same with the parts exchanged, (parent, child).
        alike: The likeness that these scores rest on, seen from the child.
    """

    parent: Prepared
    profile: Profile
    there: Floats
    back: Floats
    alike: Similarity


@dataclass(frozen=True, slots=True)
class _Side:
    """The words of a text that are compared, how rare each is, and in what it stands.

    ``starts`` is the first word of every sentence that has one.
    """

    words: Running
    weights: Doubles
    mass: Doubles
    named: Marks
    quoted: Marks
    figured: Marks
    starts: Ids
    height: int

    def summed(self, rows: Doubles, chosen: Marks | None = None) -> Doubles:
        """Return the sum of the words' rows of each sentence, weighed by their rarity."""
        weights = self.weights if chosen is None else self.weights * chosen
        total = np.zeros((self.height, rows.shape[1]))
        if rows.size:
            starts = self.starts
            weighed = rows * weights[:, None]
            total[self.words.sentences[starts]] = np.add.reduceat(weighed, starts, axis=0)
        return total


@dataclass(frozen=True, slots=True)
class _Meeting:
    """A child and one parent: what each word finds in each sentence of the other."""

    edge: Edge
    side: _Side
    scores: Doubles
    best: Doubles
    best_back: Doubles

    def explained(self, mine: _Side) -> Doubles:
        """Return how far each child word stands in each parent sentence that its own retells."""
        return np.asarray(self.scores[mine.words.sentences] * self.best)


def second_features(child: Prepared, profile: Profile, edges: Sequence[Edge]) -> list[Doubles]:
    """Return for every parent the features of all pairs, shape (child, parent, features)."""
    least = _least(profile, edges)
    mine = _side(child, profile, least)
    met = [_meet(mine, edge, least) for edge in edges]
    found = []
    for number, one in enumerate(met):
        others = [*met[:number], *met[number + 1 :]]
        shape = one.scores.shape
        if 0 in shape:
            found.append(np.zeros((*shape, len(FEATURES))))
            continue
        columns = _columns(child, mine, one, others)
        every = [np.broadcast_to(columns[name], shape) for name in FEATURES]
        found.append(np.stack(every, axis=-1).astype(np.float64))
    return found


def _columns(child: Prepared, mine: _Side, one: _Meeting, others: Sequence[_Meeting]) -> Columns:
    return (
        _ranks(one)
        | _likeness(one.edge.alike)
        | _explained(mine, one)
        | _explained_back(mine, one)
        | _quoted(mine, one)
        | agreeing(child, one.edge.parent)
        | _order(one.scores)
        | _rivals(mine, one, others)
    )


def _least(profile: Profile, edges: Sequence[Edge]) -> float:
    """Return how rare a word must be to be compared: any, as long as the texts aren't huge."""
    longest = max((len(edge.profile.running.weights) for edge in edges), default=0)
    return 0.0 if longest * len(profile.running.weights) <= MOST_WORD_PAIRS else TELLING


def _side(text: Prepared, profile: Profile, least: float) -> _Side:
    running, height = profile.running, len(text.sentences)
    kept = running.weights >= least
    starts = np.array([w.start for words in text.words for w in words], dtype=np.int64)[kept]
    weights = running.weights[kept]
    words = Running(running.sentences[kept], running.stems[kept], weights, running.vectors[kept])
    return _Side(
        words,
        weights.astype(np.float64),
        np.bincount(words.sentences, weights, height).astype(np.float64) + 1e-3,
        _inside(starts, ((n.start, n.end) for n in text.names)),
        _inside(starts, ((q.inner.start, q.inner.end) for q in text.quotations)),
        _inside(starts, ((f.start, f.end) for f in text.figures)),
        np.flatnonzero(np.diff(words.sentences, prepend=-1)),
        height,
    )


def _inside(starts: Ids, spans: Iterable[tuple[int, int]]) -> Marks:
    found = np.zeros(len(starts), dtype=bool)
    for first, last in np.searchsorted(starts, np.array(list(spans)).reshape(-1, 2)).tolist():
        found[first:last] = True
    return found


def _meet(mine: _Side, edge: Edge, least: float) -> _Meeting:
    theirs = _side(edge.parent, edge.profile, least)
    words = agreement(mine.words, theirs.words)
    scores = np.asarray(edge.there, dtype=np.float64)
    return _Meeting(edge, theirs, scores, _best(words, theirs), _best(words.T, mine))


def _best(words: Floats, side: _Side) -> Doubles:
    """Return how far each row's word agrees with the best word of each sentence of the columns."""
    best = np.zeros((words.shape[0], side.height))
    if words.size:
        starts = side.starts
        best[:, side.words.sentences[starts]] = np.maximum.reduceat(words, starts, axis=1)
    return best


def _ranks(one: _Meeting) -> Columns:
    scores, odds = one.scores, log_odds(one.scores)
    return {
        "odds": odds,
        "odds_back": log_odds(np.asarray(one.edge.back, dtype=np.float64).T),
        "below_row": odds - odds.max(axis=1, keepdims=True),
        "below_column": odds - odds.max(axis=0, keepdims=True),
        "other_in_row": log_odds(_best_other(scores)),
        "other_in_column": log_odds(_best_other(scores.T).T),
    }


def log_odds(chances: Doubles) -> Doubles:
    """Return the log-odds of chances, none of which is taken to be quite sure."""
    kept = np.clip(chances, _LEAST, 1 - _LEAST)
    return np.asarray(np.log(kept / (1 - kept)))


def _best_other(values: Doubles) -> Doubles:
    """Return for every cell the largest value among the other cells of its row, 0 if none."""
    if values.shape[1] < 2:
        return np.zeros_like(values)
    first = values.argmax(axis=1)
    rows = np.arange(len(values))
    others = values.copy()
    others[rows, first] = -np.inf
    found = np.repeat(values[rows, first][:, None], values.shape[1], axis=1)
    found[rows, first] = others.max(axis=1)
    return found


def _likeness(alike: Similarity) -> Columns:
    names = ("words", "characters", "meaning", "covered", "covering")
    soft = {"soft_covered": alike.soft.covered, "soft_covering": alike.soft.covering}
    return {name: getattr(alike, name) for name in names} | soft


def _explained(mine: _Side, one: _Meeting) -> Columns:
    """Say what of a child sentence a parent sentence explains that its linked ones don't."""
    explained = one.explained(mine)
    others = _best_other(explained)
    gains = np.maximum(0, one.best - others)
    gain, mass = mine.summed(gains), mine.mass[:, None]
    without = mine.summed(1 - others)
    left = mine.summed(1 - explained.max(axis=1, initial=0, keepdims=True))
    return {
        "gain": np.log1p(gain),
        "gain_share": gain / mass,
        "gain_unquoted": np.log1p(mine.summed(gains, ~(mine.named | mine.quoted))),
        "gain_names": mine.summed(gains, mine.named),
        "gain_figures": mine.summed(gains, mine.figured),
        "gain_quoted": mine.summed(gains, mine.quoted),
        "left": left / mass,
        "left_without": without / mass,
    }


def _explained_back(mine: _Side, one: _Meeting) -> Columns:
    """Say what of a parent sentence a child sentence tells that others that retell it don't."""
    theirs = one.side
    told = one.scores.T[theirs.words.sentences] * one.best_back
    others = _best_other(told)
    gains = np.maximum(0, one.best_back - others)
    gain, mass = theirs.summed(gains).T, theirs.mass[None, :]
    unquoted = theirs.summed(gains, ~(theirs.named | theirs.quoted)).T
    return {
        "gain_back": np.log1p(gain),
        "gain_back_share": gain / mass,
        "gain_back_unquoted": np.log1p(unquoted),
        "left_back_without": theirs.summed(1 - others).T / mass,
        "length": np.log1p(mine.mass)[:, None],
        "length_back": np.log1p(theirs.mass)[None, :],
    }


def _quoted(mine: _Side, one: _Meeting) -> Columns:
    """Hold words in quotation marks and the narration against the other text, each for itself.

    Where a sentence quotes nothing, what is covered of its quotations is -1.
    """
    theirs = one.side
    found: Columns = {}
    for name, own, best in (("covered", mine, one.best), ("covering", theirs, one.best_back)):
        every = np.ones((len(own.weights), 1))
        plain = ~(own.named | own.quoted)
        quoted, narrated = own.summed(every, own.quoted), own.summed(every, plain)
        share = np.where(quoted > 0, own.summed(best, own.quoted) / (quoted + 1e-3), -1)
        rest = own.summed(best, plain) / (narrated + 1e-3)
        back = name == "covering"
        found[f"quoted_{name}"] = share.T if back else share
        found[f"unquoted_{name}"] = rest.T if back else rest
        if not back:
            found["quoted_share"] = quoted / own.mass[:, None]
    return found


def _order(scores: Doubles) -> Columns:
    """Describe the cells beside each cell, and its place between the surest links around it."""
    n, m = scores.shape
    beside = {f"beside{down:+d}{right:+d}": _moved(scores, down, right) for down, right in BESIDE}
    places, places_back = np.arange(m)[None, :], np.arange(n)[:, None]
    before, after = _fixed(scores)
    before_back, after_back = _fixed(scores.T)
    return {
        **beside,
        "diagonal": sum(_moved(scores, step, step) for step in (-2, -1, 1, 2)),
        "after_previous": np.clip(places - before[:, None], -FAR, FAR),
        "before_next": np.clip(after[:, None] - places, -FAR, FAR),
        "after_previous_back": np.clip(places_back - before_back[None, :], -FAR, FAR),
        "before_next_back": np.clip(after_back[None, :] - places_back, -FAR, FAR),
    }


def _moved(scores: Doubles, down: int, right: int) -> Doubles:
    """Return for every cell the score of a cell beside it, 0 beyond the edge."""
    n, m = scores.shape
    reach = 2
    padded = np.pad(scores, reach)
    return padded[reach + down : reach + down + n, reach + right : reach + right + m]


def _fixed(scores: Doubles) -> tuple[Ids, Ids]:
    """Return for every row the column that the next sure row above leads to, and below.

    Where there is none, it is the place before the first column or after the last.
    """
    n, m = scores.shape
    sure = scores.max(axis=1) >= SURE
    best = scores.argmax(axis=1)
    before, after = np.full(n, -1, dtype=np.int64), np.full(n, m, dtype=np.int64)
    for row in range(1, n):
        before[row] = best[row - 1] if sure[row - 1] else before[row - 1]
    for row in range(n - 2, -1, -1):
        after[row] = best[row + 1] if sure[row + 1] else after[row + 1]
    return before, after


def _rivals(mine: _Side, one: _Meeting, others: Sequence[_Meeting]) -> Columns:
    """Hold a parent against the child's other parents, sentence by sentence of the child."""
    others = [other for other in others if other.scores.shape[1]]
    nothing = np.zeros((mine.height, 1))
    words = np.max([nothing[:, 0], *(o.edge.alike.words.max(axis=1) for o in others)], axis=0)
    letters = np.max(
        [nothing[:, 0], *(o.edge.alike.characters.max(axis=1) for o in others)], axis=0
    )
    score = np.max([nothing[:, 0], *(o.scores.max(axis=1) for o in others)], axis=0)
    elsewhere = np.zeros((len(mine.weights), 1))
    for other in others:
        best = other.explained(mine).max(axis=1, initial=0, keepdims=True)
        elsewhere = np.maximum(elsewhere, best)
    explained = np.maximum(_best_other(one.explained(mine)), elsewhere)
    gain = mine.summed(np.maximum(0, one.best - explained))
    nearer = np.pad(one.edge.alike.characters.max(axis=1) - letters, 2, mode="edge")
    around = (nearer[:-4] + nearer[1:-3] + nearer[3:-1] + nearer[4:]) / 4
    missing = np.maximum(0, elsewhere - one.best.max(axis=1, initial=0, keepdims=True))
    return {
        "parents": np.float64(1 + len(others)),
        "rival": log_odds(score)[:, None],
        "rival_words": one.edge.alike.words - words[:, None],
        "rival_around": around[:, None],
        "gain_over_rival": np.log1p(gain),
        "gain_over_rival_share": gain / mine.mass[:, None],
        "rival_gain": np.log1p(mine.summed(missing)),
    }
