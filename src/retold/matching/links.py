"""Sentence links: which parent passages each child sentence retells, and how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from retold.matching.profiles import Floats
from retold.types import Link, LinkKind, Place, Prepared, Word

_VERBATIM, _EDITED = 0.95, 0.6


def links(child: Prepared, parent: Prepared, scores: Floats, least: float) -> tuple[Link, ...]:
    """Return one link for every child sentence with a parent sentence scored at ``least``.

    Args:
        child: The retelling.
        parent: The text it is compared with.
        scores: How surely child sentence i retells parent sentence j, shape (child, parent).
        least: From which score on a parent sentence is linked.
    """
    likenesses = [
        _wordings(words, parent, np.flatnonzero(row >= least).tolist())
        for words, row in zip(child.words, scores, strict=True)
    ]
    taken = Counter(column for likeness in likenesses for column in likeness)
    return tuple(
        Link(
            child=Place(child.id, sentence.index, sentence.start, sentence.end),
            parents=tuple(_place(parent, column) for column in likeness),
            kind=_kind(likeness, taken),
            score=round(float(scores[sentence.index].max()), 4),
        )
        for sentence, likeness in zip(child.sentences, likenesses, strict=True)
        if likeness
    )


def _wordings(words: Sequence[Word], parent: Prepared, columns: Sequence[int]) -> dict[int, float]:
    """Return the likeness of wording of each parent sentence to be linked."""
    return {column: _wording(words, parent.words[column]) for column in columns}


def _place(article: Prepared, sentence: int) -> Place:
    span = article.sentences[sentence]
    return Place(article.id, sentence, span.start, span.end)


def _kind(likeness: Mapping[int, float], taken: Mapping[int, int]) -> LinkKind:
    """Return the kind of a link: by the wording, then by how many sentences stand on each side.

    What stands word for word in one sentence of the parent is verbatim, whatever else is like it.
    """
    best = max(likeness.values())
    if best >= _VERBATIM:
        return "verbatim"
    if len(likeness) > 1:
        return "merged"
    if any(taken[column] > 1 for column in likeness):
        return "split"
    return "edited" if best >= _EDITED else "paraphrased"


def _wording(a: Sequence[Word], b: Sequence[Word]) -> float:
    """Return the likeness of two word sequences, 0–1 (2 × longest common subsequence / words)."""
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415  (not needed to read pages)

    common = LCSseq.similarity([w.norm for w in a], [w.norm for w in b])
    return 2 * common / (len(a) + len(b)) if a or b else 0.0
