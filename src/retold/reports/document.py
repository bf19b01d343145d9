"""The JSON object ``retold/1``: everything that Retold says, in one documented shape.

:func:`as_document` turns an :class:`~retold.types.Analysis` into plain dictionaries and
lists. Every writer (terminal, page) takes this object and nothing else, so what people see
is what the JSON says. ``docs/json.md`` explains every key and ``retold-1.schema.json``
describes the shape for machines.

Rows are addressed by what they are about, never by their position: the id of a link, a
change or a statement is a short hash of its kind, its articles and its characters, so the
same finding keeps its id when an article is added or sentences are split otherwise.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from typing import Any

from retold.reports.origins import as_read
from retold.settings import Settings
from retold.types import (
    Alternative,
    Analysis,
    Article,
    Change,
    Citation,
    Descent,
    Link,
    Passage,
    Place,
    Prepared,
    Skipped,
    Span,
    Statement,
    Story,
    UnseenSource,
)

SCHEMA = "retold/1"

METHODS = {
    "stories": "2",
    "descent": "2",
    "matching": "1",
    "changes": "1",
    "citations": "1",
    "statements": "2",
}
"""The version of each method; it rises whenever the same input may give another answer."""

Json = dict[str, Any]


def as_document(analysis: Analysis, settings: Settings | None = None) -> Json:
    """Return the analysis as one JSON-ready object of the schema ``retold/1``.

    The order of its rows depends on their content alone. ``carried`` is there only when
    two given texts were compared, the settings only where they are given.
    """
    articles = sorted(analysis.articles, key=lambda a: article_order(a.article))
    rank = {prepared.id: index for index, prepared in enumerate(articles)}
    texts = _Texts(articles)
    document: Json = {
        "schema": SCHEMA,
        "made_by": _made_by(analysis.models, settings),
        "articles": [_article(a, analysis.version_of.get(a.id)) for a in articles],
        "stories": [_story(s, rank) for s in sorted(analysis.stories, key=_story_order)],
        "links": _rows((_link(x) for x in analysis.links), rank),
        "changes": _rows((_change(x) for x in analysis.changes), rank),
        "citations": _rows((_citation(x, texts) for x in analysis.citations), rank),
        "statements": _rows((_statement(x, texts) for x in analysis.statements), rank),
        "skipped": _skipped(analysis.skipped),
    }
    if analysis.carried is not None:
        document["carried"] = _number(analysis.carried)
    return document


def as_reading(articles: Sequence[Prepared], skipped: Sequence[Skipped] = ()) -> Json:
    """Return what was read of some pages, nothing compared, as an object of ``retold/1``.

    Its articles carry ``layers``: the raw input and the visible page beside the text, so
    that furniture and offsets can be checked.
    """
    document = as_document(Analysis(tuple(articles), (), (), (), (), (), tuple(skipped)))
    by_id = {prepared.id: prepared.article for prepared in articles}
    for row in document["articles"]:
        article = by_id[row["id"]]
        row["layers"] = {"raw": article.raw.text, "page": article.page.text}
    return document


def article_order(article: Article) -> tuple[bool, str, str, str]:
    """Order articles by the time they give, unknown last, then by id and digest."""
    return (article.published is None, _instant(article.published), article.id, article.digest)


def _instant(published: str | None) -> str:
    """Return a date as text that sorts by time; a time without a zone counts as UTC."""
    if published is None:
        return ""
    try:
        when = datetime.fromisoformat(published)
    except ValueError:
        return published
    return when.astimezone(UTC).isoformat() if when.tzinfo else when.isoformat()


def _story_order(story: Story) -> tuple[int, str, tuple[str, ...]]:
    return (-len(story.articles), story.id.zfill(12), story.articles)


@cache
def own_version() -> str:
    """Return Retold's own version; run from sources that were never installed it has none."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 slow import

    try:
        return version("retold")
    except PackageNotFoundError:
        return "0+source"


def _made_by(models: dict[str, str], settings: Settings | None) -> Json:
    made_by: Json = {
        "retold": own_version(),
        "models": dict(sorted(models.items())),
        "methods": dict(sorted(METHODS.items())),
    }
    if settings is not None:
        made_by["settings"] = asdict(settings)
    return made_by


def _method(name: str) -> str:
    return f"{name}/{METHODS[name]}"


def _article(prepared: Prepared, version_of: str | None) -> Json:
    article = prepared.article
    return {
        "id": article.id,
        "digest": article.digest,
        "input": article.input,
        "headline": article.headline,
        "standfirst": article.standfirst,
        "outlet": article.outlet,
        "byline": list(article.byline),
        "published": article.published,
        "language": article.language,
        "url": article.url,
        "credits": list(article.credits),
        "version_of": version_of,
        "text": article.text,
        "sentences": [
            {"start": s.start, "end": s.end, "paragraph": s.paragraph} for s in prepared.sentences
        ],
        **as_read(article),
    }


