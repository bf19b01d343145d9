"""Small stories of outlets that retell each other, with the changes they made, given by hand."""

from __future__ import annotations

from hashlib import sha256

import pytest

from retold.findings import drawn
from retold.language import prepare
from retold.statements import statements
from retold.types import (
    Alternative,
    Analysis,
    Article,
    Change,
    Descent,
    Layer,
    Link,
    OpenPair,
    Place,
    Segment,
    Story,
    Undecided,
)


def article(name, text, published=None, outlet=None):
    whole = (Segment(0, len(text), 0, len(text), exact=True),) if text else ()
    return Article(
        id=name,
        digest=sha256(text.encode()).hexdigest(),
        input=f"{name}.txt",
        raw=Layer(text),
        page=Layer(text, whole),
        body=Layer(text, whole),
        outlet=name if outlet is None else outlet or None,
        published=published,
        language="en",
    )


class Newsroom:
    """A story in the making: ``write`` an article, with its parents; sentences link by number.

    Hours are given for publication; who has none is undated.
    """

    def __init__(self):
        self.prepared = {}
        self.descents = []
        self.links = []
        self.changes = []
        self.extra = {}

    def write(self, name, text, parents=(), hour=None, kind="rewrite", links=None, **facts):
        published = None if hour is None else f"2030-01-01T{hour:02}:00Z"
        self.prepared[name] = prepare(article(name, text, published, facts.pop("outlet", None)))
        for parent in (parents,) if isinstance(parents, str) else parents:
            self.descents.append(descent(name, parent, kind, **facts))
            self._link(name, parent, links)
        return self

    def _link(self, child, parent, links):
        mine, theirs = self.prepared[child], self.prepared[parent]
        shared = min(len(mine.sentences), len(theirs.sentences))
        for c, p in links if links is not None else [(n, n) for n in range(shared)]:
            self.links.append(
                Link(self.sentence(child, c), (self.sentence(parent, p),), "edited", 1.0)
            )

    def sentence(self, name, number):
        span = self.prepared[name].sentences[number].span
        return Place(name, number, span.start, span.end)

    def place(self, name, words):
        start = self.prepared[name].text.index(words)
        number = max(s.index for s in self.prepared[name].sentences if s.start <= start)
        return Place(name, number, start, start + len(words))

    def change(self, kind, child, after, parent, before, severity="high"):
        self.changes.append(
            Change(
                kind,
                severity,
                child,
                parent,
                self.place(child, after) if after else None,
                self.place(parent, before) if before else None,
                before,
                after,
                "Said by hand.",
            )
        )
        return self

    def having(self, **extra):
        """Add unseen sources, citations, utterances, or undecided articles."""
        self.extra |= extra
        return self

    def analysis(self, order=1):
        names = list(self.prepared)[::order]
        children = {d.child for d in self.descents}
        children |= {u.article for u in self.extra.get("undecided", ())}
        origins = tuple(n for n in names if n not in children)
        story = Story(
            "1",
            None,
            tuple(names),
            origins,
            self.extra.get("undecided", ()),
            tuple(self.descents[::order]),
            self.extra.get("unseen_sources", ()),
        )
        return Analysis(
            tuple(self.prepared[n] for n in names),
            (story,),
            tuple(self.links[::order]),
            tuple(self.changes[::order]),
            self.extra.get("citations", ()),
            tuple(s for n in names for s in statements(self.prepared[n])),
            utterances=self.extra.get("utterances", ()),
            open_pairs=self.extra.get("open_pairs", ()),
        )

    def doubt(self):
        """Leave every descent undecided: links and changes become those of open pairs."""
        pairs = [
            OpenPair(
                d.parent,
                d.child,
                0.9,
                0.9,
                tuple(k for k in self.links if k.child.article == d.child),
                tuple(c for c in self.changes if c.child_article == d.child),
            )
            for d in self.descents
        ]
        doubted = [Undecided(d.child, (Alternative(d.parent, 0.6),)) for d in self.descents]
        self.descents, self.links, self.changes = [], [], []
        return self.having(open_pairs=tuple(pairs), undecided=tuple(doubted))

    def drawn(self):
        return drawn(self.analysis())

    def lineages(self):
        """Who made each change, who inherited it, who has the older form, who is late with it."""
        return [
            (
                row.change.child_article,
                [p.article for p in row.inherited],
                [p.article for p in row.older],
                [p.article for p in row.late],
            )
            for row in self.drawn().lineages
        ]

    def sentences(self, kind=None):
        return [f.sentence for f in self.drawn().findings if kind in (None, f.kind)]

    def row(self, subject):
        """The uses of the row with this subject: article, words, number of the value."""
        rows = [r for r in self.drawn().figures if r.subject == subject]
        assert len(rows) == 1, [r.subject for r in self.drawn().figures]
        return [(u.place.article, u.text, u.variant) for u in rows[0].uses]


def descent(child, parent, kind, *, by_text=None, **facts):
    sure = {"probability": 0.95, "direction": 0.9, "share": 0.9, "credited": False}
    return Descent(child, parent, kind, **sure | facts, text_direction=by_text)


@pytest.fixture
def newsroom():
    return Newsroom()
