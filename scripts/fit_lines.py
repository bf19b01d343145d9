"""Fit the forests that tell the lines of a page apart, and write them into the package.

    python scripts/fit_lines.py --data FOLDER_OF_PAGES

The data are gzipped JSON lines: ``html``, ``dumps`` and what people marked as the article. Those of
dumps learn from the invented pages of ``training/pages`` as well. A
line belongs to the article when at least half of its words are matched by the best alignment
of the page with the marked body. ``fit`` is also what ``benchmarks/pages.py --folds`` calls, with
the pages of some publishers left out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zlib import crc32

import numpy as np
from lxml import html
from numpy.typing import NDArray
from rapidfuzz.distance import Indel

sys.path.insert(0, str(Path(__file__).resolve().parent))

from forests import fit as fit_forest

from retold.forest import unpack
from retold.reading import Hints, read
from retold.reading.block_model import (
    BLOCK_NAMES,
    blocks_measured,
    guessed,
    shares_of,
)
from retold.reading.block_model import (
    lines_of as lines_of_blocks,
)
from retold.reading.dump_lines import best_run, lines_of
from retold.reading.html_blocks import Walked
from retold.reading.html_body import set_apart
from retold.reading.html_choice import library_body
from retold.reading.html_heads import Seen, headline_at
from retold.reading.html_meta import page_meta
from retold.reading.html_walk import walk
from retold.reading.line_headline import RANKED
from retold.reading.line_model import (
    AGAIN_NAMES,
    HEADLINE_NAMES,
    LINE_NAMES,
    candidates,
    headline_again,
    headline_of,
    headline_rows,
    measures,
    rows_again,
    with_headline,
)
from retold.reading.meta import Meta
from retold.reading.trees import replaced
from retold.types import Span

_MODELS = Path(__file__).resolve().parents[1] / "src" / "retold" / "models"
_INVENTED = Path(__file__).resolve().parents[1] / "training" / "pages"
_TOKEN = re.compile(r"[^\W_]+")
_COUNTRY_PARTS = ("co", "com", "org", "net", "gov", "ac")
_SIDES = 3
_FEW = 6
_AROUND = 25
_FAR_SHARE = 0.2
_HEADINGS_NEAR = 3
_AGAIN_SHARE, _MOVED_SHARE = 0.6, 0.5
_PARSER = html.HTMLParser(encoding="utf-8")

Row = dict[str, Any]
Doubles = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Page:
    """A page's text with what people marked of it, line by line.

    ``publishers`` are those whose words stand on it: two, where an article was set among the
    furniture of another page.
    """

    publishers: frozenset[str]
    lines: Sequence[Any]
    text: str
    base: Doubles
    run: tuple[int, int]
    article: Bools
    sizes: Doubles
    headline: int | None
    same: Bools

    def without(self, publishers: Collection[str]) -> bool:
        """Tell whether none of these publishers' words stand on the page."""
        return self.publishers.isdisjoint(publishers)


def publisher_of(row: Row) -> str:
    """Return the registered domain of a page's address."""
    parts = (urlsplit(row.get("url") or "").hostname or str(row["id"])).split(".")
    country = len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in _COUNTRY_PARTS
    return ".".join(parts[-3 if country else -2 :])


def _side(publisher: str) -> int:
    """Return in which part of the pages a publisher's are, where forests learn from forests."""
    return crc32(publisher.encode()) % _SIDES


def folds_of(rows: Iterable[Row], count: int) -> dict[str, int]:
    """Return the fold of each publisher."""
    names = sorted({publisher_of(row) for row in rows})
    np.random.default_rng(0).shuffle(names)
    return {name: index % count for index, name in enumerate(names)}


def pages_of(rows: Iterable[Row]) -> list[Page]:
    """Return all dumps of the rows, marked, and many once more in another setting.

    That is with little furniture left, or among the furniture of another publisher's page, of the
    same side: so one forest less has seen either.
    """
    rows = list(rows)
    kinds: dict[str, list[tuple[Row, Page]]] = {}
    for row in rows:
        for kind, text in dumps_of(row).items():
            kinds.setdefault(kind, []).append((row, _page(row, text)))
    pages: list[Page] = []
    for among in kinds.values():
        for number, (row, page) in enumerate(among):
            pages.append(page)
            chance = np.random.default_rng(number)
            if chance.random() > _AGAIN_SHARE:
                continue
            own = publisher_of(row)
            sides = [page for other, page in among if _side(publisher_of(other)) == _side(own)]
            other = sides[int(chance.integers(len(sides)))]
            moved = _moved(page, other) if chance.random() < _MOVED_SHARE else None
            if moved is None:
                pages.append(_page(row, _cropped(page, chance)))
            else:
                pages.append(_page(row, moved, other.publishers))
    return pages


