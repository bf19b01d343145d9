"""What differs in substance between an article and the one that it retells."""

from __future__ import annotations

from retold.changes.assemble import changes

__all__ = ["changes"]
