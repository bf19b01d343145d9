"""Reading: from the bytes of a page or a container to articles with their layers."""

from __future__ import annotations

from retold.reading.outcome import Hints, Outcome
from retold.reading.reader import read

__all__ = ["Hints", "Outcome", "read"]