def dumps_of(row: Row) -> dict[str, str]:
    """Return the dumps of a page, with what its HTML, if any, gives where one is missing."""
    if not row.get("html"):
        return dict(row["dumps"])
    tree = html.fromstring(row["html"].encode("utf-8", "replace"), parser=_PARSER)
    for element in list(tree.iter("script", "style", "noscript", "template")):
        element.drop_tree()
    parts = " ".join(part for part in tree.itertext() if isinstance(part, str))
    made = {"run-together": tree.text_content(), "beautifulsoup": parts}
    given: dict[str, str] = row["dumps"]
    return {kind: " ".join(text.split()) for kind, text in made.items()} | given


def _moved(page: Page, other: Page) -> str | None:
    """Return a page's article in the place of another's."""
    own, place = _extent(page), _extent(other)
    if own is None or place is None or page.publishers == other.publishers:
        return None
    gap = "\n" if "\n" in page.text else " "
    return gap.join([other.text[: place.start], own.of(page.text), other.text[place.end :]])


def _extent(page: Page) -> Span | None:
    inside = np.flatnonzero(page.article & (page.sizes >= _FEW))
    if not len(inside) or page.headline is None:
        return None
    return Span(page.lines[page.headline].span.start, page.lines[int(inside[-1])].span.end)


def _cropped(page: Page, chance: np.random.Generator) -> str:
    """Return a page's text with only some lines around its article, as people paste it."""
    inside = np.flatnonzero(page.article)
    if not len(inside):
        return page.text
    first = inside[0] if page.headline is None else min(inside[0], page.headline)
    low = max(0, int(first) - int(chance.integers(0, 10)))
    high = min(len(page.lines) - 1, int(inside[-1]) + int(chance.integers(0, 12)))
    tidy = chance.random() < 0.4
    kept = [
        line.span
        for index, line in enumerate(page.lines[low : high + 1], low)
        if page.article[index] or index == page.headline or not (tidy and chance.random() < 0.7)
    ]
    parts = [kept[0].of(page.text)]
    for before, span in pairwise(kept):
        gap = page.text[before.end : span.start]
        parts += [gap if not gap.strip() else "\n" if "\n" in gap else " ", span.of(page.text)]
    return "".join(parts)


def _page(row: Row, text: str, others: frozenset[str] = frozenset()) -> Page:
    lines = lines_of(text)
    run = best_run(lines) or (0, len(lines))
    base = measures(lines, run, text)
    article, sizes = marked(row, text, [line.span for line in lines])
    wanted = _key(row["headline"])
    same = np.array([bool(wanted) and _key(line.text) == wanted for line in lines])
    body = np.flatnonzero(article & (sizes >= _FEW))
    before = np.flatnonzero(same[: body[0] + 1]) if len(body) else np.array([], dtype=np.intp)
    headline = int(before[-1]) if len(before) else None
    publishers = others | {publisher_of(row)}
    return Page(publishers, lines, text, base, run, article, sizes, headline, same)


def marked(row: Row, text: str, spans: Sequence[Span]) -> tuple[Bools, Doubles]:
    """Return which spans of a page's text are the article's, and how many words each has."""
    found = [(match.start(), match.group().casefold()) for match in _TOKEN.finditer(text)]
    starts = np.array([start for start, _ in found])
    words = [word for _, word in found]
    body = row["body"] if "body" in row else "\n".join(row["paragraphs"])
    matched = _matched(words, [word.casefold() for word in _TOKEN.findall(body)])
    bounds = [np.searchsorted(starts, (span.start, span.end)) for span in spans]
    sizes = np.array([high - low for low, high in bounds], dtype=np.float64)
    shares = np.array([matched[low:high].mean() if high > low else 0.0 for low, high in bounds])
    texts = [" ".join(words[low:high]) for low, high in bounds]
    article = shares >= 0.5
    core = np.flatnonzero(article & (sizes >= _FEW))
    headings = {_words(heading) for heading in row.get("headings", ())}
    standfirst = _words(row.get("standfirst") or "")
    for index, line in enumerate(texts):
        if line and line in headings:
            near = len(core) and core[0] - _HEADINGS_NEAR <= index <= core[-1] + _HEADINGS_NEAR
            article[index] = bool(near)
        elif (
            standfirst and line and (line == standfirst or (len(line) > 25 and line in standfirst))
        ):
            article[index] = True
    return article, sizes


def _words(text: str) -> str:
    return " ".join(_TOKEN.findall(text.casefold()))


