"""What a story is built from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retold.settings import Settings
from retold.stories.evidence import Pairs
from retold.stories.portrait import Portrait
from retold.stories.weighing import Models
from retold.types import Citation, Prepared


@dataclass(frozen=True, slots=True)
class Material:
    """The articles of a story, compared, and what decides about them.

    ``prepared`` and ``portraits`` run in one order, in which ``pairs`` counts; ``citations``
    are by article.
    """

    prepared: Sequence[Prepared]
    portraits: Sequence[Portrait]
    pairs: Pairs
    citations: Mapping[str, Sequence[Citation]]
    models: Models
    settings: Settings
