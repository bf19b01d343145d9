"""Group the renderings of what one person said once, over all articles of a story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retold.types import Link, Prepared, Statement, Story, Utterance


@dataclass(frozen=True, slots=True)
class Told:
    """A story with its articles, their statements and the links between them, by article id.

    ``primary`` are ids of official transcripts: texts that hold what was really said.
    """

    story: Story
    articles: Mapping[str, Prepared]
    statements: Mapping[str, Sequence[Statement]]
    links: Sequence[Link]
    primary: tuple[str, ...] = ()


def utterances(told: Told) -> tuple[Utterance, ...]:
    """Return what was said in a story, each with every rendering of it."""
    return ()
