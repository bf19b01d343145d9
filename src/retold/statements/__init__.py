"""Who said what, in whose words, and which outlets an article cites."""

from __future__ import annotations

from retold.statements.citations import citations
from retold.statements.lexicon import REPORTING, reporting_verbs
from retold.statements.statements import statements
from retold.statements.tagger import digests

__all__ = ["REPORTING", "citations", "digests", "reporting_verbs", "statements"]
