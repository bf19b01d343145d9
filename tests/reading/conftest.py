from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from retold.reading import Hints, Outcome, read
from retold.types import Article, Layer, Span

STORY = [
    (
        "Divers began on Tuesday to mend the two cracked supports of the harbour bridge at Norrvik, "
        "four days earlier than the council had announced in March."
    ),
    (
        "“We found the steel we needed in a yard across the fjord,” said the chief engineer, Ada "
        "Lunde, who expects the first lorries to cross again by the end of May."
    ),
    (
        "Until then commuters take the ferries, which were so full on Monday that the harbour "
        "master closed the gates twice and sent some two hundred people home."
    ),
    (
        "Shops on the island report a third fewer customers than a year ago. The council will "
        "decide next week whether to pay them a part of what they have lost."
    ),
]


def check_layer(layer: Layer, above: str) -> None:
    at, source_at = 0, 0
    for segment in layer.segments:
        assert segment.start == at < segment.end
        assert source_at <= segment.source_start <= segment.source_end <= len(above)
        if segment.exact:
            lower = layer.text[segment.start : segment.end]
            assert lower == above[segment.source_start : segment.source_end]
        at, source_at = segment.end, segment.source_end
    assert at == len(layer.text)


def check_article(article: Article) -> None:
    check_layer(article.page, article.raw.text)
    check_layer(article.body, article.page.text)
    for mark in article.furniture:
        layer = {"raw": article.raw, "page": article.page, "text": article.body}[mark.layer]
        assert 0 <= mark.start < mark.end <= len(layer.text)
        assert mark.kind
        assert mark.reason
    for layer in ("page", "raw"):
        whole = article.trace_up(Span(0, len(article.text)), layer)
        assert 0 <= whole.start <= whole.end
    page_marks = [mark for mark in article.furniture if mark.layer == "page"]
    for left, right in pairwise(page_marks):
        assert left.end <= right.start


@pytest.fixture(scope="session")
def check() -> Callable[[Article], None]:
    return check_article


@pytest.fixture
def read_one() -> Callable[..., Article]:
    """Read one article from text or bytes, its invariants checked."""

    def reader(data: str | bytes, name: str = "page.txt", **hints: str) -> Article:
        plain = data.encode() if isinstance(data, str) else data
        outcome = read(plain, Hints(name, **hints))
        assert outcome.skipped == ()
        (article,) = outcome.articles
        check_article(article)
        return article

    return reader


@pytest.fixture
def read_all() -> Callable[..., Outcome]:
    """Read everything in text or bytes, the invariants of every article checked."""

    def reader(data: str | bytes, name: str = "page.txt", **hints: str) -> Outcome:
        plain = data.encode() if isinstance(data, str) else data
        outcome = read(plain, Hints(name, **hints))
        for article in outcome.articles:
            check_article(article)
        return outcome

    return reader


@pytest.fixture
def marked() -> Callable[[Article, str], list[str]]:
    """Return the characters of all furniture of a kind."""

    def texts(article: Article, kind: str) -> list[str]:
        layers = {"raw": article.raw.text, "page": article.page.text, "text": article.text}
        return [layers[f.layer][f.start : f.end] for f in article.furniture if f.kind == kind]

    return texts