def _key(text: str | None) -> str:
    return "".join(_TOKEN.findall((text or "").casefold()))


def _matched(words: list[str], gold: list[str]) -> Bools:
    ids: dict[str, int] = {}
    left = [ids.setdefault(word, len(ids)) for word in words]
    right = [ids.setdefault(word, len(ids)) for word in gold]
    matched = np.zeros(len(left), dtype=bool)
    for operation in Indel.opcodes(left, right):
        if operation.tag == "equal":
            matched[operation.src_start : operation.src_end] = True
    return matched


def with_headlines(rows: Iterable[Row]) -> list[Row]:
    """Return the rows with the headline that people marked, else the one that the HTML shows."""
    return [row | {"headline": row.get("title") or _shown(row)} for row in rows]


def _shown(row: Row) -> str | None:
    if not row.get("html"):
        return None
    outcome = read(row["html"].encode("utf-8", "replace"), Hints("p.html", url=row.get("url")))
    return outcome.articles[0].headline if outcome.articles else None


@dataclass(frozen=True, slots=True)
class Marked:
    """What is measured of the blocks of a page, and what people marked, block by block."""

    rows: Doubles
    article: Bools
    sizes: Doubles


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """An HTML page as the library takes it, and as it is without having asked the library."""

    publisher: str
    asked: Marked
    alone: Marked


def html_pages_of(rows: Iterable[Row]) -> list[HtmlPage]:
    """Return the HTML pages of the rows, marked."""
    return [_html_page(row) for row in rows]


def _html_page(row: Row) -> HtmlPage:
    walked = walk(row["html"])
    taken, spans = library_body(row["html"], walked)
    asked = _marked_blocks(row, taken, shares_of(taken.blocks, spans))
    bare = set_apart(walked, [])
    alone = _marked_blocks(row, bare, guessed(bare, lines_of_blocks(bare)))
    return HtmlPage(publisher_of(row), asked, alone)


def _marked_blocks(row: Row, walked: Walked, taken: Doubles) -> Marked:
    known = page_meta(walked.head).or_else(Meta(url=row.get("url")))
    headline = headline_at(Seen(walked, (), known))
    title = walked.head.title or known.headline or ""
    blocks = blocks_measured(walked, lines_of_blocks(walked), taken, title, headline)
    places = [block.span for block in walked.blocks]
    article, sizes = marked(row, walked.page.text, places)
    return Marked(blocks.rows, article, sizes)


def fit_blocks(pages: Sequence[HtmlPage]) -> dict[str, bytes]:
    """Fit the forests that tell the blocks of HTML pages apart, with the library and without.

    Without it the likelihoods decide whether it is asked: larger leaves make them less bold.
    """
    bold = {"min_samples_leaf": 30}
    careful = {"min_samples_leaf": 60, "l2_regularization": 20.0}
    return {
        "blocks": _fit_blocks([page.asked for page in pages], bold),
        "blocks_alone": _fit_blocks([page.alone for page in pages], careful),
    }


def _fit_blocks(pages: Sequence[Marked], options: dict[str, Any]) -> bytes:
    weights = [(page.sizes + 1) ** 0.6 for page in pages]
    return fit_forest(
        BLOCK_NAMES,
        np.vstack([page.rows for page in pages]),
        np.concatenate([page.article for page in pages]),
        np.concatenate([weight / weight.sum() * 40 for weight in weights]),
        max_iter=80,
        learning_rate=0.1,
        **options,
    )


def fit(pages: Sequence[Page]) -> dict[str, bytes]:
    """Fit all forests, each on what those before it say of pages that they have not seen."""
    names = {name for page in pages for name in page.publishers}
    outs = [{name for name in names if _side(name) == number} for number in range(_SIDES)]
    known = _known(pages, outs)
    rows = {
        i: with_headline(pages[i].lines, pages[i].run, pages[i].base, found)
        for i, found in known.items()
    }
    odds: dict[int, Doubles] = {}
    for out in outs:
        seen = {i: rows[i] for i in rows if pages[i].without(out)}
        learned = unpack(_fit_lines(LINE_NAMES, pages, seen))
        odds |= {i: learned.log_odds(rows[i]) for i in rows if pages[i].publishers <= out}
    packed = {"headlines": _fit_headlines(pages), "lines": _fit_lines(LINE_NAMES, pages, rows)}
    ranks = {
        i: _ranks(pages[i], known[i][0], odds[i]) for i in odds if pages[i].headline is not None
    }
    again: dict[int, Doubles] = {}
    for out in outs:
        seen = {i: rank for i, rank in ranks.items() if pages[i].without(out)}
        with replaced({"headlines_again": unpack(_fit_ranks(pages, seen))}):
            again |= {
                i: _again(pages[i], known[i], odds[i]) for i in odds if pages[i].publishers <= out
            }
    return packed | {
        "headlines_again": _fit_ranks(pages, ranks),
        "lines_again": _fit_lines(AGAIN_NAMES, pages, again),
    }


