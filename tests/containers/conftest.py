from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from retold.containers import Record, read_record, records
from retold.containers.kinds import suffix_of
from retold.reading import Outcome
from retold.types import Article


@pytest.fixture
def opened() -> Callable[[str, str | bytes], list[Record]]:
    """Take a file apart."""

    def take_apart(name: str, data: str | bytes) -> list[Record]:
        plain = data.encode() if isinstance(data, str) else data
        return list(records(io.BytesIO(plain), name, suffix_of(name)))

    return take_apart


@pytest.fixture
def read_all(opened) -> Callable[[str, str | bytes], Outcome]:
    """Read every text of a file."""

    def read(name: str, data: str | bytes) -> Outcome:
        outcome = Outcome()
        for record in opened(name, data):
            outcome += read_record(record)
        return outcome

    return read


@pytest.fixture
def read_one(read_all) -> Callable[[str, str | bytes], Article]:
    """Read the one text of a file."""

    def read(name: str, data: str | bytes) -> Article:
        outcome = read_all(name, data)
        assert outcome.skipped == ()
        (article,) = outcome.articles
        return article

    return read
