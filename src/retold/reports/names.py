"""What articles and unseen sources are called, for the terminal and the page.

Articles go by the same names as in the sentences of findings (``findings/phrases.py``): a room of
its own may not be asked, so the rules stand here once more, and a test holds them together.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Any

from retold.reports.words import MONTHS, NOUNS, plain

Json = dict[str, Any]

_LONGEST = 40  # characters of a headline that stands for an article
_LONGEST_NAME = 60
_SHORT_FILE = 32  # characters up to which a file's name may stand for an article
_MACHINE = re.compile(
    r"[0-9a-f]{8}|\A(?:index|article|page|dump|text|file|document|untitled)?[\W\d_]*\Z",
    re.IGNORECASE,
)
_MARKS = str.maketrans({"“": "‘", "”": "’", "„": "‚", "«": "‹", "»": "›"})


def labels(document: Json) -> dict[str, str]:
    """Name every article and unseen source; two of a story that share a name are told apart."""
    story_of = {a: s["id"] for s in document["stories"] for a in s["articles"]}
    alike: dict[tuple[str, str], list[Json]] = defaultdict(list)
    for article in document["articles"]:
        alike[story_of.get(article["id"], ""), name_of(article)].append(article)
    found: dict[str, str] = {}
    for story in document["stories"]:
        found |= _unseen_labels(story["unseen_sources"])
    for (_, name), same in alike.items():
        same.sort(key=lambda row: str(row["id"]))
        for row, mark in zip(same, _told_apart(same), strict=True):
            found[row["id"]] = f"{name} ({mark})" if len(same) > 1 else name
    return found


def name_of(article: Json) -> str:
    """Return the outlet, else the site, a file's name that is short and no number, the headline.

    A headline in marks is no name of somebody who reports: ``View.spoken`` is for sentences.
    """
    outlet = " ".join(plain(article["outlet"] or "").split())
    file = plain(PurePath(article["input"]).name)
    headline = " ".join(plain(article["headline"] or "").split())
    speaking = file if len(file) <= _SHORT_FILE and _was_given(file) else ""
    candidates = (
        outlet[:_LONGEST_NAME],
        plain(_site(article["url"]) or _site(article["input"])),
        speaking,
        _quoted(headline) if headline else "",
        file[:_LONGEST_NAME],
        plain(str(article["id"])),
    )
    return next(filter(None, candidates), "untitled")


def _was_given(file: str) -> bool:
    """Tell whether a name was given by somebody, not by a machine."""
    return "#" not in file and not _MACHINE.search(PurePath(file).stem)


def _quoted(headline: str) -> str:
    line = headline.translate(_MARKS).replace('"', "'")
    if len(line) > _LONGEST:
        line = line[:_LONGEST].rpartition(" ")[0].rstrip(" ,;:–—-") + "…"
    return f"“{line}”"


def _site(address: str | None) -> str:
    """Return the host of an address of the web."""
    scheme, _, rest = (address or "").partition("://")
    if scheme not in {"http", "https"}:
        return ""
    host = re.split(r"[/?#]", rest, maxsplit=1)[0].rpartition("@")[2].partition(":")[0]
    return host.lower().removeprefix("www.")


def _told_apart(same: Sequence[Json]) -> list[str]:
    """Tell articles of one name apart: by the hour, the day, their files, or a number."""
    known = [row["published"] for row in same if row["published"] is not None]
    choices: list[list[str]] = []
    if len(known) == len(same):
        whole = [_moment(time) for time in known]
        choices = [[text.rpartition(", ")[2] for text in whole], whole]
    choices.append([plain(PurePath(row["input"]).name) for row in same])
    for marks in choices:
        if len(set(marks)) == len(marks):
            return marks
    return [f"no. {k}" for k in range(1, len(same) + 1)]


def _moment(published: str) -> str:
    """Return a time with its day, as findings have it."""
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return plain(published)
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC)
    day = f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"
    if "T" not in published:
        return day
    return f"{day}, {moment:%H:%M}{' UTC' if moment.tzinfo else ''}"


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
