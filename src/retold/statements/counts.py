"""On whom the attributed words of one article, or of many, rest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from retold.statements.kinds import is_unnamed
from retold.types import SourceKind, Statement

_WORD = re.compile(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True, slots=True)
class Attributed:
    """How many words are attributed, by kind of source; ``None`` where no source is told."""

    words: Mapping[SourceKind | None, int]

    @property
    def total(self) -> int:
        """All attributed words."""
        return sum(self.words.values())

    @property
    def unnamed(self) -> int:
        """The words of persons and groups without a name."""
        return sum(count for kind, count in self.words.items() if is_unnamed(kind))

    def share(self, *kinds: SourceKind) -> float:
        """Return which part of the attributed words rests on some kinds of source.

        >>> Attributed({"person": 62, "unnamed group": 38}).share("unnamed group")
        0.38
        """
        return sum(self.words.get(kind, 0) for kind in kinds) / self.total if self.total else 0.0


def attributed(statements: Iterable[Statement], texts: Mapping[str, str]) -> Attributed:
    """Count the attributed words by kind of source, every word once.

    Of a report inside a report the words rest on the inner source.

    Args:
        statements: What was said, in one article or in several.
        texts: The text of every article, by id.
    """
    kinds: dict[tuple[str, int], SourceKind | None] = {}
    spread = sorted(statements, key=lambda s: -sum(c.end - c.start for c in s.content))
    for statement in sorted(spread, key=lambda s: len(s.chain)):
        text = texts[statement.article]
        for span in statement.content:
            for word in _WORD.finditer(text, span.start, span.end):
                kinds[statement.article, word.start()] = statement.source_kind
    return Attributed(dict(Counter(kinds.values())))
