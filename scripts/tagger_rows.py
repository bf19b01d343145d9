"""Articles as rows of numbers: what ``tagger_data.py`` wrote, cut into windows and batches."""

# mypy: disable-error-code="import-not-found, misc, untyped-decorator, no-any-return"
# torch is a developer's tool that the checks run without: its classes have no types then.

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from tagger_net import Batch
from tagger_recipe import Recipe
from torch import Tensor

CLS, SEP = 101, 102
Values = npt.NDArray[np.int64]


@dataclass
class Document:
    """The arrays of one article; without marks the last five are empty."""

    ids: Values
    marks: Values
    units: Values
    first: Values
    tags: Values
    to_source: Values
    to_cue: Values
    entity: Values
    speech: Values


def documents(path: Path) -> list[Document]:
    """Read what ``tagger_data.py`` wrote."""
    with np.load(path) as kept:
        laid = {name: kept[name] for name in kept.files}
    found = []
    at = [laid[f"{name}_at"].tolist() for name in ("pieces", "units", "words")]
    for number in range(len(at[0]) - 1):
        pieces, units, words = (slice(a[number], a[number + 1]) for a in at)
        where = {"ids": pieces, "marks": pieces, "units": units}
        row = {}
        for one in fields(Document):
            values = laid.get(one.name, np.zeros(0, np.int64))
            row[one.name] = values[where.get(one.name, words)].astype(np.int64)
        found.append(Document(**row))
    return [document for document in found if len(document.first)]


@dataclass
class Row:
    """One window of a document: its pieces with specials, and where its words begin."""

    ids: Values
    position: Values
    block: Values
    marks: Values
    words: Values
    word_start: int


def row(document: Document, start: int, end: int, *, by_sentence: bool) -> Row:
    """Lay out the units ``start`` to ``end`` of a document."""
    bounds = document.units[start : end + 1]
    if not by_sentence:
        bounds = bounds[[0, -1]]
    parts: list[tuple[Values, ...]] = []
    for number, (low, high) in enumerate(pairwise(bounds)):
        ids = np.concatenate([[CLS], document.ids[low:high], [SEP]])
        marks = np.concatenate([[0], document.marks[low:high], [0]])
        parts.append((ids, np.arange(len(ids)), np.full(len(ids), number), marks))
    ids, position, block, marks = (np.concatenate(column) for column in zip(*parts, strict=True))
    first, last = np.searchsorted(document.first, bounds[[0, -1]])
    places = document.first[first:last]
    inside = np.searchsorted(bounds, places, side="right") - 1
    words = places - bounds[0] + 1 + 2 * inside
    return Row(ids, position, block, marks, words, int(first))


def padded(columns: Sequence[Values], fill: int) -> Tensor:
    """Stack rows of different lengths."""
    table = np.full((len(columns), max(map(len, columns))), fill, np.int64)
    for number, values in enumerate(columns):
        table[number, : len(values)] = values
    return torch.from_numpy(table)


def batch(rows: Sequence[Row], device: str) -> Batch:
    """Pad rows to a batch."""
    words = padded([r.words for r in rows], -1)
    made = [
        padded([r.ids for r in rows], 0),
        padded([r.position for r in rows], 0),
        padded([r.block for r in rows], -1),
        padded([r.marks for r in rows], 0),
        words.clamp(min=0),
        words >= 0,
    ]
    return Batch(*(table.to(device, non_blocking=True) for table in made))


@dataclass
class Wanted:
    """The right answers of a batch."""

    tags: Tensor
    to_source: Tensor
    to_cue: Tensor
    entity: Tensor
    speech: Tensor


def wanted(found: Sequence[tuple[Document, Row]], device: str) -> Wanted:
    """Cut the answers of windows; a link that leads out of its window is not asked for."""
    columns: dict[str, list[Values]] = {one.name: [] for one in fields(Wanted)}
    for document, one in found:
        part = slice(one.word_start, one.word_start + len(one.words))
        for name, kept in columns.items():
            values = getattr(document, name)[part]
            if name.startswith("to_"):
                inside = values - one.word_start
                lost = (values >= 0) & ((inside < 0) | (inside >= len(one.words)))
                values = np.where(values < 0, values, np.where(lost, -1, inside))
            kept.append(values)
    fill = {"tags": 0}
    return Wanted(**{n: padded(c, fill.get(n, -1)).to(device) for n, c in columns.items()})


def cut(
    documents: Sequence[Document], recipe: Recipe, random: np.random.Generator
) -> list[tuple[Document, int, int]]:
    """Cut documents into windows at other places each time; the first is shorter by chance."""
    found = []
    for document in documents:
        units, at = document.units, 0
        room = int(recipe.length * random.uniform(0.25, 1))
        while at < len(units) - 1:
            size = units[at:] - units[at] + (2 * np.arange(len(units) - at) * recipe.by_sentence)
            end = at + max(1, int(np.searchsorted(size, room - 2, side="right")) - 1)
            found.append((document, at, end))
            at, room = end, recipe.length
    return found


def batches(
    documents: Sequence[Document], recipe: Recipe, random: np.random.Generator
) -> Iterator[list[tuple[Document, int, int]]]:
    """Return the batches of one epoch: windows of like length together, in random order."""
    found = cut(documents, recipe, random)
    key = [d.units[e] - d.units[s] + random.uniform(0, 40) for d, s, e in found]
    order = np.argsort(key)
    groups = [order[n : n + recipe.rows] for n in range(0, len(order), recipe.rows)]
    for number in random.permutation(len(groups)):
        yield [found[n] for n in groups[number]]


def sentences(plain: Sequence[Document], recipe: Recipe, random: np.random.Generator) -> list[Row]:
    """Take a window of sentences side by side from some articles."""
    rows = []
    for number in random.integers(len(plain), size=recipe.rows):
        document = plain[number]
        count = len(document.units) - 1
        start = int(random.integers(count))
        end = min(
            count,
            start
            + max(
                1,
                int(
                    np.searchsorted(
                        document.units[start:] - document.units[start], 256, side="right"
                    )
                )
                - 1,
            ),
        )
        rows.append(row(document, start, end, by_sentence=True))
    return rows
