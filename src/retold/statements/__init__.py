"""Who said what, in whose words, and which outlets an article cites."""

from __future__ import annotations

from retold.statements.citations import citations
from retold.statements.counts import Attributed, attributed
from retold.statements.lexicon import REPORTING, reporting_verbs
from retold.statements.statements import statements
from retold.statements.story_people import Cast, Speaker, people_of_story
from retold.statements.tagger import digests

__all__ = [
    "REPORTING",
    "Attributed",
    "Cast",
    "Speaker",
    "attributed",
    "citations",
    "digests",
    "people_of_story",
    "reporting_verbs",
    "statements",
]
