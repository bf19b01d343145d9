"""An encoder that remembers its vectors from one run of a benchmark to the next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from retold.language.encoder import WIDTH, Encoder, Vectors

CACHE = Path(__file__).parents[1] / ".cache" / "vectors.npz"
KEY_BYTES = 32


@contextmanager
def remembering(path: Path = CACHE) -> Iterator[Encoder]:
    """Give an encoder whose cache is read from a file and written back at the end.

    Keys hold the model's digest, so vectors of another model are never taken.
    """
    cache = _read(path)
    known = len(cache)
    yield Encoder(cache=cache)
    if len(cache) > known:
        _write(path, cache)


def _read(path: Path) -> dict[bytes, Vectors]:
    if not path.exists():
        return {}
    with np.load(path) as kept:
        keys, rows = kept["keys"], kept["rows"]
    return {key.tobytes(): row for key, row in zip(keys, rows, strict=True)}


def _write(path: Path, cache: dict[bytes, Vectors]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    keys = np.frombuffer(b"".join(cache), np.uint8).reshape(-1, KEY_BYTES)
    rows = np.stack(list(cache.values())).reshape(-1, WIDTH)
    written = path.with_suffix(".part.npz")
    np.savez(written, keys=keys, rows=rows)
    written.replace(path)
