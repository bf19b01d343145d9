"""Which words of a child sentence say which words of its sources, as far as that is known.

With the profiles of both articles the matching room weighs every pair of words by meaning and
place; without them words go together that have one stem.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retold.matching.profiles import Profile
from retold.matching.wording import CARRIED, Part, Wording, wordings
from retold.types import Prepared, Word

_LONGEST = 160  # words on either side that are held against each other
_STEM_ALONE = 0.6  # how surely two words of one stem go together where nothing else is known


@dataclass(frozen=True, slots=True)
class Alignment:
    """A child sentence held against its sources, word by word; words go by where they start.

    ``carried`` says how surely a word of the child has a counterpart, ``kept`` the same of a word
    of the parent; ``told`` gives the words of the child that say a word of the parent, ``source``
    the reverse, with how surely they do.
    """

    carried: Mapping[int, float]
    kept: Mapping[int, float]
    told: Mapping[int, Mapping[int, float]]
    source: Mapping[int, Mapping[int, float]]

    def is_kept(self, word: Word) -> bool:
        """Tell whether a word of the parent came over."""
        return self.kept.get(word.start, 0.0) >= CARRIED

    def is_carried(self, word: Word) -> bool:
        """Tell whether a word of the child comes from the parent."""
        return self.carried.get(word.start, 0.0) >= CARRIED

    def chance(self, child: int, parent: int) -> float:
        """Return how surely the child's word at one place says the parent's at another."""
        return self.told.get(parent, {}).get(child, 0.0)


NOTHING = Alignment({}, {}, {}, {})


Text = tuple[Prepared, Profile | None]
"""An article, and its profile where that is known."""


def aligned(
    child: tuple[Prepared, Profile | None, int],
    parent: tuple[Prepared, Profile | None, Sequence[int]],
) -> Alignment:
    """Hold a sentence of the child against sentences of the parent."""
    mine, my_profile, index = child
    theirs, their_profile, sources = parent
    found = aligned_all((mine, my_profile), (theirs, their_profile), {index: sources})
    return found[index]


def aligned_all(
    child: Text, parent: Text, sources: Mapping[int, Sequence[int]]
) -> dict[int, Alignment]:
    """Hold sentences of the child against sentences of the parent; all at once is quicker.

    Args:
        child: The child.
        parent: The parent.
        sources: The parent sentences of each child sentence that is asked for.
    """
    mine, my_profile = child
    theirs, their_profile = parent
    found: dict[int, Alignment] = {}
    asked: list[tuple[Part, Sequence[Part]]] = []
    for index, above in sources.items():
        words, rows = mine.words[index], [theirs.words[k] for k in above]
        longest = max(len(words), sum(map(len, rows)))
        if same := _verbatim(words, rows):
            found[index] = same
        elif my_profile is None or their_profile is None or longest > _LONGEST:
            there = [word for row in rows for word in row[:_LONGEST]]
            found[index] = _by_stems(words[:_LONGEST], there)
        else:
            part = Part(theirs, their_profile, tuple(above))
            asked.append((Part(mine, my_profile, (index,)), [part]))
    for (one, _), worded in zip(asked, wordings(asked), strict=True):
        found[one.sentences[0]] = _by_words(worded)
    return found


def _by_words(found: Wording) -> Alignment:
    told: dict[int, dict[int, float]] = defaultdict(dict)
    source: dict[int, dict[int, float]] = defaultdict(dict)
    for pair in found.pairs:
        here, there = found.child[pair.child].start, found.parents[pair.parent][1].start
        told[there][here] = source[here][there] = pair.probability
    return Alignment(
        {w.start: p for w, p in zip(found.child, found.carried, strict=True)},
        {w.start: p for (_, w), p in zip(found.parents, found.kept, strict=True)},
        told,
        source,
    )


def _verbatim(mine: Sequence[Word], sources: Sequence[Sequence[Word]]) -> Alignment | None:
    """Let every word go with its like where a sentence is its one source word for word."""
    if len(sources) != 1 or [w.norm for w in mine] != [w.norm for w in sources[0]]:
        return None
    pairs = [(w.start, other.start) for w, other in zip(mine, sources[0], strict=True)]
    return Alignment(
        {here: 1.0 for here, _ in pairs},
        {there: 1.0 for _, there in pairs},
        {there: {here: 1.0} for here, there in pairs},
        {here: {there: 1.0} for here, there in pairs},
    )


def _by_stems(mine: Sequence[Word], theirs: Sequence[Word]) -> Alignment:
    """Let words go together that have one stem."""
    told: dict[int, dict[int, float]] = defaultdict(dict)
    source: dict[int, dict[int, float]] = defaultdict(dict)
    places: dict[str, list[Word]] = defaultdict(list)
    for word in theirs:
        places[word.stem].append(word)
    for word in mine:
        for other in places.get(word.stem, ())[:_MOST]:
            told[other.start][word.start] = source[word.start][other.start] = _STEM_ALONE
    return Alignment(
        {w.start: float(w.start in source) for w in mine},
        {w.start: float(w.start in told) for w in theirs},
        told,
        source,
    )


_MOST = 8  # words of one stem that a word is held against
