"""Which pairs of articles are worth comparing: those that share telling features.

The join is SQL in the subset that SQLite, DuckDB, PostgreSQL and Spark share; here SQLite runs
it in memory. A feature is never dropped for being common, else a text printed eight hundred
times would lose all its links: above a cap every holder meets only its nearest holders in time
order, on both sides, because clocks may be wrong. So the number of pairs grows with the number
of articles, not with its square.
"""

from __future__ import annotations

import math
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import NamedTuple

from retold.matching.features import FeatureKind, features
from retold.types import Prepared


class Row(NamedTuple):
    """One feature of one article, with what the time order needs."""

    hash: int
    kind: FeatureKind
    article: str
    day: str
    digest: str


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How much two articles must share, and from when on a feature counts as common.

    The defaults were chosen by ``benchmarks/candidates.py``.

    Attributes:
        shingles: So many shared shingles make a pair …
        features: … and so do so many shared features of any kind.
        cap: A feature with more holders is common.
        neighbours: So many holders before and after meet through a common feature.
    """

    shingles: int = 2
    features: int = 4
    cap: int = 50
    neighbours: int = 5


DEFAULT = Thresholds()

CREATE = (
    "CREATE TABLE features (hash BIGINT NOT NULL, kind VARCHAR(8) NOT NULL, place INTEGER NOT NULL)"
)
INSERT = "INSERT INTO features (hash, kind, place) VALUES (?, ?, ?)"
INDEX = "CREATE INDEX features_by_hash ON features (hash, place, kind)"


def query(limits: Thresholds = DEFAULT) -> str:
    """Return the SQL text that finds the pairs in the table ``features``.

    ``place`` is an article's place in time order; a pair is two places, the smaller first.
    """
    behind = range(1, limits.neighbours + 1)
    lags = ",\n    ".join(
        f"LAG(f.place, {n}) OVER (PARTITION BY f.hash ORDER BY f.place) AS before_{n}"
        for n in behind
    )
    near = "\n  ".join(
        f"UNION ALL SELECT before_{n}, place, kind FROM common WHERE before_{n} IS NOT NULL"  # noqa: S608 (only numbers)
        for n in behind
    )
    return f"""
WITH held AS (
  SELECT hash, COUNT(*) AS holders FROM features GROUP BY hash HAVING COUNT(*) > 1
),
common AS (
  SELECT f.kind, f.place,
    {lags}
  FROM held h JOIN features f ON f.hash = h.hash WHERE h.holders > {limits.cap}
),
shared AS (
  SELECT x.place AS a, y.place AS b, x.kind
  FROM held h
  JOIN features x ON x.hash = h.hash
  JOIN features y ON y.hash = x.hash AND y.place > x.place
  WHERE h.holders <= {limits.cap}
  {near}
)
SELECT a, b FROM shared GROUP BY a, b
HAVING SUM(CASE WHEN kind = 'shingle' THEN 1 ELSE 0 END) >= {limits.shingles}
  OR COUNT(*) >= {limits.features}
ORDER BY a, b
"""  # noqa: S608 (only numbers of our own are filled in)


def rows(prepared: Iterable[Prepared]) -> Iterator[Row]:
    """Yield the feature rows of articles."""
    for one in prepared:
        day = (one.article.published or "")[:10]
        for feature in features(one):
            yield Row(feature.hash, feature.kind, one.id, day, one.article.digest)


def candidates(
    feature_rows: Iterable[Row], limits: Thresholds = DEFAULT
) -> tuple[tuple[str, str], ...]:
    """Return the pairs of article ids worth comparing, each pair and the whole sorted.

    The order of the rows does not matter.
    """
    every = set(feature_rows)
    order = sorted({(not row.day, row.day, row.digest, row.article) for row in every})
    ids = [article for *_, article in order]
    place = {article: n for n, article in enumerate(ids)}
    table = sorted((row.hash, row.kind, place[row.article]) for row in every)
    found = _run(table, query(limits))
    return tuple(sorted((min(p), max(p)) for p in ((ids[a], ids[b]) for a, b in found)))


def nearest(
    held: Mapping[str, Collection[int]],
    pairs: Iterable[tuple[str, str]],
    most: int,
    cap: int = DEFAULT.cap,
) -> tuple[tuple[str, str], ...]:
    """Return the pairs of a large story that are worth comparing: each article's best.

    Partners are ranked by the features that both have, the rarer in this story the more; ties
    go by id. The number of pairs grows with the number of articles, not with its square.

    Args:
        held: The hashes of the features of every article.
        pairs: Candidate pairs; beside those that share a feature which is not common.
        most: So many partners are kept for each article; it may be among the best of more.
        cap: A feature with more holders is common.
    """
    holders: defaultdict[int, list[str]] = defaultdict(list)
    for article in sorted(held):
        for hash_ in held[article]:
            holders[hash_].append(article)
    weight = {hash_: math.log(1 + len(held) / len(own)) for hash_, own in holders.items()}
    partners: defaultdict[str, set[str]] = defaultdict(set)
    for a, b in pairs:
        partners[a].add(b)
        partners[b].add(a)
    kept: set[tuple[str, str]] = set()
    for article in sorted(held):
        mine = set(held[article])
        rare = Counter(o for h in mine if len(holders[h]) <= cap for o in holders[h])
        near = {o for o, _ in rare.most_common(4 * most)} | partners[article]
        worth = {o: math.fsum(weight[h] for h in mine & set(held[o])) for o in near - {article}}
        best = sorted(worth, key=lambda o: (-worth[o], o))[:most]
        kept.update((min(article, o), max(article, o)) for o in best)
    return tuple(sorted(kept))


def _run(table: Sequence[tuple[int, str, int]], sql: str) -> list[tuple[int, int]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(CREATE)
        connection.executemany(INSERT, table)
        connection.execute(INDEX)
        return [(int(a), int(b)) for a, b in connection.execute(sql)]
