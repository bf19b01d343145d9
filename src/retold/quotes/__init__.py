"""Quotations across the versions of a story: one utterance, every rendering."""

from __future__ import annotations

from retold.quotes.utterances import Told, utterances

__all__ = ["Told", "utterances"]
