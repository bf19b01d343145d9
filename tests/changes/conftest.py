"""Two short texts and their links, for the tests of this room."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from retold.changes import changes
from retold.language import prepare
from retold.language.encoder import Encoder
from retold.matching import profile
from retold.reading.mentions import date_mentions
from retold.statements import statements
from retold.types import Article, Change, Layer, Link, Place, Prepared, Segment

Compare = Callable[..., tuple[Change, ...]]


def prepared(identity: str, text: str, published: str | None = None) -> Prepared:
    whole = (Segment(0, len(text), 0, len(text), exact=True),) if text else ()
    layers = (Layer(text), Layer(text, whole), Layer(text, whole))
    dates = date_mentions(text, published)
    return prepare(Article(identity, identity, identity, *layers, published=published, dates=dates))


def links_between(
    child: Prepared, parent: Prepared, pairs: Sequence[tuple[int, int]] | None
) -> list[Link]:
    if pairs is None:
        pairs = [(c.index, p.index) for c in child.sentences for p in parent.sentences]
    found = []
    for sentence in child.sentences:
        places = tuple(
            Place(parent.id, p, parent.sentences[p].start, parent.sentences[p].end)
            for c, p in pairs
            if c == sentence.index
        )
        if places:
            here = Place(child.id, sentence.index, sentence.start, sentence.end)
            found.append(Link(here, places, "edited", 1.0))
    return found


@pytest.fixture
def compare() -> Compare:
    """Compare parent and child; all sentences are linked unless pairs are given."""

    def run(
        parent: str, child: str, pairs: Sequence[tuple[int, int]] | None = None
    ) -> tuple[Change, ...]:
        p, c = prepared("parent", parent), prepared("child", child)
        return changes(c, p, links_between(c, p, pairs), statements(c), statements(p))

    return run


@pytest.fixture(scope="session")
def graded() -> Callable[..., set[tuple[str, str]]]:
    """Give kind and severity of the changes between two texts, which may carry dates."""

    def run(
        parent: str, child: str, *, dates: tuple[str | None, str | None] = (None, None)
    ) -> set[tuple[str, str]]:
        p, c = prepared("parent", parent, dates[0]), prepared("child", child, dates[1])
        found = changes(c, p, links_between(c, p, None), statements(c), statements(p))
        return {(one.kind, one.severity) for one in found}

    return run


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return Encoder()


@pytest.fixture
def told(encoder: Encoder) -> Callable[..., set[str]]:
    """Give the kinds of change between two texts whose words are weighed by meaning.

    What is left out or new, verbs of speech and what is minor are left aside; texts may carry a
    date of publication.
    """

    def run(
        parent: str, child: str, *, dates: tuple[str | None, str | None] = (None, None)
    ) -> set[str]:
        p, c = (
            prepared(name, text, published)
            for name, text, published in zip(
                ("parent", "child"), (parent, child), dates, strict=True
            )
        )
        mine, theirs = (
            profile(one, encoder.read([one.sentence_text(k) for k in range(len(one.sentences))]))
            for one in (c, p)
        )
        found = changes(
            c, p, links_between(c, p, None), statements(c), statements(p), profiles=(mine, theirs)
        )
        quiet = {"dropped", "added", "voice"}
        return {one.kind for one in found if one.kind not in quiet and one.severity != "minor"}

    return run


@pytest.fixture
def kinds(compare: Compare) -> Callable[..., list[tuple[str, str | None, str | None]]]:
    """Give kind, before and after of what compare finds, coverage and voice left out."""

    def run(
        parent: str, child: str, pairs: Sequence[tuple[int, int]] | None = None
    ) -> list[tuple[str, str | None, str | None]]:
        quiet = {"dropped", "added", "voice"}
        return [
            (c.kind, c.before, c.after)
            for c in compare(parent, child, pairs)
            if c.kind not in quiet
        ]

    return run
