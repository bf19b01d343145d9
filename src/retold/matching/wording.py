"""Which words of a sentence are carried by which words of its sources, and what is left over.

Every word of the child is held against every word of the linked parent sentences: by what the
two mean in their places, by stem, spelling and value, and by whether their neighbours go together
too. A small forest weighs this for every pair of words; a second one says for every word, on
both sides, whether it was carried at all, since a turn of phrase may come over whole though none
of its words has a partner. Both were fitted on words marked by hand
(``benchmarks/marks/words.jsonl``), half of the events.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retold.forest import Doubles, Forest, load_forest
from retold.matching.profiles import Profile
from retold.types import Figure, Name, Prepared, Span, Word

_LONGEST = 40
"""Letters of a word that are compared with another's beginning."""

CARRIED = 0.5
"""From which probability on a word counts as carried."""
PAIR = 0.35
"""From which probability on two words count as one saying the other."""

PAIR_FEATURES = (
    "likeness",
    "same_stem",
    "same_word",
    "same_beginning",
    "below_row",
    "below_column",
    "rank_in_row",
    "rank_in_column",
    "beside",
    "around",
    "apart",
    "rarer",
    "commoner",
    "names",
    "numbers",
    "same_value",
    "other_value",
    "capitals",
)
WORD_FEATURES = (
    "best",
    "second",
    "sum",
    "best_before",
    "best_after",
    "best_around",
    "likest",
    "likest_around",
    "rarity",
    "length",
    "name",
    "number",
    "all_best",
    "taken_by_better",
    "side",
    "count",
    "stem_found",
    "word_found",
    "value_found",
    "other_value",
    "capital",
)


@dataclass(frozen=True, slots=True)
class WordPair:
    """A word of the child and a word of a parent that says it, by their places in the lists."""

    child: int
    parent: int
    probability: float


@dataclass(frozen=True, slots=True)
class Wording:
    """A child sentence and its parent sentences, word by word.

    Attributes:
        child: The words of the child sentence, their spans in the child's text.
        parents: The words of all parent sentences: the parent's number among those asked for,
            and the word, its span in that parent's text.
        carried: How surely each word of the child is carried by some words of the parents.
        kept: How surely each word of the parents came over into the child.
        pairs: The words that say one another, the surest of each child word first.
    """

    child: tuple[Word, ...]
    parents: tuple[tuple[int, Word], ...]
    carried: tuple[float, ...]
    kept: tuple[float, ...]
    pairs: tuple[WordPair, ...]

    def new(self, least: float = CARRIED) -> tuple[Word, ...]:
        """Return the words of the child that no parent sentence carries."""
        return tuple(w for w, p in zip(self.child, self.carried, strict=True) if p < least)

    def dropped(self, least: float = CARRIED) -> tuple[tuple[int, Word], ...]:
        """Return the words of the parents that did not come over."""
        return tuple(w for w, p in zip(self.parents, self.kept, strict=True) if p < least)


@dataclass(frozen=True, slots=True)
class Part:
    """Some sentences of an article, with its profile: one side of a comparison."""

    text: Prepared
    profile: Profile
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """The words of one side as parallel arrays."""

    words: tuple[Word, ...]
    vectors: NDArray[np.float32]
    stems: NDArray[np.int64]
    weights: Doubles
    places: Doubles
    names: NDArray[np.bool_]
    capitals: NDArray[np.bool_]
    values: Doubles
    """The value of the figure that a word stands in; NaN where it stands in none."""


def wording(child: Part, parents: Sequence[Part]) -> Wording:
    """Align the words of a child sentence with those of its parent sentences.

    Args:
        child: The child and its sentence (or several, taken as one).
        parents: Every parent article with the sentences that are linked.
    """
    mine = words_of([child])
    theirs = words_of(parents)
    numbers = [n for n, p in enumerate(parents) for s in p.sentences for _ in p.text.words[s]]
    together = tuple(zip(numbers, theirs.words, strict=True))
    if not mine.words or not theirs.words:
        nothing = (0.0,) * len(mine.words), (0.0,) * len(theirs.words)
        return Wording(mine.words, together, *nothing, ())
    rows = pair_features(mine, theirs)
    chances = _chances(load_forest("wordpairs"), rows)
    turned = rows.swapaxes(0, 1)
    sides = word_features(mine, chances, rows), word_features(theirs, chances.T, turned, side=1.0)
    # both sides in one go: a forest takes hardly longer for a hundred rows than for ten
    over = np.round(_chances(load_forest("words"), np.concatenate(sides)), 4).tolist()
    return Wording(
        mine.words,
        together,
        tuple(over[: len(mine.words)]),
        tuple(over[len(mine.words) :]),
        _pairs(chances),
    )


