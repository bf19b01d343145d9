"""What the JSON object says of how an article was read: furniture, segments, fields, dates."""

from __future__ import annotations

from typing import Any

from retold.types import Article, Furniture, Layer

EXCERPT = 300
"""Characters of a piece of furniture that are shown; its offsets give the rest."""

Json = dict[str, Any]


def as_read(article: Article) -> Json:
    """Return the keys of an article that say how it was read."""
    return {
        "furniture": [_furniture(f, article) for f in sorted(article.furniture, key=_by_place)],
        "segments": {"text": _segments(article.body), "page": _segments(article.page)},
        "found": [
            {"field": f.field, "value": f.value, "where": f.where, "used": f.used}
            for f in article.found
        ],
        "dates": [
            {"start": d.start, "end": d.end, "value": d.value, "precision": d.precision}
            for d in article.dates
        ],
        "parts": [
            {
                "start": p.start,
                "end": p.end,
                "kind": p.kind,
                "label": p.label,
                "published": p.published,
            }
            for p in article.parts
        ],
        "notes": list(article.notes),
    }


def _by_place(furniture: Furniture) -> tuple[int, int, int, str]:
    layer = ("raw", "page", "text").index(furniture.layer)
    return (layer, furniture.start, furniture.end, furniture.kind)


def _furniture(furniture: Furniture, article: Article) -> Json:
    layers = {"raw": article.raw, "page": article.page, "text": article.body}
    words = layers[furniture.layer].text[furniture.start : furniture.end]
    return {
        "layer": furniture.layer,
        "start": furniture.start,
        "end": furniture.end,
        "kind": furniture.kind,
        "reason": furniture.reason,
        "text": words[:EXCERPT],
    }


def _segments(layer: Layer) -> list[list[int | bool]]:
    return [[s.start, s.end, s.source_start, s.source_end, s.exact] for s in layer.segments]
