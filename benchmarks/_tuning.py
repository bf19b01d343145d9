"""Pairs for tuning the encoder: a sentence that retells, its source, and reports' like sentences.

A report's sentence about the same fact is the hard negative: it means what the source means, and
was not copied. Sentences that descend from one another are a *family*; no member is a negative.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from _traditions import Event, Version

from retold.language import words

Vectors = npt.NDArray[np.float32]
Encode = Callable[[Sequence[str]], Vectors]
Place = tuple[str, int]
"""A version and one of its lines."""

SAME = 0.85
"""Words in common from which two sentences are worded the same: nothing to learn there."""
TOO_LIKE = 0.6
"""Words in common from which a report's sentence may be the same quotation: no negative."""


@dataclass(frozen=True)
class Pair:
    """A sentence, its source, and the likest sentence that is none (empty: not known)."""

    child: str
    parent: str
    rival: str
    family: str


def families(event: Event) -> dict[Place, Place]:
    """Return for every line the first of the lines that it is related to by descent."""
    heads: dict[Place, Place] = {
        (v.id, number): (v.id, number) for v in event.versions for number in range(len(v.lines))
    }

    def head(at: Place) -> Place:
        while heads[at] != at:
            heads[at] = heads[heads[at]]
            at = heads[at]
        return at

    for version in event.versions:
        for number, line in enumerate(version.lines):
            for source, there, _ in line.sources:
                one, other = sorted((head((version.id, number)), head((source, there))))
                heads[other] = one
    return {at: head(at) for at in heads}


def strangers(event: Event, version: Version) -> list[Version]:
    """Return the event's reports that a version does not descend from."""
    ancestors = event.ancestors(version.id)
    return [
        v for v in event.versions if not v.parents and v.id not in ancestors and v.id != version.id
    ]


def text_of(version: Version, number: int) -> str:
    """Return the text of one line."""
    return version.lines[number].span.of(version.article.body.text)


def texts_of(version: Version) -> list[str]:
    """Return the texts of all lines."""
    return [text_of(version, number) for number in range(len(version.lines))]


def in_common(a: str, b: str) -> float:
    """Return the share of words that two sentences have in common, of all they have."""
    one, other = _words(a), _words(b)
    return len(one & other) / max(1, len(one | other))


@lru_cache(maxsize=50_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(word.norm for word in words(text))


def pairs(events: Iterable[Event], encode: Encode) -> list[Pair]:
    """Return a pair for every sentence and source that are not worded the same.

    Args:
        events: Annotated events.
        encode: Gives the vectors by which the likest sentence of another report is chosen.
    """
    return [pair for event in events for pair in _of_event(event, encode)]


def _of_event(event: Event, encode: Encode) -> Iterator[Pair]:
    family, by_id = families(event), {v.id: v for v in event.versions}
    vectors = {v.id: encode(texts_of(v)) for v in event.versions if v.lines}
    for version in event.versions:
        others = strangers(event, version)
        for number, line in enumerate(version.lines):
            child, home = text_of(version, number), family[version.id, number]
            near = _near(vectors[version.id][number], others, vectors)
            rivals = (text_of(v, n) for v, n in near if family[v.id, n] != home)
            rival = next((r for r in rivals if in_common(child, r) < TOO_LIKE), "")
            for source, there, _ in line.sources:
                parent = text_of(by_id[source], there)
                if in_common(child, parent) < SAME:
                    yield Pair(child, parent, rival, "/".join(map(str, home)))


def _near(
    vector: Vectors, others: Iterable[Version], vectors: dict[str, Vectors]
) -> list[tuple[Version, int]]:
    found = [
        (float(cosine), version, number)
        for version in others
        if version.lines
        for number, cosine in enumerate(vectors[version.id] @ vector)
    ]
    return [(v, n) for _, v, n in sorted(found, key=lambda f: (-f[0], f[1].id, f[2]))]


def paraphrases(rows: Iterable[dict[str, str]]) -> list[Pair]:
    """Return the pairs of a paraphrase corpus that say the same in other words."""
    return [
        Pair(row["s2"], row["s1"], "", f"msrp/{row['id1']}")
        for row in rows
        if row["gold"] and in_common(row["s1"], row["s2"]) < SAME
    ]


def three_folds(events: Iterable[Event], number: int) -> list[tuple[Event, ...]]:
    """Deal events out to folds as ``folds.together`` does, by name within their kind."""
    kinds: dict[bool, list[Event]] = defaultdict(list)
    for event in events:
        kinds[any(v.operation == "release" for v in event.versions)].append(event)
    parts: list[list[Event]] = [[] for _ in range(number)]
    for kind in kinds.values():
        for place, event in enumerate(sorted(kind, key=lambda e: e.name)):
            parts[place % number].append(event)
    return [tuple(part) for part in parts]
