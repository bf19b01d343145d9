"""Make other collections of an event: cut, hidden, re-dated, duplicated, put together anew."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from _traditions import Event, Version, make_article

from retold.types import Article

HOUR = 60


def made_from(parts: Iterable[tuple[Version, Sequence[int]]], name: str, like: Article) -> Article:
    """Return an article of lines of several versions, with the particulars of another.

    Paragraphs end where they end in the versions, and between two versions.
    """
    text = ""
    for version, chosen in parts:
        before = None
        for number in chosen:
            span = version.lines[number].span
            gap = "" if before is None else version.article.text[before : span.start]
            if text:
                text += " " if before is not None and "\n" not in gap else "\n\n"
            text += span.of(version.article.text)
            before = span.end
    return renamed(like, name, text)


def renamed(like: Article, name: str, text: str | None = None, **fields: Any) -> Article:
    """Return an article with another name and perhaps another text or other particulars."""
    kept = {
        key: getattr(like, key)
        for key in ("headline", "standfirst", "outlet", "published", "credits", "language")
    }
    return make_article(name, like.text if text is None else text, **(kept | fields))


def cut(version: Version, lines: int) -> Article:
    """Return a version's first lines as an article under the same name."""
    every = range(min(lines, len(version.lines)))
    return made_from([(version, every)], version.id, version.article)


def later(published: str | None, minutes: int) -> str | None:
    """Return a time so many minutes later.

    >>> later("2034-02-23T23:35Z", 30)
    '2034-02-24T00:05Z'
    """
    if published is None:
        return None
    moment = datetime.fromisoformat(published) + timedelta(minutes=minutes)
    return moment.isoformat(timespec="minutes").replace("+00:00", "Z")


def dated(article: Article, published: str | None) -> Article:
    """Return an article with another time."""
    return replace(article, published=published)


def day_only(article: Article) -> Article:
    """Return an article of which only the day is known.

    >>> day_only(make_article("a", "Rain fell.", published="2034-02-23T23:35Z")).published
    '2034-02-23'
    """
    return dated(article, article.published and article.published[:10])


def children(event: Event, version: str) -> list[Version]:
    """Return the versions made from a version."""
    return [v for v in event.versions if version in v.parents]


def line_of(event: Event, version: str) -> set[str]:
    """Return a version and all that descends from it."""
    return {v.id for v in event.versions if v.id == version or version in event.ancestors(v.id)}


def without(event: Event, hidden: Collection[str]) -> list[Version]:
    """Return the versions that are not hidden."""
    return [v for v in event.versions if v.id not in hidden]


def roots(event: Event) -> list[Version]:
    """Return the versions made from nothing."""
    return [v for v in event.versions if not v.parents]


def loneliest(event: Event) -> Version:
    """Return the root from which least descends, the last of several."""
    return min(reversed(roots(event)), key=lambda v: len(line_of(event, v.id)))


def swapped(versions: Iterable[Version], *others: Article) -> list[Article]:
    """Return the articles of versions, with others put in their place or added."""
    new = {a.id: a for a in others}
    old = [v.article for v in versions if v.id not in new]
    return [*old, *new.values()]


SWAPS = {
    "said": "stated",
    "about": "some",
    "also": "too",
    "but": "yet",
    "after": "following",
    "before": "ahead of",
    "because": "since",
    "more than": "over",
    "a number of": "several",
    "began": "started",
    "used": "made use of",
    "showed": "made clear",
    "many": "a lot of",
    "small": "little",
    "big": "large",
    "told": "informed",
    "would": "is to",
    "had been": "was",
    "near": "close to",
    "while": "as",
}
_SWAPPED = re.compile(r"\b(" + "|".join(SWAPS) + r")\b")


def near_copy(version: Version, name: str, number: int) -> Article:
    """Return a copy with a line or two left out and one changed by a few words.

    The same number gives the same copy; different numbers mostly different ones.
    """
    chance = Random(number)
    count = len(version.lines)
    gone = set(chance.sample(range(count), min(chance.randint(0, 2), count - 1)))
    kept = [n for n in range(count) if n not in gone]
    made = made_from([(version, kept)], name, version.article)
    span = version.lines[chance.choice(kept)].span
    old = span.of(version.article.text)
    text = made.text.replace(old, altered(old, chance), 1)
    outlet, when = f"Outlet {number}", later(version.article.published, 10 + number)
    return renamed(made, name, text, outlet=outlet, published=when)


def mechanical_rewrite(version: Version, name: str, number: int) -> Article:
    """Return a retelling that has no sentence in common with the version or another number."""
    chance = Random(number)
    text, at = "", 0
    for line in version.lines:
        text += version.article.text[at : line.span.start]
        text += altered(line.span.of(version.article.text), chance)
        at = line.span.end
    outlet, when = f"Outlet {number}", later(version.article.published, 10 + number)
    return renamed(version.article, name, text, outlet=outlet, published=when)


def altered(sentence: str, chance: Random) -> str:
    """Return a sentence with some words swapped for others and a few left out."""
    swapped_words = _SWAPPED.sub(
        lambda m: SWAPS[m.group()] if chance.random() < 0.7 else m.group(), sentence
    )
    words = swapped_words.split(" ")
    for _ in range(1 + len(words) // 10):
        if len(words) > 4:
            del words[chance.randrange(1, len(words) - 1)]
    return " ".join(words)
