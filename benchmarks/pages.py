"""How well the body, the headline and the like of pages are read, HTML and text dumps.

    python benchmarks/pages.py --data FILE_OR_FOLDER [--folds 3] [--only html] [--json OUT]

The data are gzipped JSON lines: ``html``, ``dumps`` (the page's text by several tools) and what
people marked: ``body``, or ``paragraphs``, ``headings``, ``standfirst``, ``title``, ``authors``,
``published``. The body's measure is the F1 of the tokens (runs of letters and digits, case folded,
counted) of text and standfirst against the marked body, averaged over pages; where people marked
the body alone, no standfirst, the text is also measured without it. The other measures are shares
of pages, of those alone in which the thing stands: letter by letter, so a headline that goes on
stands, too; the line "whole" leaves those out. Beside it stand trafilatura's fast mode for HTML,
and for dumps the dump as it comes with its first line as headline, its first date, and the first
name after "By".

With ``--folds`` every page is read by forests fitted on the pages of other publishers (and those
of dumps on invented ones). Without, the package's own forests are used, which have seen these
pages: the figures flatter them. With three folds the figures are held against their floors
(``--raise-floors`` raises them).
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from statistics import fmean
from typing import Any

from _common import finish

from retold.forest import Forest
from retold.reading import Hints, read
from retold.reading.dates import find_date
from retold.reading.trees import replaced
from retold.types import Article

_DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "data" / "pages"
_TOKEN = re.compile(r"[^\W_]+")
_DAY = len("2023-11-02")
_SAME_STANDFIRST = 0.8
_FLOOR_FOLDS = 3
"""The folds with which the floors were measured."""
_WIDEST_ZONE = timedelta(hours=14)

Row = dict[str, Any]
Scores = dict[str, list[float]]


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


def misplaced(article: Article) -> int:
    """Return how many stretches of text and page do not lead to the same characters above."""
    wrong = 0
    for layer, above in ((article.body, article.page.text), (article.page, article.raw.text)):
        at = 0
        for segment in layer.segments:
            same = (
                layer.text[segment.start : segment.end]
                == (above[segment.source_start : segment.source_end])
            )
            wrong += segment.start != at or (segment.exact and not same)
            at = segment.end
        wrong += at != len(layer.text) and bool(layer.segments)
    return wrong


def found_in(article: Article | None) -> str:
    """Return the text that is compared: standfirst and body."""
    return "" if article is None else f"{article.standfirst or ''}\n{article.text}"


def library(row: Row) -> Any:
    """Return what trafilatura's fast mode makes of a page."""
    import trafilatura  # noqa: PLC0415  (slow to load)

    return trafilatura.bare_extraction(
        row["html"], url=row.get("url"), fast=True, include_comments=False, with_metadata=True
    )


# -- when two answers are the same -------------------------------------------------------------


def key(text: str | None) -> str:
    """Return a text's letters and digits alone, case folded."""
    return "".join(_TOKEN.findall((text or "").casefold()))


def same_line(left: str | None, right: str | None) -> bool:
    """Tell whether two headlines are the same words."""
    return key(left) == key(right)


def same_people(left: list[str], right: list[str]) -> bool:
    """Tell whether two bylines name the same people, in whatever order."""
    return {key(name) for name in left} == {key(name) for name in right}


def same_date(found: str | None, gold: str) -> bool:
    """Tell whether two dates are one instant, or one day in the zone of either."""
    if not found:
        return False
    ours, theirs = _moment(found), _moment(gold)
    if ours.tzinfo is None or theirs.tzinfo is None or len(found) <= _DAY:
        return ours.date() == theirs.date()
    days = {
        (moment.astimezone(zone.tzinfo)).date() for moment in (ours,) for zone in (ours, theirs)
    }
    return ours == theirs or theirs.date() in days or theirs.astimezone(ours.tzinfo).date() in days


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def date_stands(dump: str, gold: str) -> bool:
    """Tell whether a dump names the day of publication, in any zone."""
    moment = _moment(gold)
    low, high = (moment - _WIDEST_ZONE).date(), (moment + _WIDEST_ZONE).date()
    if moment.tzinfo is None:
        low = high = moment.date()
    for line in dump.split("\n"):
        at = 0
        for _ in range(40):
            dated = find_date(line[at : at + 200])
            if dated is None:
                at += 150
                if at >= len(line):
                    break
                continue
            if low <= _moment(dated.iso).date() <= high:
                return True
            at += max(dated.end, 1)
    return False


