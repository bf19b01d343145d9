"""What a story tells an editor: its figures, the lineage of its changes, what to know first."""

from __future__ import annotations

from retold.findings.drawn import Drawn, drawn

__all__ = ["Drawn", "drawn"]
