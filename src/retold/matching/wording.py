"""Which words of a sentence are carried by which words of its sources, and what is left over.

Every word of the child is held against every word of the linked parent sentences: by what the
two mean in their places, by stem, spelling and value, and by whether their neighbours go together
too. A small forest weighs this for every pair of words; a second one says for every word, on
both sides, whether it was carried at all, since a turn of phrase may come over whole though none
of its words has a partner. Both were fitted on words marked by hand
(``benchmarks/marks/words.jsonl``), half of the events.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retold.forest import Doubles, Forest, load_forest
from retold.matching.grid import Grid, grid
from retold.matching.profiles import Profile, Running
from retold.matching.word_grid import Seen, Side, pair_columns, word_rows
from retold.types import Prepared, Word

_AT_ONCE = 60_000
"""Pairs of words that are looked at in one go, some ten megabytes."""

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


def wording(child: Part, parents: Sequence[Part]) -> Wording:
    """Align the words of a child sentence with those of its parent sentences.

    Args:
        child: The child and its sentence (or several, taken as one).
        parents: Every parent article with the sentences that are linked.
    """
    [found] = wordings([(child, parents)])
    return found


def wordings(asked: Sequence[tuple[Part, Sequence[Part]]]) -> list[Wording]:
    """Align many sentences at once, which is much quicker; each as :func:`wording` does."""
    sheets = _Sheets()
    sides = [(sheets.side([child]), sheets.side(parents)) for child, parents in asked]
    together = [
        tuple(zip(_numbers(parents), theirs.words, strict=True))
        for (_, theirs), (_, parents) in zip(sides, asked, strict=True)
    ]
    found = [
        Wording(mine.words, words, (0.0,) * len(mine.words), (0.0,) * len(words), ())
        for (mine, _), words in zip(sides, together, strict=True)
    ]
    for some in _batches(sides):
        weighed = _weighed([sides[n] for n in some])
        for n, (carried, kept, pairs) in zip(some, weighed, strict=True):
            found[n] = Wording(sides[n][0].words, together[n], carried, kept, pairs)
    return found


def _numbers(parents: Sequence[Part]) -> Iterator[int]:
    """Yield for every word of the parents which of them it stands in."""
    for number, parent in enumerate(parents):
        for sentence in parent.sentences:
            yield from (number for _ in parent.text.words[sentence])


def _batches(sides: Sequence[tuple[Side, Side]]) -> Iterator[list[int]]:
    """Yield the places of those with words on both sides, in groups that are not too large."""
    some: list[int] = []
    cells = 0
    for number, (mine, theirs) in enumerate(sides):
        size = len(mine.words) * len(theirs.words)
        if some and cells + size > _AT_ONCE:
            yield some
            some, cells = [], 0
        if size:
            some.append(number)
            cells += size
    if some:
        yield some


_Weighed = tuple[tuple[float, ...], tuple[float, ...], tuple[WordPair, ...]]


def _weighed(sides: Sequence[tuple[Side, Side]]) -> list[_Weighed]:
    """Return what of the words is carried and kept, and which say which."""
    cells = grid([(len(mine.words), len(theirs.words)) for mine, theirs in sides])
    mine, theirs = (_joined([pair[k] for pair in sides]) for k in (0, 1))
    columns = pair_columns(mine, theirs, cells)
    chances = _chances(load_forest("wordpairs"), columns.T)
    there, back = _seen(columns, chances, cells)
    rows = np.concatenate((word_rows(mine, there), word_rows(theirs, back)))
    # both sides in one go: a forest takes hardly longer for a hundred rows than for ten
    over = np.round(_chances(load_forest("words"), rows), 4).tolist()
    kept = over[len(mine.words) :]
    likely = _likely(chances, there, back)
    return [
        (tuple(over[top:bottom]), tuple(kept[left:right]), _pairs(likely, chances, cells, number))
        for number, ((top, bottom), (left, right)) in enumerate(
            zip(cells.rows.bounds, cells.columns.bounds, strict=True)
        )
    ]


def _joined(sides: Sequence[Side]) -> Side:
    """Return the words of several as one."""
    if len(sides) == 1:
        return sides[0]
    return Side(
        tuple(word for side in sides for word in side.words),
        np.concatenate([side.vectors for side in sides]),
        np.concatenate([side.stems for side in sides]),
        np.concatenate([side.weights for side in sides]),
        np.concatenate([side.places for side in sides]),
        np.concatenate([side.names for side in sides]),
        np.concatenate([side.capitals for side in sides]),
        np.concatenate([side.values for side in sides]),
    )


_TOLD = ("likeness", "same_stem", "same_word", "same_value", "other_value")
"""The features of two words that say something of each of them alone."""


def _seen(columns: Doubles, chances: Doubles, cells: Grid) -> tuple[Seen, Seen]:
    """Return what the words of either side see."""
    told = {name: columns[PAIR_FEATURES.index(name)] for name in _TOLD}
    turned = chances[cells.turned]
    best, best_back = cells.rows.best(chances), cells.columns.best(turned)
    tables = [
        chances[start:end].reshape(size)
        for (start, end), size in zip(cells.cells, cells.sizes, strict=True)
    ]
    sums, sums_back = (np.concatenate([t.sum(axis=axis) for t in tables]) for axis in (1, 0))
    told_back = {name: values[cells.turned] for name, values in told.items()}
    return (
        Seen(cells.rows, chances, sums, best_back, told, 0.0),
        Seen(cells.columns, turned, sums_back, best, told_back, 1.0),
    )


def _chances(forest: Forest, rows: Doubles) -> Doubles:
    return np.asarray(1 / (1 + np.exp(-forest.log_odds(rows))), dtype=np.float64)


def _likely(chances: Doubles, there: Seen, back: Seen) -> NDArray[np.bool_]:
    """Tell which pairs are likely, and for no word much less likely than its best."""
    best = back.best_other[there.runs.own], there.best_other[there.runs.other]
    return np.asarray((chances >= PAIR) & (chances >= 0.5 * np.maximum(*best)))


def _pairs(
    likely: NDArray[np.bool_], chances: Doubles, cells: Grid, number: int
) -> tuple[WordPair, ...]:
    """Return the pairs of one sentence."""
    start, end = cells.cells[number]
    at = np.flatnonzero(likely[start:end]) + start
    top, runs = cells.rows.bounds[number][0], cells.rows
    own, places = (runs.own[at] - top).tolist(), runs.at[at].tolist()
    found = [
        WordPair(i, j, round(chance, 4))
        for i, j, chance in zip(own, places, chances[at].tolist(), strict=True)
    ]
    return tuple(sorted(found, key=lambda p: (p.child, -p.probability, p.parent)))


def words_of(parts: Sequence[Part]) -> Side:
    """Return the words of all sentences of some parts, in order."""
    return _Sheets().side(parts)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """All words of an article, and where the words of each sentence start."""

    words: tuple[Word, ...]
    running: Running
    starts: tuple[int, ...]
    names: NDArray[np.bool_]
    capitals: NDArray[np.bool_]
    values: Doubles


class _Sheets:
    """The articles that sentences are taken from, each looked through once."""

    def __init__(self) -> None:
        self._sheets: dict[tuple[int, int], _Sheet] = {}

    def side(self, parts: Sequence[Part]) -> Side:
        """Return the words of all sentences of some parts, in order."""
        pages = [
            (sheet, slice(*sheet.starts[sentence : sentence + 2]))
            for part in parts
            for sheet in [self._sheet(part)]
            for sentence in part.sentences
        ]
        if not any(page.start < page.stop for _, page in pages):
            return _nothing()
        vectors = np.concatenate([sheet.running.vectors[page] for sheet, page in pages])
        return Side(
            tuple(word for sheet, page in pages for word in sheet.words[page]),
            vectors.astype(np.float32) / np.float32(127),
            np.concatenate([sheet.running.stems[page] for sheet, page in pages]),
            np.concatenate([sheet.running.weights[page] for sheet, page in pages]).astype(
                np.float64
            ),
            np.concatenate([_places(page) for _, page in pages]),
            np.concatenate([sheet.names[page] for sheet, page in pages]),
            np.concatenate([sheet.capitals[page] for sheet, page in pages]),
            np.concatenate([sheet.values[page] for sheet, page in pages]),
        )

    def _sheet(self, part: Part) -> _Sheet:
        key = id(part.text), id(part.profile)  # both outlive this
        if key not in self._sheets:
            self._sheets[key] = _sheet(part)
        return self._sheets[key]


def _places(page: slice) -> Doubles:
    """Return where each word of a sentence stands between its first and its last."""
    count: int = page.stop - page.start
    return np.arange(count) / max(1, count - 1)


def _nothing() -> Side:
    nothing, none = np.zeros(0), np.zeros(0, dtype=bool)
    ids, empty = np.zeros(0, dtype=np.int64), np.zeros((0, 1), dtype=np.float32)
    return Side((), empty, ids, nothing, nothing, none, none, nothing)


def _sheet(part: Part) -> _Sheet:
    text = part.text
    words = tuple(word for some in text.words for word in some)
    starts = np.array([word.start for word in words], dtype=np.int64)
    names = np.zeros(len(words), dtype=np.bool_)
    for first, last in _covered(starts, ((one.start, one.end) for one in text.names)):
        names[first:last] = True
    values = np.full(len(words), np.nan)
    known = [one for one in text.figures if one.value is not None][::-1]  # the first one counts
    covered = _covered(starts, ((one.start, one.end) for one in known))
    for (first, last), figure in zip(covered, known, strict=True):
        values[first:last] = figure.value
    bounds = np.cumsum([0, *(len(some) for some in text.words)])
    capitals = np.array([text.text[word.start].isupper() for word in words], dtype=np.bool_)
    return _Sheet(words, part.profile.running, tuple(bounds.tolist()), names, capitals, values)


def _covered(starts: NDArray[np.int64], spans: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the first word that starts in each span, and the first behind it."""
    found: list[list[int]] = starts.searchsorted(np.array(list(spans)).reshape(-1, 2)).tolist()
    return found


def pair_features(mine: Side, theirs: Side) -> Doubles:
    """Return the features of every pair of words, shape (child, parent, features)."""
    size = len(mine.words), len(theirs.words)
    if 0 in size:
        return np.zeros((*size, len(PAIR_FEATURES)))
    return np.moveaxis(pair_columns(mine, theirs, grid([size])), 0, -1).reshape(*size, -1)


def word_features(own: Side, chances: Doubles, rows: Doubles, side: float = 0.0) -> Doubles:
    """Return the features of every word of one side.

    Args:
        own: The words.
        chances: How likely each says each of the other side's.
        rows: The features of these pairs.
        side: 0 for the child, 1 for the parents.
    """
    columns = {name: rows[..., PAIR_FEATURES.index(name)].ravel() for name in _TOLD}
    runs = grid([(chances.shape[0], chances.shape[1])]).rows
    seen = Seen(runs, chances.ravel(), chances.sum(axis=1), chances.max(axis=0), columns, side)
    return word_rows(own, seen)
