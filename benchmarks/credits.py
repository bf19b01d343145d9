"""The agency that an article is credited to, as printed in its text: found, and false alarms.

    python benchmarks/credits.py --data data/attribution

PolNeAR's articles name their wire in a field of their own. The credits of the articles of train and
dev are what their citations (of kind ``credits``) name, with ``--read`` also what the reader makes
of the plain text, an agency's several names counting as one. Nothing was fitted on it.

- *found*: of the articles with a wire whose text holds its name as a word of its own, those
  credited to it.
- *precision*: of the articles that are credited to an agency, those credited to their wire;
  ``NA`` (not known) and ``None`` in the corpus count as no wire, so a credit that the corpus
  overlooked is a false alarm here.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from _common import digest, find, finish, parser, print_table, records
from _traditions import make_article

from retold.language import prepare
from retold.reading import Hints, read
from retold.reading.credits import agency
from retold.statements import citations

BAR = 0.90
_NONE = ("", "None", "NA")
_NAMES = {
    "AP": ("AP", "Associated Press"),
    "UPI": ("UPI", "United Press International"),
    "AFP": ("AFP", "Agence France-Presse", "Agence France Presse"),
    "Reuters": ("Reuters", "REUTERS"),
}


def credited(text: str, *, by_reader: bool) -> set[str]:
    """Return the agencies that a text is credited to, by their usual short names."""
    plain = make_article("text", text)
    articles = read(text.encode(), Hints()).articles if by_reader else (plain,)
    names: set[str] = set()
    for article in articles:
        cited = citations(prepare(article), ())
        names |= {*article.credits, *(c.source for c in cited if c.kind == "credits")}
    return {known for name in names if (known := agency(name))}


def holds(text: str, wire: str) -> bool:
    """Tell whether a text holds the name of an agency as a word of its own."""
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in _NAMES[wire])


def judged(articles: Iterator[dict[str, Any]], *, by_reader: bool) -> Counter[str]:
    """Count what is marked and what was found."""
    count: Counter[str] = Counter()
    for article in articles:
        wire = agency(article["wire"]) if article["wire"] not in _NONE else None
        found = credited(article["text"], by_reader=by_reader)
        marked = wire in _NAMES and holds(article["text"], str(wire))
        count.update(
            articles=1,
            marked=marked,
            found=marked and wire in found,
            named=len(found),
            right=wire in found,
        )
    return count


def main() -> int:
    made = parser(__doc__, "the folder with polnear.train and polnear.dev, or one above it")
    made.add_argument("--read", action="store_true", help="read every text as a page, too")
    options = made.parse_args()
    folder: Path = options.data
    folder = folder / "attribution" if (folder / "attribution").is_dir() else folder
    files = [f for name in ("polnear.train", "polnear.dev") if (f := find(folder, name))]
    if not files:
        sys.exit(f"{folder}: no polnear there")
    rows: list[list[Any]] = []
    whole: Counter[str] = Counter()
    for file in files:
        count = judged(records(file), by_reader=options.read)
        whole += count
        rows.append([file.name, *_figures(count)])
    rows.append(["both", *_figures(whole)])
    columns = ("file", "articles", "marked", "found", "named", "precision")
    print_table("wire as printed in the text", columns, rows)
    found, precision = rows[-1][3], rows[-1][5]
    reached = "reached" if min(found, precision) >= BAR else "not reached"
    print(f"bar {BAR:.2f} for both: {reached}")
    measures = {"credits found": found, "credits precision": precision}
    data = {file.name.split(".jsonl")[0]: digest(file) for file in files}
    return finish("credits", measures, data, options, {"rows": rows})


def _figures(count: Counter[str]) -> list[Any]:
    found = count["found"] / max(1, count["marked"])
    precision = count["right"] / max(1, count["named"])
    return [count["articles"], count["marked"], found, count["named"], precision]


if __name__ == "__main__":
    sys.exit(main())
