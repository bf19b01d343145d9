"""With which sort of verb outlets report the same words: said, claimed, admitted, denied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from retold.reports.view import View
from retold.reports.wording import listed

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
        for statement in seen.statements.get(one["article"], ()):
            cue = statement["cue"]
            if cue and cue["text"] == one["cue"] and _covers(statement, one):
                if statement.get("cue_kind"):
                    yield statement["cue_kind"], one["article"]
                break


def _covers(statement: Json, place: Json) -> bool:
    return any(start < place["end"] and place["start"] < end for start, end in statement["content"])
