"""Where on the page a passage can be read: every sentence has one address that links lead to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from retold.reports.markup import Markup, el, join
from retold.reports.view import View, anchor

Json = dict[str, Any]


NAMED = 8
"""So many names stand in a row; the others are in a fold."""


@dataclass(frozen=True)
class Places:
    """The pairs that are shown side by side, and where each article's sentences stand.

    ``homes`` has the start of the addresses of an article's sentences, ``merged`` the articles
    that have several sources here.
    """

    seen: View
    collated: Collection[str]
    homes: Mapping[str, str]
    merged: Collection[str] = ()

    def href(self, place: Json) -> str | None:
        """Return the address of a passage's sentence, or of its article; nothing if unknown."""
        article = self.seen.articles.get(place["article"])
        if article is None:
            return None
        sentence, home = place.get("sentence"), self.homes.get(article["id"])
        if home is None or sentence is None or not 0 <= sentence < len(article["sentences"]):
            return f"#{anchor('article', article['id'])}"
        return f"#{home}{sentence}"

    def link(self, place: Json, words: str) -> Markup:
        """Return words that lead to a passage."""
        address = self.href(place)
        return join(words) if address is None else el("a", words, href=address)

    def names(self, rows: Sequence[Json], notes: Mapping[str, str] | None = None) -> Markup:
        """Return the articles of some passages, each leading to its first; many share a fold.

        Args:
            rows: Places, in the order in which their articles are to be named.
            notes: Words that follow an article's name.
        """
        first = {row["article"]: row for row in reversed(rows)}
        links = [
            join(self.link(row, self.seen.label(key)), (notes or {}).get(key))
            for key, row in reversed(first.items())
        ]
        if len(links) <= NAMED + 1:
            return row_of(links)
        more = el("summary", f"and {len(links) - NAMED:,} more")
        rest = el("details", more, row_of(links[NAMED:]), class_="names")
        return join(row_of(links[:NAMED]), " ", rest)

    def article(self, key: str) -> Markup:
        """Return an article's name, which leads to it."""
        return self.link({"article": key}, self.seen.label(key))


def row_of(parts: Sequence[Markup], between: str = ", ") -> Markup:
    """Return parts in a row."""
    return join(*(piece for n, part in enumerate(parts) for piece in (between, part)[n == 0 :]))


def places(stories: Sequence[Json], collated: Collection[str], seen: View) -> Places:
    """Give every article's sentences a home: the pair where it is derived, else where it is source.

    The texts of articles in no pair stand by themselves.
    """
    homes: dict[str, str] = {}
    shown = [d for s in stories for d in (*s["descents"], *seen.open_in(s)) if d["id"] in collated]
    for end, letter in (("child", "c"), ("parent", "p")):
        for descent in shown:
            homes.setdefault(descent[end], f"{descent['id']}{letter}")
    for key in seen.articles:
        homes.setdefault(key, f"{anchor('text', key)}s")
    sources = Counter(child for child, _ in seen.links)
    return Places(seen, collated, homes, {child for child, n in sources.items() if n > 1})
