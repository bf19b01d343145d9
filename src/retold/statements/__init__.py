"""Who said what, in whose words, and which outlets an article cites."""

from __future__ import annotations

from retold.statements.citations import citations
from retold.statements.lexicon import REPORTING, reporting_verbs
from retold.statements.statements import NO_TAGGER, statements
from retold.statements.story_people import Cast, Speaker, people_of_story
from retold.statements.tagger import digests, present, remember

__all__ = [
    "NO_TAGGER",
    "REPORTING",
    "Cast",
    "Speaker",
    "citations",
    "digests",
    "people_of_story",
    "present",
    "remember",
    "reporting_verbs",
    "statements",
]
