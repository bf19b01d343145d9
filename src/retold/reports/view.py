"""What the writers share: a document's rows by what they are about, and its words for people.

A :class:`View` reads a ``retold/1`` object and nothing else. Everything in it is text that
strangers wrote, so :func:`plain` is applied before any of it reaches a terminal or a page.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from retold.reports.names import labels
from retold.reports.pairs import as_pair
from retold.reports.words import count, plain

Json = dict[str, Any]
Pair = tuple[str, str]

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
    open_pairs: Mapping[str, Json] = field(default_factory=dict)
    unsure: Collection[Pair] = ()
    """Child and parent of the descents whose direction is not asserted."""

    def linked(self, row: Json) -> Sequence[Json]:
        """Return the links of a descent or an open pair."""
        one: Sequence[Json] | None = row.get("links")
        return self.links.get((row["child"], row["parent"]), ()) if one is None else one

    def changed(self, row: Json) -> Sequence[Json]:
        """Return the changes of a descent, or the differences of an open pair."""
        one: Sequence[Json] | None = row.get("changes")
        return self.changes.get((row["child"], row["parent"]), ()) if one is None else one

    def open_in(self, story: Json) -> list[Json]:
        """Return the open pairs of a story: an undecided article and its likeliest candidate.

        They have the shape of a descent with its links and changes; which of the two stands in
        the parent's place says nothing.
        """
        return [row for row in self.open_pairs.values() if row["story"] == story["id"]]

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
        return sorted(rows, key=gravity)


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
    found = View(
        document,
        articles,
        unseen,
        labels(document),
        _by_pair(document["links"]),
        _by_pair(document["changes"]),
        _by_article(document["statements"]),
        _by_article(document["citations"]),
        {row["change"]: row for row in document.get("lineages", ())},
        {row["id"]: as_pair(row) for row in document.get("open_pairs", ())},
    )
    descents = (d for story in document["stories"] for d in story["descents"])
    unsure = {
        (d["child"], d["parent"]) for d in descents if d.get("direction", 1) < found.sure_direction
    }
    return replace(found, unsure=unsure)


def gravity(change: Json) -> tuple[int, bool]:
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
