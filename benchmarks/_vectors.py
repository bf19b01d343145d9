"""An encoder that remembers what it read from one run of a benchmark to the next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from retold.cache import open_cache
from retold.language.encoder import Encoder

CACHE = Path(__file__).parents[1] / ".cache"
LARGEST = 4_000_000_000


@contextmanager
def remembering(folder: Path = CACHE) -> Iterator[Encoder]:
    """Give an encoder whose readings are kept in a file, each as soon as it is there.

    Keys hold the model's digest, so readings of another model are never taken.
    """
    yield Encoder(cache=open_cache(folder, largest=LARGEST))
