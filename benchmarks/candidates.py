"""Score the search for pairs of articles that are worth comparing.

    python benchmarks/candidates.py --data DIR [--background N] [--json FILE]

``DIR`` is a folder with ``gva.*``, ``allsides.*``, ``ecbplus.*``, ``news.*`` (background) and
``relations.*`` (JSON lines, gzipped or not; also one level down; of several splits the first by
name that is not ``train``, but ``relations.train``), and with the folder ``traditions``.

*Recall* is the part of the true pairs among the candidates: child and parent and any two of one
event in the traditions, which are thrown together with N background articles; pairs of real
articles by their label, thrown together with the same; pairs of one story. *each* is the number
of candidates of an article. Beside it MinHash-LSH (128 permutations, 32 bands of 4 rows) over
all 5-word shingles, and, for every article, its nearest by tf-idf (scikit-learn, fitted on the
very collection), as many of them as Retold's average.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from _common import digest, finish, parser, print_table, records
from _traditions import load, make_article
from sklearn.feature_extraction.text import TfidfVectorizer

from retold.language.prepare import prepare
from retold.matching.candidates import Row, candidates, rows
from retold.matching.features import SHINGLE, hashed
from retold.types import Article, Prepared

Pair = tuple[str, str]
Finder = Callable[[Sequence[Prepared]], set[Pair]]
BANDS, ROWS_OF_BAND = 32, 4
STORIES = ("gva", "allsides", "ecbplus")


@dataclass(frozen=True)
class Collection:
    """Articles, and kinds of pairs that should be found among them."""

    name: str
    articles: list[Prepared]
    true: dict[str, set[Pair]]


def pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def by_retold(articles: Sequence[Prepared]) -> set[Pair]:
    return set(candidates(rows(articles)))


def by_kinds(articles: Sequence[Prepared], kinds: set[str]) -> set[Pair]:
    kept: list[Row] = [row for row in rows(articles) if row.kind in kinds]
    return set(candidates(kept))


def by_minhash(articles: Sequence[Prepared]) -> set[Pair]:
    """Join articles that agree in a band of MinHash values."""
    chance = np.random.default_rng(0)
    odd = chance.integers(0, 2**63, BANDS * ROWS_OF_BAND, dtype=np.uint64) * 2 + 1
    buckets: defaultdict[tuple[int, bytes], list[str]] = defaultdict(list)
    for one in articles:
        words = [word.norm for sentence in one.words for word in sentence]
        windows = zip(*(words[n:] for n in range(SHINGLE)), strict=False)
        hashes = {hashed("shingle", " ".join(w)).hash & (2**64 - 1) for w in windows}
        if not hashes:
            continue
        every = np.array(sorted(hashes), np.uint64)
        least = np.array([(every * factor).min() for factor in odd]).reshape(BANDS, -1)
        for band, values in enumerate(least):
            buckets[band, values.tobytes()].append(one.id)
    return {pair(*two) for bucket in buckets.values() for two in combinations(bucket, 2)}


def by_tfidf(articles: Sequence[Prepared], nearest: int) -> set[Pair]:
    """Join every article with its nearest by tf-idf."""
    texts = [f"{one.article.headline or ''}\n{one.text}" for one in articles]
    vectors = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(texts)
    found: set[Pair] = set()
    for start in range(0, len(texts), 500):
        alike = (vectors[start : start + 500] @ vectors.T).toarray()
        for n, line in enumerate(alike, start):
            line[n] = -1
            best = np.argpartition(-line, min(nearest, len(line) - 1))[:nearest]
            found.update(pair(articles[n].id, articles[int(m)].id) for m in best)
    return found


def score(collection: Collection, measures: dict[str, float]) -> None:
    size = len(collection.articles)
    timed: list[tuple[str, set[Pair], float]] = []

    def run(name: str, finder: Finder) -> set[Pair]:
        started = time.perf_counter()
        found = finder(collection.articles)
        timed.append((name, found, time.perf_counter() - started))
        return found

    each = max(1, round(2 * len(run("Retold", by_retold)) / size))
    run("shingles alone", lambda a: by_kinds(a, {"shingle"}))
    run("terms, names, numbers", lambda a: by_kinds(a, {"term", "name", "number"}))
    run("MinHash-LSH 32 x 4", by_minhash)
    run(f"tf-idf, nearest {each}", lambda a: by_tfidf(a, each))
    names = list(collection.true)
    table = [
        [name, *(_recall(found, collection.true[n]) for n in names), 2 * len(found) / size, took]
        for name, found, took in timed
    ]
    counts = ", ".join(f"{len(pairs)} {name}" for name, pairs in collection.true.items())
    title = f"{collection.name}: {size} articles; pairs: {counts}"
    print_table(title, ["recall of", *names, "each", "seconds"], table)
    for name in names:
        measures[f"{collection.name}, {name}"] = _recall(timed[0][1], collection.true[name])


def _recall(found: set[Pair], true: set[Pair]) -> float:
    return len(found & true) / len(true) if true else float("nan")


def traditions(path: Path, background: Sequence[Prepared]) -> Collection:
    events = load(path)
    versions = [version for event in events for version in event.versions]
    event = {
        pair(a.id, b.id)
        for e in events
        for a, b in combinations(sorted(e.versions, key=lambda v: v.id), 2)
    }
    parents = {pair(v.id, parent) for v in versions for parent in v.parents}
    articles = [prepare(version.article) for version in versions]
    true = {"child and parent": parents, "one event": event}
    return Collection("traditions", [*articles, *background], true)


def relations(path: Path, known: dict[str, Article], background: Sequence[Prepared]) -> Collection:
    true: dict[str, set[Pair]] = {
        name: set() for name in ("copy", "derived", "common", "shared", "independent")
    }
    ids: set[str] = set()
    for record in records(path):
        if record["relation"] in true and record["a"] in known and record["b"] in known:
            true[record["relation"]].add(pair(record["a"], record["b"]))
            ids |= {record["a"], record["b"]}
    rest = [one for one in background if one.id not in ids]
    return Collection("relations", [*(prepare(known[name]) for name in sorted(ids)), *rest], true)


def stories(name: str, articles: Sequence[tuple[Article, str]]) -> Collection:
    members: defaultdict[str, list[str]] = defaultdict(list)
    for article, story in articles:
        members[story].append(article.id)
    same = {pair(a, b) for ids in members.values() for a, b in combinations(ids, 2)}
    return Collection(name, [prepare(article) for article, _ in articles], {"one story": same})


def read(path: Path) -> Iterator[tuple[Article, str]]:
    for record in records(path):
        yield _article(record), str(record.get("story") or record["id"])


def _article(record: dict[str, Any]) -> Article:
    return make_article(
        record["id"],
        record["text"],
        headline=record.get("title") or None,
        published=record.get("date") or None,
        outlet=record.get("outlet") or None,
    )


def locate(root: Path, name: str) -> Path | None:
    """Return a data set's file; the relations to learn from rather than those to check on."""
    folders = [root, *sorted(p for p in root.iterdir() if p.is_dir())]
    found = [p for folder in folders for p in sorted(folder.glob(f"{name}.*jsonl*"))]
    found.sort(key=lambda p: (".train." in p.name) != (name == "relations"))
    return found[0] if found else None


