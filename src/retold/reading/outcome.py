"""What reading is told about an input, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from retold.types import Article, Skipped

MAX_PAGE_BYTES = 50_000_000
"""A page (HTML, JSON, or of unknown kind) larger than this, unpacked, is refused."""
MAX_TEXT_BYTES = 10_000_000
"""Plain text or Markdown larger than this, unpacked, is refused."""
MAX_CONTAINER_BYTES = 1_000_000_000
"""A container of records (JSON lines, CSV) larger than this, unpacked, is refused."""
MAX_RECORDS = 1_000_000
"""Records of one container beyond this number are refused."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known about some bytes before they are read.

    Args:
        input: The path as given, ``-`` for standard input; it names the article's origin.
        suffix: The format, as a file suffix (``.html``); taken from ``input`` if not given.
        encoding: The encoding that the sender declares, as an HTTP header would.
        url: Where the page was published, if the page itself does not say.
    """

    input: str = "-"
    suffix: str | None = None
    encoding: str | None = None
    url: str | None = None

    def format_suffix(self) -> str:
        """Return the lower-case suffix that tells the format, ``.gz`` left aside."""
        if self.suffix is not None:
            return self.suffix.lower()
        name = PurePosixPath(self.input.replace("\\", "/").lower())
        return PurePosixPath(name.stem).suffix if name.suffix == ".gz" else name.suffix


@dataclass(frozen=True, slots=True)
class Outcome:
    """The articles that an input gave, and the inputs or records that gave none, with reasons."""

    articles: tuple[Article, ...] = ()
    skipped: tuple[Skipped, ...] = ()

    def __add__(self, other: Outcome) -> Outcome:
        """Return both outcomes as one, in order."""
        return Outcome(self.articles + other.articles, self.skipped + other.skipped)


def refused(name: str, reason: str) -> Outcome:
    """Return the outcome of an input that gave no article.

    >>> refused("a.pdf", "a PDF file").skipped[0].reason
    'a PDF file'
    """
    return Outcome(skipped=(Skipped(name, reason),))
