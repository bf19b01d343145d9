"""What the writers share: a document's rows by what they are about, and its words for people.

A :class:`View` reads a ``retold/1`` object and nothing else. Everything in it is text that
strangers wrote, so :func:`plain` is applied before any of it reaches a terminal or a page.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Any

Json = dict[str, Any]
Pair = tuple[str, str]

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

SEVERITIES = ("high", "medium", "minor")

SURE_DIRECTION = 0.8
"""From here on a direction counts as asserted, where the document does not say otherwise."""

DESCENT_WORDS = {
    "copy": "copied from",
    "edit": "edited from",
    "rewrite": "rewritten from",
    "brief": "shortened from",
    "expansion": "expanded from",
    "merge": "merged from",
    "update": "updated from",
}

NOUNS = {"statement": "statement", "text": "report", "cited": "source"}
"""What an unseen source is, by its kind."""


@dataclass(frozen=True)
class View:
    """A document's rows, found by article, by pair and by id."""

    document: Json
    articles: Mapping[str, Json]
    unseen: Mapping[str, Json]
    labels: Mapping[str, str]
    links: Mapping[Pair, Sequence[Json]] = field(default_factory=dict)
    changes: Mapping[Pair, Sequence[Json]] = field(default_factory=dict)
    statements: Mapping[str, Sequence[Json]] = field(default_factory=dict)
    citations: Mapping[str, Sequence[Json]] = field(default_factory=dict)
    lineages: Mapping[str, Json] = field(default_factory=dict)

    @property
    def sure_direction(self) -> float:
        """From where on the direction of a descent counts as asserted and is drawn as such."""
        settings = self.document["made_by"].get("settings", {})
        return float(settings.get("direction", SURE_DIRECTION))

    def label(self, identity: str) -> str:
        """Return the name under which people see an article or an unseen source."""
        return self.labels.get(identity) or plain(identity)

    def spoken(self, identity: str) -> str:
        """Return a name as a sentence has it: who is known by a headline only is an article."""
        label = self.label(identity)
        return f"the article {label}" if label.startswith("“") else label

    def is_unseen(self, identity: str) -> bool:
        """Tell whether an id names a source that is not in the collection."""
        return identity in self.unseen

    def words(self, article: str, start: int | None, end: int | None) -> str:
        """Return characters of an article's text, nothing where the passage is missing."""
        if article not in self.articles or start is None or end is None:
            return ""
        return str(self.articles[article]["text"])[start:end]

    def sentence(self, place: Json) -> str:
        """Return the whole sentence in which a place lies."""
        index, article = place["sentence"], place["article"]
        rows = self.articles.get(article, {}).get("sentences", [])
        if index is None or not 0 <= index < len(rows):
            return self.words(article, place["start"], place["end"])
        return self.words(article, rows[index]["start"], rows[index]["end"])

    def told(self, key: str, story: Json) -> list[Json]:
        """Return the figures, utterances or findings of a story; older reports have none."""
        return [row for row in self.document.get(key, ()) if row["story"] == story["id"]]

    def findings(self, story: Json) -> list[Json]:
        """Return a story's findings but the count of its reports, which opens every report."""
        return [row for row in self.told("findings", story) if row["kind"] != "count"]

    def changes_in(self, story: Json) -> list[Json]:
        """Return the changes of a story's descents, gravest first."""
        pairs = [(d["child"], d["parent"]) for d in story["descents"]]
        rows = [row for pair in pairs for row in self.changes.get(pair, ())]
        return sorted(rows, key=_gravity)


def alike(changes: Iterable[Json]) -> list[list[Json]]:
    """Group changes that are one and the same passage gone, or new, in several retellings."""
    groups: dict[tuple[Any, ...], list[Json]] = {}
    for row in changes:
        both = row["id"] if row["before"] and row["after"] else None
        key = (both, row["kind"], row["severity"], row["before"], row["after"])
        groups.setdefault(key, []).append(row)
    return list(groups.values())


def view(document: Json) -> View:
    """Index a document for the writers."""
    articles = {a["id"]: a for a in document["articles"]}
    unseen = {s["id"]: s for story in document["stories"] for s in story["unseen_sources"]}
    return View(
        document,
        articles,
        unseen,
        _labels(document),
        _by_pair(document["links"]),
        _by_pair(document["changes"]),
        _by_article(document["statements"]),
        _by_article(document["citations"]),
        {row["change"]: row for row in document.get("lineages", ())},
    )


def _gravity(change: Json) -> tuple[int, bool]:
    """Order by severity; what was altered comes before what is only missing or more."""
    return (SEVERITIES.index(change["severity"]), change["kind"] in {"dropped", "added"})


def _by_pair(rows: Iterable[Json]) -> dict[Pair, list[Json]]:
    found: dict[Pair, list[Json]] = defaultdict(list)
    for row in rows:
        places = row["parents"] if "parents" in row else [row["parent"]]
        for parent in dict.fromkeys(p["article"] for p in places):
            found[row["child"]["article"], parent].append(row)
    return dict(found)


def _by_article(rows: Iterable[Json]) -> dict[str, list[Json]]:
    found: dict[str, list[Json]] = defaultdict(list)
    for row in rows:
        found[row["article"]].append(row)
    return dict(found)


