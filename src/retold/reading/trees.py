"""The small forests that tell an article from its furniture, and what stands in for them.

The files are made by ``scripts/fit_lines.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from retold.forest import Forest, load_forest

_replaced: ContextVar[Mapping[str, Forest] | None] = ContextVar("_replaced", default=None)


def load(name: str) -> Forest:
    """Return a forest of the package, ``models/{name}.npz``, or what stands in for it.

    Raises:
        ModelError: the file is missing or no forest.
    """
    return (_replaced.get() or {}).get(name) or _packaged(name)


@contextmanager
def replaced(forests: Mapping[str, Forest]) -> Iterator[None]:
    """Let other forests answer for the package's own, as cross-validation needs it."""
    token = _replaced.set(forests)
    try:
        yield
    finally:
        _replaced.reset(token)


@lru_cache(maxsize=8)
def _packaged(name: str) -> Forest:
    return load_forest(name)