# -- measuring ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Folds:
    """Forests fitted on the pages of other publishers, fold by fold."""

    numbers: dict[str, int]
    forests: tuple[dict[str, Forest], ...]

    def number(self, row: Row) -> int:
        """Return the fold of a page."""
        from fit_lines import publisher_of  # noqa: PLC0415  (developers only)

        return self.numbers[publisher_of(row)]


def folds_on(rows: list[Row], count: int, *, html_only: bool) -> Folds:
    """Fit the forests of all folds."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))
    import fit_lines  # noqa: PLC0415  (developers only)

    from retold.forest import unpack  # noqa: PLC0415

    numbers = fit_lines.folds_of(rows, count)
    html = fit_lines.html_pages_of(rows)
    told = [] if html_only else fit_lines.with_headlines([*rows, *fit_lines.invented()])
    dumps = fit_lines.pages_of(told)
    forests = []
    for number in range(count):
        out = [name for name, own in numbers.items() if own == number]
        fitted = fit_lines.fit_blocks([p for p in html if numbers[p.publisher] != number])
        if dumps:
            fitted |= fit_lines.fit([p for p in dumps if p.without(out)])
        forests.append({name: unpack(packed) for name, packed in fitted.items()})
    return Folds(numbers, tuple(forests))


def measure(rows: list[Row], folds: Folds | None = None, only: str | None = None) -> dict[str, Any]:
    """Return the mean figures of one file of pages."""
    scores: Scores = {}
    seconds = {"html": 0.0, "dumps": 0.0}
    for row in rows:
        with _forests(folds, row):
            if only != "dumps":
                seconds["html"] += _measure_html(row, scores)
            if only != "html":
                seconds["dumps"] += _measure_dumps(row, scores)
    means = {
        name: {
            "pages": len(both) // 2,
            "retold": round(fmean(both[::2]), 4),
            "baseline": round(fmean(both[1::2]), 4),
        }
        for name, both in scores.items()
    }
    dumps = sum(len(row["dumps"]) for row in rows)
    return {
        "pages": len(rows),
        "html pages a second": round(len(rows) / max(seconds["html"], 1e-9), 1),
        "dumps a second": round(dumps / max(seconds["dumps"], 1e-9), 1),
        "scores": means,
    }


def _forests(folds: Folds | None, row: Row) -> AbstractContextManager[None]:
    return nullcontext() if folds is None else replaced(folds.forests[folds.number(row)])


def _measure_html(row: Row, scores: Scores) -> float:
    found = library(row)
    started = time.process_time()
    article = article_of(row["html"], f"{row['id']}.html", row.get("url"))
    seconds = time.process_time() - started
    _measure_body(row, scores, "html", article, found.text or "")
    _add(scores, "html offsets exact", article is None or not misplaced(article), 0.0)
    if "title" in row:
        _add(
            scores,
            "html headline",
            same_line(article.headline if article else None, row["title"]),
            same_line(found.title, row["title"]),
        )
        _measure_fields(row, scores, "html", article, found)
    return seconds


def _measure_body(
    row: Row, scores: Scores, name: str, article: Article | None, baseline: str
) -> None:
    gold = gold_of(row)
    theirs = f1(baseline, gold)
    _add(scores, name, f1(found_in(article), gold), theirs)
    if "body" in row:
        _add(
            scores, f"{name} without standfirst", f1(article.text if article else "", gold), theirs
        )


def _measure_fields(
    row: Row, scores: Scores, name: str, article: Article | None, found: Any
) -> None:
    if row.get("published"):
        ours = same_date(article.published if article else None, row["published"])
        _add(scores, f"{name} published", ours, same_date(found.date, row["published"]))
    if row.get("authors"):
        named = [*article.byline] if article else []
        theirs = (found.author or "").split("; ")
        _add(
            scores,
            f"{name} authors",
            same_people(named, row["authors"]),
            same_people(theirs, row["authors"]),
        )
    said = article.standfirst if article else None
    theirs_said = found.description
    if row.get("standfirst"):
        ours = f1(said or "", row["standfirst"]) >= _SAME_STANDFIRST
        other = f1(theirs_said or "", row["standfirst"]) >= _SAME_STANDFIRST
        _add(scores, f"{name} standfirst", ours, other)
    else:
        _add(scores, f"{name} no standfirst invented", not said, not theirs_said)


def _measure_dumps(row: Row, scores: Scores) -> float:
    seconds = 0.0
    for name, dump in row["dumps"].items():
        started = time.process_time()
        article = article_of(dump, f"{row['id']}.txt", None)
        seconds += time.process_time() - started
        _measure_body(row, scores, name, article, dump)
        _add(scores, "dump offsets exact", article is None or not misplaced(article), 0.0)
        if "title" not in row:
            continue
        packed = key(dump)
        if key(row["title"]) in packed:
            first = dump.strip().split("\n")[0]
            ours = same_line(article.headline if article else None, row["title"])
            _add(scores, f"{name} headline", ours, same_line(first, row["title"]))
            if stands_whole(dump, row["title"]):
                _add(scores, f"{name} headline, whole", ours, same_line(first, row["title"]))
        standing = {
            "published": row["published"] if date_stands(dump, row["published"]) else None,
            "authors": row["authors"] if all(key(a) in packed for a in row["authors"]) else None,
            "standfirst": row["standfirst"] if key(row["standfirst"]) in packed else None,
        }
        _measure_fields(standing, scores, name, article, _first_named(dump))
    return seconds


def stands_whole(dump: str, title: str) -> bool:
    """Tell whether a headline stands in a dump with no further word of its sentence after it."""
    words = _TOKEN.findall(title)
    found = re.finditer(r"[\W_]+".join(map(re.escape, words)), dump, re.IGNORECASE)
    return any(not re.match(r"[’']?\s?[a-z]", dump[match.end() :][:3]) for match in found)


@dataclass(frozen=True, slots=True)
class Named:
    """What the plainest way finds in a dump: its first date, the first name after "By"."""

    date: str | None
    author: str | None
    description: None = None


def _first_named(dump: str) -> Named:
    dated = next((d for line in dump.split("\n") if (d := find_date(line))), None)
    by = re.search(r"\b[Bb]y:?\s{1,3}([A-Z][\w.'’-]+ [A-Z][\w.'’-]+)", dump)
    return Named(dated.iso if dated else None, by.group(1) if by else None)


def _add(scores: Scores, name: str, ours: object, baseline: object) -> None:
    both = (float(value) if isinstance(value, (int, float)) else 0.0 for value in (ours, baseline))
    scores.setdefault(name, []).extend(both)


def files_in(path: Path) -> Iterator[Path]:
    """Yield the files of pages at a path."""
    yield from sorted(path.glob("*.jsonl.gz")) if path.is_dir() else [path]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--data", type=Path, default=_DEFAULT)
    parser.add_argument("--folds", type=int, default=0, help="forests fitted on other publishers")
    parser.add_argument("--only", choices=("html", "dumps"))
    parser.add_argument("--json", type=Path)
    parser.add_argument("--raise-floors", action="store_true", help="keep what got better")
    options = parser.parse_args()
    plain = {
        path.name: gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for path in files_in(options.data)
    }
    rows = {
        name: [json.loads(line) for line in data.splitlines() if line.strip()]
        for name, data in plain.items()
    }
    every = [row for several in rows.values() for row in several]
    html_only = options.only == "html"
    folds = folds_on(every, options.folds, html_only=html_only) if options.folds else None
    results: dict[str, Any] = {}
    for name, data in plain.items():
        result = measure(rows[name], folds, options.only)
        results[name] = {"sha256": hashlib.sha256(data).hexdigest(), **result}
        _print(name, result)
    print(
        "\nbaseline: trafilatura fast for HTML; the dump as it comes, its first line, date and “By”"
    )
    own = "the package's own forests, which saw pages.dev and publishers.dev"
    print("forests of other publishers" if folds else own)
    if options.json:
        options.json.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    if options.folds == _FLOOR_FOLDS:
        sys.exit(_held(results, options))


def _held(results: dict[str, Any], options: argparse.Namespace) -> int:
    """Hold what was measured against its floors and return the exit status."""
    digests = {name: result["sha256"] for name, result in results.items()}
    fallen = 0
    for part in ("html", "dumps"):
        measures = {
            f"{name} {score}": both["retold"]
            for name, result in results.items()
            for score, both in result["scores"].items()
            if (score.split(" ")[0] == "html") is (part == "html")
        }
        if options.only in (None, part):
            common = argparse.Namespace(json=None, raise_floors=options.raise_floors)
            fallen += finish(f"pages, {part}", measures, digests, common)
    return min(fallen, 1)


def _print(name: str, result: dict[str, Any]) -> None:
    speed = f"{result['html pages a second']} HTML pages and {result['dumps a second']} dumps/s"
    print(f"\n{name}: {result['pages']} pages, {speed}")
    print(f"  {'':40}{'pages':>6}{'retold':>8}{'baseline':>10}")
    for score, both in result["scores"].items():
        print(f"  {score:40}{both['pages']:6}{both['retold']:8.3f}{both['baseline']:10.3f}")


if __name__ == "__main__":
    main()
