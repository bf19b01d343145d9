"""Candidate pairs of articles, and the sentences of one that retell those of the other."""

from __future__ import annotations

from retold.matching.candidates import candidates, nearest, rows
from retold.matching.linking import link_scores, link_scores_both
from retold.matching.links import links
from retold.matching.profiles import profile
from retold.matching.similarity import similarity

__all__ = [
    "candidates",
    "link_scores",
    "link_scores_both",
    "links",
    "nearest",
    "profile",
    "rows",
    "similarity",
]
