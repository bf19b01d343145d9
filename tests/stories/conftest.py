"""Articles compared as the trace compares them, and small stories of our own to try it on."""

import json
from functools import cache
from hashlib import sha256
from itertools import permutations
from pathlib import Path

import pytest

from retold.forest import load_forest
from retold.language.encoder import Encoder
from retold.language.prepare import prepare
from retold.matching import link_scores, profile, similarity
from retold.settings import Settings
from retold.statements import citations, statements
from retold.stories import Material, load_models, portrait
from retold.stories.evidence import Pair
from retold.types import Article, Layer

DATA = Path(__file__).parents[1] / "data"
ENCODER = Encoder()


def written(text, identity="a", **more):
    layer = Layer(text)
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(
        id=identity, digest=digest, input=identity, raw=layer, page=layer, body=layer, **more
    )


@cache
def drawn(one):
    prepared = prepare(one)
    readings = ENCODER.read([prepared.sentence_text(n) for n in range(len(prepared.sentences))])
    return prepared, portrait(prepared, profile(prepared, readings))


@cache
def paired(child, parent):
    mine, theirs = drawn(child)[1].profile, drawn(parent)[1].profile
    alike = similarity(mine, theirs)
    there = link_scores(load_forest("links"), mine, theirs, alike)
    back = link_scores(load_forest("links"), theirs, mine, alike.transposed())
    return Pair(there, back, alike)


def compared(*articles, settings=None):
    """Return the material of a story of which every pair is compared."""
    prepared = [drawn(one)[0] for one in articles]
    return Material(
        prepared=prepared,
        portraits=[drawn(one)[1] for one in articles],
        pairs={
            (a, b): paired(articles[a], articles[b])
            for a, b in permutations(range(len(articles)), 2)
        },
        citations={p.id: citations(p, statements(p)) for p in prepared},
        models=load_models(),
        settings=settings or Settings(),
    )


@cache
def event(name):
    versions = json.loads((DATA / f"{name}.json").read_text("utf-8"))["versions"]
    return {
        v["id"]: written(
            "\n\n".join(v["paragraphs"]),
            v["id"],
            headline=v["headline"],
            outlet=v["outlet"],
            published=v["published"],
            language="en",
        )
        for v in versions
    }


@pytest.fixture(name="written")
def give_written():
    """Return a function that makes an article of a text."""
    return written


@pytest.fixture(name="drawn")
def give_drawn():
    """Return a function that prepares an article and draws its portrait."""
    return drawn


@pytest.fixture(name="compared")
def give_compared():
    """Return a function that compares articles with each other."""
    return compared


@pytest.fixture(name="event")
def give_event():
    """Return a function that gives the articles of one of our small stories by version."""
    return event
