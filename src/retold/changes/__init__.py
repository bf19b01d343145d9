"""What differs in substance between an article and those that it retells."""

from __future__ import annotations

from retold.changes.assemble import changes
from retold.changes.several import Source, changes_from

__all__ = ["Source", "changes", "changes_from"]
