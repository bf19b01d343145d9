"""The commands, one module each: the module ``trace`` holds the command ``retold trace``.

They are an edge: they open files, write reports and turn errors into words. What Retold knows
they ask of :mod:`retold.tracing`; whatever is slow to import is imported where it is used, so
that ``retold --help`` answers at once. What several commands need stands in ``shared``.
"""

from __future__ import annotations

HELPERS = frozenset({"shared"})
"""Modules of this package that hold no command."""