def _story(story: Story, rank: dict[str, int]) -> Json:
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
        "method": _method("stories"),
    }


def _descent(descent: Descent) -> Json:
    return {
        "id": row_id("d", descent.child, descent.parent),
        "child": descent.child,
        "parent": descent.parent,
        "kind": descent.kind,
        "probability": _number(descent.probability),
        "direction": _number(descent.direction),
        "text_direction": _known(descent.text_direction),
        "clock": descent.clock,
        "share": _known(descent.share),
        "credited": descent.credited,
        "evidence": {
            name: {"value": _number(e.value), "weight": _number(e.weight)}
            for name, e in sorted(descent.evidence.items())
        },
        "alternatives": _alternatives(descent.alternatives),
        "method": _method("descent"),
    }


def _alternatives(alternatives: Sequence[Alternative]) -> list[Json]:
    return [
        {"parent": a.parent, "probability": _number(a.probability)}
        for a in sorted(alternatives, key=lambda a: (-a.probability, a.parent or ""))
    ]


def _unseen(source: UnseenSource, order: Any) -> Json:
    return {
        "id": source.id,
        "name": source.name or None,
        "kind": source.kind,
        "cited_by": sorted(source.cited_by, key=order),
        "method": _method("citations"),
    }


def _link(link: Link) -> Json:
    parents = sorted(link.parents, key=lambda p: (p.article, p.start, p.end))
    places = [part for p in (link.child, *parents) for part in (p.article, p.start, p.end)]
    return {
        "id": row_id("l", *places),
        "child": _place(link.child),
        "parents": [_place(p) for p in parents],
        "kind": link.kind,
        "score": _number(link.score),
        "method": _method("matching"),
    }


def _change(change: Change) -> Json:
    child = _side(change.child_article, change.child)
    parent = _side(change.parent_article, change.parent)
    ends = [side[key] for side in (child, parent) for key in ("article", "start", "end")]
    return {
        "id": row_id("c", change.kind, *ends),
        "kind": change.kind,
        "severity": change.severity,
        "child": child,
        "parent": parent,
        "before": change.before,
        "after": change.after,
        "reason": change.reason,
        "method": _method("changes"),
    }


def _side(article: str, place: Place | None) -> Json:
    if place is None:
        return {"article": article, "sentence": None, "start": None, "end": None}
    return _place(place)


def _place(place: Place) -> Json:
    return {
        "article": place.article,
        "sentence": place.sentence,
        "start": place.start,
        "end": place.end,
    }


class _Texts:
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


def _citation(citation: Citation, texts: _Texts) -> Json:
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
        "method": _method("citations"),
    }


def _statement(statement: Statement, texts: _Texts) -> Json:
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
        "method": _method("statements"),
    }


def _passage(passage: Passage | None) -> Json | None:
    if passage is None:
        return None
    return {"text": passage.text, "spans": [[s.start, s.end] for s in passage.spans]}


def _skipped(skipped: Sequence[Skipped]) -> list[Json]:
    rows = sorted((s.input, s.reason) for s in skipped)
    return [{"input": name, "reason": reason} for name, reason in rows]


def row_id(prefix: str, *parts: object) -> str:
    """Return a short id that depends on what a row is about, and on nothing else.

    >>> row_id("l", "a1", 0, 42, "b7", 3, 40)
    'l-6139b0a4ad8e'
    """
    key = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def _rows(rows: Iterable[Json], rank: dict[str, int]) -> list[Json]:
    """Sort rows by article and place, and part the ids of rows about the same thing."""
    ordered = sorted(rows, key=lambda row: (_row_order(row, rank), row["id"], repr(row)))
    seen: dict[str, int] = {}
    for row in ordered:
        count = seen[row["id"]] = seen.get(row["id"], 0) + 1
        if count > 1:
            row["id"] = f"{row['id']}-{count}"
    return ordered


def _row_order(row: Json, rank: dict[str, int]) -> tuple[int, int, int]:
    """Order by article, then by place in it; rows without a place come last."""
    place = row.get("child", row)
    start = place.get("start")
    if start is None and row.get("content"):
        start = row["content"][0][0]
    if start is None:
        start = (row.get("parent") or {}).get("start")
        return (rank.get(place["article"], len(rank)), 1, start or 0)
    return (rank.get(place["article"], len(rank)), 0, start)


def _number(value: float) -> float:
    """Round to the digits that mean something, so that equal answers print equal.

    >>> _number(0.1 + 0.2)
    0.3
    """
    return round(float(value), 4) + 0.0


def _known(value: float | None) -> float | None:
    return None if value is None else _number(value)
