"""Unit vectors for sentences and for their words, from the model that ships in the package.

One pass over a sentence gives both: the vector of the whole, and of every word piece what it
means in its place (the model's fourth layer, narrowed to 96 directions and to bytes). A vector
depends on its sentence alone. Dynamic quantisation scales activations by what
is in the batch, so sentences run one at a time, without padding, each on one thread;
several run side by side. The same sentence gives the same bits in any order and company.

The model is all-MiniLM-L6-v2 in int8, exported by ``scripts/export_encoder.py``. The
digests of its files stand in ``models/manifest.json`` and are checked before the first
sentence is read.
"""

from __future__ import annotations

import hashlib
import json
import os
import struct
import zlib
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from retold.errors import ModelError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Vectors = npt.NDArray[np.float32]
Tokens = npt.NDArray[np.int8]
Offsets = npt.NDArray[np.int32]
Progress = Callable[[int, int], None]

MODELS = Path(__file__).resolve().parents[1] / "models"
MODEL_FILE, TOKENIZER_FILE, MANIFEST_FILE = "minilm-int8.onnx", "tokenizer.json", "manifest.json"
WIDTH, NARROW = 384, 96
"""Numbers of a sentence's vector, and of a word piece's."""
CHUNK = 16
"""Sentences that a thread takes at a time; of no effect on the vectors."""

_AT_ONCE = 512
"""Readings that go into the cache together."""

MAX_CHARACTERS = 8_000
"""What is read of one sentence at most; 256 word pieces end long before."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the encoder saw in one sentence.

    Attributes:
        vector: The sentence, of length one; the dot product of two is their cosine.
        tokens: The word pieces in their context, one row each, 127 times a unit vector.
        offsets: Each piece's characters, from the start of the sentence, half open.
    """

    vector: Vectors
    tokens: Tokens
    offsets: Offsets

    def pack(self) -> bytes:
        """Return the reading as bytes, with a sum by which damage is seen."""
        parts = (
            struct.pack("<H", len(self.tokens)),
            self.vector.astype("<f4").tobytes(),
            self.tokens.tobytes(),
            self.offsets.astype("<u2").tobytes(),
        )
        packed = b"".join(parts)
        return packed + struct.pack("<I", zlib.crc32(packed))

    @classmethod
    def unpack(cls, packed: bytes) -> Reading | None:
        """Read it back; bytes that are no reading give ``None``."""
        if len(packed) < _LEAST:
            return None
        (count,) = struct.unpack_from("<H", packed)
        middle, end = 2 + 4 * WIDTH, 2 + 4 * WIDTH + count * NARROW
        if len(packed) != end + 4 * count + 4:
            return None
        if struct.unpack_from("<I", packed, len(packed) - 4)[0] != zlib.crc32(packed[:-4]):
            return None
        return cls(
            np.frombuffer(packed, "<f4", WIDTH, 2).astype(np.float32),
            np.frombuffer(packed, np.int8, count * NARROW, middle).reshape(count, NARROW),
            np.frombuffer(packed, "<u2", 2 * count, end).reshape(count, 2).astype(np.int32),
        )


_LEAST = 2 + 4 * WIDTH + 4