def main() -> int:
    made = parser(__doc__, "folder with the story sets, relations, background and traditions")
    made.add_argument("--background", type=int, default=1000, help="background articles mixed in")
    options = made.parse_args()
    root: Path = options.data
    names = (*STORIES, "news", "relations")
    paths = {name: path for name in names if (path := locate(root, name))}
    data = {name: digest(path) for name, path in paths.items()}
    if (root / "traditions").is_dir():
        data["traditions"] = digest(root / "traditions")
    for name, value in data.items():
        print(f"{name}: {paths[name].name if name in paths else 'folder'} {value[:12]}")
    measures: dict[str, float] = {}
    news = {name: list(read(paths[name])) for name in (*STORIES, "news") if name in paths}
    known = {article.id: article for articles in news.values() for article, _ in articles}
    mixed_in = sorted((a for a, _ in news.get("news", [])), key=lambda a: a.digest)
    background = [prepare(article) for article in mixed_in[: options.background]]
    if "traditions" in data:
        score(traditions(root / "traditions", background), measures)
    if "relations" in paths:
        score(relations(paths["relations"], known, background), measures)
    for name in STORIES:
        if name in news:
            score(stories(name, news[name]), measures)
    return finish("candidates", measures, data, options)


if __name__ == "__main__":
    sys.exit(main())
