"""What stands behind an utterance: its statements, their sources, and the verbs chosen.

Outlets may report the same words with verbs of different sorts: said, claimed, admitted, denied.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from retold.reports.view import View
from retold.reports.wording import listed
from retold.reports.words import plain, shorten

Json = dict[str, Any]


def contrast(row: Json, seen: View) -> str:
    """Say that articles report an utterance with verbs of different sorts, or nothing."""
    kinds: dict[str, list[str]] = {}
    for kind, article in dict.fromkeys(_cues(row, seen)):
        kinds.setdefault(kind, []).append(article)
    if len(kinds) < 2:
        return ""
    ordered = sorted(kinds.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    told = "; ".join(f"{kind} in {listed([seen.label(a) for a in of])}" for kind, of in ordered)
    return f"Reported with different verbs: {told}."


def _cues(row: Json, seen: View) -> Iterator[tuple[str, str]]:
    """Yield the sort of verb and the article of every rendering that has a verb of its own."""
    for one in row["renderings"]:
        kind = (statement_of(one, seen) or {}).get("cue_kind")
        if one["cue"] and kind:
            yield kind, one["article"]


def statement_of(rendering: Json, seen: View) -> Json | None:
    """Return the statement from which a rendering was taken: that of its words and its verb."""
    near = [
        (row["cue"] is not None and row["cue"]["text"] == rendering["cue"], shared, row)
        for row in seen.statements.get(rendering["article"], ())
        if (shared := _shared(row, rendering))
    ]
    best = max(near, key=lambda found: found[:2], default=None)
    return best[2] if best else None


def _shared(row: Json, place: Json) -> int:
    """Count the characters that a statement's content has in common with a place."""
    common = (min(end, place["end"]) - max(start, place["start"]) for start, end in row["content"])
    return sum(length for length in common if length > 0)


def source_of(row: Json, seen: View) -> tuple[str, str]:
    """Say who is behind an utterance without a speaker, in an article's words, and why unnamed."""
    for one in row["renderings"]:
        told = statement_of(one, seen)
        if told is not None and told["source"] is not None:
            source = shorten(plain(told["source"]["text"]), 60)
            return source[:1].upper() + source[1:], reason_of(told)
    return "", ""


def reason_of(statement: Json | None) -> str:
    """Return the reason that the article gives for not naming a source."""
    why = (statement or {}).get("unnamed_why")
    return " ".join(plain(why["text"]).split()) if why else ""
