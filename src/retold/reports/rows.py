"""Rows of ``retold/1``: stories, descents, links, changes, citations and statements."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from retold.types import (
    Alternative,
    Change,
    Citation,
    Descent,
    Evidence,
    Link,
    Passage,
    Place,
    Prepared,
    Span,
    Statement,
    Story,
    UnseenSource,
)

Json = dict[str, Any]

METHODS = {
    "stories": "3",
    "descent": "3",
    "matching": "1",
    "changes": "2",
    "citations": "1",
    "statements": "4",
    "quotes": "2",
    "findings": "3",
}
"""The version of each method; it rises whenever the same input may give another answer."""


def method(name: str) -> str:
    """Return the name and version of a method, as rows give them."""
    return f"{name}/{METHODS[name]}"


def story(story: Story, rank: dict[str, int]) -> Json:
    """Return a story with its descents."""

    def order(article: str) -> int:
        return rank.get(article, len(rank))

    return {
        "id": story.id,
        "headline": story.headline,
        "articles": sorted(story.articles, key=order),
        "origins": sorted(story.origins, key=order),
        "undecided": [
            {"article": u.article, "alternatives": _alternatives(u.alternatives)}
            for u in sorted(story.undecided, key=lambda u: order(u.article))
        ],
        "independent_reports": story.independent_reports,
        "descents": [
            _descent(d)
            for d in sorted(
                story.descents, key=lambda d: (order(d.child), -d.probability, d.parent)
            )
        ],
        "unseen_sources": [
            _unseen(source, order) for source in sorted(story.unseen_sources, key=lambda s: s.id)
        ],
        "method": method("stories"),
    }


def _descent(descent: Descent) -> Json:
    return {
        "id": row_id("d", descent.child, descent.parent),
        "child": descent.child,
        "parent": descent.parent,
        "kind": descent.kind,
        "probability": number(descent.probability),
        "direction": number(descent.direction),
        "text_direction": known(descent.text_direction),
        "clock": descent.clock,
        "share": known(descent.share),
        "credited": descent.credited,
        "evidence": _evidence(descent.evidence),
        "alternatives": _alternatives(descent.alternatives),
        "method": method("descent"),
    }


def _alternatives(alternatives: Sequence[Alternative]) -> list[Json]:
    return [
        {
            "parent": a.parent,
            "probability": number(a.probability),
            "evidence": _evidence(a.evidence),
        }
        for a in sorted(alternatives, key=lambda a: (-a.probability, a.parent or ""))
    ]


def _evidence(evidence: Mapping[str, Evidence]) -> Json:
    return {
        name: {"value": number(e.value), "weight": number(e.weight)}
        for name, e in sorted(evidence.items())
    }


def _unseen(source: UnseenSource, order: Any) -> Json:
    return {
        "id": source.id,
        "name": source.name or None,
        "kind": source.kind,
        "cited_by": sorted(source.cited_by, key=order),
        "method": method("citations"),
    }


def link(link: Link) -> Json:
    """Return a link."""
    parents = sorted(link.parents, key=lambda p: (p.article, p.start, p.end))
    places = [part for p in (link.child, *parents) for part in (p.article, p.start, p.end)]
    return {
        "id": row_id("l", *places),
        "child": as_place(link.child),
        "parents": [as_place(p) for p in parents],
        "kind": link.kind,
        "score": number(link.score),
        "method": method("matching"),
    }


def change(change: Change) -> Json:
    """Return a change."""
    child, parent = _sides(change)
    return {
        "id": change_id(change),
        "kind": change.kind,
        "severity": change.severity,
        "child": child,
        "parent": parent,
        "before": change.before,
        "after": change.after,
        "reason": change.reason,
        "probability": known(change.probability),
        "method": method("changes"),
    }


def _sides(change: Change) -> tuple[Json, Json]:
    child = as_side(change.child_article, change.child)
    return child, as_side(change.parent_article, change.parent)


def change_id(change: Change) -> str:
    """Return the id of a change, if no other is about the same thing."""
    return row_id("c", change.kind, *change_ends(change))


def change_ends(change: Change) -> list[Any]:
    """Return what both sides of a change are: articles and characters."""
    return [side[key] for side in _sides(change) for key in ("article", "start", "end")]


def as_side(article: str, place: Place | None) -> Json:
    """Return one side of a change; where it is missing, all but the article is ``None``."""
    if place is None:
        return {"article": article, "sentence": None, "start": None, "end": None}
    return as_place(place)


def as_place(place: Place) -> Json:
    """Return a passage by article, sentence and characters."""
    return {
        "article": place.article,
        "sentence": place.sentence,
        "start": place.start,
        "end": place.end,
    }


class Texts:
    """The articles by id, for the characters and sentences that rows speak of."""

    def __init__(self, articles: Iterable[Prepared]) -> None:
        self._articles = {prepared.id: prepared for prepared in articles}

    def sentence(self, article: str, index: int | None) -> Span | None:
        """Return the characters of a sentence, if the article has it."""
        prepared = self._articles.get(article)
        if prepared is None or index is None or not 0 <= index < len(prepared.sentences):
            return None
        return prepared.sentences[index].span

    def at(self, article: str, start: int) -> int | None:
        """Return the number of the sentence that holds a character."""
        prepared = self._articles.get(article)
        if prepared is None:
            return None
        return next((s.index for s in prepared.sentences if s.start <= start < s.end), None)


def citation(citation: Citation, texts: Texts) -> Json:
    """Return a citation."""
    span = texts.sentence(citation.article, citation.sentence)
    start, end = (span.start, span.end) if span else (None, None)
    return {
        "id": row_id("q", citation.kind, citation.article, start, end, citation.source),
        "article": citation.article,
        "sentence": citation.sentence,
        "start": start,
        "end": end,
        "source": citation.target,
        "name": citation.source,
        "kind": citation.kind,
        "method": method("citations"),
    }


def statement(statement: Statement, texts: Texts) -> Json:
    """Return a statement."""
    content = sorted(statement.content)
    ends = [offset for span in content for offset in (span.start, span.end)]
    return {
        "id": row_id("s", statement.kind, statement.article, *ends),
        "article": statement.article,
        "sentence": texts.at(statement.article, content[0].start) if content else None,
        "kind": statement.kind,
        "source": _passage(statement.source),
        "speaker": statement.speaker,
        "role": statement.role,
        "cue": _passage(statement.cue),
        "content": [[span.start, span.end] for span in content],
        "source_kind": statement.source_kind,
        "unnamed_why": _passage(statement.unnamed_why),
        "cue_kind": statement.cue_kind,
        "chain": [_passage(link) for link in statement.chain],
        "method": method("statements"),
    }


def _passage(passage: Passage | None) -> Json | None:
    if passage is None:
        return None
    return {"text": passage.text, "spans": [[s.start, s.end] for s in passage.spans]}


def row_id(prefix: str, *parts: object) -> str:
    """Return a short id that depends on what a row is about, and on nothing else.

    >>> row_id("l", "a1", 0, 42, "b7", 3, 40)
    'l-6139b0a4ad8e'
    """
    key = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def number(value: float) -> float:
    """Round to the digits that mean something, so that equal answers print equal.

    >>> number(0.1 + 0.2)
    0.3
    """
    return round(float(value), 4) + 0.0


def known(value: float | None) -> float | None:
    """Return a number rounded, or nothing where it is not known."""
    return None if value is None else number(value)
