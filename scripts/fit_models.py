"""Fit the models of links and descent that ship with the package.

    python scripts/fit_models.py ../shared/data

reads ``traditions`` (the sample event left out), ``releases``, the events of ``training/events``
and, for what real reports look like, ``stories/news.background.jsonl.gz``, and writes the models
of links and of descent to src/retold/models. What such models can do on events they have not seen
is measured by ``benchmarks/folds.py`` and what it runs, with models fitted fold by fold.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from _traditions import load, make_article  # noqa: E402  (after the path is set)
from _vectors import remembering  # noqa: E402
from fitting import (  # noqa: E402
    Workshop,
    fit_descent,
    fit_links,
    fit_register,
    link_rows,
    strange_rows,
)

from retold.language import prepare  # noqa: E402
from retold.stories.logistic import from_dict  # noqa: E402
from retold.stories.style import Style, style  # noqa: E402

REPORTS = 900
"""How many real articles say how reports are written."""

LEAST = 6
"""Sentences of an article long enough to have a style."""


def real_styles(path: Path) -> list[Style]:
    """Return the styles of real articles, drawn by chance with a fixed seed."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"][:6000] for line in lines]
    random.Random(1).shuffle(texts)
    found = (prepare(make_article("x", text)) for text in texts)
    return list(islice((style(one) for one in found if len(one.sentences) >= LEAST), REPORTS))


def main(data: Path) -> None:
    scored = load(data / "traditions") + load(data / "releases")
    events = scored + load(ROOT / "training" / "events")
    with remembering() as encoder:
        shop = Workshop(events, encoder)
    rows = [*link_rows(shop, events), *strange_rows(shop, events)]
    reports = real_styles(data / "stories" / "news.background.jsonl.gz")
    register = fit_register(events, reports, shop)
    voice = from_dict(json.loads(register))
    _, files = fit_descent(shop, events, rows, register=voice, report=print)
    files |= {"links.npz": fit_links(rows), "register.json": register}
    for name, content in files.items():
        (ROOT / "src/retold/models" / name).write_bytes(content)
        print(f"{name}: {len(content)} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