def _labels(document: Json) -> dict[str, str]:
    """Name every node by its outlet; where two of a story share one, by time or id as well."""
    story_of = {a: s["id"] for s in document["stories"] for a in s["articles"]}
    alike: dict[tuple[str, str], list[Json]] = defaultdict(list)
    for article in document["articles"]:
        alike[story_of.get(article["id"], ""), _name(article)].append(article)
    labels: dict[str, str] = {}
    for story in document["stories"]:
        labels |= _unseen_labels(story["unseen_sources"])
    for (_, name), rows in alike.items():
        times = Counter(row["published"] for row in rows)
        for row in rows:
            sure = row["published"] is not None and times[row["published"]] == 1
            mark = when(row["published"]) if sure else shorten(plain(row["id"]), 16)
            labels[row["id"]] = name if len(rows) == 1 else f"{name} · {mark}"
    return labels


def _unseen_labels(sources: Sequence[Json]) -> dict[str, str]:
    """Name unseen sources; two of a kind and a name are numbered."""
    names = {s["id"]: plain(s["name"] or "") or f"unseen {NOUNS[s['kind']]}" for s in sources}
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for source in sources:
        alike[source["kind"], names[source["id"]]].append(source["id"])
    return {
        key: f"{name} {number}" if len(keys) > 1 else name
        for (_, name), keys in alike.items()
        for number, key in enumerate(keys, 1)
    }


def _name(article: Json) -> str:
    """Name an article by its outlet, else its site, its headline in marks, its file.

    A headline is no name of somebody who reports: :meth:`View.spoken` is for sentences.
    """
    headline = shorten(plain(article["headline"] or ""), 40)
    candidates = (
        article["outlet"],
        _site(article["url"]) or _site(article["input"]),
        f"“{headline}”" if headline else None,
        PurePath(article["input"]).name,
        article["id"],
    )
    return next((name for name in map(plain, (c or "" for c in candidates)) if name), "untitled")


def _site(address: str | None) -> str:
    """Return the host of an address of the web."""
    scheme, _, rest = (address or "").partition("://")
    if scheme not in {"http", "https"}:
        return ""
    host = re.split(r"[/?#]", rest, maxsplit=1)[0].rpartition("@")[2].partition(":")[0]
    return host.lower().removeprefix("www.")


def total(document: Json) -> str:
    """Say how many articles and stories there are in all."""
    stories = [s for s in document["stories"] if len(s["articles"]) > 1]
    alone = sum(len(s["articles"]) == 1 for s in document["stories"])
    size = sum(len(s["articles"]) for s in document["stories"])
    parts = [count(size, "article"), count(len(stories), "story", "stories")]
    if alone:
        parts.append(f"{alone} standing alone")
    if document["skipped"]:
        parts.append(f"{len(document['skipped'])} skipped")
    return ", ".join(parts)


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun.

    >>> count(1, "story", "stories"), count(12, "article")
    ('1 story', '12 articles')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def percent(value: float | None) -> str:
    """Return a share for people; what is not known is a dash.

    >>> percent(0.874), percent(0.004), percent(0.9996), percent(None)
    ('87%', 'under 1%', 'over 99%', '–')
    """
    if value is None:
        return "–"
    if 0 < value < 0.01:
        return "under 1%"
    if 0.99 < value < 1:
        return "over 99%"
    return f"{value:.0%}"


def when(published: str | None) -> str:
    """Return a date at the precision given; times whose zone is known can be compared.

    >>> when("2029-12-10T09:54-05:00"), when("2023-11-02"), when(None)
    ('10 Dec 2029, 14:54 UTC', '2 Nov 2023', 'date unknown')
    >>> when("2029-12-10T14:54")
    '10 Dec 2029, 14:54 (zone unknown)'
    """
    if published is None:
        return "date unknown"
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return plain(published)
    known = moment.tzinfo is not None
    moment = moment.astimezone(UTC) if known else moment
    day = f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"
    if "T" not in published:
        return day
    return f"{day}, {moment:%H:%M} {'UTC' if known else '(zone unknown)'}"


def first_line(text: str | None) -> str:
    """Return a headline fit for one line, or a stand-in."""
    return plain(" ".join((text or "").split())) or "Story without a headline"


def plain(text: str) -> str:
    r"""Take out what could steer a terminal or turn the reading direction round.

    >>> plain("a\x1b[31mred\u202eb")
    'a[31mredb'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in _UNSAFE)


_UNSAFE = frozenset({"Cc", "Cf", "Cs"})


def shorten(text: str, width: int) -> str:
    """Cut a line to a width, between words where that costs little, and mark the cut.

    >>> shorten("The Weekly Compass", 12)
    'The Weekly…'
    """
    text = " ".join(text.split())
    if len(text) <= width:
        return text
    cut = text[: width - 1]
    whole = cut.rpartition(" ")[0]
    if text[width - 1] != " " and len(whole) > 0.6 * width:
        cut = whole
    return cut.rstrip(" ,;:–—-") + "…"


def anchor(prefix: str, *parts: str) -> str:
    """Return an address within a page that is safe whatever the ids contain."""
    key = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return f"{prefix}-{hashlib.sha256(key).hexdigest()[:10]}"


def main_parents(story: Json) -> dict[str, Json]:
    """Return each child's first parent: the descent that a tree is drawn along."""
    first: dict[str, Json] = {}
    for descent in story["descents"]:
        best = first.get(descent["child"])
        if best is None or _strength(descent) > _strength(best):
            first[descent["child"]] = descent
    return first


def _strength(descent: Json) -> tuple[float, float]:
    return (descent["probability"], descent["share"] or 0.0)
