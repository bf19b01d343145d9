"""Texts become prepared articles."""

from hashlib import sha256

import pytest

from retold.language import prepare
from retold.types import Article, Layer, Segment


def make(text, **fields):
    whole = (Segment(0, len(text), 0, len(text), exact=True),) if text else ()
    return prepare(
        Article(
            id="a",
            digest=sha256(text.encode()).hexdigest(),
            input="a.txt",
            raw=Layer(text),
            page=Layer(text, whole),
            body=Layer(text, whole),
            language="en",
            **fields,
        )
    )


@pytest.fixture
def prepared():
    return make