class Encoder:
    """Turns sentences into unit vectors of 384 numbers; their dot product is the cosine.

    Readings are remembered in ``cache`` under :meth:`key` as bytes, by default in memory for
    the life of the encoder; :func:`retold.cache.open_cache` gives one that stays. Creating an
    encoder is free: the model is read at first use.

    Example:
        >>> vectors = Encoder().encode(["The mast stood for six decades.", "Rain fell."])
        >>> vectors.shape
        (2, 384)
        >>> [reading] = Encoder().read(["Rain fell."])
        >>> reading.tokens.shape, reading.offsets.tolist()
        ((3, 96), [[0, 4], [5, 9], [9, 10]])
    """

    name = "all-MiniLM-L6-v2"

    def __init__(
        self,
        *,
        cache: MutableMapping[bytes, bytes] | None = None,
        threads: int | None = None,
        folder: Path = MODELS,
    ) -> None:
        self._cache: MutableMapping[bytes, bytes] = {} if cache is None else cache
        self._threads = max(1, threads or available_processors())
        self._folder = folder

    @property
    def digest(self) -> str:
        """The digest of all that decides about a vector: model, tokenizer, longest input."""
        return _digest(self._folder)

    def key(self, sentence: str) -> bytes:
        """Return the key of a sentence's reading: a hash of the model's digest and the sentence."""
        text = f"{self.digest}\n{sentence}".encode("utf-8", "surrogatepass")
        return hashlib.sha256(text).digest()

    def encode(self, sentences: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Return one row per sentence, in order; equal sentences are encoded once.

        Args:
            sentences: Any strings; what goes beyond 256 word pieces is not seen.
            progress: Called with the number of sentences done and to be done.
        """
        rows = np.empty((len(sentences), WIDTH), np.float32)
        for row, reading in enumerate(self.read(sentences, progress)):
            rows[row] = reading.vector
        return rows

    def read(
        self, sentences: Sequence[str], progress: Progress | None = None
    ) -> tuple[Reading, ...]:
        """Return the vector and the word pieces of every sentence, from the same pass.

        Args:
            sentences: Any strings; what goes beyond 256 word pieces is not seen.
            progress: Called with the number of sentences done and to be done.
        """
        keys = [self.key(sentence) for sentence in sentences]
        known: dict[bytes, Reading] = {}
        missing: dict[bytes, str] = {}
        for key, sentence in zip(keys, sentences, strict=True):
            if key in known or key in missing:
                continue
            reading = Reading.unpack(self._cache.get(key, b""))
            if reading is None:
                missing[key] = sentence
            else:
                known[key] = reading
        fresh: dict[bytes, bytes] = {}
        for key, reading in zip(missing, self._run(list(missing.values()), progress), strict=True):
            known[key] = reading
            fresh[key] = reading.pack()
            if len(fresh) == _AT_ONCE:
                self._cache.update(fresh)
                fresh = {}
        if fresh:
            self._cache.update(fresh)
        return tuple(known[key] for key in keys)

    def _run(self, sentences: Sequence[str], progress: Progress | None) -> Iterator[Reading]:
        if not sentences:
            return
        session, tokenizer = _load(self._folder)

        def read_some(start: int) -> list[Reading]:
            some = sentences[start : start + CHUNK]
            return [_read_one(session, tokenizer, sentence) for sentence in some]

        done = 0
        with ThreadPoolExecutor(min(self._threads, -(-len(sentences) // CHUNK))) as pool:
            for readings in pool.map(read_some, range(0, len(sentences), CHUNK)):
                yield from readings
                done += len(readings)
                if progress is not None:
                    progress(done, len(sentences))


def available_processors() -> int:
    """Return the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _read_one(session: InferenceSession, tokenizer: Tokenizer, sentence: str) -> Reading:
    """Encode one sentence; lone surrogates, which no tokenizer takes, count as ``?``."""
    text = sentence[:MAX_CHARACTERS].encode("utf-8", "replace").decode()
    found = tokenizer.encode(text)
    vector, tokens = session.run(["vector", "tokens"], {"pieces": np.array([found.ids], np.int64)})
    offsets = np.array(found.offsets, np.int32).reshape(-1, 2)
    told = offsets[:, 1] > offsets[:, 0]  # not the marks that the model puts around a sentence
    return Reading(vector[0], np.rint(127 * tokens[0, told]).astype(np.int8), offsets[told])


@lru_cache(maxsize=4)
def _digest(folder: Path) -> str:
    described = _manifest(folder)
    parts = [described["files"][MODEL_FILE], described["files"][TOKENIZER_FILE]]
    parts += [str(described["pieces"]), str(MAX_CHARACTERS)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@lru_cache(maxsize=4)
def _load(folder: Path) -> tuple[InferenceSession, Tokenizer]:
    """Check and load the model and the tokenizer; both may serve several threads."""
    import onnxruntime  # noqa: PLC0415  (slow to import)
    from tokenizers import Tokenizer  # noqa: PLC0415  (slow to import)

    described = _manifest(folder)
    model, words = (
        _checked(folder / name, described["files"][name]) for name in (MODEL_FILE, TOKENIZER_FILE)
    )
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # The graph was fused at export; more passes cost time at every start and change nothing.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_buffer(words)
    tokenizer.no_padding()
    tokenizer.enable_truncation(described["pieces"])
    return session, tokenizer


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST_FILE
    try:
        described: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["encoder"]
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"{path}: missing or damaged; install retold again") from error
    return described


def _checked(path: Path, expected: str) -> bytes:
    """Return the bytes of a file whose digest is the one expected."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: missing; install retold again") from error
    if hashlib.sha256(data).hexdigest() != expected:
        raise ModelError(f"{path}: altered, its sha256 is not {expected}; install retold again")
    return data