def _known(
    pages: Sequence[Page], outs: Sequence[set[str]]
) -> dict[int, tuple[Doubles, int | None]]:
    """Return what a forest of other publishers' pages says of the headline of each page."""
    known: dict[int, tuple[Doubles, int | None]] = {}
    for out in outs:
        learned = unpack(_fit_headlines([page for page in pages if page.without(out)]))
        with replaced({"headlines": learned}):
            known |= {
                i: headline_of(page.lines, page.base)
                for i, page in enumerate(pages)
                if page.publishers <= out
            }
    return known


def _chosen(page: Page) -> NDArray[np.intp]:
    """Return the candidates for the headline, other copies of the true one left out."""
    some = [i for i in candidates(page.lines) if not page.same[i] or i == page.headline]
    return np.array(some, dtype=np.intp)


def _ranks(page: Page, scores: Doubles, odds: Doubles) -> Doubles:
    return headline_rows(page.lines, _chosen(page), page.base, (scores, odds))


def _again(page: Page, found: tuple[Doubles, int | None], odds: Doubles) -> Doubles:
    headline = headline_again(page.lines, page.base, found, odds)
    rows = with_headline(page.lines, page.run, page.base, (found[0], headline))
    return rows_again(page.lines, rows, odds)


def _fit_ranks(pages: Sequence[Page], ranks: dict[int, Doubles]) -> bytes:
    labels = [_chosen(pages[index]) == pages[index].headline for index in ranks]
    return fit_forest(
        RANKED,
        np.vstack(list(ranks.values())),
        np.concatenate(labels),
        max_iter=80,
        learning_rate=0.1,
        min_samples_leaf=10,
    )


def _fit_lines(names: Sequence[str], pages: Sequence[Page], rows: dict[int, Doubles]) -> bytes:
    examples = [
        _examples(pages[index], measured, np.random.default_rng(index))
        for index, measured in rows.items()
    ]
    return fit_forest(
        names,
        np.vstack([example[0] for example in examples]),
        np.concatenate([example[1] for example in examples]),
        np.concatenate([example[2] for example in examples]),
        max_iter=120,
        learning_rate=0.09,
        max_leaf_nodes=10,
        min_samples_leaf=30,
    )


def _fit_headlines(pages: Sequence[Page]) -> bytes:
    rows, labels = [], []
    for page in pages:
        if page.headline is None:
            continue
        chosen = _chosen(page)
        rows.append(page.base[chosen])
        labels.append(chosen == page.headline)
    return fit_forest(
        HEADLINE_NAMES,
        np.vstack(rows),
        np.concatenate(labels),
        max_iter=60,
        learning_rate=0.12,
        min_samples_leaf=15,
        l2_regularization=3.0,
    )


def _examples(
    page: Page, rows: Doubles, chance: np.random.Generator
) -> tuple[Doubles, Bools, Doubles]:
    """Return the lines near the article and a sample of those far from it, weighted."""
    inside = np.flatnonzero(page.article)
    near = np.zeros(len(page.article), dtype=bool)
    if len(inside):
        near[max(0, inside[0] - _AROUND) : inside[-1] + _AROUND] = True
    kept = near | (chance.random(len(near)) < _FAR_SHARE)
    weights = (page.sizes + 1) ** 0.6
    weights = np.where(near, weights, weights / _FAR_SHARE) / weights.sum() * 40
    return rows[kept], page.article[kept], weights[kept]


def load(folder: Path) -> list[Row]:
    """Return the rows of all files of pages in a folder."""
    return [
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl.gz"))
        for line in gzip.decompress(path.read_bytes()).splitlines()
    ]


def invented() -> list[Row]:
    """Return the pages that the project made up to learn from: no publisher's, so of no fold."""
    return load(_INVENTED)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--only", choices=("html", "dumps"), help="fit the forests for these alone")
    options = parser.parse_args()
    rows = load(options.data)
    fitted: dict[str, bytes] = {}
    if options.only != "dumps":
        fitted |= fit_blocks(html_pages_of(rows))
    if options.only != "html":
        fitted |= fit(pages_of(with_headlines([*rows, *invented()])))
    for name, packed in fitted.items():
        (_MODELS / f"{name}.npz").write_bytes(packed)
        print(f"{name}.npz: {len(packed) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