def _chances(forest: Forest, rows: Doubles) -> Doubles:
    odds = forest.log_odds(rows.reshape(-1, rows.shape[-1]))
    return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float64).reshape(rows.shape[:-1])


def _pairs(chances: Doubles) -> tuple[WordPair, ...]:
    """Return the pairs that are likely, and for no word one much less likely than its best."""
    likely = chances >= PAIR
    likely &= chances >= 0.5 * np.maximum(
        chances.max(axis=1, keepdims=True), chances.max(axis=0, keepdims=True)
    )
    found = [
        WordPair(int(i), int(j), round(float(chances[i, j]), 4))
        for i, j in zip(*np.nonzero(likely), strict=True)
    ]
    return tuple(sorted(found, key=lambda p: (p.child, -p.probability, p.parent)))


def words_of(parts: Sequence[Part]) -> Side:
    """Return the words of all sentences of some parts, in order."""
    words: list[Word] = []
    names: list[bool] = []
    values: list[float] = []
    capitals: list[bool] = []
    places: list[float] = []
    vectors, stems, weights = [], [], []
    for part in parts:
        running = part.profile.running
        for sentence in part.sentences:
            some = part.text.words[sentence]
            span = part.text.sentences[sentence].span
            rows = slice(*running.sentences.searchsorted((sentence, sentence + 1)))
            vectors.append(running.vectors[rows])
            stems.append(running.stems[rows])
            weights.append(running.weights[rows])
            words += some
            names += _inside(some, part.text.names, span)
            values += _values(some, part.text.figures, span)
            capitals += [part.text.text[w.start].isupper() for w in some]
            places += [n / max(1, len(some) - 1) for n in range(len(some))]
    if not words:
        nothing = np.zeros(0)
        none = np.zeros(0, dtype=bool)
        ids = np.zeros(0, dtype=np.int64)
        empty = np.zeros((0, 1), dtype=np.float32)
        return Side((), empty, ids, nothing, nothing, none, none, nothing)
    return Side(
        tuple(words),
        np.concatenate(vectors).astype(np.float32) / np.float32(127),
        np.concatenate(stems),
        np.concatenate(weights).astype(np.float64),
        np.array(places),
        np.array(names),
        np.array(capitals),
        np.array(values),
    )


def _inside(words: Sequence[Word], found: Iterable[Name], span: Span) -> list[bool]:
    near = [one for one in found if one.start < span.end and span.start < one.end]
    return [any(one.start <= w.start < one.end for one in near) for w in words]


def _values(words: Sequence[Word], found: Iterable[Figure], span: Span) -> list[float]:
    near = [one for one in found if one.start < span.end and span.start < one.end]
    values = []
    for word in words:
        held = [f.value for f in near if f.start <= word.start < f.end and f.value is not None]
        values.append(held[0] if held else float("nan"))
    return values


def pair_features(mine: Side, theirs: Side) -> Doubles:
    """Return the features of every pair of words, shape (child, parent, features)."""
    likeness = (mine.vectors @ theirs.vectors.T).astype(np.float64)
    stems = mine.stems[:, None] == theirs.stems[None, :]
    agreed = np.maximum(likeness, 0.9 * stems)
    beside, around = _neighbours(agreed)
    own, other = (~np.isnan(side.values) for side in (mine, theirs))
    figures = own[:, None] & other[None, :]
    equal = _equal(mine.values, theirs.values) if figures.any() else figures
    spelled = [[w.norm for w in side.words] for side in (mine, theirs)]
    columns = (
        likeness,
        stems,
        _same(*spelled),
        _beginnings(*spelled),
        agreed - agreed.max(axis=1, keepdims=True),
        agreed - agreed.max(axis=0, keepdims=True),
        _rank(agreed),
        _rank(agreed.T).T,
        beside,
        around,
        np.abs(mine.places[:, None] - theirs.places[None, :]),
        np.maximum(mine.weights[:, None], theirs.weights[None, :]),
        np.minimum(mine.weights[:, None], theirs.weights[None, :]),
        mine.names[:, None].astype(float) + theirs.names[None, :],
        own[:, None].astype(float) + other[None, :],
        figures & equal,
        figures & ~equal,
        mine.capitals[:, None].astype(float) + theirs.capitals[None, :],
    )
    # one feature after the other in memory: so the forest reads them, and every step beside it
    return np.moveaxis(np.array(columns, dtype=np.float64), 0, -1)


