"""Score the sorting of articles into stories.

    python benchmarks/stories.py --data DIR [--json FILE]

``DIR`` is a folder with ``gva.*``, ``allsides.*``, ``ecbplus.*`` and ``rewrites.*`` (JSON lines,
gzipped or not; also one level down) and with the folders ``traditions`` and ``releases``; what
is not there is left out.

- Labelled news: pairwise precision, recall and F1, adjusted Rand index, B-cubed F1. Retold has
  one setting for all sets. The baseline is tf-idf (scikit-learn, fitted on the very collection)
  with average linkage, plain and within seven days; *best* is the threshold that serves it best
  on this set, chosen on the set itself, *one* is the threshold that serves it best on all sets
  together. All articles alone in a story stand beside it, because B-cubed flatters that.
- Traditions, and traditions and releases, thrown together: stories that are not one event.
- Rewrites: how many are in the story of their source, and stories with two sources.

The settings of Retold were chosen on the development sets of these data (and the frozen
rarity table on other news): figures on them flatter it as much as *best* flatters the baseline.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from _common import digest, find, finish, parser, print_table, records
from _traditions import load, make_article
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_rand_score

from retold.language.prepare import prepare
from retold.matching.candidates import candidates, rows
from retold.stories.grouping import group
from retold.types import Article

SETS = ("gva", "allsides", "ecbplus")
STEPS = np.arange(0.1, 0.6, 0.02)
WINDOW = 7
Labels = Sequence[Hashable]


@dataclass(frozen=True)
class News:
    """Articles and the story of each."""

    name: str
    articles: list[Article]
    stories: list[str]


@dataclass(frozen=True)
class Score:
    """How one sorting agrees with the true one."""

    precision: float
    recall: float
    f1: float
    ari: float
    b_cubed: float
    stories: int


def score(truth: Labels, found: Labels) -> Score:
    both, true, mine = Counter(zip(truth, found, strict=True)), Counter(truth), Counter(found)
    hits, right, claimed = _pairs(both), _pairs(true), _pairs(mine)
    precision = hits / claimed if claimed else 1.0
    recall = hits / right if right else 1.0
    cubed = [
        sum(n * n / sizes[key[side]] for key, n in both.items()) / len(truth)
        for side, sizes in ((1, mine), (0, true))
    ]
    return Score(
        precision=precision,
        recall=recall,
        f1=2 * hits / (right + claimed) if right + claimed else 1.0,
        ari=float(adjusted_rand_score([str(x) for x in truth], [str(x) for x in found])),
        b_cubed=2 * cubed[0] * cubed[1] / (cubed[0] + cubed[1]),
        stories=len(mine),
    )


def _pairs(sizes: Counter[tuple[Hashable, Hashable]] | Counter[Hashable]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes.values())


def sort_into_stories(articles: Sequence[Article]) -> tuple[tuple[str, ...], ...]:
    """Group articles as a trace does, the sentence vectors and descents apart."""
    prepared = [prepare(article) for article in articles]
    started = time.perf_counter()
    pairs = candidates(rows(prepared))
    middle = time.perf_counter()
    stories = group(prepared, pairs)
    print(
        f"{len(articles)} articles: {len(pairs)} pairs in {middle - started:.1f} s, "
        f"stories in {time.perf_counter() - middle:.1f} s",
        file=sys.stderr,
    )
    return stories


def labels(articles: Sequence[Article], stories: Sequence[Sequence[str]]) -> list[int]:
    number = {article: n for n, story in enumerate(stories) for article in story}
    return [number[article.id] for article in articles]


def baseline(news: News, *, window: bool) -> dict[float, Score]:
    """Score tf-idf with average linkage at every threshold."""
    texts = [f"{a.headline or ''}\n{a.text}" for a in news.articles]
    vectors = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(texts)
    alike = np.clip((vectors @ vectors.T).toarray(), 0, 1)
    if window:
        alike[_far_apart(news.articles)] = 0
    tree = linkage(1 - alike[np.triu_indices(len(texts), 1)], "average")
    return {
        float(step): score(news.stories, fcluster(tree, 1 - step, "distance").tolist())
        for step in STEPS
    }


def _far_apart(articles: Sequence[Article]) -> npt.NDArray[np.bool_]:
    dates = np.array([a.published[:10] if a.published else "NaT" for a in articles], "M8[D]")
    days = np.where(np.isnat(dates), np.nan, dates.astype(np.float64))
    apart: npt.NDArray[np.bool_] = np.abs(days[:, None] - days[None, :]) > WINDOW
    return apart


def read_news(path: Path, name: str) -> News:
    articles, stories = [], []
    for record in records(path):
        articles.append(
            make_article(
                record["id"],
                record["text"],
                headline=record.get("title") or None,
                published=record.get("date") or None,
                outlet=record.get("outlet") or None,
            )
        )
        stories.append(str(record.get("story") or record.get("source") or record["id"]))
    return News(name, articles, stories)


def score_news(collection: Sequence[News], measures: dict[str, float]) -> None:
    tables: dict[str, list[list[object]]] = {}
    for news in collection:
        found = score(news.stories, labels(news.articles, sort_into_stories(news.articles)))
        alone = score(news.stories, [a.id for a in news.articles])
        tables[news.name] = [_line("Retold", None, found), _line("all alone", None, alone)]
        measures[f"{news.name} pairwise F1"] = found.f1
        measures[f"{news.name} ARI"] = found.ari
    for window in (False, True):
        what = f"tf-idf, {WINDOW} days" if window else "tf-idf"
        tried = {news.name: baseline(news, window=window) for news in collection}
        one = max(tried[collection[0].name], key=lambda s: sum(t[s].f1 for t in tried.values()))
        for name, scores in tried.items():
            best = max(scores, key=lambda s: scores[s].f1)
            tables[name].insert(-1, _line(f"{what}, best", best, scores[best]))
            tables[name].insert(-1, _line(f"{what}, one", one, scores[one]))
    columns = ["", "at", "pairwise F1", "P", "R", "ARI", "B-cubed", "stories"]
    for news in collection:
        title = f"{news.name}: {len(news.articles)} articles, {len(set(news.stories))} stories"
        print_table(title, columns, tables[news.name])


def _line(what: str, at: float | None, s: Score) -> list[object]:
    return [what, at, s.f1, s.precision, s.recall, s.ari, s.b_cubed, s.stories]


def score_events(root: Path, measures: dict[str, float]) -> None:
    rows_: list[list[object]] = []
    kept: list[Article] = []
    for names in (("traditions",), ("traditions", "releases")):
        if not all((root / name).is_dir() for name in names):
            continue
        events = [event for name in names for event in load(root / name)]
        kept = [version.article for event in events for version in event.versions]
        found = {frozenset(story) for story in sort_into_stories(kept)}
        whole = sum(frozenset(v.id for v in event.versions) in found for event in events)
        rows_.append([" and ".join(names), len(kept), len(events), len(found), whole])
        measures[f"{' and '.join(names)} told apart"] = whole / len(events)
    if rows_:
        print_table("Events thrown together", ["", "articles", "events", "stories", "whole"], rows_)


def score_rewrites(news: News, measures: dict[str, float]) -> None:
    source = dict(zip((a.id for a in news.articles), news.stories, strict=True))
    found = sort_into_stories(news.articles)
    rewrites = [a for a in source if source[a] != a]
    home = sum(source[a] in story for story in found for a in story if source[a] != a)
    sources: defaultdict[int, set[str]] = defaultdict(set)
    for n, story in enumerate(found):
        sources[n].update(source[a] for a in story)
    mixed = [sorted(s) for s in sources.values() if len(s) > 1]
    print_table(
        f"rewrites: {len(source)} texts without dates and headlines",
        ["", "rewrites", "with their source", "stories", "stories with two sources"],
        [["Retold", len(rewrites), home / len(rewrites), len(found), len(mixed)]],
    )
    for names in mixed:
        print("  in one story:", ", ".join(names))
    measures["rewrites with their source"] = home / len(rewrites)
    measures["rewrites stories of one source"] = 1 - len(mixed) / len(found)


def main() -> int:
    made = parser(__doc__, "folder with the labelled sets, traditions and releases")
    options = made.parse_args()
    root: Path = options.data
    folders = [root, *sorted(p for p in root.iterdir() if p.is_dir())]
    paths = {name: path for name in (*SETS, "rewrites") for f in folders if (path := find(f, name))}
    data = {name: digest(path) for name, path in paths.items()}
    for name in ("traditions", "releases"):
        if (root / name).is_dir():
            data[name] = digest(root / name)
    for name, value in data.items():
        print(f"{name}: {paths[name].name if name in paths else 'folder'} {value[:12]}")
    measures: dict[str, float] = {}
    if labelled := [read_news(paths[name], name) for name in SETS if name in paths]:
        score_news(labelled, measures)
    score_events(root, measures)
    if "rewrites" in paths:
        score_rewrites(read_news(paths["rewrites"], "rewrites"), measures)
    return finish("stories", measures, data, options)


if __name__ == "__main__":
    sys.exit(main())
