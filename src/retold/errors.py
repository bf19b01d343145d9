"""The errors of Retold.

::

    RetoldError             base of all
    ├── InputError          an input can't be opened or used as asked; carries its path
    └── ModelError          a file shipped with the package is missing or altered

A page without an article is no error: :func:`retold.read` returns a reason for it.
"""

from __future__ import annotations


class RetoldError(Exception):
    """Base of everything that Retold raises on purpose."""


class InputError(RetoldError):
    """An input can't be used; the message names it, the place and the remedy."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class ModelError(RetoldError):
    """A model or table shipped with the package is missing or not the one expected."""
