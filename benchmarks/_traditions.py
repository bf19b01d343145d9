"""Read the artificial traditions and releases: articles, and the truth about them."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from retold.types import Article, Layer, Segment, Span

SAMPLE = "e28-telecom"
"""Ships with the package as its sample; left out of every fit and every bar."""


@dataclass(frozen=True)
class Line:
    """One line of a version's text: its characters, and the parent lines it comes from."""

    span: Span
    sources: tuple[tuple[str, int, bool], ...]  # version, line from 0, only a part


@dataclass(frozen=True)
class Version:
    """One version: its article, its true parents and how it was made."""

    article: Article
    operation: str
    parents: tuple[str, ...]
    lines: tuple[Line, ...]
    changes: tuple[dict[str, Any], ...]
    quotes: tuple[dict[str, Any], ...]

    @property
    def id(self) -> str:
        return self.article.id


@dataclass(frozen=True)
class Event:
    """All versions of one invented event, ids prefixed with the event's name.

    ``lesser``: it was written for training only and counts less in fitting; ``kind`` says what
    for (see ``training/README.md``).
    """

    name: str
    versions: tuple[Version, ...]
    lesser: bool = False
    kind: str = ""

    @property
    def noted(self) -> bool:
        """Tell whether somebody noted for every sentence where it comes from."""
        return any(line.sources for version in self.versions for line in version.lines)

    def ancestors(self, version: str) -> set[str]:
        parents = {v.id: v.parents for v in self.versions}
        found: set[str] = set()
        queue = list(parents[version])
        while queue:
            at = queue.pop()
            if at not in found:
                found.add(at)
                queue.extend(parents[at])
        return found


def load(path: Path, *, with_sample: bool = False) -> list[Event]:
    """Read a folder of events or one file."""
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    events = [
        replace(_event(json.loads(file.read_text("utf-8"))), lesser="training" in file.parts)
        for file in map(Path.resolve, files)
    ]
    return [event for event in events if with_sample or event.name != SAMPLE]


def _event(data: dict[str, Any]) -> Event:
    name = data["event"]
    versions = tuple(_version(name, version) for version in data["versions"])
    return Event(name, versions, kind=data.get("kind", ""))


def _version(event: str, data: dict[str, Any]) -> Version:
    text, lines = _text(event, data["sentences"])
    article = make_article(
        f"{event}/{data['id']}",
        text,
        headline=_none(data["headline"]),
        standfirst=_none(data["standfirst"]),
        outlet=data["outlet"],
        published=data["published"],
    )
    return Version(
        article=article,
        operation=data["operation"],
        parents=tuple(f"{event}/{p}" for p in data["parents"]),
        lines=lines,
        changes=tuple(data["changes"]),
        quotes=tuple(data["quotes"]),
    )


def _text(event: str, sentences: list[dict[str, Any]]) -> tuple[str, tuple[Line, ...]]:
    text, lines, paragraph = "", [], None
    for sentence in sentences:
        if text:
            text += " " if sentence["paragraph"] == paragraph else "\n\n"
        paragraph = sentence["paragraph"]
        start = len(text)
        text += sentence["text"]
        sources = tuple(_reference(event, s) for s in sentence["sources"])
        lines.append(Line(Span(start, len(text)), sources))
    return text, tuple(lines)


def _reference(event: str, reference: str) -> tuple[str, int, bool]:
    version, number = reference.rstrip("~").split(".")
    return f"{event}/{version}", int(number) - 1, reference.endswith("~")


def _none(value: str) -> str | None:
    return None if value in ("-", "") else value


def make_article(identity: str, text: str, **fields: Any) -> Article:
    """Return an article whose three layers are one text."""
    whole = (Segment(0, len(text), 0, len(text), exact=True),) if text else ()
    return Article(
        id=identity,
        digest=sha256(text.encode()).hexdigest(),
        input=identity,
        raw=Layer(text),
        page=Layer(text, whole),
        body=Layer(text, whole),
        language=fields.pop("language", "en"),
        **fields,
    )
