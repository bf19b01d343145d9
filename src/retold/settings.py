"""The options of a run, in one frozen object."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

By = Literal["rules", "tagger"]
"""What finds statements."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may set; the defaults are those that the benchmarks measure.

    ``link``: the least score at which a parent sentence is linked. ``decided``: the least
    probability of the chosen answer (an origin, or a descent from whichever parent) below
    which an article stays undecided. ``direction``: from where on a direction counts as
    asserted. ``second_parent``: the least probability of a second parent; ``credited_parent``:
    the same for a source that the child names. ``named``: the least probability of the named
    parent itself. ``statements``: whether the trained tagger or written rules find who said what in
    the statements, quotations and figures that are shown; changes and citations rest on the rules.
    """

    link: float = 0.55
    decided: float = 0.5
    direction: float = 0.8
    second_parent: float = 0.5
    credited_parent: float = 0.2
    named: float = 0.0
    statements: By = "tagger"

    @classmethod
    def strict(cls) -> Settings:
        """Return settings for those whom a wrong parent costs more than an open question.

        >>> Settings.strict().decided > Settings().decided
        True
        """
        return cls(decided=0.8, direction=0.9, named=0.8)