def word_features(own: Side, chances: Doubles, rows: Doubles, side: float = 0.0) -> Doubles:
    """Return the features of every word of one side.

    Args:
        own: The words.
        chances: How likely each says each of the other side's.
        rows: The features of these pairs.
        side: 0 for the child, 1 for the parents.
    """
    found = dict(zip(PAIR_FEATURES, np.moveaxis(rows, -1, 0), strict=True))
    ordered = np.sort(chances, axis=1)
    best = ordered[:, -1]
    second = ordered[:, -2] if chances.shape[1] > 1 else np.zeros_like(best)
    chosen = chances.argmax(axis=1)
    padded = np.zeros(len(best) + 4)
    padded[2:-2] = best
    likest = found["likeness"].max(axis=1)
    near = np.concatenate((likest[:1], likest, likest[-1:]))
    columns = [
        best,
        second,
        chances.sum(axis=1),
        padded[1:-3],
        padded[3:-1],
        (padded[:-4] + padded[1:-3] + padded[3:-1] + padded[4:]) / 4,
        likest,
        (near[:-2] + near[2:]) / 2,
        own.weights,
        np.array([len(w.norm) for w in own.words]),
        own.names,
        ~np.isnan(own.values),
        np.full(len(best), best.mean()),
        chances.max(axis=0)[chosen] - best,
        np.full(len(best), side),
        np.full(len(best), np.log1p(len(best))),
        *(found[name].max(axis=1) for name in ("same_stem", "same_word", "same_value")),
        found["other_value"][np.arange(len(best)), chosen],
        own.capitals,
    ]
    return np.array(columns, dtype=np.float64).T


def _equal(mine: Doubles, theirs: Doubles) -> NDArray[np.bool_]:
    """Tell for every two values whether they are one."""
    return np.isclose(np.nan_to_num(mine)[:, None], np.nan_to_num(theirs)[None, :], rtol=1e-6)


def _same(mine: Sequence[str], theirs: Sequence[str]) -> NDArray[np.bool_]:
    """Tell for every two words whether they are spelled alike."""
    number: dict[str, int] = {}
    ids = [np.array([number.setdefault(w, len(number)) for w in side]) for side in (mine, theirs)]
    return np.asarray(ids[0][:, None] == ids[1][None, :])


def _beginnings(mine: Sequence[str], theirs: Sequence[str]) -> Doubles:
    """Return for every pair of words the part of the longer one that both begin with."""
    width = min(_LONGEST, max(map(len, (*mine, *theirs)), default=1) or 1)
    one, other = (_letters(words, width) for words in (mine, theirs))
    found = np.zeros((len(mine), len(theirs)))
    row, column = np.nonzero((one[:, :1] == other[:, 0]) & (one[:, :1] != 0))
    differ = (one[row] != other[column]) | (one[row] == 0)
    common = np.where(differ.any(axis=1), differ.argmax(axis=1), width)
    lengths = [np.array([max(len(word), 1) for word in words]) for words in (mine, theirs)]
    found[row, column] = common / np.maximum(lengths[0][row], lengths[1][column])
    return found


def _letters(words: Sequence[str], width: int) -> NDArray[np.uint32]:
    """Return the code points of words, one row each, cut or filled up with 0."""
    return np.array(words, dtype=f"U{width}").view(np.uint32).reshape(len(words), width)


def _rank(scores: Doubles) -> Doubles:
    order = np.argsort(-scores, axis=1, kind="stable")
    found = np.empty(scores.shape)
    np.put_along_axis(found, order, np.log1p(np.arange(scores.shape[1]))[None, :], axis=1)
    return found


_REACH = 2  # words before and after that are looked at


def _neighbours(scores: Doubles) -> tuple[Doubles, Doubles]:
    """Return how well the words beside two words agree, and the two words before and after.

    The first looks at the words in the same place alone. Beyond the edge all is 0.
    """
    n, m = scores.shape
    padded = np.zeros((n + 2 * _REACH, m + 2 * _REACH))
    padded[_REACH:-_REACH, _REACH:-_REACH] = scores

    def moved(down: int, right: int) -> Doubles:
        return padded[_REACH + down : _REACH + down + n, _REACH + right : _REACH + right + m]

    around = np.zeros_like(scores)
    for down, near, far in ((-2, -2, -1), (-1, -2, -1), (1, 1, 2), (2, 1, 2)):
        around += np.maximum(moved(down, near), moved(down, far))
    return (moved(-1, -1) + moved(1, 1)) / 2, around / 4
