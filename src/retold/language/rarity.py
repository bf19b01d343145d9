"""How rare a word is in news, from one frozen table.

Rarity is never counted in the folder at hand: an old answer must not change because an
article was added. The table holds, for every stem that stood in at least three of the
articles of a background collection of 2012–2018, in how many it stood; ``rarity.tsv.gz``
is made by ``scripts/make_rarity.py``.
"""

from __future__ import annotations

import gzip
import math
from functools import lru_cache
from importlib import resources

VERSION = "rarity/1"


@lru_cache(maxsize=1)
def _table() -> tuple[int, dict[str, int]]:
    packed = resources.files("retold.models").joinpath("rarity.tsv.gz").read_bytes()
    head, *rows = gzip.decompress(packed).decode("utf-8").splitlines()
    documents = int(head.split("\t")[1])
    pairs = (row.split("\t") for row in rows)
    return documents, {stem: int(count) for stem, count in pairs}


@lru_cache(maxsize=200_000)
def rarity(stem: str) -> float:
    """Return the inverse document frequency of a stem in nats: 0 for "the", about 10 unseen.

    ``log((N + 1) / (n + 1))`` for a stem in n of the table's N articles (Spärck Jones, 1972).
    """
    documents, counts = _table()
    return math.log((documents + 1) / (counts.get(stem, 0) + 1))
