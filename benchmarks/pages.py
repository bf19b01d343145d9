"""How well the body, the headline and the date of pages are read, HTML and text dumps.

    python benchmarks/pages.py --data FILE_OR_FOLDER [--json OUT]

The data are gzipped JSON lines: ``html``, ``dumps`` (the page's text by several tools) and what
people marked: ``body``, or ``paragraphs``, ``headings``, ``standfirst``, ``title``,
``published``. The measure is the F1 of the tokens (runs of letters and digits, case folded,
counted) of text and standfirst against the marked body, averaged over pages. Beside it stand
trafilatura's fast mode for HTML, and the dump as it comes for dumps.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean
from typing import Any

from retold.reading import Hints, read
from retold.types import Article

_DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "data" / "pages"
_TOKEN = re.compile(r"[^\W_]+")
_DAY = len("2023-11-02")

Row = dict[str, Any]


def tokens(text: str) -> Counter[str]:
    """Return the tokens of a text and how often each stands in it."""
    return Counter(_TOKEN.findall(text.casefold()))


def f1(found: str, gold: str) -> float:
    """Return the harmonic mean of token precision and recall."""
    ours, theirs = tokens(found), tokens(gold)
    shared = sum((ours & theirs).values())
    both = sum(ours.values()) + sum(theirs.values())
    return 2 * shared / both if both else 1.0


def gold_of(row: Row) -> str:
    """Return what people marked as the body, its headings and standfirst."""
    if "body" in row:
        return str(row["body"])
    return "\n".join([row.get("standfirst") or "", *row["paragraphs"], *row["headings"]])


def article_of(data: str, name: str, url: str | None) -> Article | None:
    """Return the article that reading finds in a page."""
    outcome = read(data.encode("utf-8", "replace"), Hints(name, url=url))
    return outcome.articles[0] if outcome.articles else None


def found_in(article: Article | None) -> str:
    """Return the text that is compared: standfirst and body."""
    return "" if article is None else f"{article.standfirst or ''}\n{article.text}"


def library(row: Row) -> tuple[str, ...]:
    """Return body, headline and date as trafilatura's fast mode gives them."""
    import trafilatura  # noqa: PLC0415  (slow to load)

    found = trafilatura.bare_extraction(
        row["html"], url=row.get("url"), fast=True, include_comments=False, with_metadata=True
    )
    return tuple(str(getattr(found, name, None) or "") for name in ("text", "title", "date"))


def same_line(left: str | None, right: str | None) -> bool:
    """Tell whether two headlines are the same words."""
    return _TOKEN.findall((left or "").casefold()) == _TOKEN.findall((right or "").casefold())


def measure(rows: list[Row]) -> dict[str, Any]:
    """Return the mean figures of one file of pages."""
    scores: dict[str, list[float]] = {}
    seconds = sum(_measure_html(row, scores) for row in rows)
    for row in rows:
        _measure_dumps(row, scores)
    means = {
        name: {"retold": round(fmean(both[::2]), 4), "baseline": round(fmean(both[1::2]), 4)}
        for name, both in scores.items()
    }
    return {
        "pages": len(rows),
        "html pages a second": round(len(rows) / seconds, 1),
        "scores": means,
    }


def _measure_html(row: Row, scores: dict[str, list[float]]) -> float:
    gold = gold_of(row)
    body, headline, date = library(row)
    started = time.perf_counter()
    article = article_of(row["html"], f"{row['id']}.html", row.get("url"))
    seconds = time.perf_counter() - started
    _add(scores, "html", f1(found_in(article), gold), f1(body, gold))
    if row.get("title"):
        shown = article.headline if article else None
        ours, theirs = same_line(shown, row["title"]), same_line(headline, row["title"])
        _add(scores, "html headline", ours, theirs)
    if row.get("published"):
        day = row["published"][:_DAY]
        found = (article.published if article else None) or ""
        _add(scores, "html day", found[:_DAY] == day, date[:_DAY] == day)
    return seconds


def _measure_dumps(row: Row, scores: dict[str, list[float]]) -> None:
    gold = gold_of(row)
    for name, dump in row["dumps"].items():
        article = article_of(dump, f"{row['id']}.txt", None)
        _add(scores, name, f1(found_in(article), gold), f1(dump, gold))
        if row.get("title"):
            shown = article.headline if article else None
            first = dump.strip().split("\n")[0]
            ours, theirs = same_line(shown, row["title"]), same_line(first, row["title"])
            _add(scores, f"{name} headline", ours, theirs)


def _add(scores: dict[str, list[float]], name: str, ours: float, baseline: float) -> None:
    scores.setdefault(name, []).extend((float(ours), float(baseline)))


def files_in(path: Path) -> Iterator[Path]:
    """Yield the files of pages at a path."""
    yield from sorted(path.glob("*.jsonl.gz")) if path.is_dir() else [path]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--data", type=Path, default=_DEFAULT)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    results: dict[str, Any] = {}
    for path in files_in(options.data):
        data = path.read_bytes()
        plain = gzip.decompress(data) if path.suffix == ".gz" else data
        result = measure([json.loads(line) for line in plain.splitlines() if line.strip()])
        results[path.name] = {"sha256": hashlib.sha256(plain).hexdigest(), **result}
        print(
            f"\n{path.name}: {result['pages']} pages, {result['html pages a second']} HTML pages/s"
        )
        print(f"  {'':28}{'retold':>8}{'baseline':>10}")
        for name, pair in result["scores"].items():
            print(f"  {name:28}{pair['retold']:8.3f}{pair['baseline']:10.3f}")
    print("\nbaseline: trafilatura fast for HTML; the dump as it comes, its first line as headline")
    if options.json:
        options.json.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
