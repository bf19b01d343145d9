"""Sentence links: which parent passages each child sentence retells, and how."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from retold.matching.profiles import Floats
from retold.types import Link, LinkKind, Place, Prepared, Word

METHOD = "links/1"
_VERBATIM, _EDITED = 0.95, 0.6


def links(child: Prepared, parent: Prepared, scores: Floats, least: float) -> tuple[Link, ...]:
    """Return one link for every child sentence with a parent sentence scored at ``least``.

    Args:
        child: The retelling.
        parent: The text it is compared with.
        scores: How surely child sentence i retells parent sentence j, shape (child, parent).
        least: From which score on a parent sentence is linked.
    """
    found = []
    taken = (scores >= least).sum(axis=0)
    for row, sentence in enumerate(child.sentences):
        columns = np.flatnonzero(scores[row] >= least)
        if columns.size == 0:
            continue
        sources = [parent.words[column] for column in columns.tolist()]
        found.append(
            Link(
                child=Place(child.id, row, sentence.start, sentence.end),
                parents=tuple(_place(parent, column) for column in columns.tolist()),
                kind=_kind(child.words[row], sources, taken[columns]),
                score=round(float(scores[row].max()), 4),
            )
        )
    return tuple(found)


def _place(article: Prepared, sentence: int) -> Place:
    span = article.sentences[sentence]
    return Place(article.id, sentence, span.start, span.end)


def _kind(
    child: Sequence[Word], parents: Sequence[Sequence[Word]], taken: Sequence[int]
) -> LinkKind:
    """Return the kind of a link: by the wording, then by how many sentences stand on each side."""
    likeness = max(_wording(child, parent) for parent in parents)
    if likeness >= _VERBATIM and len(parents) == 1:
        return "verbatim"
    if len(parents) > 1:
        return "merged"
    if taken[0] > 1:
        return "split"
    return "edited" if likeness >= _EDITED else "paraphrased"


def _wording(a: Sequence[Word], b: Sequence[Word]) -> float:
    """Return the likeness of two word sequences, 0–1 (2 × longest common subsequence / words)."""
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415  (not needed to read pages)

    common = LCSseq.similarity([w.norm for w in a], [w.norm for w in b])
    return 2 * common / (len(a) + len(b)) if a or b else 0.0
