"""An HTML page as a reader sees it: its text, and the blocks that it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from retold.reading.html_head import Head
from retold.types import Layer, Span


class Block(NamedTuple):
    """A stretch of the visible page between two breaks, and where in the page it stands.

    ``part`` counts the innermost ``<article>`` around it, 0 outside of any.
    """

    span: Span
    tag: str
    regions: tuple[str, ...]
    classes: str
    linked: float
    part: int = 0


@dataclass(frozen=True, slots=True)
class Walked:
    """A page as a reader sees it.

    ``cuts`` are stretches of the source in which no article stands: scripts, menus, drawings.
    ``beside`` are blocks that are none of the article's, set apart from ``blocks``.
    """

    page: Layer
    blocks: tuple[Block, ...]
    head: Head
    depth: int
    tags: int
    cuts: tuple[tuple[int, int], ...] = ()
    beside: tuple[Block, ...] = ()

    def without_cuts(self, source: str) -> str:
        """Return the source without its cuts."""
        kept, at = [], 0
        for start, end in self.cuts:
            kept.append(source[at:start])
            at = end
        return "".join([*kept, source[at:]])
