"""Fetching: from addresses to what they gave, checked, bounded, and kept for another time."""

from __future__ import annotations

from retold.fetching.addresses import is_address
from retold.fetching.fetcher import Fetcher, Web

__all__ = ["Fetcher", "Web", "is_address"]
