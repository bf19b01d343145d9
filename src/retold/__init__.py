"""Retold: who told this story first, and what happened to it on the way.

>>> import retold
>>> from retold import Hints
>>> outcome = retold.read(b"A ferry ran aground off Lisk on Monday.", Hints("note.txt"))
>>> outcome.articles[0].text
'A ferry ran aground off Lisk on Monday.'
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from os import PathLike
from typing import TYPE_CHECKING

from retold.errors import InputError, ModelError, RetoldError
from retold.settings import Settings

if TYPE_CHECKING:
    from retold.reading import Hints, Outcome, read
    from retold.reports import Report
    from retold.types import (
        Analysis,
        Article,
        Change,
        Descent,
        Link,
        Sentence,
        Span,
        Statement,
        Story,
    )


__all__ = [
    "Analysis",
    "Article",
    "Change",
    "Descent",
    "Hints",
    "InputError",
    "Link",
    "ModelError",
    "Outcome",
    "RetoldError",
    "Sentence",
    "Settings",
    "Span",
    "Statement",
    "Story",
    "compare",
    "read",
    "trace",
]


_READING = ("Hints", "Outcome", "read")


def __getattr__(name: str) -> object:
    """Load the readers and the types when they are first asked for: the command line is not."""
    if name not in __all__:
        raise AttributeError(f"module 'retold' has no attribute {name!r}")
    return getattr(import_module("retold.reading" if name in _READING else "retold.types"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def trace(
    pages: Sequence[Article | str | PathLike[str]], *, settings: Settings | None = None
) -> Report:
    """Find the stories in pages and the stemma of each.

    Args:
        pages: Files and folders, or articles that were read before; both may be mixed.
        settings: Thresholds, by default those that the benchmarks measure.

    Returns:
        A report: ``.document`` is the JSON object, ``.text()``, ``.html()`` and ``.json()`` are
        what the command line writes; a notebook shows the page.
    """
    from retold import inputs, tracing  # noqa: PLC0415  (slow to import)
    from retold.reading import Outcome  # noqa: PLC0415
    from retold.reading.ids import with_unique_ids  # noqa: PLC0415
    from retold.reports import Report, as_document  # noqa: PLC0415
    from retold.types import Article  # noqa: PLC0415

    ready = tuple(page for page in pages if isinstance(page, Article))
    paths = [str(page) for page in pages if not isinstance(page, Article)]
    outcome = inputs.collect(paths) if paths else Outcome()
    articles = with_unique_ids((*ready, *outcome.articles))
    analysis = tracing.trace(articles, skipped=outcome.skipped, settings=settings)
    return Report(as_document(analysis, settings or Settings()))


def compare(
    parent: Article | str | PathLike[str],
    child: Article | str | PathLike[str],
    *,
    settings: Settings | None = None,
) -> Report:
    """Compare two articles, the first taken as the source of the second.

    Of a page that holds several articles the first is taken (the one that the page is about), and
    its ``notes`` say so. One record of a collection is named by its number: ``feed.jsonl#3``.

    Raises:
        InputError: a page holds no article, or a collection is given whole.
    """
    from retold import tracing  # noqa: PLC0415  (slow to import)
    from retold.reading.ids import with_unique_ids  # noqa: PLC0415
    from retold.reports import Report, as_document  # noqa: PLC0415

    first, second = with_unique_ids((_one(parent), _one(child)))
    analysis = tracing.compare(first, second, settings=settings)
    return Report(as_document(analysis, settings or Settings()))


def _one(page: Article | str | PathLike[str]) -> Article:
    """Return the article of a page, the first if the page holds several."""
    from retold import inputs  # noqa: PLC0415  (slow to import)
    from retold.types import Article  # noqa: PLC0415

    if isinstance(page, Article):
        return page
    path = str(page)
    base = inputs.container_of(path)
    outcome = inputs.collect([base or path])
    found = [article for article in outcome.articles if not base or article.input == path]
    if not found:
        reasons = [skip.reason for skip in outcome.skipped] or ["there is none of that number"]
        raise InputError(path, f"{reasons[0]}; give a page with an article")
    first = found[0]
    if len({article.digest for article in found}) > 1:
        raise InputError(path, f"holds {len(found)} articles; name one, such as {first.input}")
    if len(found) == 1:
        return first
    return replace(first, notes=(*first.notes, f"compared is the first of {len(found)} articles"))
