"""Statements found by the trained tagger instead of the rules.

The model reads windows of some 288 word pieces with context on both sides, one window at a
time, so that what it says of an article depends on the article alone (int8 scales by what is in
a batch, so windows of several articles must not share one). It was trained by
``scripts/train_tagger.py`` and exported by ``scripts/export_tagger.py``; ``docs/tagger.md`` says
on what and how well. Like the rules it yields drafts, whose speakers are resolved elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import MutableMapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import lru_cache, partial
from itertools import accumulate, islice, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from retold.errors import ModelError
from retold.language.encoder import MODELS, TOKENIZER_FILE, available_processors
from retold.language.wordsets import word_set
from retold.statements import tag_memory
from retold.statements.extraction import Draft
from retold.statements.tag_decoding import (
    Arrows,
    Attribution,
    Floats,
    Words,
    attributions,
    best_row,
)
from retold.statements.tag_pieces import Ints, Pieces, Window, pieces, windows
from retold.statements.tag_quotes import settled
from retold.statements.tokens import Unit
from retold.types import Prepared, Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MODEL_FILE, MANIFEST_FILE = "tagger-int8.onnx", "tagger.json"
OPENS, CLOSES = 101, 102
"""The pieces that BERT puts before and after a text."""


class Tagger:
    """Finds source, cue and content of the attributions of an article.

    What was found is remembered in ``cache``, if one is given, by a hash of what was read;
    :func:`retold.cache.open_cache` gives one that stays. Creating a tagger is free: the model is
    read at first use.
    """

    def __init__(
        self,
        folder: Path = MODELS,
        *,
        cache: MutableMapping[bytes, bytes] | None = None,
        threads: int | None = None,
    ) -> None:
        self._folder = folder
        self._cache = cache
        self._threads = max(1, threads or available_processors())

    @property
    def digest(self) -> str:
        """The digest of the model."""
        found: str = _manifest(self._folder)["files"][MODEL_FILE]
        return found

    def remember(self, cache: MutableMapping[bytes, bytes] | None) -> None:
        """Remember in another cache from now on."""
        self._cache = cache

    def drafts(self, prepared: Prepared) -> list[Draft]:
        """Return the attributions of an article that have content, in order."""
        cut = pieces(prepared, _tokenizer(self._folder))
        return [_draft(prepared, cut, one) for one in self._found(cut) if one.content]

    def _found(self, cut: Pieces) -> list[Attribution]:
        """Return what is remembered of the same pieces, or else read them."""
        if self._cache is None:
            return self._read(cut)
        key = tag_memory.key(self.digest, cut)
        found = tag_memory.unpack(self._cache.get(key, b""))
        if found is None:
            found = self._read(cut)
            self._cache[key] = tag_memory.pack(found)
        return found

    def _read(self, cut: Pieces) -> list[Attribution]:
        session, moves = _load(self._folder)
        scores, arrows = _read(session, cut, self._threads)
        return attributions(best_row(scores, moves), arrows)


def tagged(prepared: Prepared, rows: Sequence[Unit], by_rule: Sequence[Draft]) -> list[Draft]:
    """Return the drafts of the tagger that ships in the package, joined with those of the rules.

    Quotation marks say where content ends, and the rules which whole quotations are of one
    report. Where the tagger names no source the rules may know one, as for a quotation that
    goes on after its speaker was named: their draft of the same words then lends it. Reports
    with a plain verb of which the tagger saw neither cue nor content are added.
    """
    found = settled(prepared, _tagger().drafts(prepared), rows, by_rule)
    return with_missed(with_sources(found, by_rule), by_rule)


def digests() -> dict[str, str]:
    """Return the digest of the tagger that ships in the package, by its name, if it is there."""
    return {"tagger": _tagger().digest} if present() else {}


def present(folder: Path = MODELS) -> bool:
    """Tell whether a folder holds the tagger: a package may be built without it."""
    return (folder / MODEL_FILE).is_file() and (folder / MANIFEST_FILE).is_file()


def remember(cache: MutableMapping[bytes, bytes] | None) -> None:
    """Let the tagger that ships in the package remember what it finds, or nothing any more."""
    _tagger().remember(cache)


def with_sources(found: Sequence[Draft], others: Sequence[Draft]) -> list[Draft]:
    """Give drafts without a source that of another's draft, if their content overlaps."""
    known = sorted(
        ((span, draft) for draft in others if draft.source for span in draft.content),
        key=lambda pair: pair[0].start,
    )
    reach = list(accumulate((span.end for span, _ in known), max))
    return [draft if draft.source else _lent(draft, known, reach) for draft in found]


