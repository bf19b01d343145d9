"""From the tagger's numbers to attributions: the best row of labels, spans, and who has what.

Labels are BIO over three roles. The best row is found by Viterbi with the transitions learnt;
``I`` never follows another role. Then every cue chooses its source, and every passage of
content its cue, or none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

ROLES = ("source", "cue", "content")
LABELS = 1 + 2 * len(ROLES)
"""Outside, then begin and inside of every role."""
REACH = 80
"""How many words apart two parts of an attribution may stand; chosen on PolNeAR's dev articles."""
Words = tuple[int, int]


@dataclass(slots=True)
class Attribution:
    """Words (half open) of a source, a cue and the passages of content that belong together."""

    source: Words | None = None
    cue: Words | None = None
    content: list[Words] = field(default_factory=list)


def allowed() -> npt.NDArray[np.bool_]:
    """Return which label (column) may follow which (row)."""
    table = np.ones((LABELS, LABELS), np.bool_)
    for role in range(len(ROLES)):
        inside = 2 + 2 * role
        table[:, inside] = False
        table[[inside - 1, inside], inside] = True
    return table


def best_row(scores: Floats, transitions: Floats) -> Ints:
    """Return the best row of labels; ``transitions`` has a last row for the start of a text."""
    count = len(scores)
    if not count:
        return np.zeros(0, np.int64)
    back = np.zeros((count, LABELS), np.int64)
    best = scores[0] + transitions[LABELS]
    for word in range(1, count):
        through = best[:, None] + transitions[:LABELS]
        back[word] = through.argmax(axis=0)
        best = through.max(axis=0) + scores[word]
    row = np.zeros(count, np.int64)
    row[-1] = best.argmax()
    for word in range(count - 1, 0, -1):
        row[word - 1] = back[word, row[word]]
    return row


def spans(row: Sequence[int] | Ints) -> list[list[Words]]:
    """Return the spans of every role in a row of labels."""
    found: list[list[Words]] = [[] for _ in ROLES]
    labels = [int(label) for label in row]
    for at, label in enumerate(labels):
        if label % 2 == 0:
            continue
        end = at + 1
        while end < len(labels) and labels[end] == label + 1:
            end += 1
        found[label // 2].append((at, end))
    return found


@dataclass(frozen=True, slots=True)
class Arrows:
    """For every word what it looks for and what it offers, and the score of finding nothing."""

    seeks_source: Floats
    is_source: Floats
    no_source: Floats
    seeks_cue: Floats
    is_cue: Floats
    no_cue: Floats


def attributions(
    row: Sequence[int] | Ints, arrows: Arrows, reach: int = REACH
) -> list[Attribution]:
    """Join the spans of a row of labels to attributions, in the order of their first words.

    Args:
        row: One label a word.
        arrows: What each word looks for and offers.
        reach: How many words apart two parts of an attribution may stand.
    """
    sources, cues, contents = spans(row)
    found = [Attribution(cue=cue) for cue in cues]
    for one in found:
        assert one.cue is not None
        seeks, none = arrows.seeks_source, arrows.no_source
        one.source = _choose(one.cue, sources, (seeks, arrows.is_source, none), reach)
    by_cue = {one.cue: one for one in found}
    for content in contents:
        seeks, none = arrows.seeks_cue, arrows.no_cue
        cue = _choose(content, cues, (seeks, arrows.is_cue, none), reach)
        if cue is None:
            found.append(Attribution(content=[content]))
        else:
            by_cue[cue].content.append(content)
    return sorted(found, key=_first)


def _choose(
    span: Words, offers: Sequence[Words], scores: tuple[Floats, Floats, Floats], reach: int
) -> Words | None:
    """Return the offer that scores best for the first word of a span, None for none."""
    seeks, offered, none = scores
    near = [offer for offer in offers if abs(offer[0] - span[0]) <= reach]
    if not near:
        return None
    found = offered[[offer[0] for offer in near]] @ seeks[span[0]]
    best = int(found.argmax())
    return near[best] if found[best] > none[span[0]] else None


def _first(attribution: Attribution) -> int:
    parts = [attribution.source, attribution.cue, *attribution.content]
    return min(part[0] for part in parts if part)
