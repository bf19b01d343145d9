"""Ids made unique over a collection, whatever the order of its inputs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from retold.types import Article


def with_unique_ids(articles: Iterable[Article]) -> tuple[Article, ...]:
    """Return the articles with ids of their own, and a note on each that had to change.

    Of articles with one id the first by digest and input keeps it; the others get a number.
    """
    given = list(articles)
    counts = Counter(article.id for article in given)
    taken = set(counts)
    renamed: dict[int, Article] = {}
    order = sorted(range(len(given)), key=lambda i: (given[i].id, given[i].digest, given[i].input))
    seen: set[str] = set()
    for index in order:
        article = given[index]
        if article.id in seen:
            renamed[index] = _renamed(article, taken)
        seen.add(article.id)
    return tuple(renamed.get(index, article) for index, article in enumerate(given))


def _renamed(article: Article, taken: set[str]) -> Article:
    number = 2
    while f"{article.id}-{number}" in taken:
        number += 1
    new = f"{article.id}-{number}"
    taken.add(new)
    note = f"another article has the id {article.id}; this one is called {new}"
    return replace(article, id=new, notes=(*article.notes, note))