def with_missed(found: Sequence[Draft], by_rule: Sequence[Draft]) -> list[Draft]:
    """Add those drafts of the rules that none found touches, if their verb is a plain one."""
    held = sorted(span for one in found for span in (*one.content, one.cue) if span)
    reach = list(accumulate((span.end for span in held), max))

    def free(span: Span) -> bool:
        rest = islice(held, bisect_right(reach, span.start), None)
        near = takewhile(lambda s: s.start < span.end, rest)
        return all(not s.overlaps(span) for s in near)

    missed = [
        draft
        for draft in by_rule
        if draft.source and draft.cue and draft.lemma in _PLAIN
        if all(free(span) for span in (draft.cue, *draft.content))
    ]
    return sorted([*found, *missed], key=lambda draft: draft.content[0].start)


_PLAIN = word_set(
    """say tell add write report announce state claim deny warn explain insist note confirm argue
    acknowledge admit"""
) | {"according to"}
"""Verbs with which somebody is sure to have put something in words."""


def _lent(draft: Draft, known: Sequence[tuple[Span, Draft]], reach: Sequence[int]) -> Draft:
    for content in draft.content:
        at = bisect_right(reach, content.start)
        for span, other in islice(known, at, None):
            if span.start >= content.end:
                break
            if span.overlaps(content):
                return replace(draft, source=other.source, cue=draft.cue or other.cue)
    return draft


@lru_cache(maxsize=1)
def _tagger() -> Tagger:
    return Tagger()


def _read(session: InferenceSession, cut: Pieces, threads: int) -> tuple[Floats, Arrows]:
    """Run the windows of an article, each by itself, and lay their cores end to end."""
    dealt = list(windows(cut.units))
    read = partial(_read_window, session, cut)
    if min(threads, len(dealt)) > 1:
        with ThreadPoolExecutor(min(threads, len(dealt))) as pool:
            found = list(pool.map(read, dealt))
    else:
        found = [read(window) for window in dealt]
    if not found:
        found = [[np.zeros((0, 1), np.float32)] * 5]
    scores, seeks_source, is_source, seeks_cue, is_cue = (
        np.concatenate(column) for column in zip(*(part[:5] for part in found), strict=True)
    )
    none = np.concatenate([part[5] for part in found]) if len(found[0]) > 5 else scores
    arrows = Arrows(seeks_source, is_source, none[:, 0], seeks_cue, is_cue, none[:, -1])
    return scores, arrows


def _read_window(session: InferenceSession, cut: Pieces, window: Window) -> Sequence[Floats]:
    start, end = int(cut.units[window.start]), int(cut.units[window.end])
    core = [int(cut.units[window.core_start]), int(cut.units[window.core_end])]
    first, last = np.searchsorted(cut.first, core)
    found: Sequence[Floats] = session.run(
        None,
        {
            "pieces": _enclosed(cut.ids[start:end], OPENS, CLOSES),
            "marks": _enclosed(cut.marks[start:end], 0, 0),
            "words": cut.first[first:last] - start + 1,
        },
    )
    return found


def _enclosed(values: Ints, before: int, after: int) -> Ints:
    return np.concatenate([[before], values, [after]])[None]


def _draft(prepared: Prepared, cut: Pieces, found: Attribution) -> Draft:
    content = tuple(_span(cut, words) for words in found.content)
    at = found.cue[0] if found.cue else found.content[0][0]
    start = int(cut.starts[at])
    row = bisect_right(prepared.sentences, start, key=lambda s: s.start) - 1
    return Draft(
        sentence=prepared.sentences[row].index,
        paragraph=prepared.sentences[row].paragraph,
        source=_span(cut, found.source) if found.source else None,
        cue=_span(cut, found.cue) if found.cue else None,
        content=content,
    )


def _span(cut: Pieces, words: Words) -> Span:
    return Span(int(cut.starts[words[0]]), int(cut.ends[words[1] - 1]))


@lru_cache(maxsize=2)
def _tokenizer(folder: Path) -> Tokenizer:
    """Load the encoder's tokenizer, which the tagger shares."""
    from tokenizers import Tokenizer  # noqa: PLC0415  (slow to import)

    tokenizer = Tokenizer.from_buffer(_bytes(folder / TOKENIZER_FILE))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


@lru_cache(maxsize=2)
def _load(folder: Path) -> tuple[InferenceSession, Floats]:
    """Check and load the model and the scores of the transitions; it may serve several threads."""
    import onnxruntime  # noqa: PLC0415  (slow to import)

    described = _manifest(folder)
    data = _bytes(folder / MODEL_FILE)
    if hashlib.sha256(data).hexdigest() != described["files"][MODEL_FILE]:
        raise ModelError(f"{folder / MODEL_FILE}: altered; install retold again")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
    return session, np.array(described["transitions"], np.float32)


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST_FILE
    try:
        described: dict[str, Any] = json.loads(_bytes(path))
    except ValueError as error:
        raise ModelError(f"{path}: damaged; install retold again") from error
    return described


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: missing; install retold again") from error
