"""Hold every word of every article read from real pages against the raw input.

    python benchmarks/offsets.py --data FILE_OR_FOLDER [--only html|dumps] [--json OUT]

The data are those of ``benchmarks/pages.py``. For every page as HTML and for each of its text
dumps the layers must cover each other without a gap, exact segments must hold the same characters
above, and every word of the text, carried up to the raw input, must come out as the same
characters there, once tags are taken out of the piece and entities are put as characters. Exit
status 1 if one does not.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fuzz import broken_offsets
from pages import files_in

from retold.reading import Hints, read
from retold.types import Article, Span

_DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "data" / "pages"
_WORD = re.compile(r"\S+")
_TAG = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the pages of a file."""
    data = path.read_bytes()
    plain = gzip.decompress(data) if path.suffix == ".gz" else data
    yield from (json.loads(line) for line in plain.splitlines() if line.strip())


def inputs(row: dict[str, Any], only: str | None) -> Iterator[tuple[str, str]]:
    """Yield the names and texts of a page's forms."""
    if only != "dumps":
        yield "html", row["html"]
    if only != "html":
        yield from row["dumps"].items()


def wrong_words(article: Article) -> list[tuple[str, str]]:
    """Return the words that stand otherwise in the raw input, and what stands there."""
    wrong = []
    for match in _WORD.finditer(article.text):
        there = article.trace_up(Span(*match.span())).of(article.raw.text)
        if there != match.group() and _shown(there) != "".join(match.group().split()):
            wrong.append((match.group(), there[:200]))
    return wrong


def _shown(source: str) -> str:
    return "".join(html.unescape(_TAG.sub("", source)).split())


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--data", type=Path, default=_DEFAULT)
    parser.add_argument("--only", choices=("html", "dumps"))
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    told = {"inputs": 0, "articles": 0, "words": 0, "broken layers": 0, "wrong words": 0}
    for path in files_in(options.data):
        for row in rows_of(path):
            for form, text in inputs(row, options.only):
                suffix = ".html" if form == "html" else ".txt"
                name = f"{row['id']} ({form})"
                outcome = read(text.encode("utf-8", "replace"), Hints(name, suffix=suffix))
                told["inputs"] += 1
                for article in outcome.articles:
                    broken, wrong = broken_offsets(article), wrong_words(article)
                    told["articles"] += 1
                    told["words"] += len(article.text.split())
                    told["broken layers"] += broken is not None
                    told["wrong words"] += len(wrong)
                    for line in [*filter(None, [broken]), *map(str, wrong[:3])]:
                        print(f"{name}: {line}")
    print(", ".join(f"{count:,} {what}" for what, count in told.items()))
    if options.json:
        options.json.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    return int(bool(told["broken layers"] or told["wrong words"] or not told["words"]))


if __name__ == "__main__":
    sys.exit(main())
