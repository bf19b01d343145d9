"""Small stories: articles, who descends from whom, and which sentences retell which."""

from __future__ import annotations

from hashlib import sha256

import pytest

from retold.language import prepare
from retold.quotes import Told, utterances
from retold.statements import statements
from retold.types import Article, Descent, Layer, Link, Place, Segment, Story


def article(name, text, published=None):
    whole = (Segment(0, len(text), 0, len(text), exact=True),) if text else ()
    return Article(
        id=name,
        digest=sha256(text.encode()).hexdigest(),
        input=name,
        raw=Layer(text),
        page=Layer(text, whole),
        body=Layer(text, whole),
        outlet=name,
        published=published,
        language="en",
    )


class Tale:
    """A story in the making; texts by name, descents as (child, parent, kind)."""

    def __init__(self, texts, descents=(), links=(), primary=()):
        self.prepared = {name: prepare(article(name, text)) for name, text in texts.items()}
        self.descents = [(*d, "rewrite")[:3] for d in descents]
        self.links = links
        self.primary = primary

    def told(self):
        names = [name for name in self.prepared if name not in self.primary]
        children = {child for child, _, _ in self.descents}
        descents = tuple(Descent(c, p, k, 0.9, 0.9, 0.9, False) for c, p, k in self.descents)
        origins = tuple(name for name in names if name not in children)
        story = Story("1", None, tuple(names), origins, (), descents, ())
        said = {name: statements(one) for name, one in self.prepared.items()}
        return Told(story, self.prepared, said, self._links(), tuple(self.primary))

    def _links(self):
        return tuple(
            Link(self._place(*child), (self._place(*parent),), "paraphrased", 0.9)
            for child, parent in self.links
        )

    def _place(self, name, number):
        sentence = self.prepared[name].sentences[number]
        return Place(name, number, sentence.start, sentence.end)

    def words(self, place):
        return self.prepared[place.article].text[place.start : place.end]

    def utterances(self):
        return utterances(self.told())

    def forms(self, name):
        """Return what an article has: words, form, and what was altered."""
        rows = [r for u in self.utterances() for r in u.renderings if r.place.article == name]
        rows.sort(key=lambda r: r.place.start)
        return [(self.words(r.place).rstrip(",."), r.form, r.altered) for r in rows]

    def form(self, name):
        """Return the form of the only quotation of an article."""
        (only,) = self.forms(name)
        return only[1:]


@pytest.fixture
def tale():
    return Tale
