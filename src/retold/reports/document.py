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

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from typing import Any

from retold.reports import pairs, rows
from retold.reports.attribution import add_attributed
from retold.reports.origins import as_read
from retold.reports.report import SCHEMA
from retold.reports.told import as_told
from retold.settings import Settings
from retold.types import Analysis, Article, Change, Prepared, Skipped, Story

Json = dict[str, Any]


def as_document(analysis: Analysis, settings: Settings | None = None) -> Json:
    """Return the analysis as one JSON-ready object of the schema ``retold/1``.

    The order of its rows depends on their content alone. ``carried`` is there only when
    two given texts were compared, the settings only where they are given.
    """
    articles = sorted(analysis.articles, key=lambda a: article_order(a.article))
    rank = {prepared.id: index for index, prepared in enumerate(articles)}
    texts = rows.Texts(articles)
    changes = [(change, rows.change(change)) for change in analysis.changes]
    document: Json = {
        "schema": SCHEMA,
        "made_by": _made_by(analysis.models, settings),
        "articles": [_article(a, analysis.version_of.get(a.id)) for a in articles],
        "stories": [rows.story(s, rank) for s in sorted(analysis.stories, key=_story_order)],
        "links": _rows((rows.link(x) for x in analysis.links), rank),
        "changes": _rows((row for _, row in changes), rank),
        "citations": _rows((rows.citation(x, texts) for x in analysis.citations), rank),
        "statements": _rows((rows.statement(x, texts) for x in analysis.statements), rank),
        "open_pairs": _open_pairs(analysis, rank),
        **as_told(analysis, _ids(changes) | _difference_ids(analysis), rank),
        "skipped": _skipped(analysis.skipped),
    }
    add_attributed(document)
    if analysis.carried is not None:
        document["carried"] = rows.number(analysis.carried)
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


def _ids(changes: Iterable[tuple[Change, Json]]) -> dict[Change, str]:
    """Return the id of every change's row; of rows about the same thing the first's."""
    found: dict[Change, str] = {}
    for change, row in changes:
        found[change] = min(found.get(change, row["id"]), row["id"])
    return found


def _open_pairs(analysis: Analysis, rank: dict[str, int]) -> list[Json]:
    """Return the open pairs, in the order of their second articles."""
    home = {article: story.id for story in analysis.stories for article in story.articles}
    found = [pairs.open_pair(one, home.get(one.second, "")) for one in analysis.open_pairs]
    return sorted(found, key=lambda row: (rank[row["second"]], rank[row["first"]]))


def _difference_ids(analysis: Analysis) -> dict[Change, str]:
    return {c: pairs.difference_id(c) for pair in analysis.open_pairs for c in pair.differences}


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
        "methods": dict(sorted(rows.METHODS.items())),
    }
    if settings is not None:
        made_by["settings"] = asdict(settings)
    return made_by


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


def _skipped(skipped: Sequence[Skipped]) -> list[Json]:
    found = sorted((s.input, s.reason) for s in skipped)
    return [{"input": name, "reason": reason} for name, reason in found]


def _rows(found: Iterable[Json], rank: dict[str, int]) -> list[Json]:
    """Sort rows by article and place, and part the ids of rows about the same thing."""
    ordered = sorted(found, key=lambda row: (_row_order(row, rank), row["id"], repr(row)))
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
