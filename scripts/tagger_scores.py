"""What taggers say of documents, one or several in concert, and how right it is."""

# mypy: disable-error-code="import-not-found, misc, untyped-decorator, no-any-return"
# torch is a developer's tool that the checks run without: its classes have no types then.

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from tagger_net import Tagger
from tagger_recipe import Recipe
from tagger_rows import Document, Row, batch, row

from retold.statements.tag_decoding import (
    ROLES,
    Arrows,
    Attribution,
    attributions,
    best_row,
    spans,
)
from retold.statements.tag_pieces import windows

TOGETHER = 12
"""Documents that are tagged at a time."""


def half(device: str) -> torch.autocast:
    """Compute in half precision where that is fast."""
    return torch.autocast(device, torch.bfloat16, enabled=device != "cpu")


@dataclass
class Said:
    """What a tagger, or several in concert, say of a document."""

    scores: npt.NDArray[np.float32]
    arrows: Arrows
    moves: npt.NDArray[np.float32]

    def attributions(self) -> list[Attribution]:
        """Return what is said, decoded as the package does."""
        return attributions(best_row(self.scores, self.moves), self.arrows)


def predict(
    model: Tagger, recipe: Recipe, documents: Sequence[Document], device: str
) -> Iterator[Said]:
    """Tag documents as the package does: every unit in the window whose core it is in."""
    model.eval()
    moves = model.moves().detach().float().cpu().numpy()
    for first in range(0, len(documents), TOGETHER):
        rows: list[Row] = []
        cores: list[list[tuple[int, slice]]] = []
        for document in documents[first : first + TOGETHER]:
            cores.append([])
            for window in windows(document.units, recipe.core, recipe.context):
                one = row(document, window.start, window.end, by_sentence=recipe.by_sentence)
                bounds = document.units[[window.core_start, window.core_end]]
                start, end = np.searchsorted(document.first, bounds) - one.word_start
                cores[-1].append((len(rows), slice(int(start), int(end))))
                rows.append(one)
        found = _outputs(model, rows, device)
        for own in cores:
            laid = [np.concatenate([part[n, core] for n, core in own]) for part in found]
            scores, seeks_source, is_source, seeks_cue, is_cue, no_source, no_cue = laid
            arrows = Arrows(seeks_source, is_source, no_source, seeks_cue, is_cue, no_cue)
            yield Said(scores, arrows, moves)


@torch.no_grad()
def _outputs(model: Tagger, rows: Sequence[Row], device: str) -> list[npt.NDArray[np.float32]]:
    with half(device):
        words = model(batch(rows, device))
        found = [model.scores(words), *model.split_arrows(words)]
    return [part.float().cpu().numpy() for part in found]


def in_concert(said: Sequence[Said]) -> Said:
    """Average what several taggers say of one document."""
    parts = {}
    for one in fields(Arrows):
        values = [getattr(s.arrows, one.name) for s in said]
        parts[one.name] = (
            np.sum(values, 0) if one.name.startswith("no_") else np.concatenate(values, -1)
        )
    scores, moves = (np.mean([getattr(s, n) for s in said], 0) for n in ("scores", "moves"))
    return Said(scores, Arrows(**parts), moves)


def marked_by(document: Document, said: Said) -> Document:
    """Return a document with the tags and links that taggers gave it."""
    tags = np.zeros(len(document.first), np.int64)
    links = {name: np.full(len(tags), -1, np.int64) for name in ("to_source", "to_cue")}
    for one in said.attributions():
        parts = [[one.source] if one.source else [], [one.cue] if one.cue else [], one.content]
        for role, found in enumerate(parts):
            for start, end in found:
                tags[start], tags[start + 1 : end] = 1 + 2 * role, 2 + 2 * role
        if one.cue:
            links["to_source"][one.cue[0]] = one.source[0] if one.source else -2
        for start, _ in one.content:
            links["to_cue"][start] = one.cue[0] if one.cue else -2
    unknown = np.full(len(tags), -1, np.int64)
    return replace(document, tags=tags, **links, entity=unknown, speech=unknown)


def gold(document: Document) -> list[Attribution]:
    """Return the attributions that people marked, as far as the arrays tell."""
    by_start = [{s[0]: s for s in found} for found in spans(document.tags)]
    found: dict[Any, Attribution] = {}
    for start, cue in by_start[1].items():
        source = int(document.to_source[start])
        found[start] = Attribution(by_start[0].get(source), cue)
    for start, content in by_start[2].items():
        home = int(document.to_cue[start])
        key = home if home >= 0 else (start,)
        found.setdefault(key, Attribution()).content.append(content)
    return list(found.values())


def score(documents: Sequence[Document], said: Sequence[Said]) -> dict[str, float]:
    """Return exact F1: of spans by role, of whole contents, of source and content, of triples."""
    sets: dict[str, list[set[Any]]] = {}
    for number, (document, one) in enumerate(zip(documents, said, strict=True)):
        for side, found in enumerate((gold(document), one.attributions())):
            row_spans = spans(document.tags if side == 0 else best_row(one.scores, one.moves))
            for name, values in zip(ROLES, row_spans, strict=True):
                sets.setdefault(name, [set(), set()])[side] |= {(number, v) for v in values}
            for one_found in found:
                for name, key in _keys(one_found).items():
                    sets.setdefault(name, [set(), set()])[side].add((number, key))
    return {name: 2 * len(a & b) / max(1, len(a) + len(b)) for name, (a, b) in sets.items()}


def _keys(one: Attribution) -> dict[str, Any]:
    """Return what has to be the same of an attribution with content."""
    content = tuple(one.content)
    if not content:
        return {}
    return {
        "whole content": content,
        "source+content": (one.source, content),
        "triple": (one.source, one.cue, content),
    }
